"""Caveats about wording: words that take sides, by a table that says where each comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Attribution, Caveat, Finding, Span
from knowledge.quotations import read_quotations
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.own_words import not_in_their_words
from retrieval.claims.claimants import Claimant, claimant_of, is_printed_by, is_theirs
from retrieval.grammar.blanked import blanked
from retrieval.origins import has_name, key_of
from retrieval.word_tables import table_of
from retrieval.wording import listed, told, told_of

#: More than this makes a list of words, not a caution.
MOST_WORDS = 4
#: So many cautions about wording are told of.
MOST_TOLD = 3
#: So many others who print a word are named.
MOST_NAMED = 3


_left_open = re.compile(r"[“„«][^”»]*$")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word that takes sides, as it stands in a text, and who says that such words do."""

    word: str
    source: str
    address: str


def loaded_words(margin: Margin) -> list[Caveat]:
    """The wording takes sides: the claim's own, or that of a report in its own voice; which words."""
    caveats = not_in_their_words(margin)
    said = " ".join(caveat.sentence.lower() for caveat in caveats)
    own = loaded_in(margin.claim.text) if margin.state != "nothing_found" else ()
    theirs = _words_of_the_claimant(margin) if own else frozenset()
    # Of a word for which a report has another, that is said; who tells what somebody said has not chosen its words.
    if found := tuple(one for one in own if f"“{one.word.lower()}”" not in said and one.word.lower() not in theirs):
        near = tuple(margin.findings("reports", "differs", "denies")[:1])
        caveats.append(
            Caveat(
                "LOADED_WORDS",
                told("The claim's wording takes sides: {words}.", words=_quoted(found)),
                near,
                found[0].address,
            )
        )
    by_outlet: dict[str, list[Finding]] = {}
    # Whoever stands on the card is read, be their figure of another incident or not.
    for finding in margin.findings("reports", "differs", "denies") if margin.state == "found" else ():
        if loaded_in(own_words_of(finding)):
            by_outlet.setdefault(finding.outlet, []).append(finding)
    # What there is no room for is what takes sides least, whichever side that is.
    most_first = sorted(by_outlet.values(), key=lambda found: -len(_words_of_all(found)))
    outlets = [_of_an_outlet(margin, found) for found in most_first]
    return [*caveats[:2], *outlets][:MOST_TOLD]


def _words_of_all(findings: Sequence[Finding]) -> set[str]:
    return {word for finding in findings for word in _words_in(own_words_of(finding))}


def _of_an_outlet(margin: Margin, findings: Sequence[Finding]) -> Caveat:
    """What takes sides in an outlet's own wording, with whoever else prints one of the words on the card.

    Whose word it is there, the outlet's or that of somebody whom it quotes, is left open; it is printed.
    """
    finding, own = findings[0], [one for f in findings for one in loaded_in(own_words_of(f))]
    found = tuple({one.word.lower(): one for one in reversed(own)}.values())[::-1]
    words = {one.word.lower() for one in found}
    others = [
        other
        # A rival figure that may be of another incident stands on the card all the same.
        for other in margin.findings("reports", "differs", "denies")
        if other.outlet != finding.outlet
        and not other.article.is_note
        and words & {one.word.lower() for one in loaded_in(other.words)}
    ]
    said = told("The wording of {outlet} takes sides: {words}.", outlet=finding.outlet, words=_quoted(found))
    # Whose own wording it is, too, is told of by itself.
    outlets = each_once([other.outlet for other in others if not words & _words_in(own_words_of(other))])
    if not outlets:
        return Caveat("LOADED_WORDS", said, tuple(findings), found[0].address)
    sentence = told_of(
        len(outlets),
        "The wording of {outlet} takes sides: {words}; {outlets} prints this, too.",
        "The wording of {outlet} takes sides: {words}; {outlets} print this, too.",
        outlet=finding.outlet,
        words=_quoted(found),
        outlets=listed(outlets[:MOST_NAMED]),
    )
    printing = [other for other in others if other.outlet in outlets[:MOST_NAMED]]
    return Caveat("LOADED_WORDS", sentence, (*findings, *printing), found[0].address)


