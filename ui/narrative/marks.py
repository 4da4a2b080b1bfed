"""Passages with a problem, underlined; the kind of line says how grave it is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.report import Report
from ui.look import colors
from ui.look.structures import Selection
from ui.narrative.convert import Places

# Severity is never colour alone: the shape of the line differs too.
_LINES = {
    Severity.ERROR: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Severity.WARNING: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Severity.INFO: QTextCharFormat.UnderlineStyle.DotLine,
}


class ProblemMarks:
    """The underlines of one part. They move with the text until the next check."""

    def __init__(self, edit: QTextEdit, section: str) -> None:
        self._edit = edit
        self._section = section
        self._marked: list[tuple[QTextCursor, Problem]] = []
        self._pointed: QTextCursor | None = None

    @property
    def pointed(self) -> str:
        """The words that are pointed out; "" for none."""
        return self._pointed.selectedText() if self._pointed else ""

    def point_out(self, start: int, end: int) -> None:
        """Show the stretch between two document positions, in place of the one before."""
        self._pointed = self._cursor(start, end)
        self._paint()

    def point_off(self) -> None:
        """Point out nothing any more."""
        if self._pointed is not None:
            self._pointed = None
            self._paint()

    def show_problems(self, problems: Iterable[Problem], report: Report) -> None:
        """Underline the passages of this part, in place of those shown before.

        What the office has explained asks for nothing, here as in the tables.
        """
        stored = report.texts[self._section]
        places = Places(stored)
        self._marked = [
            (self._cursor(places.position(span.start), places.position(span.end)), problem)
            for problem in problems
            if problem.is_open
            for span in problem.spans
            if span.section == self._section and span.end <= len(stored)
        ]
        self._paint()

    def sentence_at(self, position: int) -> str:
        """What is wrong at a document position, with the likely cause; "" for nothing."""
        found = [
            "　".join(filter(None, (f"{p.severity.label}：{p.message}", p.cause)))
            for cursor, p in self._marked
            if cursor.selectionStart() <= position < cursor.selectionEnd()
        ]
        return "\n".join(found)

    def _paint(self) -> None:
        shown = [self._selection(*mark) for mark in self._marked]
        if self._pointed is not None:
            selection: Selection = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setBackground(colors.chosen(self._edit.palette(), focused=True))
            selection.cursor, selection.format = self._pointed, style
            shown.insert(0, selection)  # the lines of the problems go over it
        self._edit.setExtraSelections(shown)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        last = self._edit.document().characterCount() - 1
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selection(self, cursor: QTextCursor, problem: Problem) -> Selection:
        palette = self._edit.palette()
        selection: Selection = QTextEdit.ExtraSelection()
        style = QTextCharFormat()
        style.setUnderlineStyle(_LINES[problem.severity])
        style.setUnderlineColor(colors.mark(palette, problem.severity))
        if problem.severity is Severity.ERROR:
            style.setBackground(colors.wash(palette, problem.severity))
        selection.cursor = cursor
        selection.format = style
        return selection
