"""Cells and names that are safe whatever text they are made from."""

import pytest

from sptgraph.output import clean, file_name, guard, sheet_name, unguard

RARE = "\U00020bb7"  # a Han character beyond the first plane: two units where workbooks count


@pytest.mark.parametrize("before", ["", "\t", "\n", " ", "\u3000", "\xa0", "\ufeff", "\u200b", "\u202e", "'"])
@pytest.mark.parametrize("sign", "=+-@＝＠")
def test_nothing_unseen_hides_a_formula(before: str, sign: str) -> None:
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["县应急局", "1-2", "a=b", " 县应急局", "'引'", "—"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text == unguard(text)


def test_lengths_count_as_workbooks_count() -> None:
    assert clean(RARE * 20, 40) == RARE * 20
    assert clean(RARE * 21, 40) == RARE * 19 + "…"
    taken: set[str] = set()
    names = [sheet_name(RARE * 40, taken) for _ in range(2)]
    assert names == [RARE * 15, RARE * 13 + "~2"]
    assert len(file_name(RARE * 99, set()).encode()) < 200
