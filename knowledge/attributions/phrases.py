"""Fixed phrases that name a source: "according to", "citing", "as saying", "it was reported", headline colons."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import (
    VOICES,
    has_finite,
    is_finite,
    looks_like_voice,
    words_of,
)
from knowledge.attributions.cues import cue_of_form
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.heard import HEAD
from knowledge.attributions.issuers import handed_on, handed_to, is_a_toll
from knowledge.attributions.told_apart import each_with_its_own_count
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of, words_in

_ACCORDING = re.compile(
    rf"\b(?:{any_of('according_to')})\s+(?=\w)",
    re.IGNORECASE,
)
#: "Citing “sources within the ministry”": who is cited may stand between marks, and so may what is.
_CITING = re.compile(r"(?:(?<= )|(?<=\n)|^)(?:citing|quoting|cited by)\s+[“\"]?(?=\w)", re.IGNORECASE | re.MULTILINE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|had been|be|being)\s+(?:\w+ly\s+|also\s+|"
    rf"widely\s+)*(?P<verb>{any_of('said_of_by_somebody')})\b",
    re.IGNORECASE,
)
#: "Accused by rebels of killing ten"; not "the Ministry of Housing".
_OF_DOING = re.compile(r"\s+(?:of|for)\s+(?:having\s+)?[a-z]+ing\b")
_UNVERIFIED = re.compile(
    r"\b(?P<cue>(?:could|can)\s?not\s+(?:\w+ly\s+)*be\s+(?:\w+ly\s+)*(?:verified|confirmed))\s+by\s+", re.IGNORECASE
)
_HEADLINE_TAIL = re.compile(r"(?:\s*:\s+|\s+[–—-]+\s+)(?P<who>[^:–—.!?]{2,60})$")
_HEADLINE_LEAD = re.compile(r"^(?P<who>[^:.!?,;“\"]{2,70}):\s+(?=\S)")


_DESCRIPTIONS_OF_A_SOURCE = words_in("descriptions_of_a_source")
_ENDS_A_NAME = words_in("ends_a_name")
_MANY = frozenset(("tens", "dozens", "scores", "hundreds", "thousands"))
_OPENERS_OF_A_COUNT = words_in("openers_of_a_count")


def read_according_to(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    """Sources named by "according to X" and "citing X"."""
    found: list[Draft] = []
    for shape in (_ACCORDING, _CITING):
        for match in shape.finditer(text, sentence.start, sentence.end):
            cue = Span(match.start(), match.start() + len(match.group().rstrip(' \n“"')))
            if any(cue.within(q) for q in quotations):
                continue
            if found and match.start() - found[-1].cue.end < 3 if found and found[-1].cue else False:
                continue
            source = _name_after(text, match.end(), sentence.end)
            if source is None or (shape is _CITING and is_a_reason(source.of(text))):
                continue
            if match.group()[-1] in '“"' and not VOICES.search(HEAD.split(source.of(text))[0]):
                continue
            if shape is _CITING and (citing := _citing_nobody(text, sentence, match.start(), source)):
                found.append(Draft(citing, cue, Span(source.start, sentence.end), "said", "said"))
                continue
            leading = not text[sentence.start : match.start()].strip(' ,-–—•*"“')
            before = text[sentence.start : match.start()]
            source = without_the_count(text, source)
            source = without_the_clause(text, source) if leading else source
            # "An official said that, according to the army, ten men died": the army says what follows.
            if leading or _says_nothing(before) or re.search(r"\bthat\s*,\s*$", before):
                content = trimmed(text, source.end, sentence.end, quotations)
            else:
                content = trimmed(text, sentence.start, match.start(), quotations)
                rest = trimmed(text, source.end, sentence.end, quotations)
                if rest and not leading and text[source.end : source.end + 1] == ",":
                    interrupted = content is None or not has_finite(words_of(text, content.start, content.end))
                    if interrupted or len(rest.of(text).split()) > 4:
                        content = Span(content.start, rest.end) if content else rest
            if content:
                found.append(Draft(source, cue, content, "said", text[cue.start : cue.end]))
    return each_with_its_own_count(text, found, quotations)


#: More words in front of "citing" are no mere name of who cites.
_SHORT = 6


def _citing_nobody(text: str, sentence: Span, cue: int, source: Span) -> Span | None:
    """Whoever a sentence begins with, where they cite papers that are nobody's, and the comma before that is lost.

    >>> text = "A monitor citing figures from clinics put the toll at 40."
    >>> (span := _citing_nobody(text, Span(0, len(text)), 10, Span(17, 24))) and span.of(text)
    'A monitor'
    """
    before = text[sentence.start : cue].strip()
    papers = source.of(text).split()[:1]
    if not papers or papers[0].lower() not in words_in("nobodys_papers") or not 0 < len(before.split()) <= _SHORT:
        return None
    if before[-1] in ",;:" or not VOICES.search(before) or has_finite(words_of(text, sentence.start, cue)):
        return None
    start = text.index(before, sentence.start)
    return Span(start, start + len(before))


def without_their_papers(text: str, drafts: list[Draft]) -> list[Draft]:
    """Drafts without the place of papers that are cited: in "figures from clinics in Kalden put" no Kalden speaks."""
    citing = [d for d in drafts if d.cue and d.source and d.cue.of(text) == "citing" and d.source.start < d.cue.start]
    kept = [
        d
        for d in drafts
        if not any(
            d.source and one.cue and d.source.start > one.cue.end and _IN_IT.search(text, one.cue.end, d.source.start)
            for one in citing
        )
    ]
    # Where it is read what they gave, that is all they say.
    return [
        d
        for d in kept
        if d not in citing
        or not any(o not in citing and o.content.within(d.content) and _begins_before(o, d) for o in kept)
    ]


def _begins_before(draft: Draft, citing: Draft) -> bool:
    """Whether who speaks in a draft stands before the word "citing", or goes on from there."""
    return draft.source is None or citing.cue is None or draft.source.start < citing.cue.start


#: Right before a name this makes it a place where something is.
_IN_IT = re.compile(r"\b(?:in|of|from|at|near|around) (?:the )?\Z", re.IGNORECASE)


_THEN_A_COUNT = re.compile(
    rf"(?P<name>(?:[Tt]he )?[\w’'.-]+(?: [\w’'.-]+)*?) (?:\d|(?:{'|'.join(sorted(NUMBER_WORDS))})\b)", re.IGNORECASE
)


def without_the_count(text: str, source: Span) -> Span:
    """As in "According to the Observatory three men died": the name of the table is over where the count begins."""
    found = _THEN_A_COUNT.match(source.of(text))
    if found is None or not (row_of(who_is(found["name"])) or is_a_toll(without_article(found["name"]))):
        return source
    return Span(source.start, source.start + found.end("name"))


_ANOTHER_SUBJECT = re.compile(r" (?=(?:the|an?)\s[\w-])")


def without_the_clause(text: str, source: Span) -> Span:
    """As in "According to Amber Radio the ferry sank", where the comma is lost: the name ends before what is told.

    >>> text = "According to the ministry the ferry sank off Velmar."
    >>> without_the_clause(text, Span(13, 51)).of(text)
    'the ministry'
    >>> text = "According to the owner of the ferry, it sank."
    >>> without_the_clause(text, Span(13, 35)).of(text)
    'the owner of the ferry'
    """
    words = source.of(text)
    if text[source.end : source.end + 1] == ",":
        # "According to SANA the agency of the state, ten died": it is described.
        return source
    for found in _ANOTHER_SUBJECT.finditer(words):
        name = words[: found.start()]
        if name.rsplit(" ", 1)[-1].lower() in words_in("joining") | {"and", "or"}:
            continue
        whole = without_article(name)
        is_a_voice = row_of(who_is(name)) or outlet_of(whole) or whole.lower() in words_in("institutions")
        if is_a_voice or handed_on(name)[0]:
            return Span(source.start, source.start + len(name))
    return source


def is_a_reason(words: str) -> bool:
    """Whether whoever is said to be cited is what somebody acts upon, and nobody who speaks.

    >>> is_a_reason("the storm"), is_a_reason("the war in Norland"), is_a_reason("the coast guard")
    (True, True, False)
    """
    head = HEAD.split(words)[0].strip()
    last = head.split()[-1] if head else ""
    return last in words_in("events") | words_in("reasons")


def _says_nothing(words: str) -> bool:
    """Whether the words before "according to" are only a time or a place ("In Homs, according to ...")."""
    if len(words.split()) > 6 or not words.rstrip().endswith(",") or re.match(r"\s*At least", words):
        return False
    leads = re.match(r"\s*(?:In|On|At|But|And|Meanwhile|However|During|Yet|By|So|Since)\b", words)
    return bool(leads) and not has_finite(words_of(words, 0, len(words)))


def _name_after(text: str, start: int, end: int) -> Span | None:
    words = words_of(text, start, end)
    given = handed_to().match(text, start, end)
    # "Information handed over to the mission by the council": what is named is whoever gave it.
    stop = first = sum(word.start < given.end() for word in words) if given else 0
    while stop < len(words):
        word = words[stop]
        if word.is_mark and word.text not in ("’", "'", "-", ".", "&", "/", "(", ")", "@"):
            break
        if word.text == "." and stop + 1 == len(words):
            break
        reports = word.lower in cue_of_form() and word.lower not in cue_of_form()[word.lower].nouns
        if stop and (word.lower in _ENDS_A_NAME or is_finite(words, stop) or reports):
            if (
                word.lower == "and"
                and stop + 1 < len(words)
                and looks_like_voice(words[stop + 1 : stop + 3])
                and not has_finite(words[stop + 1 : stop + 6])
            ):
                stop += 1
                continue
            if (is_finite(words, stop) or reports) and stop > 1:
                # "According to the ministry 40 people died": the name ends where the count or the article stands.
                for back in range(first + 1, stop):
                    begins = words[back].lower in _OPENERS_OF_A_COUNT or words[back].text.isdigit()
                    if begins and words[back - 1].lower not in words_in("joining"):
                        stop = back
                        break
            break
        if (
            stop
            and word.lower in ("published", "released", "issued", "dated")
            and stop + 1 < len(words)
            and words[stop + 1].lower in ("on", "in", "last", "this")
        ):
            break
        if (
            stop > 2
            and word.lower == "with"
            and not (
                stop + 1 < len(words)
                and words[stop + 1].lower in ("knowledge", "direct", "close", "ties", "links", "access", "the")
            )
        ):
            break
        if (
            stop
            and word.lower in ("at", "more", "over", "nearly")
            and stop + 1 < len(words)
            and (words[stop + 1].lower in ("least", "than") or words[stop + 1].text.isdigit())
        ):
            break
        stop += 1
    for back in range(1, min(stop, len(words) - 1)):
        # "According to reports tens of thousands of women and children fled", where the comma is lost.
        many = words[back].lower in _MANY and words[back + 1].lower == "of"
        if many and words[back - 1].lower not in words_in("joining"):
            stop = back
            break
    if stop and stop < len(words) and words[stop].lower in ("who", "which"):
        # "a source who asked not to be named, ...": the description belongs to the name.
        comma = next((i for i in range(stop, min(len(words), stop + 14)) if words[i].text == ","), None)
        stop = comma or stop
    if stop == 0 or stop > 30:
        return None
    if stop < len(words) and words[stop].text == ",":
        piece_end = stop + 1
        while piece_end < len(words) and not words[piece_end].is_mark:
            piece_end += 1
        piece = words[stop + 1 : piece_end]
        closes = piece_end < len(words) and words[piece_end].text in (",", ".")
        if (
            piece
            and closes
            and len(piece) <= 12
            and (not has_finite(piece) or piece[0].lower in ("who", "which"))
            and piece[0].lower in _DESCRIPTIONS_OF_A_SOURCE
        ):
            stop = piece_end
    if not looks_like_voice(words[first:stop]) and not words[0].text[:1].isupper():
        return None
    return Span(words[0].start, words[stop - 1].end)


def up_to_the_deed(text: str, source: Span) -> Span:
    """As in "accused by rebels of killing ten": the rebels' name is over where the deed begins."""
    deed = _OF_DOING.search(text, source.start, source.end)
    return Span(source.start, deed.start()) if deed else source


