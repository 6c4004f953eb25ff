"""Who answers for what, as sentences in Chinese and English; and that nobody does."""

from collections.abc import Mapping
from typing import Final

from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.nodes import Node
from sptgraph.asking.proof.phrases import Sentence, agent, named, period_word, place_of, subject_of
from sptgraph.language import Bilingual

_DUTIES: Final[Mapping[str, Bilingual]] = {
    "co-supervise": Bilingual("分管", "supervises its share of"),
    "industry-manager": Bilingual("管理行业", "manages the trade of"),
    "territorial": Bilingual("属地负责", "answers locally for"),
}


def _lead(facts: Facts, node: Node) -> Bilingual:
    who = agent(facts, node)
    if node.true("spt:generic"):
        return Bilingual(
            f"{who.zh} 对各行业领域的安全生产综合监管", f"{who.en} supervises work safety in all sectors"
        )
    sector, facet, part = subject_of(node)
    return Bilingual(
        f"{who.zh} 牵头行业领域“{sector.zh}”的{facet.zh}{part.zh}",
        f"{who.en} leads the sector “{sector.en}” in {facet.en}{part.en}",
    )


def _sector_duty(facts: Facts, node: Node) -> Bilingual:
    who, (sector, facet, part) = agent(facts, node), subject_of(node)
    does = _DUTIES.get(node.key("spt:normRole") or "", Bilingual("负责", "answers for"))
    return Bilingual(
        f"{who.zh} {does.zh}“{sector.zh}”（{facet.zh}）{part.zh}",
        f"{who.en} {does.en} the sector “{sector.en}” ({facet.en}){part.en}",
    )


def _assignment(facts: Facts, node: Node) -> Bilingual:
    who, role, where = agent(facts, node), named("role", node.key("spt:role")), place_of(facts, node)
    remit = node.derived and node.one("spt:distribution") == "within-remit"
    share = Bilingual("按职责分工", " within its remit") if remit else Bilingual("", "")
    return Bilingual(f"{who.zh} {share.zh}{role.zh} {where}", f"{who.en}: {role.en} of {where}{share.en}")


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
    count, where = node.one("spt:minimumCount") or "1", place_of(facts, node)
    place = "，".join(part for part in (where, node.one("spt:scope")) if part)
    return Bilingual(
        f"{who.zh} {period_word(period, 'zh')}至少 {count} 次（{place}）",
        f"{who.en}: at least {count} times every {period} ({place})",
    )


def _gap(_: Facts, node: Node) -> Bilingual:
    (sector, facet, part), reason = subject_of(node), named("gap-reason", node.one("spt:reason"))
    return Bilingual(
        f"行业领域“{sector.zh}”的{facet.zh}{part.zh}牵头单位未定：{reason.zh}",
        f"who leads the sector “{sector.en}” in {facet.en}{part.en} is undetermined: {reason.en}",
    )


def _dispute(_: Facts, node: Node) -> Bilingual:
    sector, facet, part = subject_of(node)
    return Bilingual(
        f"行业领域“{sector.zh}”的{facet.zh}{part.zh}由几个单位牵头，依据同样强",
        f"several bodies lead the sector “{sector.en}” in {facet.en}{part.en} on equal ground",
    )


def _duty_row(facts: Facts, node: Node) -> Bilingual:
    who, (sector, facet, part) = agent(facts, node), subject_of(node)
    role = named("role", node.key("spt:role"))
    return Bilingual(
        f"清单列明：{who.zh} {role.zh}“{sector.zh}”的{facet.zh}{part.zh}",
        f"the list has {who.en} as {role.en} for the sector “{sector.en}” in {facet.en}{part.en}",
    )


RESPONSIBILITIES: Final[Mapping[str, Sentence]] = {
    "spt:SectorLead": _lead,
    "spt:SectorDuty": _sector_duty,
    "spt:Assignment": _assignment,
    "spt:Gap": _gap,
    "spt:Dispute": _dispute,
    "spt:BusinessDuty": _business,
    "spt:TerritorialDuty": _territorial,
    "spt:EnterpriseDuty": _enterprise,
    "spt:RecurringDuty": _recurring,
    "spt:DutyRow": _duty_row,
}
"""How each class of responsibility, and the want of one, is told."""
