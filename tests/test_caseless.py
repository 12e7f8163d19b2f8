"""Patterns that stand in few texts are found wherever `re.IGNORECASE` finds them, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.caseless import Caseless, any_in_whatever_letters

PATTERNS = (
    r"\b(?:denied|No One|n['’]t)\b",
    r"(?<![\w-])(?:kill(?:s|ed)?|struck)(?![\w-])",
    r"[A-Z]\w+ of\W*\Z",
    r"\A\s*(?:the [^A-F]\w+)\s+since \d{4}",
    r"(?P<Verb>DENIED|kill)(?=ED| it|\Z)(?:.*(?P=Verb))?",
)
TEXTS = (
    "The mayor DENIED it",
    "NO ONE was kiLled",
    "Didn’t the guns of ",
    "THE İSTANBUL since 2014",
    "ıt was denıed, and kıll",
    "kill\u017f, \u017ftruck, \u212aill",
    "",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.one_of(st.sampled_from(TEXTS), st.text("aDdEeİıIiſsSKk\u212anolLtTr’ -o2014N.", max_size=30)))
def test_it_is_found_as_in_whatever_letters(pattern: str, text: str) -> None:
    fast, plain = Caseless(pattern), re.compile(pattern, re.IGNORECASE)
    found, wanted = fast.search(text), plain.search(text)
    assert (found and found.span()) == (wanted and wanted.span())
    assert [one.span() for one in fast.finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert fast.sub("_", text) == plain.sub("_", text)
    assert fast.split(text) == plain.split(text)


WORDS = ("told", "said so", "said", "is", "kill", "tell it", "s.", "ştated")


@given(text=st.text("aDdEeİıIiſsSKk\u212anolLtTrŞş. ", max_size=30))
def test_a_table_of_words_is_found_as_in_whatever_letters(text: str) -> None:
    fast = re.compile(rf"(?<!\w)(?:{any_in_whatever_letters(WORDS)})", re.IGNORECASE)
    plain = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, WORDS))})", re.IGNORECASE)
    assert [one.span() for one in fast.finditer(text)] == [one.span() for one in plain.finditer(text)]
