"""A small plan of the invented county 云溪县 that holds every kind of fact once or more.

`sample_plan` returns it as extraction would; `SAMPLE_TEXT` is its text. What it is rich in on purpose:

- （一）/1   one sector, lead, support and a group of all in one bracket; dates with degree; a target
- （一）/2   two sectors, an inline owner, a frequency and a standing word, no date
- （二）/1   two leads, respectively, and a group of some; a frequency tightened for a scope; dates from-to
- （二）/2   one sector, one lead: an implied sector lead; a corrected agent; standing, no date
- （三）/1   a lead, an open group, responsible units; within the period; the start of something
- （三）/2   neither owner nor date; a sector nobody leads
- 三（一） 三（二） 一（一） 二（三）   facts outside tasks
"""

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import Any

from sptgraph.model import (
    Action,
    Assignment,
    Correction,
    Deadline,
    DeadlineKind,
    DocumentData,
    Measure,
    Member,
    OtherUse,
    Passage,
    Plan,
    Recurrence,
    Role,
    Section,
    SectorMention,
    Source,
    Span,
    StandingMark,
    Target,
    Task,
    Unresolved,
)

SAMPLE_TEXT = """云溪县安全生产委员会文件
云安委〔2024〕6号
云溪县安全生产强基三年行动方案（2024—2026年）
根据《云山市安全生产强基三年行动方案》和《云山省安全生产条例》，总结2023年经验，制定本方案。
一、总体要求
（一）工作目标。到2026年底，全县在册重大隐患整改率不低于98%。
二、主要任务
（一）燃气安全提升行动
1.更换老旧燃气管道。2024年底前基本摸清城镇燃气老旧管道底数。2025年6月底前全面换完，更换率达到100%。（县住建局牵头，县市场监管局配合，各乡镇人民政府负责）
2.检查用气餐饮门店。由县商务局督办餐饮和燃气隐患，每月至少检查2次，形成常态化机制。
（二）矿山和危险化学品整治行动
1.整治矿山采空区。2024年5月1日至10月31日开展普查。矿长每季度带队自查1次，高危矿井每月1次。（县应急局、县自然资源局分别牵头，县安委会有关成员单位按各自职责负责）
2.管住危化品仓库。持续清理超量储存的危险化学品。（县应忽局牵头）
（三）消防能力建设行动
2024年重点补齐器材短板。
1.建好乡镇消防站。三年内力争每个乡镇建成1个以上专职站，2024年7月启动选址。（县消防救援大队牵头，县财政局、县发改委等部门按职责分工负责）
2.规范农贸市场用电。督促有关股室负责整改私拉乱接。
三、保障措施
（一）加强调度。县安委办牵头汇总进展，每半年通报一次。
（二）保障经费。县财政局每年安排专项资金50万元。
附件：云溪县安全生产委员会成员单位
承担安全生产监督管理职责的部门：县应急局、县消防救援大队
行业主管部门：县住建局、县应急局
其他成员单位：县财政局
"""

_LINE_STARTS = [0, *(match.end() for match in re.finditer("\n", SAMPLE_TEXT))]


def _span(start: int, end: int, *, cell: str | None = None) -> Span:
    """Return the span with the paper place the invented docx would give it."""
    paragraph = sum(1 for offset in _LINE_STARTS if offset <= start)
    return Span(start, end, page=1 if paragraph <= 12 else 2, paragraph=paragraph, cell=cell)


def find(quote: str, after: str = "", *, cell: str | None = None) -> Span:
    """Return the span of the first `quote` at or after the first occurrence of `after` in the text."""
    start = SAMPLE_TEXT.index(quote, SAMPLE_TEXT.index(after))
    return _span(start, start + len(quote), cell=cell)


def _line(opening: str) -> Span:
    """Return the span of the line that begins with `opening`, without its number."""
    start = SAMPLE_TEXT.index(opening)
    return _span(start, SAMPLE_TEXT.index("\n", start))


def _measures(*openings: str) -> tuple[Measure, ...]:
    """Return the sentences that begin with these words, each up to and with its full stop."""
    starts = [SAMPLE_TEXT.index(opening) for opening in openings]
    ends = [SAMPLE_TEXT.index("。", start) + 1 for start in starts]
    return tuple(Measure(n, _span(s, e)) for n, (s, e) in enumerate(zip(starts, ends, strict=True), 1))


def _clause(opening: str) -> Span:
    """Return the span of the owner phrase in brackets that begins with `opening`."""
    start = SAMPLE_TEXT.index("（" + opening)
    return _span(start, SAMPLE_TEXT.index("）", start) + 1)


def _owner(
    name: str, role: Role, key: str, clause: Span, *, printed: str | None = None, **more: Any
) -> Assignment:
    """Return an owner named in the brackets of `clause`, there `printed` otherwise if it was corrected."""
    words = printed or name
    start = SAMPLE_TEXT.index(words, clause.start)
    return Assignment(name, role, "bracket", words, _span(start, start + len(words)), key, clause, **more)


