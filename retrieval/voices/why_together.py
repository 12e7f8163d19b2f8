"""Why two printed voices are one origin: what a reader can check on their pages, or that nothing shows two."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from knowledge.model import Caveat, ContextCard, Finding, Origin, Quantity, Speaker
from knowledge.quantities import comparable
from knowledge.speakers import outlet_of, who_is
from knowledge.word_lists import words_in
from retrieval.caveats.printed import NAMELESS
from retrieval.caveats.speakers import names_no_source
from retrieval.events import by_article
from retrieval.ledger import is_of_a_part
from retrieval.origins import count_reports, has_name, key_of
from retrieval.origins.alike import one_figure, one_large_figure, same_tally, shared
from retrieval.origins.copies import same_text
from retrieval.origins.lending import COUNTERS, counts_for_itself, is_or_rounds
from retrieval.origins.names import body_of, one_body, press_and_ministry, speaks_with_witnesses
from retrieval.origins.offices import spoken_for
from retrieval.origins.ties import tells_of_its_dead
from retrieval.origins.voices import countries, deepest, said_of
from retrieval.ranking import counted_alike
from retrieval.voices.quoted_for import number_quoted_for
from retrieval.word_tables import any_of
from retrieval.wording import Listing, Told

#: What the pages show: two prints of one text; one of them cites the other, was told by it, or has its words through
#: it; both are a state's press, or one publisher's, speak for one side or one body, or one is the other's own page; one
#: report quotes the other for the figure, or gives the other's figure and quotes it, be it that it names nobody for the
#: figure; it names nobody for a figure that the other gives, or for one of its own beside the other, whom it quotes; it
#: gives the other's figure in its own voice; whom an outlet quotes is known through it, and so are two whom it does not
#: name.
Sort = Literal[
    "text",
    "cites",
    "spoke",
    "told",
    "press",
    "house",
    "side",
    "body",
    "page",
    "quoted",
    "figure, quoted",
    "figure, unsourced",
    "figure",
    "beside",
    "own voice",
    "outlet",
    "unnamed",
]


#: A body with a name of more words than one.
_A_BODY = re.compile(r"\b[A-Z][\w’'-]+ (?:(?:of|for|and) (?:the )?)?[A-Z]")


@dataclass(frozen=True, slots=True)
class Why:
    """What the pages show, with the figure that both print, where it is by that."""

    sort: Sort
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is at hand where a card is done: the card, and what else stands in the reports that it is made of."""

    card: ContextCard
    found: Sequence[Finding]
    told: dict[str, list[Finding]] = field(init=False)

    def __post_init__(self) -> None:
        """Keep what stands in each report."""
        object.__setattr__(self, "told", by_article(self.found))

    def beside(self, finding: Finding) -> Sequence[Finding]:
        """What else stands in the same report."""
        return self.told.get(finding.article.id, ())

    def of_voice(self, speaker: Speaker) -> list[Finding]:
        """What else the card shows of a voice that has a name, in whichever section."""
        every = (finding for account in self.card.accounts for finding in account.findings)
        return [f for f in every if has_name(speaker) and key_of(f.speaker.name) == key_of(speaker.name)]

    def is_said(self, findings: Set[Finding]) -> bool:
        """Whether a caution tells already that these are of one origin."""
        return any(tells_of_one(caveat) and findings <= {*caveat.findings} for caveat in self.card.caveats)

    def is_told_unsourced(self, finding: Finding) -> bool:
        """Whether a caution says of what an outlet prints that its report names nobody for it."""
        return any(finding in caveat.findings for caveat in self.card.caveats if caveat.kind == "NO_SPEAKER")


def names_nobody(report: Report, finding: Finding) -> bool:
    """Whether a report names nobody who has counted: it says so in its own words, or in those of "activists".

    "Activists in the Kalden Relief Committee" have the name of their body; "Other Kaldenian websites" open a sentence.
    """
    if finding.speaker.kind in NAMELESS:
        return not _is_of_a_body(finding.speaker.name)
    return names_no_source(report, finding)


