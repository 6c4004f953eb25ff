"""Role words (牵头, 负责, 配合) and the labels that announce owners (责任单位：)."""

import re
from functools import cache

from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.model import Distribution, Role

_MANNER = (
    r"(?:(?:按照|按|依照|依据|依|根据|结合|在)?(?:各自|自身|本部门|本单位)?的?(?:工作)?(?:职责|职能|任务|权限)+(?:范围)?(?:分工|权限)?(?:范围)?(?:内)?|"
    r"按照?分工|分工|分别|共同|具体|联合|统筹|密切|积极|协同|各负其责|逐级|直接|总体|主要)*"
)
_LABELS: tuple[tuple[str, Role], ...] = (
    ("label-lead", "lead"),
    ("label-support", "support"),
    ("label-responsible", "responsible"),
)
_OTHER_LABEL = (
    r"完成时限|完成时间|时间节点|时限要求|时限|整改时限|工作时限|目标任务|目标|备注|"
    r"联系人|责任领导|分管领导|牵头领导|责任人|责任科室"
)


def _alternatives(key: str, *, least: int = 1) -> str:
    words = sorted((w for w in load_lexicon().words[key] if len(w) >= least), key=len, reverse=True)
    return "|".join(map(re.escape, words))


@cache
def cue_at_end() -> re.Pattern[str]:
    """A role word with its manner at the end of a segment: 按职责分工负责, 分别牵头."""
    words = "|".join(_alternatives(f"role-{role}") for role in ("lead", "responsible", "support"))
    return re.compile(
        rf"(?P<cue>{_MANNER}(?:{words})(?:(?:[或并和、]|工作)?{_MANNER}(?:{words}|工作))*)$|(?P<manner>(?:按照?|依据?|根据)(?:各自)?职责(?:分工)?)$"
    )


@cache
def label() -> re.Pattern[str]:
    """A label with its colon: 牵头单位：, 责任单位：."""
    words = "|".join(f"(?P<{role}>{_alternatives(key, least=3)})" for key, role in _LABELS)
    return re.compile(rf"(?:{words}|(?P<other>{_OTHER_LABEL}))(?:及(?:责任人|人员|分工))?：")


def label_role(found: re.Match[str]) -> Role | None:
    """Return the role a label announces; None for a label of something else."""
    return next((role for _, role in _LABELS if found[role]), None)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile("牵头|主办|主责|主抓|负总责|总负责|抓总")


@cache
def _support() -> re.Pattern[str]:
    return re.compile("配合|参与|参加|协助|协同|协办|支持|保障")


def role_of(cue: str) -> Role:
    """Return the role a cue gives.

    >>> role_of("分别牵头或按职责分工负责"), role_of("按职责分工负责"), role_of("配合")
    ('lead', 'responsible', 'support')
    """
    if _lead().search(cue):
        return "lead"
    if _support().search(cue) and not re.search("负责|组织实施", cue):
        return "support"
    return "responsible"


def distribution_of(cue: str, bearers: int) -> Distribution | None:
    """Return how a clause shares the duty out among its bearers."""
    if "分别" in cue:
        return "respective"
    if re.search("职责|职能|分工", cue):
        return "within-remit"
    return "joint" if bearers > 1 else None
