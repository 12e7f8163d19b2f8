"""Whether a form that is as often a noun or the end of a name stands as a verb: "claims", "states", "reports"."""

from __future__ import annotations

import re

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, PRONOUNS, VOICES, Word, has_finite, is_finite
from knowledge.attributions.cues import Cue, cue_of_form
from knowledge.word_lists import any_of, words_in

_AFTER_A_NOUN = words_in("after_a_noun")
_SO_MANY = re.compile(rf"(?:{any_of('before_a_number')}) \d", re.IGNORECASE)


def ends_a_name(words: list[Word], place: int, at: int) -> bool:
    """Whether an adverb before the verb at `at` is the end of a name: "Human Rights Now said"."""
    named = place > 0 and words[place].text[:1].isupper() and words[place - 1].text[:1].isupper()
    return named and words[at].text[:1].islower() and words[place].lower in ADVERBS


def _is_object(words: list[Word], first: int) -> bool:
    """Whether a noun at place `first` is what is rejected or looked into ("debunk Russian claims", "a probe into")."""
    for place in range(first - 1, max(first - 7, 0), -1):
        row = cue_of_form().get(words[place].lower)
        if (row is not None and row.grade == "denied") or words[place].lower == "into":
            return True
        if (words[place].is_mark and words[place].text not in ("’", "'", "-", ".")) or is_finite(words, place):
            return False
    return False


def is_verb(words: list[Word], first: int, last: int, row: Cue) -> bool:
    """Whether a form that is as often a noun stands as a verb: a voice before it, a clause behind it."""
    if first == 0 or _is_object(words, first):
        return False
    previous = words[first - 1]
    following = words[last + 1] if last + 1 < len(words) else None
    # "Rebels vow to fight", but "the rush to report to the office".
    promised = following is not None and following.lower == "to" and row.cue == "promise"
    if following is None or (following.lower in _AFTER_A_NOUN and not promised):
        return False
    if row.cue == "report" and following.lower in ("found", "showed", "shows", "was", "is", "has", "had"):
        # "The committee's latest report found".
        return False
    if words[first].lower == "report" and following.lower in cue_of_form() and not previous.lower.endswith("s"):
        # "A circulating report claims that": one of whom it is not told cannot "report".
        return False
    if row.cue == "document" and following.lower in cue_of_form():
        # "Court documents show that ten died".
        return False
    if words[first].lower == "states" and re.search(r"(?:^United|ern)$", previous.text):
        return False
    if re.search(r"['’]s$|s['’]$", previous.text):
        # "Norland's claim that ten died".
        return False
    if following.is_mark and following.text not in ("“", '"', ":", "‘", "'", "$"):
        return False
    if following.lower in cue_of_form() and following.lower not in cue_of_form()[following.lower].nouns:
        # "Initial reports indicated", "SANA claims said".
        return False
    voice = (
        previous.lower in PRONOUNS
        or previous.text[:1].isupper()
        or bool(VOICES.fullmatch(previous.text))
        or words[first].lower in AUXILIARIES
        or words[first].lower == "also"
        or previous.text in (",", ")")
    )
    clause = (
        promised
        or following.lower == "that"
        or has_finite(words[last + 1 : last + 25])
        or following.text in ("“", '"', ":", "‘")
        or following.lower in ("at", "the", "a", "an")
        or following.text[:1].isdigit()
        or following.text[:1].isupper()
        # "Police counted no more than 22,000".
        or (
            previous.lower not in PRONOUNS
            and bool(_SO_MANY.match(" ".join(w.text for w in words[last + 1 : last + 5])))
        )
    )
    return voice and clause
