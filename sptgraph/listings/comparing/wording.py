"""The words in which a comparison tells what became of a task and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.comparing.changes import AnyChange, FactKind, OwnerChange, OwnerKind
from sptgraph.listings.comparing.matching import Status
from sptgraph.listings.phrasing import one_line, phrase
from sptgraph.model import Assignment, Deadline, Recurrence, Target

STATUS: Final[Mapping[Status, Bilingual]] = {
    "matched": Bilingual("对应", "matched"),
    "split": Bilingual("拆分对应", "split"),
    "merged": Bilingual("合并对应", "merged"),
    "partly": Bilingual("部分对应", "partly"),
    "missing": Bilingual("缺少", "missing"),
    "added": Bilingual("新增", "added"),
}
KINDS: Final[Mapping[FactKind | OwnerKind, Bilingual]] = {
    "earlier": Bilingual("提前", "earlier"),
    "later": Bilingual("推迟", "later"),
    "tightened": Bilingual("加密", "tightened"),
    "loosened": Bilingual("放宽", "loosened"),
    "raised": Bilingual("提高", "raised"),
    "lowered": Bilingual("降低", "lowered"),
    "differs": Bilingual("不同", "differs"),
    "dropped": Bilingual("未写", "not taken over"),
    "new": Bilingual("另加", "new"),
    "more": Bilingual("增加", "more"),
    "fewer": Bilingual("减少", "fewer"),
}
LEADS: Final = Bilingual("牵头", "lead")
BODIES: Final = Bilingual("其他单位", "other bodies")
FACTS: Final[Mapping[type, Bilingual]] = {
    Deadline: Bilingual("时限", "deadline"),
    Recurrence: Bilingual("频次", "frequency"),
    Target: Bilingual("目标", "target"),
}
OTHER: Final = {True: Bilingual("上级", "superior"), False: Bilingual("对照方案", "other plan")}
_OURS: Final = Bilingual("本方案", "here")


def aspect_of(change: AnyChange | OwnerChange) -> Bilingual:
    """Return the word for what it is that differs."""
    if isinstance(change, OwnerChange):
        return LEADS if change.lead else BODIES
    return FACTS[type(change.here or change.there)]


class Speech:
    """Puts changes into words; ``above`` where the plan is held against a superior plan."""

    def __init__(self, language: Language, *, above: bool) -> None:
        self._language, self._other = language, OTHER[above].text(language)

    def changes(self, changes: Iterable[AnyChange]) -> tuple[str, ...]:
        """Return dates, frequencies or targets that differ, one line each."""
        return tuple(
            self._line(aspect_of(each), each.kind, self._fact(each.here), self._fact(each.there))
            for each in changes
        )

    def owners(self, changes: Iterable[OwnerChange]) -> tuple[str, ...]:
        """Return the bearers that differ, one line each."""
        return tuple(
            self._line(aspect_of(each), each.kind, self._names(each.here), self._names(each.there))
            for each in changes
        )

    def _line(self, aspect: Bilingual, kind: FactKind | OwnerKind, here: str, there: str) -> str:
        zh = self._language == "zh"
        said = [(self._other, there), (_OURS.text(self._language), here)]
        parts = [f"{who}{'' if zh else ': '}{what}" for who, what in said if what]
        way = KINDS[kind].text(self._language)
        return f"{aspect.zh}{way}：{'，'.join(parts)}" if zh else f"{aspect.en} {way}: {'; '.join(parts)}"

    def _fact(self, fact: Deadline | Recurrence | Target | None) -> str:
        return str(phrase((fact,), self._language)) if fact else ""

    def _names(self, bearers: Sequence[Assignment]) -> str:
        joint = "、" if self._language == "zh" else ", "
        return joint.join(dict.fromkeys(one_line(each.agent) for each in bearers))
