"""RTF files made by hand, for the tests."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.source import SourceCell

_WIDTH = 900


def rtf(body: str, head: str = r"\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}") -> bytes:
    """A file of this body; signs beyond ASCII are written as their numbers."""
    return (r"{\rtf1\ansi" + head + coded(body) + "}").encode("ascii")


def coded(text: str) -> str:
    """``text`` with a \\u for every sign beyond ASCII."""
    units = text.encode("utf-16-le")
    codes = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
    return "".join(chr(c) if c < 128 else f"\\u{c - 65536 if c > 32767 else c}?" for c in codes)


def plain(text: str) -> str:
    """``text`` with its braces and lines as the format wants them."""
    for sign in "\\{}":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", r"\line ")


def row(*cells: str, widths: Sequence[int] = (), said: Sequence[str] = ()) -> str:
    """A row of these contents; ``said`` stands before the end of each cell."""
    told, end = r"\trowd", 0
    for number in range(len(cells)):
        end += widths[number] if widths else _WIDTH
        told += f"{said[number] if said else ''}\\cellx{end}"
    inner = "".join(rf"\pard\intbl {text}\cell" for text in cells)
    return f"{told}{inner}\\row\n"


def blocks_as_rtf(blocks: Sequence[str | list[list[SourceCell]]]) -> bytes:
    """Lines and tables as RTF, merged cells as Word merges them."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(rf"\pard {plain(block)}\par" + "\n")
        else:
            parts += _rows(block)
            parts.append(r"\pard ")
    return rtf("".join(parts))


def _rows(rows: Sequence[Sequence[SourceCell]]) -> list[str]:
    below: dict[int, tuple[int, int]] = {}  # column: rows left, width
    made = []
    for cells in rows:
        waiting, column = list(cells), 0
        texts, widths, said = [], [], []
        while waiting or column in below:
            if column in below:
                left, width = below.pop(column)
                if left > 1:
                    below[column] = left - 1, width
                texts.append("")
                said.append(r"\clvmrg")
            else:
                cell = waiting.pop(0)
                width = cell.column_span
                texts.append(plain(cell.text))
                said.append(r"\clvmgf" if cell.row_span > 1 else "")
                if cell.row_span > 1:
                    below[column] = cell.row_span - 1, width
            widths.append(width * _WIDTH)
            column += width
        if texts:
            made.append(row(*texts, widths=widths, said=said))
    return made
