"""A figure as the report prints it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from knowledge.model import Claim, Finding, Kind, Quantity, Span
from knowledge.number_words import ONES, SCALES, TENS
from knowledge.quantities import read_quantities
from knowledge.quantities.units import match_state_before
from knowledge.quantities.words import split_words
from knowledge.word_lists import words_in
from retrieval.origins.authorities import is_called_an_authority
from retrieval.origins.names import known_in
from retrieval.ranking import words_of
from retrieval.word_tables import any_of
from retrieval.wording import in_a_sentence, number, told, unnamed

#: Kinds of voices without a name.
NAMELESS = ("unnamed", "unnamed_partisan")
#: A voice that is read in more words than this is a piece of a sentence.
LONGEST_NAME, LONGEST_DESCRIPTION = 5, 10
#: In so many words a body is named in full.
LONGEST_FULL_NAME = 8
_not_first = frozenset(
    ("under", "at", "in", "on", "near", "down", "after", "killed", "located", "following", "people", "with")
)
_some = frozenset(("other", "others", "dozens", "scores", "hundreds", "thousands", "twice"))
_within_a_name = frozenset(("of", "for", "and", "in", "on", "the", "to"))
#: A number in digits or words, with what may bound it from behind.
_a_number = re.compile(
    rf"(?:\d(?:[\d,.]*\d)?%?|\b(?:{'|'.join((*ONES, *TENS, *SCALES, 'dozens?', 'hundreds?', 'thousands?'))})\b)"
    r"(?:\+| or (?:more|so|fewer|less)\b)?",
    re.IGNORECASE,
)
#: A longer stretch is no figure but a sentence.
LONGEST = 60


def words_of_figure(finding: Finding, quantity: Quantity) -> str:
    """A figure as the report prints it, bound included: "over 100 airstrikes"."""
    quote = finding.statement.quote.of(finding.article.text) if finding.statement.quote else ""
    for quoted in read_quantities(quote):
        # The report's own words before ours about it.
        if quoted.value == quantity.value:
            return _with_last_mark(quoted.span, quote)
    printed = _with_last_mark(quantity.span, finding.article.text)
    whole_statement = quantity.span == finding.statement.span
    if not whole_statement and len(printed) <= LONGEST:
        return printed
    bound = "" if quantity.bound in ("exact", "range", "vague") else quantity.bound + " "
    figure = number(quantity.value)
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        figure = f"{number(quantity.low)} to {number(quantity.high)}"
    return f"{bound}{figure} {quantity.counted}".strip()


def quoted_figure(finding: Finding, quantity: Quantity) -> str:
    """A figure within a sentence: in marks where the report prints it; the number, bound and all, of a note on it."""
    words = words_of_figure(finding, quantity)
    return f"“{words}”" if _is_printed(finding, words) else _number_of(words, quantity)


def in_marks(finding: Finding, words: str) -> str:
    """Words of a finding within a sentence: in marks where the report prints them, bare where only a note on it does.

    A reader who sees marks takes what is in them for the report's own words.
    """
    if _is_printed(finding, words):
        return f"“{words}”"
    return _within_a_sentence(words) if finding.words.startswith(words) else words


def _within_a_sentence(words: str) -> str:
    """The words with which a note begins, to stand further on: "About 100"; a name keeps its capital.

    >>> _within_a_sentence("About 100 died"), _within_a_sentence("US: 100 dead")
    ('about 100 died', 'US: 100 dead')
    """
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _is_printed(finding: Finding, words: str) -> bool:
    """Whether words of a finding are the report's own: not those of a note, unless it quotes them."""
    statement = finding.statement
    quote = statement.quote.of(finding.article.text) if statement.quote else ""
    return statement.place_in_article not in ("note", "rival") or words.casefold() in quote.casefold()


def _number_of(words: str, quantity: Quantity) -> str:
    """The number that a note gives, with its bound and without what is counted.

    >>> _number_of("About 100 of them died", Quantity(90, 110, "about", "of them", Span(0, 9)))
    'about 100'
    >>> _number_of("no ship was hit", Quantity(0, 0, "exact", "ship", Span(0, 15)))
    '0'
    >>> _number_of("a million and a half people", Quantity(1_500_000, 1_500_000, "exact", "people", Span(0, 27)))
    'a million and a half people'
    """
    told = [match.end() for match in _a_number.finditer(words)]
    if not told:
        return number(quantity.value) if quantity.bound == "exact" else words
    alone = words[: told[-1]]
    is_whole = any(read.value == quantity.value for read in read_quantities(f"{alone} people"))
    return _within_a_sentence(alone if is_whole else words)


