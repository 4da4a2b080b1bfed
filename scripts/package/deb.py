"""The .deb for 麒麟, 统信 and Debian, and an archive for the others, from ``dist/govreport``.

Laid out after the rules of 统信's store: everything below ``/opt/apps/<id>/``: ``entries`` for
the desktop, ``files``, and ``info``. The store takes no package with scripts, other desktops
do not look into ``entries`` by themselves: the package has scripts that make links and take
them away, and a second one for the store has none.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.package import icons
from scripts.package.places import APP_ID, ARCHITECTURE, DIST, FOLDER, ROOT, VERSION

DATA = Path(__file__).with_name("data")
SCRIPTS = ("postinst", "prerm", "postrm")
# What the program loads of the system, by Debian's names; every desktop has them.
DEPENDS = (
    "libc6 (>= 2.28), libgl1, libegl1, libx11-6, libx11-xcb1, libxcb1, libglib2.0-0,"
    " libfontconfig1, libfreetype6, libdbus-1-3"
)
PERMISSIONS = (
    *("autostart", "notification", "trayicon", "clipboard", "account"),
    *("bluetooth", "camera", "audio_record", "installed_apps"),
)
MAINTAINER = "govreport-desktop maintainers <maintainers@govreport.invalid>"
_CONTROL = """\
Package: {id}
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: libcups2
Description: editor of the annual report on government information disclosure
 Prepares the statutory 政府信息公开工作年度报告 offline: it is typed into the tables
 the notice prescribes, checked while it is typed, and printed the official way.
 .
 Nothing leaves the machine. Reports are files of their own and stay when the
 package is removed.
"""


def make(*, store: bool = False, version: str = "", level: int = 9) -> Path:
    """The package in ``dist/``; ``store`` leaves scripts and /usr/share out.

    ``level`` is how hard xz tries, 0 to 9.
    """
    version = version or four_part(VERSION)
    target = place(version, store=store)
    with tempfile.TemporaryDirectory(dir=DIST) as work:
        root = Path(work) / "root"
        lay_out(root, version)
        if not store:
            _documents(root / "usr" / "share" / "doc" / APP_ID, version)
            known = root / "usr" / "share" / "lintian" / "overrides" / APP_ID
            known.parent.mkdir(parents=True)
            known.write_text(filled("lintian"), encoding="utf-8")
        _control(root, version, scripts=not store)
        # As old a packing as the dpkg of those systems knows.
        build = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", str(root)]
        subprocess.run([*build, str(target)], check=True, stdout=subprocess.DEVNULL)
    return target


def place(version: str, *, store: bool = False) -> Path:
    """Where the package of that version lies once it is made."""
    return DIST / f"{APP_ID}_{version}_{ARCHITECTURE}{'_store' if store else ''}.deb"


def four_part(version: str) -> str:
    """``version`` with four numbers, as the store asks for."""
    return ".".join([*version.split("."), "0", "0", "0"][:4])


def lay_out(root: Path, version: str) -> Path:
    """``opt/apps/<id>`` below ``root``, complete; answers it."""
    app = root / "opt" / "apps" / APP_ID
    entries, files = app / "entries", app / "files"
    shutil.copytree(FOLDER, files / "govreport", symlinks=True)
    (files / "bin").mkdir()
    (files / "bin" / "govreport").symlink_to("../govreport/govreport")
    _documents(files / "doc", version)
    for source, target in (
        ("desktop", entries / "applications" / f"{APP_ID}.desktop"),
        ("mime.xml", entries / "mime" / "packages" / f"{APP_ID}.xml"),
    ):
        target.parent.mkdir(parents=True)
        target.write_text(filled(source), encoding="utf-8")
    icons.themed(entries / "icons" / "hicolor", APP_ID)
    (app / "info").write_text(info(version), encoding="utf-8")
    _modes(root)
    return app


def info(version: str) -> str:
    """The store's description of the program, as JSON; it asks for nothing but the clipboard."""
    said = {
        "appid": APP_ID,
        "name": "政府信息公开年报编制",
        "version": version,
        "arch": [ARCHITECTURE],
        "permissions": {each: each == "clipboard" for each in PERMISSIONS},
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def filled(name: str) -> str:
    """A file of ``data`` with the id in its places."""
    return (DATA / name).read_text(encoding="utf-8").replace("@ID@", APP_ID)


def archive() -> Path:
    """``dist/govreport-VERSION-linux-….tar.xz`` for systems without dpkg: unpack it anywhere."""
    target = DIST / f"govreport-{VERSION}-linux-{ARCHITECTURE}.tar.xz"
    renamed = f"--transform=s,^govreport,govreport-{VERSION},"
    nobody = ("--owner=root:0", "--group=root:0", "--sort=name")
    packed = ("tar", "-C", str(DIST), *nobody, "--use-compress-program=xz -9", renamed)
    subprocess.run([*packed, "-cf", str(target), FOLDER.name], check=True)
    return target


def _documents(folder: Path, version: str) -> None:
    folder.mkdir(parents=True)
    (folder / "copyright").write_text(filled("copyright"), encoding="utf-8")
    shutil.copy(ROOT / "docs" / "third-party.md", folder)
    shutil.copy(ROOT / "CHANGELOG.md", folder / "NEWS.md")
    (folder / "changelog.gz").write_bytes(gzip.compress(_changelog(version).encode(), 9, mtime=0))


def _changelog(version: str) -> str:
    """One entry in Debian's shape, of the day of the commit; what is new stands in NEWS.md."""
    asked = ["git", "log", "-1", "--format=%aD"]
    day = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    head = f"{APP_ID} ({version}) stable; urgency=low\n\n  * What is new stands in NEWS.md."
    return f"{head}\n\n -- {MAINTAINER}  {day.strip()}\n"


def _control(root: Path, version: str, *, scripts: bool) -> None:
    folder = root / "DEBIAN"
    folder.mkdir()
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    control = _CONTROL.format(
        id=APP_ID,
        version=version,
        architecture=ARCHITECTURE,
        maintainer=MAINTAINER,
        size=size,
        depends=DEPENDS,
    )
    (folder / "control").write_text(control, encoding="utf-8")
    sums = "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)
    (folder / "md5sums").write_text(sums, encoding="utf-8")
    for name in SCRIPTS if scripts else ():
        (folder / name).write_text(filled(name), encoding="utf-8")
        (folder / name).chmod(0o755)


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _modes(root: Path) -> None:
    """Folders and programs 755, everything else 644: libraries are not to be run."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == "govreport" and os.access(path, os.X_OK))
            path.chmod(0o755 if runs else 0o644)
