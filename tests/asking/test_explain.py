"""Whatever a question or a chain gives can be explained: by IRI, as a row, as a link."""

from collections.abc import Iterator

import pytest

from sptgraph.asking import Answer, Proof, ask, explain, who
from sptgraph.asking.answer import Row
from sptgraph.errors import ParameterError
from sptgraph.store import Store
from tests.asking.derived import GAS_BY_LAW, MARKET_GAP, OVERALL, holding


@pytest.fixture(scope="module")
def store() -> Store:
    return holding(GAS_BY_LAW, OVERALL, MARKET_GAP)


def facts(proof: Proof) -> Iterator[Proof]:
    """Yield the facts that are meant: the proof's own, or those it puts together."""
    if proof.iri:
        yield proof
    else:
        yield from (premise for premise in proof.premises if isinstance(premise, Proof))


def test_a_fact_is_explained_by_its_name(store: Store) -> None:
    plan = store.plans()[0].iri
    stated = explain(store, f"{plan}/task/（一）/1/assignment/1")
    assert stated.fact.zh == "县住建局 牵头 （一）/1"
    assert stated.rule is None
    derived = explain(store, f"{plan}/derived/share/market", plans=plan)
    assert derived.rule is not None


def test_a_link_and_a_proof_explain_themselves(store: Store) -> None:
    link = who(store, "城镇燃气").links[0]
    assert explain(store, link) is link.proof
    assert explain(store, link.proof) is link.proof


@pytest.mark.parametrize(
    ("question", "values", "row", "ends"),
    [
        ("task-owners", {"task": "（一）/1"}, 1, {"task/（一）/1/assignment/2"}),
        (
            "tasks-due",
            {},
            0,
            {"task/（三）/1/deadline/2", "task/（一）/1/deadline/1", "task/（二）/1/deadline/1"},
        ),
        ("members", {}, 0, {"member/1", "member/2", "member/3", "member/4", "member/5"}),
        ("targets", {}, 0, {"task/（一）/1/target/1", "section/一（一）/target/1"}),
    ],
)
def test_a_row_is_explained_by_what_it_says(
    store: Store, question: str, values: dict[str, str], row: int, ends: set[str]
) -> None:
    answer = ask(store, question, **values)
    found = list(facts(explain(store, answer.rows[row])))
    assert found
    for each in found:
        assert each.iri is not None
        assert each.iri.removeprefix(f"{store.plans()[0].iri}/") in ends


def test_rows_of_leads_and_gaps_are_explained(store: Store) -> None:
    lead = Row(
        plan=store.plans()[0].iri, sector="city-gas", facet="work-safety", organisation="县住建局", part=None
    )
    assert explain(store, lead).basis == "implied"
    gap = Row(plan=store.plans()[0].iri, sector="farmers-market", facet="work-safety", reason="left-to-local")
    assert "牵头单位未定" in explain(store, gap).fact.zh


def test_a_row_that_says_otherwise_is_not_explained_by_what_is_near(store: Store) -> None:
    other = Row(sector="city-gas", facet="work-safety", organisation="县水利局")
    with pytest.raises(ParameterError, match="没有这样的事实"):
        explain(store, other)


@pytest.mark.parametrize(
    "what", ["https://example.org/nothing", "县住建局", Row(task="9", agent="谁"), Row()]
)
def test_what_nobody_says_is_an_error_in_one_line(store: Store, what: str | Row) -> None:
    with pytest.raises(ParameterError) as error:
        explain(store, what)
    assert "\n" not in str(error.value)


def test_every_row_of_the_task_owners_is_explained(store: Store) -> None:
    for task in ("（一）/1", "（一）/2", "（二）/1", "（三）/1"):
        answer: Answer = ask(store, "task-owners", task=task)
        for row in answer:
            assert str(row.agent) in explain(store, row).text("zh")
