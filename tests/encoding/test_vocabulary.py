"""Every term of our own that a plan's graph can hold is declared in the ontology."""

import re
from pathlib import Path

import sptgraph.encoding
from sptgraph.resources import folder
from sptgraph.store.reference import load_reference
from sptgraph.vocabulary import PREFIXES

CODE = Path(sptgraph.encoding.__file__).parent


def test_terms_of_the_graph_are_declared() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CODE.glob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (folder("queries") / "rules").glob("*.rq")]
    used = {name for text in texts for name in re.findall(r"\b(?:spt|role):[A-Za-z0-9-]+", text)}
    declared = {triple.subject.value for triple in load_reference().triples}
    names = {prefix: PREFIXES[prefix] for prefix in ("spt", "role")}
    assert len(used) > 60
    missing = {
        name for name in used if names[name.partition(":")[0]] + name.partition(":")[2] not in declared
    }
    assert missing == set()
