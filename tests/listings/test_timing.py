"""Calendars and annual lists hold every date, frequency and standing duty of the graph, each in its place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import vRecur

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings import Listing, listing
from sptgraph.listings.making import made
from sptgraph.listings.timing.periods import Period, begin_of, end_of, quarters_due
from sptgraph.model import Deadline, Plan, Recurrence, Span, StandingMark
from sptgraph.provisions import Outline
from tests.listings.asked import INVENTED, SHIPPED, listed, material, narrowed
from tests.listings.reading_back import READERS, Read
from tests.listings.test_formats import SNAPSHOTS
from tests.sample import other_plan, sample_plan

PLANS = [*INVENTED, *SHIPPED]
OFTEN = {"每日": "P1D", "每周": "P1W", "每旬": "P10D", "每半月": "P15D", "每月": "P1M", "每两月": "P2M"} | {
    "每季度": "P3M",
    "每半年": "P6M",
    "每年": "P1Y",
}
LENGTHS = [
    "P1D",
    "P3D",
    "P20D",
    "P1W",
    "P2W",
    "P10D",
    "P15D",
    "P1M",
    "P2M",
    "P3M",
    "P4M",
    "P5M",
    "P6M",
    "P18M",
    "P1Y",
    "P2Y",
    "P3Y",
]
PREFIXES = """PREFIX spt: <https://w3id.org/sptgraph/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/> """


def graph(name: str, what: str, where: str, *, derived: bool = False) -> Counter[tuple[str, ...]]:
    """Return what a plan's own graphs say, as texts, counted."""
    of = material(name)
    graphs = PlanGraphs.of(of.iri(of.plans[0]))
    names = (graphs.stated, graphs.source, *((graphs.derived,) if derived else ()))
    found = of.store.select(f"{PREFIXES} SELECT {what} WHERE {{ {where} }}", names)
    return Counter(tuple("" if term is None else term.value for term in row) for row in found.rows)


def quoted(fact: str) -> str:
    return f"OPTIONAL {{ {fact} spt:locatedAt/oa:exact ?quote }}"


def table(made_list: Listing, name: str) -> tuple[Any, ...]:
    return next((each.rows for each in made_list.tables if each.name == name), ())


@pytest.mark.parametrize("name", PLANS)
def test_the_calendar_holds_what_the_graph_states_and_derives(name: str) -> None:
    found = listed("deadlines", name)
    stated = [d for row in table(found, "写明的时限") for d in row.deadlines]
    assert Counter((d.due.isoformat(), d.kind, d.milestone or "", d.quote) for d in stated) == graph(
        name,
        "?due ?kind ?milestone ?quote",
        "?f a spt:Deadline ; spt:due ?due ; spt:deadlineKind ?kind . OPTIONAL { ?f spt:milestone ?milestone } "
        + quoted("?f"),
    )
    often = [r for row in table(found, "定期事项") for r in row.recurrences]
    assert Counter((r.period, str(r.minimum), r.agent or "", r.scope or "", r.quote) for r in often) == graph(
        name,
        "(COALESCE(?exact, STR(?period)) AS ?every) ?count ?agent ?scope ?quote",
        "?f a spt:Recurrence ; spt:period ?period ; spt:minimumCount ?count . OPTIONAL { ?f spt:periodText ?exact } "
        "OPTIONAL { ?f spt:agentText ?agent } OPTIONAL { ?f spt:scope ?scope } " + quoted("?f"),
    )
    marks = [mark.quote for row in table(found, "长期事项") for mark in row.standing]
    assert Counter((quote,) for quote in marks) == graph(
        name, "?quote", f"?f a spt:StandingMark . {quoted('?f')}"
    )
    implied = Counter((d.fact, d.due.isoformat()) for row in table(found, "推定的时限") for d in row.implied)
    assert implied == graph(name, "?f ?due", "?f a spt:ImpliedDeadline ; spt:due ?due", derived=True)
    without = material(name).ask("tasks-without-deadline").rows
    assert [bool(row.standing) for row in table(found, "没有期限的任务")] == [row.standing for row in without]


def read_back(ending: str, folder: Path) -> list[Read]:
    (path,) = listed("deadlines", "sample").save(folder / f"时限清单.{ending}")
    return READERS[ending](path)


@pytest.mark.parametrize("ending", READERS)
def test_a_written_calendar_holds_the_same(tmp_path: Path, ending: str) -> None:
    tables = {read.name: read.rows for read in read_back(ending, tmp_path)}
    stated = {(row["截止日期"], row["原文"]) for row in tables["写明的时限"]}
    assert stated == set(graph("sample", "?due ?quote", f"?f a spt:Deadline ; spt:due ?due . {quoted('?f')}"))
    often = {(OFTEN[row["周期"]], row["最少次数"], row["原文"]) for row in tables["定期事项"]}
    where = f"?f a spt:Recurrence ; spt:period ?p ; spt:minimumCount ?n . {quoted('?f')}"
    assert often == set(graph("sample", "(STR(?p) AS ?period) ?n ?quote", where))
    assert all(row["依据"] == "写明" and row["出处"] for row in tables["写明的时限"])
    assert {row["依据"] for row in tables["推定的时限"]} == {"推定：随方案实施期"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["deadlines", "year"])
