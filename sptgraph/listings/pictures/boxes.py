"""The boxes of the chain: who, on what basis; border and mark tell stated, derived and missing apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.pictures.drawing import (
    ALARM,
    DARK,
    DASHED,
    DOTTED,
    INK,
    LINE,
    PALE,
    PAPER,
    QUIET,
    Area,
    Sheet,
)
from sptgraph.listings.pictures.reasons import reason_text
from sptgraph.listings.pictures.text import measure, wrap

if TYPE_CHECKING:
    from sptgraph.asking import Link

_NAME: Final = 11.0
_NOTE: Final = 9.0
_PAD: Final = 6.0
_STRIP: Final = 16.0
_MARKS: Final[Mapping[str, Bilingual]] = {
    "stated": Bilingual("写明", "stated"),
    "derived": Bilingual("推定", "derived"),
    "undetermined": Bilingual("未定", "open"),
    "missing": Bilingual("缺", "missing"),
}
_MEANINGS: Final[Mapping[str, Bilingual]] = {
    "stated": Bilingual("方案写明（实线）", "stated in the plan"),
    "derived": Bilingual("依法推定（虚线）", "derived by law"),
    "undetermined": Bilingual("未定：有空缺（点线）", "open: a gap"),
    "missing": Bilingual("缺：无人负责（点线）", "missing: nobody answers"),
}
_DASHES: Final[Mapping[str, str]] = {"derived": DASHED, "undetermined": DOTTED, "missing": DOTTED}
_NOBODY: Final = Bilingual("无责任单位", "nobody")
_UNSETTLED: Final = Bilingual("责任单位未定", "not settled")
_ANSWERS: Final = Bilingual("向上一层级负责", "answers to the tier above")


@dataclass(frozen=True, slots=True)
class Box:
    """A link of the chain as it is drawn; its mark stands beside its name, or ``over`` it."""

    link: "Link"
    name: str
    notes: str
    mark: str
    over: bool

    def lines(self, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the name and what is said under it, broken to fit a box of that width."""
        room = width - 2 * _PAD - (_STRIP if self.link.agent is None else 0)
        beside = 0.0 if self.over else measure(self.mark, _NOTE) + 4
        return wrap(self.name, _NAME, room - beside, 8), wrap(self.notes, _NOTE, room, 24)

    def height(self, width: float) -> float:
        """Return how high the box is."""
        name, notes = self.lines(width)
        return (len(name) * _NAME + (len(notes) + self.over) * _NOTE) * LINE + 2 * _PAD

    def draw(self, sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        """Draw the box with its upper left corner there."""
        link = self.link
        name, notes = self.lines(width)
        with sheet.group(
            link="yes",
            tier=link.tier,
            agent=link.agent,
            basis=link.basis,
            role=link.role,
            facet=link.facet,
            part=link.part,
        ):
            frame(sheet, link.basis, Area(x, y, width, height))
            left = x + _PAD + (_STRIP if link.agent is None else 0)
            used = (len(name) * _NAME + (len(notes) + self.over) * _NOTE) * LINE
            top = y + (height - used) / 2
            place = top + (_NOTE if self.over else _NAME) * LINE / 2
            top += _NOTE * LINE if self.over else 0
            below = sheet.lines(left, top, name, _NAME, font_weight="bold")
            sheet.lines(left, below, notes, _NOTE, fill=QUIET)
            colour = ALARM if link.agent is None else DARK
            sheet.text(x + width - _PAD, place, self.mark, _NOTE, anchor="end", fill=colour)


def box(link: "Link", language: Language) -> Box:
    """Return the box of a link, in words of ``language``."""
    from sptgraph.asking.labels import label

    comma = "、" if language == "zh" else ", "
    if link.agent is None:
        name = (_NOBODY if link.basis == "missing" else _UNSETTLED).text(language)
    else:
        name = Bilingual(link.agent, link.agent_en or link.agent).text(language)
    said = [label("role", link.role, language)] if link.role and link.agent else []
    said += [label("facet", link.facet, language)] if link.facet else []
    said += [Bilingual(f"限{link.part}", f"{link.part} only").text(language)] if link.part else []
    said += [comma.join(label("sector", key, language) for key in link.sectors)] if link.sectors else []
    said += [Bilingual("承担单位为推定", "body presumed").text(language)] if link.presumed else []
    said += [Bilingual("▲有争议", "▲ disputed").text(language)] if link.disputed else []
    said += [reason_text(link.reason, language)] if link.reason else []
    for names, words in (
        (link.candidates, Bilingual("可能是：{}", "candidates: {}")),
        (link.others, Bilingual("较弱依据另指：{}", "weaker ground names: {}")),
    ):
        said += [words.text(language).format(comma.join(names))] if names else []
    return Box(link, name, " · ".join(said), _MARKS[link.basis].text(language), language == "en")


def frame(sheet: Sheet, basis: str, area: Area) -> None:
    """Draw the border that says on what basis a link stands: solid, dashed, or dotted with hatching."""
    gone = basis in {"undetermined", "missing"}
    look: dict[str, Any] = {"stroke": ALARM if gone else DARK, "stroke_width": 1.8 if gone else 1.2}
    if basis in _DASHES:
        look["stroke_dasharray"] = _DASHES[basis]
    sheet.rect(*area, fill=PALE if basis == "stated" else PAPER, **look)
    if gone:
        strip = Area(area.x + 2, area.y + 2, min(_STRIP, area.width) - 4, area.height - 4)
        sheet.hatch(strip, 4, cross=basis == "missing")


def tie(sheet: Sheet, basis: str, left: float, right: float, y: float) -> None:
    """Draw the line that ties a box to its tier, in the manner of its basis."""
    look = {"stroke_dasharray": _DASHES[basis]} if basis in _DASHES else {}
    sheet.line(left, y, right, y, stroke=INK, stroke_width=1.2, **look)


def point(sheet: Sheet, x: float, y: float, way: str = "up") -> None:
    """Draw the point of an arrow that goes up, left or right to there."""
    tips = {
        "up": [(x, y), (x - 4, y + 7), (x + 4, y + 7)],
        "left": [(x, y), (x + 7, y - 4), (x + 7, y + 4)],
        "right": [(x, y), (x - 7, y - 4), (x - 7, y + 4)],
    }
    sheet.shape(tips[way], fill=QUIET)


def legend(
    boxes: Sequence[Box], language: Language
) -> list[tuple[Callable[[Sheet, float, float], None], str]]:
    """Return what explains borders and arrows."""

    def framed(basis: str) -> Callable[[Sheet, float, float], None]:
        return lambda sheet, x, y: frame(sheet, basis, Area(x, y - 6, 22, 12))

    def arrow(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(x + 11, y + 7, x + 11, y - 2, stroke=QUIET)
        point(sheet, x + 11, y - 7)

    entries = [(framed(basis), meaning.text(language)) for basis, meaning in _MEANINGS.items()]
    risen = any(box.link.parents for box in boxes)
    return [*entries, (arrow, _ANSWERS.text(language))] if risen else entries
