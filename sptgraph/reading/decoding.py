"""Bytes → text: the encodings in which Chinese files come, told apart without being told.

Strict decoding proves little (half of all byte strings are legal GB18030), so a decoding only counts
if most of what it yields are common characters: the first level of GB 2312 or of Big5.
"""

import codecs
import re
from collections.abc import Callable
from functools import cache

from sptgraph.errors import BrokenDocument

_SAMPLE = 50_000
_PLAUSIBLE = 0.6
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = ["cp1252", "cp1251", "shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "hz"]
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ASCII = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\t\r\n")
_PUNCTUATION = frozenset(
    chr(code)
    for first, last in ((0x2010, 0x205F), (0x2460, 0x249C), (0x3000, 0x3040), (0xFF00, 0xFFF0))
    for code in range(first, last)
)


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of ``data`` without byte order mark.

    ``declared`` is the encoding that the file claims for itself, tried first. Raises `BrokenDocument`
    if the bytes are no text, or text that is damaged.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            marked = _strict(data[len(mark) :], encoding)
            if marked is None or _binary(marked):
                raise _damaged(data[len(mark) :], encoding, name)
            return marked
    for attempt in _attempts(declared):
        if (found := attempt(data)) is not None:
            return found
    if almost := _almost(data):
        raise _damaged(data, almost, name)
    text = _guess(data)
    if text is None:
        raise BrokenDocument(
            f"“{name}”不是文字文件，或编码无法识别；请另存为 UTF-8 文本、docx 或 pdf",
            f"“{name}” is no text, or its encoding is unknown; save it as UTF-8 text, docx or pdf",
        )
    return text


def _attempts(declared: str | None) -> list[Callable[[bytes], str | None]]:
    attempts: list[Callable[[bytes], str | None]] = [_utf8, _utf16, _chinese]
    if declared:
        attempts.insert(0, lambda data: _as_declared(data, declared))
    return attempts


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _binary(text: str) -> bool:
    """Whether ``text`` holds NUL or more than a stray control character."""
    if "\x00" in text:
        return True
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample.rstrip("\x1a"))) > max(2, len(sample) // 500)


def _as_declared(data: bytes, declared: str) -> str | None:
    label = declared.strip().lower().replace("_", "-")
    if label in {"gb2312", "gbk", "gb18030", "x-gbk", "cp936", "gb-2312-80"}:
        text = _strict(data, "gb18030")
        return (
            text if text is not None and not _binary(text) and _share(text, "gb2312") >= _PLAUSIBLE else None
        )
    if label in {"big5", "big5-hkscs", "cp950"}:
        text = _strict(data, "big5hkscs")
        return text if text is not None and not _binary(text) and _share(text, "big5") >= _PLAUSIBLE else None
    return None


def _utf8(data: bytes) -> str | None:
    text = _strict(data, "utf-8")
    return None if text is None or _binary(text) else text


def _utf16(data: bytes) -> str | None:
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if _share_of_all(data[:_SAMPLE].decode(encoding, "replace")) >= _PLAUSIBLE:
            text = _strict(data, encoding)
            if text is not None and not _binary(text):
                return text
    return None


def _chinese(data: bytes) -> str | None:
    shares = []
    for encoding, standard in (("gb18030", "gb2312"), ("big5hkscs", "big5")):
        text = _strict(data, encoding)
        if text is not None and not _binary(text):
            shares.append((_share(text, standard), text))
    share, best = max(shares, default=(0.0, ""), key=lambda pair: pair[0])
    return best if share >= _PLAUSIBLE else None


def _almost(data: bytes) -> str | None:
    """Return the encoding of which all but a few bytes of ``data`` are good text."""
    for encoding, standard in (("utf-8", "any"), ("gb18030", "gb2312"), ("big5hkscs", "big5")):
        text = data[:_SAMPLE].decode(encoding, "replace")
        lost = text.count("\ufffd")
        whole = text.replace("\ufffd", "")
        if len(whole) > 20 and lost <= max(3, len(text) // 50) and _share(whole, standard) >= 0.9:
            return None if _binary(text) else encoding
    return None


def _guess(data: bytes) -> str | None:
    """Ask charset-normalizer about the rest: other languages, rarer encodings."""
    from charset_normalizer import from_bytes

    sample = data[:20_000]
    if b"\x00" in sample or len(re.findall(rb"[\x01-\x08\x0e-\x1f]", sample)) > max(2, len(sample) // 500):
        return None
    best = from_bytes(sample, cp_isolation=_OTHERS).best()
    text = _strict(data, best.encoding) if best else None
    return None if text is None or _binary(text) else text


def is_garbled(text: str) -> bool:
    """Whether much of ``text`` is characters that no Chinese text uses often, as after a wrong decoding.

    >>> [is_garbled(s) for s in ("县应急管理局牵头负责", "åÃ¨¶ÇÍÞÆ", "a plan for the café")]
    [False, True, False]
    """
    strange = sum(character > "\x7f" for character in text[:_SAMPLE])
    return strange > 0.3 * len(text[:_SAMPLE]) and _share(text, "any") < 0.5


def _share(text: str, standard: str) -> float:
    """Return the share of common characters among those of ``text`` that are not ASCII."""
    strange = [character for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(map(_common(standard).__contains__, strange)) / len(strange) if strange else 1.0


def _share_of_all(text: str) -> float:
    """Return the share of common characters and printable ASCII among all of ``text``."""
    common = _common("any") | _ASCII
    return sum(map(common.__contains__, text)) / len(text) if text else 0.0


@cache
def _common(standard: str) -> frozenset[str]:
    """Return punctuation and the first-level characters of ``standard``, gb2312 or big5, or of either."""
    if standard == "any":
        return _common("gb2312") | _common("big5")
    leads = range(0xB0, 0xD8) if standard == "gb2312" else range(0xA4, 0xC7)
    codes = (bytes((lead, trail)) for lead in leads for trail in range(0x80 if lead > 0xC6 else 0x40, 0xFF))
    characters = "".join(code.decode(standard, "ignore") for code in codes)
    return frozenset(characters) - _ASCII | _PUNCTUATION


def _damaged(data: bytes, encoding: str, name: str) -> BrokenDocument:
    try:
        data.decode(encoding)
        place = 0
    except UnicodeDecodeError as error:
        place = error.start
    label = encoding.upper().replace("BIG5HKSCS", "BIG5")
    return BrokenDocument(
        f"“{name}”的 {label} 文字在第 {place + 1} 个字节处损坏；请重新下载，或从原文另存一次",
        f"the {label} text of “{name}” is damaged at byte {place + 1}; download it again or save it anew",
    )
