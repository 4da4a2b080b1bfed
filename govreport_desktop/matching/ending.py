"""What stands after the text: the office with the date, and what a web page prints below.

Neither belongs to the last part. The signature gives the report its date; the rest is left
over, so that it is named and nothing disappears.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport_desktop.matching.colophon import contacts, is_remark
from govreport_desktop.matching.dates import date_at_end, is_open_date
from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.organ import organ

_MOST_ORGANS = 3
# What our own export may append: the office's explanations of warnings.
_APPENDIX = "审核说明"
_SHORTEST_SENTENCE = 12
# Fewer figures in lines of their own may be somebody's list.
_FEWEST_FIGURES = 4
_OF_COLUMNS = ("总", "计", "总计", "合计")
# What sites print below an article. Words that also begin a sentence of a report count only
# where the line says nothing else.
_BELOW = re.compile(
    r"^\W*(?:扫一扫|扫码|扫描二维码|(?:用|使用|打开)?微信扫|手机扫|分享(?:到|至|$)|上一[篇条页](?:\W|$)"
    r"|下一[篇条页](?:\W|$)|(?:主办|承办|协办)(?:单位)?:|技术支持|版权所有|网站地图|联系我们|关于我们"
    r"|设为首页|加入收藏|收藏本页|隐私声明|法律声明|免责声明|网站声明|(?:责任)?编辑:|(?:信息)?来源:"
    r"|打印(?:本页|此页|页面|本文|\W*$|\W+关闭)|关闭(?:窗口|本页|页面|\W*$)|返回(?:顶部|首页|列表|上一页|\W*$)"
    r"|相关(?:链接|文档|附件|新闻|稿件|阅读|信息|文章)|附件下载|友情链接|无障碍|纠错|我要纠错)"
    r"|[A-Z]{1,3}ICP备|ICP备|公网安备|网站标识码|Copyright|版权所有|©",
    re.IGNORECASE,
)
# A link to the report of another year or office, as sites list them below this one.
_OTHER_REPORT = re.compile(
    r"^[^，。；：,;:]{0,40}20\d\d年?度?[^，。；：,;:]{0,20}信息公开(?:工作)?(?:年度)?(?:报告|年报)"
    r"(?:\W*[\d-]{0,10}\W*)$"
)
_FILE = re.compile(r"^\S{1,60}\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ending:
    """The lines of the last part itself, and what follows them.

    ``signed_on`` is the signature's date in ISO form, "" where there is none; ``office`` who
    signed, ``contact`` whom to call, by field. ``signature`` are the lines of all this, ``below``
    what a page prints under the article, remarks such as 附件, and figures of no row.
    """

    body: tuple[Line, ...]
    office: str = ""
    signed_on: str = ""
    signature: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    contact: tuple[tuple[str, str], ...] = ()

    def notes(self) -> tuple[str, ...]:
        """One sentence that says what of the signature was taken for what."""
        if not self.signature:
            return ()
        words = " ".join(line.text.strip() for line in self.signature)
        taken = f"成文日期读作 {self.signed_on}" if self.signed_on else "没有成文日期"
        if self.contact and not (self.signed_on or self.office):
            return (f"末尾的“{words}”读作联系方式，没有读入正文。",)
        return (f"末尾的“{words}”是署名，没有读入正文；{taken}。",)


def read_ending(lines: Sequence[Line], office: str) -> Ending:
    """Cut signature and page furniture off the last part's ``lines``.

    ``office`` is the one of the title: its name alone at the end is a signature, too.
    """
    appendix = [i for i, line in enumerate(lines) if plain(line.text) == _APPENDIX]
    end = appendix[-1] if appendix else _first_below(lines)
    end = _first_stray(lines[:end])
    own, contact, remarks = _colophon(lines[:end], plain(office))
    start, signer, signed_on = _signature(own, plain(office))
    said: dict[str, str] = {}
    for line in contact:
        said = (contacts(line.text) or {}) | said
    return Ending(
        tuple(own[:start]),
        signer,
        signed_on,
        (*own[start:], *contact),
        (*remarks, *lines[end:]),
        tuple(said.items()),
    )


def _colophon(
    lines: Sequence[Line], office: str
) -> tuple[list[Line], tuple[Line, ...], tuple[Line, ...]]:
    """``lines`` without what stands around the signature: whom to call, and remarks."""
    own: list[Line] = []
    contact: list[Line] = []
    remarks: list[Line] = []
    at = len(lines)
    while at:
        line = lines[at - 1]
        if line.grid is not None or line.flat:
            break
        above = next((other.text for other in lines[:at][-2:-1]), "")
        if contacts(line.text) is not None:
            contact.append(line)
        elif is_remark(line.text, above):
            remarks.append(line)
        elif len(own) <= _MOST_ORGANS and _is_signed(line.text, office):
            own.append(line)
        else:
            break
        at -= 1
    return [*lines[:at], *own[::-1]], tuple(contact[::-1]), tuple(remarks[::-1])


def _is_signed(text: str, office: str) -> bool:
    found = date_at_end(text)
    dated = found is not None and (not found[0] or bool(_signer(found[0], office)))
    return dated or is_open_date(text) or bool(_signer(plain(text), office))


def _first_below(lines: Sequence[Line]) -> int:
    """Where the furniture begins: no sentence stands behind it."""
    first = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.grid is not None or line.flat:
            break
        words = plain(line.text)
        if _is_furniture(words):
            # A sentence of the report may name what a page prints; it ends like one.
            if not _is_sentence(words) or _is_rights(words):
                first = index
        elif _is_sentence(words):
            break
    return first


def _first_stray(lines: Sequence[Line]) -> int:
    """Where a column of figures begins that a copy of a PDF leaves behind the last sentence."""
    first, count, headed = 0, 0, False
    for index in range(len(lines) - 1, -1, -1):
        line, words = lines[index], plain(lines[index].text)
        if line.grid is not None or line.flat:
            break
        if words.isdecimal():
            count += 1
        elif words in _OF_COLUMNS:
            headed = True
        elif words:
            break
        first = index
    return first if count >= (1 if headed else _FEWEST_FIGURES) else len(lines)


def _is_furniture(words: str) -> bool:
    shown = _BELOW.search(words[:200]) or _FILE.match(words) or _OTHER_REPORT.match(words)
    return shown is not None


def _is_sentence(words: str) -> bool:
    return len(words) >= _SHORTEST_SENTENCE and words[-1] in "。;；!！"


def _is_rights(words: str) -> bool:
    return re.match(r"\W*(?:版权所有|Copyright|©)", words, re.IGNORECASE) is not None


def _signature(lines: Sequence[Line], office: str) -> tuple[int, str, str]:
    """Where the signature begins (the number of lines: nowhere), who signed, and when."""
    none = len(lines), "", ""
    at, signed_on, dated, signer = len(lines), "", False, ""
    while at and len(lines) - at <= _MOST_ORGANS:
        line = lines[at - 1]
        words = plain(line.text)
        if line.grid is not None or line.flat:
            break
        found = None if dated else date_at_end(line.text)
        if found and (not found[0] or _signer(found[0], office)):
            signed_on, dated = found[1].isoformat(), True
            signer = _signer(found[0], office) or signer
        elif not dated and is_open_date(line.text):
            dated = True
        elif _signer(words, office):
            signer = _signer(words, office)
        else:
            break
        at -= 1
    # A name alone is a signature only where it is the title's; an open date needs a name.
    signed = signed_on or (dated and signer) or (signer and signer == office)
    return (at, signer, signed_on) if signed else none


def _signer(words: str, office: str) -> str:
    """The office that ``words`` are, else ""; the title's own may be called anything."""
    return office if words and words == office else organ(words)
