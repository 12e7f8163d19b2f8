"""Caveats about who speaks: nobody by name, or the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from knowledge.model import Account, Attribution, Caveat, Finding, Quantity
from knowledge.notes import voice_in_note
from knowledge.speakers import WATCHING
from retrieval.caveats.headlines import names_its_source
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name, quoted_figure, times_apart
from retrieval.counts.dated import leads_with
from retrieval.counts.figures import meet
from retrieval.grammar.closeness import share
from retrieval.origins import credit_of, has_name, known_in
from retrieval.ranking import counts_of, counts_same, words_of
from retrieval.word_tables import any_of, worded
from retrieval.wording import is_one_described, listed, told, told_of, unnamed

#: Two statements are one when so much of the first stands in the second.
ALIKE = 0.6
_somebody_said = re.compile(
    rf"\b(?:{any_of('caveats', 'somebody_said')})\b",
    re.IGNORECASE,
)
#: What is said behind this is a clause of its own.
_that = re.compile(r"\s*that\b", re.IGNORECASE)
#: The next sentence goes on about the same dead, and says whose word it is: "These civilians …, said the mayor".
_goes_on = re.compile(
    r"^\W*(?:these|those|they|among|most of|all of)\b|\balso (?:been )?(?:killed|died|wounded|injured)\b", re.IGNORECASE
)
#: A report that opens in its own voice goes on with whoever told it so.
_source_told = re.compile(
    rf"\b(?:{any_of('caveats', 'tellers')})\b[^.!?]{{0,60}}\b(?:{any_of('caveats', 'telling')})\b|"
    r"\baccording to\b",
    re.IGNORECASE,
)
#: The sentence before says according to whom.
_according = re.compile(r"(?:^|[.!?]\s+)According to [^.!?]+[.!?]\s*$")
BEFORE = 250
#: So many sentences on, a report still goes on about the same.
SOON = 2
#: So much of a text is its opening.
OPENING = 900
#: Whoever told it is named where the next sentence begins.
BESIDE = 110
_sentence = re.compile(r"[^.!?]+[.!?]+[”\"']?")
#: Two figures so far apart are no one figure, however they are bounded.
ONE_FIGURE = 1.5
#: A toll that is so many times another is of something else.
A_TOLL = 10


#: How a voice without a name is told of: by whether it gives the claim's figure, and whether it is one.
_COMES_FROM = {
    (True, True): (
        "The figure in {outlets} comes from an unnamed “{name}”; the report names nobody for it.",
        "The figure in {outlets} comes from an unnamed “{name}”; the reports name nobody for it.",
    ),
    (True, False): (
        "The figure in {outlets} comes from unnamed “{name}”; the report names nobody for it.",
        "The figure in {outlets} comes from unnamed “{name}”; the reports name nobody for it.",
    ),
    (False, True): (
        "This in {outlets} comes from an unnamed “{name}”; the report names nobody for it.",
        "This in {outlets} comes from an unnamed “{name}”; the reports name nobody for it.",
    ),
    (False, False): (
        "This in {outlets} comes from unnamed “{name}”; the report names nobody for it.",
        "This in {outlets} comes from unnamed “{name}”; the reports name nobody for it.",
    ),
}
#: How several of them are told of: by whether all give a figure.
_COME_FROM = {
    True: (
        "The figures in {outlets} come from {who}; the report names nobody for them.",
        "The figures in {outlets} come from {who}; the reports name nobody for them.",
    ),
    False: (
        "This in {outlets} comes from {who}; the report names nobody for it.",
        "This in {outlets} comes from {who}; the reports name nobody for it.",
    ),
}


def unnamed_source(margin: Margin) -> list[Caveat]:
    """The speaker has no name."""
    heard: dict[tuple[str, ...], list[tuple[Account, tuple[Finding, ...]]]] = {}
    for account in margin.accounts:
        if not is_answered_by(account) or account.speaker.kind not in NAMELESS:
            continue
        surely = [
            f
            for f in margin.telling(account.relation)
            if account.relation == "reports" or margin.tells(f) or margin.tells_in_all(f)
        ]
        nameless = tuple(
            f
            for f in account.findings
            if f in surely
            and has_a_name(f)
            and not _is_named_beside(margin, f)
            and not _counts_a_part(margin, f)
            and not _stands_before_it(f)
            and not _is_told_of_next(margin, f)
        )
        name = account.speaker.name
        if not nameless or (known_in(name) != name and not worded("caveats", "told_for_a_body").search(name)):
            # A pronoun nobody could resolve may well stand for somebody with a name, and "local White Helmets" have
            # that of their body; a source there has none.
            continue
        heard.setdefault(tuple(each_once([f.outlet for f in nameless])[:3]), []).append((account, nameless))
    return [_from_nobody(margin, outlets, voices) for outlets, voices in heard.items()]


def is_answered_by(account: Account) -> bool:
    """Whether the first line of the card may name the voice of an account."""
    return account.relation != "context" or account.in_other_words


def _from_nobody(margin: Margin, outlets: tuple[str, ...], voices: list[tuple[Account, tuple[Finding, ...]]]) -> Caveat:
    """One sentence for all the voices without a name that the same outlets have."""
    findings = tuple(dict.fromkeys(finding for _, found in voices for finding in found))
    names = each_once([account.speaker.name for account, _ in voices])
    counted = all(_counts(margin, account) for account, _ in voices)
    if len(names) == 1:
        one, several = _COMES_FROM[counted, is_one_described(names[0])]
        name = unnamed(names[0]).values["name"]
        return Caveat(
            "UNNAMED_SOURCE", told_of(len(outlets), one, several, outlets=listed(outlets), name=name), findings
        )
    figures = [_figure_from(margin, account, found) for account, found in voices]
    if counted and all(figures):
        told_so = told_of(
            len(outlets),
            "In {outlets}, {figures}; the report names nobody for these.",
            "In {outlets}, {figures}; the reports name nobody for these.",
            outlets=listed(outlets),
            figures=listed(each_once(figures)),
        )
        return Caveat("UNNAMED_SOURCE", told_so, findings)
    one, several = _COME_FROM[counted]
    who = listed([unnamed(name) for name in names])
    return Caveat("UNNAMED_SOURCE", told_of(len(outlets), one, several, outlets=listed(outlets), who=who), findings)


def _figure_from(margin: Margin, account: Account, findings: Sequence[Finding]) -> str:
    """A figure as it is printed, with the voice without a name that gives it; "" where it gives none of the claim's."""
    counted = [(f, q) for f in findings for q in _counted_alike(margin, f)]
    if not counted:
        return ""
    figure = quoted_figure(*counted[0])
    return told("{figure} comes from {who}", figure=figure, who=unnamed(account.speaker.name))


