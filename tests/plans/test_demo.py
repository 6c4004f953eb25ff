"""The demo plan that ships with the package is the plan of the suite, set in Word."""

import runpy
import zipfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from tests.gold import text_of

ROOT = Path(__file__).parents[2]
DEMO = Path(str(files("sptgraph"))) / "demo" / "yunxi-plan.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = "一二三四五六七八"


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body() -> etree._Element:
    return etree.fromstring(parts(DEMO.read_bytes())["word/document.xml"])


def test_the_file_is_what_the_tool_makes_of_the_text() -> None:
    make = runpy.run_path(str(ROOT / "tools" / "make_demo.py"))["make"]
    made, shipped = parts(make(text_of("yunxi"))), parts(DEMO.read_bytes())
    for part in ("word/document.xml", "word/numbering.xml"):
        assert made[part] == shipped[part]


def test_the_numbers_are_words_own() -> None:
    printed = ["".join(p.itertext()) for p in body().iter(W + "p")]
    assert not [line for line in printed if line.startswith(("（一）", "1.", "22."))]


def test_counting_the_lists_gives_the_plan_back() -> None:
    counts: dict[str, int] = {}
    lines = []
    for paragraph in body().iter(W + "p"):
        number = ""
        if (found := paragraph.find(f"{W}pPr/{W}numPr/{W}numId")) is not None:
            list_id = found.get(W + "val")
            counts[list_id] = counts.get(list_id, 0) + 1
            number = f"{counts[list_id]}." if list_id == "1" else f"（{CHINESE[counts[list_id] - 1]}）"
        lines.append(number + "".join(paragraph.itertext()))
    assert lines == [line for line in text_of("yunxi").splitlines() if line.strip()]


@pytest.mark.parametrize("font", ["仿宋", "黑体", "楷体"])
def test_fonts_are_set_for_chinese_text(font: str) -> None:
    styles = etree.fromstring(parts(DEMO.read_bytes())["word/styles.xml"])
    assert font in {fonts.get(W + "eastAsia") for fonts in styles.iter(W + "rFonts")}
