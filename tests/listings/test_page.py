"""A list's page in a real browser: it is searched, filtered, sorted and opened, and needs no network."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import lxml.html
import pytest

from sptgraph.facade import PlanStore
from sptgraph.facade.shipped import demo_plan
from sptgraph.language import Bilingual
from sptgraph.listings import Listing
from sptgraph.listings.definition import Column
from sptgraph.listings.details import Detail
from sptgraph.listings.page.filters import Filters
from sptgraph.listings.page.marks import Marks, marks
from sptgraph.listings.table import Table
from tests.browser import Browser, chromium

SHOWN = "Array.from(document.querySelectorAll('tbody tr')).filter((row) => row.offsetParent !== null)"
COUNT = f"{SHOWN}.length"


@pytest.fixture(scope="module")
def lists() -> Iterator[dict[str, Listing]]:
    with PlanStore() as store:
        store.add(demo_plan())
        yield {kind: store.listing(kind) for kind in ("tasks", "departments")}


@pytest.fixture(scope="module")
def folder(lists: dict[str, Listing], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages")
    for kind, made in lists.items():
        (path / f"{kind}.html").write_bytes(made.render("html"))
    (path / "long.html").write_bytes(lengthened(lists["tasks"], 450).render("html"))
    return path


def lengthened(made: Listing, size: int) -> Listing:
    first = made.tables[0]
    rows = tuple(replace(row, serial=n) for n, row in enumerate(islice(cycle(first.rows), size), 1))
    details = list(islice(cycle(first.details()), size))
    return replace(made, tables=(replace(first, rows=rows, details=partial(list, details)),), draw=tuple)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("there is no Chromium on this machine")
    with Browser() as found:
        yield found


def choose(browser: Browser, name: str, text: str) -> None:
    """Choose an option of a filter by its text, as a person would."""
    browser.js(
        f"(() => {{ const select = document.querySelector('select[name={name}]');"
        f" select.value = Array.from(select.options).find((o) => o.dataset.text === {json.dumps(text)}).value;"
        " select.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def search(browser: Browser, text: str) -> None:
    """Type into the search box and wait until the page has rested."""
    browser.js("document.querySelector('input[type=search]').focus()")
    browser.write(text)
    browser.js("new Promise((done) => setTimeout(done, 200))")


def clauses(browser: Browser) -> list[str]:
    """Return the clauses of the lines that are shown."""
    at = "Array.from(row.closest('table').querySelectorAll('th')).findIndex((th) => th.className === 'c-clause')"
    found: list[str] = browser.js(f"{SHOWN}.map((row) => row.children[{at}].textContent)")
    return found


class TestInTheBrowser:
    @pytest.fixture(autouse=True)
    def opened(self, browser: Browser, folder: Path) -> Iterator[None]:
        browser.width(1280)
        browser.open(folder / "tasks.html")
        yield
        assert browser.problems == []

    def test_filters_and_search_leave_the_lines_that_fit(
        self, browser: Browser, lists: dict[str, Listing]
    ) -> None:
        rows = [row for table in lists["tasks"].tables for row in table.rows]
        assert browser.js(COUNT) == len(rows)
        assert browser.js("document.querySelector('output').textContent") == f"共 {len(rows)} 条"
        choose(browser, "body", "县应急管理局")
        led = [
            row.clause.text("zh")
            for row in lists["tasks"].rows
            if "县应急管理局" in {bearer.agent for bearer in row.lead}
        ]
        choose(browser, "role", "牵头")
        assert clauses(browser) == led
        assert led
        assert browser.js("document.getElementById('narrowed').textContent") == "筛选：县应急管理局；牵头"
        browser.js("document.querySelector('button[type=reset]').click()")
        browser.js("new Promise((done) => setTimeout(done, 50))")
        assert browser.js(COUNT) == len(rows)
        search(browser, "电梯 ２０２４")  # full-width digits are digits
        assert clauses(browser) == ["三（三）11"]
        search(browser, "无此词")
        assert browser.js(COUNT) == 0
        assert browser.js("document.getElementById('nothing').hidden") is False

    def test_columns_sort_up_down_and_back(self, browser: Browser) -> None:
        column = f"{SHOWN}.filter((row) => row.closest('#t0')).map((row) => row.children[AT].textContent)"
        at = browser.js("document.querySelector('#t0 th.c-final').cellIndex")
        dates = column.replace("AT", str(at))
        before = browser.js(dates)
        said = sorted(text for text in before if text != "—")
        unsaid = ["—"] * before.count("—")
        for expected in (said + unsaid, said[::-1] + unsaid, before):
            browser.js("document.querySelector('#t0 th.c-final button').click()")
            assert browser.js(dates) == expected
        assert said != said[::-1]

    def test_a_line_opens_with_the_keyboard(self, browser: Browser) -> None:
        shown = "document.querySelectorAll('td details')[2].querySelector('.clause').checkVisibility()"
        assert browser.js(shown) is False
        browser.js("document.querySelectorAll('td summary')[2].focus()")
        browser.press("Enter", 13)
        assert browser.js(shown) is True
        assert browser.js("document.querySelectorAll('td details[open]').length") == 1

    def test_a_phone_shows_cards_no_wider_than_itself(self, browser: Browser, folder: Path) -> None:
        browser.width(360)
        browser.open(folder / "departments.html")
        assert browser.js("document.documentElement.scrollWidth") == 360
        label = "getComputedStyle(document.querySelector('#t1 td:nth-child(2)'), '::before').content"
        assert browser.js(label) == '"职责"'
        assert browser.js("getComputedStyle(document.querySelector('thead')).display") == "none"
        assert browser.picture().startswith(b"\x89PNG")

    def test_long_tables_are_laid_out_in_parts_and_all_is_found(self, browser: Browser, folder: Path) -> None:
        browser.open(folder / "long.html")
        assert browser.js("document.querySelectorAll('tbody').length") == 5
        search(browser, "电梯")
        hits = browser.js("Array.from(document.querySelectorAll('tbody tr:not([hidden])')).length")
        assert browser.js("document.querySelector('output').textContent") == f"{hits} / 450 条"
        assert 0 < hits < 450
        browser.js("document.querySelector('th.c-serial button').click()")
        browser.js("document.querySelector('th.c-serial button').click()")
        assert browser.js("document.querySelector('tbody tr').firstElementChild.textContent") == "450"

    def test_print_holds_what_is_filtered_and_no_controls(self, browser: Browser) -> None:
        pypdfium2 = pytest.importorskip("pypdfium2")
        choose(browser, "body", "县应急管理局")
        paper = pypdfium2.PdfDocument(browser.paper())
        text = "".join(page.get_textpage().get_text_range() for page in paper)
        assert "筛选：县应急管理局" in text
        assert "电梯安全整治" not in text
        assert "清除" not in text


def test_without_a_script_the_tables_are_all_there(folder: Path, lists: dict[str, Listing]) -> None:
    page = lxml.html.fromstring((folder / "tasks.html").read_bytes().decode())
    assert page.xpath("//form/@hidden")
    assert not page.xpath("//tbody//*[@hidden]|//section[@hidden]")
    assert len(page.xpath("//tbody/tr")) == sum(len(table.rows) for table in lists["tasks"].tables)


def test_lines_carry_their_clause_and_what_was_found(lists: dict[str, Listing]) -> None:
    table = lists["tasks"].tables[0]
    for row, told in zip(table.rows, table.details(), strict=True):
        assert told[0].kind == "clause"
        assert told[0].text.startswith(row.clause.text("zh") + "\n")
    elevators = next(
        told for row, told in zip(table.rows, table.details(), strict=True) if "电梯" in row.task
    )
    assert {"clause", "proof", "gap"} <= {each.kind for each in elevators}


def test_who_follows_by_rule_is_told_apart_from_who_is_stated(lists: dict[str, Listing]) -> None:
    derived = {row.clause.label: row for row in lists["tasks"].rows if row.derived}
    assert {label: row.derived for label, row in derived.items()} == {
        "三（三）11": (
            "县市场监督管理局 牵头，依法推定（法规）：《中华人民共和国特种设备安全法（2013年）》第二条",
        )
    }
    heads = [column.key for column in lists["tasks"].columns]
    cells = lists["tasks"].tables[0].cells("zh")[lists["tasks"].rows.index(derived["三（三）11"])]
    assert cells[heads.index("lead")].missing


class TestMarks:
    def test_filters_are_those_that_tell_lines_apart(self) -> None:
        everyone = Filters([Marks(who=(("甲", "牵头"),)), Marks(who=(("甲", "牵头"),))])
        assert everyone.shown("zh") == []
        some = Filters([Marks(status=("滞后",)), Marks()])
        assert [each["label"] for each in some.shown("en")] == ["Status"]

    def test_years_reach_from_start_to_end_and_undated_lines_are_in_all(self) -> None:
        lines = [Marks(years=((2024, 2026),)), Marks(years=((None, 2025),)), Marks(always=True)]
        filters = Filters(lines)
        years = [option["text"] for option in filters.shown("zh")[0]["options"]]
        assert years == ["2024", "2025", "2026"]
        assert [filters.tokens(line)["year"] for line in lines] == ["0 1 2", "0 1", "*"]

    def test_rows_of_any_kind_are_marked_by_their_fields(self) -> None:
        row = type(
            "Row", (), {"body": "县教体局", "role": "牵头", "due": date(2025, 6, 1), "status": "滞后"}
        )()
        column = Column(("body",), Bilingual("单位", "Body"), 10)
        (found,) = marks(Table("表", (column,), (row,)), "zh")
        assert (found.who, found.years, found.status) == ((("县教体局", "牵头"),), ((2025, 2025),), ("滞后",))


def test_what_stands_behind_a_line_is_escaped(lists: dict[str, Listing]) -> None:
    first = lists["tasks"].tables[0]
    evil = Detail("proof", Bilingual("<b>", "<b>"), "</p><script>alert(1)</script>")
    table = replace(first, rows=first.rows[:1], details=lambda: [(evil,)])
    page = lxml.html.fromstring(replace(lists["tasks"], tables=(table,), draw=tuple).render("html").decode())
    assert page.xpath("//td[@class='more']//p/text()") == [evil.text]
    assert len(page.xpath("//script")) == 1
