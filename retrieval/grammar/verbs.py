"""The verbs of claims in the forms in which they are printed: "bury", "buries", "buried"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retrieval.spelling import stem
from retrieval.word_tables import words_in


@cache
def verb_of() -> dict[str, str]:
    """Each form of a verb, but for the one that ends in "s", and the verb.

    >>> verb_of()["shot"], verb_of()["burst"], "shoots" in verb_of()
    ('shoot', 'burst', False)
    """
    return {form: plain for plain, *past in _forms() for form in (plain, *past)}


def _forms() -> list[list[str]]:
    """Each verb that the tables know, in its plain form and then in its others."""
    return [row.split() for row in (*words_in("verbs", "irregular"), *words_in("claims", "verbs"))]


# Reports have few words, again and again.
@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The stem of a word, of a verb in its plain form.

    >>> lemma("shot") == lemma("shoots"), lemma("Vane's")
    (True, 'vane')
    """
    small = re.sub(r"['’]s?$", "", word.lower())
    return stem(verb_of().get(small, small))


# Reports have few words, again and again.
@lru_cache(maxsize=20_000)
def is_of_a_verb(word: str) -> bool:
    """Whether a word in small letters is a verb in a form of which another may print another: "flees", "fleeing".

    A thing that is called by such a form is none: "building", "wedding".

    >>> is_of_a_verb("flees"), is_of_a_verb("fled"), is_of_a_verb("fleeing"), is_of_a_verb("building")
    (True, True, True, False)
    """
    if word in verb_of() or word in told_of_now():
        return True
    return word.endswith("ing") and word not in words_in("verbs", "things") and lemma(word) in _stems_of_verbs()


@cache
def _stems_of_verbs() -> frozenset[str]:
    return frozenset(map(lemma, plain_verbs()))


def is_done(word: str) -> bool:
    """Whether a word in small letters tells of what was done by its own form: "killed", "stolen"; "quit" may not.

    >>> is_done("killed"), is_done("stolen"), is_done("quit")
    (True, True, False)
    """
    return word.endswith("ed") or verb_of().get(word, word) != word


@cache
def told_alike() -> frozenset[str]:
    """The verbs whose plain form is their past or their participle as well: "hit", "cut", "come".

    >>> {"hit", "quit"} <= told_alike(), "attack" in told_alike()
    (True, False)
    """
    return frozenset(plain for plain, *past in _forms() if plain in past)


@cache
def done_by_somebody() -> frozenset[str]:
    """The forms that tell what somebody did, and never what was done to them: "stole", "sank"; "sold" may be either.

    >>> {"stole", "sank", "fell"} <= done_by_somebody(), done_by_somebody() & {"sold", "struck", "hit"}
    (True, frozenset())
    """
    own = (past for _, *past in _forms() if len(past) > 1 and past[0] not in past[1:])
    return frozenset(past[0] for past in own if not past[0].endswith("ed")) - {"struck", "bid"}


@cache
def participles() -> dict[str, str]:
    """Each past form of a verb whose participle is another than its past, and the participle.

    >>> participles()["took"], participles()["taken"], "killed" in participles()
    ('taken', 'taken', False)
    """
    return {form: past[-1] for _, *past in _forms() if len(past) > 1 for form in past}


@cache
def plain_verbs() -> frozenset[str]:
    """The verbs as a dictionary has them, which stand behind "may" and "did not"."""
    return frozenset(verb_of().values())


@cache
def told_of_now() -> frozenset[str]:
    """The verbs as headlines have them: "buries", "ends", and "bury" of several.

    >>> {"buries", "ends", "crashes", "bury"} <= told_of_now(), "buried" in told_of_now()
    (True, False)
    """
    return plain_verbs() | {form for verb in plain_verbs() for form in (f"{verb}s", f"{verb}es", f"{verb[:-1]}ies")}
