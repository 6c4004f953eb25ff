"""The ontology held against its own rules: labels, definitions, declared terms, norms with their articles."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from sptgraph.errors import OntologyError
from sptgraph.language import Bilingual
from sptgraph.reasons import parser_reason, system_reason
from sptgraph.store.reference import load_reference
from sptgraph.validation.checking import Engine, results_of
from sptgraph.validation.facts import Facts, lines_of
from sptgraph.validation.findings import findings_of
from sptgraph.validation.report import CheckedPlan, Report
from sptgraph.validation.rulebook import ontology_rulebook
from sptgraph.vocabulary import BASE

_WHOLE: Final = Bilingual("本体", "The ontology")


def validate_ontology(*additions: str | Path, engine: Engine = "auto") -> Report:
    """Return what is wrong with the shipped ontology, together with Turtle files of your own.

    It is for use after a change of ``ontology/``, or to try ``additions``: sectors or norms of your own.
    Raises `OntologyError` where a file cannot be read.

    >>> validate_ontology().conforms("info")
    True
    """
    triples = [*load_reference().triples, *(triple for path in additions for triple in _read(Path(path)))]
    facts, book, iri = Facts(lines_of(triples)), ontology_rulebook(), f"{BASE}ontology"
    findings = findings_of(iri, facts, results_of(facts, book, engine), book, _WHOLE)
    return Report((CheckedPlan(iri, _WHOLE.zh),), findings, book.targeted)


def _read(path: Path) -> Iterable[Triple]:
    try:
        return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
    except (SyntaxError, ValueError, OSError) as error:
        zh, en = system_reason(error) if isinstance(error, OSError) else parser_reason(error)
        raise OntologyError(f"{path.name}：{zh}", f"{path.name}: {en}") from error
