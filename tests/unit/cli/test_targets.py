"""Exports spare what is there: the source, other reports, other people's files."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def _refused(run: Run, *words: object) -> str:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1, err
    return err


def test_a_report_is_never_exported_onto_itself(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    before = report_file.read_bytes()
    link, twin = tmp_path / "链接.pdf", tmp_path / "硬链接.pdf"
    link.symlink_to(report_file)
    os.link(report_file, twin)
    for target in (report_file, link, twin):
        assert "就是来源" in _refused(run, "export", report_file, "--pdf", target)
    assert report_file.read_bytes() == before


def test_no_other_report_is_overwritten(run: Run, report_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "改名.pdf"
    shutil.copy(report_file, other)
    for target in (other, tmp_path / "新.govreport"):
        assert "报告文件" in _refused(run, "export", report_file, "--pdf", target)
        assert "报告文件" in _refused(run, "blank", "--pdf", target)
    assert other.read_bytes() == report_file.read_bytes()
    assert not (tmp_path / "新.govreport").exists()


def test_a_source_in_another_format_is_spared_too(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    source = tmp_path / "a.json"
    assert run("export", report_file, "--json", source)[0] == 0
    before = source.read_bytes()
    assert "就是来源" in _refused(run, "export", source, "--json", source)
    folder = tmp_path / "各单位"
    folder.mkdir()
    book = folder / "a.xlsx"
    assert run("export", report_file, "--xlsx", book)[0] == 0
    assert "就是来源" in _refused(run, "consolidate", folder, "--xlsx", book)
    assert source.read_bytes() == before


def test_an_ofd_is_written_and_written_anew_but_over_nothing_else(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    target, elsewhere = tmp_path / "年报.ofd", tmp_path / "年报.bak"
    for _ in range(2):
        code, out, _ = run("export", report_file, "--draft", "--ofd", target)
        assert (code, target.read_bytes()[:2]) == (0, b"PK")
        assert f"已写出 {target}。" in out
    # Under another name a file is replaced where it is an OFD itself, and not where it is none.
    shutil.copy(target, elsewhere)
    assert run("export", report_file, "--draft", "--ofd", elsewhere)[0] == 0
    assert run("export", report_file, "--draft", "--xlsx", tmp_path / "a.xlsx")[0] == 0
    shutil.copy(tmp_path / "a.xlsx", elsewhere)
    assert "别种内容" in _refused(run, "export", report_file, "--ofd", elsewhere)


def test_one_path_is_for_one_format(run: Run, report_file: Path, tmp_path: Path) -> None:
    same = tmp_path / "x" / ".." / "a.html"
    (tmp_path / "x").mkdir()
    targets = ("--html", tmp_path / "a.html", "--html-fragment", same)
    assert "两种格式" in _refused(run, "export", report_file, *targets)
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("target", ["没有/a.pdf", ".", "说明.txt", "b.docx"])
def test_nothing_is_written_where_one_target_is_wrong(
    run: Run, report_file: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "说明.txt").write_text("别人写的说明。", encoding="utf-8")
    (tmp_path / "b.docx").write_text("别人的文档", encoding="utf-8")
    before = {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    _refused(run, "export", report_file, "--json", tmp_path / "a.json", "--pdf", tmp_path / target)
    assert {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_an_export_is_made_again_under_its_name(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    page, other, empty = tmp_path / "a.html", tmp_path / "导出.bak", tmp_path / "b.tmp"
    page.write_text("上次的网页", encoding="utf-8")
    other.write_text("<!doctype html><p>上次的网页", encoding="utf-8")
    empty.touch()
    for target in (page, other, empty, empty):
        assert run("export", report_file, "--html", target)[0] == 0
        assert "青屿市档案局" in target.read_text(encoding="utf-8")


def test_text_goes_to_standard_output_alone(run: Run, report_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    code, out, err = run("export", report_file, "--json", "-", "--html", page)
    assert code == 0
    assert json.loads(out)["year"] == 2023
    assert f"已写出 {page}。" in err
    assert page.exists()
    code, out, _ = run("export", report_file, "--csv", "-")
    assert code == 0
    assert "本年新收" in out
    for name in ("pdf", "ofd", "xlsx", "docx"):
        assert "不能写到标准输出" in _refused(run, "export", report_file, f"--{name}", "-")
    assert "两种格式" in _refused(run, "export", report_file, "--json", "-", "--csv", "-")


def test_errors_are_spoken_of_once_and_a_draft_is_none(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    code, _, err = run("export", report_file, "--json", tmp_path / "a.json")
    assert code == 0
    problems = json.loads(run("check", report_file, "--json")[1])["problems"]
    count = sum(problem["severity"] == "error" for problem in problems)
    assert count
    assert err.startswith(f"注意：报告里有 {count} 个错误")
    assert "--draft" in err
    assert err.count("\n") == 1
    assert run("export", report_file, "--json", tmp_path / "a.json", "--draft")[2] == ""


@pytest.mark.parametrize("sign", ["", "0", "/", "—"])
def test_signs_for_blank_cells(run: Run, report_file: Path, tmp_path: Path, sign: str) -> None:
    assert run("export", report_file, "--html", tmp_path / "a.html", "--blank", sign)[0] == 0


def test_any_other_sign_is_refused(run: Run, report_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    assert "“xyz”" in _refused(run, "export", report_file, "--html", target, "--blank", "xyz")
