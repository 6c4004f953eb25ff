"""The marks of the roles: a filled disc leads, a ring is responsible, a triangle supports."""

from collections.abc import Callable
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.pictures.drawing import DARK, MIDDLE, PAPER, QUIET, Area, Sheet
from sptgraph.model import Role

ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "support")
NAMES: Final = {
    "lead": Bilingual("牵头", "lead"),
    "responsible": Bilingual("责任", "responsible"),
    "support": Bilingual("配合", "support"),
    "recurring": Bilingual("定期工作", "recurring duty"),
}
_HOW_MANY: Final = Bilingual("不止一项时的项数", "how many, where more than one")


def mark(sheet: Sheet, role: str, x: float, y: float, size: float = 4.5) -> None:
    """Draw the mark of a role around a point."""
    if role == "lead":
        sheet.circle(x, y, size, fill=DARK, stroke=DARK)
    elif role == "responsible":
        sheet.circle(x, y, size - 0.4, fill=PAPER, stroke=DARK, stroke_width=1.6)
    else:
        tips = [(x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8)]
        sheet.shape(tips, fill=PAPER, stroke=DARK, stroke_width=1.2)


def bar(sheet: Sheet, role: str, area: Area) -> None:
    """Draw a bar of a role: leads dark, duties hatched, supports light, what only recurs dashed."""
    fill = {"lead": DARK, "responsible": MIDDLE}.get(role, PAPER)
    look: dict[str, Any] = {"stroke_dasharray": "3 2"} if role == "recurring" else {}
    sheet.rect(*area, fill=fill, stroke=DARK, stroke_width=0.8, **look)
    if role == "responsible":
        sheet.hatch(area, 5)


def legend(language: Language) -> list[tuple[Callable[[Sheet, float, float], None], str]]:
    """Return what explains the marks."""

    def marked(role: str) -> Callable[[Sheet, float, float], None]:
        return lambda sheet, x, y: mark(sheet, role, x + 14, y)

    def number(sheet: Sheet, x: float, y: float) -> None:
        sheet.text(x + 18, y - 3, "3", 7, fill=QUIET)

    entries = [(marked(role), NAMES[role].text(language)) for role in ROLES]
    return [*entries, (number, _HOW_MANY.text(language))]


def bar_legend(language: Language) -> list[tuple[Callable[[Sheet, float, float], None], str]]:
    """Return what explains the bars."""

    def barred(role: str) -> Callable[[Sheet, float, float], None]:
        return lambda sheet, x, y: bar(sheet, role, Area(x, y - 5, 22, 10))

    return [(barred(role), name.text(language)) for role, name in NAMES.items()]
