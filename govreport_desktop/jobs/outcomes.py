"""What became of the files of a folder: plain data, one outcome a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.jobs.bring_in import LeftOver
from govreport_desktop.report import Report

if TYPE_CHECKING:
    from govreport_desktop.matching.proposal import Declared, Unplaced


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file.

    ``error`` is the sentence where it does not count: it could not be read, is no report,
    is there twice (``same_as`` names the others), or was not to be replaced (``exists``).
    ``kind`` is what `kind_of` says of its contents, "" where they cannot be had. ``office``
    is taken from the file's name where the contents do not say, ``year`` is then None.
    ``unplaced``, ``declared`` and ``notes`` are those of its proposal, ``left_over`` says
    the first in words, row by row. ``target`` is where its report was to be written, ""
    where it was only read.
    """

    path: Path
    name: str
    kind: str = ""
    office: str = ""
    office_from_name: bool = False
    year: int | None = None
    form: str = ""
    report: Report | None = None
    error: str = ""
    unplaced: tuple[Unplaced, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    declared: tuple[Declared, ...] = ()
    notes: tuple[str, ...] = ()
    target: str = ""
    exists: bool = False
    same_as: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its report is one to go by."""
        return self.report is not None and not self.error

    @property
    def unclear(self) -> bool:
        """Whether the reader left something open: its numbers may not be those of the file."""
        return self.report is not None and bool(self.report.fields["open_points"])

    @property
    def numbers(self) -> int:
        """How many typed cells it fills in."""
        if self.report is None:
            return 0
        cells = (cell.address for cell in self.report.form.cells if cell.formula is None)
        return sum(self.report.values[address] is not None for address in cells)

    @property
    def texts(self) -> int:
        """How many parts have prose."""
        return sum(bool(text) for text in self.report.texts.values()) if self.report else 0


@dataclass(frozen=True, slots=True)
class FolderRead:
    """A whole folder, its files by name.

    ``folders`` are those below it that were not entered, ``litter`` what no office wrote.
    ``missing`` are the offices of a roster without a report that counts; where there was no
    roster it is not ``proven`` whose reports belong.
    """

    folder: Path
    files: tuple[FileRead, ...]
    folders: tuple[str, ...] = ()
    litter: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    proven: bool = True

    @property
    def reports(self) -> list[Report]:
        """The reports that count, by file name."""
        return [one.report for one in self.files if one.report is not None and one.counts]

    @property
    def unclear(self) -> list[FileRead]:
        """The files that count although not everything in them was read for certain."""
        return [one for one in self.files if one.counts and one.unclear]

    @property
    def left_out(self) -> list[FileRead]:
        """The files that do not count, each with its sentence."""
        return [one for one in self.files if one.error]

    @property
    def provisional(self) -> bool:
        """Whether what the reports add up to may still change."""
        return bool(self.left_out or self.unclear or self.missing or not self.proven)

    @property
    def whose(self) -> str:
        """Which offices are added and which are missing, in a sentence; "" where all are there
        that have to."""
        if self.missing:
            owing = "、".join(self.missing)
            return f"名单里还有 {len(self.missing)} 个单位没有能计入的报告：{owing}。"
        if self.proven:
            return ""
        offices = [one.office for one in self.files if one.counts]
        return (
            f"没有名单，不知道还缺谁，也不能证明这些单位都应当计入，合计是暂计；计入的 "
            f"{len(offices)} 个：{'、'.join(offices)}。"
        )