def _inline(name: str, role: Role, key: str, quote: str) -> Assignment:
    return Assignment(name, role, "inline", quote, find(quote), key)


def _due(quote: str, due: date, kind: DeadlineKind, *, after: str = "", **more: Any) -> Deadline:
    return Deadline(due, kind, quote, find(quote, after), **more)


def _gas() -> tuple[Task, Task]:
    clause = _clause("县住建局牵头")
    pipes = Task(
        no="1",
        action="（一）",
        heading="更换老旧燃气管道",
        span=_line("更换老旧燃气管道"),
        assignments=(
            _owner("县住建局", "lead", "housing-construction", clause),
            _owner("县市场监管局", "support", "market-supervision", clause),
            _owner("各乡镇人民政府", "responsible", "township-governments", clause, quantifier="all"),
        ),
        deadlines=(
            _due("2024年底前", date(2024, 12, 31), "by", milestone="complete", degree="basic"),
            _due("2025年6月底前", date(2025, 6, 30), "by", milestone="complete", degree="full"),
        ),
        targets=(Target(100.0, "%", "更换率达到100%", find("更换率达到100%"), "equal"),),
        sectors=(SectorMention("city-gas", find("城镇燃气")),),
        measures=_measures("更换老旧燃气管道", "2024年底前", "2025年6月底前"),
    )
    shops = Task(
        no="2",
        action="（一）",
        heading="检查用气餐饮门店",
        span=_line("检查用气餐饮门店"),
        assignments=(_inline("县商务局", "responsible", "commerce", "由县商务局督办餐饮和燃气隐患"),),
        recurrences=(Recurrence("P1M", 2, "每月至少检查2次", find("每月至少检查2次"), agent="县商务局"),),
        sectors=(
            SectorMention("catering", find("餐饮", "检查用气餐饮门店")),
            SectorMention("city-gas", find("燃气", "督办餐饮")),
        ),
        standing=(StandingMark("常态化", find("常态化")),),
        measures=_measures("检查用气餐饮门店", "由县商务局"),
    )
    return pipes, shops


def _mines() -> tuple[Task, Task]:
    clause = _clause("县应急局、县自然资源局")
    general = find("每季度带队自查1次")
    pits = Task(
        no="1",
        action="（二）",
        heading="整治矿山采空区",
        span=_line("整治矿山采空区"),
        assignments=(
            _owner("县应急局", "lead", "emergency-management", clause, distribution="respective"),
            _owner("县自然资源局", "lead", "natural-resources", clause, distribution="respective"),
            _owner(
                "县安委会有关成员单位",
                "responsible",
                "committee-member-units",
                clause,
                distribution="within-remit",
                quantifier="some",
            ),
        ),
        deadlines=(_due("2024年5月1日至10月31日", date(2024, 10, 31), "during", start=date(2024, 5, 1)),),
        recurrences=(
            Recurrence("P3M", 1, "每季度带队自查1次", general, agent="矿长"),
            Recurrence(
                "P1M", 1, "每月1次", find("每月1次"), agent="矿长", scope="高危矿井", tightens=general
            ),
        ),
        sectors=(SectorMention("mining", find("矿山", "整治矿山采空区")),),
        measures=_measures("整治矿山采空区", "2024年5月1日", "矿长每季度"),
    )
    misread = _clause("县应忽局牵头")
    stores = Task(
        no="2",
        action="（二）",
        heading="管住危化品仓库",
        span=_line("管住危化品仓库"),
        assignments=(
            _owner("县应急局", "lead", "emergency-management", misread, printed="县应忽局", correction="1"),
        ),
        sectors=(
            SectorMention("hazardous-chemicals", find("危化品")),
            SectorMention("hazardous-chemicals", find("危险化学品", "持续清理")),
        ),
        standing=(StandingMark("持续", find("持续")),),
        measures=_measures("管住危化品仓库", "持续清理"),
    )
    return pits, stores


def _fire() -> tuple[Task, Task]:
    clause = _clause("县消防救援大队牵头")
    remit = {"distribution": "within-remit", "quantifier": "open"}
    stations = Task(
        no="1",
        action="（三）",
        heading="建好乡镇消防站",
        span=_line("建好乡镇消防站"),
        assignments=(
            _owner("县消防救援大队", "lead", "fire-rescue", clause),
            _owner("县财政局", "responsible", "finance", clause, **remit),
            _owner("县发改委", "responsible", "development-reform", clause, **remit),
        ),
        deadlines=(
            _due("三年内", date(2026, 12, 31), "within", milestone="reach", degree="strive"),
            _due("2024年7月", date(2024, 7, 31), "during", milestone="start"),
        ),
        targets=(Target(1.0, "个", "1个以上", find("1个以上"), "at-least"),),
        sectors=(SectorMention("fire-safety", find("消防", "建好乡镇消防站")),),
        measures=_measures("建好乡镇消防站", "三年内"),
    )
    market = Task(
        no="2",
        action="（三）",
        heading="规范农贸市场用电",
        span=_line("规范农贸市场用电"),
        sectors=(SectorMention("farmers-market", find("农贸市场")),),
        measures=_measures("规范农贸市场用电", "督促有关"),
    )
    return stations, market


