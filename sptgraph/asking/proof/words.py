"""Facts as sentences in Chinese and English; what is presumed, assumed or from memory says so."""

from collections.abc import Callable, Mapping
from typing import Final

from sptgraph.asking.labels import label
from sptgraph.asking.proof.leaves import FROM_MEMORY
from sptgraph.asking.proof.nodes import Facts, Node
from sptgraph.language import Bilingual
from sptgraph.vocabulary import key_of

_PRESUMED: Final = Bilingual("推定有此单位，文件未写明", "presumed to be there, no document names it")
_ATTESTED: Final[Mapping[str, Bilingual]] = {
    "attested": Bilingual("方案写明该单位", "the plan names the body"),
    "roster": Bilingual("名册列明", "a roster lists it"),
    "presumed": _PRESUMED,
}
_ASSUMED: Final = Bilingual(
    "方案没有印发日期，按期限首日推定",
    "assumed: the plan has no date of issue, so the first day of its period",
)
_DUTIES: Final[Mapping[str, Bilingual]] = {
    "co-supervise": Bilingual("分管", "supervises its share of"),
    "industry-manager": Bilingual("管理行业", "manages the trade of"),
    "territorial": Bilingual("属地负责", "answers locally for"),
}

Sentence = Callable[[Facts, Node], Bilingual]


def sentence(facts: Facts, node: Node) -> Bilingual:
    """Return what a node says, in words; of a class that nobody described, its name and what it is about."""
    for name, words in _SENTENCES.items():
        if node.is_a(name):
            return _noted(words(facts, node), _notes(facts, node))
    return node.label or _other(facts, node)


def named(kind: str, key: str | None) -> Bilingual:
    """Return the name of a sector, facet, department or role, or of a key of a closed list."""
    key = key or "?"
    return Bilingual(label(kind, key, "zh"), label(kind, key, "en"))


def agent(facts: Facts, node: Node) -> Bilingual:
    """Return who bears a fact: as printed where the plan states it, else by the body's name."""
    printed = None if node.derived else node.one("spt:agentText")
    return Bilingual(printed, printed) if printed else facts.agent(node.one("spt:bearer"))


def _noted(words: Bilingual, notes: list[Bilingual]) -> Bilingual:
    if not notes:
        return words
    zh, en = "；".join(note.zh for note in notes), "; ".join(note.en for note in notes)
    return Bilingual(f"{words.zh}（{zh}）", f"{words.en} ({en})")


def _notes(facts: Facts, node: Node) -> list[Bilingual]:
    notes = []
    if known := _ATTESTED.get(node.one("spt:attestation") or ""):
        notes.append(known)
    elif node.true("spt:presumed") or facts[node.one("spt:bearer") or ""].is_a("spt:PresumedBody"):
        notes.append(_PRESUMED)
    if node.true("spt:assumed"):
        notes.append(_ASSUMED)
    if node.one("spt:verified") == "false":
        notes.append(FROM_MEMORY)
    return notes


def _place(facts: Facts, node: Node) -> str:
    return facts.where(facts.provision(node)) or "?"


def _subject(node: Node) -> tuple[Bilingual, Bilingual, Bilingual]:
    """Return sector, facet and, in brackets, the part that a fact is about."""
    part = node.one("spt:part")
    limit = Bilingual(f"（限{part}）", f" ({part} only)") if part else Bilingual("", "")
    return named("sector", node.key("spt:sector")), named("facet", node.key("spt:facet")), limit


def _lead(facts: Facts, node: Node) -> Bilingual:
    who = agent(facts, node)
    if node.true("spt:generic"):
        return Bilingual(
            f"{who.zh} 对各行业领域的安全生产综合监管", f"{who.en} supervises work safety in all sectors"
        )
    sector, facet, part = _subject(node)
    return Bilingual(
        f"{who.zh} 牵头行业领域“{sector.zh}”的{facet.zh}{part.zh}",
        f"{who.en} leads the sector “{sector.en}” in {facet.en}{part.en}",
    )


