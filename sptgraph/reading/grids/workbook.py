"""xlsx → grids: values, merged cells and hidden rows, straight from the parts; nothing in it is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Final

from sptgraph.errors import BrokenDocument, UnsupportedFormat
from sptgraph.grid import Cell, CellValue, Grid, column_letters, rows_of
from sptgraph.language import Bilingual
from sptgraph.reading.archive import Archive
from sptgraph.reading.assembly import Origin
from sptgraph.reading.docx.package import parse, relations_of
from sptgraph.reading.grids.bounds import check_cells, check_rows
from sptgraph.reading.grids.numbers import format_of, shown
from sptgraph.reading.normalisation import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_SHEETS: Final = 500
_TOLD: Final = 5
_RELATION_ID: Final = re.compile(r"\{[^}]*/relationships\}id")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ENTITY: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    origin: Origin
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    since_1904: bool = False
    notes: list[Bilingual] = field(default_factory=list)
    cells: int = 0


def read_workbook(origin: Origin) -> tuple[Grid, ...]:
    """Return the worksheets of an xlsx in their order, hidden ones marked; macros are left unread.

    Raises `BrokenDocument` where the file is damaged, protected or hostile, `TooLarge` where a sheet has
    more rows or cells than are read, `UnsupportedFormat` for an xlsb.
    """
    with Archive(origin) as archive:
        names = {name.lower(): name for name in archive.names}
        main = _main(archive, names, origin)
        root = parse(archive.read(main), origin)
        targets = relations_of(archive, names, main, origin)
        book = _Book(origin)
        if "xl/vbaproject.bin" in names:
            book.notes.append(
                Bilingual(
                    f"“{origin.name}”带有宏，宏没有运行，只读了单元格",
                    f"“{origin.name}” holds macros; they were not run, only the cells were read",
                )
            )
        properties = next(_named(root, "workbookPr"), None)
        book.since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        for kind, target in targets.values():
            if kind == "sharedStrings" and target.lower() in names:
                book.strings = _strings(archive.read(names[target.lower()]), origin)
            elif kind == "styles" and target.lower() in names:
                book.formats = _formats(parse(archive.read(names[target.lower()]), origin))
        grids = []
        for sheet in list(_named(root, "sheet"))[:_MOST_SHEETS]:
            key = next((v for k, v in sheet.attrib.items() if _RELATION_ID.fullmatch(str(k))), "")
            kind, target = targets.get(str(key), ("", ""))
            if kind == "worksheet":
                if target.lower() not in names:
                    raise _broken(origin)
                hidden = sheet.get("state") in {"hidden", "veryHidden"}
                data = archive.read(names[target.lower()])
                grids.append(_Sheet(book, clean(sheet.get("name", "")), hidden).read(data))
    return tuple(grids)


def _main(archive: Archive, names: dict[str, str], origin: Origin) -> str:
    found = [t for kind, t in relations_of(archive, names, "", origin).values() if kind == "officeDocument"]
    path = next((names[t.lower()] for t in found if t.lower() in names), names.get("xl/workbook.xml"))
    if path is None or path.endswith(".bin"):
        raise UnsupportedFormat(
            f"“{origin.name}”是二进制工作簿（.xlsb）或缺少工作簿部分；请用 WPS 或 Excel 打开，另存为 xlsx",
            f"“{origin.name}” is a binary workbook (.xlsb) or lacks its main part; open it in WPS or Excel "
            "and save it as xlsx",
        )
    return path


def _named(root: "Element", tag: str) -> Iterator["Element"]:
    yield from root.iter(f"{{*}}{tag}")


def _formats(styles: "Element") -> list[str]:
    """Return the number format of each cell style."""
    own = {
        int(each.get("numFmtId", "")): each.get("formatCode", "General")
        for each in _named(styles, "numFmt")
        if each.get("numFmtId", "").isdecimal()
    }
    styled = next(_named(styles, "cellXfs"), None)
    numbers = [each.get("numFmtId", "0") for each in styled] if styled is not None else []
    return [format_of(int(number) if number.isdecimal() else 0, own) for number in numbers]


def _elements(data: bytes, tags: tuple[str, ...], origin: Origin) -> Iterator["Element"]:
    """Yield the elements of a large part one after another; each is emptied once it has been used."""
    from lxml import etree

    if _ENTITY.search(data) or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise BrokenDocument(
            f"“{origin.name}”含有 xlsx 不允许的实体声明，疑似恶意文件，未读取",
            f"“{origin.name}” declares XML entities, which no xlsx may; it may be hostile and was not read",
        )
    try:
        for _, element in etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _broken(origin) from error


def _broken(origin: Origin) -> BrokenDocument:
    return BrokenDocument(
        f"“{origin.name}”的内部结构已损坏；请重新下载，或在 WPS 或 Excel 中打开并重新保存",
        f"the inner structure of “{origin.name}” is damaged; download it again, or open it in WPS or "
        "Excel and save it again",
    )


def _strings(data: bytes, origin: Origin) -> list[str]:
    return [_rich(item) for item in _elements(data, ("si",), origin)]


def _rich(item: "Element") -> str:
    """Return the text of a string, without the phonetic guide some of them carry."""
    from openpyxl.utils.escape import unescape

    runs = (run.text or "" for run in _named(item, "t") if not _is_guide(run))
    return unescape("".join(runs))


def _is_guide(run: "Element") -> bool:
    above = run.getparent()
    return above is not None and str(above.tag).endswith("}rPh")


@dataclass(slots=True)
class _Sheet:
    book: _Book
    name: str
    hidden: bool
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    formulas: list[str] = field(default_factory=list)

    def read(self, data: bytes) -> Grid:
        """Return the sheet that ``data``, its part of the package, describes."""
        number = filled = 0
        for element in _elements(data, ("row", "mergeCell"), self.book.origin):
            if str(element.tag).endswith("}mergeCell"):
                self._merge(element.get("ref", ""))
                continue
            stated = element.get("r", "")
            number = int(stated) if stated.isdecimal() and len(stated) < 8 else number + 1
            before = len(self.cells)
            self._row(element, number)
            filled += len(self.cells) > before
            check_rows(filled, self._called)
        self.book.cells += len(self.cells)
        check_cells(self.book.cells + self._covered(), self.book.origin.name)
        rows = rows_of(self.cells, self.merges, self.hidden_rows)
        return Grid(self.name, rows, hidden=self.hidden, notes=(*self.book.notes, *self._notes()))

    @property
    def _called(self) -> str:
        return f"{self.book.origin.name}!{self.name}"

    def _row(self, row: "Element", number: int) -> None:
        if row.get("hidden") in {"1", "true"}:
            self.hidden_rows.add(number)
        column = 0
        for cell in row:
            if not str(cell.tag).endswith("}c"):
                continue
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(reference[1]) if reference else column + 1
            self._cell(cell, number, column)

    def _cell(self, cell: "Element", row: int, column: int) -> None:
        value, text = self._value(cell)
        unsettled = False
        address = f"{self.name}!{column_letters(column)}{row}"
        formula = cell.find("{*}f")
        if formula is not None and (not text or cell.get("t") == "e"):
            text, unsettled = text or f"={formula.text or ''}", True
            value = None
            self.formulas.append(address)
        if text:
            self.cells[row, column] = Cell(row, column, text, value, address, (row, column), unsettled)

    def _value(self, cell: "Element") -> tuple[CellValue, str]:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return _as_text(_rich(inline) if inline is not None else "")
        stored = cell.findtext("{*}v") or ""
        if kind == "s":
            at = int(stored) if stored.isdecimal() and len(stored) < 9 else -1
            return _as_text(self.book.strings[at] if 0 <= at < len(self.book.strings) else "")
        if kind == "d" and re.match(r"\d{4}-\d\d-\d\d", stored):
            try:
                day = date.fromisoformat(stored[:10])
            except ValueError:
                return _as_text(stored)
            return day, f"{day.year}年{day.month}月{day.day}日"
        if kind == "b":
            return int(stored == "1"), "TRUE" if stored == "1" else "FALSE"
        if kind != "n":
            return _as_text(stored)
        try:
            number = float(stored)
        except ValueError:
            return _as_text(stored)
        style = cell.get("s", "0")
        at = int(style) if style.isdecimal() and len(style) < 9 else 0
        code = self.book.formats[at] if at < len(self.book.formats) else "General"
        if not isfinite(number):
            return _as_text(stored)
        return shown(number, code, since_1904=self.book.since_1904)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if top and bottom:
            self.merges.append((int(top[2]), _column(top[1]), int(bottom[2]), _column(bottom[1])))

    def _covered(self) -> int:
        """Return how many places the merged cells cover within the filled part of the sheet."""
        rows = max((row for row, _ in self.cells), default=0)
        columns = max((column for _, column in self.cells), default=0)
        return sum(
            max(0, min(bottom, rows) - top + 1) * max(0, min(right, columns) - left + 1)
            for top, left, bottom, right in self.merges
            if (top, left) in self.cells
        )

    def _notes(self) -> list[Bilingual]:
        notes: list[Bilingual] = []
        if self.hidden and self.cells:
            notes.append(
                Bilingual(
                    f"工作表“{self._called}”是隐藏的，没有隐藏的表里有任务表时不读它",
                    f"the sheet “{self._called}” is hidden; it is left unread where another has tasks",
                )
            )
        if self.formulas:
            notes.append(
                Bilingual(
                    f"{_some(self.formulas, '、', ' 等')} 是公式，文件里没有结果；"
                    "请在 WPS 或 Excel 中打开后重新保存",
                    f"{_some(self.formulas, ', ', ', …')}: formulas without a result in the file; open it in "
                    "WPS or Excel and save it again",
                )
            )
        if hidden := [str(row) for row in sorted(self.hidden_rows & {row for row, _ in self.cells})]:
            notes.append(
                Bilingual(
                    f"{self._called} 有隐藏的行（{_some(hidden, '、', ' 等')}），也读了",
                    f"{self._called} has hidden rows ({_some(hidden, ', ', ', …')}), which were read too",
                )
            )
        return notes


def _some(names: list[str], sign: str, more: str) -> str:
    return sign.join(names[:_TOLD]) + (more if names[_TOLD:] else "")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _as_text(text: str) -> tuple[CellValue, str]:
    lines = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    tidy = "\n".join(line for line in lines if line)
    return tidy or None, tidy
