"""How the answers about progress change with the plan."""

from dataclasses import replace

from tests.queries.changing import LATE, PITS, STORES, Change, task

OF_PROGRESS = [
    Change(
        "status",
        task(PITS, no="9"),
        "action task body status",
        [("（二）", "1", "县应急局", "done"), ("（二）", "1", "县自然资源局", "behind")],
        [],
    ),
    Change(
        "overdue",
        task(STORES, deadlines=(replace(LATE, due=LATE.due.replace(year=2025)),)),
        "action task due quote status",
        [],
        [("（二）", "2", LATE.due.replace(year=2025), "2027年3月底前", None)],
        {"on": "2025-08-01"},
    ),
    Change(
        "status-changes",
        task(0, no="8"),
        "action task before status",
        [("（一）", "1", "not-started", "in-progress")],
        [],
    ),
]
