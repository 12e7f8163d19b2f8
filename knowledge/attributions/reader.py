"""Who is said to have said what: speaker, cue, content and hedges, read from a report's own words."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.accused import ACCUSES, ASKS, is_agent, or_the_accused
from knowledge.attributions.answered import claims_answered
from knowledge.attributions.antecedents import known_by_surname, meant, subject_of
from knowledge.attributions.clauses import VOICES
from knowledge.attributions.cues import ARMS_LENGTH, hedges_in
from knowledge.attributions.described import described, shortened
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.excepted import without_the_excepted
from knowledge.attributions.gapped import each_with_its_own_figure
from knowledge.attributions.heard import HE_SHE, Heard, Place, remember
from knowledge.attributions.hearsay import told_by_rumour
from knowledge.attributions.issuers import handed_on, is_a_toll, not_ones_own, who_states
from knowledge.attributions.joining import with_tagged
from knowledge.attributions.lost_colons import read_lost_colon
from knowledge.attributions.named_soon import named_soon, newsroom_and_name
from knowledge.attributions.never_said import without_what_nobody_said
from knowledge.attributions.persons import Persons
from knowledge.attributions.phrases import is_a_credit, is_a_label, read_headline
from knowledge.attributions.run_together import behind_a_day, behind_a_place_of, behind_one_thing, in_the_open
from knowledge.attributions.running_on import RunningOn
from knowledge.attributions.sayings import (
    read_introduction,
    read_sentence,
    with_what_is_examined,
    without_ones_own,
    without_what_is_asked,
    without_what_is_untold,
)
from knowledge.attributions.set_beside import (
    with_what_is_called_again,
    with_what_others_claim,
    without_what_came_before,
)
from knowledge.attributions.subjects import without_a_tie, without_a_time, without_front
from knowledge.attributions.tagged import seen_in_part
from knowledge.attributions.together import each_alone
from knowledge.attributions.turns import passed_on, up_to_the_voice, without_the_reporter
from knowledge.attributions.tweets import tweeted
from knowledge.caseless import Caseless
from knowledge.model import Attribution, Kind, Span, Speaker
from knowledge.quotations import read_quotations
from knowledge.sentences import sentences_of
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.names import fold
from knowledge.speakers.voices import is_pronoun, without_article
from knowledge.word_lists import any_of

#: Kinds that no "he" can mean.
_BODIES: frozenset[Kind] = frozenset(("news_agency", "state_media", "document", "ngo", "named_organisation"))
_HEADLINE_VOICE = re.compile(
    rf"^(?:(?:[\w’'.-]+ ){{0,4}}(?:{any_of('speaks_in_a_headline')}))$",
    re.IGNORECASE,
)

#: "Raid on mosque: Authorities' Failure to Warn", "Border: tracing events that led to war".
_IS_A_THING = re.compile(rf"['’]s? (?i:{any_of('nouns_of_doing')}) (?:to|in)\b|^[a-z]+ing\b")
#: "‘Iron Ada’ identified: the thief is Omar Aziz": what is, and no voice.
_SAYS_WHAT_IS = re.compile(r" (?:is|was|are|were) ")
#: All of it between marks.
_IS_QUOTED = re.compile(r"[“\"‘«'].*[”\"’»']", re.DOTALL)
_ON_SOMETHING = re.compile(r"(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) on [\w’' -]+")
_TIED = re.compile(r" (?:of|in|from|at)\b")
_CRUMBS = re.compile(r" - [A-Z][\w ]{2,20} - (?:[A-Z][\w ]{2,20} - )?[A-Z][\w .]{2,30}$")


def read_attributions(
    text: str, *, outlet: str = "", tagged: tuple[Draft, ...] | None = None, article: str = ""
) -> tuple[Attribution, ...]:
    """Who is said to have said what in one part of an article, in reading order.

    Offsets are into `text`. A pronoun is given the speaker it can only mean, or else the name "". Words with no
    speaker in them are not here: the outlet says those itself, see `outlet_voice`. `tagged` is what a trained reader
    has found in the same text; with None the tables and rules read alone. `article` is the text that this one is a
    part of: the "monitor" of a headline is named below it.

    >>> words = "According to pro-opposition sources, over 100 airstrikes hit the desert."
    >>> [(a.speaker.name, a.speaker.kind, a.span.of(words)) for a in read_attributions(words)]
    [('pro-opposition sources', 'unnamed_partisan', 'over 100 airstrikes hit the desert')]
    """
    quotations = read_quotations(text)
    heard: list[Heard] = []
    found: list[Attribution] = []
    persons = Persons(text, quotations)
    paragraph = 0
    begins = [0]
    last_end = 0
    running_on = RunningOn(text, quotations)
    subject: Heard | None = None
    for number, sentence in enumerate(sentences_of(text)):
        if "\n" in text[last_end : sentence.start]:
            found += running_on.end_paragraph(_about(subject, persons, begins))
            paragraph += 1
            begins.append(sentence.start)
        last_end = sentence.end
        if not any(sentence.start in range(q.start - 1, q.end) for q in quotations):
            begun_with = subject_of(text, sentence, heard, persons)
            if begun_with:
                told = persons.sex(begun_with.person or begun_with.name)
                subject = Heard(begun_with, begun_with.name, sentence, paragraph, person=True, told=told)
        place = Place(sentence.start, paragraph, tuple(begins), persons, subject, article, outlet)
        found += running_on.take(sentence, _sentence(text, sentence, quotations, heard, place, outlet, number, tagged))
        introduction = read_introduction(text, sentence)
        if introduction and introduction.source and introduction.cue:
            speaker = _speaker(text, introduction, heard, place)
            words = introduction.cue.of(text)
            running_on.introduce(
                Attribution(speaker, words, (), sentence, introduction.source, introduction.cue, (), introduction.grade)
            )
    found += running_on.end_paragraph(_about(subject, persons, begins))
    found += seen_in_part(text, tagged or (), found)
    # What runs on in a quotation left open, the tagger has tagged as well.
    once: dict[tuple[Speaker, str, str, Span], Attribution] = {}
    for one in found:
        once.setdefault((one.speaker, one.cue, one.grade, one.span), one)
    return tuple(sorted(once.values(), key=lambda a: (a.span.start, a.span.end)))


def _about(subject: Heard | None, persons: Persons, begins: list[int]) -> Speaker | None:
    """The only person whom the paragraph before the last one begun names, where a sentence of it begins with them."""
    if subject is None or len(begins) < 2 or subject.paragraph != len(begins) - 2:
        return None
    named = persons.between(begins[-2], begins[-1])
    alone = len(named) == 1 and persons.is_sure(named[0]) and not persons.nameless_between(begins[-2], begins[-1])
    return subject.speaker if alone else None


def outlet_voice(span: Span, outlet: str) -> Attribution:
    """What the outlet says itself, with no source: its own voice.

    >>> outlet_voice(Span(0, 5), "SouthFront").speaker.kind
    'outlet_itself'
    """
    row = outlet_of(outlet)
    speaker = Speaker(
        row.outlet if row else outlet, "outlet_itself", row.side if row else None, row.documented_at if row else None
    )
    return Attribution(speaker, "", (), span)


# --- one sentence -------------------------------------------------------------------------------------------------


def _sentence(
    text: str,
    sentence: Span,
    quotations: tuple[Span, ...],
    heard: list[Heard],
    place: Place,
    outlet: str,
    number: int,
    tagged: tuple[Draft, ...] | None,
) -> list[Attribution]:
    drafts = with_tagged(text, read_sentence(text, sentence, quotations), tagged, sentence, quotations)
    drafts = claims_answered(text, without_what_is_asked(text, without_ones_own(text, drafts)), sentence)
    drafts = with_what_is_examined(text, drafts, sentence, quotations)
    drafts = without_what_is_untold(text, drafts, sentence, quotations)
    drafts = without_what_nobody_said(text, drafts, sentence, quotations)
    drafts = with_what_is_called_again(text, drafts, sentence, quotations)
    drafts = with_what_others_claim(text, drafts, sentence, quotations)
    drafts = without_what_came_before(text, drafts)
    drafts = [up_to_the_voice(text, draft) for draft in without_the_reporter(text, drafts)]
    drafts = [one for draft in drafts for own in each_with_its_own_figure(text, draft) for one in each_alone(text, own)]
    found: list[Attribution] = []
    made: list[tuple[Draft, Attribution]] = []
    for draft in drafts:
        speaker = _speaker(text, draft, heard, place)
        if draft.source and draft.source.of(text).lower() in HE_SHE:
            # "The pontiff said he hoped": within somebody's words "he" is most often that somebody.
            around = [
                a.speaker
                for outer, a in made
                if draft.source.within(outer.content)
                and a.speaker.kind not in _BODIES
                # "He, according to police, was there": the police are no more he than anybody.
                and not (outer.source and outer.source.within(outer.content))
            ]
            speaker = around[-1] if around else speaker
        via = _via(text, draft, outlet)
        for outer, attribution in reversed(made):
            inside = (
                draft.content.within(outer.content)
                and draft.content != outer.content
                and (draft.cue is None or draft.cue.within(outer.content))
                and not draft.told_of
                # "The army was accused by rebels of killing ten, which it denied": not by the rebels' word.
                and not is_agent(text, outer)
            )
            # "SOHR told AFP that sources in Homs said": the reader has it from AFP, who has it from SOHR.
            if inside and attribution.speaker.name and attribution.speaker != speaker:
                via = (*attribution.via, attribution.speaker.name, *via)
                break
            # "SANA reported, citing a military source": the same words, one hop further.
            if (
                draft.content == outer.content
                and draft.verb.lower() in ("citing", "quoting")
                and attribution.speaker != speaker
            ):
                via = (*attribution.via, attribution.speaker.name)
        if draft.verb.lower() in ("citing", "quoting") and not via:
            later = next((d for d in drafts if d.content == draft.content and d is not draft and d.source), None)
            via = (_speaker(text, later, heard, place).name,) if later else ()
        attribution = Attribution(
            speaker,
            draft.cue.of(text) if draft.cue else "",
            _hedges(text, draft),
            draft.content,
            draft.source,
            draft.cue,
            tuple(dict.fromkeys(name for name in via if name and name != speaker.name)),
            draft.grade,
        )
        made.append((draft, attribution))
        found.append(attribution)
        if draft.verb == "quoted as saying" and draft.heard_by:
            # "The agency quoted a source as saying ... The agency said": whoever quotes may come back as well.
            quoting = _speaker(text, replace(draft, source=draft.heard_by), heard, place)
            words = draft.heard_by.of(text)
            remember(heard, quoting, words, draft.heard_by, place.paragraph, place.persons)
        named = draft.stands_for or draft.source
        # "For a sitting judge to meddle": whoever voiced nothing, and has no name, is no voice to come back to.
        voiced = draft.grade != "held" or speaker.kind == "named_person" or speaker.person or row_of(speaker)
        if named and voiced and not draft.borrowed:
            remember(heard, speaker, named.of(text), named, place.paragraph, place.persons)
            if heard and heard[-1].span == named:
                heard[-1] = replace(heard[-1], silent=draft.grade == "held")
                if draft.cue and ASKS.search(draft.cue.of(text)):
                    heard[-1] = replace(heard[-1], asks=True)
                if draft.cue and ACCUSES.search(draft.cue.of(text)):
                    heard[-1] = replace(heard[-1], accuses=True, agent=is_agent(text, draft))
    found = passed_on(text, made, found)
    if not any(one.speaker.name for one in found) and (tweet := tweeted(text, sentence)):
        found = [tweet]
    if not found:
        headline = _headline(text, sentence, number)
        if headline:
            found.append(headline)
    heard_of = all(one.grade == "held" for one in found)
    if heard_of and (rumour := told_by_rumour(text, sentence, quotations)) and rumour.source:
        words = rumour.source.of(text)
        speaker = Speaker(words[:1].lower() + words[1:], "unnamed")
        found = [Attribution(speaker, "", _hedges(text, rumour), rumour.content, rumour.source, None, (), "claimed")]
    if not found:
        found.extend(_hedged_only(text, sentence, quotations))
    return found


def _speaker(text: str, draft: Draft, heard: list[Heard], place: Place) -> Speaker:
    if draft.source is None:
        return Speaker("", "unnamed")
    words = without_a_time((draft.stands_for or draft.source).of(text).strip(" ,"))
    if text[draft.source.end : draft.source.end + 1] == ":" and is_a_label(words):
        # "HOAX: The false report claiming": a label claims nothing.
        return Speaker("", "unnamed")
    words = _LEFT_BEHIND.sub("", words)
    plain = words.lower()
    if is_pronoun(words) and words not in ("US", "WHO", "IS"):
        one = meant(plain, heard, replace(place, at=draft.source.start))
        return or_the_accused(text, one, draft, heard, place.paragraph)
    words = behind_a_day(text, draft.source.start, words)
    words = behind_a_place_of(text, draft.source.start, behind_one_thing(text, draft.source.start, words))
    _, talking = newsroom_and_name(text, draft.source)
    words = talking or without_a_tie(in_the_open(without_front(without_the_excepted(words))))
    words = handed_on(words)[0] or who_states(words) or words
    if not words or is_a_toll(words):
        return Speaker("", "unnamed")
    speaker = (
        not_ones_own(words)
        or described(words, heard, place, text)
        or shortened(words, heard, text)
        or named_soon(_with_article(words, text, draft.source), text, max(draft.source.end, draft.content.end))
        or who_is(words)
    )
    if speaker.kind == "named_person" and _is_a_newsroom_alone(words, text, draft, place):
        return replace(speaker, kind="named_organisation")
    if speaker.kind == "unnamed" and speaker.name == words and _is_a_site_that_reports(words, text, draft):
        return replace(speaker, kind="named_organisation")
    if speaker.kind == "named_person" and _begins_small(words, text, draft.source, place):
        # "Customers complained": the capital is the sentence's.
        return Speaker(words.lower(), "unnamed")
    return known_by_surname(words, speaker, heard, place.persons)


#: "A video circulated on Tuesday": when a time is cut off, what was done then stands alone.
_LEFT_BEHIND = re.compile(rf"(?<=[a-z]) (?:{any_of('brought_out')})\Z")


def _with_article(words: str, text: str, source: Span) -> str:
    """The voice with the "a" before it, where that has been left out of the words for it."""
    at = text.find(words, source.start, source.end)
    before = re.search(r"\b(?:[Aa]n?|[Oo]ne) \Z", text[max(0, at - 6) : at]) if at >= 0 else None
    return before.group() + words if before else words


def _is_a_newsroom_alone(words: str, text: str, draft: Draft, place: Place) -> bool:
    """As in "Ambrix reports that": people have a first name or a title somewhere, and seldom report."""
    if draft.cue is None or not _REPORTS_THAT.match(text, draft.cue.start) or not re.fullmatch(r"[A-Z]\w{3,}", words):
        return False
    return not (place.persons.called(words) or re.search(rf"\b[A-Z][\w.’'-]* {words}\b", text))


def _is_a_site_that_reports(words: str, text: str, draft: Draft) -> bool:
    """As in "Ferry Pilot reports that" inside a sentence, where only a name keeps its capitals."""
    inside = draft.source is not None and re.search(
        r"[\w,] \Z", text[max(0, draft.source.start - 2) : draft.source.start]
    )
    reports = draft.cue is not None and _REPORTS_THAT.match(text, draft.cue.start)
    return bool(inside and reports and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}", words))


_REPORTS_THAT = re.compile(r"(?:also |first )?(?:reports|reported|is reporting|has reported) that\b", re.IGNORECASE)


def _begins_small(words: str, text: str, source: Span, place: Place) -> bool:
    """Whether a single word at a sentence's head is no name, as the same word in small letters elsewhere tells."""
    alone = re.fullmatch(r"[A-Z][a-z]{3,}s", words) and source.start == place.at
    if not alone or place.persons.called(words) or not re.search(rf"\b{words.lower()}\b", text[: place.at]):
        return False
    # "Mr Fields", "Marines and Greens": inside a sentence a name keeps its capital.
    return not re.search(rf"[\w,;.] {words}\b", re.sub(r"(?<!Mr)(?<!Mrs)(?<!Dr)(?<!Ms)[.!?] ", "\n", text))


