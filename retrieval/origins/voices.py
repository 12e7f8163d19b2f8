"""Who speaks in a finding: the last of a chain of voices, and the name that its report gives a voice without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.attributions import read_attributions
from knowledge.model import Attribution, Finding, Quantity, Span, Speaker
from knowledge.speakers import WATCHING, fold, who_is
from retrieval.events import by_article
from retrieval.origins.names import (
    OFFICES,
    WITHOUT_NAME,
    bears_a_name,
    has_name,
    key_of,
    watches,
    word_of,
    words_of_table,
)
from retrieval.word_tables import any_of

#: A voice without a name is given one within so many statements, or it is somebody else.
SOON = 3
#: What follows the one voice of a sentence that is named in its middle: "..., the mayor said, and 20 were killed".
#: "The attack which killed", "raids that left".
_WHICH_KILLED = re.compile(r"\b(?:which|that)\s+(?:(?:has|have|had|reportedly)\s+)*[\w’'-]*(?:ed|left|shot|cost)\b")
_NAMES_OF = re.compile(r"\bnames of (?:all )?(?:(?:of )?the )?\Z", re.IGNORECASE)
_KILLING = re.compile(r"\b(?:killing|wounding|injuring|leaving)\b")
_AND_THEN = re.compile(r",\s+and\s+")


def deepest(finding: Finding) -> Attribution:
    """The last of a chain of voices: of "the UN, citing MSF", MSF."""
    heard = finding.attribution
    seen = {heard.speaker.name}
    voices = list(finding.statement.attributions)
    if finding.statement.place_in_article in ("note", "rival"):
        # The form of a note has one speaker a fact; whom that speaker cites stands in its words.
        return _cited(finding.words, finding.outlet) or heard
    while True:
        behind = [
            voice
            for voice in voices
            if heard.speaker.name in voice.via and voice.speaker.name not in seen and voice.span.overlaps(heard.span)
        ]
        if not behind:
            return heard
        heard = behind[0]
        seen.add(heard.speaker.name)


# Which event a claim is of, and whose word it gives, depends on whom it names.
@lru_cache(maxsize=64)
def voices_in(claim: str) -> tuple[Attribution, ...]:
    """Everybody who speaks in the words of a claim."""
    return tuple(read_attributions(claim))


@lru_cache(maxsize=4096)
def _cited(words: str, outlet: str) -> Attribution | None:
    """The voice with a name that these words say somebody cites."""
    voices = [voice for voice in read_attributions(words, outlet=outlet) if voice.via and has_name(voice.speaker)]
    cited = next((voice for voice in voices if voice.cue.lower().startswith(("cit", "quot"))), None)
    if cited is None:
        return None
    # "Citing Mill Watch's earlier figure" cites Mill Watch.
    older = re.search(rf"['’]s?\s+(?:{any_of('ledger', 'older')})\Z", cited.speaker.name)
    name = cited.speaker.name[: older.start()] if older else cited.speaker.name
    return replace(cited, speaker=replace(cited.speaker, name=name))


def said_of(finding: Finding, quantity: Quantity) -> Attribution:
    """Who says this figure: of several voices in one statement, the one whose words hold it most closely.

    Where the figure stands outside what anybody is said to have said, the outlet says it, unless the one voice of the
    sentence only stands between two halves of it: "12 is too low, the mayor said, and 20 people were killed".
    """
    voices = finding.statement.attributions
    around = [voice for voice in voices if quantity.span.within(voice.span)]
    around = around or [voice for voice in voices if quantity.span.overlaps(voice.span)]
    text = finding.article.text
    if len(around) == 1 and not _only_reacts(around[0], quantity, text):
        # So it is in most sentences.
        return around[0]
    if len(around) > 1 and not all(_only_reacts(voice, quantity, text) for voice in around):
        closest, heard = min(around, key=_how_closely), finding.attribution
        # Of two who speak with one verb it is whoever is heard.
        is_one_saying = (closest.span, closest.cue_span) == (heard.span, heard.cue_span)
        return heard if is_one_saying and heard in around else closest
    if not around and len(voices) == 1 and _goes_on_behind(voices[0], quantity, text):
        return voices[0]
    return finding.as_its_outlets


def _how_closely(voice: Attribution) -> tuple[int, int, Span]:
    return voice.span.end - voice.span.start, -len(voice.via), voice.span


def _only_reacts(voice: Attribution, quantity: Quantity, text: str) -> bool:
    """Whether somebody only condemns, lays to somebody or claims what killed so many: "the attack which killed 58".

    Whoever gives the names of all those dead takes it that they are so many.
    """
    if voice.speaker.kind in WATCHING or voice.cue_span is None:
        return False
    told = text[voice.span.start : quantity.span.start]
    if '"' in told or "“" in told:
        return False
    if _NAMES_OF.search(told):
        return True
    cue = text[voice.cue_span.start : voice.cue_span.end]
    if word_of("taking").search(cue) and _taken().match(told):
        return bool(_WHICH_KILLED.search(told) or _KILLING.search(told))
    return bool(_WHICH_KILLED.search(told) and (word_of("reacting").search(cue) or word_of("laying").search(told)))


@cache
def _taken() -> re.Pattern[str]:
    """What somebody has done and claims, behind the word: "the attack", "responsibility for the attack"."""
    return re.compile(rf"(?:{any_of('names', 'taken')})", re.IGNORECASE)


def _goes_on_behind(voice: Attribution, quantity: Quantity, text: str) -> bool:
    """Whether a voice is named between what it says and a figure: "..., the mayor said, and 20 people were killed"."""
    if voice.cue_span is None or voice.speaker_span is None:
        return False
    named, cue = voice.speaker_span, voice.cue_span
    begins, ends = min(named.start, cue.start), max(named.end, cue.end)
    return voice.span.end <= begins and ends < quantity.span.start and _AND_THEN.match(text, ends) is not None


def countries(finding: Finding, own: Iterable[Finding]) -> list[str]:
    """The countries a report speaks of, the one it names most first."""
    named = Counter(place.country for f in (finding, *own) for place in f.statement.where if place.country)
    return sorted(named, key=lambda country: (-named[country], country))


def with_names(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with the name that each report gives its "monitoring group", or its "aid group", elsewhere."""
    articles = by_article(findings)
    return tuple(_with_names(finding, articles[finding.article.id]) for finding in findings)


