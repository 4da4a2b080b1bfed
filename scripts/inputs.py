"""Chinese typed through real input methods into the real window: ``make inputs``.

Each framework gets a session bus, a screen, a home folder and the window of its own; keys are
pressed by xdotool, and what arrives in the report is asked back. Needs the packages that
CONTRIBUTING.md names, and no screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.form import CellAddress
from scripts.screenshots import make_report, wait

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("dbus-run-session", "xvfb-run", "openbox", "xdotool")
CELL = CellAddress("requests", "received", "natural_person")
PATIENCE = 15  # seconds for a daemon or the window to answer
KEY_MS = 120  # between keys: composing takes its time

_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""
# The key that switches to full-width letters, which neither of them has by itself.
_SETTINGS = {
    ".config/fcitx5/profile": _PROFILE,
    ".config/fcitx5/conf/fullwidth.conf": "[Hotkey]\n0=Control+Alt+F\n",
    ".config/glib-2.0/settings/keyfile": (
        "[com/github/libpinyin/ibus-libpinyin/libpinyin]\nletter-switch='<Control><Alt>f'\n"
    ),
}
FULL_WIDTH = ("xdotool", "key", "ctrl+alt+f")


class Framework(NamedTuple):
    """How one input method is started, switched to Chinese."""

    asked: str  # what a clerk's desktop sets
    tools: tuple[str, ...]
    daemon: tuple[str, ...]
    chinese: tuple[str, ...]


FRAMEWORKS = {
    "fcitx5": Framework(
        "fcitx",
        ("fcitx5", "fcitx5-remote"),
        ("fcitx5", "--disable=wayland,notifications,kimpanel"),
        ("fcitx5-remote", "-s", "pinyin"),
    ),
    "ibus": Framework(
        "ibus",
        ("ibus-daemon", "ibus"),
        ("ibus-daemon", "--replace", "--panel", "disable"),
        ("ibus", "engine", "libpinyin"),
    ),
}


def main() -> int:
    """Run every framework in surroundings of its own; 0 where all of them work."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", choices=FRAMEWORKS)
    chosen = parser.parse_args().inside
    if chosen:
        return inside(chosen)
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    for framework in FRAMEWORKS.values():
        missing += [tool for tool in framework.tools if shutil.which(tool) is None]
    if missing:
        print(f"Missing: {', '.join(missing)} (see CONTRIBUTING.md).", file=sys.stderr)
        return 1
    return max(map(outside, FRAMEWORKS))


def outside(name: str) -> int:
    """One framework in a home, a bus and a screen of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for place, text in _SETTINGS.items():
            (home / place).parent.mkdir(parents=True, exist_ok=True)
            (home / place).write_text(text, encoding="utf-8")
        env = surroundings(FRAMEWORKS[name].asked, home)
        command = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]
        command += [sys.executable, "-m", "scripts.inputs", "--inside", name]
        return subprocess.run(command, env=env, cwd=ROOT, check=False, timeout=180).returncode


def surroundings(asked: str, home: Path) -> dict[str, str]:
    """The environment of a desktop on which that input method is set up."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_"))}
    kept.pop("WAYLAND_DISPLAY", None)
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": asked,
        "XMODIFIERS": f"@im={asked}",
        "LANG": "C.UTF-8",
        "GSETTINGS_BACKEND": "keyfile",
    }


def inside(name: str) -> int:
    """Start the daemon and the window, type, and say what arrived."""
    framework = FRAMEWORKS[name]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen(["openbox"], **quiet)]  # type: ignore[call-overload]
    started.append(subprocess.Popen(framework.daemon, **quiet))  # type: ignore[call-overload]
    try:
        found = type_chinese(framework)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait(PATIENCE)
    for what, right in found.items():
        print(f"{name}: {'ok  ' if right else 'FAIL'} {what}")
    return 0 if found and all(found.values()) else 1


def type_chinese(framework: Framework) -> Mapping[str, bool]:
    """Pinyin into prose, digits and full-width digits into a cell; what arrived."""
    from ui import input_method
    from ui.application import make_application, open_window
    from ui.settings import Settings

    settle(lambda: input_method.answers(os.environ), "the input method")
    said = input_method.prepare()
    app = make_application()
    window = open_window(make_report(Path.home() / "r.govreport"), Settings(Path.home() / "s.ini"))
    window.activateWindow()
    settle(window.isActiveWindow, "the window", wait)
    found = {f"an input method answers at the start{said}": not said}
    found["pinyin in prose"] = "你好" in prose_after(window, framework)
    typed, _ = cell_after(window, *"shier", "space")
    found[f"pinyin in a cell: {typed}"] = bool(typed) and not typed.isascii()
    found["digits in a cell"] = cell_after(window, *"12") == ("12", 12)
    run(FULL_WIDTH)
    typed, number = cell_after(window, *"34")
    found[f"full-width digits in a cell: {typed}"] = (typed, number) == ("３４", 34)
    if folder := os.environ.get("INPUTS_PICTURE"):
        window.grab().save(folder)
    window.close()
    app.processEvents()
    return found


def prose_after(window: MainWindow, framework: Framework) -> str:
    """The first part, after pinyin was typed at its front."""
    assert window.view is not None
    assert window.session is not None
    window.view.show_part("overview")
    wait(500)
    run(framework.chinese)
    wait(500)
    press("n", "i", "h", "a", "o", "space")
    window.session.request_commit()
    return window.session.report.texts["overview"]


def cell_after(window: MainWindow, *keys: str) -> tuple[str, object]:
    """What stands in a cell's editor after these keys, and what the cell holds then."""
    assert window.view is not None
    assert window.session is not None
    window.session.put([(CELL, None)], "清除")
    window.view.show_address([CELL])
    wait(300)
    press(*keys)
    editor = window.grid.editor if window.grid else None
    typed = editor.text() if editor else ""
    window.session.request_commit()
    return typed, window.session.report.values[CELL]


def press(*keys: str) -> None:
    """Press keys one after the other, while the window lives."""
    for key in keys:
        run(("xdotool", "key", key))
        wait(KEY_MS)
    wait(400)


def run(command: tuple[str, ...]) -> None:
    """Run a tool while the window lives: some of them wait for its answer."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    settle(lambda: process.poll() is not None, command[0], wait)


def settle(
    ready: Callable[[], bool], what: str, pause: Callable[[int], None] | None = None
) -> None:
    """Wait until ``ready``. Raises TimeoutError where it never is."""
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not answer")
        (pause or (lambda ms: time.sleep(ms / 1000)))(50)


if __name__ == "__main__":
    sys.exit(main())
