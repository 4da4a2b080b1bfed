"""Keys and clicks from last year's report to this year's, checked and exported, beside before.

Offscreen, in the real window, with everything a person would press. The floor is what the same
job took with the program of commit 725730c (`office.before`).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.office import figures
from govreport_desktop.form.model import CellAddress

if TYPE_CHECKING:
    from benchmarks.office.hands import Clerk

Way = Callable[["Clerk", dict[str, dict[CellAddress, str]]], None]
SHARE = 0.6  # of the keys and clicks of before


def run(do: Way) -> Mapping[str, int]:
    """Have the job done in a window of its own; answers what each step took."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), do)


def _run(folder: Path, do: Way) -> Mapping[str, int]:
    from benchmarks.office.hands import Clerk
    from ui import messages
    from ui.application import make_application
    from ui.settings import RecentFile, Settings
    from ui.window.main_window import MainWindow

    make_application()
    last = make_last_year(folder)
    settings = Settings(folder / "settings.ini")
    settings.put_profile({"office": figures.OFFICE})
    settings.remember(RecentFile(last, figures.OFFICE, figures.LAST.year, 0))
    settings.put("export/formats", "pdf docx")  # as last year, when prose was carried over too
    settings.put("new/with_text", True)
    settings.put("export/folder", str(folder))
    _set_the_day()
    messages.ask = _unexpected  # type: ignore[assignment]
    messages.ask_open = lambda *_: last
    window = MainWindow(settings)
    window.resize(1366, 740)
    window.show_session(None)
    window.show()
    window.activateWindow()
    clerk = Clerk(window)
    clerk.wait(window.isActiveWindow)
    do(clerk, numbers())
    clerk.wait(lambda: len(list(folder.glob("*2024*.pdf")) + list(folder.glob("*2024*.docx"))) == 2)
    _compare(window)
    window.close()
    return clerk.counts


def _set_the_day() -> None:
    """A day in the season of the report that is written."""
    from datetime import date

    from ui.menus import season

    season.today = lambda: date(figures.THIS.year + 1, 1, 8)


def _unexpected(*asked: object) -> bool:
    raise AssertionError(asked)


def numbers() -> dict[str, dict[CellAddress, str]]:
    """What is to be typed into each table: 上年结转 comes along from last year."""
    found: dict[str, dict[CellAddress, str]] = {}
    for address, number in figures.THIS.tables.items():
        if address.row != "carried_over":
            found.setdefault(address.table, {})[address] = str(number)
    return found


def make_last_year(folder: Path) -> Path:
    """Last year's report, complete, as this program kept it."""
    import json
    from decimal import Decimal

    from govreport_desktop.form import load_form
    from govreport_desktop.jobs.bring_in import make
    from govreport_desktop.report import Address, Content, FieldAddress, Report, TextAddress
    from govreport_desktop.report.shape import to_shape

    form = load_form("2021")
    before = Report(form, figures.OFFICE, figures.LAST.year - 1)
    before.apply(before.edit(list(figures.YEAR_BEFORE.items())))
    contents: dict[Address, Content] = {}
    for cell in form.cells:
        number = figures.LAST.tables.get(cell.address, 0)
        if cell.formula is None:
            whole = cell.kind.type == "integer"
            contents[cell.address] = int(number) if whole else Decimal(number)
    contents |= {TextAddress(p): text for p, text in figures.prose(figures.LAST).items()}
    contents |= {FieldAddress(name): text for name, text in figures.FACTS.items()}
    contents[FieldAddress("last_year")] = json.dumps(to_shape(before), ensure_ascii=False)
    path = folder / f"{figures.OFFICE}2023年政府信息公开工作年度报告.govreport"
    make(path, form, figures.OFFICE, figures.LAST.year, Report(form).edit(contents.items()))
    return path


def _compare(window: object) -> None:
    """The report is the one that was to be written, to the letter, and free of errors."""
    from govreport_desktop.checks import Severity
    from govreport_desktop.report.fields import expanded_texts
    from govreport_desktop.report.numbers import format_value

    session = window.session  # type: ignore[attr-defined]
    report = session.report
    for address, number in figures.THIS.tables.items():
        assert format_value(report.values[address]) == str(number), address
    assert dict(expanded_texts(report)) == figures.prose(figures.THIS)
    session.recheck()
    assert not [p for p in session.problems if p.severity is Severity.ERROR], session.problems
    assert report.fields["signed_on"]


def main() -> int:
    """Print what each step takes now and took before; 1 where it is more than was promised."""
    from benchmarks.office import before, now

    counted = run(now.do)
    steps = [*before.COUNTED, *(step for step in counted if step not in before.COUNTED)]
    for step in steps:
        print(f"{step:<44} {counted.get(step, 0):>9} {before.COUNTED.get(step, 0):>9}")
    total, was = sum(counted.values()), sum(before.COUNTED.values())
    share = total / was
    name = "keys and clicks, last year to export"
    print(f"{name:<44} {total:>9} {was:>9} {share:>6.2f}x  at most {SHARE}x")
    return int(share > SHARE)
