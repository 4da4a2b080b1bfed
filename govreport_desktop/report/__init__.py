"""What one office filled in for one year. Knows nothing of files or screens."""

from govreport_desktop.report.edit import (
    FIELDS,
    Address,
    Change,
    Content,
    Edit,
    ExplanationAddress,
    FieldAddress,
    TextAddress,
)
from govreport_desktop.report.numbers import Unread, Value, format_value, is_number, parse_number
from govreport_desktop.report.report import Report

__all__ = [
    "FIELDS",
    "Address",
    "Change",
    "Content",
    "Edit",
    "ExplanationAddress",
    "FieldAddress",
    "Report",
    "TextAddress",
    "Unread",
    "Value",
    "format_value",
    "is_number",
    "parse_number",
]
