"""Which build of the program this is: another of the same version may read what it could not."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from govreport_desktop import __version__
from govreport_desktop.paths import resources

# Code, and what it goes by. All of it: a list of the rooms that reading needs would miss some.
_KINDS = (".py", ".toml", ".txt")


@cache
def build() -> str:
    """The version, and a digest of the code and data of the core."""
    if getattr(sys, "frozen", False):
        # One file holds the whole program: whoever replaces it replaces all of it.
        made = Path(sys.executable).stat()
        return f"{__version__}.{made.st_size:x}.{made.st_mtime_ns:x}"
    here = Path(__file__).parent
    return f"{__version__}.{digest([here, resources()])}"


def digest(folders: Sequence[Path]) -> str:
    """A digest of the names and contents of the code and data in ``folders``."""
    found = blake2b(digest_size=8)
    for name, data in _contents(folders):
        found.update(f"{name}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def _contents(folders: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _KINDS and path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()
