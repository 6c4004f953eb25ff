"""Which of the names a plan prints mean one body.

One place has one body of a type, whatever it is called (县教体局, 教体局, 教育局), unless two names of the
type stand side by side in one owner clause or in the list of members: then each is a body of its own, and
a further name is the one it abbreviates, or is kept apart and reported.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from sptgraph.encoding.bodies import Body, Known, Name, able_to_be, is_function
from sptgraph.encoding.seats import Seat, Vicinity
from sptgraph.encoding.terms import node
from sptgraph.extraction.lexicon import fold
from sptgraph.resources import folder
from sptgraph.rosters import Roster, Unit
from sptgraph.vocabulary import key_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands; mentions with the same ``beside`` stand side by side."""

    name: str
    key: str | None = None
    collective: bool = False
    beside: Hashable = None
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may be any of several bodies; it was kept apart as ``body``."""

    body: Body
    candidates: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """The bodies of a plan, which of them each name means, and what was not settled."""

    bodies: tuple[Body, ...]
    meant: Mapping[Name, Body]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Types:
    """What the ontology says of types of departments that matters here."""

    groups: frozenset[str]
    vertical: frozenset[str]
    several: frozenset[str]
    counterparts: Mapping[str, tuple[str, str]]


@cache
def department_types() -> Types:
    """Return which departments are groups, which one place has several of, and which equal another there."""
    values: dict[str, dict[str, str]] = {
        name: {} for name in ("spt:kind", "spt:severalInPlace", "spt:ownLevel", "spt:counterpart")
    }
    predicates = {node(name): name for name in values}
    for file in ("departments", "several-in-place", "tier-of"):
        path = folder("ontology") / f"{file}.ttl"
        for triple in parse(path=path, format=RdfFormat.TURTLE) if path.is_file() else ():
            name = predicates.get(triple.predicate)
            if name and isinstance(triple.subject, NamedNode):
                value = str(getattr(triple.object, "value", ""))
                values[name][key_of(triple.subject.value)] = key_of(value)
    levels, kinds = values["spt:ownLevel"], values["spt:kind"].items()
    return Types(
        frozenset(key for key, kind in kinds if kind == "group"),
        frozenset(key for key, kind in kinds if kind == "vertical"),
        frozenset(key for key, flag in values["spt:severalInPlace"].items() if flag == "true"),
        {key: (levels[key], same) for key, same in values["spt:counterpart"].items() if key in levels},
    )


def identify(mentions: Sequence[Mention], vicinity: Vicinity, roster: Roster | None = None) -> Identities:
    """Return the bodies that the mentions mean; the same mentions always give the same bodies."""
    return _Identifying(mentions, vicinity, roster).result()


def body_of(unit: Unit, vicinity: Vicinity) -> Body:
    """Return the body that a roster lists, without any printed name."""
    reading = vicinity.read(unit.name, unit.department)
    seat = vicinity.seat_in(unit.seat) if unit.seat else reading.seat
    said = reading.said or bool(unit.seat)
    return Body(unit.department, seat, said, unit.group, official=unit.name)


class _Identifying:
    def __init__(self, mentions: Sequence[Mention], vicinity: Vicinity, roster: Roster | None) -> None:
        self._mentions, self._vicinity, self._roster = mentions, vicinity, roster
        self._types = department_types()
        self._names: dict[Name, bool] = {}
        for mention in mentions:
            name = mention.name, mention.key
            group = mention.collective or mention.key in self._types.groups
            self._names[name] = self._names.get(name, False) or group
        self._unprinted = {m.name for m in mentions if not m.printed} - {
            m.name for m in mentions if m.printed
        }
        self._meant: dict[Name, Body] = {}
        self._bodies: dict[int, Body] = {}
        self._doubts: list[Doubt] = []
        self._buckets: dict[tuple[str, Seat], _Bucket] = {}

    def result(self) -> Identities:
        self._seed()
        unknown: list[Name] = []
        for name, group in self._names.items():
            if group:
                self._add(Body(name[1], group=True, names=[name]))
            elif not self._listed(name):
                key = self._canonical(name)
                if key is None:
                    unknown.append(name)
                else:
                    self._sort(name, key)
        beside = self._beside()
        for bucket in self._buckets.values():
            bodies, doubts = bucket.settle(beside)
            self._doubts += doubts
            for body in bodies:
                self._add(body)
        self._without_department(unknown)
        order = {name: at for at, name in enumerate(self._names)}
        named = (body for body in self._bodies.values() if body.names)
        used = tuple(sorted(named, key=lambda body: min(order[name] for name in body.names)))
        return Identities(used, self._meant, tuple(d for d in self._doubts if d.body.names))

    def _add(self, body: Body) -> None:
        self._bodies.setdefault(id(body), body)
        for name in body.names:
            self._meant[name] = body
        if len({name for name, _ in body.names}) > 1:
            body.names = [name for name in body.names if name[0] not in self._unprinted] or body.names
        keys = {key for _, key in body.names if key}
        if len(keys) == 1 and body.official is None:
            body.key = keys.pop()

    def _seed(self) -> None:
        """Make the bodies that the roster lists, each with all its names."""
        self._units: dict[str, Body] = {}
        for unit in self._roster.units if self._roster else ():
            body = body_of(unit, self._vicinity)
            for name in (unit.name, *unit.aliases):
                self._units[fold(name)] = body
                core = self._vicinity.read(fold(name), body.key).core
                body.cores.add(core)
            if body.key and body.key not in self._types.groups:
                self._bucket(body.key, body.seat).bodies.append(body)
        for body in set(self._units.values()):
            for core in body.cores:
                self._units.setdefault(core, body)

    def _listed(self, name: Name) -> bool:
        """Take a name that the roster lists as the unit it lists, whatever department it was read as."""
        if not self._units:
            return False
        reading = self._vicinity.read(*name)
        body = self._units.get(fold(name[0])) or (self._units.get(reading.core) if reading.seat.own else None)
        if body is None:
            return False
        body.names.append(name)
        self._add(body)
        return True

    def _canonical(self, name: Name) -> str | None:
        """Return the department a name counts as: at its own level the city's committee is the committee."""
        printed, key = name
        if key is None:
            keys = {k for n, k in self._names if n == printed and k is not None and not self._names[n, k]}
            key = keys.pop() if len(keys) == 1 else None
        level, same = self._types.counterparts.get(key or "", (None, None))
        return same if level is not None and level == self._vicinity.level else key

    def _bucket(self, key: str, seat: Seat) -> "_Bucket":
        if (key, seat) not in self._buckets:
            self._buckets[key, seat] = _Bucket(
                key, seat, several=key in self._types.several or seat.level == "town"
            )
        return self._buckets[key, seat]

    def _sort(self, name: Name, key: str) -> None:
        reading = self._vicinity.read(name[0], key)
        level, _ = self._types.counterparts.get(key, (None, None))
        seat = reading.seat
        if level is not None and seat.own:
            seat = self._vicinity.seat_at(level)
        self._bucket(key, seat).take(name, reading.core, said=reading.said)

    def _beside(self) -> dict[str, set[Hashable]]:
        """Return the clauses and lists in which each name stands."""
        places: dict[str, set[Hashable]] = {}
        for mention in self._mentions:
            if mention.beside is not None and mention.key is not None:
                places.setdefault(mention.name, set()).add(mention.beside)
        return places

    def _without_department(self, names: Iterable[Name]) -> None:
        """Put together names of no known department that differ by the place's name or level alone."""
        readings = {name: self._vicinity.read(*name) for name in names}
        cores = {reading.core for reading in readings.values()}
        found: dict[tuple[str, Seat], Body] = {}
        for name, reading in readings.items():
            core = reading.loose if reading.loose in cores else reading.core
            body = found.setdefault((core or name[0], reading.seat), Body(None, reading.seat))
            body.names.append(name)
            body.said |= reading.said
        for body in found.values():
            self._add(body)


