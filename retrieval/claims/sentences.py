"""A sentence of a message becomes the claim that it makes or asks about, without what its sender says around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.places import read_places
from knowledge.statements import split
from knowledge.word_lists import words_in
from retrieval.claims.phrases import phrases
from retrieval.claims.questions import asks_for_a_count, claim_asked, noun_asked, without_whom_it_asks
from retrieval.claims.remarks import counts_something
from retrieval.claims.told_together import is_told_apart
from retrieval.claims.wrapping import BREAK, MAYBE_BREAK, is_masthead
from retrieval.grammar.withheld import tells_of_a_denial
from retrieval.ranking import plain_words
from retrieval.word_tables import words_in as chat_words


def parts_of(line: str) -> list[str]:
    """The sentences of one line; a row of pictures ends one, and one picture does behind an opener or a greeting."""
    found: list[str] = []
    for stretch in line.split(BREAK):
        pieces = stretch.split(MAYBE_BREAK)
        while len(pieces) > 1 and not _says_something(pieces[0]):
            found.append(pieces.pop(0))
        for piece in _at_pictures(pieces):
            whole = " ".join(piece.split())
            found.extend(part for span in split(whole) for part in _typed_small(span.of(whole)))
    return found


def _at_pictures(pieces: Sequence[str]) -> list[str]:
    """The pieces between single pictures, those that are no sentences by themselves together, and no small talk.

    >>> _at_pictures(["40 people are dead in Homs ", " how is this not on every front page"])
    ['40 people are dead in Homs ', ' how is this not on every front page']
    >>> _at_pictures(["40 people are dead in Homs ", " including 12 of the children"])
    ['40 people are dead in Homs   including 12 of the children']
    >>> _at_pictures(["mayor sacked after 24 years ", " dream job"])
    ['mayor sacked after 24 years ']
    >>> _at_pictures(["the mayor slept when the mill burned ", " the council of Holm is a joke"])
    ['the mayor slept when the mill burned ', ' the council of Holm is a joke']
    """
    found = list(pieces[:1])
    for piece in pieces[1:]:
        if phrases().small_talk.fullmatch(trimmed(piece)):
            continue
        is_comment = bool(phrases().opinion.search(piece)) and not counts_something(piece)
        if not _GOES_ON.match(piece) and (is_comment or is_told_apart(trimmed(found[-1]), trimmed(piece))):
            found.append(piece)
        else:
            found[-1] = f"{found[-1]} {piece}"
    return found


def _typed_small(sentence: str) -> list[str]:
    """The sentences of whoever begins none with a capital: "12 dead in kalden. the army says so".

    >>> _typed_small("12 dead in kalden. the army says so"), _typed_small("12 killed by govt. forces near mt. kalden")
    (['12 dead in kalden.', 'the army says so'], ['12 killed by govt. forces near mt. kalden'])
    """
    found, start = [], 0
    stops = [stop for stop in _SMALL_NEXT.finditer(sentence) if _ends_a_sentence(sentence, stop)]
    for stop, after in zip(stops, [*stops[1:], None], strict=False):
        before, behind = sentence[start : stop.end()].strip(), sentence[stop.end() : after.end() if after else None]
        if is_told_apart(trimmed(before), trimmed(behind)):
            found.append(before)
            start = stop.end()
    return [*found, sentence[start:]]


def _ends_a_sentence(sentence: str, stop: re.Match[str]) -> bool:
    before = sentence[: stop.start()]
    quotes = before.count('"') % 2 or before.count("“") > before.count("”")
    return before.split()[-1].lower() not in _SHORTENED and not quotes and not _GOES_ON.match(sentence, stop.end())


#: A full stop behind a word, before a small one; what opens with these goes on about whoever was named before it.
_GOES_ON = re.compile(
    r"\s*(?:in|at|near|on|by|of|from|with|for|to|after|including|among|and|or|but|who|which|that|as|when|while|than)\b",
    re.IGNORECASE,
)
_SMALL_NEXT = re.compile(r"(?<=[a-z]{2})(?:\.|[!?]+)\s+(?=[a-z]{2})")
_SHORTENED = words_in("titles_and_abbreviations") | frozenset(chat_words("claims", "shortened"))


def claim_in(sentence: str) -> tuple[str, str] | None:
    """The claim a sentence makes or asks about, or None for a greeting, a request, an opinion, a single word.

    With it goes the word for what it asks the number of; empty where it asks for none.
    """
    known = phrases()
    marked = bool(re.search(r"[?؟][\s\"'“”«»‘’!?؟)]*$", sentence))
    said = without_whom_it_asks(trimmed(_quoted_alone(sentence)))
    thought = False
    while True:
        before = said
        if known.small_talk.fullmatch(said):
            return None
        asking, talk = known.asking.match(said), known.talk.match(said) or known.command.match(said)
        if asking and (talk is None or _length(asking) >= _length(talk)):
            said = trimmed(said[asking.end() :])
        elif known.command.match(said) or (talk and not counts_something(said) and not asks_for_a_count(said)):
            return None
        elif found := known.greeting.match(said) or known.opener.match(said):
            said = trimmed(said[found.end() :])
        elif found := known.thinking.match(said):
            said, thought = trimmed(said[found.end() :]), True
        elif found := _CONJUNCTION.match(said):
            said = said[found.end() :]
        else:
            said = trimmed(known.closer.sub("", said))
            said = _ASKED_LAST.sub("", said) if marked else said
        if said == before:
            break
    if (thought_of := known.opinion.search(said)) and not known.reported.search(said):
        # "Russia flew 100 airstrikes, the monitor is lying": what comes before the opinion can be checked.
        clauses = [match.start() for match in _CLAUSE.finditer(said, 0, thought_of.start())]
        said = trimmed(said[: clauses[-1]]) if clauses else ""
        if _NOT_SAID_TO_BE.search(said) or not counts_something(said) or known.opinion.search(said):
            return None
    claim = claim_asked(said, marked=marked)
    if thought and not counts_something(claim) and not read_places(claim):
        return None
    return (claim, noun_asked(said)) if _says_something(claim) else None


def _quoted_alone(sentence: str) -> str:
    """What a sentence quotes, where all else in it is its sender's comment: "40 died in Homs" - i dont believe it."""
    found = _QUOTED.fullmatch(sentence)
    if found is None or len(found["said"].split()) < 3:
        return sentence
    beside = [found["before"].strip(), found["behind"].strip()]
    told = any(any(c.isdigit() for c in words) for words in beside)
    comments = all(not any(map(str.isalnum, words)) or phrases().of_the_sender.search(words) for words in beside)
    return found["said"] if comments and not told and not any(map(_is_anothers, beside)) else sentence


