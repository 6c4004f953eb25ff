"""What a document says about itself, in the ways plans say it."""

from datetime import date

import pytest

from sptgraph.extraction.metadata import read_date
from sptgraph.extraction.pipeline import extract
from sptgraph.model import DocumentData
from sptgraph.reading import read

BODY = """一、总体要求
加强安全生产工作，落实责任，完善机制，推进整治。
二、主要任务
（一）开展排查整治行动。
1.加强排查。督促企业开展隐患排查，落实整改措施。
2.加强培训。组织开展全员培训，提升安全素质。
三、保障措施
（一）加强领导。强化组织推进，完善工作机制。
"""
TITLED = "云溪县安全生产治本攻坚三年行动实施方案（2024—2026年）\n" + BODY


def data(text: str) -> DocumentData:
    return extract(read(text.encode(), name="plan.txt")).document


def test_a_cover_notice_gives_issuer_number_and_date() -> None:
    found = data(
        "云溪县安全生产委员会文件\n云安委〔2024〕3号\n\n云溪县安全生产委员会关于印发《云溪县安全生产治本攻坚三年行动\n"
        "实施方案（2024—2026年）》的通知\n各乡镇人民政府，县安委会各成员单位：\n现将方案印发给你们，请认真贯彻执行。\n"
        "云溪县安全生产委员会\n2024年3月18日\n\n云溪县安全生产治本攻坚三年行动\n实施方案\n（2024—2026年）\n"
        "根据《全国安全生产治本攻坚行动方案》《云山市安全生产实施方案》，制定本方案。\n" + BODY
    )
    assert found == DocumentData(
        title="云溪县安全生产治本攻坚三年行动实施方案（2024—2026年）",
        issuer="云溪县安全生产委员会",
        number="云安委〔2024〕3号",
        issued=date(2024, 3, 18),
        jurisdiction="云溪县",
        level="county",
        period=(2024, 2026),
        superior_plans=("全国安全生产治本攻坚行动方案", "云山市安全生产实施方案"),
    )


def test_a_bare_plan_has_what_is_printed_and_nothing_else() -> None:
    found = data(TITLED)
    assert (found.issuer, found.number, found.issued) == (None, None, None)
    assert (found.jurisdiction, found.period) == ("云溪县", (2024, 2026))


def test_several_signatories_and_a_date_in_chinese_numerals() -> None:
    found = data(TITLED + "云溪县应急管理局\n云溪县公安局\n云溪县住房和城乡建设局\n二〇二四年四月二日\n")
    assert found.issuer == "云溪县应急管理局、云溪县公安局、云溪县住房和城乡建设局"
    assert found.issued == date(2024, 4, 2)


def test_the_pages_date_and_source_stand_in_for_a_signature() -> None:
    found = data(
        "当前位置：首页 > 政务公开\n"
        + TITLED.replace("\n", "\n发布日期：2024-02-26 11:33\n来源：县安委会\n", 1)
    )
    assert (found.issuer, found.issued) == ("县安委会", date(2024, 2, 26))


@pytest.mark.parametrize(
    ("title", "jurisdiction", "level"),
    [
        ("云山省安全生产行动方案", "云山省", "province"),
        ("云山自治区安全生产行动方案", "云山自治区", "province"),
        ("上海市安全生产行动方案", "上海市", "province"),
        ("云溪县安全生产行动方案", "云溪县", "county"),
        ("临江市南山区安全生产行动方案", "临江市南山区", "county"),
        ("石峤镇安全生产行动方案", "石峤镇", "town"),
        ("国务院安委会安全生产行动方案", "全国", "national"),
    ],
)
def test_place_and_level(title: str, jurisdiction: str, level: str) -> None:
    found = data(f"{title}\n{BODY}")
    assert (found.jurisdiction, found.level) == (jurisdiction, level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年4月8日", date(2024, 4, 8)),
        ("二〇二四年三月十八日", date(2024, 3, 18)),
        ("2024—02—2611：33", date(2024, 2, 26)),
        ("2024年13月1日", None),
        ("没有日期", None),
    ],
)
def test_full_dates(text: str, expected: date | None) -> None:
    assert read_date(text) == expected
