"""Where the program's own data lies: in a checkout, in a wheel and in a frozen build."""

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

APP_NAME = "govreport-desktop"
# Characters that no file name may hold on one of the systems offices use.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Controls, marks of direction and others nobody sees, half characters, ends of lines.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SAMPLES = "示例"
_LEFT_OUT = "…"
_END = 96  # bytes of them at the end: 32 characters
_LONGEST_STEM = 210  # bytes: most systems allow a name 255, endings and （另存） included


@cache
def resources() -> Path:
    """The folder ``resources``, wherever this copy of the program keeps it."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [here / "resources", here.parent / "resources"]
    for folder in candidates:
        if (folder / "forms").is_dir():
            return folder
    raise FileNotFoundError(f"resources not found beside {here}")


def cache_folder() -> Path:
    """A folder for what can be made again at any time; it may be emptied by anyone."""
    from platformdirs import user_cache_path

    return user_cache_path(APP_NAME, appauthor=False)


def sample_folder() -> Path:
    """A folder of this user's for copies of the sample: nothing in it is anybody's work."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False) / _SAMPLES


def is_sample(path: Path) -> bool:
    """Whether ``path`` is one of those copies."""
    # By name first: most files are none, and the folder takes a moment to be known.
    return path.parent.name == _SAMPLES and path.parent == sample_folder()


def file_stem(title: str) -> str:
    """``title`` as the name of a file without its suffix, as every system takes it.

    What turns a name round on the screen, so that an .exe looks like a .pdf, is left out. Of a
    name that is too long the middle is: year and kind of report stand at the end.
    """
    seen = "".join(c for c in title if unicodedata.category(c) not in _UNSEEN)
    plain = _shortened(_FORBIDDEN.sub("", seen).strip(" .")).strip(" .")
    return plain or "政府信息公开工作年度报告"


def _shortened(name: str) -> str:
    whole = name.encode()
    if len(whole) <= _LONGEST_STEM:
        return name
    begin = whole[: _LONGEST_STEM - _END - len(_LEFT_OUT.encode())].decode(errors="ignore")
    return f"{begin}{_LEFT_OUT}{whole[-_END:].decode(errors='ignore')}"
