"""Signatures: who signed and when, at the end of the last part or in front of a late sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreport_desktop.matching.dates import date_at_end, is_open_date
from govreport_desktop.matching.labels import plain
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.organ import organ

# Lines of names beside the one of the date.
MOST_ORGANS = 3
_STAMP = r"(?:加盖|盖)?(?:单位)?(?:公章|印章|签章|章|印)(?:处)?"
_SEAL = re.compile(rf"\({_STAMP}\)|^(?:加盖|盖)(?:单位)?公?章:?$|^公章:?$")
_ASKED = re.compile(
    r"^(?:(?:报告|填报|编制)?(?:单位|机关)|落款|署名|(?:成文|报告|落款)?(?:日期|时间)):"
)
# A line of prose that its signature runs into.
_RUN_IN = re.compile(r"(?<=[。；！？])\s*([^。；！？，]{6,60})$")


class Signed(NamedTuple):
    """One line of a signature: who signed, when (ISO form), ``dated`` though perhaps left open."""

    office: str = ""
    signed_on: str = ""
    dated: bool = False
    sealed: bool = False


class Signature(NamedTuple):
    """Lines ``start`` up to ``end``, and what they say."""

    start: int
    end: int
    office: str
    signed_on: str


def is_cell(line: Line) -> bool:
    """Whether a line is a row of several cells, or one cell of a flattened table."""
    return line.flat or (line.grid is not None and not line.text.strip())


def signed(text: str, office: str) -> Signed | None:
    """What a line of a signature says; None where ``text`` says anything else.

    ``office`` is the title's, which may be called anything.
    """
    words = plain(text)
    bare = _SEAL.sub("", words)
    sealed = bare != words
    bare = _ASKED.sub("", bare)
    if not bare:
        return Signed(sealed=True) if sealed else None
    if found := date_at_end(bare):
        signer = _signer(found[0], office)
        if found[0] and not signer:
            return None
        return Signed(signer, found[1].isoformat(), dated=True, sealed=sealed)
    if is_open_date(bare):
        return Signed(dated=True, sealed=sealed)
    signer = _signer(bare, office)
    return Signed(signer, sealed=sealed) if signer else None


def signatures(lines: Sequence[Line], office: str) -> Iterator[Signature]:
    """The signatures among ``lines``, in order.

    A name alone is one only at the end, and where it is the title's. In front of other lines
    it takes a name with a date, or a seal: anything less may be a heading.
    """
    start = passed = 0
    while start < len(lines):
        end, run = _run(lines, start, office)
        found = [line for line in run if line.office]
        name = found[-1].office if found else ""
        signed_on = next((line.signed_on for line in run if line.signed_on), "")
        sealed = any(line.sealed for line in run)
        dated = any(line.dated for line in run)
        if end < len(lines):
            good = sealed or bool(name and signed_on)
        else:
            good = sealed or bool(signed_on or (dated and name) or (name and name == office))
        if run and good:
            above = _name_above(lines[passed:start], name, office)
            yield Signature(start - above, end, office if above else name, signed_on)
            passed = end
        start = max(end, start + 1)


def _name_above(lines: Sequence[Line], name: str, office: str) -> int:
    """How many of the last ``lines`` begin the office's name, of which ``name`` is the end."""
    head = office.removesuffix(name) if name and office.endswith(name) else ""
    for count, line in enumerate(reversed(lines), start=1):
        words = plain(line.text)
        if not head or not words or is_cell(line) or not head.endswith(words):
            break
        head = head.removesuffix(words)
        if not head:
            return count
    return 0


def _run(lines: Sequence[Line], start: int, office: str) -> tuple[int, list[Signed]]:
    """The lines of one signature that begins at ``start``: one date at most, few names."""
    run: list[Signed] = []
    end = start
    while end < len(lines) and not is_cell(lines[end]):
        said = signed(lines[end].text, office)
        if said is None or (said.dated and any(line.dated for line in run)):
            break
        if said.office and sum(bool(line.office) for line in run) == MOST_ORGANS:
            break
        run.append(said)
        end += 1
    return end, run


def run_in(line: Line, office: str) -> tuple[str, str, Signed] | None:
    """The prose of ``line``, and the signature it runs into; None where there is none."""
    match = None if is_cell(line) else _RUN_IN.search(line.text)
    said = signed(match[1], office) if match else None
    if match is None or said is None or not (said.office and said.signed_on):
        return None
    return line.text[: match.start()].strip(), match[1].strip(), said


def _signer(words: str, office: str) -> str:
    """The office that ``words`` are, else ""; the title's own may be called anything."""
    return office if words and words == office else organ(words)
