"""Who is who: one body under several names, several bodies of one kind, and groups that stand for many."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sptgraph.extraction.lexicon import Lexicon, fold
from sptgraph.listings.definition import department_keys
from sptgraph.listings.phrasing import one_line
from sptgraph.model import Assignment, Member, MemberClass, Plan, Quantifier, Recurrence, Span

Identity = tuple[str, str, str, str]
"""Place, department key or name, level if not the place's own, quantifier of a group."""

_PLACE: Final = re.compile(r"(.{0,12}?(?:自治区|自治州|自治县|省|市|县|区|州|旗|盟))级?")
_PART: Final = re.compile(r"(?:分局|分中心|支局|大队|支队|所|处|办事处)$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body or group that a plan names; ``names`` are the ways it is printed, the usual one first."""

    identity: Identity
    name: str
    names: tuple[str, ...]
    department: str | None = None
    group: bool = False
    classes: tuple[MemberClass, ...] = ()


class Registry:
    """Tells the bodies of some plans apart, and gathers the names they go by."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names: dict[Identity, Counter[str]] = {}
        self._first: dict[Identity, tuple[int, int]] = {}
        self._departments: dict[Identity, str | None] = {}
        self._classes: dict[Identity, dict[MemberClass, None]] = {}
        self._printed: dict[tuple[str | None, str], Identity] = {}
        self._plans: dict[int, int] = {}

    def meet(
        self, plan: Plan, name: str, key: str | None, at: Span, quantifier: Quantifier | None = None
    ) -> Identity:
        """Note that a plan names a body, and return who it is."""
        who = self.identify(plan, name, key, quantifier)
        position = (self._plans.setdefault(id(plan), len(self._plans)), at.start)
        self._names.setdefault(who, Counter())[one_line(name)] += 1
        self._first[who] = min(position, self._first.get(who, position))
        self._departments.setdefault(who, key)
        self._printed.setdefault((plan.jurisdiction, fold(name)), who)
        return who

    def meet_bearer(self, plan: Plan, bearer: Assignment) -> Identity:
        """Note the bearer of an assignment."""
        return self.meet(plan, bearer.agent, bearer.agent_key, bearer.span, bearer.quantifier)

    def enrol(self, plan: Plan, member: Member) -> Identity:
        """Note a member of the committee, with its class."""
        who = self.meet(plan, member.name, member.agent_key, member.span)
        self._classes.setdefault(who, {})[member.member_class] = None
        return who

    def meet_agent(self, plan: Plan, recurrence: Recurrence) -> Identity | None:
        """Note the public body that has to do something regularly; None where that is no body (矿长)."""
        name = recurrence.agent
        if not name:
            return None
        printed = self.known(plan, name)
        if printed:
            return printed
        key = self._lexicon.department_key(name, plan.jurisdiction)
        if key is None or self._lexicon.departments[key].kind == "enterprise":
            return None
        return self.meet(plan, name, key, recurrence.span)

    def also(self, plan: Plan, who: Identity, name: str) -> None:
        """Note a further name of a body that the plan does not print."""
        self._names[who][one_line(name)] += 0
        self._printed.setdefault((plan.jurisdiction, fold(name)), who)

    def known(self, plan: Plan, name: str) -> Identity | None:
        """Return who was met under that name in a plan of the place; None where nobody was."""
        return self._printed.get((plan.jurisdiction, fold(name)))

    def identify(self, plan: Plan, name: str, key: str | None, quantifier: Quantifier | None) -> Identity:
        """Return who ``name`` means: by department where a place has one such body, else by name."""
        place, folded = plan.jurisdiction or "", fold(name)
        wide = (quantifier or "group") if self._is_group(key, quantifier) else ""
        if key is None or key in department_keys("several"):
            return place, folded.removeprefix(place) or folded, "", wide
        return place, key, self._level(folded, key, plan), wide

    def _is_group(self, key: str | None, quantifier: Quantifier | None) -> bool:
        department = self._lexicon.departments.get(key or "")
        return quantifier in {"all", "some"} or (department is not None and department.kind == "group")

    def _level(self, name: str, key: str, plan: Plan) -> str:
        """Return the level or place in front of a name where it is not the plan's own: 市 in 市应急局."""
        place, department = plan.jurisdiction or "", self._lexicon.departments.get(key)
        if department and name in department.national_names and plan.document.level != "national":
            return "国"
        for at in range(1, len(name)):
            found = _PLACE.fullmatch(name[:at])
            if found and self._lexicon.department_key(name[at:]) == key:
                above = found[1]
                if place.endswith(above) or self._is_branch(name[at:], place):
                    return ""
                return above[-1] if plan.document.level in {"county", "town"} else above
        return ""

    @staticmethod
    def _is_branch(rest: str, place: str) -> bool:
        """Say whether ``rest`` (生态环境局云溪分局) names a branch in this place."""
        return bool(_PART.search(rest)) and (place[:-1] in rest if len(place) > 1 else False)

    def bodies(self) -> tuple[Body, ...]:
        """Return the bodies in the order in which they were met."""
        return tuple(self._body(who, names) for who, names in self._names.items())

    def _body(self, who: Identity, names: Counter[str]) -> Body:
        usual = [name for name, _ in names.most_common()]
        return Body(
            who,
            usual[0],
            tuple(usual),
            self._departments[who],
            bool(who[3]),
            tuple(self._classes.get(who, ())),
        )


def several_places(plans: Sequence[Plan]) -> bool:
    """Say whether the plans are of different places."""
    return len({plan.jurisdiction for plan in plans}) > 1


def territorial(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Return the bearers that answer for their area, without leads."""
    keys = department_keys("territorial")
    return tuple(a for a in assignments if a.agent_key in keys and a.role == "responsible")
