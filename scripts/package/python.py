"""Python 3.11 in the tree, from Debian's own source package.

Debian's fixes (the patches from the first named below on) are taken; those before it move
directories about for Debian's own system Python, which this is not.
"""

from __future__ import annotations

import os

from scripts.package import sources, sqlite
from scripts.package.tree import Tree

SOURCE = "python3.11"
HOME = "/opt/python"
PYTHON = f"{HOME}/bin/python3.11"
_FIRST_FIX = "shutdown-deadlock.diff"
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
  LDFLAGS='-Wl,-rpath,{home}/lib -Wl,-rpath,{sqlite}/lib' \\
  LIBSQLITE3_CFLAGS=-I{sqlite}/include LIBSQLITE3_LIBS='-L{sqlite}/lib -lsqlite3' \\
  CFLAGS='-include /opt/build/older.h' {faster}
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
    source = sources.fetch(tree, SOURCE)
    faster = "" if os.environ.get("GOVREPORT_QUICK") else "--enable-optimizations"
    mark = tree.root / HOME.strip("/") / "source"
    recipe = "\n".join([source, _BUILD, faster, _OLDER, *_ABSENT])
    if sources.is_made(mark, recipe):
        return
    absent = "".join(f"ac_cv_func_{name}=no\n" for name in _ABSENT)
    fixes = f"sed -n '/^{_FIRST_FIX}/,$p' debian/patches/series"
    sources.build(tree, source, script(faster), patches=fixes, older_h=_OLDER, config_site=absent)
    mark.write_text(recipe, encoding="utf-8")


def script(faster: str = "") -> str:
    """The commands that build it, run in its unpacked source."""
    jobs = os.environ.get("GOVREPORT_JOBS", os.cpu_count())
    return _BUILD.format(home=HOME, sqlite=sqlite.HOME, jobs=jobs, modules=_MODULES, faster=faster)
