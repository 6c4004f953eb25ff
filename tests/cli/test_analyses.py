"""``ask`` takes analyses as it takes queries."""

from tests.cli.conftest import Run
from tests.cli.running import YUNXI


def test_the_catalogue_lists_them_among_the_queries(run: Run) -> None:
    listed = run("ask").text
    assert "department-overlaps department [other]" in listed
    assert listed.index("load-by-year") < listed.index("members") < listed.index("single-points")


def test_one_is_explained_with_its_columns(run: Run) -> None:
    explained = run("ask", "tasks-with-many-leads", "--lang", "en").text
    assert "least" in explained
    assert "heading" in explained


def test_one_is_answered_in_every_format(run: Run) -> None:
    assert "县应急管理局" in run("ask", "single-points", YUNXI).text
    written = run("ask", "tasks-with-many-leads", YUNXI, "-p", "least=2", "--format", "json").json
    assert written["columns"][:4] == ["plan", "where", "action", "task"]
    assert all(row["count"] >= 2 for row in written["rows"])
    assert run("ask", "load-by-year", YUNXI, "--format", "csv").output.startswith(b"\xef\xbb\xbf")


def test_what_is_mistyped_is_one_line(run: Run) -> None:
    assert "single-points" in run("ask", "single-point", YUNXI).complaint
    assert run("ask", "department-overlaps", YUNXI).code == 2
