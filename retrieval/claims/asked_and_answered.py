"""A pasted question with its answer, or a claim with what a check found of it: only what is asked is the claim.

What somebody answered is no report, and nobody who pastes a check asks whether the check says so.
"""

from __future__ import annotations

import re

from retrieval.claims.following_up import is_a_number_alone
from retrieval.claims.questions import is_marked
from retrieval.claims.sentences import claim_in, parts_of
from retrieval.word_tables import any_of, worded

_TABLE = "asked_and_answered"
#: Where a line or a sentence begins, one of the words, a number perhaps, and a colon; letters alone may have a stop.
_LABEL = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.?!…”\"')])\s+)[*_\"“]*"
    rf"(?:(?P<label>{any_of(_TABLE, 'asking', 'answering')})(?:\s?\d{{1,2}})?[*_]*\s*[:：]"
    rf"|(?P<letter>[QA])\d{{0,2}}\.(?=\s)|(?P<word>question|answer|claim|verdict)\s+[-–—](?=\s))\s*",
    re.IGNORECASE,
)
_ASKING, _CHECKING = worded(_TABLE, "asking"), worded(_TABLE, "checking")
_RATED = re.compile(rf"\W*(?:{any_of(_TABLE, 'ratings')})\W*\Z", re.IGNORECASE)
_OPEN = worded(_TABLE, "open")
_YES_OR_NO = re.compile(rf"\W*(?:{any_of(_TABLE, 'yes_or_no')})\s*(?:[,.!:;–—]|-\s|\Z)", re.IGNORECASE)

#: A name or a figure behind the word that a question begins with.
_NAMES = re.compile(r"(?<!\A)(?<![.!?…] )\b(?:[A-Z][\w’'-]|[A-Z]{2,}|\d)")


def without_answers(words: str) -> str:
    """The words of a message without the answers to what is asked, or claimed, in it.

    >>> without_answers("Q: Did 40 people die in Kalden? A: No, the mayor said that two did.")
    'Did 40 people die in Kalden?'
    >>> without_answers("Claim: 40 people died in Kalden. Fact check: false")
    'Claim: 40 people died in Kalden.'
    >>> without_answers("Fact: 40 people died in Kalden"), without_answers("A: 40 people died in Kalden")
    ('Fact: 40 people died in Kalden', 'A: 40 people died in Kalden')
    """
    kept, start, asked, announced = "", 0, False, False
    for label in _LABEL.finditer(words):
        if label.start() < start:
            continue
        told, called = words[start : label.start()], _called(label)
        checks = announced and bool(_CHECKING.fullmatch(called))
        if _ASKING.fullmatch(called) and not checks:
            kept, asked = f"{kept}{told.rstrip()}\n" if told.strip() else kept, True
            announced = announced or not _CHECKING.fullmatch(called)
            # "Q:" says nothing; what a claim is called, whoever reads the sentence takes off.
            start = label.end() if called.lower() in ("q", "question") else label.start() + _blank(label)
            continue
        behind = words[label.end() : _next_asked(words, label.end())]
        is_asked = asked or is_marked(told)
        claim = _claim_last_in(kept + told) if is_asked else None
        if claim or _RATED.match(behind):
            number = behind.strip() if claim and claim[1] and is_a_number_alone(behind) else ""
            kept, start, asked, announced = (
                f"{kept}{told.rstrip()}\n{number}\n",
                label.end() + len(behind),
                False,
                False,
            )
        elif is_asked:
            kept, start = f"{kept}{told.rstrip()}\n", label.end()
    return (kept + words[start:]).strip("\n ") if kept or start else words


def _claim_last_in(asked: str) -> tuple[str, str] | None:
    """The claim in what is asked last, with the word for what it asks the number of; None where the claim is in its
    answer: "did you know?", "what happened in Kalden?".
    """
    last = ([part for line in asked.split("\n") for part in parts_of(line)] or [""])[-1]
    return None if _OPEN.search(last) else claim_in(last)


def _called(label: re.Match[str]) -> str:
    return label["label"] or label["letter"] or label["word"] or ""


def is_an_answer(sentence: str, question: str) -> bool:
    """Whether a sentence right behind a question begins as its answer, and the question has a claim in it.

    "What next?" and "Did it happen?" name nothing: what stands behind them is what somebody claims.

    >>> asked = "Did a rocket hit Kalden?"
    >>> is_an_answer("No, it was a rocket.", asked), is_an_answer("No civilians were killed.", asked)
    (True, False)
    >>> [is_an_answer("No, 40 died in Kalden.", asked) for asked in ("What next?", "Did it happen?")]
    [False, False]
    """
    return bool(_YES_OR_NO.match(sentence)) and not _OPEN.search(question) and bool(_NAMES.search(question.strip()))


def _next_asked(words: str, start: int) -> int:
    """Where the next question or claim is announced; an answer goes on until there."""
    found = (label for label in _LABEL.finditer(words, start) if label.start() >= start)
    asking = (m.start() for m in found if _ASKING.fullmatch(_called(m)))
    return next(asking, len(words))


def _blank(label: re.Match[str]) -> int:
    return len(label.group()) - len(label.group().lstrip())
