"""The tiers (层级) of the chain as the ontology defines them, and who stands in which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sptgraph.asking.scope import Scope
from sptgraph.errors import OntologyError
from sptgraph.language import Bilingual
from sptgraph.vocabulary import PREFIXES


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier: its rank from the bottom, whether it answers for all sectors, and the tiers next above."""

    key: str
    rank: int
    across: bool
    label: Bilingual
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    tier: str
    only_general: bool
    level: str | None
    counterpart: str | None


@dataclass(frozen=True)
class Tiers:
    """All tiers by key, and the tier of each department type and role that has one."""

    by_key: Mapping[str, Tier]
    places: Mapping[str, _Place]

    @classmethod
    def of(cls, scope: Scope) -> "Tiers":
        """Return the tiers that the reference graph of a plan defines.

        Raises `OntologyError` where it defines none: a folder opened for reading that never held it.
        """
        found: dict[str, Tier] = {}
        for row in scope.part("tiers"):
            key = str(row.tier)
            label = Bilingual(str(row.zh or key), str(row.en or key))
            above = (
                (*found[key].under, str(row.under)) if key in found else (str(row.under),) * bool(row.under)
            )
            found[key] = Tier(key, int(str(row["rank"])), row.across is True, label, above)
        places = {
            str(row.whose): _Place(
                str(row.tier),
                row.general is True,
                str(row.level) if row.level else None,
                str(row.counterpart) if row.counterpart else None,
            )
            for row in scope.part("tier-of")
        }
        if not found or not places:
            raise OntologyError(
                "库里没有参考数据（责任层级）：请以可写方式打开一次",
                "the store holds no reference data (tiers): open it once for writing",
            )
        return cls(found, places)

    def of_department(self, department: str | None, level: str | None, *, general: bool) -> str | None:
        """Return the tier that a kind of department stands in whatever it does, or None where it depends.

        A body of the plan's own ``level`` stands where its counterpart does: the city's committee is the
        county's superior, but the city's own committee. ``general`` is whether it acts for all sectors: the
        emergency department then supervises them together, but is one regulator among others in its own.
        """
        place = self.places.get(PREFIXES["dep"] + department) if department else None
        if place and place.level and place.level == level and place.counterpart:
            place = self.places.get(place.counterpart)
        return place.tier if place and (general or not place.only_general) else None

    def of_role(self, role: str) -> str:
        """Return the tier of an ordinary department in that role."""
        return self.places[PREFIXES["role"] + role].tier

    def above(self, tier: str, present: Iterable[str]) -> list[str]:
        """Return the nearest tiers above ``tier`` that are among those ``present``, bottom up."""
        present = set(present)
        found: set[str] = set()
        waiting, seen = list(self.by_key[tier].under), {tier}
        while waiting:
            key = waiting.pop()
            if key in present:
                found.add(key)
            elif key not in seen:
                waiting += self.by_key[key].under
            seen.add(key)
        return sorted(found, key=lambda key: self.by_key[key].rank)
