"""The process that a test kills: it decides and decides."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.task import CollectTask


def decide_until_killed(path: Path, done: Connection) -> None:
    """Go on from where the task is; ``done`` gets the number of each decision that returned."""
    with CollectTask.open(path) as task:
        while True:
            number = len(task.decisions) + 1
            task.decide(Draft(Subject.NAME, f"名称{number}", {"office": "甲" * (number % 900)}))
            done.send_bytes(str(number).encode())
