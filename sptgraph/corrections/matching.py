"""Which entry a correction means: by what was read, else by the words it was read from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sptgraph.corrections.escaping import unescape
from sptgraph.corrections.lines import Parts
from sptgraph.corrections.notation import Entry, Line, parse, spell, without_ordinal
from sptgraph.errors import CorrectionError
from sptgraph.model import FactKind


@dataclass(slots=True)
class Slot:
    """An entry as it was read, and as it stands now; None before it was added or after it was removed."""

    first: Entry | None
    now: Entry | None

    @property
    def touched(self) -> bool:
        """Whether a correction has changed it."""
        return self.now is not self.first


def squash(text: str) -> str:
    """Return ``text`` without white space."""
    return "".join(text.split())


def find(slots: Sequence[Slot], kind: FactKind, old: str) -> Slot | None:
    """Return the slot whose entry ``old`` means; None if none, or several that differ.

    Entries as they were read come first; then what earlier corrections have made of others. A slot that is
    `touched` and no longer holds what ``old`` means has been corrected by another row: see `taken`.
    """
    firsts = [slot for slot in slots if slot.first is not None]
    found = _meant(firsts, [slot.first for slot in firsts if slot.first], kind, old)
    if found:
        return found
    changed = [slot for slot in slots if slot.touched and slot.now is not None]
    return _meant(changed, [slot.now for slot in changed if slot.now], kind, old)


def taken(slot: Slot, kind: FactKind, old: str) -> bool:
    """Say whether another row has corrected or removed what ``old`` means in this slot."""
    return slot.touched and (slot.now is None or _meant([slot], [slot.now], kind, old) is None)


def _meant(slots: Sequence[Slot], entries: Sequence[Entry], kind: FactKind, old: str) -> Slot | None:
    """Try the whole line, then the document's words, then a line that says less; each must tell one apart."""
    line = _line(kind, old)
    written, ordinal = without_ordinal(old)
    words = squash(unescape(written))
    tests: list[Callable[[Entry], bool]] = [lambda entry: _same_words(squash(words_of(entry)), words)]
    if line:
        parts = line.parts
        tests = [lambda e: _equal(_parts(kind, e), parts), *tests, lambda e: states(e, parts)]
    for test in tests:
        hits = [(slot, entry) for slot, entry in zip(slots, entries, strict=True) if test(entry)]
        alike = len({spell(entry) for _, entry in hits}) == 1
        if len(hits) >= (ordinal or 1) and (alike or ordinal):
            return hits[(ordinal or 1) - 1][0]
    return None


def _same_words(printed: str, words: str) -> bool:
    """Compare words; ``words`` may leave some out in the middle: ``其他负有…主管部门``."""
    first, cut, last = words.partition("…")
    if not cut or len(printed) < len(first) + len(last):
        return printed == words
    return bool(first and last) and printed.startswith(first) and printed.endswith(last)


def _line(kind: FactKind, text: str) -> Line | None:
    try:
        return parse(kind, text)
    except CorrectionError:
        return None


def _parts(kind: FactKind, entry: Entry) -> Parts:
    line = _line(kind, spell(entry))
    return line.parts if line else {}


def _equal(these: Parts, those: Parts) -> bool:
    return these.keys() == those.keys() and all(_same(value, those[name]) for name, value in these.items())


def states(entry: Entry, parts: Parts) -> bool:
    """Say whether everything in ``parts`` holds of the entry."""
    return all(_same(getattr(entry, name), value) for name, value in parts.items())


def _same(this: object, that: object) -> bool:
    if isinstance(this, str) and isinstance(that, str):
        return squash(this) == squash(that)
    return this == that


def words_of(entry: Entry) -> str:
    """Return the document's own words for an entry, as far as it carries them."""
    for name in ("quote", "text", "name", "title", "heading"):
        if words := getattr(entry, name, None):
            return str(words)
    return ""
