"""Commands with a file and nothing else: the parser takes as long as what they do.

What they do stands in modules that know nothing of it; `checking` and `commands` declare the
same commands with their options.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

# So many new objects before garbage is looked for: one report makes some 60,000 that stay, and
# with Python's own 700 they were visited eighty times over, a twentieth of the time of a check.
_MANY = 200_000


def plain(arguments: list[str]) -> Callable[[], int | None] | None:
    """What ``arguments`` ask for; None where they have to be parsed."""
    match arguments:
        case ["open"]:
            return _open()
        case [name, file] if file and not file.startswith("-"):
            doing = _DOING.get(name)
            return doing(Path(file)) if doing else None
    return None


def _open(*files: Path) -> Callable[[], int | None]:
    from govreport_desktop.cli.opening import open_window

    return lambda: open_window(files)


def _check(file: Path) -> Callable[[], int | None]:
    def work() -> int | None:
        from govreport_desktop.cli.looking import Asked, check

        return check(file, Asked())

    return lambda: _rarely_collected(work)


def _show(file: Path) -> Callable[[], int | None]:
    def work() -> None:
        from govreport_desktop.cli.looking import show

        show(file)

    return lambda: _rarely_collected(work)


def _verify(file: Path) -> Callable[[], int | None]:
    def work() -> int:
        from govreport_desktop.cli.looking import verify

        return verify(file)

    return lambda: _rarely_collected(work)


def _rarely_collected(work: Callable[[], int | None]) -> int | None:
    limits = gc.get_threshold()
    gc.set_threshold(_MANY, *limits[1:])
    try:
        return work()
    finally:
        gc.set_threshold(*limits)


_DOING: dict[str, Callable[[Path], Callable[[], int | None]]] = {
    "open": _open,
    "check": _check,
    "show": _show,
    "verify": _verify,
}