def _via(text: str, draft: Draft, outlet: str) -> tuple[str, ...]:
    if draft.heard_by is None:
        if draft.source and (given_to := handed_on(draft.source.of(text))[1]):
            # Whoever is told may be nobody's voice, and is a step on the way all the same.
            return (who_is(given_to).name,)
        newsroom, name = newsroom_and_name(text, draft.source) if draft.source else ("", "")
        row = outlet_of(newsroom) if name else None
        return (row.outlet,) if row and row.outlet != outlet else ()
    words = without_article(without_a_tie(in_the_open(without_front(draft.heard_by.of(text).strip(" ,")))))
    if not words or is_pronoun(words):
        return ()
    row = outlet_of(words)
    if row is not None:
        return () if row.outlet == outlet else (row.outlet,)
    speaker = who_is(words)
    if draft.verb == "quoted as saying" or speaker.kind in ("news_agency", "state_media"):
        return (speaker.name,)
    return ()


def _hedges(text: str, draft: Draft) -> tuple[str, ...]:
    own = (draft.verb,) if draft.grade in ARMS_LENGTH and draft.verb else ()
    return tuple(dict.fromkeys((*own, *(h for h in hedges_in(draft.content.of(text)) if not own or own[0] not in h))))


def _headline(text: str, sentence: Span, number: int) -> Attribution | None:
    """A headline's colon: only where the words beside it are a voice, since "Syria: five dead" is a place."""
    words = sentence.of(text)
    if (words.rstrip()[-1:] in ".!?" and number > 0) or len(words) > 220:
        return None
    for source, content in read_headline(text, sentence):
        found = _beside_a_colon(text, source, content, number)
        if found:
            return found
    lost = read_lost_colon(text, sentence) if number == 0 else None
    if lost is None:
        return None
    source, content = lost
    name = source.of(text)
    # "State TV" is no name; a capital tells only that something begins.
    speaker = who_is(name[:1].lower() + name[1:] if name.startswith("State") else name)
    return Attribution(speaker, "", hedges_in(content.of(text)), content, source)


