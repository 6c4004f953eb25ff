"""Departments and sectors are found by any name they go by, and nothing is guessed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptgraph.errors import OntologyError
from sptgraph.extraction.lexicon import load_lexicon

LEXICON = load_lexicon()
HEADER = """
@prefix spt: <https://w3id.org/sptgraph/ontology#> .
@prefix dep: <https://w3id.org/sptgraph/department/> .
@prefix sec: <https://w3id.org/sptgraph/sector/> .
@prefix word: <https://w3id.org/sptgraph/word/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

NAMES = [
    ("应急管理局", "emergency-management"),
    ("云溪县应急管理局", "emergency-management"),
    ("江北省青川市云溪县应急局", "emergency-management"),
    ("省应急厅", "emergency-management"),
    ("应急管理部", "emergency-management"),
    ("各级应急管理部门", "emergency-management"),
    ("县（市、区）应急局", "emergency-management"),
    ("各市、县（市、区）经信局", "industry-it"),
    ("省住建厅", "housing-construction"),
    ("住房城乡建设主管部门", "housing-construction"),
    ("市住房和城乡建设委员会", "housing-construction"),
    ("国家发展改革委", "development-reform"),
    ("省发展改革委（省能源局）", "development-reform"),
    ("县财政局（国资中心）", "finance"),
    ("县财政局 (国资中心)", "finance"),
    ("县财政局［国资中心］", "finance"),
    ("县委政法委（护路办）", "railway-protection-office"),
    ("云溪县委宣传部", "publicity-department"),
    ("市委社会工作部", "social-work-department"),
    ("团县委", "youth-league"),
    ("共青团云溪县委员会", "youth-league"),
    ("云溪县人民政府", "local-government"),
    ("云溪县人民政府办公室", "government-office"),
    ("青川市安委会", "city-work-safety-committee"),
    ("江北省安委会", "province-work-safety-committee"),
    ("云溪县安委会", "work-safety-committee"),
    ("县安委会各成员单位", "committee-member-units"),
    ("云溪生态环境局", "ecology-environment"),
    ("青川市生态环境局云溪分局", "ecology-environment"),
    ("市公安局云溪分局", "public-security"),
    ("县公安局交警大队", "traffic-police"),
    ("国网云溪县供电公司", "power-enterprise"),
    ("中国移动云溪分公司", "telecom-enterprise"),
    ("国家税务总局云溪县税务局", "taxation"),
    ("国家矿山安全监察局江北局", "mine-safety-supervision"),
    ("fire-rescue", "fire-rescue"),
]

NO_NAMES = [
    "",
    "）",
    "局",
    "县局",
    "云溪县",
    "全县",
    "委员会",
    "办公室",
    "人力资源",  # half of a name that 和 divides
    "社会保障局",
    "云溪站",  # {place}站 says too little
    "县水利局、县林业局",  # two departments
    "局" * 5000,
    "云溪经济开发区管委会和各乡（镇）人民政府",
    "某某公司",
]


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_a_department_is_found_by_its_name(name: str, key: str) -> None:
    assert LEXICON.department_key(name) == key


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_is_none_or_two_is_not_guessed(name: str) -> None:
    assert LEXICON.department_key(name) is None


def test_a_bare_word_counts_only_where_it_is_asked_for() -> None:
    assert LEXICON.department_key("公安") is None
    assert LEXICON.department_key("公安", bare=True) == "public-security"
    assert LEXICON.department_key("公安局", bare=True) == "public-security"
    assert LEXICON.department_key("市场监管（知识产权）", bare=True) == "market-supervision"


def test_names_and_bare_words_are_kept_apart() -> None:
    for department in LEXICON.departments.values():
        assert not set(department.names) & set(department.bare_names), department.key
        assert all(len(name) > 1 for name in (*department.names, *department.bare_names)), department.key


def test_a_local_name_counts_only_in_its_place() -> None:
    place, names = next(iter(LEXICON.local_names.items()))
    name, key = next((name, key) for name, key in names.items() if LEXICON.department_key(name) != key)
    assert LEXICON.department_key(name, place) == key
    assert LEXICON.department_key(name, "云溪县") != key


PLACES = st.builds(
    lambda start, end: start + end,
    st.text(st.sampled_from("云溪江北青川白石桥清河临"), min_size=1, max_size=6),
    st.sampled_from(["县", "区", "旗", "自治县"]),
)
PLAIN = [
    (name, department.key)
    for department in LEXICON.departments.values()
    for name in department.county_names
    if name[0] not in "省市县区州盟旗镇乡各"
]


@given(PLACES, st.sampled_from(PLAIN))
def test_any_county_name_is_found_behind_any_place(place: str, named: tuple[str, str]) -> None:
    name, key = named
    assert LEXICON.department_key(name) == key
    assert LEXICON.department_key(place + name) == key


@given(st.text(max_size=40))
def test_no_text_breaks_the_look_up(text: str) -> None:
    assert LEXICON.department_key(text) in {None, *LEXICON.departments}
    assert LEXICON.sector_key(text) in {None, *LEXICON.sectors}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("城镇燃气", "city-gas"),
        ("燃气安全", "city-gas"),
        ("危化品", "hazardous-chemicals"),
        ("矿山领域安全生产", "mining"),
        ("“九小场所”", "small-premises"),
        ("mining", "mining"),
        ("培训", None),
        ("教育培训", None),
        ("安全", None),
        ("", None),
    ],
)
def test_a_sector_is_found_by_its_words(name: str, key: str | None) -> None:
    assert LEXICON.sector_key(name) == key


def test_words_stand_longest_first() -> None:
    words = LEXICON.words["role-lead"]
    assert {"牵头", "牵头负责", "分别牵头"} <= set(words)
    assert list(words) == sorted(words, key=lambda word: (-len(word), word))


def test_a_users_words_win_over_the_built_in_ones(tmp_path: Path) -> None:
    own = tmp_path / "ours.ttl"
    own.write_text(
        HEADER
        + """
        dep:water spt:countyName "河湖署"@zh .
        dep:urban-management skos:altLabel "应急局"@zh .
        dep:moon-office a spt:DepartmentType ; skos:prefLabel "登月办公室"@zh , "moon office"@en .
        sec:mining skos:altLabel "月壤开采"@zh .
        word:role-lead spt:word "挑头"@zh .
        """,
        encoding="utf-8",
    )
    lexicon = load_lexicon(own)
    assert lexicon.department_key("县河湖署") == "water"
    assert lexicon.department_key("云溪县应急局") == "urban-management"
    assert lexicon.department_key("应急管理局") == "emergency-management"
    assert lexicon.department_key("登月办公室") == "moon-office"
    assert lexicon.sector_key("月壤开采") == "mining"
    assert {"挑头", "牵头"} <= set(lexicon.words["role-lead"])
    assert LEXICON.department_key("云溪县应急局") == "emergency-management"


def test_a_broken_file_of_words_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("dep:water <", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.ttl"):
        load_lexicon(broken)
    with pytest.raises(OntologyError, match=r"missing\.ttl"):
        load_lexicon(tmp_path / "missing.ttl")
