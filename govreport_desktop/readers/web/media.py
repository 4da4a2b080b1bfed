"""Whether the conditions of a style sheet hold in a window on a desktop.

Media Queries, level 4, as far as sheets of portals use them. Windows are of some width between
a small screen's and a large one's; what holds for only some of them cannot be told.
"""

from __future__ import annotations

import re

# The room a page has, in pixels.
_ROOM = {"width": (1300.0, 1920.0), "height": (500.0, 1200.0)}
_ROOM |= {f"device-{name}": sizes for name, sizes in list(_ROOM.items())}
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "in": 96.0, "cm": 37.8, "mm": 3.78}
_RULE = re.compile(r"@(?P<name>[\w-]+)\s*(?P<asked>.*)", re.DOTALL)
_TYPE = re.compile(r"(?:(only|not)\s+)?([a-z][\w-]*)(?:\s+and\b)?", re.IGNORECASE)
_FEATURE = re.compile(r"\(\s*([\w-]+)\s*(?::\s*([^()]*?)\s*)?\)")
_LENGTH = re.compile(r"(\d+\.?\d*|\.\d+)(px|r?em|pt|in|cm|mm)", re.IGNORECASE)
# What a screen on a desk is; None for what differs from desk to desk.
_TOLD = {
    ("orientation", "landscape"): True, ("orientation", "portrait"): False,
    ("prefers-color-scheme", "dark"): False, ("prefers-color-scheme", "light"): True,
    ("prefers-contrast", "more"): False, ("forced-colors", "active"): False,
    ("hover", "hover"): True, ("hover", "none"): False, ("hover", ""): True,
    ("pointer", "fine"): True, ("pointer", "coarse"): False, ("pointer", "none"): False,
    ("color", ""): True, ("monochrome", ""): False, ("scripting", "enabled"): True,
}  # fmt: skip
_OTHER_RULES = {"layer": True, "supports": True, "container": None, "scope": None}


def conditions_hold(rule: str) -> bool | None:
    """Whether an @-rule with rules inside applies, None where that cannot be told.

    Those that hold none, as @font-face and @keyframes, never do.
    """
    found = _RULE.match(rule.strip())
    if not found:
        return False
    name, asked = found["name"].lower(), found["asked"].strip()
    if name == "supports" and asked.lower().startswith("not"):
        return False
    if name != "media":
        return _OTHER_RULES.get(name, False)
    return _any([_query(query.strip()) for query in asked.split(",")])


def _query(query: str) -> bool | None:
    kind = _TYPE.match(query)
    rest = query[kind.end() :] if kind else query
    told: list[bool | None] = []
    negated = bool(kind and (kind[1] or "").lower() == "not")
    if kind:
        told.append(kind[2].lower() in ("all", "screen"))
    features = _FEATURE.findall(rest)
    told += [_feature(name.lower(), value.lower()) for name, value in features]
    # Ranges (400px <= width), or, and what is in brackets of brackets.
    if _FEATURE.sub("", re.sub(r"\band\b", "", rest, flags=re.IGNORECASE)).strip():
        told.append(None)
    holds = _not(_any([_not(one) for one in told]))
    return _not(holds) if negated else holds


def _feature(name: str, value: str) -> bool | None:
    bound, _, what = name.partition("-")
    if bound in ("min", "max") and what in _ROOM:
        if not (length := _LENGTH.fullmatch(value)):
            return None
        pixels = float(length[1]) * _PIXELS[length[2].lower()]
        least, most = _ROOM[what]
        if bound == "min":
            return True if pixels <= least else False if pixels > most else None
        return True if pixels >= most else False if pixels < least else None
    return _TOLD.get((name, value))


def _any(told: list[bool | None]) -> bool | None:
    if True in told:
        return True
    return None if None in told else False


def _not(told: bool | None) -> bool | None:
    return None if told is None else not told
