"""What follows for a plan, beside the lines of its lists: where it stands, on what ground, how sure it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sptgraph.asking.labels import label
from sptgraph.asking.proof import Article
from sptgraph.asking.proof.leaves import FROM_MEMORY
from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import Identity, Registry
from sptgraph.listings.candidates import Candidate
from sptgraph.listings.clauses import Clause, clause_at
from sptgraph.listings.details import Detail
from sptgraph.listings.rows import Line, lines
from sptgraph.listings.selection import department_bodies
from sptgraph.model import Action, Plan, Section, Span
from sptgraph.validation.grounds import REASONS
from sptgraph.vocabulary import PREFIXES, key_of

if TYPE_CHECKING:
    from sptgraph.asking.chain.view import View
    from sptgraph.asking.proof.nodes import Node
    from sptgraph.listings.material import Material

PRESUMED: Final = Bilingual("单位为推定，文件未写明", "body presumed, no document names it")
PROOF: Final = Bilingual("依据", "Proof")

_BASES: Final[Mapping[str, Bilingual]] = {
    "stated": Bilingual("写明", "stated"),
    "implied": Bilingual("推定（由任务分工推出）", "derived (implied by the tasks)"),
    "local-list": Bilingual("推定（本地职责清单）", "derived (local duty list)"),
    "local-regulation": Bilingual("依法推定（地方规定）", "derived (local regulation)"),
    "statute": Bilingual("依法推定（法规）", "derived (statute)"),
    "undetermined": Bilingual("未定", "undetermined"),
}
_MEMBER: Final = Bilingual("推定（“各”字统称按名册展开）", "derived (member of a group, by roster)")
_ROSTER: Final = Bilingual("名册 {file} 第{row}行", "roster {file}, row {row}")


class Derived:
    """One plan's facts, stated and derived, each with the line or heading of the plan that it rests on."""

    def __init__(self, material: "Material", plan: Plan, name: str = "", view: "View | None" = None) -> None:
        self.plan, self.name, self.language = plan, name, material.language
        self.lexicon, self._year = material.lexicon, material.selection.year
        self.view: Final[View] = view or material.view(plan)
        found = lines(plan, name=name, language=material.language)
        self.lines: Final = found
        self.taken: Final = frozenset(map(id, material.selection.lines(found, material.lexicon)))
        by_body = {id(line.provision.body): line for line in found}
        self._lines: Final[Mapping[tuple[bool, int], Line]] = {
            (is_task, order): by_body[id(body)]
            for is_task, bodies in ((True, plan.tasks), (False, plan.elsewhere))
            for order, body in enumerate(bodies, 1)
        }

    def line(self, fact: "Node") -> Line | None:
        """Return the task or clause that a fact stands in; None where it stands in a heading or nowhere."""
        provision = self.view.facts.provision(fact)
        if provision is None:
            return None
        is_task = provision.is_a("spt:Task")
        order = provision.integer("spt:order" if is_task else "spt:passageOrder")
        return self._lines.get((is_task, order or 0))

    def is_taken(self, fact: "Node") -> bool:
        """Say whether the selection takes where a fact stands: its line, or some line under its heading."""
        line, heading = self.line(fact), self._heading(fact)
        if line or heading is None:
            return line is None or id(line) in self.taken
        under = (each for each in self.lines if heading in (each.provision.action, each.provision.section))
        return self._year is None or any(id(each) in self.taken for each in under)

    def _heading(self, fact: "Node") -> Action | Section | None:
        provision = self.view.facts.provision(fact)
        headings: Sequence[Action | Section] = ()
        if provision and provision.is_a("spt:Action", "spt:Section"):
            headings = self.plan.actions if provision.is_a("spt:Action") else self.plan.sections
        order = provision.integer("spt:order") if provision else None
        return headings[order - 1] if order and order <= len(headings) else None

    def clause(self, fact: "Node") -> Clause | None:
        """Return where a fact stands: its task or clause, else its heading."""
        line, heading = self.line(fact), self._heading(fact)
        if line:
            return line.clause
        where = self.view.facts.where(self.view.facts.provision(fact))
        return clause_at(where, heading.span if heading else None) if where else None

    def clauses(self, facts: Iterable["Node"]) -> tuple[Clause, ...]:
        """Return where some facts stand, each place once."""
        return tuple(dict.fromkeys(clause for fact in facts if (clause := self.clause(fact))))

    def premises(self, fact: "Node", *classes: str) -> Iterator["Node"]:
        """Yield those of a derived fact's premises that are of some classes."""
        nodes = (self.view.facts[iri] for iri in fact.all("prov:wasDerivedFrom"))
        return (node for node in nodes if node.is_a(*classes))

    def norms(self, fact: "Node") -> tuple["Node", ...]:
        """Return the norms that a derived fact rests on."""
        return tuple(self.premises(fact, "spt:Norm", "spt:BusinessNorm", "spt:EnterpriseNorm"))

    def grounds(self, fact: "Node") -> tuple[str, ...]:
        """Return what a derived fact rests on: clauses of the plan, rows of rosters, or articles."""
        basis = fact.one("spt:basis")
        if basis == "implied":
            clauses = self.clauses(self.premises(fact, "spt:Assignment"))
            return (*(clause.text(self.language) for clause in clauses), *self.rows(fact))
        if basis == "local-list":
            return self.rows(fact)
        return tuple(dict.fromkeys(map(self.article, self.norms(fact))))

    def rows(self, fact: "Node") -> tuple[str, ...]:
        """Return the rows of rosters that a derived fact rests on."""
        named: dict[str, None] = {}
        for node in self.premises(fact, "spt:DutyRow", "spt:Membership"):
            for iri in (node.iri, *node.all("spt:rosterRow")):
                row = self.view.facts[iri]
                if number := row.integer("spt:row"):
                    said = _ROSTER.text(self.language)
                    named[said.format(file=row.one("spt:fileName") or "?", row=number)] = None
        return tuple(named)

    def article(self, norm: "Node") -> str:
        """Return the article that a norm stands in, with its statute."""
        return article_text(self.view.prover.article_of(norm), self.language)

    def says(self, fact: "Node") -> tuple[str, ...]:
        """Return what the norms behind a fact ask, in our words."""
        said = (norm.label.text(self.language) for norm in self.norms(fact) if norm.label)
        return tuple(dict.fromkeys(said))

    def basis(self, fact: "Node") -> str:
        """Return whether a fact is stated or on what it follows, in words."""
        if fact.key("spt:rule") == "group-member":
            return _MEMBER.text(self.language)
        return basis_word(fact.one("spt:basis") or "undetermined", self.language)

    def doubts(self, fact: "Node") -> tuple[str, ...]:
        """Return what makes a fact less than sure: a presumed body, an article from memory."""
        body = self.view.facts[fact.one("spt:bearer") or ""]
        presumed = fact.true("spt:presumed") or body.is_a("spt:PresumedBody")
        memory = any(norm.one("spt:verified") == "false" for norm in self.norms(fact))
        said = (*([PRESUMED] if presumed else ()), *([FROM_MEMORY] if memory else ()))
        return tuple(each.text(self.language) for each in said)

    def candidates(self, gap: "Node") -> tuple[str, ...]:
        """Return who could do what nobody does; who is only presumed to be there is marked."""
        facts, found = self.view.facts, []
        for iri in gap.all("spt:candidate"):
            presumed = iri.startswith(PREFIXES["dep"]) or facts[iri].is_a("spt:PresumedBody")
            found.append(Candidate(facts.agent(iri), presumed).text(self.language))
        return tuple(dict.fromkeys(found))

    def bodies(self) -> Iterator[str]:
        """Yield the IRIs of all who bear something in this plan, or could."""
        for node in self.view.facts.nodes.values():
            yield from (*node.all("spt:bearer"), *node.all("spt:candidate"))

    def body(self, fact: "Node") -> str:
        """Return the name of who bears a fact."""
        return self.view.facts.agent(fact.one("spt:bearer")).text(self.language)

    def proof(self, fact: "Node") -> Detail:
        """Return why a fact holds."""
        return Detail("proof", PROOF, self.view.prover.prove(fact.iri).text(self.language))


