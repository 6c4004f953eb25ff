"""The review sheet as a workbook: what to fill in is yellow, what may be picked drops down."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sptgraph.corrections.review import HEADER, ReviewRow
from sptgraph.language import Bilingual, Language
from sptgraph.output import clean, properties, row_height
from sptgraph.wording import FACT_KIND, word

_WIDTHS: Final = {
    "where": 12, "kind": 12, "text": 56, "old": 34, "new": 34, "why": 22, "who": 10, "place": 16, "state": 10,
}  # fmt: skip
_TO_FILL: Final = frozenset({"new", "why", "who"})
_BLANK_ROWS: Final = 40

SHEETS: Final = Bilingual("核对", "review"), Bilingual("怎么填", "how to")

HELP: Final = (
    Bilingual(
        "只有“改为”一列填了的行才算更正；其余各行原样不动。",
        "Only rows with something under new are corrections.",
    ),
    Bilingual(
        "改正：在“改为”里写出正确的值，写法同“原值”。",
        "To correct an entry: write the right value under new, spelled like old.",
    ),
    Bilingual("删除：在“改为”里写 删除。", "To remove an entry: write delete under new."),
    Bilingual(
        "新增：在末尾空行写明位置、种类和改为；“原值”可填原文中的词句，说明出自哪里，也可不填。",
        "To add: fill where, kind and new in a blank row at the end; old may hold the words it is from.",
    ),
    Bilingual(
        "未识读：把“种类”改成应有的种类，再写“改为”；原文并无此意的，写 删除。",
        "Unresolved: change kind to what it should be and fill new; write delete if it states nothing.",
    ),
    Bilingual(
        "位置：任务写 （一）/3，其他条款写 四（一），附件写 附件。",
        "Where: （一）/3 for a task, 四（一） for other clauses, 附件 for an annex.",
    ),
    Bilingual("几条相同的，第二条在末尾写 #2。", "Of several equal entries the second ends in #2."),
    Bilingual("责任单位：县应急局 | 牵头 | 分别", "assignment: 县应急局 | lead | respective"),
    Bilingual(
        "时限：2024-12-31 前；2024-05-01至2024-10-31 期间",
        "deadline: 2024-12-31 by; 2024-05-01..2024-10-31 during",
    ),
    Bilingual(
        "时限只写日期的，“三年内”一类改成该日之前；其他时限的种类、启动完成等不写即不变。",
        "A date alone turns within into by; otherwise marks of a deadline that are not written stay.",
    ),
    Bilingual("频次：每季度 1次 高危行业领域 | 矿长", "recurrence: P3M 1 高危行业领域 | 矿长"),
    Bilingual("目标：98 % | 不低于", "target: 98 % | at-least"),
    Bilingual(
        "成员单位：县应急局 | 监管（或 行业、其他）", "member: 县应急局 | supervisory (or industry, support)"
    ),
    Bilingual("文件信息：印发日期=2024-04-08", "document: issued=2024-04-08"),
)
"""What the second sheet says."""


def workbook(rows: Sequence[ReviewRow], language: Language, issued: date | None = None) -> bytes:
    """Return the workbook; every cell is text, so that nothing in it can run.

    ``issued``, the plan's day, is the day that the workbook bears.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties(properties([issued]))
        cell = {
            "font_name": "宋体",
            "font_size": 10,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
            "border_color": "#C8CDD3",
            "num_format": "@",
        }
        plain = book.add_format(cell)
        fill = book.add_format({**cell, "bg_color": "#FFF8DC"})
        head = book.add_format({**cell, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter"})
        sheet = book.add_worksheet(SHEETS[0].text(language))
        for at, (name, titles) in enumerate(HEADER.items()):
            sheet.set_column(at, at, _WIDTHS[name])
            sheet.write_string(0, at, titles[language], head)
        for number, row in enumerate(rows, 1):
            cells = zip(row.cells(), _WIDTHS.values(), strict=True)
            sheet.set_row(number, row_height(((clean(text), width) for text, width in cells), 14))
            for at, (name, value) in enumerate(zip(HEADER, row.cells(), strict=True)):
                sheet.write_string(number, at, clean(value), fill if name in _TO_FILL else plain)
        last = len(rows) + _BLANK_ROWS
        for number in range(len(rows) + 1, last + 1):
            for at in range(len(HEADER)):
                sheet.write_blank(number, at, None, fill)
        _ease(sheet, last, language)
        _explain(book.add_worksheet(SHEETS[1].text(language)), (line.text(language) for line in HELP), plain)
    return buffer.getvalue()


def _ease(sheet: Any, last: int, language: Language) -> None:
    """Fix and filter the header, offer the kinds to pick from, and set the page up for print."""
    columns = list(HEADER)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    kind, new = columns.index("kind"), columns.index("new")
    kinds = [word(FACT_KIND, key, language) for key in FACT_KIND]
    sheet.data_validation(1, kind, last, kind, {"validate": "list", "source": kinds, "error_type": "warning"})
    hint = Bilingual(
        "写法同“原值”；要去掉这一条就写 删除。", "Spelled like old; write delete to remove the entry."
    )
    title = HEADER["new"][language]
    message = {"validate": "any", "input_title": title, "input_message": hint.text(language)}
    sheet.data_validation(1, new, last, new, message)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _explain(sheet: Any, lines: Iterable[str], plain: Any) -> None:
    sheet.set_column(0, 0, 100)
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line, plain)
