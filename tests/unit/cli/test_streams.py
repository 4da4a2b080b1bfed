"""Chinese comes out whatever the streams are, and names from strangers steer no terminal."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from govreport_desktop.cli.streams import Shown, fit_streams, harmless
from govreport_desktop.writers.faces.face import Face
from govreport_desktop.writers.faces.find import embedded_face_files
from govreport_desktop.writers.faces.sfnt import read_faces
from tests.unit.cli.conftest import Run

ESCAPE = "\x1b[2J\x1b]0;title\x07县\u202e局"


def program(*words: str | bytes, encoding: str = "") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | ({"PYTHONIOENCODING": encoding} if encoding else {})
    command = [sys.executable, "-m", "govreport_desktop", *words]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["gbk", "big5", "latin-1", "cp437", "ascii"])
def test_chinese_comes_out_in_every_locale(report_file: Path, encoding: str) -> None:
    done = program("check", str(report_file), encoding=encoding)
    assert done.returncode == 1
    used = "gbk" if encoding == "gbk" else "utf-8"
    assert "错误 2 个" in done.stdout.decode(used)
    assert done.stderr == b""


def closed(words: str, report_file: Path) -> subprocess.CompletedProcess[bytes]:
    line = f'"{sys.executable}" -m govreport_desktop {words.format(file=report_file)}'
    return subprocess.run(["sh", "-c", line], capture_output=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
def test_closed_streams_are_a_sentence_or_silence(report_file: Path) -> None:
    assert closed("check '{file}' >&-", report_file).returncode == 1
    assert closed("check '{file}' >&- 2>&- <&-", report_file).returncode == 1
    done = closed("import - -o x.govreport <&-", report_file)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert "标准输入是关闭的" in done.stderr.decode()


@pytest.mark.parametrize("command", ["show", "check", "verify"])
def test_names_are_shown_and_not_obeyed(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "年报\x1b[31m.govreport"
    assert run("new", path, "--office", ESCAPE, "--year", "2025")[0] == 0
    _, out, err = run(command, path)
    assert "\x1b" not in out + err
    assert "\x07" not in out + err
    assert "\u202e" not in out + err


def test_a_name_makes_no_second_line(run: Run, tmp_path: Path) -> None:
    path, shown = tmp_path / "年\n报\x1b[2K.govreport", "年␊报␛[2K.govreport"
    assert shown in run("new", path, "--office", "某局", "--year", "2025")[1]
    assert run("verify", path)[1] == f"{tmp_path / shown} 完好。\n"
    json = tmp_path / "年\n报.json"
    assert run("export", path, "--json", json)[1] == f"已写出 {tmp_path / '年␊报.json'}。\n"


def test_a_missing_file_is_named_harmlessly(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", tmp_path / "\x1b[2J.govreport")
    assert (code, err.count("\n"), "\x1b" in err) == (2, 1, False)


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_file_name_that_is_no_text_is_a_file_name(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xff\xfe.govreport")  # noqa: PTH118
    made = program("new", path, "--office", "某县档案局", "--year", "2025")
    assert (made.returncode, made.stderr) == (0, b"")
    assert program("verify", path).returncode == 0


class Screen:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)


def test_own_colours_reach_a_screen_and_a_name_s_orders_do_not() -> None:
    screen = Screen()
    Shown(screen).write(f"\x1b[31m错误\x1b[0m {harmless(ESCAPE)}\x1b]0;x\x07\n")  # type: ignore[arg-type]
    assert screen.text.startswith("\x1b[31m错误\x1b[0m ")
    assert screen.text.count("\x1b") == 2
    assert "\x07" not in screen.text


def test_what_libraries_warn_of_in_english_reaches_no_clerk(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def shout(*said: object, **_more: object) -> None:
        sys.stderr.write(str(said[0]))

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        monkeypatch.setattr(warnings, "showwarning", shout)
        with fit_streams():
            warnings.warn("Data Validation extension is not supported", stacklevel=1)
        assert capsys.readouterr().err == ""
        warnings.warn("heard again", stacklevel=1)
        assert "heard again" in capsys.readouterr().err


def test_what_is_thought_of_a_font_reaches_no_clerk(tmp_path: Path) -> None:
    path = next(iter(embedded_face_files().values()))
    Face(read_faces(path)[0], tmp_path).glyph("中")
    assert not logging.getLogger("fontTools.ttLib").isEnabledFor(logging.WARNING)
