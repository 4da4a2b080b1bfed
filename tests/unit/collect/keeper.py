"""The process that a test kills: it decides and decides."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.reading import Body, Head, body_bytes, head_text
from govreport_desktop.collect.task import CollectTask, ReadFile


def decide_until_killed(path: Path, done: Connection) -> None:
    """Go on from where the task is; ``done`` gets the number of each decision that returned."""
    with CollectTask.open(path) as task:
        while True:
            number = len(task.decisions) + 1
            task.decide(Draft(Subject.NAME, f"名称{number}", {"office": "甲" * (number % 900)}))
            done.send_bytes(str(number).encode())


BATCH = 5


def play_until_killed(path: Path, done: Connection) -> None:
    """A day at an office, over and over: receive, send several back at once, adjust, seal.

    ``done`` gets the number of decisions and of receipts after each step that returned.
    """
    with CollectTask.open(path) as task:
        while True:
            number = len(task.decisions)
            name = f"{number}.docx"
            head = Head(name, "docx", "unreadable", "坏" * (number % 70))
            reading = ReadFile(name, head_text(head), body_bytes(Body(notes=("注" * 200,))))
            task.take_in([Seen(name, number, 10**18 + number, name)], [reading], "0")
            letters = (
                Draft(Subject.RETURN, f"{at:03}", {"hash": name, "points": ["意见" * 90]})
                for at in range(BATCH)
            )
            task.decide(*letters)
            task.decide(Draft(Subject.ADJUST, str(number), {"cells": [], "reason": "重复"}))
            task.decide(Draft(Subject.SEAL, str(number), {"cells": [["a", "b", "c", "1"]] * 200}))
            done.send_bytes(f"{len(task.decisions)} {len(task.receipts)}".encode())
