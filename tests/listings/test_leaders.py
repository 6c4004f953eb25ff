"""Leaders' lists say what plans and the law put on leaders, when, and what the bodies they lead have to do."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings import Listing, listing
from sptgraph.listings.departments import gather
from sptgraph.listings.leaders.posts import bound_by, named_in, post_of
from sptgraph.listings.making import made
from sptgraph.listings.material import Material
from sptgraph.listings.selection import Selection
from sptgraph.listings.timing.periods import begin_of, end_of, quarters_due
from sptgraph.model import Plan
from tests.listings.asked import INVENTED, SHIPPED, listed, material, narrowed
from tests.listings.reading_back import READERS
from tests.listings.test_calendars import written
from tests.listings.test_formats import SNAPSHOTS
from tests.sample import sample_plan

PLANS = [*INVENTED, *SHIPPED]
STATED, OTHERS, YEARS, LAW = "方案规定的职责", "方案的其他要求", "年度任务（按季度）", "法定职责"
UNDER, FIRMS = "所在单位承担的任务", "企业负责人（供督促）"
PREFIXES = """PREFIX spt: <https://w3id.org/sptgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tier: <https://w3id.org/sptgraph/tier/> PREFIX role: <https://w3id.org/sptgraph/role/>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX dep: <https://w3id.org/sptgraph/department/> """


@cache
def plan() -> Plan:
    """Return a plan that names leaders of every tier."""
    from sptgraph.extraction.pipeline import extract
    from sptgraph.reading import read

    return extract(read(Path(__file__).parent / "plans" / "liuxi.txt"))


@cache
def whole() -> Material:
    return Material([plan()])


@cache
def found(language: Language = "zh", **selection: Any) -> Listing:
    return made(
        "leaders", Material([plan()], whole().store, selection=Selection(**selection), language=language)
    )


def rows(made_list: Listing, name: str) -> tuple[Any, ...]:
    return next((table.rows for table in made_list.tables if table.name == name), ())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_leaders_list_looks_as_it_did(language: Language) -> None:
    expected = (SNAPSHOTS / f"leaders-{language}.md").read_text(encoding="utf-8")
    assert found(language, year=2024).render("md").decode() == expected


def test_what_the_plan_puts_on_leaders_stands_by_tier_with_its_words() -> None:
    said = [(row.tier, row.post, row.body, row.duty, row.clause.label) for row in rows(found(), STATED)]
    assert said == [
        (
            "党政领导",
            "分管负责人和其他负责人",
            "县政府分管负责人",
            "县政府分管负责人每月至少带队检查1次",
            "二（一）1",
        ),
        (
            "党政领导",
            "主要负责人",
            "县委、县政府主要负责同志",
            "县委、县政府主要负责同志每季度至少听取1次安全工作汇报",
            "二（二）1",
        ),
        ("安委会领导", "领导班子（单位职责）", "县安委会", "县安委会每季度至少召开1次全体会议。", "三（一）"),
        ("部门领导", "主要负责人", "部门主要负责人", "部门主要负责人每半年述职1次。", "二（二）1"),
        (
            "属地领导（下级政府、乡镇街道、开发区）",
            "主要负责人",
            "乡镇党政主要负责人",
            "乡镇党政主要负责人每旬至少下村1次",
            "二（一）1",
        ),
    ]
    (firm,) = rows(found(), FIRMS)
    assert (firm.body, firm.duty) == ("矿山企业主要负责人", "矿山企业主要负责人每半月带队下井1次。")


def test_sentences_that_name_leaders_without_frequency_are_quoted_once() -> None:
    said = [(row.body, row.duty, row.clause.label) for row in rows(found(), OTHERS)]
    assert said == [
        ("县安委会主任", "县安委会主任要带头研究难题，县安委会每季度至少召开1次全体会议。", "三（一）"),
        ("分管领导", "分管领导应当把安全和业务一起安排。", "三（一）"),
    ]
    text = plan().source.text or ""
    assert all(duty in text for _, duty, _ in said)


