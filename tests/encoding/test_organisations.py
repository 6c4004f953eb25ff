"""One organisation per unit and place, whatever a plan calls it, and never one for two."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.encoding import encode
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.model import Level
from sptgraph.vocabulary import PREFIXES, term
from tests.effort import examples
from tests.encoding.organisations import BASE, CLAUSES, NAMES, Graph, apart, plan_of


@pytest.mark.parametrize(
    "names",
    [
        ("县教体局", "教体局", "教育局"),
        ("县消防救援大队", "消防救援大队"),
        ("公安", "公安部门", "公安机关", "县公安局"),
        ("县住建局", "住房和城乡建设局", "云溪县住建局"),
        ("县安委办", "县安全生产委员会办公室", "县安委会办公室"),
        ("高新区", "高新区管委会"),
        ("生态环境局", "云溪生态环境局", "云山市生态环境局云溪分局"),
        ("县财政局（国资局）", "财政局"),
        ("共青团云溪县委员会", "团县委"),
        ("县委宣传部", "宣传部"),
        ("县公安局治安大队", "治安大队"),
    ],
    ids=lambda names: names[0],
)
def test_names_of_one_body_are_one_organisation(names: tuple[str, ...]) -> None:
    assert Graph(plan_of(*apart(*names))).bearers() == [set(names)]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("县教体局", "县卫健委"), "two types"),
        (("县应急局", "市应急局"), "another level"),
        (("县委督查室", "县政府督查室"), "the committee's and the government's"),
        (("县公安局", "当地公安机关"), "wherever it is"),
        (("县公安局", "森林公安局", "铁路公安处"), "other lines of police"),
        (("县应急局", "清河县应急局"), "another place"),
        (("县消防救援大队", "消防救援支队"), "the rank of another level"),
        (("县公安局", "县公安局治安大队"), "a unit within the other"),
        (("高新区管委会", "郭家农贸区"), "a type of which one place has several"),
        (("城关镇人民政府", "清水乡人民政府"), "two towns"),
        (("城关镇人民政府", "镇人民政府"), "a town and any town"),
        (("县农业银行", "县建设银行"), "two firms of one trade"),
        (("县应急局", "应急管理部"), "the national ministry"),
        (("县安委会", "市安委会", "省安委会"), "the committees of three levels"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_names_of_several_bodies_are_several_organisations(names: tuple[str, ...], why: str) -> None:
    assert Graph(plan_of(*apart(*names))).bearers() == sorted(({name} for name in names), key=sorted), why


def test_names_side_by_side_in_one_clause_are_two_bodies() -> None:
    graph = Graph(plan_of(["县教育局", "县体育局"]))
    assert graph.bearers() == [{"县体育局"}, {"县教育局"}]
    two = Graph(plan_of([("住建局", "housing-construction"), ("住保中心", "housing-construction")]))
    assert two.bearers() == [{"住保中心"}, {"住建局"}]


def test_names_side_by_side_among_the_members_are_two_bodies() -> None:
    names = ("县农业农村局", "县畜牧局")
    assert {load_lexicon().department_key(name) for name in names} == {"agriculture"}
    assert Graph(plan_of(*apart(*names))).bearers() == [set(names)]
    listed = Graph(plan_of(*apart(*names), members=names))
    assert listed.bearers() == [{"县农业农村局"}, {"县畜牧局"}]
    assert listed.doubts() == {}


def test_a_further_name_goes_to_the_body_that_it_abbreviates() -> None:
    graph = Graph(plan_of(["县农业农村局", "县畜牧局"], ["农业局"], ["畜牧部门"]))
    assert graph.bearers() == [{"农业局", "县农业农村局"}, {"县畜牧局", "畜牧部门"}]


def test_a_further_name_that_abbreviates_none_is_kept_apart_and_reported() -> None:
    graph = Graph(plan_of(["县农业农村局", "县畜牧局"], [("县三农中心办", "agriculture")]))
    assert {"县三农中心办"} in graph.bearers()
    assert graph.doubts() == {"县三农中心办": {"县农业农村局", "县畜牧局"}}


def test_groups_are_never_merged_with_bodies() -> None:
    graph = Graph(plan_of(*apart(("各地国资委", "state-assets", "all"), "县国资委")))
    assert graph.bearers() == [{"县国资委"}, {"各地国资委"}]
    assert graph.values(graph.node("各地国资委"), "rdf:type") == {term("spt:Group")}
    assert graph.values(graph.node("县国资委"), "rdf:type") == {term("org:Organization")}


def test_the_fullest_printed_name_is_the_body_s_and_the_others_are_kept() -> None:
    graph = Graph(plan_of(*apart("公安机关", "教育局", "县教体局", "教体局", "公安局")))
    body = graph.node("县教体局")
    assert body == f"{BASE}place/云溪县/org/县教体局"
    assert graph.values(body, "skos:altLabel") == {"教体局", "教育局"}
    assert graph.values(body, "spt:departmentType") == {PREFIXES["dep"] + "education"}
    assert graph.values(graph.node("公安局"), "skos:altLabel") == {"公安机关"}


def test_the_issuer_is_the_committee_that_bears_duties_and_has_members() -> None:
    graph = Graph(plan_of(["县安委会"], members=["县应急局"], issuer="云溪县安全生产委员会"))
    committee = graph.node("云溪县安全生产委员会")
    assert graph.values(committee, "skos:altLabel") == {"县安委会"}
    assert graph.values(graph.plan, "dcterms:publisher") == {committee}
    assert graph.values(f"{graph.plan}/member/1", "org:organization") == {committee}


def test_a_body_of_the_place_sits_there() -> None:
    graph = Graph(plan_of(["县应急局"]))
    assert graph.values(graph.node("县应急局"), "spt:jurisdiction") == {f"{BASE}place/云溪县"}
    assert graph.values(graph.node("县应急局"), "spt:competentIn") == set()


def test_a_vertical_unit_is_competent_and_sits_here_only_if_its_name_says_so() -> None:
    graph = Graph(plan_of(*apart("气象局", "县消防救援大队")))
    place = {f"{BASE}place/云溪县"}
    assert graph.values(graph.node("气象局"), "spt:competentIn") == place
    assert graph.values(graph.node("气象局"), "spt:jurisdiction") == set()
    assert graph.values(graph.node("县消防救援大队"), "spt:competentIn") == place
    assert graph.values(graph.node("县消防救援大队"), "spt:jurisdiction") == place


def test_a_superior_s_body_has_its_level_and_its_place_where_that_is_known() -> None:
    graph = Graph(plan_of(*apart("市应急局", "清河市公安局")))
    superior = graph.node("市应急局")
    assert graph.values(superior, "spt:unitLevel") == {"city"}
    assert graph.values(superior, "spt:jurisdiction") == set()
    assert graph.values(graph.node("清河市公安局"), "spt:jurisdiction") == {f"{BASE}place/清河市"}
    below = Graph(plan_of(["市应急局"], place="云山市云溪区"))
    assert below.values(below.node("市应急局"), "spt:jurisdiction") == {f"{BASE}place/云山市"}
    assert below.values(f"{BASE}place/云山市云溪区", "spt:within") == {f"{BASE}place/云山市"}


@pytest.mark.parametrize(
    "name",
    [
        "东铁云州（云溪）车务段",
        "云州供电公司",
        "都市报社",
        "住房城乡建设部门",
        "共青团云溪县委员会",
        "城市社区管委会",
        "高新区管委会",
        "中国人民银行云溪县支行",
        "驻云溪县海关",
    ],
)
def test_what_only_looks_like_a_place_makes_no_seat_elsewhere(name: str) -> None:
    graph = Graph(plan_of([name]))
    here = graph.values(graph.node(name), "spt:jurisdiction") | graph.values(
        graph.node(name), "spt:competentIn"
    )
    assert here == {f"{BASE}place/云溪县"}
    assert graph.values(graph.node(name), "spt:unitLevel") == set()


def test_a_town_s_body_sits_in_the_place_at_its_own_level() -> None:
    graph = Graph(plan_of(["城关镇人民政府"]))
    town = graph.node("城关镇人民政府")
    assert graph.values(town, "spt:unitLevel") == {"town"}
    assert graph.values(town, "spt:jurisdiction") == {f"{BASE}place/云溪县"}


@pytest.mark.parametrize(
    ("place", "level", "own"),
    [
        ("云山市", "city", "市应急局"),
        ("云山市", "county", "市应急局"),
        ("云山自治区", "province", "自治区应急厅"),
        ("云山自治区", "province", "区应急厅"),
        ("云溪旗", "county", "旗应急局"),
        ("云山自治州", "city", "州应急局"),
        ("云山市", "city", "消防救援支队"),
        ("云山省", "province", "应急管理厅"),
    ],
)
def test_the_level_word_of_the_place_itself_is_its_own(place: str, level: Level, own: str) -> None:
    graph = Graph(plan_of([own], place=place, level=level))
    assert graph.values(graph.node(own), "spt:unitLevel") == set()


def test_the_city_s_committee_is_the_committee_in_the_city_s_own_plan() -> None:
    names = ("市安委会", ("市安全生产委员会", "work-safety-committee"))
    own = Graph(plan_of(*apart(*names), place="云山市", level="city"))
    assert own.bearers() == [{"市安委会", "市安全生产委员会"}]
    county = Graph(plan_of(*apart("市安委会", "县安委会")))
    assert county.bearers() == [{"县安委会"}, {"市安委会"}]


def test_a_name_read_as_a_department_once_is_the_same_body_where_it_was_not() -> None:
    graph = Graph(plan_of(*apart(("公安", "public-security"), ("公安", None))))
    assert graph.bearers() == [{"公安"}]
    assert len({q.subject for q in graph.quads if q.predicate.value == term("spt:agentKey")}) == 1


def test_names_of_unknown_departments_merge_over_the_place_s_name_alone() -> None:
    assert Graph(plan_of(*apart(("县某某中心", None), ("某某中心", None)))).bearers() == [
        {"县某某中心", "某某中心"}
    ]
    assert len(Graph(plan_of(*apart(("县某某中心", None), ("某某站", None)))).bearers()) == 2


@given(CLAUSES, st.lists(NAMES, max_size=4))
@settings(max_examples=examples(60), deadline=None)
def test_whatever_stands_together_every_name_means_one_body_and_comes_back(
    clauses: list[list[str]], members: list[str]
) -> None:
    graph = Graph(plan_of(*clauses, members=members))
    names = [name for body in graph.bearers() for name in body]
    assert sorted(names) == sorted({name for clause in clauses for name in clause})


@given(CLAUSES)
@settings(max_examples=examples(60), deadline=None)
def test_the_order_of_clauses_does_not_change_who_is_who(clauses: list[list[str]]) -> None:
    assert Graph(plan_of(*clauses)).bearers() == Graph(plan_of(*reversed(clauses))).bearers()


def test_the_same_plan_gives_the_same_quads() -> None:
    plan = plan_of(["县教育局", "县体育局"], ["教体局"], members=["县农业农村局", "县畜牧局"])
    assert encode(plan) == encode(replace(plan))
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in encode(plan))
