"""Whether a name is that of a neighbour: another bureau of the same county, another town.

Names are compared by their letters alone, so that offices are told apart whose county no list
knows. In doubt the name is the office's own in another form: 青禾县住建局 is
青禾县住房和城乡建设局.
"""

from __future__ import annotations

from itertools import takewhile

from govreport_desktop.patterns import regex

_AREAS = "省市县区旗州盟"
# No verb or word of place in front of it: 现公布县公安局.
_AREA = regex(
    rf"(?:(?![布将现向报送对及经在把给全各我本该])[\u4e00-\u9fff]){{2,8}}?(?P<kind>[{_AREAS}])"
)
_BUREAU = regex(r"(?:局|委员会|厅)$")
_GOVERNMENT = regex(r"政府|办公[厅室]")
# 青禾县河湾镇人民政府: the town by itself.
_TOWN = regex(
    rf"(?:^|[{_AREAS}])(?P<town>[^{_AREAS}]{{1,6}}?(?:镇|乡|街道))(?:人民政府|政府|办事处)?$"
)
# Words that end like the name of a town.
_NO_TOWN = regex(
    r"[我本全各该]|^度|^(?:乡镇|城镇|城乡|村镇|集镇|下乡|小城镇|家乡|返乡|回乡|水乡|几)"
)


def is_peer(name: str, office: str) -> bool:
    """Whether ``name`` is a neighbour of ``office``, and can't be the office itself."""
    if name in office or office in name:
        return False
    if _is_elsewhere(name, office):
        return True
    own, other = _TOWN.search(office), _TOWN.search(name)
    if own and other:
        town, ours = other["town"], own["town"]
        return not _NO_TOWN.search(town) and town != ours and not town.endswith(ours)
    return not own and not other and _is_bureau_beside(name, office)


def _is_elsewhere(name: str, office: str) -> bool:
    """The same bureau of another area of the same kind: 石桥县教育局 for 青禾县教育局."""
    ours, theirs = _AREA.match(office), _AREA.match(name)
    if not ours or not theirs or ours["kind"] != theirs["kind"]:
        return False
    rest = office[ours.end() :]
    return len(rest) > 2 and rest == name[theirs.end() :]


def _is_bureau_beside(name: str, office: str) -> bool:
    common = takewhile(lambda pair: pair[0] == pair[1], zip(name, office, strict=False))
    cut = max((i for i, (char, _) in enumerate(common) if char in _AREAS), default=-1) + 1
    ours, theirs = office[cut:], name[cut:]
    if not cut or not _BUREAU.search(ours) or not _BUREAU.search(theirs):
        return False
    if _GOVERNMENT.search(theirs) or ours[:2] == theirs[:2]:
        return False
    return not (_within(_stem(theirs), ours) or _within(_stem(ours), theirs))


def _stem(name: str) -> str:
    return _BUREAU.sub("", name)


def _within(short: str, long: str) -> bool:
    """Whether the letters of ``short`` stand in ``long`` in their order: 住建 in 住房和城乡建设."""
    rest = iter(long)
    return all(letter in rest for letter in short)
