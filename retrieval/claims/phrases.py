"""The fixed phrases of chats, from a table that an editor keeps: greetings, openers, questions, calls to share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from retrieval.word_tables import table_of

#: How chats spell the commonest words of these phrases.
_SPELLED = {
    "you": "(?:you|u|ya)",
    "please": "(?:please|pls+|plz+)",
    "true": "(?:true|tru|ture)",
    "is it": r"(?:is\s+it|isit|is\s+t)",
    "are": "(?:are|r)",
}
#: What stands between an opener and what it opens.
_MARK = r"\s*(?:[:|!?.,…\x1e\x1f]+|[-–—=]+>|[-–—]+(?=\s))[\s:|!?.,…\x1e\x1f–—-]*"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The table claims.toml, ready to be looked for."""

    greeting: re.Pattern[str]
    opener: re.Pattern[str]
    asking: re.Pattern[str]
    closer: re.Pattern[str]
    thinking: re.Pattern[str]
    talk: re.Pattern[str]
    command: re.Pattern[str]
    small_talk: re.Pattern[str]
    opinion: re.Pattern[str]
    reported: re.Pattern[str]
    header: re.Pattern[str]
    letter_head: re.Pattern[str]
    letter_subject: re.Pattern[str]
    credit: re.Pattern[str]
    file_name: re.Pattern[str]
    of_the_sender: re.Pattern[str]
    quoted_by: re.Pattern[str]
    of_the_senders_own: re.Pattern[str]
    furniture: frozenset[str]
    outlet_words: frozenset[str]
    joiners: frozenset[str]
    compounded: frozenset[str]
    no_towns: frozenset[str]
    #: Plain form to past, and every form that stands behind "was" or "has".
    past: dict[str, str]
    participles: frozenset[str]


@cache
def phrases() -> Phrases:
    """The table as patterns; read once."""
    table = table_of("claims")
    greetings, interjections = _any(table["greetings"]), _any(table["interjections"])
    greeted, questions, hearsay = _any(table["greeted"]), _any(table["questions"]), "|".join(table["hearsay"])
    remarks = "|".join(table["closing_remarks"])
    closers, talk = f"{remarks}|{_any(table['closers'])}", table["not_claims"]
    forms = [row.split() for row in table["verbs"]]
    quoting, own = "|".join(table["quoted_by"]), "|".join(table["of_the_senders_own"])
    return Phrases(
        greeting=_pattern(
            rf"(?:{greetings})(?:(?:,?\s+(?:{greeted}))+(?!\w)|(?!\w))[\s,.!?:;…\x1e\x1f–—-]*"
            rf"|(?:{interjections})(?:,?\s+(?:{greeted}))*(?!\w)\s*(?:[,.!?:;…\x1e\x1f–—]+\s*|[-–—=]+>\s*|$)"
        ),
        opener=_pattern(
            rf"(?:{_any(table['openers'])})(?!\w)(?:{_MARK}|$)"
            rf"|(?-i:{_any(table['shouted'], upper=True)})\s+"
        ),
        # "WHO says" amid small letters is the health body's word and asks for nobody.
        asking=_pattern(rf"(?!(?-i:WHO [a-z]))(?:{questions}|{hearsay})(?!\w)[\s:,?!…\x1e\x1f–—-]*"),
        closer=re.compile(
            rf"(?:\s*[,.!?;:…|({_marks()}]+\s*|\s+[-–—]+\s*)(?:and\s+|but\s+)?(?:{closers})[\s?!.,…)\]{_marks()}]*$"
            rf"|\s+(?:and|but|yet|as|while)\s+(?:{remarks})\W*$|\s+but\s+(?:{closers})\W*$"
            rf"|\s+(?:{'|'.join(table['laughs'])})(?:\s+(?:sure|ok|okay|yeah|right|no))?\W*$"
            r"|\s+(?:is\s+(?:that|this|it)\s+(?:true|real|fake)|true\s+or\s+(?:false|fake)|yeah\s+right|or\s+not|they\s+say|so\s+(?:stop|quit)\s+\w+ing"
            r"|это\s+правда|¿?es\s+(?:cierto|verdad)|c['’]est\s+vrai|stimmt\s+das|ist\s+das\s+wahr|هل\s+هذا\s+صحيح)\W*$",
            re.IGNORECASE,
        ),
        thinking=_pattern(rf"(?:{_any(table['thinking'])})(?!\w)[\s,:]*"),
        talk=_pattern(_openings(talk)),
        command=_pattern(_openings(table["commands"])),
        small_talk=_pattern(
            rf"(?:(?:{greeted})[\s,]+)?(?:{greetings}|{interjections}|{closers}|{_any(table['openers'])})"
        ),
        opinion=re.compile(rf"\b(?:{table['opinions'][0]})\b(?!\s+have\b)|{table['opinions'][1]}\W*$", re.IGNORECASE),
        reported=re.compile(rf"\b(?:{table['reported']})\b|[:“\"]", re.IGNORECASE),
        header=_pattern(rf"[\W_]*(?:{'|'.join(table['forward_headers'])})(?!\w)"),
        letter_head=_pattern(rf"(?:{_any(table['letter_heads'])})\s*:\s"),
        letter_subject=_pattern(rf"(?:(?:{_any(table['letter_subjects'])})\s*:\s*)+"),
        credit=_pattern(rf"\W*(?:{_any(table['credit_labels'])})\s*:?\s"),
        file_name=_pattern(rf"\W*(?:{'|'.join(table['file_names'])})\W*$"),
        of_the_sender=_pattern(rf"\b(?:{_any(table['of_the_sender'])})\b"),
        quoted_by=_pattern(rf"\b(?:{quoting})\b"),
        of_the_senders_own=_pattern(rf"\b(?:{own})\s+(?:{quoting})\b|\b(?:{quoting})\s+(?:my\s+)?(?:{own})\b"),
        furniture=frozenset(word for phrase in table["furniture"] for word in phrase.split()),
        outlet_words=frozenset(table["outlet_words"]),
        joiners=frozenset(table["joiners"]),
        compounded=frozenset(table["compounded"]),
        no_towns=frozenset(table["no_towns"]),
        past={form[0]: form[1] for form in forms},
        participles=frozenset(word for form in forms for word in form[1:]),
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _marks() -> str:
    return "\x1e\x1f"


def _any(listed: Iterable[str], *, upper: bool = False) -> str:
    """One of the phrases, longest first, however a chat spells it."""
    longest_first = sorted(listed, key=len, reverse=True)
    return "|".join(_spelled(phrase.upper() if upper else phrase) for phrase in longest_first)


def _spelled(phrase: str) -> str:
    escaped = (
        re.escape(phrase).replace(r"\ ", " ").replace("'", "['’]?").replace("-", "[- ]?").replace("\\[- ]?", "[- ]?")
    )
    for word, ways in _SPELLED.items():
        escaped = re.sub(rf"\b{word}\b(?!['\[])", ways.replace("\\", r"\\"), escaped)
    return escaped.replace(" ", r"\s+")


def _openings(listed: Iterable[str]) -> str:
    """One word alone opens many a sentence ("Help arrives"): it counts when hardly more follows."""
    listed = list(listed)
    single = _any(word for word in listed if " " not in word)
    several = _any(phrase for phrase in listed if " " in phrase)
    return rf"(?:{several})(?!\w)|(?:{single})(?!\w)(?:\W+\w+)?\W*$"
