"""What spreadsheets, web pages and this program hand each other: blocks of text cells."""

from govreport_desktop.clipboard.block import (
    Block,
    figure_rows,
    format_tsv,
    parse_spaced,
    parse_tsv,
)
from govreport_desktop.clipboard.html import Pasted, format_html, pasted_block
from govreport_desktop.clipboard.place import PasteError, Placement, find_table, place
from govreport_desktop.clipboard.said import paste_words

__all__ = [
    "Block",
    "PasteError",
    "Pasted",
    "Placement",
    "figure_rows",
    "find_table",
    "format_html",
    "format_tsv",
    "parse_spaced",
    "parse_tsv",
    "paste_words",
    "pasted_block",
    "place",
]
