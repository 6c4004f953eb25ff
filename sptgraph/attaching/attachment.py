"""What came of joining a document with a graph: the plan with its text again, and what of it was found."""

from dataclasses import dataclass
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.model import Plan

KINDS: Final = {
    "action": Bilingual("行动", "actions"),
    "task": Bilingual("任务", "tasks"),
    "assignment": Bilingual("责任单位", "assignments"),
    "deadline": Bilingual("时限", "deadlines"),
    "recurrence": Bilingual("频次", "recurrences"),
    "target": Bilingual("目标", "targets"),
    "member": Bilingual("成员单位", "members"),
    "sector": Bilingual("行业领域", "sectors"),
}
"""What is counted, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many entries of a kind were found in the document, and which were not.

    ``exact`` ones stand in text that is unchanged. ``by_words`` names those that were found by their words
    where the text around them has changed, and should be looked at: ``（一）/3 县应急局 | 牵头``. ``lost``
    names the others, which are not in the plan that came of it.
    """

    kind: str
    exact: int
    by_words: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many entries of the kind the graph has."""
        return self.exact + len(self.by_words) + len(self.lost)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A plan joined with a document: ``plan`` has its text and places.

    ``same_text`` says that the document has exactly the Han characters and digits that the graph was made
    from; ``share`` how much of the shorter of the two is in the other, from 0 to 1.
    """

    plan: Plan
    same_text: bool
    share: float
    shares: tuple[Share, ...]

    @property
    def complete(self) -> bool:
        """Whether every entry of the graph was found."""
        return not any(share.lost for share in self.shares)

    def text(self, language: Language, most: int = 20) -> str:
        """Return a report to read; of each kind at most ``most`` entries are named."""
        zh = language == "zh"
        title = self.plan.document.title or self.plan.source.name
        lines = [
            f"《{title}》 ← {self.plan.source.name}" if zh else f"“{title}” ← {self.plan.source.name}",
            self._how(zh),
        ]
        for share in self.shares:
            found = share.exact + len(share.by_words)
            lines.append(f"  {KINDS[share.kind].text(language)} {found}/{share.total}")
            for entries, about in (
                (share.by_words, "按词找到，请核对" if zh else "found by its words; please check"),
                (share.lost, "没有找到" if zh else "not found"),
            ):
                lines += [f"    {about}{'：' if zh else ': '}{entry}" for entry in entries[:most]]
                if len(entries) > most:
                    more = len(entries) - most
                    lines.append(f"    {about}：另有 {more} 条" if zh else f"    {about}: {more} more")
        return "\n".join(lines) + "\n"

    def _how(self, zh: bool) -> str:
        if self.same_text:
            return "文字完全一致（按汉字和数字的指纹）" if zh else "the same text (by its fingerprint)"
        percent = f"{self.share:.0%}"
        return f"文字不完全一致，逐段对上 {percent}" if zh else f"not the same text; {percent} of it matches"

    def to_json(self) -> dict[str, Any]:
        """Return the report for programs."""
        return {
            "title": self.plan.document.title,
            "file": self.plan.source.name,
            "same_text": self.same_text,
            "share": round(self.share, 4),
            "complete": self.complete,
            "kinds": [
                {
                    "kind": share.kind,
                    "total": share.total,
                    "exact": share.exact,
                    "by_words": list(share.by_words),
                    "lost": list(share.lost),
                }
                for share in self.shares
            ],
        }
