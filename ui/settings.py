"""What the program remembers between runs; the only place that uses QSettings (INI)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeGuard

from PySide6.QtCore import QByteArray, QSettings

from govreport_desktop.checks.settings import CheckSettings, settings_text, stated
from govreport_desktop.form.organs import MonthDay, month_day
from govreport_desktop.paths import APP_NAME

RECENT_LIMIT = 12
INSPECTOR_SHOWN = "window/inspector"  # the setting: whether what counts stands beside a table
LAST_YEAR_SHOWN = "grid/last_year"  # whether last year's figures stand in the cells
ASK_VERSION = "version/ask"  # whether Ctrl+S asks what the version is called
LOOK_FIRST = "leaving/first"  # whether what is still open is shown before an export or a print
ZOOM_STEPS = (70, 80, 90, 100, 110, 125, 150, 175, 200)
ZOOM_FITS = "grid/fit"  # whether the tables are as large as the window has room for
BALANCE_OPEN = "grid/balance"  # whether the balance shows its sums column by column
PROBLEMS_OPEN = "window/problems_open"  # whether their list is seen; nothing: where there is room
DENSITY = "grid/density"  # how high the rows of the tables are, by the name of `DENSITIES`
EXPORTED_FORMATS = "export/formats"  # which formats were exported the last time
LAST_REPORT = "home/last"  # where somebody said at the first start that last year's report lies
TOOLBAR_TEXT = "window/toolbar_text"  # whether the tool bar has words beside its pictures
SCHEME = "window/scheme"  # light or dark, by the name of `SCHEMES`
PROFILE_FIELDS = (
    "office",
    "office_kind",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_address",
)
# How high the rows of the tables are, and how a clerk reads that.
DENSITIES = {"compact": "紧凑", "usual": "标准（随窗口高度）", "roomy": "宽松"}
SCHEMES = {"": "跟随系统", "light": "浅色", "dark": "深色"}
# What a blank cell is printed as, and how a clerk reads that.
BLANKS = {"": "留空", "0": "0", "/": "/"}
MOST = 1_000_000  # no number that is remembered is larger


def next_zoom(percent: int, by: int) -> int:
    """The step of `ZOOM_STEPS` above (1) or below (-1) ``percent``; the last one at the end."""
    steps = [step for step in ZOOM_STEPS if (step - percent) * by > 0]
    if not steps:
        return ZOOM_STEPS[-1 if by > 0 else 0]
    return min(steps) if by > 0 else max(steps)


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file worked on before, with what the home page says about it.

    ``errors`` is None while nobody knows: the report was opened, and never put away. ``real``
    is where the file truly lies, as of when it was opened: one file is listed once, whatever
    link or spelling led to it.
    """

    path: Path
    office: str = ""
    year: int | None = None
    errors: int | None = None
    warnings: int = 0
    real: str = ""

    def is_same(self, other: RecentFile) -> bool:
        """Whether both are one file; the disk is not asked."""
        return self.path == other.path or _spelled(self) == _spelled(other)

    @property
    def is_task(self) -> bool:
        """Whether it is a task of 汇总, not a report."""
        from govreport_desktop.collect import SUFFIX

        return self.path.suffix == SUFFIX

    @property
    def gone(self) -> bool:
        """Whether the file is not where it was."""
        try:
            return not self.path.is_file()
        except OSError:  # a name no disk could have
            return True


