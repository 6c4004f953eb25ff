"""What operating systems and parsers object to, said in both languages: their own words are English only."""

import errno
import re
from typing import Final

from sptgraph.language import Bilingual

_NO_PERMISSION: Final = Bilingual(
    "没有权限，或者它正在别的程序（如 Excel、WPS）里打开着",
    "no permission, or it is open in another program such as Excel",
)
_BY_NUMBER: Final = {
    errno.ENOENT: Bilingual("文件夹或文件不存在", "there is no such folder or file"),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EISDIR: Bilingual("它是文件夹", "it is a folder"),
    errno.ENOTDIR: Bilingual("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EEXIST: Bilingual("同名的文件已经存在", "there is a file of that name"),
    errno.ENOSPC: Bilingual("磁盘满了", "no space is left on the disk"),
    errno.EROFS: Bilingual("磁盘是只读的", "the disk is read-only"),
    errno.ENAMETOOLONG: Bilingual("名称太长", "the name is too long"),
    errno.EBUSY: Bilingual("它正被占用", "it is in use"),
}
_PLACE: Final = re.compile(r"\bat (?:line )?(\d+)(?::| column |, column )(\d+)(?:: *)?|\bat line (\d+)\b")


def system_reason(error: Exception) -> Bilingual:
    """Return why the operating system refused; an uncommon reason by its number in Chinese.

    >>> system_reason(OSError(28, "No space left on device")).zh
    '磁盘满了'
    """
    number = getattr(error, "errno", None)
    if number in _BY_NUMBER:
        return _BY_NUMBER[number]
    words = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
    if number is None:
        return Bilingual("名称不合法，或者文件已损坏", words)
    return Bilingual(f"操作系统拒绝，错误号 {number}", words)


def parser_reason(error: Exception) -> Bilingual:
    """Return where a parser stopped; its own words, which are English, in brackets in English alone.

    >>> parser_reason(SyntaxError("error at 1:16: expected one of DISTINCT, WHERE"))
    Bilingual(zh='第 1 行第 16 列写错了', en='mistake at line 1, column 16 (expected one of DISTINCT, WHERE)')
    """
    words = " ".join(str(error.args[0] if error.args else error).split())[:200]
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    if line is None and (found := _PLACE.search(words)):
        line, column = found[1] or found[3], found[2]
    if line is None:
        return Bilingual("内容不合这种格式的规定", f"it breaks the rules of the format ({words})")
    said = re.sub(r"^.*?\bat (?:line )?\d+(?:[: ](?:[\w ]*? )?\d+)?(?: and \d+)?:? *", "", words) or words
    if column is None:
        return Bilingual(f"第 {line} 行写错了", f"mistake at line {line} ({said})")
    return Bilingual(f"第 {line} 行第 {column} 列写错了", f"mistake at line {line}, column {column} ({said})")
