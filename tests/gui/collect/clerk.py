"""The window that a test kills: a clerk who presses one button after the other.

    python -m tests.gui.collect.clerk TASK SETTINGS

After every decision its number is told on standard output.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from govreport_desktop.collect.status import VERDICTS
from ui.application import make_application, open_window
from ui.settings import Settings


def main(task: Path, settings: Path) -> None:
    """Decide until killed."""
    app = make_application()
    window = open_window(task, Settings(settings))
    view = window.desk.view
    assert view is not None
    read = [row.office.id for row in view.session.view.rows if row.counted is not None]
    for office in cycle(read):
        view.offices.go_to(office)
        app.processEvents()
        buttons = [b for b in view.offices.standing.findChildren(QPushButton) if b.isVisible()]
        verdict = next(b for b in buttons if b.text().startswith(VERDICTS))
        verdict.click()
        app.processEvents()
        if len(view.session.task.decisions) % 5 == 0:
            view.session.undo()
        sys.stdout.write(f"{len(view.session.task.decisions)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
