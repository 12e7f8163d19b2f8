"""The words of a sentence, and what they look like: a verb that carries a clause, or somebody who speaks.

There is no grammar here, only the habits of newsrooms: which words betray a finite verb, what a voice is called.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.word_lists import any_of, words_in

WORD = re.compile(r"\w+(?:[’'.-]\w+)*\.?(?<![^A-Z.]\.)|[^\w\s]")

AUXILIARIES = words_in("auxiliaries")
ADVERBS = words_in("adverbs")
LEADING = words_in("leading")
_FINITE = words_in("finite_verbs")
_AFTER_FINITE = words_in("after_finite")
_REDUCED = words_in("descriptions")
_DETERMINERS = words_in("determiners")
PRONOUNS = words_in("pronouns")
VOICES = re.compile(rf"(?i)\b(?:{any_of('voices')})\b")
_EVENTS = words_in("events")
JOINING = words_in("joining")


class Word(NamedTuple):
    """One word or mark of a sentence, with its offsets."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in small letters; "IS", "US" and "WHO" are names and stay as they are."""
        if self.text in ("IS", "US", "WHO"):
            return self.text
        return self.text.lower().replace("’", "'")

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] == "_")


#: "Rockets killed five" tells something, though "killed" may be a participle.
BEFELL = re.compile(r"\b[a-z]{2,}ed\b|\b(?:left|hit|struck|fell|shot)\b")


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and marks between two offsets, in order."""
    return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def is_finite(words: list[Word], at: int) -> bool:
    """Whether the word at this place is a verb that carries its clause, as far as its looks tell."""
    word = words[at].lower
    if word in _FINITE:
        return not (
            word in ("led", "set", "left", "laid", "shot", "hit")
            and at + 1 < len(words)
            and words[at + 1].lower == "by"
        )
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if (
        word.endswith("ed")
        and len(word) > 3
        and word not in ("need", "seed", "feed", "indeed", "speed", "deed")
        and "-" not in word
        and words[at].text.islower()
    ):
        # "officials based in Homs" is a description; "officials issued a statement" is a clause.
        return after in _AFTER_FINITE and not (
            word in _REDUCED and after in ("in", "on", "at", "to", "as", "with", "for", "after", "from")
        )
    return bool(
        word.endswith("s")
        and len(word) > 3
        and words[at].text.islower()
        and at > 0
        and words[at - 1].text[:1].isupper()
        and after in ("the", "a", "an", "to", "that", "his", "its", "their")
        and not word.endswith("ss")
    )


def has_finite(words: list[Word]) -> bool:
    """Whether a clause of its own stands in these words."""
    return any(is_finite(words, i) for i in range(len(words)))


def looks_like_voice(words: list[Word]) -> bool:
    """Whether the words can name somebody who speaks: a name, a pronoun, or one of the usual voices."""
    plain = [w for w in words if not w.is_mark]
    if not plain or len(plain) > 32:
        return False
    if len(plain) == 1 and plain[0].lower in PRONOUNS:
        return True
    if any(w.text[:1].isupper() for w in plain[1:]) or (
        plain[0].text[:1].isupper() and plain[0].lower not in LEADING | _DETERMINERS | AUXILIARIES
    ):
        return True
    joined = " ".join(w.text for w in plain)
    return bool(VOICES.search(joined)) or plain[0].lower in ("the", "his", "her", "their", "its", "my", "our")


def is_no_voice(words: list[Word]) -> bool:
    """Whether the words are of a headline and name nobody who speaks: what happened, or to how many.

    >>> [is_no_voice(words_of(w, 0, len(w))) for w in ("Casualties", "No dead in raid", "Fire 9", "Amber fire chief")]
    [True, True, True, False]
    """
    events = [i for i, w in enumerate(words) if w.lower in _EVENTS and (i == 0 or w.text.islower())]
    if not events or len(words) == 1:
        return bool(events)
    head = next((i for i, w in enumerate(words) if i and w.lower in JOINING), len(words))
    if VOICES.search(" ".join(w.text for w in words[:head])) and words[0].lower != "no":
        return False
    # "The injured said": they can.
    happened = head - 1 in events and words[head - 1].lower not in ("injured", "wounded")
    counts = any(w.text[:1].isdigit() for w in words)
    return words[0].lower == "no" or counts or happened or (name_at_the_end(words) - 1) in events


def name_at_the_end(words: list[Word]) -> int:
    """Where a name begins that ends these words with nothing to tie it to them ("site of raids Omar Aziz"); else 0."""
    begin = len(words)
    while begin and (words[begin - 1].text[:1].isupper() or VOICES.fullmatch(words[begin - 1].text)):
        begin -= 1
    tied = begin == len(words) or not begin or words[begin - 1].is_mark or words[begin - 1].lower in JOINING
    return 0 if tied else begin
