"""Plans in, a list out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Final

from sptgraph.errors import ListingError
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.language import Bilingual, Language
from sptgraph.listings.board import board_tables
from sptgraph.listings.combining import combined
from sptgraph.listings.comparing import compare_tables
from sptgraph.listings.definition import definition
from sptgraph.listings.departments import department_tables
from sptgraph.listings.gaps import gap_tables
from sptgraph.listings.leaders import leader_tables
from sptgraph.listings.listing import Listing
from sptgraph.listings.material import Material
from sptgraph.listings.office import ALL
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.pictures import pictures
from sptgraph.listings.reported import progress_notes, with_progress
from sptgraph.listings.rows import unresolved_table
from sptgraph.listings.sectors import sector_tables
from sptgraph.listings.selection import Selection, unknown_kind
from sptgraph.listings.table import Table
from sptgraph.listings.tasks import task_tables
from sptgraph.listings.timing import deadline_tables, year_tables
from sptgraph.listings.towns import town_tables
from sptgraph.model import Plan
from sptgraph.store import Store

Maker = Callable[[Material], tuple[Table, ...]]

KINDS: Final[Mapping[str, Maker]] = MappingProxyType(
    {
        "tasks": task_tables,
        "departments": department_tables,
        "towns": town_tables,
        "sectors": sector_tables,
        "board": board_tables,
        "leaders": leader_tables,
        "deadlines": deadline_tables,
        "year": year_tables,
        "gaps": gap_tables,
        "compare": compare_tables,
    }
)
"""The kinds of list, each with what makes its tables."""

_NOTHING: Final = Bilingual("没有符合条件的内容", "nothing fits the selection")


def listing(
    kind: str | Sequence[str],
    plans: Sequence[Plan],
    store: Store | None = None,
    *,
    language: Language = "zh",
    department: str | None = None,
    sector: str | None = None,
    year: int | None = None,
    on: date | None = None,
    lexicon: Lexicon | None = None,
) -> Listing:
    """Make a list (清单) of some plans, one of `KINDS`, from the ``store`` that holds them.

    Several kinds, or ``all`` of them, make one list with the tables of each. ``department`` and ``sector``,
    each a key of the ontology or any name, and ``year`` narrow it; ``on`` is the day that it speaks of. Every
    line has its clause; what the plan should say and does not is shown as unsaid; what could not be read
    closes the list. Without a store, one is made where the list needs it. Raises ListingError for an unknown
    kind, department or sector, naming the nearest.
    """
    named = (kind,) if isinstance(kind, str) else kind
    wanted = dict.fromkeys(each for name in named for each in kinds_of(name, len(plans)))
    if not plans:
        raise ListingError("没有方案可列", "there is no plan to make a list of")
    selection = Selection(department, sector, year)
    material = Material(plans, store, selection=selection, lexicon=lexicon, language=language, on=on)
    return combined([made(each, material) for each in wanted])


def kinds_of(kind: str, plans: int = 2) -> tuple[str, ...]:
    """Return the kinds of list that a name means: itself, or every kind for ``all``.

    A comparison takes two plans, so ``all`` lists of any other number of ``plans`` go without. Raises
    ListingError, naming the nearest.

    >>> kinds_of("tasks"), "compare" in kinds_of("all", 1)
    (('tasks',), False)
    """
    if kind == ALL:
        return tuple(each for each in KINDS if each != "compare" or plans == 2)
    if kind not in KINDS:
        raise unknown_kind(kind, (*KINDS, ALL))
    return (kind,)


def made(kind: str, material: Material) -> Listing:
    """Make one of `KINDS`; several lists of the same material share what was found for one of them."""
    plans, language = material.plans, material.language
    tables = with_progress((replace(table, kind=kind) for table in KINDS[kind](material)), material)
    rest = unresolved_table(plans, language)
    notes = [
        *(_source_note(plan, language) for plan in plans),
        *_selection_notes(material.selection, language),
        *progress_notes(tables, material),
    ]
    if not any(table.part == "main" or getattr(row, "follows", ()) for table in tables for row in table.rows):
        notes.append(_NOTHING.text(language))
    return Listing(
        kind,
        _title(kind, plans, language),
        language,
        (*tables, *([rest] if rest else [])),
        tuple(notes),
        tuple(plan.document.issued for plan in plans if plan.document.issued),
        cache(partial(pictures, kind, material)),
        papers=tuple(zip(material.names, plans, strict=True)),
        on=material.on,
    )


def _title(kind: str, plans: Sequence[Plan], language: Language) -> str:
    title, name = definition(kind).title.text(language), plans[0].document.title
    if len(plans) > 1 or not name:
        return title
    return f"{one_line(name)} {title}"


def _source_note(plan: Plan, language: Language) -> str:
    """Say which paper, of which day, in which file, the list was made from."""
    data = plan.document
    issued = data.issued.isoformat() if data.issued else None
    parts = [data.title, data.issuer, data.number, issued, plan.source.name]
    said = [one_line(part) for part in parts if part]
    return f"依据：{'，'.join(said)}" if language == "zh" else f"Made from: {', '.join(said)}"


def _selection_notes(selection: Selection, language: Language) -> list[str]:
    named = {
        Bilingual("单位", "department"): selection.department,
        Bilingual("行业领域", "sector"): selection.sector,
        Bilingual("年份", "year"): selection.year,
    }
    said = [(name.text(language), str(value)) for name, value in named.items() if value]
    if not said:
        return []
    if language == "zh":
        return ["范围：" + "；".join(f"{name} {value}" for name, value in said)]
    return ["Only: " + "; ".join(f"{name} {value}" for name, value in said)]
