"""A very small PDF writer: text at a place, ruled lines, a grey picture; enough to make hard pages.

A file either relies on a font it does not hold, as a page printed in 宋体 often does, or holds its own
font (``embedded``), in which every character is drawn as a box.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

WIDTH, HEIGHT = 595.0, 842.0


def advance(character: str) -> float:
    """Return the width of ``character`` in ems: half for ASCII, one for all else."""
    return 0.5 if character < "\x7f" else 1.0


@dataclass(frozen=True)
class Text:
    """A string with its baseline at ``y``, in points from the foot; ``turned`` runs upwards."""

    x: float
    y: float
    string: str
    size: float
    turned: bool


@dataclass
class Page:
    """What stands on one A4 page; ``rotate`` is by how many degrees a viewer turns it."""

    texts: list[Text] = field(default_factory=list)
    drawing: list[str] = field(default_factory=list)
    rotate: int = 0

    def text(self, x: float, y: float, string: str, size: float = 16, *, turned: bool = False) -> None:
        """Write ``string``."""
        self.texts.append(Text(x, y, string, size, turned))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight line."""
        self.drawing.append(f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def grid(self, columns: list[float], rows: list[float]) -> None:
        """Draw a ruled table with lines at these x and y."""
        for x in columns:
            self.rule(x, min(rows), x, max(rows))
        for y in rows:
            self.rule(min(columns), y, max(columns), y)

    def picture(self) -> None:
        """Cover the page with a grey image, as a scanner does."""
        self.drawing.append(f"q {WIDTH:.0f} 0 0 {HEIGHT:.0f} 0 0 cm /Im1 Do Q")


def write(pages: list[Page], *, embedded: bool = False, readable: bool = True) -> bytes:
    """Return the PDF file of ``pages``; without ``readable``, fonts do not say what they show."""
    used = sorted({ord(character) for page in pages for text in page.texts for character in text.string})
    rows = sorted({code >> 8 for code in used}) if embedded else [0]
    names = {row: f"F{row:X}" for row in rows}
    fonts = [_own_font(row, used, readable=readable) if embedded else _foreign_font(used) for row in rows]
    first_font, per_font = 4, 3
    resources = " ".join(
        f"/{names[row]} {first_font + place * per_font} 0 R" for place, row in enumerate(rows)
    )
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _image()]
    for font in fonts:
        start = len(objects) + 1
        objects.append(font[0].replace(b"@1", b"%d" % (start + 1)).replace(b"@2", b"%d" % (start + 2)))
        objects += font[1:]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        shown = [_show(text, names, embedded=embedded) for text in page.texts]
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:.0f} {HEIGHT:.0f}] /Rotate {page.rotate}"
            f" /Contents {len(objects) + 2} 0 R"
            f" /Resources << /Font << {resources} >> /XObject << /Im1 3 0 R >> >> >>".encode()
        )
        objects.append(stream("\n".join([*page.drawing, *shown]).encode()))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return join(objects)


def join(objects: Iterable[bytes]) -> bytes:
    """Return a PDF file of numbered objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: bytes, extra: str = "") -> bytes:
    """Return a compressed stream object."""
    packed = zlib.compress(data)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {extra} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def _show(text: Text, names: dict[int, str], *, embedded: bool) -> str:
    size = text.size
    if not embedded:
        return _string(text.x, text.y, "F0", text.string.encode("utf-16-be").hex(), text)
    shown, along = [], 0.0
    for row, group in groupby(text.string, key=lambda character: ord(character) >> 8):
        part = "".join(group)
        x, y = (text.x, text.y + along) if text.turned else (text.x + along, text.y)
        shown.append(_string(x, y, names[row], bytes(ord(c) & 0xFF for c in part).hex(), text))
        along += sum(map(advance, part)) * size
    return "\n".join(shown)


def _string(x: float, y: float, font: str, code: str, text: Text) -> str:
    matrix = "0 1 -1 0" if text.turned else "1 0 0 1"
    return f"BT /{font} {text.size:.2f} Tf {matrix} {x:.2f} {y:.2f} Tm <{code}> Tj ET"


def _image() -> bytes:
    return stream(
        bytes([200]) * 4,
        "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )


def _foreign_font(used: list[int]) -> list[bytes]:
    """Return a font without a file; its codes are UTF-16 and its ToUnicode table says so."""
    rows = sorted({code >> 8 for code in used})
    blocks = []
    for start in range(0, len(rows), 64):
        chunk = rows[start : start + 64]
        ranges = "\n".join(f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>" for row in chunk)
        blocks.append(f"{len(chunk)} beginbfrange\n{ranges}\nendbfrange")
    parent = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [@1 0 R] /ToUnicode @2 0 R >>"
    )
    child = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [0 126 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>"
    )
    return [parent, child, _table("<0000> <ffff>", blocks)]


def _own_font(row: int, used: list[int], *, readable: bool) -> list[bytes]:
    """Return a font that draws the characters of one row of Unicode, each as a box."""
    codes = [code & 0xFF for code in used if code >> 8 == row]
    wide = row > 0
    width = 1000 if wide else 500
    pairs = "\n".join(f"<{code:02x}> <{row:02x}{code:02x}>" for code in codes)
    blocks = [f"{len(codes)} beginbfchar\n{pairs}\nendbfchar"] if readable else []
    glyphs = " ".join(f"/g{code} @1 0 R" for code in codes)
    differences = " ".join(f"{code} /g{code}" for code in codes)
    return [
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0]"
        f" /CharProcs << {glyphs} >> /Encoding << /Type /Encoding /Differences [{differences}] >>"
        f" /FirstChar 0 /LastChar 255 /Widths [{' '.join([str(width)] * 256)}] /Resources << >>"
        f" /ToUnicode @2 0 R >>".encode(),
        stream(f"{width} 0 0 -120 {width} 880 d1 0 0 {width} 800 re f".encode()),
        _table("<00> <ff>", blocks),
    ]


def _table(space: str, blocks: list[str]) -> bytes:
    return stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Own def /CMapType 2 def\n"
            f"1 begincodespacerange {space} endcodespacerange\n" + "\n".join(blocks) + "\nendcmap end end"
        ).encode()
    )
