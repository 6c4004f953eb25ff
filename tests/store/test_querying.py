"""Queries see only the graphs they are given, take values only as values, and reach out to nothing."""

import pyoxigraph as ox
import pytest

from sptgraph.errors import ParameterError, QueryError
from sptgraph.store import Solutions, Store
from sptgraph.store.querying import check, showing
from tests.sample import other_plan, sample_plan


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.insert_all([sample_plan(), other_plan()])
    return store


@pytest.fixture(scope="module")
def stated(store: Store) -> tuple[str, str]:
    """The stated graphs of the two plans: six tasks, and two."""
    large, small = sorted(store.plans(), key=lambda record: record.issued)
    return f"{large.iri}/stated", f"{small.iri}/stated"


TASKS = "SELECT ?task { ?task a spt:Task }"


def words(found: Solutions) -> list[str]:
    return sorted(term.value for row in found.rows for term in row)


def test_the_default_graph_is_the_union_of_the_graphs_given(store: Store, stated: tuple[str, str]) -> None:
    assert len(store.select(TASKS, stated[:1]).rows) == 6
    assert len(store.select(TASKS, stated[1:]).rows) == 2
    assert len(store.select(TASKS, stated).rows) == 8
    assert store.select(TASKS, ()).rows == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?task { GRAPH ?g { ?task a spt:Task } }",
        "SELECT ?task FROM <%(other)s> { ?task a spt:Task }",
        "SELECT ?task FROM NAMED <%(other)s> { GRAPH ?g { ?task a spt:Task } }",
        "SELECT ?task { GRAPH <%(other)s> { ?task a spt:Task } }",
    ],
)
def test_no_query_sees_another_graph(store: Store, stated: tuple[str, str], query: str) -> None:
    mine, other = stated
    found = store.select(query % {"other": other}, [mine])
    assert all(term.value.startswith(mine.removesuffix("stated")) for row in found.rows for term in row)


def test_rows_are_terms_in_the_order_of_the_columns(store: Store, stated: tuple[str, str]) -> None:
    found = store.select(
        "SELECT ?no ?title ?none { ?t a spt:Task ; spt:order 1 ; dcterms:title ?title ; skos:notation ?no }",
        stated[:1],
    )
    assert found == Solutions(
        ("no", "title", "none"), ((ox.Literal("1"), ox.Literal("更换老旧燃气管道"), None),)
    )


# Values


BOUND = "?t skos:notation $no ; dcterms:isPartOf/skos:notation $action ."
BINDING = {
    "in the pattern": f"SELECT ?heading {{ ?t a spt:Task ; dcterms:title ?heading . {BOUND} }}",
    "in a filter": """
        SELECT DISTINCT ?heading
        WHERE {
          { ?t a spt:Task ; dcterms:title ?heading ; skos:notation ?n ; dcterms:isPartOf/skos:notation ?a .
            FILTER(?n = $no && ?a = $action) }
        }
        ORDER BY ?heading""",
    "under EXISTS": f"""
        SELECT ?heading {{ ?t a spt:Task ; dcterms:title ?heading . FILTER EXISTS {{ {BOUND} }} }}""",
    "in a count": f"""
        SELECT ?heading (COUNT(*) AS ?n)
        WHERE {{ ?t a spt:Task ; dcterms:title ?heading . {BOUND} }}
        GROUP BY ?heading""",
    "behind what looks like a query": f"""
        # SELECT ?x {{
        SELECT $no ?heading
        {{ ?t a spt:Task ; dcterms:title ?heading, ?x . {BOUND} FILTER(?x != '}} SELECT ?y {{') }}""",
}


@pytest.mark.parametrize("query", BINDING.values(), ids=BINDING)
def test_values_are_bound_wherever_they_are_used(store: Store, stated: tuple[str, str], query: str) -> None:
    found = store.select(query, stated[:1], {"no": ox.Literal("2"), "action": ox.Literal("（二）")})
    assert "action" not in found.columns
    heading = found.columns.index("heading")
    assert [row[heading].value for row in found.rows] == ["管住危化品仓库"]


def test_all_columns_can_be_asked_for(store: Store, stated: tuple[str, str]) -> None:
    query = "SELECT * { ?t a spt:Task ; skos:notation ?n FILTER(?n = $no) }"
    assert len(store.select(query, stated[:1], {"no": ox.Literal("2")}).rows) == 3


