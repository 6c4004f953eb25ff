"""Cases that are alike are sampled: by default every so many of them run, all where the environment says so."""

from collections import Counter

import pytest

from tests.effort import EVERY


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what ``@pytest.mark.sampled(n)`` lets be: all but every n-th case of a test, the first included."""
    if EVERY:
        return
    met: Counter[str] = Counter()
    left = []
    for item in items:
        mark = item.get_closest_marker("sampled")
        if mark is None:
            continue
        test = item.nodeid.partition("[")[0]
        if met[test] % mark.args[0]:
            left.append(item)
        met[test] += 1
    if left:
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]
