"""The report leaves in every promised form, and no form believes what a plan's text says."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize
from rdflib import Graph

from sptgraph.errors import UsageError
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import Report, combine, validate
from sptgraph.vocabulary import term
from tests.sample import other_plan, sample_plan

HOSTILE = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>{where}{{7*7}}\x1b[31m'


@pytest.fixture(scope="module")
def hostile() -> Report:
    plan = sample_plan()
    tasks = (*plan.tasks[:-1], replace(plan.tasks[-1], heading=HOSTILE))
    document = replace(plan.document, title=HOSTILE)
    store = Store()
    return validate(store, store.insert(replace(plan, document=document, tasks=tasks)).iri)


def test_json_is_the_contract(report: Report) -> None:
    content = json.loads(json.dumps(report.to_json()))
    assert list(content) == ["conforms", "counts", "results"]
    assert content["conforms"] is False
    assert content["counts"] == {"violation": 1, "warning": 10, "info": 2}
    keys = [
        "plan",
        "rule",
        "rule_iri",
        "severity",
        "message",
        "fix",
        "focus",
        "where",
        "action",
        "task",
        "span",
    ]
    assert all(list(each) == keys for each in content["results"])
    task = next(each for each in content["results"] if each["rule"] == "task-time")
    assert task["where"] is None
    assert (task["action"], task["task"]) == ("（三）", "2")
    assert task["rule_iri"] == "https://w3id.org/sptgraph/shapes#Task-time"
    assert set(task["message"]) == set(task["fix"]) == {"zh", "en"}
    assert len(task["span"]) == 2


def test_two_runs_give_the_same_workbook_that_bears_the_day_of_the_plan(
    store: Store, plan: str, report: Report
) -> None:
    assert validate(store, plan).to_xlsx("zh") == report.to_xlsx("zh")
    properties = openpyxl.load_workbook(io.BytesIO(report.to_xlsx("zh"))).properties
    assert str(properties.created.date()) == str(properties.modified.date()) == "2024-03-18"


@pytest.mark.parametrize(
    ("worst", "fine"),
    [
        ("violation", ["never"]),
        ("warning", ["never", "violation"]),
        ("info", ["never", "violation", "warning"]),
        (None, ["never", "violation", "warning", "info"]),
    ],
)
def test_conforms_is_judged_by_fail_on(report: Report, worst: str | None, fine: list[str]) -> None:
    order = ["violation", "warning", "info"]
    kept = tuple(each for each in report if worst and order.index(each.severity) >= order.index(worst))
    part = replace(report, findings=kept)
    for fail_on in ("never", "violation", "warning", "info"):
        expected = fail_on in fine if fail_on != "never" else "violation" in fine
        assert part.conforms(fail_on) is expected, fail_on  # type: ignore[arg-type]
        assert part.to_json(fail_on)["conforms"] is expected  # type: ignore[arg-type]


def test_html_stands_alone_and_escapes(hostile: Report, report: Report) -> None:
    for page in (hostile.to_html("zh"), hostile._repr_html_()):
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
        assert "49" not in page
        assert "\x1b" not in page
    page = report.to_html("en")
    assert page.startswith("<!DOCTYPE html>")
    assert not any(mark in page for mark in ("src=", "href=", "@import", "url("))
    assert page.count("<tr class=") == len(report)


def test_the_text_carries_no_control_characters(hostile: Report) -> None:
    for language in ("zh", "en"):
        assert all(line.isprintable() for line in hostile.text(language).splitlines())  # type: ignore[arg-type]
    assert "{where}" in hostile.text("zh")


def test_xlsx_cells_are_text_never_formulas_or_links(hostile: Report) -> None:
    content = hostile.to_xlsx("zh")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == ["方案", "级别", "行动", "任务"]
    assert sheet.max_row == len(hostile) + 1
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "inlineStr"}
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    rules = book.worksheets[1]
    assert rules.max_row == len(hostile.rules) + 1
    assert sum(row[4].value for row in rules.iter_rows(min_row=2)) == len(hostile)


def test_turtle_is_a_standard_shacl_report(report: Report) -> None:
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    triples = [quad.triple for quad in parse(report.to_turtle(), RdfFormat.TURTLE)]
    results = [t.object for t in triples if t.predicate == NamedNode(term("sh:result"))]
    assert len(results) == sum(len(each.results) for each in report) == len(set(results))
    needed = ("focusNode", "resultSeverity", "sourceShape", "sourceConstraintComponent", "resultMessage")
    for result in results:
        said = {t.predicate.value for t in triples if t.subject == result}
        assert said >= {term(f"sh:{name}") for name in needed}
    assert "false" in [t.object.value for t in triples if t.predicate == NamedNode(term("sh:conforms"))]
    assert len(list(graph.subject_objects(predicate=None))) > 0


def test_a_path_that_is_more_than_a_property_is_written_out() -> None:
    store = Store()
    report = validate(store, store.insert(replace(sample_plan(), tasks=())).iri)
    # The path of plan-tasks leads backwards to all that is part of the plan.
    assert "plan-tasks" in report.fired()
    assert (
        f"<{term('sh:inversePath')}>"
        in serialize(parse(report.to_turtle(), RdfFormat.TURTLE), format=RdfFormat.N_QUADS).decode()
    )


def test_sarif_points_into_the_text(report: Report) -> None:
    log = json.loads(json.dumps(report.to_sarif("en")))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(report)
    for result, finding in zip(run["results"], report, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        region = result["locations"][0]["physicalLocation"]["region"]
        assert finding.span is not None
        assert region == {
            "charOffset": finding.span.start,
            "charLength": finding.span.end - finding.span.start,
        }
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert run["artifacts"][0]["location"]["uri"].endswith(".docx")
    assert run["artifacts"][0]["location"]["uri"].isascii()


@pytest.mark.parametrize("name", ["r.txt", "r.json", "r.html", "r.xlsx", "r.ttl", "r.sarif"])
def test_it_is_saved_whole_in_the_form_the_name_says(name: str, tmp_path: Path, report: Report) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    report.save(path, "zh")
    assert len(path.read_bytes()) > 500
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_an_unknown_form_or_place_is_refused(tmp_path: Path, report: Report) -> None:
    with pytest.raises(UsageError):
        report.save(tmp_path / "report.pdf")
    with pytest.raises(UsageError):
        report.save(tmp_path / "missing" / "report.txt")
    assert not list(tmp_path.iterdir())


def test_several_plans_make_one_report() -> None:
    store = Store()
    first, second = store.insert(sample_plan()).iri, store.insert(other_plan()).iri
    for iri in (first, second):
        derive(store, iri)
    reports = [validate(store, iri) for iri in (first, second)]
    both = combine(reports)
    assert len(both) == len(reports[0]) + len(reports[1])
    assert len(both.rules) == len(reports[0].rules)
    assert [each.plan for each in both] == [first] * len(reports[0]) + [second] * len(reports[1])
    assert both.text("zh") == "\n\n".join(each.text("zh") for each in reports)
    assert len(list(parse(both.to_turtle(), RdfFormat.TURTLE))) > 100


def test_a_report_without_findings_says_so(report: Report) -> None:
    empty = replace(report, findings=())
    assert empty.text("zh").endswith("没有发现问题")
    assert empty.text("en").endswith("nothing found")
    assert empty.to_json()["conforms"] is True
