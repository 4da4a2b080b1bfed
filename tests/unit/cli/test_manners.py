"""What comes out: nothing cut in a pipe, right words and codes, also on a full disk."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from govreport_desktop.cli.help import display_width
from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document
from tests.unit.cli.conftest import RECEIVED, Run

FULL = Path("/dev/full")


def test_show_cuts_no_label_in_a_pipe(
    run: Run, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = run("show", report_file)
    for table in load_form("2021").tables.values():
        for name in (*table.row_names.values(), *table.column_names.values()):
            assert any(name in line for line in out.splitlines()), name
    assert "…" not in out


def test_what_is_no_report_cannot_be_verified(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.govreport"
    other.write_text("今天天气很好。" * 50, encoding="utf-8")
    for path in (other, tmp_path, tmp_path / "没有.govreport"):
        code, out, err = run("verify", path)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_a_damaged_report_is_verified_as_damaged(run: Run, report_file: Path) -> None:
    data = bytearray(report_file.read_bytes())
    data[4096 : 4096 * 3] = bytes(4096 * 2)
    report_file.write_bytes(data)
    code, out, err = run("verify", report_file)
    assert (code, err) == (1, "")
    assert "已损坏" in out


@pytest.mark.skipif(not FULL.exists(), reason="only some systems have a device that is always full")
@pytest.mark.parametrize("words", [("show",), ("export", "--json", "-")])
def test_a_full_disk_is_a_chinese_sentence(report_file: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "govreport_desktop", words[0], str(report_file), *words[1:]]
    with FULL.open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    errors = done.stderr.decode()
    sentence = "govreport: 显示的内容没有写完：磁盘已满，请腾出空间后再做一次。"
    assert sentence in errors.splitlines()
    assert "No space" not in errors
    assert done.returncode == 2


def test_what_was_not_recognised_is_told_by_row(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "表.txt"
    rows = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n不知道是什么\t41\t42\t43\n"
    source.write_text(rows, encoding="utf-8")
    _, out, _ = run("import", source, "--dry-run", "--year", 2023, "--office", "甲局")
    lines = [line for line in out.splitlines() if "41" in line]
    assert lines
    assert all("42" in line and "43" in line for line in lines)


def test_a_narrow_terminal_gets_every_label_in_lines(
    run: Run, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # what rich takes for a terminal
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run("show", report_file)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in out.splitlines()]
    table = [line for line in lines if line[:1] in "┌│├└"]
    assert table
    assert max(map(display_width, table)) <= 80
    assert "…" not in out
    assert any("本年新收" in line and " 3 " in line for line in table)


def test_a_number_that_was_changed_behind_its_back_is_rescued(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(report_file, isolation_level=None)) as connection:
        connection.execute("UPDATE cells SET text = '17'")
    code, _, err = run("show", report_file)
    assert (code, "govreport rescue" in err) == (2, True)
    target = tmp_path / "恢复.govreport"
    assert run("rescue", report_file, "-o", target)[0] == 0
    with Document.open(target, read_only=True) as document:
        assert document.report.values[RECEIVED] == 3
    assert run("rescue", report_file, "-o", target)[0] == 2