def _with_names(finding: Finding, own: Sequence[Finding]) -> Finding:
    voices = finding.statement.attributions
    # A note's headline is its report's.
    is_ours = finding.article.is_note and finding.statement.place_in_article != "headline"
    if is_ours or not any([_is_described(voice.speaker) for voice in voices]):
        return finding
    named = tuple(_with_name(voice, finding, own) for voice in voices)
    return replace(finding, statement=replace(finding.statement, attributions=named))


def _is_described(speaker: Speaker) -> bool:
    """Whether a voice is a body that is described by what it does: "a monitoring group", "the aid group"."""
    # Few are of these kinds, or called so, which is known sooner than whether they have a name.
    return (speaker.kind == "ngo" or watches(speaker)) and not has_name(speaker)


def _with_name(voice: Attribution, finding: Finding, own: Sequence[Finding]) -> Attribution:
    if not _is_described(voice.speaker):
        return voice
    if voice.speaker.kind == "unnamed" and bears_a_name(voice.speaker.name):
        # "The Mill Today activist group" is not the monitor of its report.
        return replace(voice, speaker=replace(voice.speaker, kind="named_organisation"))
    meant = named_elsewhere(voice.speaker, finding, own)
    return replace(voice, speaker=meant) if meant else voice


def _only_one_named(speaker: Speaker, finding: Finding, own: Iterable[Finding]) -> Speaker | None:
    """The one body that "the aid group" of a report can be: no other speaks in it, and none is introduced as one.

    A report may begin with "an aid group" and then name it; after a name, "an aid group" is another.
    """
    words = speaker.name.lower().split()
    is_another = bool(words) and words[0] in words_of_table("some_other")
    if words and not is_another and (body := _said_to_be_one(finding.article.text, words)):
        return body
    here = finding.statement.ordinal
    named = [
        (other.statement.ordinal, voice.speaker)
        for other in sorted(own, key=lambda f: f.statement.ordinal)
        for voice in other.statement.attributions
        if voice.speaker.kind in ("ngo", "monitor", "named_organisation") and has_name(voice.speaker)
    ]
    if not words or not named:
        return None
    at, meant = named[0]
    is_named_next = here < at <= here + SOON and meant.kind == "ngo"
    if is_another and not (words[0] in ("a", "an") and here < at):
        return None
    if not is_named_next and len({key_of(body.name) for _, body in named}) != 1:
        return None
    introduced = [_is_part_of(name, meant.name) for name in _introduced(finding.article.text, words[-1])]
    # Of an organisation that is known for nothing, its report has to say that it is one; "an NGO" that counts what a
    # monitor counts is the monitor.
    is_one = introduced or meant.kind == "ngo" or _is_any_counter(speaker, meant, finding, own)
    return meant if all(introduced) and is_one else None


