"""Who could mend what a check found: those whom gaps, derived duties and competent bodies point to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sptgraph.language import Bilingual, Language
from sptgraph.vocabulary import PREFIXES, key_of

if TYPE_CHECKING:
    from sptgraph.store import Store
    from sptgraph.validation import Finding

_PRESUMED: Final = Bilingual("{}（推定）", "{} (presumed)")
_PREFIXES: Final = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("spt", "skos", "prov", "role", "rdf")
)
_BODIES: Final = f"""{_PREFIXES}
SELECT DISTINCT ?way ?about ?body ?presumed ?name WHERE {{
  {{ ?about spt:candidate ?body . BIND("candidate" AS ?way) }}
  UNION {{
    ?gap a spt:Gap ; spt:sector ?about ; spt:candidate ?body . BIND("gap" AS ?way)
  }}
  UNION {{
    ?lead a spt:SectorLead ; spt:sector ?about ; spt:facet ?facet ; spt:bearer ?body .
    ?about spt:primaryFacet ?facet .
    FILTER NOT EXISTS {{ ?lead spt:weakerThan ?stronger }}
    OPTIONAL {{ ?lead spt:presumed ?doubtful }}
    BIND("lead" AS ?way)
  }}
  UNION {{
    ?duty a spt:Assignment ; spt:inTask ?about ; spt:bearer ?body ; spt:basis ?basis .
    FILTER(?basis != "stated")
    BIND("owner" AS ?way)
  }}
  UNION {{
    ?naming a spt:Task ; spt:namesSector ?sector . ?gap a spt:Gap ; spt:sector ?sector ; spt:candidate ?body .
    BIND(?naming AS ?about) BIND("task-gap" AS ?way)
  }}
  UNION {{
    ?about a spt:Assignment ; spt:basis "stated" ; spt:bearer/spt:departmentType ?function .
    ?holding a spt:Holding ; spt:function ?function ; spt:holder ?body .
    BIND("holder" AS ?way)
  }}
  BIND(COALESCE(?doubtful, false) || EXISTS {{ ?body a spt:PresumedBody }} AS ?presumed)
  OPTIONAL {{ ?body skos:prefLabel ?name }}
}}"""

_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "task-owner": ("owner", "task-gap"),
    "task-owner-derived": ("owner",),
    "task-owner-gap": ("owner", "task-gap"),
    "task-answerable": ("owner", "task-gap"),
    "assignment-competent": ("holder",),
    "sector-lead": ("gap",),
    "sector-lead-derived": ("lead",),
    "sector-lead-disputed": ("lead",),
    "sector-lead-presumed": ("lead",),
    "sector-lead-parts": ("gap",),
}
"""By rule, the ways that lead to somebody, the first that does so counts. Other rules: the finding's own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that could do it; ``presumed`` where neither the plan nor a roster attests it."""

    name: Bilingual
    presumed: bool = False

    def text(self, language: Language) -> str:
        """Return the name, marked where the body is only presumed.

        >>> Candidate(Bilingual("体育主管部门", "sports department"), presumed=True).text("en")
        'sports department (presumed)'
        """
        name = self.name.text(language)
        return _PRESUMED.text(language).format(name) if self.presumed else name


@dataclass(frozen=True, slots=True)
class Candidates:
    """The bodies that a plan's graph offers, by the way that leads to them and by what they are offered for.

    ``sectors`` are the sectors of gaps and disputes, by IRI.
    """

    ways: Mapping[str, Mapping[str, tuple[Candidate, ...]]] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)

    def of(self, finding: "Finding") -> tuple[Candidate, ...]:
        """Return who could do what a finding misses."""
        about = self._nodes(finding)
        for way in ("candidate", *_WAYS.get(finding.rule, ())):
            found = [body for node in about for body in self.ways.get(way, {}).get(node, ())]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def sector(self, finding: "Finding") -> str | None:
        """Return the key of the sector that a finding speaks of, if it speaks of one."""
        sector = PREFIXES["sec"]
        named = (self.sectors.get(node, node) for node in self._nodes(finding))
        return next((key_of(node) for node in named if node.startswith(sector)), None)

    def _nodes(self, finding: "Finding") -> tuple[str, ...]:
        values = (getattr(result.value, "value", "") for result in finding.results)
        nodes = dict.fromkeys(node for node in (*values, finding.focus) if node)
        return (*nodes, *dict.fromkeys(self.sectors[node] for node in nodes if node in self.sectors))


def candidates_in(store: "Store", plan: str) -> Candidates:
    """Return the bodies that the graph of a plan, given by its IRI, offers."""
    graphs = store.closure(plan)
    names: dict[tuple[str, str, str], dict[str, str]] = {}
    attested: set[tuple[str, str, str]] = set()
    for row in store.select(_BODIES, graphs).rows:
        way, about, body, presumed, name = map(_text, row)
        spoken = getattr(row[-1], "language", None) or ""
        names.setdefault((way, about, body), {})[spoken] = name
        if presumed != "true":
            attested.add((way, about, body))
    ways: dict[str, dict[str, tuple[Candidate, ...]]] = {}
    for key, said in sorted(names.items()):
        offered, node = ways.setdefault(key[0], {}), key[1]
        offered[node] = (*offered.get(node, ()), Candidate(_name(key[2], said), key not in attested))
    sectors = store.select(
        f"{_PREFIXES}SELECT ?about ?sector WHERE {{ ?about spt:sector ?sector . "
        "{ ?about a spt:Gap } UNION { ?about a spt:Dispute } UNION { ?about a spt:SectorLead } }",
        graphs,
    )
    return Candidates(ways, {_text(about): _text(sector) for about, sector in sectors.rows})


def _name(body: str, said: Mapping[str, str]) -> Bilingual:
    zh = said.get("zh") or min(filter(None, said.values()), default=key_of(body))
    return Bilingual(zh, said.get("en") or zh)


def _text(term: object) -> str:
    return str(getattr(term, "value", "") or "")
