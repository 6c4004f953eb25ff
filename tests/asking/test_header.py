"""A query file's header is checked when it is loaded; what is wrong is said with file and line."""

import pytest

from sptgraph.asking import Query
from sptgraph.errors import QueryError

GOOD = """#+ summary.zh = "某部门的任务"
#+ summary.en = "A department's tasks"
#+
#+ [params]
#+ who = { kind = "department", as = "body", zh = "部门", en = "department" }
#+ after = { kind = "date", zh = "起", en = "from", optional = true }
#+
#+ [columns]
#+ plan = { kind = "plan", zh = "方案", en = "plan" }
#+ due = { kind = "date", zh = "截止", en = "due" }

PREFIX spt: <https://w3id.org/sptgraph/ontology#>
SELECT $plan ?due
WHERE {
  ?duty spt:bearer $body ; spt:about ?provision .
  ?deadline spt:about ?provision ; spt:due ?due .
  FILTER(!BOUND($after) || ?due >= $after)
}
"""


def test_a_well_formed_query_says_what_it_takes_and_gives() -> None:
    query = Query.parse("mine", GOOD)
    assert query.summary.en == "A department's tasks"
    assert [(p.name, p.variable, p.optional) for p in query.parameters] == [
        ("who", "body", False),
        ("after", "after", True),
    ]
    assert [(c.name, c.kind, c.label.zh) for c in query.columns] == [
        ("plan", "plan", "方案"),
        ("due", "date", "截止"),
    ]


PARAMS = GOOD[GOOD.index("#+ [params]") : GOOD.index("#+ [columns]")]
COLUMNS = GOOD[GOOD.index("#+ [columns]") : GOOD.index("PREFIX")]
QUERY = GOOD[GOOD.index("SELECT") :]

# what is wrong: (what is replaced, by what, the line that is named, words of the message)
FAULTS = {
    "no header": ("#+", "#", 1, "header"),
    "not TOML": ("[columns]", "[columns", 8, "no TOML"),
    "unclosed text at the end": ('en = "due" }', 'en = "due }', 10, "no TOML"),
    "unknown section": ("[params]", "[arguments]", 4, "arguments is not known"),
    "unknown key": ("optional = true", "default = true", 6, "after.default"),
    "no Chinese summary": ("summary.zh", "summary.de", 1, "summary.de"),
    "empty English summary": ("A department's tasks", " ", 1, "no text in en"),
    "parameter without English": (', en = "department"', "", 5, "who has no text in en"),
    "column without Chinese": ('zh = "截止", ', "", 10, "due has no text in zh"),
    "unknown kind of parameter": ('"department", as', '"person", as', 5, "`kind` of who"),
    "unknown kind of column": ('kind = "plan"', 'kind = "task"', 9, "`kind` of plan"),
    "optional is no boolean": ("optional = true", "optional = 1", 6, "true or false"),
    "as is no name": ('as = "body"', 'as = "a b"', 5, "`as` of who"),
    "entry is no table": ('{ kind = "date", zh = "截止", en = "due" }', '"date"', 10, "due must read"),
    "name in capitals": ("#+ due", "#+ Due", 10, "small letters"),
    "no columns": (COLUMNS, "", 1, "no column"),
    "params is no table": (PARAMS, '#+ params = "x"\n', 4, "params must be a table"),
    "plan declared": ("#+ after =", "#+ plan =", 6, "always supplied"),
    "two parameters, one variable": ('as = "body"', 'as = "after"', 6, "share"),
    "undeclared parameter": ("?deadline spt:about", "$deadline spt:about", 16, "$deadline"),
    "unused parameter": ("$body", "?bearer", 5, "who is declared but not used"),
    "parameter only selected": (
        QUERY,
        "SELECT $plan ?due $body WHERE { $after a ?due }",
        5,
        "who is declared but not used",
    ),
    "parameter written both ways": ("?due >= $after", "?due >= ?after", 17, "?after"),
    "parameter bound": ("  FILTER", '  BIND("x" AS $body)\n  FILTER', 17, "given a value"),
    "parameter bound as ?name": ("  FILTER", '  BIND("x" AS ?body)\n  FILTER', 17, "given a value"),
    "parameter given by VALUES": ("  FILTER", "  VALUES ($body ?z) { (1 2) }\n  FILTER", 17, "given a value"),
    "plan bound": ("  FILTER", '  BIND("x" AS $plan)\n  FILTER', 17, "given a value"),
    "parameter in HAVING": (
        "$after)\n}\n",
        "$after)\n}\nGROUP BY $plan ?due HAVING (?due > $after)",
        19,
        "HAVING",
    ),
    "column not selected": ("SELECT $plan ?due", "SELECT $plan", 8, "are not those selected"),
    "columns in another order": ("SELECT $plan ?due", "SELECT ?due $plan", 8, "are not those selected"),
    "no SPARQL": ("WHERE {", "WHERE {{", 19, "is no SPARQL"),
    "ASK": ("SELECT $plan ?due\nWHERE", "ASK", 1, "only SELECT"),
    "CONSTRUCT": ("SELECT $plan ?due\n", "CONSTRUCT { ?due a ?due }\n", 1, "only SELECT"),
    "SERVICE": ("  FILTER", "  SERVICE <http://x/> { ?a ?b ?c }\n  FILTER", 17, "SERVICE"),
    "service": ("  FILTER", "  service silent <http://x/> { ?a ?b ?c }\n  FILTER", 17, "SERVICE"),
    "FROM": ("WHERE {", "FROM <http://x/>\nWHERE {", 14, "FROM"),
    "FROM NAMED": ("WHERE {", "FROM NAMED <http://x/>\nWHERE {", 14, "FROM"),
    "INSERT": (QUERY, "INSERT DATA { <a:> <b:> $body }", 13, "INSERT"),
    "LOAD": (QUERY, "LOAD <http://x/>", 13, "LOAD"),
    "DROP": (QUERY, "DROP ALL", 13, "DROP"),
    "an update behind the query": ("$after)\n}\n", "$after)\n}\n; DROP ALL", 19, "is no SPARQL"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line(fault: str) -> None:
    old, new, line, said = FAULTS[fault]
    assert old in GOOD
    with pytest.raises(QueryError) as caught:
        Query.parse("mine", GOOD.replace(old, new))
    assert caught.value.message("en").startswith(f"mine.rq:{line}: ")
    assert said in caught.value.message("en")
    assert f"第{line}行" in caught.value.message("zh")


def test_words_in_strings_comments_and_names_are_no_keywords() -> None:
    text = GOOD.replace(
        "  FILTER", "  # SERVICE FROM $nobody\n  ?duty spt:service 'FROM $nobody', <http://x/$no> .\n  FILTER"
    )
    assert Query.parse("mine", text).name == "mine"
