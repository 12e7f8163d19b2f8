"""One body on a card under one name: a state's press however it is described, and a country for its own ministry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.model import Article, Attribution, Finding, Quantity, Speaker, Statement
from knowledge.places import read_places
from knowledge.speakers import fold, outlet_of, row_of, who_is
from knowledge.word_lists import words_in
from retrieval.deeds.doers import nations_acting
from retrieval.events import by_article, datelines_in
from retrieval.origins.alike import monitor_with_its_figure
from retrieval.origins.armies import army_meant
from retrieval.origins.in_full import in_full, whole_names
from retrieval.origins.lending import is_or_rounds, one_count
from retrieval.origins.misspelt import as_spelt
from retrieval.origins.names import AGENCIES, OF_A_STATE, agency_in, body_of, has_name, state_media_of, word_of
from retrieval.origins.offices import DESCRIBED, called_further_on, newsroom_told_before
from retrieval.origins.papers import is_a_bare_paper, maker_of
from retrieval.origins.voices import countries, said_of
from retrieval.ranking import words_of

#: "State-run news agency and rebel media": whose the first of two voices is.
_FIRST_OF_TWO = re.compile(r" and .*$")
#: "Ministry of health" is one; "envoy of the army" is a person.
_OF_WHAT = re.compile(r"(?: (?:of|for) (?:the )?[\w-]+(?: and [\w-]+)?)?")
_OF_ANOTHER = re.compile(r"\b(?:of|for|at|from|in|to)\b", re.IGNORECASE)


def with_outlets(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each outlet by the name that the outlet table has for it, where a file has it in small letters."""
    return tuple([_with_outlet(finding) for finding in findings])


def _with_outlet(finding: Finding) -> Finding:
    outlet = finding.article.outlet
    if _printed_name(outlet) == outlet:
        return finding
    statement, article = by_its_outlet(finding.statement, finding.article)
    return replace(finding, statement=statement, article=article)


def by_its_outlet(statement: Statement, article: Article) -> tuple[Statement, Article]:
    """A statement and its article with the outlet, and its own voice, by the name that the outlet table has for it."""
    outlet, name = article.outlet, _printed_name(article.outlet)
    if name == outlet:
        return statement, article
    if any(_is_its_own(voice, outlet) for voice in statement.attributions):
        voices = tuple(
            replace(voice, speaker=replace(voice.speaker, name=name)) if _is_its_own(voice, outlet) else voice
            for voice in statement.attributions
        )
        statement = replace(statement, attributions=voices)
    return statement, _of_outlet(article, name)


# Of a report there is one, whichever of its sentences are found.
@lru_cache(maxsize=2_000)
def _of_outlet(article: Article, name: str) -> Article:
    return replace(article, outlet=name)


def _is_its_own(voice: Attribution, outlet: str) -> bool:
    return voice.speaker.kind == "outlet_itself" and voice.speaker.name == outlet


@lru_cache(maxsize=2_000)
def _printed_name(outlet: str) -> str:
    """How the table prints an outlet: "harbourpost", "HARBOUR POST"; an edition with a name of its own keeps it."""
    row = outlet_of(outlet)
    is_a_slug = outlet.islower() or (row is not None and fold(row.outlet) == fold(outlet))
    return row.outlet if row is not None and is_a_slug else outlet


