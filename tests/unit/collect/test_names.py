"""Which office a title, a file and a folder mean: a district's names with or without its city."""

from __future__ import annotations

import pytest

from govreport_desktop.collect.home import divisions_of, home_of
from govreport_desktop.collect.names import PARENT, Names
from govreport_desktop.collect.office import Office
from govreport_desktop.divisions import division_level, related, whole_name
from govreport_desktop.paths import resources

_BUREAUS = ("民政局", "司法局", "教育局", "沿河镇人民政府", "大岗镇人民政府", "小岗镇人民政府")
_STREETS = ("沿河桥镇人民政府", "城北街道办事处", "上湾乡人民政府")
# Two that no list of divisions knows, one that it does, and one without a city.
HOMES = ("望江市临湖区", "望江市青田坝县", "安康市汉滨区", "临湖区")


def names_of(home: str) -> Names:
    """A roster of full names, as most are."""
    offices = [Office(name, f"{home}{name}") for name in (*_BUREAUS, *_STREETS)]
    return Names(offices, f"{home}人民政府")


@pytest.mark.parametrize("home", HOMES)
def test_both_names_or_one_or_none_stand_before_an_offices_name(home: str) -> None:
    names = names_of(home)
    parts = divisions_of(home)
    short = [part[:-1] for part in parts]
    leads = {"", home, *parts, *short, "".join(short), *(short[:-1] and [short[0] + parts[-1]])}
    for name in (*_BUREAUS, *_STREETS):
        for lead in leads:
            found = names.meant(lead + name)
            assert (found.office, found.sure) == (name, True), lead + name


@pytest.mark.parametrize("home", HOMES)
def test_files_and_folders_name_an_office_the_same_way(home: str) -> None:
    names = names_of(home)
    for lead in ("", home, *divisions_of(home), divisions_of(home)[-1][:-1]):
        assert names.of_file("", f"{lead}上湾乡.docx").office == "上湾乡人民政府", lead
        assert names.of_file("", f"{lead}民政局/年报.docx").office == "民政局", lead


@pytest.mark.parametrize("home", HOMES)
def test_near_names_stay_two_offices(home: str) -> None:
    names = names_of(home)
    assert names.meant("沿河镇").office == "沿河镇人民政府"
    assert names.meant("沿河桥镇").office == "沿河桥镇人民政府"
    for title in ("大岗镇", f"{home}大岗镇人民政府"):
        found = names.of_file(title, "小岗镇.docx")
        assert not found.sure
        assert set(found.candidates) == {"大岗镇人民政府", "小岗镇人民政府"}


def test_an_old_answer_takes_no_offices_name_from_it() -> None:
    home = "望江市临湖区"
    offices = names_of(home).roster
    answers = {"临湖区大岗镇": "小岗镇人民政府", "临湖区社会事务局": "民政局"}
    names = Names(offices, f"{home}人民政府", (), answers)
    assert names.meant("大岗镇").office == "大岗镇人民政府"
    redundant = Names(offices, f"{home}人民政府", (), {"大岗镇": "大岗镇人民政府"})
    assert not redundant.of_file("大岗镇", "小岗镇.docx").sure
    assert names.meant(f"{home}社会事务局").office == "民政局"


def test_the_citys_own_report_is_not_the_districts() -> None:
    names = names_of("望江市临湖区")
    assert names.meant("望江市临湖区人民政府").office == PARENT
    assert names.meant("临湖区人民政府").office == PARENT
    assert names.meant("望江市人民政府").office == ""


@pytest.mark.parametrize(
    ("parent", "parts"),
    [
        ("望江市临湖区人民政府", ("望江市", "临湖区")),
        ("望江市市中区人民政府", ("望江市", "市中区")),
        ("大青州市人民政府", ("大青州市",)),
        ("海北省望江市临湖区人民政府办公室", ("海北省", "望江市", "临湖区")),
        ("安康市汉滨区人民政府", ("安康市", "汉滨区")),
        ("安康市新湖区人民政府", ("安康市", "新湖区")),
        ("青田坝县人民政府", ("青田坝县",)),
    ],
)
def test_a_parents_divisions_are_those_in_its_name(parent: str, parts: tuple[str, ...]) -> None:
    assert home_of(parent) == "".join(parts)
    assert divisions_of(home_of(parent)) == parts


