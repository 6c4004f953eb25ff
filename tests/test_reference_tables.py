"""Every row of the reference tables the ontology was made from is in it."""

import csv
from pathlib import Path

import pytest

from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.vocabulary import key_of, term
from tests.ontology_data import instances, values

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference tables are not here")


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cells(text: str) -> list[str]:
    return [cell for cell in text.split("|") if cell]


def test_every_department_of_the_table_is_here_with_its_names() -> None:
    departments = load_lexicon().departments
    for row in rows("departments.csv"):
        department = departments[row["key"]]
        assert (department.label_zh, department.label_en, department.kind) == (
            row["label_zh"],
            row["label_en"],
            row["kind"],
        )
        names = {
            name
            for column in ("county_names_zh", "province_names_zh", "national_name_zh")
            for name in cells(row[column])
        }
        assert names <= {*department.names, *department.bare_names}, row["key"]
        assert set(cells(row["name_pattern"])) <= set(department.name_pattern)
        assert set(cells(row["also_holds"])) == set(department.also_holds)


def test_every_sector_of_the_table_is_here_with_its_words() -> None:
    sectors = load_lexicon().sectors
    for row in rows("sectors.csv"):
        sector = sectors[row["key"]]
        assert (sector.label_zh, sector.label_en) == (row["label_zh"], row["label_en"])
        assert set(cells(row["aliases_zh"])) <= set(sector.aliases)
        assert (sector.broader or "", sector.primary_facet) == (row["broader"], row["primary_facet"])
        assert (sector.generic, sector.high_hazard) == (row["generic"] == "yes", row["high_hazard"] == "yes")
        iri = term(f"sec:{row['key']}")
        assert values(iri, "spt:gbt4754") == sorted(cells(row["gbt4754"]))
        assert values(iri, "spt:highHazardFrom") == cells(row["high_hazard_valid_from"])


def test_every_sector_duty_of_the_table_is_a_norm() -> None:
    table = rows("sector_leads.csv")
    assert len(table) == len(instances("spt:Norm"))
    for row in table:
        iri = term(f"norm:{row['id']}")
        keys = {
            name: key_of(values(iri, f"spt:{name}")[0])
            for name in ("sector", "departmentType", "normRole", "facet")
        }
        assert keys == {
            "sector": row["sector"],
            "departmentType": row["department"],
            "normRole": row["role"],
            "facet": row["facet"],
        }
        for name, column in (
            ("part", "part"),
            ("scope", "scope"),
            ("level", "level"),
            ("appliesIn", "applies_in"),
            ("validFrom", "valid_from"),
            ("validTo", "valid_to"),
            ("article", "article"),
        ):
            assert values(iri, f"spt:{name}") == [row[column]] * bool(row[column]), (iri, name)
        assert values(iri, "spt:leftToLocal") == [str(row["left_to_local"] == "yes").lower()]
        assert values(iri, "spt:verified") == [str(row["verified"] == "yes").lower()]
        assert values(iri, "dcterms:source") == [row["source"]]
        assert set(values(iri, "rdfs:label")) == {row["paraphrase_zh"], row["paraphrase_en"]}
        assert row["statute_zh"] in values(values(iri, "spt:statute")[0], "rdfs:label", "skos:altLabel")


def test_every_business_and_local_name_of_the_tables_is_here() -> None:
    for row in rows("business_leads.csv"):
        iri = term(f"norm:business--{row['business_key']}")
        assert values(iri, "spt:business") == [row["business_zh"]]
        assert values(iri, "spt:departmentType") == [term(f"dep:{row['department']}")]
        assert row["statute_zh"] in values(values(iri, "spt:statute")[0], "rdfs:label", "skos:altLabel")
        assert values(iri, "spt:verified") == [str(row["verified"] == "yes").lower()]
    local = load_lexicon().local_names
    for row in rows("local_names.csv"):
        assert local[row["place"]][row["name_zh"]] == row["department"]
