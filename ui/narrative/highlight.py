"""Levels of prose shown while typing: 一、 in 黑体, （一） in 楷体, as they will print."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from govreport_desktop.report.levels import Level, level_of, number_length
from ui.narrative.faces import ProseFaces


class LevelHighlighter(QSyntaxHighlighter):
    """Gives the heading of each numbered paragraph its face; the text stays plain."""

    def __init__(self, document: QTextDocument, faces: ProseFaces) -> None:
        super().__init__(document)
        self._formats = {
            Level.FIRST: _face(faces.first, bold=not faces.second),
            Level.SECOND: _face(faces.second or faces.body, bold=not faces.second),
        }

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for a paragraph whose text changed."""
        # Two blanks typed by habit are no obstacle: the writers drop them too.
        plain = text.lstrip()
        leveled = level_of(plain)
        style = self._formats.get(leveled.level)
        if style is not None:
            start = len(text) - len(plain)
            self.setFormat(start, leveled.lead or number_length(plain), style)


def _face(family: str, *, bold: bool) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontFamilies([family])
    if bold:
        style.setFontWeight(QFont.Weight.Bold)
    return style
