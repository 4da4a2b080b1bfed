"""What spreadsheets, web pages and this program hand each other: blocks of text cells."""

from govreport_desktop.clipboard.block import Block, format_tsv, parse_tsv
from govreport_desktop.clipboard.html import format_html, parse_html
from govreport_desktop.clipboard.place import PasteError, Placement, place

__all__ = [
    "Block",
    "PasteError",
    "Placement",
    "format_html",
    "format_tsv",
    "parse_html",
    "parse_tsv",
    "place",
]
