"""The faces somebody chose by hand, kept for window and command line alike.

One small JSON file among the settings of the user: role to font file. It may be missing,
damaged or name files that are gone: what is found on the machine then counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.bounded import read_regular
from govreport_desktop.errors import WriteError
from govreport_desktop.paths import APP_NAME
from govreport_desktop.writers.faces.roles import Role

_LARGEST = 1 << 16  # bytes: a dozen paths


def chosen_faces() -> dict[Role, Path]:
    """The font file chosen for each role; a role that was left alone is not in it."""
    try:
        entries = json.loads(read_regular(_place(), _LARGEST))
        return {Role(role): Path(file) for role, file in entries.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def keep_chosen_faces(chosen: Mapping[Role, Path]) -> None:
    """Remember the choice, all roles at once. Raises WriteError with a sentence."""
    place = _place()
    entries = {role.value: str(path) for role, path in chosen.items()}
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"设置文件夹 {place.parent} 不能建立，请检查权限。") from error
    write_atomically(place, json.dumps(entries, ensure_ascii=False, indent=1).encode())


def _place() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False) / "faces.json"
