"""Commands with a file and nothing else: the parser takes as long as what they do.

What they do stands in modules that know nothing of it; `checking` and `commands` declare the
same commands with their options.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


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
    from govreport_desktop.cli.looking import Asked, check

    return lambda: check(file, Asked())


def _show(file: Path) -> Callable[[], int | None]:
    from govreport_desktop.cli.looking import show

    return lambda: show(file)


def _verify(file: Path) -> Callable[[], int | None]:
    from govreport_desktop.cli.looking import verify

    return lambda: verify(file)


_DOING: dict[str, Callable[[Path], Callable[[], int | None]]] = {
    "open": _open,
    "check": _check,
    "show": _show,
    "verify": _verify,
}
