"""The command line as a clerk or a script uses it."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govreport_desktop.store.document import Document
from tests.unit.cli.conftest import OFFICE, SAMPLE, Run, last_year_file


def test_the_sample_becomes_a_file_with_every_number(sample: Path) -> None:
    with Document.open(sample) as document:
        report = document.report
        assert report.office == OFFICE
        assert report.year == 2023
        numbers = {str(a): v for a, v in report.values.items() if v != 0}
        assert numbers == {"proactive/licences/decisions": 24380}
        assert len(report.values) == 200
        assert all(report.texts[part] for part in ("overview", "problems", "other"))


def test_import_names_what_it_read(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("import", SAMPLE, "-o", tmp_path / "a.govreport", "--office", OFFICE)
    assert "读出 166 个数、4 段文字" in out
    assert "没有认出" not in out


def test_import_into_an_existing_file_is_one_step(run: Run, sample: Path, tmp_path: Path) -> None:
    patch = tmp_path / "patch.json"
    patch.write_text(
        json.dumps(
            {
                "form": "2021",
                "year": 2023,
                "tables": {"requests": {"received": {"natural_person": 7}}},
            }
        ),
        encoding="utf-8",
    )
    assert run("import", patch, "--into", sample)[0] == 0
    with Document.open(sample) as document:
        values = {str(a): v for a, v in document.report.values.items() if v}
        assert values == {
            "proactive/licences/decisions": 24380,
            "requests/received/natural_person": 7,
            "requests/received/total": 7,
        }


def test_show_prints_every_number(run: Run, sample: Path) -> None:
    code, out, _ = run("show", sample)
    assert code == 0
    assert f"{OFFICE}2023年政府信息公开工作年度报告" in out
    assert "24380" in out
    assert out.count("│") > 200


def test_export_writes_every_format_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    targets = {kind: tmp_path / f"报告.{kind}" for kind in ("pdf", "xlsx", "json")}
    options = [item for kind, path in targets.items() for item in (f"--{kind}", path)]
    code, out, _ = run("export", sample, *options)
    assert code == 0
    assert all(str(path) in out for path in targets.values())
    assert targets["pdf"].read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(targets["xlsx"])
    shape = json.loads(targets["json"].read_text(encoding="utf-8"))
    assert shape["tables"]["proactive"]["licences"]["decisions"] == 24380


def test_an_exported_workbook_comes_back_the_same(run: Run, sample: Path, tmp_path: Path) -> None:
    book, again = tmp_path / "表.xlsx", tmp_path / "again.govreport"
    run("export", sample, "--xlsx", book)
    assert run("import", book, "-o", again)[0] == 0
    with Document.open(sample) as one, Document.open(again) as other:
        assert other.report.values == one.report.values
        assert other.report.texts == one.report.texts
        assert other.report.office == OFFICE


def test_new_makes_a_blank_report_on_the_form_of_its_year(run: Run, tmp_path: Path) -> None:
    for year, form in ((2020, "2019"), (2021, "2021"), (2025, "2021")):
        path = tmp_path / f"{year}.govreport"
        assert run("new", path, "--office", OFFICE, "--year", year)[0] == 0
        with Document.open(path) as document:
            assert document.report.form.id == form
            assert set(document.report.values.values()) == {None}


def test_verify_says_that_a_file_is_sound(run: Run, sample: Path) -> None:
    code, out, _ = run("verify", sample)
    assert (code, out) == (0, f"{sample} 完好。\n")


def test_nothing_is_overwritten_unasked(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    code, _, err = run("import", SAMPLE, "-o", sample, "--office", OFFICE)
    assert code == 2
    assert "已经存在" in err
    assert sample.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check",), "缺少 文件"),
        (("check", "没有.govreport"), "找不到文件“没有.govreport”"),
        (("export", "没有.govreport", "--pdf", "a.pdf"), "找不到文件"),
        (("chekc", "x"), "也没有这个命令"),
        (("chekc",), "也没有这个命令"),
        (("new", "a.govreport", "--year", "二〇二三"), "年度应为四位数字"),
        (("new", "a.govreport", "--year", "2018", "--office", "甲"), "2018 年没有统一格式"),
        (("new", "a.govreport", "--form", "1999", "--office", "甲"), "没有编号为“1999”的格式"),
        (("import", "x.txt"), "-o"),
        (("check", "a", "x"), "命令的写法不对"),
        (("check", "--nope", "x"), "没有选项 --nope"),
    ],
)
def test_a_slip_of_the_hand_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


_COMMANDS = ["open", "new", "last-year", "import", "check", "show", "export", "blank", "verify"]


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _no_tables(path: Path) -> None:
    path.write_text("今天天气很好。\n明天也是。\n", encoding="utf-8")


def _foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("create table notes (text)")
    database.close()


def _renamed_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")


def _rubbish(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("empty.txt", _empty),
        ("empty.govreport", _empty),
        ("prose.txt", _no_tables),
        ("other.govreport", _foreign_database),
        ("other.db", _foreign_database),
        ("book.xlsx", _renamed_zip),
        ("rubbish.bin", _rubbish),
        ("rubbish.govreport", _rubbish),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_left_alone(
    run: Run, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    source, target = tmp_path / name, tmp_path / "out.govreport"
    make(source)
    before = source.read_bytes()
    for words in (("import", source, "-o", target, "--office", OFFICE), ("check", source)):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1, err
        assert err.strip().endswith("。")
    assert source.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_truncated_file_is_refused_and_left_alone(run: Run, sample: Path) -> None:
    sample.write_bytes(sample.read_bytes()[:5000])
    before = sample.read_bytes()
    for words in (("check", sample), ("show", sample), ("export", sample, "--json", "x.json")):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
    assert sample.read_bytes() == before


def test_numbers_that_are_none_are_kept_and_reported(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.govreport"
    cells = {"natural_person": -3, "business": 1.5, "research": int("9" * 20), "legal_service": "x"}
    source.write_text(
        json.dumps({"form": "2021", "year": 2024, "tables": {"requests": {"received": cells}}}),
        encoding="utf-8",
    )
    assert run("import", source, "-o", target, "--office", OFFICE)[0] == 0
    code, out, _ = run("check", target, "--json")
    assert code == 1
    found = {p["cells"][0][1] for p in json.loads(out)["problems"] if p["rule"] == "R5"}
    assert found == set(cells)
    run("export", target, "--json", tmp_path / "again.json")
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    received = again["tables"]["requests"]["received"]
    assert received["natural_person"] == "-3"
    assert received["research"] == "9" * 20
    assert received["legal_service"] == "x"


@pytest.mark.parametrize(
    "command", ["open", "new", "last-year", "import", "check", "show", "export", "blank", "verify"]
)
def test_help_is_chinese_and_has_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert out.startswith(f"用法：govreport {command}")
    assert f"示例：\n  govreport {command} " in out
    assert "Show this message" not in out
    assert "Options" not in out


def test_the_list_of_commands_is_chinese(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for command in ("new", "import", "check", "show", "export", "verify", "rescue"):
        assert f"\n  {command} " in out
    assert "Commands" not in out


def test_every_format_at_once_under_the_usual_names(run: Run, sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    code, _, _ = run("export", sample, "--all", "-o", folder)
    assert code == 0
    title = f"{OFFICE}2023年政府信息公开工作年度报告"
    assert {path.name for path in folder.iterdir()} == {
        f"{title}.pdf",
        f"{title}.docx",
        f"{title}.ofd",
        f"{title}.html",
        f"{title}（网页片段）.html",
        f"{title}.xlsx",
        f"{title}.csv",
        f"{title}.json",
    }


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_blank_form_has_no_number(run: Run, tmp_path: Path, form: str) -> None:
    book, paper = tmp_path / "空表.xlsx", tmp_path / "空表.pdf"
    assert run("blank", "--form", form, "--xlsx", book, "--pdf", paper)[0] == 0
    assert paper.read_bytes().startswith(b"%PDF-")
    again = tmp_path / "again.govreport"
    assert run("import", book, "-o", again, "--office", OFFICE, "--year", "2021")[0] == 0
    with Document.open(again) as document:
        assert document.report.form.id == form
        assert set(document.report.values.values()) == {None}


def test_a_new_report_begins_with_last_years(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "今年.govreport"
    code, out, _ = run("new", target, "--last-year", last_year_file(tmp_path, 4))
    assert code == 0
    assert "上年结转：自然人 4。" in out
    with Document.open(target) as document:
        report = document.report
        assert (report.office, report.year) == (OFFICE, 2025)
        assert report.texts["overview"] == "（一）主动公开。"
        assert {str(a): v for a, v in report.values.items() if v} == {
            "requests/carried_over/natural_person": 4,
            "requests/carried_over/total": 4,
        }


def test_a_corrected_last_year_is_read_in_again(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "今年.govreport"
    run("new", target, "--last-year", last_year_file(tmp_path, 4))
    code, out, _ = run("last-year", target, last_year_file(tmp_path, 6))
    assert code == 0
    assert "上年结转：自然人 6。" in out
    assert "没有改动" in run("last-year", target, last_year_file(tmp_path, 6))[1]
    with Document.open(target) as document:
        assert (
            len(
                document.history(next(a for a in document.report.values if a.row == "carried_over"))
            )
            == 2
        )


def test_a_parent_is_compared_with_its_offices(run: Run, tmp_path: Path) -> None:
    offices = tmp_path / "各单位"
    offices.mkdir()
    for name, received in (("一局", 3), ("二局", 4)):
        _shape_file(offices / f"{name}.json", name, received)
    parent = _shape_file(tmp_path / "市.json", "甲市", 8)
    names = tmp_path / "名单.txt"
    names.write_text("一局\n二局\n三局\n", encoding="utf-8")
    _, out, _ = run("check", parent, "--offices", offices, "--names", names, "--json")
    found = {p["key"]: p for p in json.loads(out)["problems"] if p["rule"] == "R11"}
    assert set(found) == {"R11:absent", "R11:requests/received/natural_person"}
    assert found["R11:requests/received/natural_person"]["cells"] == [
        ["received", "natural_person"]
    ]
    assert "合计 7，本报告多 1" in found["R11:requests/received/natural_person"]["message"]


def _shape_file(path: Path, office: str, received: int) -> Path:
    cells = {"received": {"natural_person": received}}
    shape = {"form": "2021", "office": office, "year": 2024, "tables": {"requests": cells}}
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


def test_a_folder_becomes_one_sheet(run: Run, tmp_path: Path) -> None:
    offices, target = tmp_path / "各单位", tmp_path / "汇总.xlsx"
    offices.mkdir()
    for name, received in (("一局", 3), ("二局", 4)):
        _shape_file(offices / f"{name}.json", name, received)
    roster = tmp_path / "名单.txt"
    roster.write_text("一局\n二局", "utf-8")
    code, out, _ = run("consolidate", offices, "--xlsx", target, "--names", roster)
    assert code == 0
    assert "2 个单位" in out
    shown = {str(c.value) for row in load_workbook(target).worksheets[0].iter_rows() for c in row}
    assert {"一局", "二局", "3", "4"} <= shown
    assert run("consolidate", tmp_path / "没有", "--xlsx", target)[0] == 2
