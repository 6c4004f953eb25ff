"""What the law of a plan's date puts on leaders, and on the government that they lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sptgraph.asking.labels import label
from sptgraph.asking.proof.leaves import FROM_MEMORY
from sptgraph.asking.scope import scopes
from sptgraph.extraction.lexicon import fold
from sptgraph.language import Bilingual
from sptgraph.listings.clauses import Clause
from sptgraph.listings.derived import PRESUMED
from sptgraph.listings.leaders.posts import bound_by, rank_name, rank_order, tier_name, tier_order
from sptgraph.listings.leaders.rows import LawRow
from sptgraph.listings.material import Material
from sptgraph.listings.selection import sector_key, within_sector

_BY_LAW: Final = Bilingual("依法推定（法规）", "derived (statute)")
_ARTICLE: Final = Bilingual("《{}》{}", "{}, {}")
_BODY: Final = "body"


@dataclass(frozen=True, slots=True)
class _Norm:
    """A norm in force for a plan as it falls on one tier and rank, with all the bodies that hold it there."""

    plan: str
    tier: str
    rank: str
    row: Any
    bodies: tuple[Bilingual, ...]
    presumed: bool


def law_rows(material: Material) -> tuple[LawRow, ...]:
    """Return what the law of each plan's date puts on leaders: the highest tier first."""
    found: dict[tuple[str, str, str, str], list[Any]] = {}
    for name, row in _said(material):
        for tier, rank in _bound(row):
            found.setdefault((name, tier, rank, str(row["norm"])), []).append(row)
    norms = (
        _Norm(name, tier, rank, rows[0], _bodies(rows), any(row["presumed"] for row in rows))
        for (name, tier, rank, _), rows in found.items()
    )
    ordered = sorted(norms, key=lambda norm: (tier_order(norm.tier), rank_order(norm.rank)))
    return tuple(_row(serial, norm, material) for serial, norm in enumerate(ordered, 1))


def _bodies(rows: Iterable[Any]) -> tuple[Bilingual, ...]:
    named = (row for row in rows if row["bearer"])
    return tuple(
        dict.fromkeys(Bilingual(str(row["bearer"]), str(row["bearer_en"] or row["bearer"])) for row in named)
    )


def _said(material: Material) -> Iterator[tuple[str, Any]]:
    """Give the norms in force with the name of each plan, narrowed to the sector and the body."""
    sector = material.selection.sector
    wanted = sector_key(sector, material.lexicon) if sector else None
    for plan, name in zip(material.plans, material.names, strict=True):
        (scope,) = scopes(material.store, [material.iri(plan)])
        for row in scope.part("leader-duties"):
            narrow = row["sector"] is None or row["generic"] or wanted is None
            if not narrow and not within_sector(str(row["sector"]), str(wanted), material.lexicon):
                continue
            if material.selection.department and not _is_of(row, material):
                continue
            yield name, row


def _is_of(row: Any, material: Material) -> bool:
    """Say whether a norm falls on the body that is asked for."""
    asked = str(material.selection.department)
    return bool(row["bearer"]) and fold(str(row["bearer"])) == fold(asked)


def _bound(row: Any) -> Iterator[tuple[str, str]]:
    """Give the tiers and ranks on which a norm falls: those that the data name, else its body as a whole."""
    posts = bound_by(str(row["norm"]))
    yield from ((post.tier, post.rank) for post in posts)
    if not posts:
        yield str(row["whose"]), _BODY


def _row(serial: int, norm: _Norm, material: Material) -> LawRow:
    language, row = material.language, norm.row
    duty = Bilingual(str(row["zh"]), str(row["en"] or row["zh"]))
    statute = Bilingual(str(row["statute"] or ""), str(row["statute_en"] or row["statute"] or ""))
    remarks = [PRESUMED] if norm.presumed else []
    remarks += [] if row["verified"] else [FROM_MEMORY]
    generic = row["generic"] or row["sector"] is None
    article = _ARTICLE.text(language).format(statute.text(language), row["article"] or "")
    return LawRow(
        serial=serial,
        plan=norm.plan,
        tier=tier_name(norm.tier).text(language),
        post=rank_name(norm.rank).text(language),
        body=("、" if language == "zh" else ", ").join(body.text(language) for body in norm.bodies),
        duty=duty.text(language),
        sector="" if generic else label("sector", str(row["sector"]), language),
        basis=_BY_LAW.text(language),
        remarks=tuple(remark.text(language) for remark in remarks),
        clause=Clause(article.strip()),
    )
