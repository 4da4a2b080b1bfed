"""R44: personal data of applicants in the prose: numbers of identity cards and telephones, names.

The office's own telephone, of which every report says where to ask, is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.patterns import regex

# GB 11643-1999: six digits of a division, eight of a birthday, three of an order, one of check.
_IDENTITY = regex(r"(?<![\dA-Za-z])[1-8]\d{5} ?(?:19|20)\d{6} ?\d{3}[\dXx](?![\dA-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCE = regex(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_CARD = regex(r"身份证|公民身份|证件号")

_MOBILE = regex(r"(?<![\d.A-Za-z])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d%元件条次份人万.])")
_LANDLINE = regex(r"(?<![\d.A-Za-z])（?0\d{2,3}[）\- ]{0,2}\d{7,8}(?!\d)")
_MAIL = regex(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
# What the office prints so that people can reach it.
_OFFICIAL = regex(
    r"电话|联系|咨询|热线|传真|举报|监督|受理|拨打|致电|值班|邮箱|邮件|信箱|邮编|地址|客服|服务|窗口|办公室|科|股|查询|E-?mail",
    re.IGNORECASE,
)
_PERSON = r"(?:申请人|当事人|原告|举报人|信访人|投诉人|权利人|本人|村民|居民|市民|群众|公民)"
# 申请人（电话138…）, 当事人的手机: whose it is.
_OWNED = regex(
    rf"{_PERSON}(?:的)?[^，。；\n可如请拨致向]{{0,10}}(?:电话|手机|联系方式|号码|邮箱|微信)"
    rf"|其(?:本人)?(?:的)?(?:联系)?(?:电话|手机|邮箱)"
)
_NAMED = regex(rf"{_PERSON}|先生|女士")
_LOOK = 48  # characters in front of a number that say whose it is


def _find_identities(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        for match in _IDENTITY.finditer(prose.plain):
            number = match.group().replace(" ", "").upper()
            near = prose.plain[max(match.start() - _LOOK, 0) : match.start()]
            if _is_identity(number) or (_has_birthday(number) and _CARD.search(near)):
                shown = f"{number[:6]}********{number[-4:]}"
                yield IDENTITIES.at(
                    prose,
                    *match.span(),
                    f"{prose.title}：“{number[:6]}…{number[-4:]}”是公民身份号码，公布前必须隐去。",
                    fixes=_hidden(context, prose, match, shown),
                )


def _is_identity(number: str) -> bool:
    """Whether division, birthday and check digit are those of an identity number."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _has_birthday(number) and _CHECK[total % 11] == number[-1]


def _has_birthday(number: str) -> bool:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return _PROVINCE.match(number) is not None and born.year >= 1900


def _find_contacts(context: Context) -> Iterator[Problem]:
    own = re.sub(r"\D", "", context.report.fields["contact_phone"])
    for prose in context.proses:
        for pattern, name in ((_MOBILE, "手机号码"), (_LANDLINE, "电话号码"), (_MAIL, "电子邮箱")):
            if pattern is _MAIL and "@" not in prose.plain:
                continue
            for match in pattern.finditer(prose.plain):
                digits = re.sub(r"\D", "", match.group())
                if own and digits and digits in own:
                    continue
                if not _is_private(prose, match, pattern):
                    continue
                mobile = pattern is _MOBILE
                fixes = _hidden(context, prose, match, f"{digits[:3]}****{digits[-4:]}")
                yield CONTACTS.at(
                    prose,
                    *match.span(),
                    f"{prose.title}：这里有{name}“{_veiled(match.group())}”，像是个人的，公布前请隐去；"
                    "是本机关对外的联系方式的，写明是什么电话。",
                    fixes=fixes if mobile else (),
                )


def _is_private(prose: Prose, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether it is a person's: said to be, or a mobile that nothing says to be the office's."""
    start = match.start()
    sentence = prose.reading.sentence_at(start)
    front = prose.plain[max(sentence.start, start - _LOOK) : start]
    if _OWNED.search(front):
        return True
    if prose.role == "preamble" or _OFFICIAL.search(front):
        return False
    line = prose.plain[prose.reading.paragraph_at(start).start : start]
    if re.search(r"(?:电话|联系方式|联系人|邮箱)[^。；\n]{0,30}$", line):
        return False
    if pattern is _MOBILE:
        return True
    return bool(_NAMED.search(prose.reading.of(sentence))) and ".gov." not in match.group()


def _veiled(words: str) -> str:
    return f"{words[:3]}…{words[-2:]}"


def _hidden(context: Context, prose: Prose, match: re.Match[str], shown: str) -> tuple[Fix, ...]:
    return rewrite(context.report, prose, *match.span(), shown, f"隐去，改为“{shown}”")


_BASIS = "条例第十五条、第十七条（公开前审查）；《中华人民共和国个人信息保护法》"

IDENTITIES = Rule(
    id="R44.identity",
    name="公民身份号码",
    what="文字里没有公民身份号码：18 位，出生日期和校验码都对的。",
    basis=_BASIS,
    example="申请人（身份证号11010119900307…）",
    severity=Severity.WARNING,
    find=_find_identities,
)
CONTACTS = Rule(
    id="R44.contacts",
    name="个人的电话和邮箱",
    what="文字里没有申请人等个人的手机、电话、邮箱；本机关的咨询、联系电话不算。",
    basis=_BASIS,
    example="申请人手机138…78，已电话告知",
    severity=Severity.WARNING,
    find=_find_contacts,
)
