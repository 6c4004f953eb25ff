"""The JSON of ``read``: the form of the gold annotations, plus keys, spans and places."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.encoding.jsonform import plan_from_json, plan_to_json
from sptgraph.errors import GraphError
from sptgraph.model import Span
from tests.sample import SAMPLE_TEXT, sample_plan, sample_source

WRITTEN = plan_to_json(sample_plan())


def test_the_document_is_in_gold_form() -> None:
    assert WRITTEN["id"] == "云溪县安全生产委员会-云安委-2024-6号"
    assert WRITTEN["source"] == "云溪县强基方案.docx"
    assert WRITTEN["document"] == {
        "title": "云溪县安全生产强基三年行动方案（2024—2026年）",
        "issuer": "云溪县安全生产委员会",
        "number": "云安委〔2024〕6号",
        "issued": "2024-03-18",
        "jurisdiction": "云溪县",
        "level": "county",
        "period": [2024, 2026],
        "superior_plans": ["云山市安全生产强基三年行动方案", "云山省安全生产条例"],
    }


def test_a_task_is_in_gold_form_with_its_span_and_sectors() -> None:
    task = WRITTEN["tasks"][0]
    start, end = task["span"]
    assert (task["no"], task["action"], task["heading"]) == ("1", "（一）", "更换老旧燃气管道")
    assert task["start"] == SAMPLE_TEXT[start:end][:12]
    assert task["end"] == SAMPLE_TEXT[start:end][-12:]
    assert [sector["key"] for sector in task["sectors"]] == ["city-gas"]
    assert task["place"] == {"page": 1, "paragraph": 9, "cell": None}


def test_the_edges_of_a_task_are_the_same_however_its_lines_are_broken() -> None:
    plan = sample_plan()
    start, end = WRITTEN["tasks"][0]["span"]
    broken = f"{SAMPLE_TEXT[start : start + 3]}\n　{SAMPLE_TEXT[start + 3 : end - 2]} \t{SAMPLE_TEXT[end - 2 : end]}\n"
    text = SAMPLE_TEXT[:start] + broken
    gas = replace(plan.tasks[0], span=Span(start, len(text)))
    task = plan_to_json(replace(plan, tasks=(gas,), source=replace(plan.source, text=text)))["tasks"][0]
    assert (task["start"], task["end"]) == (SAMPLE_TEXT[start:end][:12], SAMPLE_TEXT[start:end][-12:])


def test_facts_carry_gold_keys_and_ours() -> None:
    task, mines = WRITTEN["tasks"][0], WRITTEN["tasks"][2]
    owner, due, target = task["assignments"][0], task["deadlines"][0], task["targets"][0]
    assert {key: owner[key] for key in ("agent", "role", "quote", "form", "agent_key")} == {
        "agent": "县住建局",
        "role": "lead",
        "quote": "县住建局",
        "form": "bracket",
        "agent_key": "housing-construction",
    }
    assert owner["clause"]["span"][0] < owner["span"][0]
    assert (due["quote"], due["due"], due["kind"], due["degree"]) == (
        "2024年底前",
        "2024-12-31",
        "by",
        "basic",
    )
    assert (target["value"], target["unit"]) == (100, "%")
    tight = mines["recurrences"][1]
    assert (tight["period"], tight["min"], tight["agent"], tight["scope"]) == ("P1M", 1, "矿长", "高危矿井")
    assert tight["tightens"]["span"] == mines["recurrences"][0]["span"]


def test_what_stands_elsewhere_members_and_the_rest() -> None:
    assert [block["where"] for block in WRITTEN["elsewhere"]] == [
        "一（一）",
        "二（三）",
        "三（一）",
        "三（二）",
    ]
    assert WRITTEN["members"][3]["name"] == "县应急局"
    assert WRITTEN["members"][3]["class"] == "industry"
    assert WRITTEN["members"][3]["place"]["cell"] == "1.2.2"
    assert [(entry["text"], entry["reason"]) for entry in WRITTEN["unresolved"]] == [
        ("有关股室负责", "agent-unclear")
    ]
    assert [(entry["text"], entry["use"]) for entry in WRITTEN["other_uses"]] == [("2023年", "look-back")]
    assert WRITTEN["corrections"][0]["new"] == "县应急局"


def test_the_text_is_written_only_when_asked_for() -> None:
    assert "text" not in WRITTEN["file"]
    assert plan_to_json(sample_plan(), with_text=True)["file"]["text"] == SAMPLE_TEXT
    assert plan_from_json(WRITTEN) == replace(sample_plan(), source=sample_source(quotable=False))


def test_without_text_a_task_has_no_edges() -> None:
    bare = plan_to_json(replace(sample_plan(), source=sample_source(quotable=False)))
    assert (bare["tasks"][0]["start"], bare["tasks"][0]["end"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/tasks/0/deadlines/0/due", "2024-02-30"),
        ("/tasks/0/assignments/1/role", "boss"),
        ("/tasks/0/span", [1]),
        ("/tasks/0/span", [1, "2"]),
        ("/tasks/0/targets/0/value", True),
        ("/document/period", 2024),
        ("/file", None),
        ("/members/0/name", 5),
        ("/corrections/0/applied", "yes"),
        ("/tasks", {}),
    ],
)
def test_what_is_malformed_is_named_by_its_path(path: str, value: object) -> None:
    data = json.loads(json.dumps(WRITTEN))
    *parents, last = [int(part) if part.isdigit() else part for part in path[1:].split("/")]
    target = data
    for key in parents:
        target = target[key]
    target[last] = value
    with pytest.raises(GraphError, match=path):
        plan_from_json(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(WRITTEN)), inner, max_size=4)
    ),
)


@given(JSON)
@settings(deadline=None)
def test_any_other_json_is_a_graph_error(data: object) -> None:
    with pytest.raises(GraphError):
        plan_from_json(data)
