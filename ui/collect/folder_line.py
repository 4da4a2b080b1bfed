"""What came in, and what is done about it: reading again, the letters, the list of who owes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from govreport_desktop.jobs.collecting import Scanned
from govreport_desktop.shown import shown
from ui.collect.cards import button
from ui.collect.outgoing import Outgoing
from ui.collect.session import CollectSession
from ui.collect.words import roles_words
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import ElidedLabel


class FolderLine(QWidget):
    """Two lines: the files by role, and the buttons; while files are read, how far that is."""

    told = Signal(str)
    done = Signal()  # there is nothing left here for the keyboard

    def __init__(self, session: CollectSession, outgoing: Outgoing) -> None:
        super().__init__()
        self._session, self._outgoing = session, outgoing
        self.roles = ElidedLabel()
        self.roles.setObjectName("hint")
        self.roles.setFont(sized(self.font(), Size.SMALL))
        self.roles.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.again = button("再读一次 F5", self.scan)
        self.back = button("退回意见(&R)", outgoing.send_back)
        self.chase = button("催报名单(&G)", outgoing.chase)
        self.progress = QProgressBar()
        self.stop = button("停(&X)", session.cancel_scan)
        for each in (self.again, self.back, self.chase, self.stop):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the list
        self._lay_out()
        session.changed.connect(self.follow)
        session.scan_moved.connect(self._on_scan)
        session.scan_ended.connect(self._on_scanned)
        outgoing.told.connect(self.told)
        self.follow()

    def scan(self) -> None:
        """Look at the folder again."""
        self._session.scan()

    def follow(self) -> None:
        """Count anew."""
        letters, owing = self._outgoing.counts
        self.back.setText(f"退回意见 {letters}(&R)" if letters else "退回意见(&R)")
        enabled = bool(letters) and not self._session.read_only
        if not enabled and self.window().focusWidget() is self.back:
            self.done.emit()  # Qt would put the keyboard on the button beside it
        self.back.setEnabled(enabled)
        unknown = self._session.unknown
        if unknown and self.window().focusWidget() is self.chase:
            self.done.emit()
        self.chase.setText(f"催报名单 {owing}(&G)" if owing and not unknown else "催报名单(&G)")
        self.chase.setEnabled(not unknown)
        self.chase.setToolTip("收件文件夹读完以后再催" if unknown else "")
        said = f"收件文件夹{unknown}" if unknown else roles_words(self._session.view)
        self.roles.setText(said)
        self.roles.setToolTip(self.roles.text())

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        self.again.setEnabled(not self._session.read_only)
        self.progress.setAccessibleName("读文件夹的进度")
        self.progress.setMaximumHeight(self.fontMetrics().height())
        line = QHBoxLayout()
        line.setSpacing(Space.STEP)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        line.addStretch()
        for widget in (self.again, self.back, self.chase):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HALF)
        column.addWidget(self.roles)
        column.addLayout(line)
        self._show_scanning(False)

    # ------------------------------------------------------------ reading the folder
    def _on_scan(self, percent: int, words: str) -> None:
        self._show_scanning(True)
        if not self._session.view.files:
            self.follow()
        self.progress.setValue(percent)
        self.progress.setToolTip(shown(words))

    def _on_scanned(self, found: Scanned | None) -> None:
        self._show_scanning(False)
        self.follow()
        if found is None:
            return
        words = f"看了 {found.files} 个文件，新读 {found.read} 个"
        if found.gone:
            words += f"，不在了 {found.gone} 个"
        if found.failed:
            words += f"，看不了 {len(found.failed)} 个：{found.failed[0]}"
        self.told.emit(words)

    def _show_scanning(self, going: bool) -> None:
        working, resting = (self.progress, self.stop), (self.again,)
        # First what goes: all of them at once would be wider than a small screen.
        for widget in resting if going else working:
            widget.hide()
        for widget in working if going else resting:
            widget.show()
