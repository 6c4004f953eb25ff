"""Everything that can go wrong, as one tree.

::

    SptgraphError
    ├── ReadError               a document cannot be read
    │   ├── UnsupportedFormat   … because of its format (.doc, .wps, .ofd, unknown)
    │   ├── BrokenDocument      … because it is empty, truncated, protected or hostile
    │   ├── NoText              … because it holds pictures of text only
    │   ├── TooLarge            … because it passes the size limit
    │   └── NotAPlan            … because what it says is no plan
    ├── CorrectionError         a correction sheet is malformed
    ├── RosterError             a roster, alias table or duty list is malformed or contradicts itself
    ├── ProgressError           what was filled in of the progress of work cannot be taken in
    ├── GraphError              RDF cannot be parsed, or is no graph of a plan
    ├── StoreError              a store cannot be opened or written
    ├── OntologyError           the shipped or a user's ontology breaks its own rules
    │   └── JavaMissing         … or HermiT is to look at it and there is no Java
    ├── ShapeError              a shape cannot be loaded
    ├── QueryError              a query file is malformed
    │   ├── UnknownQuery        … or no query has that name
    │   └── ParameterError      … or a parameter is missing, unknown, ambiguous or of the wrong kind
    ├── ListingError            a list cannot be made or written
    └── UsageError              the command line was used wrongly

Each error is one line that says what is wrong, where, and how to mend it, in Chinese and in English.
"""

from collections.abc import Sequence

from sptgraph.language import Bilingual, Language, preferred_language


class SptgraphError(Exception):
    """The base of all errors this library raises on purpose.

    Parameters are the same sentence in Chinese and in English.

    >>> print(SptgraphError("文件是空的", "the file is empty").message("en"))
    the file is empty
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.sentence = Bilingual(zh, en)

    def message(self, language: Language | None = None) -> str:
        """Return the error as one line in ``language`` (default: as ``SPTGRAPH_LANG`` says)."""
        return " ".join(self.sentence.text(language or preferred_language()).split())

    def messages(self, language: Language | None = None) -> tuple[str, ...]:
        """Return all that is wrong, a line each; most errors are one."""
        return (self.message(language),)

    def __str__(self) -> str:
        return self.message()


class ReadError(SptgraphError):
    """A document cannot be read."""


class UnsupportedFormat(ReadError):
    """The document's format is recognised but not read, or not recognised at all."""


class BrokenDocument(ReadError):
    """The document is empty, truncated, protected by a password, or made to do harm."""


class NoText(ReadError):
    """The document holds no text, only pictures of it."""


class TooLarge(ReadError):
    """The document passes the limit on bytes or characters."""


class NotAPlan(ReadError):
    """The text is readable, but it is no plan."""


class CorrectionError(SptgraphError):
    """A correction sheet is malformed."""


class RosterError(SptgraphError):
    """A roster, alias table or duty list is malformed or contradicts itself."""


class ProgressError(SptgraphError):
    """What was filled in of the progress of work cannot be taken in; ``faults`` are all that is wrong.

    As one line it says the first of them, and how many more there are.

    >>> error = ProgressError([Bilingual("L5：甲", "L5: a"), Bilingual("L6：乙", "L6: b")])
    >>> print(error.message("en"), error.messages("en"))
    L5: a (and 1 more) ('L5: a', 'L6: b')
    """

    def __init__(self, faults: Sequence[Bilingual]) -> None:
        first, more = faults[0], len(faults) - 1
        super().__init__(
            first.zh + (f"（另有 {more} 处）" if more else ""),
            first.en + (f" (and {more} more)" if more else ""),
        )
        self.faults = tuple(faults)

    def messages(self, language: Language | None = None) -> tuple[str, ...]:
        """Return a line for each fault."""
        spoken = language or preferred_language()
        return tuple(" ".join(fault.text(spoken).split()) for fault in self.faults)


class GraphError(SptgraphError):
    """RDF cannot be parsed, or does not hold a plan's graph."""


class StoreError(SptgraphError):
    """A store cannot be opened, read or written."""


class OntologyError(SptgraphError):
    """The ontology breaks its own rules."""


class JavaMissing(OntologyError):
    """HermiT is asked for, and there is no Java to run it."""


class ShapeError(SptgraphError):
    """A shape file cannot be loaded."""


class QueryError(SptgraphError):
    """A query file is malformed."""


class UnknownQuery(QueryError):
    """No query has that name."""


class ParameterError(QueryError):
    """A query parameter is missing, unknown, ambiguous or of the wrong kind."""


class ListingError(SptgraphError):
    """A list cannot be made or written."""


class UsageError(SptgraphError):
    """The command line was used wrongly."""
