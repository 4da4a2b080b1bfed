"""The pictures of the README and the manual, from the real window: ``make screenshots``.

``python -m scripts.screenshots task`` draws only those of a task.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.form import CellAddress
from govreport_desktop.report import Content, TextAddress
from govreport_desktop.report.edit import Address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "published-sample.txt"
IMAGES = ROOT / "docs" / "images"
SIZE = (1280, 860)
MIDDLE = (1280, 700)
WIDE = 1760
COLORS = 256  # a window is flat: these are all it has, and the file is a third of the size
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
# The same put right, and what the year before looked like.
RIGHT = {"business": {"received": 15}, "natural_person": {"received": 43}}
LAST_YEAR = {
    "natural_person": {"received": 38, "granted": 27, "partial": 4, "unavailable.not_held": 3}
    | {"carried_forward": 4},
    "business": {"received": 9, "granted": 6, "unavailable.not_held": 2, "carried_forward": 1},
    "legal_service": {"received": 5, "granted": 5},
}
SAID = "本年度未收到政府信息公开申请，没有上年结转的申请。"
BOUND = (
    "本年度新收政府信息公开申请{requests/received/total}件，其中自然人"
    "{requests/received/natural_person}件、商业企业{requests/received/business}件、"
    "法律服务机构{requests/received/legal_service}件，上年结转{requests/carried_over/total}件。"
)


def main(only: str = "") -> int:
    """Draw every picture, or those of a task."""
    from ui.application import make_application
    from ui.collector import Collector

    IMAGES.mkdir(parents=True, exist_ok=True)
    app = make_application()
    Collector(app)
    if only != "task":
        draw_report(app)
    draw_task(app)
    return 0


def draw_task(app: QApplication) -> None:
    """A county's task: its offices, a figure taken apart, a report with its problems, a letter."""
    from scripts.county import a_task
    from scripts.gallery_task import dialogs, office, opened, show

    with tempfile.TemporaryDirectory() as folder:
        task = a_task(Path(folder))
        with opened(task, *MIDDLE) as window:
            view = window.desk.view
            assert view is not None
            for number, name in ((0, "collect-offices"), (1, "collect-sums")):
                show(view, number)
                picture(app, window, name)
            view.open_office(office(view, "交通运输局"))
            picture(app, window, "collect-report")
            view.close_report()
            for name, dialog in dialogs(window):
                if name == "return":
                    dialog.show()
                    picture(app, dialog, "collect-return")
                    dialog.close()


def draw_report(app: QApplication) -> None:
    """A report: its problems, its prose, dialogs and the pages."""
    from ui.application import open_window
    from ui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        report = make_report(Path(folder) / "2023年报.govreport")
        settings: Settings = Settings(Path(folder) / "settings.ini")
        window = open_window(report, settings)
        window.showNormal()
        window.resize(*SIZE)
        assert window.view is not None
        fill(window, worked())
        window.view.show_part("requests")
        assert window.problems.view is not None
        window.problems.view.selectRow(0)
        picture(app, window, "problems")
        fill(window, worked(RIGHT))
        draw_prose(app, window)
        for name, dialog in dialogs(window):
            dialog.show()
            picture(app, dialog, name)
            dialog.close()
        window.view.show_part("requests")
        window.problems.hide()
        show_preview(window)
        picture(app, window, "preview")
        window.close()


def make_report(path: Path) -> Path:
    """The sample as a file."""
    from govreport_desktop.jobs.bring_in import make_of, read

    proposal = read(SAMPLE).proposal
    make_of(path, proposal, proposal.office)
    return path


def worked(figures: Mapping[str, Mapping[str, int]] = FIGURES) -> dict[Address, Content]:
    """``figures`` as contents of part 三."""
    return {
        CellAddress("requests", row, column): number
        for column, rows in figures.items()
        for row, number in rows.items()
    }


def fill(window: MainWindow, contents: Mapping[Address, Content]) -> None:
    """Put contents into the open report as a paste would."""
    assert window.session is not None
    window.session.apply(window.session.report.edit(contents.items(), "填入", "fill"))


def draw_prose(app: QApplication, window: MainWindow) -> None:
    """Part 一 with numbers that follow the table."""
    assert window.session is not None
    assert window.view is not None
    text = window.session.report.texts["overview"]
    assert SAID in text
    fill(window, {TextAddress("overview"): text.replace(SAID, BOUND)})
    window.view.show_part("overview")
    picture(app, window, "writing")


def dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    """What is shown before an import and an export, and the comparison with last year."""
    from govreport_desktop.matching.match import match
    from govreport_desktop.readers.detect import read_source
    from govreport_desktop.report.carry_over import carry_over
    from ui.dialogs.export_dialog import ExportDialog
    from ui.dialogs.import_dialog import ImportDialog
    from ui.last_year.view import ComparisonView

    session = window.session
    assert session is not None
    source = read_source(SAMPLE)
    importing = ImportDialog(
        SAMPLE.name, match(source), session.report, window, new=False, source=source
    )
    importing.resize(*MIDDLE)
    yield "import", importing
    last = match(read_source(SAMPLE), year=2022).new_report()
    # Without its prose, which is this year's: no report should be like the one before.
    contents = worked(LAST_YEAR) | {TextAddress(section): "" for section in last.texts}
    last.apply(last.edit(contents.items(), "填入", "fill"))
    session.apply(carry_over(session.report, last))
    yield "last-year", ComparisonView(session, window)
    exporting = ExportDialog(session.report, session.problems, window.settings, window)
    exporting.folder.setText("D:/年报/2023")
    yield "export", exporting


def show_preview(window: MainWindow) -> None:
    """The pages as they will be printed, beside the table; the first time faces are cut."""
    from ui.preview.pages import PageView

    window.resize(WIDE, SIZE[1])
    window.actions_["preview"].trigger()
    pages = window.findChild(PageView)
    assert pages is not None
    for _ in range(PATIENCE_MS // WAIT_MS):
        if pages.document is not None:
            return
        wait(WAIT_MS)
    raise TimeoutError("the preview stayed empty")


def wait(milliseconds: int) -> None:
    """Let the window live. QTest.qWait would keep Python from its other threads meanwhile."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def picture(app: QApplication, widget: QWidget, name: str) -> None:
    """A window as it stands on screen, in few colours."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    # The checks of the prose and the preview wait for a pause in typing.
    wait(WAIT_MS)
    app.processEvents()
    drawn = QBuffer()
    drawn.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(drawn, "PNG")
    path = IMAGES / f"{name}.png"
    image = Image.open(io.BytesIO(drawn.data().data())).convert("RGB")
    few = image.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
