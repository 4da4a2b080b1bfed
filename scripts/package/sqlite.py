"""SQLite in the tree, from Debian's source package: Debian 11 has 3.34, and a report is made of
``STRICT`` tables, which SQLite has from 3.37 on."""

from __future__ import annotations

from scripts.package import sources
from scripts.package.tree import Tree

SOURCE = "sqlite3"
HOME = "/opt/sqlite"
# Extensions cannot be loaded: nothing here asks for one.
_BUILD = f"""set -e
./configure -q --disable-tcl --disable-readline >/dev/null
make -s sqlite3.c
mkdir -p {HOME}/lib {HOME}/include
cp sqlite3.h {HOME}/include
cp debian/copyright {HOME}/copyright
gcc -shared -fPIC -O2 -fno-strict-aliasing -DNDEBUG -DSQLITE_THREADSAFE=1 -DSQLITE_SECURE_DELETE \\
  -DSQLITE_OMIT_LOAD_EXTENSION -Wl,-soname,libsqlite3.so.0 sqlite3.c -lpthread \\
  -o {HOME}/lib/libsqlite3.so.0
ln -sf libsqlite3.so.0 {HOME}/lib/libsqlite3.so
strip --strip-unneeded {HOME}/lib/libsqlite3.so.0
"""


def make(tree: Tree) -> None:
    """Build it where the tree has none of this source; a minute."""
    source = sources.fetch(tree, SOURCE)
    mark, recipe = tree.root / HOME.strip("/") / "source", f"{source}\n{_BUILD}"
    if sources.is_made(mark, recipe):
        return
    sources.build(tree, source, _BUILD, patches="grep -v '^#' debian/patches/series")
    mark.write_text(recipe, encoding="utf-8")
