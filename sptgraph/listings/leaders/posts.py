"""Which printed names are those of leaders (领导), and which leaders: ``tables/posts.toml`` as data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sptgraph.language import Bilingual
from sptgraph.listings.definition import toml_of
from sptgraph.listings.phrasing import one_line


@dataclass(frozen=True, slots=True)
class Post:
    """A class of posts: the tier of leaders, and whether it is the principal, the deputies or all of them."""

    tier: str
    rank: str

    @property
    def tier_name(self) -> Bilingual:
        """What the tier is called."""
        return tier_name(self.tier)

    @property
    def name(self) -> Bilingual:
        """What the rank is called."""
        return rank_name(self.rank)


def tier_name(tier: str) -> Bilingual:
    """Return what a tier of leaders is called."""
    return Bilingual(**_data()["tiers"][tier])


def rank_name(rank: str) -> Bilingual:
    """Return what a rank is called: the principal, the deputies, all leaders, or the body as a whole."""
    return Bilingual(**_data()["ranks"][rank])


def tier_order(tier: str) -> int:
    """Return the place of a tier among the tiers, the highest first, that of firms last."""
    return list(_data()["tiers"]).index(tier)


def rank_order(rank: str) -> int:
    """Return the place of a rank among the ranks, the principal first."""
    return list(_data()["ranks"]).index(rank)


@cache
def post_of(name: str) -> Post | None:
    """Return which leaders a printed name means; None where it names a body, a firm or a worker.

    >>> post_of("各级政府主要负责人"), post_of("县应急局"), post_of("矿长").tier
    (Post(tier='party-government', rank='principal'), None, 'enterprise')
    """
    printed = one_line(name)
    return next((post for pattern, post in _patterns() if pattern.search(printed)), None)


@cache
def bound_by(norm: str) -> tuple[Post, ...]:
    """Return the posts on which the law puts a norm; none where it falls on a body as a whole."""
    return tuple(
        Post(tier, entry["rank"])
        for entry in _data()["law"]
        if entry["norm"] == norm
        for tier in entry["tiers"]
    )


def named_in(text: str) -> Iterator[str]:
    """Give the leaders on whom a sentence puts something, as printed: the words up to the post.

    >>> list(named_in("县安委会主要负责同志要定期听取汇报"))
    ['县安委会主要负责同志']
    """
    yield from (one_line(found["who"]) for found in _mention().finditer(text))


@cache
def _mention() -> re.Pattern[str]:
    words = _data()["mention"]
    return re.compile(rf"(?P<who>[^，。；：、,;\n（）“”]{{0,20}}{words['post']})(?={words['duty']})")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Post], ...]:
    return tuple(
        (re.compile(entry["pattern"]), Post(entry["tier"], entry["rank"])) for entry in _data()["posts"]
    )


@cache
def _data() -> dict[str, Any]:
    return toml_of("posts")
