"""A file to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file under test lies; the name has what names in offices have."""
    return tmp_path / "某县档案局 2023年度(终稿)#1%.govreport"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    """A new document of the form in force."""
    with Document.create(path, load_form("2021"), "某县档案局", 2023) as document:
        yield document
