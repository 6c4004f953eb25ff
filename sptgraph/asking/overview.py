"""The catalogue as tables, for ``queries/README.md``; run this module to bring that file up to date."""

from collections.abc import Iterable
from pathlib import Path

from sptgraph.asking.catalogue import Catalogue
from sptgraph.asking.query import Query
from sptgraph.language import Language
from sptgraph.resources import folder

LANGUAGES: tuple[Language, ...] = ("zh", "en")
BEGIN = "<!-- generated from the headers: python -m sptgraph.asking.overview -->"
END = "<!-- end of the generated part -->"


def overview(queries: Iterable[Query], language: Language) -> str:
    """Return a Markdown table of the queries: name, question, parameters ([optional]), columns."""
    heads = (
        ("查询", "问什么", "参数", "列")
        if language == "zh"
        else ("query", "question", "parameters", "columns")
    )
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for query in queries:
        parameters = (f"[{p.name}]" if p.optional else p.name for p in query.parameters)
        cells = (
            f"`{query.name}`",
            query.summary.text(language),
            ", ".join(parameters),
            ", ".join(column.name for column in query.columns),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def with_overview(readme: str, queries: Iterable[Query]) -> str:
    """Return the text of the README with its generated part made anew from the queries' headers."""
    queries = list(queries)
    before, _, rest = readme.partition(BEGIN)
    after = rest.partition(END)[2]
    tables = "\n\n".join(overview(queries, language) for language in LANGUAGES)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


if __name__ == "__main__":
    path: Path = folder("queries") / "README.md"
    path.write_text(with_overview(path.read_text(encoding="utf-8"), Catalogue.shipped()), encoding="utf-8")
