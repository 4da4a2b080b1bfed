"""Forms beside the two circulated ones, to show that a form is data alone.

``toy`` has one part of prose and one small table, and plays no role. ``2027`` is the form in
force with a fourth table, from 2027 on; the form in force then ends with 2026.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from govreport_desktop.form import choose
from govreport_desktop.paths import resources

OTHER_FORMS = ("toy", "2027", "university")
_TOY = Path(__file__).parent / "data" / "forms" / "toy.toml"
_PART = """[[sections]]
id = "platforms"
kind = "table"
number = "七"
heading = "政府信息公开平台建设情况"

"""
_TABLE = """[[tables]]
id = "platforms"
widths = [4000, 3000, 3000]

[[tables.blocks]]
columns = [
    { label = "平台种类" },
    { label = "平台信息发布数量", id = "posts", kind = "count" },
    { label = "平台用户关注数量", id = "followers", kind = "count" },
]
rows = [{ label = "政府门户网站", id = "website" }, { label = "政务新媒体账号", id = "accounts" }]

"""
_FIRST_TABLE = "[[tables]]"


def _replaced(text: str, old: str, new: str) -> str:
    assert old in text, f"{old!r} is not in the form"
    return text.replace(old, new, 1)


def superset(text: str) -> str:
    """The form in force, in ``text``, with a fourth table and for the years from 2027 on."""
    text = _replaced(text, 'id = "2021"', 'id = "2027"')
    text = _replaced(text, 'name = "2021年版格式"', 'name = "2027年版格式"')
    text = _replaced(text, "first_year = 2021", "first_year = 2027")
    return _replaced(text, _FIRST_TABLE, _PART + _TABLE + _FIRST_TABLE)


@pytest.fixture
def other_forms(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Both of them lie beside the program's own while a test runs; the folder they lie in."""
    root = tmp_path_factory.mktemp("resources")
    folder = root / "forms"
    shutil.copytree(resources() / "forms", folder)
    shutil.copy(_TOY, folder)
    in_force = (folder / "2021.toml").read_text(encoding="utf-8")
    (folder / "2027.toml").write_text(superset(in_force), encoding="utf-8")
    ended = _replaced(in_force, "first_year = 2021", "first_year = 2021\nlast_year = 2026")
    (folder / "2021.toml").write_text(ended, encoding="utf-8")
    monkeypatch.setattr(choose, "resources", lambda: root)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    for cache in (choose.load_form, choose.available_forms, choose._scopes):
        cache.cache_clear()
