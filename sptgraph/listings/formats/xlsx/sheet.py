"""One worksheet: title, notes, header, rows; columns to be filled in take only what they are for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.formats.xlsx.pages import HEAD, Page, legible
from sptgraph.output import clean, row_height, width
from sptgraph.progress import label

if TYPE_CHECKING:
    from sptgraph.listings.definition import Column
    from sptgraph.listings.table import Cell
    from sptgraph.progress import Status

_LEAST_WIDTH: Final = 4
_A4, _A3 = 9, 8
_WIDE: Final = 230
"""Letters beyond which a table on A4 would be too small to read."""

_ORDER: Final[tuple["Status", ...]] = ("not-started", "in-progress", "done", "behind")
_MARKED: Final[tuple["Status", ...]] = ("behind", "done")
_FIRST_DAY: Final = date(2000, 1, 1)
_PICK: Final = Bilingual("请从列表中选择：{}", "Choose from the list: {}")
_NO_STATUS: Final = Bilingual("进展情况只能填：{}", "The status must be one of: {}")
_WRITE_DAY: Final = Bilingual("请填日期，如 2025-06-30", "A date, such as 2025-06-30")
_NO_DAY: Final = Bilingual("这里要填日期，如 2025-06-30", "This must be a date, such as 2025-06-30")


class Sheet:
    """A page on a worksheet."""

    def __init__(self, sheet: Any, looks: Mapping[str, Any], language: Language, page: Page) -> None:
        self._sheet, self._looks, self._language, self._page = sheet, looks, language, page
        self._columns = page.columns
        self._last = len(self._columns) - 1

    def write(self, places: Mapping[str, tuple[str, int]]) -> None:
        """Write the page; ``places`` are the sheets and rows where the workbook's tables begin."""
        rows = list(self._page.rows(self._language))
        heads = [column.title.text(self._language) for column in self._columns]
        widths = [self._width_of(at, head, [row for row, _ in rows]) for at, head in enumerate(heads)]
        for at, wide in enumerate(widths):
            self._sheet.set_column(at, at, wide)
        self._write_across(0, clean(self._page.title), "title", 28)
        self._write_across(1, legible(self._page.notes), "note", self._height_of_notes(sum(widths)))
        for at, (head, column) in enumerate(zip(heads, self._columns, strict=True)):
            self._sheet.write_string(
                HEAD, at, clean(head), self._looks["head-fill" if column.fill else "head"]
            )
        self._sheet.set_row(HEAD, row_height(zip(heads, widths, strict=True)))
        leading = next((at for at, column in enumerate(self._columns) if column.key == "name"), None)
        for number, (row, link) in enumerate(rows, HEAD + 1):
            height = row_height((cell.text, at) for cell, at in zip(row, widths, strict=True))
            self._sheet.set_row(number, height)
            for at, (cell, column) in enumerate(zip(row, self._columns, strict=True)):
                target = places.get(link or "") if at == leading else None
                self._write_cell(number, at, cell, column, target)
        self._let_fill_in(HEAD + 1, HEAD + len(rows))
        self._set_up_page(HEAD + len(rows), sum(widths))

    def _width_of(self, at: int, head: str, rows: Sequence[Sequence["Cell"]]) -> int:
        """Return the width of a column: what its widest line needs, as far as the column may.

        A heading may take two lines; the sign that opens the filter needs some room beside it.
        """
        column = self._columns[at]
        if column.fill:
            return column.width
        lines = [line for row in rows for line in row[at].text.split("\n")]
        least = max(_LEAST_WIDTH, (width(head) + 1) // 2 + 2)
        return max(min(max(width(line) for line in [head, *lines]) + 2, column.width), least)

    def _height_of_notes(self, wide: int) -> float:
        return row_height([(legible(self._page.notes), max(wide, 20))])

    def _write_across(self, row: int, text: str, look: str, height: float) -> None:
        if self._last > 0:
            self._sheet.merge_range(row, 0, row, self._last, "", self._looks[look])
        self._sheet.write_string(row, 0, text, self._looks[look])
        self._sheet.set_row(row, height)

    def _write_cell(
        self, row: int, at: int, cell: "Cell", column: "Column", target: tuple[str, int] | None
    ) -> None:
        look = self._look_of(cell, column)
        if isinstance(cell.value, date):
            self._sheet.write_datetime(row, at, cell.value, look)
        elif isinstance(cell.value, int):
            self._sheet.write_number(row, at, cell.value, look)
        elif target:
            sheet = target[0].replace("'", "''")
            place = f"internal:'{sheet}'!A{target[1]}"
            self._sheet.write_url(row, at, place, self._looks["link"], clean(cell.value))
        elif column.fill and not cell.value:
            self._sheet.write_blank(row, at, None, look)
        else:
            self._sheet.write_string(row, at, clean(cell.value), look)

    def _look_of(self, cell: "Cell", column: "Column") -> Any:
        if column.fill:
            return self._looks[f"fill-{column.fill}"]
        if cell.missing:
            return self._looks["missing"]
        if column.key == "overdue" and cell.value:
            return self._looks["overdue"]
        if isinstance(cell.value, date):
            return self._looks["date"]
        return self._looks["number" if isinstance(cell.value, int) else "text"]

    def _let_fill_in(self, first: int, last: int) -> None:
        """Let the cells that an office fills in take only statuses and dates."""
        if last < first:
            return
        words = [label(status, self._language) for status in _ORDER]
        joint = "、" if self._language == "zh" else ", "
        for at, column in enumerate(self._columns):
            if column.fill == "status":
                self._accept(
                    (first, at, last, at),
                    {"validate": "list", "source": words},
                    _PICK.text(self._language).format(joint.join(words)),
                    _NO_STATUS.text(self._language).format(joint.join(words)),
                )
                for status in _MARKED:
                    rule = {"type": "cell", "criteria": "==", "value": f'"{label(status, self._language)}"'}
                    self._sheet.conditional_format(
                        first, at, last, at, {**rule, "format": self._looks[status]}
                    )
            elif column.fill == "date":
                self._accept(
                    (first, at, last, at),
                    {"validate": "date", "criteria": ">=", "value": _FIRST_DAY},
                    _WRITE_DAY.text(self._language),
                    _NO_DAY.text(self._language),
                )

    def _accept(
        self, cells: tuple[int, int, int, int], what: Mapping[str, Any], hint: str, refusal: str
    ) -> None:
        self._sheet.data_validation(
            *cells, {**what, "ignore_blank": True, "input_message": hint, "error_message": refusal}
        )

    def _set_up_page(self, last: int, wide: int) -> None:
        """Fix and filter the header, and fit the width of the table to a landscape page."""
        sheet = self._sheet
        sheet.freeze_panes(HEAD + 1, 0)
        sheet.autofilter(HEAD, 0, last, self._last)
        sheet.repeat_rows(HEAD)
        sheet.print_area(0, 0, last, self._last)
        sheet.set_landscape()
        sheet.set_paper(_A3 if wide > _WIDE else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
