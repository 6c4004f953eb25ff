"""Pictures in a document: the drawing itself, and a picture of it for programs that cannot draw it."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings.formats.docx.looks import NOTE, PICTURE
from sptgraph.listings.formats.docx.markup import attribute, paragraph, run
from sptgraph.listings.formats.docx.sections import Block
from sptgraph.listings.pictures.raster import rasterise, size_of

if TYPE_CHECKING:
    from sptgraph.listings.formats.docx.paper import Sheet
    from sptgraph.listings.pictures import Picture

_EMU: Final = 635
"""English metric units in a twentieth of a point."""

_TURNS_FROM: Final = 1.3
_HEADING: Final = 1600
_DOTS: Final = 1600
_SVG: Final = "image/svg+xml"
_PNG: Final = "image/png"
_WIDTH: Final = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)(?:px)?"')


@dataclass(slots=True)
class Images:
    """Puts pictures into the part of a package that shows them; numbers start at ``first``."""

    host: Any
    language: Language
    first: int = 1
    _count: int = field(default=0, init=False)

    def draw(self, picture: "Picture", sheet: "Sheet") -> Block:
        """Return the picture as large as the paper allows; a broad one turns the paper.

        Where the machine has no Chinese font, its description stands instead, and what to install.
        """
        try:
            png = rasterise(picture.svg, scale=_scale(picture.svg))
        except ListingError as error:
            return Block(
                "".join(paragraph(NOTE, run(t)) for t in (picture.description, error.message(self.language)))
            )
        wide, high = size_of(png)
        turned = sheet.turned is not None and not sheet.strict and wide > high * _TURNS_FROM
        paper = sheet.turned if turned and sheet.turned else sheet.plain
        most = _width(picture.svg) * 20 or paper.width
        scale = min(paper.width, most) / wide
        scale = min(scale, (paper.height - _HEADING) / high)
        size = f'cx="{round(wide * scale) * _EMU}" cy="{round(high * scale) * _EMU}"'
        return Block(paragraph(PICTURE, self._drawing(picture, png, size)), turned)

    def _drawing(self, picture: "Picture", png: bytes, size: str) -> str:
        number = self.first + self._count
        self._count += 1
        shown = self._embed(png, _PNG, f"sptgraph{number}.png")
        drawn = self._embed(picture.svg.encode("utf-8"), _SVG, f"sptgraph{number}.svg")
        said = f"name={attribute(picture.name)} descr={attribute(picture.description)}"
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{9000 + number}" {said} title={attribute(picture.title)}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{9000 + number}" {said}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{shown}"><a:extLst>'
            '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip r:embed="{drawn}"/></a:ext></a:extLst></a:blip>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _embed(self, data: bytes, content_type: str, name: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = Part(PackURI(f"/word/media/{name}"), content_type, data, self.host.package)
        return str(self.host.relate_to(part, RELATIONSHIP_TYPE.IMAGE))


def _width(svg: str) -> float:
    """Return the width that a drawing asks for; 0 where it does not say."""
    said = _WIDTH.search(svg)
    return float(said[1]) if said else 0.0


def _scale(svg: str) -> float:
    """Return the scale at which a drawing is as sharp as a printer shows it, and no larger."""
    return min(2.0, _DOTS / max(_width(svg), 1.0))
