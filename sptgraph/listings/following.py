"""What the rules add for bodies that a plan names.

The members of a group (各成员单位) bear what it bears, and who leads a sector bears its tasks without owner.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sptgraph.language import Language
from sptgraph.listings.bodies import Identity, Registry
from sptgraph.listings.clauses import Clause
from sptgraph.listings.derived import Derived
from sptgraph.listings.material import Material
from sptgraph.wording import ROLE, word

if TYPE_CHECKING:
    from sptgraph.asking.proof.nodes import Node


@dataclass(frozen=True, slots=True)
class Following:
    """What follows for a body on one ground: the clauses, each with the role, in text order."""

    ground: str
    clauses: tuple[str, ...]

    def text(self, language: Language) -> str:
        """Return it in words: 推定（…）：三（二）3 配合、三（二）4 负责."""
        says, joint = ("{}：{}", "、") if language == "zh" else ("{}: {}", ", ")
        return says.format(self.ground, joint.join(self.clauses))


def following(material: Material, registry: Registry) -> Mapping[Identity, tuple[Following, ...]]:
    """Return what follows for the bodies of a registry, each ground once.

    Bodies that no document names are left out; the tasks that they answer for tell them.
    """
    found: defaultdict[Identity, defaultdict[str, dict[str, None]]]
    found = defaultdict(lambda: defaultdict(dict))
    for plan, name in zip(material.plans, material.names, strict=True):
        derived = Derived(material, plan, name)
        facts = (n for n in derived.view.facts.of("spt:Assignment") if n.derived)
        for fact in sorted(facts, key=derived.view.facts.position):
            who, line = _who(derived, fact, registry), derived.line(fact)
            if who and line and derived.is_taken(fact) and not fact.all("spt:weakerThan"):
                said = _said(line.clause, fact, material)
                found[who][derived.basis(fact)][said] = None
    return {
        who: tuple(Following(ground, tuple(clauses)) for ground, clauses in grounds.items())
        for who, grounds in found.items()
    }


def together(follows: Iterable[tuple[str, tuple[Following, ...]]], language: Language) -> tuple[str, ...]:
    """Return what follows for named bodies as notes: bodies for which the same follows stand in one."""
    found: dict[Following, list[str]] = {}
    for name, each in follows:
        for said in each:
            found.setdefault(said, []).append(name)
    says, joint = ("{}（{}）", "、") if language == "zh" else ("{} ({})", ", ")
    return tuple(says.format(said.text(language), joint.join(names)) for said, names in found.items())


def _who(derived: Derived, fact: "Node", registry: Registry) -> Identity | None:
    """Return the body that bears a fact, if the registry has it under one of its names."""
    bearer = derived.view.facts[fact.one("spt:bearer") or ""]
    names = (*bearer.all("skos:prefLabel"), *bearer.all("skos:altLabel"))
    return next((known for name in names if (known := registry.known(derived.plan, name))), None)


def _said(clause: Clause, fact: "Node", material: Material) -> str:
    return f"{clause.label} {word(ROLE, fact.key('spt:role') or '', material.language)}".strip()
