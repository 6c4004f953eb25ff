"""Each format is easy to use, looks the same every time, and nothing that a plan prints can do harm in it."""

import base64
import hashlib
import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import lxml.html
import openpyxl
import pytest

from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings import Listing, listing
from sptgraph.model import Plan
from tests.listings.reading_back import READERS
from tests.sample import sample_plan

SNAPSHOTS = Path(__file__).parent / "snapshots"
EVIL = (
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "'=1",
    "<script>alert(1)</script>",
    "a|b\nc",
    "[x](javascript:alert(1)) `code` *b* _i_ # h & <i>",
    "{{ 7 * 7 }}{% raw %}",
    "\x00\x07控制",
    "长" * 10_000,
)


def hostile(text: str) -> Plan:
    """Return the sample with ``text`` wherever a plan prints something."""
    plan = sample_plan()
    gas = plan.tasks[0]
    task = replace(
        gas,
        heading=text,
        no=text,
        assignments=(
            replace(gas.assignments[0], agent=text, quote=text, agent_key=None),
            *gas.assignments[1:],
        ),
        deadlines=(replace(gas.deadlines[0], quote=text),),
        targets=(replace(gas.targets[0], unit=text, quote=text),),
    )
    actions = (replace(plan.actions[0], title=text), *plan.actions[1:])
    document = replace(plan.document, title=text, number=text)
    loose = (replace(plan.unresolved[0], text=text, reason=text),)
    return replace(plan, document=document, actions=actions, tasks=(task, *plan.tasks[1:]), unresolved=loose)


@cache
def hostile_list(kind: str, text: str) -> Listing:
    """Return a list of the sample with ``text`` in it; made once for all formats."""
    return listing(kind, [hostile(text)])


def seen(text: str) -> str:
    """Return what of ``text`` a cell may show: no control characters, line breaks joined."""
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x08]", "", text))


@pytest.mark.sampled(2)
@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("ending", READERS)
def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path, text: str, ending: str) -> None:
    kind = ("tasks", "departments")[EVIL.index(text) % 2]
    (path,) = hostile_list(kind, text).save(tmp_path / f"a.{ending}")
    cells = [
        re.sub(r"[\x00-\x1f\s]+", " ", c)
        for t in READERS[ending](path)
        for row in t.rows
        for c in (t.name, *row.values())
    ]
    assert any(seen(text).replace(" ", "")[:9_000] in c.replace(" ", "") for c in cells)
    raw = path.read_bytes()
    if ending == "html":
        page = lxml.html.fromstring(raw.decode())
        assert len(page.xpath("//script|//iframe|//img|//i|//*[@onclick]|//@style|//link")) == 1
        assert page.xpath("//script[not(@*)]/preceding::main")
        assert set(page.xpath("//@href")) <= {f"#{part}{n}" for n in range(99) for part in "tp"}
    if ending == "csv":
        assert not re.search(rb'(?:^|,|\n)"?(?:[=+\-@\t]|\xef\xbc\x9d)', raw.removeprefix(b"\xef\xbb\xbf"))
    if ending == "xlsx":
        types = {cell.data_type for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row}
        assert "f" not in types
        assert max(map(len, cells)) < 32_767
    if ending == "md":
        assert b"\n|" in raw
        lines = [line for line in raw.decode().splitlines() if line.startswith("|")]
        assert all(re.fullmatch(r"\|(?: (?:[^|\\<>`]|\\.|<br>)* \|)+", line) for line in lines)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["tasks", "departments"])
def test_lists_look_as_they_did(kind: str, language: Language) -> None:
    made = listing(kind, [sample_plan()], language=language)
    expected = (SNAPSHOTS / f"{kind}-{language}.md").read_text(encoding="utf-8")
    assert made.render("md").decode("utf-8") == expected
    assert str(made) == expected


@pytest.mark.parametrize("ending", READERS)
def test_the_same_plan_gives_the_same_list(ending: str) -> None:
    first, second = (listing("departments", [sample_plan()]) for _ in range(2))
    assert first == second
    assert first.render(ending) == second.render(ending)


