"""The one way from a job to a report's file: made whole, or opened to be changed; its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import FileError
from govreport_desktop.form.model import Form
from govreport_desktop.report import Address, Content, Edit, FieldAddress, Report

if TYPE_CHECKING:
    from govreport_desktop.store.document import Document

# These two a file is made with; they are no part of its first edit.
_MADE_WITH = (FieldAddress("office"), FieldAddress("year"))


def write_new(
    path: Path,
    form: Form,
    office: str,
    year: int | None,
    contents: Iterable[tuple[Address, Content]] = (),
    *,
    name: str = "新建",
    kind: str = "create",
    overwrite: bool = False,
) -> None:
    """Make the file of a new report that holds ``contents`` from its first moment.

    They are one edit called ``name``; an office or a year among them is passed over. The
    file is there whole or not at all, and one that is replaced stays until then. Raises
    EditError where the contents fit no report, FileError where the place cannot be written.
    """
    from govreport_desktop.store.document import Document

    blank = Report(form, office, year)
    first = blank.edit([(a, new) for a, new in contents if a not in _MADE_WITH], name, kind)
    made = Document.create(path, form, office, year, first=_or_none(first), overwrite=overwrite)
    made.close()


@contextmanager
def changing(path: Path) -> Iterator[Document]:
    """The document at ``path``, open to be changed. Raises FileError where it may not be."""
    from govreport_desktop.store.document import Document

    with Document.open(path) as document:
        if document.read_only:
            why = f"正由{document.holder}编辑" if document.holder else "不能写入"
            raise FileError(f"“{path.name}”{why}，没有写入任何内容。")
        yield document


def refuse_same(path: Path, source: Path) -> None:
    """A file is not made of itself. Raises FileError."""
    if path.exists() and source.exists() and path.samefile(source):
        raise FileError(f"来源和“{path}”是同一个文件，请换一个文件名。")


def make_folder(folder: Path) -> None:
    """Have ``folder``. Raises FileError where a file of that name is in the way."""
    if folder.exists() and not folder.is_dir():
        raise FileError(f"“{folder}”是一个文件，不是文件夹，请另选一处。")
    folder.mkdir(parents=True, exist_ok=True)


def _or_none(edit: Edit) -> Edit | None:
    """An edit without changes is no line in the log."""
    return edit or None
