"""The command check: exit codes, explanations, and what stands where."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import Run, last_year_file


def test_check_exits_with_1_and_names_the_cells(run: Run, sample: Path, tmp_path: Path) -> None:
    patch = tmp_path / "patch.json"
    patch.write_text(
        '{"form": "2021", "tables": {"requests": {"received": {"business": 3}}}}', encoding="utf-8"
    )
    run("import", patch, "--into", sample)
    code, out, _ = run("check", sample, "--json")
    assert code == 1
    found = [p for p in json.loads(out)["problems"] if p["rule"] == "R1"]
    assert found[0]["severity"] == "error"
    assert found[0]["section"] == "requests"
    assert ["received", "business"] in found[0]["cells"]
    assert "商业企业：一、二两项共 3，三、四两项共 0，前者多 3" in found[0]["message"]
    code, out, _ = run("check", sample)
    assert code == 1
    assert "[错误] R1 商业企业" in out


def _with_warnings(run: Run, sample: Path, tmp_path: Path) -> list[str]:
    """Make the sample's 上年结转 differ from last year's; answers the keys of the warnings."""
    run("last-year", sample, last_year_file(tmp_path, 4, 2022))
    run("import", _carried_over(tmp_path, 0), "--into", sample)
    _, out, _ = run("check", sample, "--json")
    return [p["key"] for p in json.loads(out)["problems"] if p["severity"] == "warning"]


def _carried_over(tmp_path: Path, number: int) -> Path:
    path = tmp_path / "结转.json"
    cells = {
        "carried_over": {"natural_person": number},
        "carried_forward": {"natural_person": number},
    }
    shape = {"form": "2021", "year": 2023, "tables": {"requests": cells}}
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


def test_a_warning_exits_with_3_until_it_is_explained(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    keys = _with_warnings(run, sample, tmp_path)
    assert keys
    for key in keys:
        assert run("check", sample)[0] == 3
        _, out, _ = run("check", sample, "--explain", key, "上年误报，已更正。")
        assert "审核说明：上年误报，已更正。" in out
    assert run("check", sample)[0] == 0
    problems = json.loads(run("check", sample, "--json")[1])["problems"]
    explained = {p["key"]: p["explanation"] for p in problems if p["explanation"]}
    assert explained == dict.fromkeys(keys, "上年误报，已更正。")
    assert run("check", sample, "--explain", keys[0], "")[0] == 3


def test_an_explanation_is_outdated_when_the_numbers_change(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    keys = _with_warnings(run, sample, tmp_path)
    for key in keys:
        run("check", sample, "--explain", key, "上年误报。")
    assert "编号" not in run("check", sample)[1]
    run("import", _carried_over(tmp_path, 1), "--into", sample)
    code, out, _ = run("check", sample)
    assert code == 3
    assert "数字已变，请重写" in out
    assert f"编号 {keys[0]}" in out


def test_only_a_warning_that_is_there_can_be_explained(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    code, _, err = run("check", sample, "--explain", "R6:nothing", "说明")
    assert code == 2
    assert "没有编号为“R6:nothing”的问题" in err
    assert sample.read_bytes() == before


def test_problems_stand_under_their_part(run: Run, sample: Path, tmp_path: Path) -> None:
    _with_warnings(run, sample, tmp_path)
    lines = run("check", sample)[1].splitlines()
    assert lines.index("三、收到和处理政府信息公开申请情况") + 1 == next(
        number for number, line in enumerate(lines) if "R6" in line and "[警告]" in line
    )
    assert not any("\x1b" in line for line in lines)


def test_check_of_a_sound_report_exits_with_0(run: Run, sample: Path) -> None:
    assert run("check", sample)[0] == 0
