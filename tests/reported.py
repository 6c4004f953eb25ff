"""What was reported of the sample plan (`tests.sample`)."""

from datetime import date

from sptgraph.progress import StatusReport


def sample_reports() -> tuple[StatusReport, ...]:
    """Return what was reported of the sample plan.

    （一）/1 came from not started to in progress, with a note; of （二）/1 two bodies reported, one done and one
    behind; of the passage 三（一） one report; of the rest nothing.
    """
    return (
        StatusReport("（一）/1", "not-started", date(2024, 12, 31)),
        StatusReport("（一）/1", "in-progress", date(2025, 7, 31), "已换完一半"),
        StatusReport("（二）/1", "done", date(2024, 11, 5), body="县应急局"),
        StatusReport("（二）/1", "behind", date(2024, 11, 4), "采空区资料不全", "县自然资源局"),
        StatusReport("三（一）", "done", date(2025, 1, 1)),
    )
