"""The text in an RTF file, counted crudely: whatever is left when control words are taken out."""

from __future__ import annotations

import re

_NO_TEXT = (
    b"\\*", b"\\fonttbl", b"\\colortbl", b"\\stylesheet", b"\\info", b"\\pict", b"\\nonshppict",
    b"\\nonesttables", b"\\sp", b"\\shprslt", b"\\xe", b"\\tc", b"\\ftnsep", b"\\aftnsep",
    b"\\header", b"\\footer", b"\\datafield", b"\\filetbl", b"\\comment",
)  # fmt: skip
_BRACE = re.compile(rb"\\[{}\\]|[{}]")
_UNICODE = re.compile(rb"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}\r\n])?")
_BYTE = re.compile(rb"(?:\\'[0-9a-fA-F]{2}[\r\n]*)+")
_WORD = re.compile(rb"\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}\r\n\x00]")


def rtf_texts(data: bytes) -> list[str]:
    """The text of ``data``; bytes beyond ASCII where they are Chinese."""
    body = _shown(data)
    plain = _UNICODE.sub(_sign, body)
    plain = _BYTE.sub(lambda found: _chinese(bytes.fromhex(_hex(found[0]))), plain)
    return [_WORD.sub(b" ", plain).decode("utf-8", "ignore")]


def _shown(data: bytes) -> bytes:
    """What is in no group that holds settings."""
    kept, at, depth, hidden = [], 0, 0, 0
    for brace in _BRACE.finditer(data):
        if len(brace[0]) > 1:
            continue
        if not hidden:
            kept.append(data[at : brace.start()])
        at = brace.end()
        depth += 1 if brace[0] == b"{" else -1
        if brace[0] == b"{" and not hidden and data.startswith(_NO_TEXT, at):
            hidden = depth
        elif brace[0] == b"}" and depth < hidden:
            hidden = 0
    return b"".join([*kept, b"" if hidden else data[at:]])


def _hex(found: bytes) -> str:
    return re.sub(rb"[^0-9a-fA-F]", b"", found).decode("ascii")


def _sign(found: re.Match[bytes]) -> bytes:
    return chr(int(found[1]) & 0xFFFF).encode("utf-8", "ignore")


def _chinese(data: bytes) -> bytes:
    try:
        return data.decode("gb18030").encode()
    except UnicodeDecodeError:
        return b""
