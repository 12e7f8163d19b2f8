"""Which figures a statement prints without giving them: those its speaker calls wrong, doubts, asks about or took back.

"The mayor said reports of 20 dead were wrong" prints 20, and the mayor has not counted 20. Nor is a sum that a note's
editor added up. Where in doubt, a figure is nobody's own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Article, Attribution, Finding, Quantity, Statement
from knowledge.notes import remark_on_fact
from knowledge.sentences import split
from retrieval.counts.superseded import superseded
from retrieval.origins import said_of
from retrieval.word_tables import table_of

#: Characters behind a statement in which its speaker may take its figure back: "It later withdrew the figure."
NEXT_SENTENCE = 90
#: How the reason begins that is shown for a figure which its speaker gave and took back.
TAKEN_BACK = "taken back:"
#: How the reason begins for a figure that its speaker calls wrong, doubts or sets aside: "45, not 70".
NOT_THEIRS = "not given as their own:"
#: The reason for a figure that the editor of a note worked out of others.
WORKED_OUT = "worked out by the note's editor"
#: The part of a pattern that is what is looked into.
REPORTS = "reports"
#: Behind the first of two figures comes the second, which holds: "from 20 killed to 12".
_TO = re.compile(r"[^.;:\d]{0,60}\bto\s+(?:about |some |at least )?(?:\d|[a-z]+)", re.IGNORECASE)
#: "Looked into the reports and that 30 people died": a second thing that is said.
_AND_THAT = re.compile(r"\band that\b", re.IGNORECASE)
#: "It was not true, the mayor said, that 30 died": who speaks stands between a denial and what is denied.
_ASIDE = re.compile(r", (?:[\w.-]+ ){1,5}(?:said|says|told [\w ]{2,40}|added|insisted)(?: on \w+day)?,(?= that\b)")


def given(finding: Finding) -> Finding:
    """The finding with the figures alone that somebody gives in it, and why the others are nobody's own."""
    why = _not_given(finding.statement, finding.article) if finding.statement.quantities else {}
    if not why:
        return finding
    kept = tuple(q for q in finding.statement.quantities if q not in why)
    reasons = tuple(reason for reason in dict.fromkeys(why.values()) if reason not in finding.why)
    return replace(finding, statement=replace(finding.statement, quantities=kept), why=(*finding.why, *reasons))


# Asked several times a card, and of the same statements for claim after claim: whichever it is, the answer is the same.
@lru_cache(maxsize=5_000)
def _not_given(statement: Statement, article: Article) -> dict[Quantity, str]:
    """Why some figures of a statement are nobody's own, by the figure."""
    finding = Finding(statement, article, 0.0, ())
    reasons = ((q, disowned(finding, q) or superseded(finding, q)) for q in statement.quantities)
    return {q: reason for q, reason in reasons if reason}


def disowned(finding: Finding, quantity: Quantity) -> str:
    """The words by which a figure is not its speaker's own, as a reason to show; empty where nothing is in its way."""
    text, span = finding.article.text, finding.statement.span
    if not span.start <= quantity.span.start < quantity.span.end <= span.end:
        return ""
    before, after = text[span.start : quantity.span.start], text[quantity.span.end : span.end]
    if quantity.value == 0 and _tells_of_a_count().search(quantity.counted):
        # "He gave no casualty toll": nobody has counted, and nobody has counted none.
        return f'{NOT_THEIRS} "{" ".join(quantity.span.of(text).split())}"'
    voice = said_of(finding, quantity)
    if voice.grade == "denied":
        return f'{NOT_THEIRS} "{voice.cue}"'
    if looking := _only_looks_into(text, span.start, quantity.span.start, voice):
        return _held(looking)
    return _held_off(before, after) or _taken_back(text[span.end : span.end + NEXT_SENTENCE], _next())


def is_worked_out(finding: Finding) -> bool:
    """Whether a note's editor worked out the figure of a fact: "total computed here", "these add up to 720"."""
    return finding.article.is_note and _is_worked_out(finding.statement, finding.article)


# The same notes are found for claim after claim, and each is asked twice for one card.
@lru_cache(maxsize=10_000)
def _is_worked_out(statement: Statement, article: Article) -> bool:
    told = f"{statement.span.of(article.text)}\n{remark_on_fact(article, statement)}"
    return bool(_word("worked_out").search(told))


def without_a_sum(finding: Finding) -> Finding:
    """The finding without the figure that a note's editor worked out, and why: it is in nobody's mouth."""
    if not is_worked_out(finding):
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=()), why=(*finding.why, WORKED_OUT))


def is_taken_for_granted(words: str) -> bool:
    """Whether a figure behind these words of a denial is not what is denied: "denied a role in the blast that killed".

    >>> is_taken_for_granted("that it had a role in the blast that killed"), is_taken_for_granted("reports that")
    (True, False)
    """
    return bool(_cue("beside_the_point").search(words))


def _only_looks_into(text: str, start: int, end: int, voice: Attribution) -> re.Match[str] | None:
    """The words by which somebody only looks into what others report; where those are the voice, it is theirs."""
    begins = max((start, *(match.end() + start for match in _parts().finditer(text[start:end]))))
    looking = _looking_into().search(text, begins, end)
    is_theirs = looking and voice.speaker_span is not None and voice.speaker_span.end > looking.start(REPORTS)
    return None if looking is None or is_theirs or _AND_THAT.search(text, looking.end(), end) else looking


