"""The leaders' duty list (领导干部职责清单): by plan, by law, by quarter, and what stands under them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from sptgraph.language import Bilingual
from sptgraph.listings.behind import Behind
from sptgraph.listings.definition import definition
from sptgraph.listings.details import Detail
from sptgraph.listings.leaders.law import law_rows
from sptgraph.listings.leaders.rows import LawRow, LeaderRow, LeaderYearRow, MentionRow, UnderRow
from sptgraph.listings.leaders.stated import by_quarter, leader_row, mentions, personal, year_row
from sptgraph.listings.leaders.under import under_rows
from sptgraph.listings.material import Material
from sptgraph.listings.table import Table, shown
from sptgraph.listings.timing.dated import columns_for, dated_lines
from sptgraph.listings.timing.years import years_of

_ROWS: Final[Mapping[str, type[Any]]] = {
    "stated": LeaderRow,
    "mentions": MentionRow,
    "law": LawRow,
    "years": LeaderYearRow,
    "under": UnderRow,
    "enterprise": LeaderRow,
}
_NOTES: Final[Mapping[str, Bilingual]] = {
    "mentions": Bilingual(
        "方案的原句，没有写频次和日期；供列清单时核对。",
        "Sentences of the plan without a frequency or date, to be checked when lists are drawn up.",
    ),
    "law": Bilingual(
        "按方案之日有效的法律法规推定，不是方案的原话；职责为转述，以法规原文为准。",
        "Derived from the law in force on the plan's date, not the plan's words; duties are paraphrased, the "
        "statute's text decides.",
    ),
    "under": Bilingual(
        "各级领导所在单位在方案中承担的条款；没有写由哪位领导分管。",
        "The clauses that fall on the bodies of each tier; which leader has them in charge is not stated.",
    ),
    "enterprise": Bilingual(
        "企业负责人不是领导干部；列出供部门督促。",
        "Leaders of firms are no officials; they are listed for departments to press.",
    ),
}


_NOTHING: Final = Bilingual(
    "在所选范围里，方案没有按频次或日期给领导干部规定职责。",
    "In this selection the plan gives leaders no duty with a frequency or date.",
)


def leader_tables(material: Material) -> tuple[Table, ...]:
    """Return what plans and the law put on leaders, quarter by quarter too, and their bodies' tasks."""
    found, year = dated_lines(material), material.selection.year
    everything = personal(found, material)
    duties = [duty for duty in everything if duty.post.tier != "enterprise"]
    firms = [duty for duty in everything if duty.post.tier == "enterprise"]
    years = [year] if year else years_of(duty.each for duty in duties)
    others = mentions(material, duties) if not _narrowed(material) else ()
    quarters = by_quarter(duties, years)
    told = {
        "stated": [leader_row(serial, duty, material) for serial, duty in enumerate(duties, 1)],
        "mentions": others,
        "years": [year_row(serial, *item, material) for serial, item in enumerate(quarters, 1)],
        "law": law_rows(material),
        "under": under_rows(material, found),
        "enterprise": [leader_row(serial, duty, material) for serial, duty in enumerate(firms, 1)],
    }
    behind = Behind(material)
    lines = {"stated": duties, "years": [duty for _, _, duty in quarters], "enterprise": firms}
    return tuple(
        _table(name, rows, material, partial(behind.details, tuple(d.each.line for d in lines.get(name, ()))))
        for name, rows in told.items()
        if rows or name == "stated"
    )


def _narrowed(material: Material) -> bool:
    """Say whether the list is narrowed to what sentences without a task cannot be told to be about."""
    return bool(material.selection.department or material.selection.sector)


def _table(
    name: str, rows: Sequence[Any], material: Material, behind: Callable[[], Sequence[tuple[Detail, ...]]]
) -> Table:
    look, language = definition("leaders"), material.language
    note = _NOTES.get(name) if rows else _NOTHING
    return Table(
        look.tables[name].text(language),
        shown(columns_for(look.columns, _ROWS[name]), rows),
        tuple(rows),
        (note.text(language),) if note else (),
        details=behind,
    )
