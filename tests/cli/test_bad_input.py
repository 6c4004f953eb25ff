"""Whatever a user feeds it: one line for each bad thing, exit code 2, nothing written."""

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sptgraph.facade import PlanStore
from sptgraph.facade.shipped import demo_plan
from tests.cli.conftest import Run
from tests.cli.running import ROOT, TOWN
from tests.sample import sample_plan

PLANS = ROOT / "tests" / "plans"


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_000)
    return buffer.getvalue()


def entities() -> bytes:
    buffer = io.BytesIO()
    body = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    return buffer.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("plan.docx", lambda: b""),
    "random bytes": ("plan.docx", lambda: random.Random(7).randbytes(5000)),
    "cut off": ("plan.docx", lambda: demo_plan().read_bytes()[:9000]),
    "cut off pdf": ("plan.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<"),
    "zip bomb": ("plan.docx", zip_bomb),
    "external entities": ("plan.docx", entities),
    "picture": ("plan.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "old Word": ("plan.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)),
    "English": ("plan.txt", (PLANS / "notaplan-english.txt").read_bytes),
    "novel": ("plan.txt", (PLANS / "notaplan-fiction.txt").read_bytes),
    "news": ("plan.txt", (PLANS / "notaplan-news.txt").read_bytes),
    "prices": ("plan.txt", (PLANS / "notaplan-prices.txt").read_bytes),
    "too long": ("plan.txt", lambda: "安".encode() * 6_000_000),
}

BAD_GRAPHS: dict[str, tuple[str, bytes]] = {
    "broken Turtle": ("graph.ttl", b"@prefix a: <urn:a> . a:b a:c"),
    "broken TriG": ("graph.trig", b"@prefix a: <urn:a> . a:g { a:b a:c }"),
    "broken N-Quads": ("graph.nq", b"<urn:a> <urn:b>"),
    "broken JSON-LD": ("graph.jsonld", b'{"@id": '),
    "remote context": ("graph.jsonld", b'{"@context": "http://example.org/c", "@id": "urn:a"}'),
    "deep JSON-LD": ("graph.jsonld", b"[" * 100_000),
    "no plan": ("graph.ttl", b"<urn:a> <urn:b> <urn:c> ."),
    "empty graph": ("graph.ttl", b""),
    "binary graph": ("graph.ttl", bytes(range(256))),
    "JSON of read": ("plan.json", b'{\n "id": "x",\n "source": "a.txt",\n "document": {}}'),
}

COMMANDS = {
    "read": ["read", "{}", "--format", "json", "-o", "out.json"],
    "check": ["check", "{}", "-o", "out.html"],
    "ask": ["ask", "tasks", "{}", "-o", "out.csv"],
    "who": ["who", "1", "{}", "-o", "out.json"],
    "list": ["list", "tasks", "{}", "-o", "out.xlsx"],
}


def assert_refused(run: Run, command: str, name: str) -> None:
    before = {path.name for path in Path().iterdir()}
    for language in ("zh", "en"):
        answer = run(*(part.format(name) for part in COMMANDS[command]), "--lang", language)
        assert answer.code == 2
        assert name in answer.complaint
        assert answer.output == b""
    assert {path.name for path in Path().iterdir()} == before


@pytest.mark.parametrize("case", BAD)
def test_bad_documents(run: Run, case: str) -> None:
    name, content = BAD[case]
    Path(name).write_bytes(content())
    assert_refused(run, "read", name)


@pytest.mark.parametrize("case", BAD_GRAPHS)
def test_bad_graphs(run: Run, case: str) -> None:
    name, content = BAD_GRAPHS[case]
    Path(name).write_bytes(content)
    assert_refused(run, "check", name)
    assert_refused(run, "read", name)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["missing.docx", "novel.txt", "folder", "http://localhost:1/sparql"])
def test_every_command_refuses_what_is_no_plan(run: Run, command: str, name: str) -> None:
    Path("novel.txt").write_bytes((PLANS / "notaplan-fiction.txt").read_bytes())
    Path("folder").mkdir()
    answer = run(*(part.format(name) for part in COMMANDS[command]))
    assert (answer.code, answer.output) == (2, b"")
    assert name.rpartition("/")[2] in answer.complaint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe of Unix")
