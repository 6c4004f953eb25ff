"""A responsibility board is the chain of responsibility that `who` answers, laid out to be put up on a wall."""

from pathlib import Path

import pytest

from sptgraph.asking import Chain
from sptgraph.asking.labels import label
from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings import Listing, listing
from sptgraph.listings.board import BoardRow
from sptgraph.listings.making import made
from tests.listings.asked import SHIPPED, asked, listed, material, narrowed
from tests.listings.reading_back import READERS
from tests.listings.test_formats import SNAPSHOTS
from tests.sample import other_plan, sample_plan

Link = tuple[str, str, str, str]


def chain(name: str, subject: str) -> Chain:
    return material(name).chain(subject, material(name).plans[0])


def links(found: Chain) -> set[Link]:
    """Return who stands in which tier and role, in which facet or part of it; an empty name where nobody does."""
    return {
        (
            link.tier_label.zh,
            link.agent or "",
            label("role", link.role, "zh") if link.role else "",
            label("facet", link.facet or "", "zh") + (f"（限{link.part}）" if link.part else ""),
        )
        for link in found.links
    }


def shown(board: Listing) -> set[Link]:
    return {(row.tier, row.body, row.role, facet) for row in rows(board) for facet in row.facets or ("",)}


def rows(board: Listing) -> list[BoardRow]:
    return [row for row in board.rows if isinstance(row, BoardRow)]


def told(found: set[Link]) -> set[Link]:
    """Return links without those in no facet of whoever stands in one too: a row shows what facets there are."""
    return {link for link in found if link[3] or not any(o[:3] == link[:3] and o[3] for o in found)}


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("sample", "city-gas"),
        ("sample", "catering"),
        ("disputed", "city-gas"),
        ("yunxi", "catering"),
        ("sample", "fireworks"),
        *((name, "fire-safety") for name in SHIPPED[::2]),
    ],
)
def test_the_board_of_a_sector_is_its_chain(name: str, sector: str) -> None:
    board = made("board", narrowed(name, sector=sector))
    found = chain(name, f"sec:{sector}")
    assert told(shown(board)) == told(links(found))
    nobody = {candidate for link in found.links if not link.agent for candidate in link.candidates}
    shown_for_it = {
        name.removesuffix("（推定）") for row in rows(board) if not row.body for name in row.candidates
    }
    assert shown_for_it == nobody


@pytest.mark.parametrize("name", ["sample", "disputed", "yunxi"])
def test_there_is_a_board_for_each_sector_that_somebody_leads(name: str) -> None:
    board = listed("board", name)
    leads = asked(name, "sector-leads")
    led = {label("sector", str(row.sector), "zh") for row in leads if row.organisation}
    assert {table.name for table in board.tables if table.part == "main"} == led
    overview = board.tables[0]
    assert overview.part == "index"
    assert {row.sector for row in overview.rows} == {label("sector", str(r.sector), "zh") for r in leads}
    for row, link in zip(overview.rows, overview.links, strict=True):
        assert (link is not None) == bool(row.lead) == (row.status != "无牵头单位")


def test_the_highest_tier_comes_first_and_the_firm_before_its_people() -> None:
    tiers = list(dict.fromkeys(row.tier for row in rows(made("board", narrowed("sample", sector="燃气")))))
    assert tiers[0] == "党政领导"
    assert tiers[-1] == "企业主体"
    firm = [
        row.body for row in rows(made("board", narrowed("sample", sector="燃气"))) if row.tier == tiers[-1]
    ]
    assert firm == ["生产经营单位", "生产经营单位主要负责人", "生产经营单位其他负责人"]


def test_what_is_stated_is_told_from_what_follows() -> None:
    towns = [r for r in rows(made("board", narrowed("sample", sector="燃气"))) if r.body == "各乡镇人民政府"]
    said = {row.basis: (row.duties, [clause.label for clause in row.clauses], row.grounds) for row in towns}
    article = "《中华人民共和国安全生产法（2021年修正）》第九条"
    assert said == {
        "写明": (("1.更换老旧燃气管道",), ["二（一）1"], ()),
        "依法推定（法规）": (("乡镇街道和各类园区要有专门机构和人手，对辖区单位作检查",), [], (article,)),
    }


