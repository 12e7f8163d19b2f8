"""Whom "the source", "the ministry" and "the Coalition" mean: the only voice so far that was called that, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.attributions.armies import army_meant
from knowledge.attributions.epithets import body_spoken_for, of_that_age, of_that_people
from knowledge.attributions.heard import HEAD, Heard, Place, heard_as
from knowledge.attributions.issuers import body_of, issuer
from knowledge.attributions.newsrooms import agency_described, newsroom_named
from knowledge.model import Kind, Speaker
from knowledge.speakers import row_of, watchers_named, who_is
from knowledge.speakers.names import OF_A_PEOPLE, fold
from knowledge.speakers.people import first_names
from knowledge.speakers.table import SpeakerRow
from knowledge.speakers.voices import without_article
from knowledge.word_lists import words_in

_DESCRIPTION = re.compile(r"^(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)$", re.IGNORECASE)
#: "The Britain-based monitoring group", "a monitor"; not "the chemical arms watchdog", nor "a rights group".
_MONITORS = re.compile(
    r"^(?:the |one )?(?:(?:[\w.]+-based|war|rights|human rights|opposition|activist|monitoring|independent) )*"
    r"(?:monitor|group|watchdog|(?<=based )organi[sz]ation)$|"
    r"^(?:an?|the) (?:group|organi[sz]ation) (?:that monitors|monitoring) the (?:conflict|war)$|"
    rf"^(?:an? )?(?:{OF_A_PEOPLE} )?"
    r"(?:(?:[\w.]+-based|leading|prominent|war|rights|human rights|opposition|conflict|independent|key) )*"
    r"(?:monitor|monitoring group|war watchdog)$|"
    r"^(?:an? )?[\w.]+-based (?:(?:rights|human rights|monitoring|opposition|activist) )*"
    r"(?:group|watchdog|organi[sz]ation)$",
    re.IGNORECASE,
)
#: "The monitor, which relies on a network of sources" is the monitor.
_RELATIVE = re.compile(r"\s*[-–—,]?\s*\b(?:which|relies on|with an? (?:[\w-]+ )?network of) .*$")
#: What is named so soon after "a monitor" is that monitor, whatever others come later.
_SOON = 400
#: Bodies that are called a group, an agency and the like without having it in their names.
_CALLED_SO: dict[str, tuple[Kind, ...]] = {
    "group": ("monitor", "ngo", "party"), "organisation": ("monitor", "ngo", "un"), "monitor": ("monitor",),
    "organization": ("monitor", "ngo", "un"), "watchdog": ("monitor", "ngo", "un"), "charity": ("ngo",),
    "agency": ("news_agency", "state_media", "un"), "network": ("monitor",), "broadcaster": ("state_media",),
}  # fmt: skip
#: States and their armies are no groups.
_OF_A_STATE = re.compile(r"\b(?:government|army|military|forces|authorities)$", re.IGNORECASE)
_LAST_HEARD = 3
#: Voices that are only described.
_NAMELESS: tuple[Kind, ...] = ("unnamed", "unnamed_partisan")
#: Whom officials and spokesmen may speak for.
_BODIES: tuple[Kind, ...] = ("named_official", "named_organisation", "party", "ngo", "un", "monitor")

_ANOTHER = re.compile(r"\b(?:other|second|third|next|latter|new)\b", re.IGNORECASE)
#: Who made a paper: "the poll by the Amber Institute".
_PUBLISHED_BY = re.compile(r"\b(?:by|from|of) (?:the )?((?:[A-ZÀ-Þ][\w’'-]*(?: of | for | )?){2,})")


def described(words: str, heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """Whom "the source", "the ministry" or "the senator" means: the only one so far who was called that."""
    words = _RELATIVE.sub("", words)
    if _MONITORS.match(words) and words.lower() not in ("the group", "one group", "group"):
        return _of_that_base(words, _monitor_meant(heard, place, text))
    if aged := of_that_age(words, heard, place, text):
        return aged
    if one_of_them := of_that_people(words, heard, place, text):
        return one_of_them
    if (body := body_spoken_for(words)) and (one := described(body, heard, place, text)):
        return replace(one, person="") if one.kind in _BODIES else None
    if newsroom := newsroom_named(words, heard, place, text) or agency_described(words, place, text):
        return newsroom
    match = _DESCRIPTION.match(words)
    if match is None or re.search(r"[A-Z]", words[1:].replace(" TV", "")):
        return None
    if _ANOTHER.search(words):
        return None
    noun = match["noun"].lower().rstrip("s")
    is_person = noun in words_in("persons") | words_in("titles")
    # "The source" is none of the sources.
    alike = rf"\b{re.escape(match['noun'].lower())}\b" if _is_one(match["noun"]) else rf"\b{re.escape(noun)}s?\b"
    called = [
        h
        for h in heard
        if place.paragraph - h.paragraph <= 12
        and re.search(alike, HEAD.split(without_article(h.words).lower())[0])
        and fold(h.words) != fold(words)
    ]
    fits = {h.speaker for h in called}
    if not match["noun"].lower().endswith("s"):
        fits |= {heard_as(name, heard) for name in place.persons.doing(noun, place.at)} if is_person else set()
        fits |= set() if fits else {who_is(name) for name in _bodies_called(noun, text[: place.at])}
    if len(fits) > 1 and called and called[-1] is _last_but(words, heard) and called[-1].speaker.kind in _NAMELESS:
        # Of two nameless sources the one who has just spoken goes on.
        fits = {called[-1].speaker}
    if not fits and (army := army_meant(words, heard, place, text)):
        return army
    if len(fits) == 1:
        # "The ministry" is the body alone, whoever spoke for it before.
        return fits.pop() if is_person else body_of(fits.pop(), match["noun"])
    published = {found.group(1): h for h in called if (found := _PUBLISHED_BY.search(h.words))}
    documents = all(speaker.kind == "document" for speaker in fits)
    # "A new poll", "the poll by the Amber Institute", "the poll": one poll, whoever else has polled.
    if fits and documents and len(published) == 1:
        return next(iter(published.values())).speaker
    if issued := issuer(words, heard, place, text):
        return issued
    return _body_called(noun, heard, text[: place.at]) if not fits and words.lower() == f"the {noun}" else None


def _last_but(words: str, heard: Sequence[Heard]) -> Heard | None:
    """Who was heard last, but for whoever was called by these very words."""
    return next((one for one in reversed(heard) if fold(one.words) != fold(words)), None)


def _of_that_base(words: str, speaker: Speaker | None) -> Speaker | None:
    """Nobody, where the words give a base or a country that is not the body's: "a Geneva-based group" is another."""
    base = re.search(rf"([\w.]+)-based|\b({OF_A_PEOPLE}) ", words)
    row = row_of(speaker) if speaker is not None and base is not None else None
    if base is None or row is None:
        return speaker
    own = (base[1] or base[2]).lower()
    return speaker if any(own in alias.lower() for alias in (row.name, *row.aliases)) else None


