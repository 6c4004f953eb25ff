"""What the graph of a plan says, and in which of its graphs."""

from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
import pytest

from sptgraph.encoding import encode
from sptgraph.encoding.iris import plan_iri
from sptgraph.errors import GraphError
from sptgraph.model import Assignment, Passage, Span, Target, Task
from sptgraph.vocabulary import PREFIXES, term
from tests.sample import SAMPLE_TEXT, sample_plan, sample_source

PLAN = plan_iri(sample_plan())
PLACE = "https://w3id.org/sptgraph/place/云溪县"
QUADS = encode(sample_plan())


def values(quads: tuple[ox.Quad, ...], subject: str, path: str) -> list[str]:
    """Return what a path of properties leads to, sorted."""
    found = {subject}
    for predicate in path.split(" "):
        found = {
            q.object.value for q in quads if q.subject.value in found and q.predicate.value == term(predicate)
        }
    return sorted(found)


def stated(subject: str, path: str) -> list[str]:
    return values(QUADS, f"{PLAN}/{subject}", path)


def graph(name: str) -> Iterator[ox.Quad]:
    return (quad for quad in QUADS if quad.graph_name == ox.NamedNode(f"{PLAN}/{name}"))


def test_the_plan_says_what_the_document_prints() -> None:
    assert values(QUADS, PLAN, "dcterms:title") == ["云溪县安全生产强基三年行动方案（2024—2026年）"]
    assert values(QUADS, PLAN, "spt:documentNumber") == ["云安委〔2024〕6号"]
    assert values(QUADS, PLAN, "dcterms:issued") == ["2024-03-18"]
    assert values(QUADS, PLAN, "spt:jurisdiction") == [PLACE]
    assert values(QUADS, PLAN, "dcterms:publisher skos:prefLabel") == ["云溪县安全生产委员会"]
    assert stated("citation/2", "dcterms:title") == ["云山省安全生产条例"]


def test_provisions_are_parts_of_one_another() -> None:
    assert stated("task/（一）/1/measure/2", "dcterms:isPartOf") == [f"{PLAN}/task/（一）/1"]
    assert stated("task/（一）/1", "dcterms:isPartOf") == [f"{PLAN}/action/（一）"]
    assert stated("action/（一）", "dcterms:isPartOf") == [f"{PLAN}/section/二"]
    assert stated("section/二", "dcterms:isPartOf") == [PLAN]


def test_a_fact_hangs_on_the_narrowest_provision_and_is_counted_for_its_task() -> None:
    deadline = "task/（一）/1/deadline/1"
    assert stated(deadline, "spt:about") == [f"{PLAN}/task/（一）/1/measure/2"]
    assert stated(deadline, "spt:inTask") == [f"{PLAN}/task/（一）/1"]
    assert stated("section/三（一）/recurrence/1", "spt:about") == [f"{PLAN}/section/三（一）"]
    assert stated("section/三（一）/recurrence/1", "spt:inTask") == []


def test_the_one_owner_bracket_of_a_task_holds_for_all_of_it() -> None:
    assert stated("task/（一）/1/assignment/1", "spt:about") == [f"{PLAN}/task/（一）/1"]


def test_of_several_owner_brackets_each_holds_for_its_measure() -> None:
    plan = sample_plan()
    task = plan.tasks[0]
    first = replace(task.assignments[0], span=task.measures[1].span, clause=task.measures[1].span)
    quads = encode(replace(plan, tasks=(replace(task, assignments=(first, *task.assignments[1:])),)))
    about = values(quads, f"{PLAN}/task/（一）/1/assignment/1", "spt:about")
    assert about == [f"{PLAN}/task/（一）/1/measure/2"]


def test_entries_of_one_bracket_share_its_clause() -> None:
    clauses = {tuple(stated(f"task/（一）/1/assignment/{n}", "spt:clause")) for n in (1, 2, 3)}
    assert clauses == {(f"{PLAN}/task/（一）/1/clause/1",)}
    assert stated("task/（一）/2/assignment/1", "spt:clause") == []


def test_bearers_are_organisations_of_the_place_with_their_department() -> None:
    bearer = f"{PLACE}/org/县住建局"
    assert stated("task/（一）/1/assignment/1", "spt:bearer") == [bearer]
    assert values(QUADS, bearer, "rdf:type") == [term("org:Organization")]
    assert values(QUADS, bearer, "spt:departmentType") == [PREFIXES["dep"] + "housing-construction"]
    assert values(QUADS, bearer, "spt:jurisdiction") == [PLACE]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("各乡镇人民政府", "spt:Group"),
        ("县安委会有关成员单位", "spt:Group"),
        ("县发改委", "org:Organization"),
    ],
)
def test_all_and_some_make_a_group_open_does_not(name: str, kind: str) -> None:
    assert values(QUADS, f"{PLACE}/org/{name}", "rdf:type") == [term(kind)]


def bearers(*mentions: tuple[str, str]) -> set[str]:
    """Return the bodies that a plan's mentions of names with department keys stand for."""
    owners = tuple(Assignment(name, "lead", "inline", "", Span(0, 0), key) for name, key in mentions)
    plan = replace(sample_plan(), tasks=(), elsewhere=(Passage("一", assignments=owners),))
    return {q.object.value for q in encode(plan) if q.predicate.value == term("spt:bearer")}


def test_white_space_in_a_name_makes_no_second_body() -> None:
    assert bearers(("县财政局", "finance"), ("县财\n政局", "finance")) == {f"{PLACE}/org/县财政局"}


def test_the_same_name_for_two_departments_is_two_bodies() -> None:
    names = {f"{PLACE}/org/教体局", f"{PLACE}/org/教体局~2"}
    assert bearers(("教体局", "education"), ("教体局", "sports")) == names