class Settings:
    """Typed access to one INI file. Unreadable entries count as absent."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    # ------------------------------------------------------------ plain values
    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._store.value(key, default)
        return _whole(value) if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """A remembered whole number, from 0 to `MOST`."""
        try:
            value = int(self.text(key))
        except ValueError:
            return default
        return value if 0 <= value <= MOST else default

    def flag(self, key: str, default: bool) -> bool:
        """A remembered yes or no."""
        return self.text(key, "true" if default else "false") == "true"

    def put(self, key: str, value: str | int | bool) -> None:
        """Remember a value; written out with `sync` and when the program ends."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        self._store.setValue(key, text)

    def sync(self) -> None:
        """Write everything out now."""
        self._store.sync()

    # ------------------------------------------------------------ window
    def state(self, key: str) -> QByteArray:
        """Geometry or panel state as Qt saved it; empty where there is none."""
        value = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def put_state(self, key: str, value: QByteArray) -> None:
        """Remember geometry or panel state."""
        self._store.setValue(f"window/{key}", value)

    @property
    def zoom(self) -> int:
        """Zoom of the tables in per cent, one of `ZOOM_STEPS`."""
        value = self.number("grid/zoom", 100)
        return value if value in ZOOM_STEPS else 100

    @property
    def density(self) -> str:
        """How high the rows of the tables are, one of `DENSITIES`."""
        value = self.text(DENSITY)
        return value if value in DENSITIES else "usual"

    # ------------------------------------------------------------ office profile
    def profile(self) -> dict[str, str]:
        """What is known of this office, by field name; offered for a new report."""
        return {name: self.text(f"office/{name}") for name in PROFILE_FIELDS}

    def put_profile(self, profile: Mapping[str, str]) -> None:
        """Remember the office for the next new report."""
        for name, value in profile.items():
            self.put(f"office/{name}", value)

    @property
    def local_deadline(self) -> MonthDay | None:
        """The day the locality asks for; None where the law's holds."""
        return month_day(self.text("deadline/local"))

    def put_local_deadline(self, day: MonthDay | None) -> None:
        """Remember the day the locality asks for."""
        self.put("deadline/local", day.stored if day else "")

    def print_options(self) -> dict[str, str | bool]:
        """How pages are printed; preview and export agree. ``notes``: whether they are wanted."""
        blank = self.text("print/blank")
        return {
            "blank": blank if blank in BLANKS else "",
            "signature": self.flag("print/signature", False),
            "contact": self.flag("print/contact", False),
            "notes": self.flag("print/notes", False),
        }

    # ------------------------------------------------------------ checks
    def check_settings(self) -> CheckSettings:
        """How reports that are made here are to be checked; each then says so itself."""
        return stated(self.text("new/checks")).settings

    def put_check_settings(self, chosen: CheckSettings) -> None:
        """Remember switches and thresholds for the next new report."""
        self.put("new/checks", settings_text(chosen))

    @property
    def folder(self) -> Path:
        """Where files were last opened or saved."""
        return self.folder_of("files/folder") or Path.home()

    def folder_of(self, key: str) -> Path | None:
        """A remembered folder; None where there is none by now."""
        remembered = self.text(key)
        with suppress(OSError):  # a name no disk could have
            if remembered and Path(remembered).is_dir():
                return Path(remembered)
        return None

    # ------------------------------------------------------------ recent files
    def recent(self) -> list[RecentFile]:
        """Files worked on before, the latest first."""
        try:
            entries = json.loads(self.text("files/recent", "[]"))
        except (ValueError, RecursionError):
            return []
        found: list[RecentFile] = []
        for file in map(_recent, entries if isinstance(entries, list) else []):
            if file is not None and not any(map(file.is_same, found)):
                found.append(file)
        return found[:RECENT_LIMIT]

    def first_year_without(self, office: str, year: int) -> int:
        """``year``, or the first after it of which ``office`` has no recent report in place."""
        own = [f for f in self.recent() if f.office == office and not f.is_task and not f.gone]
        begun = {file.year for file in own}
        while year in begun:
            year += 1
        return year

    def remember(self, file: RecentFile) -> None:
        """Put ``file`` on top of the recent ones and its folder where dialogs open."""
        file = replace(file, real=os.path.realpath(file.path))
        others = [entry for entry in self.recent() if not entry.is_same(file)]
        self._put_recent([file, *others][:RECENT_LIMIT])
        self.put("files/folder", str(file.path.parent))

    def forget(self, path: Path) -> None:
        """Take a file off the list; the file itself stays."""
        self._put_recent([entry for entry in self.recent() if entry.path != path])

    def _put_recent(self, files: list[RecentFile]) -> None:
        entries = [asdict(file) | {"path": str(file.path)} for file in files]
        self.put("files/recent", json.dumps(entries, ensure_ascii=False))


def _recent(entry: object) -> RecentFile | None:
    """One entry of the list; None where it names no file. What else is wrong counts as absent."""
    if not isinstance(entry, dict) or not isinstance(path := entry.get("path"), str) or not path:
        return None
    office, year = entry.get("office"), entry.get("year")
    errors, warnings, real = entry.get("errors"), entry.get("warnings"), entry.get("real")
    return RecentFile(
        Path(_whole(path)),
        _whole(office) if isinstance(office, str) else "",
        year if _is_count(year) else None,
        errors if _is_count(errors) else None,
        warnings if _is_count(warnings) else 0,
        _whole(real) if isinstance(real, str) else "",
    )


def _spelled(file: RecentFile) -> str:
    """Where a file lies, as this system compares names."""
    return os.path.normcase(file.real or os.path.abspath(file.path))  # noqa: PTH100 - asks no disk


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _whole(text: str) -> str:
    """``text`` without halves of characters, which nothing can encode or draw."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def default_path() -> Path:
    """Where the settings of this user lie; where that cannot be made, none are kept."""
    from platformdirs import user_config_path

    folder = user_config_path(APP_NAME, appauthor=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "settings.ini"
