"""Where the program's own data lies: in a checkout, in a wheel and in a frozen build."""

import sys
from functools import cache
from pathlib import Path

APP_NAME = "govreport-desktop"


@cache
def resources() -> Path:
    """The folder ``resources``, wherever this copy of the program keeps it."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [here / "resources", here.parent / "resources"]
    for folder in candidates:
        if (folder / "forms").is_dir():
            return folder
    raise FileNotFoundError(f"resources not found beside {here}")


def cache_folder() -> Path:
    """A folder for what can be made again at any time; it may be emptied by anyone."""
    from platformdirs import user_cache_path

    return user_cache_path(APP_NAME, appauthor=False)
