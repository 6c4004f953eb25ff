"""What stands behind a line of a list: its clause, the proof of what follows, what is missing."""

from dataclasses import dataclass
from typing import Literal

from sptgraph.language import Bilingual

DetailKind = Literal["clause", "proof", "gap", "report"]


@dataclass(frozen=True, slots=True)
class Detail:
    """A piece of what stands behind a line, under a heading of its own; lines are parted by line feeds.

    ``clause`` quotes the plan, ``proof`` shows why something follows, ``gap`` says what is missing and how to
    mend it, ``report`` what was reported of the work and when.
    """

    kind: DetailKind
    title: Bilingual
    text: str
