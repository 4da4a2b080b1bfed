"""What an office puts around its signature: whom to call, that the paper may be published, 附件."""

from __future__ import annotations

import re

from govreport_desktop.matching.dates import date_at_end
from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.organ import organ

# Facts of `FIELDS` by what such a line calls them; "" has none.
_KEYS = {
    "contact_both": r"联系人(?:及|和|、)(?:联系)?(?:电话|方式)",
    "contact_name": r"联系人(?:姓名)?|经办人",
    "contact_phone": r"联系电话|办公电话|咨询电话|电话(?:号码)?|联系方式",
    "contact_email": r"电子邮箱|电子邮件|邮箱",
    "contact_address": r"联系地址|通讯地址|通信地址|办公地址|地址",
    "": r"邮政编码|邮编|传真",
}
_KEY = re.compile("|".join(f"(?P<k{n}>{words})" for n, words in enumerate(_KEYS.values())))
_PAIR = re.compile(rf"({'|'.join(_KEYS.values())})\s*[:：]\s*")
_PHONE = re.compile(r"[（(]?\d[\d\s()（）-]{5,}\d")
_LONGEST, _LONGEST_VALUE = 120, 40
_EDGES = " \t\u3000,，;；.。()（）"
_REMARK = re.compile(
    r"\(?(?:(?:此件|本件)?(?:主动公开|公开发布|公开发表|依申请公开|不予公开)|此页无正文)\)?"
    r"|(?:公开(?:方式|属性|形式)|主题词):.{1,80}"
    r"|(?:抄[送报]|主送|分送|存档|印发(?:单位|机关|日期|时间)|印数|校对|打字|拟稿|核稿):.{1,200}"
    r"|\(?共印\d{1,5}份\)?"
    r"|附件\d{0,2}(?::.{0,80})?"
)
# 云岫市水务局办公室 2024年1月20日印发: the foot of a paper.
_ISSUED = re.compile(r"印(?:发|制)?(?:\(?共印\d{1,5}份\)?)?$")
_ATTACHED = re.compile(r"附件\d{0,2}(?::.{0,80})?")
_NUMBERED = re.compile(r"\d{1,2}[.、].{1,40}")


def contacts(text: str) -> dict[str, str] | None:
    """The contact facts that a line states and nothing else; None where it says something else."""
    words = text.strip().strip("()（）").strip()
    parts = _PAIR.split(words) if len(words) <= _LONGEST else []
    if len(parts) < 3 or parts[0].strip(_EDGES):
        return None
    found: dict[str, str] = {}
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        said = value.strip(_EDGES)
        match = _KEY.fullmatch(key)
        if len(said) > _LONGEST_VALUE or re.search("[。；，;,]", said) or match is None:
            return None
        name = list(_KEYS)[int((match.lastgroup or "k0")[1:])]
        phone = _PHONE.search(said)
        if name in ("contact_both", "contact_name") and phone:
            found["contact_phone"] = phone.group().strip()
            said = said.replace(phone.group(), " ").strip(_EDGES)
        if name and said:
            found.setdefault(name.replace("_both", "_name"), said)
    return found


def is_remark(text: str, above: str = "") -> bool:
    """Whether a line is such a remark; below 附件：1.… its second one is, ``above`` it says so."""
    words = plain(text)
    if _REMARK.fullmatch(words) or _is_issued(words):
        return True
    return bool(_NUMBERED.fullmatch(words) and _ATTACHED.fullmatch(plain(above)))


def _is_issued(words: str) -> bool:
    """Whether a line says who had the paper printed and when, and nothing else."""
    mark = _ISSUED.search(words)
    found = date_at_end(words[: mark.start()]) if mark else None
    return found is not None and (not found[0] or bool(organ(found[0])))
