"""A bad roster gives one clear line that names file and row, in both languages."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sptgraph.errors import RosterError
from sptgraph.rosters import read_roster, together
from tests.effort import examples
from tests.rosters.making import as_csv, as_workbook

HEADER = [
    "地区",
    "单位",
    "别名",
    "部门",
    "类别",
    "所属组",
    "行业领域",
    "监管方面",
    "角色",
    "上级地区",
    "名录完整",
]


def complaint(path: Path) -> str:
    """Return the error's line in Chinese; fails where the English one is missing or either has two lines."""
    with pytest.raises(RosterError) as caught:
        read_roster(path)
    for language in ("zh", "en"):
        line = caught.value.message(language)  # type: ignore[arg-type]
        assert line
        assert "\n" not in line
        assert path.name in line
    return caught.value.message("zh")


def bad(tmp_path: Path, *rows: list[str]) -> str:
    return complaint(as_csv(tmp_path / "名录.csv", [HEADER, *rows]))


def cells(**filled: str) -> list[str]:
    """Return a row of the place 云溪县 with these cells filled, by the titles of the columns."""
    return [{"地区": "云溪县", **filled}.get(title, "") for title in HEADER]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (cells(单位="县财政局", 部门="没有这种部门"), "部门"),
        (cells(单位="县财政局", 行业领域="没有这种行业"), "行业领域"),
        (cells(单位="县财政局", 行业领域="矿山", 监管方面="没有这一面"), "监管方面"),
        (cells(单位="县财政局", 行业领域="矿山", 角色="旁观"), "角色"),
        (cells(单位="县财政局", 角色="牵头"), "行业领域"),
        (cells(单位="县财政局", 类别="杂项"), "类别"),
        (cells(名录完整="也许"), "名录完整"),
        (cells(别名="财政局"), "单位"),
        (cells(单位="县" + "很" * 500 + "局"), "单位"),
        (cells(单位="县\x07财政局"), "单位"),
        (cells(单位="县财政局", 别名="、".join(f"名{n}" for n in range(600))), "别名"),
    ],
    ids=[
        "department",
        "sector",
        "facet",
        "role",
        "role alone",
        "class",
        "flag",
        "no unit",
        "long",
        "control",
        "many",
    ],
)
def test_a_cell_that_is_not_understood_is_named(tmp_path: Path, row: list[str], column: str) -> None:
    line = bad(tmp_path, cells(单位="县应急局"), row)
    assert "第3行" in line
    assert f"“{column}”列" in line


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([cells(单位="县教育局", 别名="教体局"), cells(单位="县体育局", 别名="教体局")], "别名“教体局”"),
        ([cells(单位="县教育局", 部门="education"), cells(单位="县教育局", 部门="sports")], "部门"),
        ([cells(单位="县教育局", 别名="教体局"), cells(单位="教体局", 别名="教文体局")], "自成一个单位"),
        ([cells(单位="县教育局", 名录完整="是"), cells(单位="县体育局", 名录完整="否")], "名录完整"),
        ([cells(单位="县教育局"), cells(地区="清河县", 单位="县体育局")], "一份名册只写一个地区"),
    ],
    ids=["alias", "department", "alias and unit", "complete", "place"],
)
def test_rows_that_contradict_are_both_named(tmp_path: Path, rows: list[list[str]], said: str) -> None:
    line = bad(tmp_path, *rows)
    assert "第2、3行" in line
    assert said in line


def test_memberships_in_a_circle_are_shown(tmp_path: Path) -> None:
    rows = [
        cells(单位="甲组", 所属组="乙组"),
        cells(单位="乙组", 所属组="丙组"),
        cells(单位="丙组", 所属组="甲组"),
    ]
    line = bad(tmp_path, *rows)
    assert "成了圈" in line
    assert all(name in line for name in ("甲组", "乙组", "丙组"))


def test_groups_in_groups_are_no_circle(tmp_path: Path) -> None:
    rows = [
        cells(单位="甲局", 所属组="乙组"),
        cells(单位="甲局", 所属组="丙组"),
        cells(单位="乙组", 所属组="丁组"),
        cells(单位="丙组", 所属组="丁组"),
    ]
    assert len(read_roster(as_csv(tmp_path / "a.csv", [HEADER, *rows])).belongings) == 4


