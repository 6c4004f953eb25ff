"""The filters of a page: the values that its lines have, numbered, and each line's numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.page.marks import Marks

LABELS: Final[Mapping[str, Bilingual]] = {
    "body": Bilingual("单位", "Body"),
    "role": Bilingual("职责", "Role"),
    "sector": Bilingual("行业领域", "Sector"),
    "year": Bilingual("年份", "Year"),
    "status": Bilingual("状态", "Status"),
}
"""The filters that there may be, in their order on the page."""

ANY_YEAR: Final = "*"
"""Stands in a line that is something to do in every year."""


class Filters:
    """Numbers the values of all lines of a page, in the order in which they first come.

    >>> filters = Filters([Marks(who=(("县应急局", "牵头"),)), Marks(who=(("县教体局", "牵头"),))])
    >>> filters.tokens(Marks(who=(("县教体局", "牵头"),)))
    {'who': '1.0'}
    >>> [(each["name"], len(each["options"])) for each in filters.shown("zh")]
    [('body', 2)]
    """

    def __init__(self, lines: Iterable[Marks]) -> None:
        self._lines = tuple(lines)
        years = sorted({year for line in self._lines for span in line.years for year in _closed(span)})
        self._counts: dict[str, Counter[str]] = {
            "body": Counter(b for line in self._lines for b in {b: 0 for b, _ in line.who if b}),
            "role": Counter(r for line in self._lines for r in {r: 0 for _, r in line.who if r}),
            "sector": Counter(sector for line in self._lines for sector in line.sectors),
            "year": Counter({str(year): 0 for year in years}),
            "status": Counter(status for line in self._lines for status in line.status),
        }
        self._numbers = {
            name: {value: str(number) for number, value in enumerate(counts)}
            for name, counts in self._counts.items()
        }
        for line in self._lines:
            self._counts["year"].update(self._years(line))

    def shown(self, language: Language) -> Sequence[Mapping[str, Any]]:
        """Return the filters that tell lines apart, each with its options."""
        return [
            {
                "name": name,
                "label": LABELS[name].text(language),
                "options": [
                    {"value": number, "text": value, "count": self._counts[name][value]}
                    for value, number in numbers.items()
                ],
            }
            for name, numbers in self._numbers.items()
            if len(numbers) > 1 or any(count < len(self._lines) for count in self._counts[name].values())
        ]

    def tokens(self, line: Marks) -> Mapping[str, str]:
        """Return a line's numbers by name: ``who`` pairs body and role (``3.0``, ``3.``, ``.0``)."""
        body, role = self._numbers["body"], self._numbers["role"]
        found = {
            "who": " ".join(f"{body.get(b or '', '')}.{role.get(r or '', '')}" for b, r in line.who),
            "sector": " ".join(self._numbers["sector"][sector] for sector in line.sectors),
            "year": ANY_YEAR
            if line.always
            else " ".join(self._numbers["year"][y] for y in self._years(line)),
            "status": " ".join(self._numbers["status"][status] for status in line.status),
        }
        return {name: tokens for name, tokens in found.items() if tokens}

    def _years(self, line: Marks) -> list[str]:
        years = self._numbers["year"]
        if line.always:
            return list(years)
        return [
            year
            for year in years
            if any((first is None or first <= int(year)) and int(year) <= last for first, last in line.years)
        ]


def _closed(span: tuple[int | None, int]) -> Iterable[int]:
    first, last = span
    return range(last if first is None else max(first, last - 50), last + 1)