def no_speaker(margin: Margin) -> list[Caveat]:
    """The outlet says it in its own voice, no source; of another figure than the claim's it is said which."""
    telling = margin.telling("reports", "differs", "denies")
    own = [f for f in telling if names_no_source(margin, f) and not _counts_two(margin, f)]
    by_figure: dict[str, list[Finding]] = {}
    for finding in own:
        by_figure.setdefault(_another_figure(margin, finding), []).append(finding)
    # Of several events, another figure in one report is that report's affair.
    told_of = {"": by_figure.get("", [])} if margin.state == "ambiguous" else by_figure
    return [_in_its_own_voice(figure, findings) for figure, findings in sorted(told_of.items()) if findings]


def _another_figure(margin: Margin, finding: Finding) -> str:
    """The figure that an outlet gives where it is not the claim's own: "it" would be taken for that one."""
    claimed, counted = margin.figure, _counted_alike(margin, finding)
    if claimed is None or not counted:
        return ""
    figure = quoted_figure(finding, counted[0])
    # "More than a dozen" is no twelve.
    is_rough = "dozen" in figure.lower() and "dozen" not in margin.claim.text.lower()
    return "" if any(q.value == claimed.value for q in counted) and not is_rough else figure


def _counts_two(margin: Margin, finding: Finding) -> bool:
    """Whether words that do not have the claim's number give two: ten killed by rockets, and 82 by air strikes."""
    given = {q.value for q in _counted_alike(margin, finding)}
    return margin.figure is not None and len(given) > 1 and margin.figure.value not in given


def _counted_alike(margin: Margin, finding: Finding) -> list[Quantity]:
    """The figures of a finding for what the claim counts."""
    claimed = margin.figure
    return [q for q in finding.statement.quantities if claimed and counts_same(claimed, q)]


def _whose_words(finding: Finding) -> str:
    """The outlet, or the agency whose dispatch it prints."""
    agency = credit_of(finding)
    return told("{agency} in {outlet}", agency=agency, outlet=finding.outlet) if agency else finding.outlet


