"""Words from files as plain text: Qt would take tags for rich text, and obey what is invisible.

A cell, the name of an office or of a file comes from strangers. Labels and messages are
told that theirs is plain text; a tooltip cannot be told, so what looks like tags is escaped.
Characters without a picture (controls, line breaks in a name, marks that turn the direction
of reading) are shown as what they are.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from govreport_desktop.shown import shown


class Label(QLabel):
    """A label that never takes its words for rich text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._subject = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``, which may have several lines."""
        super().setText(shown_lines(text))
        if self._subject:
            self.setAccessibleName(f"{self._subject}：{self.text()}" if text else self._subject)

    def speak_as(self, subject: str) -> None:
        """Have a screen reader say what the words are about, and the words.

        An accessible name alone would be read in place of them.
        """
        self._subject = subject
        self.setText(self.text())


_STOPS = "。；，、　"


class ElidedLabel(Label):
    """A label of one line that is cut where there is no room for it, and pushes nothing aside."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Three characters: nobody reads fewer."""
        least = super().minimumSizeHint()
        return QSize(
            min(self.fontMetrics().horizontalAdvance("宽") * 3, least.width()), least.height()
        )

    def paintEvent(self, _: QPaintEvent) -> None:
        """As many of the words as there is room for."""
        painter = QPainter(self)
        room = self.contentsRect().adjusted(self.margin(), 0, -self.margin(), 0)
        words = self._cut(room.width())
        flags = int(self.alignment() | Qt.AlignmentFlag.AlignVCenter)
        role = self.foregroundRole()
        enabled = self.isEnabled()
        self.style().drawItemText(painter, room, flags, self.palette(), enabled, words, role)
        painter.end()

    def _cut(self, room: int) -> str:
        """The words that have room, to the end of a clause where one lies in the last third."""
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if words == self.text():
            return words
        kept = words.rstrip("…")
        end = max(kept.rfind(stop) for stop in _STOPS)
        if end < len(kept) * 2 // 3:
            return words
        return kept[: end + 1].rstrip("，、；　") + "…"


def shown_lines(text: str) -> str:
    """``text`` line by line, with a picture or number for what could not be seen in it."""
    return "\n".join(map(shown, text.split("\n")))


def on_button(text: str) -> str:
    """``text`` for a button, tick or menu, where & would mark the next letter."""
    return shown(text).replace("&", "&&")


def tip(text: str) -> str:
    """``text`` as a tooltip, in which nothing is rich."""
    words = shown_lines(text)
    return long_tip(text) if Text.mightBeRichText(words) else words


def long_tip(text: str) -> str:
    """``text`` as a tooltip that breaks its lines, which Qt does for rich text alone."""
    import html  # and its two thousand names of signs: for few tips

    return f'<span style="white-space: pre-wrap">{html.escape(shown_lines(text))}</span>'
