"""One file → one plan: reading, extraction, and the corrections a person made."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sptgraph.encoding import GraphFormat
from sptgraph.errors import GraphError, NotAPlan, UnsupportedFormat
from sptgraph.facade.kinds import Kind, kind_of
from sptgraph.language import Bilingual
from sptgraph.model import Correction, Document, Plan


def read_plan(
    path: str | Path,
    *,
    corrections: str | Path | Iterable[Correction] | None = None,
    max_bytes: int = 50_000_000,
    max_characters: int = 5_000_000,
    heard: Callable[[Bilingual], None] | None = None,
) -> Plan:
    """Read the plan in a docx, pdf, html or txt file, or in a task table in xlsx, csv, docx or html.

    ``corrections``, a review sheet (xlsx) or a csv, are laid over what was read. Larger files than
    ``max_bytes`` and longer texts than ``max_characters`` are refused. ``heard`` is told what a reader of the
    file should know: macros that were not run, rows and sheets that are hidden. Raises `ReadError` where
    the file cannot be read or is no plan, `GraphError` where it is a broken or foreign graph,
    `CorrectionError` where the corrections are malformed.

    >>> from sptgraph.facade.shipped import demo_plan
    >>> read_plan(demo_plan()).jurisdiction
    '云溪县'
    """
    from sptgraph.extraction.pipeline import extract
    from sptgraph.reading import read

    path = Path(path)
    refuse_graph(path, kind_of(path), max_bytes)
    # A name that is no Unicode text (a stray byte on Linux) cannot stand in a graph.
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    document = read(path, name=name, max_bytes=max_bytes, max_characters=max_characters)
    try:
        plan = extract(document)
    except NotAPlan as error:
        raise (_roster(document) or error) from error
    if heard is not None:
        for note in dict.fromkeys(note for grid in document.grids for note in grid.notes):
            heard(note)
    return plan if corrections is None else corrected(plan, corrections)


def _roster(document: Document) -> NotAPlan | None:
    """Return the error that a sheet is a roster, None where its headers are not a roster's."""
    from sptgraph.rosters.columns import columns_in, is_header

    for grid in document.grids:
        for row in grid.rows[:10]:
            if is_header(columns_in([cell.text for cell in row.cells])):
                return NotAPlan(
                    f"“{document.name}”是单位名录或职责清单，不是方案；请用 --roster 给出",
                    f"“{document.name}” is a roster or duty list, not a plan; give it with --roster",
                )
    return None


def refuse_graph(path: Path, kind: Kind, max_bytes: int) -> None:
    """Raise `UnsupportedFormat` where a document is wanted and a graph was given, `GraphError` if broken."""
    if kind.format is None:
        return
    _check_graph(path, kind.format, max_bytes)
    raise UnsupportedFormat(
        f"“{path.name}”是图，不是方案文件；check、ask、who、list 可以直接用它",
        f"“{path.name}” is a graph, not a plan's document; check, ask, who and list take it as it is",
    )


def _check_graph(path: Path, format: GraphFormat, max_bytes: int) -> None:  # noqa: A002
    """Raise `GraphError` where a graph file is broken or holds no plan: then that is what is wrong."""
    from sptgraph.encoding import parse
    from sptgraph.store.loading import plans_to_load

    data, name = bytes_of(path, max_bytes)
    with naming(name):
        plans_to_load(parse(data, format, max_bytes=max_bytes))


def bytes_of(path: Path, max_bytes: int) -> tuple[bytes, str]:
    """Return what a file holds and its name in messages; raises `ReadError` where it cannot be read."""
    from sptgraph.reading.limits import Limits
    from sptgraph.reading.loading import load

    return load(path, None, Limits(max_bytes))


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the name of the file in front of what is wrong with the graph in it."""
    try:
        yield
    except GraphError as error:
        zh, en = error.sentence
        raise GraphError(f"“{name}”：{zh}", f"“{name}”: {en}") from error


def corrected(plan: Plan, corrections: str | Path | Iterable[Correction]) -> Plan:
    """Return the plan as the corrections (or the sheet that holds them) say it should read.

    All of them are noted in ``plan.corrections``, those that no longer match the text with ``applied``
    False. Raises `CorrectionError` where the sheet or a new value in it is malformed.
    """
    from sptgraph.corrections import apply, load
    from sptgraph.extraction.lexicon import load_lexicon

    rows = load(corrections) if isinstance(corrections, str | Path) else corrections
    lexicon, place = load_lexicon(), plan.jurisdiction
    return apply(plan, rows, department_key=lambda name: lexicon.department_key(name, place))
