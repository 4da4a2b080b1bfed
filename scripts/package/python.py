"""Python 3.11 in the tree, from Debian's own source package.

Debian's fixes (the patches from the first named below on) are taken; those before it move
directories about for Debian's own system Python, which this is not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts.package.places import kept
from scripts.package.tree import RELEASE, Tree

SOURCE = "python3.11"
SOURCE_RELEASE = "bookworm"
HOME = "/opt/python"
PYTHON = f"{HOME}/bin/python3.11"
_FIRST_FIX = "shutdown-deadlock.diff"
_WORK = "/opt/build"
# Functions of glibc 2.29 and 2.30 with an older twin. On x86-64, where 统信 has 2.28, the old
# one is asked for: exp, log and pow differ in how they set errno, which Python does itself.
_OLDER = """\
#if defined(__x86_64__) && !defined(__ASSEMBLER__)
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
#endif
"""
# What the program needs of Python in C: a module that failed is otherwise told of in a log.
_MODULES = "ctypes, decimal, lzma, bz2, pyexpat, sqlite3, zlib, multiprocessing.synchronize"
_ABSENT = ("sem_clockwait", "pthread_cond_clockwait", "gettid")
_BUILD = """set -e
export CONFIG_SITE=/opt/build/config.site
# Debian builds this module into Python itself, where it may use what its fix includes.
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c
./configure -q --prefix={home} --enable-shared --disable-test-modules --without-ensurepip \\
  --without-static-libpython --with-system-expat \\
  LDFLAGS='-Wl,-rpath,{home}/lib' CFLAGS='-include /opt/build/older.h' {faster}
make -s -j{jobs}
make -s install
cp LICENSE {home}/LICENSE
{home}/bin/python3.11 -c 'import {modules}; assert sqlite3.sqlite_version_info >= (3, 37)'
strip --strip-unneeded {home}/lib/libpython3.11.so.1.0 {home}/lib/python3.11/lib-dynload/*.so
"""


def make(tree: Tree) -> None:
    """Build it where the tree has none of this source; half an hour with all optimisations.

    ``GOVREPORT_QUICK=1`` leaves the optimisation by profile out (three minutes).
    """
    source = fetch(tree)
    mark = tree.root / "opt" / "python" / "source"
    if mark.exists() and mark.read_text(encoding="utf-8") == _recipe(source):
        return
    print(f"--> Building {source} in the tree", flush=True)
    work = tree.root / _WORK.strip("/")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    unpack = ("dpkg-source", "--no-check", "--skip-patches", "-x")
    tree.run(*unpack, f"/sources/{source}", f"{_WORK}/src", seen={_sources(): "/sources"})
    tree.run("sh", "-c", _patching(), folder=f"{_WORK}/src")
    (work / "older.h").write_text(_OLDER, encoding="utf-8")
    absent = "".join(f"ac_cv_func_{name}=no\n" for name in _ABSENT)
    (work / "config.site").write_text(absent, encoding="utf-8")
    script = _BUILD.format(
        home=HOME, jobs=os.environ.get("GOVREPORT_JOBS", os.cpu_count()), faster=_faster()
    )
    (work / "build.sh").write_text(script, encoding="utf-8")
    log = kept() / "python.log"
    try:
        log.write_text(tree.run("sh", "-c", f"sh {_WORK}/build.sh 2>&1", folder=f"{_WORK}/src"))
    except subprocess.CalledProcessError as error:
        log.write_text(error.stdout, encoding="utf-8")
        raise SystemExit(f"package: Python was not built; see {log}") from error
    mark.write_text(_recipe(source), encoding="utf-8")
    shutil.rmtree(work)


def fetch(tree: Tree) -> str:
    """The name of the source's ``.dsc``; it is fetched where it is not kept."""
    folder = _sources()
    folder.mkdir(exist_ok=True)
    if not list(folder.glob(f"{SOURCE}_*.dsc")):
        apt = tree.root / "etc" / "apt"
        binary = (apt / "sources.list").read_text(encoding="utf-8").splitlines()[0]
        line = binary.replace("deb ", "deb-src ", 1).replace(RELEASE, SOURCE_RELEASE)
        (apt / "sources.list.d" / "python.list").write_text(line + "\n", encoding="utf-8")
        tree.run("apt-get", "-qq", "update", network=True)
        tree.run("apt-get", "-qq", "source", "--download-only", SOURCE, folder="/sources",
                 seen={folder: "/sources"}, network=True)  # fmt: skip
    return max(folder.glob(f"{SOURCE}_*.dsc")).name


def _sources() -> Path:
    return kept() / "sources"


def _patching() -> str:
    one = "patch -s -f -p1 --no-backup-if-mismatch < debian/patches/$fix || exit 1"
    return f"sed -n '/^{_FIRST_FIX}/,$p' debian/patches/series | while read fix; do {one}; done"


def _faster() -> str:
    return "" if os.environ.get("GOVREPORT_QUICK") else "--enable-optimizations"


def _recipe(source: str) -> str:
    return "\n".join([source, _BUILD, _faster(), _OLDER, *_ABSENT])
