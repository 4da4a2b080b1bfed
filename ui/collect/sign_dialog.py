"""签发: what is still open, each with the reason why the sums are sealed all the same."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from govreport_desktop.jobs.handing_up import seal, sign_off
from ui.collect.open_items import OpenItems
from ui.collect.session import CollectSession
from ui.dialog import Dialog
from ui.plain import Label


class SignDialog(Dialog):
    """Nothing is sealed while something open has no reason. The first time only: see 更正."""

    told = Signal(str)  # what was sealed

    def __init__(self, session: CollectSession, parent: QWidget | None) -> None:
        super().__init__("签发本级数", parent, accept="签发(&O)", close="取消(&C)")
        self._session = session
        self.items = OpenItems(sign_off(session.task, session.view).open)
        self.words = Label(_words(len(self.items.open)))
        self.words.setWordWrap(True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.items, 1)
        self.items.changed.connect(self._follow)
        self.resize(760, 500 if self.items.open else 160)
        self._follow()
        self.items.rest.setFocus()

    def accept(self) -> None:
        """Seal what stands now."""
        do = partial(seal, self._session.task, self._session.view, self.items.reasons())
        if self._session.carry_out(do, "签发"):
            super().accept()
            last = sign_off(self._session.task, self._session.view).sealed[-1]
            self.told.emit(f"已签发，第 {last.number} 次，校验码 {last.digest}")

    def _follow(self) -> None:
        assert self.accept_button is not None
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(self.items.ready and not self._session.read_only)


def _words(open_: int) -> str:
    first = f"还有 {open_} 件事没有办完，逐项写明理由才能签发。" if open_ else "各件事都办完了。"
    return (
        f"{first}签发封存各单位相加的数、调整、审核结论和文件清单，给出校验码；"
        "以后有改动，另成一份更正。"
    )
