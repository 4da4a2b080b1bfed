"""The one shape every change of a report has: typing, paste, fill, import, carry-over, fix."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report.numbers import Value


# Dataclasses, not tuples: a field and an explanation of one name are two places.
@dataclass(frozen=True, slots=True)
class TextAddress:
    """The prose of one narrative section; its content is str, paragraphs joined by newline."""

    section: str

    def __str__(self) -> str:
        return self.section


@dataclass(frozen=True, slots=True)
class FieldAddress:
    """A fact about the report as a whole; its content is str. The names are `FIELDS`."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ExplanationAddress:
    """What the office says about one warning (审核说明), by the problem's stable key."""

    key: str

    def __str__(self) -> str:
        return self.key


Address = CellAddress | TextAddress | FieldAddress | ExplanationAddress
Content = Value | str

# ``roster_id`` is how the office above knows it: the key of a task and the id on its roster.
# Field name: what it is called on screen. ``last_year`` holds last year's report in the
# JSON shape of docs/forms.md; ``office_kind`` is an id of `form.organs`, "" where the office's name
# decides, or a word of an earlier program or of a cover; ``check_settings`` is JSON: what is
# checked otherwise than usual; ``open_points`` is JSON: what an import left open; ``remarks`` is
# JSON: what the office above sent back.
FIELDS = {
    "office": "机关名称",
    "year": "年度",
    "office_kind": "机关类别",
    "roster_id": "汇总名单里的编号",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "contact_email": "电子邮箱",
    "contact_address": "通讯地址",
    "signed_on": "成文日期",
    "last_year": "上年度报告",
    "check_settings": "审核设置",
    "open_points": "导入时没有读准的地方",
    "remarks": "上级的退回意见",
}
# Who answers for it: printed, and asked for before it leaves.
CONTACT = ("contact_name", "contact_phone")


class Change(NamedTuple):
    """One address with what it held and what it is to hold."""

    address: Address
    old: Content
    new: Content


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together: applied as a whole, undone as a whole.

    ``name`` is what the undo menu and the change log call it (粘贴 12 个单元格); ``kind``
    is its machine word in the change log (type, paste, clear, fill, import, fix, …).
    """

    changes: tuple[Change, ...]
    name: str = "输入"
    kind: str = "type"

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        back = tuple(Change(c.address, c.new, c.old) for c in reversed(self.changes))
        return Edit(back, self.name, "redo" if self.kind == "undo" else "undo")

    def __bool__(self) -> bool:
        return not all(same(change.old, change.new) for change in self.changes)


def same(left: Content, right: Content) -> bool:
    """Whether two contents print alike: Decimal 1.0 and 1.00 are two different entries."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return str(left) == str(right)
    return type(left) is type(right) and left == right
