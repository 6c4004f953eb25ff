"""A roster as RDF: what a user wrote in Turtle, or what a store keeps in a place's graph."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import pyoxigraph as ox

from sptgraph.errors import RosterError
from sptgraph.reasons import parser_reason, system_reason
from sptgraph.rosters import names
from sptgraph.rosters.gathering import Gathering, Statement
from sptgraph.rosters.roster import Belonging, Duty, Roster, RowOf
from sptgraph.vocabulary import BASE, PREFIXES, term

if TYPE_CHECKING:
    from sptgraph.model import MemberClass, Role

_MOST_BYTES: Final = 50_000_000
_HEAD: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n)*(?:@prefix|@base|PREFIX\s|BASE\s|<[a-z][a-z0-9+.-]*:)", re.IGNORECASE
)
_UNITS: Final = frozenset(term(name) for name in ("org:Organization", "spt:Group"))


def is_turtle(path: Path) -> bool:
    """Tell whether a file holds Turtle, by its content or, where it cannot be told, its name."""
    try:
        with path.open("rb") as file:
            head = file.read(2000)
    except OSError:
        return False
    return bool(_HEAD.match(head)) or (path.suffix.lower() in {".ttl", ".nt"} and not head.startswith(b"PK"))


def read_turtle(path: Path, place: str | None = None) -> Roster:
    """Read a roster in Turtle; rows are counted by unit, membership and duty. Raises `RosterError`."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RosterError(f"{path.name}：文件超过 50 MB", f"{path.name}: the file is larger than 50 MB")
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        triples = [
            ox.Triple(quad.subject, quad.predicate, quad.object)
            for quad in ox.parse(data, ox.RdfFormat.TURTLE, base_iri=BASE)
        ]
    except OSError as error:
        zh, en = system_reason(error)
        raise RosterError(f"{path.name}：打不开：{zh}", f"{path.name}: it cannot be opened: {en}") from error
    except (SyntaxError, ValueError) as error:
        zh, en = parser_reason(error)
        raise RosterError(
            f"{path.name}：不是可读的 Turtle：{zh}", f"{path.name}: it is no readable Turtle: {en}"
        ) from error
    return roster_of(triples, path.name, place)


def roster_of(triples: Iterable[ox.Triple], file: str = "", place: str | None = None) -> Roster:
    """Return the roster that triples describe; raises `RosterError` where they hold none or contradict."""
    return _Reader(triples, file).roster(place)


