"""Chinese input on Linux: whatever the desktop sets, Qt is led to what answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import input_method, messages
from ui.application import tell_once
from ui.input_method import LIST, ONE, UNANSWERED, address_file, answers, prepare
from ui.settings import Settings
from ui.window.main_window import MainWindow

Env = dict[str, str]
NOBODY = 2**22 + 1  # no process has this number


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Env]:
    """A Linux desktop on X11 that sets ``more``; ibus' protocol is ``spoken`` or not."""
    monkeypatch.setattr(sys, "platform", "linux")

    def make(*, spoken: bool, process: int = os.getpid(), **more: str) -> Env:
        env = {"HOME": str(tmp_path), "DISPLAY": ":7.0"} | more
        if spoken:
            file = address_file(env)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"IBUS_ADDRESS=unix:path=/x\nIBUS_DAEMON_PID={process}\n")
        return env

    return make


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_whoever_asks_for_fcitx_gets_it_through_ibus_where_there_is_no_plugin(
    desktop: Callable[..., Env], asked: str
) -> None:
    env = desktop(spoken=True, **{ONE: asked})
    assert prepare(env) == ""
    assert env[LIST] == f"{asked};ibus"


def test_where_nothing_answers_the_clerk_is_told_what_to_do(desktop: Callable[..., Env]) -> None:
    env = desktop(spoken=False, **{ONE: "fcitx"})
    assert prepare(env) == UNANSWERED
    assert "ibus" in UNANSWERED
    assert "操作手册" in UNANSWERED
    assert env[LIST] == "fcitx;ibus", "it may be started later"


def test_a_daemon_that_died_answers_no_longer(desktop: Callable[..., Env]) -> None:
    assert prepare(desktop(spoken=True, process=NOBODY, **{ONE: "fcitx"})) == UNANSWERED


def test_a_plugin_of_fcitx_needs_no_ibus(
    desktop: Callable[..., Env], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_method, "_has_plugin", lambda: True)
    assert prepare(desktop(spoken=False, **{ONE: "fcitx"})) == ""


@pytest.mark.parametrize("asked", ["ibus", "compose", "wayland;fcitx;ibus"])
def test_what_the_clerk_has_set_otherwise_stays(desktop: Callable[..., Env], asked: str) -> None:
    env = desktop(spoken=False, **{LIST: asked})
    before = dict(env)
    assert prepare(env) == ""
    assert env == before


def test_where_nothing_is_set_ibus_is_taken_if_it_answers(desktop: Callable[..., Env]) -> None:
    env = desktop(spoken=True)
    assert prepare(env) == ""
    assert env[LIST] == "ibus"
    silent = desktop(spoken=False, XDG_CONFIG_HOME="/nowhere")
    assert prepare(silent) == ""
    assert LIST not in silent


def test_on_wayland_the_compositor_serves_who_has_set_nothing(desktop: Callable[..., Env]) -> None:
    env = desktop(spoken=True, WAYLAND_DISPLAY="wayland-0")
    assert prepare(env) == ""
    assert LIST not in env


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_need_nothing(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    env = {ONE: "fcitx"}
    assert prepare(env) == ""
    assert env == {ONE: "fcitx"}


def test_the_address_lies_where_qt_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_method, "_machine_id", lambda: "abc")

    def name(**env: str) -> str:
        return address_file({"HOME": "/h", **env}).as_posix()

    assert name(DISPLAY=":1.0") == "/h/.config/ibus/bus/abc-unix-1"
    assert name(DISPLAY="far:2") == "/h/.config/ibus/bus/abc-far-2"
    assert name(WAYLAND_DISPLAY="wayland-0") == "/h/.config/ibus/bus/abc-unix-wayland-0"
    assert name(XDG_CONFIG_HOME="/c", DISPLAY=":1") == "/c/ibus/bus/abc-unix-1"
    assert name(IBUS_ADDRESS_FILE="/a") == "/a"
    assert not answers({"IBUS_ADDRESS_FILE": "/nowhere"})


def test_that_none_answers_is_told_once_and_not_at_every_start(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell_note", lambda *said: told.extend(said[1:]))
    window = MainWindow(settings)
    qtbot.addWidget(window)
    for _ in range(2):
        tell_once(window, UNANSWERED, settings)
    assert told == [UNANSWERED, "中文输入法"]