def _is_of_a_body(name: str) -> bool:
    """Whether a description has the name of a body in it."""
    first, _, rest = name.partition(" ")
    return bool(_A_BODY.search(rest if first.lower() in words_in("determiners") else name))


def tells_of_one(caveat: Caveat) -> bool:
    """Whether a caution says that all of whom it is of count as one; that one report carries it says that of nobody."""
    return caveat.kind == "SINGLE_ORIGIN" and (is_of_voices(caveat) or count_reports(caveat.findings) > 1)


def is_of_voices(caveat: Caveat) -> bool:
    """Whether a caution tells of voices that count as one, and says why."""
    return isinstance(caveat.sentence, Told) and {"voices", "why"} <= caveat.sentence.values.keys()


def voices_and_why(caveat: Caveat) -> tuple[Listing, Told]:
    """The voices of such a caution, and why they are one."""
    assert isinstance(caveat.sentence, Told)
    voices, why = (caveat.sentence.values[gap] for gap in ("voices", "why"))
    assert isinstance(voices, Listing) and isinstance(why, Told)
    return voices, why


def is_led_by(origin: Origin, finding: Finding) -> bool:
    """Whether an origin is called by the voice of a finding."""
    return key_of(finding.speaker.name) == key_of(origin.label)


def why_one(own: Sequence[Finding], theirs: Sequence[Finding], report: Report, *, leads: bool) -> Why | None:
    """Why a voice is of one origin with another; None where the pages show nothing, or that it has counted apart.

    `leads` is whether the origin is called by the other voice.
    """
    if sort := _of_two_that_are_one(own, theirs, report, leads=leads):
        return Why(sort)
    if has_counted_apart(own, theirs):
        return None
    if any(same_text(a.article, b.article) and one_figure(a, b) for a in own for b in theirs):
        return Why("text")
    other = theirs[0].speaker
    is_quoted = has_name(other) and all(_quotes(a, key_of(other.name), report) for a in own)
    # A state's television has no name, and is known by its description.
    if (has_name(other) or other.kind == "state_media") and (given := _quoted_for(own, theirs, report)):
        return Why("quoted", given)
    # What the voice gives elsewhere on the card is its figure as well.
    figure = _in_common(own, [*theirs, *report.of_voice(other)], report)
    if figure and is_quoted and not any(map(report.is_told_unsourced, own)):
        # Whoever is quoted for something else vouches for no figure of which it is said that nobody does.
        return Why("figure, quoted", figure)
    is_itself = own[0].speaker.kind == "outlet_itself"
    if not all(names_nobody(report, a) or _is_a_figure_told_unsourced(a, own, report) for a in own):
        is_heard = has_name(other) or other.kind == "outlet_itself"
        return Why("own voice", figure) if is_itself and figure and is_heard else None
    of_one_outlet = {a.outlet for a in own} == {b.outlet for b in theirs}
    if figure and (has_name(other) or (not of_one_outlet and all(names_nobody(report, b) for b in theirs))):
        return Why("figure, unsourced" if is_quoted else "figure", figure)
    is_its_own = is_itself and not _is_anothers(own, other, report)
    return Why("beside", _own_figure(own, report)) if is_quoted and is_its_own else None


def _is_a_figure_told_unsourced(finding: Finding, own: Sequence[Finding], report: Report) -> bool:
    """Whether a caution tells of the very figure of a sentence, a few lines on, that its report names nobody for it."""
    return finding.speaker.kind == "outlet_itself" and any(
        other.article.id == finding.article.id and report.is_told_unsourced(other) and one_figure(other, finding)
        for other in own
    )


