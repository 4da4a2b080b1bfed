"""Chinese input on Linux: find, before Qt starts, the input method that Qt can talk to.

Qt's wheel brings a plug-in for ibus and none for fcitx; fcitx5's own is built against the Qt
of the distribution, whose private interfaces the wheel does not share. But fcitx5 answers to
ibus' protocol, too (its add-on ``ibusfrontend``), at the address it leaves where ibus would.
So whoever asks for fcitx is given fcitx first and ibus next, and whoever asks for nothing is
given ibus where one answers. What the clerk has set stays in front.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

# Qt 6.7 on reads a list here, and takes the first that answers.
LIST, ONE = "QT_IM_MODULES", "QT_IM_MODULE"
_IBUS = "ibus"
_FCITX = ("fcitx", "fcitx5")
_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_PROCESS = "IBUS_DAEMON_PID="

UNANSWERED = (
    "没有连上中文输入法：系统设的是 fcitx，但它没有开放 ibus 接口。"
    "请改用 fcitx5（带 ibusfrontend）或 ibus，再重新打开本程序；做法见操作手册“中文输入法”。"
)


def prepare(environment: MutableMapping[str, str] | None = None) -> str:
    """Set what Qt reads at its start; a sentence for the clerk where no input method answers.

    Windows and macOS need nothing, and on Wayland a clerk who has set nothing is served by
    the compositor.
    """
    env = os.environ if environment is None else environment
    if not sys.platform.startswith("linux"):
        return ""
    named = (env.get(LIST) or env.get(ONE, "")).split(";")
    asked = [name for name in named if name]
    if not asked:
        if not env.get("WAYLAND_DISPLAY") and answers(env):
            env[LIST] = _IBUS
        return ""
    if _IBUS in asked or not set(_FCITX) & set(asked):
        return ""
    env[LIST] = ";".join((*asked, _IBUS))
    # A fcitx that has a plug-in for this Qt needs no ibus; then nothing is amiss.
    return "" if answers(env) or _has_plugin() else UNANSWERED


def answers(env: Mapping[str, str]) -> bool:
    """Whether something that speaks ibus' protocol has left its address and is running."""
    try:
        lines = address_file(env).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    numbers = [line.removeprefix(_PROCESS) for line in lines if line.startswith(_PROCESS)]
    return any(number.isdecimal() and Path("/proc", number).exists() for number in numbers)


def address_file(env: Mapping[str, str]) -> Path:
    """Where ibus, or who speaks like it, leaves its address for this screen."""
    if told := env.get("IBUS_ADDRESS_FILE"):
        return Path(told)
    config = Path(env.get("XDG_CONFIG_HOME") or Path(env.get("HOME", "/"), ".config"))
    host, screen = "unix", env.get("WAYLAND_DISPLAY", "")
    if not screen:
        before, _, after = env.get("DISPLAY", ":0").rpartition(":")
        host, screen = before or "unix", after.partition(".")[0]
    return config / "ibus" / "bus" / f"{_machine_id()}-{host}-{screen}"


def _machine_id() -> str:
    for path in map(Path, _MACHINE_IDS):
        if path.is_file():
            return path.read_text(encoding="utf-8", errors="replace").strip()
    return ""


def _has_plugin() -> bool:
    """Whether Qt finds a plug-in of fcitx beside its own or where the clerk has told it to."""
    from PySide6.QtCore import QCoreApplication

    folders = [Path(folder) / "platforminputcontexts" for folder in QCoreApplication.libraryPaths()]
    return any(file for folder in folders for file in folder.glob("libfcitx*"))
