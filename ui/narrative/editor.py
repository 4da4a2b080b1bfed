"""The editor of one narrative part: what is typed is in the file within a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from govreport_desktop.checks import Problem
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Address, TextAddress
from govreport_desktop.report.fields import expand
from govreport_desktop.report.prose import count_words
from ui.hints import part_tip
from ui.narrative.bars import EditorHeader, EditorStatus
from ui.narrative.choices import Choice
from ui.narrative.convert import Places, stored_selection
from ui.narrative.marks import ProblemMarks
from ui.narrative.menu import ProseMenu
from ui.narrative.passage import SENTENCE_ENDS, behind_sentence, stands_in
from ui.narrative.pasted_tables import PastedTables
from ui.narrative.picker import FieldPicker
from ui.narrative.text import BASE_SIZE, ProseEdit
from ui.session import RETRY_MS, Session
from ui.settings import ZOOM_STEPS

# Typing is handed in at the first pause, at the end of a sentence, and at the latest after
# a second without a pause: a crash can cost no more than that.
PAUSE_MS, AT_LATEST_MS = 120, 1000
# A pause this long begins another undo step.
BURST_MS = 2000

_bursts = count()


class NarrativeEditor(QWidget):
    """One narrative part: heading, prose, 字数.

    The text is the report's; while it is being typed the editor is ahead of the report by
    at most a second, and `commit` brings the two together at once. Undo is the report's.
    """

    cell_requested = Signal(object)  # CellAddress of a field the clerk wants to see
    find_requested = Signal()
    zoom_wanted = Signal(int)  # per cent
    left_out = Signal(str)  # what of a paste was not taken, in a sentence

    def __init__(self, session: Session, section_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = session.report.form.section(section_id)
        self._address = TextAddress(section_id)
        self._limit = 0
        self._dirty = self._showing = self._committing = False
        self._zoom = 100
        self._burst = next(_bursts)
        self._expected = -1  # where typing leaves the cursor; anywhere else it was moved
        self._change_end = 0
        self._pointed_at = -1
        self.header = EditorHeader(self._section, self)
        self.header.setToolTip(part_tip(session.report.form, self._section))
        self.text = ProseEdit(session.report, self)
        self.text.setAccessibleName(f"{self._section.title}正文")
        self.text.setAccessibleDescription(self._section.hint)
        self.status = EditorStatus(self)
        self._marks = ProblemMarks(self.text, section_id)
        self._tables = PastedTables(session, self)
        self._tables.placed.connect(self.cell_requested)
        self._tables.told.connect(self.left_out)
        self._pause = self._timer(PAUSE_MS, self._hand_in)
        self._latest = self._timer(AT_LATEST_MS, self._hand_in)
        self._retry = self._timer(RETRY_MS, self._try_again)
        self._burst_end = self._timer(BURST_MS, self._new_burst)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.header, self.text, self.status):
            layout.addWidget(widget)
        self.setFocusProxy(self.text)
        self._show_report()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(0)  # with the rim above the first line
        self._connect()
        self._marks.show_problems(session.problems, self._session.report)

    # ------------------------------------------------------------ for the window
    @property
    def section_id(self) -> str:
        """The part being edited."""
        return self._section.id

    @property
    def is_ahead(self) -> bool:
        """Whether something typed is not in the report yet."""
        return self._dirty

    def set_limit(self, words: int) -> None:
        """Count against a limit of 字数; 0 for none."""
        self._limit = words
        self._show_count()

    def set_zoom(self, percent: int) -> None:
        """Write larger or smaller; 100 is the usual size."""
        self._zoom = percent
        self.text.set_letter_size(round(BASE_SIZE * percent / 100))

    def commit(self) -> bool:
        """Bring what is typed into the report now. False where the file refuses it."""
        self._pause.stop()
        self._latest.stop()
        if not self._dirty or self._committing:
            return True
        return self._put("输入文字", "type", self._burst)

    def select(self, start: int, end: int) -> None:
        """Select characters ``start`` to ``end`` of the stored text and show them."""
        self.commit()
        places = Places(self.text.stored)
        cursor = self.text.textCursor()
        cursor.setPosition(places.position(start))
        cursor.setPosition(places.position(end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    def show_passage(self, start: int, end: int) -> None:
        """Point out characters ``start`` to ``end`` of the stored text, without choosing them.

        Whoever comes to mend a word types at once, and what is selected goes with the first
        key. Only what is to be typed over, a number or a blank, is selected.
        """
        self.select(start, end)
        cursor = self.text.textCursor()
        if stands_in(stored_selection(cursor)):
            return
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.setPosition(first)
        self._marks.point_off()
        self.text.setTextCursor(cursor)
        self._marks.point_out(first, last)
        self._pointed_at = first

    @property
    def pointed(self) -> str:
        """The words that are pointed out; "" for none."""
        return self._marks.pointed

    def chosen(self) -> tuple[str, int]:
        """What is selected, as shown on one line, and where it begins in the stored text."""
        cursor = self.text.textCursor()
        shown = expand(stored_selection(cursor), self._session.report).text
        return shown, Places(self.text.stored).offset(cursor.selectionStart())

    def pick_field(self, brace: str = "") -> None:
        """Ask which number to put in; ``brace`` is put in where none is chosen."""
        self._pick(brace, sentences=False)

    def pick_sentence(self) -> None:
        """Ask which of the ready sentences to put in."""
        self._pick("", sentences=True)

    def _pick(self, brace: str, *, sentences: bool) -> None:
        if self._session.read_only:
            return
        picker = FieldPicker(self._session.report, brace, self.text, sentences=sentences)
        picker.chosen.connect(self._insert)
        picker.cancelled.connect(self.text.insertPlainText)
        rect = self.text.cursorRect()
        below = self.text.viewport().mapToGlobal(rect.bottomLeft())
        picker.open_at(below, rect.height())

    def _insert(self, choice: Choice) -> None:
        """Put a number or a sentence of the tables at the cursor, as one step."""
        whole = choice.stored.startswith("{") and choice.stored.endswith("}")
        self.text.insert_stored(choice.stored, "插入数字" if whole else "插入句子")

    # ------------------------------------------------------------ from the clerk
    def _on_zoomed(self, step: int) -> None:
        at = ZOOM_STEPS.index(self._zoom) + step
        if 0 <= at < len(ZOOM_STEPS):
            self.set_zoom(ZOOM_STEPS[at])
            self.zoom_wanted.emit(self._zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the text hands it in."""
        leaving = watched is self.text and event.type() == QEvent.Type.FocusOut
        # The message of a refusal takes the focus as well.
        if leaving and not self._retry.isActive():
            self.commit()
        return super().eventFilter(watched, event)

    def _on_contents(self, _position: int, _removed: int, added: int) -> None:
        if self._showing:
            return
        self._dirty = True
        self._marks.point_off()
        # Where the change lies is not to be had from Qt: an input method's commit is
        # reported as the whole paragraph.
        self._expected = self.text.textCursor().position()
        if self._retry.isActive():
            return
        self._burst_end.start()
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        if added and self.text.document().characterAt(self._expected - 1) in SENTENCE_ENDS:
            # Not from inside the change itself: Qt is not done with it.
            QTimer.singleShot(0, self, self._hand_in)

    def _on_cursor(self) -> None:
        if self.text.textCursor().position() != self._pointed_at:
            self._marks.point_off()
        if self._showing or self.text.inserting:
            return
        if self.text.textCursor().position() == self._expected:
            return
        self._expected = -1
        self._new_burst()

    def _on_inserted(self, name: str, kind: str) -> None:
        self._put(name, kind, -1)
        self._new_burst()

    def _on_field_button(self) -> None:
        self.pick_field()

    def _new_burst(self) -> None:
        self._burst_end.stop()
        if not self._retry.isActive():
            self.commit()
        self._burst = next(_bursts)

    def _hand_in(self) -> None:
        self.commit()

    def _try_again(self) -> None:
        """Without a message: the line below the text says how things stand."""
        self._session.hand_in()

    def _put(self, name: str, kind: str, burst: int) -> bool:
        report = self._session.report
        self._committing = True
        try:
            edit = report.edit([(self._address, self.text.stored)], name, kind)
            stands = self._session.apply(edit, burst)
        finally:
            self._committing = False
        self._dirty = not stands
        self.status.show_refused(not stands)
        if stands:
            self._retry.stop()
        else:
            self._retry.start()
        self._show_count()
        return stands

    def _show_menu(self, at: QPoint, position: int) -> None:
        menu = ProseMenu(self.text, self._session, position)
        menu.field_wanted.connect(self.pick_field)
        menu.sentence_wanted.connect(self.pick_sentence)
        menu.find_wanted.connect(self.find_requested)
        menu.exec(at)

    # ------------------------------------------------------------ from the report
    def _on_changed(self, addresses: frozenset[Address]) -> None:
        if self._address in addresses and not self._committing:
            self._show_report()
        if any(isinstance(address, CellAddress) for address in addresses):
            self._showing = True
            self.text.refresh_fields()
            self._showing = False
            self._show_count()

    def come_back(self, before: str) -> None:
        """Put the cursor where the stored text ``before`` was another than it is now."""
        self._showing = True
        self.text.show_stored(before)
        self._show_report()
        self._on_revisited(frozenset({self._address}))

    def _on_revisited(self, addresses: frozenset[Address]) -> None:
        if self._address not in addresses:
            return
        cursor = self.text.textCursor()
        cursor.setPosition(self._change_end)
        self._expected = self._change_end
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self._burst = next(_bursts)

    def _on_problems(self, problems: Iterable[Problem]) -> None:
        # While typing is ahead of the report, the places would be those of older text.
        if not self._dirty:
            self._marks.show_problems(problems, self._session.report)

    def _show_report(self) -> None:
        self._showing = True
        try:
            changed = self.text.show_stored(self._session.report.texts[self._section.id])
        finally:
            self._showing = False
        self._dirty = False
        if changed:
            self._change_end = behind_sentence(self.text.document(), *changed)
        self._show_count()

    def _show_count(self) -> None:
        printed = expand(self.text.stored, self._session.report).text
        self.status.show_count(count_words(printed), self._limit)

    # ------------------------------------------------------------ putting it together
    def _connect(self) -> None:
        session, text = self._session, self.text
        text.setReadOnly(session.read_only)
        text.installEventFilter(self)
        text.document().contentsChange.connect(self._on_contents)
        text.cursorPositionChanged.connect(self._on_cursor)
        text.about_to_insert.connect(self._new_burst)
        text.inserted.connect(self._on_inserted)
        text.field_wanted.connect(self.pick_field)
        text.cell_wanted.connect(self.cell_requested)
        text.menu_wanted.connect(self._show_menu)
        text.zoomed.connect(self._on_zoomed)
        text.left_out.connect(self.left_out)
        text.step_back.connect(session.undo)
        text.step_forward.connect(session.redo)
        text.problem_at = self._marks.sentence_at
        text.takes_over = self._tables.offer
        self.header.field_button.clicked.connect(self._on_field_button)
        self.header.field_button.setDisabled(session.read_only)
        self.header.find_button.clicked.connect(self.find_requested)
        session.changed.connect(self._on_changed)
        session.revisited.connect(self._on_revisited)
        session.problems_changed.connect(self._on_problems)
        session.commit_requested.connect(self._hand_in)

    def _timer(self, interval: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer
