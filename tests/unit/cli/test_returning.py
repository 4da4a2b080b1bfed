"""collect return, chase, seal, correct, workpaper, next-year: what the window can, by commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

GIVEN = ("--parent", "某县人民政府", "--year", "2024")


def _office(path: Path, name: str, received: int, forward: int) -> None:
    rows = {"received": received, "carried_forward": forward}
    cells = {row: {"natural_person": value} for row, value in rows.items()}
    shape = {"form": "2021", "office": name, "year": 2024, "tables": {"requests": cells}}
    path.write_text(json.dumps(shape), encoding="utf-8")


@pytest.fixture
def task(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    _office(folder / "教育局.json", "某县教育局", 3, 3)
    _office(folder / "公安局.json", "某县公安局", 7, 4)
    roster = tmp_path / "名单.txt"
    roster.write_text("1.某县教育局\n2.某县公安局\n3.某县民政局", "utf-8")
    assert run("collect", folder, *GIVEN, "--roster", roster, "new")[0] == 0
    return folder / "2024年度汇总.govtask"


def test_a_report_is_sent_back_and_comes_again(run: Run, task: Path, tmp_path: Path) -> None:
    assert run("collect", task, "return")[0] == 0
    code, out, _ = run("collect", task, "return", "--proposed", "--due", "2025-01-25")
    assert (code, "某县公安局：" in out, "2025年1月25日前" in out) == (3, True, True)
    assert run("collect", task, "decide", "公安局", "退回")[0] == 0
    given = ("return", "--to", tmp_path / "退回", "--due", "2025-01-25", "--today", "2025-01-20")
    code, out, _ = run("collect", task, *given, "--point", "请盖章", "--phone", "0838-1")
    assert (code, "已退回 1 个单位，4 个文件" in out) == (0, True)
    assert json.loads(run("collect", task, "offices", "--json")[1])["counters"]["退回未再报"] == 1
    code, out, _ = run("collect", task, "return", "--second")
    assert (code, out) == (0, "退回以后还没有单位再报。\n")
    _office(task.parent / "公安局.json", "某县公安局", 7, 7)
    code, out, _ = run("collect", task, "return", "--second", "公安局", "--json")
    (one,) = json.loads(out)["offices"]
    assert (code, one["unchanged"]) == (3, False)
    assert 1 in one["done"]
    assert one["unsure"], "what was written by hand only a person can see"
    (letter,) = (tmp_path / "退回").glob("*.govreturn")
    report = tmp_path / "我的.govreport"
    assert run("import", task.parent / "公安局.json", "-o", report)[0] == 0
    code, out, _ = run("import", letter, "--into", report)
    assert (code, "新放进" in out) == (3, True)
    code, out, _ = run("check", report, "--json")
    assert any(p["rule"] == "R25" for p in json.loads(out)["problems"])
    code, out, err = run("import", letter)
    assert (code, "请用 --into" in err) == (2, True)
    assert run("import", letter, "-o", tmp_path / "x.govreport")[0] == 2
    assert run("import", letter, "--dry-run")[0] == 0


def test_where_no_office_has_a_point_it_is_said_of_each_and_nothing_written(
    run: Run, task: Path, tmp_path: Path
) -> None:
    to = ("--to", tmp_path / "退回")
    code, out, err = run("collect", task, "return", *to)
    assert (code, "没有要退回的" in out, err) == (0, True, "")
    for name in ("民政局", "教育局"):
        code, out, err = run("collect", task, "return", *to, name)
        assert (code, out) == (3, "")
        assert f"没有退回　某县{name}：" in err
    code, _, err = run("collect", task, "return", *to, "没有的局")
    assert (code, "没有的局" in err) == (2, True)
    assert not (tmp_path / "退回").exists()


def test_what_the_last_letter_asked_for_and_was_not_done_goes_along(
    run: Run, task: Path, tmp_path: Path
) -> None:
    first = ("return", "公安局", "--point", "请盖章", "--to", tmp_path / "一")
    assert run("collect", task, *first)[0] == 0
    letter = json.loads(run("collect", task, "return", "公安局", "--json")[1])["letters"][0]
    assert [one["words"] for one in letter["points"]].count("请盖章") == 1
    _office(task.parent / "公安局.json", "某县公安局", 9, 4)
    assert run("collect", task, "return", "公安局", "--to", tmp_path / "二")[0] == 0
    again = json.loads(run("collect", task, "return", "公安局", "--json")[1])["letters"][0]
    hand = [one for one in again["points"] if one["words"] == "请盖章"]
    assert len(hand) == 1
    assert hand[0]["why"].count("上次退回时已经提出") == 1
    assert [one["number"] for one in again["points"]] == list(range(1, len(again["points"]) + 1))


def test_who_owes_something_is_listed(run: Run, task: Path, tmp_path: Path) -> None:
    given = ("chase", "--today", "2025-02-02")
    code, out, _ = run("collect", task, *given, "--json")
    shape = json.loads(out)
    assert code == 3
    assert [(one["office"], one["days"]) for one in shape["offices"]] == [("某县民政局", -2)]
    assert shape["figures"]["due"] == 3
    code, out, _ = run("collect", task, *given, "--due", "2025-01-26", "--record")
    assert "已逾期 7 天" in out
    code, out, _ = run("collect", task, *given, "-o", tmp_path / "催报.xlsx")
    assert (code, (tmp_path / "催报.xlsx").exists()) == (3, True)
    assert "应报 3 个单位" in run("collect", task, *given, "--figures")[1]
    shape = json.loads(run("collect", task, *given, "--json")[1])
    assert shape["offices"][0]["chased"] == 1
    code, _, err = run("collect", task, "chase", "--today", "明天")
    assert (code, "日期应写成" in err) == (2, True)


def test_sign_off_correction_workpaper_and_next_year(run: Run, task: Path, tmp_path: Path) -> None:
    assert run("collect", task, "correct")[0] == 2
    code, out, _ = run("collect", task, "seal", "--look", "--json")
    keys = [item["key"] for item in json.loads(out)["open"]]
    assert (code, len(keys) >= 2) == (3, True)
    code, _, err = run("collect", task, "seal")
    assert (code, "请写明理由再签发" in err) == (2, True)
    assert run("collect", task, "seal", "--reason", "没有等号")[0] == 2
    code, out, _ = run("collect", task, "seal", "--reason", "*=限期补报")
    assert (code, "校验码" in out) == (1, True)
    assert run("collect", task, "seal", "--reason", "*=再签")[0] == 2
    assert run("collect", task, "correct")[0] == 0
    _office(task.parent / "公安局.json", "某县公安局", 8, 8)
    code, out, _ = run("collect", task, "correct", "--json")
    received = next(c for c in json.loads(out)["cells"] if c["cell"].endswith("received/total"))
    assert (code, received["before"], received["after"]) == (3, 10, 11)
    said = ("-o", tmp_path / "更正说明.docx", "--why", "公安局更正", "--reason", "*=限期补报")
    code, out, _ = run("collect", task, "correct", *said)
    assert ("第 2 次" in out, (tmp_path / "更正说明.docx").exists()) == (True, True)
    sealed = json.loads(run("collect", task, "seal", "--look", "--json")[1])["sealed"]
    assert [(one["number"], one["corrects"]) for one in sealed] == [(1, None), (2, 1)]
    assert "workpaper" in run("collect", "--help")[1]
    assert run("collect", task, "workpaper", "-o", tmp_path / "底稿.xlsx")[0] in (0, 1, 3)
    code, out, _ = run("show", tmp_path / "底稿.xlsx")
    assert "某县人民政府" in out
    folder = tmp_path / "明年"
    code, out, _ = run("collect", task, "next-year", "--folder", folder)
    assert (code, (folder / "2025年度汇总.govtask").exists()) == (0, True)
