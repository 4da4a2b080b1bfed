"""The facts about the office and the report: name, year, kind, contact, date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QIntValidator
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from govreport_desktop.checks import Severity, deviations_of
from govreport_desktop.matching.dates import date_at_end, is_date
from govreport_desktop.report import FieldAddress
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR
from ui.forms import Line, add_row, form_layout
from ui.last_year.reading import understood
from ui.look import colors
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.organ_kind import KIND_WIDTH, KindBox
from ui.plain import Label
from ui.session import Session

_WIDTH, _YEAR_WIDTH, _DATE_WIDTH = 720, 120, 220  # pixels at 100 %
_ROWS = (
    ("office", "机关名称(&O)", "按公章上的全称填写，用在标题里"),
    ("contact_name", "联系人(&N)", ""),
    ("contact_phone", "联系电话(&L)", ""),
    ("contact_email", "电子邮箱(&M)", ""),
    ("contact_address", "通讯地址(&D)", ""),
)

_DATE_HINT = "导出和打印选了署名时，印在报告末尾；不填则留空待签"


class OfficePage(QWidget):
    """Every field is saved when it is left, as one step that can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: dict[str, Line] = {}
        self._kind = KindBox()
        self.last_year = Label()
        self.checks = Label()
        self.date_hint = Label(_DATE_HINT)
        self._caption = _caption(self.font())
        self._base_font = QFont(self.font())
        self._build()
        self._show()
        session.changed.connect(self._on_changed)
        session.commit_requested.connect(self.commit)
        self.setEnabled(not session.read_only)
        self.setFocusProxy(self._lines["office"])

    def commit(self) -> None:
        """Hand in every field that was changed."""
        texts = {name: line.text().strip() for name, line in self._lines.items()}
        texts["office_kind"] = self._kind.stored
        texts["signed_on"] = _written(texts["signed_on"])
        fields = {**self._session.report.fields}
        fields["signed_on"] = _written(fields["signed_on"])  # an imported one is no change
        changed = [(FieldAddress(n), text) for n, text in texts.items() if text != fields[n]]
        if changed:
            words = "、".join(self._session.report.words(address) for address, _ in changed)
            if self._session.put(changed, f"修改{words}"):
                self._settle()

    def _settle(self) -> None:
        for line in self._lines.values():
            line.settle()

    def go_to(self, name: str) -> None:
        """Put the keyboard where the fact called ``name`` is typed, if it is typed here."""
        field = self._kind if name == "office_kind" else self._lines.get(name)
        if field is not None:
            field.setFocus()

    def set_zoom(self, percent: int) -> None:
        """Write larger or smaller; 100 is the usual size."""
        font = QFont(self._base_font)
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        # Each by itself: a style sheet keeps fonts from being inherited.
        for part in self._column.findChildren(QWidget):
            part.setFont(font)
        self._caption.setFont(sized(font, Size.TITLE, bold=True))
        self._column.setMaximumWidth(_WIDTH * percent // 100)
        narrow = (self._lines["year"], _YEAR_WIDTH), (self._lines["signed_on"], _DATE_WIDTH)
        for field, width in (*narrow, (self._kind, KIND_WIDTH)):
            field.setMaximumWidth(width * percent // 100)

    def _build(self) -> None:
        form = form_layout()
        for name, label, hint in _ROWS[:1]:
            add_row(form, label, self._line(name), hint)
        year = self._line("year")
        year.setValidator(QIntValidator(FIRST_YEAR, LAST_YEAR, year))
        year.setMaximumWidth(_YEAR_WIDTH)
        add_row(form, "报告年度(&Y)", year, f"本报告用{self._session.report.form.name}")
        self._kind.activated.connect(self.commit)
        add_row(form, "机关类别(&K)", self._kind, self._kind.hint)
        for name, label, hint in _ROWS[1:]:
            add_row(form, label, self._line(name), hint)
        self._add_date(form)
        self.last_year.setWordWrap(True)
        add_row(form, "上年度报告", self.last_year, "在“工具”菜单里读入或重新读入")
        self.checks.setWordWrap(True)
        add_row(form, "审核设置", self.checks, "在“设置”里修改，随本报告保存，上级也照此审核")
        self._column = column = QWidget()
        column.setMaximumWidth(_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(Space.WIDE, Space.ROOM, Space.WIDE, Space.ROOM)
        layout.setSpacing(Space.ROOM)
        layout.addWidget(self._caption)
        layout.addLayout(form)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setAccessibleName("机关和年度")
        scroll.setWidget(column)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)

    def _add_date(self, form: QFormLayout) -> None:
        """成文日期, with a button for today; printed where the signature is asked for."""
        field = QWidget()
        row = QHBoxLayout(field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.STEP)
        line = self._line("signed_on")
        line.setMaximumWidth(_DATE_WIDTH)
        year = self._session.report.year or date.today().year
        line.setPlaceholderText(f"例如 {year + 1}年1月20日")
        line.setAccessibleName("成文日期")
        today = QPushButton("今天(&R)")
        today.setToolTip("填入今天的日期（Alt+R）")
        # Its key is enough: an Enter meant for something else would overwrite the date typed.
        today.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        today.clicked.connect(self._sign_today)
        row.addWidget(line)
        row.addWidget(today)
        row.addStretch()
        field.setFocusProxy(line)
        line.textChanged.connect(self._judge_date)
        add_row(form, "成文日期(&G)", field, self.date_hint)

    def _judge_date(self, text: str) -> None:
        """Say where what is typed is no day of the calendar; it is kept as it is."""
        wrong = bool(text.strip()) and not is_date(text)
        words = f"“{text.strip()}”不是日历上的日期，请写成 2024年1月20日 这样。"
        self.date_hint.setText(f"{colors.SIGNS[Severity.ERROR]} {words}" if wrong else _DATE_HINT)
        self._lines["signed_on"].setAccessibleDescription(self.date_hint.text())

    def _sign_today(self) -> None:
        self._lines["signed_on"].setText(_written(date.today().isoformat()))
        self.commit()

    def _line(self, name: str) -> QLineEdit:
        line = Line()
        line.editingFinished.connect(self.commit)
        self._lines[name] = line
        return line

    def _show(self) -> None:
        fields = self._session.report.fields
        texts = {**fields, "signed_on": _written(fields["signed_on"])}
        for name, line in self._lines.items():
            if line.text() != texts[name]:
                line.setText(texts[name])
        last = self._session.report.last_year
        self.last_year.setText(understood(last) if last else "还没有读入")
        self.checks.setText(deviations_of(self._session.report) or "与通常相同")
        self._kind.follow(fields["office_kind"], fields["office"], self._session.report.form)

    def _on_changed(self, addresses: frozenset[object]) -> None:
        if any(isinstance(address, FieldAddress) for address in addresses):
            self._show()


def _written(text: str) -> str:
    """A date, however it was typed or imported, in the one form it is printed in."""
    found = date_at_end(text)
    if found is None or found[0]:
        return text
    return f"{found[1].year}年{found[1].month}月{found[1].day}日"


def _caption(font: QFont) -> Label:
    caption = Label("机关和年度")
    caption.setObjectName("caption")
    caption.setFont(sized(font, Size.TITLE, bold=True))
    caption.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return caption
