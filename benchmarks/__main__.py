"""Run every benchmark of this folder, or those named: ``python -m benchmarks check edit``.

A benchmark is a module with ``main() -> list[Result]``. Exits 1 where a promise is not kept.
"""

from __future__ import annotations

import importlib
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Result

_NOT_BENCHMARKS = {"__init__", "__main__", "timing"}


def names() -> list[str]:
    """Every benchmark there is."""
    found = {path.stem for path in Path(__file__).parent.glob("*.py")}
    return sorted(found - _NOT_BENCHMARKS)


def machine() -> str:
    """The kind of machine, for the results page."""
    from importlib.metadata import version

    return (
        f"{_processor()}, {_cores()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, Qt {version('PySide6_Essentials')}"
    )


def run(chosen: list[str]) -> Iterator[Result]:
    """The results of the benchmarks named, one after another."""
    for name in chosen:
        yield from importlib.import_module(f"benchmarks.{name}").main()


def main() -> int:
    """Print each result as it comes; 1 where a promise is not kept."""
    chosen = sys.argv[1:] or names()
    if unknown := set(chosen) - set(names()):
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names())}.")
        return 2
    print(machine())
    print(f"{'':<44} {'ours':>9} {'floor':>9} {'ratio':>7}  promised")
    kept = True
    for result in run(chosen):
        print(result, flush=True)
        kept = kept and result.within
    return 0 if kept else 1


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
