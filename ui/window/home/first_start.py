"""The first start: three short steps, each of which may be passed over, shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Severity
from govreport_desktop.errors import GovReportError
from govreport_desktop.form import newest_form
from govreport_desktop.report import Report
from govreport_desktop.shown import shown
from ui import messages
from ui.forms import Line, add_row, form_layout
from ui.last_year.file import LastYearFile
from ui.last_year.reading import FILES, being_read, found_words, refused_words
from ui.look.colors import tint
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.organ_kind import KindBox
from ui.plain import Label
from ui.settings import LAST_REPORT, Settings
from ui.window.home.cards import Card

WIDTH = 640  # pixels
_FOUND_LINES = 4
TITLES = ("您是哪个机关", "上年度报告在哪里", "怎么保存，有哪些快捷键")
KEYS = (
    ("Ctrl+N", "新建一份报告"),
    ("F8", "到下一个问题"),
    ("F9", "看印出来的样子"),
    ("Ctrl+E", "导出 PDF、Word、Excel"),
    ("F1", "这里填什么，Ctrl+F1 是操作说明"),
)
SAVED = "不用保存：每填一格就写进文件，断电也不丢。Ctrl+S 另外记下一个版本，随时可以回去看。"
HOW_LAST = (
    "选上它，新建时就带入上年结转和各部分小标题，并用来核对。"
    "本程序的 .govreport、Word、PDF、网页、Excel 都可以。"
)


class FirstStart(QWidget):
    """Asks for the office and last year's report, and says how work is kept.

    Whatever is left blank is asked for again when it is needed.
    """

    ended = Signal()
    begin_wanted = Signal(object)  # None: with whatever was said here
    sample_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.office = Line()
        self.kind = KindBox()
        self.last = Line()
        self.file = LastYearFile(self)
        self.found = Label()
        self.browse = QPushButton("浏览(&B)…")
        self._count, self._title = Label(), Label()
        self.steps = QStackedWidget()
        self.back = QPushButton("上一步(&P)")
        self.forward = QPushButton()
        self.forward.setObjectName("primary")
        self.skip = QPushButton("跳过，直接开始(&K)")
        self.sample = QPushButton("看看示例(&S)")
        self._build()
        self.show_step(0)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self.steps.currentIndex()

    def show_step(self, step: int) -> None:
        """Show one of the three, the keyboard in its first field."""
        self.steps.setCurrentIndex(step)
        self._count.setText(f"第 {step + 1} 步，共 {len(TITLES)} 步")
        self._title.setText(TITLES[step])
        final = step == len(TITLES) - 1
        self.back.setEnabled(step > 0)
        self.forward.setText("新建第一份报告(&N)" if final else "下一步(&N)")
        self.skip.setText("到首页(&K)" if final else "跳过，直接开始(&K)")
        first = (self.office, self.last, self.forward)[step]
        self.setFocusProxy(first)
        first.setFocus()

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self._title.setFont(sized(self.font(), Size.TITLE, bold=True))
        self._count.setObjectName("hint")
        for page in (self._office_step(), self._last_step(), self._keys_step()):
            self.steps.addWidget(page)
        card = Card("第一次使用")
        card.setMaximumWidth(WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        inside.setSpacing(Space.ROOM)
        inside.addWidget(self._count)
        inside.addWidget(self._title)
        inside.addWidget(self.steps, 1)
        inside.addLayout(self._buttons())
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        around.addWidget(card, 1, Qt.AlignmentFlag.AlignVCenter)

    def _buttons(self) -> QHBoxLayout:
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_on)
        self.skip.clicked.connect(self._end)
        self.sample.clicked.connect(self._try)
        enter = QAction(self)
        enter.setShortcuts([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        enter.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        enter.triggered.connect(self._enter)
        self.addAction(enter)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        row.addWidget(self.skip)
        row.addWidget(self.sample)
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.forward)
        return row

    def _office_step(self) -> QWidget:
        self.office.setPlaceholderText("按公章上的全称，例如 云岭市发展和改革局")
        self.office.textChanged.connect(self._follow)
        self._follow()
        page = QWidget()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        page.setLayout(form)
        add_row(form, "机关名称(&O)", self.office)
        add_row(form, "机关类别(&G)", self.kind, self.kind.hint)
        return page

    def _last_step(self) -> QWidget:
        self.last.setPlaceholderText("没有就空着")
        self.browse.clicked.connect(self._browse)
        self.browse.setAccessibleName("浏览上年度报告")
        self.file.understood.connect(self._on_read)
        self.file.refused.connect(self._on_refused)
        self.last.textEdited.connect(self._forget)
        self.last.editingFinished.connect(self._read_typed)
        self.found.setWordWrap(True)
        # Room for the office and what speaks against it: nothing moves when it is read.
        self.found.setMinimumHeight(_FOUND_LINES * self.fontMetrics().lineSpacing())
        self.found.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # Else a form gives wrapped text the width of its longest word, and cuts it off.
        self.found.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        page = QWidget()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        page.setLayout(form)
        add_row(form, "上年度报告(&L)", self.last, HOW_LAST)
        form.addRow("", self.browse)
        form.addRow("", self.found)
        return page

    def _keys_step(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ROOM)
        saved = Label(SAVED)
        saved.setWordWrap(True)
        layout.addWidget(saved)
        table = QGridLayout()
        table.setHorizontalSpacing(Space.WIDE)
        table.setVerticalSpacing(Space.STEP)
        table.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(KEYS):
            name = Label(key)
            name.setFont(sized(self.font(), Size.BODY, bold=True))
            table.addWidget(name, row, 0)
            table.addWidget(Label(words), row, 1)
        layout.addLayout(table)
        layout.addStretch()
        return page

    # ------------------------------------------------------------ doing
    def _follow(self) -> None:
        office = self.office.text().strip()
        self.kind.follow(self.kind.stored, office, newest_form(), every=True)

    def _browse(self) -> None:
        path = messages.ask_open(self, self._settings, "选择上年度报告", FILES)
        if path is not None:
            self.last.setText(str(path))
            self.file.take(path)
            self._tell(being_read(path))

    def _read_typed(self) -> None:
        if self.file.take_typed(self.last.text()) and self.file.path is not None:
            self._tell(being_read(self.file.path))

    def _forget(self) -> None:
        self.file.forget()
        self._tell("")

    def _on_read(self, last: Report) -> None:
        """Say whose report it is; an office that was left blank is the one it names."""
        office, taken = self.office.text().strip(), ""
        if not office and last.office:
            self.kind.follow(last.fields["office_kind"], last.office, newest_form(), every=True)
            self.office.setText(last.office)
            taken = "机关名称已按它填好，可以回上一步改。"
        self._tell("\n".join(filter(None, (found_words(last, office, None), taken))))

    def _on_refused(self, error: GovReportError) -> None:
        from govreport_desktop.matching.several import SeveralReportsError

        if isinstance(error, SeveralReportsError):
            names = "、".join(shown(each.words) for each in error.reports)
            self._tell(f"读出 {len(error.reports)} 份报告：{names}。新建时再选是哪一份。")
        else:
            self._tell(refused_words(error), Severity.ERROR)

    def _tell(self, words: str, severity: Severity | None = None) -> None:
        tint(self.found, severity)
        self.found.setText(words)

    def _enter(self) -> None:
        """Enter presses the button that has the keyboard, else it goes on."""
        button = self.focusWidget()
        (button if isinstance(button, QPushButton) else self.forward).click()

    def _go_back(self) -> None:
        self.show_step(self.step - 1)

    def _go_on(self) -> None:
        self._read_typed()
        if self.file.busy:
            return  # first is said which report it is
        if self.step < len(TITLES) - 1:
            self.show_step(self.step + 1)
            return
        self._end()
        self.begin_wanted.emit(None)

    def _try(self) -> None:
        """Open the sample; the steps go on from here when it is closed."""
        self._keep()
        self.sample_wanted.emit()

    def _end(self) -> None:
        self._keep()
        self.ended.emit()

    def _keep(self) -> None:
        if office := self.office.text().strip():
            known = {"office": office, "office_kind": self.kind.stored}
            self._settings.put_profile(self._settings.profile() | known)
        if last := self.last.text().strip():
            self._settings.put(LAST_REPORT, last)