def test_tasks_on_the_sector_show_their_dates() -> None:
    board = rows(made("board", narrowed("sample", sector="燃气")))
    (lead,) = (row for row in board if row.role == "牵头" and row.tier == "行业监管")
    assert [deadline.due.isoformat() for deadline in lead.deadlines] == ["2024-12-31", "2025-06-30"]
    (office,) = (row for row in board if row.body == "县安委办")
    assert (office.duties, [clause.label for clause in office.clauses]) == ((), ["三（一）"])


def test_a_line_for_the_telephone_is_left_blank() -> None:
    for language, phone in (("zh", "监督电话：＿＿"), ("en", "To report, call: ＿＿")):
        board = listed("board", "sample", language)  # type: ignore[arg-type]
        boards = [table for table in board.tables if table.part == "main"]
        assert all(any(note.startswith(phone) for note in table.notes) for table in boards)


def test_a_sector_that_the_plan_does_not_name_is_said_to_be_none_of_its() -> None:
    (table,) = made("board", narrowed("sample", sector="烟花爆竹")).tables[:1]
    assert table.notes[0].startswith("方案没有点到该行业领域")
    assert not made("board", narrowed("sample", sector="燃气")).tables[0].notes[0].startswith("方案没有")


class TestBody:
    @pytest.mark.parametrize("name", ["县应急局", "emergency-management", "应急管理局"])
    def test_the_board_of_a_body_is_its_chain(self, name: str) -> None:
        board = made("board", narrowed("sample", department=name))
        assert shown(board) == links(chain("sample", "dep:emergency-management"))
        assert board.tables[0].name == "县应急局"
        sectors = {sector for row in rows(board) for sector in row.sector}
        assert sectors == {"危险化学品", "矿山", "城镇燃气", "消防"}

    def test_each_task_has_a_line_with_its_own_dates(self) -> None:
        found = [
            r for r in rows(made("board", narrowed("sample", department="县应急局"))) if r.basis == "写明"
        ]
        assert [(row.duties, len(row.deadlines)) for row in found] == [
            (("1.整治矿山采空区",), 1),
            (("2.管住危化品仓库",), 0),
        ]

    def test_a_body_and_a_sector_take_the_body_s_lines_of_the_board(self) -> None:
        board = made("board", narrowed("sample", department="县应急局", sector="燃气"))
        assert {row.body for row in rows(board)} == {"县应急局"}
        assert shown(board) < links(chain("sample", "sec:city-gas"))

    def test_a_body_that_is_not_there_has_no_board_and_an_unknown_one_is_refused(self) -> None:
        assert made("board", narrowed("sample", department="县气象局")).rows == ()
        with pytest.raises(ListingError, match="县商务局"):
            made("board", narrowed("sample", department="县商务曲"))


def test_a_year_leaves_out_what_is_not_to_do_in_it() -> None:
    duties = {
        year: {
            duty
            for row in rows(made("board", narrowed("sample", sector="燃气", year=year)))
            for duty in row.duties
        }
        for year in (2025, 2026)
    }
    assert "1.更换老旧燃气管道" in duties[2025] - duties[2026]


def test_several_plans_have_boards_of_their_own() -> None:
    board = listing("board", [sample_plan(), other_plan()], sector="燃气")
    names = [table.name for table in board.tables if table.part == "main"]
    assert len(set(names)) == 2
    assert all(name.endswith(" 城镇燃气") for name in names)
    assert len({row.plan for row in rows(board)}) == 2


def test_each_line_has_its_proof() -> None:
    table = made("board", narrowed("sample", sector="餐饮")).tables[0]
    for row, (detail,) in zip(table.rows, table.details(), strict=True):
        assert detail.kind == ("proof" if row.body else "gap")
        assert (row.body or "餐饮") in detail.text


@pytest.mark.parametrize("ending", READERS)
def test_each_format_holds_the_chain(tmp_path: Path, ending: str) -> None:
    (path,) = made("board", narrowed("yunxi", sector="消防")).save(tmp_path / f"a.{ending}")
    table = READERS[ending](path)[0]
    read = {
        (row["层级"], row["责任单位"].replace("未明确", ""), row["职责"].replace("—", ""), facet)
        for row in table.rows
        for facet in row["监管方面"].split("\n")
    }
    assert told(read) == told(links(chain("yunxi", "sec:fire-safety")))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_boards_look_as_they_did(language: Language) -> None:
    expected = (SNAPSHOTS / f"board-{language}.md").read_text(encoding="utf-8")
    whole = material("sample", language)
    board = listing("board", whole.plans, whole.store, sector="餐饮", language=language)
    assert board.render("md").decode("utf-8") == expected
