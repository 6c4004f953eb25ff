"""Duty lists that a plan goes by are read with their titles; those still to be drawn up are not."""

import pytest

from sptgraph.extraction.dutylists import find_duty_lists
from sptgraph.extraction.folding import fold
from sptgraph.extraction.lexicon import load_lexicon


def titles(text: str) -> list[str]:
    folded = fold(text)
    return [folded.text[start:end] for start, end in find_duty_lists(folded, load_lexicon())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依据《云溪县安全生产职责清单》履职。", ["云溪县安全生产职责清单"]),
        ("按照《甲县任务分工》和《乙领域责任清单》《丙办法》执行。", ["甲县任务分工", "乙领域责任清单"]),
        (
            "根据《关于印发〈云溪县部门安全生产工作职责〉的通知》",
            ["关于印发〈云溪县部门安全生产工作职责〉的通知"],
        ),
        ("制定《云溪县安全生产职责清单》。", []),
        ("建立领导干部职责清单和年度任务清单。", []),
        ("按照职责分工负责。", []),
        ("依据《云溪省安全生产条例》。", []),
    ],
)
def test_a_list_is_cited_by_its_title(text: str, expected: list[str]) -> None:
    assert titles(text) == expected
