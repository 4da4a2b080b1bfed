"""The words and patterns of the genre: ``resources/genre``, described in docs/prose.md.

A word belongs to one class, a class is one character of a text of symbols, and a pattern is a
regular expression over those characters. Data that contradicts itself is refused with file and
key when it is loaded, as the forms are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property, partial
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from govreport_desktop.checks.prose.shape import Shape
from govreport_desktop.form import FACTS, FactName, Form, newest_form
from govreport_desktop.form.datafile import DataFile, Keys
from govreport_desktop.paths import resources
from govreport_desktop.patterns import regex

SCHEMA = 1
# Classes that need no words: numbers by what they count, signs, and what is in no class.
NUMBERS = (*("count", "scaled", "rough", "money", "percent", "points", "year", "number", "date"),)
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("，", "comma"),
        **dict.fromkeys("；", "semi"),
        **dict.fromkeys("。！？", "stop"),
        **dict.fromkeys("\n", "line"),
        **dict.fromkeys("、", "pause"),
        **dict.fromkeys("：", "colon"),
        **dict.fromkeys("（", "open"),
        **dict.fromkeys("）", "close"),
        **dict.fromkeys("“”‘’《》", "quote"),
    }
)
UNKNOWN = "x"
FILES = (
    "applications",
    "appeals",
    "acts",
    "growth",
    "years",
    "holes",
    "shares",
    "families",
    "scope",
    "charges",
    "stale",
)
# What a class is written as: no sign of the language of expressions. The first of them, which a
# set of classes is compiled fastest of, are below 256; the others are for private use.
_CODES = (*range(0x80, 0x100), *range(0x01, 0x0A), *range(0x0E, 0x20))
_FIRST = 0xE000
_ELEMENT = regex(r"(?P<capture>[a-z_]+)=|(?P<name>[a-z_]+)|(?P<sign>\S)")
# (复议机关|法院|)维持: what stands at a place of a word.
_CHOICE = regex(r"\(([^()]*)\)")
# A row of the form shorter than this (其他) says too little to be known by its name.
_TELLING = 5
# No repetition goes on for longer: what a text costs grows with its length alone.
_MOST = "{0,12}"

_TERM: tuple[Keys, Keys] = (
    {"class": str},
    {"name": str, "facts": list, "column": str, "words": list, "unless_sentence": str},
)


class Less(NamedTuple):
    """A fact that a reading takes away."""

    fact: FactName


# Facts whose figures are added up, or taken away.
Terms = tuple[FactName | Less, ...]


class Term(NamedTuple):
    """What a word of the prose is on the form.

    ``readings`` are the facts it may stand for, the plain ones first; ``column`` is the column
    it names, or its cells are in.
    """

    name: str
    readings: tuple[Terms, ...] = ()
    column: FactName | None = None
    unless_sentence: str = ""


class Word(NamedTuple):
    """One word: its class as a symbol, and what it is on the form, if anything."""

    text: str
    symbol: str
    term: Term | None


class Genre:
    """All words by how they begin, longest first, and the symbols of the classes.

    ``by_start`` has those of two characters and more by the first two, and the others by the one.
    """

    def __init__(self, files: Mapping[str, DataFile]) -> None:
        self.files = files
        self.symbols: dict[str, str] = {}
        self._words: dict[str, Word] = {}
        self._phrases: dict[tuple[str, str], str] = {}
        for name in (UNKNOWN, *NUMBERS, *dict.fromkeys(SIGNS.values())):
            self._class(name)
        table = files["words"]
        for name, words in table.data["words"].items():
            for word in words:
                self._add(table, f"words.{name}", word, self._class(name), None)
        for word in table.data["hidden"]["words"]:
            self._add(table, "hidden", word, self.symbols[UNKNOWN], None)
        self.terms: dict[str, Term] = {}
        for file in files.values():
            self._read_terms(file)
        self._name_rows()
        self.by_start = self._by_start()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What class a symbol stands for."""
        return {symbol: name for name, symbol in self.symbols.items()}

    def knows(self, word: str) -> bool:
        """Whether that is a word, of whatever class."""
        return word in self._words

    def _class(self, name: str) -> str:
        count = len(self.symbols)
        code = _CODES[count] if count < len(_CODES) else _FIRST + count
        return self.symbols.setdefault(name, chr(code))

    def _add(self, file: DataFile, where: str, word: str, symbol: str, term: Term | None) -> None:
        for spelled in ways(word):
            known = self._words.get(spelled)
            if known is None:
                self._words[spelled] = Word(spelled, symbol, term)
            elif "(" not in word or (known.symbol, known.term) != (symbol, term):
                file.fail(where, f"“{spelled}”已经是别的词")

    def _read_terms(self, file: DataFile) -> None:
        for number, node in file.each("terms"):
            where = f"terms[{number}]"
            file.keys(node, where, *_TERM)
            column = read_fact(file, where, node["column"]) if "column" in node else None
            facts = tuple(read_terms(file, where, each) for each in node.get("facts", ()))
            doubt = node.get("unless_sentence", "")
            term = Term(node.get("name", ""), facts, column, doubt)
            if "words" not in node:
                self.terms[self._class(node["class"])] = term
            for word in node.get("words", ()):
                self._add(file, where, word, self._class(node["class"]), term)

    def _name_rows(self) -> None:
        """The form's own words: the printed names of the rows that a term stands for.

        Those of the newest form: earlier ones call the same rows the same, as a test watches,
        and reading all of them would cost every check as much as its own form.
        """
        for name, word in self.rows_of(newest_form()):
            self._words.setdefault(name, word)

    def rows_of(self, form: Form) -> Iterator[tuple[str, Word]]:
        """The printed names of the rows of ``form`` that are words, each with what it means."""
        symbols = {word.term: word.symbol for word in self._words.values() if word.term}
        for term, symbol in symbols.items():
            if term.column is not None or len(term.readings) != 1:
                continue
            cells = form.where(*(f for f in term.readings[0] if not isinstance(f, Less)))
            for name in {form.cell(cell).row_name.rpartition(" · ")[2] for cell in cells}:
                if len(name) >= _TELLING and len({cell.row for cell in cells}) == 1:
                    yield name, Word(name, symbol, term)

    def _by_start(self) -> Mapping[str, tuple[Word, ...]]:
        found: dict[str, list[Word]] = {}
        for word in sorted(self._words.values(), key=lambda word: -len(word.text)):
            found.setdefault(word.text[:2], []).append(word)
        return {start: tuple(words) for start, words in found.items()}

    def compile(self, file: DataFile, where: str, pattern: str) -> Shape:
        """A pattern of ``file`` as a regular expression over symbols."""
        words = "".join(self._elements(file, where, pattern, 0))
        return Shape(words, partial(file.fail, where))

    def _phrase(self, file: DataFile, where: str, name: str, depth: int) -> str:
        """What a phrase of ``file`` stands for, worked out once for all that use it."""
        key = file.name, name
        if key not in self._phrases:
            if depth > 8:
                file.fail(where, "短语套得太深")
            said = file.data["phrases"][name]
            self._phrases[key] = f"(?:{''.join(self._elements(file, where, said, depth + 1))})"
        return self._phrases[key]

    def _elements(self, file: DataFile, where: str, pattern: str, depth: int) -> Iterator[str]:
        phrases = file.data.get("phrases", {})
        inside = capture = ""
        for match in _ELEMENT.finditer(pattern):
            if match["capture"]:
                capture = match["capture"]
                yield f"(?P<{capture}>"
                continue
            if name := match["name"]:
                if name in phrases:
                    yield self._phrase(file, where, name, depth)
                elif name in self.symbols:
                    yield self.symbols[name]
                else:
                    file.fail(where, f"不认识 {name}")
            else:
                yield {"*": _MOST, "+": "{1,12}", "@": "(?P<at>)"}.get(match["sign"], match["sign"])
                inside = {"[": "[", "]": ""}.get(match["sign"], inside)
            if capture and not inside:
                yield ")"
                capture = ""


def ways(word: str) -> Iterator[str]:
    """Every word that ``word`` writes: (依法|)答复 is 依法答复 and 答复."""
    parts = _CHOICE.split(word)
    choices = ([part] if i % 2 == 0 else part.split("|") for i, part in enumerate(parts))
    return map("".join, product(*choices))


def read_terms(file: DataFile, where: str, names: list[str]) -> Terms:
    """Names of facts, of which a minus takes one away."""
    return tuple(
        Less(read_fact(file, where, name[1:]))
        if name.startswith("-")
        else read_fact(file, where, name)
        for name in names
    )


def read_fact(file: DataFile, where: str, name: str) -> FactName:
    """The fact of that name. Raises FormError where there is none."""
    known = next((fact for fact in FACTS if fact == name), None)
    return known or file.fail(where, f"不认识 {name}")


@cache
def genre() -> Genre:
    """The genre as the data describes it."""
    folder = resources() / "genre"
    files = {name: DataFile.of(folder / f"{name}.toml") for name in ("words", *FILES)}
    for file in files.values():
        file.schema(SCHEMA)
    return Genre(files)
