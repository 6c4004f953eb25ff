"""What is checked of a PDF before a parser unpacks it: that it is whole, that no stream is a bomb or damaged.

Parsers pass over what they cannot unpack; a page would be missing from the plan without a word.
"""

import re
import zlib
from base64 import a85decode
from binascii import unhexlify
from typing import Literal

from sptgraph.errors import BrokenDocument
from sptgraph.reading.assembly import Origin
from sptgraph.reading.pdf.sheets import unopened

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_FILTER = re.compile(rb"/(Flate|LZW|RunLength|ASCII85|ASCIIHex)Decode\b|/(Fl|LZW|RL|A85|AHx)\b")
_ELSEWHERE = re.compile(rb"/Filter\s+\d+\s+\d+\s+R")
_LONG = {b"Fl": b"Flate", b"RL": b"RunLength", b"A85": b"ASCII85", b"AHx": b"ASCIIHex"}
_LOOK_BACK = 4_000
_MOST_INFLATED = 64_000_000
_MOST_IMAGE = 512_000_000
_MOST_ODDLY_PACKED = 200_000
_MOST_SPELLED = 5_000_000
_STEP = 1_000_000

_Verdict = Literal["fine", "bomb", "damaged"]


def check(origin: Origin) -> None:
    """Raise `BrokenDocument` if the file is cut off, or a stream in it is damaged or a bomb."""
    if b"%%EOF" not in origin.data[-4096:]:
        raise BrokenDocument(
            f"“{origin.name}”不完整（缺少文件结尾）；请重新下载",
            f"“{origin.name}” is cut off (its end is missing); download it again",
        )
    encrypted = b"/Encrypt" in origin.data
    for match in _STREAM.finditer(origin.data):
        before = origin.data[max(0, match.start() - _LOOK_BACK) : match.start()]
        verdict = _examine(origin.data, match.end(), before.rpartition(b"obj")[2] or before)
        if verdict == "damaged" and not encrypted:
            raise unopened(origin, protected=False)
        if verdict == "bomb":
            raise BrokenDocument(
                f"“{origin.name}”解压后异常庞大，疑似恶意文件，未读取；请在阅读器中确认后另行打印成 PDF",
                f"“{origin.name}” would unpack to an absurd size and was not read; make sure of it in a "
                "viewer and print it to PDF again",
            )


def _examine(data: bytes, start: int, dictionary: bytes) -> _Verdict:
    dictionary = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: unhexlify(match[1]), dictionary)
    filters = [_LONG.get(one or other, one or other) for one, other in _FILTER.findall(dictionary)]
    packers = [name for name in filters if name in {b"Flate", b"LZW", b"RunLength"}]
    if len(packers) > 1 or _ELSEWHERE.search(dictionary):
        return "bomb"
    if _IMAGE.search(dictionary):
        return "bomb" if _inflate(data, start, _MOST_IMAGE) == "bomb" else "fine"
    if not packers:
        return "fine"
    if filters == [b"Flate"]:
        return _inflate(data, start, _MOST_INFLATED)
    end = data.find(b"endstream", start)
    spelled = data[start : end if end >= 0 else len(data)]
    if len(spelled) > (_MOST_SPELLED if packers == [b"Flate"] else _MOST_ODDLY_PACKED):
        return "bomb"
    if packers != [b"Flate"]:
        return "fine"
    try:
        return _inflate(_spell(spelled, filters), 0, _MOST_INFLATED)
    except ValueError:
        return "damaged"


def _spell(spelled: bytes, filters: list[bytes]) -> bytes:
    """Return the bytes that a stream spells in the letters of ASCII85 or in hexadecimal figures."""
    if b"ASCII85" in filters:
        return a85decode(b"<~" + spelled.strip(), adobe=True)
    return unhexlify(re.sub(rb"\s|>.*", b"", spelled))


def _inflate(data: bytes, start: int, most: int) -> _Verdict:
    """Judge a zlib stream by unpacking it piece by piece, keeping nothing."""
    inflater = zlib.decompressobj()
    size, position = 0, start
    pending = memoryview(b"")
    try:
        while not inflater.eof:
            if not pending:
                pending = memoryview(data)[position : position + _STEP]
                position += _STEP
                if not pending:
                    break
            size += len(inflater.decompress(pending, _STEP))
            pending = memoryview(inflater.unconsumed_tail)
            if size > most:
                return "bomb"
    except zlib.error as error:
        # A wrong checksum behind data that are all there harms nobody.
        return "fine" if "incorrect data check" in str(error) else "damaged"
    return "fine"
