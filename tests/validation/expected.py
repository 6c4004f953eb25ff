"""The reports that untouched plans give, kept as small tables in ``expected/``.

After a change that is meant to change them: ``PYTHONPATH=. python tests/validation/expected.py`` writes them
anew; read the difference before it is committed.
"""

from collections import Counter
from pathlib import Path
from typing import Final

from sptgraph import PlanStore
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import Report, validate
from tests.validation.mutants import INVENTED, plan_of

HERE: Final = Path(__file__).parent / "expected"


def rows(report: Report) -> str:
    """Return a report as one line per finding: severity, rule, where, and whom or what it names."""
    lines = []
    for each in report:
        task = f"{each.action or ''}/{each.task}" if each.task else None
        place = each.where or task or each.action or "-"
        about = each.focus.rpartition("/")[2] if each.rule.startswith("sector") else ""
        lines.append(" ".join(part for part in (each.severity, each.rule, place, about) if part))
    return "".join(f"{line}\n" for line in lines)


def counts(report: Report) -> str:
    """Return how often each rule found something: ``sector-lead-gap 31``."""
    return "".join(f"{rule} {count}\n" for rule, count in sorted(Counter(e.rule for e in report).items()))


def invented(name: str) -> str:
    """Return the rows for an invented plan."""
    store = Store()
    iri = store.insert(plan_of(name)).iri
    derive(store, iri)
    return rows(validate(store, iri))


def shipped() -> dict[str, str]:
    """Return the counts for the shipped plans, by jurisdiction."""
    with PlanStore.examples() as store:
        return {record.jurisdiction or "": counts(store.validate(record)) for record in store.plans}


def main() -> None:
    """Write the tables anew."""
    for name in INVENTED:
        (HERE / f"{name}.txt").write_text(invented(name), encoding="utf-8")
    text = "".join(f"{place}\n{found}\n" for place, found in sorted(shipped().items()))
    (HERE / "shipped.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
