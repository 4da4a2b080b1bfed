"""A second folder of another kind: the same promises, and what is asked of the offices."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.collect import deciding, roster
from govreport_desktop.collect.asked import questions
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from tests.collect_other import EDUCATION, MISSING, PARENT, ROSTER, YEAR, folder_of_a_district


def test_roles_sums_states_and_questions_of_a_district(tmp_path: Path) -> None:
    made = folder_of_a_district(tmp_path / "收件")
    path = tmp_path / "收件" / "汇总.govtask"
    new_task(NewTask(path, PARENT, YEAR, offices=roster.from_text(ROSTER, PARENT)))
    with CollectTask.open(path) as task:
        found = scan(task)
        assert (found.files, found.failed) == (len(made.roles), ())
        view = overview(task)
        assert {f.path: str(f.role) for f in view.files} == {
            p: str(r) for p, r in made.roles.items()
        }
        sums = made.sums()
        assert {a: view.sums.values[a] for a in sums} == sums
        states = {row.office.called: row.state for row in view.rows}
        lacking = {name for name in states if states[name] in _WITHOUT}
        assert lacking == set(MISSING)
        assert states["白脑包镇"] is OfficeState.MISSING
        assert states["教育局"] is OfficeState.PENDING
        passed = [name for name, state in states.items() if state is OfficeState.PASSED]
        assert len(passed) == len(made.counted) - 1
        assert view.findings == ()
        assert questions(view.sums.form, view.rows, task.body, task.state) == ()
        _asks(view.file("乡镇/曙光乡.docx").ask, view.file("乡镇/城关镇（加密）.doc").ask)
        task.decide(*deciding.accept(view))
        after = overview(task)
        assert after.file("教育局v1.docx").role is Role.OLDER
        assert {a: after.sums.values[a] for a in sums} == sums
        assert EDUCATION in made.counted


def _asks(empty: str, locked: str) -> None:
    """Each is asked for what would help."""
    assert "空文件" in empty
    assert "密码" in locked


_WITHOUT = (OfficeState.MISSING, OfficeState.UNREADABLE)
