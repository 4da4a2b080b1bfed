"""Every dialog there is, each over the open report: a new one is added here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from govreport_desktop.checks.sheet.reading import sheet_of
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.seal import ALL, draft, open_items
from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.jobs.collecting import look_at
from govreport_desktop.jobs.export import Exported
from govreport_desktop.jobs.leaving import leaving
from govreport_desktop.matching.match import match
from govreport_desktop.matching.several import Which
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report
from tests.gui.conftest import cell
from ui.collect.adjust_dialog import AdjustDialog
from ui.collect.chase_dialog import ChaseDialog
from ui.collect.compare import CompareDialog, Rivals
from ui.collect.correct_dialog import CorrectDialog
from ui.collect.figures_dialog import FiguresDialog
from ui.collect.log_dialog import LogDialog
from ui.collect.new_task import NewTaskDialog
from ui.collect.next_year_dialog import NextYearDialog
from ui.collect.office_cards import ReasonDialog
from ui.collect.pass_dialog import PassDialog
from ui.collect.receive_dialog import ReceiveDialog
from ui.collect.report_dialog import ReportDialog
from ui.collect.return_dialog import ReturnDialog
from ui.collect.roster_dialog import RosterDialog
from ui.collect.session import CollectSession
from ui.collect.sign_dialog import SignDialog
from ui.collect.workbooks_dialog import WorkbooksDialog
from ui.dialog import Dialog
from ui.dialogs.blank_form import BlankFormDialog
from ui.dialogs.dropped import DroppedDialog
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.exported import ExportedDialog
from ui.dialogs.help import AboutDialog, HelpDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.rules_sheet import RulesSheetDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.submitted import SubmittedDialog
from ui.dialogs.unsaved import UnsavedDialog
from ui.dialogs.version_name import VersionNameDialog
from ui.dialogs.versions import VersionsDialog
from ui.dialogs.which_report import WhichReportDialog
from ui.last_year.dialog import LastYearDialog
from ui.last_year.view import ComparisonView
from ui.session import Refusal, Session
from ui.window.main_window import MainWindow

SOURCE = (
    "示例局2024年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    "一、本年新收政府信息公开申请数量 3580 1 1 1 1 0 3585\n没有的行 7 8\n"
)


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def _importing(window: MainWindow, _: Path) -> Dialog:
    source = read_text(SOURCE, "a.txt")
    report = _session(window).report
    return ImportDialog("a.txt", match(source), report, window, new=False, source=source)


def _last_year(window: MainWindow, _: Path) -> Dialog:
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("carried_forward"), 2)], "填写"))
    return LastYearDialog(_session(window).report, last, window)


def _versions(window: MainWindow, _: Path) -> Dialog:
    _session(window).document.save_version("送审稿")
    return VersionsDialog(_session(window), window.settings, window)


def _exporting(window: MainWindow, _: Path) -> Dialog:
    session = _session(window)
    return ExportDialog(session.report, session.problems, window.settings, window)


def _exported(window: MainWindow, folder: Path) -> Dialog:
    path = folder / "a.pdf"
    path.write_bytes(b"%PDF")
    return ExportedDialog(Exported((path,), ("换了字体。",)), window)


def _leaving(window: MainWindow, _: Path) -> Dialog:
    session = _session(window)
    return LeavingDialog(leaving(session.report, session.problems, []), window, "继续导出(&X)")


def _unsaved(window: MainWindow, _: Path) -> Dialog:
    session = _session(window)
    edit = session.report.edit([(cell("granted"), 9)], "填写")
    refused = [Refusal(FileError("磁盘已满。"), edit)]
    return UnsavedDialog(session.document, refused, window, leaving=True)


def _task(window: MainWindow, folder: Path) -> CollectSession:
    """A task in no file: one office, nothing in the folder."""
    task = look_at(folder, "示例县人民政府", 2024, [Office("001", "示例县教育局")])
    return CollectSession(task, window)


def _comparing(window: MainWindow, folder: Path) -> Dialog:
    return CompareDialog(Rivals(_task(window, folder), []), "示例县教育局", window)


def _correcting(window: MainWindow, folder: Path) -> Dialog:
    session = _task(window, folder)
    task, view = session.task, session.view
    task.decide(draft(view, task.decisions, task.files, open_items(view), {ALL: "限期补报"}))
    return CorrectDialog(session, window.settings, window)


DIALOGS: dict[str, Callable[[MainWindow, Path], Dialog]] = {
    "AboutDialog": lambda window, _: AboutDialog(window),
    "AdjustDialog": lambda window, path: AdjustDialog(
        _task(window, path), cell("received"), window
    ),
    "BlankFormDialog": lambda window, _: BlankFormDialog("2021", window),
    "ChaseDialog": lambda window, path: ChaseDialog(_task(window, path), window.settings, window),
    "CompareDialog": _comparing,
    "ComparisonView": lambda window, _: ComparisonView(_session(window), window),
    "CorrectDialog": _correcting,
    "DroppedDialog": lambda window, path: DroppedDialog(
        [path / "甲.docx", path / "乙.xlsx"], window, into=True
    ),
    "ExportDialog": _exporting,
    "ExportedDialog": _exported,
    "FiguresDialog": lambda window, path: FiguresDialog(
        _task(window, path), window.settings, window
    ),
    "HelpDialog": lambda window, _: HelpDialog(window),
    "HistoryDialog": lambda window, _: HistoryDialog(_session(window), cell("received"), window),
    "ImportDialog": _importing,
    "LastYearDialog": _last_year,
    "LeavingDialog": _leaving,
    "LogDialog": lambda window, path: LogDialog(_task(window, path), window),
    "NewReportDialog": lambda window, _: NewReportDialog(window.settings, window),
    "NewTaskDialog": lambda window, _: NewTaskDialog(window.settings, window),
    "NextYearDialog": lambda window, path: NextYearDialog(
        _task(window, path), window.settings, window
    ),
    "ReasonDialog": lambda window, _: ReasonDialog("没有报告，按零计", "理由(&R)", window),
    "PassDialog": lambda window, path: PassDialog(_task(window, path), window),
    "ReceiveDialog": lambda window, path: ReceiveDialog([path / "甲.docx"], path, window),
    "ReportDialog": lambda window, path: ReportDialog(_task(window, path), window.settings, window),
    "ReturnDialog": lambda window, path: ReturnDialog(_task(window, path), window.settings, window),
    "RosterDialog": lambda window, path: RosterDialog(_task(window, path), window.settings, window),
    "RulesSheetDialog": lambda window, _: RulesSheetDialog(
        sheet_of('schema = 1\ntitle = "青禾县检查单"\nblank = "0"\n'),
        "记在打开的报告里。",
        window.settings,
        window,
        for_new=True,
    ),
    "SettingsDialog": lambda window, _: SettingsDialog(window.settings, window, window.session),
    "SignDialog": lambda window, path: SignDialog(_task(window, path), window),
    "SubmittedDialog": lambda window, _: SubmittedDialog(
        window.settings, window, "现在的内容将标为已报送。", "! 还有 5 项。"
    ),
    "UnsavedDialog": _unsaved,
    "VersionNameDialog": lambda window, _: VersionNameDialog(
        window.settings, window, "内容都已保存。"
    ),
    "VersionsDialog": _versions,
    "WhichReportDialog": lambda window, _: WhichReportDialog(
        "两份.docx", [Which("甲局", 2023, "甲局 2023"), Which("乙局", 2023, "乙局 2023")], window
    ),
    "WorkbooksDialog": lambda window, path: WorkbooksDialog(
        _task(window, path), window.settings, window
    ),
}