@pytest.mark.parametrize("name", PLANS)
def test_every_frequency_that_names_a_post_is_in_the_list(name: str) -> None:
    of = material(name)
    graphs = PlanGraphs.of(of.iri(of.plans[0]))
    query = f"{PREFIXES} SELECT ?agent ?count WHERE {{ ?f a spt:Recurrence ; spt:agentText ?agent ; spt:minimumCount ?count }}"
    answered = Counter((a.value, n.value) for a, n in of.store.select(query, (graphs.stated,)).rows)
    wanted = Counter({key: times for key, times in answered.items() if post_of(key[0])})
    made_list = listed("leaders", name)
    told = [r for part in (STATED, FIRMS) for row in rows(made_list, part) for r in row.recurrences]
    counted = Counter((r.agent, str(r.minimum)) for r in told)
    assert wanted <= counted
    bodies = {row.body for row in rows(made_list, STATED) if row.post == "领导班子（单位职责）"}
    assert {agent for agent, _ in (counted - wanted)} == bodies


@pytest.mark.parametrize("name", PLANS)
def test_the_law_is_that_of_the_plans_date_with_its_article(name: str) -> None:
    of = material(name)
    iri = of.iri(of.plans[0])
    query = (
        PREFIXES
        + """SELECT DISTINCT ?norm ?article WHERE {
        ?day a spt:LegalDate ; spt:norm ?norm . ?norm spt:article ?article .
        { ?norm spt:departmentType/spt:tier tier:party-government }
        UNION { ?norm spt:departmentType dep:township-government ; spt:sector/spt:generic true }
        MINUS { ?norm spt:leftToLocal true ; spt:normRole role:lead } }"""
    )
    answered = of.store.select(query, (PlanGraphs.of(iri).derived, *of.store.closure(iri))).rows
    articles = Counter(
        article.value for norm, article in answered for _ in bound_by(norm.value.rpartition("/")[2]) or [0]
    )
    told = rows(listed("leaders", name), LAW)
    leaders = Counter(row.clause.label.partition("》")[2] for row in told if row.tier != "企业负责人")
    assert leaders == articles
    assert {row.basis for row in told} == {"依法推定（法规）"}
    assert [row.body for row in told if row.tier == "企业负责人"] == [
        "生产经营单位主要负责人",
        "生产经营单位其他负责人",
    ]


def test_doubts_about_the_law_are_said() -> None:
    told = {(row.post, row.duty): row for row in rows(found(), LAW)}
    first = next(row for (post, duty), row in told.items() if post == "主要负责人" and "第一责任人" in duty)
    assert first.remarks == ("凭记忆，未核对原文",)
    assert first.clause.label == "《地方党政领导干部安全生产责任制规定（2018年）》第四条"
    government = next(row for row in told.values() if row.body == "县级以上地方人民政府")
    assert government.remarks == ("单位为推定，文件未写明",)


@pytest.mark.parametrize("name", PLANS)
def test_leaders_have_their_duties_in_the_quarters_in_which_they_fall_due(name: str) -> None:
    (of,) = material(name).plans
    period = of.document.period
    assert period
    begin, end = begin_of(of.document.issued, period), end_of(period)
    wanted = Counter(
        (year, f"第{'零一二三四'[number]}季度", row.body, row.clause.label)
        for row in rows(listed("leaders", name), STATED)
        for year in range(period[0], period[1] + 1)
        for recurrence in row.recurrences
        for number in quarters_due(recurrence.period, year, begin, end)
    )
    told = rows(listed("leaders", name), YEARS)
    assert Counter((row.year, row.quarter, row.body, row.clause.label) for row in told) == wanted
    order = [(row.year, "一二三四".index(row.quarter[1])) for row in told]
    assert order == sorted(order)


@pytest.mark.parametrize("name", PLANS)
def test_the_tasks_of_the_bodies_are_those_of_the_department_list(name: str) -> None:
    gathered = gather(material(name))
    wanted = {
        (gathered_body.name, role): {d.line.clause.label for d in duties if d.role == role}
        for gathered_body in gathered.registry.bodies()
        for duties in [gathered.duties.get(gathered_body.identity, ())]
        for role in ("lead", "responsible", "support")
        if duties and not post_of(gathered_body.name)
    }
    told = {
        (row.body, role): clauses(cell)
        for row in rows(listed("leaders", name), UNDER)
        for role, cell in (("lead", row.leads), ("responsible", row.duties), ("support", row.supports))
    }
    assert told == wanted


