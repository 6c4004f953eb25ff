"""A plan held against another that the user has chosen."""

from sptgraph.extraction.lexicon import Lexicon
from sptgraph.language import Language
from sptgraph.listings.listing import Listing
from sptgraph.listings.making import made
from sptgraph.listings.material import Material
from sptgraph.listings.selection import Selection
from sptgraph.model import Plan
from sptgraph.store import Store


def comparison(
    plan: Plan,
    superior: Plan,
    store: Store | None = None,
    *,
    language: Language = "zh",
    department: str | None = None,
    sector: str | None = None,
    year: int | None = None,
    lexicon: Lexicon | None = None,
) -> Listing:
    """Return the comparison (对照表) of a plan with its superior plan, or with that of another place.

    The user's choice holds, whatever levels and citations say; the list of kind ``compare`` finds out by
    itself. ``department``, ``sector`` and ``year`` narrow it as they do any list. Raises ListingError for an
    unknown department or sector.

    >>> from sptgraph.facade import read_plan
    >>> from sptgraph.facade.shipped import demo_plan
    >>> plan = read_plan(demo_plan())
    >>> {row.outcome for row in comparison(plan, plan).rows}
    {'matched'}
    """
    selection = Selection(department, sector, year)
    material = Material(
        (plan, superior), store, selection=selection, lexicon=lexicon, language=language, superior=superior
    )
    return made("compare", material)