def _beside_a_colon(text: str, source: Span, content: Span, number: int) -> Attribution | None:
    name = source.of(text).strip()
    quoted = _IS_QUOTED.fullmatch(content.of(text)) is not None
    if quoted and (about := _ON_SOMETHING.fullmatch(name)):
        # "Weil on piers: 'They will hold'".
        source, name = Span(source.start, source.start + about.end("who")), about["who"]
    if re.match(r"[“\"‘«']", name) or text[max(0, source.start - 1) : source.start] in ("‘", "“", "«", "'"):
        # "‘Harbour Nights: The Return’ opens": a work's name.
        return None
    trailing = source.start > content.start
    if is_a_label(name) or _SAYS_WHAT_IS.search(name):
        return None
    if is_a_label(content.of(text)) if trailing else is_a_credit(name, content.of(text)):
        # "In pictures: Jonas Weil's garden", "Source: Harbour Post".
        return None
    if _IS_A_THING.search(name) and not VOICES.search(name.rsplit(" ", 1)[-1]):
        return None
    if trailing and _CRUMBS.search(text, content.start, source.end):
        # "Ten dead in raid - World - Harbour Post": where the page stands, and no voice.
        return None
    # "Study" is nobody's name.
    speaker = who_is(name.lower() if name in ("Poll", "Study", "Survey") else name)
    # "The Ninth Circle: A view of the port": an article before several words makes nobody known.
    a_title = " " in speaker.name and fold(speaker.name) == fold(without_article(name))
    known = (speaker.name != name and not a_title) or speaker.documented_at is not None
    known = known or row_of(speaker) is not None or outlet_of(name) is not None
    head = _TIED.split(name)[0]
    if not (known or _HEADLINE_VOICE.match(name) or (quoted and VOICES.fullmatch(head.rsplit(" ", 1)[-1]))):
        return None
    if (
        not trailing
        and speaker.kind == "party"
        and not speaker.person
        and re.fullmatch(r"[A-Z][a-z]+", name)
        and name not in ("Pentagon", "Kremlin", "Hamas", "Hezbollah", "Taliban")
    ):
        return None
    if not trailing and number > 0 and not known:
        return None
    return Attribution(speaker, ":", hedges_in(content.of(text)), content, source, _mark(text, source, content))


def _mark(text: str, source: Span, content: Span) -> Span | None:
    between = Span(min(source.end, content.end), max(source.start, content.start))
    at = re.search(r"[:–—-]+", between.of(text))
    return Span(between.start + at.start(), between.start + at.end()) if at else None


_AS_IT_IS_SAID = Caseless(rf"\b(?:{any_of('as_it_is_said')})\b")


def _hedged_only(text: str, sentence: Span, quotations: tuple[Span, ...]) -> list[Attribution]:
    """As in "Rebels reportedly left", "are rumoured to have left": somebody says so, and it is not told who."""
    match = _AS_IT_IS_SAID.search(text, sentence.start, sentence.end)
    if match is None:
        return []
    cue = Span(*match.span())
    if any(cue.within(q) for q in quotations):
        return []
    content = trimmed(text, sentence.start, sentence.end, list(quotations))
    if content is None:
        return []
    return [Attribution(Speaker("", "unnamed"), cue.of(text), hedges_in(sentence.of(text)), content, None, cue)]
