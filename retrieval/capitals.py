"""Names that were typed without capitals: "42 dead in kunduz" is of Kunduz, where the reports found write it so."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.model import Claim, Finding
from knowledge.places import read_places
from retrieval.closeness import without_article
from retrieval.spelling import stem

#: The nearest findings; further down are other stories, with other names.
READ = 60
#: "us" and "un" are words.
SHORTEST = 4

_word = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: A sentence opens with a capital, whatever its first word is.
_within = re.compile(r"(?<=[\w,’')] )[^\W\d_]+(?:['’-][^\W\d_]+)*")
_calendar = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name))


def in_capitals(claim: Claim, findings: Sequence[Finding]) -> Claim:
    """The claim with a capital where the reports found write a word so, always; the claim itself where none does.

    Figures and times stay as they were read; places are read anew.
    """
    typed = {w for w in _word.findall(claim.text) if w.islower() and len(w) >= SHORTEST and w not in _calendar}
    if not typed:
        return claim
    names = _names_among(typed, islice(findings, READ))
    if not names:
        return claim
    text = _word.sub(lambda found: capitalised(found.group()) if found.group() in names else found.group(), claim.text)
    where = read_places(text)
    return replace(claim, text=text, where=where if len(where) >= len(claim.where) else claim.where)


def _names_among(typed: set[str], findings: Iterable[Finding]) -> set[str]:
    """Those of these words that findings, or what a note calls its event and place, write with a capital alone."""
    capital: set[str] = set()
    small: set[str] = set()
    for finding in findings:
        article = finding.article
        for text in filter(None, (finding.words, article.event, article.place)):
            small.update(word for word in _word.findall(text) if word.islower())
            capital.update(word.lower() for word in _within.findall(text) if _is_a_name(word))
        # A place is a name from its first letter on.
        capital.update(w.lower() for w in _word.findall(article.place or "") if _is_a_name(w))
    known = {stem(word) for word in capital} - {stem(word) for word in small}
    return {word for word in typed if word not in small and stem(word) in known}


def _is_a_name(word: str) -> bool:
    """Whether a word is written as a name: "Kunduz", "al-Ahli", and no "UN"."""
    return without_article(word)[0].isupper() and not word.isupper()


def capitalised(word: str) -> str:
    """The word with a capital, no longer than it was: spans point into what was typed."""
    capital = word.capitalize()
    return capital if len(capital) == len(word) else word
