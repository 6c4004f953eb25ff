"""Make the demo plan that ships with the package: a Word file set as an office would set it.

The text is ``tests/plans/yunxi.txt``; the numbers （一） and 1. are left to Word's automatic numbering,
so that the file holds them nowhere as text. Run from the checkout::

    python tools/make_demo.py [OUT.docx]

The same text gives the same parts, whatever the day.
"""

import re
import sys
import zipfile
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "tests" / "plans" / "yunxi.txt"
DEMO = ROOT / "sptgraph" / "demo" / "yunxi-plan.docx"

SECTION = re.compile(r"[一二三四五六七八九十]+、")
SUBSECTION = re.compile(r"（[一二三四五六七八九十]+）")
ITEM = re.compile(r"\d+\.")
RED = RGBColor(0xC0, 0x00, 0x00)


def make(text: str) -> bytes:
    """Return the Word file for the plan's text; its lines become paragraphs, blank lines go."""
    document = Document()
    _page(document)
    _styles(document)
    numbering = _Numbering(document)
    lines = [line for line in text.splitlines() if line.strip()]
    body = lines.index(next(line for line in lines if SECTION.match(line)))
    for line, following in pairwise(lines[: body + 1]):
        paragraph = document.add_paragraph(line, style=_front_style(line, following))
        paragraph.paragraph_format.page_break_before = _is_bare_title(line)
    for line in lines[body:]:
        _body_paragraph(document, line, numbering)
    properties = document.core_properties
    properties.title = "云溪县安全生产治本攻坚三年行动实施方案"
    properties.author = properties.last_modified_by = "云溪县安全生产委员会"
    properties.comments = ""
    properties.created = properties.modified = datetime(2024, 3, 12, 9)  # noqa: DTZ001 (Word's own form)
    buffer = BytesIO()
    document.save(buffer)
    return _undated(buffer.getvalue())


def _page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("－ ")
    footer._p.append(  # noqa: SLF001 (python-docx has no fields)
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    footer.add_run(" －")


def _styles(document: DocxDocument) -> None:
    """Set the styles of an official document: 仿宋 for text, 黑体 and 楷体 for headings."""
    normal = document.styles["Normal"]
    _font(normal, "仿宋", 16)
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    _font(document.styles["Title"], "黑体", 22)
    _font(document.styles["Heading 1"], "黑体", 16)
    _font(document.styles["Heading 2"], "楷体", 16)
    for name in ("Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = False
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if (border := document.styles["Title"].element.pPr.find(qn("w:pBdr"))) is not None:
        border.getparent().remove(border)
    for name, font, size, alignment in (
        ("红头", "黑体", 36, WD_ALIGN_PARAGRAPH.CENTER),
        ("文号", "仿宋", 16, WD_ALIGN_PARAGRAPH.CENTER),
        ("落款", "仿宋", 16, WD_ALIGN_PARAGRAPH.RIGHT),
        ("正文首行缩进", "仿宋", 16, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ("版记", "仿宋", 14, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, font, size)
        style.paragraph_format.alignment = alignment
    document.styles["红头"].font.color.rgb = RED
    document.styles["正文首行缩进"].paragraph_format.first_line_indent = Pt(32)


def _font(style: ParagraphStyle, east_asian: str, size: int) -> None:
    """Give a style its Chinese font; Word takes it from w:eastAsia, not from the font's plain name."""
    style.font.name = "Times New Roman"
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east_asian)


def _is_bare_title(line: str) -> bool:
    """Tell whether a line is the plan's own title, which begins a page, not the notice's."""
    return line.endswith("方案")


def _front_style(line: str, following: str) -> str:
    """Return the style of a line before the first section, told by its form and what follows."""
    if line.endswith("文件"):
        return "红头"
    if line.endswith("号"):
        return "文号"
    if _is_bare_title(line) or line.startswith(("关于印发", "（20")) or following.startswith("关于印发"):
        return "Title"
    if line.endswith("。"):
        return "正文首行缩进"
    return "Normal" if line.endswith("：") else "落款"


def _body_paragraph(document: DocxDocument, line: str, numbering: "_Numbering") -> None:
    if SECTION.match(line):
        document.add_paragraph(line, style="Heading 1")
        numbering.restart_subsections()
    elif match := SUBSECTION.match(line):
        rest = line[match.end() :]
        heading_only = not rest.endswith("。")
        paragraph = document.add_paragraph(style="Heading 2" if heading_only else "正文首行缩进")
        _run_in(paragraph, rest, "楷体")
        numbering.number(paragraph, numbering.subsections)
    elif match := ITEM.match(line):
        paragraph = document.add_paragraph(style="正文首行缩进")
        _run_in(paragraph, line[match.end() :], "仿宋")
        numbering.number(paragraph, numbering.items)
    elif line.startswith("抄送") or line.endswith("印发"):
        document.add_paragraph(line, style="版记")
    else:
        document.add_paragraph(line, style="正文首行缩进")


def _run_in(paragraph: Paragraph, text: str, east_asian: str) -> None:
    """Set a run-in heading bold, in a font of its own; the rest of the paragraph plain."""
    heading, stop, rest = text.partition("。")
    if rest or not stop:
        run = paragraph.add_run(heading + stop)
        run.bold = True
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east_asian)  # noqa: SLF001
    else:
        rest = text
    if rest:
        paragraph.add_run(rest)


class _Numbering:
    """Word's automatic numbering: （一） begins anew in every section, 1. runs through the plan."""

    def __init__(self, document: DocxDocument) -> None:
        self._element = document.part.numbering_part.element
        for child in list(self._element):
            self._element.remove(child)
        self._last = 0
        self._define(1, "chineseCounting", "（%1）")
        self._define(2, "decimal", "%1.")
        self.items = self._list(2)
        self.subsections = self._list(1)

    def restart_subsections(self) -> None:
        """Let the next （一） begin a new list."""
        self.subsections = self._list(1)

    def number(self, paragraph: Paragraph, list_id: int) -> None:
        """Make a paragraph an item of a list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = list_id

    def _define(self, abstract_id: int, number_format: str, text: str) -> None:
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{number_format}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
            "</w:lvl></w:abstractNum>"
        )
        self._element.insert(abstract_id - 1, definition)

    def _list(self, abstract_id: int) -> int:
        self._last += 1
        self._element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="{abstract_id}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return self._last


def _undated(package: bytes) -> bytes:
    """Return the same zip package with the parts' dates set to a fixed day."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            target.writestr(
                zipfile.ZipInfo(part.filename, (2024, 3, 12, 9, 0, 0)),
                source.read(part),
                zipfile.ZIP_DEFLATED,
            )
    return buffer.getvalue()


if __name__ == "__main__":
    destination = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.write_bytes(make(TEXT.read_text(encoding="utf-8")))
