"""What a roster says of a place's units wins over the built-in words."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.rosters import Belonging, Roster, RowOf, Unit
from sptgraph.vocabulary import PREFIXES
from tests.effort import examples
from tests.encoding.organisations import BASE, CLAUSES, NAMES, Graph, apart, plan_of


def roster(*units: Unit, groups: Iterable[Belonging] = ()) -> Roster:
    rows = tuple(row for unit in units for row in unit.rows)
    return Roster("云溪县", units=units, belongings=tuple(groups), rows=rows)


def unit(
    name: str, *aliases: str, department: str | None = None, row: int = 2, seat: str | None = None
) -> Unit:
    return Unit(name, (RowOf("名录.csv", row),), aliases, department, seat)


def test_a_roster_s_name_and_department_win() -> None:
    known = roster(unit("云溪县教育体育局", "教体局", department="sports"))
    graph = Graph(plan_of(*apart("县教体局", "教体局")), known)
    body = graph.node("云溪县教育体育局")
    assert body == f"{BASE}place/云溪县/org/云溪县教育体育局"
    assert graph.values(body, "spt:departmentType") == {PREFIXES["dep"] + "sports"}
    assert graph.values(body, "skos:altLabel") == {"县教体局", "教体局"}


def test_a_roster_s_alias_joins_names_that_words_keep_apart() -> None:
    known = roster(unit("县财政局", "县国资中心", department="finance"))
    graph = Graph(plan_of(*apart("县财政局", ("县国资中心", "state-assets"))), known)
    assert graph.bearers() == [{"县国资中心", "县财政局"}]


def test_a_name_that_the_roster_does_not_list_is_the_only_unit_of_its_type() -> None:
    known = roster(unit("县教育体育局", department="education"))
    assert Graph(plan_of(["教育局"]), known).node("县教育体育局")


def test_of_two_listed_units_of_one_type_a_name_is_the_one_it_abbreviates_or_in_doubt() -> None:
    known = roster(
        unit("县农业农村局", department="agriculture"),
        unit("县畜牧水产中心", department="agriculture", row=3),
    )
    graph = Graph(plan_of(*apart("农业局", ("三农办", "agriculture"))), known)
    assert graph.bearers() == [{"三农办"}, {"农业局"}]
    assert graph.values(graph.node("县农业农村局"), "skos:altLabel") == {"农业局"}
    assert graph.doubts() == {"三农办": {"县农业农村局"}}


def test_a_listed_seat_is_the_body_s() -> None:
    known = roster(unit("云溪车务段", department="railway-enterprise", seat="清河市"))
    graph = Graph(plan_of(["云溪车务段"]), known)
    assert graph.values(graph.node("云溪车务段"), "spt:jurisdiction") == {f"{BASE}place/清河市"}


@given(CLAUSES, st.dictionaries(NAMES, st.lists(NAMES, max_size=2), max_size=3))
@settings(max_examples=examples(60), deadline=None)
def test_any_plan_comes_back_whatever_the_roster_says(
    clauses: list[list[str]], listed: dict[str, list[str]]
) -> None:
    units = [
        unit(name, *aliases, department="education", row=at)
        for at, (name, aliases) in enumerate(listed.items(), 1)
    ]
    Graph(plan_of(*clauses), roster(*units))
