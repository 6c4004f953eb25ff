"""The plan's skeleton: front matter, sections, actions, tasks, and the passages between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sptgraph.extraction.folding import BREAK, Folded, join
from sptgraph.extraction.frontmatter import preamble_of
from sptgraph.extraction.furniture import is_closing_line, is_noise_line, is_signature
from sptgraph.extraction.headings import is_goal, is_task_section, run_in_title
from sptgraph.extraction.levels import Item, items_of, task_items
from sptgraph.extraction.numerals import to_chinese
from sptgraph.extraction.paragraphs import Paragraph

_ANNEX = re.compile(r"附(?:件|表|录)[\d一二三四五六七八九十]{0,3}(?:[：:、.]|$)")
_TASK_TABLE = re.compile(
    r"(?:任务|分工|责任|工作|措施|重点).{0,12}(?:清单|分工表|一览表|台账|分解表|表)$|^序号"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section or action heading; ``text`` holds the title alone."""

    no: str
    title: Folded
    section: str | None


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task's text without its number; ``heading`` is the length of its run-in heading."""

    no: str
    action: str
    heading: int
    text: Folded


@dataclass(frozen=True, slots=True)
class PassageText:
    """Text outside tasks. In a goal passage nobody is given a duty (GUIDELINES, settled point 1)."""

    where: str
    text: Folded
    goal: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a plan, in document order."""

    front: tuple[Paragraph, ...]
    sections: tuple[Heading, ...]
    actions: tuple[Heading, ...]
    tasks: tuple[TaskText, ...]
    passages: tuple[PassageText, ...]
    left_out: tuple[Paragraph, ...]


def outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """Divide a plan's paragraphs into its parts."""
    first, last = _main_run(paragraphs)
    front, rest = paragraphs[:first], paragraphs[last:]
    main, annex, tail = _cut_off_annex(paragraphs[first:last])
    body = tuple(p for p in main if not p.cell)
    left_out = [*(p for p in main if p.cell), *tail]
    return _Builder().build(front, body, [*annex, *rest], left_out)


