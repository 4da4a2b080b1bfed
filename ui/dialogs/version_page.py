"""A kept version to look at: its prose and tables as they would be published, on white."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from govreport_desktop.report import Report
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.web.html import render_fragment

PAPER, INK = "#ffffff", "#000000"
# Qt's rich text knows no text-indent of ours, and its letters follow the screen's face.
_SHEET = "h1 { text-align: center; font-size: large } h2 { font-size: medium } p { margin: 4px 0 }"


class VersionPage(QTextBrowser):
    """Shows one report; nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("所选版本的内容")
        self.setObjectName("list")
        self.setOpenLinks(False)
        self.document().setDefaultStyleSheet(_SHEET)
        self.document().setDocumentMargin(18)
        # Borders and fills are those of paper: they need its white in the dark as well.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, PAPER)
        palette.setColor(QPalette.ColorRole.Text, INK)
        self.setPalette(palette)

    def show_report(self, report: Report) -> None:
        """Show ``report`` from its beginning."""
        self.setHtml(render_fragment(build_document(report)))
