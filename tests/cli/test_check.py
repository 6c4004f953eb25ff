"""``check`` reports what is missing, in the form asked for, and its exit code says how bad it is."""

import io
from pathlib import Path

import pytest

from sptgraph.facade import PlanStore
from sptgraph.facade.shipped import demo_plan
from tests.cli.conftest import Run
from tests.cli.running import NOVEL, YUNXI
from tests.cli.running import TOWN as SOUND_TOWN

TOWN = "town.txt"
"""The town's plan with one task more, for which nothing answers."""

SOUND = """云溪县燃气安全整治工作方案（2024—2026年）
云安委〔2024〕9号
云溪县安全生产委员会
2024年5月6日
为加强燃气安全，落实责任，制定本方案。
一、总体要求
开展整治，完善制度，落实责任，规范管理。
二、主要任务
（一）开展整治行动
1.规范经营管理。开展检查，2024年12月底前完成整治。（县住房和城乡建设局牵头负责）
2.加强宣传教育。组织培训，2025年6月底前完成全部培训。（县应急管理局牵头负责）
三、保障措施
加强组织领导，落实经费，严格考核，推动各项措施落实。
"""

OWN_RULE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix spt: <https://w3id.org/sptgraph/ontology#> .
<https://example.org/PlanHasNote> a sh:NodeShape ; sh:targetClass spt:Plan ; sh:severity sh:Warning ;
    sh:message "没有备注"@zh, "no note"@en ; sh:property [ sh:path <https://example.org/note> ; sh:minCount 1 ] .
"""
"""A rule of a user's own, which no plan keeps."""


@pytest.fixture(autouse=True)
def town(tmp_path: Path) -> None:
    text = Path(SOUND_TOWN).read_text(encoding="utf-8")
    more = "\n7．值班值守。接听来电，讲清情况，做好交接。\n\n三、实施步骤"
    (tmp_path / TOWN).write_text(text.replace("\n三、实施步骤", more), encoding="utf-8")


@pytest.fixture
def sound(tmp_path: Path) -> str:
    (tmp_path / "sound.txt").write_text(SOUND, encoding="utf-8")
    return "sound.txt"


def test_findings_are_grouped_counted_and_placed(run: Run) -> None:
    answer = run("check", TOWN)
    assert answer.code == 1
    assert "违规" in answer.text.splitlines()[0]
    assert "沿街门店" in answer.text
    assert answer.errors == ""


def test_a_sound_plan_passes(run: Run, sound: str) -> None:
    answer = run("check", sound, "--format", "json")
    assert answer.json["counts"]["violation"] == 0, answer.json
    assert (answer.json["conforms"], answer.code) == (True, 0)


@pytest.mark.parametrize("level", ["violation", "warning", "info"])
@pytest.mark.parametrize("plan", ["town", "sound"])
def test_conforms_exactly_when_the_exit_is_0(run: Run, sound: str, plan: str, level: str) -> None:
    source = TOWN if plan == "town" else sound
    answer = run("check", source, "--format", "json", "--fail-on", level)
    assert answer.code == (0 if answer.json["conforms"] else 1)
    levels = ["violation", "warning", "info"]
    failing = levels[: levels.index(level) + 1]
    assert answer.json["conforms"] == (not any(answer.json["counts"][name] for name in failing))


def test_never_exits_0_and_judges_as_violation_does(run: Run) -> None:
    answer = run("check", TOWN, "--format", "json", "--fail-on", "never")
    assert (answer.code, answer.json["conforms"]) == (0, False)


def test_each_result_says_what_where_and_how_to_mend_it(run: Run) -> None:
    results = run("check", TOWN, "--format", "json").json["results"]
    assert results
    for result in results:
        assert set(result) == {
            "plan", "rule", "rule_iri", "severity", "message", "fix",
            "focus", "where", "action", "task", "span",
        }  # fmt: skip
        assert result["message"]["zh"]
        assert result["message"]["en"]
        assert result["rule_iri"].lower().endswith(result["rule"])
    assert {"（一）"} == {result["action"] for result in results if result["task"] == "1"}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("report.html", b"<!"),
        ("report.xlsx", b"PK"),
        ("report.ttl", b"@prefix"),
        ("report.sarif", b"{"),
        ("report.json", b"{"),
        ("report.txt", "石峤镇".encode()),
    ],
)
def test_the_extension_of_the_output_chooses_the_format(run: Run, name: str, begins: bytes) -> None:
    answer = run("check", TOWN, "-o", name)
    assert (answer.code, answer.output, answer.errors) == (1, b"", "")
    assert Path(name).read_bytes().lower().startswith(begins.lower())


def test_the_workbook_opens(run: Run) -> None:
    from openpyxl import load_workbook

    run("check", TOWN, "-o", "report.xlsx")
    book = load_workbook(io.BytesIO(Path("report.xlsx").read_bytes()))
    count = sum(run("check", TOWN, "--format", "json").json["counts"].values())
    assert book.worksheets[0].max_row >= count