def test_lists_by_time_look_as_they_did(kind: str, language: Language) -> None:
    year = 2024 if kind == "year" else None
    found = listing(kind, [sample_plan()], language=language, year=year).render("md").decode()
    assert found == (SNAPSHOTS / f"{kind}-{language}.md").read_text(encoding="utf-8")


def test_what_falls_due_in_every_quarter_stands_once_in_a_year() -> None:
    rows = [row for table in listed("year", "yunxi").tables for row in table.rows if row.recurrences]
    found = Counter(
        (row.year, row.quarter) for row in rows if row.recurrences[0].period in {"P1W", "P1M", "P3M"}
    )
    assert set(found) == {(year, "全年") for year in (2024, 2025, 2026)}
    halves = {row.quarter for row in rows if row.recurrences[0].period == "P6M"}
    assert halves == {"第二季度", "第四季度"}


@pytest.mark.parametrize("name", PLANS)
def test_dates_stand_in_their_order_and_the_shortest_period_first(name: str) -> None:
    found = listed("deadlines", name)
    days = [row.due for row in table(found, "写明的时限")]
    assert days == sorted(days)
    periods = [Period.parse(row.recurrences[0].period) for row in table(found, "定期事项")]
    lengths = [period.days for period in periods if period]
    assert lengths == sorted(lengths)
    assert len(lengths) == len(periods)


