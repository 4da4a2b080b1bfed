"""Labels that were only alike one of the form's, and the cells that hang on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport_desktop.form import Form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.vocabulary import Hit


class _Guess(NamedTuple):
    """A label as it stands in the source, taken for that of a row or column, "" for neither."""

    text: str
    score: int
    table: str
    row: str
    column: str

    def fits(self, address: CellAddress) -> bool:
        """Whether ``address`` was found by this label."""
        row, column = self.row or address.row, self.column or address.column
        return address == CellAddress(self.table, row, column)


@dataclass(slots=True)
class Guesses:
    """The guesses of one source, the first for each row and column."""

    found: dict[Hit, _Guess] = field(default_factory=dict)

    def add(self, hit: Hit, text: str, score: int) -> None:
        """``text`` was taken for the label of ``hit``, ``score`` per cent alike."""
        place = Hit(hit.part, hit.table, hit.row, hit.column)
        self.found.setdefault(place, _Guess(text, score, *place[1:4]))

    def told(
        self, form: Form, stated: Collection[CellAddress]
    ) -> Iterator[tuple[str, list[CellAddress]]]:
        """A sentence for each by which one of ``stated`` was read, and its typed cells."""
        for guess in self.found.values():
            if not any(map(guess.fits, stated)):
                continue
            table = form.tables[guess.table]
            name = table.column_names[guess.column] if guess.column else table.row_names[guess.row]
            shown = "".join(guess.text.split())
            typed = (cell.address for cell in table.cells.values() if cell.formula is None)
            words = f"“{shown}”按相近的名称认作“{name}”（相似度 {guess.score}%），请核对。"
            yield words, list(filter(guess.fits, typed))

    def confidence(self, addresses: Iterable[CellAddress]) -> dict[CellAddress, int]:
        """How sure, in per cent, the label of each was recognised; exact ones left out."""
        fitting = {a: [g.score for g in self.found.values() if g.fits(a)] for a in addresses}
        return {address: min(scores) for address, scores in fitting.items() if scores}