def _is_anothers(beside: str) -> bool:
    """Whether words beside a quotation deny it, or have somebody say it who is none of the sender's own."""
    if tells_of_a_denial(beside):
        return True
    voice = phrases().quoted_by.search(beside)
    return voice is not None and not phrases().of_the_senders_own.search(beside)


#: One quotation, and what stands before and behind it.
_QUOTED = re.compile(r"(?P<before>[^\"“”«»]*)[\"“«](?P<said>[^\"“”«»]+)[\"”»](?P<behind>[^\"“”«»]*)")
#: "100 airstrikes right?"
_ASKED_LAST = re.compile(r"\s+(?:right|true|correct|fake|really|no|yes|or not)$", re.IGNORECASE)
#: "If 20 people died", "20 will die": nobody is said to have died.
_NOT_SAID_TO_BE = re.compile(r"^(?:if|unless|when)\b|\b(?:will|would|could|might|may|if)\b", re.IGNORECASE)
#: Where a new clause begins: its subject stands between this and the opinion.
_CLAUSE = re.compile(r"[,;]\s+|\s+[-–—]+\s+|\s+(?:but|and|so|because)\s+", re.IGNORECASE)
_CONJUNCTION = re.compile(r"(?:and|but|so|also)\s+(?!many\b|much\b|far\b|called\b)", re.IGNORECASE)
#: "!!!1!"
_ONES = re.compile(r"(?<=[!?])1+[!?1]*$")
_MARKS = " \t.,:;!?…،؟¡¿-–—|+/\\"
_PAIRS = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("'", "'"), ("„", "“"), ("(", ")"), ("[", "]"))


def _length(found: re.Match[str]) -> int:
    return len(found.group().strip(_MARKS))


def trimmed(words: str) -> str:
    """Without the marks around it; a quotation mark or bracket stays where its partner stands inside."""
    while True:
        before = words
        words = _ONES.sub("", words).lstrip(_MARKS)
        # "100+" is a bound.
        words = words.rstrip(_MARKS) + ("+" if re.search(r"\d\+\W*$", words) else "")
        for opening, closing in _PAIRS:
            whole = words.startswith(opening) and words.endswith(closing) and len(words) > 1
            if whole and opening not in words[1:-1] and closing not in words[1:-1]:
                words = words[1:-1]
            elif words.startswith(opening) and closing not in words[1:]:
                words = words[1:]
            elif words.endswith(closing) and opening not in words[:-1]:
                words = words[:-1]
        if words == before:
            return words


def _says_something(words: str) -> bool:
    """Whether there are two words, one of them more than a letter and no number, and not only where: "in Syria"."""
    said = [word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", words)]
    if len(said) < 2 or is_masthead(words):
        return False
    if (telling := plain_words(words)) and len(telling) < len(said):
        where = {w for p in read_places(words) if p.span for w in plain_words(p.span.of(words))}
        if set(telling) <= where:
            return False
    return any(any(c.isalpha() for c in word) and len(word) > 1 for word in said)
