"""Everything a person decides in a task, in one shape: appended, never changed, taken back by
another decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

# What JSON can hold; a decision of anything else is a fault of the program.
What = Mapping[str, Any] | None


class Subject(StrEnum):
    """What a decision is about; its key is the ``subject``, its content the ``what``.

    None as ``what`` takes the thing away: an office off the roster, an adjustment, an answer.
    """

    TASK = "task"  # a setting of the task by its name: {"value": …}
    OFFICE = "office"  # an office of the roster by its id: its facts
    FILE = "file"  # a file by its path: {"hash", "role", "office"}; holds for that hash only
    NAME = "name"  # words that name an office: {"office": id, or "" for none of ours}
    CHECKED = "checked"  # a file by its hash: what the reader left open was looked up
    VERDICT = "verdict"  # an office by its id: {"verdict", "hash"}
    RETURN = "return"  # an office by its id: {"hash", "points", "due", …}
    CHASE = "chase"  # an office by its id: {"words"}
    ADJUST = "adjust"  # an adjustment by its id: {"cells", "office", "reason", "basis"}
    ANSWER = "answer"  # a question by its key: {"answer", "figures"}
    NOTHING = "nothing"  # an office by its id: {"zero": true}: nothing to report is 0
    LAST = "last"  # an office by its id: last year's figures, in the shape of a report
    PAST = "past"  # an office by its id: what it got wrong last year: {"returns", "late", "points"}
    SEAL = "seal"  # a sealed state by its number: sums, adjustments, files with hashes
    UNDO = "undo"  # the number of the decision that no longer holds


_KINDS = {
    Subject.TASK: "任务设置",
    Subject.OFFICE: "名单",
    Subject.FILE: "文件",
    Subject.NAME: "单位名称",
    Subject.CHECKED: "已核对",
    Subject.VERDICT: "审核结论",
    Subject.RETURN: "退回",
    Subject.CHASE: "催报",
    Subject.ADJUST: "调整",
    Subject.ANSWER: "要问的",
    Subject.NOTHING: "按零计",
    Subject.LAST: "上年数",
    Subject.PAST: "上年的问题",
    Subject.SEAL: "签发",
    Subject.UNDO: "撤销",
}


def kind_words(kind: str) -> str:
    """What decisions of that kind are called on screen."""
    return next((words for known, words in _KINDS.items() if known == kind), kind)


# Settings of a task as a log calls them; they are kept by the names in front.
SETTINGS = {
    "parent": "本级机关",
    "year": "年度",
    "form": "格式",
    "folder": "收件文件夹",
    "key": "任务标识",
    "due": "统一期限",
    "phone": "联系电话",
    "sheet": "检查单",
}


class Draft(NamedTuple):
    """A decision before it is made: who and when are added by the file."""

    kind: str
    subject: str
    what: What = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the log has it; ``time`` has the local time zone."""

    number: int
    time: datetime
    who: str
    kind: str
    subject: str
    what: What
    why: str


@dataclass(slots=True)
class State:
    """What holds after all decisions: the last one about each subject that was not undone."""

    holding: dict[str, dict[str, Decision]] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()

    def of(self, kind: str) -> Mapping[str, Decision]:
        """The decisions of ``kind`` that hold, by subject, in the order they were made."""
        return self.holding.get(kind, {})

    def what(self, kind: str, subject: str) -> Mapping[str, Any]:
        """The content of the decision that holds; empty where there is none."""
        found = self.of(kind).get(subject)
        return (found.what or {}) if found is not None else {}

    def after(self, made: Sequence[Decision]) -> State:
        """What holds when ``made``, which undo nothing, come after all that led to this."""
        fresh = {one.kind: dict(self.of(one.kind)) for one in made}
        for one in made:
            _put(fresh[one.kind], one)
        return State({**self.holding, **fresh}, self.undone)

    def setting(self, name: str, usual: str = "") -> str:
        """A setting of the task."""
        return str(self.what(Subject.TASK, name).get("value", usual))


def state_of(decisions: Iterable[Decision]) -> State:
    """What holds after ``decisions``, which are in their order.

    An undoing that was itself undone counts for nothing, so that redo needs no kind of its own.
    """
    made = list(decisions)
    undone = set(_undone(made))
    state = State(undone=frozenset(undone))
    for one in made:
        if one.number in undone or one.kind == Subject.UNDO:
            continue
        _put(state.holding.setdefault(one.kind, {}), one)
    return state


def _put(about: dict[str, Decision], one: Decision) -> None:
    """The last decision about a subject is the one that holds; None takes the subject away."""
    about.pop(one.subject, None)
    if one.what is not None:
        about[one.subject] = one


def _undone(made: list[Decision]) -> Iterator[int]:
    off: set[int] = set()
    for one in reversed(made):
        if one.kind == Subject.UNDO and one.number not in off:
            off.add(int(one.subject))
            yield int(one.subject)


def to_text(what: What) -> str:
    """The content of a decision as the file keeps it; keys sorted, so that equal is equal."""
    return "" if what is None else json.dumps(what, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> What:
    """What `to_text` wrote. Raises ValueError for what is none."""
    found = json.loads(text) if text else None
    if found is not None and not isinstance(found, dict):
        raise ValueError(text)
    return found
