"""What follows by a user's own rules: tried on the side before a store is changed."""

from collections.abc import Iterable

from sptgraph.encoding import GraphFormat
from sptgraph.rules import Rule, conclude
from sptgraph.store import Store


def try_rules(store: Store, iris: Iterable[str], rules: Iterable[Rule] | None) -> None:
    """Raise what deriving the plans of ``iris`` would raise and change nothing; None are ours alone."""
    if rules is not None:
        known = tuple(rules)
        for iri in iris:
            conclude(store, iri, known)


def try_rules_on(
    data: bytes | str,
    format: GraphFormat,  # noqa: A002
    rules: Iterable[Rule] | None,
    *,
    faulty: bool = False,
) -> None:
    """Do so for the plans of RDF text that is not in a store yet."""
    if rules is not None:
        with Store() as aside:
            try_rules(aside, [record.iri for record in aside.load(data, format, faulty=faulty)], rules)