def created(made: Listing) -> str:
    properties = openpyxl.load_workbook(io.BytesIO(made.render("xlsx"))).properties
    assert properties.created == properties.modified
    return str(properties.created.date())


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2024, 3, 18)], "2024-03-18"),
        ([date(2024, 3, 18), None, date(2023, 1, 1)], "2024-03-18"),
        ([None], "2000-01-01"),
        ([date(1, 1, 1)], "2000-01-01"),
    ],
)
def test_a_workbook_bears_the_day_of_its_latest_plan(days: list[date | None], expected: str) -> None:
    plan = sample_plan()
    plans = [replace(plan, document=replace(plan.document, issued=day)) for day in days]
    assert created(listing("tasks", plans)) == expected


class TestWorkbook:
    @pytest.fixture
    def book(self, tmp_path: Path) -> openpyxl.Workbook:
        (path,) = listing("departments", [sample_plan()]).save(tmp_path / "a.xlsx")
        return openpyxl.load_workbook(path)

    def test_one_sheet_for_each_body_and_links_from_the_overview(self, book: openpyxl.Workbook) -> None:
        names = ["县住建局", "县市场监管局", "各乡镇人民政府", "县商务局", "县应急局", "县自然资源局"]
        assert book.sheetnames == [
            "汇总", *names, "县安委会有关成员单位", "县消防救援大队", "县财政局", "县发改委", "县安委办", "未能识读",
        ]  # fmt: skip
        links = [cell.hyperlink.location for row in book["汇总"] for cell in row if cell.hyperlink]
        assert links[0] == "'县住建局'!A1"
        assert len(links) == 11

    def test_it_is_ready_to_filter_and_print(self, book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
            assert sheet.auto_filter.ref.startswith("A3:")
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
            assert sheet.print_area
            wrapped = {cell.alignment.wrap_text for row in sheet.iter_rows(min_row=3) for cell in row}
            assert wrapped == {True}

    def test_columns_fit_chinese_text(self, book: openpyxl.Workbook) -> None:
        sheet = book["汇总"]
        assert sheet.column_dimensions["B"].width >= 2 * len("县安委会有关成员单位")
        heights = [sheet.row_dimensions[n].height for n in (4, 8)]
        assert heights[1] > heights[0]  # 县应急局 is in two classes

    def test_sheets_say_what_they_are(self, book: openpyxl.Workbook) -> None:
        assert book["县住建局"]["A1"].value.endswith("部门责任清单　县住建局")
        assert book["县住建局"]["A2"].value.splitlines()[-1] == "成员单位类别：行业"

    def test_names_that_excel_refuses_are_mended(self, tmp_path: Path) -> None:
        plan = sample_plan()
        names = ["[县]应急/局:*?", "县应急局", "History", "'引'", "长" * 40, "长" * 40 + "甲", "a", "A", "："]
        gas = plan.tasks[0]
        bearers = tuple(replace(gas.assignments[0], agent=name, agent_key=None) for name in names)
        plan = replace(plan, tasks=(replace(gas, assignments=bearers),), elsewhere=(), members=())
        (path,) = listing("departments", [plan]).save(tmp_path / "a.xlsx")
        sheets = openpyxl.load_workbook(path).sheetnames
        assert sheets[1:-1] == [
            "县应急局",
            "县应急局~2",
            "_History",
            "引",
            "长" * 31,
            "长" * 27 + "~2",
            "a",
            "A~2",
            "：",
        ]
        folder = tmp_path / "名单"
        files = listing("departments", [plan]).save(folder)
        assert len({f.name.casefold() for f in files}) == len(files) == len(sheets)
        assert all(not re.search(r'[<>:"/\\|?*]', f.name) for f in files)


class TestPage:
    def page(self, made: Listing) -> str:
        return made.render("html").decode("utf-8")

    def test_it_needs_nothing_from_outside(self) -> None:
        page = self.page(listing("tasks", [sample_plan()]))
        digests = {}
        for element in ("style", "script"):
            (text,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
            digests[element] = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        policy = lxml.html.fromstring(page).xpath(
            "string(//meta[@http-equiv='Content-Security-Policy']/@content)"
        )
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
            "base-uri 'none'; form-action 'none'"
        )
        assert not re.search(r"src=|url\((?!#)|@import|https?://", page)

    def test_it_is_in_its_language_and_prints(self) -> None:
        assert '<html lang="zh-CN">' in self.page(listing("tasks", [sample_plan()]))
        page = self.page(listing("tasks", [sample_plan()], language="en"))
        assert '<html lang="en">' in page
        assert "Noto Sans CJK SC" in page
        assert "@page { size: A4 landscape" in page

    def test_the_overview_leads_to_the_bodies(self) -> None:
        page = lxml.html.fromstring(self.page(listing("departments", [sample_plan()])))
        for link in page.xpath("//main//a"):
            (section,) = page.xpath(f"//section[@id='{link.get('href')[1:]}']")
            assert section.find("h2").text == link.text

    def test_a_notebook_shows_the_tables(self) -> None:
        shown = listing("tasks", [hostile("<script>")])._repr_html_()
        assert "<table>" in shown
        assert "<script>" not in shown
        assert "<html" not in shown


class TestSaving:
    def test_one_file_per_body_in_a_folder(self, tmp_path: Path) -> None:
        made = listing("departments", [sample_plan()])
        files = made.save(tmp_path / "清单")
        assert [path.name for path in files][:3] == ["汇总.xlsx", "县住建局.xlsx", "县市场监管局.xlsx"]
        assert sorted(files) == sorted((tmp_path / "清单").iterdir())
        sheet = openpyxl.load_workbook(files[1]).active
        assert sheet["A1"].value.endswith("部门责任清单　县住建局")
        again = made.save(tmp_path / "清单", format="md")
        assert {path.suffix for path in again} == {".md"}

    def test_an_existing_folder_is_a_folder_whatever_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "2024.xlsx").mkdir()
        files = listing("tasks", [sample_plan()]).save(tmp_path / "2024.xlsx", format="csv")
        assert [path.name for path in files] == ["任务.csv", "任务以外.csv", "未能识读.csv"]

    @pytest.mark.parametrize("name", ["a.docy", "a.", "a.xls"])
    def test_an_unknown_ending_is_refused(self, tmp_path: Path, name: str) -> None:
        if name == "a.":
            (tmp_path / name).write_text("occupied", encoding="utf-8")
        with pytest.raises(ListingError, match="xlsx"):
            listing("tasks", [sample_plan()]).save(tmp_path / name)
        with pytest.raises(ListingError, match="xlsx"):
            listing("tasks", [sample_plan()]).render("docy")

    def test_nothing_is_left_half_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.md"
        path.write_text("before", encoding="utf-8")
        made = listing("tasks", [sample_plan()])

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(ListingError, match="写不进去"):
            made.save(path)
        assert path.read_text(encoding="utf-8") == "before"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_folder_that_cannot_be_made_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        with pytest.raises(ListingError, match="建不了文件夹"):
            listing("tasks", [sample_plan()]).save(tmp_path / "file" / "清单")
        with pytest.raises(ListingError, match="写不进去"):
            listing("tasks", [sample_plan()]).save(tmp_path / "没有" / "a.xlsx")


