"""The window with the sample open, beside a bare QApplication with a QTableWidget.

Each round is a whole process, from its start until the event loop has drawn the window and
come to rest. Offscreen, so that no display server's pace comes in.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Result, compare

LIMIT = 3.0

_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableWidget
app = QApplication([])
table = QTableWidget(28, 10)
table.resize(1366, 740)
table.show()
QTimer.singleShot(0, app.exit)
app.exec()
"""

_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.application import make_application, open_window
from ui.settings import Settings
app = make_application()
window = open_window(Path(sys.argv[1]), Settings(Path(sys.argv[2])))
window.resize(1366, 740)
QTimer.singleShot(0, app.exit)
app.exec()
assert window.grid is not None
window.close()
"""


def main(rounds: int = 15) -> list[Result]:
    """Time both by turns."""
    with tempfile.TemporaryDirectory() as folder:
        sample = make_sample(Path(folder))
        settings = Path(folder) / "settings.ini"
        # As it was left at the table of part three, the largest page there is.
        settings.write_text(f"[window]\npart=requests\npart_file={sample}\n", encoding="utf-8")

        def ours() -> None:
            _process(folder, _OURS, str(sample), str(settings))

        def floor() -> None:
            _process(folder, _BARE)

        return [compare(ours, floor, rounds, "window ready with the sample open", LIMIT)]


def make_sample(folder: Path) -> Path:
    """The bundled sample as a file."""
    from govreport_desktop.jobs.bring_in import make_of, read
    from govreport_desktop.paths import resources

    proposal = read(next((resources() / "samples").glob("*.txt"))).proposal
    path = folder / "sample.govreport"
    make_of(path, proposal, proposal.office)
    return path


def _process(cache: str, code: str, *arguments: str) -> None:
    """One run. Compiled modules are kept between runs, as they are where it is installed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", code, *arguments]
    subprocess.run(command, check=True, cwd=root, env=environment, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    for result in main():
        print(result)
