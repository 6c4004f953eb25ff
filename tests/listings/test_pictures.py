"""What a picture shows is what the graph says: its keys are read back and compared with plan and questions."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from sptgraph.listings.material import Material
from sptgraph.listings.pictures import pictures
from sptgraph.listings.pictures.chain import chain_picture
from sptgraph.listings.pictures.shown import PICTURES
from sptgraph.listings.selection import Selection
from sptgraph.model import DocumentData, Plan
from sptgraph.provisions import Outline
from tests.listings.seen import SVG, drawn, keyed, material, plan_of, root_of, shipped, texts
from tests.sample import other_plan, sample_plan

NAMES = ["sample", "linjiang", "national", "town"]


def gantt_facts(plan: Plan) -> Counter[tuple[str, ...]]:
    """Return what a plan states of times: the facts themselves, and that something is standing."""
    found: Counter[tuple[str, ...]] = Counter()
    for provision in Outline(plan).provisions:
        body = provision.body
        for deadline in body.deadlines:
            start = deadline.start.isoformat() if deadline.start else ""
            said = deadline.due.isoformat(), start, deadline.kind, deadline.milestone or ""
            found["deadline", provision.where, *said] += 1
        for recurrence in body.recurrences:
            found["recurrence", provision.where, recurrence.period, str(recurrence.minimum)] += 1
        if getattr(body, "standing", ()):
            found["standing", provision.where] += 1
    return found


def gantt_marks(kind: str, name: str) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for picture in drawn(kind, name):
        for row in root_of(picture.svg).iter(f"{SVG}g"):
            where = row.get("data-where")
            for mark in row.iter(f"{SVG}g") if where else ():
                kept = {key: mark.get(f"data-{key}", "") for key in ("due", "start", "kind", "milestone")}
                match mark.get("data-mark"):
                    case "deadline":
                        found["deadline", where, *kept.values()] += 1
                    case "recurrence":
                        said = mark.get("data-period", ""), mark.get("data-minimum", "")
                        found["recurrence", where, *said] += 1
                    case "standing":
                        found["standing", where] += 1
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_gantt_chart_has_every_stated_time_once(name: str) -> None:
    assert gantt_marks("deadlines", name) == gantt_facts(plan_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_derived_deadlines_are_marked_as_such(name: str) -> None:
    asked = Counter(row["due"].isoformat() for row in material(name).ask("implied-deadlines").rows)
    assert Counter(mark["due"] for mark in keyed(drawn("deadlines", name), "ground")) == asked


def test_a_task_of_which_nobody_says_when_is_shown_as_such() -> None:
    plan = plan_of("sample")
    bare = replace(plan, document=DocumentData(jurisdiction="云溪县", title="方案"))
    marks = [mark["mark"] for mark in keyed(pictures("deadlines", Material([bare])), "mark")]
    assert marks.count("unsaid") == 1  # （三）/2


def test_a_chart_of_one_year_shows_what_reaches_into_it() -> None:
    marks = list(keyed(pictures("year", material("sample", year=2025)), "due"))
    stated = {(mark["due"], mark.get("milestone")) for mark in marks if mark["mark"] == "deadline"}
    assert stated == {("2025-06-30", "complete"), ("2026-12-31", "reach")}  # 三年内 goes on


@pytest.mark.parametrize("name", NAMES)
def test_the_matrix_counts_every_body_of_a_line_in_each_of_its_roles(name: str) -> None:
    stated: Counter[tuple[str, str]] = Counter()
    for provision in Outline(plan_of(name)).provisions:
        heading, body = provision.action or provision.section, provision.body
        borne = {(bearer.agent_key or bearer.agent, bearer.role) for bearer in body.assignments}
        stated.update((heading.no if heading else "", role) for _, role in borne)
    shown: Counter[tuple[str, str]] = Counter()
    for cell in keyed(drawn("tasks", name), "role"):
        number = re.match(r"（.*?）|[一二三四五六七八九十]+(?=、)|", cell["action"])
        shown[number[0] if number else "", cell["role"]] += int(cell["count"])
    assert shown == stated


def test_the_matrix_of_the_sample_reads_as_the_plan_does() -> None:
    cells = {
        (cell["action"][:3], cell["body"], cell["role"], cell["count"])
        for cell in keyed(drawn("tasks", "sample"), "role")
    }
    assert cells == {
        ("（一）", "县住建局", "lead", "1"),
        ("（一）", "县市场监管局", "support", "1"),
        ("（一）", "各乡镇人民政府", "responsible", "1"),
        ("（一）", "县商务局", "responsible", "1"),
        ("（二）", "县应急局", "lead", "2"),
        ("（二）", "县自然资源局", "lead", "1"),
        ("（二）", "县安委会有关成员单位", "responsible", "1"),
        ("（三）", "县消防救援大队", "lead", "1"),
        ("（三）", "县财政局", "responsible", "1"),
        ("（三）", "县发改委", "responsible", "1"),
        ("三、保", "县安委办", "lead", "1"),
        ("三、保", "县财政局", "responsible", "1"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_load_of_each_body_is_what_the_graph_counts(name: str) -> None:
    shown = Counter(
        tuple(int(bar[role]) for role in ("lead", "responsible", "support"))
        for bar in keyed(drawn("departments", name), "recurring")
        if bar["recurring"] == "0" or any(bar[role] != "0" for role in ("lead", "responsible", "support"))
    )
    rows = material(name).ask("department-load").rows
    assert shown == Counter((row["lead"], row["responsible"], row["support"]) for row in rows)


def test_the_longest_bar_comes_first_and_the_rest_is_told() -> None:
    totals = [
        sum(int(bar[role]) for role in ("lead", "responsible", "support", "recurring"))
        for bar in keyed(drawn("departments", "linjiang"), "recurring")
    ]
    assert totals == sorted(totals, reverse=True)
    assert len(totals) > 10


@pytest.mark.parametrize("name", NAMES)
def test_the_map_has_each_sector_once_with_those_who_lead_it(name: str) -> None:
    leads: dict[str, set[str]] = {}
    for row in material(name).ask("sector-leads").rows:
        leads.setdefault(row["sector"], set()).update(filter(None, [row["organisation"]]))
    tiles = list(keyed(drawn("sectors", name), "sector"))
    assert len(tiles) == len({tile["sector"] for tile in tiles})
    assert {tile["sector"]: tile["state"] == "none" for tile in tiles} == {
        sector: not found for sector, found in leads.items()
    }
    assert {tile["sector"]: set(filter(None, tile["leads"].split("|"))) for tile in tiles} == leads


@pytest.mark.parametrize("sector", ["city-gas", "catering", "fire-safety"])
def test_the_chain_has_a_box_for_each_link_and_arrows_to_all_parents(sector: str) -> None:
    asked = material("sample").chain(f"sec:{sector}", plan_of("sample"))
    found = drawn("board", "sample", sector=sector)
    keys = ("tier", "agent", "basis", "role", "facet", "part")
    links = [tuple(box.get(key) for key in keys) for box in keyed(found, "link")]
    assert Counter(links) == Counter(tuple(getattr(link, key) for key in keys) for link in asked.links)
    tier_of = {link.agent: link.tier for link in reversed(asked.links)}
    tiers = {
        (e["tier"], above) for e in keyed(found, "edge") if "agent" not in e for above in e["above"].split()
    }
    beside = {(e["agent"], e["above"]) for e in keyed(found, "edge") if "agent" in e}
    for link in asked.links:
        for parent in link.parents:
            assert (link.tier, tier_of[parent]) in tiers or (link.agent, parent) in beside


def test_stated_derived_and_open_links_differ_in_line_and_word_not_only_in_colour() -> None:
    looks: dict[str, set[tuple[str | None, str]]] = {}
    for sector in ("city-gas", "catering"):
        for picture in drawn("board", "sample", sector=sector):
            for group in root_of(picture.svg).iter(f"{SVG}g"):
                if group.get("data-link"):
                    border, mark = group.find(f"{SVG}rect"), group.findall(f"{SVG}text")[-1]
                    look = border.get("stroke-dasharray"), mark.text or ""
                    looks.setdefault(group.get("data-basis", ""), set()).add(look)
    assert looks == {
        "stated": {(None, "写明")},
        "derived": {("5 3", "推定")},
        "undetermined": {("1.5 2.5", "未定")},
    }


def test_nothing_to_show_is_no_picture() -> None:
    plan = replace(plan_of("sample"), tasks=(), elsewhere=(), actions=(), members=())
    bare = Material([replace(plan, document=replace(plan.document, period=None, issued=None))])
    assert {kind: pictures(kind, bare) for kind in PICTURES} == dict.fromkeys(PICTURES, ())


def test_pictures_are_narrowed_as_the_lists_are() -> None:
    one = material("sample", department="县财政局")
    assert {cell["body"] for cell in keyed(pictures("tasks", one), "role")} == {"县财政局"}
    gas = pictures("deadlines", material("sample", sector="city-gas"))
    assert {row["where"] for row in keyed(gas, "where")} == {"（一）/1", "（一）/2"}


def test_several_plans_have_pictures_of_their_own_each_by_another_name() -> None:
    both = Material([sample_plan(), other_plan()], selection=Selection(sector="city-gas"))
    names = {kind: [picture.name for picture in pictures(kind, both)] for kind in PICTURES}
    assert names == {
        "tasks": ["matrix-1", "matrix-2"],
        "departments": ["load"],
        "sectors": ["sectors-1", "sectors-2", "chain-1", "chain-2"],
        "deadlines": ["gantt-1", "gantt-2"],
        "year": ["gantt-1", "gantt-2"],
        "board": ["chain-1", "chain-2"],
    }


def test_shipped_plans_show_what_they_state() -> None:
    store, plans = shipped()
    for plan in plans:
        found = pictures("deadlines", Material([plan], store))
        marks = [mark for mark in keyed(found, "mark") if mark["mark"] == "deadline"]
        stated = [d for p in Outline(plan).provisions for d in p.body.deadlines]
        assert Counter(mark["due"] for mark in marks) == Counter(d.due.isoformat() for d in stated)


def test_a_long_plan_is_parted_into_pages() -> None:
    _, plans = shipped()
    found = pictures("deadlines", Material(plans[:1], shipped()[0]))
    assert len(found) > 1
    assert [picture.name for picture in found] == [f"gantt-{n}" for n in range(1, len(found) + 1)]


def test_a_sector_that_two_bodies_lead_on_equal_ground_is_disputed() -> None:
    plan = plan_of("sample")
    stores = next(task for task in plan.tasks if task.heading == "管住危化品仓库")
    gas = tuple(replace(mention, key="city-gas") for mention in stores.sectors)
    tasks = tuple(replace(task, sectors=gas) if task is stores else task for task in plan.tasks)
    (picture,) = pictures("sectors", Material([replace(plan, tasks=tasks)]))
    states = {tile["sector"]: (tile["state"], tile["leads"]) for tile in keyed((picture,), "sector")}
    assert states["city-gas"] == ("disputed", "县住建局|县应急局")
    assert states["catering"] == ("none", "")
    assert "1" in picture.description.split("；")[2]


def test_the_four_states_of_a_sector_differ_in_border_and_mark() -> None:
    from sptgraph.listings.pictures.drawing import Area, Sheet
    from sptgraph.listings.pictures.sectormap import _BORDERS, _STRIPS
    from sptgraph.listings.sectors import STATES

    looks = []
    for state in STATES:
        sheet = Sheet("x")
        _STRIPS[state](sheet, Area(0, 0, 24, 30))
        marks = [element.tag.removeprefix(SVG) for element in sheet.texts()]
        looks.append((*marks, _BORDERS[state].get("stroke-dasharray"), _BORDERS[state]["stroke_width"]))
    assert len(set(looks)) == len(STATES) == 4


def test_the_chain_of_a_task_that_nobody_bears_shows_that_it_is_missing() -> None:
    plan = plan_of("sample")
    market = next(task for task in plan.tasks if task.heading == "规范农贸市场用电")
    tasks = tuple(replace(task, sectors=()) if task is market else task for task in plan.tasks)
    bare = Material([replace(plan, tasks=tasks)])
    picture = chain_picture(bare.chain("（三）/2", bare.plans[0]), "zh")
    (gone,) = [link for link in keyed((picture,), "link") if link["basis"] == "missing"]
    assert (gone["tier"], gone.get("agent")) == ("sector-lead", None)
    assert picture.description.endswith("缺位1个。")
    assert "缺" in {text for text, _ in texts(picture.svg)}
