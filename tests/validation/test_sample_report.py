"""The sample plan gives exactly its expected report: no finding more, none less, in the order of the text."""

from dataclasses import replace

from sptgraph.store import Store
from sptgraph.validation import Report, validate
from tests.sample import SAMPLE_TEXT, sample_plan

EXPECTED = [
    ("sector-lead-derived", "warning", "二（一）", "（一）", None, "燃气"),
    ("organisation-members", "warning", None, "（一）", "1", "各乡镇人民政府"),
    ("task-date", "info", None, "（一）", "2", None),
    ("sector-lead-gap", "warning", None, "（一）", "2", "餐饮"),
    ("sector-lead-derived", "warning", "二（二）", "（二）", None, "矿山"),
    ("sector-lead-derived", "warning", "二（二）", "（二）", None, "危险化学品"),
    ("task-date", "info", None, "（二）", "2", None),
    ("correction-applied", "warning", None, "（三）", "1", None),
    ("sector-lead-derived", "warning", None, "（三）", "1", "消防"),
    ("task-owner-gap", "warning", None, "（三）", "2", None),
    ("task-time", "violation", None, "（三）", "2", None),
    ("sector-lead-gap", "warning", None, "（三）", "2", "农贸市场"),
    ("unresolved-entry", "warning", None, "（三）", "2", "有关股室负责"),
]


def test_it_finds_exactly_this(report: Report) -> None:
    found = [(each.rule, each.severity, each.where, each.action, each.task) for each in report]
    assert found == [entry[:5] for entry in EXPECTED]


def test_every_finding_shows_its_words(report: Report) -> None:
    for each, (*_, words) in zip(report, EXPECTED, strict=True):
        assert each.span is not None
        if words is not None:
            assert SAMPLE_TEXT[each.span.start : each.span.end] == words


def test_messages_name_task_heading_sector_and_unit(report: Report) -> None:
    said = [each.message.zh for each in report]
    assert "“城镇燃气”的牵头单位原文没有写明，只能推出：县住建局（由任务分工推出）。" in said
    # Whom the law names, and by which article; and where it names nobody, who might be meant.
    law = "法律法规：《中华人民共和国矿山安全法（2009年修正）》第四条"
    assert f"“矿山”的牵头单位原文没有写明，只能推出：县应急局（{law}）。" in said
    assert (
        "任务（三）2“规范农贸市场用电”没有写明责任单位，也推不出来："
        "“农贸市场”法律把监管部门留给地方确定；可能是县商务局。" in said
    )
    assert any(
        text.startswith("任务（三）2“规范农贸市场用电”有一处未能读定：“有关股室负责”（") for text in said
    )
    assert (
        "任务（三）1“建好乡镇消防站”的校对第2条没有生效：原文中找不到“2024年8月”（应改为“2024年7月”）。"
        in said
    )


def test_a_known_reason_is_put_into_words() -> None:
    plan = sample_plan()
    store = Store()
    loose = replace(plan.unresolved[0], reason="date-unclear")
    report = validate(store, store.insert(replace(plan, unresolved=(loose,))).iri)
    said = next(each.message for each in report if each.rule == "unresolved-entry")
    assert "时间表述读不成日期" in said.zh
    assert "a time expression that gives no date" in said.en


def test_regular_without_frequency_is_shown() -> None:
    plan = sample_plan()
    store = Store()
    loose = replace(plan.other_uses[0], use="regular-without-frequency")
    report = validate(store, store.insert(replace(plan, other_uses=(loose,))).iri)
    assert [(each.severity, each.span) for each in report if each.rule == "recurrence-regular"] == [
        ("info", loose.span)
    ]


def test_messages_are_whole_sentences_in_both_languages(report: Report) -> None:
    for each in report:
        for text in (*each.message, *each.fix):
            assert text
            assert "{" not in text
            assert text.endswith(("。", "."))
        assert each.message.en.startswith("“") or each.message.en[0].isupper()


def test_it_is_the_same_every_time(store: Store, plan: str, report: Report) -> None:
    assert validate(store, plan) == report


def test_nothing_is_written_to_the_store(store: Store, plan: str) -> None:
    before = store.dump("nquads")
    validate(store, plan)
    assert store.dump("nquads") == before


def test_without_rules_nobody_answers_and_no_chain_is_known() -> None:
    bare = Store()
    report = validate(bare, bare.insert(sample_plan()).iri)
    leads = [each for each in report if each.rule.startswith("sector-lead")]
    assert {each.rule for each in leads} == {"sector-lead"}
    assert len(leads) == 6
    assert any(
        "行动二（二）“矿山和危险化学品整治行动”、任务（二）1“整治矿山采空区”点名" in each.message.zh
        for each in leads
    )
    assert {"task-owner", "chain-comprehensive", "chain-territorial", "chain-enterprise"} < report.fired()


TEXT = """\
云溪县安全生产强基三年行动方案（2024—2026年）：违规 1，警告 10，提示 2

（一）燃气安全提升行动  警告 3，提示 1
  警告  “城镇燃气”的牵头单位原文没有写明，只能推出：县住建局（由任务分工推出）。 [sector-lead-derived] 第1页第8段
        改法：核对后在方案或职责清单中写明该行业领域的牵头单位。
  警告  “各乡镇人民政府”没有名单，不能展开到单位。 [organisation-members] 第1页第9段
        改法：在方案后附名单，或用 --roster 提供。
  提示  任务（一）2“检查用气餐饮门店”只有频次或长期标记，没有时限。 [task-date] 第1页第10段
"""

ENGLISH = """\
云溪县安全生产强基三年行动方案（2024—2026年）: 1 violation, 10 warnings, 2 infos

（一） 燃气安全提升行动  3 warnings, 1 info
  warning  The lead of the sector “city gas” is not stated and only follows: 县住建局 (implied by a task). \
[sector-lead-derived] page 1, paragraph 8
"""


def test_the_text_is_grouped_by_action_and_counted(report: Report) -> None:
    assert report.text("zh").startswith(TEXT)
    assert report.text("en").startswith(ENGLISH)
    headings = [line for line in report.text("zh").splitlines() if line.startswith("（")]
    assert [line.split("  ")[0] for line in headings] == [
        "（一）燃气安全提升行动",
        "（二）矿山和危险化学品整治行动",
        "（三）消防能力建设行动",
    ]
