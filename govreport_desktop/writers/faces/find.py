"""Which face each role is set in on this machine, and what stands in for what."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from govreport_desktop.writers.faces.chosen import chosen_faces
from govreport_desktop.writers.faces.face import Face
from govreport_desktop.writers.faces.reserve import Reserve
from govreport_desktop.writers.faces.roles import WANTED, Role, Wanted
from govreport_desktop.writers.faces.sfnt import FaceFileError, FaceInfo, read_faces

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_SHOWN = {False: "思源宋体（Noto Serif SC）", True: "思源黑体（Noto Sans SC）"}
# A folder tree deeper or larger than this is no font folder.
_MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class FaceSet:
    """The faces of a document.

    ``roles`` has every role but perhaps LATIN; ``spare`` are tried in turn for a character
    that the face of its role lacks, then the ``reserve``. ``substitutions`` are sentences for
    the clerk.
    """

    roles: Mapping[Role, Face]
    spare: tuple[Face, ...]
    substitutions: tuple[str, ...]
    reserve: Reserve = field(default_factory=Reserve)

    def keep(self) -> None:
        """Keep what was converted for the next run."""
        for face in {id(face): face for face in (*self.roles.values(), *self.spare)}.values():
            face.keep()
        self.reserve.keep()


def embedded_face_files() -> dict[str, Path]:
    """The face files that come with the program: family name to OTF file (OFL 1.1)."""
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return {"Noto Serif SC": serif_path(), "Noto Sans SC": sans_path()}


def font_folders() -> list[Path]:
    """Where this machine keeps fonts: for everyone and for this user."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = os.environ.get("LOCALAPPDATA")
        users = [Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []
        return [windows / "Fonts", *users]
    if sys.platform == "darwin":
        # Downloadable faces (仿宋, 楷体) lie among the assets.
        assets = Path("/System/Library/AssetsV2")
        downloaded = sorted(assets.glob("com_apple_MobileAsset_Font*"))
        system = [Path("/System/Library/Fonts"), Path("/Library/Fonts")]
        return [*system, home / "Library/Fonts", *downloaded]
    data = os.environ.get("XDG_DATA_HOME")
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts"]
    return [*shared, Path(data) / "fonts" if data else home / ".local/share/fonts"]


def machine_faces() -> FaceSet:
    """The faces of this machine, those chosen by hand first; found once for each choice."""
    return _machine_faces(tuple(chosen_faces().items()))


@cache
def _machine_faces(chosen: tuple[tuple[Role, Path], ...]) -> FaceSet:
    from govreport_desktop.paths import cache_folder

    return choose_faces(font_folders(), cache_folder() / "faces", dict(chosen))


def face_of(path: Path, role: Role) -> FaceInfo | None:
    """The face of a font file that can be used for ``role``; None where it has none."""
    info = _first_of(path, WANTED[role])
    return info if info is not None and info.embeddable else None


def choose_faces(
    folders: Sequence[Path], kept: Path | None = None, chosen: Mapping[Role, Path] | None = None
) -> FaceSet:
    """Choose a face for each role from the font files below ``folders``.

    A role without one gets the embedded face that comes closest, and a sentence says so;
    so does a face whose licence forbids embedding. ``kept`` is the folder for converted
    glyphs. ``chosen`` are files that come first; one that is gone or unusable is passed over.
    """
    files = list(_font_files(folders))
    found, forbidden = _find(files)
    by_hand = {role: face_of(path, role) for role, path in (chosen or {}).items()}
    found |= {role: info for role, info in by_hand.items() if info is not None}
    embedded = {path: Face(read_faces(path)[0], kept) for path in embedded_face_files().values()}
    serif, sans = embedded.values()
    opened: dict[tuple[Path, int], Face] = {}
    roles: dict[Role, Face] = {}
    stood_in: dict[tuple[bool, str], list[str]] = {}
    for role, wanted in WANTED.items():
        info = found.get(role)
        if info:
            roles[role] = opened.setdefault((info.path, info.index), Face(info, kept))
        elif role is not Role.LATIN:
            roles[role] = sans if wanted.sans else serif
            reason = "不允许嵌入" if role in forbidden else "未找到"
            stood_in.setdefault((wanted.sans, reason), []).append(f"“{wanted.title}”")
    spare = tuple(dict.fromkeys([*opened.values(), serif, sans]))
    return FaceSet(roles, spare, tuple(_sentences(stood_in)), Reserve(files, kept))


def _sentences(stood_in: Mapping[tuple[bool, str], Sequence[str]]) -> Iterator[str]:
    for (sans, reason), titles in stood_in.items():
        names = "、".join(titles)
        if reason == "未找到":
            yield f"本机未找到{names}，以{_SHOWN[sans]}代替。"
        else:
            yield f"本机的{names}不允许嵌入文件，以{_SHOWN[sans]}代替。"


def _find(files: Sequence[Path]) -> tuple[dict[Role, FaceInfo], set[Role]]:
    """The face of each role by file name, else by name table; and the roles refused."""
    by_name: dict[str, Path] = {}
    for path in files:
        by_name.setdefault(path.name.lower(), path)
    found: dict[Role, FaceInfo] = {}
    forbidden: set[Role] = set()
    for role, wanted in WANTED.items():
        for name in wanted.files:
            if name in by_name:
                _take(role, _first_of(by_name[name], wanted), found, forbidden)
    missing = {role: wanted for role, wanted in WANTED.items() if role not in found}
    if missing:
        _find_by_table(files, missing, found, forbidden)
    return found, forbidden - found.keys()


def _find_by_table(
    files: Sequence[Path],
    missing: Mapping[Role, Wanted],
    found: dict[Role, FaceInfo],
    forbidden: set[Role],
) -> None:
    ranked: dict[Role, list[tuple[int, FaceInfo]]] = {role: [] for role in missing}
    for path in files:
        for info in _faces(path):
            for role, wanted in missing.items():
                ranks = [wanted.names.index(n) for n in info.names if n in wanted.names]
                if ranks:
                    ranked[role].append((min(ranks), info))
    for role, candidates in ranked.items():
        for _, info in sorted(candidates, key=lambda c: (c[0], c[1].oddness)):
            _take(role, info, found, forbidden)


def _take(
    role: Role, info: FaceInfo | None, found: dict[Role, FaceInfo], forbidden: set[Role]
) -> None:
    if info is None or role in found:
        return
    if info.embeddable:
        found[role] = info
    else:
        forbidden.add(role)


def _first_of(path: Path, wanted: Wanted) -> FaceInfo | None:
    """The face of a file that was found by its name: in a collection, the one so called."""
    faces = _faces(path)
    called = [face for face in faces if face.names & set(wanted.names)]
    return min(called or faces, key=lambda face: face.oddness, default=None)


def _faces(path: Path) -> list[FaceInfo]:
    try:
        return read_faces(path)
    except (FaceFileError, OSError):
        return []


def _font_files(folders: Sequence[Path]) -> Iterator[Path]:
    count = 0
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith(_SUFFIXES):
                    yield Path(place) / name
                    count += 1
                    if count >= _MOST_FILES:
                        return
