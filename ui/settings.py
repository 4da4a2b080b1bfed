"""What the program remembers between runs; the only place that uses QSettings (INI)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from govreport_desktop.checks.settings import CheckSettings, settings_text, stated
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.organs import MonthDay, month_day
from govreport_desktop.paths import APP_NAME

RECENT_LIMIT = 12
LAST_YEAR_SHOWN = "grid/last_year"  # whether last year's figures stand in the cells
ZOOM_STEPS = (70, 80, 90, 100, 110, 125, 150, 175, 200)
PROFILE_FIELDS = (
    "office",
    "office_kind",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_address",
)


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file worked on before, with what the start page says about it."""

    path: Path
    office: str = ""
    year: int | None = None
    errors: int = 0
    warnings: int = 0


class Settings:
    """Typed access to one INI file. Unreadable entries count as absent."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    # ------------------------------------------------------------ plain values
    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """A remembered whole number."""
        try:
            return int(self.text(key))
        except ValueError:
            return default

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
        return {
            "blank": self.text("print/blank"),
            "signature": self.flag("print/signature", False),
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
        remembered = self.text("files/folder")
        return Path(remembered) if remembered and Path(remembered).is_dir() else Path.home()

    # ------------------------------------------------------------ recent files
    def recent(self) -> list[RecentFile]:
        """Files worked on before, the latest first."""
        try:
            entries = json.loads(self.text("files/recent", "[]"))
            return [RecentFile(**entry | {"path": Path(entry["path"])}) for entry in entries]
        except (ValueError, TypeError, KeyError):
            return []

    def remember(self, file: RecentFile) -> None:
        """Put ``file`` on top of the recent ones and its folder where dialogs open."""
        others = [entry for entry in self.recent() if entry.path != file.path]
        self._put_recent([file, *others][:RECENT_LIMIT])
        self.put("files/folder", str(file.path.parent))

    def forget(self, path: Path) -> None:
        """Take a file off the list; the file itself stays."""
        self._put_recent([entry for entry in self.recent() if entry.path != path])

    def _put_recent(self, files: list[RecentFile]) -> None:
        entries = [asdict(file) | {"path": str(file.path)} for file in files]
        self.put("files/recent", json.dumps(entries, ensure_ascii=False))


def default_path() -> Path:
    """Where the settings of this user lie."""
    from platformdirs import user_config_path

    folder = user_config_path(APP_NAME, appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GovReportError(f"设置文件夹 {folder} 不能建立，请检查权限。") from error
    return folder / "settings.ini"