def _is_any_counter(speaker: Speaker, monitor: Speaker, finding: Finding, own: Iterable[Finding]) -> bool:
    """Whether "an NGO" has given a toll which the same report has the monitor give: no aid group counts as one."""
    if monitor.kind != "monitor" or not word_of("any_counter").search(speaker.name):
        return False
    counted = {(q.value, q.unit, q.state) for q in finding.statement.quantities if q.state}
    return any(
        (q.value, q.unit, q.state) in counted and key_of(said_of(other, q).speaker.name) == key_of(monitor.name)
        for other in own
        for q in other.statement.quantities
    )


def _introduced(text: str, word: str) -> list[str]:
    """Whom a text introduces by this word: "Mill Trust, a charity", "the charity Mill Trust"."""
    name = r"([A-Z][\w'’-]*(?: (?:of |for |the )?[A-Z][\w'’-]*)*)"
    behind = re.findall(rf"{name}, (?:an?|the) (?:[\w'’-]+ ){{0,4}}?{re.escape(word)}\b", text)
    return [*behind, *re.findall(rf"\b{re.escape(word)} {name}", text)]


#: So many words tell a body's sort: "aid group", of "the British aid group".
A_SORT = 2


@lru_cache(maxsize=1_000)
def _named_as(text: str, sort: str) -> Speaker | None:
    """The only body of which a text says outright that it is one of a sort: "Mill Aid is a medical aid group"."""
    body = r"(?:[Tt]he )?(?!The\b)([A-Z][\w’'-]*(?: (?:of |for |the )?[A-Z][\w’'-]*)*)"
    named = {*re.findall(rf"\b{body} is an? (?:[\w-]+ ){{0,4}}?{re.escape(sort)}\b", text)}
    bodies = {body.name: body for body in map(who_is, named)}
    return bodies.popitem()[1] if len(bodies) == 1 else None


def _said_to_be_one(text: str, words: Sequence[str]) -> Speaker | None:
    """The body that "the aid group" of a text is, as the text says itself; None where it says so of none, or of two."""
    body = _named_as(text, " ".join(words[-A_SORT:])) if len(words) >= A_SORT else None
    return body if body is not None and has_name(body) and body.kind != "named_person" else None


def _is_part_of(name: str, body: str) -> bool:
    """Whether a printed name is the body's, whole or in part, or by its letters."""
    one, other = fold(name).split(), fold(body).split()
    return set(one) <= set(other) or set(other) <= set(one) or key_of(name) == key_of(body)


def named_elsewhere(speaker: Speaker, finding: Finding, own: Iterable[Finding]) -> Speaker | None:
    """The name that the same report gives "a monitoring group": soon after, or anywhere if it names but one."""
    if not speaker.name or (speaker.kind in WITHOUT_NAME and not watches(speaker)):
        return None
    if speaker.kind == "ngo" and not word_of("watching").search(speaker.name):
        return _only_one_named(speaker, finding, own)
    same = [
        (other.statement.ordinal, voice.speaker)
        for other in sorted(own, key=lambda f: f.statement.ordinal)
        for voice in other.statement.attributions
        if has_name(voice.speaker)
        and (_is_of_kind(voice.speaker, speaker) or (_may_be_called(voice.speaker, speaker) and watches(speaker)))
    ]
    here = finding.statement.ordinal
    soon = [voice for ordinal, voice in same if here <= ordinal <= here + SOON]
    if soon:
        return soon[0]
    return same[0][1] if len({key_of(voice.name) for _, voice in same}) == 1 else None


def _may_be_called(named: Speaker, described: Speaker) -> bool:
    """Whether somebody who watches and counts may be meant: "a rights group" may be a monitor, and "a war monitor" is
    no Red Cross.
    """
    return watches(named) and (described.kind != "monitor" or named.kind != "ngo")


def _is_of_kind(named: Speaker, described: Speaker) -> bool:
    """Whether a name may be that of somebody described; "a statement" is no other statement, nor an office another.

    Nor is "the hospital" any body that is named, but one that is called so.
    """
    if named.kind != described.kind or named.kind in OFFICES:
        return False
    word = described.name.lower().split()[-1]
    is_called_so = word in words_of_table("any_body") or word in named.name.lower().split()
    return is_called_so or named.kind != "named_organisation"
