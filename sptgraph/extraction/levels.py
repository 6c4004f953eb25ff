"""Which numbered items are the tasks: the lowest level that is numbered throughout and carries owners."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sptgraph.extraction.folding import BREAK, Folded, join
from sptgraph.extraction.headings import ends_with_owners
from sptgraph.extraction.numerals import to_chinese
from sptgraph.extraction.paragraphs import Paragraph


@dataclass(slots=True)
class Item:
    """A numbered paragraph, the unnumbered ones that follow it, and the items below it."""

    head: Paragraph
    level: int
    number: int
    rest: list[Paragraph] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)

    def whole(self, *, number: bool = True) -> Folded:
        """Return the item's text with all below it, with or without its own number."""
        first = self.head.text if number else self.head.body
        parts = [first, *(p.text for p in self.rest), *(child.whole() for child in self.children)]
        return join(parts, BREAK)


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks under one action; ``head`` is None where the section itself is the action."""

    head: Item | None
    tasks: tuple[tuple[str, Folded], ...]


def items_of(paragraphs: Sequence[Paragraph], top: int) -> list[Item]:
    """Nest paragraphs by the level of their numbers; ``top`` is the highest level in use."""
    roots: list[Item] = []
    path: list[Item] = []
    for paragraph in paragraphs:
        if paragraph.marker is None:
            if path:
                path[-1].rest.append(paragraph) if not path[-1].children else None
            continue
        item = Item(paragraph, paragraph.marker.level, paragraph.marker.number)
        while path and path[-1].level >= item.level:
            path.pop()
        if path:
            path[-1].children.append(item)
        elif item.level <= top or not roots:
            roots.append(item)
        else:
            roots[-1].children.append(item)
        path.append(item)
    return roots


def task_items(section: Item) -> list[TaskGroup]:
    """Return a task section's tasks, grouped by action."""
    groups: list[TaskGroup] = []
    direct = [child for child in section.children if child.level >= 3]
    if direct:
        groups.append(TaskGroup(None, tuple(_split(direct))))
    actions = [child for child in section.children if child.level == 2]
    holding = [action for action in actions if any(child.level == 3 for child in action.children)]
    alone = len(holding) * 2 < len(actions) or (not holding)
    for action in actions:
        below = [child for child in action.children if child.level == 3]
        if below:
            groups.append(TaskGroup(action, tuple(_split(below))))
        elif alone or ends_with_owners(action.whole().text):
            groups.append(TaskGroup(None, tuple(_split([action]))))
        else:
            groups.append(TaskGroup(action, ()))
    return groups


def _split(items: Sequence[Item]) -> list[tuple[str, Folded]]:
    """Return the tasks of a run of items: the items, or their sub-items where these carry owners."""
    tasks: list[tuple[str, Folded]] = []
    for item in items:
        label = _label(item)
        owned = [child for child in item.children if ends_with_owners(child.whole().text)]
        if len(item.children) > 1 and 2 * len(owned) > len(item.children):
            tasks.extend((f"{label}（{child.number}）", child.whole(number=False)) for child in item.children)
        else:
            tasks.append((label, item.whole(number=False)))
    return tasks


def _label(item: Item) -> str:
    if item.level == 2:
        return f"（{to_chinese(item.number)}）"
    return str(item.number) if item.level == 3 else f"（{item.number}）"
