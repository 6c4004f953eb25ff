"""Places: by division code where the ontology knows them, by name elsewhere."""

from dataclasses import replace

from sptgraph.encoding import decode, encode
from sptgraph.encoding.divisions import DIVISIONS, above, division_of, divisions, place_iri
from sptgraph.encoding.iris import plan_iri
from sptgraph.model import Plan
from sptgraph.vocabulary import term
from tests.sample import sample_plan


def test_every_place_but_the_country_lies_in_another_that_is_known() -> None:
    for division in divisions().values():
        assert (division.within in divisions()) == (division.level != "national"), division


def test_codes_and_levels_agree() -> None:
    for code, division in divisions().items():
        ending = {"province": "0000", "city": "00"}.get(division.level, "")
        assert code.endswith(ending)
        for containing in above(division):
            assert code.startswith(containing.code.rstrip("0"))


def test_a_place_s_names_lead_to_it() -> None:
    for division in divisions().values():
        assert all(division_of(name) == division for name in division.names)


def placed(name: str) -> Plan:
    plan = sample_plan()
    return replace(plan, document=replace(plan.document, jurisdiction=name))


def test_the_place_of_a_plan_is_named_by_its_code_under_any_base() -> None:
    county = next(each for each in divisions().values() if each.level == "county")
    base = "https://data.example/"
    for name in county.names:
        quads = encode(placed(name), base)
        place = place_iri(name, base)
        assert place == f"{base}place/{county.code}"
        within = {
            q.object.value
            for q in quads
            if q.subject.value == place and q.predicate.value == term("spt:within")
        }
        assert within == {f"{DIVISIONS}{county.within}"}
        assert decode(quads).jurisdiction == name


def test_a_superior_s_body_sits_in_the_known_place_above() -> None:
    county = next(each for each in divisions().values() if each.level == "county")
    city = above(county)[0]
    plan = placed(county.label)
    owner = replace(plan.tasks[0].assignments[0], agent="市住建局")
    quads = encode(replace(plan, tasks=(replace(plan.tasks[0], assignments=(owner,)),)))
    bearer = {
        q.object.value for q in quads if q.predicate.value == term("spt:bearer") and "task" in q.subject.value
    }
    assert bearer == {f"{place_iri(city.label)}/org/市住建局"}


def test_the_sample_s_place_is_named_by_its_name() -> None:
    assert place_iri("云溪县") == "https://w3id.org/sptgraph/place/云溪县"
    assert plan_iri(sample_plan()).endswith("6号")
