"""Lists as workbooks: one sheet for each table, ready to print."""

import io
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sptgraph.listings.table import Cell, Table
from sptgraph.output import clean, properties, row_height, sheet_name, width

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_FONT: Final = "宋体"
_LINE: Final = "#B8C2CC"
_LEAST_WIDTH: Final = 4


def write(listing: "Listing") -> bytes:
    """Return the workbook; text is written as text, so that no cell can run."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties(properties(listing.issued))
        looks = _looks(book)
        taken: set[str] = set()
        names = {table.name: sheet_name(table.name, taken) for table in listing.tables}
        for table in listing.tables:
            _Sheet(book.add_worksheet(names[table.name]), looks, listing, table).write(names)
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 10.5, "valign": "vcenter"}
    cell = {**base, "text_wrap": True, "border": 1, "border_color": _LINE}
    return {
        "title": book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        "note": book.add_format({**base, "font_color": "#555555", "font_size": 10, "text_wrap": True}),
        "head": book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#DCE6F1"}),
        "text": book.add_format(cell),
        "link": book.add_format({**cell, "font_color": "#1F4E9E", "underline": 1}),
        "number": book.add_format({**cell, "align": "center"}),
        "date": book.add_format({**cell, "align": "center", "num_format": "yyyy-mm-dd"}),
        "missing": book.add_format({**cell, "bg_color": "#FDE9E7", "font_color": "#A61C00", "italic": True}),
    }


class _Sheet:
    """One table on one worksheet: title, notes, header, rows."""

    def __init__(self, sheet: Any, looks: dict[str, Any], listing: "Listing", table: Table) -> None:
        self._sheet, self._looks, self._listing, self._table = sheet, looks, listing, table
        self._last = len(table.columns) - 1

    def write(self, names: dict[str, str]) -> None:
        """Write the table; ``names`` are the sheets' names by table."""
        table, language = self._table, self._listing.language
        cells = table.cells(language)
        heads = [column.title.text(language) for column in table.columns]
        top = self._write_top()
        for at, head in enumerate(heads):
            self._sheet.write_string(top, at, clean(head), self._looks["head"])
        widths = [self._width_of(at, head, cells) for at, head in enumerate(heads)]
        for at, wide in enumerate(widths):
            self._sheet.set_column(at, at, wide)
        links = table.links or [None] * len(cells)
        for number, (row, link) in enumerate(zip(cells, links, strict=True), top + 1):
            self._sheet.set_row(
                number, row_height((cell.text, at) for cell, at in zip(row, widths, strict=True))
            )
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._write_cell(number, at, cell, names.get(link or "") if column.key == "name" else None)
        self._set_up_page(top, top + len(cells))

    def _width_of(self, at: int, head: str, cells: list[list[Cell]]) -> int:
        """Return the width of a column: what its widest line needs, as far as the column may."""
        lines = [head, *(line for row in cells for line in row[at].text.split("\n"))]
        return min(max(*map(width, lines), _LEAST_WIDTH) + 2, self._table.columns[at].width)

    def _write_top(self) -> int:
        """Write title and notes over the whole width; return the row of the header."""
        first = self._table is self._listing.tables[0]
        title = self._listing.title if first else f"{self._listing.title}　{self._table.name}"
        self._write_across(0, clean(title), "title", 28)
        notes = [*self._listing.notes, *self._table.notes]
        self._write_across(1, clean("\n".join(notes)), "note", 15 * max(len(notes), 1))
        return 2

    def _write_across(self, row: int, text: str, look: str, height: int) -> None:
        if self._last > 0:
            self._sheet.merge_range(row, 0, row, self._last, "", self._looks[look])
        self._sheet.write_string(row, 0, text, self._looks[look])
        self._sheet.set_row(row, height)

    def _write_cell(self, row: int, at: int, cell: Cell, link: str | None) -> None:
        if isinstance(cell.value, date):
            self._sheet.write_datetime(row, at, cell.value, self._looks["date"])
        elif isinstance(cell.value, int):
            self._sheet.write_number(row, at, cell.value, self._looks["number"])
        elif link:
            target = link.replace("'", "''")
            self._sheet.write_url(row, at, f"internal:'{target}'!A1", self._looks["link"], clean(cell.value))
        else:
            self._sheet.write_string(
                row, at, clean(cell.value), self._looks["missing" if cell.missing else "text"]
            )

    def _set_up_page(self, head: int, last: int) -> None:
        """Fix and filter the header, and fit the width of the table to a landscape A4 page."""
        sheet = self._sheet
        sheet.freeze_panes(head + 1, 0)
        sheet.autofilter(head, 0, last, self._last)
        sheet.repeat_rows(head)
        sheet.print_area(0, 0, last, self._last)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
