"""The verbs a user calls: read a plan, keep it, check it, ask it, list it."""

from sptgraph.facade.planstore import PlanStore
from sptgraph.facade.reading import read_plan

__all__ = ["PlanStore", "read_plan"]
