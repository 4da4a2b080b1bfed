"""What the packages tell a system, and how a build is measured; `make package` does the rest."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from govreport_desktop import __version__
from scripts.package import deb, frozen, icons, measure, older, places, python, sqlite, tree

ROOT = Path(__file__).parents[3]
_MESSAGES = (ROOT / "ui" / "messages.py").read_text(encoding="utf-8")
ENDINGS = set(re.findall(r"\*(\.\w+)", _MESSAGES.partition("OPENABLE = ")[2].partition("\n")[0]))
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
_NEW, _OLD = _VERSIONS = (older.NEWER, older.OLDER)
_READELF = """\
File: govreport

Dynamic section at offset 0x100 contains 3 entries:
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]

Version needs section '.gnu.version_r' contains 1 entry:
  0x0010:   Name: GLIBC_2.2.5  Flags: none  Version: 3
File: _internal/libnew.so.1

 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]
 0x0000000000000001 (NEEDED)             Shared library: [libabsent.so.2]
  0x0010:   Name: GLIBC_2.4  Flags: none  Version: 3
  0x0020:   Name: GLIBC_2.29  Flags: none  Version: 2
  0x0030:   Name: GLIBCXX_3.4.30  Flags: none  Version: 2
"""


def test_the_glibc_a_library_asks_for_is_compared_as_numbers() -> None:
    program, library = measure.parsed(_READELF)
    assert (program.path, program.glibc) == ("govreport", (2, 2, 5))
    assert library.glibc == (2, 29)
    assert measure.too_new([program, library], (2, 28)) == [library]
    assert measure.too_new([program, library], (2, 31)) == []


def test_a_library_that_nobody_brings_is_named() -> None:
    asked = measure.from_the_system(list(measure.parsed(_READELF)))
    assert set(asked) == {"libc.so.6", "libabsent.so.2"}
    assert [name for name in asked if not measure.SYSTEM.search(name)] == ["libabsent.so.2"]


def test_a_library_that_looks_where_it_was_built_is_named() -> None:
    path = " 0x000000000000001d (RUNPATH)            Library runpath: [{}]\n"
    said = "".join(
        f"File: {name}\n\n{path.format(folders)}"
        for name, folders in (
            ("beside.so", "$ORIGIN:$ORIGIN/../lib"),
            ("stray.so", "/opt/built/lib"),
        )
    )
    found = list(measure.parsed(said))
    assert found[0].searched == ("$ORIGIN", "$ORIGIN/../lib")
    assert [each.path for each in measure.strays(found)] == ["stray.so"]
    assert measure.strays(list(measure.parsed(_READELF))) == []


def test_every_byte_is_counted_once(tmp_path: Path) -> None:
    internal = tmp_path / "_internal"
    internal.mkdir()
    (internal / "libicudata.so.73").write_bytes(b"x" * 30)
    (internal / "libicudata.so").symlink_to("libicudata.so.73")
    (internal / "what.bin").write_bytes(b"x" * 5)
    sizes = measure.purposes(tmp_path)
    assert sum(sizes.values()) == 35
    assert sizes["the rest"] == 5


def test_python_is_linked_with_the_sqlite_that_was_built_for_it() -> None:
    """Debian 11's own has no STRICT tables, and is not in the tree for a compiler to find."""
    assert "libsqlite3-dev" not in tree.BUILD
    script = python.script()
    assert f"-L{sqlite.HOME}/lib -lsqlite3" in script
    assert "sqlite3.sqlite_version_info >= (3, 37)" in script


def test_only_wheels_that_start_on_the_oldest_system_are_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frozen, "ARCHITECTURE", "amd64")
    assert frozen.platforms()[0] == "manylinux_2_28_x86_64"
    monkeypatch.setattr(frozen, "ARCHITECTURE", "arm64")
    assert frozen.platforms()[0] == "manylinux_2_31_aarch64"


def test_every_ending_the_window_opens_is_associated() -> None:
    types = ElementTree.fromstring(deb.filled("mime.xml")).iter(f"{_MIME}mime-type")
    globs = {each.get("type"): each.find(f"{_MIME}glob") for each in types}
    patterns = {glob.get("pattern", "") for glob in globs.values() if glob is not None}
    assert {pattern.removeprefix("*") for pattern in patterns} == ENDINGS
    line = re.search(r"^MimeType=(.*);$", deb.filled("desktop"), re.MULTILINE)
    assert line is not None
    assert set(line[1].split(";")) == set(globs)
    windows = (deb.DATA / "windows.nsi").read_text(encoding="utf-8")
    for macro in ("Associate", "Dissociate"):
        assert set(re.findall(rf'insertmacro {macro} "(\.\w+)"', windows)) == ENDINGS
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    assert all(f'"{ending.removeprefix(".")}"' in spec for ending in ENDINGS)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "built"
    (folder / "_internal").mkdir(parents=True)
    (folder / "govreport").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "govreport").chmod(0o755)
    (folder / "_internal" / "libx.so").write_bytes(b"\x7fELF")
    (folder / "_internal" / "libx.so").chmod(0o755)
    monkeypatch.setattr(deb, "FOLDER", folder)
    monkeypatch.setattr(icons, "drawn", lambda size: b"%d" % size)  # without Qt
    return deb.lay_out(tmp_path / "root", "0.1.0.0")


