"""What a workbook says of itself beside its cells: the plans it was made from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sptgraph.encoding.iris import plan_iri
from sptgraph.listings.phrasing import one_line
from sptgraph.output import clean

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_LONGEST: Final = 255
"""Characters that fit into a property of a workbook."""


def origin(listing: "Listing") -> Iterator[tuple[str, str]]:
    """Yield the custom properties: the kind of list, then IRI, title and number of each plan.

    An IRI that is too long for a property is left out: half of it would name nothing.
    """
    yield "sptgraph-list", ",".join(dict.fromkeys(part.kind for part in listing.parts or (listing,)))
    papers = {id(plan): plan for part in listing.parts or (listing,) for _, plan in part.papers}
    for number, plan in enumerate(papers.values(), 1):
        iri = plan_iri(plan)
        if clean(iri, _LONGEST) == iri:
            yield f"sptgraph-plan-{number}", iri
        if plan.document.title:
            yield f"sptgraph-title-{number}", clean(one_line(plan.document.title), _LONGEST)
        if plan.document.number:
            yield f"sptgraph-number-{number}", clean(one_line(plan.document.number), _LONGEST)
