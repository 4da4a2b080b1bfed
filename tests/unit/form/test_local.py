"""本地口径: an office's own hints stand behind the national texts, and are checked like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.cli import main
from govreport_desktop.errors import FormError
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.form.local import NONE, hints_place, local_hints, read_local_hints
from govreport_desktop.jobs.local_hints import drop_local_hints, take_local_hints

HINTS = """schema = 1
office = "云岭市政府办公室"

[sections.problems]
hint = "须写明上年问题的整改情况。"

[tables.requests.rows."closed.other"]
hint = "申请人撤回的计在这一行。"

[tables.requests.rows."closed.*"]
hint = "超过一成须说明。"

[tables.requests.columns.business]
hint = "个体工商户计在这一列。"
"""
CELL = CellAddress("requests", "closed.other", "business")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "口径.toml"
    path.write_text(HINTS, encoding="utf-8")
    return path


def test_they_stand_behind_the_national_texts_with_the_name_of_the_office(file: Path) -> None:
    form = load_form("2021")
    before = form.help_for(CELL)
    assert before.local == ""
    take_local_hints(file)
    found = form.help_for(CELL)
    assert found.local.splitlines() == [
        "申请人撤回的计在这一行。（云岭市政府办公室）",
        "个体工商户计在这一列。（云岭市政府办公室）",
    ]
    assert [heading for heading, _ in found.parts] == ["计入", "常见错误", "依据", "本地口径"]
    assert (found.counts, found.mistake, found.basis) == (
        before.counts,
        before.mistake,
        before.basis,
    )
    assert "整改" in form.help_of("problems").local
    assert "一成" in form.help_for(CELL._replace(row="closed.fee_unpaid")).row.local
    assert form.help_for(CELL._replace(row="granted", column="research")).local == ""


def test_other_hints_replace_them_and_none_leaves_none(file: Path, tmp_path: Path) -> None:
    take_local_hints(file)
    other = tmp_path / "b.toml"
    other.write_text('schema = 1\noffice = "乙"\n[sections.other]\nhint = "丙。"\n', "utf-8")
    take_local_hints(other)
    assert local_hints().office == "乙"
    assert load_form("2021").help_for(CELL).local == ""
    drop_local_hints()
    drop_local_hints()
    assert local_hints() == NONE


WRONG = {
    "a row no form has": ("closed.other", "closed.nothing", "closed.nothing：各格式里都没有"),
    "a part no form has": ("sections.problems", "sections.x", "sections.x：各格式里都没有"),
    "an unknown key": ("hint =", "hint2 =", "hint2：不认识这个键"),
    "no office": ('office = "云岭市政府办公室"', "", "缺少 office"),
    "an empty hint": ("须写明上年问题的整改情况。", " ", "应为 1 至 200 个字"),
    "a long hint": ("须写明上年", "须写明上年" * 41, "应为 1 至 200 个字"),
    "no TOML": ("schema = 1", "schema = = 1", "读不出来"),
}


@pytest.mark.parametrize(("old", "new", "refused"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_and_those_before_still_hold(
    file: Path, old: str, new: str, refused: str
) -> None:
    take_local_hints(file)
    assert old in HINTS
    file.write_text(HINTS.replace(old, new), encoding="utf-8")
    with pytest.raises(FormError) as error:
        take_local_hints(file)
    assert str(error.value).startswith("口径.toml：")
    assert refused in str(error.value)
    assert len(local_hints().entries) == 4


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * (1 << 20 | 1)], ids=["bytes", "huge"])
def test_what_is_no_such_file_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(FormError, match="读不出来"):
        read_local_hints(path)
    with pytest.raises(FormError, match="读不出来"):
        read_local_hints(tmp_path)


def test_a_file_damaged_later_gives_no_hints_and_no_error(file: Path) -> None:
    take_local_hints(file)
    hints_place().write_text("nonsense = = 1", encoding="utf-8")
    assert load_form("2021").help_for(CELL).local == ""


def test_the_command_takes_lists_and_drops_them(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hints"]) == 0
    assert main(["hints", str(file)]) == 0
    assert main(["hints"]) == 0
    assert main(["hints", "--drop"]) == 0
    said = capsys.readouterr().out
    assert "没有本地口径" in said
    assert "云岭市政府办公室 的本地口径，共 4 条" in said
    assert "requests/closed.other：申请人撤回" in said
    assert local_hints() == NONE
    assert main(["hints", str(file), "--drop"]) == 2
