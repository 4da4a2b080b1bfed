"""The commands of the file menu: new, open, import, export, versions, print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.checks import settings_text
from govreport_desktop.errors import GovReportError
from ui import messages
from ui.menus.collecting import Collecting
from ui.menus.gone import find_again
from ui.menus.importing import Importing
from ui.menus.leaving import Leaving
from ui.menus.lists import file_listing, print_listing
from ui.menus.rules import Rules
from ui.menus.season import last_years_report
from ui.menus.sent_back import SentBack
from ui.menus.shell import Shell
from ui.session import Session
from ui.settings import LAST_REPORT

if TYPE_CHECKING:
    from ui.dialogs.new_report import NewReport


class Files:
    """What the file menu does. Long work runs off the window's thread."""

    def __init__(self, shell: Shell, leaving: Leaving, collecting: Collecting) -> None:
        self._shell = shell
        self._collecting = collecting
        self._leaving = leaving
        self.importing = Importing(shell, self._open_report)
        self._sent_back = SentBack(shell, self.open_path)
        self._rules = Rules(shell)
        self._settings = shell.settings

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command of the file menu does."""
        return {
            "new": self.new,
            "open": self.open,
            "import": self.import_,
            "versions": self.versions,
            "print": self.print_,
            "close": self.close,
            **self._rules.handlers(),
        }

    # ------------------------------------------------------------ open and close
    def open(self) -> None:
        """Ask for a file and open it."""
        filters = f"{messages.OPENABLE};;{messages.IMPORTABLE}"
        path = messages.ask_open(self._shell.owner, self._settings, "打开", filters)
        if path is not None:
            self.open_path(path)

    def open_recent(self, path: Path) -> bool:
        """Open a file of the recent ones, or ask where it is now."""
        if path.exists():
            return self.open_path(path)
        found = find_again(self._shell, path)
        return found is not None and self.open_path(found)

    def open_path(self, path: Path) -> bool:
        """Open a report, a task, a check sheet or what was sent back; else import."""
        if self._collecting.is_for(path):
            return self._collecting.open_path(path)
        if self._rules.is_for(path):
            return self._rules.open_path(path)
        if self._sent_back.is_for(path):
            return self._sent_back.open_path(path)
        from govreport_desktop.store.database import looks_like_report

        if path.is_file() and not looks_like_report(path):
            self.importing.read(path)
            return True
        return self._shows(path) or self._open_report(path)

    def _open_report(self, path: Path) -> bool:
        from govreport_desktop.store.document import DamagedError, Document

        try:
            document = Document.open(path)
        except DamagedError as error:
            return self._rescue(path, str(error))
        except GovReportError as error:
            self._shell.fail(error, "没有打开")
            return False
        shown_now = self._show(Session(document, self._shell.owner))
        if shown_now and document.notice:
            messages.tell_note(self._shell.owner, document.notice, "打开时的提示")
        return shown_now

    def _rescue(self, path: Path, why: str) -> bool:
        """Offer what the log of a damaged file proves, as a file of its own."""
        from govreport_desktop.store.document import rescue

        owner = self._shell.owner
        offer = f"{why}\n\n也可以从它的修改记录恢复，另存为一份新文件；损坏的这份不动。"
        if not messages.ask(owner, "没有打开", offer, "恢复并另存(&S)"):
            return False
        name = f"{path.stem}-恢复{path.suffix}"
        title = "把恢复出来的报告保存为"
        target = messages.ask_save(owner, self._settings, title, name, messages.REPORT_FILES)
        if target is None:
            return False
        try:
            rescue(path, target)
        except GovReportError as error:
            self._shell.fail(error, "没有恢复")
            return False
        return self._open_report(target)

    def open_sample(self) -> None:
        """Open a copy of the bundled sample, which is named so and is nobody's work."""
        from govreport_desktop.jobs.sample import make_sample
        from govreport_desktop.paths import sample_folder

        work = partial(make_sample, sample_folder())
        self._shell.run(work, self._take_sample, "正在准备示例", "没有打开示例")

    def _take_sample(self, path: Path) -> None:
        self._open_report(path)

    def close(self) -> None:
        """Back to the home page; everything is saved already."""
        self._shell.show_session(None)

    def new(self) -> None:
        """Ask what the new report starts from, make it, open it.

        In the season last year's report of the same office is chosen already.
        """
        self.begin(last_years_report(self._settings))

    def begin(self, last: Path | None) -> None:
        """A new report, begun with last year's at ``last`` where there is one.

        Else with the one that was named at the first start, until a report was made.
        """
        from ui.dialogs.new_report import NewReportDialog

        if last is None and (told := self._settings.text(LAST_REPORT)):
            last = Path(told).expanduser()
        dialog = NewReportDialog(self._settings, self._shell.owner)
        dialog.decided.connect(self._make)
        dialog.open_wanted.connect(self.open_path)
        if last is not None:
            dialog.take_last_year(last)
        dialog.open()

    def _make(self, chosen: NewReport) -> None:
        from govreport_desktop.jobs import create

        profile = {"office_kind": chosen.office_kind}
        if self._settings.flag("new/profile", True) and self._is_own(chosen.office):
            profile = self._settings.profile() | profile
        new = create.NewReport(
            path=chosen.path,
            form=chosen.form,
            office=chosen.office,
            year=chosen.year,
            facts=profile | {"check_settings": settings_text(self._settings.check_settings())},
            last=chosen.last,
            with_text=chosen.with_text,
            any_year=True,  # the dialog has said what speaks against it
            zeros=self._settings.flag("new/zero", False),
        )
        try:
            carried = create.create(new, chosen.last_path)
        except GovReportError as error:
            self._shell.fail(error, "没有新建")
            return
        self._settings.put("new/with_text", chosen.with_text)
        self._settings.put(LAST_REPORT, "")
        self._remember_office(chosen.office, chosen.office_kind)
        if self._open_report(chosen.path) and carried and carried.words:
            self._shell.tell(f"已从上年度报告带入{''.join(carried.words)}")

    def _is_own(self, office: str) -> bool:
        """Whether what is remembered is of that office; of nobody it is of any."""
        return self._settings.profile()["office"] in ("", office)

    def _remember_office(self, office: str, kind: str) -> None:
        """The first report is made for one's own office, a later one perhaps for another."""
        if self._is_own(office):
            self._settings.put_profile({"office": office, "office_kind": kind})

    def _shows(self, path: Path) -> bool:
        """Whether that file is the one in this window already."""
        session = self._shell.session
        return session is not None and session.document.path.absolute() == path.absolute()

    def _show(self, session: Session) -> bool:
        """Show it; where the report before has to stay, its file is given back."""
        if self._shell.show_session(session):
            return True
        session.document.close()
        session.deleteLater()
        return False

    # ------------------------------------------------------------ import
    def import_(self) -> None:
        """Ask for a file and show what it would give the report."""
        path = messages.ask_open(self._shell.owner, self._settings, "导入", messages.IMPORTABLE)
        if path is not None:
            self.importing.read(path)

    # ------------------------------------------------------------ print
    def print_(self) -> None:
        """Print the pages of the preview, after one look at what is still open."""
        view = self._shell.view
        if view is not None:
            self._leaving.before("继续打印(&X)", view.print_pages)

    # ------------------------------------------------------------ versions
    def versions(self) -> None:
        """Look at versions, compare them, go back to one."""
        from ui.dialogs.versions import VersionsDialog

        session = self._shell.session
        if session is not None:
            session.request_commit()
            dialog = VersionsDialog(session, self._shell.settings, self._shell.owner)
            dialog.print_wanted.connect(partial(print_listing, self._shell))
            dialog.file_wanted.connect(partial(file_listing, self._shell))
            dialog.open()