class _Reader:
    def __init__(self, triples: Iterable[ox.Triple], file: str) -> None:
        self._file = file
        self._said: dict[str, dict[str, list[Any]]] = {}
        for triple in triples:
            subject = _name(triple.subject)
            self._said.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
        self._order = {subject: at for at, subject in enumerate(self._said, 1)}
        self._here = self._own_places()
        self._gathering = Gathering()

    def roster(self, place: str | None) -> Roster:
        units = [
            s
            for s in self._said
            if _UNITS & set(self._links(s, "rdf:type")) or self._links(s, "spt:departmentType")
        ]
        duties = [s for s in self._said if self._links(s, "spt:sector") and self._links(s, "spt:bearer")]
        memberships = [s for s in self._said if self._links(s, "org:member")]
        if not units and not duties and not memberships:
            raise RosterError(
                f"{self._file}：里面没有单位（org:Organization）、成员关系或责任清单行",
                f"{self._file}: it describes no unit (org:Organization), membership or duty",
            )
        self._of_place()
        for subject in units:
            self._unit(subject, place)
        for subject in memberships:
            self._membership(subject)
        for subject in duties:
            self._duty(subject)
        for subject in self._said:
            if term("spt:RosterRow") in self._links(subject, "rdf:type"):
                self._gathering.seen(self._row(subject))
        return self._gathering.roster(self._file, place)

    def _of_place(self) -> None:
        for subject in self._here:
            row = self._row_behind(subject)
            for label in self._labels(subject)[:1]:
                self._gathering.place(label, row)
            for flag in self._texts(subject, "spt:rosterComplete"):
                self._gathering.complete(flag in {"true", "1"}, row)
            self._within(subject, row)

    def _own_places(self) -> list[str]:
        """Return the place the roster is of: of several places, one that units need not sit in to be listed.

        It is the one called complete or not, or lying in another, and not what contains it.
        """
        places = [s for s in self._said if term("spt:Place") in self._links(s, "rdf:type")]
        above = {each for s in places for each in self._links(s, "spt:within")}
        below = [s for s in places if s not in above]
        marked = [s for s in below if self._texts(s, "spt:rosterComplete") or self._links(s, "spt:within")]
        return marked or below

    def _within(self, subject: str, row: RowOf) -> None:
        seen = {subject}
        while found := [each for each in self._links(subject, "spt:within") if each not in seen]:
            subject = found[0]
            seen.add(subject)
            label = (self._labels(subject) or [""])[0]
            if label:
                self._gathering.within(label, row)

    def _unit(self, subject: str, place: str | None) -> None:
        labels = self._labels(subject)
        if not labels:
            self._wrong(subject, "没有 skos:prefLabel", "it has no skos:prefLabel")
        department = None
        for value in self._values(subject, "spt:departmentType"):
            text = value.removeprefix(PREFIXES["dep"])
            department = names.department(text, place)
            if department is None:
                self._wrong(subject, f"不认识部门“{text}”", f"the department “{text}” is not known")
        seat = None
        for at in self._links(subject, "spt:jurisdiction"):
            label = next(iter(self._labels(at)), None)
            seat = label if label and at not in self._here else seat
        rows = [self._row(row) for row in self._links(subject, "spt:rosterRow")] or [self._row(subject)]
        aliases = tuple(self._texts(subject, "skos:altLabel"))
        for row in rows:
            self._gathering.unit(Statement(row, labels[0], aliases, department, seat))

    def _membership(self, subject: str) -> None:
        kinds = [names.member_class(text) for text in self._texts(subject, "spt:memberClass")]
        if None in kinds:
            self._wrong(
                subject,
                "spt:memberClass 应为 supervisory、industry、support 之一",
                "spt:memberClass must be supervisory, industry or support",
            )
        group = self._one_unit(subject, "org:organization")
        member = self._one_unit(subject, "org:member")
        kind = cast("MemberClass | None", kinds[0] if kinds else None)
        self._gathering.belonging(Belonging(group, member, self._row_behind(subject), kind))

    def _duty(self, subject: str) -> None:
        sector = self._key(subject, "spt:sector", "sec", names.sector)
        facet = (
            self._key(subject, "spt:facet", "fac", names.facet)
            if self._values(subject, "spt:facet")
            else names.primary_facet(sector)
        )
        role = (
            self._key(subject, "spt:role", "role", names.role)
            if self._values(subject, "spt:role")
            else "lead"
        )
        parts = self._texts(subject, "spt:part")
        unit = self._one_unit(subject, "spt:bearer")
        row = self._row_behind(subject)
        self._gathering.duty(Duty(sector, facet, unit, cast("Role", role), row, parts[0] if parts else None))

    def _one_unit(self, subject: str, predicate: str) -> str:
        values = self._said[subject].get(term(predicate), [])
        named = (
            [value.value] if isinstance(value, ox.Literal) else self._labels(_name(value)) for value in values
        )
        found = next((labels[0] for labels in named if labels), None)
        if found is None:
            zh, en = f"{predicate} 没有指向写明名称的单位", f"{predicate} leads to no unit with a name"
            self._wrong(subject, zh, en)
        return found

    def _key(self, subject: str, predicate: str, prefix: str, reading: Any) -> str:
        text = self._values(subject, predicate)[0].removeprefix(PREFIXES[prefix])
        found = reading(text)
        if found is None:
            self._wrong(subject, f"不认识 {predicate} 的“{text}”", f"“{text}” of {predicate} is not known")
        return str(found)

    def _row(self, subject: str) -> RowOf:
        files, numbers = self._texts(subject, "spt:fileName"), self._texts(subject, "spt:row")
        number = int(numbers[0]) if numbers and numbers[0].isdigit() else self._order.get(subject, 0)
        return RowOf(files[0] if files else self._file, number)

    def _row_behind(self, subject: str) -> RowOf:
        rows = self._links(subject, "spt:rosterRow")
        return self._row(rows[0] if rows else subject)

    def _labels(self, subject: str) -> list[str]:
        found = self._said.get(subject, {}).get(term("skos:prefLabel"), [])
        ranked = sorted(
            (v for v in found if isinstance(v, ox.Literal)),
            key=lambda v: v.language not in {"zh", "zh-cn", None},
        )
        return [value.value for value in ranked if value.value.strip()]

    def _texts(self, subject: str, predicate: str) -> list[str]:
        found = self._said.get(subject, {}).get(term(predicate), [])
        return [value.value for value in found if isinstance(value, ox.Literal)]

    def _links(self, subject: str, predicate: str) -> list[str]:
        found = self._said.get(subject, {}).get(term(predicate), [])
        return [_name(value) for value in found if not isinstance(value, ox.Literal)]

    def _values(self, subject: str, predicate: str) -> list[str]:
        return [getattr(value, "value", "") for value in self._said[subject].get(term(predicate), [])]

    def _wrong(self, subject: str, zh: str, en: str) -> NoReturn:
        row = self._order.get(subject, 0)
        shown = subject if len(subject) <= 80 else subject[:80] + "…"
        raise RosterError(
            f"{self._file} 第{row}条 <{shown}>：{zh}", f"{self._file}, entry {row} <{shown}>: {en}"
        )


def _name(term_: Any) -> str:
    return term_.value if isinstance(term_, ox.NamedNode) else str(term_)