def in_one_name(findings: Sequence[Finding], beside: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a card, in their order, each body of them under one name.

    "State media" that give the figure of the state's agency are that agency; of two descriptions of one press the
    plainer stands for both. A figure that "Norland says", and that its ministry gives in the same report, is the
    ministry's; what stands in "a Norland army report" is the army's, where that gives the figure as well, and "the
    army" is that of its state. Two bodies that give different figures stay two. `beside` is what else was found in the
    same reports.
    """
    told = by_article([*findings, *beside])
    press, names = _Press(findings, told), whole_names(findings)
    return tuple(_renamed(finding, press, names, told[finding.article.id], findings) for finding in findings)


def _renamed(
    finding: Finding,
    press: _Press,
    names: Mapping[str, frozenset[str]],
    own: Sequence[Finding],
    findings: Sequence[Finding],
) -> Finding:
    voices = (finding.attribution, *finding.statement.attributions)

    def meant_by(voice: Attribution) -> Speaker | None:
        meant = as_spelt(voice.speaker, finding.article.text) or _agency(voice) or press.name_of(voice, finding)
        return (
            meant
            or army_meant(voice, finding, own)
            or _ministry(voice, finding, own)
            or _author(voice, finding, findings)
            or _maker(voice, finding, own)
            or (monitor_with_its_figure(finding, findings) if voice is finding.attribution else None)
            or called_further_on(voice, finding, own)
            or newsroom_told_before(voice, finding, own)
            or _in_the_copy(voice, finding, findings)
            or _whose_page(voice, finding, findings)
            or _whose_ministry(voice, finding, findings)
            or _who_spoke_for_it(voice, finding, own)
            or in_full(voice, finding, names)
        )

    named = {voice: meant for voice in voices if (meant := meant_by(voice))}
    if not named:
        return finding
    attributions = tuple(_in_the_name(voice, named) for voice in finding.statement.attributions)
    heard = _in_the_name(finding.attribution, named)
    return replace(finding, statement=replace(finding.statement, attributions=attributions), heard=heard)


def _whose_page(voice: Attribution, finding: Finding, findings: Sequence[Finding]) -> Speaker | None:
    """The party whose own page says it in its own voice, where the party speaks by its name on the card as well.

    Else one body would stand there as two, and its later count beside its earlier one as another's.
    """
    row = outlet_of(finding.outlet) if voice.speaker.kind == "outlet_itself" else None
    body = body_of(row) if row is not None and row.outlet == voice.speaker.name else None
    if body is None:
        return None
    spoken = (other.speaker for other in findings if other.speaker.kind == "party" and other.speaker.name == body)
    return next((replace(speaker, person="") for speaker in spoken), None)


def _whose_ministry(voice: Attribution, finding: Finding, findings: Sequence[Finding]) -> Speaker | None:
    """The state's voice that another report calls by its ministry, and that gives just the figure of "the ministry"."""
    if voice.speaker.kind != "named_official" or voice.speaker.side or not _a_ministry().fullmatch(voice.speaker.name):
        return None
    counted = [q for q in finding.statement.quantities if q.unit and said_of(finding, q) == voice]
    for other in findings:
        span = other.attribution.speaker_span
        if other.article.id == finding.article.id or other.speaker.side is None or span is None:
            continue
        is_called_so = fold(span.of(other.article.text)).endswith(f" {fold(voice.speaker.name)}")
        if is_called_so and any(_is_just(q, p) for q in counted for p in other.statement.quantities):
            return other.speaker
    return None


def _who_spoke_for_it(voice: Attribution, finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """Who spoke for a body in the same report, where a headline or standfirst has the body say just what he says.

    "130 died, according to the United Nations" over "130 died, UN envoy Omar Aziz said" is one voice.
    """
    row = row_of(voice.speaker)
    counted = [q for q in finding.statement.quantities if q.unit]
    is_a_body = row is not None and row.name == voice.speaker.name and not voice.speaker.person
    if row is None or not is_a_body or not counted or voice != finding.attribution:
        return None
    names = {name for name in (row.name, *row.aliases) if name[0].isupper()}
    for other in own:
        speaker, span = other.speaker, other.attribution.speaker_span
        if other.statement.id == finding.statement.id or span is None or speaker.kind != voice.speaker.kind:
            continue
        called = span.of(other.article.text)
        is_for_it = speaker.name != row.name and any(re.match(rf"{re.escape(name)}\b", called) for name in names)
        if is_for_it and all(any(_is_just(q, p) for p in other.statement.quantities) for q in counted):
            return speaker
    return None


def _is_just(own: Quantity, given: Quantity) -> bool:
    return (own.value, own.unit, own.state) == (given.value, given.unit, given.state)


@cache
def _a_ministry() -> re.Pattern[str]:
    return re.compile(r"[a-z]+ (?:ministry|ministry of [a-z]+)|ministry of [a-z]+", re.IGNORECASE)


def _in_the_copy(voice: Attribution, finding: Finding, findings: Sequence[Finding]) -> Speaker | None:
    """Whoever has no name, as another report describes them that has the same sentence: "a medical source in the city".

    Of two descriptions the longer stands for both; the same words of two papers are no two sources.
    """
    if voice.speaker.kind not in DESCRIBED or voice is not finding.attribution:
        return None
    words = set(words_of(finding.words))
    alike = [
        other.speaker
        for other in findings
        if other.article.id != finding.article.id
        and other.speaker.kind == voice.speaker.kind
        and len(words & (told := set(words_of(other.words)))) >= A_COPY * len(words | told)
    ]
    longest = max([voice.speaker, *alike], key=lambda speaker: (len(speaker.name), speaker.name))
    return longest if longest.name != voice.speaker.name else None


#: Two sentences of so many words alike are one.
A_COPY = 0.85


def _agency(voice: Attribution) -> Speaker | None:
    """The agency that is described beside its name: "the Mill Wire news agency" is the Mill Wire."""
    name = voice.speaker.name
    known = agency_in(name) if voice.speaker.kind in AGENCIES and " and " not in name else None
    return who_is(known) if known and known != name else None


def _in_the_name(voice: Attribution, named: dict[Attribution, Speaker]) -> Attribution:
    return replace(voice, speaker=named[voice]) if voice in named else voice


#: "Norland's state TV", also where an archive has lost the apostrophe: "Norlandian state television" is plainer.
_POSSESSIVE = re.compile(r"[A-Z]\w+?['’]?s ")


class _Press:
    """The press of each state on a card: what its agency counts, and how else it is called."""

    def __init__(self, findings: Sequence[Finding], told: dict[str, list[Finding]]) -> None:
        self._told = told
        self._figures: dict[str, list[Quantity]] = {}
        self._called: dict[tuple[str, str], set[tuple[bool, bool, int, str]]] = {}
        for finding in findings:
            for quantity in finding.statement.quantities:
                voice = said_of(finding, quantity)
                speaker = voice.speaker
                outlet, medium = self._key(voice, finding) or (speaker.name, "agency")
                if speaker.kind == "state_media" and medium == "agency":
                    self._figures.setdefault(outlet, []).append(quantity)
            for voice in (finding.attribution, *finding.statement.attributions):
                if key := self._key(voice, finding):
                    name = voice.speaker.name
                    its_own = voice.speaker.side is None, bool(_POSSESSIVE.match(name)), len(name), name
                    self._called.setdefault(key, set()).add(its_own)

    def name_of(self, voice: Attribution, finding: Finding) -> Speaker | None:
        """The name by which a card knows a state's press that is only described; None for any other voice."""
        key = self._key(voice, finding)
        if key is None:
            return None
        outlet, medium = key
        counted = [q for q in finding.statement.quantities if said_of(finding, q) == voice]
        given = self._figures.get(outlet, ())
        if medium == "agency" or any(q.value == p.value and one_count(q, p) for q in counted for p in given):
            return who_is(outlet)
        # The plainest that says whose it is: "Norlandian state television" before "state TV".
        *_, plainest = min(self._called[key])
        return replace(voice.speaker, name=plainest) if plainest != voice.speaker.name else None

    def _key(self, voice: Attribution, finding: Finding) -> tuple[str, str] | None:
        """The agency of the state, and which of its press is meant: the agency, the television, or whichever."""
        speaker = voice.speaker
        if speaker.kind != "state_media":
            return None
        first = replace(speaker, name=_FIRST_OF_TWO.sub("", speaker.name))
        outlet = state_media_of(first, countries(finding, self._told[finding.article.id]))
        if outlet is None:
            return None
        text = finding.article.text
        if first.side is None and not (
            _names_the_country(first.name, outlet)
            or _names_the_country(_before(voice, text), outlet)
            or _tells_of_one_country(text, outlet)
            or _names_the_agency(text, outlet)
        ):
            return None
        medium = next((row for row in ("agency", "television", "radio") if word_of(row).search(first.name)), "press")
        return outlet, medium


def _before(voice: Attribution, text: str) -> str:
    """The word in front of whoever speaks, which may say whose they are: "Norland's state-run agency"."""
    if voice.speaker_span is None:
        return ""
    at = text.find(voice.speaker.name, voice.speaker_span.start, voice.speaker_span.end)
    return text[: max(at, voice.speaker_span.start)].rstrip().rpartition(" ")[2]


def _names_the_country(name: str, outlet: str) -> bool:
    """Whether a description begins with an outlet's country, also where an archive has lost the apostrophe."""
    row = outlet_of(outlet)
    owner = name.partition(" ")[0]
    places = read_places(owner) or read_places(owner.removesuffix("s"))
    return row is not None and any(place.province is None and place.country == row.country for place in places)


@lru_cache(maxsize=2_000)
def _names_the_agency(text: str, outlet: str) -> bool:
    """Whether a report that tells of "the official agency" has its name as well, and is not written elsewhere."""
    row = outlet_of(outlet)
    if row is None or not _written_in(text) <= {row.country}:
        return False
    names = "|".join(re.escape(name) for name in (outlet, *row.aliases))
    return re.search(rf"(?<![\w-])(?:{names})(?![\w-])", text) is not None


@lru_cache(maxsize=2_000)
def _tells_of_one_country(text: str, outlet: str) -> bool:
    """Whether a report names nobody of another country than an outlet's, and is not written from one."""
    row = outlet_of(outlet)
    if row is None:
        return False
    return _written_in(text) <= {row.country} and nations_acting(text) <= nations_acting(row.side or "")


def _written_in(text: str) -> set[str | None]:
    """The countries that the datelines of a text name."""
    return {place.country for place in read_places(" ".join(datelines_in(text).title().split()))}


def _ministry(voice: Attribution, finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """The ministry or the army that gives a figure in the same report which the report has its country say."""
    speaker = voice.speaker
    if speaker.side is None or speaker.kind not in OF_A_STATE or not _is_a_country(voice, finding):
        return None
    counted = [q for q in finding.statement.quantities if said_of(finding, q) == voice]
    for other in sorted(own, key=lambda f: f.statement.ordinal):
        for quantity in other.statement.quantities:
            body = said_of(other, quantity)
            same = any(is_or_rounds(q, quantity) for q in counted)
            if (
                same
                and body.speaker.side == speaker.side
                and body.speaker.kind in OF_A_STATE
                and body.speaker.name != speaker.name
                and has_name(body.speaker)
                and not _is_a_country(body, other)
                and _stands_for_its_state(body.speaker.name)
            ):
                # A party to the events stays one, whatever its office.
                return replace(body.speaker, kind=speaker.kind)
    return None


def _author(voice: Attribution, finding: Finding, findings: Sequence[Finding]) -> Speaker | None:
    """The body whose report a paper is by its name, where that body itself gives the paper's figure on the card."""
    if voice.speaker.kind != "document" or row_of(body := who_is(voice.speaker.name)) is None:
        return None
    counted = [q for q in finding.statement.quantities if said_of(finding, q) == voice]
    gives_it = any(
        said_of(other, q).speaker.name == body.name and (q.low, q.high) == (p.low, p.high) and one_count(q, p)
        for other in findings
        for q in other.statement.quantities
        for p in counted
    )
    return body if gives_it else None


def _maker(voice: Attribution, finding: Finding, own: Sequence[Finding]) -> Speaker | None:
    """Whose paper it is that a headline calls by no name: "Survey: 151,000 dead"; nobody's by name where none is."""
    if voice != finding.attribution or not is_a_bare_paper(voice.speaker):
        return None
    return maker_of(finding, own) or replace(voice.speaker, name=voice.speaker.name.lower(), kind="unnamed")


def _stands_for_its_state(name: str) -> bool:
    """Whether a name is of a ministry or an army, and of nobody who only works there or was sent abroad.

    >>> _stands_for_its_state("Norlandian ministry of health"), _stands_for_its_state("Norlandian army officer")
    (True, False)
    """
    found = word_of("for_its_state").search(name)
    if found is None or _OF_ANOTHER.search(name, 0, found.start()):
        return False
    return _OF_WHAT.fullmatch(name, found.end()) is not None


def _is_a_country(voice: Attribution, finding: Finding) -> bool:
    """Whether a voice is printed as a country alone: "Norland accused", and not "the presidency said"."""
    if voice.speaker_span is None:
        return False
    # Of a page's tags, which archives let run into the text, only the last word speaks.
    before, _, printed = voice.speaker_span.of(finding.article.text).strip(" ,").rpartition(" ")
    is_alone = before.rpartition(" ")[2].lower() not in words_in("joining") | words_in("tied_to_a_name")
    return is_alone and any(p.province is None and fold(p.name) == fold(printed) for p in read_places(printed))