def test_a_pipe_is_not_waited_for(run: Run) -> None:
    os.mkfifo("pipe.txt")
    assert "pipe.txt" in run("read", "pipe.txt").complaint
    assert "pipe.txt" in run("check", "pipe.txt").complaint


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"@prefix a: <urn:a> . a:b a:c", "“graph.ttl”：这份 Turtle 读不通：第 1 行第 29 列写错了"),
        (b"<urn:a> <urn:b> <urn:c> .", "“graph.ttl”：这份 RDF 里没有方案（spt:Plan）"),
        (demo_plan().read_bytes()[:9000], "graph.ttl"),
    ],
    ids=["broken", "foreign", "a document by content"],
)
def test_reading_a_graph_file_says_what_is_wrong_with_it(run: Run, content: bytes, reason: str) -> None:
    Path("graph.ttl").write_bytes(content)
    complaint = run("read", "graph.ttl").complaint
    assert reason in complaint
    assert "是图" not in complaint


def test_a_good_graph_is_no_document_and_a_document_no_graph(run: Run) -> None:
    assert run("read", TOWN, "-o", "town.trig").code == 0
    assert "check、ask、who、list" in run("read", "town.trig").complaint
    Path("demo.ttl").write_bytes(demo_plan().read_bytes())
    assert run("read", "demo.ttl").code == 0


def test_what_lies_beside_and_below_the_documents_of_a_folder_is_told(run: Run) -> None:
    Path("plans/2024/deep").mkdir(parents=True)
    Path("plans/a.txt").write_bytes(Path(TOWN).read_bytes())
    assert run("ask", "plans", "plans").errors == ""
    Path("plans/2024/deep/b.txt").touch()
    assert run("ask", "plans", "plans").code == 0
    assert run("ask", "plans", "plans").complaint.startswith("提示：文件夹“plans”只读了直接放在里面的文件")
    Path("plans/b.ttl").touch()
    below, beside = run("ask", "plans", "plans", "--lang", "en").errors.splitlines()
    assert "folders in it hold documents" in below
    assert "b.ttl" in beside


def test_a_damaged_store_is_told_once(run: Run) -> None:
    with PlanStore("kept") as store:
        store.add(sample_plan())
    Path("kept/sptgraph-store.json").write_text("{")
    assert "sptgraph-store.json" in run("check", "kept").complaint


def test_an_empty_store_holds_no_plan(run: Run) -> None:
    PlanStore("kept").close()
    for arguments in (["check", "kept"], ["ask", "tasks", "kept"], ["list", "tasks", "kept"]):
        assert run(*arguments).code == 2
        assert "kept" in run(*arguments).complaint


def test_asking_a_store_does_not_change_it(run: Run) -> None:
    with PlanStore("kept") as store:
        store.add(sample_plan())
    before = {path: path.read_bytes() for path in Path("kept").rglob("*") if path.is_file()}
    assert run("ask", "tasks", "kept", "--format", "json").json["rows"]
    assert run("check", "kept").code == 1
    assert {path: path.read_bytes() for path in Path("kept").rglob("*") if path.is_file()} == before


def test_one_line_for_each_bad_thing_in_a_folder(run: Run) -> None:
    Path("plans").mkdir()
    Path("plans/a.txt").write_bytes(Path(TOWN).read_bytes())
    Path("plans/b.txt").write_bytes(b"")
    Path("plans/c.docx").write_bytes(b"PK\x03\x04")
    answer = run("ask", "plans", "plans")
    assert answer.code == 2
    assert "石峤镇" in answer.text
    empty, broken = answer.errors.splitlines()
    assert "b.txt" in empty
    assert "c.docx" in broken


def test_the_same_plan_twice_is_told(run: Run) -> None:
    Path("again.txt").write_bytes(Path(TOWN).read_bytes())
    answer = run("ask", "plans", TOWN, "again.txt", "--format", "json")
    assert (answer.code, len(answer.json["rows"])) == (0, 1)
    assert "again.txt" in answer.complaint
    assert answer.complaint.startswith("提示：")


@pytest.mark.skipif(os.name != "posix", reason="names of stray bytes exist on Unix")
def test_a_name_of_stray_bytes_is_no_obstacle(run: Run) -> None:
    name = os.fsdecode(b"plan\xff.txt")
    Path(name).write_bytes(Path(TOWN).read_bytes())
    assert run("check", name, "--fail-on", "warning").code == 1
    assert json.loads(run("read", name, "--format", "json").output)["tasks"]