def _in_its_own_voice(figure: str, own: Sequence[Finding]) -> Caveat:
    outlets = each_once([_whose_words(f) for f in own])
    named = outlets if len(outlets) < 5 else [*outlets[:3], told_of(len(outlets) - 3, "{n} more", "{n} more")]
    if figure:
        sentence = told_of(
            len(outlets),
            "{outlets} gives {figure} in its own voice and names no source for it.",
            "{outlets} give {figure} in their own voice and name no source for it.",
            outlets=listed(named),
            figure=figure,
        )
    else:
        sentence = told_of(
            len(outlets),
            "{outlets} says it in its own voice and names no source for it.",
            "{outlets} say it in their own voice and name no source for it.",
            outlets=listed(named),
        )
    return Caveat("NO_SPEAKER", sentence, tuple(own))


class Found(Protocol):
    """Whatever knows what else stands in the reports of a card."""

    @property
    def found(self) -> Sequence[Finding]:
        """Everything that was found, whether or not the card shows it."""
        ...


#: What a page prints below its text: "(Source: Kalden Coalition)".
_NAMED_BELOW = re.compile(
    r"\(Sources?: (?![^)]*(?:Images|Photo|AFP/|Shutterstock))[^)]{3,80}\)(?=.{0,40}\Z)", re.DOTALL
)


def names_no_source(margin: Found, finding: Finding) -> bool:
    """Whether an outlet says something itself, and its report gives nobody for it elsewhere either."""
    if finding.speaker.kind != "outlet_itself":
        return False
    same = [f for f in margin.found if f.article.id == finding.article.id]
    beside = [f for f in same if f.speaker.kind != "outlet_itself" and not _is_of_another_clause(finding, f)]
    if finding.article.is_note and finding.statement.place_in_article != "headline":
        # "The Post's investigation": it has counted, and is its own source.
        return not worded("caveats", "own_work").search(voice_in_note(finding.article, finding.statement))
    if finding.article.is_note:
        # "Over 100 dead" over a text that has somebody's 123.
        return not any(_says_the_same(finding, other) for other in beside)
    title = finding.article.title
    alike = [f for f in margin.found if f.article.id == finding.article.id and _says_the_same(finding, f)]
    if any(credits_somebody(f) or _is_said_next(f) for f in (finding, *alike)):
        # Somebody is quoted here whom the reader of attributions did not make out.
        return False
    if _NAMED_BELOW.search(finding.article.text):
        return False
    if names_its_source(title) and share(words_of(title), finding.words) >= ALIKE:
        return False
    if finding.statement.place_in_article == "headline" and _source_told.search(_opening_below(finding)):
        # A headline is flat; whose word it is stands below.
        return False
    counted = (f for f in beside if _counts_alike(finding, f))
    is_rough = finding.statement.place_in_article == "headline" or any(
        q.bound == "vague" for q in finding.statement.quantities
    )
    if is_rough and any(counted):
        # The text gives another figure than its headline, or than its "dozens", and names who counted.
        return False
    return not any(_says_the_same(finding, other) for other in beside)


def credits_somebody(finding: Finding) -> bool:
    """Whether words that an outlet prints say that somebody has said so, whoever was made out: "…, said the union"."""
    return bool(_somebody_said.search(_without_other_clauses(finding)))


def _is_of_another_clause(finding: Finding, other: Finding) -> bool:
    """Whether another voice of the same sentence says something else: "62 died. The army said that it erred"."""
    heard = [a for a in other.statement.attributions if a.speaker == other.speaker]
    return other.statement.id == finding.statement.id and bool(heard) and all(_is_apart(a, finding) for a in heard)


def _is_apart(voice: Attribution, finding: Finding) -> bool:
    """Whether a voice that was made out says, behind a "that", something with no figure of its sentence."""
    figures = finding.statement.quantities
    if voice.cue_span is None or voice.speaker_span is None or not figures:
        return False
    behind = finding.article.text[voice.cue_span.end : voice.span.end]
    return bool(_that.match(behind)) and not any(voice.span.overlaps(q.span) for q in figures)


def _without_other_clauses(finding: Finding) -> str:
    """The words of a finding without what a voice that was made out says in them of something else than its figures."""
    statement, text = finding.statement, finding.article.text
    words, at = [], statement.span.start
    for voice in sorted(statement.attributions, key=lambda a: a.span.start):
        if _is_apart(voice, finding):
            spans = [span for span in (voice.speaker_span, voice.cue_span, voice.span) if span]
            words.append(text[at : max(at, min(span.start for span in spans))])
            at = max(at, *(span.end for span in spans))
    return " ".join([*words, text[at : statement.span.end]])


