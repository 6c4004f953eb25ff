"""A user's own templates take the place of ours by name, and cannot do harm."""

from pathlib import Path

import lxml.html
import pytest

from sptgraph.errors import ListingError
from sptgraph.listings import Listing, listing
from sptgraph.listings.templating import Templates, shipped
from sptgraph.listings.templating.aside import render_aside
from sptgraph.listings.templating.environment import TemplateFault
from tests.sample import sample_plan


@pytest.fixture(scope="module")
def made() -> Listing:
    return listing("tasks", [sample_plan()])


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return path


def refusal(made: Listing, path: Path, ending: str, **files: str) -> str:
    with pytest.raises(ListingError) as caught:
        made.render(ending, templates=folder(path, **files))
    assert caught.value.message("en")
    return caught.value.message("zh")


def test_a_template_takes_the_place_of_ours_and_includes_others(made: Listing, tmp_path: Path) -> None:
    own = folder(
        tmp_path,
        **{"list.md.j2": '{% include "head.j2" %}{{ tables|length }} 张表', "head.j2": "{{ title }}："},
    )
    assert made.render("md", templates=own).decode() == f"{made.title}：3 张表"
    assert made.render("html", templates=own) == made.render("html")


def test_the_policy_names_the_style_that_the_folder_gives(made: Listing, tmp_path: Path) -> None:
    own = folder(tmp_path, **{"listing.css": "td { color: #123; }\r\n"})
    page = made.render("html", templates=own).decode()
    assert "<style>td { color: #123; }\n" in page
    policy = "string(//meta[@http-equiv='Content-Security-Policy']/@content)"
    ours = lxml.html.fromstring(made.render("html").decode()).xpath(policy)
    theirs = lxml.html.fromstring(page).xpath(policy)
    assert theirs != ours
    assert theirs.partition("script-src")[2] == ours.partition("script-src")[2]


def test_columns_are_chosen_ordered_and_named(made: Listing, tmp_path: Path) -> None:
    text = '[[columns]]\nkey = "clause"\n[[columns]]\nkey = "task"\nzh = "工作任务"\nwidth = 40\n'
    own = folder(tmp_path, **{"tables/tasks.toml": text})
    lines = made.render("csv", templates=own).decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[:3] == ["表", "出处", "工作任务"]
    for ending in ("xlsx", "md", "html", "json"):
        assert "工作任务" in str(Templates(own).laid_out(made).columns), ending
        assert made.render(ending, templates=own) != made.render(ending)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("list.md.j2", "甲\n{{ titel }}", "模板 list.md.j2 第 2 行：没有“titel”这一项，是否指 title"),
        ("list.md.j2", "{% for t in tables %}\n{{ t.nam }}{% endfor %}", "第 2 行：没有“nam”这一项，是否指 name"),
        ("list.md.j2", "甲\n乙\n{% for %}", "list.md.j2 第 3 行：写法不对"),
        ("list.md.j2", '{% include "/etc/hosts" %}', "list.md.j2 第 1 行：没有模板“/etc/hosts”"),
        ("list.md.j2", '{% include "../secret.j2" %}', "没有模板“../secret.j2”"),
        ("list.md.j2", "{{ title.__class__ }}", "list.md.j2 第 1 行：没有“__class__”这一项"),
        ("list.md.j2", "{{ 1 / 0 }}", "list.md.j2 第 1 行：运行不了"),
        ("list.md", "甲", "没有叫“list.md”的模板，是否指 list.md.j2"),
        ("tables/taks.toml", "", "没有清单“taks”（tables/taks.toml），是否指 tables/tasks.toml"),
        ("tables/tasks.toml", '[[columns]]\nkey = "leed"', "tables/tasks.toml：没有“leed”这一栏，是否指 lead"),
        ("tables/tasks.toml", '[[columns]]\nkey = "lead"\nwidht = 3', "栏目里没有“widht”，是否指 width"),
        ("tables/tasks.toml", '[[columns]]\nkey = "lead"\nwidth = "a"', "“lead”的 width 应当是 1 到 200 的整数"),
        ("tables/tasks.toml", "[columns]", "“columns”应当写成 [[columns]]"),
        ("tables/tasks.toml", "[[columns]", "tables/tasks.toml：写法不对"),
        ("tables/tasks.toml", f"a = {'[' * 9999}", "tables/tasks.toml：写法不对"),
        ("tables/tasks.toml", f"width = {'9' * 9999}", "tables/tasks.toml：写法不对"),
        ("notes.txt", "甲", "里没有模板，可以放"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(
    made: Listing, tmp_path: Path, name: str, text: str, said: str
) -> None:
    assert said in refusal(made, tmp_path, "md", **{name: text})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("page.html.j2", "<html><script>{{ script|safe }}</script>", "<head> 开头要有 <meta"),
        ("page.html.j2", '<img src="x"><meta http-equiv="Content-Security-Policy" content="{{ policy }}">', "开头要有"),
        ("listing.css", "</STYLE><script>", "不能有 </style"),
        ("listing.js", "</script><script>", "不能有 </script"),
    ],
)  # fmt: skip
def test_a_page_without_its_policy_is_refused(
    made: Listing, tmp_path: Path, name: str, text: str, said: str
) -> None:
    assert said in refusal(made, tmp_path, "html", **{name: text})


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% set a = 'x' * 10 ** 11 %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_a_template_that_takes_too_much_is_stopped(text: str) -> None:
    with pytest.raises(TemplateFault, match=r"a\.j2"):
        render_aside({"a.j2": text}, "a.j2", {}, seconds=0.5)
    assert render_aside({"a.j2": "{{ b }}"}, "a.j2", {"b": "still there"}, seconds=30) == "still there"


def test_no_link_leads_out_of_the_folder(made: Listing, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    try:
        (own / "list.md.j2").symlink_to(tmp_path / "secret.txt")
    except OSError:
        pytest.skip("this system makes no links")
    assert "通向文件夹外面的链接" in refusal(made, own, "md")


def test_a_folder_that_is_not_there_is_said(made: Listing, tmp_path: Path) -> None:
    assert "没有模板文件夹" in refusal(made, tmp_path / "nowhere", "md")


def test_ours_are_given_texts_that_nothing_in_them_can_break() -> None:
    assert set(shipped().sources) == {
        "list.md.j2", "listing.css", "listing.js", "page.html.j2", "tables.html.j2",
    }  # fmt: skip
    assert "|safe" not in shipped().source("tables.html.j2")
