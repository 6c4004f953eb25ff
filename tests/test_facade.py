"""The verbs in Python, and the promise that every kind of source gives the same answers."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, URIRef

from sptgraph import PlanStore, SptgraphError, read_plan
from sptgraph.encoding import GraphFormat
from sptgraph.errors import (
    GraphError,
    ParameterError,
    QueryError,
    ReadError,
    StoreError,
    UnsupportedFormat,
    UsageError,
)
from sptgraph.facade.kinds import Kind, documents_in, kind_of
from sptgraph.facade.shipped import demo_plan
from tests.sample import other_plan, sample_plan

PLANS = Path(__file__).parent / "plans"
YUNXI, TOWN = PLANS / "yunxi.txt", PLANS / "town.txt"

FORMATS: dict[str, GraphFormat] = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "jsonld"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One plan in every kind of source."""
    folder = tmp_path_factory.mktemp("sources")
    with PlanStore() as store:
        store.add(YUNXI)
        for extension, name in FORMATS.items():
            (folder / f"yunxi{extension}").write_bytes(store.export(name))
    with PlanStore(folder / "store") as store:
        store.add(YUNXI)
    (folder / "documents").mkdir()
    shutil.copy(YUNXI, folder / "documents")
    found = {path.name: path for path in folder.iterdir()}
    return {"yunxi.txt": YUNXI, **found}


def answers_of(source: Path) -> dict[str, Any]:
    """Return what is asked of a source that shows its source and what is not."""
    with PlanStore() as store:
        store.load(source)
        asked = {
            name: store.ask(name).to_json()
            for name in ("tasks", "tasks-due", "recurring-duties", "members", "sector-leads", "targets")
        }
        owners = store.ask("task-owners", task="10").to_json()
        chain = [
            (link.tier, link.agent, link.role, link.basis) for link in store.who("城镇燃气", "云溪县").links
        ]
        found = sorted((finding.rule, finding.task or "") for finding in store.validate())
    return {**asked, "owners": owners, "chain": chain, "found": found}


@pytest.mark.parametrize("name", ["yunxi.trig", "yunxi.nq", "yunxi.jsonld", "store", "documents"])
def test_all_sources_give_the_same_answers(sources: dict[str, Path], name: str) -> None:
    expected = answers_of(YUNXI)
    assert expected["tasks"]["rows"]
    assert expected["chain"]
    assert expected["found"]
    assert answers_of(sources[name]) == expected


def test_turtle_answers_as_far_as_the_stated_graph_goes(sources: dict[str, Path]) -> None:
    expected, answers = answers_of(YUNXI), answers_of(sources["yunxi.ttl"])
    assert expected.pop("found") != answers.pop("found")
    for answer in (*expected.values(), *answers.values()):
        for row in answer["rows"] if isinstance(answer, dict) else ():
            row.pop("quote", None)
    assert answers == expected
    with PlanStore() as store:
        (record,) = store.load(sources["yunxi.ttl"])
        assert record.sha256 is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("yunxi.txt", Kind("document")),
        ("yunxi.ttl", Kind("graph", "turtle")),
        ("yunxi.trig", Kind("graph", "trig")),
        ("yunxi.nq", Kind("graph", "nquads")),
        ("yunxi.jsonld", Kind("graph", "jsonld")),
        ("store", Kind("store")),
        ("documents", Kind("folder")),
    ],
)
def test_the_kind_of_a_source(sources: dict[str, Path], name: str, kind: Kind) -> None:
    assert kind_of(sources[name]) == kind


@pytest.mark.parametrize("extension", [".ttl", ".trig", ".nq", ".jsonld"])
def test_a_graph_is_told_by_its_content(sources: dict[str, Path], tmp_path: Path, extension: str) -> None:
    copy = tmp_path / "graph.dat"
    shutil.copy(sources[f"yunxi{extension}"], copy)
    with PlanStore() as store:
        assert [record.jurisdiction for record in store.load(copy)] == ["云溪县"]


