"""The page of questions says what the data say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "make_questions.py"))
    assert tool["PAGE"].read_text(encoding="utf-8") == tool["page"](), "run python tools/make_questions.py"


def test_every_question_is_on_the_page_in_both_languages() -> None:
    data = runpy.run_path(str(ROOT / "tests" / "questions" / "data.py"))
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    for question in data["questions"]():
        assert f"### {question.zh}\n\n*{question.en}*\n" in page
        assert question.change.zh in page
