"""Write the generated parts of the README and of ``docs/``: tables that would otherwise grow stale.

Usage: ``python tools/make_docs.py [--check]`` from the checkout; ``--check`` only names the pages that are
not up to date. A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import typer

from sptgraph.cli.application import build
from sptgraph.cli.helptext import help_page
from sptgraph.cli.speech import Speech
from sptgraph.extraction.accounting import OTHER_USES, UNRESOLVED_REASONS
from sptgraph.language import Bilingual, Language
from sptgraph.listings import KINDS
from sptgraph.listings.definition import definition
from sptgraph.listings.office import papers
from sptgraph.resources import folder
from sptgraph.rules import load_rules
from sptgraph.validation.finding import SEVERITY_NAMES
from sptgraph.validation.rulebook import load_rulebook
from sptgraph.vocabulary import PREFIXES, term

ROOT = Path(__file__).resolve().parents[1]
PART = re.compile(r"(<!-- generated: ([a-z -]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; what would break a cell is escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def figures(language: Language) -> str:
    """Return how well plans are read, from ``docs/figures.toml``."""
    data = tomllib.loads((ROOT / "docs" / "figures.toml").read_text(encoding="utf-8"))
    heads = ["F1", *(column[language] for column in data["columns"])]
    rows = ([row[language], *(figure or "–" for figure in row["figures"])] for row in data["rows"])
    return f"{table(heads, rows)}\n\n{data['note'][language]}"


def lists() -> str:
    """Return the kinds of list, with the formats that ``list all`` writes of each."""
    formats = {paper.kind: paper.formats for paper in papers()}
    rows = []
    for kind in KINDS:
        look = definition(kind)
        heads = [*(column.title.zh for column in look.columns)]
        rows.append([f"`{kind}`", look.title.zh, look.title.en, "、".join(heads), "、".join(formats[kind])])
    return table(["清单 kind", "名称", "name", "有哪些列", "全套里的格式"], rows)


def reasons(words: dict[str, Bilingual]) -> str:
    """Return what an account of the words of a plan may say."""
    return table(
        ["键 key", "说明", "meaning"], ([f"`{key}`", said.zh, said.en] for key, said in words.items())
    )


def terms(kinds: Sequence[str]) -> str:
    """Return the terms of our ontology that are of one of the ``kinds``, with what they mean."""
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for triple in ox.parse(path=folder("ontology") / "sptgraph.ttl", format=ox.RdfFormat.TURTLE):
        said = about.setdefault(triple.subject.value, {})
        said.setdefault(triple.predicate.value, []).append(triple.object)
    rows = [
        [
            f"`{short(iri)}`",
            text(said, "rdfs:label", "zh"),
            text(said, "skos:definition", "zh"),
            text(said, "skos:definition", "en"),
            " ".join(
                f"`{short(node.value)}`"
                for name in ("rdfs:subClassOf", "rdfs:subPropertyOf")
                for node in said.get(term(name), [])
            ),
        ]
        for iri, said in sorted(about.items())
        if any(term(kind) in (node.value for node in said[term("rdf:type")]) for kind in kinds)
    ]
    return table(["名称 term", "标签", "定义", "definition", "属于 under"], rows)


def text(said: dict[str, list[ox.NamedNode | ox.Literal]], name: str, language: Language) -> str:
    """Return a property's text in one language."""
    return next(
        (v.value for v in said.get(term(name), []) if isinstance(v, ox.Literal) and v.language == language),
        "",
    )


def short(iri: str) -> str:
    """Return an IRI with its prefix."""
    prefix, namespace = max(
        ((p, n) for p, n in PREFIXES.items() if iri.startswith(n)), key=lambda pair: len(pair[1])
    )
    return f"{prefix}:{iri.removeprefix(namespace)}"


def rules() -> str:
    """Return what `check` looks for."""
    return table(
        ["规则 rule", "级别", "必须怎样", "what must hold", "不合时怎样改"],
        (
            [f"`{rule.name}`", SEVERITY_NAMES[rule.severity].zh, rule.title.zh, rule.title.en, rule.fix.zh]
            for rule in load_rulebook().targeted
        ),
    )


def derivation_rules() -> str:
    """Return the rules by which facts follow, stratum by stratum."""
    names = statutes()
    return table(
        ["层 stratum", "规则 rule", "说什么", "what it says", "依据 statute"],
        (
            [
                str(rule.stratum),
                f"[`{rule.identifier}`](../queries/rules/{rule.identifier}.rq)",
                rule.summary.zh,
                rule.summary.en,
                names.get(term(rule.statute), rule.statute) if rule.statute else "",
            ]
            for rule in sorted(load_rules(), key=lambda rule: (rule.stratum, rule.identifier))
        ),
    )


def statutes() -> dict[str, str]:
    """Return the Chinese names of the statutes, by their IRIs."""
    return {
        triple.subject.value: triple.object.value
        for triple in ox.parse(path=folder("ontology") / "statutes.ttl", format=ox.RdfFormat.TURTLE)
        if triple.predicate.value in {term("rdfs:label"), term("skos:prefLabel")}
        and isinstance(triple.object, ox.Literal)
        and triple.object.language == "zh"
    }


def speed() -> str:
    """Return what things cost, from ``docs/figures.toml``."""
    data = tomllib.loads((ROOT / "docs" / "figures.toml").read_text(encoding="utf-8"))["speed"]
    heads = ["做什么", "what", "用时", "相比 beside", "脚本 script"]
    rows = (
        [row["zh"], row["en"], row["time"], row["beside"], f"`benchmarks/{row['script']}.py`"]
        for row in data["rows"]
    )
    return f"{table(heads, rows)}\n\n{data['note']['zh']}\n\n*{data['note']['en']}*"


def commands(language: Language) -> str:
    """Return the help pages of all commands."""
    os.environ["COLUMNS"] = "96"
    application = typer.main.get_command(build(Speech(language)))
    settings = application.context_settings
    root = typer.Context(application, info_name="sptgraph", obj=Speech(language), **settings)
    pages = [("sptgraph", help_page(root))]
    for name, command in application.commands.items():  # type: ignore[attr-defined]
        pages.append((f"sptgraph {name}", help_page(typer.Context(command, info_name=name, parent=root))))
    return "\n\n".join(f"### {name}\n\n```text\n{page}```" for name, page in pages)


PARTS: dict[str, Callable[[], str]] = {
    "figures zh": lambda: figures("zh"),
    "figures en": lambda: figures("en"),
    "lists": lists,
    "unresolved-reasons": lambda: reasons(UNRESOLVED_REASONS),
    "other-uses": lambda: reasons(OTHER_USES),
    "classes": lambda: terms(["owl:Class"]),
    "properties": lambda: terms(["owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"]),
    "rules": rules,
    "derivation-rules": derivation_rules,
    "speed": speed,
    "commands zh": lambda: commands("zh"),
    "commands en": lambda: commands("en"),
}


def renewed(page: str) -> str:
    """Return a page with its generated parts made anew; raises `KeyError` for a part that is unknown."""
    return PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]()}\n\n{found[3]}", page)


def pages() -> list[Path]:
    """Return the pages that may hold generated parts."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def main(arguments: Sequence[str]) -> int:
    """Renew the pages; with ``--check`` only name those that are stale. Return 0, or 1 if any is."""
    check = "--check" in arguments
    stale = 0
    for path in pages():
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if after != before:
            stale += 1
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
            if not check:
                path.write_text(after, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
