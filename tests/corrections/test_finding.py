"""A correction finds the entry it means, and a new fact the words it stands on."""

from dataclasses import replace

import pytest

from sptgraph.extraction.pipeline import extract
from sptgraph.model import Plan
from sptgraph.provisions import Outline
from sptgraph.reading import read
from tests.corrections.applied import corrected, row, task, verdicts

TEXT = """云溪县安全生产行动方案
一、总体要求
(一)指导思想。统筹发展和安全。
(二)组织分工。县安委会办公室及县有关单位分工落实。县应急局要督促企业，县水利局要配合有关单位。
二、主要任务
(一)开展隐患整治行动。
1.加强隐患检查。督促企业落实责任，完善应急预案，2024年底前完成。(县应急局负责)
"""


@pytest.fixture
def plan() -> Plan:
    return extract(read(TEXT.encode(), name="方案.txt"))


@pytest.mark.parametrize(
    ("old", "found"),
    [
        ("县应…局", True),
        ("县…局", False),
        ("县应…", False),
        ("…应急局", False),
        ("县水…局", False),
        ("县应急局…", False),
    ],
)
def test_the_middle_of_a_name_may_be_left_out_where_one_entry_alone_fits(old: str, found: bool) -> None:
    plan = corrected(row("（二）/1", "assignment", old, "县应急管理局"))
    names = [each.agent for each in task(plan, "（二）", "1").assignments]
    assert verdicts(plan) == [found]
    assert ("县应急管理局" in names) == found


def test_subsections_in_half_width_brackets_are_places(plan: Plan) -> None:
    outline = Outline(plan)
    region = outline.region_of("一（二）")
    assert region is not None
    assert TEXT[region.start : region.end].startswith("(二)组织分工")
    assert outline.place_of(replace(region, start=region.end - 3)) == "一（二）"
    assert outline.region_of("一（三）") is None


def test_a_new_owner_stands_on_its_own_words(plan: Plan) -> None:
    (passage,) = (
        p
        for p in corrected(row("一（二）", "assignment", None, "县有关单位 | 负责"), plan=plan).elsewhere
        if p.where == "一（二）"
    )
    found = next(a for a in passage.assignments if a.agent == "县有关单位")
    assert TEXT[found.span.start : found.span.end] == "县有关单位"
    assert TEXT.index("县有关单位") == found.span.start
    assert found.form == "inline"


def test_a_new_owner_in_a_clause_is_of_its_form(plan: Plan) -> None:
    body = task(corrected(row("（一）/1", "assignment", None, "应急局 | 牵头"), plan=plan), "（一）", "1")
    beside, found = body.assignments
    assert (found.form, found.clause) == (beside.form, beside.clause)
    assert found.form == "bracket"
