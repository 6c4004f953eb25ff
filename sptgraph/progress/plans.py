"""The plans that a table may report on: which one it means, which task a row, whose table it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sptgraph.model import Plan
from sptgraph.progress.values import made_from, squashed
from sptgraph.provisions import Outline, Provision, bodies_of


@dataclass(frozen=True, slots=True)
class Known:
    """A plan of a store: its IRI there, itself, its tasks and passages by clause, and the bodies it names."""

    iri: str
    plan: Plan
    outline: Outline
    clauses: dict[str, list[Provision]]
    bodies: dict[str, str]

    @classmethod
    def of(cls, iri: str, plan: Plan) -> "Known":
        """Return a plan made ready for being looked up in."""
        outline = Outline(plan)
        clauses: dict[str, list[Provision]] = defaultdict(list)
        for provision in outline.listed:
            clauses[squashed(provision.clause)].append(provision)
        names = [a.agent for body in bodies_of(plan) for a in body.assignments]
        names += [r.agent for body in bodies_of(plan) for r in body.recurrences if r.agent]
        return cls(
            iri, plan, outline, dict(clauses), {squashed(name): "".join(name.split()) for name in names}
        )

    @property
    def title(self) -> str:
        """What the plan is called, for messages."""
        return "".join((self.plan.document.title or self.plan.source.name).split())

    @property
    def since(self) -> date | None:
        """The day before which nothing can be reported of it."""
        return self.plan.document.issued

    def called(self, text: str) -> bool:
        """Say whether the plan column of a list means it: by title, with its number or without."""
        data, name = self.plan.document, self.plan.source.name
        titles = {data.title or name}
        return squashed(text) in {
            squashed(each)
            for title in titles
            for each in (title, f"{title}（{data.number or name}）", data.number or "")
            if each
        }

    def noted(self, note: str) -> bool:
        """Say whether the note of a list names it: title, number and file, as far as it has them."""
        data = self.plan.document
        parts = [squashed(each) for each in (data.title, data.number) if each]
        parts = parts or [squashed(self.plan.source.name)]
        first = note.removeprefix(parts[0])
        begins = first != note and first[:1] in {"", "，", ","}
        return begins and all(each in note for each in parts[1:])

    def at(self, clause: str, task: str) -> Sequence[Provision]:
        """Return the tasks and passages with that clause; of several, those of that name."""
        found = self.clauses.get(squashed(clause), [])
        if len(found) < 2:
            return found
        named = [each for each in found if squashed(task) in self.names_of(each)]
        return named or found

    def names_of(self, provision: Provision) -> frozenset[str]:
        """Return how lists may call a task or passage, with and without its number."""
        body = provision.body
        number = getattr(body, "no", "")
        openings = {squashed(self.outline.opening(provision, language=each)) for each in ("zh", "en")}
        return frozenset(
            f"{front}{opening}"
            for opening in openings
            for front in ("", squashed(number), f"{squashed(number)}.")
        )


def meant(known: Sequence[Known], names: Iterable[str], lines: Iterable[str]) -> tuple[Known, ...]:
    """Return the plans that a workbook's properties or the notes above a table name.

    ``names`` are IRIs: their last part is the plan's in any store.
    """
    ends = {name.rpartition("/plan/")[2] for name in names}
    by_name = [each for each in known if each.iri.rpartition("/plan/")[2] in ends]
    if by_name:
        return tuple(by_name)
    notes = [note for line in lines if (note := made_from(line))]
    return tuple(each for each in known if any(each.noted(note) for note in notes))


def names_plan(lines: Iterable[str]) -> bool:
    """Say whether a note above a table names the plan that it was made from."""
    return any(made_from(line) for line in lines)
