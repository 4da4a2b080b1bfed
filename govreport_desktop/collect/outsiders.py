"""Offices that by their names alone hardly belong to those that are added up.

Without a roster nothing proves who belongs. What a name says against it is said here: another
level, another place, an organ the regulation does not oblige, a system led from above, another
spelling of an office that is there, or one it was merged into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govreport_desktop.collect.home import divisions_of, home_of, is_government, without_home
from govreport_desktop.collect.names import Names, is_within
from govreport_desktop.collect.office import Office
from govreport_desktop.divisions import division_level, leading_division
from govreport_desktop.form.organs import organ_kind_of, organs

# Of these the law leaves it to each place; the others of `organs.toml` do not report at all.
_BY_PLACE = "按当地规定"
_ORDER = {"province": 0, "city": 1, "county": 2}


def outsider(name: str, home: str) -> str:
    """Why an office of that name is none of those ``home`` adds up; "" where it may be one."""
    kind = organ_kind_of(name)
    if kind is not None and kind.id == "vertical":
        return f"是垂直管理单位，{kind.to}"
    why = organs().why_asked(name)
    if why and _BY_PLACE not in why:
        return f"看名称不是要汇总的行政机关：{why}"
    return _of_other_level(name, home)


def doubtful(offices: Sequence[Office], parent: str) -> Mapping[str, str]:
    """What speaks against offices that count all the same, by their id."""
    home = home_of(parent)
    names = Names(offices, parent)
    keys = {office.id: names.key(office.name) for office in offices if office.due}
    found = {}
    for office in offices:
        if office.id in keys and (why := _doubt(office, offices, keys, home)):
            found[office.id] = why
    return found


def _doubt(office: Office, offices: Sequence[Office], keys: Mapping[str, str], home: str) -> str:
    if why := organs().why_asked(office.name):
        return why
    if elsewhere := _elsewhere(office.name, home):
        return f"名称以“{elsewhere}”开头，像是别处的单位"
    near = next(_containing(office, offices, keys), None)
    return f"与“{near.name}”名称相近，可能是同一个单位，或者已经并入" if near else ""


def _containing(
    office: Office, offices: Sequence[Office], keys: Mapping[str, str]
) -> Iterator[Office]:
    """The bureaus in whose name all of this bureau's is: 旅游局, 文化和旅游局."""
    mine = keys[office.id]
    for other in offices:
        theirs = keys.get(other.id, "")
        same_kind = mine[-1:] in ("局", "委") and theirs[-1:] in ("局", "委")
        if (
            other is not office
            and same_kind
            and len(mine) > 2
            and is_within(mine[:-1], theirs[:-1])
        ):
            yield other


def _of_other_level(name: str, home: str) -> str:
    """That an office is the city's above or the county's below, as far as the name tells."""
    parts = divisions_of(home)
    if not parts:
        return ""
    inner = parts[-1]
    lead = next((part for part in parts if name.startswith(part)), leading_division(name))
    if not lead or inner in name or inner[:-1] in name[len(lead) :]:
        return _of_below(name, home, inner)
    if lead in parts or _level(lead) < _level(inner):
        return f"名称是“{lead}”的，是上一级的单位，由上一级汇总"
    return _of_below(name, home, inner)


def _of_below(name: str, home: str, inner: str) -> str:
    """That an office is that of a county's: its government adds it up."""
    rest = without_home(name, home)
    below = leading_division(rest)
    if not below or rest == below or is_government(rest) or _level(below) <= _level(inner):
        return ""
    return f"是下一级“{below}”的单位，由那里的政府汇总"


def _level(division: str) -> int:
    """How deep a division lies; what is on no list is as deep as its last character says."""
    level = division_level(division)
    if level is not None:
        return _ORDER[level]
    return {"省": 0, "市": 1, "州": 1, "盟": 1}.get(division[-1:], 2)


def _elsewhere(name: str, home: str) -> str:
    """The division on no list that a name begins with, which is not that of ``home``."""
    ours = not home or without_home(name, home) != name or home[:-1] in name
    division = "" if ours or leading_division(name) else home_of(name)
    # 城市管理局, 社区矫正管理局: two characters are a word, and zones are offices of ours.
    return division if len(division) > 2 and division[-1] in "县旗" else ""
