"""The books of an import over very many sources: what in a source is lost, or read twice.

Each source is a report of invented numbers with the noise of real ones, written, printed or
saved in one of `noisy.KINDS` and read with this program's readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from tests.unit.matching import noisy

_AT_ONCE, _WORKERS = 50, 2


def unbalanced(
    kind: str, seeds: Iterable[int], noises: Sequence[noisy.Noise] = ()
) -> dict[int, object]:
    """What is wrong with the books, by the seed of the source."""
    found: dict[int, object] = {}
    for seed in seeds:
        made = None
        try:
            made = noisy.noisy(seed, kind, noises)
            account = match(made.source).account
        except ReadError:
            # A source that is refused gives nothing, and says so.
            continue
        except Exception as error:
            found[seed] = (made and made.noise, repr(error))
            continue
        if not account.balances:
            found[seed] = (made.noise, account.missing, account.twice)
    return found


def campaign(
    kind: str, first: int, last: int, noises: Sequence[noisy.Noise] = ()
) -> Iterator[tuple[int, dict[int, object]]]:
    """`unbalanced` of the seeds from ``first`` up to ``last``, in parts, on two processors.

    With each part comes the first seed behind it: all before it have been gone through.
    """
    parts = [range(start, min(start + _AT_ONCE, last)) for start in range(first, last, _AT_ONCE)]
    with ProcessPoolExecutor(_WORKERS) as pool:
        found = pool.map(unbalanced, repeat(kind), parts, repeat(noises))
        yield from zip((part.stop for part in parts), found, strict=True)