def met(registry: Registry, derived: Derived, name: str, key: str | None, body: "Node") -> Identity:
    """Note a body that the graph knows, with its further names, and return who it is."""
    end = derived.plan.source.length
    who = registry.known(derived.plan, name) or registry.meet(derived.plan, name, key, Span(end, end))
    for further in body.all("skos:altLabel"):
        registry.also(derived.plan, who, further)
    return who


class NamedBodies:
    """Tells whether a body, stated or derived, is one that the list is narrowed to.

    Raises ListingError with the nearest where no body and no department has the name that was asked for.
    """

    def __init__(self, material: "Material", found: Iterable[Derived]) -> None:
        self._registry = Registry(material.lexicon)
        self._met: dict[tuple[int, str], Identity] = {}
        for derived in {id(each.view): each for each in found}.values():
            for iri in derived.bodies():
                self._met[id(derived.plan), iri] = self._meet(derived, iri)
        named, bodies = material.selection.department or "", self._registry.bodies()
        wanted = department_bodies(named, bodies, material.plans, material.lexicon)
        self._wanted = frozenset(body.identity for body in wanted)

    def _meet(self, derived: Derived, iri: str) -> Identity:
        node, agent = derived.view.facts[iri], derived.view.facts.agent(iri).zh
        key = derived.view.department(iri) or (key_of(iri) if iri.startswith(PREFIXES["dep"]) else None)
        return met(self._registry, derived, agent, key, node)

    def any(self, derived: Derived, facts: Iterable["Node"]) -> bool:
        """Say whether one of them bears any of some facts of a plan, or could."""
        names = ("spt:bearer", "spt:candidate")
        return any(self.wanted(derived, iri) for n in facts for name in names for iri in n.all(name))

    def name(self, derived: Derived) -> str | None:
        """Return the name of the body in a plan; None where there is none, or several."""
        names = {
            derived.view.facts.agent(iri).text(derived.language)
            for (plan, iri), who in self._met.items()
            if plan == id(derived.plan) and who in self._wanted
        }
        return names.pop() if len(names) == 1 else None

    def wanted(self, derived: Derived, iri: str | None) -> bool:
        """Say whether the list is narrowed to that body of a plan."""
        return self._met.get((id(derived.plan), iri or "")) in self._wanted


def basis_word(basis: str, language: Language) -> str:
    """Return a basis (依据) in words that tell what is stated from what follows.

    >>> basis_word("stated", "zh"), basis_word("statute", "en")
    ('写明', 'derived (statute)')
    """
    return _BASES.get(basis, Bilingual(basis, basis)).text(language)


def gap_reason(reason: str, language: Language) -> str:
    """Return why nobody is known to lead, in words.

    >>> gap_reason("left-to-local", "zh"), gap_reason("several-candidates", "en")
    ('由地方政府确定', 'several bodies may be meant')
    """
    known = REASONS.get(reason)
    return known.en if known and language == "en" else label("gap-reason", reason, language)


def article_text(article: Article, language: Language) -> str:
    """Return an article with its statute, as lists cite it.

    >>> article_text(Article(Bilingual("某条例", "Some Regulation"), "第五条"), "zh")
    '《某条例》第五条'
    """
    name = article.statute.text(language)
    if language == "zh":
        return f"《{name}》{article.article or ''}"
    return f"{name}, {article.article}" if article.article else name