class TestPrograms:
    def test_json_holds_facts_and_spans(self) -> None:
        data = listing("tasks", [sample_plan()]).as_data()
        row = data["tables"][0]["rows"][0]
        gas = sample_plan().tasks[0]
        assert row["lead"][0]["agent_key"] == "housing-construction"
        assert row["lead"][0]["span"] == [gas.assignments[0].span.start, gas.assignments[0].span.end]
        assert row["final"] == "2025-06-30"
        assert row["clause"] == {"label": "二（一）1", "page": 1}

    def test_csv_opens_in_excel_and_is_one_table(self) -> None:
        data = listing("departments", [sample_plan()]).render("csv")
        assert data.startswith(b"\xef\xbb\xbf")
        lines = data.decode("utf-8-sig").split("\r\n")
        assert lines[0].startswith("表,序号,")
        assert len(set(lines[0].split(","))) == len(lines[0].split(","))

    def test_a_frame_needs_pandas(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pandas", None)
        with pytest.raises(ListingError, match="pandas"):
            listing("tasks", [sample_plan()]).to_frame()

    def test_a_frame_holds_the_rows(self) -> None:
        pytest.importorskip("pandas")
        frame = listing("tasks", [sample_plan()]).to_frame()
        assert list(frame["出处"])[:2] == ["二（一）1，第1页", "二（一）2，第1页"]