def loaded_in(text: str) -> tuple[Loaded, ...]:
    """The words in a text that take sides, each once, in reading order; what it quotes is somebody else's wording.

    >>> [loaded.word for loaded in loaded_in("Thugs butchered the villagers; “scum”, said one.")]
    ['Thugs', 'butchered']
    """
    loaded = list(_shape().finditer(text))
    if not loaded:
        # So it is in most, which is seen sooner than what they quote.
        return ()
    apart = [*((span.start, span.end) for span in read_quotations(text)), *(m.span() for m in _names().finditer(text))]
    # A claim that ended with a quotation has lost its last mark.
    apart += [m.span() for m in _left_open.finditer(text)]
    found: dict[str, Loaded] = {}
    for match in loaded:
        if not any(start <= match.start() < end for start, end in apart):
            source, address = _table()[match.group().lower()]
            found.setdefault(match.group().lower(), Loaded(match.group(), source, address))
    return tuple(found.values())


def _words_of_the_claimant(margin: Margin) -> frozenset[str]:
    """The words that take sides and that the voice named in the claim is found to use itself: they are that voice's."""
    claimant = claimant_of(margin.claim)
    if claimant is None:
        return frozenset()
    own = [f for f in margin.telling("reports", "differs", "denies") if is_theirs(claimant, f)]
    printed = " ".join(_in_whose_words(claimant, finding).lower() for finding in own)
    there = (word for word in _table() if word in printed)
    return frozenset(word for word in there if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", printed))


def _in_whose_words(claimant: Claimant, finding: Finding) -> str:
    """What a sentence has the claimant say: how the claimant is called, and what stands beside, is the report's.

    Who prints a sentence has chosen all its words.
    """
    if is_printed_by(claimant, finding):
        return finding.words
    voices = dict.fromkeys((finding.attribution, *finding.statement.attributions))
    said = (voice.span.of(finding.article.text) for voice in voices if voice.speaker == finding.speaker)
    return " … ".join(said)


_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")


def own_words_of(finding: Finding) -> str:
    """What of a finding its outlet has worded itself, in its own voice or by its own reporter.

    Beside what others said that is how they are called: "the so-called Mill Watch". A note's words are a maintainer's;
    a speaker's words are the speaker's, whoever gives the figure in them.
    """
    if finding.article.is_note:
        return ""
    voices = [*dict.fromkeys((finding.attribution, *finding.statement.attributions))]
    if _is_of_the_outlet(finding.attribution, finding):
        # Who has no name has taken no word from it.
        others = (voice for voice in voices if not _is_of_the_outlet(voice, finding))
        voices = [voice for voice in others if voice.grade != "held" and has_name(voice.speaker)]
    if not voices:
        return finding.words
    # "The Heroes of Kalden said" is what they are called, and not how; "the so-called Mill Watch" is how.
    text = finding.article.text
    # Of "the so-called Islamic State group said" the whole is a name.
    whole = [name.span() for name in _names().finditer(text)]
    named = [
        Span(name.start(), name.end())
        for voice in voices
        if voice.speaker_span
        for name in _CAPITALISED.finditer(text, voice.speaker_span.start, voice.speaker_span.end)
        if not any(start <= name.start() < end for start, end in whole)
    ]
    return blanked(finding, (*(voice.span for voice in voices), *named))


def _is_of_the_outlet(voice: Attribution, finding: Finding) -> bool:
    """Whether an outlet speaks itself, or its own reporter does."""
    return voice.speaker.kind == "outlet_itself" or key_of(voice.speaker.name) == key_of(finding.outlet)


def _words_in(text: str) -> set[str]:
    return {one.word.lower() for one in loaded_in(text)}


def _quoted(found: tuple[Loaded, ...]) -> str:
    return listed([f"“{loaded.word}”" for loaded in found[:MOST_WORDS]])


@cache
def _table() -> dict[str, tuple[str, str]]:
    rows = table_of("loaded")["words"]
    return {word: (row["source"], row["address"]) for row in rows for word in row["words"]}


@cache
def _names() -> re.Pattern[str]:
    named = table_of("loaded")["names"]["words"]
    # Much of the world's press writes so of whoever calls itself a state.
    so_called = r"\b[Ss]o-called [\"'“‘]?(?:I[Ss]lamic [Ss]tate|ISIS|Isis|ISIL|Isil|IS\b|Daesh|DAESH)"
    return re.compile("|".join([so_called, *map(re.escape, named)]))


@cache
def _shape() -> Caseless:
    longest_first = sorted(_table(), key=len, reverse=True)
    return Caseless(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
