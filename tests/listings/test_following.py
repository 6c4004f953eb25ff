"""What the rules add for the bodies of a plan stands in the department lists, and beside what is stated."""

import pytest

from tests.listings.asked import asked, listed, narrowed

NAMES = {"lead": "牵头", "responsible": "负责", "support": "配合"}


@pytest.mark.parametrize("body", ["县城市管理局", "县消防救援大队", "县市场监督管理局", "县委党校"])
def test_the_overview_tells_what_the_graph_derives_for_a_body(body: str) -> None:
    index = {row.name: row for row in listed("departments", "yunxi").tables[0].rows}
    derived = {
        f"三{row['action']}{row['task']} {NAMES[row['role']]}"
        for row in asked("yunxi", "department-tasks", department=body)
        if row["basis"] == "derived"
    }
    told = [clause for each in index[body].follows for clause in each.clauses]
    assert set(told) == derived
    assert index[body].derived == len(told) == len(derived)
    assert bool(derived) == (body != "县委党校")


def test_the_list_of_a_body_tells_what_is_not_stated_for_it_by_name() -> None:
    (table,) = (each for each in listed("departments", "yunxi").tables if each.name == "县消防救援大队")
    assert table.notes[-1] == (
        "方案没有单独写明的：推定（“各”字统称按名册展开）：三（二）3 配合、三（二）4 负责"
    )
    assert all(row.bearers for row in table.rows)


def test_bodies_for_which_the_same_follows_are_told_together() -> None:
    overview = listed("departments", "yunxi").tables[0]
    (note,) = (note for note in overview.notes if "县城市管理局" in note)
    assert note.startswith(
        "方案没有单独写明的：推定（“各”字统称按名册展开）：三（二）3 配合、三（二）4 负责（"
    )
    assert {row.name for row in overview.rows if row.name in note} >= {"县消防救援大队", "县气象局"}


def test_a_member_with_derived_duties_alone_is_not_told_that_nothing_fits() -> None:
    from sptgraph.listings.making import made

    found = made("departments", narrowed("yunxi", department="县城市管理局"))
    assert found.tables[0].rows[0].follows
    assert not any("没有符合条件" in note for note in found.notes)


def test_a_quotation_that_was_cut_shows_it() -> None:
    rows = [row for table in listed("departments", "yunxi").tables[1:] for row in table.rows]
    cut = {said for row in rows for said in getattr(row, "duty", ()) if said.endswith("…")}
    assert any("九小场所" in said for said in cut)
    assert all(len(said) > 30 for said in cut)


def test_nobody_asks_for_the_date_of_what_stands_outside_tasks() -> None:
    tables = [each for each in listed("departments", "yunxi").tables if each.part == "main"]
    outside = [
        cells[[column.key for column in table.columns].index("deadlines")].missing
        for table in tables
        for row, cells in zip(table.rows, table.cells("zh"), strict=True)
        if row.outside
    ]
    assert outside
    assert not any(outside)
