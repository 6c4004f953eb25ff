"""What follows about times and bearers where a plan does not say it: from the derived graph, by task."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.material import Material
from sptgraph.model import Plan, Role

Place = tuple[str, int]
"""A provision of a plan by its kind and its order in it: ("task", 3), ("passage", 1)."""

_PRESUMED: Final = Bilingual("单位为推定", "body presumed")
_DERIVED: Final = Bilingual("{name}（推定）", "{name} (derived)")
_DERIVED_BY: Final = Bilingual("{name}（推定：{why}）", "{name} (derived: {why})")
_DUE: Final = Bilingual("推定 {due}（随{ground}）", "derived {due} (from {ground})")
_GROUND_EN: Final[Mapping[str, str]] = {
    "action": "its action",
    "goal": "the plan's goal",
    "plan": "the plan's period",
}
_BASIS_EN: Final[Mapping[str, str]] = {
    "local-list": "local duty list",
    "local-regulation": "local regulation",
}


@dataclass(frozen=True, slots=True)
class ImpliedDate:
    """A date by which a task is due though it states no end: ``ground`` is action, goal or plan."""

    due: date
    ground: str
    fact: str

    def text(self, language: Language) -> str:
        """Return the date with what it follows from."""
        return _DUE.text(language).format(due=self.due, ground=self.ground_text(language))

    def ground_text(self, language: Language) -> str:
        """Return what the date follows from."""
        from sptgraph.asking.labels import label

        return (
            _GROUND_EN.get(self.ground, self.ground)
            if language == "en"
            else label("date-ground", self.ground, language)
        )


@dataclass(frozen=True, slots=True)
class DerivedBearer:
    """Whom a task or a recurring duty falls on though the text names nobody; ``fact`` is in the graph."""

    name: Bilingual
    role: Role
    basis: str
    presumed: bool
    scope: str | None
    fact: str

    def text(self, language: Language) -> str:
        """Return the name with the ground, and that the body is presumed where it is."""
        said = [] if self.basis == "implied" else [self._ground(language)]
        parts = [*said, *([_PRESUMED.text(language)] if self.presumed else [])]
        form = _DERIVED_BY if parts else _DERIVED
        why = ("；" if language == "zh" else "; ").join(parts)
        return form.text(language).format(name=self.name.text(language), why=why)

    def _ground(self, language: Language) -> str:
        from sptgraph.asking.labels import label

        if language == "en":
            return _BASIS_EN.get(self.basis, self.basis)
        return label("lead-ground", self.basis, language)


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows about the tasks and recurring duties of one plan."""

    dates: Mapping[Place, tuple[ImpliedDate, ...]] = field(default_factory=dict)
    owners: Mapping[Place, tuple[DerivedBearer, ...]] = field(default_factory=dict)
    bearers: Mapping[tuple[Place, int], tuple[DerivedBearer, ...]] = field(default_factory=dict)
    """By place and number of the recurrence in it, from 1."""


def derived(material: Material, plan: Plan) -> Derived:
    """Return what the derived graph of a plan says of dates and bearers that the plan does not state."""
    from sptgraph.asking.scope import scopes

    (scope,) = scopes(material.store, [material.iri(plan)])
    dates: dict[Place, dict[ImpliedDate, None]] = {}
    owners: dict[Place, dict[DerivedBearer, None]] = {}
    bearers: dict[tuple[Place, int], dict[DerivedBearer, None]] = {}
    for found in scope.part("derived-times"):
        row: Mapping[str, Any] = found
        place = ("passage", row["passage"]) if row["task"] is None else ("task", row["task"])
        if row["kind"] == "deadline":
            dates.setdefault(place, {})[ImpliedDate(row["due"], row["ground"], row["derived"])] = None
        elif row["zh"]:
            bearer = _bearer(row)
            if row["kind"] == "owner":
                owners.setdefault(place, {})[bearer] = None
            else:
                bearers.setdefault((place, row["fact"]), {})[bearer] = None
    return Derived(_frozen(dates), _frozen(owners), _frozen(bearers))


def places(plan: Plan) -> Mapping[int, Place]:
    """Return where the provisions of a plan stand in its graph, by the identity of their bodies."""
    tasks: Iterable[tuple[int, object]] = enumerate(plan.tasks, 1)
    passages: Iterable[tuple[int, object]] = enumerate(plan.elsewhere, 1)
    return {
        **{id(task): ("task", order) for order, task in tasks},
        **{id(passage): ("passage", order) for order, passage in passages},
    }


def _bearer(row: Mapping[str, Any]) -> DerivedBearer:
    return DerivedBearer(
        Bilingual(row["zh"], row["en"] or row["zh"]),
        row["role"] or "responsible",
        row["basis"] or "implied",
        bool(row["presumed"]),
        row["scope"],
        row["derived"],
    )


def _frozen(found: Mapping[Any, dict[Any, None]]) -> dict[Any, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in found.items()}
