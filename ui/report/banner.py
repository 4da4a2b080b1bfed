"""The line above a report that can only be looked at: why, and what to do about it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.look.tokens import Space
from ui.plain import Label
from ui.session import Session

if TYPE_CHECKING:
    from govreport_desktop.store.document import Document


def banner(session: Session) -> QFrame:
    """Why nothing can be changed."""
    reason = why_read_only(session.document)
    frame = QFrame()
    frame.setObjectName("banner")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.STEP)
    words = Label(f"只读　{reason}")
    words.setWordWrap(True)
    words.setAccessibleName(f"只读：{reason}")
    layout.addWidget(words)
    return frame


def why_read_only(document: Document) -> str:
    """Why a document can only be looked at, and what to do about it, in one sentence."""
    path = document.path
    if document.holder:
        return f"{document.holder}正在编辑这份文件，这里只能查看。对方关闭后重新打开即可修改。"
    if document.needs:
        return f"这份文件由更新版本的程序保存，这里只能查看。要修改，请升级到 {document.needs}。"
    if not os.access(path, os.W_OK):
        reason = "文件设成了只读，或者没有修改它的权限"
    elif not os.access(path.parent, os.W_OK):
        reason = f"文件夹“{path.parent}”不可写（例如光盘、写保护的 U 盘或别人的共享）"
    else:
        reason = "文件或所在的文件夹不可写"
    return f"{reason}，这里只能查看。要修改，请把文件复制到自己的文件夹再打开。"
