"""The commands that write files for others: export, and the empty form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from ui import messages
from ui.menus.leaving import Leaving
from ui.menus.shell import Shell
from ui.settings import EXPORTED_FORMATS, LOOK_FIRST

if TYPE_CHECKING:
    from govreport_desktop.jobs.export import Exported, ExportPlan


class Exports:
    """Asks what to write, writes it in the background, and shows what came of it."""

    def __init__(self, shell: Shell, leaving: Leaving) -> None:
        self._shell = shell
        self._leaving = leaving

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {
            "export": self.export,
            "export_again": self.export_again,
            "pdf": self.export_pdf,
            "excel": self.export_excel,
            "blank_form": self.blank_form,
        }

    def export(self) -> None:
        """Ask for formats, place and options, after one look at what is still open."""
        self._leaving.before("继续导出(&X)", partial(self._ask, (), seen=True))

    def export_again(self) -> None:
        """The formats, place and options of the last time, without asking; the first time asks."""
        if not self._shell.settings.text(EXPORTED_FORMATS):
            self.export()
            return
        again = partial(self._ask, (), seen=True, again=True)
        self._leaving.before("继续导出(&X)", again)

    def export_pdf(self) -> None:
        """The same with PDF ticked."""
        self._leaving.before("继续导出(&X)", partial(self._ask, ("pdf",), seen=True))

    def export_excel(self) -> None:
        """Excel ticked; it goes to others who fill in more, so what is open is no question."""
        self._ask(("xlsx",))

    def blank_form(self) -> None:
        """Ask which empty form is wanted."""
        from ui.dialogs.blank_form import BlankFormDialog

        session = self._shell.session
        form_id = session.report.form.id if session else ""
        dialog = BlankFormDialog(form_id, self._shell.owner)
        dialog.decided.connect(self._write_blank)
        dialog.open()

    def _ask(self, formats: Sequence[str], *, seen: bool = False, again: bool = False) -> None:
        from ui.dialogs.export_dialog import ExportDialog

        session = self._shell.session
        if session is None:
            return
        session.request_commit()
        session.recheck()
        shell = self._shell
        seen = seen and shell.settings.flag(LOOK_FIRST, True)
        dialog = ExportDialog(
            session.report,
            session.problems,
            shell.settings,
            shell.owner,
            formats,
            home=session.document.path.absolute().parent,
            seen=seen,
        )
        dialog.decided.connect(self._write)
        dialog.fill_wanted.connect(self._fill)
        if again:
            # What it would show is decided; it still asks before anything is replaced.
            dialog.accept()
        if dialog.result() != dialog.DialogCode.Accepted:
            dialog.open()

    def _write(self, plan: ExportPlan) -> None:
        from govreport_desktop.checks.background import snapshot
        from govreport_desktop.jobs.export import export

        session = self._shell.session
        if session is None:
            return
        if self._shell.view is not None:
            # The pages beside are those that were just decided.
            self._shell.view.take_settings()
        report = snapshot(session.report)
        whole = replace(plan, sources=(session.document.path,))
        self._shell.run(partial(export, whole, report), self._show, "正在导出", "没有导出")

    def _show(self, result: Exported) -> None:
        from ui.dialogs.exported import ExportedDialog

        ExportedDialog(result, self._shell.owner).open()

    def _fill(self, address: CellAddress) -> None:
        if self._shell.view is not None:
            self._shell.view.show_address([address])

    def _write_blank(self, chosen: tuple[Form, str]) -> None:
        from govreport_desktop.jobs.export import export_blank
        from govreport_desktop.writers.formats import FORMATS

        form, kind = chosen
        item = FORMATS[kind]
        name = f"政府信息公开工作年度报告（{form.name}，空白）{item.suffix}"
        path = messages.ask_save(
            self._shell.owner,
            self._shell.settings,
            "导出空白表",
            name,
            f"{item.name} (*{item.suffix})",
        )
        if path is not None:
            work = partial(export_blank, form, {kind: path})
            self._shell.run(work, self._tell_written, "正在导出空白表", "没有导出")

    def _tell_written(self, result: Exported) -> None:
        self._shell.tell(f"已导出到 {result.paths[0]}")
