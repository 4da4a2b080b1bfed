"""A letter saved from a mail program (.eml): the one report attached to it, or what it says itself.

Its attachments are read as any file is. Which of several is meant nobody can tell from here: they
are named, to be saved apart; a document and the PDF of it are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.errors import ReadError, shown_name
from govreport_desktop.readers.one_document import one_of_each
from govreport_desktop.source import Source, SourceParagraph, SourceTable

if TYPE_CHECKING:
    from email.message import EmailMessage

_MOST_HEAD, _MOST_PARTS, _MOST_NAMED = 1 << 16, 2000, 5
_LINE = re.compile(rb"[\w-]+:")
_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
# A page saved as a letter has a sender too, and was never sent.
_SENT = re.compile(rb"^(?:to|received|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE)
# One with files is none: of those that went to hidden receivers only, or lie among the drafts.
_FILES = re.compile(rb"^content-type:\s*multipart/mixed", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"\r?\n\r?\n")
# What the standard library raises for letters that are none (`readers/web/mhtml.py`).
_DAMAGE = (LookupError, ValueError, TypeError, AttributeError, RecursionError)


class _Attached(NamedTuple):
    name: str
    kind: str
    data: bytes


def is_mail(data: bytes) -> bool:
    """Whether ``data`` begins as a letter that was sent does, or one with files attached."""
    head = data[:_MOST_HEAD].lstrip()
    if not _LINE.match(head):
        return False
    end = _END.search(head)
    head = head[: end.start()] if end else head
    return bool(_FROM.search(head) and (_SENT.search(head) or _FILES.search(head)))


def read_mail(
    data: bytes,
    name: str,
    kind_of: Callable[[bytes], str],
    readable: Sequence[str],
    read: Callable[[Path], Source],
) -> Source:
    """The report that the letter ``data`` brings; ``read`` reads a file of a kind of ``readable``.

    Raises ReadError where it brings none or several, or is damaged.
    """
    if data.count(b"\n--") > _MOST_PARTS:
        raise ReadError(f"“{name}”是邮件，里面的部分多得不正常，没有读取。")
    attached, body = _opened(data, name, kind_of)
    files = [one for one in attached if one.kind not in ("image", "")]
    # What mail programs and their users put beside a report is text.
    known = [one for one in files if one.kind in readable]
    told = [one for one in known if one.kind != "text"] or known
    reports = one_of_each(told, lambda one: one.name, lambda one: one.kind)
    if len(reports) > 1:
        raise ReadError(
            f"“{name}”是邮件，有 {len(reports)} 个附件（{_names(reports)}），不知道以哪个为准；"
            "请把年度报告那个附件存出来再读。"
        )
    if reports:
        others = [one for one in files if one is not reports[0]]
        return _of_attachment(reports[0], others, name, read)
    if files:
        raise ReadError(
            f"“{name}”是邮件，附件（{_names(files)}）读不出来；请把附件存出来，打开看是什么，"
            "压缩包要先解压。"
        )
    if not body.data.strip():
        raise ReadError(f"“{name}”是邮件，没有能读的附件，也没有正文；请把报告本身报送一份。")
    return _from_file(body, name, read)


def _opened(
    data: bytes, name: str, kind_of: Callable[[bytes], str]
) -> tuple[list[_Attached], _Attached]:
    """The attachments of a letter, those of letters within it too, and what it says itself."""
    import email
    import email.policy

    try:
        letter = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
        return [_attached(part, kind_of) for part in letter.walk() if _is_file(part)], _body(letter)
    except _DAMAGE as error:
        raise ReadError(
            f"“{name}”是邮件，已损坏，读不出来；请在邮箱里打开，把附件存出来再试。"
        ) from error


def _is_file(part: EmailMessage) -> bool:
    if part.is_multipart():
        return False
    return bool(part.get_filename()) or part.get_content_maintype() not in ("text", "multipart")


def _attached(part: EmailMessage, kind_of: Callable[[bytes], str]) -> _Attached:
    data = part.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    name = shown_name(Path(str(part.get_filename() or "附件").replace("\\", "/")).name) or "附件"
    return _Attached(name, kind_of(content) if content.strip() else "", content)


def _body(letter: EmailMessage) -> _Attached:
    """What the letter says itself: as a page where that holds a table, else as text."""
    page = letter.get_body(("html",))
    text = letter.get_body(("plain",))
    html = str(page.get_content()) if page is not None else ""
    plain = str(text.get_content()) if text is not None else ""
    if "<table" in html.lower() or not plain.strip():
        return _Attached("正文.html", "html", html.encode("utf-8", "replace"))
    return _Attached("正文.txt", "text", plain.encode("utf-8", "replace"))


def _names(attached: Sequence[_Attached]) -> str:
    more = "等" if len(attached) > _MOST_NAMED else ""
    return "、".join(one.name for one in attached[:_MOST_NAMED]) + more


def _of_attachment(
    one: _Attached, others: Sequence[_Attached], name: str, read: Callable[[Path], Source]
) -> Source:
    source = _from_file(one, name, read)
    where = f"附件“{one.name}”"
    blocks = tuple(_placed(block, where) for block in source.blocks)
    stood = {at: (f"{where}{sheet}", cell) for at, (sheet, cell) in source.stood.items()}
    notes = (f"邮件里还有别的附件（{_names(others)}），没有读。",) if others else ()
    return replace(source, blocks=blocks, stood=stood, notes=(*source.notes, *notes))


def _placed(block: SourceParagraph | SourceTable, where: str) -> SourceParagraph | SourceTable:
    return replace(block, where=f"{where}{block.where}")


def _from_file(one: _Attached, name: str, read: Callable[[Path], Source]) -> Source:
    """What ``one`` holds: some readers want a file, so it is one for as long as that takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"附件{Path(one.name).suffix[:12]}"
        path.write_bytes(one.data)
        try:
            source = read(path)
        except ReadError as error:
            sentence = str(error).replace(f"“{path.name}”", f"“{one.name}”")
            raise ReadError(f"“{name}”是邮件，附件没有读出来：{sentence}") from error
    return replace(source, name=name)
