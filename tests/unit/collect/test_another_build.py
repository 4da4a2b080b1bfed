"""A newer build of the program, of the same version, looks again at what the older one read."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from govreport_desktop import build
from govreport_desktop.collect import roster
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.reading import Body, Head, body_bytes, head_text
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.task import CollectTask, ReadFile
from govreport_desktop.jobs import collecting
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from tests.collect_folder import PARENT, YEAR, a_report, write

POLICE = "青川县公安局"


def test_what_an_older_build_could_not_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a_report(POLICE, YEAR, random.Random(1)), tmp_path / "公安局.docx")
    place = tmp_path / "汇总.govtask"
    new_task(NewTask(place, PARENT, YEAR, offices=roster.from_text(POLICE, PARENT)))

    def refused(given: Any) -> ReadFile:
        head = Head(given.hash, "docx", "unreadable", "读不出来。")
        return ReadFile(given.hash, head_text(head), body_bytes(Body()))

    with CollectTask.open(place) as task:
        with monkeypatch.context() as patch:
            patch.setattr(collecting, "read_file", refused)
            patch.setattr(collecting, "build", lambda: "0.1.0.旧")
            assert scan(task).read == 1
            assert scan(task).read == 0, "nothing has changed"
        assert overview(task).file("公安局.docx").role is Role.UNREADABLE
        assert scan(task).read == 1
        assert overview(task).file("公安局.docx").role is Role.COUNTS
        assert scan(task).read == 0


def test_a_build_is_told_by_its_code_and_data(tmp_path: Path) -> None:
    (tmp_path / "readers").mkdir()
    code = tmp_path / "readers" / "one.py"
    code.write_text("A = 1", encoding="utf-8")
    first = build.digest([tmp_path])
    (tmp_path / "readers" / "one.pyc").write_bytes(b"made of it")
    assert build.digest([tmp_path]) == first
    code.write_text("A = 2", encoding="utf-8")
    assert build.digest([tmp_path]) != first
    assert build.build() == build.build() != ""
