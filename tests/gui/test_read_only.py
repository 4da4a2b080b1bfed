"""A report that can only be looked at says why, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from govreport_desktop.store.document import Document
from ui.report.banner import why_read_only
from ui.report.view import ReportView
from ui.session import Session
from ui.settings import Settings


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    with Document.open(path, read_only=True) as document:
        yield document


def protect(monkeypatch: pytest.MonkeyPatch, *places: Path) -> None:
    honest = os.access

    def access(place: Path, mode: int) -> bool:
        return not (mode == os.W_OK and place in places) and honest(place, mode)

    monkeypatch.setattr(os, "access", access)


def test_a_protected_file_is_named_as_such(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(monkeypatch, path)
    assert why_read_only(document).startswith("文件设成了只读，或者没有修改它的权限")


def test_a_protected_folder_is_named(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(monkeypatch, path.parent)
    assert str(path.parent) in why_read_only(document)


def test_any_other_reason_is_a_sentence_too(document: Document) -> None:
    assert "文件或所在的文件夹不可写" in why_read_only(document)


def test_the_holder_of_the_file_is_named_in_the_window(
    path: Path, settings: Settings, qtbot: QtBot
) -> None:
    with Document.open(path), Document.open(path) as second:
        view = ReportView(Session(second), settings)
        qtbot.addWidget(view)
        words = [label.text() for label in view.findChildren(QLabel)]
        assert any(second.holder in text and "正在编辑" in text for text in words)


def test_a_file_of_a_newer_program_says_which_one_can_change_it(document: Document) -> None:
    document.needs = "9.9.0 或以上版本"
    assert "请升级到 9.9.0 或以上版本" in why_read_only(document)