def read_passives(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    """What "was reported" or "is believed", with whoever is named after "by"."""
    found = _read_unverified(text, sentence, quotations)
    for match in _PASSIVE.finditer(text, sentence.start, sentence.end):
        if any(match.start() >= q.start and match.end() <= q.end for q in quotations):
            continue
        verb = match["verb"].lower()
        after = text[match.end() : sentence.end]
        grade = cue_of_form()[verb].grade if verb in cue_of_form() else "claimed"
        by = re.match(r"\s+at\s+[^,.;]{1,40}?\s+by\s+" if verb == "put" else r"\s+(?:on\s+\w+\s+)?by\s+", after)
        if verb == "put" and not re.match(r"\s+at\s+(?:\D{1,20}\s)?[$€£]?\d", after):
            continue
        source = _name_after(text, match.end() + by.end(), sentence.end) if by else None
        source = up_to_the_deed(text, source) if source else None
        if source and source.of(text).endswith(" to"):
            # "Was said by activists to have left".
            source = replace(source, end=source.end - len(" to"))
        before = text[sentence.start : match.start()]
        impersonal = bool(re.search(r"(?:^|[\s,])(?:it|there)\s*$", before, re.IGNORECASE))
        clause = re.match(r"\s+(?:\w+\s+){0,3}?that\s+", after)
        if verb in ("told", "accused", "blamed"):
            if source is None:
                continue
        elif verb in ("confirmed", "announced", "denied", "understood", "feared") and source is None and not impersonal:
            continue
        elif (
            verb
            in ("reported", "said", "believed", "thought", "alleged", "claimed", "estimated", "suspected", "presumed")
            and source is None
        ):
            if not (
                impersonal
                or re.match(r"\s+(?:to|dead|killed|missing|wounded|injured|at|in|on|from|as)\b|\s*[,.]|\s*$", after)
            ):
                continue
            if verb == "said" and not (impersonal or re.match(r"\s+to\b", after)):
                continue
        if verb == "put" and by and source:
            content = trimmed(text, sentence.start, match.end() + by.end() - len(" by "), quotations)
        elif impersonal and clause:
            content = trimmed(text, match.end() + clause.start(), sentence.end, quotations)
        elif source and clause:
            content = trimmed(text, source.end, sentence.end, quotations)
        elif source and source.end >= sentence.end - 2:
            content = trimmed(text, sentence.start, match.start(), quotations)
        else:
            content = trimmed(text, sentence.start, sentence.end, quotations)
        if content:
            found.append(Draft(source, Span(match.start(), match.end()), content, grade, match["verb"]))
    return found


def _read_unverified(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    """As in "The figures could not be independently verified by Reuters"."""
    found: list[Draft] = []
    for match in _UNVERIFIED.finditer(text, sentence.start, sentence.end):
        source = _name_after(text, match.end(), sentence.end)
        content = trimmed(text, sentence.start, match.start(), quotations)
        cue = Span(match.start(), match.end("cue"))
        if source and content and not any(cue.within(q) for q in quotations):
            found.append(Draft(source, cue, content, "unverified", match["cue"]))
    return found


def is_a_label(words: str) -> bool:
    """Whether words before a colon only say what follows: "Claim", "Unmasked", "‘Iron Ada’ identified".

    >>> is_a_label("Claim"), is_a_label("‘Iron Ada’ identified"), is_a_label("Kalden police")
    (True, True, False)
    """
    plain = words.strip(" '‘’“”\"").lower()
    return plain in words_in("headline_labels") or _DONE.search(words) is not None


def is_a_credit(words: str, behind: str) -> bool:
    """Whether words before a colon tell where the page is from, and nobody says anything: "Source: Harbour Post".

    >>> is_a_credit("Source", "Harbour Post"), is_a_credit("Sources", "two ferries sank off Velmar")
    (True, False)
    """
    return words.lower() in ("source", "sources") and behind.istitle() and behind.count(" ") < _LONGEST_CREDIT


_LONGEST_CREDIT = 6


#: What was done with somebody or something, behind its name.
_DONE = re.compile(r"\S (?:identified|named|unmasked|revealed|exposed|debunked|explained|confirmed)\Z")


def read_headline(text: str, sentence: Span) -> tuple[tuple[Span, Span], ...]:
    """Speaker and content as a headline may print them around a colon or a dash; the speaker first in each pair.

    "Over 100 strikes hit desert: Reports" and "SANA: Two shells fall". Whether those words are a voice at all is for
    the caller to look up.
    """
    words = sentence.of(text)
    found: list[tuple[Span, Span]] = []
    tail = _HEADLINE_TAIL.search(words)
    if tail and tail.start() > 8:
        at = sentence.start + tail.start("who")
        content = Span(sentence.start, sentence.start + len(words[: tail.start()].rstrip()))
        found.append((Span(at, at + len(tail["who"].rstrip())), content))
    lead = _HEADLINE_LEAD.match(words)
    if lead:
        source = Span(sentence.start, sentence.start + len(lead["who"].rstrip()))
        found.append((source, Span(sentence.start + lead.end(), sentence.end)))
    return tuple(found)
