"""``who`` shows the chain of who answers, and proves it."""

from pathlib import Path
from typing import Any

import networkx
import pyoxigraph

from sptgraph.facade.shipped import shipped_plans
from tests.cli.conftest import Run
from tests.cli.running import TOWN, YUNXI

TIERS = {
    "enterprise", "territorial", "sector-lead", "trade-manager", "business", "comprehensive",
    "committee-office", "committee", "party-government", "superior-committee",
}  # fmt: skip


def test_the_chain_is_shown_with_its_tiers(run: Run) -> None:
    answer = run("who", "城镇燃气", YUNXI)
    assert answer.code == 0
    assert answer.text.startswith("城镇燃气  云溪县  2024-03-12")
    assert "县住房和城乡建设局" in answer.text
    assert "原文" not in answer.text
    assert answer.errors == ""


def test_a_proof_leads_to_the_text(run: Run) -> None:
    assert "原文" in run("who", "城镇燃气", YUNXI, "--proof").text
    assert "text" in run("who", "城镇燃气", YUNXI, "--proof", "--lang", "en").text


def test_json_keeps_the_contract(run: Run) -> None:
    written = run("who", "矿山", YUNXI, "--format", "json").json
    assert {"subject", "jurisdiction", "as_of", "chain"} <= set(written)
    for link in written["chain"]:
        assert {"tier", "agent", "role", "facet", "basis", "parents", "candidates", "proof"} <= set(link)
        assert link["tier"] in TIERS
        assert link["basis"] in {"stated", "derived", "undetermined", "missing"}
        assert (link["agent"] is None) == (link["basis"] in {"undetermined", "missing"})


def test_without_a_source_the_shipped_plans_are_asked_and_that_is_said(run: Run) -> None:
    for example in shipped_plans():
        answer = run("who", "城镇燃气", "--in", example.jurisdiction[-3:])
        assert answer.code == 0
        assert example.jurisdiction in answer.text.splitlines()[0]
        assert "真实方案" in answer.complaint


def test_without_a_source_the_place_must_be_named(run: Run) -> None:
    answer = run("who", "城镇燃气")
    assert answer.code == 2
    assert all(example.jurisdiction in answer.errors for example in shipped_plans())
    assert run("who", "城镇燃气", "--in", "云溪县").code == 2


def test_a_place_chooses_among_plans(run: Run) -> None:
    assert "云溪县" in run("who", "消防", YUNXI, TOWN, "--in", "云溪县").text.splitlines()[0]
    assert "石峤镇" in run("who", "应急管理部门", YUNXI, TOWN, "--in", "石峤镇").text.splitlines()[0]
    assert run("who", "消防", YUNXI, TOWN, "--in", "无此县").code == 2
    assert "云溪县" in run("who", "消防", YUNXI, TOWN).complaint


def test_a_proof_leads_to_articles_with_their_dates(run: Run) -> None:
    zh, en = (run("who", "水上交通", YUNXI, "--proof", "--lang", lang).text for lang in ("zh", "en"))
    assert "法规 《" in zh
    assert "起施行" in zh
    assert "in force from" in en


def test_the_leaves_in_json_are_the_contracts(run: Run) -> None:
    kinds = set()

    def look(proof: dict[str, Any]) -> None:
        if "premises" not in proof:
            kinds.add(tuple(proof))
            return
        assert {"fact", "rule", "premises"} <= set(proof) <= {"fact", "rule", "premises", "alternatives"}
        for below in (*proof["premises"], *proof.get("alternatives", ())):
            look(below)

    for link in run("who", "水上交通", YUNXI, "--format", "json").json["chain"]:
        look(link["proof"])
    assert kinds == {("plan", "where", "span", "text"), ("statute", "article", "in_force", "verified")}


def test_proofs_are_written_as_turtle(run: Run, tmp_path: Path) -> None:
    written = run("who", "城镇燃气", YUNXI, "--format", "turtle")
    assert list(pyoxigraph.parse(written.output, pyoxigraph.RdfFormat.TURTLE))
    assert "prov:wasDerivedFrom" in written.text
    assert run("who", "城镇燃气", YUNXI, "-o", str(tmp_path / "why.ttl")).code == 0
    assert (tmp_path / "why.ttl").read_bytes() == written.output


def test_the_chain_is_written_as_graphml(run: Run, tmp_path: Path) -> None:
    assert run("who", "城镇燃气", YUNXI, "-o", str(tmp_path / "chain.graphml")).code == 0
    graph = networkx.read_graphml(tmp_path / "chain.graphml")
    assert "reports-to" in {data["type"] for *_, data in graph.edges(data=True)}


def test_the_subject_may_be_a_task_or_a_department(run: Run) -> None:
    assert "县农业农村局" in run("who", "13", YUNXI).text
    assert "县应急管理局" in run("who", "应急管理部门", YUNXI).text
