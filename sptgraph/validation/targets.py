"""Which nodes a shape looks at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sptgraph.validation.facts import Facts, Term, written
from sptgraph.vocabulary import term

TARGETS: Final = tuple(
    term(f"sh:{name}") for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)


class Targets(NamedTuple):
    """The targets of a shape, as N-Triples writes them."""

    classes: tuple[str, ...]
    single: tuple[str, ...]
    objects_of: tuple[str, ...]
    subjects_of: tuple[str, ...]

    def nodes(self, facts: Facts) -> Iterator[str]:
        """Yield the nodes of a plan that the shape looks at, some perhaps twice."""
        for kind in self.classes:
            yield from facts.instances(kind)
        yield from self.single
        for predicate in self.objects_of:
            yield from facts.by_object(predicate)
        for predicate in self.subjects_of:
            for nodes in facts.by_object(predicate).values():
                yield from nodes


def targets_of(properties: Mapping[str, Sequence[Term]]) -> Targets:
    """Return the targets that a shape's properties give."""
    return Targets(*(tuple(written(each) for each in properties.get(name, ())) for name in TARGETS))