def has_counted_apart(own: Sequence[Finding], theirs: Sequence[Finding]) -> bool:
    """Whether a doctor or an official in one report has not counted for the monitor in another, be they of one text."""
    one, other = own[0].speaker, theirs[0].speaker
    is_apart = counts_for_itself(own[0]) and not (has_name(one) or speaks_with_witnesses(one))
    return is_apart and other.kind in COUNTERS and not any(same_tally(a, b) for a in own for b in theirs)


def _of_two_that_are_one(
    own: Sequence[Finding], theirs: Sequence[Finding], report: Report, *, leads: bool
) -> Sort | None:
    """By what two voices are one, whatever each of them counts; None where they are two."""
    one, other = own[0].speaker, theirs[0].speaker
    if key_of(one.name) == key_of(other.name):
        return "page" if any(_is_page_of(*pair) for pair in ((one, other), (other, one))) else "house"
    if all(_through(a, other, leads=leads) or (leads and _told_it_there(a, other, report)) for a in own):
        return "cites" if has_name(one) else "told"
    if has_name(one) and any(_spoke_to(b, one) for b in theirs):
        return "spoke"
    if one.kind == other.kind == "state_media" and not _are_of_two_states(one, other):
        return "press"
    if has_name(one) and has_name(other) and "outlet_itself" not in (one.kind, other.kind):
        return _why_two_names([(a, b) for a in own for b in theirs], report)
    is_of_one_outlet = {a.outlet for a in own} == {b.outlet for b in theirs}
    if not is_of_one_outlet or has_name(one) or has_name(other):
        return None
    if "outlet_itself" in (one.kind, other.kind):
        return "outlet"
    # Two whom it does not name may be two, for all that a reader can see: that they count as one has to be said.
    return None if any(map(_is_of_a_body, (one.name, other.name))) else "unnamed"


def _are_of_two_states(one: Speaker, other: Speaker) -> bool:
    """Whether two newsrooms are run by two states; "state media" of one event are those of the state spoken of."""
    if one.side and other.side:
        return one.side != other.side
    return outlet_of(one.name) is not None and outlet_of(other.name) is not None


def _is_page_of(page: Speaker, party: Speaker) -> bool:
    """Whether one voice is the page on which the other speaks for itself: Etilaf, of the Syrian National Coalition."""
    row = outlet_of(page.name)
    return row is not None and body_of(row) is not None and outlet_of(party.name) != row


def _through(finding: Finding, other: Speaker, *, leads: bool) -> bool:
    """Whether a voice has it from another by its own words, or spoke to it: "the UN, citing MSF"; "a medic told AP"."""
    if not leads or finding.speaker.kind == "outlet_itself":
        return False
    cited = deepest(finding)
    between = {key_of(name) for name in cited.via} if not has_name(finding.speaker) else set()
    if cited.speaker.name != finding.speaker.name:
        between.add(key_of(cited.speaker.name))
    return key_of(other.name) in between


def _told_it_there(finding: Finding, other: Speaker, report: Report) -> bool:
    """Whether a voice without a name told the other, in its report: "a source told SANA. Five died, he said"."""
    if finding.speaker.kind not in NAMELESS:
        return False
    told_it = re.compile(rf"\b(?:{any_of('names', 'told_to')}) {re.escape(other.name)}\b")
    return any(told_it.search(f.words) for f in report.beside(finding) if f.speaker.name == finding.speaker.name)


def _spoke_to(finding: Finding, other: Speaker) -> bool:
    """Whether a voice is heard because it spoke to another: "the doctor told SANA", of SANA's own report."""
    between = (*finding.attribution.via, *deepest(finding).via)
    return has_name(finding.speaker) and key_of(other.name) in map(key_of, between)


