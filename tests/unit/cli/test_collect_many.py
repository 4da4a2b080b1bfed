"""Many offices in one step on the command line, and what the log calls them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_collecting import _office

_NAMES = ("教育局", "公安局", "民政局", "水务局", "财政局")


@pytest.fixture
def task(run: Run, tmp_path: Path) -> Path:
    """Two in order, one wrong, one unread, one missing."""
    folder, roster = tmp_path / "各单位", tmp_path / "名单.txt"
    folder.mkdir()
    for name in _NAMES[:2]:
        _office(folder / f"{name}.json", f"某县{name}", 3)
    wrong = {"requests": {"received": {"natural_person": 9}}}
    _office(folder / "民政局.json", "某县民政局", 0, tables=wrong)
    (folder / "水务局.docx").write_bytes(b"PK\x03\x04 cut off")
    roster.write_text("\n".join(f"某县{name}" for name in _NAMES), "utf-8")
    given = ("--parent", "某县人民政府", "--year", "2024", "--roster", roster)
    assert run("collect", folder, *given, "new")[0] == 0
    return folder / "2024年度汇总.govtask"


def _states(run: Run, task: Path) -> dict[str, tuple[str, bool]]:
    shape = json.loads(run("collect", task, "offices", "--json")[1])
    return {o["name"][2:]: (o["state"], o["decided"]) for o in shape["offices"]}


def test_all_that_are_proposed_to_pass_do_in_one_step(run: Run, task: Path) -> None:
    before = _states(run, task)
    assert before["教育局"] == ("通过", False)
    code, out, _ = run("collect", task, "decide", "--pass-proposed", "--why", "逐份看过")
    assert code == 0
    lines = [line for line in out.splitlines() if line.startswith("已记录第")]
    assert [re.findall("“(.*?)”", line) for line in lines] == [["某县教育局"], ["某县公安局"]]
    after = _states(run, task)
    assert after["教育局"] == after["公安局"] == ("通过", True)
    assert {name: after[name] for name in _NAMES[2:]} == {n: before[n] for n in _NAMES[2:]}
    log = [line for line in run("collect", task, "log")[1].splitlines() if "逐份看过" in line]
    numbers = [line.split()[0] for line in log]
    assert len(numbers) == 2
    assert run("collect", task, "decide", "--undo", f"{numbers[0]}-{numbers[1]}")[0] == 0
    assert _states(run, task) == before
    assert run("collect", task, "decide", "--undo", f"{numbers[0]}-{numbers[1]}")[0] == 2


def test_nothing_proposed_to_pass_is_said(run: Run, task: Path) -> None:
    assert run("collect", task, "decide", "--pass-proposed")[0] == 0
    code, out, _ = run("collect", task, "decide", "--pass-proposed")
    assert (code, out) == (0, "没有程序建议通过、还没有定的单位。\n")


def test_one_that_cannot_be_sent_back_costs_no_other(run: Run, task: Path, tmp_path: Path) -> None:
    to = tmp_path / "退回"
    names = ("财政局", "民政局", "没有的局", "教育局", "水务局")
    code, out, err = run("collect", task, "return", *names, "--to", to)
    assert code == 3
    assert "已退回 2 个单位" in out
    assert {path.name[:5] for path in to.glob("*.docx")} == {"某县民政局", "某县水务局"}
    refused = [line for line in err.splitlines() if line.startswith("没有退回")]
    assert len(refused) == 3
    assert [next(n for n in names if n in line) for line in refused] == [
        "财政局",
        "没有的局",
        "教育局",
    ]
    assert {n: s for n, (s, _) in _states(run, task).items()}["民政局"] == "退回未再报"
    code, out, err = run("collect", task, "return", "财政局", "--to", to)
    assert (code, out) == (3, "")
    code, out, _ = run("collect", task, "return", *names, "--json")
    shape = json.loads(out)
    assert [one["office"] for one in shape["refused"]] == ["某县财政局", "没有的局", "某县教育局"]
    assert len(shape["letters"]) == 2


def test_the_log_names_offices_and_files_and_never_their_ids(run: Run, task: Path) -> None:
    folder = task.parent
    (folder / "残缺.json").write_text(
        json.dumps({"form": "2021", "office": "社保中心", "year": 2024, "tables": {}}), "utf-8"
    )
    decide = ("collect", task, "decide")
    _office(folder / "农业中心.json", "农业中心", 2)
    assert run(*decide, "农业中心.json", "--office", "财政局", "--why", "问过")[0] == 0
    assert run(*decide, "教育局", "通过")[0] == 0
    assert run(*decide, "民政局.json", "已核对")[0] == 0
    assert run(*decide, "公安局.json", "计入")[0] == 0
    assert run(*decide, "水务局", "零报告", "--why", "没有业务")[0] == 0
    assert run("collect", task, "roster", "--remove", "水务局")[0] == 0
    number = run("collect", task, "log")[1].splitlines()[-1].split()[0]
    assert run(*decide, "--undo", number)[0] == 0
    (folder / "民政局.json").unlink()  # the log still says which file it was
    log = run("collect", task, "log")[1]
    for words in (
        "单位名称“农业中心” 是某县财政局",
        "审核结论“某县教育局” 通过",
        "已核对“民政局.json”",
        "文件“公安局.json” 计入",
        "按零计“某县水务局”",
        "名单“某县水务局” 去掉",
        f"撤销第 {number} 条",
    ):
        assert words in log, log
    assert not re.search(r"“\d{3}”|[0-9a-f]{12}", log)
