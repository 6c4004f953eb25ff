"""What is seen in one stretch of text, in folded positions, before it is given its place in the document."""

from dataclasses import dataclass

from sptgraph.extraction.agents import Piece
from sptgraph.extraction.dates import Calendar
from sptgraph.extraction.deadlines import Due, find_deadlines
from sptgraph.extraction.frequency import Frequency, find_frequencies
from sptgraph.extraction.inline import InlineOwner, find_inline_owners
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.extraction.owners import OwnerPhrases, find_owner_phrases
from sptgraph.extraction.stretches import Stretches
from sptgraph.extraction.targets import Quantity, find_targets

Use = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The finds of one stretch; ``uses`` are date and frequency words that state nothing, and why."""

    phrases: OwnerPhrases
    inline: tuple[InlineOwner, ...]
    dues: tuple[Due, ...]
    frequencies: tuple[Frequency, ...]
    targets: tuple[Quantity, ...]
    uses: tuple[Use, ...]
    unread_dates: tuple[tuple[int, int], ...]

    @property
    def names(self) -> list[Piece]:
        """Where the agents' names stand."""
        return [o.name for o in self.phrases.owners] + [o.name for o in self.inline]

    @property
    def clauses(self) -> list[Piece]:
        """Where the clauses stand that give agents their duties."""
        return [*self.phrases.clauses, *(owner.clause for owner in self.inline)]


def recognise(
    text: str, lexicon: Lexicon, calendar: Calendar, *, first_leads: bool = False, goal: bool = False
) -> Recognised:
    """Find owners, deadlines, frequencies and targets; nobody is given a duty in a ``goal`` passage.

    A date inside a frequency (每年6月底前) is no deadline, a number inside either is no target.
    """
    phrases = find_owner_phrases(text, lexicon, first_leads=first_leads)
    dates = find_deadlines(text, calendar)
    frequencies = find_frequencies(text)
    timed = Stretches((f.start, f.end) for f in frequencies.found)
    dues = tuple(d for d in dates.deadlines if not timed.contains(d.day.start, d.day.end))
    busy = Stretches(
        [(f.start, f.end) for f in frequencies.found]
        + [(d.day.start, d.day.end) for d in dues]
        + [(clause.start, clause.end) for clause in phrases.clauses]
    )
    return Recognised(
        phrases=phrases,
        inline=() if goal else tuple(find_inline_owners(text, lexicon, phrases.clauses)),
        dues=dues,
        frequencies=frequencies.found,
        targets=tuple(t for t in find_targets(text) if not busy.overlaps(t.start, t.end)),
        uses=(*dates.other, *frequencies.other),
        unread_dates=dates.unread,
    )
