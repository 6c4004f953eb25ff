"""An analysis: a question with typed parameters and columns, answered in Python from a plan's graph."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from sptgraph.asking.header import Column, Parameter
from sptgraph.asking.network.plans import ORGANISATIONS
from sptgraph.asking.query import Supplied
from sptgraph.language import Bilingual

if TYPE_CHECKING:
    import networkx

    Graph: TypeAlias = networkx.MultiDiGraph[str]

Values: TypeAlias = Mapping[str, Supplied]
Found: TypeAlias = Iterable[dict[str, Any]]

PLAN: Final = Column("plan", "plan", Bilingual("方案", "plan"))
PLACE: Final = (
    PLAN,
    Column("where", "text", Bilingual("所在", "where")),
    Column("action", "text", Bilingual("行动", "action")),
    Column("task", "text", Bilingual("任务", "task")),
)
BODY: Final = (
    Column("organisation", "text", Bilingual("单位", "organisation")),
    Column("department", "department", Bilingual("部门", "department")),
)
_OF_GROUPS: Final = "group-member"


@dataclass(frozen=True)
class Analysis:
    """A question like a `Query`, which a function answers from the graph of one plan.

    ``find`` takes the graph and what was supplied, by parameter, and yields rows by column; what it leaves
    out is null.
    """

    name: str
    summary: Bilingual
    columns: tuple[Column, ...]
    find: "Callable[[Graph, Values], Found]"
    parameters: tuple[Parameter, ...] = ()


class Duty(NamedTuple):
    """That a body bears, leads or supports a task or passage; ``derived`` where it is not stated.

    ``grouped`` is where it does so only as one of a group (各成员单位).
    """

    body: str
    provision: str
    role: str
    derived: bool
    grouped: bool = False


def duties(graph: "Graph") -> Iterator[Duty]:
    """Yield who bears which task or passage, each body, provision and role once; what is stated first."""
    found: dict[tuple[str, str, str], tuple[bool, bool]] = {}
    for source, target, data in graph.edges(data=True):
        if data["type"] == "bears" and graph.nodes[target]["kind"] in {"task", "action", "section"}:
            key = (source, target, str(data.get("role", "responsible")))
            derived, grouped = found.get(key, (True, True))
            found[key] = derived and data.get("basis") != "stated", grouped and data.get("rule") == _OF_GROUPS
    yield from (Duty(*key, *ways) for key, ways in found.items())


def leads(graph: "Graph") -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield who leads which sector on the strongest ground there is, with what the edge says."""
    for source, target, data in graph.edges(data=True):
        if data["type"] == "leads" and not data.get("weaker"):
            yield source, target, data


def body(graph: "Graph", node: str) -> dict[str, Any]:
    """Return the columns that name a body."""
    data = graph.nodes[node]
    return {"organisation": data["label"], "department": data.get("department")}


def place(graph: "Graph", node: str) -> dict[str, Any]:
    """Return the columns that say where a provision stands."""
    data = graph.nodes[node]
    return {name: data.get(name) for name in ("where", "action", "task")}


def bodies(graph: "Graph") -> Iterator[str]:
    """Yield the single bodies of a plan: no groups, nobody who is merely presumed."""
    kinds = set(ORGANISATIONS) - {"group", "presumed"}
    yield from (node for node, data in graph.nodes(data=True) if data["kind"] in kinds)


def name_of(graph: "Graph", node: str) -> str:
    """Return a node's name."""
    return str(graph.nodes[node]["label"])
