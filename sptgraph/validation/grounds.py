"""How findings speak of what was derived: on which ground a body leads, why nobody does, which law it is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.validation.places import PlanGraph
from sptgraph.vocabulary import key_of, term
from sptgraph.wording import ROLE

Label = Callable[[str, Language], str]

_MOST: Final = 4
_PLAN_END: Final = term("rule:plan-deadline")

BASES: Final[Mapping[str, Bilingual]] = {
    "stated": Bilingual("原文写明", "stated"),
    "implied": Bilingual("由任务分工推出", "implied by a task"),
    "local-list": Bilingual("本地清单", "local list"),
    "local-regulation": Bilingual("地方法规", "local regulation"),
    "statute": Bilingual("法律法规", "statute"),
}
"""On what a responsibility rests, the strongest first."""

REASONS: Final[Mapping[str, Bilingual]] = {
    "left-to-local": Bilingual("法律把监管部门留给地方确定", "the law leaves the choice to local government"),
    "list-cited-not-held": Bilingual(
        "方案引用的职责清单没有提供", "the duty list that the plan cites was not given"
    ),
    "holder-unknown": Bilingual(
        "不知道本地哪个单位承担这项职能", "which body here holds the function is unknown"
    ),
    "several-candidates": Bilingual("可能的单位不止一个", "several bodies may be meant"),
    "no-norm-in-force": Bilingual("方案之日没有有效的法条", "no article was in force on the plan's day"),
}
"""Why nobody is known to lead, by the key of ``spt:reason``."""

DERIVED: Final[Mapping[str, Bilingual]] = {
    term(f"spt:{name}"): words
    for name, words in {
        "SectorLead": Bilingual("行业牵头", "the sector lead"),
        "SectorDuty": Bilingual("行业职责", "the sector duty"),
        "TerritorialDuty": Bilingual("属地责任", "the territorial duty"),
        "BusinessDuty": Bilingual("业务安全职责", "the business duty"),
        "EnterpriseDuty": Bilingual("企业责任", "the enterprise duty"),
        "RecurringDuty": Bilingual("周期性职责", "the recurring duty"),
        "Assignment": Bilingual("责任", "the assignment"),
        "ImpliedDeadline": Bilingual("时限", "the date"),
        "Holding": Bilingual("职能归属", "the holding"),
        "Concern": Bilingual("所涉行业领域", "the concern"),
        "LegalDate": Bilingual("法律适用日", "the day whose law applies"),
        "Gap": Bilingual("空缺", "the gap"),
        "Dispute": Bilingual("争议", "the dispute"),
    }.items()
}


class Grounds:
    """The words for derived facts of one plan's graph; ``label`` says what people call a node."""

    def __init__(self, graph: PlanGraph, label: Label) -> None:
        self._graph, self._label = graph, label

    def derived(self, fact: str, language: Language) -> str:
        """Return the fact by its kind, its bearer and what it is about: 行业牵头“县住建局—城镇燃气”."""
        graph = self._graph
        kinds = sorted(graph.classes(fact) & DERIVED.keys())
        words = DERIVED[kinds[0]] if kinds else Bilingual("事实", "the fact")
        about = (graph.iri(fact, name) for name in ("spt:bearer", "spt:holder", "spt:sector", "spt:function"))
        names = "—".join(dict.fromkeys(self._label(node, language) for node in about if node))
        if not names:
            return words.text(language)
        return f"{words.zh}“{names}”" if language == "zh" else f"{words.en} “{names}”"

    def leads(self, leads: Iterable[str], language: Language) -> str:
        """Return the strongest of the leads by body, with their grounds: 县住建局（法律法规：…）.

        A lead of a part alone is said as 县住建局管“…”.
        """
        graph = self._graph
        bodies: dict[str, list[tuple[str, str]]] = {}
        for lead in leads:
            if graph.values(lead, "spt:weakerThan"):
                continue
            name = self._bearer(lead, language)
            if part := graph.text(lead, "spt:part"):
                name = Bilingual(f"{name}管“{part}”", f"{name} for “{part}”").text(language)
            bodies.setdefault(name, []).append(self._ground(lead, language))
        return _listed(
            (_noted(name, _joined(grounds, language), language) for name, grounds in bodies.items()), language
        )

    def leads_of_sector(self, sector: str, language: Language) -> str:
        """Return the strongest leads of a sector in its primary facet."""
        graph = self._graph
        facet = graph.iri(sector, "spt:primaryFacet")
        leads = (
            node
            for node in graph.naming(sector, "spt:sector")
            if term("spt:SectorLead") in graph.classes(node) and graph.iri(node, "spt:facet") == facet
        )
        return self.leads(leads, language)

    def _bearer(self, fact: str, language: Language) -> str:
        bearer = self._graph.iri(fact, "spt:bearer")
        return self._label(bearer, language) if bearer else "—"

    def _ground(self, fact: str, language: Language) -> tuple[str, str]:
        """Return the kind of ground, and the law where it is one."""
        basis = self._graph.text(fact, "spt:basis") or ""
        norm = self._graph.iri(fact, "spt:norm")
        words = BASES[basis].text(language) if basis in BASES else basis
        return words, self.law(norm, language) if norm else ""

    def owners(self, task: str, language: Language) -> str:
        """Return a task's derived owners and why they follow: 县住建局牵头（牵头“城镇燃气”，本地清单）."""
        graph = self._graph
        bodies: dict[str, list[tuple[str, str]]] = {}
        for fact in graph.naming(task, "spt:inTask"):
            if term("spt:Assignment") not in graph.classes(fact) or graph.text(fact, "spt:basis") == "stated":
                continue
            name, role = self._bearer(fact, language), key_of(graph.iri(fact, "spt:role") or "")
            body = f"{name}{ROLE.get(role, role)}" if language == "zh" else f"{name} ({role})"
            sector = graph.iri(fact, "spt:sector")
            kind, _ = self._ground(fact, language)
            bodies.setdefault(body, []).append((kind, f"“{self._label(sector, language)}”" if sector else ""))
        why, comma = ("因牵头", "") if language == "zh" else ("leads ", ", ")
        notes: dict[str, list[str]] = {}
        for body, grounds in bodies.items():
            sectors = comma.join(dict.fromkeys(sector for _, sector in grounds if sector))
            kinds = _joined(((kind, "") for kind, _ in grounds), language)
            notes[body] = [why + sectors, *kinds] if sectors else kinds
        return _listed((_noted(body, said, language) for body, said in notes.items()), language)

    def gap(self, gap: str, language: Language) -> str:
        """Return why nobody is known, with part and candidates: …；可能是县住建局."""
        graph = self._graph
        reason = graph.text(gap, "spt:reason") or ""
        said = REASONS[reason].text(language) if reason in REASONS else reason
        if part := graph.text(gap, "spt:part"):
            said = Bilingual(f"“{part}”部分{said}", f"for the part “{part}” {said}").text(language)
        candidates = [node.value for node in graph.values(gap, "spt:candidate")]
        if not candidates:
            return said
        names = _listed((self._label(node, language) for node in sorted(candidates)), language)
        return said + Bilingual(f"；可能是{names}", f"; candidates: {names}").text(language)

    def gaps(self, task: str, language: Language) -> str:
        """Return the gaps of the sectors that a task names."""
        graph = self._graph
        found = []
        for sector in graph.values(task, "spt:namesSector"):
            name = self._label(sector.value, language)
            for node in graph.naming(sector.value, "spt:sector"):
                if term("spt:Gap") in graph.classes(node):
                    said = self.gap(node, language)
                    found.append(f"“{name}”{said}" if language == "zh" else f"“{name}”: {said}")
        return ("；" if language == "zh" else "; ").join(dict.fromkeys(found))

    def law(self, norm: str, language: Language) -> str:
        """Return a norm as people cite it, with its dates: 《…条例》第五条（2026-04-30止）."""
        graph = self._graph
        statute, article = graph.iri(norm, "spt:statute"), graph.text(norm, "spt:article") or ""
        name = self._label(statute or norm, language)
        start, end = graph.text(norm, "spt:validFrom"), graph.text(norm, "spt:validTo")
        if language == "zh":
            dates = "，".join(each for each in (start and f"{start}起", end and f"{end}止") if each)
            return f"《{name}》{article}" + (f"（{dates}）" if dates else "")
        dates = ", ".join(each for each in (start and f"from {start}", end and f"until {end}") if each)
        return f"{name} {article}".strip() + (f" ({dates})" if dates else "")

    def implied_date(self, task: str) -> str | None:
        """Return the first day that follows for a task from its action or goal."""
        graph = self._graph
        days = [
            graph.text(node, "spt:due") or ""
            for node in graph.naming(task, "spt:inTask")
            if term("spt:ImpliedDeadline") in graph.classes(node) and graph.iri(node, "spt:rule") != _PLAN_END
        ]
        return min(days, default=None)

    def legal_date(self) -> str | None:
        """Return the day whose law applies to the plan."""
        graph = self._graph
        dates = graph.naming(term("spt:LegalDate"), "rdf:type")
        return next((day for node in dates if (day := graph.text(node, "spt:date"))), None)

    def row(self, row: str, language: Language) -> str:
        """Return a row of a roster by file and number: “职责清单.xlsx”第3行."""
        name, number = (self._graph.text(row, each) or "?" for each in ("spt:fileName", "spt:row"))
        return Bilingual(f"“{name}”第{number}行", f"row {number} of “{name}”").text(language)


def _joined(grounds: Iterable[tuple[str, str]], language: Language) -> list[str]:
    """Return grounds by kind: 法律法规：《…》第五条、《…》第六条."""
    kinds: dict[str, dict[str, None]] = {}
    for kind, law in grounds:
        kinds.setdefault(kind, {}).update({law: None} if law else {})
    colon, comma = ("：", "、") if language == "zh" else (": ", "; ")
    return [f"{kind}{colon}{comma.join(laws)}" if laws else kind for kind, laws in kinds.items()]


def _noted(name: str, notes: list[str], language: Language) -> str:
    return f"{name}（{'，'.join(notes)}）" if language == "zh" else f"{name} ({', '.join(notes)})"


def _listed(words: Iterable[str], language: Language) -> str:
    """Return the different words in a row, the first few of many."""
    several = list(dict.fromkeys(words))
    shown = ("、" if language == "zh" else "; ").join(several[:_MOST])
    more = len(several) - _MOST
    if more <= 0:
        return shown
    return shown + Bilingual(f"等{len(several)}个", f" and {more} more").text(language)
