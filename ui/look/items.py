"""Plain lists and tables: room round their words, and the chosen line as everywhere."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.look.choice import draw_choice
from ui.look.structures import Option
from ui.look.tokens import Space

Index = QModelIndex | QPersistentModelIndex  # what Qt hands a delegate
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STATE = QStyle.StateFlag


class ItemsDelegate(QStyledItemDelegate):
    """Draws what Qt's own does, but for the ground of the chosen line."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """The words, between margins."""
        option = QStyleOptionViewItem(option)
        if option.state & _STATE.State_Selected:
            draw_choice(painter, option)
        option.state &= ~(_STATE.State_Selected | _STATE.State_HasFocus)
        super().paint(painter, _inside(option), index)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """What the words need, and the margins."""
        return super().sizeHint(_inside(option), index) + QSize(2 * Space.HALF, Space.STEP)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: Option,
        index: Index,
    ) -> bool:
        """A tick is where it was drawn."""
        return super().editorEvent(event, model, _inside(option), index)


def dress(view: QAbstractItemView) -> None:
    """Give a list or table of Qt's own the look of all others."""
    view.setItemDelegate(ItemsDelegate(view))
    view.setObjectName("list")
    if isinstance(view, QTableView):
        view.horizontalHeader().setDefaultAlignment(_LEFT)
        view.horizontalHeader().setHighlightSections(False)


def _inside(option: Option) -> Option:
    inner: Option = QStyleOptionViewItem(option)
    inner.rect = option.rect.adjusted(Space.HALF, 0, -Space.HALF, 0)
    return inner
