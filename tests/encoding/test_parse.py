"""RDF from outside is parsed within bounds, fetches nothing, and is refused in one clear line."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.encoding import GraphFormat, encode, parse, serialise
from sptgraph.encoding.serialise import FORMATS
from sptgraph.errors import GraphError
from tests.effort import examples
from tests.sample import sample_plan

BROKEN: dict[GraphFormat, str] = {
    "turtle": "@prefix spt: <https://example.org/> .\nspt:a spt:b",
    "trig": "<https://example.org/g> { <a> <b> }",
    "nquads": "<a> <b>",
    "jsonld": '{"@id": ',
}


@pytest.mark.parametrize("form", FORMATS)
def test_broken_text_is_one_line_that_says_what_and_where(form: GraphFormat) -> None:
    with pytest.raises(GraphError) as caught:
        parse(BROKEN[form], form)
    assert "\n" not in caught.value.message("zh")
    assert "line" in caught.value.message("en")
    assert re.search(r"读不通：第 \d+ 行第 \d+ 列写错了$", caught.value.message("zh"))


def test_a_remote_context_is_not_fetched() -> None:
    for context in ('"https://example.org/context"', '{"@import": "https://example.org/context"}'):
        with pytest.raises(GraphError, match="@context"):
            parse(f'{{"@context": {context}, "name": "x"}}', "jsonld")


def test_too_much_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(GraphError, match="11"):
        parse("<a> <b> 1 .", "turtle", max_bytes=10)
    with pytest.raises(GraphError, match="12"):
        parse("# 汉汉\n\n\n\n", "turtle", max_bytes=11)


@pytest.mark.parametrize(
    ("form", "bomb"),
    [
        ("turtle", "<a:a> <a:b> " + "(" * 50_000),
        ("turtle", "<a:a> <a:b> " + "[ <a:b> " * 50_000),
        ("jsonld", "[" * 200_000),
        ("jsonld", '{"http://a/b":' * 200_000),
    ],
)
def test_endless_nesting_is_refused(form: GraphFormat, bomb: str) -> None:
    with pytest.raises(GraphError):
        parse(bomb, form)


@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=200))
@settings(max_examples=examples(200))
def test_random_bytes_raise_nothing_else(form: GraphFormat, data: bytes) -> None:
    with suppress(GraphError):
        parse(data, form)


@given(st.sampled_from(sorted(FORMATS)), st.data())
@settings(max_examples=examples(40), deadline=None)
def test_damaged_files_raise_nothing_else(form: GraphFormat, data: st.DataObject) -> None:
    whole = serialise(encode(sample_plan()), form)
    cut = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=9))
    with suppress(GraphError):
        parse(whole[:cut] + junk + whole[cut + len(junk) :], form)
