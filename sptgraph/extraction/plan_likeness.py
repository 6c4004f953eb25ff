"""Telling a plan from a novel, a news item or a text in another language."""

import re

from sptgraph.extraction.frontmatter import title_lines
from sptgraph.extraction.outline import Outline
from sptgraph.language import Bilingual
from sptgraph.model import Document

_HAN = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_DUTY = re.compile(
    r"开展|加强|推进|落实|完善|建立|健全|强化|深化|提升|组织|推动|督促|严格|深入|加快|实施|确保|制定|规范|防范|整治|排查|优化"
)
_LEAST_HEADINGS = 3


def why_no_plan(document: Document, parts: Outline) -> Bilingual | None:
    """Return why a document is no plan, or None where it is one.

    A plan has numbered headings, says in its title what kind of paper it is, and speaks in duties.
    """
    han = len(_HAN.findall(document.text))
    if han < 60:
        if len(_WORD.findall(document.text)) > 20:
            return Bilingual(
                "不是中文方案（只读中文）；请提供中文原件",
                "not in Chinese; only plans in Chinese are read, give the original",
            )
        return Bilingual(
            "几乎没有文字，不是方案；请检查是否给错了文件",
            "hardly any text, so no plan; check that it is the right file",
        )
    if len(_WORD.findall(document.text)) > han:
        return Bilingual(
            "不是中文方案（只读中文）；请提供中文原件",
            "not in Chinese; only plans in Chinese are read, give the original",
        )
    headings = len(parts.sections) + len(parts.actions) + len(parts.tasks)
    if headings < _LEAST_HEADINGS:
        return Bilingual(
            "没有“一、（一）1.”这样的编号条目，不是方案；请检查是否给错了文件",
            "no numbered headings such as 一、（一）1., so no plan; check that it is the right file",
        )
    titled = title_lines(parts.front) != (0, 0)
    if not parts.tasks and (not titled or len(parts.sections) < _LEAST_HEADINGS):
        return Bilingual(
            "没有编号的任务，不是方案；请检查是否给错了文件",
            "no numbered tasks, so no plan; check that it is the right file",
        )
    duties = len(_DUTY.findall(document.text))
    if duties * 200 < han or (not titled and duties * 80 < han):
        return Bilingual(
            "没有方案应有的任务表述（开展、落实、推进……），不是方案；请检查是否给错了文件",
            "it gives no duties as a plan does, so no plan; check that it is the right file",
        )
    return None
