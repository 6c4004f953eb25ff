"""``--roster``: what a user knows of a place's units counts in every command."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.running import TOWN, YUNXI

COMMANDS = [["read"], ["check"], ["ask", "plans"], ["who", "燃气"], ["list", "tasks"]]


def roster(tmp_path: Path, *lines: str, name: str = "名录.csv") -> str:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def departments(run: Run, *more: str) -> dict[str, str | None]:
    rows = run("ask", "task-owners", YUNXI, "-p", "task=13", "--format", "json", *more).json["rows"]
    return {row["agent"]: row["department"] for row in rows}


def test_the_roster_s_department_wins_over_the_built_in_words(run: Run, tmp_path: Path) -> None:
    given = roster(tmp_path, "地区,单位,部门", "云溪县,县农业农村局,农机管理部门")
    assert departments(run) == {"县农业农村局": "agriculture"}
    assert departments(run, "--roster", given) == {"县农业农村局": "agri-machinery"}


def test_a_reading_has_the_roster_s_departments_too(run: Run, tmp_path: Path) -> None:
    given = roster(tmp_path, "单位,部门", "县农业农村局,agri-machinery")
    plan = run("read", YUNXI, "--format", "json", "--roster", given).json
    keys = {
        owner["agent_key"]
        for task in plan["tasks"]
        for owner in task["assignments"]
        if owner["agent"] == "县农业农村局"
    }
    assert keys == {"agri-machinery"}


def test_several_rosters_count_together(run: Run, tmp_path: Path) -> None:
    units = roster(tmp_path, "单位,部门", "县农机中心,agri-machinery")
    names = roster(tmp_path, "单位,别名", "县农机中心,县农业农村局", name="别名.csv")
    assert departments(run, "--roster", units, "--roster", names) == {"县农业农村局": "agri-machinery"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_bad_roster_ends_any_command_in_one_line(run: Run, tmp_path: Path, command: list[str]) -> None:
    given = roster(tmp_path, "地区,单位,部门", "青石镇,镇应急办,没有这种部门")
    answer = run(*command, TOWN, "--roster", given)
    assert (answer.code, answer.output) == (2, b"")
    assert "名录.csv 第2行“部门”列" in answer.complaint
    assert "row 2, column department" in run(*command, TOWN, "--roster", given, "--lang", "en").complaint


def test_a_roster_of_another_place_is_noted(run: Run, tmp_path: Path) -> None:
    answer = run(
        "ask", "plans", YUNXI, "--roster", roster(tmp_path, "地区,单位,别名", "清河县,县林业局,林业局")
    )
    assert answer.code == 0
    assert "清河县" in answer.complaint
    assert "云溪县" in answer.complaint