def test_everything_lies_below_opt_as_the_store_asks(app: Path) -> None:
    root = app.parents[2]
    assert [path.name for path in root.iterdir()] == ["opt"]
    assert {path.name for path in app.iterdir()} == {"entries", "files", "info"}
    assert (app / "files" / "bin" / "govreport").resolve().read_text(encoding="utf-8")
    desktop = (app / "entries/applications" / f"{places.APP_ID}.desktop").read_text("utf-8")
    assert f"Exec=/{app.relative_to(root)}/files/bin/govreport open %f" in desktop
    drawn = app / "entries/icons/hicolor/48x48/apps" / f"{places.APP_ID}.png"
    assert drawn.read_bytes() == b"48"
    told = json.loads((app / "info").read_text(encoding="utf-8"))
    assert told["appid"] == places.APP_ID == app.name
    assert told["version"].count(".") == 3
    assert {name for name, wanted in told["permissions"].items() if wanted} == {"clipboard"}


def test_programs_may_be_run_and_nothing_else(app: Path) -> None:
    files = [path for path in app.rglob("*") if path.is_file() and not path.is_symlink()]
    assert [path.name for path in files if path.stat().st_mode & 0o111] == ["govreport"]


def test_what_a_packer_is_told_to_pass_over_has_a_reason() -> None:
    lines = deb.filled("lintian").splitlines()
    told = [line for line in lines if not line.startswith("#")]
    assert all(line.startswith(f"{places.APP_ID}: ") for line in told)
    assert len(told) == sum(line.startswith("# ") for line in lines)


def test_the_version_has_four_numbers() -> None:
    assert deb.four_part("0.1.0") == "0.1.0.0"
    assert re.fullmatch(r"\d+(\.\d+){3}", deb.four_part(__version__))


@pytest.mark.parametrize("name", deb.SCRIPTS)
def test_the_scripts_are_shell(name: str) -> None:
    shell = shutil.which("dash") or shutil.which("sh")
    if shell is None:  # Windows: the package is not made there
        assert places.ARCHITECTURE == ""
        return
    done = subprocess.run([shell, "-n"], input=deb.filled(name), text=True, check=False)
    assert done.returncode == 0


def test_the_workflow_calls_what_there_is() -> None:
    steps = (ROOT / ".github/workflows/packages.yml").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    asked = re.findall(r"\bmake (\w+)", steps.partition("jobs:")[2])
    assert asked
    assert set(asked) <= set(targets)
    for module in re.findall(r"python -m ([\w.]+)", steps):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_what_a_library_asks_of_a_newer_libm_is_asked_of_the_older(tmp_path: Path) -> None:
    names = b"\0libc.so.6\0libm.so.6\0GLIBC_2.29\0GLIBC_2.2.5\0"
    at = {name: names.index(name + b"\0") for name in (b"libc.so.6", b"libm.so.6", *_VERSIONS)}
    needs = b""
    for n, file in enumerate((b"libc.so.6", b"libm.so.6")):
        needs += struct.pack("<HHIII", 1, 1, at[file], 16, 0 if n else 32)
        needs += struct.pack("<IHHII", older.elf_hash(_NEW), 0, 2 + n, at[_NEW], 0)
    body = names + needs
    head = bytearray(64)
    head[:4] = b"\x7fELF"
    struct.pack_into("<Q", head, 0x28, 64 + len(body))
    struct.pack_into("<HH", head, 0x3A, 64, 2)
    strings = struct.pack("<IIQQQQIIQQ", 0, 3, 0, 0, 64, len(names), 0, 0, 0, 0)
    table = struct.pack("<IIQQQQIIQQ", 0, 0x6FFFFFFE, 0, 0, 64 + len(names), 64, 0, 0, 0, 0)
    library = tmp_path / "lib.so"
    library.write_bytes(bytes(head) + body + strings + table)
    assert older.bind(library)
    data = library.read_bytes()[64 + len(names) :]
    of_libc, of_libm = data[16:32], data[48:64]
    assert of_libc == struct.pack("<IHHII", older.elf_hash(_NEW), 0, 2, at[_NEW], 0)
    assert of_libm == struct.pack("<IHHII", older.elf_hash(_OLD), 0, 3, at[_OLD], 0)
    assert not older.bind(library)


def test_versions_are_hashed_as_the_loader_does() -> None:
    assert older.elf_hash(_OLD) == 0x09691A75  # as readelf shows it in every library
