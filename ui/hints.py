"""What is told where the mouse rests on a label, a number or the name of a part."""

from __future__ import annotations

from collections.abc import Iterable

from govreport_desktop.form.model import CellSpec, Form, GridCell, Section, Table
from ui.plain import long_tip


def label_tip(form: Form, table: Table, cell: GridCell) -> str:
    """A printed label in full, and what counts in its rows and columns."""
    return long_tip("\n".join([cell.text, *_said(form.help_at(table, cell).parts)]))


def number_tip(form: Form, spec: CellSpec, remarks: Iterable[str]) -> str:
    """Where a number stands, what is remarked on it, and what counts there."""
    counts = form.help_for(spec.address).parts[:1]
    return long_tip("\n".join([spec.words, *remarks, *_said(counts)]))


def part_tip(form: Form, section: Section, standing: str = "") -> str:
    """The name of a part, or how it ``stands``, and what belongs in it."""
    return long_tip("\n".join([standing or section.title, *_said(form.help_of(section.id).parts)]))


def _said(parts: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{heading}：{words}" for heading, words in parts]
