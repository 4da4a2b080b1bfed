"""How well the checks read prose: precision and recall of each over tests/data/prose."""

from __future__ import annotations

import sys

from tests.unit.checks.corpus import passages, score


def main() -> int:
    """Print the table and what was missed or raised wrongly; 1 where a goal is missed."""
    found = score(passages())
    print(
        f"{'check':<20} {'expected':>8} {'found':>6} {'false':>6} {'precision':>10} {'recall':>7}"
    )
    for line in (*found.checks, found.total):
        print(
            f"{line.check:<20} {line.expected:>8} {line.right:>6} {line.wrong:>6} "
            f"{line.precision:>10.3f} {line.recall:>7.3f}"
        )
    print(f"\n{found.count} passages, {found.clean} of them clean")
    for name, problems in found.missed:
        print(f"missed  {problems}  {name}")
    for name, message in found.alarms:
        print(f"false   {message}  {name}")
    return 0 if found.total.precision >= 0.99 and found.total.recall >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())
