"""Whose offices a folder without a task is of: by what most names begin with, or asked."""

from __future__ import annotations

import pytest

from govreport_desktop.collect.guess import guess
from govreport_desktop.collect.reading import Head, typed_cells

_BUREAUS = ("教育局", "公安局", "民政局", "司法局", "财政局", "水务局")
_ZEROS = (0,) * len(typed_cells("2021"))


def _parent(*names: str) -> str:
    heads = {
        f"{n}.docx": Head(f"{n}", "docx", office=name, year=2025, form="2021", values=_ZEROS)
        for n, name in enumerate(names)
    }
    return guess(heads).parent


@pytest.mark.parametrize(
    ("city", "district"),
    [
        ("云岭市", "临江区"),
        ("云岭市", "市中区"),
        ("云岭市", "城区"),
        ("绵阳市", "云溪区"),  # the city is listed, the district is not
        ("云岭市", "清河县"),
        ("云岭州", "清河市"),
    ],
)
def test_an_unlisted_district_of_a_city_is_what_most_names_begin_with(
    city: str, district: str
) -> None:
    names = [f"{city}{district}{bureau}" for bureau in _BUREAUS]
    home = f"{city}{district}人民政府"
    assert _parent(*names) == home
    short = [f"{district}{bureau}" for bureau in _BUREAUS[:3]]
    assert _parent(*names[3:], *short) == home
    assert _parent(*names, f"{city}教育局") == home  # the city's own file lies there as well
    assert _parent(*names[:3], f"{home}办公室", f"{city}{district}石桥镇人民政府") == home


def test_a_city_is_a_city_whatever_districts_lie_in_it() -> None:
    city = [f"云岭市{bureau}" for bureau in _BUREAUS]
    governments = [f"云岭市{one}人民政府" for one in ("临江区", "山南区", "清河县", "北川县")]
    assert _parent(*city) == "云岭市人民政府"
    assert _parent(*city, *governments) == "云岭市人民政府"
    assert _parent(*governments) == "云岭市人民政府"
    tax = "国家税务总局云岭市税务局"
    assert _parent(*city, tax) == "云岭市人民政府"
    county = [f"青川县{bureau}" for bureau in _BUREAUS]
    assert _parent(*county, "国家税务总局青川县税务局") == "青川县人民政府"
    assert _parent(*city, "云岭市开发区管理委员会", "云岭市社区矫正管理局") == "云岭市人民政府"
    assert _parent(*city, "云岭市临江区教育局") == "云岭市人民政府"


def test_offices_of_several_districts_are_asked_about() -> None:
    names = [f"云岭市{one}{bureau}" for one in ("临江区", "山南区") for bureau in _BUREAUS]
    assert _parent(*names) == ""


def test_an_autonomous_county_is_one_under_both_its_names() -> None:
    names = [f"玉龙县{bureau}" for bureau in _BUREAUS[:3]]
    names += [f"玉龙纳西族自治县{bureau}" for bureau in _BUREAUS[3:]]
    assert _parent(*names) == "玉龙纳西族自治县人民政府"
