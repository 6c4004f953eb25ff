"""Markup put into a document as text and parsed with it: lxml is slow to move large trees."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sptgraph.listings.formats.docx.markup import NAMESPACES, elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPLICE: Final = "{urn:sptgraph:splice}splice"
_MARK: Final = re.compile(r'<(\w+):splice xmlns:\1="urn:sptgraph:splice" n="(\d+)"\s*/>')
_ROOT: Final = re.compile(r"<[^?!>\s]+")


@dataclass(slots=True)
class Splices:
    """The pieces of markup that are to go into a part of a document."""

    part: Any
    _pieces: list[str] = field(default_factory=list, init=False)

    def hold(self, xml: str) -> "Element":
        """Return an element that keeps the place of some markup until `settle`."""
        made: Element = self.part.element.makeelement(_SPLICE, {"n": str(len(self._pieces))})
        self._pieces.append(xml)
        return made

    def settle(self) -> None:
        """Put all markup in its place; the part's tree is another one after that."""
        from docx.oxml.parser import parse_xml
        from lxml import etree

        root = self.part.element
        known = root.nsmap
        if any(known.get(prefix, iri) != iri for prefix, iri in NAMESPACES.items()):
            self._settle_slowly(root)
            return
        lacking = "".join(
            f' xmlns:{prefix}="{iri}"' for prefix, iri in NAMESPACES.items() if prefix not in known
        )
        text = _ROOT.sub(lambda found: found.group() + lacking, etree.tostring(root, encoding="unicode"), 1)
        text = _MARK.sub(lambda found: self._pieces[int(found[2])], text)
        self.part._element = parse_xml(text)  # noqa: SLF001 (python-docx sets it on loading only)

    def _settle_slowly(self, root: "Element") -> None:
        """Move the markup in, in a document that uses our prefixes for something else."""
        for mark in list(root.iter(_SPLICE)):
            parent = mark.getparent()
            if parent is not None:
                at = parent.index(mark)
                parent[at : at + 1] = elements(self._pieces[int(mark.get("n", "0"))])
