"""What a heading says of the text under it: goals, tasks, or arrangements; and where a run-in title ends."""

import re
from collections.abc import Sequence

_GOAL = re.compile(r"目标|思想|总体(?:要求|思路|考虑)|基本思路|原则$|基本原则|形势|背景|意义")
_ARRANGEMENT = re.compile(
    r"保障|组织(?:领导|实施|分工|机构|体系|推动|推进|保证)|(?:任务|责任|职责|工作|职能)分工|(?:工作|相关|有关|具体)要求|"
    r"(?:实施|工作|方法|整治|行动)步骤|(?:时间|进度|工作|阶段|实施)安排|时间节点|阶段划分|工作(?:机制|制度)|督导|考核|附则|"
    r"适用范围|编制依据|基本情况|整治范围|工作范围|支撑政策|加强领导"
)
_TASKS = re.compile(
    r"任务|行动|整治|重点(?:工作|内容|举措|措施)|工作(?:内容|措施|重点)|主要(?:内容|措施|举措)|排查内容"
)
_OWNERS = re.compile(
    r"[（〔][^。]{0,400}?(?:负责|牵头|配合|参与|落实|(?:责任|牵头|主办|主责|配合|协办|承办)(?:单位|部门))[^）〕]{0,300}[）〕]?[。；]?$"
    r"|(?:责任|牵头|主办|主责|承办)(?:单位|部门)：[^。]{2,300}。?$"
)
_RUN_IN = re.compile(
    r"^(?:[^。，；：！？\n（）〔〕“”《》]|（[^（）\n]{0,40}）|〔[^〔〕\n]{0,40}〕|“[^“”\n]{0,30}”|《[^《》\n]{0,40}》)+"
)
_TIMED = re.compile(r"20\d\d年|[三两]年内|每(?:年|半年|季度|月|周)")
_RUN_IN_LIMIT = 34
_HEADING_LIMIT = 60
_TWO_PART_LIMIT = 24


def is_goal(title: str) -> bool:
    """Whether the text under a heading states goals or principles, so that nobody gets a duty there."""
    return bool(_GOAL.search(title)) and not re.search(r"目标(?:任务)?责任|责任目标", title)


def ends_with_owners(text: str) -> bool:
    """Whether an item ends with an owner phrase: in brackets or behind a label.

    >>> ends_with_owners("开展检查。（县应急局牵头，县公安局配合）")
    True
    >>> ends_with_owners("每季度开展检查（高危行业每月1次）。")
    False
    """
    tail = text.rstrip("\n")[-420:]
    return bool(_OWNERS.search(tail[max(tail.rfind("\n", 0, -1), tail.rfind("。（"), 0) :]))


def is_task_section(title: str, items: Sequence[str], running: bool) -> bool:
    """Whether a section holds the plan's tasks.

    Its title tells; where it speaks of arrangements but the second level is numbered through all
    sections (``running``), the owner phrases of its ``items`` (their texts) do.
    """
    if not items:
        return False
    mostly = 2 * sum(map(ends_with_owners, items)) >= len(items)
    if _ARRANGEMENT.search(title) and not _TASKS.search(re.sub("(?:任务|责任)分工", "", title)):
        return running and mostly
    return not is_goal(title) or "任务" in title


def run_in_title(text: str, *, whole: bool = False) -> int:
    """Return the length of the run-in heading at the start of an item's text, 0 where there is none.

    A run-in heading is a short clause closed by 。 with text behind it; with ``whole`` a line that is
    nothing but a heading counts as well.

    >>> text = "强化源头管控。严格准入条件。"
    >>> text[: run_in_title(text)]
    '强化源头管控'
    """
    line = text.split("\n", 1)[0]
    found = _RUN_IN.match(line)
    if not found:
        return 0
    end = found.end()
    closing = line[end : end + 1]
    if closing == "，" and (second := _RUN_IN.match(line[end + 1 :])):
        both = end + 1 + second.end()
        if both <= _TWO_PART_LIMIT and line[both : both + 1] == "。":
            end, closing = both, "。"
    if whole and (stop := line.find("。")) >= 0 and end < stop <= _HEADING_LIMIT:
        return stop
    behind = text[end + 1 :].strip("\n")
    if closing == "。" and end <= _RUN_IN_LIMIT and (whole or (behind and not _TIMED.search(line, 0, end))):
        return end
    if closing == "" and (whole or (behind and end <= _RUN_IN_LIMIT)):
        return end
    if whole and closing in "。：；":
        return end
    return len(line.rstrip("。：；")) if whole and len(line) <= 60 else 0