def test_sarif_is_of_the_version_that_tools_read(run: Run) -> None:
    written = run("check", TOWN, "--format", "sarif").json
    assert written["version"] == "2.1.0"
    assert written["runs"][0]["results"]


def test_a_baseline_leaves_only_what_is_new(run: Run, sound: str) -> None:
    assert run("check", TOWN, "--format", "baseline", "-o", "known.json").code == 1
    known = run("check", TOWN, "--baseline", "known.json", "--format", "json")
    assert (known.code, known.json["conforms"], known.json["results"]) == (0, True, [])
    text = Path(TOWN).read_text(encoding="utf-8").replace("5．森林防火", "5．森林防灭火")
    Path("changed.txt").write_text(text, encoding="utf-8")
    both = run(
        "check", sound, "changed.txt", "--baseline", "known.json", "--format", "json", "--fail-on", "info"
    )
    titles = {result["plan"] for result in both.json["results"]}
    assert not any("石峤镇" in plan for plan in titles)


def test_a_file_that_is_no_baseline_is_refused(run: Run, sound: str) -> None:
    answer = run("check", TOWN, "--baseline", sound)
    assert (answer.code, answer.output) == (2, b"")
    assert sound in answer.complaint


def test_several_plans_make_one_report(run: Run) -> None:
    answer = run("check", TOWN, YUNXI, "--format", "json")
    assert len({result["plan"] for result in answer.json["results"]}) == 2
    assert sum(answer.json["counts"].values()) == len(answer.json["results"])


def test_a_bad_source_among_good_ones(run: Run) -> None:
    shown = run("check", TOWN, NOVEL)
    assert shown.code == 2
    assert "违规" in shown.text
    assert "notaplan-fiction.txt" in shown.complaint
    assert run("check", TOWN, NOVEL, "--format", "json").output == b""
    assert run("check", TOWN, NOVEL, "-o", "report.html").code == 2
    assert not Path("report.html").exists()


def test_a_bad_source_alone_reports_nothing(run: Run) -> None:
    answer = run("check", NOVEL, "--format", "json")
    assert (answer.code, answer.output) == (2, b"")


def test_messages_come_in_the_language_asked_for(run: Run) -> None:
    assert "violation" in run("check", TOWN, "--lang", "en").text
    page = Path("report.html")
    run("check", TOWN, "--lang", "en", "-o", str(page))
    assert 'lang="en"' in page.read_text(encoding="utf-8")


def test_rules_of_your_own_run_beside_ours_on_either_engine(run: Run) -> None:
    Path("rules").mkdir()
    Path("rules/own.ttl").write_text(OWN_RULE, encoding="utf-8")
    for engine in ("auto", "pyshacl"):
        report = run("check", TOWN, "--shapes", "rules", "--engine", engine, "--format", "json").json
        assert "https://example.org/PlanHasNote" in {found["rule_iri"] for found in report["results"]}
    assert "rules" in run("check", TOWN, "--shapes", "rules/none").complaint
    assert "auto、pyshacl" in run("check", TOWN, "--engine", "jena").complaint
    Path("rules/own.ttl").write_text("@prefix a: <urn:a> . a:b a:c", encoding="utf-8")
    assert (
        "own.ttl：不是正确的 Turtle：第 1 行第 29 列写错了"
        in run("check", TOWN, "--shapes", "rules").complaint
    )


@pytest.mark.parametrize(
    ("lost", "rule"),
    [
        ("bearer", "assignment-bearer"),
        ("role", "assignment-role"),
        ("due", "deadline-due"),
        ("memberClass", "member-class"),
        ("period", "recurrence-period"),
        ("locatedAt", "span-given"),
        ("periodStart", "plan-period"),
    ],
)
def test_a_graph_in_which_something_is_lost_is_judged_not_refused(
    lost: str, rule: str, run: Run, tmp_path: Path
) -> None:
    whole, faulty = tmp_path / "whole.nq", tmp_path / "faulty.nq"
    with PlanStore() as store:
        store.add(demo_plan())
        lines = store.export("nquads").decode().splitlines(keepends=True)
    whole.write_text("".join(lines), encoding="utf-8")
    read = ("/stated> .\n", "/source> .\n")
    at = next(n for n, line in enumerate(lines) if f"/ontology#{lost}>" in line and line.endswith(read))
    faulty.write_text("".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")
    before, after = (
        {result["rule"] for result in run("check", str(path), "--format", "json").json["results"]}
        for path in (whole, faulty)
    )
    assert after - before >= {rule}


def test_what_no_rule_speaks_of_is_said_all_the_same(run: Run, tmp_path: Path) -> None:
    with PlanStore() as store:
        store.add(demo_plan())
        lines = store.export("nquads").decode().splitlines(keepends=True)
    lines.remove(next(line for line in lines if "/ontology#agentText>" in line))
    faulty = tmp_path / "faulty.nq"
    faulty.write_text("".join(lines), encoding="utf-8")
    assert "agentText" in run("check", str(faulty)).complaint
