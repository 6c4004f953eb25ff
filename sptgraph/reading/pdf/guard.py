"""What is checked of a PDF before a parser sees it."""

import re
import zlib

from sptgraph.errors import BrokenDocument
from sptgraph.reading.assembly import Origin

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_MOST_INFLATED = 64_000_000
_MOST_IMAGE = 512_000_000
_STEP = 1_000_000


def check(origin: Origin) -> None:
    """Raise `BrokenDocument` if the file is cut off, or a stream in it unpacks to an absurd size."""
    if b"%%EOF" not in origin.data[-4096:]:
        raise BrokenDocument(
            f"“{origin.name}”不完整（缺少文件结尾）；请重新下载",
            f"“{origin.name}” is cut off (its end is missing); download it again",
        )
    for match in _STREAM.finditer(origin.data):
        dictionary = origin.data[max(0, match.start() - 1_000) : match.start()].rpartition(b"obj")[2]
        most = _MOST_IMAGE if _IMAGE.search(dictionary) else _MOST_INFLATED
        if _inflates_beyond(origin.data, match.end(), most):
            raise BrokenDocument(
                f"“{origin.name}”解压后异常庞大，疑似恶意文件，未读取；请在阅读器中确认后另行打印成 PDF",
                f"“{origin.name}” would unpack to an absurd size and was not read; make sure of it in a "
                "viewer and print it to PDF again",
            )


def _inflates_beyond(data: bytes, start: int, most: int) -> bool:
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
            if size > most:
                return True
            if inflater.eof:
                return False
            pending = memoryview(inflater.unconsumed_tail)
            if not pending:
                pending = memoryview(data)[position : position + _STEP]
                position += _STEP
    except zlib.error:
        return False
    return False
