"""A folder as offices leave it: what can be read is taken, what cannot is named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.cli.conftest import Run


def _office(path: Path, name: str, received: int, **more: object) -> Path:
    """A report that balances: what was received is carried forward."""
    cells = {row: {"natural_person": received} for row in ("received", "carried_forward")}
    shape = {"form": "2021", "office": name, "year": 2024, "tables": {"requests": cells}} | more
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    folder = tmp_path / "各单位"
    folder.mkdir()
    _office(folder / "一局.json", "一局", 3)
    _office(folder / "二局.json", "二局", 4)
    return folder


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名单.txt"
    path.write_text("一局\n二局\n", "utf-8")
    return path


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    return _office(tmp_path / "市.json", "甲市", 7)


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "~$一局.docx", "desktop.ini", ".~lock.一局.docx#", "一局.govreport-wal"]
)
def test_what_systems_leave_is_passed_over(
    run: Run, offices: Path, parent: Path, roster: Path, tmp_path: Path, name: str
) -> None:
    (offices / name).write_bytes(b"\x00\x01\x02 no report")
    code, out, err = run("consolidate", offices, "--xlsx", tmp_path / "a.xlsx", "--names", roster)
    assert (code, err) == (0, "")
    assert "2 个单位" in out
    code, out, err = run("check", parent, "--offices", offices, "--json")
    assert err == ""
    received = "R11:requests/received/natural_person"
    assert received not in {p["key"] for p in json.loads(out)["problems"]}


def test_without_a_roster_it_is_said_who_was_added(
    run: Run, offices: Path, roster: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.xlsx"
    code, out, err = run("consolidate", offices, "--xlsx", target)
    assert code == 3
    assert "2 个单位" in out
    assert "没有名单" in err
    assert "计入的 2 个：一局、二局" in err
    roster.write_text("全称\t是否报送\n一局\t\n二局\t不报\n三局\t\n", "utf-8")
    code, out, err = run("consolidate", offices, "--xlsx", target, "--names", roster)
    assert code == 3
    assert "1 个单位" in out
    assert "还有 1 个单位没有能计入的报告：三局。" in err
    assert "未计入　二局.json：名单外" in err


def test_outsiders_are_named_one_by_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "各单位"
    folder.mkdir()
    ours = [f"青川县{name}" for name in ("教育局", "公安局", "民政局", "文化和旅游局", "旅游局")]
    for name in (*ours, "广元市住房和城乡建设局", "青川县残疾人联合会"):
        _office(folder / f"{name}.json", name, 5)
    code, out, err = run("consolidate", folder, "--xlsx", tmp_path / "a.xlsx")
    assert code == 3
    assert "5 个单位" in out
    left = [line for line in err.splitlines() if line.startswith("未计入")]
    assert len(left) == 2
    assert "上一级" in left[0]
    assert "群团" in left[1]
    assert f"计入的 5 个：{'、'.join(sorted(ours))}" in err
    assert "青川县旅游局已计入，请核实：与“青川县文化和旅游局”名称相近" in err
    code, out, err = run("collect", folder, "sums", "--json")
    assert code == 3
    shape = json.loads(out)
    assert shape["tables"]["requests"]["received"]["natural_person"] == 25
    assert "计入的 5 个单位是按读到的报告认的" in shape["provisional"][0]
    assert any(words.startswith("青川县旅游局：") for words in shape["provisional"])


def test_a_damaged_file_is_left_out_and_named(
    run: Run, offices: Path, parent: Path, tmp_path: Path
) -> None:
    (offices / "坏.xlsx").write_bytes(b"PK\x03\x04 truncated")
    os.mkfifo(offices / "管道.docx")
    target = tmp_path / "a.xlsx"
    code, out, err = run("consolidate", offices, "--xlsx", target)
    assert code == 3
    assert out == f"已写出 {target}：2 个单位。\n"
    assert err.splitlines()[0].startswith("未计入　坏.xlsx：“坏.xlsx”不完整或已损坏")
    assert err.splitlines()[1].startswith("未计入　管道.docx：是管道或设备")
    shown = {str(c.value) for row in load_workbook(target).worksheets[0].iter_rows() for c in row}
    assert {"一局", "二局"} <= shown
    code, out, err = run("check", parent, "--offices", offices, "--json")
    assert code in (1, 3)
    assert "未计入　坏.xlsx" in err
    assert not [p for p in json.loads(out)["problems"] if p["rule"] == "R11" and p["cells"]]


def test_a_left_out_office_is_an_open_warning(
    run: Run, offices: Path, parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport_desktop.checks.check", lambda _, **__: [])
    assert run("check", parent, "--offices", offices)[0] == 0
    (offices / "坏.xlsx").write_bytes(b"PK\x03\x04 truncated")
    assert run("check", parent, "--offices", offices)[0] == 3


def test_a_report_that_is_there_twice_counts_once(run: Run, offices: Path, tmp_path: Path) -> None:
    _office(offices / "一局 - 副本.json", "一局", 3)
    _office(offices / "二局(1).json", "二局", 40)
    code, out, err = run("consolidate", offices, "--xlsx", tmp_path / "a.xlsx")
    assert code == 3
    assert "1 个单位" in out
    left = [line for line in err.splitlines() if line.startswith("未计入")]
    assert len(left) == 3
    assert sum("只计入那一份" in line for line in left) == 1
    assert sum("都没有计入" in line for line in left) == 2


def test_what_was_not_clear_in_a_file_is_said(run: Run, offices: Path, tmp_path: Path) -> None:
    cells = {"received": {"natural_person": 7, "total": 9}}
    _office(offices / "三局.json", "三局", 0, tables={"requests": cells})
    text = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n不知道是什么\t41\n"
    (offices / "四局2024年政府信息公开年报.txt").write_text(text, encoding="utf-8")
    (offices / "旧版").mkdir()
    code, out, err = run("consolidate", offices, "--xlsx", tmp_path / "a.xlsx")
    assert code == 3
    assert "4 个单位" in out
    lines = err.splitlines()
    at = lines.index("注意　三局.json：")
    assert "原表总计 9，按各项相加为 7" in lines[at + 1]
    assert "  没有读到机关名称，按文件名记为“四局”。" in lines
    assert any("没有认出，没有计入" in line and "41" in line for line in lines)
    assert lines[-1] == "没有看这些文件夹里的文件：旧版。"


def test_nothing_to_consolidate_is_one_sentence(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    (folder / "Thumbs.db").write_bytes(b"\x00")
    for words in ((), ("坏.docx",)):
        for name in words:
            (folder / name).write_bytes(b"PK\x03\x04 nothing")
        code, out, err = run("consolidate", folder, "--xlsx", tmp_path / "a.xlsx")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "没有可以汇总的报告" in err
    assert not (tmp_path / "a.xlsx").exists()


def test_how_to_replace_is_said_where_a_report_is_there(
    run: Run, offices: Path, tmp_path: Path
) -> None:
    target = tmp_path / "读入"
    assert run("import", offices, "-o", target)[0] == 0
    code, out, _ = run("import", offices, "-o", target)
    assert code == 1
    assert out.count("已经存在，没有覆盖它。加 --force 可以覆盖。") == 2
