"""Running rules to a fixed point, stratum by stratum, within bounds."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from sptgraph.encoding.terms import TYPE, node
from sptgraph.errors import QueryError
from sptgraph.rules.rulefile import Rule
from sptgraph.rules.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a run may go: rounds of one stratum, triples of all conclusions, seconds of the whole run."""

    rounds: int = 50
    triples: int = 100_000
    seconds: float = 20.0


DEFAULT_BOUNDS: Final = Bounds()
_RULE: Final = node("spt:rule")


def run_rules(
    bench: Workbench, rules: Iterable[Rule], prefix: str, bounds: Bounds = DEFAULT_BOUNDS
) -> dict[Rule, set[ox.Triple]]:
    """Run rules on the bench and return what each concluded, which then lies on the bench too.

    Every conclusion must be about a node whose name starts with ``prefix``. Raises QueryError, naming the
    rule, where it is not, where a rule cannot be run, and where the rules reach a bound.
    """
    ordered = sorted(rules, key=lambda rule: (rule.stratum, rule.identifier))
    run = _Run(bench, prefix, bounds, time.monotonic() + bounds.seconds)
    strata = [tuple(stratum) for _, stratum in groupby(ordered, key=lambda rule: rule.stratum)]
    for at, stratum in enumerate(strata):
        run.stratum(stratum, _asked(rule for later in strata[at:] for rule in later))
    return run.concluded


class _Run:
    def __init__(self, bench: Workbench, prefix: str, bounds: Bounds, end: float) -> None:
        self._bench = bench
        self._prefix = prefix
        self._bounds = bounds
        self._end = end
        self._known: set[ox.Triple] = set()
        self.concluded: dict[Rule, set[ox.Triple]] = {}

    def stratum(self, rules: Sequence[Rule], asked: frozenset[str] | None) -> None:
        """Run the rules of a stratum; ``asked`` holds the classes that these and later ones ask for."""
        due: Sequence[Rule] = rules
        last: list[Rule] = []
        for _ in range(self._bounds.rounds):
            found = {rule: new for rule in due if (new := self._new(rule))}
            if not found:
                return
            fresh = set().union(*found.values())
            self._known |= fresh
            classes = _classes(fresh)
            self._bench.lay(fresh if asked is None else _wanted(fresh, classes, asked))
            for rule, triples in found.items():
                self.concluded.setdefault(rule, set()).update(triples)
            due, last = _due(rules, classes), list(found)
        raise _endless(last[-1], f"{self._bounds.rounds} 轮", f"{self._bounds.rounds} rounds")

    def _new(self, rule: Rule) -> set[ox.Triple]:
        """Return what a rule concludes that is not on the bench yet, each triple checked."""
        answer = self._answer(rule)
        new = set(answer) - self._known
        self._check(new, rule)
        if max(len(self._known) + len(new), len(answer)) > self._bounds.triples:
            raise _endless(rule, f"{self._bounds.triples} 条三元组", f"{self._bounds.triples} triples")
        return new

    def _answer(self, rule: Rule) -> list[ox.Triple]:
        most, left = self._bounds.triples + 1, max(self._end - time.monotonic(), 0.0)
        try:
            if rule.shipped:
                answer: list[ox.Triple] | None = self._bench.run(rule.query, most)
            else:
                answer = self._bench.run_aside(rule.query, most, left)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            reason = " ".join(str(error).split())[:200]
            raise QueryError(
                f"规则 {rule.identifier}.rq 运行出错：{reason}",
                f"the rule {rule.identifier}.rq cannot be run: {reason}",
            ) from None
        if answer is None or time.monotonic() > self._end:
            raise _endless(rule, f"{self._bounds.seconds:g} 秒", f"{self._bounds.seconds:g} s")
        return answer

    def _check(self, triples: Iterable[ox.Triple], rule: Rule) -> None:
        for subject in {triple.subject for triple in triples}:
            if not (isinstance(subject, ox.NamedNode) and subject.value.startswith(self._prefix)):
                raise QueryError(
                    f"规则 {rule.identifier}.rq 推出的节点没有以 {self._prefix} 开头的名称：{subject}",
                    f"the rule {rule.identifier}.rq derives a node not named under {self._prefix}: {subject}",
                )
        for triple in triples:
            if isinstance(triple.object, ox.BlankNode | ox.Triple):
                raise QueryError(
                    f"规则 {rule.identifier}.rq 推出的值没有名称：{triple.object}",
                    f"the rule {rule.identifier}.rq derives a value without a name: {triple.object}",
                )


def _asked(rules: Iterable[Rule]) -> frozenset[str] | None:
    """Return the classes that rules ask for; None where one is not ours, of which nothing is assumed."""
    asked: set[str] = set()
    for rule in rules:
        if not rule.shipped:
            return None
        asked |= rule.asks
    return frozenset(asked)


def _classes(fresh: Iterable[ox.Triple]) -> dict[object, set[str]]:
    """Return the classes of each fact, that is of each node with a rule; of other nodes nothing."""
    classes: dict[object, set[str]] = {}
    facts: set[object] = set()
    for triple in fresh:
        predicate = triple.predicate
        if predicate == TYPE:
            classes.setdefault(triple.subject, set()).add(str(triple.object)[1:-1])
        elif predicate == _RULE:
            facts.add(triple.subject)
    return {subject: found for subject, found in classes.items() if subject in facts}


def _wanted(
    fresh: Iterable[ox.Triple], classes: dict[object, set[str]], asked: frozenset[str]
) -> list[ox.Triple]:
    """Leave out the facts that no rule asks for any more: most of them, and laying them costs time."""
    idle = {subject for subject, found in classes.items() if found.isdisjoint(asked)}
    return [triple for triple in fresh if triple.subject not in idle]


def _due(rules: Sequence[Rule], classes: dict[object, set[str]]) -> list[Rule]:
    """Return the rules that may find more now: of the shipped ones those that ask for a class newly there.

    Each of those reads derived facts by their classes; of a user's rule nothing is assumed.
    """
    new = {name for found in classes.values() for name in found}
    return [rule for rule in rules if not rule.shipped or rule.asks & new]


def _endless(rule: Rule, zh: str, en: str) -> QueryError:
    return QueryError(
        f"规则 {rule.identifier}.rq 超过 {zh} 仍未结束，已停止；请检查它是否会无休止地推出新的事实",
        f"the rule {rule.identifier}.rq had not ended after {en} and was stopped; see whether it ever ends",
    )