def test_a_long_chain_of_groups_is_no_trouble(tmp_path: Path) -> None:
    rows = [cells(单位=f"组{n}", 所属组=f"组{n + 1}") for n in range(3000)]
    assert len(read_roster(as_csv(tmp_path / "a.csv", [HEADER, *rows])).belongings) == 3000


def test_a_place_does_not_lie_in_itself(tmp_path: Path) -> None:
    assert "自己的上级" in bad(tmp_path, cells(单位="县财政局", 上级地区="云溪县"))


def test_a_roster_without_place_says_so_unless_it_is_given(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "名录.csv", [["单位", "别名"], ["县财政局", "财政局"]])
    assert "哪个地区" in complaint(path)
    assert read_roster(path, place="云溪县").place == "云溪县"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a workbook",
        b"\xd0\xcf\x11\xe0 old",
        "随便,写的\n什么,也不是\n".encode(),
        b"\xff\xfe\xff",
    ],
    ids=["empty", "binary", "broken workbook", "xls", "no header", "half a character"],
)
def test_a_file_that_is_no_roster_says_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "名录.csv"
    path.write_bytes(data)
    complaint(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert "不存在" in complaint(tmp_path / "没有.csv")
    assert "不存在" in complaint(tmp_path / "没有.ttl")


def test_a_workbook_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名录.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/x.xml", "w") as entry:
        for _ in range(501):
            entry.write(bytes(1_000_000))
    assert "过大" in complaint(path)


def test_a_formula_is_text(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "名录.xlsx", [["地区", "单位", "别名"], ["云溪县", "县财政局", "=1+1"]])
    assert read_roster(path).units[0].aliases == ("=1+1",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a> <b", "Turtle"),
        ("@prefix x: <urn:x> .", "没有单位"),
        ("<a> a <http://www.w3.org/ns/org#Organization> .", "prefLabel"),
        (
            (
                '<a> a <http://www.w3.org/ns/org#Organization> ; <http://www.w3.org/2004/02/skos/core#prefLabel> "局" ; '
                "<https://w3id.org/sptgraph/ontology#departmentType> <https://w3id.org/sptgraph/department/none> ."
            ),
            "none",
        ),
        (
            (
                "<a> <https://w3id.org/sptgraph/ontology#sector> <https://w3id.org/sptgraph/sector/mining> ; "
                "<https://w3id.org/sptgraph/ontology#bearer> <b> ."
            ),
            "spt:bearer",
        ),
    ],
    ids=["broken", "empty", "no name", "department", "bearer"],
)
def test_turtle_that_is_no_roster_says_so(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "名录.ttl"
    path.write_text(text, encoding="utf-8")
    assert said in complaint(path)


def test_files_that_contradict_each_other_are_both_named(tmp_path: Path) -> None:
    one = read_roster(as_csv(tmp_path / "甲.csv", [HEADER, cells(单位="县教育局", 别名="教体局")]))
    other = read_roster(as_csv(tmp_path / "乙.csv", [HEADER, cells(单位="县体育局", 别名="教体局")]))
    with pytest.raises(RosterError, match=r"乙.csv 第2行与 甲.csv 第2行"):
        together(one, other)


words = st.sampled_from(
    ["", "云溪县", "县教育局", "教体局", "各乡镇", "是", "牵头", "矿山", "、", "=1", '"', "\n", "\u200b"]
)
tables = st.lists(st.lists(words | st.text(max_size=6), min_size=1, max_size=len(HEADER)), max_size=6)


@given(tables)
@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_cells_hold_it_is_read_or_refused_in_one_line(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    try:
        path = as_csv(tmp_path / "名录.csv", [HEADER, *rows])
    except UnicodeEncodeError:
        return
    try:
        read_roster(path)
    except RosterError as error:
        said = error
    else:
        return
    assert "\n" not in said.message("zh") + said.message("en")
