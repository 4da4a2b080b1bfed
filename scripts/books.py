"""Nothing in a source is lost, nothing read twice: the books of very many noisy sources.

    python -m scripts.books [KIND …] [-n SOURCES] [--from SEED]

Each source is a report of invented numbers with the noise of real ones, written, printed or
saved as KIND and read with this program's readers; ``pdf`` is a PDF that is really printed.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.unit.matching import noisy
from tests.unit.matching.books import campaign
from tests.unit.matching.strange import STRANGE


def main() -> int:
    """Go through the sources and print those whose books do not balance; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(noisy.KINDS))
    parser.add_argument("-n", type=int, default=10_000, dest="count", help="of each kind")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--strange", action="store_true", help="noises that are not so usual, too")
    wanted = parser.parse_args()
    if unknown := set(wanted.kinds) - set(noisy.KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    wrong, noises = 0, STRANGE if wanted.strange else ()
    for kind in wanted.kinds or noisy.KINDS:
        begun = time.monotonic()
        last = wanted.first + wanted.count
        for upto, found in campaign(kind, wanted.first, last, noises):
            wrong += len(found)
            for seed, what in found.items():
                print(kind, seed, what, flush=True)
            # Whoever ends it can go on from there.
            print(f"\r{kind}: up to {upto} of {last}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        spent = time.monotonic() - begun
        each = spent / max(wanted.count, 1)
        print(f"{kind}: {wanted.count} sources in {spent:.0f} s, {each:.3f} s each", flush=True)
    print("every book balances" if not wrong else f"{wrong} books do not balance")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
