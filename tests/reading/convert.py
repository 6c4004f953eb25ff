"""One text as a Word file, a web page and a PDF, each as hard to read as real ones are.

`to_docx` leaves the numbers to Word and hides the text among tracked changes and content controls;
`to_html` buries it in a GBK page of a government site; `to_pdf` prints it in lines of 28 characters under
a running head, so that names are broken by lines and pages.
"""

import html
import re
from itertools import count
from pathlib import Path

import cn2an

from tests.reading.make import abstract, body, docx, field, listing, paragraph, run
from tests.reading.pdfwriter import WIDTH, Page, advance, write

_HEADINGS = (
    re.compile(r"^([一二三四五六七八九十百]+)、"),
    re.compile(r"^（([一二三四五六七八九十百]+)）"),
    re.compile(r"^(\d{1,3})\.(?!\d)"),
    re.compile(r"^（(\d{1,3})）"),
)
_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def to_docx(text: str) -> bytes:
    """Return ``text`` as a Word file in which numbers are automatic wherever Word could print them."""
    numbering, lines = numbering_of(text)
    blocks = [_hidden(place, rest, properties) for place, (properties, rest) in enumerate(lines)]
    return docx(body(*blocks), numbering=numbering, header=paragraph(run("页眉里的字不是正文")))


def numbering_of(text: str, letters: str = "") -> tuple[str, list[tuple[str, str]]]:
    """Return the numbering part for ``text``, and of each line its list properties and what is not number.

    A number that does not follow from those before it is a list of its own that overrides the start.
    ``letters`` are the run properties of the numbers.
    """
    counts = [0] * len(_LEVELS)
    lists = [listing(1, 7)]
    lines = []
    for line in _lines(text):
        level, number, rest = _numbered(line)
        properties = ""
        if level is not None:
            key = 1
            if number != counts[level] + 1:
                key = len(lists) + 1
                start = f'<w:startOverride w:val="{number}"/>'
                lists.append(listing(key, 7, f'<w:lvlOverride w:ilvl="{level}">{start}</w:lvlOverride>'))
            counts[level] = number
            counts[level + 1 :] = [0] * (len(_LEVELS) - level - 1)
            properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
        lines.append((properties, rest))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{label}"/><w:rPr>{letters}</w:rPr></w:lvl>'
        for level, (number_format, label) in enumerate(_LEVELS)
    )
    return abstract(levels, key=7) + "".join(lists), lines


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _numbered(line: str) -> tuple[int | None, int, str]:
    for level, pattern in enumerate(_HEADINGS):
        match = pattern.match(line)
        if match:
            digits = match[1]
            number = int(digits) if digits.isdigit() else int(cn2an.cn2an(digits, "smart"))
            return level, number, line[match.end() :]
    return None, 0, line


def _hidden(place: int, text: str, properties: str) -> str:
    """Return a paragraph that holds ``text`` in a way in which python-docx would lose some of it."""
    half = len(text) // 2
    one, other = text[:half], text[half:]
    ways = (
        lambda: run(one) + f'<w:del w:id="1" w:author="x">{run("旧稿", deleted=True)}</w:del>' + run(other),
        lambda: run(one) + f'<w:ins w:id="2" w:author="x">{run(other)}</w:ins>',
        lambda: f"<w:sdt><w:sdtPr/><w:sdtContent>{run(one)}</w:sdtContent></w:sdt>{run(other)}",
        lambda: field("HYPERLINK", one) + f"<w:smartTag>{run(other)}</w:smartTag>",
        lambda: (
            f'<w:hyperlink w:anchor="a">{run(one)}</w:hyperlink><w:proofErr w:type="spellStart"/>{run(other)}'
        ),
        lambda: "".join(run(character) for character in text),
    )
    block = paragraph(ways[place % len(ways)](), properties)
    if place % 5 == 1:
        block = f"<w:sdt><w:sdtPr/><w:sdtContent>{block}</w:sdtContent></w:sdt>"
    if place % 7 == 3:
        mark = '<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>'
        gone = f'<w:del w:id="4" w:author="x">{run("删去的一段", deleted=True)}</w:del>'
        block = paragraph(gone, properties + mark) + block
    return block


def to_html(text: str) -> bytes:
    """Return ``text`` as a GBK page of a government site, spread over nested and sibling elements."""
    lines = [html.escape(line) for line in _lines(text)]
    half = len(lines) // 2
    paragraphs = [f"<p style='text-indent:2em'>&emsp;&emsp;<span>{line}</span></p>" for line in lines]
    page = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
    page = page.replace("<!--FIRST-->", "\n".join(paragraphs[:half]))
    page = page.replace("<!--SECOND-->", "<br>\n".join(f"　　{line}" for line in lines[half:]))
    return page.encode("gb18030")


_SIZE, _LEFT, _PER_LINE, _ROWS, _PITCH, _TOP = 16.0, 73.5, 28, 22, 29.0, 740.0
_RADICALS = str.maketrans(
    "一方工人力口土大小山日月水火用目立行门车", "⼀⽅⼯⼈⼒⼝⼟⼤⼩⼭⽇⽉⽔⽕⽤⽬⽴⾏⻔⻋"
)
_CLOSING = "、，。；：？！）》〉】〕”’"


def to_pdf(text: str, *, embedded: bool = False) -> bytes:
    """Return ``text`` as a PDF: indented lines of 28 characters, page numbers, other heads left and right."""
    lines = _lines(text)
    rows: list[tuple[float, str, float]] = []
    title = True
    for line in lines:
        title = title and len(line) <= _PER_LINE and "。" not in line and _numbered(line)[2] == line
        if title:
            rows += [((WIDTH - 22 * _width(part)) / 2, part, 22) for part in _wrap(line, 20, 0)]
            continue
        parts = _wrap(line, _PER_LINE, 2)
        rows += [(_LEFT + (0 if place else 2 * _SIZE), part, _SIZE) for place, part in enumerate(parts)]
    pages = []
    for number in count(1):
        chunk, rows = rows[:_ROWS], rows[_ROWS:]
        pages.append(_print(chunk, number))
        if not rows:
            return write(pages, embedded=embedded)
    raise AssertionError


def _print(rows: list[tuple[float, str, float]], number: int) -> Page:
    page = Page()
    if number % 2:
        page.text(_LEFT, 790, "云溪县安全生产文件汇编", 10.5)
    else:
        page.text(400, 790, "治本攻坚三年行动", 10.5)
    for place, (x, line, size) in enumerate(rows):
        y = _TOP - place * _PITCH
        page.text(x, y, line.translate(_RADICALS) if place % 3 == 0 else line, size)
        if place % 4 == 1:
            page.text(x + 3, y, " " * (2 * int(_width(line)) - 1), size)
    page.text(_LEFT if number % 2 == 0 else 480, 60, f"— {number} —", 14)
    return page


def _width(text: str) -> float:
    return sum(map(advance, text))


def _wrap(line: str, most: int, indent: int) -> list[str]:
    parts, current, room = [], "", float(most - indent)
    for unit in re.findall(rf"[A-Za-z0-9.%—-]+[{_CLOSING}]*|.[{_CLOSING}]*", line):
        if current and _width(current + unit) > room:
            parts.append(current)
            current, room = "", float(most)
        current += unit
    return [*parts, current]
