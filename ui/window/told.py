"""What the window tells without a click: on the status line, at length above the page."""

from __future__ import annotations

from collections.abc import Callable

from govreport_desktop.shown import shown
from ui.report.note import Note
from ui.window.status import StatusBar

TOLD_MS = 8000  # how long the status line says what was done


class Told:
    """Tells, and knows what it told last: the line forgets, and a note can be put away unread."""

    def __init__(self, status: StatusBar) -> None:
        self._status = status
        self._note: Note | None = None
        self._last = ""

    def follow(self, note: Note | None) -> None:
        """Another file is open, above whose page there is ``note``; nothing was told of it."""
        self._note, self._last = note, ""

    def tell(self, words: str) -> None:
        """Say what was done, for a few seconds; what the line has no room for stays."""
        self._last = words
        if self._note is not None and not self._status.has_room(shown(words)):
            self._note.say(words)
        else:
            self._status.showMessage(shown(words), TOLD_MS)

    def again(self) -> None:
        """Say the last thing again, until it is put away."""
        if self._note is not None:
            self._note.say(self._last or "打开这份文件以后还没有消息。")

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the command does."""
        return {"told_again": self.again}
