"""What findings say: the rules' templates, their ``{placeholders}`` filled from the plan's graph.

A message must be readable by a clerk: it names the task's number and heading, the unit, the sector, the date.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from sptgraph.extraction.accounting import UNRESOLVED_REASONS
from sptgraph.language import Bilingual, Language
from sptgraph.validation.facts import Term
from sptgraph.validation.grounds import Grounds
from sptgraph.validation.places import PlanGraph
from sptgraph.vocabulary import key_of, term

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_NOTHING: Final = Bilingual("（未写）", "(none)")
_LONGEST: Final = 60
_LONGEST_TITLE: Final = 120
_MOST_PLACES: Final = 3

_KINDS: Final[Mapping[str, Bilingual]] = {
    term(f"spt:{name}"): words
    for name, words in {
        "Assignment": Bilingual("责任", "the assignment"),
        "Deadline": Bilingual("时限", "the deadline"),
        "Recurrence": Bilingual("频次", "the recurrence"),
        "Target": Bilingual("指标", "the target"),
        "StandingMark": Bilingual("长期标记", "the standing mark"),
        "SectorMention": Bilingual("行业领域", "the sector"),
        "Membership": Bilingual("成员单位", "the member"),
        "OwnerClause": Bilingual("责任分句", "the owner phrase"),
        "Unresolved": Bilingual("未决之处", "the unresolved words"),
        "OtherUse": Bilingual("其他用语", "the words"),
    }.items()
}


class Words:
    """The words for one finding: its focus node, the value found wanting, and the facts around them."""

    def __init__(self, graph: PlanGraph, focus: str, value: Term | None) -> None:
        self._graph, self._focus, self._value = graph, focus, value
        self._fact = graph.anchor(focus)
        place = graph.place(focus)
        self._provision = place.provision
        self._where = place.where
        self._grounds = Grounds(graph, self.label)

    def fill(self, template: Bilingual) -> Bilingual:
        """Return the template with its placeholders filled, one line in each language.

        What is no placeholder stays as it is written.
        """
        return Bilingual(self._filled(template.zh, "zh"), _sentence(self._filled(template.en, "en")))

    def _filled(self, text: str, language: Language) -> str:
        def put(match: re.Match[str]) -> str:
            known = PLACEHOLDERS.get(match[1])
            if known is None:
                return match[0]
            found = known(self, language)
            return _NOTHING.text(language) if found is None or not found.strip() else found

        return one_line(_PLACEHOLDER.sub(put, text))

    def subject(self) -> str:
        """Return what the finding is about, beside its place, in words that stay when the text moves."""
        if term("spt:Sector") in self._graph.classes(self._focus):
            return key_of(self._focus)
        if self._focus == self._provision:
            return ""
        return self.quote("zh") or self.agent("zh") or ""

    # Placeholders

    def plan(self, _: Language) -> str | None:
        """The plan's title."""
        graph = self._graph
        return _cut(graph.text(graph.plan, "dcterms:title") or unquote(key_of(graph.plan)), _LONGEST_TITLE)

    def plan_period(self, _: Language) -> str | None:
        """The plan's first and last year: 2024—2026."""
        graph = self._graph
        years = [graph.text(graph.plan, name) for name in ("spt:periodStart", "spt:periodEnd")]
        return "—".join(year for year in years if year) or None

    def place(self, language: Language) -> str | None:
        """The plan's jurisdiction."""
        place = self._graph.iri(self._graph.plan, "spt:jurisdiction")
        return self.label(place, language) if place else None

    def where(self, language: Language) -> str | None:
        """The provision, as people cite it: 任务（一）1“更换老旧燃气管道”."""
        if self._provision is None:
            return self._where or Bilingual("方案", "the plan").text(language)
        return self.cited(self._provision, language)

    def fact(self, language: Language) -> str | None:
        """The fact with its kind and words: 时限“2024年底前”; a provision as ``where``."""
        graph, fact = self._graph, self._fact
        kind = next((_KINDS[each] for each in sorted(graph.classes(fact)) if each in _KINDS), None)
        if kind is None:
            return self.where(language)
        words = self.quote(language) or self.agent(language) or self.sector(language)
        return f"{kind.text(language)}“{words}”" if language == "zh" else f"{kind.en} “{words}”"

    def agent(self, language: Language) -> str | None:
        """The unit, as printed."""
        for node in (self._focus, self._fact):
            printed = self._graph.text(node, "spt:agentText")
            bearer = self._graph.iri(node, "spt:bearer") or self._graph.iri(node, "org:member")
            if printed or bearer:
                return printed or self.label(bearer or "", language)
        return None

    def name(self, language: Language) -> str | None:
        """The label of the node found wanting."""
        return self.label(self._focus, language)

    def sector(self, language: Language) -> str | None:
        """The sector's label."""
        sector = self._sector()
        return self.label(sector, language) if sector else None

    def _sector(self) -> str | None:
        graph = self._graph
        if graph.naming(self._focus, "spt:namesSector") or term("spt:Sector") in graph.classes(self._focus):
            return self._focus
        return graph.iri(self._focus, "spt:sector") or graph.iri(self._fact, "spt:sector")

    def facet(self, language: Language) -> str | None:
        """The label of the sector's primary facet."""
        sector = self._sector()
        facet = self._graph.iri(sector, "spt:primaryFacet") if sector else None
        return self.label(facet, language) if facet else None

    def places(self, language: Language) -> str | None:
        """The provisions that name the sector, the first few by number."""
        graph, sector = self._graph, self._sector()
        naming = graph.naming(sector, "spt:namesSector") if sector else []
        cited = list(dict.fromkeys(self.cited(node, language) for node in naming))
        more = len(cited) - _MOST_PLACES
        listed = ("、" if language == "zh" else ", ").join(cited[:_MOST_PLACES])
        return listed + (
            Bilingual(f"等{len(cited)}处", f" and {more} more").text(language) if more > 0 else ""
        )

    def value(self, language: Language) -> str | None:
        """The value found wanting, a node by its label."""
        if isinstance(self._value, NamedNode):
            return self.label(self._value.value, language)
        return self._value.value if isinstance(self._value, Literal) else None

    def quote(self, _: Language) -> str | None:
        """The words of the text, shortened."""
        graph = self._graph
        for fact in (self._focus, self._fact):
            span = graph.iri(fact, "spt:locatedAt") or fact
            exact = graph.text(fact, "oa:exact") or graph.text(span, "oa:exact") or self._text_at(span)
            if exact:
                return _cut(exact)
        return None

    def _text_at(self, node: str) -> str | None:
        graph, span = self._graph, self._graph.span(node)
        file = graph.iri(node, "dcterms:source")
        text = graph.text(file, "spt:text") if file else None
        return text[span.start : span.end] if text and span else None

    def derived(self, language: Language) -> str | None:
        """A derived fact, by its kind and whom and what it is about."""
        return self._grounds.derived(self._focus, language)

    def leads(self, language: Language) -> str | None:
        """The strongest leads of the sector, or those in dispute, each with its ground."""
        disputed = [lead.value for lead in self._graph.values(self._focus, "spt:lead")]
        if disputed:
            return self._grounds.leads(disputed, language)
        sector = self._sector()
        return self._grounds.leads_of_sector(sector, language) if sector else None

    def owners(self, language: Language) -> str | None:
        """A task's derived owners, each with its ground."""
        return self._grounds.owners(self._focus, language)

    def gap(self, language: Language) -> str | None:
        """Why nobody leads, and who might."""
        return self._grounds.gap(self._value.value, language) if isinstance(self._value, NamedNode) else None

    def gaps(self, language: Language) -> str | None:
        """The gaps of the sectors that a task names."""
        return self._grounds.gaps(self._focus, language)

    def law(self, language: Language) -> str | None:
        """The norm found wanting: statute, article and dates."""
        return self._grounds.law(self._value.value, language) if isinstance(self._value, NamedNode) else None

    def legal_date(self, _: Language) -> str | None:
        """The day whose law applies to the plan."""
        return self._grounds.legal_date()

    def implied_date(self, _: Language) -> str | None:
        """The first day that follows for a task from its action or goal."""
        return self._grounds.implied_date(self._focus)

    def row(self, language: Language) -> str | None:
        """A row of a roster, by its file and number."""
        return self._grounds.row(self._focus, language)

    def other_row(self, language: Language) -> str | None:
        """The row that speaks against it."""
        return self._grounds.row(self._value.value, language) if isinstance(self._value, NamedNode) else None

    def choices(self, language: Language) -> str | None:
        """The bodies that a name may mean."""
        several = sorted(node.value for node in self._graph.values(self._focus, "spt:candidate"))
        names = dict.fromkeys(self.label(node, language) for node in several)
        return ("、" if language == "zh" else ", ").join(names)

    def reason(self, language: Language) -> str | None:
        """Why something was not settled, or why a correction was made."""
        reason = self._graph.text(self._focus, "spt:reason")
        known = UNRESOLVED_REASONS.get(reason or "")
        return known.text(language) if known else reason

    def focus(self, _: Language) -> str | None:
        """The last part of the IRI of the node found wanting."""
        return unquote(key_of(self._focus))

    # Words for nodes

    def label(self, node: str, language: Language) -> str:
        """Return what people call a node: its label in the language, else any label, else its IRI's end."""
        graph = self._graph
        found = graph.values(node, "skos:prefLabel") or graph.values(node, "rdfs:label")
        labels = [each for each in found if isinstance(each, Literal)]
        wanted = next((each for each in labels if each.language == language), labels[0] if labels else None)
        return wanted.value if wanted else unquote(key_of(node))

    def cited(self, provision: str, language: Language) -> str:
        """Return how a person cites a provision: 任务（一）1“更换老旧燃气管道”."""
        graph = self._graph
        place = graph.place(provision)
        classes = graph.classes(provision)
        title = graph.text(provision, "dcterms:title")
        if term("spt:Measure") in classes:
            parent, number = graph.iri(provision, "dcterms:isPartOf"), graph.text(provision, "skos:notation")
            whole = parent if parent and term("spt:Task") in graph.classes(parent) else None
            task = self.cited(whole, language) if whole else Bilingual("任务", "a task").text(language)
            return f"{task}第{number}句" if language == "zh" else f"sentence {number} of {task}"
        zh, en, numbers = "部分", "section", place.where or ""
        if term("spt:Task") in classes:
            zh, en, numbers = "任务", "task", f"{place.action or ''}{place.task or ''}"
        elif term("spt:Action") in classes:
            zh, en, numbers = "行动", "action", place.where or place.action or ""
        words = f"“{_cut(title)}”" if title else ""
        return (
            f"{zh}{numbers}{words}"
            if language == "zh"
            else " ".join(each for each in (en, numbers, words) if each)
        )


