"""The commands before and after a report leaves: 送审前检查, and 标为已报送."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from govreport_desktop.errors import FileError
from ui.menus.shell import Shell
from ui.settings import LOOK_FIRST

if TYPE_CHECKING:
    from govreport_desktop.checks import Problem
    from govreport_desktop.checks.leaving import Leaving as Found
    from govreport_desktop.checks.leaving import Point
    from govreport_desktop.store.document import Submission, Version
    from ui.dialogs.leaving import LeavingDialog
    from ui.session import Session


class Leaving:
    """Shows what is open, leads there and back, and asks once before the same is printed."""

    def __init__(self, shell: Shell, name_version: Callable[[], object]) -> None:
        self._shell = shell
        self._name_version = name_version
        self._lead: Callable[[Problem], object] | None = None
        self._at = ("", 0)  # the point one was led to last, and its row
        self._passed: tuple[Session | None, frozenset[str]] = (None, frozenset())

    def lead_by(self, lead: Callable[[Problem], object]) -> None:
        """Have problems taken in hand and gone to as from their own list."""
        self._lead = lead

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {"leaving": self.show, "submitted": self.submit}

    def show(self) -> None:
        """Everything that is still open, whatever is printed."""
        session = self._shell.session
        if session is not None:
            self._open(self._found(session)).open()

    def before(self, words: str, then: Callable[[], object]) -> None:
        """Do ``then``, after one look at what is open in what is printed, if anything is.

        ``words`` are on the button that goes on. What was passed over once is not asked about
        again while the same things are open.
        """
        session = self._shell.session
        if session is None:
            return
        found = self._found(session)
        keys = frozenset(point.key for point in found.content)
        asked = self._passed[0] is session and keys <= self._passed[1]
        if not keys or asked or not self._shell.settings.flag(LOOK_FIRST, True):
            then()
            return
        dialog = self._open(found, words)
        dialog.passed.connect(partial(self._go_on, session, keys, then))
        dialog.open()

    def submit(self) -> None:
        """Ask when and to whom, and mark what the report holds now."""
        from ui.dialogs.submitted import SubmittedDialog

        session = self._shell.session
        if session is None:
            return
        found = self._found(session)
        version = self._current(session)
        words = f"现在的内容将记为版本“{_handed_in()}”，并标为已报送。"
        if version is not None:
            words = f"版本“{version.name}”（与现在的内容相同）将标为已报送。"
        doubt = "" if found.ready else f"! 送审前检查：{found.headline}。"
        before = version.submission if version else None
        owner, settings = self._shell.owner, self._shell.settings
        dialog = SubmittedDialog(
            settings, owner, words, doubt, before, signed=session.report.fields["signed_on"]
        )
        dialog.decided.connect(self._mark)
        dialog.open()

    def _found(self, session: Session) -> Found:
        from govreport_desktop.jobs.check import check
        from govreport_desktop.jobs.leaving import leaving

        session.request_commit()
        session.recheck()
        # What leaves is done: blanks that were to be filled in are no excuse any more.
        problems = check(session.report, handed_in=True).problems
        return leaving(session.report, problems, _versions(session))

    def _open(self, found: Found, going_on: str = "") -> LeavingDialog:
        from ui.dialogs.leaving import LeavingDialog

        dialog = LeavingDialog(found, self._shell.owner, going_on)
        dialog.choose(*self._at)
        dialog.fix_wanted.connect(self._fix)
        dialog.print_wanted.connect(partial(self._put_on_paper, found, True))
        dialog.file_wanted.connect(partial(self._put_on_paper, found, False))
        return dialog

    def _go_on(
        self, session: Session, keys: frozenset[str], then: Callable[[], object], again: bool
    ) -> None:
        self._shell.settings.put(LOOK_FIRST, again)
        self._passed = (session, keys)
        then()

    def _put_on_paper(self, found: Found, to_printer: bool) -> None:
        from govreport_desktop.jobs.leaving import leaving_listing
        from ui.menus.lists import file_listing, print_listing

        session = self._shell.session
        version = self._current(session) if session else None
        put = print_listing if to_printer else file_listing
        put(self._shell, leaving_listing(found, version))

    def _fix(self, point: Point, row: int) -> None:
        """Go where a point is settled."""
        from govreport_desktop.checks.leaving import Kind
        from govreport_desktop.report import FieldAddress

        self._at = (point.key, row)
        view = self._shell.view
        if view is None:
            return
        if point.kind is Kind.VERSION:
            self._name_version()
        elif point.kind is Kind.FACE:
            self._choose_faces()
        elif point.problem is not None and self._lead is not None:
            self._lead(point.problem)
        elif point.cells:
            view.show_address(list(point.cells))
        elif point.field:
            view.show_address([FieldAddress(point.field)])
        else:
            view.show_part(point.section or "office")

    def _choose_faces(self) -> None:
        from ui.dialogs.settings import SettingsDialog

        shell = self._shell
        dialog = SettingsDialog(shell.settings, shell.owner, shell.session)
        dialog.show_faces()
        dialog.accepted.connect(shell.take_settings)
        dialog.open()

    def _current(self, session: Session) -> Version | None:
        from govreport_desktop.jobs.leaving import current_version

        return current_version(_versions(session) or ())

    def _mark(self, submission: Submission) -> None:
        session = self._shell.session
        if session is None:
            return
        version = self._current(session) or session.save_version(_handed_in())
        if version is None:
            return
        try:
            session.document.mark_submitted(version.id, submission)
        except FileError as error:
            self._shell.fail(error, "没有标为已报送")
            return
        session.file_changed.emit()
        self._shell.tell(f"版本“{version.name}”已标为{submission.words}")


def _versions(session: Session) -> list[Version] | None:
    """The versions of its file; None where that can no longer be read, which others say."""
    try:
        return session.document.versions()
    except FileError:
        return None


def _handed_in() -> str:
    from govreport_desktop.jobs.leaving import HANDED_IN

    return HANDED_IN
