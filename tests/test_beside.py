"""A process beside this one: its start does not count, and no question has more time than it was given."""

from queue import Queue

import pytest

from sptgraph import beside


def test_the_first_question_has_no_more_time_than_others(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = []

    class Recording(Queue[str | None]):
        def get(self, block: bool = True, timeout: float | None = None) -> str | None:
            waited.append(timeout)
            return super().get(block, timeout)

    monkeypatch.setattr(beside, "Queue", Recording)
    process = beside.Beside("sptgraph.listings.templating.aside")
    try:
        for _ in range(2):
            question = {"sources": {"a.j2": "{{ b }}"}, "name": "a.j2", "content": {"b": "answered"}}
            assert process.ask(question, 20) == {"text": "answered"}
    finally:
        process.stop()
    assert waited == [beside._STARTING, 20, 20]
