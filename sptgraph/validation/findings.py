"""From an engine's results to findings: said in words, with their place, in the order of the document."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import BlankNode, Triple

from sptgraph.language import Bilingual
from sptgraph.validation.facts import Facts, Term, lines_of
from sptgraph.validation.finding import Finding
from sptgraph.validation.places import Place, PlanGraph
from sptgraph.validation.rulebook import Rule, Rulebook
from sptgraph.validation.selects import Result
from sptgraph.validation.wording import Words, one_line
from sptgraph.vocabulary import term

WHOLE: Final = Bilingual("方案整体", "The plan as a whole")
_OUTSIDE: Final = Bilingual("任务以外", "Outside the tasks")
_DIGITS: Final = 16


def findings_of(
    plan: str,
    data: Facts | Iterable[Triple],
    results: Iterable[Result],
    book: Rulebook,
    whole: Bilingual = WHOLE,
) -> tuple[Finding, ...]:
    """Return the results as findings in document order, what holds for the whole plan first.

    Results of one rule on one node that would be said in the same words are one finding. ``whole`` is the
    heading of what stands nowhere in particular.
    """
    graph = PlanGraph(plan, data if isinstance(data, Facts) else Facts(lines_of(data)))
    ordered = sorted(
        ((book.rule(result.shape), result, graph.place(result.focus.value)) for result in results),
        key=lambda each: _order(*each),
    )
    found: dict[tuple[str, str, Bilingual], Finding] = {}
    seen: Counter[str] = Counter()
    for rule, result, place in ordered:
        words = Words(graph, result.focus.value, result.value)
        message = words.fill(rule.template)
        key = (rule.iri, result.focus.value, message)
        if key in found:
            found[key] = replace(found[key], results=(*found[key].results, result))
        else:
            fingerprint = _fingerprint(plan, rule, place, words.subject())
            seen[fingerprint] += 1
            if seen[fingerprint] > 1:
                fingerprint += f"-{seen[fingerprint]}"
            found[key] = Finding(
                plan=plan,
                rule=rule.name,
                rule_iri=rule.iri,
                severity=rule.severity,
                message=message,
                fix=words.fill(rule.fix),
                focus=result.focus.value,
                where=place.where,
                action=place.action,
                task=place.task,
                span=place.span,
                heading=_heading(graph, place, whole),
                fingerprint=fingerprint,
                results=(result,),
                path=_path(result.path, book.triples),
            )
    return tuple(found.values())


def _order(rule: Rule, result: Result, place: Place) -> tuple[int, int, str, str, str]:
    start = place.span.start if place.span else -1
    return start, rule.order, result.focus.value, result.component.value, _text(result.value)


def _text(value: Term | None) -> str:
    return "" if value is None else str(value)


def _heading(graph: PlanGraph, place: Place, whole: Bilingual) -> Bilingual:
    """Return what the report groups the place by: its action, or whether it lies outside them."""
    if place.provision is None:
        return whole
    action = next(
        (each for each in graph.upwards(place.provision) if term("spt:Action") in graph.classes(each)), None
    )
    if action is None:
        return _OUTSIDE
    title, number = (one_line(graph.text(action, name) or "") for name in ("dcterms:title", "skos:notation"))
    return Bilingual(f"{number}{title}", f"{number} {title}".strip())


def _fingerprint(plan: str, rule: Rule, place: Place, subject: str) -> str:
    """Return what identifies a finding from one reading to the next: no positions, no node names."""
    parts = (plan, rule.iri, place.where or "", place.action or "", place.task or "", subject)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]


def _path(path: Term | None, triples: Sequence[Triple]) -> tuple[Triple, ...]:
    """Return the triples of a property path that is more than a property."""
    if not isinstance(path, BlankNode):
        return ()
    found: list[Triple] = []
    waiting: list[Term] = [path]
    while waiting:
        node = waiting.pop()
        for triple in triples:
            if triple.subject == node and triple not in found:
                found.append(triple)
                if isinstance(triple.object, BlankNode):
                    waiting.append(triple.object)
    return tuple(found)
