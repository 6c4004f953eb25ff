"""Lists as calendars: what phones and mail programs take in is what the graph says, once, under a name that stays."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component

from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings import Listing, listing
from sptgraph.listings.combining import combined
from sptgraph.listings.making import KINDS, made
from sptgraph.listings.timing.periods import Period
from sptgraph.model import Deadline, Plan, Recurrence, Span
from sptgraph.progress import StatusReport
from sptgraph.provisions import Outline
from tests.listings.asked import INVENTED, SHIPPED, listed, material, narrowed
from tests.listings.test_formats import EVIL, hostile_list, seen
from tests.sample import other_plan, sample_plan

PLANS = [*INVENTED, *SHIPPED]
ENTRIES = ("VEVENT", "VTODO")


def entries(data: bytes) -> list[Component]:
    (calendar,) = Calendar.from_ical(data, multiple=True)
    assert not [each for each in calendar.walk() if each.errors]
    return [each for each in calendar.subcomponents if each.name in ENTRIES]


def line(entry: Component, name: str) -> str:
    """Return what stands behind a label of the description."""
    found = re.search(rf"^{name}：(.*)$", str(entry["DESCRIPTION"]), re.MULTILINE)
    return found[1] if found else ""


def clause(entry: Component) -> str:
    return line(entry, "出处").partition("，第")[0]


def rule_of(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a rule as text, its parts in order, without the day on which it ends."""
    parts = {key: value if isinstance(value, list) else [value] for key, value in rule.items()}
    return tuple(f"{key}={[str(each) for each in parts[key]]}" for key in sorted(parts) if key != "UNTIL")


def stated(plan: Plan, *, borne: bool = False) -> set[tuple[Any, ...]]:
    """Return the dates and recurring duties of a plan with their clauses, or of those that name a bearer."""
    found: set[tuple[Any, ...]] = set()
    for provision in Outline(plan).provisions:
        body = provision.body
        if body.assignments or not borne:
            found |= {(provision.clause, fact.due) for fact in body.deadlines}
            periods = (Period.parse(fact.period) for fact in body.recurrences)
            found |= {(provision.clause, *rule_of(period.rule())) for period in periods if period}
    return found


def written(found: Listing, **options: object) -> list[Component]:
    return entries(found.render("ics", **options))


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("kind", ["deadlines", "departments"])
def test_a_calendar_holds_the_plans_dates_and_duties(kind: str, name: str) -> None:
    (plan,) = material(name).plans
    found = [each for each in written(listed(kind, name)) if "推定期限" not in str(each["SUMMARY"])]
    read = {(clause(e), *(rule_of(e["RRULE"]) if "RRULE" in e else (e["DTSTART"].dt,))) for e in found}
    assert stated(plan, borne=kind == "departments") <= read <= stated(plan)
    assert len({each["UID"] for each in found}) == len(found)


@pytest.mark.parametrize("name", INVENTED)
@pytest.mark.parametrize("kind", ["tasks", "year"])
def test_other_kinds_make_the_same_entries(kind: str, name: str) -> None:
    whole = {str(each["UID"]): each.to_ical() for each in written(listed("deadlines", name))}
    found = {str(each["UID"]): each for each in written(listed(kind, name))}
    for identifier, entry in found.items():
        assert identifier in whole
        assert f"UID:{identifier}".encode() in whole[identifier]
        assert {b"DTSTART", b"SUMMARY"} <= {
            part.partition(b";")[0].partition(b":")[0] for part in entry.to_ical().split(b"\r\n")
        }
    stated_only = {
        key for key, data in whole.items() if "推定期限".encode() not in data.replace(b"\r\n ", b"")
    }
    assert stated_only <= set(found)


def test_an_entry_says_what_is_due_who_answers_and_where_it_stands() -> None:
    found = {str(each["SUMMARY"]): each for each in written(listed("deadlines", "sample"))}
    entry = found["县住建局：1.更换老旧燃气管道（全面完成）"]
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2025, 6, 30), date(2025, 7, 1))
    assert entry["CATEGORIES"].cats == ["县住建局", "各乡镇人民政府"]
    assert entry["DTSTAMP"].dt == datetime(2024, 3, 18, tzinfo=UTC)
    assert str(entry["DESCRIPTION"]).splitlines() == [
        "任务：（一）燃气安全提升行动　1.更换老旧燃气管道",
        "时限：2025-06-30前（2025年6月底前；全面完成）",
        "牵头：县住建局",
        "属地：各乡镇人民政府",
        "配合：县市场监管局",
        "出处：二（一）1，第1页",
        "原文：2025年6月底前全面换完，更换率达到100%。",
        "依据：云溪县安全生产强基三年行动方案（2024—2026年） 云安委〔2024〕6号",
    ]
    assert entry["TRANSP"] == "TRANSPARENT"


def test_in_english_the_labels_are_english() -> None:
    found = {str(each["SUMMARY"]) for each in written(listed("deadlines", "sample", "en"))}
    assert "县住建局: 1.更换老旧燃气管道 (fully completed)" in found
    assert "2.规范农贸市场用电 (derived deadline)" in found
    assert "县商务局: 2.检查用气餐饮门店 (every month, at least 2)" in found