def _is_one(noun: str) -> bool:
    return not noun.lower().endswith("s") or noun.lower().endswith("ss")


def _monitor_meant(heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """The one monitor that has spoken so far or is named soon; else the one that the article names at all."""
    spoken = {replace(h.speaker, person="") for h in heard if h.speaker.kind == "monitor" and row_of(h.speaker)}
    spoken = {speaker for speaker in spoken if not speaker.side} or spoken
    if spoken:
        return spoken.pop() if len(spoken) == 1 else None
    named = _of_no_side(watchers_named(text[place.at : place.at + _SOON]))
    named = named or _of_no_side(watchers_named(f"{text}\n{place.article}"))
    return named[0].speaker() if len(named) == 1 else None


def _of_no_side(rows: Sequence[SpeakerRow]) -> list[SpeakerRow]:
    """Those who are on no side, if any: a network of one side's activists is seldom called a monitor."""
    return [row for row in rows if not row.side] or [*rows]


def _body_called(noun: str, heard: list[Heard], earlier: str) -> Speaker | None:
    """Whom "the group" or "the agency" means where no name has the word in it: the only such body heard of late.

    Where no such body has spoken, the only aid group or monitor that was named a moment before is meant.
    """
    kinds = _CALLED_SO.get(noun, ())
    late = heard[-_LAST_HEARD:]
    bodies = [
        h.speaker
        for h in late
        if not (h.many or _OF_A_STATE.search(h.speaker.name))
        and h.speaker.kind in kinds
        and h.speaker.name != h.speaker.name.lower()
    ]
    fighting = [row for row in watchers_named(earlier[-_SOON:], ("party",)) if not _OF_A_STATE.search(row.name)]
    if noun == "group" and fighting:
        # Fighters are a group as well, whether they have spoken or not.
        bodies = [speaker for speaker in bodies if speaker.kind == "party"]
    elif not bodies and {"ngo", "monitor"} & {*kinds} and not any(h.speaker.kind == "party" for h in late):
        named = watchers_named(earlier[-_SOON:], ("monitor", "ngo"))
        return named[0].speaker() if len(named) == 1 else None
    return replace(bodies[-1], person="") if len(set(bodies)) == 1 else None


def _bodies_called(noun: str, earlier: str) -> set[str]:
    """The bodies with this noun in their names that a text has named so far: "Amber Institute" for "institute"."""
    if noun not in words_in("bodies_in_full"):
        return set()
    shape = rf"(?:[A-ZÀ-Þ][\w’'-]* (?:of |for |and )?){{1,4}}{noun.capitalize()}(?: (?:of|for|on) (?:[A-ZÀ-Þ]\w+ ?)+)?"
    shape += rf"|{noun.capitalize()} (?:of|for|on) (?:[A-ZÀ-Þ]\w+ ?)+"
    names = {without_article(found.group()).strip() for found in re.finditer(shape, earlier)}
    return {name for name in names if not any(name != other and name in other for other in names)}


#: What may follow a name that is whole.
_GOES_ON = r"(?:of|for|in|on|at|to|from|near|based|which|who|that|and|also|known|or)"


def shortened(words: str, heard: list[Heard], text: str = "") -> Speaker | None:
    """As in "The Coalition" after "the Syrian Coalition" is that one, whatever other coalitions there are."""
    name = without_article(words.strip())
    plain = name[:1].lower() + name[1:]
    if text and plain == plain.lower() and _is_an_institution(plain) and not _IS_AN_ARM.search(plain):
        return _institution(plain, text)
    if re.fullmatch(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})+", name):
        return _known_in_full(name, heard)
    if not re.fullmatch(r"[A-Z][a-z]{3,}", name):
        return None
    fits = {
        h.speaker
        for h in heard
        if not h.person
        and h.words.count(" ") < 7
        # "Eight Kalden soldiers" are not Kalden.
        and re.search(rf"\b[A-Z][\w-]* {name}\b(?! (?!{_GOES_ON}\b)[a-z])", h.words)
        and " and " not in h.words
    }
    fits = fits or _begins_with(name, heard)
    return replace(fits.pop(), person="") if len(fits) == 1 else None