@pytest.mark.parametrize(
    "path", ["张三(司法局)/年报.xlsx", "司法局（李四报）/年报.xlsx", "王五 司法局/年报.xlsx"]
)
def test_a_folder_named_after_a_person_and_an_office(path: str) -> None:
    for home in HOMES:
        assert names_of(home).of_file("", path).office == "司法局"


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("玉龙纳西族自治县", "玉龙县"),
        ("云南省丽江市玉龙纳西族自治县", "丽江市玉龙县"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦旗"),
        ("鄂伦春自治旗", "鄂伦春旗"),
        ("凉山彝族自治州", "凉山州"),
        ("云岭彝族傣族自治县", "云岭县"),  # on no list
    ],
)
def test_an_autonomous_county_is_known_without_its_peoples(whole: str, short: str) -> None:
    for home, other in ((whole, short), (short, whole)):
        offices = tuple(
            Office(number, f"{home}{name}")
            for number, name in (("1", "教育局"), ("2", "人民政府办公室"), ("3", "石桥镇人民政府"))
        )
        names = Names(offices, f"{home}人民政府")
        for number, name in (
            ("1", "教育局"),
            ("2", "政府办公室"),
            ("3", "石桥镇"),
            (PARENT, "人民政府"),
        ):
            assert names.meant(f"{other}{name}").office == number
        assert names.in_words(f"{other}教育局2025年年报").office == "1"
        assert names.meant("砚湖县教育局").office == ""
        assert names.meant("砚湖彝族自治县教育局").office == ""


def test_a_township_of_a_people_is_known_in_short_where_no_other_is_called_that() -> None:
    def meant(name: str, *roster: str) -> str:
        return (
            Names([Office(one, f"云岭县{one}") for one in roster], "云岭县人民政府")
            .meant(name)
            .office
        )

    assert meant("云岭县石桥乡人民政府", "石桥回族乡", "木鱼镇") == "石桥回族乡"
    assert meant("石桥苗族侗族乡", "石桥乡") == "石桥乡"
    assert meant("石桥乡", "石桥回族乡", "石桥乡") == "石桥乡"
    assert meant("石桥回族乡", "石桥回族乡", "石桥乡") == "石桥回族乡"
    assert meant("石桥乡", "石桥回族乡", "石桥苗族乡") == ""
    assert meant("水田乡", "水田乡", "石桥回族乡") == "水田乡"
    assert meant("白土乡", "石桥回族乡") == ""
    assert meant("石桥乡", "石桥高山乡") == ""
    assert meant("石桥乡", "石桥鄂温克民族乡") == "石桥鄂温克民族乡"
    names = Names([Office("1", "石桥回族乡人民政府")], "云岭县人民政府")
    assert names.in_words("石桥乡2025年年报").office == "1"


def test_short_names_of_autonomous_divisions_are_of_one_each() -> None:
    assert whole_name("玉龙县") == "玉龙纳西族自治县"
    assert whole_name("海南州") == "海南藏族自治州"
    assert whole_name("青川县") == "青川县"
    assert division_level("凉山州") == "city"
    assert related("玉龙县", "丽江市")
    assert related("玉龙县", "玉龙纳西族自治县")
    assert related("临夏县", "临夏州")
    assert not related("青川县", "凉山州")


CUSTOMARY = [
    (whole, short)
    for whole, *shorts in map(
        str.split, (resources() / "short_names.txt").read_text("utf-8").splitlines()
    )
    for short in shorts
]


@pytest.mark.parametrize(("whole", "short"), CUSTOMARY)
def test_a_name_that_custom_has_made_is_the_divisions_in_roster_file_and_title(
    whole: str, short: str
) -> None:
    assert whole_name(short) == whole
    assert division_level(short) == division_level(whole) is not None
    for parent, roster in ((whole, whole), (whole, short), (short, whole), (short, short)):
        offices = [Office(name, f"{roster}{name}") for name in _BUREAUS]
        names = Names(offices, f"{parent}人民政府")
        for lead in (whole, short, short[:-1] if len(short) > 2 else short, ""):
            for name in _BUREAUS:
                found = names.meant(f"{lead}{name}")
                assert (found.office, found.sure) == (name, True), (parent, roster, lead + name)
            assert names.of_file("", f"{lead}民政局2025年年报.docx").office == "民政局", lead
        assert names.meant(f"{whole}人民政府").office == PARENT
        assert names.meant(f"{short}人民政府").office == PARENT
        # Another division's office of that name is none of ours.
        assert names.meant("青川县民政局").office == ""