def _sector_duty(facts: Facts, node: Node) -> Bilingual:
    who, (sector, facet, part) = agent(facts, node), _subject(node)
    does = _DUTIES.get(node.key("spt:normRole") or "", Bilingual("负责", "answers for"))
    return Bilingual(
        f"{who.zh} {does.zh}“{sector.zh}”（{facet.zh}）{part.zh}",
        f"{who.en} {does.en} the sector “{sector.en}” ({facet.en}){part.en}",
    )


def _assignment(facts: Facts, node: Node) -> Bilingual:
    who, role, where = agent(facts, node), named("role", node.key("spt:role")), _place(facts, node)
    remit = node.derived and node.one("spt:distribution") == "within-remit"
    share = Bilingual("按职责分工", " within its remit") if remit else Bilingual("", "")
    return Bilingual(f"{who.zh} {share.zh}{role.zh} {where}", f"{who.en}: {role.en} of {where}{share.en}")


def _mention(facts: Facts, node: Node) -> Bilingual:
    sector, where = named("sector", node.key("spt:sector")), _place(facts, node)
    return Bilingual(f"{where} 点到行业领域“{sector.zh}”", f"{where} names the sector “{sector.en}”")


def _concern(_: Facts, node: Node) -> Bilingual:
    sector = named("sector", node.key("spt:sector"))
    return Bilingual(
        f"要问的行业领域是“{sector.zh}”" if _asked(node) else f"方案涉及行业领域“{sector.zh}”",
        f"the sector “{sector.en}” is asked about"
        if _asked(node)
        else f"the plan concerns the sector “{sector.en}”",
    )


def _asked(node: Node) -> bool:
    return node.key("spt:rule") == "asked"


def _holding(facts: Facts, node: Node) -> Bilingual:
    who, function = facts.agent(node.one("spt:holder")), named("department", node.key("spt:function"))
    return Bilingual(f"{who.zh} 就是这里的“{function.zh}”", f"{who.en} is the {function.en} here")


def _legal_date(_: Facts, node: Node) -> Bilingual:
    day = node.one("spt:date") or "?"
    return Bilingual(f"按 {day} 有效的法规", f"law as of {day}")


def _gap(_: Facts, node: Node) -> Bilingual:
    (sector, facet, part), reason = _subject(node), named("gap-reason", node.one("spt:reason"))
    return Bilingual(
        f"行业领域“{sector.zh}”的{facet.zh}{part.zh}牵头单位未定：{reason.zh}",
        f"who leads the sector “{sector.en}” in {facet.en}{part.en} is undetermined: {reason.en}",
    )


def _dispute(_: Facts, node: Node) -> Bilingual:
    sector, facet, part = _subject(node)
    return Bilingual(
        f"行业领域“{sector.zh}”的{facet.zh}{part.zh}由几个单位牵头，依据同样强",
        f"several bodies lead the sector “{sector.en}” in {facet.en}{part.en} on equal ground",
    )


def _business(facts: Facts, node: Node) -> Bilingual:
    who, business = agent(facts, node), node.one("spt:business") or "?"
    return Bilingual(f"{who.zh} 管“{business}”，也管其安全", f"{who.en} manages “{business}” and its safety")


def _territorial(facts: Facts, node: Node) -> Bilingual:
    who = agent(facts, node)
    return Bilingual(f"{who.zh} 对本辖区的安全生产负责", f"{who.en} answers for safety in its own area")


def _enterprise(facts: Facts, node: Node) -> Bilingual:
    who = agent(facts, node)
    return Bilingual(f"{who.zh} 对本单位的安全生产负责", f"{who.en}: answers for safety in the firm")


def _recurring(facts: Facts, node: Node) -> Bilingual:
    who, period = agent(facts, node), node.one("spt:period") or "?"
    count, where = node.one("spt:minimumCount") or "1", _place(facts, node)
    every = Bilingual(_period(period, "zh"), f"every {period}")
    return Bilingual(
        f"{who.zh} {every.zh}至少 {count} 次（{where}）",
        f"{who.en}: at least {count} times {every.en} ({where})",
    )


