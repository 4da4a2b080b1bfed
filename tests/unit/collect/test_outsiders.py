"""Without a roster: what a name says against adding an office, and that nothing is silent."""

from __future__ import annotations

import pytest

from govreport_desktop.collect.office import Office
from govreport_desktop.collect.outsiders import doubtful, outsider
from tests import collect_folder, collect_other


@pytest.mark.parametrize(
    ("name", "home", "word"),
    [
        ("广元市住房和城乡建设局", "青川县", "上一级"),
        ("云岭市住房和城乡建设局", "云岭市临江区", "上一级"),
        ("四川省广元市教育局", "四川省广元市青川县", "上一级"),
        ("青川县残疾人联合会", "青川县", "群团"),
        ("青川县残联", "青川县", "群团"),
        ("青川县总工会", "青川县", "群团"),
        ("中共青川县委组织部", "青川县", "党委"),
        ("青川县人民医院", "青川县", "企业事业"),
        ("国家税务总局青川县税务局", "青川县", "垂直管理"),
        ("青川县教育局", "广元市", "下一级"),
        ("广元市青川县教育局", "广元市", "下一级"),
        ("广元市教育局", "四川省", "下一级"),
    ],
)
def test_who_hardly_belongs_is_told_by_the_name(name: str, home: str, word: str) -> None:
    assert word in outsider(name, home)


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("广元市公安局青川县分局", "青川县"),
        ("广元市公安局青川分局", "青川县"),
        ("云岭市公安局临江区分局", "云岭市临江区"),
        ("云岭市临江区财政局", "云岭市临江区"),
        ("临江区财政局", "云岭市临江区"),
        ("财政局", "青川县"),
        ("青川县城市管理局", "青川县"),
        ("青川县经济开发区管理委员会", "青川县"),
        ("青川县人民政府", "广元市"),
        ("广元市青川县人民政府", "广元市"),
        ("广元市教育局", "广元市"),
        ("四川省教育厅", "四川省"),
        ("一局", ""),
    ],
)
def test_who_may_belong_is_not_suspected(name: str, home: str) -> None:
    assert outsider(name, home) == ""


@pytest.mark.parametrize(
    ("offices", "parent"),
    [
        (collect_folder.OFFICES, collect_folder.PARENT),
        (tuple(collect_other._FILES), collect_other.PARENT),
    ],
)
def test_the_offices_of_a_county_raise_no_doubt(offices: tuple[str, ...], parent: str) -> None:
    home = parent.removesuffix("人民政府")
    assert {name: why for name in offices if (why := outsider(name, home))} == {}
    entries = [Office(str(at), name) for at, name in enumerate(offices)]
    assert doubtful(entries, parent) == {}


def test_one_that_is_in_the_name_of_another_is_doubted() -> None:
    names = ("青川县旅游局", "青川县文化和旅游局", "青川县科技局", "青川县科学技术局")
    zone = (
        "青川县经济开发区管理委员会",
        "砚湖县财政局",
        "青川县城市管理局",
        "青川县石桥镇人民政府",
    )
    offices = [Office(name, name) for name in (*names, *zone)]
    found = doubtful(offices, "青川县人民政府")
    assert set(found) == {"青川县旅游局", "青川县科技局", *zone[:2]}
    assert "文化和旅游局" in found["青川县旅游局"]
    assert "砚湖县" in found["砚湖县财政局"]
