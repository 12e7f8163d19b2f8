"""Small agreements of English: one voice says, several say; two million is not 2e+06."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.number_words import ONES


def listed(words: Sequence[str]) -> str:
    """Words as a person lists them.

    >>> listed(["SANA", "SOHR", "AP"])
    'SANA, SOHR and AP'
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


#: Words that end in -s and are one thing.
ONE_THING = frozenset(("news", "series", "rights", "corps", "headquarters"))
#: What is said of a voice after a comma, and is no second voice: "Border Monitor, a rights group".
_APPOSITION = re.compile(r", (?:an?|the|its|his|her|their|who|which|whose)\b.*")
#: Names that are written with an article.
WITH_ARTICLE = frozenset((
    "United Nations", "UN", "United States", "US", "United Kingdom", "UK", "European Union", "EU", "Arab League",
    "White House", "White Helmets", "Red Cross", "Red Crescent", "US-led Coalition", "Taliban", "Houthis",
))  # fmt: skip
#: What a body is called that is written so after the name of its country: "the Syrian army".
BODIES_OF_STATE = ("government", "army", "military", "navy", "coalition", "air force")
_COUNTING = frozenset((*ONES, "a", "an", "the", "several", "some", "many", "local", "his", "her", "their"))


def is_plural(name: str) -> bool:
    """Whether a voice is several: a plural that is no name is written small, and "and" joins two.

    >>> is_plural("Gaza officials"), is_plural("Airwars"), is_plural("Amnesty International and Airwars")
    (True, False, True)
    >>> is_plural("a human rights group"), is_plural("Mill Watch, a group of medics"), is_plural("satellite analysis")
    (False, False, False)
    """
    name = _APPOSITION.sub("", name)
    if name.startswith(("a ", "an ")) and " and " not in name:
        return False
    words = [word.strip("”“\"',.") for word in name.split()]
    return "and" in words or "police" in words or any(_is_several(word) for word in words)


def _is_several(word: str) -> bool:
    """Whether a word that is no name ends as a plural does: "medics", not "analysis", "press" or "army's"."""
    return (
        word.islower()
        and word.endswith("s")
        and not word.endswith(("us", "is", "ss", "'s", "’s"))
        and (word not in ONE_THING)
    )


def in_a_sentence(name: str) -> str:
    """A voice inside a sentence: an office is written with its article, a name without.

    >>> in_a_sentence("coast guard"), in_a_sentence("SOHR"), in_a_sentence("two officials"), in_a_sentence("a doctor")
    ('the coast guard', 'SOHR', 'two officials', 'a doctor')
    >>> in_a_sentence("United Nations"), in_a_sentence("Syrian army")
    ('the United Nations', 'the Syrian army')
    """
    first = name.split()[0]
    plain = first[:1].islower() and first not in _COUNTING and not is_plural(name)
    of_a_state = not first[:1].islower() and name.lower().endswith(tuple(f" {body}" for body in BODIES_OF_STATE))
    return f"the {name}" if plain or of_a_state or name == "police" or name in WITH_ARTICLE else name


def verb(names: Sequence[str], one: str, several: str) -> str:
    """The form of a verb that agrees with these voices."""
    return several if len(names) > 1 or is_plural(names[0]) else one


def number(value: float) -> str:
    """A number as it is printed: whole ones whole.

    >>> number(2_000_000.0), number(1.5)
    ('2,000,000', '1.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def opening(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
