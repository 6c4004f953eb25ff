"""What is built is whole: the wheel holds every file of the data folders, runs by itself, and names what it needs."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
DATA = ("ontology", "shapes", "queries")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs the project's git"
)


def tracked(*paths: str) -> set[str]:
    """Return the files that git knows, as they are in the working tree."""
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-z", *paths],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return {name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()}


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Run a Python command far from the checkout and return what it prints."""
    keep = {"PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE"}
    settings = {name: os.environ[name] for name in keep if name in os.environ}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**settings, "PYTHONUTF8": "1", **environment},
        check=False,
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as git knows it, without what lies about in the working tree."""
    copy = tmp_path_factory.mktemp("source")
    for name in tracked():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed by itself in a folder."""
    target = tmp_path_factory.mktemp("installed")
    install(wheel, target)
    return target


def built(source: Path, out: Path, kind: str) -> Path:
    """Build the ``wheel`` or ``sdist`` without fetching anything."""
    run("-m", "build", f"--{kind}", "--no-isolation", "--outdir", str(out), str(source), cwd=out)
    (made,) = out.iterdir()
    return made


def install(wheel: Path, target: Path) -> None:
    run(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
        cwd=target,
    )


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@needs_git
def test_the_wheel_holds_what_git_holds_and_nothing_else(wheel: Path) -> None:
    data = {f"sptgraph/{name}" for name in tracked(*DATA)}
    code = tracked("sptgraph")
    assert {name.split("/")[1] for name in data} == set(DATA)
    assert "sptgraph/demo/yunxi-plan.docx" in code
    assert "sptgraph/py.typed" in code
    assert names(wheel) == data | code


@needs_git
def test_the_wheel_carries_licence_and_readme(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entries = archive.namelist()
        (metadata,) = (name for name in entries if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    assert any(name.endswith("/licenses/LICENSE") for name in entries)
    assert "License-Expression: Apache-2.0" in text
    assert text.rstrip().endswith((ROOT / "README.md").read_text(encoding="utf-8").rstrip())


@needs_git
def test_the_installed_wheel_finds_its_folders(installed: Path, tmp_path: Path) -> None:
    program = (
        "import sptgraph; from sptgraph.resources import folder; print(sptgraph.__file__)\n"
        "for kind in ('ontology', 'shapes', 'queries'): print(folder(kind), len(list(folder(kind).rglob('*.*'))))"
    )
    package, *folders = run("-c", program, cwd=tmp_path, PYTHONPATH=str(installed)).splitlines()
    assert Path(package).is_relative_to(installed)
    for kind, line in zip(DATA, folders, strict=True):
        place, count = line.rsplit(" ", 1)
        assert Path(place) == installed / "sptgraph" / kind
        assert int(count) == len(tracked(kind))


@needs_git
def test_the_installed_wheel_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    shown = run("-m", "sptgraph", "demo", "-o", "out", cwd=tmp_path, PYTHONPATH=str(installed))
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"实施方案.docx", "方案.json", "检查报告.html", "任务分工表.xlsx", "部门责任清单.xlsx"} <= files
    assert str(tmp_path / "out") in shown


@needs_git
def test_a_wheel_from_the_sdist_is_the_same(source: Path, wheel: Path, tmp_path: Path) -> None:
    sdist = built(source, folder(tmp_path / "sdist"), "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert (unpacked / "tests" / "test_import.py").is_file()
    again = built(unpacked, folder(tmp_path / "again"), "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def imported() -> Iterator[str]:
    """Yield the top-level modules of others that the package imports."""
    for path in sorted((ROOT / "sptgraph").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(group: str | None = None) -> dict[str, Requirement]:
    lines = PROJECT["dependencies"] if group is None else PROJECT["optional-dependencies"][group]
    return {normal(Requirement(line).name): Requirement(line) for line in lines}


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    homes = packages_distributions()
    others = {name for name in imported() if name not in sys.stdlib_module_names and name != "sptgraph"}
    assert len(others) > 10
    used = {normal(homes[name][0]) for name in others}
    # networkx is there for the chains of later releases and for those who bring their own code.
    assert used | {"networkx"} == set(declared())


def closure() -> dict[str, Distribution]:
    """Return the distributions that the package needs, with all that they need in turn."""
    found: dict[tuple[str, str], Distribution] = {}
    wanted = [(requirement, "") for requirement in declared().values()]
    while wanted:
        requirement, asked = wanted.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": asked}):
            continue
        for extra in ("", *requirement.extras):
            if (name := normal(requirement.name), extra) not in found:
                found[name, extra] = distribution(name)
                wanted += [(Requirement(line), extra) for line in found[name, extra].requires or ()]
    return {name: held for (name, _), held in found.items()}


def test_few_distributions_are_needed() -> None:
    needed = closure()
    assert set(declared()) < set(needed)
    assert "pytest" not in needed
    assert len(needed) <= 50


def test_the_page_on_offline_installation_names_the_wheels_that_depend_on_the_platform() -> None:
    page = (ROOT / "docs" / "offline-windows.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    needed = closure()
    bound = {
        name
        for name, found in needed.items()
        if "-none-any"
        not in "".join(re.findall(r"^Tag: (.*)$", found.read_text("WHEEL") or "", re.MULTILINE))
    }
    assert bound - {"owlready2"} <= named


def test_lower_bounds_are_given_and_met() -> None:
    for name, requirement in (declared() | declared("dev") | declared("benchmark")).items():
        assert [specifier.operator for specifier in requirement.specifier] == [">="], name
    for name, requirement in declared().items():
        assert requirement.specifier.contains(distribution(name).version, prereleases=True), name


def test_nothing_of_the_developers_is_needed_to_run() -> None:
    assert set(declared("dev")).isdisjoint(closure())
