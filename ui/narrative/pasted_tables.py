"""A statutory table pasted into prose: offered to its own part before it becomes text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import messages
from ui.session import Session

_INTO_TABLE, _AS_TEXT = range(2)
_FEWEST_ROWS = 2  # of several numbers each: one row may be part of a sentence


class PastedTables(QObject):
    """Knows a table of the form on the clipboard by its labels, and asks where it is to go."""

    placed = Signal(object)  # CellAddress of the first number that was put into the table
    told = Signal(str)  # what was done, in a sentence

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session = session
        self._owner = owner

    def offer(self, text: str, html: str) -> bool:
        """Whether the clipboard has been seen to; False where it is to be pasted as text."""
        # Here, as most starts paste nothing: it brings what reads web pages.
        from govreport_desktop.clipboard import (
            figure_rows,
            find_table,
            parse_spaced,
            paste_words,
            pasted_block,
        )

        if "\t" not in text and "<t" not in html.lower() and not parse_spaced(text):
            return False
        form = self._session.report.form
        block, left_out = pasted_block(text, html)
        found = find_table(form, block)
        if found is None:
            return self._stopped(figure_rows(block))
        table, placed = found
        title = form.section(table.section).title
        words = f"剪贴板里是“{title}”的表格，认出 {len(placed.contents)} 个数。要放进那张表吗？"
        old = self._session.report.values
        replaced = sum(old[cell] not in (None, value) for cell, value in placed.contents)
        if replaced:
            words += f"表里已有的 {replaced} 个数会被替换。"
        answer = messages.choose(self._owner, "粘贴表格", words, ["放进表格(&T)", "当文字粘贴(&W)"])
        if answer == _INTO_TABLE:
            name = f"粘贴 {len(placed.contents)} 个单元格"
            if self._session.put(placed.contents, name, "paste"):
                words = paste_words(self._session.report, placed, left_out)
                self.told.emit(f"已放进“{title}”，可按 Ctrl+Z 撤销：{words}")
                self.placed.emit(placed.contents[0][0])
        return answer != _AS_TEXT

    def _stopped(self, rows: int) -> bool:
        """Whether ``rows`` rows of numbers, of no table one can tell, are not to become text."""
        if rows < _FEWEST_ROWS:
            return False
        words = (
            f"剪贴板里是 {rows} 行数，没有行标题和列标题，认不出是哪张表的。"
            "要填进表格，请到那张表里选中左上角一格再粘贴。"
        )
        answer = messages.choose(self._owner, "粘贴表格", words, ["不粘贴(&N)", "当文字粘贴(&W)"])
        return answer != _AS_TEXT
