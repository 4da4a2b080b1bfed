"""What a build needs of the system, and what its megabytes are for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.package.places import ARCHITECTURE, GLIBC
from scripts.package.tree import Tree

# The first that fits a path says what the file is for.
PURPOSES = (
    (r"libicu", "Qt: ICU, the data of every language (one library, not to be cut)"),
    (r"libQt6|PySide6/Qt/lib|libpyside|libshiboken|PySide6/Q|shiboken6", "Qt: the window"),
    (r"PySide6/.*plugins", "Qt: screens, input methods, printing, SVG"),
    (r"PySide6/.*translations", "Qt: its own words in Chinese"),
    (r"pylopdf_fonts", "Chinese faces, for where there are none"),
    (r"pypdfium2", "PDFium: pages as pictures"),
    (r"cryptography", "PDF from elsewhere that is encrypted"),
    (r"PIL/|pillow", "Pillow: pictures, asked for by reportlab"),
    (r"lxml", "web pages and Word from elsewhere"),
    (r"rapidfuzz", "labels with a slip in them"),
    (r"^resources|_internal/resources", "our own forms, words, pictures"),
    (r"pdfminer", "PDF from elsewhere: its tables of characters"),
    (r"reportlab|fontTools|charset_normalizer|_cffi", "PDF: typesetting and faces"),
    (r"libpython|lib-dynload|base_library|libsqlite3|libffi|libz|libbz2|liblzma", "Python"),
    (r"govreport$", "the program and every module in Python"),
    (r"\.so", "libraries of the system that Qt asks for"),
)
LARGEST = 200e6  # bytes, unpacked
# What is never shipped: glibc itself, and what speaks to the desk's own servers and settings.
SYSTEM = re.compile(
    r"ld-linux|lib(c|m|dl|rt|pthread|util|resolv)\.so|libstdc|libgcc_s"
    r"|lib(GL|EGL|GLX|OpenGL|X11|X11-xcb|xcb)\.so"
    r"|lib(glib-2\.0|gthread-2\.0|fontconfig|freetype|dbus-1|cups|wayland-(client|cursor))\.so"
)


@dataclass(frozen=True)
class Library:
    """A file of machine code: the newest glibc it asks for, the libraries it names, and the
    folders it has them looked for in first."""

    path: str
    glibc: tuple[int, ...]
    needed: tuple[str, ...]
    searched: tuple[str, ...] = ()


def libraries(tree: Tree, folder: Path) -> list[Library]:
    """Every library and program below ``folder``, read with the tree's readelf."""
    files = [path for path in sorted(folder.rglob("*")) if is_machine_code(path)]
    names = [str(path.relative_to(folder)) for path in files]
    said = tree.run("readelf", "-W", "-V", "-d", *names, folder="/measured",
                    seen={folder: "/measured"})  # fmt: skip
    return list(parsed(said))


def is_machine_code(path: Path) -> bool:
    """Whether the file is an ELF file, by its first bytes; links are not counted twice."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def parsed(readelf: str) -> Iterator[Library]:
    """The libraries of what ``readelf -V -d`` printed for several files."""
    for part in re.split(r"^File: ", readelf, flags=re.MULTILINE)[1:]:
        path, _, said = part.partition("\n")
        versions = re.findall(r"Name: GLIBC_([0-9.]+)\b", said)
        glibc = max((tuple(map(int, each.split("."))) for each in versions), default=())
        needed = re.findall(r"\(NEEDED\).*\[(.+?)\]", said)
        searched = re.findall(r"\((?:RUNPATH|RPATH)\).*\[(.*?)\]", said)
        folders = tuple(folder for each in searched for folder in each.split(":"))
        yield Library(path.strip(), glibc, tuple(needed), folders)


def too_new(found: list[Library], newest: tuple[int, ...]) -> list[Library]:
    """Those that would not start where glibc is ``newest``."""
    return [each for each in found if each.glibc > newest]


def strays(found: list[Library]) -> list[Library]:
    """Those that look for libraries at a place of the building machine: on a desk anybody's."""
    return [each for each in found if any(not f.startswith("$ORIGIN") for f in each.searched)]


def from_the_system(found: list[Library]) -> dict[str, str]:
    """Sonames that are asked for and not shipped, each with one that asks."""
    shipped = {Path(each.path).name for each in found}
    return {name: each.path for each in found for name in each.needed if name not in shipped}


def purposes(folder: Path) -> Mapping[str, int]:
    """Bytes by what they are for, largest first."""
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        name = str(path.relative_to(folder))
        what = next((why for pattern, why in PURPOSES if re.search(pattern, name)), "the rest")
        sizes[what] = sizes.get(what, 0) + path.stat().st_size
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def report(tree: Tree, folder: Path) -> list[str]:
    """Print both; answers one sentence for each thing that is not as it should be."""
    found = libraries(tree, folder)
    newest = GLIBC[ARCHITECTURE]
    print(f"glibc that each of {len(found)} files asks for (at most {_dotted(newest)}):")
    for each in sorted(found, key=lambda each: (each.glibc, each.path), reverse=True):
        print(f"  {_dotted(each.glibc) or '-':7}{each.path}")
    asked = from_the_system(found)
    print("asked of the system:", " ".join(sorted(asked)))
    sizes = purposes(folder)
    for what, size in sizes.items():
        print(f"  {size / 1e6:6.1f} MB  {what}")
    total = sum(sizes.values())
    print(f"  {total / 1e6:6.1f} MB  in all")
    faults = [
        f"{each.path} asks for glibc {_dotted(each.glibc)}" for each in too_new(found, newest)
    ]
    faults += [f"{by} asks for {name}, which is not shipped" for name, by in asked.items()
               if not SYSTEM.search(name)]  # fmt: skip
    faults += [f"{each.path} looks in {':'.join(each.searched)}" for each in strays(found)]
    if total > LARGEST:
        faults.append(f"{total / 1e6:.0f} MB are more than {LARGEST / 1e6:.0f}")
    return faults


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
