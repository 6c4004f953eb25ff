"""How the cells of a workbook look; what a colour says is also said in words."""

from collections.abc import Mapping
from typing import Any, Final

_FONT: Final = "宋体"
_LINE: Final = "#B8C2CC"


def looks(book: Any) -> Mapping[str, Any]:
    """Return the formats of a workbook by name."""
    base = {"font_name": _FONT, "font_size": 10.5, "valign": "vcenter"}
    cell = {**base, "text_wrap": True, "border": 1, "border_color": _LINE}
    middle = {**cell, "align": "center"}
    fill = {"bg_color": "#FFFBE6", "locked": False}
    return {
        "title": book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        "note": book.add_format({**base, "font_color": "#555555", "font_size": 10, "text_wrap": True}),
        "head": book.add_format({**middle, "bold": True, "bg_color": "#DCE6F1"}),
        "head-fill": book.add_format({**middle, "bold": True, "bg_color": "#FFE9A8"}),
        "text": book.add_format(cell),
        "link": book.add_format({**cell, "font_color": "#1F4E9E", "underline": 1}),
        "number": book.add_format(middle),
        "date": book.add_format({**middle, "num_format": "yyyy-mm-dd"}),
        "missing": book.add_format({**cell, "bg_color": "#FDE9E7", "font_color": "#A61C00", "italic": True}),
        "overdue": book.add_format({**cell, "bg_color": "#FDE9E7", "font_color": "#A61C00", "bold": True}),
        "fill-status": book.add_format({**middle, **fill}),
        "fill-date": book.add_format({**middle, **fill, "num_format": "yyyy-mm-dd"}),
        "fill-text": book.add_format({**cell, **fill}),
        "behind": book.add_format({"font_color": "#A61C00", "bold": True}),
        "done": book.add_format({"font_color": "#1B6E3C"}),
    }
