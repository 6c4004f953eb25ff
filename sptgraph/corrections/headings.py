"""Corrections of headings: an action's title, a task's heading, headings that were overread or are none."""

from dataclasses import replace

from sptgraph.corrections.additions import located, on_paper
from sptgraph.corrections.draft import Draft, inserted
from sptgraph.corrections.escaping import unescape
from sptgraph.corrections.matching import squash, words_of
from sptgraph.corrections.notation import Line
from sptgraph.model import Action, Correction, Span, Task


def correct_action(draft: Draft, row: Correction, where: str, line: Line | None) -> bool:
    """Rename, add or remove an action; one that still holds tasks is not removed."""
    known = [a for a in draft.actions if where in {a.no, f"{a.section}{a.no}"}]
    meant = [a for a in known if row.old is None or squash(a.title) == squash(unescape(row.old))]
    if line is None or row.old is not None:
        if len(meant) != 1:
            return False
        at = draft.actions.index(meant[0])
        if line is not None:
            draft.actions[at] = replace(meant[0], title=line.parts["title"], correction=row.identifier)
            return True
        if _holds_tasks(draft, meant[0]):
            return False
        del draft.actions[at]
        draft.state_nothing(meant[0].span, words_of(meant[0]))
        return True
    if known or not where:
        return False
    title = line.parts["title"]
    span, _ = located(draft, "", [title]) or (Span(0, draft.source.source.length), "")
    section = draft.outline.section_before(span.start)
    number = section.no if section else None
    if section and where.startswith(section.no) and where != section.no:
        where = where.removeprefix(section.no)
    draft.actions = inserted(draft.actions, Action(where, title, number, span, correction=row.identifier))
    return True


def _holds_tasks(draft: Draft, action: Action) -> bool:
    return any(isinstance(body, Task) and body.action == action.no for body in draft.bodies.values())


def correct_task(draft: Draft, row: Correction, where: str, line: Line | None) -> bool:
    """Give a task another heading, add a task, or remove one with all it states."""
    place = draft.place(where)
    task = draft.bodies.get(place or "")
    if not isinstance(task, Task):
        return line is not None and row.old is None and _add_task(draft, row, where, line)
    if squash(task.heading or "") != squash(unescape(row.old or "")) and (
        row.old is not None or line is not None
    ):
        return False
    if line is not None:
        draft.bodies[str(place)] = replace(task, heading=line.parts["heading"], correction=row.identifier)
        return True
    draft.drop(task, str(place))
    return True


def _add_task(draft: Draft, row: Correction, where: str, line: Line) -> bool:
    number, slash, no = where.partition("/")
    action = next((a for a in draft.actions if a.no == number), None)
    if not (slash and no and action):
        return False
    heading = line.parts["heading"]
    found = located(draft, "", [heading])
    span = found[0] if found else on_paper(draft.source, action.span.start, action.span.end)
    draft.bodies[where] = Task(no, number, heading, span, correction=row.identifier)
    return True
