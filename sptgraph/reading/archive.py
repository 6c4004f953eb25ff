"""A zip file opened with care: what it claims is checked before, what it yields while it is read."""

import zipfile
import zlib
from io import BytesIO
from types import TracebackType
from typing import Self

from sptgraph.errors import BrokenDocument
from sptgraph.reading.assembly import Origin

_MOST_MEMBERS = 5_000
_MOST_TIMES_LARGER = 200
_SMALL = 5_000_000
_SUPPORTED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archive:
    """The members of a zip file, none of which unpacks to more than the limit on bytes.

    Opening raises `BrokenDocument` for a file that is cut off, holds too many members or claims to
    unpack to far more than documents do; reading raises it for a member that is damaged, protected or
    larger than it claims.
    """

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        try:
            self._zip = zipfile.ZipFile(BytesIO(origin.data))
            self._members = {info.filename.replace("\\", "/"): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as error:
            raise self._cut_off() from error
        claimed = sum(info.file_size for info in self._zip.infolist())
        allowed = _MOST_TIMES_LARGER * max(len(origin.data), _SMALL)
        if len(self._zip.infolist()) > _MOST_MEMBERS or claimed > allowed:
            raise self._bomb()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, with forward slashes."""
        return tuple(self._members)

    def read(self, name: str) -> bytes:
        """Return the member called ``name``, unpacked."""
        info = self._members[name]
        most = self._origin.limits.max_bytes
        if info.flag_bits & 1:
            raise BrokenDocument(
                f"“{self._origin.name}”的压缩内容有密码；请去掉密码后重新保存",
                f"“{self._origin.name}” is packed with a password; remove it and save the file again",
            )
        if info.compress_type not in _SUPPORTED:
            raise self._cut_off()
        inflated = info.file_size > _SMALL and info.file_size > _MOST_TIMES_LARGER * info.compress_size
        if info.file_size > most or inflated:
            raise self._bomb()
        try:
            with self._zip.open(info) as member:
                data = member.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as error:
            raise self._cut_off() from error
        if len(data) > most:
            raise self._bomb()
        return data

    def _cut_off(self) -> BrokenDocument:
        return BrokenDocument(
            f"“{self._origin.name}”已损坏或不完整；请重新下载，或在 WPS 或 Word 中打开并重新保存",
            f"“{self._origin.name}” is damaged or cut off; download it again, or open it in WPS or Word and "
            "save it again",
        )

    def _bomb(self) -> BrokenDocument:
        return BrokenDocument(
            f"“{self._origin.name}”解压后异常庞大，疑似恶意文件，未读取；"
            "请在 WPS 或 Word 中打开确认后重新保存",
            f"“{self._origin.name}” would unpack to an absurd size and was not read; open it in WPS or Word, "
            "make sure of it and save it again",
        )
