"""Nothing seen is lost: each role, date or frequency word lies in an entry, or is accounted for here.

A word that states a fact but could not be settled becomes `Unresolved`; one that states none becomes
`OtherUse` with the reason. The reasons are listed, so that a test can hold the extraction to the list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sptgraph.extraction.stretches import Stretches
from sptgraph.language import Bilingual

UNRESOLVED_REASONS: Final = {
    "owner-phrase-unread": Bilingual("责任短语读不出单位", "an owner phrase whose units could not be read"),
    "agent-unclear": Bilingual(
        "有牵头、负责等字样，读不出由谁承担", "a role word whose bearer could not be told"
    ),
    "date-unclear": Bilingual("时间表述读不成日期", "a time expression that gives no date"),
    "frequency-unclear": Bilingual("频次表述读不成周期", "a frequency expression that gives no period"),
    "formula-without-result": Bilingual(
        "单元格是公式，文件里没有结果", "a cell with a formula whose result the file does not hold"
    ),
    "column-unread": Bilingual(
        "表头不认识，这一栏像是单位或时限，没有读",
        "a column under an unknown header that seems to hold owners or times; it was not read",
    ),
    "place-unclear": Bilingual("表中没有写明是哪个地区的", "the table does not say which place it is for"),
    "period-unclear": Bilingual("表中没有写明是哪几年的", "the table does not say which years it is for"),
}
"""Why something seen was not settled."""

OTHER_USES: Final = {
    "person": Bilingual("指人，不指单位（主要负责人、负责同志）", "names a person, not a body"),
    "kind-of-body": Bilingual("泛指一类单位（牵头部门、责任单位）", "speaks of a kind of body"),
    "corrected": Bilingual("经人工更正，不再作为事实", "a person's correction says that it states no fact"),
    "repeated": Bilingual("同一单位、同一角色已经列出", "the same body in the same role is listed already"),
    "same-bearer": Bilingual(
        "承前省略主体，主体已经列出", "the bearer named earlier in the sentence goes on"
    ),
    "goal": Bilingual("在指导思想、目标等段落中", "stands in a paragraph of goals"),
    "enterprise-duty": Bilingual("企业自身的责任", "a duty of enterprises"),
    "ordinary-word": Bilingual("日常用语（负责任、相配合）", "an ordinary word, no duty"),
    "object": Bilingual("督促、推动等的对象", "the object of urging or pressing others"),
    "document-name": Bilingual("文件名称的一部分", "part of a document's name"),
    "document-date": Bilingual("文件的日期", "a document's own date"),
    "plan-name": Bilingual("行动名称的一部分", "part of the plan's name"),
    "look-back": Bilingual("指过去", "looks back"),
    "other-date": Bilingual("起始、有效期等，不是时限", "a start or validity, no deadline"),
    "duration": Bilingual("时长、年限，不是时限", "a duration, no deadline"),
    "part-of-recurrence": Bilingual("属于频次表述", "part of a frequency"),
    "cap": Bilingual("次数上限，不是频次义务", "a cap, not a duty"),
    "adjective": Bilingual("作定语（年度、季度），不是频次", "an adjective, no frequency"),
    "regular-without-frequency": Bilingual("定期，未定频次", "regular, but without frequency"),
    "other-frequency-word": Bilingual("其他含频次字样的词", "another word with a frequency in it"),
    "front-matter": Bilingual("在文件头或通知中", "stands in the head or the cover notice"),
    "heading": Bilingual("在标题中", "stands in a heading"),
    "left-out": Bilingual(
        "在附表、落款或网页栏目中", "stands in an annexed table, a signature or page furniture"
    ),
}
"""Uses of role, date and frequency words that state no fact."""

WORDS: Final = re.compile(
    r"(?P<role>牵头|负责|配合|责任单位)"
    r"|(?P<frequency>每(?:隔|一)?[\d一二两三四五六七八九十]{0,3}个?(?:年度?|半年|季度?|半?月|周|星期|旬|日|天)|定期|(?<![\d一二三四五六七八九十])[周月季年](?:调度|通报|总结|报告))"
    r"|(?P<date>(?:20\d\d|二[〇零一二三四五六七八九]{3})年|(?<![\d年第个])\d{1,2}月(?:份|底|\d|[上中下]旬)|年底|年内|[上下]半年|[一二三四1-4]季度)"
)
"""The words that must be accounted for."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A word outside all entries, in folded text, with its use or the reason why it is unresolved."""

    start: int
    end: int
    use: str | None = None
    reason: str | None = None


