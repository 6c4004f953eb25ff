"""Tables of offices are read as a person reads them; what a person cannot settle is unresolved."""

import pytest

from sptgraph.encoding import decode
from sptgraph.encoding.jsonform import plan_to_json
from sptgraph.encoding.jsonread import plan_from_json
from sptgraph.encoding.quads import encode
from sptgraph.extraction.tables.plan import shapes_of
from sptgraph.extraction.tables.shape import BLANK
from sptgraph.model import Plan
from sptgraph.vocabulary import BASE
from tests.tables.marking import marks, opened, read_office
from tests.tables.offices import OFFICES, Office
from tests.tables.unseen import OFFICES as UNSEEN
from tests.tables.unseen_again import OFFICES as AGAIN
from tests.tables.unseen_eighth import OFFICES as EIGHTH
from tests.tables.unseen_fifth import OFFICES as FIFTH
from tests.tables.unseen_fourth import OFFICES as FOURTH
from tests.tables.unseen_ninth import OFFICES as NINTH
from tests.tables.unseen_seventh import OFFICES as SEVENTH
from tests.tables.unseen_sixth import OFFICES as SIXTH
from tests.tables.unseen_third import OFFICES as THIRD

ALL = [*OFFICES, *UNSEEN, *AGAIN, *THIRD, *FOURTH, *FIFTH, *SIXTH, *SEVENTH, *EIGHTH, *NINTH]


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {office.name: read_office(office) for office in ALL}


@pytest.mark.parametrize("office", ALL, ids=lambda office: office.name)
def test_what_a_table_says(office: Office, plans: dict[str, Plan]) -> None:
    plan = plans[office.name]
    data = plan.document
    assert (data.title, data.jurisdiction, data.period) == (office.title, office.place, office.period)
    actions = {action.no: action.title for action in plan.actions}
    assert [task.no for task in plan.tasks] == [expected.no for expected in office.tasks]
    named = [actions[task.action] for task in plan.tasks]
    assert all(not e.action or e.action == title for e, title in zip(office.tasks, named, strict=True)), named
    owners, times = marks(office, plan)
    assert (owners.missing, owners.extra) == ([], [])
    assert (times.missing, times.extra) == ([], [])


@pytest.mark.parametrize("office", [o for o in ALL if o.unresolved], ids=lambda office: office.name)
def test_what_cannot_be_settled_is_named_with_its_cell(office: Office, plans: dict[str, Plan]) -> None:
    found = {f"{u.reason} {(u.span.cell or '').rpartition('!')[2]}" for u in plans[office.name].unresolved}
    for expected in office.unresolved:
        assert any(entry.startswith(expected) for entry in found), (expected, found)


@pytest.mark.parametrize("office", ALL, ids=lambda office: office.name)
def test_every_owner_and_time_cell_is_accounted_for(office: Office, plans: dict[str, Plan]) -> None:
    plan = plans[office.name]
    told = {u.span.cell for u in (*plan.unresolved, *plan.other_uses)}
    for task in plan.tasks:
        told |= {f.span.cell for f in (*task.assignments, *task.deadlines, *task.recurrences, *task.standing)}
    for shape in shapes_of(opened(office)):
        for body in shape.bodies:
            columns = body.header.of("lead", "responsible", "support", "deadline", "frequency")
            for row, kind in body.rows:
                if kind in ("task", "more"):
                    cells = [
                        cell for c in columns if (cell := row.at(c.at)) and not BLANK.fullmatch(cell.text)
                    ]
                    assert {cell.address for cell in cells} <= told, row.number


@pytest.mark.parametrize("office", ALL, ids=lambda office: office.name)
def test_facts_stand_in_the_text_and_come_back_from_the_graph(office: Office, plans: dict[str, Plan]) -> None:
    plan = plans[office.name]
    text = plan.source.text or ""
    for task in plan.tasks:
        for fact in (*task.assignments, *task.deadlines, *task.recurrences, *task.targets):
            stretch = "".join(text[fact.span.start : fact.span.end].split())
            assert fact.quote in stretch, fact
            assert fact.span.cell, fact
    assert decode(encode(plan, BASE)) == plan
    assert plan_from_json(plan_to_json(plan)).tasks == plan.tasks


def test_a_merged_owner_stands_at_its_cell_for_every_row(plans: dict[str, Plan]) -> None:
    tasks = plans["附件.xlsx"].tasks
    assert [a.span.cell for t in tasks[:2] for a in t.assignments if a.role == "lead"] == ["Sheet1!D4"] * 2


def test_the_same_owner_as_above_stands_where_it_says_so(plans: dict[str, Plan]) -> None:
    supports = [a for a in plans["平川县任务分工表.xlsx"].tasks[1].assignments if a.role == "support"]
    assert {(a.quote, a.span.cell) for a in supports} == {("同上", "Sheet1!E6")}
