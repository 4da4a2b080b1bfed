"""One open document as Qt sees it: edits in, signals out, one undo stack for all parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from govreport_desktop.checks.problem import Fix, Problem
from govreport_desktop.checks.settings import CheckSettings, settings_of, settings_text, stated
from govreport_desktop.errors import EditError, FileError, GovReportError
from govreport_desktop.form.local import NONE, LocalHints
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Address, Content, Edit, FieldAddress, Report, TextAddress
from ui.checking import Checking
from ui.commands import EditCommand

if TYPE_CHECKING:
    from govreport_desktop.store.document import Document, Version

# What the file did not take is tried again at this pace, without a message each time.
RETRY_MS = 15_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is not in the file, and why; ``edit`` is None where nothing was to write."""

    error: GovReportError
    edit: Edit | None = None


class Session(QObject):
    """The report being worked on.

    Every change goes through `apply`. The document always goes first and the undo stack
    follows, so that an edit the file refuses (a full disk, a file that is gone) leaves
    neither the report nor the stack half-way: `failed` says why. What was refused stays in
    its editor; `hand_in` tries again and answers what is still not in the file.
    """

    changed = Signal(object)  # frozenset[Address], computed cells included
    mended = Signal(str, object)  # what a fix did, and tuple[Address, ...] that it changed
    revisited = Signal(object)  # frozenset[Address] that an undo or redo took back
    problems_changed = Signal(object)  # list[Problem]
    commit_requested = Signal()  # open editors hand in what is being typed, now
    failed = Signal(object)  # Refusal that the clerk is to be told of
    file_changed = Signal()  # written, refused or seen to be gone, or the document has moved

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.undo_stack = QUndoStack(self)
        self.problems: list[Problem] = []
        self._checks = Checking(document, self)
        self._checks.found.connect(self._on_found)
        self._stack_follows = False
        self.trouble: GovReportError | None = None  # why not everything is in the file
        self._refused: GovReportError | None = None
        self._collected: list[Refusal] | None = None  # instead of being told
        self._retry = QTimer(self)
        self._retry.timeout.connect(self.check_file)
        self._moved: frozenset[Address] = frozenset()
        self.replaced: dict[Address, Content] = {}  # by the last edit, a step back among them

    @property
    def report(self) -> Report:
        """The report as it stands; read it freely, change it only through `apply`."""
        return self.document.report

    @property
    def check_settings(self) -> CheckSettings:
        """How this report is checked: what it says itself, and before that what its sheet says."""
        return settings_of(self.report)

    @property
    def own_check_settings(self) -> CheckSettings:
        """What it says itself, with its sheet; `put_check_settings` changes it."""
        return stated(self.report.fields["check_settings"]).settings

    @property
    def hints(self) -> LocalHints:
        """What the office above says of counting, as far as it travels with the report."""
        sheet = self.own_check_settings.sheet
        return sheet.hints if sheet else NONE

    def put_check_settings(self, chosen: CheckSettings, name: str = "修改审核设置") -> bool:
        """Have the report say that it is checked so: one step, and everything checked anew."""
        address = FieldAddress("check_settings")
        text = settings_text(chosen, self.report.fields[address.name])
        stands = self.put([(address, text)], name, "settings")
        self.recheck()
        return stands

    @property
    def read_only(self) -> bool:
        """Whether the document was opened for looking at only."""
        return self.document.read_only

    @property
    def checked(self) -> bool:
        """Whether `problems` is of a report that has been checked once: else it says nothing."""
        return self._checks.begun

    @property
    def checking(self) -> bool:
        """Whether what is wrong with the prose, or why with the figures, is still to come."""
        return self._checks.busy

    def apply(self, edit: Edit, burst: int = -1) -> bool:
        """Carry out ``edit`` and put it on the undo stack.

        Answers whether it stands. An edit that changes nothing is not pushed (True); one
        that the document refuses changes nothing and is told through `failed` (False).
        Edits of one ``burst`` of typing (not -1) in one place become one step.
        """
        if not edit:
            return True
        if not self._perform(edit):
            self._tell_refusal(edit)
            return False
        self._follow(EditCommand(self.replay, edit, burst))
        return True

    def put(
        self, contents: Iterable[tuple[Address, Content]], name: str, kind: str = "type"
    ) -> bool:
        """Apply new contents as one edit called ``name``."""
        return self.apply(self.report.edit(contents, name, kind))

    def mend(self, problem: Problem, fix: Fix) -> bool:
        """Carry out a fix as one step, as it reads now; False where it no longer stands.

        What is still being typed may have moved the words it would change.
        """
        if not self.request_commit():
            return False
        if self.checking:
            self.recheck()
        now = (f for p in self.problems if p.key == problem.key for f in p.fixes)
        current = next((f for f in now if f.label == fix.label), None)
        if current is None or not self.put(current.contents, current.label, "fix"):
            return False
        self.mended.emit(current.label, tuple(address for address, _ in current.contents))
        return True

    def undo(self) -> None:
        """Take back the last step; tells `revisited` where."""
        if self.request_commit() and self.undo_stack.canUndo():
            self.undo_stack.undo()
            self._settle(self.undo_stack.redo)

    def redo(self) -> None:
        """Do again what was taken back; tells `revisited` where."""
        if self.request_commit() and self.undo_stack.canRedo():
            self.undo_stack.redo()
            self._settle(self.undo_stack.undo)

    def replay(self, edit: Edit) -> None:
        """What a command on the stack does when it is undone or redone."""
        if not self._stack_follows:
            self._perform(edit)

    # ------------------------------------------------------------ into the file
    def request_commit(self) -> bool:
        """Have every open editor hand in its text; before anything reads the report.

        False where the file refused some of it, which is told through `failed`.
        """
        refused = self._collecting(self.commit_requested.emit)
        if refused:
            self._tell(refused[0])
        return not refused

    def hand_in(self) -> list[Refusal]:
        """Have every editor hand in its text; answers what is not in the file. Tells nothing.

        Where nothing was refused the file itself is asked: deleted or replaced, it no longer
        holds what is on screen.
        """
        refused = self._collecting(self.commit_requested.emit)
        if not refused and not self.read_only:
            refused = self._missing()
        self._note(refused[0].error if refused else None)
        return refused

    def try_again(self, edit: Edit) -> list[Refusal]:
        """Apply an edit that was refused; an editor may have handed it in meanwhile."""
        try:
            self.report.check(edit)
        except EditError:
            return []
        refused = self._collecting(partial(self.apply, edit))
        self._note(refused[0].error if refused else None)
        return refused

    def check_file(self) -> None:
        """Ask whether the file is still the one that was opened; `trouble` says what is wrong."""
        if self.trouble is not None:
            self.hand_in()
        elif missing := [] if self.read_only else self._missing():
            self._note(missing[0].error)

    def save_version(self, name: str) -> Version | None:
        """Keep the report as it is now; None where that was refused, which is told."""
        if refused := self.hand_in():
            self._tell(refused[0])
            return None
        try:
            version = self.document.save_version(name)
        except FileError as error:
            self._tell(Refusal(error))
            return None
        self.file_changed.emit()
        return version

    def save_as(self, path: Path) -> bool:
        """Go on in another file, which is replaced where there is one.

        False where log and versions could not go along. Raises FileError; the file is then
        the one it was.
        """
        whole = self.document.save_as(path, overwrite=True)
        self.hand_in()
        return whole

    def _collecting(self, do: Callable[[], object]) -> list[Refusal]:
        """What is refused while something is done, instead of telling it."""
        outer, self._collected = self._collected, []
        try:
            do()
            refused = self._collected
        finally:
            self._collected = outer
        return refused

    def _missing(self) -> list[Refusal]:
        try:
            self.document.check_file()
        except FileError as error:
            return [Refusal(error)]
        return []

    def _note(self, trouble: GovReportError | None) -> None:
        self.trouble = trouble
        if trouble is None:
            self._retry.stop()
        else:
            self._retry.start(RETRY_MS)
        self.file_changed.emit()

    def _tell(self, refusal: Refusal) -> None:
        if isinstance(refusal.error, FileError):
            self._note(refusal.error)
        self.failed.emit(refusal)

    def recheck(self) -> None:
        """Check all of the report now, prose included, and tell who shows the problems."""
        self._checks.all_now()

    def explain(self) -> None:
        """Have the problems say what caused them, where that is still being looked for."""
        self._checks.explain()

    def _perform(self, edit: Edit) -> bool:
        try:
            self._moved = self.document.apply(edit)
            self.replaced = {change.address: change.old for change in edit.changes}
        except GovReportError as error:
            self._refused = error
            return False
        rows = {cell[:2] for cell in cells_of(change.address for change in edit.changes)}
        if self.trouble is not None:
            # The file takes edits again: also those that other editors still hold.
            QTimer.singleShot(0, self, self.check_file)
        self.changed.emit(self._moved)
        prose_alone = all(isinstance(address, TextAddress) for address in self._moved)
        # What a fix or an undo changed nobody typed: choices keep their order.
        typed = edit.kind == "type" and len(rows) == 1
        self._checks.edited(rows.pop() if typed else None, prose_alone=prose_alone)
        return True

    def _on_found(self) -> None:
        self.problems = self._checks.problems
        self.problems_changed.emit(self.problems)

    def _follow(self, command: EditCommand) -> None:
        self._stack_follows = True
        try:
            self.undo_stack.push(command)
        finally:
            self._stack_follows = False

    def _settle(self, step_back: Callable[[], None]) -> None:
        """After an undo or redo: where the document refused it, move the stack back."""
        if self._refused is None:
            self.revisited.emit(self._moved)
            return
        self._stack_follows = True
        try:
            step_back()
        finally:
            self._stack_follows = False
        self._tell_refusal()

    def _tell_refusal(self, edit: Edit | None = None) -> None:
        error, self._refused = self._refused, None
        assert error is not None
        refusal = Refusal(error, edit)
        if self._collected is None:
            self._tell(refusal)
        else:
            self._collected.append(refusal)


def cells_of(addresses: Iterable[Address]) -> list[CellAddress]:
    """Those of ``addresses`` that are numbers of a table."""
    return [address for address in addresses if isinstance(address, CellAddress)]
