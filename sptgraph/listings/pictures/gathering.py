"""What pictures show of a plan: the lines that its lists hold too, narrowed alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sptgraph.listings.bodies import Body, Identity, Registry
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.rows import Line, lines
from sptgraph.listings.selection import department_bodies
from sptgraph.model import Assignment, Plan


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lines of one plan that a picture is of; ``name`` tells its picture from those of other plans."""

    plan: Plan
    name: str
    lines: tuple[Line, ...]

    def title(self, of: str) -> str:
        """Return the title of a picture of this plan."""
        return titled(self.plan, of)


def titled(plan: Plan, of: str) -> str:
    """Return the title of a picture ``of`` something in a plan."""
    title = plan.document.title
    return f"{one_line(title)}{of}" if title else of.strip()


def chosen(material: Material) -> Iterator[Chosen]:
    """Return plan by plan the lines that the list is narrowed to: by sector, year and body."""
    selection, lexicon = material.selection, material.lexicon
    for number, plan in enumerate(material.plans, 1):
        found = selection.lines(lines(plan, name="", language=material.language), lexicon)
        if selection.department:
            bodies = Bodies(material, plan, found)
            found = tuple(line for line in found if bodies.bear(line))
        if found:
            yield Chosen(plan, "" if len(material.plans) == 1 else f"-{number}", found)


class Bodies:
    """The bodies that some lines of a plan name, as far as the list is narrowed to them."""

    def __init__(self, material: Material, plan: Plan, found: Sequence[Line]) -> None:
        self._registry = Registry(material.lexicon)
        self._plan = plan
        for line in found:
            for bearer in line.provision.body.assignments:
                self._registry.meet_bearer(plan, bearer)
        bodies, department = self._registry.bodies(), material.selection.department
        if department:
            bodies = department_bodies(department, bodies, material.plans, material.lexicon)
        self.by_identity: Mapping[Identity, Body] = {body.identity: body for body in bodies}

    def who(self, bearer: Assignment) -> Identity:
        """Return who bears an assignment."""
        return self._registry.identify(self._plan, bearer.agent, bearer.agent_key, bearer.quantifier)

    def bear(self, line: Line) -> bool:
        """Say whether one of them bears a line."""
        return any(self.who(bearer) in self.by_identity for bearer in line.provision.body.assignments)
