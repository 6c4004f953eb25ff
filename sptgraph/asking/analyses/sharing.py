"""What several bodies share: tasks with many leads, and where two departments meet."""

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Any

from sptgraph.asking.analyses.analysis import PLACE, Analysis, Found, Values, duties, leads, name_of, place
from sptgraph.asking.header import Column, Parameter
from sptgraph.language import Bilingual
from sptgraph.vocabulary import key_of

if TYPE_CHECKING:
    from sptgraph.asking.analyses.analysis import Graph


def _many_leads(graph: "Graph", values: Values) -> Found:
    least = int(values["least"].value) if "least" in values else 2
    leading: defaultdict[str, list[str]] = defaultdict(list)
    for duty in duties(graph):
        if duty.role == "lead" and graph.nodes[duty.provision]["kind"] == "task":
            leading[duty.provision].append(name_of(graph, duty.body))
    rows = [
        {
            **place(graph, task),
            "heading": graph.nodes[task].get("label"),
            "count": len(who),
            "leads": sorted(who),
        }
        for task, who in sorted(leading.items())
        if len(who) >= least
    ]
    yield from sorted(rows, key=lambda row: -row["count"])


TASKS_WITH_MANY_LEADS = Analysis(
    "tasks-with-many-leads",
    Bilingual("哪些任务有几个牵头单位", "Which tasks several bodies lead"),
    (
        *PLACE,
        Column("heading", "text", Bilingual("标题", "heading")),
        Column("count", "integer", Bilingual("牵头单位数", "leads")),
        Column("leads", "list", Bilingual("牵头单位", "who")),
    ),
    _many_leads,
    (Parameter("least", "integer", Bilingual("至少几个", "at least so many"), "least", optional=True),),
)


def _overlaps(graph: "Graph", values: Values) -> Found:
    one, other = values["department"].value, values["other"].value if "other" in values else None
    roles = _roles(graph)
    rows: list[dict[str, Any]] = []
    for what, borne in sorted(roles.items()):
        mine = [(node, role) for node, role in borne if _is(graph, node, one)]
        theirs = [
            (node, role)
            for node, role in borne
            if not _is(graph, node, one) and (other is None or _is(graph, node, other))
        ]
        for (node, role), (rival, rival_role) in product(mine, theirs):
            sector = graph.nodes[what].get("key")
            rows.append(
                {
                    **({} if sector else place(graph, what)),
                    "sector": sector,
                    "organisation": name_of(graph, node),
                    "role": role,
                    "other": name_of(graph, rival),
                    "other_role": rival_role,
                }
            )
    yield from rows


def _roles(graph: "Graph") -> dict[str, list[tuple[str, str]]]:
    """Return who has which role in each task, passage and specific sector."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for duty in duties(graph):
        found[duty.provision].add((duty.body, duty.role))
    for source, target, _ in leads(graph):
        if graph.nodes[target]["kind"] == "sector":
            found[target].add((source, "lead"))
    return {what: sorted(who) for what, who in found.items()}


def _is(graph: "Graph", node: str, meant: str) -> bool:
    """Tell whether a body is the organisation, or of the department type, that an IRI names."""
    return node == meant or graph.nodes[node].get("department") == key_of(meant)


DEPARTMENT_OVERLAPS = Analysis(
    "department-overlaps",
    Bilingual(
        "一个部门与另一个（或其他各）部门在哪些任务、哪些行业领域上有交叉",
        "Where a department and another, or any other, share a task or a sector",
    ),
    (
        *PLACE,
        Column("sector", "sector", Bilingual("行业领域", "sector")),
        Column("organisation", "text", Bilingual("单位", "organisation")),
        Column("role", "role", Bilingual("角色", "role")),
        Column("other", "text", Bilingual("另一单位", "other")),
        Column("other_role", "role", Bilingual("其角色", "its role")),
    ),
    _overlaps,
    (
        Parameter("department", "department", Bilingual("部门", "department"), "department"),
        Parameter("other", "department", Bilingual("另一部门", "other department"), "other", optional=True),
    ),
)