def test_values_reach_ask_and_construct(store: Store, stated: tuple[str, str]) -> None:
    ask = "ASK { ?t a spt:Task FILTER(STRENDS(STR(?t), $end)) }"
    assert store.ask(ask, stated, {"end": ox.Literal("/2")})
    assert not store.ask(ask, stated, {"end": ox.Literal("/3")})
    construct = "CONSTRUCT { ?t a spt:Task } WHERE { { ?t a spt:Task FILTER(STRENDS(STR(?t), $end)) } }"
    assert len(store.construct(construct, stated[:1], {"end": ox.Literal("/2")})) == 3


@pytest.mark.parametrize("value", ['" } UNION { ?t a spt:Task } #', "} DROP ALL {", "?t", "$no", "\\u0022"])
def test_a_value_is_never_read_as_query(store: Store, stated: tuple[str, str], value: str) -> None:
    query = "SELECT ?t { ?t a spt:Task ; skos:notation $no }"
    assert store.select(query, stated, {"no": ox.Literal(value)}).rows == ()
    assert len(store.plans()) == 2


@pytest.mark.parametrize("name", ["tasks", "t }", ""])
def test_a_name_that_is_no_variable_is_refused(store: Store, stated: tuple[str, str], name: str) -> None:
    with pytest.raises(ParameterError):
        store.select("SELECT ?t { ?t a spt:Task }", stated, {name: ox.Literal("1")})


def test_counting_over_everything_is_not_silently_regrouped(store: Store, stated: tuple[str, str]) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?t a spt:Task ; skos:notation $no }"
    with pytest.raises(QueryError, match="GROUP BY"):
        store.select(query, stated, {"no": ox.Literal("1")})
    assert words(store.select(query, stated)) == ["8"]


def test_the_names_of_bound_variables_are_shown_once() -> None:
    assert showing("SELECT ?a $b { ?a ?p $b }", ["b"]) == ("SELECT ?a $b { ?a ?p $b }", frozenset())
    assert showing("SELECT ?a { ?a ?p $b } # $c", ["b"])[1] == {"b"}
    with pytest.raises(ParameterError):
        showing("SELECT ?a { ?a ?p '$b' } # $b", ["b"])


# What is refused


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICEx:a { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <http://a/#b> . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a\\'' . SERVICE <http://127.0.0.1:9/> { ?s ?p '' } }",
        'SELECT * { ?s ?p """a"" \\""" . """ . SERVICE <http://127.0.0.1:9/> { ?s ?p "" } }',
    ],
)
def test_no_query_reaches_out(store: Store, stated: tuple[str, str], query: str) -> None:
    for verb in (store.select, store.construct, store.ask):
        with pytest.raises(QueryError, match="SERVICE"):
            verb(query, stated)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a spt:Task }",
        "SELECT ?s { ?s dcterms:title 'SERVICE' } # SERVICE",
        "ASK { ?s ?p <https://example.org/SERVICE> }",
    ],
)
def test_the_word_itself_may_be_used(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "DROP ALL",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1:9/x>",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_no_query_changes_anything(store: Store, stated: tuple[str, str], update: str) -> None:
    before = store.dump()
    for verb in (store.select, store.construct, store.ask):
        with pytest.raises(QueryError):
            verb(update, stated)
    assert store.dump() == before


@pytest.mark.parametrize("opening", ["{", "(", "FILTER(", "!", "["])
def test_endless_nesting_is_refused_before_it_is_parsed(store: Store, opening: str) -> None:
    with pytest.raises(QueryError):
        store.select("SELECT * { " + opening * 50_000, ())
    with pytest.raises(QueryError):
        store.select("SELECT * { " + opening * 5_000, ())


def test_the_wrong_kind_of_query_is_named(store: Store, stated: tuple[str, str]) -> None:
    with pytest.raises(QueryError, match="SELECT"):
        store.select("ASK { ?s ?p ?o }", stated)
    with pytest.raises(QueryError, match="CONSTRUCT"):
        store.construct(TASKS, stated)
    with pytest.raises(QueryError, match="ASK"):
        store.ask(TASKS, stated)


def test_a_malformed_query_is_one_line(store: Store, stated: tuple[str, str]) -> None:
    with pytest.raises(QueryError) as caught:
        store.select("SELECT ?a WHERE {\n\n ?a ?b", stated)
    assert "\n" not in caught.value.message("zh")


def test_a_query_that_goes_on_is_stopped(store: Store, stated: tuple[str, str]) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(QueryError, match=r"0\.01"):
        store.select(endless, stated, seconds=0.01)
    assert len(store.select(TASKS, stated, seconds=60).rows) == 8
