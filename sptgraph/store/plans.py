"""`Store`: plans as named graphs in an embedded Oxigraph, in memory or in a folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from sptgraph.encoding.decode import decode
from sptgraph.encoding.divisions import place_iri
from sptgraph.encoding.iris import PlanGraphs, plan_iri
from sptgraph.encoding.parse import parse
from sptgraph.encoding.placegraph import encode_roster
from sptgraph.encoding.progressgraph import progress_graph
from sptgraph.encoding.quads import encode
from sptgraph.encoding.serialise import GraphFormat, serialise
from sptgraph.encoding.terms import node
from sptgraph.errors import StoreError
from sptgraph.model import Plan
from sptgraph.progress import StatusReport
from sptgraph.rosters import Roster, together
from sptgraph.store.database import in_graph, plan_names, put_graph, replace_graphs
from sptgraph.store.folder import Manifest, check_base, open_folder, write_manifest
from sptgraph.store.loading import plans_to_load, rosters_to_load
from sptgraph.store.placing import (
    encode_again,
    place_graphs,
    places_with_roster,
    roster_at,
    roster_for,
)
from sptgraph.store.records import PlanRecord, Term, no_such_plan, record_of
from sptgraph.store.reference import load_reference
from sptgraph.store.reporting import (
    add_reports,
    check_progress,
    load_progress,
    progress_graphs,
    progress_to_load,
    reports_in,
)
from sptgraph.store.views import Views
from sptgraph.vocabulary import BASE


class Store(Views):
    """Holds plans, a set of named graphs each, and answers SPARQL inside the graphs it is given.

    ``location`` None keeps everything in memory; a path opens the store folder there, or makes one
    where the folder is new or empty. ``base`` is the IRI, ending in a slash, under which plans and
    organisations are named (a folder remembers its own). ``read_only`` opens a folder even while another
    program writes to it, as it was at that moment. Raises StoreError where the folder cannot be used.

    >>> store = Store()
    >>> store.plans()
    ()
    """

    def __init__(
        self, location: str | Path | None = None, base: str | None = None, *, read_only: bool = False
    ) -> None:
        if base is not None:
            check_base(base)
        self._folder = None if location is None else Path(location)
        self._read_only = read_only
        self._open: ox.Store | None
        if self._folder is None:
            self._open, self._manifest = ox.Store(), Manifest(base or BASE)
        else:
            self._open, self._manifest = open_folder(self._folder, base, read_only=read_only)
            if not read_only:  # a crash between database and manifest leaves the database right
                held = {record.iri: record.sha256 for record in self.plans()}
                self._note(replace(self._manifest, plans=held))
        self.base: Final = self._manifest.base

    @property
    def _database(self) -> ox.Store:
        if self._open is None:
            raise StoreError("库已关闭", "the store is closed")
        return self._open

    def close(self) -> None:
        """Let go of the folder, so that another program can write to it."""
        if self._open is not None and self._folder is not None and not self._read_only:
            self._open.flush()
        self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Plans in and out

    def insert(self, plan: Plan) -> PlanRecord:
        """Add a plan in place of any older reading of it; either all of it goes in or nothing."""
        return self.insert_all([plan])[0]

    def insert_all(self, plans: Iterable[Plan]) -> tuple[PlanRecord, ...]:
        """Add several plans in one transaction: all or none."""
        known = {plan_iri(plan, self.base): plan for plan in plans}
        return self._replace_plans(
            {iri: encode(p, self.base, self._roster(p.jurisdiction)) for iri, p in known.items()}
        )

    def load(
        self,
        data: bytes | str,
        format: GraphFormat,  # noqa: A002
        *,
        faulty: bool = False,
    ) -> tuple[PlanRecord, ...]:
        """Add the plans of RDF text that `dump` or ``sptgraph read`` wrote, checked; all or none.

        Rosters in it are kept as `put_roster` keeps them, reports join those held. Turtle holds the stated
        graph alone: such a plan answers queries but cannot show its source. ``faulty`` lets plans in whose
        facts lack something, so that validation can say what.
        Raises GraphError where the text is broken or holds anything but whole plans.
        """
        quads, rosters = rosters_to_load(parse(data, format, base=self.base))
        quads, progress = progress_to_load(quads)
        plans = plans_to_load(quads, faulty=faulty)
        check_progress(progress, plans, faulty=faulty)
        for roster in rosters:
            self.put_roster(roster)
        if not faulty and places_with_roster(self._database):
            plans = {iri: encode_again(self._database, iri, plan, self.base) for iri, plan in plans.items()}
        records = self._replace_plans(plans)
        load_progress(self._database, progress, faulty=faulty)
        return records

    def add_reports(self, reports: Mapping[str, Iterable[StatusReport]], *, orphans: bool = False) -> int:
        """Add what was reported of some plans, by IRI, and return how much of it is new; all or nothing.

        Nothing reported before is changed, and reading the plan again leaves it. Raises StoreError where a
        plan is not in the store or has no task or passage of that place; the latter only unless ``orphans``
        are let in.
        """
        self._write()
        for iri in reports:
            self.record(iri)
        return add_reports(self._database, reports, orphans=orphans)

    def reports(self, iri: str) -> tuple[StatusReport, ...]:
        """Return what was reported of a plan, in the order in which it came in."""
        return reports_in(self._database, iri)

    def put_roster(self, roster: Roster) -> tuple[str, ...]:
        """Keep what a roster says of its place and write the place's plans anew with it; all or nothing.

        It joins what other files say of the place, and takes the place of what its own files said before.
        Returns the IRIs of the plans written anew: what was derived from them is gone. A plan of which
        only the stated graph is known stays as it is. Raises RosterError where files contradict each other.
        """
        older = self.roster(roster.place)
        remaining = older.without(roster.files) if older else None
        return self._replace_roster(together(remaining, roster) if remaining and remaining.rows else roster)

    def remove_roster(self, place: str) -> tuple[str, ...]:
        """Forget what is known of the units of the place of that name; otherwise as `put_roster`."""
        return self._replace_roster(Roster(place))

    def roster(self, place: str) -> Roster | None:
        """Return all that is known of the units of the place of that name, or None."""
        return self._roster(place)

    def rosters(self) -> tuple[Roster, ...]:
        """Return the rosters of all places, sorted by the places' IRIs."""
        found = (roster_at(self._database, place) for place in places_with_roster(self._database))
        return tuple(roster for roster in found if roster is not None)

    def remove(self, iri: str) -> None:
        """Take out a plan, what was derived from it and what was reported; StoreError where it is not in."""
        self.record(iri)
        self._replace_plans({iri: ()})
        self.put_graph(progress_graph(iri), ())

    def plans(self) -> tuple[PlanRecord, ...]:
        """Return the plans in the store, sorted by IRI."""
        return tuple(self.record(iri) for iri in self._iris())

    def record(self, iri: str) -> PlanRecord:
        """Return the record of a plan; raises StoreError where it is not in the store."""
        database, graphs = self._database, PlanGraphs.of(iri)
        found: list[ox.Quad] = []
        for graph, subject in (
            (graphs.stated, iri),
            (graphs.source, iri),
            (graphs.source, f"{graphs.source}/file"),
        ):
            found += database.quads_for_pattern(ox.NamedNode(subject), None, None, ox.NamedNode(graph))
        if not found:
            raise no_such_plan(iri)
        places = [
            q.object
            for q in found
            if q.predicate == node("spt:jurisdiction") and isinstance(q.object, ox.NamedNode)
        ]
        for place in places:
            found += database.quads_for_pattern(
                place, node("skos:prefLabel"), None, ox.NamedNode(graphs.stated)
            )
        return record_of(iri, found)

    def plan(self, iri: str) -> Plan:
        """Return a plan exactly as it was inserted; raises StoreError where it is not in the store."""
        self.record(iri)
        return decode(self.quads(PlanGraphs.of(iri)))

    # Graphs and questions

    def closure(self, iri: str) -> tuple[str, ...]:
        """Return the names of the graphs that questions about a plan are asked in.

        They are the plan's stated, source, corrections and derived graphs, its progress and the graphs of its
        place and of those that it lies in, where there are any, and the reference graph, which is loaded when
        first needed. Raises StoreError where the plan is not in the store.
        """
        graphs = PlanGraphs.of(iri)
        if not any(self.quads((graphs.stated, graphs.source), ox.NamedNode(iri))):
            raise no_such_plan(iri)
        reference = self._reference()
        places = place_graphs(self._database, graphs.stated, iri, reference, self.base)
        own = (graphs.stated, graphs.source, graphs.corrections, graphs.derived)
        return (*own, *progress_graphs(self._database, [iri]), *places, *reference)

    def quads(
        self,
        graphs: Iterable[str],
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        value: Term | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads of the named graphs: all, or those with that subject, predicate and object.

        A look-up by pattern costs microseconds where the smallest query costs most of a millisecond.
        """
        for name in graphs:
            yield from self._database.quads_for_pattern(subject, predicate, value, ox.NamedNode(name))

    def ntriples(self, graph: str) -> bytes:
        """Return a graph as N-Triples in no particular order: the fastest way to all of it."""
        return self._database.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""

    def titled(self, title: str) -> tuple[str, ...]:
        """Return the IRIs of the plans that bear exactly this title."""
        found = self._database.quads_for_pattern(None, node("dcterms:title"), ox.Literal(title), None)
        iris = {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
        return tuple(sorted(iris.intersection(self._iris()))) if iris else ()

    def put_graph(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Put triples in place of all that a graph holds, in one transaction."""
        self._write()
        put_graph(self._database, name, triples)

    # For users' own RDF code

    def dump(self, format: GraphFormat = "trig", graphs: Sequence[str] | None = None) -> bytes:  # noqa: A002
        """Return graphs (default: all but the reference) as text; same content, same bytes."""
        if graphs is None:
            of_plans = [name for iri in self._iris() for name in PlanGraphs.of(iri)]
            reported = progress_graphs(self._database, self._iris())
            graphs = [*of_plans, *reported, *places_with_roster(self._database)]
        return serialise(self.quads(graphs), format, self.base)

    # Inside

    def _iris(self) -> list[str]:
        return plan_names(self._database)

    def _write(self) -> None:
        if self._read_only:
            raise StoreError("库是以只读方式打开的", "the store was opened read-only")

    def _replace_plans(self, plans: Mapping[str, Iterable[ox.Quad]]) -> tuple[PlanRecord, ...]:
        """Put the quads of each plan in place of all its graphs, in database and manifest or in neither."""
        self._write()
        graphs = [name for iri in plans for name in PlanGraphs.of(iri)]
        undo = replace_graphs(self._database, graphs, {quad for quads in plans.values() for quad in quads})
        try:
            records = tuple(self.record(iri) for iri, quads in plans.items() if quads)
            if self._folder is not None:
                self._reference()
                kept = {iri: digest for iri, digest in self._manifest.plans.items() if iri not in plans}
                new = {record.iri: record.sha256 for record in records}
                self._note(replace(self._manifest, plans=kept | new))
        except BaseException:
            undo()
            raise
        return records

    def _roster(self, place: str | None) -> Roster | None:
        return roster_for(self._database, place, self.base)

    def _replace_roster(self, roster: Roster) -> tuple[str, ...]:
        """Put a roster in place of all that its place's graph holds; one without rows leaves it empty."""
        self._write()
        place = place_iri(roster.place, self.base)
        known = roster if roster.rows else None
        quads = in_graph(encode_roster(roster, self.base), place) if known else set()
        plans: list[str] = []
        for record in self.plans():
            here = record.jurisdiction is not None and place_iri(record.jurisdiction, self.base) == place
            plan = self.plan(record.iri) if here and record.sha256 is not None else None
            if plan is not None and plan_iri(plan, self.base) == record.iri:
                plans.append(record.iri)
                quads |= set(encode(plan, self.base, known))
        names = [name for iri in plans for name in PlanGraphs.of(iri)]
        replace_graphs(self._database, [place, *names], quads)
        return tuple(plans)

    def _reference(self) -> tuple[str, ...]:
        """Return the name of the reference graph, loaded; none where a read-only folder never had one."""
        if self._read_only:
            return (self._manifest.reference_graph,) if self._manifest.reference_graph else ()
        reference = load_reference()
        if self._manifest.reference != reference.digest:
            self._note(replace(self._manifest, reference_graph=None, reference=None))
            reference.load_into(self._database)
            self._note(replace(self._manifest, reference_graph=reference.graph, reference=reference.digest))
        return (reference.graph,)

    def _note(self, manifest: Manifest) -> None:
        """Take over a manifest, and write it where there is a folder and it says something new."""
        if self._folder is not None and manifest != self._manifest:
            write_manifest(self._folder, manifest)
        self._manifest = manifest
