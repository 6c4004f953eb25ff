"""Which links a sector, a task or a department has in one plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sptgraph.asking.chain.finding import LEAD_TIER, Finder, Found, unled
from sptgraph.asking.chain.view import View
from sptgraph.asking.proof.nodes import Node
from sptgraph.asking.subjects import is_generic
from sptgraph.asking.whom import Subject
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.vocabulary import PREFIXES


def links_of(view: View, subject: Subject) -> Iterator[Found]:
    """Yield the links of a subject in one plan, in the order of the plan."""
    find = {"sector": _of_sector, "task": _of_task, "department": _of_department}
    return find[subject.kind](view, Finder(view), subject)


def _of_sector(view: View, finder: Finder, subject: Subject) -> Iterator[Found]:
    """Yield who leads the sector, who bears the tasks on it alone, and who answers for all sectors."""
    sector = subject.key
    leads = [node for node in view.leads if node.key("spt:sector") == sector]
    gaps = [node for node in view.gaps if node.key("spt:sector") == sector]
    naming = [node for node in view.mentions if node.key("spt:sector") == sector]
    named_in = {view.provision(node) for node in naming}
    stated = [node for node in view.duties if node.one("spt:basis") == "stated"]
    duties = [node for node in stated if view.provision(node) in named_in]
    alone = [node for node in duties if not view.sectors_of.get(view.provision(node) or "", set()) - {sector}]
    yield from map(finder.lead, leads)
    yield from map(finder.gap, gaps)
    if not is_generic(sector) and not any(map(view.is_primary, [*leads, *gaps])):
        fact = unled("sector", sector, named=bool(naming))
        yield finder.missing(LEAD_TIER, fact, naming, _able(finder, duties, alone))
    yield from (finder.share(node) for node in view.shares if node.key("spt:sector") == sector)
    leading = {view.body(node.one("spt:bearer") or "") for node in leads}
    for node in alone:
        if node.key("spt:role") != "lead" or view.body(node.one("spt:bearer") or "") not in leading:
            # Whoever leads a task without leading its sector stands where the bearers of tasks stand.
            yield finder.duty(node, "responsible")
    # Who bears a task on several sectors answers for this one only where every sector is its concern.
    yield from (finder.duty(node) for node in duties if node not in alone and _across(view, finder, node))
    yield from _above(view, finder)


def _of_task(view: View, finder: Finder, subject: Subject) -> Iterator[Found]:
    """Yield who bears the task, and who answers for all sectors."""
    task = subject.iris.get(view.scope.plan.iri)
    if task is None:
        return
    duties = [node for node in view.duties if view.provision(node) == task]
    # Who owns a task because of a sector that it names stands where those who lead sectors stand.
    yield from (finder.duty(n, "lead" if n.derived and n.one("spt:sector") else None) for n in duties)
    if not any(node.one("spt:basis") == "stated" for node in duties):
        # Who follows owns the task for one of its sectors; for the others it may be open who does.
        sectors = view.sectors_of.get(task, frozenset()) - {node.key("spt:sector") for node in duties}
        gaps = [n for n in view.gaps if n.key("spt:sector") in sectors and view.is_primary(n)]
        yield from map(finder.gap, gaps)
        if not gaps and not duties:
            naming = [node for node in view.mentions if view.provision(node) == task]
            leads = [node for node in view.leads if node.key("spt:sector") in sectors]
            fact = unled("task", subject.key, named=bool(naming))
            yield finder.missing(view.tiers.of_role("lead"), fact, naming, leads)
    yield from _above(view, finder)


def _of_department(view: View, finder: Finder, subject: Subject) -> Iterator[Found]:
    """Yield what the department bears, and which sectors it leads or shares in."""
    kinds = (
        (finder.lead, view.leads),
        (finder.share, view.shares),
        (finder.overall, (*view.overall, *view.business)),
        (finder.duty, view.duties),
    )
    meant = {subject.key, subject.iris.get(view.scope.plan.iri)} - {None}
    own = [(find, node) for find, nodes in kinds for node in nodes if _is_of(view, node, meant)]
    if own:
        yield from (_with_sector(find(node), node) for find, node in own)
        return
    # Nobody is that department by name: whoever holds its function does what the law gives to it.
    function = PREFIXES["dep"] + subject.key
    holdings = [node for node in view.facts.of("spt:Holding") if node.one("spt:function") == function]
    held = {node.iri for node in holdings}
    holders = {holder for node in holdings for holder in node.all("spt:holder")}
    borne = [(find, n) for find, nodes in kinds for n in nodes if n.one("spt:bearer") in holders]
    so_named = [(find, n) for find, n in borne if held & set(n.all("prov:wasDerivedFrom"))]
    yield from (_with_sector(find(node), node) for find, node in so_named or borne)
    if not borne and subject.key in load_lexicon().departments:
        tier = view.tiers.of_department(subject.key, view.scope.plan.level, general=False) or LEAD_TIER
        yield finder.missing(tier, unled("department", subject.key, named=False), (), ())


def _with_sector(found: Found, node: Node) -> Found:
    """Say which sector a link of a department is for."""
    sector = node.key("spt:sector")
    return replace(found, sectors=(sector,)) if sector and not is_generic(sector) else found


def _is_of(view: View, node: Node, meant: Iterable[str | None]) -> bool:
    bearer = node.one("spt:bearer")
    return bearer in meant or (view.department(bearer) or bearer) in meant


def _above(view: View, finder: Finder) -> Iterator[Found]:
    """Yield who answers for all sectors alike: by law, and where the plan says so without naming a sector."""
    for position, node in enumerate(view.overall):
        yield finder.overall(node, position)
    for node in view.duties:
        general = not view.sectors_of.get(view.provision(node) or "")
        if general and node.one("spt:basis") == "stated" and _across(view, finder, node):
            yield finder.duty(node)


def _across(view: View, finder: Finder, node: Node) -> bool:
    """Tell whether who bears a duty stands in a tier that answers for all sectors."""
    tier = finder.fixed_tier(node)
    return tier is not None and view.tiers.by_key[tier].across


def _able(finder: Finder, duties: Sequence[Node], alone: Sequence[Node]) -> list[Node]:
    """Return the task duties of bodies that might lead: those who lead a task, else who bears one alone."""
    leading = [node for node in duties if node.key("spt:role") == "lead" and finder.might_lead(node)]
    return leading or [n for n in alone if n.key("spt:role") != "support" and finder.might_lead(n)]