def _elsewhere() -> tuple[Passage, ...]:
    return (
        Passage(
            "一（一）",
            deadlines=(_due("到2026年底", date(2026, 12, 31), "by", milestone="reach"),),
            targets=(Target(98.0, "%", "整改率不低于98%", find("整改率不低于98%"), "at-least"),),
        ),
        Passage("二（三）", deadlines=(_due("2024年", date(2024, 12, 31), "during", after="2024年重点"),)),
        Passage(
            "三（一）",
            assignments=(
                _inline("县安委办", "lead", "work-safety-committee-office", "县安委办牵头汇总进展"),
            ),
            recurrences=(Recurrence("P6M", 1, "每半年通报一次", find("每半年通报一次"), agent="县安委办"),),
        ),
        Passage(
            "三（二）",
            assignments=(_inline("县财政局", "responsible", "finance", "县财政局每年安排专项资金50万元"),),
            recurrences=(Recurrence("P1Y", 1, "每年", find("每年", "县财政局每年"), agent="县财政局"),),
            targets=(Target(500000.0, "元", "50万元", find("50万元")),),
        ),
    )


def _members() -> tuple[Member, ...]:
    regulators, trades, others = "承担安全生产监督管理职责", "行业主管部门：", "其他成员单位："
    return (
        Member("县应急局", "supervisory", find("县应急局", regulators, cell="1.1.2"), "emergency-management"),
        Member(
            "县消防救援大队", "supervisory", find("县消防救援大队", regulators, cell="1.1.2"), "fire-rescue"
        ),
        Member("县住建局", "industry", find("县住建局", trades, cell="1.2.2"), "housing-construction"),
        Member("县应急局", "industry", find("县应急局", trades, cell="1.2.2"), "emergency-management"),
        Member("县财政局", "support", find("县财政局", others, cell="1.3.2"), "finance"),
    )


def _sections() -> tuple[Section, ...]:
    titles = (("一", "总体要求"), ("二", "主要任务"), ("三", "保障措施"))
    return tuple(Section(no, title, find(title, f"\n{no}、")) for no, title in titles)


def _actions() -> tuple[Action, ...]:
    gas, mines, fire = "燃气安全提升行动", "矿山和危险化学品整治行动", "消防能力建设行动"
    chemicals = SectorMention("hazardous-chemicals", find("危险化学品", mines))
    return (
        Action("（一）", gas, "二", find(gas), (SectorMention("city-gas", find("燃气", gas)),)),
        Action("（二）", mines, "二", find(mines), (SectorMention("mining", find("矿山", mines)), chemicals)),
        Action("（三）", fire, "二", find(fire)),
    )


def sample_source(text: str = SAMPLE_TEXT, *, quotable: bool = True) -> Source:
    """Return the source data of a docx of that text; its text left out where it is not `quotable`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    core = "".join(re.findall(r"[\u4e00-\u9fff0-9]", text))
    return Source(
        name="云溪县强基方案.docx",
        format="docx",
        sha256=digest,
        text_sha256=hashlib.sha256(core.encode()).hexdigest(),
        length=len(text),
        text=text if quotable else None,
    )


def sample_plan() -> Plan:
    """Return the plan; every quote stands in `SAMPLE_TEXT` at its span."""
    return Plan(
        source=sample_source(),
        document=DocumentData(
            title="云溪县安全生产强基三年行动方案（2024—2026年）",
            issuer="云溪县安全生产委员会",
            number="云安委〔2024〕6号",
            issued=date(2024, 3, 18),
            jurisdiction="云溪县",
            level="county",
            period=(2024, 2026),
            superior_plans=("云山市安全生产强基三年行动方案", "云山省安全生产条例"),
        ),
        sections=_sections(),
        actions=_actions(),
        tasks=(*_gas(), *_mines(), *_fire()),
        elsewhere=_elsewhere(),
        members=_members(),
        unresolved=(Unresolved(find("有关股室负责"), "有关股室负责", "agent-unclear"),),
        other_uses=(OtherUse(find("2023年"), "2023年", "look-back"),),
        corrections=(
            Correction("1", "（二）/2", "assignment", "县应忽局", "县应急局", "李云", "字形相近"),
            Correction("2", "（三）/1", "deadline", "2024年8月", "2024年7月", applied=False),
        ),
    )


def other_plan(number: str = "云安委〔2025〕2号", issued: date = date(2025, 2, 10)) -> Plan:
    """Return a second plan of the same county: the first two tasks alone, under another number."""
    plan = sample_plan()
    return replace(
        plan,
        document=replace(plan.document, number=number, issued=issued, superior_plans=()),
        actions=plan.actions[:1],
        tasks=plan.tasks[:2],
        elsewhere=(),
        members=(),
        unresolved=(),
        other_uses=(),
        corrections=(),
    )
