"""Run every benchmark of this folder, or those named: ``python -m benchmarks check edit``.

A benchmark is a module with ``main() -> list[Result]``; one that measures no times prints its
own table and answers an exit code. Exits 1 where a promise is not kept.
"""

from __future__ import annotations

import importlib
import platform
import sys
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


def run(name: str) -> bool:
    """Print the results of one benchmark as they come; whether its promises are kept."""
    results: list[Result] | int = importlib.import_module(f"benchmarks.{name}").main()
    if isinstance(results, int):
        return results == 0
    for result in results:
        print(result, flush=True)
    return all(result.within for result in results)


def main() -> int:
    """Print each result as it comes; 1 where a promise is not kept."""
    chosen = sys.argv[1:] or names()
    if unknown := set(chosen) - set(names()):
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names())}.")
        return 2
    print(machine())
    print(f"{'':<44} {'ours':>9} {'floor':>9} {'ratio':>7}  promised")
    kept = [run(name) for name in chosen]
    return 0 if all(kept) else 1


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
