"""Duty lists that a plan goes by: 依据《…职责清单》. They say who leads what; the plan only cites them."""

import re
from collections.abc import Iterator
from functools import cache

from sptgraph.extraction.folding import Folded
from sptgraph.extraction.lexicon import Lexicon


def find_duty_lists(text: Folded, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the titles of cited duty lists stand in ``text``, the title's brackets left out.

    A list that is still to be drawn up (制定…职责清单) is not cited: its title stands in no brackets behind a
    word of citing.

    >>> from sptgraph.extraction.folding import fold
    >>> from sptgraph.extraction.lexicon import load_lexicon
    >>> text = fold("各部门依据《云溪县安全生产职责清单》《新兴领域任务分工》履职，制定《岗位责任清单》。")
    >>> [text.text[start:end] for start, end in find_duty_lists(text, load_lexicon())]
    ['云溪县安全生产职责清单', '新兴领域任务分工']
    """
    cited, title = _patterns(lexicon.words["cites"], lexicon.words["duty-list"])
    for citing in cited.finditer(text.text):
        for found in title.finditer(citing["titles"]):
            yield citing.start("titles") + found.start(1), citing.start("titles") + found.end(1)


@cache
def _patterns(citing: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, ends = ("|".join(map(re.escape, each)) for each in (citing, kinds))
    return (
        re.compile(rf"(?:{words})(?:和|及|本地|本级)?(?P<titles>(?:[、和及与]?《[^《》\n]+》)+)"),
        re.compile(rf"《([^《》]*(?:{ends})[^《》]{{0,6}})》"),
    )
