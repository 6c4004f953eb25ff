"""A rule is a file: a CONSTRUCT under a header, refused by name where it is none or would reach out."""

from pathlib import Path

import pytest

from sptgraph.errors import QueryError
from sptgraph.rules import load_rules, read_rule

HEADER = '#+ id = "sample"\n#+ summary.zh = "样例"\n#+ summary.en = "sample"\n'
QUERY = """
PREFIX rule: <https://w3id.org/sptgraph/rule/>
PREFIX spt: <https://w3id.org/sptgraph/ontology#>
CONSTRUCT { ?made a spt:Concern ; spt:rule rule:sample }
WHERE { ?plan a spt:Plan BIND(IRI(CONCAT(STR(?plan), "/derived/sample/1")) AS ?made) }
"""
GOOD = HEADER + QUERY


def test_a_rule_is_a_construct_with_a_header() -> None:
    more = '#+ statute = "law:work-safety-law-2021"\n#+ stratum = 2\n'
    rule = read_rule("sample", more + GOOD)
    assert (rule.identifier, rule.summary.zh, rule.statute) == ("sample", "样例", "law:work-safety-law-2021")
    assert rule.iri == "https://w3id.org/sptgraph/rule/sample"
    assert (rule.stratum, rule.shipped) == (2, False)
    assert read_rule("sample", GOOD).stratum == 0


def test_a_rule_may_only_add_to_what_others_derived_and_need_not_name_itself_then() -> None:
    read_rule("sample", HEADER + "CONSTRUCT { ?gap <urn:note> 1 } WHERE { ?gap a <urn:Gap> }")
    read_rule("sample", HEADER + "CONSTRUCT { ?gap <urn:note> 1 } { ?gap a <urn:Gap> . # rule:sample\n }")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (QUERY, "summary"),
        (GOOD.replace('"sample"\n#+ summary.zh', '"other"\n#+ summary.zh'), "id"),
        (GOOD.replace("#+ id", "#+ ID"), "id"),
        (GOOD.replace("#+ id", '#+ colour = "red"\n#+ id'), "colour"),
        (GOOD.replace("#+ id", "#+ stratum = -1\n#+ id"), "stratum"),
        (GOOD.replace("#+ id", "#+ stratum = true\n#+ id"), "stratum"),
        (GOOD.replace("#+ id", '#+ stratum = "1"\n#+ id'), "stratum"),
        (GOOD.replace("#+ id", "#+ statute = 7\n#+ id"), "statute"),
        (GOOD.replace("#+ id", '#+ statute = "statute"\n#+ id'), "statute"),
        (GOOD.replace('#+ summary.en = "sample"\n', ""), "summary"),
        (GOOD.replace('"样例"', "样例"), "TOML"),
        (GOOD.replace("CONSTRUCT", "CONSTRUE"), "parsed"),
        (HEADER + "SELECT * { ?s <https://w3id.org/sptgraph/ontology#rule> 'rule:sample' }", "CONSTRUCT"),
        (HEADER + "DELETE WHERE { ?s ?p ?o }", "parsed"),
        (HEADER + "LOAD <http://127.0.0.1:9/x.ttl>", "LOAD"),
        (GOOD.replace("rule:sample", "rule:other"), "rule:sample"),
        (GOOD.replace("{ ?plan", "{ SERVICE <http://127.0.0.1:9/sparql> { ?x ?y ?z } ?plan"), "SERVICE"),
        (GOOD.replace("{ ?plan", "{ service silent ?e { ?x ?y ?z } ?plan"), "SERVICE"),
        (GOOD.replace("WHERE", "FROM <http://127.0.0.1:9/x.ttl> WHERE"), "FROM"),
        (GOOD.replace("{ ?plan", "{ GRAPH ?g { ?x ?y ?z } ?plan"), "GRAPH"),
        (GOOD + "#" * 200_000, "too long"),
    ],
)
def test_a_file_that_is_no_rule_is_refused_by_name(
    text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPTGRAPH_LANG", "en")
    with pytest.raises(QueryError, match=words) as caught:
        read_rule("sample", text)
    assert "sample.rq" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_words_in_comments_and_names_fetch_nothing() -> None:
    read_rule("sample", GOOD + "# SERVICE, FROM and LOAD\n")
    read_rule("sample", GOOD.replace("?made", "?from"))


@pytest.mark.parametrize("name", ["a b", "../x", "x/y", "asked"])
def test_a_name_that_is_no_name_of_a_rule_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="名称"):
        read_rule(name, GOOD.replace("sample", name))


def test_a_folder_of_rules_is_read_beside_the_shipped_ones(tmp_path: Path) -> None:
    for name in ("zz", "aa"):
        (tmp_path / f"{name}.rq").write_text(GOOD.replace("sample", name), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no rule", encoding="utf-8")
    shipped = [rule.identifier for rule in load_rules()]
    assert [rule.identifier for rule in load_rules(tmp_path)] == ["aa", *shipped, "zz"]
    assert [rule.identifier for rule in load_rules(tmp_path) if not rule.shipped] == ["aa", "zz"]


def test_a_rule_that_has_the_name_of_a_shipped_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gap.rq").write_text(GOOD.replace("sample", "gap"), encoding="utf-8")
    with pytest.raises(QueryError, match=r"gap\.rq.*同名"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"), [(b"\xff\xfe\x00", "UTF-8"), (b" " * 500_000, "太大"), (None, "不存在")]
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    place = tmp_path / "rules"
    if content is not None:
        place.mkdir()
        (place / "x.rq").write_bytes(content)
    with pytest.raises(QueryError, match=words):
        load_rules(place)


def test_the_shipped_rules_are_rules_with_a_place_in_the_order() -> None:
    rules = load_rules()
    assert len({rule.identifier for rule in rules}) == len(rules) > 25
    assert all(rule.shipped and rule.query.count("\n#+ stratum") == 1 for rule in rules)
