"""Opening a 退回意见: its points go into the report it is meant for, as problems at the cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.collect import RETURN_SUFFIX
from govreport_desktop.errors import GovReportError
from ui import messages
from ui.menus.shell import Shell

if TYPE_CHECKING:
    from govreport_desktop.collect.letter import Letter


class SentBack:
    """Finds the report that a letter is about, opens it where it is not, puts the points in."""

    def __init__(self, shell: Shell, opened: Callable[[Path], bool]) -> None:
        self._shell = shell
        self._opened = opened

    def is_for(self, path: Path) -> bool:
        """Whether ``path`` is a letter, which is opened here."""
        return path.suffix.lower() == RETURN_SUFFIX

    def open_path(self, path: Path) -> bool:
        """Put the letter into its report: one step, which Ctrl+Z takes back."""
        from govreport_desktop.collect.letter import read_letter

        try:
            letter = read_letter(path)
        except GovReportError as error:
            self._shell.fail(error, "没有打开退回意见")
            return False
        if not self._is_shown(letter):
            target = self._known(letter) or self._asked(letter)
            if target is None or not self._opened(target):
                return False
        return self._take(letter)

    def _take(self, letter: Letter) -> bool:
        from govreport_desktop.jobs.sent_back import remarks_edit, taken_words

        session = self._shell.session
        if session is None:
            return False
        try:
            if session.read_only:
                raise GovReportError("这份报告是以只读方式打开的，退回意见放不进去。")
            session.request_commit()
            stands = session.apply(remarks_edit(session.report, letter))
        except GovReportError as error:
            self._shell.fail(error, "没有放进退回意见")
            return False
        if stands:
            self._shell.tell(f"{taken_words(session.report, letter)}，可按 Ctrl+Z 撤销")
        return stands

    # ------------------------------------------------------------ which report
    def _is_shown(self, letter: Letter) -> bool:
        session = self._shell.session
        return session is not None and _is_of(letter, session.report.office, session.report.year)

    def _known(self, letter: Letter) -> Path | None:
        """A report of that office and year among those opened lately."""
        from govreport_desktop.store.summary import summary

        for file in self._shell.settings.recent():
            path = Path(file.path)
            if path.suffix != ".govreport" or not path.is_file():
                continue
            try:
                found = summary(path)
            except GovReportError:
                continue
            if _is_of(letter, found.office, found.year):
                return path
        return None

    def _asked(self, letter: Letter) -> Path | None:
        title = f"选择{letter.office} {letter.year} 年度的报告"
        return messages.ask_open(self._shell.owner, self._shell.settings, title)


def _is_of(letter: Letter, office: str, year: int | None) -> bool:
    return "".join(office.split()) == "".join(letter.office.split()) and year == letter.year
