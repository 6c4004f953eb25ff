"""A set of templates: the shipped ones, with those of a user's folder in their place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sptgraph.errors import ListingError
from sptgraph.listings.templating.aside import render_aside
from sptgraph.listings.templating.environment import TemplateFault, environment, render
from sptgraph.listings.templating.folder import own_files

if TYPE_CHECKING:
    import jinja2

    from sptgraph.listings.listing import Listing


class Templates:
    """The templates that lists are made with; ``folder`` holds those of a user's own, by the same names.

    A user's templates are not trusted: they run in a process of their own, within limits. Raises
    `ListingError` where the folder cannot be used.

    >>> "page.html.j2" in Templates().sources
    True
    """

    def __init__(self, folder: str | PathLike[str] | None = None) -> None:
        self.own: Mapping[str, str] = own_files(folder, shipped_sources()) if folder is not None else {}
        self.sources: Mapping[str, str] = {**shipped_sources(), **self.own}

    def source(self, name: str) -> str:
        """Return the text of a template, such as ``listing.css``, as it is."""
        return self.sources[name]

    def render(self, name: str, content: Mapping[str, Any]) -> str:
        """Return what a template makes of plain values; raises `ListingError` where it cannot."""
        try:
            if self._runs_own:
                return render_aside(self._templates, name, content)
            return render(self._environment, name, content)
        except TemplateFault as fault:
            raise _error(fault, {*_names(content), *self._templates}) from None

    def laid_out(self, listing: "Listing") -> "Listing":
        """Return a list with the columns that the folder's ``tables/KIND.toml`` choose."""
        from sptgraph.listings.templating.columns import laid_out

        return laid_out(listing, self.own)

    @property
    def _runs_own(self) -> bool:
        return any(name.endswith(".j2") for name in self.own)

    @cached_property
    def _templates(self) -> Mapping[str, str]:
        return {name: text for name, text in self.sources.items() if name.endswith(".j2")}

    @cached_property
    def _environment(self) -> "jinja2.Environment":
        return environment(self._templates)


@cache
def shipped() -> Templates:
    """Return the templates that come with the package."""
    return Templates()


@cache
def shipped_sources() -> Mapping[str, str]:
    """Return the shipped templates, style sheet and script, by name."""
    folder = files("sptgraph.listings") / "templates"
    texts = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.is_file()}
    return MappingProxyType(dict(sorted(texts.items())))


def _names(content: object) -> Iterator[str]:
    """Yield the names that a template can ask for, those within others too."""
    if isinstance(content, Mapping):
        yield from content
        for value in content.values():
            yield from _names(value)
    elif isinstance(content, list) and content:
        yield from _names(content[0])


def _error(fault: TemplateFault, known: set[str]) -> ListingError:
    near = get_close_matches(fault.missing or "", sorted(known), n=1) if fault.missing else []
    place = fault.name if fault.line is None else f"{fault.name} 第 {fault.line} 行"
    at = fault.name if fault.line is None else f"{fault.name}, line {fault.line}"
    zh, en = (f"，是否指 {near[0]}", f"; did you mean {near[0]}?") if near else ("", "")
    return ListingError(f"模板 {place}：{fault.why.zh}{zh}", f"template {at}: {fault.why.en}{en}")
