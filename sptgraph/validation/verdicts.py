"""What can be seen of a shape without an engine: whether a node surely conforms, surely does not, or may not.

A plan's nodes are nearly all in order, and pySHACL takes most of its time to say so. Here the constraints of
SHACL Core that are plain to see are looked at directly; whatever is not plain is left open. A verdict only
ever says for which nodes the engine need not be asked: what is reported is what the engine reports.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, cast

from pyoxigraph import BlankNode, NamedNode

from sptgraph.validation.facts import TYPE, Facts, Node, Term, parsed, written
from sptgraph.vocabulary import PREFIXES, term

Properties = Mapping[str, Sequence[Term]]
Verdict = bool | None
Check = Callable[[str], Verdict]
Values = Callable[[str], Sequence[str]]
Part = Callable[[str, Sequence[str]], Verdict]

_SH: Final = PREFIXES["sh"]
_XSD: Final = PREFIXES["xsd"]
_NIL: Final = NamedNode(term("rdf:nil"))
_SILENT: Final = frozenset(
    term(f"sh:{name}")
    for name in (
        *("path", "severity", "message", "name", "description", "order", "group", "defaultValue"),
        *("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"),
        *("qualifiedMinCount", "qualifiedMaxCount"),
    )
)
_PLAIN: Final = re.compile(r'"[^"\\]*"\Z')
_TYPED: Final = re.compile(r'"([^"\\]*)"\^\^<([^>]*)>\Z')
_LEXICAL: Final[Mapping[str, re.Pattern[str]]] = {
    f"{_XSD}integer": re.compile(r"(0|-?[1-9][0-9]{0,17})\Z"),
    f"{_XSD}decimal": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?\Z"),
    f"{_XSD}boolean": re.compile(r"(true|false)\Z"),
}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """Return whether all hold: no as soon as one does not, open as long as one is open.

    >>> every([True, None]), every([None, False]), every([])
    (None, False, True)
    """
    open_ = False
    for verdict in verdicts:
        if verdict is False:
            return False
        open_ = open_ or verdict is None
    return None if open_ else True


def negated(verdict: Verdict) -> Verdict:
    """Return the verdict on the opposite."""
    return None if verdict is None else not verdict


class Verdicts:
    """The checks for the shapes of one shapes graph, over the facts of one plan."""

    def __init__(self, shapes: Mapping[Node, Properties], facts: Facts) -> None:
        self._shapes, self._facts = shapes, facts
        self._checks: dict[Node, Check] = {}
        self._components: Mapping[str, Callable[[Term, Properties], Part]] = {
            "minCount": self._min_count,
            "maxCount": self._max_count,
            "in": self._in,
            "hasValue": self._has_value,
            "class": self._class,
            "languageIn": self._language_in,
            "datatype": self._datatype,
            "minLength": self._min_length,
            "pattern": self._pattern,
            "minInclusive": self._min_inclusive,
            "lessThanOrEquals": self._less_or_equal,
            "lessThan": self._less,
            "qualifiedValueShape": self._qualified,
            "property": self._conforms,
            "node": self._conforms,
            "not": self._not,
            "and": self._and,
            "or": self._or,
        }

    def check(self, shape: Node) -> Check:
        """Return what says of a node, as N-Triples writes it, whether it conforms to a shape."""
        found = self._checks.get(shape)
        if found is None:
            self._checks[shape] = _open  # as a shape stays that refers to itself
            try:
                found = self._made(shape)
            except (ValueError, re.error):  # an odd parameter; the engine knows what to say of it
                found = _open
            self._checks[shape] = found
        return found

    def _made(self, shape: Node) -> Check:
        properties = self._shapes.get(shape, {})
        paths = properties.get(term("sh:path"), ())
        values = self._values(paths[0]) if paths else None
        parts = []
        for name, parameters in properties.items():
            if name in _SILENT or not name.startswith(_SH):
                continue
            make = self._components.get(name[len(_SH) :])
            if make is None or (paths and values is None):
                return _open
            parts += [make(parameter, properties) for parameter in parameters]
        if values is None:
            return lambda node: every(part(node, (node,)) for part in parts)
        reached = values
        if len(parts) == 1:
            (only,) = parts
            return lambda node: only(node, reached(node))

        def several(node: str) -> Verdict:
            found = reached(node)
            return every(part(node, found) for part in parts)

        return several

    # Paths

    def _values(self, path: Term) -> Values | None:
        """Return what a property path leads to, each node once; None for a path that is not plain."""
        facts = self._facts
        if isinstance(path, NamedNode):
            predicate = written(path)
            return lambda node: facts.objects(node, predicate)
        properties = self._shapes.get(cast("Node", path), {})
        if term("rdf:first") in properties:
            steps = [self._values(step) for step in self._members(path)]
            return None if None in steps else _in_turn(cast("list[Values]", steps))
        inverse = properties.get(term("sh:inversePath"), ())
        if len(inverse) == 1 and isinstance(inverse[0], NamedNode):
            backwards = written(inverse[0])
            return lambda node: facts.subjects(backwards, node)
        more = properties.get(term("sh:oneOrMorePath"), ())
        step = self._values(more[0]) if len(more) == 1 else None
        return None if step is None else _again_and_again(step)

    def _members(self, head: Term) -> list[Term]:
        """Return the members of an RDF list."""
        found: list[Term] = []
        while head != _NIL and isinstance(head, NamedNode | BlankNode):
            properties = self._shapes.get(head, {})
            found += properties.get(term("rdf:first"), ())
            head = next(iter(properties.get(term("rdf:rest"), ())), _NIL)
        return found

    # Constraints: each makes a function of the node and the values that its path leads to.

    def _min_count(self, least: Term, _: Properties) -> Part:
        number = int(least.value)
        return lambda _node, values: len(values) >= number

    def _max_count(self, most: Term, _: Properties) -> Part:
        number = int(most.value)
        return lambda _node, values: len(values) <= number

    def _in(self, head: Term, _: Properties) -> Part:
        allowed = frozenset(written(member) for member in self._members(head))
        return lambda _node, values: every(
            True if value in allowed else _surely_other(value) for value in values
        )

    def _has_value(self, wanted: Term, _: Properties) -> Part:
        value = written(wanted)
        certain = _surely_other(value)
        return lambda _node, values: True if value in values else certain

    def _class(self, kind: Term, _: Properties) -> Part:
        facts, wanted = self._facts, written(kind)

        def holds(_: str, values: Sequence[str]) -> Verdict:
            classes = facts.below(wanted)
            return all(not classes.isdisjoint(facts.objects(value, TYPE)) for value in values)

        return holds

    def _language_in(self, head: Term, _: Properties) -> Part:
        tags = tuple(f'"@{member.value}' for member in self._members(head))
        return lambda _node, values: every(value.endswith(tags) or None for value in values)

    def _datatype(self, wanted: Term, _: Properties) -> Part:
        kind = wanted.value
        return lambda _node, values: every(_of_type(value, kind) for value in values)

    def _min_length(self, least: Term, _: Properties) -> Part:
        number = int(least.value)
        return lambda _node, values: every(
            None if value[0] == "_" else len(parsed(value).value) >= number for value in values
        )

    def _pattern(self, pattern: Term, _: Properties) -> Part:
        wanted = re.compile(pattern.value)
        return lambda _node, values: every(
            None if value[0] == "_" else bool(wanted.search(parsed(value).value)) for value in values
        )

    def _min_inclusive(self, least: Term, _: Properties) -> Part:
        bound = _comparable(written(least))
        return lambda _node, values: every(_ordered(bound, _comparable(value)) for value in values)

    def _less_or_equal(self, predicate: Term, _: Properties) -> Part:
        facts, name = self._facts, written(predicate)
        return lambda node, values: every(
            _ordered(_comparable(value), _comparable(other))
            for value in values
            for other in facts.objects(node, name)
        )

    def _less(self, predicate: Term, _: Properties) -> Part:
        facts, name = self._facts, written(predicate)
        return lambda node, values: every(
            negated(_ordered(_comparable(other), _comparable(value)))
            for value in values
            for other in facts.objects(node, name)
        )

    def _qualified(self, shape: Term, properties: Properties) -> Part:
        check = self.check(cast("Node", shape))
        least, most = (
            [int(each.value) for each in properties.get(term(f"sh:qualified{name}Count"), ())]
            for name in ("Min", "Max")
        )

        def holds(_: str, values: Sequence[str]) -> Verdict:
            verdicts = [check(value) for value in values]
            surely = verdicts.count(True)
            perhaps = surely + verdicts.count(None)
            return every(
                (
                    *(True if surely >= each else (False if perhaps < each else None) for each in least),
                    *(True if perhaps <= each else (False if surely > each else None) for each in most),
                )
            )

        return holds

    def _conforms(self, shape: Term, _: Properties) -> Part:
        check = self.check(cast("Node", shape))
        return lambda _node, values: every(check(value) for value in values)

    def _not(self, shape: Term, _: Properties) -> Part:
        check = self.check(cast("Node", shape))
        return lambda _node, values: every(negated(check(value)) for value in values)

    def _and(self, head: Term, _: Properties) -> Part:
        checks = [self.check(cast("Node", member)) for member in self._members(head)]
        return lambda _node, values: every(check(value) for value in values for check in checks)

    def _or(self, head: Term, _: Properties) -> Part:
        checks = [self.check(cast("Node", member)) for member in self._members(head)]
        return lambda _node, values: every(
            negated(every(negated(check(value)) for check in checks)) for value in values
        )


def _open(_: str) -> Verdict:
    return None


def _in_turn(steps: Sequence[Values]) -> Values:
    def follow(node: str) -> Sequence[str]:
        found: Sequence[str] = (node,)
        for step in steps:
            found = list(dict.fromkeys(value for each in found for value in step(each)))
        return found

    return follow


def _again_and_again(step: Values) -> Values:
    def follow(node: str) -> Sequence[str]:
        found: dict[str, None] = {}
        waiting = list(step(node))
        while waiting:
            each = waiting.pop()
            if each not in found:
                found[each] = None
                waiting += step(each)
        return list(found)

    return follow


def _surely_other(value: str) -> Verdict:
    """Return False for a term that equals none but itself; engines may hold typed values for equal."""
    return False if value[0] == "<" or _PLAIN.match(value) else None


def _of_type(value: str, kind: str) -> Verdict:
    match = _TYPED.match(value)
    if match is None or match[2] != kind:
        return None
    if kind == f"{_XSD}date":
        return _day(match[1]) is not None or None
    lexical = _LEXICAL.get(kind)
    return True if lexical is not None and lexical.match(match[1]) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        return None


def _comparable(value: str) -> Decimal | date | None:
    """Return a number or day that is written plainly."""
    match = _TYPED.match(value)
    if match is None:
        return None
    if match[2] == f"{_XSD}date":
        return _day(match[1])
    lexical = _LEXICAL.get(match[2]) if not match[2].endswith("boolean") else None
    return Decimal(match[1]) if lexical is not None and lexical.match(match[1]) else None


def _ordered(low: Decimal | date | None, high: Decimal | date | None) -> Verdict:
    """Return whether the first is no more than the second."""
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low <= high
    if isinstance(low, date) and isinstance(high, date):
        return low <= high
    return None
