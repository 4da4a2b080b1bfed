"""The command collect: looks without leaving a trace, decides with one, and says what is open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def _office(path: Path, name: str, received: int, **more: object) -> Path:
    cells = {row: {"natural_person": received} for row in ("received", "carried_forward")}
    shape = {"form": "2021", "office": name, "year": 2024, "tables": {"requests": cells}} | more
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "各单位"
    place.mkdir()
    _office(place / "教育局.json", "某县教育局", 3)
    _office(place / "公安局.json", "某县公安局", 4)
    _office(place / "公安局(1).json", "某县公安局", 6)
    return place


@pytest.fixture
def task(run: Run, folder: Path, tmp_path: Path) -> Path:
    roster = tmp_path / "名单.txt"
    roster.write_text("1.某县教育局\n2.某县公安局\n3.某县民政局", "utf-8")
    given = ("--parent", "某县人民政府", "--year", "2024", "--roster", roster)
    code, out, err = run("collect", folder, *given, "new")
    assert (code, err) == (0, "")
    assert "名单 3 个单位" in out
    return folder / "2024年度汇总.govtask"


def test_a_folder_is_looked_at_and_nothing_is_left_there(run: Run, folder: Path) -> None:
    before = sorted(folder.iterdir())
    code, out, err = run("collect", folder, "sums", "--json")
    assert code == 3
    assert "没有名单" in err
    shape = json.loads(out)
    assert shape["tables"]["requests"]["received"]["natural_person"] == 9
    assert shape["office"] == "某县人民政府"
    assert any("还没有选定" in words for words in shape["provisional"])
    assert sorted(folder.iterdir()) == before
    code, _, err = run("collect", folder, "decide", "公安局.json", "计入")
    assert code == 2
    assert "还没有任务" in err


def test_a_new_task_takes_parent_year_and_roster_from_last_years(
    run: Run, task: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "下年"
    folder.mkdir()
    code, out, err = run("collect", folder, "new", "--last-year", task)
    assert (code, err) == (0, "")
    assert "某县人民政府，2025 年度，名单 3 个单位" in out
    assert (folder / "2025年度汇总.govtask").exists()
    code, _, err = run("collect", folder, "new", "-o", folder / "x.govtask")
    assert code == 2
    assert "--parent" in err


def test_offices_files_and_provenance(run: Run, task: Path) -> None:
    code, out, _ = run("collect", task, "offices", "--json")
    assert code == 3
    shape = json.loads(out)
    assert {one["name"]: one["state"] for one in shape["offices"]} == {
        "某县教育局": "通过",
        "某县公安局": "待定",
        "某县民政局": "未报",
    }
    assert sum(shape["counters"].values()) == shape["due"] == 3
    files = json.loads(run("collect", task, "files", "--json")[1])
    assert sum(files["roles"].values()) == len(files["files"]) == 3
    code, out, _ = run("collect", task.parent, "provenance", "本年新收/自然人", "--json")
    shape = json.loads(out)
    assert (code, shape["value"], shape["counted"], shape["due"]) == (3, 9, 2, 3)
    assert [(c["office"], c["amount"]) for c in shape["contributions"]] == [
        ("某县公安局", 6),
        ("某县教育局", 3),
    ]


def test_what_only_the_office_above_can_see_is_among_the_problems(run: Run, task: Path) -> None:
    stock = {"issued": 2, "repealed": 0, "in_force": 2}
    tables = {"proactive": {"rules": stock}}
    _office(task.parent / "民政局.json", "某县民政局", 1, tables=tables)
    code, out, _ = run("collect", task, "problems", "--office", "民政局", "--json")
    (office,) = json.loads(out)["offices"]
    assert (code, [one["rule"] for one in office["findings"]]) == (3, ["power"])
    assert "立法法" in run("collect", task, "problems", "--office", "民政局")[1]


def test_a_decision_is_logged_and_undone(run: Run, task: Path) -> None:
    assert run("collect", task, "decide", "公安局.json", "计入", "--why", "电话确认")[0] == 0
    received = "requests/received/natural_person"
    assert json.loads(run("collect", task, "provenance", received, "--json")[1])["value"] == 7
    out = run("collect", task, "log")[1]
    number = next(line.split()[0] for line in out.splitlines() if "电话确认" in line)
    assert run("collect", task, "decide", "--undo", number)[0] == 0
    assert json.loads(run("collect", task, "provenance", received, "--json")[1])["value"] == 9
    assert "已撤销" in run("collect", task, "log")[1]
    assert run("collect", task, "decide", "--proposed")[0] == 0
    roles = json.loads(run("collect", task, "files", "--json")[1])["roles"]
    assert (roles["计入"], roles["旧稿"], roles["待定"]) == (2, 1, 0)


def test_an_adjustment_keeps_the_balance(run: Run, task: Path) -> None:
    code, _, err = run("collect", task, "adjust", "本年新收/自然人=-1", "--reason", "重复")
    assert code == 2
    assert "勾稽不平" in err
    given = ("本年新收/自然人=-1", "结转下年度/自然人=-1")
    assert run("collect", task, "adjust", *given, "--reason", "重复计算")[0] == 0
    assert "重复计算" in run("collect", task, "adjust")[1]
    out = run("collect", task, "provenance", "requests/received/total", "--json")[1]
    assert (json.loads(out)["value"], json.loads(out)["adjustments"][0]["amount"]) == (8, -1)
    assert run("collect", task, "adjust", "行政许可=1")[0] == 2
    assert run("collect", task, "adjust", "总计/自然人=1", "--reason", "x")[0] == 2


def test_every_page_of_help_is_chinese(run: Run) -> None:
    code, out, _ = run("collect", "--help")
    assert code == 0
    names = [
        line.split()[0] for line in out.split("命令：")[1].split("选项：")[0].splitlines() if line
    ]
    assert "provenance" in names
    for name in names:
        code, out, _ = run("collect", "x", name, "--help")
        assert code == 0
        assert "用法：" in out
        assert "示例：" in out


def test_what_is_no_task_is_one_sentence(run: Run, tmp_path: Path, folder: Path) -> None:
    code, out, err = run("collect", tmp_path / "没有", "offices")
    assert (code, out, err.count("\n")) == (2, "", 1)
    other = tmp_path / "x.govtask"
    other.write_bytes(b"SQLite format 3\0" + bytes(200))
    code, _, err = run("collect", other, "offices")
    assert code == 2
    assert "不是汇总任务文件" in err
    for name in ("a", "b"):
        given = ("--parent", "某县人民政府", "--year", "2024")
        assert run("collect", folder, *given, "new", "-o", folder / f"{name}.govtask")[0] == 0
    code, _, err = run("collect", folder, "offices")
    assert code == 2
    assert "有几个任务" in err


def test_whose_offices_they_are_is_asked_where_names_do_not_tell(run: Run, tmp_path: Path) -> None:
    for district in ("临江区", "山南区"):
        for bureau in ("教育局", "公安局"):
            name = f"云岭市{district}{bureau}"
            _office(tmp_path / f"{name}.json", name, 3)
    _, out, err = run("collect", tmp_path, "sums", "--json")
    assert "请用 --parent 指明" in err
    assert (json.loads(out)["office"], json.loads(out)["counted"]) == ("", 4)
    _, out, err = run("collect", tmp_path, "--parent", "云岭市临江区人民政府", "sums", "--json")
    assert "--parent" not in err
