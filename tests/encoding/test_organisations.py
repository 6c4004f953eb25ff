"""One organisation per unit and place, whatever a plan calls it, and never one for two."""

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.encoding import decode, encode
from sptgraph.encoding.iris import plan_iri
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.model import Assignment, DocumentData, Level, Member, Passage, Plan, Quantifier, Span
from sptgraph.rosters import Belonging, Roster, RowOf, Unit
from sptgraph.vocabulary import PREFIXES, term
from tests.sample import sample_source

BASE = "https://w3id.org/sptgraph/"
HERE = Span(0, 1)
Printed = str | tuple[str, str | None] | tuple[str, str | None, Quantifier]


def owner(printed: Printed, clause: Span | None) -> Assignment:
    name, *more = (printed,) if isinstance(printed, str) else printed
    key = more[0] if more else load_lexicon().department_key(name, bare=True)
    quantifier = more[1] if len(more) > 1 else None
    return Assignment(name, "lead", "inline", name, HERE, key, clause, quantifier=quantifier)  # type: ignore[arg-type]


def plan_of(
    *clauses: Iterable[Printed],
    place: str | None = "云溪县",
    level: Level | None = "county",
    members: Iterable[str] = (),
    issuer: str | None = None,
) -> Plan:
    """Return a plan with one owner clause for each group of names; names of one group stand side by side."""
    owners = [owner(name, Span(at, at + 1)) for at, names in enumerate(clauses, 1) for name in names]
    key = load_lexicon().department_key
    return Plan(
        source=sample_source(),
        document=DocumentData(title="方案", issuer=issuer, jurisdiction=place, level=level),
        elsewhere=(Passage("一", assignments=tuple(owners)),),
        members=tuple(Member(name, "industry", HERE, key(name)) for name in members),
    )


def apart(*names: Printed) -> list[list[Printed]]:
    """Return each name in a clause of its own, so that nothing says that they are two."""
    return [[name] for name in names]


class Graph:
    """The organisations of an encoded plan, by what they are called."""

    def __init__(self, plan: Plan, roster: Roster | None = None) -> None:
        self.quads = encode(plan, BASE, roster)
        self.plan = plan_iri(plan, BASE)
        assert decode(self.quads) == plan

    def values(self, subject: str, name: str) -> set[str]:
        return {
            q.object.value
            for q in self.quads
            if q.subject.value == subject and q.predicate.value == term(name)
        }

    def bearers(self) -> list[set[str]]:
        """Return the names printed for each bearer, those of one bearer together."""
        printed: dict[str, set[str]] = {}
        for quad in self.quads:
            if quad.predicate.value == term("spt:bearer"):
                printed.setdefault(quad.object.value, set()).update(
                    self.values(quad.subject.value, "spt:agentText")
                )
        return sorted(printed.values(), key=sorted)

    def node(self, name: str) -> str:
        """Return the only organisation of that preferred name."""
        found = {
            q.subject.value
            for q in self.quads
            if q.predicate.value == term("skos:prefLabel")
            and q.object.value == name
            and "/org/" in q.subject.value
        }
        assert len(found) == 1, found
        return found.pop()

    def doubts(self) -> dict[str, set[str]]:
        """Return the names that were left in doubt, with the names of the bodies they may mean."""
        nodes = [
            q.subject.value
            for q in self.quads
            if q.predicate.value == term("rdf:type") and q.object.value == term("spt:Ambiguity")
        ]
        return {
            self.values(node, "spt:agentText").pop(): {
                label
                for each in self.values(node, "spt:candidate")
                for label in self.values(each, "skos:prefLabel")
            }
            for node in nodes
        }


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


NAMES = st.sampled_from(
    ["县教体局", "教体局", "教育局", "县公安局", "公安", "公安机关", "市公安局", "县公安局治安大队", "各乡镇", "镇政府",
     "消防救援大队", "县消防救援支队", "农业农村局", "畜牧局", "某某中心", "县某某中心", "高新区", "高新区管委会"]
)  # fmt: skip
CLAUSES = st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=6)


@given(CLAUSES, st.lists(NAMES, max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_together_every_name_means_one_body_and_comes_back(
    clauses: list[list[str]], members: list[str]
) -> None:
    graph = Graph(plan_of(*clauses, members=members))
    names = [name for body in graph.bearers() for name in body]
    assert sorted(names) == sorted({name for clause in clauses for name in clause})


@given(CLAUSES)
@settings(max_examples=60, deadline=None)
def test_the_order_of_clauses_does_not_change_who_is_who(clauses: list[list[str]]) -> None:
    assert Graph(plan_of(*clauses)).bearers() == Graph(plan_of(*reversed(clauses))).bearers()


@given(CLAUSES, st.dictionaries(NAMES, st.lists(NAMES, max_size=2), max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_plan_comes_back_whatever_the_roster_says(
    clauses: list[list[str]], listed: dict[str, list[str]]
) -> None:
    units = [
        unit(name, *aliases, department="education", row=at)
        for at, (name, aliases) in enumerate(listed.items(), 1)
    ]
    Graph(plan_of(*clauses), roster(*units))


def test_the_same_plan_gives_the_same_quads() -> None:
    plan = plan_of(["县教育局", "县体育局"], ["教体局"], members=["县农业农村局", "县畜牧局"])
    assert encode(plan) == encode(replace(plan))
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in encode(plan))