def _why_two_names(pairs: Sequence[tuple[Finding, Finding]], report: Report) -> Sort | None:
    """Why two names are one, where no other caution says that they made one survey, or speak for one authority."""
    for a, b in pairs:
        if any(spoken_for(x, y, (*report.beside(a), *report.beside(b))) for x, y in ((a, b), (b, a))):
            return "body"
        offices = (
            press_and_ministry(x.speaker, y.speaker, countries(y, report.beside(y)), y.article.text)
            for x, y in ((a, b), (b, a))
        )
        if one_body(a.speaker, b.speaker) or any(offices):
            return "side"
    return None


def _in_common(own: Sequence[Finding], theirs: Sequence[Finding], report: Report) -> float | None:
    """The one number that both print for one thing, that of what the claim counts before any other."""
    counting = [f for f in own if counted_alike(report.card.claim, f)] or own
    figures = {_number_of_both(finding, theirs, report) for finding in counting}
    return figures.pop() if len(figures) == 1 else None


def _number_of_both(own: Finding, theirs: Sequence[Finding], report: Report) -> float | None:
    alike = [b for b in theirs if one_large_figure(own, b) or tells_of_its_dead(own, b, report.beside(own))]
    unlike = {p.value for b in alike for p, q in _numbers_of(own, b) if is_of_a_part(p) != is_of_a_part(q)}
    values = {value for b in alike for value, _ in shared(own, b)} - unlike
    counted = [q.value for q in counted_alike(report.card.claim, own) if q.value in values]
    return next(iter([*counted, *sorted(values, reverse=True)]), None)


def _numbers_of(own: Finding, theirs: Finding) -> list[tuple[Quantity, Quantity]]:
    """The figures with one number: 22 dead and 22 children are a number in common, and no figure."""
    return [(p, q) for p in own.statement.quantities for q in theirs.statement.quantities if p.value == q.value]


def _is_anothers(own: Sequence[Finding], other: Speaker, report: Report) -> bool:
    """Whether a third voice with a name gives, on the card, the very figure that an outlet prints as its own."""
    counted = [q for finding in own for q in counted_alike(report.card.claim, finding)]
    return any(
        p.value == q.value and comparable(p, q) == "same"
        for account in report.card.accounts
        for finding in account.findings
        if finding.speaker.kind != "outlet_itself"
        and has_name(finding.speaker)
        and key_of(finding.speaker.name) != key_of(other.name)
        for p in finding.statement.quantities
        for q in counted
    )


def _own_figure(own: Sequence[Finding], report: Report) -> float | None:
    """The first number of what the claim counts that a voice gives."""
    return next((q.value for finding in own for q in counted_alike(report.card.claim, finding)), None)


def _quoted_for(own: Sequence[Finding], theirs: Sequence[Finding], report: Report) -> float | None:
    """The number that the report of a voice quotes another voice for, where its own is that, or is round of it."""
    if given := _given_beside(own, key_of(theirs[0].speaker.name), report):
        return given
    voices = [theirs[0].speaker]
    counted = [(f, q) for f in own for q in counted_alike(report.card.claim, f)]
    printed = {number_quoted_for(q, f, voices) for f, q in counted}
    return printed.pop() if len(printed) == 1 else None


def _given_beside(own: Sequence[Finding], key: str, report: Report) -> float | None:
    """The same, as far as it was made out who speaks."""
    given = {
        q.value
        for finding in own
        for other in report.beside(finding)
        for q in other.statement.quantities
        if key_of(said_of(other, q).speaker.name) == key
        for p in counted_alike(report.card.claim, finding)
        if "vague" not in (p.bound, q.bound) and is_or_rounds(p, q)
    }
    return given.pop() if len(given) == 1 else None


def _quotes(finding: Finding, key: str, report: Report) -> bool:
    """Whether the report in which a voice speaks quotes somebody by this name, or has somebody's words through them."""
    voices = [voice for other in report.beside(finding) for voice in other.statement.attributions]
    named = [*(voice.speaker for voice in voices), *(who_is(name) for voice in voices for name in voice.via)]
    return any(has_name(speaker) and key_of(speaker.name) == key for speaker in named)
