"""Levels of prose shown while typing: 一、 in 黑体, （一） in 楷体, as they will print."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from govreport_desktop.report.levels import Level, level_of
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
            self.setFormat(start, leveled.lead or _number_length(plain), style)


def _number_length(text: str) -> int:
    """The number alone, where the paragraph is prose with a number in front."""
    ends = [text.find(sign) + 1 for sign in "、）)" if sign in text[:6]]
    return min(ends, default=0)


def _face(family: str, *, bold: bool) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontFamilies([family])
    if bold:
        style.setFontWeight(QFont.Weight.Bold)
    return style
