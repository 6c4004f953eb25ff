"""The chain of responsibility (责任链) of a sector or a body as a layered diagram."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ParameterError
from sptgraph.language import Bilingual, Language
from sptgraph.listings.material import Material
from sptgraph.listings.pictures.boxes import Box, box, legend
from sptgraph.listings.pictures.drawing import TOP, Sheet
from sptgraph.listings.pictures.layers import Layers
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.selection import sector_key
from sptgraph.model import Plan

if TYPE_CHECKING:
    from sptgraph.asking import Chain

_TITLE: Final = Bilingual("“{subject}”责任链（{place}）", "Chain of responsibility: {subject} ({place})")
_DAY: Final = Bilingual("{place}，{day}", "{place}, {day}")
_SAYS: Final = Bilingual(
    "自下而上共{links}个环节：写明{stated}个，推定{derived}个，未定{undetermined}个，缺位{missing}个。",
    "{links} links from the bottom up: {stated} stated, {derived} derived, {undetermined} undetermined, "
    "{missing} missing.",
)


def chain(material: Material) -> Iterator[Picture]:
    """Paint, plan by plan, who answers for the sector or body that the list is narrowed to."""
    for number, plan in enumerate(material.plans, 1):
        found = _found(material, plan)
        if found and found.links:
            name = "chain" if len(material.plans) == 1 else f"chain-{number}"
            asked = None if material.selection.sector else material.selection.department
            yield chain_picture(found, material.language, name=name, subject=asked)


def _found(material: Material, plan: Plan) -> "Chain | None":
    """Return the chain of what the list is narrowed to; None where the plan does not know it."""
    selection = material.selection
    if selection.sector:
        return material.chain(f"sec:{sector_key(selection.sector, material.lexicon)}", plan)
    if not selection.department:
        return None
    key = selection.department
    if key not in material.lexicon.departments:
        key = material.lexicon.department_key(key, plan.jurisdiction) or key
    try:
        return material.chain(f"dep:{key}" if key in material.lexicon.departments else key, plan)
    except ParameterError:
        return None


def chain_picture(
    found: "Chain", language: Language, *, name: str = "chain", subject: str | None = None
) -> Picture:
    """Paint who answers for a sector, a task or a body; ``subject`` is what the title calls it.

    >>> from sptgraph.facade import PlanStore, read_plan
    >>> from sptgraph.facade.shipped import demo_plan
    >>> store = PlanStore()
    >>> plan = store.add(read_plan(demo_plan()))
    >>> chain_picture(store.who("13"), "zh").title.startswith("“13”责任链")
    True
    """
    from sptgraph.asking.labels import label

    place = found.jurisdiction or ""
    if found.as_of:
        place = _DAY.text(language).format(place=place, day=found.as_of.isoformat())
    if subject is None:
        known = found.kind in {"sector", "department"}
        subject = label(found.kind, found.key, language) if known else found.subject
    title = _TITLE.text(language).format(subject=subject, place=place)
    boxes: tuple[Box, ...] = tuple(box(link, language) for link in found.links)
    sheet = Sheet(name)
    layers = Layers(boxes, language, TOP)
    layers.draw(sheet)
    height = sheet.legend(layers.bottom + 10, legend(boxes, language)) + 4
    counts = {
        basis: sum(link.basis == basis for link in found.links)
        for basis in ("stated", "derived", "undetermined", "missing")
    }
    return sheet.picture(height, title, _SAYS.text(language).format(links=len(found.links), **counts))
