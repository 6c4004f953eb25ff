"""Every example of the README and of ``docs/`` runs, every link leads somewhere, every generated table is current."""

import csv
import re
import runpy
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from sptgraph import __version__, read_plan
from sptgraph.cli import main
from sptgraph.encoding import encode
from sptgraph.encoding.iris import plan_iri
from sptgraph.extraction.pipeline import extract
from sptgraph.facade.shipped import demo_plan
from sptgraph.reading import read
from sptgraph.vocabulary import BASE

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
COMMANDS = ("read", "check", "ask", "who", "list", "compare", "demo")
ROSTERS = {
    "名册.csv": "地区,单位,所属组\n云溪县,青云镇人民政府,各乡（镇）人民政府\n云溪县,白石乡人民政府,各乡（镇）人民政府\n",
    "职责清单.csv": "地区,单位,行业领域\n云溪县,县城市管理局,城镇燃气\n",
}
KNOWN_BLOCKS = {"", "python", "console", "text", "turtle"}


@dataclass(frozen=True)
class Example:
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def examples(*languages: str) -> list[Example]:
    return list(_examples(languages))


def _examples(languages: tuple[str, ...]) -> Iterator[Example]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            if found[1] in languages:
                name = page.relative_to(ROOT).as_posix()
                yield Example(name, text.count("\n", 0, found.start()) + 1, found[1], found[2])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a reader of the docs has it: the demo plan, alone and where ``sptgraph demo`` leaves it, and rosters."""
    for variable in ("SPTGRAPH_LANG", "SPTGRAPH_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "sptgraph-demo").mkdir()
    for copy in ("实施方案.docx", "sptgraph-demo/实施方案.docx"):
        shutil.copy(demo_plan(), tmp_path / copy)
    for name, table in ROSTERS.items():
        (tmp_path / name).write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(command: str, capture: pytest.CaptureFixture[bytes]) -> bytes:
    """Run a command line as the docs print it, and return what it shows."""
    program, *arguments = command.split()
    assert program == "sptgraph", command
    capture.readouterr()
    code = main(arguments)
    shown = capture.readouterr()
    assert code in ({0, 1} if arguments[0] == "check" else {0}), f"{command}: {shown.err.decode()}"
    return shown.out


def test_the_pages_hold_examples_of_every_kind() -> None:
    found = examples(*KNOWN_BLOCKS)
    assert {example.language for example in found} == KNOWN_BLOCKS
    assert sum(example.language == "python" for example in found) > 8
    assert {example.page for example in found} > {"README.md", "README.en.md", "docs/extending.md"}


def test_no_block_escapes_the_tests_by_its_name() -> None:
    names = {found[1] for page in PAGES for found in FENCE.finditer(page.read_text(encoding="utf-8"))}
    assert names == KNOWN_BLOCKS


@pytest.mark.parametrize("example", examples("python"), ids=str)
def test_python_runs(example: Example, desk: Path) -> None:
    source = "\n" * example.line + example.text
    exec(compile(source, str(ROOT / example.page), "exec"), {"__name__": "__main__"})


@pytest.mark.sampled(3)
@pytest.mark.parametrize("page", sorted({example.page for example in examples("console")}))
def test_commands_run_and_show_what_the_page_shows(
    page: str, desk: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The commands of a page follow each other in one folder; what is printed below one stands in its output."""
    shown = ""
    for line in "".join(example.text for example in examples("console") if example.page == page).splitlines():
        if line.startswith("$ "):
            shown = called(line[2:], capsysbinary).decode()
        else:
            assert line in shown
            shown = shown[shown.index(line) + len(line) :]


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_table_of_commands_is_whole_and_its_examples_run(
    name: str, desk: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]+\| `(sptgraph [^`]+)` \|$", page, re.MULTILINE)
    assert tuple(command for command, _ in rows) == COMMANDS
    for command, example in rows:
        assert example.split()[1] == command
        if name == "README.md" or command not in {"list", "demo"}:  # the same takes long, and says the same
            called(example, capsysbinary)


def test_generated_parts_are_current() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "make_docs.py"))
    written = {path: path.read_text(encoding="utf-8") for path in tool["pages"]()}
    assert {part for text in written.values() for _, part, _ in tool["PART"].findall(text)} == set(
        tool["PARTS"]
    )
    for path, text in written.items():
        assert tool["renewed"](text) == text, f"{path.name}: run python tools/make_docs.py"


def test_a_stale_part_is_made_anew() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "make_docs.py"))
    page = "a\n<!-- generated: unresolved-reasons -->\nstale\n<!-- end -->\nb"
    assert "stale" not in tool["renewed"](page)
    assert "`date-unclear`" in tool["renewed"](page)
    with pytest.raises(KeyError):
        tool["renewed"]("<!-- generated: no such part -->\n<!-- end -->")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_the_pages_of_the_reference_are_those_that_help_shows(
    command: str | None,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("COLUMNS", "96")
    assert main([*([command] if command else []), "--lang", language, "--help"]) == 0
    reference = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert f"```text\n{capsysbinary.readouterr().out.decode()}```" in reference


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = set(LINK.findall(index))
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"} <= linked


def test_the_model_s_example_is_what_the_text_gives() -> None:
    page = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    blocks = dict(FENCE.findall(page))
    graph = {quad.triple for quad in encode(extract(read(blocks["text"].encode(), name="plan.txt")), BASE)}
    shown = {quad.triple for quad in ox.parse(blocks["turtle"].encode(), format=ox.RdfFormat.TURTLE)}
    assert len(shown) > 20
    assert shown <= graph


def test_the_names_shown_are_those_of_the_demo_plan() -> None:
    page = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^  (plan/\S+)", page, re.MULTILINE)
    assert plan_iri(read_plan(demo_plan()), BASE) == BASE + shown


def test_the_corrections_shown_are_applied(desk: Path) -> None:
    page = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    lines = page.replace("\\|", "\0").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[2:6]] for line in lines if line.startswith("| ")]
    assert rows[0] == ["位置", "种类", "原值", "改为"]
    with Path("更正.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([cell.replace("\0", "|") for cell in row] for row in rows)
    plan = read_plan("实施方案.docx", corrections="更正.csv")
    assert len(plan.corrections) == 5
    assert [correction for correction in plan.corrections if not correction.applied] == []


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_readme_s_two_commands_are_those_that_are_checked(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    unix = re.findall(r"^python3 -m venv .*", page, re.MULTILINE)
    windows = re.findall(r"^py -m venv .*", page, re.MULTILINE)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [
        line.replace(".venv/bin/", ".venv\\Scripts\\").replace("python3", "py", 1) for line in unix
    ] == windows
    assert len(unix) == 2
    for line in unix:
        _, install, run = line.split(" && ")
        assert (
            f"environment {'developer' if 'dev' in install else 'user'} {install.split(' install ')[1]}"
            in script
        )
        program, *arguments = run.removeprefix(".venv/bin/").split(" ")
        assert f'"$bin/{program}" {" ".join(arguments)}' in script


def test_the_changelog_has_the_version_and_it_is_dated() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", changes, re.MULTILINE)
    assert versions[0] == __version__


def test_the_figures_have_one_value_for_every_column() -> None:
    figures: dict[str, Any] = tomllib.loads((ROOT / "docs" / "figures.toml").read_text(encoding="utf-8"))
    columns = len(figures["columns"])
    assert figures["rows"]
    assert all(len(row["figures"]) == columns for row in figures["rows"])
    assert all(re.fullmatch(r"(?:[01]\.\d\d)?", value) for row in figures["rows"] for value in row["figures"])