def _main_run(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """Return where the plan's own sections run: the longest run of 一、二、 (a notice may have one too)."""
    top = min((p.marker.level for p in paragraphs if p.marker and not p.cell), default=None)
    if top is None:
        return len(paragraphs), len(paragraphs)
    starts = [
        i
        for i, p in enumerate(paragraphs)
        if p.marker and p.marker.level == top and p.marker.number == 1 and not p.cell
    ]
    if not starts:
        starts = [next(i for i, p in enumerate(paragraphs) if p.marker and p.marker.level == top)]
    ends = [*starts[1:], len(paragraphs)]
    size = [sum(len(p.text.text) for p in paragraphs[a:b]) for a, b in zip(starts, ends, strict=True)]
    best = size.index(max(size))
    return starts[best], ends[best]


def _cut_off_annex(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """Split the run into the plan, its annexes and the closing lines or page furniture behind them."""
    main: list[Paragraph] = []
    annex: list[Paragraph] = []
    tail: list[Paragraph] = []
    into = main
    whole = sum(len(p.text.text) for p in paragraphs)
    passed = 0
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        late = passed > 0.4 * whole
        passed += len(text)
        if late and is_noise_line(text):
            tail.extend(paragraphs[i:])
            break
        if paragraph.marker is None and _ANNEX.match(text) and len(text) < 80:
            into = annex
        elif paragraph.marker is None and (is_closing_line(text) or _signs_off(paragraphs, i)):
            tail.append(paragraph)
            continue
        into.append(paragraph)
    return main, annex, tail


def _signs_off(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a line is a signature: organs' names with a date, or nothing, behind them."""
    while (
        index < len(paragraphs)
        and paragraphs[index].marker is None
        and is_signature(paragraphs[index].text.text)
    ):
        index += 1
        if index == len(paragraphs) or is_closing_line(paragraphs[index].text.text):
            return True
    return False


class _Builder:
    """Walks the items of the body once and sorts them into the parts of an `Outline`."""

    def __init__(self) -> None:
        self.sections: list[Heading] = []
        self.actions: list[Heading] = []
        self.tasks: list[TaskText] = []
        self.passages: list[PassageText] = []

    def build(
        self,
        front: Sequence[Paragraph],
        body: Sequence[Paragraph],
        annex: Sequence[Paragraph],
        left_out: list[Paragraph],
    ) -> Outline:
        heads, preamble = preamble_of(front)
        if preamble:
            self.passages.append(PassageText("引言", _text(preamble), goal=True))
        top = min((p.marker.level for p in body if p.marker), default=1)
        items = items_of(body, top)
        running = _runs_on(items)
        for item in items:
            self._section(item, running)
        self._annex(annex, left_out)
        return Outline(
            tuple(heads),
            tuple(self.sections),
            tuple(self.actions),
            tuple(self.tasks),
            tuple(self.passages),
            tuple(left_out),
        )

    def _section(self, item: Item, running: bool) -> None:
        no = to_chinese(item.number)
        title = item.head.body.part(0, run_in_title(item.head.body.text, whole=True))
        self.sections.append(Heading(no, _trim(title), None))
        own = _own_text(item, len(title.text))
        if is_task_section(title.text, [child.whole().text for child in item.children], running):
            if own.text:
                self.passages.append(PassageText(no, own, is_goal(title.text)))
            self._tasks(item, no, _trim(title))
            return
        goal = is_goal(title.text)
        if own.text:
            self.passages.append(PassageText(no, own, goal))
        for child in item.children:
            if child.level == 2:
                text = child.whole(number=False)
                head = run_in_title(text.text)
                self.passages.append(
                    PassageText(
                        f"{no}（{to_chinese(child.number)}）", text, goal or is_goal(text.text[:head])
                    )
                )
            else:
                self.passages.append(PassageText(no, child.whole(number=False), goal))

    def _tasks(self, section: Item, no: str, title: Folded) -> None:
        for group in task_items(section):
            if group.head is None:
                action = no
                if all(a.no != no for a in self.actions):
                    self.actions.append(Heading(no, title, no))
            else:
                action = f"（{to_chinese(group.head.number)}）"
                body = group.head.head.body
                length = run_in_title(body.text, whole=True)
                self.actions.append(Heading(action, _trim(body.part(0, length)), no))
                own = _own_text(group.head, length)
                if own.text:
                    self.passages.append(PassageText(f"{no}{action}", own))
            for label, item_text in group.tasks:
                self.tasks.append(TaskText(label, action, run_in_title(item_text.text), item_text))

    def _annex(self, annex: Sequence[Paragraph], left_out: list[Paragraph]) -> None:
        kept: list[Paragraph] = []
        table = False
        for paragraph in annex:
            text = paragraph.text.text
            if paragraph.marker is None and len(text) < 60:
                if _ANNEX.match(text):
                    table = False
                table = table or bool(_TASK_TABLE.search(text.rstrip("。")))
            if paragraph.cell or table or is_noise_line(text) or is_closing_line(text) or is_signature(text):
                left_out.append(paragraph)
            else:
                kept.append(paragraph)
        if kept:
            self.passages.append(PassageText("附件", _text(kept)))


def _runs_on(items: Sequence[Item]) -> bool:
    """Whether the second level is numbered through the sections: （一）…（十五） and no restart."""
    numbers = [child.number for item in items for child in item.children if child.level == 2]
    return len(numbers) >= 5 and numbers == list(range(1, len(numbers) + 1)) and len(items) > 1


def _own_text(item: Item, head: int) -> Folded:
    """Return what stands under a heading before its first numbered child."""
    body = item.head.body
    after = body.part(head, len(body.text))
    lead = len(after.text) - len(after.text.lstrip("。：" + BREAK))
    return join([after.part(lead, len(after.text)), *(p.text for p in item.rest)], BREAK)


def _text(paragraphs: Sequence[Paragraph]) -> Folded:
    return join([p.text for p in paragraphs], BREAK)


def _trim(title: Folded) -> Folded:
    return title.part(0, len(title.text.rstrip("。：；" + BREAK)))
