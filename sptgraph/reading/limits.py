"""How much a document may hold, and what is said when it holds more."""

from dataclasses import dataclass

from sptgraph.errors import TooLarge

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes a file (or one part of it, unpacked) and the most characters its text may have."""

    max_bytes: int = MAX_BYTES
    max_characters: int = MAX_CHARACTERS

    def check_bytes(self, size: int, name: str) -> None:
        """Raise `TooLarge` if a file of ``size`` bytes passes the limit."""
        if size > self.max_bytes:
            raise TooLarge(
                f"“{name}”有 {_mega(size)} MB，超过 {_mega(self.max_bytes)} MB 的上限；"
                "请拆分文件，或调高上限（--max-size）",
                f"“{name}” has {_mega(size)} MB, over the limit of {_mega(self.max_bytes)} MB; "
                "split the file or raise the limit (--max-size)",
            )

    def check_characters(self, count: int, name: str) -> None:
        """Raise `TooLarge` if a text of ``count`` characters passes the limit."""
        if count > self.max_characters:
            raise TooLarge(
                f"“{name}”的文字超过 {self.max_characters} 字的上限；请拆分文件，或调高上限（--max-size）",
                f"the text of “{name}” passes the limit of {self.max_characters} characters; "
                "split the file or raise the limit (--max-size)",
            )


def _mega(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")
