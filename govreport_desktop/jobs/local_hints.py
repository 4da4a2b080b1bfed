"""Take over the 本地口径 an office above has sent, or put it away."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import FormError, WriteError
from govreport_desktop.form import available_forms, load_form
from govreport_desktop.form.local import LARGEST, LocalHints, hints_place, read_local_hints


def take_local_hints(path: Path) -> LocalHints:
    """Keep the hints of the file at ``path`` in place of those before, for every report.

    Raises FormError where the file is none or names what no form has, WriteError where it
    cannot be kept; then those before still hold.
    """
    hints = read_local_hints(path)
    forms = [load_form(form_id) for form_id in available_forms()]
    for key in hints.entries:
        if not any(form.help.knows(key) for form in forms):
            kind, table, name = key
            where = f"tables.{table}.{kind}.{name}" if table else f"{kind}.{name}"
            raise FormError(f"{path.name}：{where}：各格式里都没有，请核对标识。")
    place = hints_place()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"设置文件夹 {place.parent} 不能建立，请检查权限。") from error
    write_atomically(place, path.read_bytes()[:LARGEST])
    return hints


def drop_local_hints() -> None:
    """Put the hints away. Raises WriteError where their file cannot be deleted."""
    try:
        hints_place().unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(f"{hints_place()} 不能删除，请检查权限。") from error
