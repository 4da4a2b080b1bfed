"""What is copied and yet no text: whoever pastes it into prose is told, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

FILE = "复制的是文件，没有粘贴；把文件拖进窗口可以导入。"
PICTURE = "年度报告的文字部分不放图片，没有粘贴。图片里的文字请打进来，或者复制文字再粘贴。"


def no_text(source: QMimeData) -> str:
    """Why nothing of ``source`` goes into prose; "" where something does.

    Qt asks `canInsertFromMimeData` of what is dropped alone.
    """
    if any(url.isLocalFile() for url in source.urls()):
        return FILE
    return PICTURE if source.hasImage() and not source.text() else ""
