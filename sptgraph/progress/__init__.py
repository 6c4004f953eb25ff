"""Progress (进展): what offices report of the work, kept report after report beside the plan."""

from sptgraph.progress.report import StatusReport, before, current, together
from sptgraph.progress.statuses import STATUSES, Status, label, status_key

__all__ = ["STATUSES", "Status", "StatusReport", "before", "current", "label", "status_key", "together"]
