"""What stands after the text: the office with the date, and what a web page prints below.

Neither belongs to the last part. The signature gives the report its date; the rest is left
over, so that it is named and nothing disappears.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport_desktop.matching.colophon import contacts, is_remark
from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.page_words import BELOW
from govreport_desktop.matching.signature import (
    MOST_ORGANS,
    Signature,
    is_cell,
    run_in,
    signatures,
    signed,
)
from govreport_desktop.report.explanations import ANNEX_LEAD

# What our own export may append: the office's explanations of warnings.
_APPENDIX = "审核说明"
_TITLE = "年政府信息公开工作年度报告"
_HEADING = re.compile(f"(?:.{{0,160}}报告)?{_APPENDIX}")
_YEAR = re.compile(r"20\d\d")
_SHORTEST_SENTENCE = 12
_SHOWN = 20
# Fewer figures in lines of their own may be somebody's list.
_FEWEST_FIGURES = 4
_OF_COLUMNS = ("总", "计", "总计", "合计")
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
    what a page prints under the article, remarks such as 附件, and figures of no row. ``behind``
    is what begins the prose that stands behind a signature, "" where none does. ``annex`` are
    the lines, last of all, of the annex that our own export appends: the figures in it are the
    warnings' and no cell's.
    """

    body: tuple[Line, ...]
    office: str = ""
    signed_on: str = ""
    signature: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    contact: tuple[tuple[str, str], ...] = ()
    behind: str = ""
    annex: tuple[Line, ...] = ()

    def notes(self) -> tuple[str, ...]:
        """One sentence that says what of the signature was taken for what."""
        if not self.signature:
            return ()
        words = " ".join(line.text.strip() for line in self.signature)
        taken = f"成文日期读作 {self.signed_on}" if self.signed_on else "没有成文日期"
        if self.contact and not (self.signed_on or self.office):
            return (f"末尾的“{words}”读作联系方式，没有读入正文。",)
        said = f"末尾的“{words}”是署名，没有读入正文；{taken}。"
        if not self.behind:
            return (said,)
        shown = self.behind[:_SHOWN] + "…" * (len(self.behind) > _SHOWN)
        return (f"{said}署名后面还有“{shown}”，仍作正文，请核对。",)


def read_ending(lines: Sequence[Line], office: str, *, table: bool = False) -> Ending:
    """Cut signature and page furniture off the last part's ``lines``.

    ``office`` is the one of the title: its name alone at the end is a signature, too. What
    stands behind a signature and is neither remark nor furniture stays prose. Figures at the
    end of a ``table`` are its own.
    """
    appendix = _appendix(lines, plain(office))
    end = _first_below(lines) if appendix is None else appendix
    annex = () if appendix is None else _own_annex(lines[end:])
    end = end if table else _first_stray(lines[:end])
    office = plain(office)
    own, contact, remarks = _colophon(lines[:end], office)
    found = list(signatures(own, office))
    kept, of_signatures, more = _taken_out(own, found)
    signer, signed_on = _who_and_when(found, office)
    remarks = [*more, *remarks]
    if not found and kept and (ran := run_in(kept[-1], office)):
        remarks.insert(0, kept[-1]._replace(text=ran[1]))
        kept[-1] = kept[-1]._replace(text=ran[0])
        signer, signed_on = ran[2].office, ran[2].signed_on
    behind = [line for line in own[found[0].end :] if line in kept] if found else []
    said: dict[str, str] = {}
    for line in contact:
        said = (contacts(line.text) or {}) | said
    return Ending(
        tuple(kept),
        signer,
        signed_on,
        (*of_signatures, *contact),
        (*remarks, *lines[end : len(lines) - len(annex)]),
        tuple(said.items()),
        behind[0].text.strip() if behind else "",
        annex,
    )


def _appendix(lines: Sequence[Line], office: str) -> int | None:
    """Where the annex of our own export begins, with the lines of its title; None without one."""
    headings = [i for i, line in enumerate(lines) if _HEADING.fullmatch(plain(line.text))]
    if not headings:
        return None
    at = headings[-1]
    while at and (words := plain(lines[at - 1].text)) and _is_of_title(words, office):
        at -= 1
    return at


def _own_annex(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` where they are the annex of our own export alone; none of them where they are
    somebody else's, or a table stands among them."""
    lead = any(plain(line.text) == plain(ANNEX_LEAD) for line in lines)
    return tuple(lines) if lead and all(line.grid is None for line in lines) else ()


def _is_of_title(words: str, office: str) -> bool:
    """Whether ``words`` are a line of a report's title, as a long one is broken."""
    return len(words) > 1 and _YEAR.sub("〇", words) in f"{office}〇{_TITLE}"


def _taken_out(
    lines: Sequence[Line], found: Sequence[Signature]
) -> tuple[list[Line], list[Line], list[Line]]:
    """``lines`` without signatures; the signatures' lines; remarks straight behind them."""
    kept: list[Line] = []
    own: list[Line] = []
    remarks: list[Line] = []
    at = 0
    for one in found:
        kept += lines[at : one.start]
        own += lines[one.start : one.end]
        at = one.end
        while at < len(lines) and not is_cell(lines[at]) and is_remark(lines[at].text):
            remarks.append(lines[at])
            at += 1
    return [*kept, *lines[at:]], own, remarks


def _who_and_when(found: Sequence[Signature], office: str) -> tuple[str, str]:
    """Of several signatures the title's own counts, else the last one."""
    if not found:
        return "", ""
    own = [one for one in found if one.office == office and one.signed_on]
    dated = [one for one in found if one.signed_on]
    one = (own or dated or found)[-1]
    return one.office, one.signed_on


def _colophon(lines: Sequence[Line], office: str) -> tuple[list[Line], list[Line], list[Line]]:
    """``lines`` without what stands around the signature: whom to call, and remarks."""
    own: list[Line] = []
    contact: list[Line] = []
    remarks: list[Line] = []
    at = len(lines)
    while at:
        line = lines[at - 1]
        if is_cell(line):
            break
        above = next((other.text for other in lines[:at][-2:-1]), "")
        if contacts(line.text) is not None:
            contact.append(line)
        elif is_remark(line.text, above):
            remarks.append(line)
        elif len(own) <= MOST_ORGANS and signed(line.text, office):
            own.append(line)
        else:
            break
        at -= 1
    return [*lines[:at], *own[::-1]], contact[::-1], remarks[::-1]


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
    shown = BELOW.search(words[:200]) or _FILE.match(words) or _OTHER_REPORT.match(words)
    return shown is not None


def _is_sentence(words: str) -> bool:
    return len(words) >= _SHORTEST_SENTENCE and words[-1] in "。;；!！"


def _is_rights(words: str) -> bool:
    return re.match(r"\W*(?:版权所有|Copyright|©)", words, re.IGNORECASE) is not None