@lru_cache(maxsize=10_000)
def _held_off(before: str, after: str) -> str:
    before, after = _ASIDE.sub(" ", before.replace("’", "'")), after.replace("’", "'")
    if match := _cue("superseded").search(before):
        return _held(match)
    if (match := _corrected_from().search(before)) and _TO.match(after):
        return _given_up(match)
    near = _parts().split(before)[-1]
    if match := _cue("taking_back").search(near):
        return _given_up(match)
    if match := _cue("before").search(near):
        return _held(match)
    if match := _close().search(before):
        return _held(match)
    if _word("carriers").search(near) and (match := _wrong().search(re.split(r"[;:]", after)[0])):
        return _held(match)
    if match := _wrong().search(_breaks().split(after)[0]):
        return _held(match)
    if match := _rumoured().search(near):
        return _held(match)
    if _counted_in().search(near) and not _cue("standing_by").search(before) and (match := _going_round().match(after)):
        return _held(match)
    if _word("calling").search(near) and (match := _called().search(_breaks().split(after)[0])):
        return _held(match)
    own, *more = re.split(r"[;:]", after, maxsplit=1)
    return _taken_back(own, _back()) or (_taken_back(more[0], _next()) if more else "")


def _taken_back(words: str, shape: Caseless) -> str:
    match = shape.search(words.replace("’", "'"))
    return _given_up(match) if match else ""


def _given_up(match: re.Match[str]) -> str:
    return f'{TAKEN_BACK} "{" ".join(match.group().split())}"'


def was_taken_back(finding: Finding) -> bool:
    """Whether somebody had given a figure of this finding, and took it back."""
    return any(why.startswith(TAKEN_BACK) for why in (*finding.why, *given(finding).why))


def taken_back_next(finding: Finding) -> str:
    """The sentence right behind a finding, verbatim, where it takes a figure of it back; empty where none does."""
    text, end = finding.article.text, finding.statement.span.end
    if not was_taken_back(finding) or not _next().search(text[end : end + NEXT_SENTENCE].replace("’", "'")):
        return ""
    first = next(iter(split(text[end:])), None)
    return first.of(text[end:]) if first else ""


def _held(match: re.Match[str]) -> str:
    return f'{NOT_THEIRS} "{" ".join(match.group().split())}"'


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return table_of("disowned")


def _any(row: str) -> str:
    return "|".join(sorted(_table()[row]["words"], key=len, reverse=True))


@cache
def _cue(row: str) -> Caseless:
    return Caseless(rf"(?<![\w-])(?:{_any(row)})(?![\w-])")


@cache
def _word(row: str) -> Caseless:
    return Caseless(rf"\b(?:{_any(row)})\b")


@cache
def _close() -> Caseless:
    """What stands right before a figure that is set aside: "and not 30", "instead of 30"."""
    return Caseless(rf"(?<![\w-])(?:{_any('right_before')})\s+(?:the |an? |some |about |as many as )*\Z")


@cache
def _wrong() -> Caseless:
    """What is said of a figure: it is wrong, it was exaggerated."""
    being = r"(?:is|are|was|were|be|has been|have been|had been|being)"
    wrong = rf"(?:{_any('degree')}|\s)*\b(?:{_any('wrong')})(?![\w-]| about\b| to\b)"
    return Caseless(rf"\b{being}\s+{wrong}|\b(?:{_any('overdoing')})\b")


@cache
def _rumoured() -> Caseless:
    """What a figure is called before it is given, by whoever only passes it on: "an unverified figure of 30"."""
    return Caseless(rf"\b(?:{_any('unchecked')})\s+(?:\w+ )?(?:{_any('carriers')})\s+of\b[\w\s]*\Z")


@cache
def _looking_into() -> Caseless:
    """Where somebody only looks into reports, and what they say follows: "is seeking clarity on reports that"."""
    reports = rf"(?:on |about |of |into )?(?:[\w-]+ ){{0,3}}?(?P<{REPORTS}>{_any('looked_into')})"
    return Caseless(rf"(?<![\w-])(?:{_any('looking_into')})\s+{reports}(?![\w-])")


@cache
def _tells_of_a_count() -> Caseless:
    """What is no one killed, but a count of them: "casualty toll", "death figures"."""
    return Caseless(rf"\s(?:{_any('carriers')})\Z")


@cache
def _counted_in() -> Caseless:
    """What names a figure, and gives none: "a figure of 30", "the claim of at least 30"."""
    return Caseless(rf"\b(?:{_any('carriers')})\s+(?:of|that)\b[\w\s]{{0,25}}\Z")


@cache
def _going_round() -> re.Pattern[str]:
    """What is said of a figure that nobody stands for: "30 dead that circulated on Telegram"."""
    return re.compile(rf"[\w\s-]{{0,60}}?,?\s(?:{_any('going_round')})\b", re.IGNORECASE)


@cache
def _called() -> Caseless:
    return Caseless(rf"\b(?:{_any('wrong')})(?![\w-])")


@cache
def _back() -> Caseless:
    return Caseless(rf"\b(?:{_any('taken_back')})\b(?! of\b)")


@cache
def _corrected_from() -> Caseless:
    return Caseless(rf"\b(?:{_any('corrected_from')})\s*\bfrom\s+(?:about |some |at least )?\Z")


@cache
def _next() -> Caseless:
    begins = r"(?:he|she|it|they|but|later|then|the [\w-]+(?: [\w-]+)?|has|have|had|since|also)"
    return Caseless(rf"\A\s*(?:{begins},?\s+)*(?:{_any('taken_back')})\b(?! of\b)")


@cache
def _parts() -> re.Pattern[str]:
    """Where in a sentence somebody begins to say a thing of their own, or another thing is told."""
    return re.compile(rf"[;:()]|(?<![\w-])(?:{_any('begins')})(?![\w-])", re.IGNORECASE)


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(rf"[;:(),]|(?<![\w-])(?:{_any('breaks')})(?![\w-])", re.IGNORECASE)
