"""What is checked of a PDF before a parser unpacks it: that it is whole, that no stream is a bomb."""

import re
import zlib
from base64 import a85decode
from binascii import unhexlify

from sptgraph.errors import BrokenDocument
from sptgraph.reading.assembly import Origin

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


def check(origin: Origin) -> None:
    """Raise `BrokenDocument` if the file is cut off, or a stream in it unpacks to an absurd size."""
    if b"%%EOF" not in origin.data[-4096:]:
        raise BrokenDocument(
            f"“{origin.name}”不完整（缺少文件结尾）；请重新下载",
            f"“{origin.name}” is cut off (its end is missing); download it again",
        )
    for match in _STREAM.finditer(origin.data):
        before = origin.data[max(0, match.start() - _LOOK_BACK) : match.start()]
        if _is_bomb(origin.data, match.end(), before.rpartition(b"obj")[2] or before):
            raise BrokenDocument(
                f"“{origin.name}”解压后异常庞大，疑似恶意文件，未读取；请在阅读器中确认后另行打印成 PDF",
                f"“{origin.name}” would unpack to an absurd size and was not read; make sure of it in a "
                "viewer and print it to PDF again",
            )


def _is_bomb(data: bytes, start: int, dictionary: bytes) -> bool:
    dictionary = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: unhexlify(match[1]), dictionary)
    filters = [_LONG.get(one or other, one or other) for one, other in _FILTER.findall(dictionary)]
    packers = [name for name in filters if name in {b"Flate", b"LZW", b"RunLength"}]
    if len(packers) > 1 or _ELSEWHERE.search(dictionary):
        return True
    if _IMAGE.search(dictionary):
        return _inflates_beyond(data, start, _MOST_IMAGE)
    if not packers:
        return False
    if filters == [b"Flate"]:
        return _inflates_beyond(data, start, _MOST_INFLATED)
    end = data.find(b"endstream", start)
    length = (end if end >= 0 else len(data)) - start
    if packers != [b"Flate"]:
        return length > _MOST_ODDLY_PACKED
    spelled = data[start : start + length]
    if length > _MOST_SPELLED:
        return True
    try:
        plain = (
            a85decode(b"<~" + spelled.strip(), adobe=True)
            if b"ASCII85" in filters
            else unhexlify(re.sub(rb"\s|>.*", b"", spelled))
        )
    except ValueError:
        return False
    return _inflates_beyond(plain, 0, _MOST_INFLATED)


def _inflates_beyond(data: bytes, start: int, most: int) -> bool:
    """Whether a zlib stream yields more than ``most`` bytes; counted piece by piece, nothing is kept."""
    head = data[start : start + 2]
    if len(head) < 2 or head[0] & 0x0F != 8 or (head[0] << 8 | head[1]) % 31:
        return False
    inflater = zlib.decompressobj()
    size = 0
    pending = memoryview(data)[start : start + _STEP]
    position = start + _STEP
    try:
        while pending or position < len(data):
            size += len(inflater.decompress(pending, _STEP))
            if size > most or inflater.eof:
                return size > most
            pending = memoryview(inflater.unconsumed_tail)
            if not pending:
                pending = memoryview(data)[position : position + _STEP]
                position += _STEP
    except zlib.error:
        return False
    return False
