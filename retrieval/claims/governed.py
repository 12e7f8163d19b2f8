"""Who says or denies what a sentence joins: of "SOHR says 40 died in Homs and 30 died in Idlib" both are SOHR's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.grammar.clauses import figures_in
from retrieval.grammar.withheld import refutes
from retrieval.word_tables import any_of, worded

_NAME = r"(?:the\s+|an?\s+)?[^\d,;:()\"“”]{2,50}"
#: Who is named last as saying all of it: "…, says SOHR", "… according to SOHR", "…, the Observatory said on Monday".
_LAST = re.compile(
    rf"(?:,|\s[-–—])?\s+(?:{any_of('joined', 'by_whom')})\s+{_NAME}$"
    rf"|(?:,|\s[-–—])\s*(?:{any_of('joined', 'quoting')})\s+(?!(?:to|by)\b){_NAME}$"
    rf"|(?:,|\s[-–—])\s*(?!(?:{any_of('joined', 'turning')})\b){_NAME}\s(?:{any_of('joined', 'saying')})"
    r"(?:\s+(?:on\s+)?[^\W\d_]+day)?$",
    re.IGNORECASE,
)
#: Nobody is named before it, or it only describes what follows: "the claimed attack", "in disputed Kalden".
_DESCRIBES = re.compile(rf"(?:^|-|\b(?:the|an?|its|their|of|over|{any_of('joined', 'where')}))\s*$", re.IGNORECASE)
_OWN = re.compile(any_of("joined", "by_whom") + "|" + any_of("contrasts", "denied_after"), re.IGNORECASE)
_SAYING = re.compile(
    rf"\b(?:{any_of('contrasts', 'denied_after')}|{any_of('joined', 'by_whom', 'saying')}"
    rf"|{any_of('contrasts', 'denying')})\b",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(any_of("joined", "by_whom"), re.IGNORECASE)
#: Whom "according to" names, to the comma, or in capitals.
_NAMED = re.compile(r"[^,;:\d]+[,:]\s+|(?:\s+(?:the\s+)?[A-Z][\w’'-]*)+\s+(?=[\da-z])")
#: Behind these what is said may begin without "that"; who counts or confirms may do so of the first alone.
_SAYING_AT_ONCE = re.compile(any_of("joined", "quoting"), re.IGNORECASE)
_THAT = re.compile(
    rf"(?:\s+(?:{any_of('contrasts', 'carriers')}|{any_of('joined', 'hearers')})){{0,5}}?\s+that\s+", re.IGNORECASE
)
#: "The storm claimed 40 lives": a storm says nothing.
_LIVES = re.compile(rf"(?:\s+\S+){{1,3}}?\s+(?:{any_of('joined', 'taken')})\b", re.IGNORECASE)


def said_last(sentence: str) -> tuple[str, str]:
    """A sentence without who is named behind it as saying so, and these words; nothing where nobody is.

    >>> said_last("40 died in Homs and 30 died in Idlib, says SOHR")
    ('40 died in Homs and 30 died in Idlib', ', says SOHR')
    """
    found = _LAST.search(sentence)
    return (sentence[: found.start()], found.group()) if found else (sentence, "")


def said_first(sentence: str) -> tuple[str, str]:
    """The words that say or deny all that a sentence joins, and the rest; nothing where they may govern less.

    >>> said_first("It is not true that 40 died in Homs and 30 died in Idlib")
    ('It is not true that ', '40 died in Homs and 30 died in Idlib')
    >>> said_first("40 died in Homs"), said_first("The ministry denied responsibility for 40 deaths")
    (('', '40 died in Homs'), ('', 'The ministry denied responsibility for 40 deaths'))
    """
    last = _governing(sentence)
    if last is None or worded("joined", "turning").search(sentence[: last.start()]):
        return "", sentence
    behind = sentence[last.end() :]
    if last.group().lower().endswith("that"):
        opened = re.match(r"\s+", behind)
    elif _BY_WHOM.fullmatch(last.group()):
        opened = _NAMED.match(behind)
    elif not (opened := _THAT.match(behind)) and _SAYING_AT_ONCE.fullmatch(last.group()):
        opened = re.match(rf"[,:\s]+(?!(?:{any_of('joined', 'not_yet')})\b)", behind)
    end = last.end() + opened.end() if opened else 0
    return sentence[:end], sentence[end:]


def begins_anew(words: str) -> bool:
    """Whether words behind a speaker go on with what need not be his: "…; the army left", "… while the army left"."""
    return bool(re.search(rf"(?:{any_of('joined', 'anew')})(?!\w)", words, re.IGNORECASE))


def keep_their_voices(sentence: str, parts: Sequence[str]) -> bool:
    """Whether no part of a sentence has lost who says or denies it.

    >>> keep_their_voices("SOHR says 40 died and 30 were hurt", ["SOHR says 40 died", "30 were hurt"])
    False
    """
    voiced = [has_a_voice(part) for part in parts]
    if _governing(sentence) and not all(voiced):
        return False
    return not refutes(sentence) or all(own or refutes(part) for own, part in zip(voiced, parts, strict=True))


def has_a_voice(part: str) -> bool:
    """Whether words have somebody say or deny them, in front or behind."""
    return bool(_governing(part) or said_last(part)[1])


def _governing(sentence: str) -> re.Match[str] | None:
    """The last word of saying or denying before the first figure of a sentence, which is somebody's."""
    figures = figures_in(sentence)
    before = sentence[: figures[0].span.start] if figures else sentence
    found = [
        match
        for match in _SAYING.finditer(before)
        if not (_DESCRIBES.search(before[: match.start()]) and not _OWN.fullmatch(match.group()))
        and not re.match(r"\s+by\b", sentence[match.end() :])
        and not _LIVES.match(sentence[match.end() :])
    ]
    return found[-1] if found else None
