"""Arbitrary plans: what the types allow, likely or not."""

from typing import Any, get_args

from hypothesis import strategies as st

from sptgraph import model as m
from sptgraph.language import Bilingual

PRINTED = ("县应急局", "各乡镇", "危化品", "（一）", "（二）", "二（一）", "一", "1", "2", "𠮷")
AWKWARD = ("", " ", "\n", "\r", "~2", "/", "%", "..", "#", "<", '"', "\\", "\u2028", "\x00", "\ufffe")
WORDS = PRINTED + AWKWARD

texts = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), max_size=4).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
)
counts = st.integers(0, 10**6)
spans = st.one_of(
    st.builds(m.Span, st.integers(0, 30), st.integers(0, 30)),
    st.builds(m.Span, counts, counts, st.none() | counts, st.none() | counts, st.none() | texts),
)


def one_of(choices: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the members of a `Literal[...]` type."""
    return st.sampled_from(get_args(choices))


def few(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for short tuples."""
    return st.lists(items, max_size=3).map(tuple)


def maybe(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for an item or None."""
    return st.none() | items


corrections = maybe(st.sampled_from(("1", "2")) | texts)
labels = maybe(st.builds(Bilingual, texts, texts))
sectors = few(st.builds(m.SectorMention, texts, spans))
assignments = st.builds(
    m.Assignment,
    agent=texts,
    role=one_of(m.Role),
    form=one_of(m.Form),
    quote=texts,
    span=spans,
    agent_key=maybe(st.sampled_from(("finance", "committee-member-units")) | texts),
    clause=maybe(spans),
    distribution=maybe(one_of(m.Distribution)),
    quantifier=maybe(one_of(m.Quantifier)),
    correction=corrections,
)
deadlines = st.builds(
    m.Deadline,
    due=st.dates(),
    kind=one_of(m.DeadlineKind),
    quote=texts,
    span=spans,
    start=maybe(st.dates()),
    milestone=maybe(one_of(m.Milestone)),
    degree=maybe(one_of(m.Degree)),
    correction=corrections,
)
recurrences = st.builds(
    m.Recurrence,
    period=st.sampled_from(("P3M", "P1M", "P12M", "P24M", "P1W", "P365D", "PT24H", "P0M")) | texts,
    minimum=st.integers(),
    quote=texts,
    span=spans,
    agent=maybe(texts),
    scope=maybe(texts),
    tightens=maybe(spans),
    correction=corrections,
    label=labels,
)
targets = st.builds(
    m.Target,
    value=st.floats(allow_nan=False),
    unit=texts,
    quote=texts,
    span=spans,
    comparator=maybe(one_of(m.Comparator)),
    correction=corrections,
)
facts: dict[str, Any] = {
    "assignments": few(assignments),
    "deadlines": few(deadlines),
    "recurrences": few(recurrences),
    "targets": few(targets),
}
tasks = st.builds(
    m.Task,
    no=texts,
    action=texts,
    heading=maybe(texts),
    span=spans,
    sectors=sectors,
    standing=few(st.builds(m.StandingMark, texts, spans)),
    measures=few(st.builds(m.Measure, st.integers(0, 3), spans)),
    correction=corrections,
    label=labels,
    **facts,
)
sources = st.builds(
    m.Source,
    name=texts,
    format=one_of(m.DocumentFormat),
    sha256=texts,
    text_sha256=texts,
    length=counts,
    text=maybe(texts),
    outline=maybe(texts),
)
documents = st.builds(
    m.DocumentData,
    title=maybe(texts),
    issuer=maybe(texts),
    number=maybe(texts),
    issued=maybe(st.dates()),
    jurisdiction=maybe(texts),
    level=maybe(one_of(m.Level)),
    period=maybe(st.tuples(st.integers(), st.integers())),
    superior_plans=few(texts),
)
corrections_made = st.builds(
    m.Correction,
    identifier=st.sampled_from(("1", "2")) | texts,
    where=texts,
    kind=one_of(m.FactKind),
    old=maybe(texts),
    new=maybe(texts),
    who=maybe(texts),
    why=maybe(texts),
    applied=st.booleans(),
)
plans = st.builds(
    m.Plan,
    source=sources,
    document=documents,
    sections=few(st.builds(m.Section, texts, texts, spans)),
    actions=few(st.builds(m.Action, texts, texts, maybe(texts), spans, sectors, corrections, labels)),
    tasks=few(tasks),
    elsewhere=few(st.builds(m.Passage, where=texts, **facts)),
    duty_lists=few(st.builds(m.DutyList, texts, spans)),
    members=few(st.builds(m.Member, texts, one_of(m.MemberClass), spans, maybe(texts), corrections)),
    unresolved=few(st.builds(m.Unresolved, spans, texts, texts)),
    other_uses=few(st.builds(m.OtherUse, spans, texts, texts)),
    corrections=few(corrections_made),
)