def words_that_differ(claim: Claim, finding: Finding, quantity: Quantity) -> str:
    """A figure as the report prints it; as the note on it has it, where the quotation stops short of what differs.

    "140 members of the Front" is quoted of a report in which it was 140 members and guards.
    """
    words = words_of_figure(finding, quantity)
    others = set(words_of(quantity.counted)) - set(words_of(claim.text))
    is_cut = finding.article.is_note and others and others.isdisjoint(words_of(words))
    return quantity.span.of(finding.article.text) if is_cut else words


def _with_last_mark(span: Span, text: str) -> str:
    """The words of a figure; a quotation that ends where they end is printed with its last mark."""
    words, behind = span.of(text), text[span.end : span.end + 1]
    return words + behind if words.count('"') % 2 and behind == '"' else words


def with_what_became(span: Span, text: str) -> str:
    """The words of a figure with those right before it for what became of the counted, where some stand there.

    >>> with_what_became(Span(16, 25), "A bomb wounding 32 people and two others")
    'wounding 32 people'
    """
    start = max(0, span.start - LONGEST)
    words = split_words(text[start : span.start])
    state = match_state_before(words, len(words) - 1)
    begin = start + words[-state.length].start if state else span.start
    return text[begin : span.end]


def times_apart(a: Quantity, b: Quantity) -> float:
    """How many times the smaller of two figures the larger is."""
    small, large = sorted((max(a.value, 0.5), max(b.value, 0.5)))
    return large / small


def whose(finding: Finding) -> str:
    """The voice of a finding as a caveat names it: the speaker, or the outlet where nobody is named.

    >>> from knowledge.model import Article, Span, Statement
    >>> article = Article("a", None, "Harbour Post", "T", None, "en", "Ten died.", (), "h")
    >>> whose(Finding(Statement("a.0", "a", 0, Span(0, 9), "body"), article, 1.0, ()))
    'Harbour Post'
    """
    speaker = finding.speaker
    if speaker.kind in (*NAMELESS, "outlet_itself") or not has_a_name(finding):
        return finding.outlet
    return in_a_sentence(speaker.name)


def told_by(finding: Finding) -> str:
    """The voice beside its figure: an outlet does not vouch for what it has from somebody without a name."""
    if finding.speaker.kind in NAMELESS and has_a_name(finding):
        return told("{who} in {outlet}", who=unnamed(finding.speaker.name), outlet=finding.outlet)
    return whose(finding)


def has_a_name(finding: Finding) -> bool:
    """Whether the voice has a name, or an office, that can stand in a sentence of ours.

    Whoever writes a note names a voice; what is read from a report, or from its headline, may be a stretch of its
    sentence.
    """
    speaker, place = finding.speaker, finding.statement.place_in_article
    is_noted = finding.article.is_note and place != "headline"
    return _has_a_name(speaker.name, speaker.kind, is_noted=is_noted, is_in_the_body=place == "body")


# A card asks this of each of its voices some ten times.
@lru_cache(maxsize=2_000)
def _has_a_name(voice: str, kind: Kind, *, is_noted: bool, is_in_the_body: bool) -> bool:
    # "A statement from" a body that is known is by that body's name.
    name = known_in(voice) if kind == "document" else voice
    words = name.lower().split()
    if not words or words[0].strip(",") in _some or words[-1] in ("of", "in", "at", "from", "for"):
        # "Others, incl. UN inquiry", "dozens of": so many, and not who; "military source in" is cut off.
        return False
    if is_noted:
        return True
    if any(c.isdigit() or c in '()[]“”"' for c in name) or name.split()[0].lower() in _not_first:
        return False
    if _some.intersection(words) - {"other", "others"}:
        # "Independent monitors hundreds of thousands": what they count has been read with them.
        return False
    if kind in NAMELESS:
        # Who has no name is described: by what sort of people they are, and at some length.
        return len(name.split()) <= LONGEST_DESCRIPTION and bool(_people().search(name))
    return len(words) <= LONGEST_NAME or (is_in_the_body and len(words) <= LONGEST_FULL_NAME and _is_in_full(name))


def _is_in_full(name: str) -> bool:
    """Whether a long name is one in capitals throughout, or that of an authority of some field and place.

    >>> _is_in_full("National Council for Fisheries and Inland Water Ways")
    True
    >>> _is_in_full("directorate of health in Kalden province"), _is_in_full("boats of the Kalden fishing fleet")
    (True, False)
    """
    capitals = [word[0].isupper() for word in name.split() if word not in _within_a_name]
    return all(capitals) or is_called_an_authority(name)


@cache
def _people() -> re.Pattern[str]:
    persons = "|".join(sorted(words_in("persons"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{persons}|{any_of('caveats', 'sorts_of_voices')})(?:e?s)?\b|"
        rf"\b(?:{any_of('caveats', 'sorts_of_several')})\b",
        re.IGNORECASE,
    )