def _of_fact(name: str) -> Callable[[Words, Language], str | None]:
    """Return the placeholder that reads a property of the fact, else of the focus node."""

    def read(words: Words, _: Language) -> str | None:
        graph = words._graph  # noqa: SLF001 - written here for Words alone
        found = graph.text(words._focus, name) or graph.text(words._fact, name)  # noqa: SLF001
        return None if found is None else _cut(found)

    return read


PLACEHOLDERS: Final[Mapping[str, Callable[[Words, Language], str | None]]] = {
    "plan": Words.plan,
    "plan_period": Words.plan_period,
    "place": Words.place,
    "where": Words.where,
    "fact": Words.fact,
    "agent": Words.agent,
    "name": Words.name,
    "sector": Words.sector,
    "facet": Words.facet,
    "places": Words.places,
    "value": Words.value,
    "quote": Words.quote,
    "focus": Words.focus,
    "due": _of_fact("spt:due"),
    "start": _of_fact("spt:startsOn"),
    "period": _of_fact("spt:period"),
    "minimum": _of_fact("spt:minimumCount"),
    "derived": Words.derived,
    "leads": Words.leads,
    "owners": Words.owners,
    "gap": Words.gap,
    "gaps": Words.gaps,
    "law": Words.law,
    "legal_date": Words.legal_date,
    "implied_date": Words.implied_date,
    "row": Words.row,
    "other_row": Words.other_row,
    "choices": Words.choices,
    "reason": Words.reason,
    "number": _of_fact("skos:notation"),
    "reported": _of_fact("spt:reportedOn"),
    "reported_place": _of_fact("spt:where"),
    "report_cell": _of_fact("spt:sheetCell"),
    "old": _of_fact("spt:oldValue"),
    "new": _of_fact("spt:newValue"),
}
"""What a template may hold in braces, and how each is found."""


def one_line(text: str) -> str:
    r"""Return a text as one line that is safe to print: no line feeds, no control characters.

    >>> one_line("a\n b\x1b[31m")
    'a b\ufffd[31m'
    """
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def _cut(text: str, longest: int = _LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
