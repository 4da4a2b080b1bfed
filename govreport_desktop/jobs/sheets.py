"""The check sheet of an office above: taken into a report, or out of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.checks.settings import settings_text, stated
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.documents import changing
from govreport_desktop.jobs.load import is_our_file
from govreport_desktop.report import Edit, FieldAddress, Report

if TYPE_CHECKING:
    from govreport_desktop.checks.sheet.model import Sheet

_STATED = FieldAddress("check_settings")


def read_rules(path: Path) -> Sheet:
    """The check sheet in the file at ``path``. Raises GovReportError with file and line."""
    from govreport_desktop.checks.sheet_strict import read_strictly

    return read_strictly(path)


def sheet_in(report: Report) -> Sheet | None:
    """The sheet that ``report`` carries; None without one."""
    return stated(report.fields[_STATED.name]).settings.sheet


def under(report: Report, sheet: Sheet | None) -> Edit:
    """Have ``report`` say that it is checked by ``sheet``, or by none: one step."""
    text = report.fields[_STATED.name]
    settings = replace(stated(text).settings, sheet=sheet)
    name = f"采用检查单{sheet.named}" if sheet else "去掉检查单"
    return report.edit([(_STATED, settings_text(settings, text))], name, "settings")


def put_sheet(path: Path, sheet: Sheet | None) -> str:
    """Put ``sheet`` into the report at ``path``, or take out what it has; answers its notice.

    Raises GovReportError, with nothing written, where that is no file of ours.
    """
    if not is_our_file(path):
        raise GovReportError("检查单只能放进 .govreport 文件，请先导入成这样的文件。")
    with changing(path) as document:
        edit = under(document.report, sheet)
        if edit:
            document.apply(edit)
        return document.notice