def _known_in_full(name: str, heard: list[Heard]) -> Speaker | None:
    """Who of the table was heard by a longer name: "General Command" is the army's, of which it was said before."""
    if row_of(who_is(name)):
        return None
    whole = re.compile(rf"(?:the )?(?:[A-Z][\w-]* )*{name}(?: (?:of|for)\b.*)?", re.IGNORECASE)
    fits = {h.speaker for h in heard if not h.person and row_of(h.speaker) and whole.fullmatch(h.words.strip())}
    return replace(fits.pop(), person="") if len(fits) == 1 else None


def _begins_with(name: str, heard: list[Heard]) -> set[Speaker]:
    """The firms and clubs heard whose names begin so: "Kestrel" is Kestrel Freight, where nobody else is called so."""
    if name in first_names() or row_of(who_is(name)) or any(h.person and name in h.words.split() for h in heard):
        return set()
    return {
        h.speaker for h in heard if h.speaker.kind == "named_organisation" and h.speaker.name.startswith(f"{name} ")
    }


def _is_an_institution(name: str) -> bool:
    tail = [" ".join(name.split()[at:]) for at in range(name.count(" ") + 1)]
    return len(tail) < 4 and any(words in words_in("institutions") for words in tail)


#: "The army" may be any: at home one's own, of which the text says no more, beside the other that it names.
_IS_AN_ARM = re.compile(r"\b(?:army|military|government|ministry|forces?|navy|police|presidency|parliament|cabinet)\b")
#: "Norlandian", "Norland's": of one state or town.
_OF_ONE_STATE = re.compile(rf"(?:{OF_A_PEOPLE}|[A-Z]\w*(?:ch|ek|['’]s))$")


def _institution(name: str, text: str) -> Speaker | None:
    """As in "the civil defence", where the text names but one state's: "the Norlandian civil defence"."""
    alike = re.sub("defen[cs]e", "defen[cs]e", re.escape(name), flags=re.IGNORECASE)
    named = re.finditer(rf"(?P<of>(?:[A-Z][\w.]*[\w](?:['’]s?)? )+)(?P<what>(?i:{alike}))\b", text)
    # "The Free Norlandian Army" is no state's.
    runs = ((without_article(found["of"].strip()), found["what"]) for found in named)
    whose = {who_is(f"{of} {what}") for of, what in runs if _OF_ONE_STATE.fullmatch(of)}
    if not whose:
        # A rescue service may go by another name of its own.
        rows = watchers_named(text, ("ngo",))
        whose = {
            row.speaker()
            for row in rows
            if any(fold(alias).endswith(f" {fold(name)}") or _is_known_as(name, alias, text) for alias in row.aliases)
        }
    return whose.pop() if len(whose) == 1 else None


def _is_known_as(name: str, alias: str, text: str) -> bool:
    """Whether a text says what an institution is that it names: "known as the Mill Watch, the rescue service digs"."""
    called = rf"known as (?:the )?{re.escape(without_article(alias))}|{re.escape(alias)} [-–—]"
    return bool(re.search(rf"(?:{called}),? (?:the|an?) (?:[a-z]+ )?{re.escape(name)}\b", text, re.IGNORECASE))
