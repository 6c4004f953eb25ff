"""Facts as sentences in Chinese and English; what is presumed, assumed or from memory says so."""

from collections.abc import Mapping
from typing import Final

from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.nodes import Node
from sptgraph.asking.proof.phrases import Sentence, agent, named, noted, notes_on, period_word, place_of
from sptgraph.asking.proof.responsibilities import RESPONSIBILITIES
from sptgraph.language import Bilingual
from sptgraph.vocabulary import key_of


def sentence(facts: Facts, node: Node) -> Bilingual:
    """Return what a node says, in words; of a class that nobody described, its name and what it is about."""
    for name, words in _SENTENCES.items():
        if node.is_a(name):
            return noted(words(facts, node), notes_on(facts, node))
    return node.label or _other(facts, node)


def _mention(facts: Facts, node: Node) -> Bilingual:
    sector, where = named("sector", node.key("spt:sector")), place_of(facts, node)
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


def _deadline(facts: Facts, node: Node) -> Bilingual:
    where, due = place_of(facts, node), node.one("spt:due") or "?"
    return Bilingual(f"{where} 的时限是 {due}", f"{where} is due by {due}")


def _frequency(facts: Facts, node: Node) -> Bilingual:
    where, period = place_of(facts, node), node.one("spt:period") or "?"
    return Bilingual(f"{where} 的频次是{period_word(period, 'zh')}", f"{where} recurs every {period}")


def _target(facts: Facts, node: Node) -> Bilingual:
    where, value = place_of(facts, node), f"{node.one('spt:value') or '?'}{node.one('spt:unit') or ''}"
    return Bilingual(f"{where} 的指标是 {value}", f"{where} has the target {value}")


def _standing(facts: Facts, node: Node) -> Bilingual:
    return Bilingual(f"{place_of(facts, node)} 是常态任务", f"{place_of(facts, node)} is a standing duty")


def _membership(facts: Facts, node: Node) -> Bilingual:
    member, whole = facts.agent(node.one("org:member")), facts.agent(node.one("org:organization"))
    return Bilingual(f"{member.zh} 是{whole.zh}的成员", f"{member.en} is a member of {whole.en}")


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
    **RESPONSIBILITIES,
    "spt:LegalDate": _legal_date,
    "spt:Concern": _concern,
    "spt:Holding": _holding,
    "spt:SectorMention": _mention,
    "spt:ImpliedDeadline": _deadline,
    "spt:Deadline": _deadline,
    "spt:Recurrence": _frequency,
    "spt:Target": _target,
    "spt:StandingMark": _standing,
    "spt:Membership": _membership,
    "spt:Citation": _citation,
    "spt:BusinessNorm": _norm,
    "spt:Norm": _norm,
}