def clauses(cell: str) -> set[str]:
    """Return the clauses in a cell, after making sure that it counts them right."""
    if not cell:
        return set()
    count, _, labels = cell.partition("项：")
    found_labels = labels.split("、")
    assert len(found_labels) == int(count)
    return set(found_labels)


@pytest.mark.parametrize("ending", READERS)
def test_a_written_leaders_list_holds_the_same(tmp_path: Path, ending: str) -> None:
    (path,) = found().save(tmp_path / f"领导干部职责清单.{ending}")
    tables = {table.name: table.rows for table in READERS[ending](path)}
    for name, columns in ((STATED, ("主体", "职责")), (LAW, ("职责", "岗位")), (UNDER, ("主体", "层级"))):
        keys = {"主体": "body", "职责": "duty", "岗位": "post", "层级": "tier"}
        wanted = {tuple(getattr(row, keys[column]) for column in columns) for row in rows(found(), name)}
        assert {tuple(row[column] for column in columns) for row in tables[name]} == wanted


def test_leaders_duties_are_calendar_entries_too() -> None:
    assert {str(each["SUMMARY"]) for each in written(found())} >= {
        "县政府分管负责人每月至少带队检查1次（每月至少1次）",
        "乡镇党政主要负责人每旬至少下村1次（每旬至少1次）",
        "矿山企业主要负责人每半月带队下井1次。（每半月至少1次）",
    }


def test_the_list_is_narrowed_to_a_year_a_body_and_a_sector() -> None:
    assert {row.year for row in rows(found(year=2025), YEARS)} == {2025}
    office = found(department="县安委办")
    assert {row.body for row in rows(office, UNDER)} == {"县安委办"}
    assert {row.body for row in rows(office, STATED)} == {"县委、县政府主要负责同志", "部门主要负责人"}
    assert rows(office, OTHERS) == ()
    mines = made("leaders", narrowed("sample", sector="矿山"))
    assert {row.body for row in rows(mines, FIRMS)} == {"矿长"}
    with pytest.raises(ListingError, match="行业领域"):
        found(sector="不存在的行业")


def test_where_the_plan_gives_leaders_no_duty_the_list_says_so() -> None:
    made_list = listed("leaders", "sample")
    first = made_list.tables[0]
    assert first.name == STATED
    assert first.rows == ()
    assert first.notes == ("在所选范围里，方案没有按频次或日期给领导干部规定职责。",)


def test_a_leader_who_bears_a_task_stands_with_its_dates() -> None:
    given = sample_plan()
    gas = given.tasks[0]
    head = replace(gas.assignments[0], agent="县长", agent_key=None)
    made_list = listing(
        "leaders", [replace(given, tasks=(replace(gas, assignments=(head,)), *given.tasks[1:]))]
    )
    (row,) = rows(made_list, STATED)
    assert (row.tier, row.body, row.deadlines) == ("党政领导", "县长", gas.deadlines)
    assert [(each.year, each.quarter) for each in rows(made_list, YEARS)] == [
        (2024, "第四季度"),
        (2025, "第二季度"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "县应急局",
        "各级党委",
        "县安委会办公室",
        "县安委会有关成员单位",
        "企业",
        "安全员",
        "网格员",
        "行业领域主管部门",
        "县委办公室",
        "",
    ],
)
def test_bodies_and_workers_are_no_leaders(name: str) -> None:
    assert post_of(name) is None


def test_a_sentence_about_leaders_that_puts_nothing_on_them_is_not_quoted() -> None:
    assert list(named_in("组织主要负责人培训，考核企业主要负责人")) == []
    assert list(named_in("局长要带头，副局长应当跟班")) == []
    assert list(named_in("部门主要负责人要带头")) == ["部门主要负责人"]
