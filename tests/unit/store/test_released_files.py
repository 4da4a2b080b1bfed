"""One file of every released version opens for ever. Nothing in tests/data is made anew."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import ExplanationAddress, TextAddress, Unread
from govreport_desktop.store.document import Document, verify
from govreport_desktop.store.kinds import REPORT
from tests.unit.store.samples import another_program

DATA = Path(__file__).parents[2] / "data"


def test_there_is_a_file_of_every_version() -> None:
    kept = {path.name for path in DATA.glob("version-*.govreport")}
    assert kept == {f"version-{number}.govreport" for number in range(1, REPORT.latest + 1)}


def test_a_digest_of_version_1_fits_for_ever(tmp_path: Path) -> None:
    """Its log is spoiled here, so that nothing but the digest can answer for the contents."""
    path = Path(shutil.copy(DATA / "digest-1.govreport", tmp_path))
    with another_program(path) as connection:
        connection.execute("UPDATE changes SET old = '7' WHERE place = 'cell'")
    with Document.open(path) as document:
        received = CellAddress("requests", "received", "natural_person")
        assert document.report.values[received] == 14
        assert document.report.explanations == {"R6/natural_person": "机构划转，上年结转并入。"}
        assert document.version(3).values[received] == 14


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A copy: opening for writing may bring it up to date."""
    return Path(shutil.copy(DATA / "version-1.govreport", tmp_path))


@pytest.mark.parametrize("read_only", [True, False], ids=["read", "write"])
def test_version_1(version_1: Path, read_only: bool) -> None:
    assert verify(version_1) == []
    with Document.open(version_1, read_only) as document:
        report = document.report
        assert (report.form.id, report.office, report.year) == ("2021", "某县档案局", 2023)
        assert report.fields["contact_phone"] == "0000-1234567"
        assert (
            report.texts["overview"]
            == "2023年，本局共收到申请15件。\n\n（一）主动公开。公开信息８０条。"
        )
        assert report.values[CellAddress("requests", "received", "total")] == 15
        assert str(report.values[CellAddress("proactive", "fees", "amount")]) == "59237.2400"
        unread = report.values[CellAddress("disputes", "review", "upheld")]
        assert unread == Unread("约3件")
        assert report.explanations == {"R6/natural_person": "机构划转，上年结转并入。"}
        assert report.last_year is not None
        assert report.last_year.year == 2022
        history = document.history(CellAddress("requests", "received", "natural_person"))
        assert [(e.who, e.kind, e.old, e.new) for e in history] == [
            ("王五", "type", None, 12),
            ("王五", "type", 12, 13),
            ("王五", "undo", 13, 12),
        ]
        assert [version.name for version in document.versions()] == ["初稿", "送审稿"]
        draft = document.version(1)
        assert str(draft.values[CellAddress("proactive", "fees", "amount")]) == "59237.24"
        edit = document.restoring(1)
        assert {change.address for change in edit.changes} == {
            TextAddress("overview"),
            CellAddress("proactive", "fees", "amount"),
            CellAddress("disputes", "review", "upheld"),
            ExplanationAddress("R6/natural_person"),
        }
        assert json.loads(report.fields["last_year"])["office"] == "某县档案局"
        assert isinstance(draft.values[CellAddress("proactive", "fees", "amount")], Decimal)
