"""Which kind of organ a name says, when its report is due, and what the data may not say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from govreport_desktop.divisions import division_level
from govreport_desktop.errors import FormError
from govreport_desktop.form.names import LEVELS, plain_name
from govreport_desktop.form.organs import (
    MonthDay,
    level_of,
    month_day,
    organ_kind_of,
    organs,
    read_organs,
)
from govreport_desktop.paths import resources

NAMES = Path(__file__).parents[2] / "data" / "organs" / "names.txt"
DIVISIONS = (resources() / "divisions.txt").read_text(encoding="utf-8").splitlines()


def table() -> list[tuple[str, str, str]]:
    """Kind, level and name of every line."""
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ", 2) for line in lines if not line.startswith("#")]
    return [(kind, level, name) for kind, level, name in rows]


@pytest.mark.parametrize(("kind", "level", "name"), table())
def test_kind_and_level_follow_from_the_name(kind: str, level: str, name: str) -> None:
    found = organ_kind_of(name)
    assert (found.id if found else "ask") == kind
    assert (level_of(name) or "-") == level


def test_the_table_has_names_of_every_kind() -> None:
    kinds = {kind for kind, _, _ in table()}
    assert kinds == {*organs().kinds, "ask"}
    assert len(table()) >= 120


def divisions() -> Iterator[tuple[str, str, str]]:
    """Kind of its government, the divisions it lies in, name: of every division there is."""
    for line in DIVISIONS:
        province, city, *counties = line.split()
        if province.endswith("特别行政区"):
            continue
        if city == province:
            city = ""
            yield "province", "", province
        else:
            yield "city", province, city
        yield from (("county", province + city, county) for county in counties)


def test_every_division_there_is() -> None:
    wrong = []
    for kind, above, name in divisions():
        for whole in {name, above + name}:
            wanted = {
                "人民政府": kind,
                "人民政府办公室": "office",
                "市场监督管理局": "department",
                "东风镇人民政府": "township",
                "东风街道办事处": "subdistrict",
            }
            for end, expected in wanted.items():
                found = organ_kind_of(whole + end)
                if found is None or found.id != expected:
                    wrong.append((whole + end, found and found.id))
    assert wrong == []


def test_the_list_of_divisions_has_all_prefectures() -> None:
    """333 at the end of 2024: 293 cities, 30 自治州, 7 地区, 3 盟 (台湾省's not counted)."""
    cities = {line.split()[1] for line in DIVISIONS} - {line.split()[0] for line in DIVISIONS}
    ends = ("市", "自治州", "地区", "盟")
    assert [sum(name.endswith(end) for name in cities) for end in ends] == [293, 30, 7, 3]
    assert {division_level(name) for name in cities} == {"city"}


DUE = {
    "浙江省财政厅": date(2027, 1, 31),
    "浙江省人民政府办公厅": date(2027, 1, 31),
    "佛堂镇人民政府": date(2027, 1, 31),
    "义乌市稠城街道办事处": date(2027, 1, 31),
    "义乌市人民政府": date(2027, 2, 20),
    "北京市海淀区人民政府": date(2027, 2, 20),
    "金华市人民政府": date(2027, 3, 10),
    "北京市人民政府": date(2027, 3, 31),
    "国家税务总局义乌市税务局": date(2027, 3, 31),
    "浙江大学": date(2026, 10, 31),
}


@pytest.mark.parametrize(("name", "due"), DUE.items())
def test_the_report_of_2026_is_due(name: str, due: date) -> None:
    kind = organ_kind_of(name)
    assert kind is not None
    assert kind.due_date(2026) == due


def test_every_kind_says_where_its_report_goes_and_who_says_so() -> None:
    for kind in organs().kinds.values():
        assert "报送" in kind.to
        assert "号" in kind.notice
        assert not kind.level or kind.level in LEVELS
    vertical = organs().kinds["vertical"]
    assert "不报当地政府" in vertical.to
    assert vertical.words == "垂直管理单位，全系统报告期限 3 月 31 日"
    assert organs().kinds["county"].words == "县级政府，2 月 20 日前报送"


def test_kinds_are_offered_by_their_days_the_commonest_first() -> None:
    assert [kind.name for kind in organs().reporting(())] == [
        *("政府部门", "街道办事处", "乡镇人民政府", "政府办公厅（室）"),
        *("县级政府", "地市级政府", "省级政府", "垂直管理单位"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "金华市市场监督管理局（知识产权局）",
        "金華市市場監督管理局",
        " 金华市 市场监督\u3000管理局 ",
        "\ufeff金华市市场监督管理局\u200b(盖章)",
    ],
)
def test_blanks_brackets_and_traditional_characters_do_not_count(written: str) -> None:
    assert plain_name(written) == "金华市市场监督管理局"


@pytest.mark.parametrize("name", ["", " ", "（）", "(((", "市", "人民政府", "局" * 5000])
def test_no_name_is_too_strange(name: str) -> None:
    organ_kind_of(name)
    level_of(name)


def test_it_says_why_it_has_to_ask() -> None:
    assert "管委会" in organs().why_asked("四川天府新区管委会")
    assert organs().why_asked("云岭市人民政府") == ""


def test_old_words_are_understood_and_unknown_ones_kept() -> None:
    known = organs()
    assert known.name_of("government") == "人民政府"
    assert known.name_of("department") == "政府部门"
    assert known.stored("县级政府") == "county"
    assert known.stored("人民政府") == "government"
    assert known.stored("县政府") == known.name_of("县政府") == "县政府"
    means = [kind.id for kind in known.old["government"][1]]
    assert means == ["township", "county", "city", "province"]


@pytest.mark.parametrize("text", ["", "2-20", "02-30", "13-01", "02-29", "0220", "二月"])
def test_what_is_no_day_of_every_year(text: str) -> None:
    assert month_day(text) is None


def test_a_day_of_the_year_is_read_and_written() -> None:
    assert month_day("02-20") == MonthDay(2, 20)
    assert str(MonthDay(2, 20)) == "2 月 20 日"
    assert month_day(MonthDay(1, 5).stored) == MonthDay(1, 5)


# ---------------------------------------------------------------- the data
SMALL = """
schema = 1

[[kinds]]
id = "bureau"
name = "局"
due = "01-31"
to = "上级"
notice = "某号"
names = ['局$']

[[ask]]
why = "不知道"
names = ['怪局$']

[[old]]
id = "thing"
name = "东西"
means = ["bureau"]
"""
KIND = SMALL[SMALL.index("[[kinds]]") : SMALL.index("[[ask]]")]
BROKEN = {
    "unknown key": ('name = "局"', 'name = "局"\nx = 1', "kinds[0].x：不认识这个键"),
    "missing key": ('notice = "某号"\n', "", "kinds[0]：缺少 notice"),
    "wrong type": ('due = "01-31"', "due = 131", "kinds[0].due：应为 str"),
    "no day": ('"01-31"', '"01-32"', "kinds[0].due：01-32 不是“月-日”"),
    "no level": ('name = "局"', 'name = "局"\nlevel = "high"', "kinds[0].level：应为 province、"),
    "no pattern": ("'局$'", "'(局'", "kinds[0].names[0]：不是正则表达式"),
    "no text": ("'怪局$'", "1", "ask[0].names[0]：应为 str"),
    "two of one id": ("[[ask]]", KIND + "[[ask]]", "kinds：bureau 出现了两次"),
    "two of one name": ('"东西"', '"局"', "name：局 出现了两次"),
    "an old id in use": ('id = "thing"', 'id = "bureau"', "old：bureau 出现了两次"),
    "an unknown meaning": (
        'means = ["bureau"]',
        'means = ["office"]',
        "old[0].means：没有机关类别",
    ),
    "another schema": ("schema = 1", "schema = 2", "schema：是 2"),
}


def test_the_data_these_tests_break_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "organs.toml"
    path.write_text(SMALL, encoding="utf-8")
    known = read_organs(path)
    assert known.kind_of("某某局") is known.kinds["bureau"]
    assert known.kind_of("某怪局") is None
    assert known.why_asked("某怪局") == "不知道"


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_contradictions_are_told_by_file_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in SMALL
    path = tmp_path / "organs.toml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError) as refusal:
        read_organs(path)
    assert str(refusal.value).startswith("organs.toml：")
    assert said in str(refusal.value)


def test_the_kinds_of_the_program_are_right_in_every_expression() -> None:
    assert read_organs(resources() / "organs.toml").kinds.keys() == organs().kinds.keys()