class _Bucket:
    """The names of one department type in one seat, until it is settled which of them are one body."""

    def __init__(self, key: str, seat: Seat, *, several: bool) -> None:
        self._key, self._seat, self._several = key, seat, several
        self._names: dict[str, list[Name]] = {}
        self._said: set[str] = set()
        self.bodies: list[Body] = []

    def take(self, name: Name, core: str, *, said: bool) -> None:
        """Add a printed name."""
        self._names.setdefault(core, []).append(name)
        if said:
            self._said.add(core)

    def settle(self, beside: Mapping[str, set[Hashable]]) -> tuple[list[Body], list[Doubt]]:
        """Return the bodies that the names mean, the roster's first, and the doubts left.

        ``beside`` says in which clauses and lists each printed name stands.
        """
        doubts: list[Doubt] = []
        stands = {
            core: {each for name, _ in names for each in beside.get(name, ())}
            for core, names in self._names.items()
        }
        together = Counter(each for places in stands.values() for each in places)
        apart = {core for core, places in stands.items() if any(together[each] > 1 for each in places)}
        strict = bool(apart) or len(self.bodies) > 1
        known = Known(self.bodies, begin_alike=self._several)
        for core in sorted(stands, key=lambda each: (each not in apart, is_function(each), -len(each), each)):
            able = [] if self._several else able_to_be(core, stands[core], self.bodies)
            by_name = strict or self._several or len(able) > 1
            near = able_to_be(core, stands[core], known.nearest(core)) if by_name else able
            body = near[0] if len(near) == 1 else None
            if body is None:
                body = Body(self._key, self._seat)
                if len(near) > 1 or (able and strict and core not in apart):
                    doubts.append(Doubt(body, tuple(near or able)))
                self.bodies.append(body)
            known.note(core, body)
            body.stands |= stands[core]
            body.names += self._names[core]
            body.said |= core in self._said
        return self.bodies, doubts