def quarters_of(day: date, start: date) -> set[tuple[int, int]]:
    """Return the quarters from one day to another, counted day by day."""
    days = ((start + timedelta(days=n)) for n in range((day - start).days + 1))
    return {(each.year, (each.month + 2) // 3) for each in days}


def in_year_list(found: Listing, language: Language = "zh") -> dict[Any, set[tuple[int, int]]]:
    """Return the quarters in which each fact stands; all four of a year where it stands under 全年."""
    numbers = {"第一季度": [1], "第二季度": [2], "第三季度": [3], "第四季度": [4], "全年": [1, 2, 3, 4]}
    facts: dict[Any, set[tuple[int, int]]] = {}
    for each in found.tables:
        for row in each.rows if each.part == "main" else ():
            for fact in (*row.deadlines, *row.recurrences, *row.standing):
                facts.setdefault((row.clause.label, fact), set()).update(
                    (row.year, number) for number in numbers[row.quarter]
                )
    return facts


def written(period: Period) -> str:
    return str(vRecur(period.rule()).to_ical().decode())


@pytest.mark.parametrize("name", PLANS)
def test_everything_stands_in_the_quarters_in_which_it_is_to_be_done(name: str) -> None:
    (plan,) = material(name).plans
    period = plan.document.period
    begin, end = begin_of(plan.document.issued, period), end_of(period)
    assert begin
    assert end
    facts = in_year_list(listed("year", name))
    kinds = Counter(type(fact) for _, fact in facts)
    provisions = Outline(plan).provisions
    assert kinds[Deadline] == len({(p.clause, d) for p in provisions for d in p.body.deadlines})
    assert kinds[Recurrence] == len({(p.clause, r) for p in provisions for r in p.body.recurrences})
    for (_, fact), quarters in facts.items():
        if isinstance(fact, Deadline):
            start = fact.start or (
                min(date(end.year - 2, 1, 1), fact.due) if fact.kind == "within" else fact.due
            )
            assert quarters == quarters_of(fact.due, start)
        elif isinstance(fact, StandingMark):
            assert quarters == quarters_of(end, date(begin.year, 1, 1))
        else:
            known = Period.parse(fact.period)
            assert known
            first = datetime.combine(known.due(begin, begin) or begin, datetime.min.time())
            days = [day.date() for day in rrulestr(f"{written(known)};UNTIL={end:%Y%m%d}", dtstart=first)]
            assert quarters == {(day.year, (day.month + 2) // 3) for day in days}


def test_what_has_no_date_is_not_lost_from_the_year() -> None:
    rows = [row for year in (2024, 2025, 2026) for row in made("year", narrowed("sample", year=year)).rows]
    market = [(row.year, row.quarter, row.basis) for row in rows if "农贸市场" in row.task]
    assert market == [(2024, "未写期限", ""), (2025, "未写期限", ""), (2026, "第四季度", "推定")]


@pytest.mark.parametrize("period", LENGTHS)
@pytest.mark.parametrize("begin", [date(2024, 1, 1), date(2024, 2, 23), date(2024, 12, 31)])
def test_the_rule_of_a_period_gives_the_days_on_which_it_falls_due(period: str, begin: date) -> None:
    known = Period.parse(period)
    assert known
    days = [known.due(begin, begin)]
    while len(days) < 12 and days[-1]:
        days.append(known.due(days[-1] + timedelta(days=1), begin))
    assert days[0]
    first = datetime.combine(days[0], datetime.min.time())
    assert days == [day.date() for day in rrulestr(f"{written(known)};COUNT=12", dtstart=first)]


@pytest.mark.parametrize("text", ["", "P0M", "P", "PT1H", "P1Y6M", "每月", "P12345M", "P-1M", "P１M"])
def test_a_period_that_cannot_be_read_falls_due_in_no_quarter(text: str) -> None:
    assert Period.parse(text) is None
    assert quarters_due(text, 2024, None, None) == ()


def with_facts(**facts: Any) -> Plan:
    plan = sample_plan()
    return replace(plan, tasks=(replace(plan.tasks[0], **facts), *plan.tasks[1:]))


def test_an_unreadable_period_and_dates_beyond_the_plan_are_listed() -> None:
    odd = Recurrence("P1Y6M", 1, "每一年半", Span(300, 304))
    far = Deadline(date(9999, 12, 31), "by", "到最后", Span(305, 308), start=date(1, 1, 1))
    plan = with_facts(recurrences=(odd,), deadlines=(far,))
    rows = table(listing("deadlines", [plan]), "定期事项")
    assert [(row.every, row.first) for row in rows if row.recurrences == (odd,)] == [("P1Y6M", None)]
    found = listing("year", [plan])
    assert {row.year for row in found.rows if far in row.deadlines} == {1, 2024, 2025, 2026, 9999}
    assert {row.quarter for row in found.rows if odd in row.recurrences} == {"未写期限"}


def tasks_of(rows: Iterable[Any]) -> set[str]:
    return {row.task for row in rows}


def test_a_calendar_is_narrowed_to_a_body_a_sector_and_a_year() -> None:
    fire = made("deadlines", narrowed("sample", department="fire-rescue"))
    assert tasks_of(fire.rows) == {"1.建好乡镇消防站"}
    office = made("deadlines", narrowed("sample", department="县安委办"))
    assert {row.agent for row in table(office, "定期事项")} == {"县安委办"}
    gas = made("deadlines", narrowed("sample", sector="燃气"))
    assert tasks_of(gas.rows) == {"1.更换老旧燃气管道", "2.检查用气餐饮门店"}
    late = made("deadlines", narrowed("sample", year=2025))
    assert {d.due for row in table(late, "写明的时限") for d in row.deadlines} == {
        date(2025, 6, 30),
        date(2026, 12, 31),
    }
    with pytest.raises(ListingError, match="消防救援"):
        made("year", narrowed("sample", department="县消防求援大队"))


def test_a_body_that_follows_by_rule_finds_its_tasks() -> None:
    found = made("deadlines", narrowed("yunxi", department="县市场监督管理局"))
    derived = [row for row in table(found, "写明的时限") if row.owners]
    assert [owner.text("zh") for owner in derived[0].owners] == ["县市场监督管理局（推定：法规）"]
    assert not derived[0].lead


def test_outside_tasks_those_whom_the_sentence_names_bear_the_date() -> None:
    rows = table(listed("deadlines", "yunxi"), "写明的时限")
    (row,) = (row for row in rows if row.due == date(2024, 4, 15))
    assert [each.agent for each in (*row.responsible, *row.territorial)] == ["各有关部门和单位", "各乡（镇）"]
    assert row.task.startswith("各乡（镇）、各有关部门和单位要在4月15日前")


def test_lists_of_several_plans_say_which() -> None:
    found = listing("year", [sample_plan(), other_plan()], year=2025)
    assert {row.plan.partition("）（")[2] for row in found.rows} == {
        "云安委〔2024〕6号）",
        "云安委〔2025〕2号）",
    }
    assert [table.name for table in found.tables] == ["2025年", "未能识读"]


def test_a_plan_without_period_or_dates_gives_empty_but_whole_lists() -> None:
    plan = sample_plan()
    bare = replace(plan, document=replace(plan.document, period=None, issued=None), tasks=(), elsewhere=())
    assert listing("deadlines", [bare]).rows == ()
    assert listing("year", [bare]).rows == ()
    assert [
        row.quarter for row in listing("year", [replace(bare, tasks=plan.tasks[5:])], year=2024).rows
    ] == ["未写期限"]


def test_what_stands_behind_a_line_can_be_asked() -> None:
    found = listed("deadlines", "sample")
    for each in found.tables:
        told = each.details()
        assert not told or len(told) == len(each.rows)
    (first, *_) = found.tables[0].details()
    assert "2024年7月启动选址" in first[0].text
