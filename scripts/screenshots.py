"""The pictures of the README, from the real window on the sample: ``make screenshots``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.form import CellAddress
from govreport_desktop.report import Content
from govreport_desktop.report.edit import Address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "published-sample.txt"
IMAGES = ROOT / "docs" / "images"
SIZE = (1280, 860)
WIDE = 1760
WAIT_MS = 1500
PATIENCE_MS = 30_000

# A year with work in it, where three cases stand in the wrong applicant column.
FIGURES: dict[str, dict[str, int]] = {
    "natural_person": {"received": 46, "carried_over": 4, "granted": 31, "partial": 6}
    | {"denied.third_party": 2, "unavailable.not_held": 5, "declined.petition": 1}
    | {"carried_forward": 2},
    "business": {"received": 12, "carried_over": 1, "granted": 9, "partial": 1}
    | {"unavailable.not_held": 4, "carried_forward": 2},
    "legal_service": {"received": 3, "granted": 2, "unavailable.needs_creation": 1},
}


def main() -> int:
    """Draw every picture."""
    from ui.application import make_application, open_window
    from ui.settings import Settings

    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        app = make_application()
        report = make_report(Path(folder) / "2023年报.govreport")
        window = open_window(report, Settings(Path(folder) / "settings.ini"))
        window.resize(*SIZE)
        assert window.view is not None
        fill(window, worked())
        window.view.show_part("requests")
        assert window.problems.view is not None
        window.problems.view.selectRow(0)
        picture(app, window, "problems")
        window.problems.hide()
        show_preview(window)
        picture(app, window, "preview")
        window.close()
    return 0


def make_report(path: Path) -> Path:
    """The sample as a file."""
    from govreport_desktop.readers.detect import read_source
    from govreport_desktop.readers.match import match
    from govreport_desktop.store.document import Document

    proposal = match(read_source(SAMPLE))
    with Document.create(path, proposal.form, proposal.office, proposal.year) as document:
        document.apply(proposal.edit(document.report))
    return path


def worked() -> dict[Address, Content]:
    """The figures above as contents of part 三."""
    return {
        CellAddress("requests", row, column): number
        for column, rows in FIGURES.items()
        for row, number in rows.items()
    }


def fill(window: MainWindow, contents: Mapping[Address, Content]) -> None:
    """Put contents into the open report as a paste would."""
    assert window.session is not None
    window.session.apply(window.session.report.edit(contents.items(), "填入", "fill"))


def show_preview(window: MainWindow) -> None:
    """The pages as they will be printed, beside the table; the first time faces are cut."""
    from PySide6.QtTest import QTest

    from ui.preview.pages import PageView

    window.resize(WIDE, SIZE[1])
    window.actions_["preview"].trigger()
    pages = window.findChild(PageView)
    assert pages is not None
    for _ in range(PATIENCE_MS // WAIT_MS):
        if pages.document is not None:
            return
        QTest.qWait(WAIT_MS)
    raise TimeoutError("the preview stayed empty")


def picture(app: QApplication, window: MainWindow, name: str) -> None:
    """The window as it stands on screen."""
    from PySide6.QtTest import QTest

    # The checks of the prose and the preview wait for a pause in typing.
    QTest.qWait(WAIT_MS)
    app.processEvents()
    path = IMAGES / f"{name}.png"
    window.grab().save(str(path))
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