def test_json_of_read_is_told_apart_from_a_graph(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text('{\n "id": "x",\n "source": "a.txt",\n "document": {}}')
    with pytest.raises(UnsupportedFormat, match="trig"):
        kind_of(tmp_path / "plan.json")


def test_a_folder_gives_its_documents_and_not_what_lies_deeper(tmp_path: Path) -> None:
    for name in ("b.TXT", "a.docx", "~$a.docx", ".c.txt", "graph.ttl", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "notes.csv").write_text("日期,天气\n3月1日,晴\n", encoding="utf-8")
    page = '<!DOCTYPE html><head><meta name="generator" content="sptgraph"><title>任务分工表</title>'
    (tmp_path / "tasks.html").write_text(page, encoding="utf-8")
    assert [path.name for path in documents_in(tmp_path)] == ["a.docx", "b.TXT"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError):
        documents_in(tmp_path / "empty")


@pytest.mark.parametrize("address", ["http://localhost:7878/query", "https://example.org/plan.ttl"])
def test_addresses_are_not_fetched(address: str) -> None:
    with PlanStore() as store, pytest.raises(ReadError):
        store.load(address)
    with pytest.raises(StoreError):
        PlanStore(address)


@pytest.mark.parametrize("broken", [b"@prefix a: <b> . a:c a:d", b"<urn:a> <urn:b> <urn:c> ."])
def test_a_broken_or_foreign_graph_is_named(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "graph.ttl").write_bytes(broken)
    with PlanStore() as store, pytest.raises(GraphError, match=r"graph\.ttl"):
        store.load(tmp_path / "graph.ttl")


# The verbs


@pytest.fixture
def store() -> Iterator[PlanStore]:
    with PlanStore() as opened:
        opened.add(sample_plan())
        yield opened


def test_the_first_five_lines(tmp_path: Path) -> None:
    opened = PlanStore()
    plan = opened.add(read_plan(demo_plan()))
    assert "电梯安全整治" in str(opened.validate(plan))
    assert "县住房和城乡建设局" in str(opened.who("城镇燃气", within=plan.jurisdiction))
    opened.listing("departments", plan).save(tmp_path / "lists.xlsx")
    assert (tmp_path / "lists.xlsx").read_bytes().startswith(b"PK")


def test_a_plan_comes_back_as_it_went_in(store: PlanStore) -> None:
    (record,) = store.plans
    for name in (sample_plan(), record, record.iri, record.identifier):
        assert store.plan(name) == sample_plan()
        assert store.iri(name) == record.iri
    with pytest.raises(StoreError):
        store.plan("no such plan")


def test_adding_derives_what_follows(store: PlanStore) -> None:
    leads = store.ask("sector-leads").rows
    assert [row.department for row in leads if row.basis == "derived"]


def test_adding_again_replaces(store: PlanStore) -> None:
    before = store.export()
    store.add(sample_plan())
    assert store.export() == before


def test_a_failed_add_leaves_the_store_as_it_was(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.export()

    def fail(*_: object) -> None:
        raise QueryError("规则坏了", "the rule is broken")

    monkeypatch.setattr("sptgraph.rules.derive", fail)
    with pytest.raises(QueryError):
        store.add(other_plan())
    assert store.export() == before


def test_a_failed_reading_again_leaves_the_older_reading(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sptgraph.rules

    before, works = store.export(), sptgraph.rules.derive
    runs: list[int] = []

    def fail_once(*arguments: Any) -> int:
        runs.append(1)
        if len(runs) == 1:
            raise QueryError("规则坏了", "the rule is broken")
        return works(*arguments)

    monkeypatch.setattr("sptgraph.rules.derive", fail_once)
    shorter = sample_plan()
    with pytest.raises(QueryError):
        store.add(type(shorter)(shorter.source, shorter.document, tasks=shorter.tasks[:1]))
    assert store.export() == before


def test_questions_can_be_put_to_some_plans_only(store: PlanStore) -> None:
    other = store.add(other_plan())
    both, one = store.ask("tasks"), store.ask("tasks", plans=[other])
    assert 0 < len(one) < len(both)
    assert {row.plan for row in one} == {store.iri(other)}
    assert len(store.validate(other).plans) == 1
    assert len(store.validate().plans) == 2


def test_parameters_may_be_given_together_or_by_name(store: PlanStore) -> None:
    together = store.ask("tasks-due", {"from": "2024-01-01", "to": "2024-12-31"})
    assert store.ask("tasks-due", from_="2024-01-01", to="2024-12-31").rows == together.rows
    with pytest.raises(ParameterError):
        store.ask("tasks", {"plans": "x"})


def test_sparql_of_ones_own_reads_and_cannot_write(store: PlanStore) -> None:
    found = store.query("SELECT ?title WHERE { ?plan a spt:Plan ; dcterms:title ?title }")
    assert [str(row[0].value) for row in found.rows if row[0] is not None] == [sample_plan().document.title]  # type: ignore[union-attr]
    before = store.export()
    for attempt in ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DROP ALL", "not SPARQL"):
        with pytest.raises(QueryError):
            store.query(attempt)
    with pytest.raises(QueryError):
        store.query("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert store.export() == before


def test_export_gives_some_plans_or_all(store: PlanStore) -> None:
    other = store.add(other_plan())
    assert len(store.export("nquads", plans=[other])) < len(store.export("nquads"))
    assert store.export("turtle", plans=[other]).startswith(b"@")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_sees_the_same_graph(store: PlanStore) -> None:
    (record,) = store.plans
    titles = [str(title) for title in store.to_rdflib().objects(URIRef(record.iri), DCTERMS.title)]
    assert titles == [sample_plan().document.title]


def test_a_folder_keeps_plans(tmp_path: Path) -> None:
    with PlanStore(tmp_path / "kept", base="https://example.org/") as kept:
        kept.add(sample_plan())
    with PlanStore(tmp_path / "kept", read_only=True) as again:
        assert again.plan(again.plans[0]) == sample_plan()
        assert again.plans[0].iri.startswith("https://example.org/plan/")
        with pytest.raises(SptgraphError):
            again.add(other_plan())


def test_corrections_are_laid_over_what_is_read(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.csv"
    sheet.write_text("位置,种类,原值,改为\n文件,文件信息,层级=乡镇,层级=县级\n", encoding="utf-8")
    assert read_plan(TOWN).document.level == "town"
    assert read_plan(TOWN, corrections=sheet).document.level == "county"
    with PlanStore() as store:
        assert store.add(TOWN, corrections=sheet).corrections


def test_validation_runs_on_either_engine_with_the_same_findings() -> None:
    with PlanStore() as store:
        store.add(other_plan())
        assert list(store.validate(engine="pyshacl")) == list(store.validate())
        with pytest.raises(UsageError):
            store.validate(engine="jena")  # type: ignore[arg-type]