def _opening_below(finding: Finding) -> str:
    """The opening of what stands below a headline."""
    return finding.article.text[finding.statement.span.end :][:OPENING]


def _counts_a_part(margin: Margin, finding: Finding) -> bool:
    """Whether the report gives the claim's figure in another voice, and this one only fewer: those of a morning."""
    claimed = margin.figure
    giving = [f for f in margin.findings("reports") if f.article.id == finding.article.id]
    if claimed is None or finding in giving or not giving:
        return False
    counted = counts_of(claimed, finding)
    return bool(counted) and all(q.value < claimed.value for q in counted)


def _stands_before_it(finding: Finding) -> bool:
    """Whether a sentence that lost its full stop ends before a voice: "Six died According to a source two …"."""
    cue, text, start = finding.attribution.cue_span, finding.article.text, finding.statement.span.start
    if cue is None or cue.start <= start or not text[cue.start].isupper():
        return False
    before = text[start : cue.start].rstrip()
    return bool(before) and before[-1].isalnum() and all(q.span.end <= cue.start for q in _said_by(finding))


def _said_by(finding: Finding) -> list[Quantity]:
    """The figures of a statement that were read as its voice's."""
    return [q for q in finding.statement.quantities if q.unit and q.span.within(finding.attribution.span)]


def _is_told_of_next(margin: Margin, finding: Finding) -> bool:
    """Whether a monitor with a name goes on about the same people in the next sentences: "SOHR says that the men …"."""
    heads = {q.counted.split()[-1] for q in finding.statement.quantities if q.counted.strip()}
    here = finding.statement.ordinal
    following = (
        f
        for f in margin.found
        if f.article.id == finding.article.id
        and here < f.statement.ordinal <= here + SOON
        and f.speaker.kind in WATCHING
        and has_name(f.speaker)
    )
    return any(re.search(rf"\bthe {re.escape(head)}\b", f.words) for f in following for head in heads)


def _is_named_beside(margin: Margin, finding: Finding) -> bool:
    """Whether the report gives a name for the same words elsewhere, or means somebody it has named: "the official"."""
    own = [f for f in margin.found if f.article.id == finding.article.id]
    named = [f for f in own if f.speaker.kind not in (*NAMELESS, "outlet_itself") and f.speaker.name]
    place = finding.attribution.speaker_span
    before = finding.article.text[max(0, place.start - 4) : place.end].lower() if place else ""
    is_known = "the " in (before[:4], before[4:8])
    return any(is_known or _says_the_same(finding, other) for other in named)


def _is_said_next(finding: Finding) -> bool:
    """Whether a sentence beside it gives somebody for it.

    The one before says according to whom, or the one behind goes on about the same; a report that opens flatly names
    its source in one of the next two.
    """
    text, span = finding.article.text, finding.statement.span
    if _according.search(text[max(0, span.start - BEFORE) : span.start]):
        return True
    behind = _sentence.match(text, span.end)
    if behind is None:
        return False
    if _goes_on.search(behind.group()) and _somebody_said.search(behind.group()):
        return True
    if _source_told.search(behind.group()[:BESIDE]):
        return True
    further = _sentence.match(text, behind.end())
    following = behind.group() + (further.group() if further else "")
    return leads_with(finding) and bool(_source_told.search(following))


def _counts_alike(finding: Finding, other: Finding) -> bool:
    """Whether both give a toll of one size; "dozens" are of any."""
    return any(
        counts_same(p, q) and ("vague" in (p.bound, q.bound) or times_apart(p, q) <= A_TOLL)
        for p in finding.statement.quantities
        for q in other.statement.quantities
    )


def _says_the_same(finding: Finding, other: Finding) -> bool:
    if finding.statement.quantities:
        pairs = ((p, q) for p in finding.statement.quantities for q in other.statement.quantities)
        return any(counts_same(p, q) and (p.value == q.value or _is_one_figure(p, q)) for p, q in pairs)
    return share(words_of(finding.words), other.words) >= ALIKE


def _is_one_figure(own: Quantity, theirs: Quantity) -> bool:
    """Whether an outlet's figure may be somebody's, less closely told: "nearly 30" for 29, "over 100" for 123."""
    bounded = own.bound not in ("exact", "vague") and theirs.bound == "exact"
    return bounded and meet(own, theirs) and times_apart(own, theirs) <= ONE_FIGURE


def _counts(margin: Margin, account: Account) -> bool:
    return margin.figure is not None and any(f.statement.quantities for f in account.findings)
