"""Frequencies, targets and sectors: what counts, what does not."""

import pytest

from sptgraph.extraction.agents import Piece
from sptgraph.extraction.bearers import agent_before, agent_behind, scope_of
from sptgraph.extraction.folding import fold
from sptgraph.extraction.frequency import find_frequencies
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.sectors import find_sectors
from sptgraph.extraction.targets import find_targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每季度至少开展1次检查（高危行业每月至少1次）", [("P3M", 1), ("P1M", 1)]),
        ("每年召开2次全体会议", [("P1Y", 2)]),
        ("每半年组织一轮演练", [("P6M", 1)]),
        ("每两周碰头", [("P2W", 1)]),
        ("每旬通报，每周调度，每日巡查", [("P10D", 1), ("P1W", 1), ("P1D", 1)]),
        ("每月不少于３次", [("P1M", 3)]),
        ("每月带队下井（下坑）不少于3次", [("P1M", 3)]),
        ("每2年开展一轮评估", [("P2Y", 1)]),
        ("每半个月1次", [("P15D", 1)]),
        ("实行周调度、月通报、季讲评、年考核", [("P1W", 1), ("P1M", 1), ("P3M", 1), ("P1Y", 1)]),
        ("一季度一研判、半年一次评估", [("P3M", 1), ("P6M", 1)]),
        ("按月调度、按季度通报", [("P1M", 1), ("P3M", 1)]),
        ("每年6月底前报送", [("P1Y", 1)]),
        ("每学期开展1次", [("P6M", 1)]),
    ],
)
def test_frequencies(text: str, expected: list[tuple[str, int]]) -> None:
    found = find_frequencies(fold(text).text).found
    assert [(f.period, f.minimum) for f in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "定期开展检查",
        "常态化排查",
        "每名从业人员",
        "2024年8月检查",
        "年度任务清单",
        "季度考核结果",
        "岁月总结",
        "三年行动",
        "每人每年只享受一次",
        "按年龄分组",
    ],
)
def test_no_frequency(text: str) -> None:
    assert find_frequencies(text).found == ()


def test_the_words_of_a_frequency_are_its_span() -> None:
    text = "主要负责人要每季度带队至少开展1次检查"
    (found,) = find_frequencies(text).found
    assert text[found.start : found.end] == "每季度带队至少开展1次"


def test_who_a_frequency_binds_and_for_what_part() -> None:
    text = "推动生产经营单位每年至少组织1次演练（高危行业领域每半年至少1次）"
    agent, scope = agent_before(text, text.index("每年")), scope_of(text, text.index("每半年"))
    assert agent is not None
    assert scope is not None
    assert text[agent.start : agent.end] == "生产经营单位"
    assert text[scope.start : scope.end] == "高危行业领域"
    assert scope_of(text, text.index("每年")) is None


def test_a_bearer_with_brackets_in_its_name_and_one_behind_the_frequency() -> None:
    text = "各市、县（区、市）政府每年挂牌督办"
    agent = agent_before(text, text.index("每年"))
    assert agent is not None
    assert text[agent.start : agent.end] == "各市、县（区、市）政府"
    named = [Piece(2, 5), Piece(12, 16)]
    assert agent_behind("每年县政府集中公布，每年由县应急局组织", 2, named) == Piece(2, 5)
    assert agent_behind("每年县政府集中公布，每年由县应急局组织", 12, named) is None
    assert agent_behind("每年组织县政府培训", 2, [Piece(4, 7)]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("持证上岗率达到100%", [(100, "%")]),
        ("达标企业同比增长20%以上", [(20, "%")]),
        ("安排100万资金用于聘请专家", [(1_000_000, "元")]),
        ("完成培训任务的60%", [(60, "%")]),
        ("推动至少1个镇参与创建", [(1, "个")]),
        ("评选不少于五家示范企业", [(5, "家")]),
        ("更换管网12公里，改造老旧小区1.2万户", [(12, "公里"), (12_000, "户")]),
        ("建设驿站80家，其中2025年30家、2026年50家", [(80, "家"), (30, "家"), (50, "家")]),
        ("事故起数、死亡人数分别下降10%、15%以上", [(10, "%"), (15, "%")]),
        ("每个县不超过3家", [(3, "家")]),
        ("打造高水平机构1—2个", [(1, "个")]),
        ("产值突破300亿元", [(30_000_000_000, "元")]),
        ("处置率提高百分之九十五", [(95, "%")]),
    ],
)
def test_targets(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(t.value, t.unit) for t in find_targets(fold(text).text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "30人以上场所全面排查",
        "涉粉作业10人以上的企业接入系统",
        "开展“十大行动”",
        "聚焦14个重点行业领域",
        "落实15条硬措施",
        "可申请最高不超过15万元的贷款",
        "2024年6月30日",
        "保存3年以上",
        "建筑面积300平方米以下的工程",
    ],
)
def test_no_target(text: str) -> None:
    assert find_targets(fold(text).text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("强化危险化学品和城镇燃气监管", ["hazardous-chemicals", "city-gas"]),
        ("严格落实《危险化学品安全管理条例》", []),
        ("消防救援大队、交通运输局要配合", []),
        ("强化生产经营单位安全生产主体责任", ["work-safety-general"]),
        ("强化危化品企业安全生产主体责任", ["hazardous-chemicals"]),
        ("推进“机械化换人”，防范机械伤害", []),
        ("推进机械制造企业机械化改造", ["machinery"]),
        ("运用无人机巡查", []),
        ("推动客货运车辆安装监控", ["road-transport"]),
        ("建设安全主题公园", []),
    ],
)
def test_sectors_by_the_longest_word_outside_names(text: str, keys: list[str]) -> None:
    assert [key for key, _, _ in find_sectors(text, load_lexicon())] == keys


@pytest.mark.parametrize("agent", ["各街道办事处", "各村（居）委会", "社区网格员"])
def test_bearers_keep_the_whole_of_their_names(agent: str) -> None:
    text = f"{agent}每月报送情况"
    found = agent_before(text, text.index("每"))
    assert found == Piece(0, len(agent))
