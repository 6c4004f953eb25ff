"""The baseline: findings an office knows and accepts for now, so that only new ones are seen."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sptgraph.errors import UsageError
from sptgraph.validation.finding import Finding

_FORMAT: Final = 1


@dataclass(frozen=True)
class Baseline:
    """Known findings by their fingerprints, which stay the same when text is moved about."""

    fingerprints: frozenset[str]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Baseline":
        """Return the baseline that knows these findings."""
        return cls(frozenset(each.fingerprint for each in findings))

    @classmethod
    def load(cls, path: str | Path) -> "Baseline":
        """Read a baseline file; raises `UsageError` where it is none."""
        path = Path(path)
        try:
            content: Any = json.loads(path.read_text(encoding="utf-8-sig"))
            entries = content["known"]
            if content["sptgraph-baseline"] != _FORMAT:
                raise ValueError(content["sptgraph-baseline"])
            return cls(frozenset(str(entry["fingerprint"]) for entry in entries))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError(
                f"{path.name} 不是基线文件；请用 check 另存的基线",
                f"{path.name} is no baseline file; use one that check has written",
            ) from error


def baseline_text(findings: Iterable[Finding]) -> str:
    """Return the text of a baseline file that knows these findings, each entry readable by people."""
    entries = [
        {
            "fingerprint": each.fingerprint,
            "rule": each.rule,
            "plan": each.plan,
            "where": each.where,
            "action": each.action,
            "task": each.task,
            "message": each.message.zh,
        }
        for each in findings
    ]
    content = {"sptgraph-baseline": _FORMAT, "known": entries}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
