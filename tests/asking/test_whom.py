"""What a person asks about and where: names, parts of names, numbers, and what is ambiguous."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sptgraph.asking import who
from sptgraph.errors import ParameterError
from sptgraph.model import Plan
from sptgraph.store import Store
from tests.sample import sample_plan


def of_place(name: str) -> Plan:
    plan = sample_plan()
    return replace(plan, document=replace(plan.document, jurisdiction=name, number=f"{name}〔2024〕1号"))


def test_the_place_is_named_in_full_or_by_its_last_part_where_unique(hold: Callable[..., Store]) -> None:
    store = hold(of_place("云山市清河区"), of_place("云溪县"), of_place("远山市清河区"))
    assert who(store, "燃气", within="云溪县").jurisdiction == "云溪县"
    assert who(store, "燃气", within="溪县").jurisdiction == "云溪县"
    assert who(store, "燃气", within="云山市清河区").jurisdiction == "云山市清河区"
    with pytest.raises(ParameterError, match=r"几个地区.*云山市清河区、远山市清河区"):
        who(store, "燃气", within="清河区")
    with pytest.raises(ParameterError, match="几个地区"):
        who(store, "燃气")
    with pytest.raises(ParameterError, match="没有“云西县”的方案；最接近的是 云溪县"):
        who(store, "燃气", within="云西县")


def test_an_unknown_subject_names_the_nearest(sample: Store) -> None:
    with pytest.raises(ParameterError, match=r"最接近的是 .*危化品"):
        who(sample, "危化品吧")


def test_the_label_that_begins_alike_is_offered_first(sample: Store) -> None:
    with pytest.raises(ParameterError, match="最接近的是 城镇燃气、"):
        who(sample, "城镇燃器")


def test_a_bare_name_is_a_department_unless_it_is_a_sectors(sample: Store) -> None:
    assert (who(sample, "公安").kind, who(sample, "公安").key) == ("department", "public-security")
    assert (who(sample, "应急").kind, who(sample, "应急").key) == ("department", "emergency-management")
    assert (who(sample, "交通运输").kind, who(sample, "教育部门").kind) == ("sector", "department")


def test_a_name_of_both_a_sector_and_a_department_is_asked_back(sample: Store) -> None:
    with pytest.raises(ParameterError, match="sec:education 或 dep:education"):
        who(sample, "education")
    assert who(sample, "sec:education").kind == "sector"
    assert who(sample, "dep:education").kind == "department"


def test_a_repeated_task_number_is_asked_back(sample: Store) -> None:
    with pytest.raises(ParameterError, match="（一）/1、（二）/1、（三）/1"):
        who(sample, "1")


def test_an_empty_store_says_so() -> None:
    with pytest.raises(ParameterError, match="没有可问的方案"):
        who(Store(), "燃气")


def test_a_task_that_is_not_there_names_the_nearest(sample: Store) -> None:
    with pytest.raises(ParameterError, match=r"最接近的是 .*（三）/2"):
        who(sample, "（三）/3")
