"""Groups of categories that never overlap: a list of such items can be added up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache


@cache
def _families() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile(member) for member in family) for family in _FAMILIES)


# Each member is a pattern for an item's name. The first four groups are the statute's own.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("自然人|公民|个人", "法人|其他组织|单位|(?<!商业)企业"),
    ("自然人|公民|个人", "商业企业", "科研机构", "公益组织", "法律服务机构", "其他"),
    (
        "不予公开",
        "部分公开",
        "(?<!不)予以公开|^公开|全部公开|同意公开",
        "无法提供|不存在|不掌握",
        "不予处理",
        "其他处理",
    ),
    ("维持", "纠正|撤销", "其他结果|其他", "尚未审结|未审结|正在审理"),
    (
        "当面|现场|窗口",
        "网络|网上|在线|互联网|网站|平台",
        "信函|邮寄|信件|邮政|来信",
        "传真",
        "电子邮件|邮箱|邮件",
    ),
    ("建议", "提案"),
    ("主办|独办|承办", "会办|协办|分办"),
    ("即办件", "承诺件"),
    ("复议", "诉讼"),
    ("行政许可|许可", "行政处罚|处罚", "行政强制|强制"),
    ("帮办", "代办"),
    ("主动公开", "依申请公开", "不予公开|免予公开"),
    (
        "省级",
        "[市州]级|市直",
        "[县区]级|[县区]直|县（[市区]",
        "乡级|镇级|乡镇|镇（街|街道",
        "村级|村（|社区",
    ),
    ("新办|新设|设立", "变更", "注销", "延续"),
    ("咨询", "投诉", "举报", "求助", "建议"),
)
# Groups whose members leave nothing out once two of them are there.
_WHOLE = (0, 5, 8)
# Ways in which an application arrives: each has exactly one.
_CHANNELS = 4
# How a paper may be disclosed: one of three.
_ATTRIBUTES = 11


def apart(names: Sequence[str]) -> bool:
    """Whether the items are different members of one group, so that none overlap."""
    return _family(names) is not None


def complete(names: Sequence[str]) -> bool:
    """Whether the items are, besides, all that there is of their group."""
    family = _family(names)
    return family is not None and (
        family in _WHOLE
        or (family == _ATTRIBUTES and len(names) == 3)
        or (family == _CHANNELS and any("申请" in name for name in names))
    )


def _family(names: Sequence[str]) -> int | None:
    for index, members in enumerate(_families()):
        hits = [_member(members, name) for name in names]
        if None not in hits and len(set(hits)) == len(hits):
            return index
    return None


def _member(members: Sequence[re.Pattern[str]], name: str) -> int | None:
    for index, member in enumerate(members):
        if member.search(name):
            return index
    return None
