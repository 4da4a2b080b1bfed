"""The patterns of the genre, each on the sentences that stand beside it."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest

from govreport_desktop.checks.prose.claims import Claim, Pattern, claims, patterns
from govreport_desktop.checks.prose.genre import FILES, Genre, genre, ways
from govreport_desktop.checks.prose.sayings import sayings
from govreport_desktop.checks.prose.text import read
from govreport_desktop.errors import FormError
from govreport_desktop.form import available_forms, load_form
from govreport_desktop.form.datafile import DataFile
from tests.unit.checks.corpus import Passage, rule_of

HITS = [(pattern, text) for pattern in patterns() for text in pattern.hits]
TRAPS = [(pattern, text) for pattern in patterns() for text in pattern.traps]


def found(pattern: Pattern, text: str) -> list[Claim]:
    """The claims of ``text`` that ``pattern`` may have made."""
    name = pattern.term.name if pattern.term else ""
    return [c for c in claims(read(text)) if c.rule == pattern.rule and name in ("", c.name)]


@pytest.mark.parametrize(("pattern", "text"), HITS, ids=lambda value: str(value)[:12])
def test_a_pattern_finds_what_stands_beside_it(pattern: Pattern, text: str) -> None:
    assert found(pattern, text)


@pytest.mark.parametrize(("pattern", "text"), TRAPS, ids=lambda value: str(value)[:12])
def test_a_pattern_leaves_its_traps_alone(pattern: Pattern, text: str) -> None:
    assert found(pattern, text) == []


def test_every_pattern_has_a_sentence_it_finds_and_one_it_does_not() -> None:
    assert [p.said.pattern for p in patterns() if not p.hits or not p.traps] == []


def test_a_word_is_of_one_class() -> None:
    files = {name: genre().files[name] for name in ("words", *FILES)}
    table = 'schema = 1\n[words]\na = ["收到"]\nb = ["收到"]\n[hidden]\nwords = []\n'
    files["words"] = DataFile.parsed("words.toml", table)
    with pytest.raises(FormError, match="收到"):
        Genre(files)


def test_what_varies_in_a_word_is_said_in_brackets() -> None:
    assert [*ways("维持")] == ["维持"]
    assert [*ways("(法院|)维持(原判|)")] == ["法院维持原判", "法院维持", "维持原判", "维持"]


@pytest.mark.parametrize(("words", "fits"), [("(依法|)收到", True), ("(依法|)接到", False)])
def test_ways_of_a_word_may_be_of_one_class_already_and_of_no_other(words: str, fits: bool) -> None:
    files = {name: genre().files[name] for name in ("words", *FILES)}
    table = f'schema = 1\n[words]\na = ["接到"]\nb = ["收到", "{words}"]\n[hidden]\nwords = []\n'
    files["words"] = DataFile.parsed("words.toml", table)
    # The terms of the other files name classes of the real table: what is asked is refused before.
    with nullcontext() if fits else pytest.raises(FormError, match="接到"):
        Genre(files)


def test_choices_do_not_multiply_beyond_what_a_command_can_load() -> None:
    # Each word costs every command some 5 µs: eight thousand of them were 20 ms of its 250.
    assert sum(map(len, genre().by_start.values())) < 4000


def test_every_class_of_words_is_one_that_a_pattern_asks_for() -> None:
    files = genre().files
    rest = [name for name in files if name != "words"]
    asked = {w for name in rest for w in re.findall("[a-z_]+", str(files[name].data))}
    assert set(files["words"].data["words"]) - asked == set()


def test_a_word_spread_over_a_line_has_lost_no_number() -> None:
    assert "R15.placeholders" not in raised("公开红头文    件，更新及时。")
    assert "R15.placeholders" in raised("举办讲座    次，更新及时。")


def test_a_pattern_of_unknown_words_is_refused() -> None:
    file = DataFile.parsed("some.toml", "schema = 1")
    with pytest.raises(FormError, match="nowhere"):
        genre().compile(file, "said", "receive nowhere")


def test_a_phrase_of_itself_is_refused() -> None:
    file = DataFile("here.toml", {"phrases": {"one": "other", "other": "one"}})
    with pytest.raises(FormError, match="短语套得太深"):
        genre().compile(file, "claims[0]", "one")


@pytest.mark.parametrize("form", available_forms())
def test_the_rows_of_every_form_are_words(form: str) -> None:
    """The newest form's rows are; where another form has others, they belong into the data."""
    rows = dict(genre().rows_of(load_form(form)))
    assert all(genre().knows(name) for name in rows)


def test_tokens_cover_a_text_without_gap() -> None:
    plain = read("2023年，我局共收到公民提出的依申请公开事项12件（含上年结转2件），占87.5%。").plain
    tokens = read(plain).tokens
    assert "".join(plain[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)) == plain


# The file of each set of sayings, and the check that computes with them.
SAYINGS = {
    "growth": "R20.growth",
    "years": "R14",
    "holes": "R15.placeholders",
    "shares": "R20.shares",
    "charges": "R13",
}
SAID = [(rule, text) for name, rule in SAYINGS.items() for s in sayings(name) for text in s.hits]
MEANT = [(rule, text) for name, rule in SAYINGS.items() for s in sayings(name) for text in s.traps]


def raised(text: str) -> set[str]:
    """The checks that find something in ``text``, in a report of 2023."""
    return {rule_of(problem) for problem in Passage(file="genre", text=text).problems()}


@pytest.mark.parametrize(("rule", "text"), SAID)
def test_a_saying_finds_what_is_wrong_beside_it(rule: str, text: str) -> None:
    assert rule in raised(text)


@pytest.mark.parametrize(("rule", "text"), MEANT)
def test_a_saying_leaves_alone_what_is_right(rule: str, text: str) -> None:
    assert rule not in raised(text)


def test_what_a_pattern_is_said_to_need_is_in_everything_it_matches() -> None:
    for pattern in patterns():
        for sentence in pattern.hits:
            symbols = read(sentence).tokens.symbols
            if pattern.said.compiled.search(symbols):
                assert pattern.said.fits(symbols), (pattern.said.needs, sentence)


def test_what_may_be_left_out_is_not_needed() -> None:
    known = genre()
    shape = known.compile(DataFile("some.toml", {}), "said", "receive? (carry | left) count+")
    assert [known.names[symbol] for symbol in shape.needs] == ["count"]
    assert not shape.fits(known.symbols["receive"])
