"""How a correction names a place in a plan."""

from typing import Final

from sptgraph.language import Bilingual
from sptgraph.model import FactKind, Plan
from sptgraph.provisions import Outline

DOCUMENT: Final = "文件"
MEMBERS: Final = "成员单位"
DELETE: Final = Bilingual("删除", "delete")
"""What stands under 改为 where an entry is to go."""

_BRACKETS: Final = str.maketrans("()[]［］〔〕／", "（）（）（）（）/")


def normal_where(kind: FactKind, where: str) -> str:
    """Return ``where`` as this room writes it: no white space, full-width brackets, no dot behind a number.

    >>> normal_where("deadline", "(一) / 3."), normal_where("document", "")
    ('（一）/3', '文件')
    """
    if kind in {"document", "member"}:
        return DOCUMENT if kind == "document" else MEMBERS
    return "".join(where.split()).translate(_BRACKETS).rstrip(".．、")


def provision_at(outline: Outline, where: str) -> str | None:
    """Return a provision's own ``where`` for any way to cite it; None if none or several.

    A task goes by ``（一）/3``, by the clause that lists print (``三（一）3``), and by its number alone.
    """
    if any(provision.where == where for provision in outline.provisions):
        return where
    clauses = [provision.where for provision in outline.provisions if provision.clause == where]
    numbers = [p.where for p in outline.provisions if getattr(p.body, "no", None) == where]
    found = clauses or numbers
    return found[0] if len(found) == 1 else None


def passage_at(plan: Plan, outline: Outline, where: str) -> str | None:
    """Return where a passage would stand that has no facts yet; None if the document has no such place."""
    headings = [action for action in plan.actions if action.no == where]
    if len(headings) == 1 and headings[0].section not in {None, where}:
        where = f"{headings[0].section}{where}"
    return where if outline.region_of(where) else None