def test_without_jurisdiction_a_plan_keeps_its_bodies_to_itself() -> None:
    plan = sample_plan()
    quads = encode(replace(plan, document=replace(plan.document, jurisdiction=None)))
    found = {q.object.value for q in quads if q.predicate.value == term("spt:bearer")}
    assert found
    assert all(bearer.startswith(f"{PLAN}/org/") for bearer in found)


def test_a_body_may_be_member_in_two_classes() -> None:
    assert stated("member/1", "org:member") == stated("member/4", "org:member") == [f"{PLACE}/org/县应急局"]
    assert stated("member/1", "spt:memberClass") == ["supervisory"]
    assert stated("member/4", "spt:memberClass") == ["industry"]
    assert stated("member/1", "org:organization") == [f"{PLACE}/org/云溪县安全生产委员会"]


def test_a_passage_is_the_heading_it_stands_under() -> None:
    assert stated("action/（三）", "spt:where") == ["二（三）"]
    assert stated("action/（三）/deadline/1", "spt:about") == [f"{PLAN}/action/（三）"]
    assert stated("section/三（一）", "dcterms:isPartOf") == [f"{PLAN}/section/三"]
    assert stated("section/三（一）", "dcterms:title") == []


def test_a_tightened_frequency_points_to_the_general_one() -> None:
    assert stated("task/（二）/1/recurrence/2", "spt:tightens") == [f"{PLAN}/task/（二）/1/recurrence/1"]


def test_sectors_are_linked_and_mentioned() -> None:
    assert stated("task/（二）/2", "spt:namesSector") == [PREFIXES["sec"] + "hazardous-chemicals"]
    assert stated("task/（二）/2/sector/2", "spt:sector") == [PREFIXES["sec"] + "hazardous-chemicals"]
    assert stated("action/（一）", "spt:namesSector") == [PREFIXES["sec"] + "city-gas"]


def test_numbers_that_repeat_get_names_of_their_own() -> None:
    plan = sample_plan()
    second = replace(plan.actions[0], section="三", span=Span(500, 510))
    task = replace(plan.tasks[0], span=Span(511, 520))
    quads = encode(replace(plan, actions=(*plan.actions, second), tasks=(*plan.tasks, task)))
    assert values(quads, f"{PLAN}/action/（一）~2", "dcterms:isPartOf") == [f"{PLAN}/section/三"]
    assert values(quads, f"{PLAN}/task/（一）~2/1", "dcterms:isPartOf") == [f"{PLAN}/action/（一）~2"]


def test_numbers_that_point_nowhere_are_kept() -> None:
    task = Task("1", "（九）", None, Span(0, 1))
    quads = encode(replace(sample_plan(), tasks=(task,), elsewhere=(Passage("九"), Passage("九"))))
    assert values(quads, f"{PLAN}/task/（九）/1", "spt:actionNumber") == ["（九）"]
    assert values(quads, f"{PLAN}/section/九~2", "dcterms:isPartOf") == [PLAN]


def test_every_fact_shows_its_words_in_the_source_graph() -> None:
    span = stated("task/（一）/1/deadline/1", "spt:locatedAt")[0]
    assert values(QUADS, span, "oa:exact") == ["2024年底前"]
    start, end = (int(values(QUADS, span, name)[0]) for name in ("oa:start", "oa:end"))
    assert SAMPLE_TEXT[start:end] == "2024年底前"
    assert values(QUADS, span, "dcterms:source spt:fileName") == ["云溪县强基方案.docx"]
    assert stated("member/1", "spt:locatedAt spt:cell") == ["1.1.2"]
    assert stated("unresolved/1", "oa:exact") == ["有关股室负责"]


def test_the_stated_graph_holds_no_places_and_the_text_is_left_out_where_it_must_be() -> None:
    assert not [q for q in graph("stated") if q.predicate.value in {term("spt:locatedAt"), term("spt:text")}]
    assert [q for q in QUADS if q.predicate.value == term("spt:text")]
    bare = encode(replace(sample_plan(), source=sample_source(quotable=False)))
    assert not [q for q in bare if q.predicate.value == term("spt:text")]


def test_a_corrected_fact_points_to_its_correction() -> None:
    made = [q for q in graph("corrections") if q.predicate.value == term("prov:wasGeneratedBy")]
    assert [(q.subject.value, q.object.value) for q in made] == [
        (f"{PLAN}/task/（二）/2/assignment/1", f"{PLAN}/corrections/1")
    ]
    assert stated("corrections/1", "spt:oldValue") == ["县应忽局"]
    assert stated("corrections/2", "spt:applied") == ["false"]


def test_values_are_typed() -> None:
    kinds = {(q.predicate.value, q.object.datatype.value) for q in QUADS if isinstance(q.object, ox.Literal)}
    for predicate, kind in (
        ("spt:due", "xsd:date"),
        ("spt:period", "xsd:duration"),
        ("spt:minimumCount", "xsd:integer"),
        ("spt:value", "xsd:decimal"),
        ("spt:applied", "xsd:boolean"),
        ("skos:prefLabel", "rdf:langString"),
    ):
        assert [found for name, found in kinds if name == term(predicate)] == [term(kind)]


def test_the_base_can_be_set() -> None:
    quads = encode(sample_plan(), "https://data.example/")
    ours = {q.subject.value for q in quads}
    assert all(name.startswith("https://data.example/") for name in ours)


def test_half_a_character_is_refused_in_one_line() -> None:
    target = Target(1.0, "\ud800", "", Span(0, 1))
    with pytest.raises(GraphError, match=r"surrogate|代理"):
        encode(replace(sample_plan(), elsewhere=(Passage("一", targets=(target,)),)))
