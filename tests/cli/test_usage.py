"""Wrong usage is answered in one line that says what to write instead, with exit code 2."""

import pytest

from tests.cli.conftest import Run
from tests.cli.running import NOVEL, TOWN, YUNXI

WRONG = {
    "unknown command": (["chekc"], "没有命令 chekc；是不是 check？", "no command chekc; did you mean check?"),
    "unknown option": (
        ["read", YUNXI, "--formt", "json"],
        "没有选项 --formt；是不是 --format？",
        "no option --formt; did you mean --format?",
    ),
    "unknown option first": (["--formt"], "没有选项 --formt", "no option --formt"),
    "option without value": (
        ["read", YUNXI, "--format"],
        "选项 --format 用得不对",
        "--format is used wrongly",
    ),
    "switch with value": (
        ["who", "1", YUNXI, "--proof=yes"],
        "选项 --proof 用得不对",
        "--proof is used wrongly",
    ),
    "no file": (["read"], "还缺 FILE", "FILE is missing"),
    "no source": (["check"], "还缺 SOURCE", "SOURCE is missing"),
    "no subject": (["who"], "还缺 SUBJECT", "SUBJECT is missing"),
    "unknown format": (
        ["read", YUNXI, "--format", "jsn"],
        "--format 不能是“jsn”，只能是 summary、json、",
        "--format cannot be “jsn”, only summary, json, ",
    ),
    "unknown language": (["read", YUNXI, "--lang", "fr"], "--lang 不能是“fr”", None),
    "unknown severity": (["check", YUNXI, "--fail-on", "warn"], "是不是 warning？", "did you mean warning?"),
    "extension of no format": (
        ["read", YUNXI, "-o", "out.doc"],
        "“out.doc”的扩展名看不出",
        "names no format",
    ),
    "text of two": (["read", YUNXI, TOWN, "--format", "text"], "一次只能给一个文件", "one FILE at a time"),
    "corrections for two": (
        ["read", YUNXI, TOWN, "--corrections", "a.csv"],
        "--corrections 一次只能配一个文件",
        "one FILE at a time",
    ),
    "size in words": (["read", YUNXI, "--max-size", "big"], "应当是大于 0 的数", "must be a number above 0"),
    "size of nothing": (["read", YUNXI, "--max-size", "0"], "应当是大于 0 的数", "must be a number above 0"),
    "parameter without value": (
        ["ask", "tasks", YUNXI, "-p", "task"],
        "-p 要写成 名字=值",
        "-p takes name=value",
    ),
    "parameter twice": (
        ["ask", "task-owners", YUNXI, "-p", "task=1", "-p", "task=2"],
        "参数 task 写了两次",
        "task is given twice",
    ),
    "empty output": (["read", YUNXI, "-o", " ", "--format", "json"], "-o 后面要有文件名", "needs the name"),
    "surplus argument": (["demo", "here"], "用法不对", "extra argument"),
    "unknown question": (["ask", "task-owner", YUNXI], "task-owners", "task-owners"),
    "unknown parameter": (["ask", "tasks", YUNXI, "-p", "tsk=1"], "没有参数 tsk", "no parameter tsk"),
    "unknown task": (["ask", "task-owners", YUNXI, "-p", "task=99"], "99", "99"),
    "unknown subject": (["who", "量子通信", YUNXI], "量子通信", "量子通信"),
    "unknown list": (["list", "taks", YUNXI, "-o", "a.csv"], "tasks", "tasks"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_usage(run: Run, case: str, language: str) -> None:
    arguments, chinese, english = WRONG[case]
    if language == "en" and english is None:
        pytest.skip("the language itself is wrong")
    answer = run("--lang", language, *arguments)
    assert answer.code == 2
    assert (chinese if language == "zh" else english) in answer.complaint
    assert answer.complaint.startswith("错误：" if language == "zh" else "error: ")
    assert answer.output == b""


def test_what_a_user_typed_cannot_break_the_line(run: Run) -> None:
    assert "aa bb" in run("aa\nbb").complaint
    assert len(run("x" * 5000).complaint) < 300


@pytest.mark.parametrize(
    "value",
    [
        '1" } ; INSERT DATA { <urn:a> <urn:b> <urn:c> } #',
        "1> . ?s ?p ?o . <urn:x",
        "?task",
        "（一）/1 } UNION { ?s ?p ?o",
        "\\u0022 1",
        "*",
    ],
)
@pytest.mark.parametrize("question", ["task-owners", "sector-tasks", "department-tasks"])
def test_parameters_cannot_smuggle_in_a_query(run: Run, question: str, value: str) -> None:
    name = {"task-owners": "task", "sector-tasks": "sector", "department-tasks": "department"}[question]
    answer = run("ask", question, YUNXI, "-p", f"{name}={value}")
    assert answer.code == 2
    assert answer.complaint.startswith("错误：")
    assert answer.output == b""


def test_a_parameter_of_python_is_none_of_the_question(run: Run) -> None:
    for name in ("plans", "self", "store", "name", "values"):
        assert name in run("ask", "tasks", YUNXI, "-p", f"{name}=x").complaint


def test_a_text_that_is_no_plan_is_told_so(run: Run) -> None:
    answer = run("check", NOVEL)
    assert answer.code == 2
    assert "notaplan-fiction.txt" in answer.complaint