def account(
    text: str,
    taken: Iterable[tuple[int, int]],
    known: Sequence[tuple[int, int, str]] = (),
    *,
    default: str | None = None,
) -> list[Loose]:
    """Account for the words of ``text`` outside the stretches ``taken``.

    ``known`` holds stretches whose use is told already; ``default`` is the use of all words of a text
    that states no facts (front matter, goals).
    """
    taken = list(taken)
    held = Stretches(taken)
    told = dict.fromkeys(entry for entry in known if not held.contains(entry[0], entry[1]))
    loose = [Loose(start, end, use=use) for start, end, use in told]
    covered = Stretches([*taken, *((start, end) for start, end, _ in told)])
    for found in WORDS.finditer(text):
        if covered.contains(found.start(), found.end()):
            continue
        kind = found.lastgroup or ""
        use = default or _use(text, found, kind)
        reason = {"role": "agent-unclear", "date": "date-unclear", "frequency": "frequency-unclear"}[kind]
        loose.append(Loose(found.start(), found.end(), use, None if use else reason))
    return loose


def role_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the role words in a stretch of text."""
    return [m.span() for m in WORDS.finditer(text, start, end) if m.lastgroup == "role"]


_PERSON = re.compile(r"负责(?:人|同志|干部|的同志)")
_BY_PERSON = re.compile(
    r"(?:负责同志|负责人|领导同志|分管领导|主要领导|书记|[省市县区镇乡局部]长)(?:亲自|分别|要|共同)?$"
)
_KIND_OF_BODY = re.compile(r"(?:牵头|配合|负责)(?:的)?(?:单位|部门|人|领导|机构|处室|科室)|责任单位(?!：)")
_ORDINARY = re.compile(r"负责任|不负责|谁负责|对.{0,12}负责(?:$|[，。；、])|负责制|责任单位(?:和|及)责任人")
_OBJECT = re.compile(
    r"(?:督促|推动|推进|指导|组织|协调|鼓励|引导|支持|动员|要求|发挥|依托|明确|厘清|落实|压实)[^，。；]{0,30}$"
)
_ENTERPRISE = re.compile(
    r"(?:支持|鼓励|引导)[^。]{0,20}(?:企业|高校|院所|机构|协会)[^。]*$|(?:企业|生产经营单位|公司|业主|经营者|使用单位|施工单位|物业|学校|医院|机构)[^，。；]{0,40}$"
)


def _use(text: str, found: re.Match[str], kind: str) -> str | None:
    start, end = found.span()
    before, after = text[max(0, start - 45) : start], text[end : end + 12]
    here = text[start : end + 6]
    floor = max(0, start - 80)
    if text.rfind("《", floor, start) > text.rfind("》", floor, start):
        return "document-name"
    if kind == "role":
        if _PERSON.match(here) or _BY_PERSON.search(before):
            return "person"
        if _ORDINARY.match(here) or re.search(r"(?:谁|分级|各负其责|层层)$|对[^，。；]{0,20}$", before):
            return "ordinary-word"
        if _KIND_OF_BODY.match(here):
            return "kind-of-body"
        if _ENTERPRISE.search(before):
            return "enterprise-duty"
        if _OBJECT.search(before):
            return "object"
        if found.group() == "配合":
            return "ordinary-word"
        return None
    if kind == "frequency":
        if found.group() == "定期":
            return "regular-without-frequency"
        return "cap" if re.match(r"只|仅|最多|不超过", after) else None
    if re.search(r"每(?:一)?(?:年|季度?|月)?[^，。；]{0,6}$", before):
        return "part-of-recurrence"
    if re.match(r"(?:度|版|级|期|的?(?:基础|水平))|考核|检查|排名|评价|述职|测试|报告|工作", after):
        return "adjective"
    return None
