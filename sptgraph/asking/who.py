"""Who answers: for a sector, a task or a department, as one plan or the plans of one place have it.

What is stated or implied counts here; each link proves itself from the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sptgraph.asking.answer import Row
from sptgraph.asking.chain import Chain, Link
from sptgraph.asking.evidence import Evidence
from sptgraph.asking.labels import label
from sptgraph.asking.proof import Proof, Quotation
from sptgraph.asking.scope import Plans, Scope, scopes
from sptgraph.asking.subjects import department_key, is_generic
from sptgraph.asking.tiers import Tiers
from sptgraph.asking.whom import Subject, jurisdiction_of, subject_of
from sptgraph.language import Bilingual
from sptgraph.store import PlanRecord, Store

_LEAD_TIER = "sector-lead"
_ROLES = ("lead", "responsible", "support")


def who(store: Store, subject: str, within: str | None = None, plans: Plans = None) -> Chain:
    """Return who answers for ``subject``: a sector or department by key or any name, or a task's number.

    ``within`` is a jurisdiction's name or its last part where unique; it may be left out where the plans
    asked are all of one place. Raises `ParameterError` with the nearest names where the subject or the
    place is not known, and with the choices where either is ambiguous.
    """
    asked = jurisdiction_of(scopes(store, plans), within)
    found = subject_of(asked, subject)
    tiers = Tiers.of(asked[0])
    links = [link for scope in asked for link in _Reader(scope, found, tiers).links()]
    as_of, assumed = max((_as_of(scope.plan) for scope in asked), key=lambda pair: pair[0] or date.min)
    return Chain(
        subject, found.kind, found.key, asked[0].plan.jurisdiction, as_of, _chain(links, tiers), assumed
    )


class _Found(NamedTuple):
    """A link found in one plan, before those of one agent are put together; ``bearer`` tells bodies apart."""

    tier: str
    bearer: str | None
    row: Row | None
    basis: str
    proof: Proof | Quotation
    role: str | None = None
    facet: str | None = None
    candidates: tuple[str, ...] = ()


class _Reader:
    """Finds the links of a subject in one plan."""

    def __init__(self, scope: Scope, subject: Subject, tiers: Tiers) -> None:
        self.scope, self.subject, self.tiers = scope, subject, tiers
        self.evidence = Evidence(scope)

    def links(self) -> Iterable[_Found]:
        """Return the links, in the order of the plan."""
        find = {"sector": self._of_sector, "task": self._of_task, "department": self._of_department}
        return find[self.subject.kind]()

    def _of_sector(self) -> Iterable[_Found]:
        """Return who leads the sector, who bears the tasks on it alone, and who answers for all sectors."""
        sector, evidence = self.subject.key, self.evidence
        leads = [row for row in evidence.leads if row.sector == sector]
        naming = [row for row in evidence.mentions if row.sector == sector]
        named_in = {row.provision for row in naming}
        duties = [row for row in evidence.duties if row.provision in named_in]
        alone = [row for row in duties if not evidence.sectors_of.get(str(row.provision), set()) - {sector}]
        for row in leads:
            yield self._found(_LEAD_TIER, row, "lead", facet=str(row.facet))
        if not any(row.primary for row in leads) and not is_generic(sector):
            yield self._missing(_LEAD_TIER, naming, self._able(duties, alone))
        leading = {self._body(row) for row in leads}
        for row in alone:
            if row.role != "lead" or self._body(row) not in leading:
                yield self._found(self._tier_of(row, "responsible"), row)
        for row in duties:
            # Who bears a task on several sectors answers for this one only where every sector is its concern.
            tier = None if row in alone else self._fixed_tier(row)
            if tier and self.tiers.by_key[tier].across:
                yield self._found(tier, row)
        for row in evidence.duties:
            tier = self._fixed_tier(row)
            if tier and self.tiers.by_key[tier].across and not evidence.sectors_of.get(str(row.provision)):
                yield self._found(tier, row)

    def _of_task(self) -> Iterable[_Found]:
        """Return who bears the task, and who leads the sectors it names."""
        task = self.subject.iris.get(self.scope.plan.iri)
        duties = [row for row in self.evidence.duties if row.provision == task]
        for row in duties:
            yield self._found(self._tier_of(row), row)
        if task and not duties:
            sectors = self.evidence.sectors_of.get(task, frozenset())
            naming = [row for row in self.evidence.mentions if row.provision == task]
            leads = [row for row in self.evidence.leads if row.sector in sectors]
            yield self._missing(self.tiers.of_role("lead"), naming, leads)

    def _of_department(self) -> Iterable[_Found]:
        """Return what the department bears, and which sectors it leads."""
        meant = {self.subject.key, self.subject.iris.get(self.scope.plan.iri)}
        for row in self.evidence.leads:
            if row.department in meant or row.bearer in meant:
                yield self._found(_LEAD_TIER, row, "lead", facet=str(row.facet))
        for row in self.evidence.duties:
            if row.department in meant or row.bearer in meant:
                yield self._found(self._tier_of(row), row)

    def _tier_of(self, row: Row, role: str | None = None) -> str:
        return self._fixed_tier(row) or self.tiers.of_role(role or str(row.role))

    def _fixed_tier(self, row: Row) -> str | None:
        general = not self.evidence.sectors_of.get(str(row.provision))
        return self.tiers.of_department(_text(row.department), self.scope.plan.level, general=general)

    def _found(self, tier: str, row: Row, role: str | None = None, facet: str | None = None) -> _Found:
        basis = "stated" if row.basis == "stated" else "derived"
        proof = self.evidence.prove(str(row.fact))
        return _Found(tier, self._body(row), row, basis, proof, role or str(row.role), facet)

    def _body(self, row: Row) -> str:
        """Return what is the same for one body printed in two ways (县住建局, 住建局), else its IRI."""
        if not row.department or row.get("group") or not row.agent:
            return str(row.bearer)
        place, name = self.scope.plan.jurisdiction or "", str(row.agent)
        for level in (place, place[-1:]):
            rest = name.removeprefix(level)
            if (
                department_key(rest, bare=False) == row.department
            ):  # 市 begins 市场监管局 without being its level
                name = rest
        return f"{row.department} {name}"

    def _able(self, duties: Sequence[Row], alone: Sequence[Row]) -> list[Row]:
        """Return the task duties of bodies that might lead: those who lead a task, else who bears one alone.

        No group is among them, and none that always stands in another tier.
        """
        leading = [row for row in duties if row.role == "lead" and self._might_lead(row)]
        return leading or [row for row in alone if row.role != "support" and self._might_lead(row)]

    def _might_lead(self, row: Row) -> bool:
        return bool(row.task) and not row.group and not self._fixed_tier(row)

    def _missing(self, tier: str, naming: Sequence[Row], possible: Sequence[Row]) -> _Found:
        zh, en = (label(self.subject.kind, self.subject.key, language) for language in ("zh", "en"))
        if self.subject.kind == "task":
            fact = Bilingual(f"{zh} 没有写明责任单位", f"{en} names no owner")
        elif naming:
            fact = Bilingual(f"原文没有写明谁牵头“{zh}”", f"the text does not say who leads “{en}”")
        else:
            fact = Bilingual(f"原文没有点到“{zh}”", f"the text does not name “{en}”")
        proof = Proof(fact, tuple(self.evidence.quotation(row) for row in naming))
        candidates = tuple({self._body(row): str(row.agent) for row in reversed(possible)}.values())[::-1]
        return _Found(tier, None, None, "missing", proof, candidates=candidates)


def _chain(found: Sequence[_Found], tiers: Tiers) -> tuple[Link, ...]:
    """Put the links of one agent in one tier, role and facet together; give each its parents; bottom up."""
    merged: dict[tuple[str | None, ...], list[_Found]] = {}
    for each in found:
        merged.setdefault((each.tier, each.bearer, each.role, each.facet), []).append(each)
    links = sorted(
        (_link(same, tiers) for same in merged.values()),
        key=lambda link: (tiers.by_key[link.tier].rank, _ROLES.index(link.role or "lead")),
    )
    agents: dict[str, dict[str, None]] = {}
    for link in links:
        if link.agent:
            agents.setdefault(link.tier, {})[link.agent] = None
    return tuple(
        replace(
            link, parents=tuple(agent for tier in tiers.above(link.tier, agents) for agent in agents[tier])
        )
        for link in links
    )


def _link(same: Sequence[_Found], tiers: Tiers) -> Link:
    """Return one link for the same agent, tier, role and facet; its proof holds all ways it follows."""
    first = min(same, key=lambda each: each.basis != "stated")
    proofs = list(dict.fromkeys(each.proof for each in same))
    proof = proofs[0] if len(proofs) == 1 and isinstance(proofs[0], Proof) else None
    agent = _text(first.row.agent) if first.row else None
    role = label("role", first.role, "zh") if first.role else ""
    summary = Bilingual(f"{agent} {role} {len(proofs)} 处", f"{agent}: {first.role} in {len(proofs)} places")
    return Link(
        tier=first.tier,
        tier_label=tiers.by_key[first.tier].label,
        agent=agent,
        role=first.role,
        facet=first.facet,
        basis=first.basis,
        proof=proof or Proof(summary, tuple(proofs)),
        department=_text(first.row.department) if first.row else None,
        candidates=tuple(dict.fromkeys(name for each in same for name in each.candidates)),
    )


def _as_of(plan: PlanRecord) -> tuple[date | None, bool]:
    if plan.issued:
        return plan.issued, False
    if plan.period and date.min.year <= plan.period[0] <= date.max.year:
        return date(plan.period[0], 1, 1), True
    return None, False


def _text(value: object) -> str | None:
    return None if value is None else str(value)
