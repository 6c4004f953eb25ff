"""Owner phrases: （甲牵头，乙、丙按职责分工负责）, （责任单位：…）, and lines with such a label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sptgraph.extraction.agents import (
    Piece,
    has_unit_form,
    is_bare_name,
    is_complete,
    is_group,
    split_agents,
    split_top,
)
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.extraction.roles import cue_at_end, distribution_of, label, label_role, role_of
from sptgraph.model import Distribution, Role

FIRST_LEADS = re.compile(
    r"(?:列|排)(?:名|在|于)*第?[一首]位(?:的|者)?(?:单位|部门)?(?:为|是|系)(?:该项?)?(?:工作|任务)?(?:的)?牵头|"
    r"(?:首位|第一个|排名第一|列首位|排首位)(?:的)?(?:单位|部门|责任单位)?(?:为|是)牵头"
)
_REMARK = re.compile(r"[列排](?:名|在|于)?(?:第|首)|下同|以下|不再|其中|详见|见附|名单|首位|第一个")
_REMARK_BEHIND = re.compile(
    r"[（〔][^（）〔〕]*(?:[列排](?:名|在|于)?(?:第|首)|下同|牵头单位)[^（）〔〕]*[）〕]?$"
)
_NO_NAME = re.compile(
    r"开展|加强|推进|建立|完善|制定|每[年月季]|至少|以上|以下|包括|例如|年底|[\d一二三四五六七八九十]+次|等级|是指|不得|应当|如需|\d年|月底|完成$"
)
_TOGETHER = re.compile(r"(?:牵头)?(?:会同|商(?=[县区市省州有各]))(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Owner:
    """One agent of an owner phrase, in folded text."""

    name: Piece
    role: Role
    clause: Piece
    distribution: Distribution | None


@dataclass(frozen=True, slots=True)
class OwnerPhrases:
    """The owners found, the stretches that owner phrases fill, and those that could not be read."""

    owners: tuple[Owner, ...]
    clauses: tuple[Piece, ...]
    unread: tuple[Piece, ...]


def first_unit_leads(text: str) -> bool:
    """Whether a document says for all its owner phrases that the first unit listed leads.

    Said inside one phrase without 下同, it holds for that phrase alone.

    >>> first_unit_leads("（财政部、教育部负责。列第一位的为牵头单位，下同）")
    True
    """
    for found in FIRST_LEADS.finditer(text):
        inside = text.rfind("（", 0, found.start()) > text.rfind("）", 0, found.start())
        if not inside or "下同" in text[found.end() : found.end() + 20]:
            return True
    return False


def find_owner_phrases(text: str, lexicon: Lexicon, *, first_leads: bool = False) -> OwnerPhrases:
    """Read every owner phrase of a task's text.

    ``first_leads`` says that the document makes the first unit listed the lead (列第一位的为牵头单位).

    >>> from sptgraph.extraction.lexicon import load_lexicon
    >>> text = "推进改造。（县住建局牵头，县财政局配合）"
    >>> found = find_owner_phrases(text, load_lexicon())
    >>> [(text[o.name.start : o.name.end], o.role) for o in found.owners]
    [('县住建局', 'lead'), ('县财政局', 'support')]
    """
    owners: list[Owner] = []
    clauses: list[Piece] = []
    unread: list[Piece] = []
    brackets = list(_brackets(text))
    for whole in brackets:
        inner = _inner(text, whole)
        read = _read_phrase(text, inner, whole, lexicon, first_leads, closes=_closes_item(text, whole))
        if read:
            owners.extend(read)
            clauses.append(whole)
        elif _looks_owned(text[inner.start : inner.end]) and not FIRST_LEADS.search(
            text, inner.start, inner.end
        ):
            unread.append(whole)
    for whole in _label_lines(text, brackets):
        read = _read_phrase(text, whole, whole, lexicon, first_leads, closes=True)
        if read:
            owners.extend(read)
            clauses.append(whole)
        elif label_role(label().match(text, whole.start)):  # type: ignore[arg-type]
            unread.append(whole)
    return OwnerPhrases(tuple(owners), tuple(clauses), tuple(unread))


def _brackets(text: str) -> Iterator[Piece]:
    """Yield the outermost brackets; an owner phrase whose bracket never closes ends with its paragraph."""
    depth, first = 0, 0
    for index, character in enumerate(text):
        if character in "（〔":
            if depth == 0:
                first = index
            depth += 1
        elif character in "）〕" and depth:
            depth -= 1
            if depth == 0:
                yield Piece(first, index + 1)
        elif depth and character == "\n":
            if index - first > 3 and _looks_owned(text[first + 1 : index]):
                yield Piece(first, index)
            depth = 0
    if depth and _looks_owned(text[first + 1 :]):
        yield Piece(first, len(text.rstrip("\n")))


def _inner(text: str, whole: Piece) -> Piece:
    end = whole.end - 1 if text[whole.end - 1] in "）〕" else whole.end
    return Piece(whole.start + 1, end)


def _looks_owned(content: str) -> bool:
    return bool(
        re.search(r"牵头|负责(?!人)|配合|(?:责任|牵头|主办|协办|承办)(?:单位|部门)", content)
    ) and not re.search(r"负责人|负责同志", content)


def _closes_item(text: str, whole: Piece) -> bool:
    before = text[max(0, whole.start - 1) : whole.start]
    return text[whole.end : whole.end + 1] in ("", "\n", "。", "；") and before in "。；！？\n”"


def _label_lines(text: str, brackets: list[Piece]) -> Iterator[Piece]:
    """Yield the stretches behind labels outside brackets, neighbouring labels together."""
    position = 0
    while found := label().search(text, position):
        position = found.end()
        if any(b.start <= found.start() < b.end for b in brackets) or not _at_boundary(text, found.start()):
            continue
        if label_role(found) is None:
            continue
        end = _label_end(text, found.end())
        yield Piece(found.start(), end)
        position = max(position, end)


def _at_boundary(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "。；，\n）〕：”、"


def _label_end(text: str, position: int) -> int:
    while True:
        stop = re.compile(r"[。\n]").search(text, position)
        end = stop.start() if stop else len(text)
        if stop and (again := label().match(text, stop.end())) and label_role(again):
            position = again.end()
            continue
        return end


class _Phrase:
    """One phrase as far as it is read: names wait for the role word or label that settles them."""

    def __init__(self, text: str, whole: Piece, lexicon: Lexicon) -> None:
        self.text, self.whole, self.lexicon = text, whole, lexicon
        self.owners: list[Owner] = []
        self.pending: list[Piece] = []
        self.labelled: Role | None = None
        self.skipping = self.together = self.any_cue = self.any_label = False

    def settle(self, role: Role, cue: str = "") -> None:
        shared = distribution_of(cue, len(self.pending))
        self.owners.extend(Owner(piece, role, self.whole, shared) for piece in self.pending)
        self.pending.clear()

    def settle_rest(self) -> None:
        self.settle(self.labelled or ("support" if self.together else "responsible"))

    def wait(self, start: int, end: int) -> None:
        if end > start:
            self.pending.extend(split_agents(self.text, start, end, self.lexicon))

    def read(self, segment: Piece) -> None:
        """Read what stands between two signs: a label, names, a role word, or any of these together."""
        start, end = segment.start, segment.end
        if self.labelled and self.text[start - 1] in "；。\n":
            self.settle(self.labelled)
        if found := label().match(self.text, start, end):
            self.settle_rest()
            self.labelled = label_role(found)
            self.skipping = self.labelled is None
            self.any_label = self.any_label or not self.skipping
            start = found.end()
        if remark := _REMARK_BEHIND.search(self.text, start, end):
            end = remark.start()
        if self.skipping or start >= end or _REMARK.search(self.text, start, end):
            return
        if self.text[start] == "由" and end - start > 2:
            start += 1
        self._names_and_cue(start, end)

    def _names_and_cue(self, start: int, end: int) -> None:
        cue = cue_at_end().search(self.text, start, end)
        name_end = cue.start() if cue else end
        if together := _TOGETHER.search(self.text, start, name_end):
            self.wait(start, together.start())
            self.settle("lead")
            self.together = True
            start = together.end()
        self.wait(start, name_end)
        self.any_cue = self.any_cue or bool(cue or together)
        if cue:
            self.settle("support" if self.together else role_of(cue.group()), cue.group())
            self.together = False


def _read_phrase(
    text: str, inner: Piece, whole: Piece, lexicon: Lexicon, first_leads: bool, *, closes: bool
) -> list[Owner]:
    """Read one phrase clause by clause; an empty list means that it is none."""
    phrase = _Phrase(text, whole, lexicon)
    for segment in _segments(text, inner):
        phrase.read(segment)
    phrase.settle_rest()
    owners = [o for o in phrase.owners if not _NO_NAME.search(text, o.name.start, o.name.end)]
    if not _is_credible(
        text, owners, lexicon, any_cue=phrase.any_cue, any_label=phrase.any_label, closes=closes
    ):
        return []
    first_leads = first_leads or bool(FIRST_LEADS.search(text, inner.start, inner.end))
    if first_leads and all(owner.role == "responsible" for owner in owners):
        first, *others = owners
        owners = [Owner(first.name, "lead", first.clause, None), *others]
    return owners


def _segments(text: str, inner: Piece) -> Iterator[Piece]:
    """Split a phrase at its signs, and behind a role word that another clause follows without a sign."""
    for piece in split_top(text, inner.start, inner.end, "、，；。\n"):
        for part in _at_labels(text, piece):
            yield from _at_colon(text, part)


def _at_labels(text: str, piece: Piece) -> Iterator[Piece]:
    """A label behind a name begins a clause of its own: 牵头单位：甲局 责任单位：乙局."""
    start = piece.start
    for found in label().finditer(text, piece.start + 2, piece.end):
        if found.start() > start:
            yield Piece(start, found.start())
            start = found.start()
    yield Piece(start, piece.end)


def _at_colon(text: str, piece: Piece) -> Iterator[Piece]:
    """A colon that no label stands before is a misread 、."""
    start = piece.start
    for index in range(piece.start, piece.end):
        if text[index] == "：":
            head = label().match(text, start, index + 1)
            if head and head.end() == index + 1:
                continue
            yield Piece(start, index)
            start = index + 1
    yield Piece(start, piece.end)


def _is_credible(
    text: str, owners: list[Owner], lexicon: Lexicon, *, any_cue: bool, any_label: bool, closes: bool
) -> bool:
    if not owners:
        return False
    names = [text[owner.name.start : owner.name.end] for owner in owners]
    known = [
        bool(
            lexicon.department_key(name)
            or is_group(name)
            or has_unit_form(name)
            or (len(names) >= 2 and is_bare_name(name))
        )
        for name in names
    ]
    if any(len(name) > 40 for name in names):
        return False
    if any_label:
        return True
    if any_cue:
        return 2 * sum(known) >= len(known) or (closes and any(known))
    alone = len(names) == 1 and bool(lexicon.department_key(names[0])) and is_complete(names[0], lexicon)
    return closes and all(known) and (alone or len(names) >= 2)
