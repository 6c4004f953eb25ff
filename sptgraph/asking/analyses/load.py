"""Who carries how much, when; and who carries nothing."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sptgraph.asking.analyses.analysis import BODY, PLAN, Analysis, Found, Values, bodies, body, duties, leads
from sptgraph.asking.header import Column
from sptgraph.language import Bilingual

if TYPE_CHECKING:
    from sptgraph.asking.analyses.analysis import Graph

_COUNTS = ("lead", "responsible", "support")


def _load_by_year(graph: "Graph", _: Values) -> Found:
    due: defaultdict[str, set[int]] = defaultdict(set)
    for source, _target, data in graph.edges(data=True):
        if data["type"] == "due":
            due[source].add(int(data["year"]))
    counts: defaultdict[tuple[str, int | None], dict[str, Any]] = defaultdict(
        lambda: dict.fromkeys(_COUNTS, 0)
    )
    for duty in duties(graph):
        years: set[int | None] = {*due[duty.provision]} or {None}
        for year in years:
            row = counts[duty.body, year]
            row[duty.role] = row.get(duty.role, 0) + 1
            row["derived"] = row.get("derived", 0) + duty.derived
    for (node, when), row in sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or 9999)):
        yield {**body(graph, node), "year": when, **row, "total": sum(row[role] for role in _COUNTS)}


LOAD_BY_YEAR = Analysis(
    "load-by-year",
    Bilingual(
        "各单位每年到期的任务有多少，按角色分", "How many duties of each body fall due in each year, by role"
    ),
    (
        PLAN,
        *BODY,
        Column("year", "integer", Bilingual("年份", "year")),
        Column("lead", "integer", Bilingual("牵头", "lead")),
        Column("responsible", "integer", Bilingual("负责", "responsible")),
        Column("support", "integer", Bilingual("配合", "support")),
        Column("total", "integer", Bilingual("合计", "total")),
        Column("derived", "integer", Bilingual("其中推定", "of these derived")),
    ),
    _load_by_year,
)


def _without_task(graph: "Graph", _: Values) -> Found:
    tasks = [duty for duty in duties(graph) if graph.nodes[duty.provision]["kind"] == "task"]
    busy = {duty.body for duty in tasks if not duty.grouped}
    shared = {duty.body for duty in tasks if duty.grouped}
    elsewhere = {duty.body for duty in duties(graph)} - {duty.body for duty in tasks}
    leading = {source for source, *_ in leads(graph)}
    for node in sorted(set(bodies(graph)) - busy):
        yield {
            **body(graph, node),
            "member": any(data["type"] == "member-of" for *_, data in graph.out_edges(node, data=True)),
            "shared": node in shared,
            "elsewhere": node in elsewhere,
            "leads": node in leading,
        }


ORGANISATIONS_WITHOUT_TASK = Analysis(
    "organisations-without-task",
    Bilingual("哪些单位没有自己的任务", "Which bodies bear no task of their own"),
    (
        PLAN,
        *BODY,
        Column("member", "boolean", Bilingual("成员单位", "member")),
        Column("shared", "boolean", Bilingual("随集体承担", "bears tasks as one of a group")),
        Column("elsewhere", "boolean", Bilingual("任务之外有职责", "bears something outside tasks")),
        Column("leads", "boolean", Bilingual("牵头某行业领域", "leads a sector")),
    ),
    _without_task,
)
