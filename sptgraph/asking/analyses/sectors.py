"""Sectors: the bodies on which most of them hang, and those that nobody leads."""

from collections import defaultdict
from typing import TYPE_CHECKING

from sptgraph.asking.analyses.analysis import BODY, PLAN, Analysis, Found, Values, body, leads, name_of
from sptgraph.asking.header import Column
from sptgraph.asking.kinds import LIST_MARK
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.language import Bilingual

if TYPE_CHECKING:
    from sptgraph.asking.analyses.analysis import Graph


def _led(graph: "Graph") -> dict[str, set[str]]:
    """Return who leads each sector in its primary facet, by the sectors' nodes."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for source, target, data in leads(graph):
        sector = load_lexicon().sectors.get(str(graph.nodes[target].get("key")))
        if sector and not sector.generic and sector.primary_facet == data.get("facet"):
            found[target].add(source)
    return found


def _named(graph: "Graph") -> dict[str, int]:
    """Return the specific sectors that the plan's tasks and headings name, and how many tasks do."""
    found: defaultdict[str, int] = defaultdict(int)
    for source, target, data in graph.edges(data=True):
        if data["type"] == "names":
            sector = load_lexicon().sectors.get(str(graph.nodes[target].get("key")))
            if sector and not sector.generic:
                found[target] += graph.nodes[source]["kind"] == "task"
    return found


def _single_points(graph: "Graph", _: Values) -> Found:
    named = _named(graph)
    led = {sector: who for sector, who in _led(graph).items() if sector in named}
    hanging: defaultdict[str, list[str]] = defaultdict(list)
    for sector, who in led.items():
        for node in who:
            hanging[node].append(sector)
    rows = [
        {
            **body(graph, node),
            "sectors": len(sectors),
            "alone": sum(len(led[sector]) == 1 for sector in sectors),
            "tasks": sum(named[sector] for sector in sectors),
            "names": sorted(name_of(graph, sector) for sector in sectors),
        }
        for node, sectors in hanging.items()
    ]
    yield from sorted(rows, key=lambda row: (-row["alone"], -row["sectors"], row["organisation"]))


SINGLE_POINTS = Analysis(
    "single-points",
    Bilingual("哪些单位一身系着最多的行业领域", "On which bodies most sectors hang"),
    (
        PLAN,
        *BODY,
        Column("sectors", "integer", Bilingual("牵头领域数", "sectors led")),
        Column("alone", "integer", Bilingual("独家牵头", "led by it alone")),
        Column("tasks", "integer", Bilingual("涉及任务数", "tasks naming them")),
        Column("names", "list", Bilingual("行业领域", "sectors")),
    ),
    _single_points,
)


def _nobody_leads(graph: "Graph", _: Values) -> Found:
    led, named = _led(graph), _named(graph)
    gaps: defaultdict[str, list[str]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if data["type"] == "undetermined":
            gaps[target].append(source)
    for sector in sorted(named.keys() - led.keys()):
        key = str(graph.nodes[sector]["key"])
        reasons = {str(graph.nodes[gap]["reason"]) for gap in gaps[sector] if graph.nodes[gap].get("reason")}
        able = {
            name_of(graph, n)
            for gap in gaps[sector]
            for n, _, d in graph.in_edges(gap, data=True)
            if d["type"] == "candidate"
        }
        yield {
            "sector": key,
            "facet": load_lexicon().sectors[key].primary_facet,
            "tasks": named[sector],
            "reason": LIST_MARK.join(sorted(reasons)) or None,
            "candidates": sorted(able) or None,
        }


SECTORS_NOBODY_LEADS = Analysis(
    "sectors-nobody-leads",
    Bilingual("哪些点到的行业领域没有牵头单位", "Which sectors that a plan names nobody leads"),
    (
        PLAN,
        Column("sector", "sector", Bilingual("行业领域", "sector")),
        Column("facet", "facet", Bilingual("监管方面", "facet")),
        Column("tasks", "integer", Bilingual("点到的任务数", "tasks naming it")),
        Column("reason", "gap-reason", Bilingual("空缺原因", "reason")),
        Column("candidates", "list", Bilingual("备选单位", "candidates")),
    ),
    _nobody_leads,
)
