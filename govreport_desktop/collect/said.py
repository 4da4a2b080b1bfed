"""Decisions in words: offices by their names, contents by their file; no id that nobody gave."""

from __future__ import annotations

from collections.abc import Iterable

from govreport_desktop.collect.asked import kinds
from govreport_desktop.collect.decision import SETTINGS, Decision, Subject, kind_words
from govreport_desktop.collect.file import Receipt
from govreport_desktop.collect.names import PARENT
from govreport_desktop.errors import FormError
from govreport_desktop.form import load_form

_OF_OFFICE = (
    *(Subject.OFFICE, Subject.VERDICT, Subject.RETURN, Subject.CHASE),
    *(Subject.NOTHING, Subject.LAST, Subject.PAST),
)
_STATED = ("role", "verdict", "name", "value", "reason", "answer")


class Said:
    """What the decisions of a task are called; names and paths outlive what they stand for."""

    def __init__(self, decisions: Iterable[Decision], receipts: Iterable[Receipt]) -> None:
        self._offices: dict[str, str] = {PARENT: "本级"}
        self._paths = {one.hash: one.path for one in receipts}
        self.learn(decisions)

    def learn(self, decisions: Iterable[Decision]) -> None:
        """Take along what ``decisions``, in their order, call offices and files."""
        for one in decisions:
            what = one.what or {}
            if one.kind == Subject.OFFICE and what.get("name"):
                self._offices[one.subject] = str(what.get("short") or what["name"])
            elif one.kind == Subject.CHECKED and what.get("path"):
                self._paths[one.subject] = str(what["path"])

    def office(self, key: str) -> str:
        """What an office is called."""
        return self._offices.get(key, "名单外的单位")

    def of(self, one: Decision) -> str:
        """审核结论“教育局” 通过; the same decision without its subject is `rest_of`."""
        if one.kind == Subject.UNDO:
            return f"撤销第 {one.subject} 条"
        return f"{kind_words(one.kind)}{self._named(one)} {self.rest_of(one)}".strip()

    def rest_of(self, one: Decision) -> str:
        """What was decided, without what it was decided about."""
        what = one.what or {}
        if one.what is None:
            return "去掉" if one.kind == Subject.OFFICE else "取消"
        match one.kind:
            case Subject.RETURN:
                return f"{len(what.get('points', ()))} 点"
            case Subject.NAME:
                key = str(what.get("office", ""))
                return f"是{self.office(key)}" if key else "不是名单里的单位"
            case Subject.OFFICE:
                into = str(what.get("merged_into") or "")
                return f"并入{self.office(into)}" if into else "" if what.get("due") else "不报"
            case Subject.FILE if what.get("office"):
                return f"{what.get('role', '')}（{self.office(str(what['office']))}）"
            case Subject.TASK if one.subject == "key":
                return ""  # what machines tell rosters by
            case Subject.TASK if one.subject == "form":
                return _form(str(what.get("value", "")))
        return next((str(what[key]) for key in _STATED if what.get(key)), "")

    def _named(self, one: Decision) -> str:
        """What it was decided about; "" where what was said tells more."""
        match one.kind:
            case Subject.SEAL:
                return f"第 {one.subject} 次"
            case Subject.ADJUST:
                return ""  # a number that nobody gave: the reason tells more
            case Subject.ANSWER:
                known = {f"asked:{kind.id}": kind.title for kind in kinds()}
                title = "垂直管理单位" if one.subject == "asked:vertical" else ""
                title = title or known.get(one.subject, "")
                return f"“{title}”" if title else ""
            case Subject.CHECKED:
                return f"“{self._paths.get(one.subject, '已不在的文件')}”"
            case Subject.TASK:
                return f"“{SETTINGS.get(one.subject, one.subject)}”"
            case kind if kind in _OF_OFFICE:
                return f"“{self.office(one.subject)}”"
        return f"“{one.subject}”"


def _form(key: str) -> str:
    try:
        return load_form(key).name
    except FormError:
        return key
