"""A format may have options of its own; what a format does not know is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sptgraph.errors import ListingError
from sptgraph.listings import Listing, listing
from sptgraph.listings.formats import markdown
from tests.sample import sample_plan


@pytest.fixture
def made() -> Listing:
    return listing("tasks", [sample_plan()])


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(listing: Listing, *, loud: bool = False) -> bytes:
        return b"LOUD" if loud else b"quiet"

    monkeypatch.setattr(markdown, "OPTIONS", frozenset({"loud"}), raising=False)
    monkeypatch.setattr(markdown, "write", write)


def test_options_reach_the_format(made: Listing, tmp_path: Path, loud: None) -> None:
    assert (made.render("md", loud=True), made.render("md")) == (b"LOUD", b"quiet")
    (path,) = made.save(tmp_path / "a.md", loud=True)
    assert path.read_bytes() == b"LOUD"
    assert {path.read_bytes() for path in made.save(tmp_path / "folder", "md", loud=True)} == {b"LOUD"}


def test_none_is_as_good_as_not_given(made: Listing) -> None:
    assert made.render("csv", letterhead=None) == made.render("csv")


@pytest.mark.parametrize(
    "how", [Listing.render, lambda made, ending, **o: made.save("/nowhere/a", ending, **o)]
)
def test_an_option_that_the_format_does_not_know_is_refused(
    made: Listing, how: Callable[..., object], loud: None
) -> None:
    with pytest.raises(ListingError) as caught:
        how(made, "md", louder=True)
    assert caught.value.message("zh") == "md 格式没有选项“louder”；可用：loud、templates"
    assert caught.value.message("en") == "the format md has no option “louder”; there are loud, templates"
    with pytest.raises(ListingError, match="csv 格式没有选项“letterhead”；可用：templates"):
        how(made, "csv", letterhead="a.docx")
