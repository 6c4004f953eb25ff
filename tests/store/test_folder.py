"""A store folder keeps what was added, never half of it, and refuses what it cannot answer for."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sptgraph.errors import GraphError, OntologyError, SptgraphError, StoreError
from sptgraph.store import Store, folder, is_store
from sptgraph.store import plans as plans_module
from tests.sample import other_plan, sample_plan

ROOT = Path(__file__).parents[2]


def manifest(path: Path) -> dict[str, object]:
    return json.loads((path / "sptgraph-store.json").read_text(encoding="utf-8"))


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code in another process, from the root of the checkout."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SPTGRAPH_LANG": "en"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_what_was_added_is_there_when_opened_again(tmp_path: Path) -> None:
    with Store(tmp_path / "new" / "plans") as store:
        record = store.insert(sample_plan())
    with Store(tmp_path / "new" / "plans") as store:
        assert store.plans() == (record,)
        assert store.plan(record.iri) == sample_plan()


def test_the_manifest_tells_a_person_what_is_inside(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        record = store.insert(sample_plan())
        gone = store.insert(other_plan())
        store.remove(gone.iri)
        reference = store.closure(record.iri)[-1]
    assert is_store(tmp_path)
    written = manifest(tmp_path)
    assert (written["format"], written["base"]) == (1, "https://w3id.org/sptgraph/")
    assert written["plans"] == {record.iri: sample_plan().source.sha256}
    assert written["reference"]["graph"] == reference


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        pass
    with pytest.raises(StoreError, match=r"closed|关闭"):
        store.plans()


# A failed add leaves nothing behind


def raising(kind: type[BaseException], *words: str) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise kind(*words)

    return fail


FAULTS = {
    "encoding": (plans_module, "encode", GraphError, "坏", "broken"),
    "database": (plans_module, "replace_graphs", StoreError, "盘满", "disk full"),
    "reference": (plans_module, "load_reference", OntologyError, "坏", "broken"),
    "record": (Store, "record", StoreError, "坏", "broken"),
    "manifest": (plans_module, "write_manifest", StoreError, "盘满", "disk full"),
    "manifest rename": (folder.os, "replace", OSError, "disk full"),
    "interrupt": (plans_module, "write_manifest", KeyboardInterrupt),
}


@pytest.mark.parametrize("step", FAULTS)
@pytest.mark.parametrize("already", [False, True], ids=["new", "again"])
def test_an_add_that_fails_leaves_nothing_behind(
    step: str, already: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path) as store:
        store.insert(other_plan())
        if already:
            store.insert(sample_plan())
        before, told = store.dump(), manifest(tmp_path)
        owner, name, *error = FAULTS[step]
        changed = replace(sample_plan(), tasks=(), source=replace(sample_plan().source, sha256="other"))
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, raising(*error))
            with pytest.raises((SptgraphError, KeyboardInterrupt)):
                store.insert(changed)
        assert store.dump() == before
        assert manifest(tmp_path) == told
        assert sorted(path.name for path in tmp_path.iterdir()) == ["oxigraph", "sptgraph-store.json"]
        assert store.plan(store.insert(changed).iri) == changed
    with Store(tmp_path) as store:
        assert len(store.plans()) == 2


def test_of_several_plans_all_go_in_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path) as store:
        monkeypatch.setattr(plans_module, "write_manifest", raising(StoreError, "盘满", "disk full"))
        with pytest.raises(StoreError):
            store.insert_all([sample_plan(), other_plan()])
        assert store.plans() == ()


CRASH = """
import os, sys
from sptgraph.store import Store, plans
from tests.sample import sample_plan, other_plan
store = Store(sys.argv[1])
store.insert(other_plan())
plans.write_manifest = lambda *_: os._exit(9)
store.insert(sample_plan())
"""


def test_a_crash_leaves_whole_plans_and_a_manifest_that_is_put_right(tmp_path: Path) -> None:
    assert python(CRASH, tmp_path).returncode == 9
    assert len(manifest(tmp_path)["plans"]) == 1
    with Store(tmp_path) as store:
        for record in store.plans():
            store.plan(record.iri)
        assert list(manifest(tmp_path)["plans"]) == [record.iri for record in store.plans()]


# What is refused


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(StoreError, match=r"sptgraph-store\.json"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "plans").write_text("hello")
    with pytest.raises(StoreError, match="plans"):
        Store(tmp_path / "plans")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 1}',
        '{"format": 1, "base": "x", "plans": [], "reference": null}',
        "[" * 99_999,
    ],
)
def test_a_damaged_manifest_is_one_line(tmp_path: Path, text: str) -> None:
    Store(tmp_path).close()
    (tmp_path / "sptgraph-store.json").write_text(text)
    with pytest.raises(StoreError) as caught:
        Store(tmp_path)
    assert "\n" not in caught.value.message("zh")


def test_a_folder_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    Store(tmp_path).close()
    text = json.dumps(manifest(tmp_path) | {"format": 2})
    (tmp_path / "sptgraph-store.json").write_text(text)
    with pytest.raises(StoreError, match="2"):
        Store(tmp_path)
    assert (tmp_path / "sptgraph-store.json").read_text() == text


def test_a_folder_keeps_its_base(tmp_path: Path) -> None:
    Store(tmp_path, "https://data.example/").close()
    with Store(tmp_path) as store:
        assert store.base == "https://data.example/"
    with pytest.raises(StoreError, match=r"data\.example"):
        Store(tmp_path, "https://other.example/")


def test_a_damaged_database_is_one_line(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.insert(sample_plan())
    (tmp_path / "oxigraph" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError) as caught:
        Store(tmp_path)
    assert "\n" not in caught.value.message("en")


def test_a_missing_database_is_not_made_anew_under_an_old_manifest(tmp_path: Path) -> None:
    with Store(tmp_path / "plans") as store:
        store.insert(sample_plan())
    (tmp_path / "plans" / "oxigraph").rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="oxigraph"):
        Store(tmp_path / "plans")


OPEN = "import sys; from sptgraph.store import Store; Store(sys.argv[1])"


def test_a_folder_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with Store(tmp_path):
        with pytest.raises(StoreError, match=r"in use|使用"):
            Store(tmp_path)
        last = python(OPEN, tmp_path).stderr.splitlines()[-1]
        assert last.startswith("sptgraph.errors.StoreError: ")
        assert last.endswith("is in use by another program; close it first, or open the store read-only")
    assert python(OPEN, tmp_path).returncode == 0


# Reading only


def test_a_store_in_use_can_still_be_read(tmp_path: Path) -> None:
    with Store(tmp_path) as writer:
        record = writer.insert(sample_plan())
        with Store(tmp_path, read_only=True) as reader:
            assert reader.plan(record.iri) == sample_plan()
            graphs = reader.closure(record.iri)
            assert graphs == writer.closure(record.iri)
            assert reader.select("SELECT ?t { ?t a spt:Task }", graphs).rows


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.insert(sample_plan()),
        lambda store: store.remove(store.plans()[0].iri),
        lambda store: store.put_graph("https://example.org/g", []),
    ],
)
def test_what_was_opened_to_read_is_not_written(tmp_path: Path, write: Callable[[Store], object]) -> None:
    with Store(tmp_path) as store:
        store.insert(other_plan())
    with Store(tmp_path, read_only=True) as store, pytest.raises(StoreError, match=r"read-only|只读"):
        write(store)


def test_there_must_be_something_to_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(StoreError):
            Store(path, read_only=True)
    assert list(tmp_path.iterdir()) == []
