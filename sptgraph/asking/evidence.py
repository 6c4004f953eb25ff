"""What one plan says about who answers for what, with the proof of each fact at hand."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from sptgraph.asking.answer import Row
from sptgraph.asking.labels import label
from sptgraph.asking.proof import Proof, Quotation
from sptgraph.asking.scope import Scope
from sptgraph.language import Bilingual


class Evidence:
    """The duties, sector mentions and sector leads of one plan, read once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @cached_property
    def duties(self) -> list[Row]:
        """Who bears what, in the order of the plan."""
        return self.scope.part("duties")

    @cached_property
    def mentions(self) -> list[Row]:
        """Where which sector is named; generic sectors too."""
        return self.scope.part("mentions")

    @cached_property
    def leads(self) -> list[Row]:
        """Who leads which sector in which facet."""
        return self.scope.part("leads")

    @cached_property
    def sectors_of(self) -> Mapping[str, frozenset[str]]:
        """The specific sectors that each provision names, by the provision's IRI."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.mentions:
            if not row.generic:
                named[str(row.provision)].add(str(row.sector))
        return {provision: frozenset(sectors) for provision, sectors in named.items()}

    def prove(self, fact: str, above: frozenset[str] = frozenset()) -> Proof | Quotation:
        """Return the proof of a fact by its IRI: its rule and premises, down to the text."""
        row = self._facts.get(fact)
        premises = [premise for premise in self._premises.get(fact, ()) if premise not in {*above, fact}]
        if row is None:
            return Proof(Bilingual(fact, fact))
        if premises:
            trees = tuple(self.prove(premise, above | {fact}) for premise in premises)
            return Proof(self._sentence(row), trees, _rule(row))
        return Proof(self._sentence(row), (self.quotation(row),), _rule(row))

    def quotation(self, row: Row) -> Quotation:
        """Return where a duty, mention or lead stands in the text."""
        span = (
            (int(str(row.start)), int(str(row.end)))
            if row.start is not None and row.end is not None
            else None
        )
        text = (
            str(row.quote) if row.quote else (self._text[span[0] : span[1]] if span and self._text else None)
        )
        return Quotation(self.scope.plan.iri, place(row), span, text)

    @cached_property
    def _facts(self) -> Mapping[str, Row]:
        return {str(row.fact): row for rows in (self.duties, self.mentions, self.leads) for row in rows}

    @cached_property
    def _premises(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.scope.part("premises"):
            found[str(row.fact)].append(str(row.premise))
        return found

    @cached_property
    def _text(self) -> str | None:
        rows = self.scope.part("text")
        return str(rows[0].text) if rows else None

    def _sentence(self, row: Row) -> Bilingual:
        where = place(row) or "?"
        if "agent" not in row:
            zh, en = (label("sector", str(row.sector), language) for language in ("zh", "en"))
            return Bilingual(f"{where} 点到行业领域“{zh}”", f"{where} names the sector “{en}”")
        if "sector" in row:
            zh, en = (label("sector", str(row.sector), language) for language in ("zh", "en"))
            return Bilingual(f"{row.agent} 牵头行业领域“{zh}”", f"{row.agent} leads the sector “{en}”")
        zh, en = (label("role", str(row.role), language) for language in ("zh", "en"))
        return Bilingual(f"{row.agent} {zh} {where}", f"{row.agent}: {en} of {where}")


def place(row: Row) -> str | None:
    """Return where a row stands: ``ACTION/TASK`` or the passage's ``where``.

    >>> place(Row(action="（一）", task="2", where=None))
    '（一）/2'
    """
    if row.get("task"):
        return f"{row.action or ''}/{row.task}".lstrip("/")
    return str(row["where"]) if row.get("where") else None


def _rule(row: Row) -> Bilingual | None:
    if not row.get("rule"):
        return None
    name = str(row["rule"]).rpartition("/")[2]
    return Bilingual(str(row["rule_zh"] or name), str(row["rule_en"] or name))
