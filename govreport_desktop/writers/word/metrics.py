"""How wide text is on a machine nobody has seen: what every Chinese face agrees on.

A Word document is opened with the reader's own faces; its tables are laid out by what these
have in common, an em for a Chinese character and half of one for a digit or a letter.
"""

from __future__ import annotations

from govreport_desktop.writers.faces import Role
from govreport_desktop.writers.seams import WIDE
from govreport_desktop.writers.typeset.breaker import is_latin
from govreport_desktop.writers.typeset.type import Galley


class Metrics:
    """Sets text in no face at all; a `Setter`."""

    def set(
        self,
        text: str,
        role: Role,  # noqa: ARG002
        size: float,
        *,
        cell: float = 0,
        where: str = "",  # noqa: ARG002
        own_digits: bool = False,  # noqa: ARG002
    ) -> Galley:
        """``text`` as a galley without sorts; all faces are alike here."""
        wide = cell or size
        half = wide - size / 2  # as much closer as what is wide
        widths = tuple(half if char < WIDE or is_latin(char) else wide for char in text)
        return Galley(text, (), widths, size)
