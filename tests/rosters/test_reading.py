"""What a roster's file says: whichever format, whichever language its header is in."""

from pathlib import Path

import pytest

from sptgraph.encoding.placegraph import encode_roster
from sptgraph.encoding.serialise import FORMATS, write
from sptgraph.rosters import Belonging, Duty, Roster, RowOf, Unit, read_roster, roster_of
from tests.rosters.making import as_csv, as_workbook

TABLE = [
    [
        "地区",
        "上级地区",
        "名录完整",
        "单位",
        "别名",
        "部门",
        "类别",
        "所属组",
        "行业领域",
        "监管方面",
        "部分",
        "角色",
    ],
    ["云溪县", "云山市、云山省", "是"],
    ["", "", "", "县教育体育局", "教体局、县教体局", "education", "行业"],
    ["", "", "", "县应急管理局", "应急局", "应急管理部门", "监管"],
    ["", "", "", "县应急管理局", "", "", "", "", "危险化学品", "", "经营", "牵头"],
    ["", "", "", "县消防救援大队", "", "", "", "", "人员密集场所", "消防", "", ""],
    ["", "", "", "城关镇人民政府", "", "", "", "各乡镇人民政府"],
    ["", "", "", "清水乡人民政府", "", "", "", "各乡镇人民政府"],
]
ENGLISH = dict(
    zip(
        TABLE[0],
        (
            "Place",
            "Within",
            "Complete",
            "Unit",
            "Aliases",
            "Department",
            "Class",
            "Group",
            "Sector",
            "Facet",
            "Part",
            "Role",
        ),
        strict=True,
    )
)
SPOKEN = {
    "是": "yes",
    "行业": "industry",
    "监管": "supervisory",
    "牵头": "lead",
    "消防": "fire",
    "危险化学品": "hazardous-chemicals",
}


def read(path: Path) -> Roster:
    return read_roster(path)


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    return read(as_csv(tmp_path / "名录.csv", TABLE))


def row(number: int) -> RowOf:
    return RowOf("名录.csv", number)


def test_the_place_what_it_lies_in_and_whether_all_is_listed(roster: Roster) -> None:
    assert (roster.place, roster.within, roster.complete) == ("云溪县", ("云山市", "云山省"), True)


def test_a_unit_has_its_names_its_department_and_every_row_that_lists_it(roster: Roster) -> None:
    units = {unit.name: unit for unit in roster.units}
    assert units["县教育体育局"] == Unit("县教育体育局", (row(3),), ("县教体局", "教体局"), "education")
    assert units["县应急管理局"] == Unit(
        "县应急管理局", (row(4), row(5)), ("应急局",), "emergency-management"
    )


def test_a_department_that_no_cell_names_is_the_name_s(roster: Roster) -> None:
    assert {unit.name: unit.department for unit in roster.units}["县消防救援大队"] == "fire-rescue"


def test_classes_are_memberships_of_the_committee_and_groups_of_themselves(roster: Roster) -> None:
    assert roster.belongings == (
        Belonging("安全生产委员会", "县教育体育局", row(3), "industry"),
        Belonging("安全生产委员会", "县应急管理局", row(4), "supervisory"),
        Belonging("各乡镇人民政府", "城关镇人民政府", row(7)),
        Belonging("各乡镇人民政府", "清水乡人民政府", row(8)),
    )
    assert [unit.name for unit in roster.units if unit.group] == ["各乡镇人民政府"]


