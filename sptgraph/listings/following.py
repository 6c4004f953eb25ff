"""What the rules add for bodies that a plan names.

The members of a group (各成员单位) bear what it bears, and who leads a sector bears its tasks without owner.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sptgraph.listings.bodies import Identity, Registry
from sptgraph.listings.clauses import Clause
from sptgraph.listings.derived import Derived
from sptgraph.listings.material import Material
from sptgraph.wording import ROLE, word

if TYPE_CHECKING:
    from sptgraph.asking.proof.nodes import Node


def following(material: Material, registry: Registry) -> Mapping[Identity, tuple[str, ...]]:
    """Return what follows for the bodies of a registry, in words: on what ground, which clauses, what role.

    Each ground stands once, with its clauses in text order: 推定（…）：三（二）3 配合、三（二）4 负责. Bodies
    that no document names are left out; the tasks that they answer for tell them.
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
    says, joint = ("{}：{}", "、") if material.language == "zh" else ("{}: {}", ", ")
    return {
        who: tuple(says.format(basis, joint.join(clauses)) for basis, clauses in grounds.items())
        for who, grounds in found.items()
    }


def _who(derived: Derived, fact: "Node", registry: Registry) -> Identity | None:
    """Return the body that bears a fact, if the registry has it under one of its names."""
    bearer = derived.view.facts[fact.one("spt:bearer") or ""]
    names = (*bearer.all("skos:prefLabel"), *bearer.all("skos:altLabel"))
    return next((known for name in names if (known := registry.known(derived.plan, name))), None)


def _said(clause: Clause, fact: "Node", material: Material) -> str:
    return f"{clause.label} {word(ROLE, fact.key('spt:role') or '', material.language)}".strip()