def _period(period: str, language: str) -> str:
    from sptgraph.wording import PERIOD, word

    return word(PERIOD, period, "en" if language == "en" else "zh")


def _deadline(facts: Facts, node: Node) -> Bilingual:
    where, due = _place(facts, node), node.one("spt:due") or "?"
    return Bilingual(f"{where} 的时限是 {due}", f"{where} is due by {due}")


def _frequency(facts: Facts, node: Node) -> Bilingual:
    where, period = _place(facts, node), node.one("spt:period") or "?"
    return Bilingual(f"{where} 的频次是{_period(period, 'zh')}", f"{where} recurs every {period}")


def _target(facts: Facts, node: Node) -> Bilingual:
    where, value = _place(facts, node), f"{node.one('spt:value') or '?'}{node.one('spt:unit') or ''}"
    return Bilingual(f"{where} 的指标是 {value}", f"{where} has the target {value}")


def _standing(facts: Facts, node: Node) -> Bilingual:
    return Bilingual(f"{_place(facts, node)} 是常态任务", f"{_place(facts, node)} is a standing duty")


def _membership(facts: Facts, node: Node) -> Bilingual:
    member, whole = facts.agent(node.one("org:member")), facts.agent(node.one("org:organization"))
    return Bilingual(f"{member.zh} 是{whole.zh}的成员", f"{member.en} is a member of {whole.en}")


def _duty_row(facts: Facts, node: Node) -> Bilingual:
    who, (sector, facet, part) = agent(facts, node), _subject(node)
    role = named("role", node.key("spt:role"))
    return Bilingual(
        f"清单列明：{who.zh} {role.zh}“{sector.zh}”的{facet.zh}{part.zh}",
        f"the list has {who.en} as {role.en} for the sector “{sector.en}” in {facet.en}{part.en}",
    )


def _citation(_: Facts, node: Node) -> Bilingual:
    title = node.one("dcterms:title") or "?"
    return Bilingual(f"方案引用《{title}》", f"the plan cites “{title}”")


def _norm(_: Facts, node: Node) -> Bilingual:
    return node.label or Bilingual(key_of(node.iri), key_of(node.iri))


def _other(facts: Facts, node: Node) -> Bilingual:
    """Return a sentence about a fact of an unknown class: a rule of a user's own may derive any."""
    what = key_of(node.all("rdf:type")[0]) if node.all("rdf:type") else key_of(node.iri)
    where = facts.where(facts.provision(node)) or node.key("spt:sector") or ""
    if not node.one("spt:bearer"):
        return Bilingual(f"{what} {where}".strip(), f"{what} {where}".strip())
    who = agent(facts, node)
    return Bilingual(f"{who.zh} {what} {where}".strip(), f"{who.en} {what} {where}".strip())


_SENTENCES: Final[Mapping[str, Sentence]] = {
    "spt:LegalDate": _legal_date,
    "spt:Concern": _concern,
    "spt:Holding": _holding,
    "spt:SectorLead": _lead,
    "spt:SectorDuty": _sector_duty,
    "spt:Assignment": _assignment,
    "spt:SectorMention": _mention,
    "spt:Gap": _gap,
    "spt:Dispute": _dispute,
    "spt:BusinessDuty": _business,
    "spt:TerritorialDuty": _territorial,
    "spt:EnterpriseDuty": _enterprise,
    "spt:RecurringDuty": _recurring,
    "spt:ImpliedDeadline": _deadline,
    "spt:Deadline": _deadline,
    "spt:Recurrence": _frequency,
    "spt:Target": _target,
    "spt:StandingMark": _standing,
    "spt:Membership": _membership,
    "spt:DutyRow": _duty_row,
    "spt:Citation": _citation,
    "spt:BusinessNorm": _norm,
    "spt:Norm": _norm,
}
