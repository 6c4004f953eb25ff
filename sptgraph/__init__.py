"""From a work-safety plan (安全生产方案) to provable responsibility.

::

    from sptgraph import PlanStore, read_plan

    store = PlanStore()
    plan = store.add(read_plan("实施方案.docx"))
    print(store.validate(plan))
    print(store.who("城镇燃气", within=plan.jurisdiction))
    store.listing("departments", plan).save("部门责任清单.xlsx")

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sptgraph.version import VERSION

if TYPE_CHECKING:
    from sptgraph.asking.answer import Answer
    from sptgraph.asking.chain import Chain
    from sptgraph.asking.proof import Proof
    from sptgraph.errors import SptgraphError
    from sptgraph.facade import PlanStore, read_plan
    from sptgraph.listings import Listing
    from sptgraph.model import Document, Plan
    from sptgraph.store import PlanRecord
    from sptgraph.validation import Report

__version__ = VERSION

__all__ = [
    "Answer",
    "Chain",
    "Document",
    "Listing",
    "Plan",
    "PlanRecord",
    "PlanStore",
    "Proof",
    "Report",
    "SptgraphError",
    "__version__",
    "read_plan",
]

_HOMES = {
    "Answer": "sptgraph.asking.answer",
    "Chain": "sptgraph.asking.chain",
    "Document": "sptgraph.model",
    "Listing": "sptgraph.listings",
    "Plan": "sptgraph.model",
    "PlanRecord": "sptgraph.store",
    "PlanStore": "sptgraph.facade",
    "Proof": "sptgraph.asking.proof",
    "Report": "sptgraph.validation",
    "SptgraphError": "sptgraph.errors",
    "read_plan": "sptgraph.facade",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