@pytest.mark.parametrize(
    ("period", "first", "rule"),
    [
        ("P1D", date(2024, 3, 18), "FREQ=DAILY;UNTIL=20261231"),
        ("P1W", date(2024, 3, 24), "FREQ=WEEKLY;UNTIL=20261231;BYDAY=SU"),
        ("P10D", date(2024, 3, 20), "FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=10,20,-1"),
        ("P15D", date(2024, 3, 31), "FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=15,-1"),
        ("P1M", date(2024, 3, 31), "FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=-1"),
        ("P2M", date(2024, 4, 30), "FREQ=MONTHLY;UNTIL=20261231;INTERVAL=2;BYMONTHDAY=-1"),
        ("P3M", date(2024, 3, 31), "FREQ=MONTHLY;UNTIL=20261231;INTERVAL=3;BYMONTHDAY=-1"),
        ("P6M", date(2024, 6, 30), "FREQ=MONTHLY;UNTIL=20261231;INTERVAL=6;BYMONTHDAY=-1"),
        ("P1Y", date(2024, 12, 31), "FREQ=YEARLY;UNTIL=20261231;BYMONTHDAY=31;BYMONTH=12"),
        ("P3Y", date(2026, 12, 31), "FREQ=YEARLY;UNTIL=20261231;INTERVAL=3;BYMONTHDAY=31;BYMONTH=12"),
        ("P9Y", date(2026, 12, 31), None),
        ("随时", date(2024, 3, 18), None),
    ],
)
def test_a_duty_repeats_on_the_last_day_of_its_periods_until_the_plan_ends(
    period: str, first: date, rule: str | None
) -> None:
    often = Recurrence(period, 1, "按期", Span(300, 302))
    (entry,) = written(with_row(deadlines=(), recurrences=(often,)))
    assert entry["DTSTART"].dt == first
    assert (entry["RRULE"].to_ical().decode() if "RRULE" in entry else None) == rule


def with_row(language: Language = "zh", **facts: Any) -> Listing:
    """Return the sample's task table with its first row alone, and other facts in it."""
    whole = listed("tasks", "sample", language)
    table = replace(whole.tables[0], rows=(replace(whole.rows[0], **facts),))
    return replace(whole, tables=(table,))


def uids(found: Listing) -> set[str]:
    return {str(each["UID"]) for each in written(found)}


def test_an_entry_keeps_its_name_from_list_to_list_and_reading_to_reading() -> None:
    plan = sample_plan()
    everything = uids(listed("deadlines", "sample"))
    for kind in ("tasks", "departments", "year"):
        assert uids(listed(kind, "sample")) <= everything
    assert uids(made("deadlines", narrowed("sample", department="县住建局"))) < everything
    moved = replace(
        plan,
        source=replace(plan.source, sha256="0" * 64, name="扫描件.pdf", format="pdf"),
        tasks=tuple(
            replace(task, deadlines=tuple(replace(d, span=replace(d.span, page=9)) for d in task.deadlines))
            for task in plan.tasks
        ),
    )
    assert uids(listing("tasks", [moved])) == uids(listed("tasks", "sample"))


def test_a_corrected_day_changes_the_entry_and_does_not_double_it() -> None:
    plan = sample_plan()
    gas = plan.tasks[0]
    later = replace(gas, deadlines=(replace(gas.deadlines[0], due=date(2025, 3, 31)), gas.deadlines[1]))
    corrected = replace(plan, tasks=(later, *plan.tasks[1:]))
    assert uids(listing("tasks", [corrected])) == uids(listed("tasks", "sample"))


def test_facts_of_the_same_words_are_entries_of_their_own_and_so_are_those_of_two_plans() -> None:
    plan = sample_plan()
    gas = plan.tasks[0]
    twice = replace(gas, deadlines=(gas.deadlines[0], replace(gas.deadlines[0], span=Span(900, 907))))
    found = written(listing("tasks", [replace(plan, tasks=(twice,), elsewhere=())]))
    assert len({each["UID"] for each in found}) == 2
    both = written(listing("tasks", [plan, other_plan()]))
    assert len({each["UID"] for each in both}) == len(both)
    assert {line(each, "依据")[-11:] for each in both} == {"云安委〔2024〕6号", "云安委〔2025〕2号"}


def test_every_line_is_as_the_standard_wants_it() -> None:
    data = listed("year", "yunxi").render("ics")
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(each.decode("utf-8") is not None for each in lines)
    assert not re.search(rb"ATTENDEE|ORGANIZER|mailto|@", data)
    assert lines[:2] == [b"BEGIN:VCALENDAR", b"VERSION:2.0"]
    assert data == listing("year", material("yunxi").plans, material("yunxi").store).render("ics")


