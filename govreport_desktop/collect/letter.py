"""A 退回意见 as it travels: one small JSON file (.govreturn) that names its office and year.

The office's own program opens it as remarks at the cells (`report.remarks`). Nothing in it is
ever carried out: it is words and addresses, bounded and checked when read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from govreport_desktop.bounded import read_regular
from govreport_desktop.collect import RETURN_SUFFIX
from govreport_desktop.errors import ReadError, cause, quoted
from govreport_desktop.report.remarks import LONGEST, MOST, Remark, plain, remark_of

SUFFIX = RETURN_SUFFIX
_FORMAT, _VERSION = "govreturn", 1
_MOST_BYTES = 4 * 2**20
_TEXTS = ("sender", "office", "office_id", "form", "file", "hash", "sent_on", "due", "phone")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent back to one office: which file is meant, the points, until when, whom to ask.

    ``file`` and ``hash`` are the file that was looked at, ``version`` the how manieth of the
    office it was. ``sent_on`` and ``due`` are days as ISO 8601 has them, ``due`` "" without one.
    """

    sender: str
    office: str
    year: int
    form: str
    file: str
    hash: str
    version: int
    sent_on: str
    due: str
    phone: str
    remarks: tuple[Remark, ...]
    office_id: str = ""

    @property
    def asks_anew(self) -> bool:
        """Whether nothing of the file could be used, so that another is asked for."""
        return any(one.should and not (one.key or one.cells or one.section) for one in self.remarks)

    def to_plain(self) -> dict[str, Any]:
        """Everything, as JSON takes it."""
        shape: dict[str, Any] = {name: getattr(self, name) for name in _TEXTS}
        points = [plain(one) for one in self.remarks]
        return shape | {"year": self.year, "version": self.version, "points": points}


def letter_bytes(letter: Letter) -> bytes:
    """``letter`` as the bytes of a .govreturn file."""
    shape = {"format": _FORMAT, "format_version": _VERSION} | letter.to_plain()
    shape["digest"] = _digest(shape)
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def is_letter(path: Path) -> bool:
    """Whether the name says that it is one; what is in it is looked at when it is read."""
    return path.suffix.lower() == SUFFIX


def read_letter(path: Path) -> Letter:
    """The letter in the file at ``path``. Raises ReadError for whatever is no sound one."""
    name = quoted(path.name)
    try:
        data = read_regular(path, _MOST_BYTES)
    except FileNotFoundError as error:
        raise ReadError(f"没有找到“{name}”，请检查路径。") from error
    except OSError as error:
        raise ReadError(f"“{name}”打不开（{cause(error)}），不像一份退回意见。") from error
    try:
        shape = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"“{name}”不是退回意见，或已损坏，请让上级重新发一份。") from error
    if not isinstance(shape, dict) or shape.get("format") != _FORMAT:
        raise ReadError(f"“{name}”不是退回意见（.govreturn），请另选一个文件。")
    if shape.get("format_version") != _VERSION:
        raise ReadError(f"“{name}”由更新版本的程序生成，请先更新本程序再打开。")
    if shape.pop("digest", None) != _digest(shape):
        raise ReadError(f"“{name}”与发出时不同，可能被改过或已损坏，请让上级重新发一份。")
    letter = letter_of(shape)
    if letter is None:
        raise ReadError(f"“{name}”里的意见读不出来，请让上级重新发一份。")
    return letter


def letter_of(shape: Mapping[str, Any]) -> Letter | None:
    """What `Letter.to_plain` gave; None where it is not that."""
    texts = {name: shape.get(name, "") for name in _TEXTS}
    year, version, points = (shape.get(name) for name in ("year", "version", "points"))
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts.values()):
        return None
    if type(year) is not int or type(version) is not int or not isinstance(points, list):
        return None
    remarks = [remark_of(point) for point in points[: MOST + 1]]
    if len(points) > MOST or not points or None in remarks:
        return None
    known = tuple(one for one in remarks if one is not None)
    return Letter(year=year, version=version, remarks=known, **texts)


def _digest(shape: Mapping[str, Any]) -> str:
    text = json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
