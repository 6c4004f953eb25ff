"""Drawings are safe in any page, the same every time, readable, and turn into files and pixels."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import resvg_py
from lxml import etree

from sptgraph.errors import ListingError
from sptgraph.listings import listing
from sptgraph.listings.material import Material
from sptgraph.listings.pictures import Picture, pictures, rasterise
from sptgraph.listings.pictures.drawing import HEIGHT, headed
from sptgraph.listings.pictures.raster import chinese_family, size_of
from sptgraph.listings.pictures.shown import PICTURES
from sptgraph.listings.pictures.text import measure, wrap
from sptgraph.listings.selection import Selection
from sptgraph.model import Action, Assignment, Deadline, Plan, Recurrence, Span, Task
from tests.listings.seen import SVG, drawn, keyed, plan_of, root_of, shapes, texts, view
from tests.sample import sample_plan

EVIL = (
    '"><script>alert(1)</script>',
    "' onload='alert(1)",
    "]]><x>&amp;&#x41;",
    "javascript:alert(1)",
    "\x00\x07控\ufffe制",
    "url(http://example.org/x) @import",
    "长" * 3_000,
    "W" * 3_000,
)
ATTRIBUTES = re.compile(
    r"(xmlns|version|width|height|viewBox|role|aria-labelledby|font-family|font-size|font-weight|id|x|y|x1|x2|y1|y2"
    r"|cx|cy|r|points|d|fill|stroke|stroke-width|stroke-dasharray|text-anchor|transform|data-[a-z-]+)"
)
TAGS = {"svg", "g", "title", "desc", "rect", "line", "circle", "polygon", "path", "text"}


def crowded(bodies: int, actions: int, tasks: int, words: str) -> Plan:
    """Return a plan of so many bodies and actions, with names and headings that hold ``words``."""
    names = [f"{words if number % 7 == 0 else ''}第{number}号局" for number in range(bodies)]
    at = iter(range(0, 10_000_000, 100))

    def span() -> Span:
        start = next(at)
        return Span(start, start + 50)

    found, heads = [], []
    for number in range(actions):
        heads.append(Action(f"（{number + 1}）", f"整治行动{words}", "二", span()))
        for task in range(tasks):
            k = number * tasks + task
            bearers = (
                Assignment(names[(k + j * j) % bodies], role, "bracket", "x", span())
                for j, role in enumerate(("lead", "responsible", "responsible", "support"))
            )
            month = k % 12 + 1
            dates = (
                Deadline(date(2024 + j % 3, month, 28), "by", words, span(), milestone=kind)
                for j, kind in enumerate((None, "start", "reach", "complete")[: task + 1])
            )
            often = (
                Recurrence(p, 1, words, span(), scope=words) for p in ("P1D", "P1M", "P2Y", "PT1H")[:task]
            )
            text = f"检查{words}"
            found.append(
                Task(
                    str(task + 1),
                    f"（{number + 1}）",
                    text,
                    span(),
                    tuple(bearers),
                    tuple(dates),
                    tuple(often),
                )
            )
    plan = sample_plan()
    source = replace(plan.source, text=None, length=10_000_000)
    document = replace(plan.document, title=f"云溪县{words}方案")
    return replace(
        plan, source=source, document=document, actions=tuple(heads), tasks=tuple(found), elsewhere=()
    )


def everything(plan: Plan, *, sector: str | None = None, language: str = "zh") -> list[Picture]:
    whole = Material([plan], language=language)  # type: ignore[arg-type]
    found = [
        picture
        for kind in ("tasks", "departments", "sectors", "deadlines")
        for picture in pictures(kind, whole)
    ]
    if sector:
        chosen = Material([plan], whole.store, selection=Selection(sector=sector), language=language)  # type: ignore[arg-type]
        found += pictures("board", chosen)
    return found


CASES: dict[str, Callable[[], list[Picture]]] = {
    "sample": lambda: everything(plan_of("sample"), sector="city-gas"),
    "sample in English": lambda: everything(plan_of("sample"), sector="catering", language="en"),
    "one body": lambda: everything(crowded(1, 1, 1, "")),
    "sixty bodies": lambda: everything(crowded(60, 20, 3, "及其派出机构")),
    "long names": lambda: everything(
        crowded(9, 2, 4, "负有安全生产监督管理职责以及行业管理职责（含派出机构）" * 3), sector="fire-safety"
    ),
    "long English names": lambda: everything(
        crowded(9, 2, 4, "Office for the coordination of everything "), language="en"
    ),
    "hostile": lambda: [
        p for text in (" ".join(EVIL[:6]), *EVIL[6:]) for p in everything(crowded(8, 1, 2, text))
    ],
}


@pytest.fixture(scope="module", params=CASES)
def found(request: pytest.FixtureRequest) -> list[Picture]:
    return CASES[request.param]()


def test_nothing_in_a_drawing_can_run_load_or_break_a_policy(found: list[Picture]) -> None:
    for picture in found:
        for element in root_of(picture.svg).iter():
            assert element.tag.removeprefix(SVG) in TAGS
            assert not [name for name in element.attrib if not ATTRIBUTES.fullmatch(name)]
            plain = [said for name, said in element.attrib.items() if not name.startswith("data-")]
            assert not [said for said in plain if re.search(r"url|script|http|[<>]", said)]


def test_ids_are_the_pictures_own(found: list[Picture]) -> None:
    for picture in found:
        root = root_of(picture.svg)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert ids == [f"{picture.name}-title", f"{picture.name}-desc"]
        assert root.get("aria-labelledby", "").split() == ids
        assert [root[0].text, root[1].text] == [picture.title, picture.description]


def test_all_text_and_all_shapes_lie_within_the_picture(found: list[Picture]) -> None:
    for picture in found:
        for svg in (picture.svg, headed(picture)):
            frame = view(svg)
            for what, box in [*texts(svg), *(("", box) for box in shapes(svg))]:
                wide = frame.left <= box.left <= box.right <= frame.right
                high = frame.top <= box.top <= box.bottom <= frame.bottom
                assert (wide, high) == (True, True), (picture.name, what, box)


def test_no_text_lies_over_another(found: list[Picture]) -> None:
    for picture in found:
        placed = sorted(texts(headed(picture)), key=lambda each: each[1].top)
        for number, (one, box) in enumerate(placed):
            for other, below in placed[number + 1 :]:
                if below.top >= box.bottom - 1:
                    break
                apart = below.left >= box.right - 1 or below.right <= box.left + 1
                assert apart, (picture.name, one, other)


def test_a_page_is_not_longer_than_paper(found: list[Picture]) -> None:
    for picture in found:
        assert view(picture.svg).bottom <= HEIGHT * 1.25, picture.name


def test_what_a_plan_prints_is_text_and_nothing_else() -> None:
    found = everything(crowded(8, 1, 2, " ".join(EVIL[:6])))
    assert not any(
        "<script" in picture.svg or re.search(r"[\x00-\x08\ufffe]", picture.svg) for picture in found
    )
    assert any("<script>" in text for picture in found for text, _ in texts(picture.svg))


def test_names_in_the_keys_are_whole_however_long() -> None:
    (picture,) = pictures("tasks", Material([crowded(8, 1, 2, "长" * 300)]))
    assert max(len(cell["body"]) for cell in keyed((picture,), "role")) > 300


def test_two_runs_give_the_same_drawing() -> None:
    code = (
        "from tests.sample import sample_plan\nfrom sptgraph.listings import listing\n"
        "print(ascii([p.svg for k in ('tasks', 'departments') for p in listing(k, [sample_plan()]).pictures]))"
    )
    root = Path(__file__).parents[2]
    environment = {"PYTHONHASHSEED": "1", "PYTHONPATH": str(root), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=root
    )
    here = [picture.svg for kind in ("tasks", "departments") for picture in drawn(kind, "sample")]
    assert done.stdout.strip() == ascii(here)


def test_one_picture_is_one_file_several_are_a_folder(tmp_path: Path) -> None:
    plan = sample_plan()
    (path,) = listing("deadlines", [plan]).save(tmp_path / "图.svg")
    assert path.read_bytes().startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"'
    )
    both = listing("sectors", [plan], sector="city-gas")
    with pytest.raises(ListingError, match="文件夹"):
        both.save(tmp_path / "两张.svg")
    written = both.save(tmp_path / "图", "svg")
    assert len(written) == len(both.pictures) == 2
    assert {etree.parse(path).getroot().tag for path in written} == {f"{SVG}svg"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["图", "图.svg"]


def test_a_kind_without_pictures_names_those_that_have_some(tmp_path: Path) -> None:
    with pytest.raises(ListingError) as caught:
        listing("gaps", [sample_plan()]).save(tmp_path / "问题.png")
    assert all(kind in caught.value.message("zh") for kind in PICTURES)
    with pytest.raises(ListingError, match="--sector"):
        listing("board", [sample_plan()]).render("svg")


def test_the_title_stands_over_a_picture_only_in_a_file_of_its_own() -> None:
    (picture,) = drawn("deadlines", "sample")
    assert picture.title not in {text for text, _ in texts(picture.svg)}
    assert picture.title in {text for text, _ in texts(headed(picture))}


@pytest.mark.skipif(chinese_family() is None, reason="no font with Chinese characters on this machine")
def test_a_png_is_as_large_as_asked_and_the_same_each_time() -> None:
    (picture,) = drawn("deadlines", "sample")
    frame = view(picture.svg)
    png = rasterise(picture.svg, scale=1.5)
    assert size_of(png) == (round(frame.right * 1.5), pytest.approx(frame.bottom * 1.5, abs=1))
    assert png == rasterise(picture.svg, scale=1.5)
    assert len(png) > len(rasterise(re.sub(r"<text.*?</text>", "", picture.svg), scale=1.5)) * 1.2


@pytest.mark.skipif(chinese_family() is None, reason="no font with Chinese characters on this machine")
def test_a_very_large_picture_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptgraph.listings.pictures.raster._MOST_PIXELS", 10_000)
    wide, high = size_of(rasterise('<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="200"/>'))
    assert wide * high <= 10_100


@pytest.mark.parametrize("fonts", [[], ["/usr/share/fonts/truetype/dejavu"]], ids=["no font", "Latin fonts"])
def test_without_a_chinese_font_it_says_what_to_install(
    fonts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    render = resvg_py.svg_to_bytes
    monkeypatch.setattr(
        resvg_py, "svg_to_bytes", lambda **given: render(**given, skip_system_fonts=True, font_dirs=fonts)
    )
    chinese_family.cache_clear()
    try:
        with pytest.raises(ListingError) as caught:
            rasterise(drawn("deadlines", "sample")[0].svg)
    finally:
        chinese_family.cache_clear()
    assert "fonts-noto-cjk" in caught.value.message("zh")
    assert "Noto Sans CJK" in caught.value.message("en")


@pytest.mark.skipif(chinese_family() is None, reason="no font with Chinese characters on this machine")
@pytest.mark.parametrize(
    "said",
    [
        "县应急管理局（综合监管）",
        "Office of the work-safety committee",
        "WMwmgqQ@%",
        "2024-12-31～2025",
        "“□…”",
    ],
)
def test_text_is_no_wider_than_it_is_reckoned(said: str) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="40">'
    look = f'x="2" y="28" font-size="20" font-weight="bold" font-family="{chinese_family()}"'
    text = f"<text {look}>{said.replace('&', '&amp;')}</text>"
    cover = f'<rect x="0" y="0" width="{measure(said, 20) + 3}" height="40" fill="#ffffff"/>'
    assert rasterise(f"{head}{text}{cover}</svg>", scale=1) == rasterise(f"{head}{cover}</svg>", scale=1)
    assert rasterise(f"{head}{text}</svg>", scale=1) != rasterise(f"{head}{cover}</svg>", scale=1)


@pytest.mark.parametrize(
    "said", ["县应急管理局（综合监管）、县公安局", "a bc def ghij klmno", "甲（乙", "W" * 30, ""]
)
def test_lines_are_no_wider_than_asked_and_lose_nothing(said: str) -> None:
    lines = wrap(said, 10, 45)
    assert all(measure(line, 10) <= 45 for line in lines)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
