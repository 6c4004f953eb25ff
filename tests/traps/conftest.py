"""Small plans of invented counties, read from text as a user's would be, with what follows from them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sptgraph import PlanStore

HEAD = """{place}安全生产委员会文件
云安委〔{year}〕6号

{place}安全生产委员会
关于印发《{place}安全生产强基行动方案（{year}—{end}年）》的通知

{place}安全生产强基行动方案
（{year}—{end}年）

{intro}

一、责任分工

{members}

二、主要任务

（一）重点行业领域整治行动

{tasks}

三、保障措施

（一）加强调度。县安委办牵头汇总进展，每半年通报一次。

{place}安全生产委员会
{issued}
"""

Making = Callable[..., PlanStore]


@pytest.fixture
def planned(tmp_path: Path) -> Making:
    """Return what makes a store that holds one plan with the given tasks."""

    def make(
        *tasks: str,
        place: str = "云溪县",
        issued: str = "2024年3月18日",
        intro: str = "为守住安全底线，结合本县实际，制定本方案。",
        members: str = "（一）总体安排。全县统一部署、分步实施。",
        roster: str = "",
    ) -> PlanStore:
        year = int(issued[:4])
        lines = "\n".join(f"{number}.{task}" for number, task in enumerate(tasks, 1))
        path = tmp_path / f"{place}{issued}.txt"
        path.write_text(
            HEAD.format(
                place=place, year=year, end=year + 2, intro=intro, tasks=lines, members=members, issued=issued
            ),
            encoding="utf-8",
        )
        store = PlanStore()
        store.add(path)
        if roster:
            table = tmp_path / "名册.csv"
            table.write_text(roster, encoding="utf-8")
            store.add_roster(table)
        return store

    return make
