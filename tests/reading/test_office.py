"""A plan printed by an office suite: numbers, head and foot made by it, names broken across its pages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sptgraph.reading import read
from sptgraph.reading.normalisation import clean
from tests.reading.convert import numbering_of
from tests.reading.make import body, cell, docx, field, paragraph, row, run

PLANS = Path(__file__).parents[1] / "plans"
FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC"/>'
SIZE = '<w:sz w:val="32"/>'
# Justified text would lose what hangs over the right margin: LibreOffice does not print it.
ALIGNED = '<w:jc w:val="left"/>'
INDENTS = {
    "first line": '<w:ind w:left="0" w:firstLine="640"/>',
    "hanging": '<w:ind w:left="840" w:hanging="840"/>',
}

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def printed(data: bytes, folder: Path) -> bytes:
    """Return the PDF that LibreOffice makes of a Word file."""
    (folder / "plan.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "plan.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "plan.pdf").read_bytes()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", clean(text))


def letter(text: str, size: str = SIZE) -> str:
    return run(text, properties=FONT + size)


def section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/>'
        '<w:footerReference w:type="default" r:id="rIdfooter1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"/></w:sectPr>'
    )


def page(*blocks: str, **parts: str) -> bytes:
    """Return a Word file on paper of the official size with a running head and page numbers."""
    return docx(
        body(*blocks).replace("<w:sectPr/>", section()),
        header=paragraph(letter("云溪县安全生产文件汇编", '<w:sz w:val="21"/>')),
        footer=paragraph(letter("— ") + field("PAGE", "1") + letter(" —"), '<w:jc w:val="center"/>'),
        **parts,
    )


@pytest.mark.parametrize("indent", INDENTS)
@pytest.mark.parametrize("name", ["yunxi", "linjiang"])
def test_a_printed_plan_reads_as_it_was_written(name: str, indent: str, tmp_path: Path) -> None:
    plan = (PLANS / f"{name}.txt").read_text(encoding="utf-8")
    numbering, numbered = numbering_of(plan, FONT + SIZE)
    blocks = []
    for properties, rest in numbered:
        plain = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if len(rest) > 30 else ""
        blocks.append(
            paragraph(letter(rest), properties + (INDENTS[indent] if properties else plain) + ALIGNED)
        )
    data = page(*blocks, numbering=numbering)
    assert squeezed(read(data).text) == squeezed(plan)
    document = read(printed(data, tmp_path))
    assert squeezed(document.text) == squeezed(plan)
    whole = {squeezed(line) for line in document.text.split("\n")}
    long = [squeezed(line) for line in plan.splitlines() if len(line) > 60]
    assert [line for line in long if line not in whole] == []
    assert len({block.span.page for block in document.blocks}) > 2


def test_a_printed_table_and_footnote(tmp_path: Path) -> None:
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    note = "指纳入省级名录的危险化学品企业。"
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("<w:r><w:separator/></w:r>")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(mark + run(note))}</w:footnote>'
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    widths = (900, 4600, 3000)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    task = "各单位结合实际开展隐患排查整治工作，确保按期完成任务目标"
    texts = [("序号", "任务", "单位"), *((str(n), f"第{n}项{task}", "县应急管理局") for n in range(1, 25))]
    rows = [
        row(
            *(
                cell(
                    paragraph(letter(text, '<w:sz w:val="24"/>')),
                    properties=f'<w:tcW w:w="{width}" w:type="dxa"/>',
                )
                for text, width in zip(line, widths, strict=True)
            )
        )
        for line in texts
    ]
    table = f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    data = page(
        paragraph(letter("重点企业") + reference + letter("的任务如下：")), table, footnotes=footnotes
    )
    written, document = read(data), read(printed(data, tmp_path))
    assert document.text == written.text
    assert [block.kind for block in document.blocks] == [block.kind for block in written.blocks]
    assert [block.span.cell for block in document.blocks] == [block.span.cell for block in written.blocks]
    assert document.blocks[-2].span.page == 2
