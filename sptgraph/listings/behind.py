"""What stands behind the lines of lists: their text, what follows for them and why, what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sptgraph.asking.labels import label
from sptgraph.asking.proof.proving import strength
from sptgraph.language import Bilingual, Language
from sptgraph.listings.derived import Derived
from sptgraph.listings.details import Detail
from sptgraph.listings.rows import Line
from sptgraph.model import Task
from sptgraph.provisions import sentence
from sptgraph.validation import Finding
from sptgraph.validation.finding import SEVERITY_NAMES
from sptgraph.wording import ROLE, word

if TYPE_CHECKING:
    from sptgraph.asking.proof.nodes import Node
    from sptgraph.listings.material import Material

TEXT: Final = Bilingual("原文", "In the text")

_TITLES: Final[Mapping[str, Bilingual]] = {
    "spt:Assignment": Bilingual("推定的单位", "Body that follows by rule"),
    "spt:ImpliedDeadline": Bilingual("推定的时限", "Deadline that follows by rule"),
    "spt:RecurringDuty": Bilingual("推定的定期工作", "Recurring duty that follows by rule"),
}
_GROUP: Final = "group-member"
_MEMBERS: Final = Bilingual("统称所指的单位（推定）", "Bodies that the group stands for, by rule")
_NO_TEXT: Final = Bilingual(
    "图谱里没有原文（字符 {start}–{end}）；接上文件后可显示",
    "the graph has no text (characters {start}–{end}); attach the document to show it",
)
_NOT_HERE: Final = Bilingual(
    "图谱里没有原文；接上文件后可显示", "the graph has no text; attach the document to show it"
)
_FIX: Final = Bilingual("改法：", "How to mend it: ")


class Behind:
    """What stands behind the lines of a material, found once for each line, when it is asked for."""

    def __init__(self, material: "Material") -> None:
        self._material = material
        self._told: dict[int, tuple[Detail, ...]] = {}

    def details(self, lines: Iterable[Line]) -> list[tuple[Detail, ...]]:
        """Return, line by line, its text, what follows for it with proofs, and what the check found."""
        return [self._of(line) for line in lines]

    def owners(self, line: Line) -> tuple[str, ...]:
        """Return who answers for a line by a rule where the plan states no lead, each with its basis.

        The members that a group (各成员单位) stands for are not told here: the plan names the group.
        """
        if line.bearers("lead"):
            return ()
        derived, language = self._derived[id(line.source)], self._material.language
        found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for fact in self._facts(line, "spt:Assignment"):
            if fact.key("spt:rule") != _GROUP:
                who = f"{derived.body(fact)} {word(ROLE, fact.key('spt:role') or '', language)}".strip()
                found[who, derived.basis(fact)][_ground(derived, fact, language)] = None
        says, part = ("{}，{}：{}", "；") if language == "zh" else ("{}, {}: {}", "; ")
        return tuple(
            says.format(who, basis, part.join(filter(None, grounds))).rstrip("：: ")
            for (who, basis), grounds in found.items()
        )

    def _of(self, line: Line) -> tuple[Detail, ...]:
        key = id(line.provision.body)
        if key not in self._told:
            self._told[key] = (self._text(line), *self._proofs(line), *self._findings(line))
        return self._told[key]

    def _text(self, line: Line) -> Detail:
        text, body, language = line.source.source.text, line.provision.body, self._material.language
        if text and isinstance(body, Task):
            said = text[body.span.start : body.span.end].strip()
        elif text:
            found = sorted(line.provision.facts, key=lambda fact: fact.span.start)
            said = "\n".join(dict.fromkeys(sentence(text, fact.span) for fact in found))
        else:
            start, end = line.provision.start, line.provision.start
            if isinstance(body, Task):
                start, end = body.span.start, body.span.end
            elif line.provision.facts:
                end = max(fact.span.end for fact in line.provision.facts)
            said = (_NO_TEXT if end > start else _NOT_HERE).text(language).format(start=start, end=end)
        return Detail("clause", TEXT, f"{line.clause.text(language)}\n{said}")

    # What follows

    @cached_property
    def _derived(self) -> Mapping[int, Derived]:
        return {
            id(plan): Derived(self._material, plan, name)
            for plan, name in zip(self._material.plans, self._material.names, strict=True)
        }

    @cached_property
    def _following(self) -> Mapping[int, Sequence["Node"]]:
        """What follows for each task or clause, in a stable order, by the identity of its body."""
        found: defaultdict[int, list[Node]] = defaultdict(list)
        for derived in self._derived.values():
            for name in _TITLES:
                for fact in sorted(derived.view.facts.of(name), key=strength):
                    line = derived.line(fact) if fact.derived else None
                    if line:
                        found[id(line.provision.body)].append(fact)
        return found

    def _facts(self, line: Line, *classes: str) -> Iterator["Node"]:
        return (fact for fact in self._following.get(id(line.provision.body), ()) if fact.is_a(*classes))

    def _proofs(self, line: Line) -> Iterator[Detail]:
        """Yield the proofs of what follows; other ways to the same stand in the proof of the best."""
        language, derived = self._material.language, self._derived[id(line.source)]
        told: set[str | None] = set()
        groups: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
        for fact in self._facts(line, *_TITLES):
            if fact.key("spt:rule") == _GROUP:
                groups[tuple(premise.iri for premise in derived.premises(fact, "spt:Assignment"))].append(
                    fact
                )
            elif fact.iri not in told:
                proof = derived.view.prover.prove(fact.iri)
                told |= {proof.iri, *(other.iri for other in proof.alternatives)}
                title = next(said for name, said in _TITLES.items() if fact.is_a(name))
                doubts = "".join(f"\n{doubt}" for doubt in derived.doubts(fact))
                yield Detail("proof", title, proof.text(language) + doubts)
        for members in groups.values():
            yield self._group(derived, members)

    def _group(self, derived: Derived, members: Sequence["Node"]) -> Detail:
        """Tell the members that a group stands for together: their proofs differ in nothing but the name."""
        language, prover = self._material.language, derived.view.prover
        proof = prover.prove(members[0].iri)
        joint, rule = ("、", "（规则：{}）") if language == "zh" else (", ", " (by the rule: {})")
        names = joint.join(dict.fromkeys(map(derived.body, members)))
        head = names + (rule.format(proof.rule.text(language)) if proof.rule else "")
        premises = (
            text
            for premise in derived.premises(members[0], "spt:Assignment")
            for text in prover.cited(premise.iri).lines(language, 1)
        )
        return Detail("proof", _MEMBERS, "\n".join((head, *premises)))

    # What is missing

    @cached_property
    def _found(self) -> Mapping[int, Mapping[str, Sequence[Finding]]]:
        """The findings of each plan's report, by where they stand."""
        return {id(plan): _by_place(self._material.report(plan).findings) for plan in self._material.plans}

    def _findings(self, line: Line) -> Iterator[Detail]:
        language, body = self._material.language, line.provision.body
        for finding in self._found[id(line.source)].get(line.provision.where.partition("~")[0], ()):
            span = finding.span
            if isinstance(body, Task) and span and not body.span.start <= span.start < body.span.end:
                continue  # another task of the same number
            fix = finding.fix.text(language)
            said = finding.message.text(language) + (f"\n{_FIX.text(language)}{fix}" if fix else "")
            yield Detail("gap", SEVERITY_NAMES[finding.severity], said)


def _ground(derived: Derived, fact: "Node", language: Language) -> str:
    """Return what a fact and the leads that it rests on are grounded in, and in brackets what is unsure."""
    behind = (fact, *derived.premises(fact, "spt:SectorLead"))
    grounds, doubts = (
        ("、" if language == "zh" else ", ").join(
            dict.fromkeys(text for each in behind for text in said(each))
        )
        for said in (derived.grounds, derived.doubts)
    )
    aside = ("（{}）" if language == "zh" else " ({})").format(doubts) if doubts else ""
    return f"{grounds}{aside}".strip()


def sectors_of(line: Line, language: Language) -> tuple[str, ...]:
    """Return the sectors that a task, or the action above it, names."""
    action = line.provision.action
    mentions = (*getattr(line.provision.body, "sectors", ()), *(action.sectors if action else ()))
    return tuple(dict.fromkeys(label("sector", each.key, language) for each in mentions))


def _by_place(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        where = f"{finding.action or ''}/{finding.task}" if finding.task else finding.where
        found[where or ""].append(finding)
    return found