def test_a_duty_without_facet_or_role_is_the_lead_in_the_sector_s_primary_facet(roster: Roster) -> None:
    assert roster.duties == (
        Duty("hazardous-chemicals", "work-safety", "县应急管理局", "lead", row(5), "经营"),
        Duty("crowded-venues", "fire", "县消防救援大队", "lead", row(6)),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_usual_encoding_says_the_same(tmp_path: Path, roster: Roster, encoding: str) -> None:
    assert read(as_csv(tmp_path / "名录.csv", TABLE, encoding)) == roster


def test_an_english_header_and_english_words_say_the_same(tmp_path: Path, roster: Roster) -> None:
    english = [
        [ENGLISH[title] for title in TABLE[0]],
        *([SPOKEN.get(cell, cell) for cell in line] for line in TABLE[1:]),
    ]
    assert read(as_csv(tmp_path / "名录.csv", english)) == roster


def test_a_workbook_says_the_same(tmp_path: Path, roster: Roster) -> None:
    again = read(as_workbook(tmp_path / "名录.xlsx", TABLE))
    assert again.units[0].aliases == roster.units[0].aliases
    assert [b.member for b in again.belongings] == [b.member for b in roster.belongings]
    assert len(again.rows) == len(roster.rows)


def test_all_sheets_of_a_workbook_count_and_rows_say_which(tmp_path: Path) -> None:
    book = as_workbook(
        tmp_path / "名录.xlsx", [["地区", "单位", "别名"], ["云溪县", "县财政局", ""]], [["说明"], ["随便"]],
        [["行业领域", "部门"], ["城镇燃气", "县住建局"]],
    )  # fmt: skip
    roster = read(book)
    assert roster.duties[0].unit == "县住建局"
    assert roster.duties[0].row == RowOf("名录.xlsx#3", 2)


def test_a_title_above_the_header_and_columns_of_one_s_own_are_passed_over(tmp_path: Path) -> None:
    lines = [
        ["云溪县单位名录（2024年）"],
        ["序号", "地区", "单位", "电话", "简称"],
        ["1", "云溪县", "县财政局", "12345", "财政局"],
    ]
    assert read(as_csv(tmp_path / "a.csv", lines)).units == (
        Unit("县财政局", (RowOf("a.csv", 3),), ("财政局",), "finance"),
    )


def test_a_group_with_its_members_in_one_cell(tmp_path: Path) -> None:
    lines = [["地区", "单位", "成员"], ["云溪县", "各乡镇", "城关镇、清水乡"]]
    roster = read(as_csv(tmp_path / "a.csv", lines))
    assert [(b.group, b.member) for b in roster.belongings] == [("各乡镇", "城关镇"), ("各乡镇", "清水乡")]


def test_a_body_may_be_in_two_classes(tmp_path: Path) -> None:
    lines = [["地区", "单位", "类别"], ["云溪县", "县应急局", "监管"], ["云溪县", "县应急局", "行业"]]
    roster = read(as_csv(tmp_path / "a.csv", lines))
    assert [b.member_class for b in roster.belongings] == ["supervisory", "industry"]


def test_memberships_and_duties_may_use_an_alias(tmp_path: Path) -> None:
    lines = [
        ["地区", "单位", "别名", "行业领域", "所属组"],
        ["云溪县", "应急局", "", "矿山", "各专班"],
        ["云溪县", "县应急管理局", "应急局", "", ""],
    ]
    roster = read(as_csv(tmp_path / "a.csv", lines))
    rows = {unit.name: [row.row for row in unit.rows] for unit in roster.units}
    assert rows == {"县应急管理局": [2, 3], "各专班": [2]}
    assert roster.duties[0].unit == "县应急管理局"
    assert [b.member for b in roster.belongings] == ["县应急管理局"]


def test_what_is_written_into_the_place_s_graph_comes_back(roster: Roster) -> None:
    assert roster_of(encode_roster(roster)) == roster
    assert roster_of(reversed(encode_roster(roster))) == roster


def test_turtle_says_the_same(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "名录.ttl"
    path.write_bytes(write(encode_roster(roster), FORMATS["turtle"], "https://w3id.org/sptgraph/"))
    assert read(path) == roster


def test_turtle_that_a_person_writes(tmp_path: Path) -> None:
    path = tmp_path / "list.ttl"
    path.write_text(
        """
        @prefix spt: <https://w3id.org/sptgraph/ontology#> .
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dep: <https://w3id.org/sptgraph/department/> .
        @prefix sec: <https://w3id.org/sptgraph/sector/> .
        <place> a spt:Place ; skos:prefLabel "云溪县"@zh ; spt:rosterComplete true .
        <a> a org:Organization ; skos:prefLabel "Bureau"@en , "县农机中心"@zh ; skos:altLabel "农机站"@zh ;
            spt:departmentType dep:agri-machinery .
        [] spt:sector sec:agri-machinery ; spt:bearer <a> .
        [] org:member <a> ; org:organization "各专班" ; spt:memberClass "industry" .
        """,
        encoding="utf-8",
    )
    roster = read(path)
    assert (roster.place, roster.complete) == ("云溪县", True)
    assert [(u.name, u.aliases, u.department) for u in roster.units if u.aliases] == [
        ("县农机中心", ("农机站",), "agri-machinery")
    ]
    assert [(d.sector, d.unit, d.role) for d in roster.duties] == [("agri-machinery", "县农机中心", "lead")]
    assert [(b.group, b.member) for b in roster.belongings] == [("各专班", "县农机中心")]
