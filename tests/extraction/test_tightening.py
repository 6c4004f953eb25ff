"""A frequency for high-hazard firms behind one for firms at large takes its place, bracket or not."""

import pytest

from sptgraph.extraction.pipeline import extract
from sptgraph.reading import read
from tests.extraction.test_metadata import TITLED


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("企业主要负责人每季度至少查1次（高危行业领域每月至少1次）。", "高危行业领域"),
        ("企业主要负责人每季度至少查1次，高危行业领域企业每月至少查1次。", "高危行业领域"),
        ("企业每季度查1次，矿山等高危行业企业每月查1次。", "矿山等高危行业"),
        ("企业每季度查1次。高危行业企业每月查1次。", None),
        ("企业主要负责人每季度至少查1次，各乡镇每月至少查1次。", None),
    ],
)
def test_high_hazard_firms_owe_the_tighter_one_instead(sentence: str, scope: str | None) -> None:
    plan = extract(read(TITLED.replace("督促企业开展隐患排查，", sentence).encode(), name="plan.txt"))
    general, strict = plan.tasks[0].recurrences
    assert (general.scope, general.tightens) == (None, None)
    assert strict.scope == scope
    assert strict.tightens == (general.span if scope else None)
    assert (strict.agent == general.agent) == (scope is not None)
