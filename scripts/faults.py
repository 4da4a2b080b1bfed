"""How often a planted fault is the one that the program names: ten thousand random reports."""

from __future__ import annotations

import sys

from tests.unit.checks.localised import localised

GOAL = 0.95
REPORTS = 10_000


def main() -> int:
    """Print the table and what was missed; 1 where the goal is missed or a sound report touched."""
    first, *rest = [int(text) for text in sys.argv[1:]] or [REPORTS]
    seeds = range(first, rest[0]) if rest else range(first)
    found = localised(seeds)
    print(f"{'fault':<16} {'planted':>8} {'identifiable':>13} {'named first':>12}")
    for kind in found.planted:
        counts = found.planted[kind], found.identifiable[kind], found.first[kind]
        print("{:<16} {:>8} {:>13} {:>12}".format(kind, *counts))
    seconds = sorted(found.seconds)
    middle, most = seconds[len(seconds) // 2], seconds[-1]
    slow = seconds[len(seconds) * 99 // 100]
    print(f"\nnamed first {found.share:.4f} of {found.identifiable.total()} identifiable")
    print(f"remedies {found.named}, of which {found.wrong} are another than what was planted")
    print(f"search {middle * 1e3:.1f} ms, 99 % {slow * 1e3:.1f} ms, most {most * 1e3:.1f} ms")
    print(f"sound reports of which something was said: {len(found.touched)}")
    return 0 if found.share >= GOAL and not found.touched else 1


if __name__ == "__main__":
    sys.exit(main())
