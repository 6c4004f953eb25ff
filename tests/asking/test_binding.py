"""A value enters a query as one RDF term, in every group that writes its name, and as nothing else."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptgraph.asking import Query
from sptgraph.asking.tokens import structure, tokens
from sptgraph.store import Store

HEADER = """#+ summary = { zh = "一", en = "one" }
#+ params.x = { kind = "text", zh = "一", en = "one", optional = true }
#+ columns.a = { kind = "text", zh = "一", en = "one" }
"""
DATA = [
    ox.Triple(ox.NamedNode(f"http://x/{name}"), ox.NamedNode("http://x/is"), ox.Literal(name))
    for name in ("甲", "乙")
]
# Each answers 甲 when $x is 甲: wherever the parameter is written, it holds.
PLACES = {
    "a pattern": "?s :is ?a . ?s :is $x",
    "a filter": "?s :is ?a FILTER(?a = $x)",
    "a guarded filter": "?s :is ?a FILTER(!BOUND($x) || ?a = $x)",
    "a sub-query": "{ SELECT ?a WHERE { ?s :is ?a FILTER(?a = $x) } }",
    "a sub-query that counts": (
        "?s :is ?a { SELECT ?s (COUNT(?b) AS ?n) WHERE { ?s :is ?b FILTER(?b = $x) } GROUP BY ?s }"
    ),
    "one side of a union": "{ ?s :is ?a FILTER(?a = $x) } UNION { ?s :no ?a }",
    "EXISTS": "?s :is ?a FILTER EXISTS { ?s :is $x }",
    "NOT EXISTS": "?s :is ?a FILTER NOT EXISTS { ?s :is ?b FILTER(?b != $x) }",
    "MINUS": "?s :is ?a MINUS { ?s :is ?b FILTER(?b != $x) }",
    "OPTIONAL": "?s :is ?o OPTIONAL { ?s :is ?a FILTER(?a = $x) } FILTER(BOUND(?a))",
    "BIND": "?s :is ?o BIND(IF(?o = $x, ?o, ?none) AS ?a) FILTER(BOUND(?a))",
    "behind VALUES": 'VALUES (?o ?z) { ("甲" 1) ("乙" 2) } ?s :is ?a FILTER(?a = ?o && ?o = $x)',
}
PLACES = {
    **{place: f"PREFIX : <http://x/> SELECT ?a WHERE {{ {body} }}" for place, body in PLACES.items()},
    "the SELECT, too": "SELECT ($x AS ?a) WHERE { ?s <http://x/is> $x }",
}


def answers(text: str, value: ox.Literal | None) -> list[str]:
    query = Query.parse("q", HEADER + text)
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in DATA)
    bound = query.bind({} if value is None else {"x": value})
    return [row[0].value for row in store.query(bound)]


@pytest.mark.parametrize("place", PLACES)
def test_a_parameter_holds_wherever_it_is_written(place: str) -> None:
    assert answers(PLACES[place], ox.Literal("甲")) == ["甲"]


def test_an_optional_parameter_that_is_not_supplied_restricts_nothing() -> None:
    assert sorted(answers(PLACES["a guarded filter"], None)) == ["乙", "甲"]


def test_a_selected_parameter_shows_its_value() -> None:
    text = (
        HEADER.replace("columns.a", "columns.x")
        + "SELECT $x WHERE { { ?s <http://x/is> $x } UNION { ?s <http://x/no> ?y } }"
    )
    bound = Query.parse("q", text).bind({"x": ox.Literal("丙")})
    assert 'SELECT $x WHERE { VALUES ($x) { ("丙") } {' in bound.splitlines()[-1]


def test_lines_keep_their_numbers_when_values_are_bound() -> None:
    text = HEADER + "SELECT ?a\nWHERE {\n  ?s <http://x/is> ?a .\n  FILTER(?a = $x)\n}\n"
    bound = Query.parse("q", text).bind({"x": ox.Literal("a\nb\r\n")})
    assert len(bound.splitlines()) == len(text.splitlines())


HOSTILE = [
    '" } DROP ALL #',
    "' } #",
    '""" } UNION { ?s ?p ?o } #',
    "\\",
    '\\" }',
    '甲" ) } { ?s ?p ?a } #',
    "<http://evil/>",
    "?a",
    "$plan",
    "\n}\n",
    "\u2028}",
    "\x00",
    "%22%7D",
    "\\u0022 } SERVICE <http://evil/> { ?s ?p ?a } #",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_finds_nothing_and_breaks_nothing(text: str) -> None:
    assert answers(PLACES["a guarded filter"], ox.Literal(text)) == []


@given(st.text())
def test_any_text_is_one_term(text: str) -> None:
    query = Query.parse("q", HEADER + PLACES["a guarded filter"])
    try:
        value = ox.Literal(text)
    except ValueError:
        return
    before, after = ([t.text for t in tokens(q)] for q in (query.text, query.bind({"x": value})))
    at = before.index("{")
    added = after[at + 1 : at + 1 + len(after) - len(before)]
    assert after == [*before[: at + 1], *added, *before[at + 1 :]]
    assert added[:6] == ["VALUES", "(", "$x", ")", "{", "("]
    assert added[7:] == [")", "}"]
    (row,) = ox.Store().query(f"SELECT ?v {{ VALUES ?v {{ {added[6]} }} }}")
    assert row["v"] == value


def test_data_blocks_and_subselects_are_no_groups() -> None:
    read = structure("SELECT ?a { VALUES ?a { 1 } { SELECT $x { ?a ?b $x } GROUP BY $x } }")
    assert [sorted(group.supplied | group.selected) for group in read.groups] == [[], ["x"]]
    assert set(read.assigned) == {"a"}


def test_a_store_runs_what_was_bound(sample: Store) -> None:
    query = Query.parse("q", HEADER + "SELECT ?a WHERE { ?s spt:agentText ?a FILTER(?a = $x) } GROUP BY ?a")
    found = sample.select(query.bind({"x": ox.Literal("县商务局")}), sample.closure(sample.plans()[0].iri))
    assert [row[0].value for row in found.rows] == ["县商务局"]
