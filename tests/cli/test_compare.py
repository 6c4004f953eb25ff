"""``compare`` holds a plan against its superior plan, on the screen and as a paper."""

from pathlib import Path
from shutil import copy

import pytest

from sptgraph import PlanStore
from tests.cli.conftest import Run
from tests.cli.running import NOVEL, ROOT, TOWN, YUNXI

LINJIANG = str(ROOT / "tests" / "plans" / "linjiang.txt")
CITY = str(ROOT / "tests" / "listings" / "plans" / "lanzhou.txt")


def test_the_screen_tells_how_it_came_out_and_what_differs(run: Run) -> None:
    told = run("compare", YUNXI, CITY)
    assert (told.code, told.errors) == (0, "")
    first, counts, _, blank, heads, *rows = told.text.splitlines()
    assert first.startswith("《云溪县")
    assert first.endswith("（上级方案，层级更高）")
    assert "缺少 2，新增 6" in counts
    assert (blank, heads.split()) == ("", ["结果", "上级方案任务", "本方案任务", "差异"])
    assert len(rows) == 23
    road = next(row for row in rows if "道路交通" in row)
    assert "时限推迟：上级2025-12-31前" in road
    assert "牵头不同：上级市城市管理局" in next(row for row in rows if "燃气" in row)


def test_in_english_it_speaks_english(run: Run) -> None:
    told = run("compare", YUNXI, CITY, "--lang", "en").text
    assert "(its superior plan, of a higher level)" in told
    assert "deadline earlier: superior: by 2024-09-30" in told


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.docx", b"PK"),
        ("x.json", b"{"),
        ("x.txt", "《云溪县".encode()),
    ],
)
def test_the_extension_chooses_the_format(run: Run, name: str, begins: bytes) -> None:
    answer = run("compare", YUNXI, CITY, "-o", name)
    assert (answer.code, answer.output, answer.errors) == (0, b"", "")
    assert Path(name).read_bytes().startswith(begins)


def test_the_order_given_holds(run: Run) -> None:
    told = run("compare", CITY, YUNXI).text
    assert told.startswith("《澜州市")
    assert "缺少 6，新增 2" in told


def test_two_drafts_of_one_plan_are_compared(run: Run) -> None:
    """They bear one number, so they would be one plan in one store."""
    draft = Path("draft.txt")
    draft.write_text(
        Path(YUNXI).read_text(encoding="utf-8").replace("2024年9月底前", "2024年8月底前"), encoding="utf-8"
    )
    told = run("compare", str(draft), YUNXI)
    assert "对应 22" in told.text
    assert "时限提前：对照方案2024-09-30前（2024年9月底前），本方案2024-08-31前" in told.text


def test_a_graph_and_a_store_do_as_well_as_documents(run: Run) -> None:
    with PlanStore("store") as store:
        store.add(YUNXI)
        Path("plan.trig").write_bytes(store.export("trig"))
    assert run("compare", "store", CITY) == run("compare", YUNXI, CITY)
    assert run("compare", "plan.trig", CITY) == run("compare", YUNXI, CITY)


def test_a_roster_says_what_names_mean(run: Run) -> None:
    Path("units.csv").write_text("地区,单位,部门\n云溪县,县住房和城乡建设局,城市管理部门\n", encoding="utf-8")
    assert "牵头不同：上级市城市管理局" in run("compare", YUNXI, CITY).text
    told = run("compare", YUNXI, CITY, "--roster", "units.csv")
    assert told.code == 0
    assert "牵头不同：上级市城市管理局" not in told.text


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((YUNXI,), "还缺 SUPERIOR"),
        ((YUNXI, "no.txt"), "找不到文件“no.txt”"),
        ((NOVEL, CITY), "notaplan-fiction.txt"),
        (("two", CITY), "“two”里有 2 份方案（石峤镇、麟江市），请只给一份"),
        ((YUNXI, CITY, "--format", "pdf"), "--format 不能是“pdf”"),
        ((YUNXI, CITY, "-o", "x.pdf"), "看不出要什么格式"),
        ((YUNXI, CITY, "-o", CITY), "就是输入文件"),
        ((YUNXI, CITY, "--max-size", "0.001"), "yunxi.txt"),
        ((YUNXI, CITY, "--roster", "no.csv"), "no.csv"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(
    run: Run, arguments: tuple[str, ...], complaint: str
) -> None:
    Path("two").mkdir()
    for source in (TOWN, LINJIANG):
        copy(source, "two")
    told = run("compare", *arguments)
    assert (told.code, told.output) == (2, b"")
    assert complaint in told.errors.splitlines()[0]
    assert [path.name for path in Path().iterdir()] == ["two"]
