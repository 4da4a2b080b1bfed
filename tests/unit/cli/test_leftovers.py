"""What lies beside a file, or is wrong with it, is said by whichever command meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("command", ["check", "show", "verify", "versions", "export"])
def test_a_log_that_is_not_the_files_own_is_put_aside_and_said(
    command: str, run: Run, report_file: Path
) -> None:
    beside = report_file.with_name(f"{report_file.name}-wal")
    beside.write_bytes(b"not its own")
    more = ["--json", "-"] if command == "export" else []
    _, _, err = run(command, report_file, *more)
    assert err.count("没有用的日志") == 1
    assert not beside.exists()
    assert "没有用的日志" not in run(command, report_file, *more)[2]


def test_rescue_does_not_advise_itself(run: Run, report_file: Path, tmp_path: Path) -> None:
    data = report_file.read_bytes()
    report_file.write_bytes(data[: len(data) // 2])
    code, _, err = run("rescue", report_file, "-o", tmp_path / "恢复.govreport")
    assert code == 2
    assert "govreport rescue" not in err
