"""`PlanStore`: plans in a graph, and every question that can be put to them."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sptgraph.encoding import GraphFormat, decode
from sptgraph.encoding.iris import PlanGraphs, plan_iri
from sptgraph.encoding.progressgraph import progress_graph
from sptgraph.errors import StoreError
from sptgraph.facade.deriving import try_rules, try_rules_on
from sptgraph.facade.kinds import documents_in, kind_of
from sptgraph.facade.papers import Papers
from sptgraph.facade.progressing import Progressing
from sptgraph.facade.questions import PlanName, Questions
from sptgraph.facade.reading import bytes_of, naming, read_plan
from sptgraph.language import Bilingual
from sptgraph.model import Plan
from sptgraph.store import PlanRecord, Solutions, Store, Term

if TYPE_CHECKING:
    import rdflib

    from sptgraph.attaching import Attachment
    from sptgraph.rosters import Roster
    from sptgraph.validation import Engine, Report


class PlanStore(Questions, Papers, Progressing):
    """Plans as a graph, kept in memory or in a folder: add them, check them, ask them, list them.

    ``location`` None keeps everything in memory; a path opens the store in that folder, or makes one where
    the folder is new or empty. ``base`` is the IRI, ending in a slash, under which plans are named;
    ``read_only`` opens a folder that another program may be writing to. ``rules`` is a folder of your own
    rules that run beside ours; the plans already in the store are derived anew with them, save in a store
    that is only read, where they come too late. Raises `StoreError` where the folder cannot be used,
    `QueryError` where a rule is malformed.

    >>> from sptgraph.facade.shipped import demo_plan
    >>> with PlanStore() as store:
    ...     plan = store.add(demo_plan())
    ...     [row.agent for row in store.ask("task-owners", task="13")]
    ['县农业农村局']
    """

    def __init__(
        self,
        location: str | Path | None = None,
        *,
        base: str | None = None,
        read_only: bool = False,
        rules: str | Path | None = None,
    ) -> None:
        if location is not None and re.match(r"https?:/", str(location)):
            raise StoreError(
                "SPARQL 服务要到以后的版本才能用作库；现在请给一个文件夹",
                "SPARQL endpoints come with a later release; give a folder for now",
            )
        if rules is not None:
            from sptgraph.rules import load_rules

            self._rules = load_rules(rules)
        self._store = Store(location, base, read_only=read_only)
        if rules is not None and not read_only:
            self._derive_all()

    def close(self) -> None:
        """Let go of the folder, so that another program can write to it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Plans in

    @property
    def plans(self) -> tuple[PlanRecord, ...]:
        """The plans in the store, sorted by IRI."""
        return self._store.plans()

    def add(self, plan: Plan | str | Path, *, corrections: str | Path | None = None) -> Plan:
        """Add a plan, or the plan in a file, in place of any older reading of it, and derive what follows.

        ``corrections`` is for a file: see `read_plan`. Either all of it goes in or nothing. Raises what
        `read_plan` raises, and `StoreError` where the store cannot be written.
        """
        if not isinstance(plan, Plan):
            plan = read_plan(plan, corrections=corrections)
        iri = plan_iri(plan, self._store.base)
        older = self.plan(iri) if self._record(iri) else None
        self._store.insert(plan)
        try:
            self._derive(iri)
        except BaseException:
            if older is None:
                self._store.remove(iri)
            else:
                self._store.insert(older)
                self._derive(iri)
            raise
        return plan

    def load(
        self,
        source: str | Path,
        *,
        max_bytes: int = 50_000_000,
        max_characters: int = 5_000_000,
        faulty: bool = False,
        heard: Callable[[Bilingual], None] | None = None,
    ) -> tuple[PlanRecord, ...]:
        """Add what any source holds and return the records of its plans.

        A source is a plan document, an RDF file (Turtle, TriG, N-Quads, JSON-LD), the folder of another
        store, or a folder of plan documents; its content tells which. A task table made of a plan that is in
        already adds nothing. A Turtle file holds the stated graph
        alone: such a plan answers questions but cannot show where its text says so. ``faulty`` lets graphs in
        whose facts lack something, for `validate` to say what; `plan` may refuse them. ``heard`` is that of
        `read_plan`. Raises `ReadError`,
        `GraphError` or `StoreError`; of a folder of documents, those before the faulty one are in.
        """
        path = Path(source)
        kind = kind_of(path)
        if kind.name == "store":
            with Store(path, read_only=True) as other:
                records = tuple(self._copy(other, record) for record in other.plans())
                self._copy_rosters(other)
                return records
        if kind.name == "folder":
            found = [
                self.load(document, max_bytes=max_bytes, max_characters=max_characters, heard=heard)
                for document in documents_in(path)
            ]
            return tuple({record.iri: record for records in found for record in records}.values())
        if kind.format is not None:
            return self._load_graph(path, kind.format, max_bytes, faulty=faulty)
        plan = read_plan(path, max_bytes=max_bytes, max_characters=max_characters, heard=heard)
        if not self._has_text_of(plan):
            self.add(plan)
        return (self._store.record(plan_iri(plan, self._store.base)),)

    @classmethod
    def examples(cls) -> Self:
        """Return a store in memory with the five real plans that ship with the package.

        Their graphs carry no text: answers say where in the document a fact stands, but cannot quote it
        until `attach` has joined the document.

        >>> with PlanStore.examples() as store:
        ...     len(store.plans)
        5
        """
        from sptgraph.facade.shipped import shipped_plans

        store = cls()
        for example in shipped_plans():
            store.load(example.path)
        return store

    def attach(
        self,
        document: str | Path,
        plan: PlanName | None = None,
        *,
        max_bytes: int = 50_000_000,
        max_characters: int = 5_000_000,
    ) -> "Attachment":
        """Join a document, in any format, with the plan whose graph lacks its text.

        ``plan`` is by default the one in the store that the document resembles most. The plan with the
        document takes the place of that without; what the document no longer holds is left out of it and
        named in the result. Raises `ReadError` where the document cannot be read or is of no plan here.
        """
        from sptgraph.facade.attaching import joined

        iris = self._iris(plan)
        known = {iri: self.plan(iri) for iri in iris}
        iri, found = joined(known, document, max_bytes=max_bytes, max_characters=max_characters)
        self.add(found.plan)
        joined_iri = plan_iri(found.plan, self._store.base)
        if joined_iri != iri:
            self._store.add_reports({joined_iri: self._store.reports(iri)}, orphans=True)
            self._store.remove(iri)
        return found

    def add_roster(self, path: str | Path) -> "Roster":
        """Add the roster, alias table or duty list of a place: csv, xlsx or Turtle.

        What it says wins over the built-in words: the place's plans, those here and those to come, are read
        with it, and what follows is derived anew. A file added again takes the place of what it said before.
        Either all of it counts or nothing. Raises `RosterError` where it is malformed or contradicts itself
        or other rosters of the place.
        """
        from sptgraph.facade.rostering import put_roster, roster_in

        roster = roster_in(path, (record.jurisdiction for record in self.plans))
        put_roster(self._store, roster, self._derive)
        return roster

    def plan(self, plan: PlanName) -> Plan:
        """Return a plan as it was added, by its record, IRI or identifier; one from Turtle without spans."""
        if isinstance(plan, Plan):
            return plan
        iri = self.iri(plan)
        return decode(self._store.quads(PlanGraphs.of(iri)), partial=not self._holds_whole(iri))

    def iri(self, plan: PlanName) -> str:
        """Return the IRI of a plan in this store; raises `StoreError` where it is not in."""
        if isinstance(plan, Plan):
            return self._store.record(plan_iri(plan, self._store.base)).iri
        if isinstance(plan, PlanRecord):
            return self._store.record(plan.iri).iri
        if record := self._record(plan) or self._record(f"{self._store.base}plan/{plan}"):
            return record.iri
        raise StoreError(f"库里没有这份方案：{plan}", f"the store holds no such plan: {plan}")

    # Questions

    def validate(
        self, plan: PlanName | None = None, *, engine: "Engine" = "auto", shapes: str | Path | None = None
    ) -> "Report":
        """Check a plan (default: all): who has no lead, which task no owner or date, and where.

        ``shapes`` is a folder of rules of your own (SHACL in Turtle) that run beside ours. ``engine``
        ``pyshacl`` runs all rules in pySHACL, the reference: slower, with the same results. Raises
        `ShapeError` where a rule cannot be used, `UsageError` for another engine.
        """
        from sptgraph.validation import combine, validate

        return combine(validate(self._store, iri, engine=engine, shapes=shapes) for iri in self._iris(plan))

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        plans: Iterable[PlanName] | None = None,
    ) -> Solutions:
        """Return the rows of a SELECT over the graphs of the ``plans`` (default: all) and the reference data.

        Values belong in ``bindings`` (variable names without ``?``), never in the text. Nothing can be
        changed and nothing is fetched. Raises `QueryError` where the query is malformed.
        """
        iris = self._iris() if plans is None else [self.iri(plan) for plan in plans]
        graphs = dict.fromkeys(name for iri in iris for name in self._store.closure(iri))
        return self._store.select(sparql, tuple(graphs), bindings)

    # The graph itself

    def export(self, format: GraphFormat = "trig", *, plans: Iterable[PlanName] | None = None) -> bytes:  # noqa: A002
        """Return the ``plans`` (default: all) as UTF-8 text; Turtle holds the stated graphs alone."""
        if plans is None:
            return self._store.dump(format)
        iris = [self.iri(plan) for plan in plans]
        return self._store.dump(
            format, [name for iri in iris for name in (*PlanGraphs.of(iri), progress_graph(iri))]
        )

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return the store as an rdflib dataset: a view, not a copy."""
        return self._store.to_rdflib()

    # Inside

    def _iris(self, plan: PlanName | None = None) -> list[str]:
        return [record.iri for record in self.plans] if plan is None else [self.iri(plan)]

    def _record(self, iri: str) -> PlanRecord | None:
        try:
            return self._store.record(iri)
        except (StoreError, ValueError):  # a ValueError where the text is no IRI
            return None

    def _has_text_of(self, plan: Plan) -> bool:
        """Tell whether the plan was read from a table made of one that is in already: the plan wins."""
        from sptgraph.extraction.tables.plan import is_table_reading

        iri = plan_iri(plan, self._store.base)
        return (
            is_table_reading(plan) and self._record(iri) is not None and not is_table_reading(self.plan(iri))
        )

    def _holds_whole(self, iri: str) -> bool:
        """Tell whether a plan is in with its source, not as a stated graph alone."""
        record = self._record(iri)
        return record is not None and record.sha256 is not None

    def _derive(self, iri: str) -> None:
        from sptgraph.rules import derive

        derive(self._store, iri, self._rules)

    def _derive_all(self) -> None:
        """Derive every plan anew; where a rule fails, the store stays as it was and is let go of."""
        try:
            try_rules(self._store, self._iris(), self._rules)
            for iri in self._iris():
                self._derive(iri)
        except BaseException:
            self.close()
            raise

    def _load_graph(
        self, path: Path, written: GraphFormat, max_bytes: int, *, faulty: bool
    ) -> tuple[PlanRecord, ...]:
        data, name = bytes_of(path, max_bytes)
        with naming(name):
            try_rules_on(data, written, self._rules, faulty=faulty)
            records = self._store.load(data, written, faulty=faulty)
        places = {record.jurisdiction for record in records} if self._store.rosters() else set()
        around = (record.iri for record in self.plans if record.jurisdiction in places)
        for iri in dict.fromkeys((*(record.iri for record in records), *around)):
            self._derive(iri)
        return records

    def _copy_rosters(self, other: Store) -> None:
        from sptgraph.facade.rostering import put_roster

        for roster in other.rosters():
            put_roster(self._store, roster, self._derive)

    def _copy(self, other: Store, record: PlanRecord) -> PlanRecord:
        """Take over a plan of another store; one of which only the stated graph is known, as it is."""
        try_rules(other, [record.iri], self._rules)
        format: GraphFormat = "nquads" if record.sha256 else "turtle"  # noqa: A001
        self._store.load(other.dump(format, PlanGraphs.of(record.iri)), format)
        self._store.add_reports({record.iri: other.reports(record.iri)}, orphans=True)
        self._derive(record.iri)
        return record
