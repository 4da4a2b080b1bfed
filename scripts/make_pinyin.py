"""Write resources/pinyin.txt: how the characters that a clerk may look for are spelled.

They are the commonest 3,755 (the first level of GB/T 2312) and those of the forms. The
spellings are those of the PyPI package ``pypinyin`` (MIT), which is needed for this alone,
not by the program:

    pip download --no-deps pypinyin && unzip pypinyin-*.whl
    python -m scripts.make_pinyin pypinyin/pinyin_dict.json

One line a syllable: the syllable without its tone, a blank, the characters spelled so.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
TARGET = _RESOURCES / "pinyin.txt"
_COMMON = 2  # readings of a character; the commonest come first
_FIRST_LEVEL = range(0xB0, 0xD8)


def characters() -> list[str]:
    """The characters, in order."""
    common = {
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in _FIRST_LEVEL
        for cell in range(0xA1, 0xFF)
    }
    forms = (path.read_text(encoding="utf-8") for path in (_RESOURCES / "forms").glob("*.toml"))
    used = {char for text in forms for char in text if "\u4e00" <= char <= "\u9fff"}
    return sorted((common | used) - {""})


def lines(spellings: Path) -> list[str]:
    """The table; ``spellings`` has, by code point, the syllables with their tones."""
    known: dict[str, str] = json.loads(spellings.read_text(encoding="utf-8"))
    spelled: dict[str, str] = {}
    for char in characters():
        # Further ones are of names and old books, and would find what nobody means.
        toned = known[str(ord(char))].split(",")[:_COMMON]
        for syllable in dict.fromkeys(map(plain, toned)):
            spelled[syllable] = spelled.get(syllable, "") + char
    return [f"{syllable} {spelled[syllable]}" for syllable in sorted(spelled)]


def plain(syllable: str) -> str:
    """A syllable as it is typed: no tone, ü as v."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii())


def main() -> None:
    """Write the table from the file named on the command line."""
    TARGET.write_text("\n".join(lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
