"""Which lines a list takes: those of a sector, of a year, of a body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sptgraph.errors import ListingError
from sptgraph.extraction.lexicon import Lexicon, fold
from sptgraph.listings.bodies import Body
from sptgraph.listings.rows import Line
from sptgraph.model import Deadline, Plan


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list is narrowed to; None does not narrow."""

    department: str | None = None
    sector: str | None = None
    year: int | None = None

    def lines(self, lines: Iterable[Line], lexicon: Lexicon) -> tuple[Line, ...]:
        """Return the lines of the sector and the year.

        Raises ListingError where the sector is neither a key nor a name of the ontology.
        """
        key = sector_key(self.sector, lexicon) if self.sector else None
        return tuple(
            line
            for line in lines
            if (key is None or names_sector(line, key, lexicon))
            and (self.year is None or falls_in(line, self.year))
        )


def sector_key(text: str, lexicon: Lexicon) -> str:
    """Return the key of the sector that ``text``, a key or a name, means."""
    key = text if text in lexicon.sectors else lexicon.sector_key(text)
    if key is None:
        known = {name for s in lexicon.sectors.values() for name in (s.key, s.label_zh, *s.aliases)}
        raise _unknown(text, known, "行业领域", "sector")
    return key


def names_sector(line: Line, key: str, lexicon: Lexicon) -> bool:
    """Say whether a task or the action above it names the sector or a narrower one."""
    action = line.provision.action
    mentions = (*getattr(line.provision.body, "sectors", ()), *(action.sectors if action else ()))
    return any(within_sector(mention.key, key, lexicon) for mention in mentions)


def within_sector(narrow: str, wide: str, lexicon: Lexicon) -> bool:
    """Say whether the sector of key ``narrow`` is the sector ``wide`` or a part of it."""
    return wide in _with_broader(narrow, lexicon)


def _with_broader(key: str, lexicon: Lexicon) -> Iterable[str]:
    seen: list[str] = []
    sector: str | None = key
    while sector and sector not in seen:
        seen.append(sector)
        sector = lexicon.sectors[sector].broader if sector in lexicon.sectors else None
    return seen


def falls_in(line: Line, year: int) -> bool:
    """Say whether a line is something to do in ``year``.

    A line with dates is if one of them reaches into the year; one without (recurring, standing or undated)
    is in every year of the plan's period, so that it is not lost.
    """
    period = line.source.document.period
    if line.deadlines:
        return any(first_year(deadline, period) <= year <= deadline.due.year for deadline in line.deadlines)
    return period is None or period[0] <= year <= period[1]


def first_year(deadline: Deadline, period: tuple[int, int] | None) -> int:
    """Return the year in which work on a deadline may begin; 三年内 begins with the plan."""
    if deadline.start:
        return deadline.start.year
    if deadline.kind == "within" and period:
        return min(period[0], deadline.due.year)
    return deadline.due.year


def department_bodies(
    text: str, bodies: Sequence[Body], plans: Sequence[Plan], lexicon: Lexicon
) -> tuple[Body, ...]:
    """Return the bodies that ``text`` means: by a name that a plan prints, else by department, key or name.

    Empty where the department is known but the plans do not name it. Raises ListingError where it is unknown.
    """
    wanted = fold(text)
    printed = tuple(body for body in bodies if wanted in map(fold, body.names))
    if printed:
        return printed
    places = dict.fromkeys(plan.jurisdiction for plan in plans)
    keys = (
        {text} if text in lexicon.departments else {lexicon.department_key(text, place) for place in places}
    )
    keys.discard(None)
    if not keys:
        labels = (name for d in lexicon.departments.values() for name in (d.key, d.label_zh, *d.names))
        raise _unknown(
            text, {name for body in bodies for name in body.names} | set(labels), "单位", "department"
        )
    return tuple(body for body in bodies if body.department in keys)


def _unknown(text: str, known: Iterable[str], zh: str, en: str) -> ListingError:
    near = get_close_matches(text, sorted(known), n=3, cutoff=0.4)
    hint = Hint(near)
    return ListingError(f"不认识的{zh}“{text}”{hint.zh}", f"unknown {en} “{text}”{hint.en}")


@dataclass(frozen=True, slots=True)
class Hint:
    """The nearest names, as the end of a sentence."""

    names: Sequence[str]

    @property
    def zh(self) -> str:
        """In Chinese."""
        return f"，是否指：{'、'.join(self.names)}" if self.names else "，请用方案中的名称或本体的键"

    @property
    def en(self) -> str:
        """In English."""
        return (
            f"; did you mean {', '.join(self.names)}?"
            if self.names
            else "; use a printed name or an ontology key"
        )


def unknown_kind(kind: str, kinds: Iterable[str]) -> ListingError:
    """Return the error that there is no such kind of list."""
    known, shown = tuple(kinds), " ".join(kind.split())[:60]
    near = get_close_matches(shown, known, n=3)
    zh, en = (f"；是不是 {'、'.join(near)}？", f"; did you mean {', '.join(near)}?") if near else ("", "")
    return ListingError(
        f"没有“{shown}”这种清单，现有：{'、'.join(known)}{zh}",
        f"there is no kind of list “{shown}”; there are {', '.join(known)}{en}",
    )