@pytest.mark.parametrize("text", [text for text in EVIL if len(text) > 30 or "\n" in text or "\0" in text])
def test_hostile_text_is_shown_and_starts_no_line(text: str) -> None:
    data = hostile_list("tasks", text).render("ics")
    found = entries(data)
    assert any(re.sub(r"\s", "", seen(text))[:50] in re.sub(r"\s", "", str(e["DESCRIPTION"])) for e in found)
    names = {each.partition(b":")[0].partition(b";")[0] for each in re.split(rb"\r\n(?! )", data.strip())}
    assert names <= {name.encode() for name in NAMES.split()}


NAMES = (
    """BEGIN END VERSION PRODID CALSCALE NAME X-WR-CALNAME UID DTSTAMP SUMMARY DESCRIPTION CATEGORIES DTSTART DTEND
TRANSP RRULE """
    " "
)
LINE_BREAKS = "甲\r\nBEGIN:VALARM\nEND:VEVENT\u2028ATTENDEE:mailto:x\x85乙\x0b丙"


def test_line_ends_in_text_open_no_component() -> None:
    data = hostile_list("tasks", LINE_BREAKS).render("ics")
    assert {
        each.name for (calendar,) in [Calendar.from_ical(data, multiple=True)] for each in calendar.walk()
    } == {
        "VCALENDAR",
        "VEVENT",
    }
    assert not [part for part in data.decode().splitlines() if part.startswith(("ATTENDEE", "BEGIN:VALARM"))]


def test_dates_can_be_to_dos() -> None:
    found = written(listed("deadlines", "sample"), todo=True)
    todos = [each for each in found if each.name == "VTODO"]
    assert {each["DUE"].dt for each in todos} >= {date(2024, 10, 31), date(2025, 6, 30)}
    (pits,) = (each for each in todos if each["DUE"].dt == date(2024, 10, 31))
    assert pits["DTSTART"].dt == date(2024, 5, 1)
    assert {str(each["STATUS"]) for each in todos} == {"NEEDS-ACTION"}
    assert all("RRULE" in each for each in found if each.name == "VEVENT")
    assert {each["UID"] for each in found} == {each["UID"] for each in written(listed("deadlines", "sample"))}


@pytest.mark.parametrize(
    ("status", "wanted"), [("done", "COMPLETED"), ("behind", "IN-PROCESS"), ("not-started", "NEEDS-ACTION")]
)
def test_a_to_do_says_how_far_it_was_reported_to_be(status: Any, wanted: str) -> None:
    report = StatusReport("（一）/1", status, date(2025, 6, 1))
    found = written(with_row(reports=(report,)), todo=True)
    assert {str(each["STATUS"]) for each in found} == {wanted}
    assert [each["COMPLETED"].dt.date() for each in found if "COMPLETED" in each] == [
        date(2025, 6, 1)
    ] * 2 * (status == "done")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"compare"}))
def test_a_kind_without_dates_is_refused_in_one_line(kind: str) -> None:
    found = listed(kind, "sample")
    if any(getattr(row, name, ()) for row in found.rows for name in ("deadlines", "recurrences")):
        assert written(found)
    else:
        with pytest.raises(ListingError) as refused:
            found.render("ics")
        assert "写不成日历" in refused.value.message("zh")
        assert "calendar" in refused.value.message("en")


def test_a_selection_without_dates_is_refused() -> None:
    with pytest.raises(ListingError, match="日历（ics）会是空的"):
        made("deadlines", narrowed("sample", sector="农贸市场", year=2024)).render("ics")


def test_a_folder_gets_a_calendar_for_each_table_that_has_dates(tmp_path: Path) -> None:
    found = listed("departments", "sample")
    paths = found.save(tmp_path / "日历", format="ics")
    names = {path.stem for path in paths}
    assert {"县住建局", "县应急局", "县安委办"} <= names
    assert not names & {"汇总", "未能识读"}
    office = entries((tmp_path / "日历" / "县安委办.ics").read_bytes())
    assert [str(each["SUMMARY"]) for each in office] == [
        "县安委办牵头汇总进展，每半年通报一次。（每半年至少1次）"
    ]
    with pytest.raises(ListingError, match="todo"):
        found.save(tmp_path / "a.csv", todo=True)


def test_several_lists_are_one_calendar_without_doubles() -> None:
    both = combined([listed("tasks", "sample"), listed("deadlines", "sample")])
    assert len(written(both)) == len(uids(both))
    assert uids(both) == uids(listed("deadlines", "sample"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_last_day_of_the_calendar_does_not_break_it(language: Language) -> None:
    far = Deadline(date.max, "by", "永远", Span(300, 302), start=date(1, 1, 1))
    (entry,) = written(with_row(language, deadlines=(far,), recurrences=()))
    assert entry["DTSTART"].dt == date.max
    assert "DTEND" not in entry


def test_a_comparison_gives_each_date_to_its_own_plan() -> None:
    plans = [sample_plan(), other_plan()]
    found = written(listing("compare", plans))
    own = {line(each, "依据")[-11:] for each in found}
    assert own <= {"云安委〔2024〕6号", "云安委〔2025〕2号"}
    assert {str(each["UID"]) for each in found} <= {
        str(each["UID"]) for plan in plans for each in written(listing("tasks", [plan]))
    }
