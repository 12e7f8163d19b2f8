"""Caveats about how many: counts that part, bounds and units that changed on the way, figures made in other ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Caveat, Claim, Finding, Quantity
from knowledge.quantities import comparable, sides_in
from knowledge.speakers import WATCHING
from retrieval.caveats.drift import bound_words, drift, unit_changed
from retrieval.caveats.headlines import SAME, figures_of, names_its_source
from retrieval.caveats.hedges import hedges_dropped
from retrieval.caveats.margin import Count, Margin, each_once, findings_of, is_of_the_claim
from retrieval.caveats.printed import (
    NAMELESS,
    has_a_name,
    in_marks,
    quoted_figure,
    told_by,
    whose,
    with_what_became,
    words_of_figure,
    words_that_differ,
)
from retrieval.caveats.speakers import credits_somebody
from retrieval.caveats.tolls import latest
from retrieval.closeness import numbers, share
from retrieval.events import may_be_one
from retrieval.figures import meet
from retrieval.measures import (
    ALLEGED,
    ANOTHER,
    ESTIMATED,
    FLOORS,
    MADE_SURE,
    UNSAID,
    called,
    called_of,
    is_of_something_else,
    made,
    made_in,
    of_one_scale,
)
from retrieval.origins import has_name, key_of
from retrieval.parties import initials
from retrieval.parts import make_up
from retrieval.periods import days_counted, is_more_over_longer
from retrieval.raised import is_raised
from retrieval.ranking import counts_same, fits, rounds, words_of
from retrieval.word_tables import worded
from retrieval.wording import is_plural, listed, told, told_of

#: A figure so many times larger counts something else: a whole war beside one day of it.
OTHER_THING, OTHER_INCIDENT = 100, 10
#: Of each figure of several its own measure.
OF_SEVERAL_MEASURES = "Not one measure: {each}."
#: The same of one figure beside one of which nothing is said: a table prints that one without a measure.
OF_ONE_MEASURE = "Not one measure: {figure} ({who}) is {measure}; {other} ({whose}) is not said to be one."
#: That a figure is of another measure than the claim's, as the first line has it: "gives this figure, but counts".
OF_ANOTHER_MEASURE = "The figure of {who}, {figure}, is {measure}; {but}."
#: "SDF", and "Syrian Democratic Forces".
_INITIALS = re.compile(r"\b[A-Z]{3,6}\b")
_BODY = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){2,5}")
_of_them = re.compile(r"\bof (?:the|those|them)\b(?! people)", re.IGNORECASE)


def figures_differ(margin: Margin) -> list[Caveat]:
    """Accounts of the same count do not overlap, and not because a toll was brought up to date."""
    if margin.state != "found" or margin.figure is None:
        return []
    # A toll may have been brought up to date in what only stands near.
    every = margin.counts("reports", "differs", "context")
    up_to_date = {(finding.statement.id, quantity.span) for finding, quantity in latest(every)}
    counts = [(f, q) for f, q in margin.counts("reports", "differs") if (f.statement.id, q.span) in up_to_date]
    said = [pair for pair in counts if _is_rival(margin.figure, pair)]
    pairs = [(low, high) for low in said for high in said if _contradict(low, high)]
    pairs = [pair for pair in pairs if not _is_added_up(*pair, margin.found)]
    pairs = [(low, high) for low, high in pairs if not _gives_both(low, high, every) and not _may_be_one(low, high)]
    pairs = [(low, high) for low, high in pairs if not is_more_over_longer(days_counted(*high), days_counted(*low))]
    # Somebody's figure is the claim's; the rival of that one is what a reader asks for.
    claimed = margin.figure
    rivals = [pair for pair in pairs if any(fits(claimed, q) for _, q in pair)]
    if not rivals and (fitting := [q for _, q in margin.counts("reports") if fits(claimed, q)]):
        # Nobody gives another figure than the claim's that must be wrong if that one is right; but of two that
        # somebody's "about 100" leaves room for, one is.
        rivals = [pair for pair in pairs if any(_leaves_room(q, pair) for q in fitting)]
        if not rivals:
            return []
    pairs = rivals or pairs
    pairs = [pair for pair in pairs if any(q.value == claimed.value for _, q in pair)] or pairs
    # Excess deaths are more than violent ones, whoever counts.
    pairs = [(low, high) for low, high in pairs if _measure(high) != "excess deaths" or _measure(low) == _measure(high)]
    if not pairs:
        return []
    low, high = max(pairs, key=lambda pair: pair[1][1].value / max(pair[0][1].value, 0.5))
    return [
        Caveat(
            "FIGURES_DIFFER",
            told(
                "The figures differ: from {low} ({who}) to {high} ({other}).",
                low=quoted_figure(*low),
                who=told_by(low[0]),
                high=quoted_figure(*high),
                other=told_by(high[0]),
            ),
            (low[0], high[0]),
        )
    ]


def _is_rival(claimed: Quantity, count: Count) -> bool:
    """Whether a count is one of the whole that the claim counts: neither "twelve of the dead" nor the toll of a war."""
    finding, quantity = count
    words = words_of_figure(finding, quantity)
    if quantity.bound == "vague" or _of_them.search(words):
        return False
    mine, theirs = sides_in(claimed.counted), sides_in(words)
    if mine and theirs and not mine & theirs:
        # The dead of the other side.
        return False
    same = {q.value for q in finding.statement.quantities if counts_same(claimed, q)}
    if not is_of_the_claim(finding) or (len(same) > 1 and not finding.article.is_note):
        return False
    title = finding.article.title
    if (
        finding.speaker.kind == "outlet_itself"
        and names_its_source(title)
        and share(words_of(title), finding.words) >= SAME
    ):
        # "Strikes kill 34: monitor": the figure is somebody's whose name has not been made out.
        return False
    values = sorted((max(claimed.value, 1.0), max(quantity.value, 1.0)))
    # Whoever writes a note knows of which event a count is.
    return values[1] <= (OTHER_THING if finding.article.is_note else OTHER_INCIDENT) * values[0]


def _contradict(low: Count, high: Count) -> bool:
    """Whether two voices count one thing and cannot both be right: a part is smaller than the whole without that."""
    # A party's own page is the party.
    same_voice = key_of(whose(low[0])) == key_of(whose(high[0]))
    if low[1].value >= high[1].value or same_voice or meet(low[1], high[1]):
        return False
    is_part = low[1].unit != high[1].unit and comparable(high[1], low[1]) == "broader"
    is_floor = (measure := _measure(low)) in FLOORS and measure != _measure(high)
    return not is_part and not is_floor


def _gives_both(low: Count, high: Count, every: Sequence[Count]) -> bool:
    """Whether one of two voices has, on whatever page, the other's figure as well: it is no gap between them.

    What a voice has raised since is its figure no more.
    """
    return any(
        key_of(whose(finding)) == key_of(whose(one[0])) and quantity.unit == one[1].unit and meet(quantity, other[1])
        for one, other in ((low, high), (high, low))
        for finding, quantity in every
        if quantity.bound in ("exact", "about") and not is_raised(finding, quantity)
    )


def _may_be_one(low: Count, high: Count) -> bool:
    """Whether "a war monitor" may be the very monitor with a name beside it; an army's monitoring post is none."""
    return any(
        not has_name(one.speaker)
        and worded("caveats/words", "watching").search(one.speaker.name)
        and not worded("caveats/words", "speaking_for").search(one.speaker.name)
        and other.speaker.kind in WATCHING
        for one, other in ((low[0], high[0]), (high[0], low[0]))
    )


def _is_added_up(low: Count, high: Count, found: Sequence[Finding]) -> bool:
    """Whether a report that prints both counts, whoever gives them, adds up to the larger: 14 in the yard, 12 outside.

    They may be other people's dead; that two figures contradict one another is said only where they surely do.
    """
    if low[0].article.is_note or high[0].article.is_note:
        return False
    for article in {low[0].article.id, high[0].article.id}:
        report = [f for f in found if f.article.id == article]
        printed = {q.value for f in report for q in f.statement.quantities if counts_same(high[1], q)}
        if {low[1].value, high[1].value} <= printed and make_up(low[1], high[1], report):
            return True
    return False


def _leaves_room(printed: Quantity, pair: tuple[Count, Count]) -> bool:
    """Whether a figure that is bounded on both sides, "about 100", may be either of two: they count what it counts."""
    is_rough = printed.bound not in ("exact", "vague") and None not in (printed.low, printed.high)
    return is_rough and all(meet(printed, quantity) for _, quantity in pair)


def unit_differs(margin: Margin) -> list[Caveat]:
    """The claim and the reporting do not count the same: killed, or killed and injured; soldiers, or civilians."""
    claimed = margin.figure
    if claimed is None:
        return []
    if line := _drifted(margin, "UNIT_DIFFERS"):
        return [line]
    reporting = margin.findings("reports")
    if any(_is_of_just_those(claimed, q) for f in reporting for q in f.statement.quantities):
        # Somebody reports just what the claim counts.
        return []
    titles = {f.article.id: figures_of(f.article.title) for f in reporting}
    if any(_is_of_just_those(claimed, q) for figures in titles.values() for q in figures):
        # "8 civilians killed" over a text that has eight people killed.
        return []
    # The same number of others is told on many days; it is worth a word where it is surely of the claim's event, or
    # where it is taken for the claim's.
    near = [f for f in margin.findings("differs", "context") if margin.tells_in_all(f)]
    counts = [q for f in near for q in f.statement.quantities if q.bound != "vague"]
    if any(_is_of_just_those(claimed, q) for q in counts):
        # Of another day or town, say: what is counted is not what differs. "Dozens" may be any number.
        return []
    near = [*reporting, *near]
    changed = [(f, q) for f in near for q in f.statement.quantities if unit_changed(claimed, q)]
    other = [(f, q) for f, q in changed if not _is_spelt_out(claimed, q)]
    if not other:
        return []
    # A figure that says what it counts, and something else altogether, before one that only counts more or fewer.
    finding, quantity = min(
        other, key=lambda pair: (not _says_what(*pair), comparable(claimed, pair[1]) != "different")
    )
    one, several = (
        "The claim says “{claimed}”; {who} says {figure}. The number is the same; what is counted differs.",
        "The claim says “{claimed}”; {who} say {figure}. The number is the same; what is counted differs.",
    )
    if quantity.bound != claimed.bound:
        # "At least 21" is not the same number as 21.
        one, several = (
            "The claim says “{claimed}”; {who} says {figure}. What is counted differs.",
            "The claim says “{claimed}”; {who} say {figure}. What is counted differs.",
        )
    who = whose(finding)
    own, theirs = claimed.span.of(margin.claim.text), words_that_differ(margin.claim, finding, quantity)
    if own.casefold() == theirs.casefold():
        # "32 people", of whom one was wounded and the other killed.
        own = with_what_became(claimed.span, margin.claim.text)
        theirs = with_what_became(quantity.span, finding.article.text)
    if own.casefold() == theirs.casefold():
        # Two equal wordings were read as two things; a reader sees one.
        return []
    return [
        Caveat(
            "UNIT_DIFFERS",
            told_of(1 + is_plural(who), one, several, claimed=own, who=who, figure=in_marks(finding, theirs)),
            findings_of([pair for pair in other if pair[1].unit == quantity.unit]),
        )
    ]


def _is_of_just_those(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure may be a claim's and counts what that counts: "more than 50 people" are no 58 soldiers."""
    return fits(claimed, printed) and not unit_changed(claimed, replace(printed, low=claimed.low, high=claimed.high))


def _says_what(finding: Finding, quantity: Quantity) -> bool:
    """Whether the words of a figure name what it counts: "58 people", not "at least 58"."""
    return any(word in quantity.counted.split() for word in words_of_figure(finding, quantity).split())


def measure_differs(margin: Margin) -> list[Caveat]:
    """The figures were made in different ways: verified, estimated, excess, peak, gross."""
    claimed = margin.figure
    if claimed is None or margin.state == "nothing_found":
        return []
    own = (made_in(margin.claim.text, claimed) or UNSAID).measure
    near = margin.counts("context")
    apart = [pair for pair in near if {ANOTHER, ALLEGED}.intersection(pair[0].why)]
    # Of the measures in a note its table tells, and its editor.
    apart += [pair for pair in near if MADE_SURE in pair[0].why and not pair[0].article.is_note]
    measured = [(pair, kind) for pair in (*margin.counts("reports", "differs"), *apart) if (kind := _measure(pair))]
    first = {kind: pair for pair, kind in reversed(measured)}
    kinds = each_once([kind for _, kind in measured])
    fitting = [pair for pair in margin.counts("reports") if fits(claimed, pair[1])]
    # Whoever prints the very number says how that was made.
    fitting = [pair for pair in fitting if pair[1].value == claimed.value] or fitting
    if len(kinds) > 1:
        each = [
            told(
                "{figure} ({who}) is {measure}",
                figure=quoted_figure(*first[kind]),
                who=whose(first[kind][0]),
                measure=called_of(*first[kind]),
            )
            for kind in kinds[:3]
        ]
        told_by = findings_of([first[k] for k in kinds[:3]])
        several = Caveat("MEASURE_DIFFERS", told(OF_SEVERAL_MEASURES, each=listed(each)), told_by)
        instead = [pair for pair in fitting if is_of_something_else(margin.claim, claimed, *pair)]
        # What several measures are told of is said once.
        untold = bool(instead) and instead == fitting and instead[0] not in [first[k] for k in kinds[:3]]
        return [*(_made_so(instead, own) if untold else ()), several]
    if measured and (flat := [pair for pair in apart if not _measure(pair)]):
        return _beside_a_flat_one(flat[0], [pair for pair, _ in measured])
    if not measured or kinds[0] == own:
        return []
    if flat := [pair for pair in fitting if not _measure(pair)]:
        return _beside_a_flat_one(flat[0], [pair for pair, _ in measured])
    finding, quantity = measured[0][0]
    if any(made(finding, quantity).word.lower() in hedge.lower() for hedge in hedges_dropped(margin.claim, finding)):
        # "Alleged" is a doubt as well, and HEDGED says that the claim dropped it.
        return []
    if made(finding, quantity).word.lower() in bound_words(claimed, quantity, finding).lower().split():
        # So does BOUND_DROPPED of "estimated around 300".
        return []
    return _made_so([pair for pair, _ in measured], own, is_claimed=measured[0][0] in fitting)


def _made_so(measured: Sequence[Count], own: str, *, is_claimed: bool = True) -> list[Caveat]:
    """How the first of these figures was made, which the claim does not say; `own` is what it says of its own.

    `is_claimed` is whether that figure is the claim's; how another one was made, the claim need not say.
    """
    finding, quantity = measured[0]
    says = told("the claim does not say so") if is_claimed else told("the claim does not say how its own was made")
    says = told("the claim's is {measure}", measure=called(own)) if own else says
    return [
        Caveat(
            "MEASURE_DIFFERS",
            told(
                OF_ANOTHER_MEASURE,
                who=whose(finding),
                figure=quoted_figure(finding, quantity),
                measure=called_of(finding, quantity),
                but=says,
            ),
            findings_of(measured),
        )
    ]


def _beside_a_flat_one(flat: Count, measured: Sequence[Count]) -> list[Caveat]:
    """A rival that was made in a way of its own, the crowd at its peak, beside a figure of which nothing is said.

    An estimate may be set against a flat figure, and a reader has to know that it is one.
    """
    rivals = [
        (finding, quantity)
        for finding, quantity in measured
        if is_of_the_claim(finding)
        and whose(finding) != whose(flat[0])
        and not meet(quantity, flat[1])
        and (not of_one_scale(((finding, quantity), flat)) or made(finding, quantity).measure == ESTIMATED)
    ]
    if not rivals:
        return []
    sentence = told(
        OF_ONE_MEASURE,
        figure=quoted_figure(*rivals[0]),
        who=whose(rivals[0][0]),
        measure=called_of(*rivals[0]),
        other=quoted_figure(*flat),
        whose=whose(flat[0]),
    )
    return [Caveat("MEASURE_DIFFERS", sentence, findings_of((rivals[0], flat)))]


def bound_dropped(margin: Margin) -> list[Caveat]:
    """The claim says 100, the sources say over / at least / up to / about 100, or 101, which it rounds."""
    claimed = margin.figure
    if claimed is None or claimed.bound not in ("exact", "about"):
        return []
    if line := _drifted(margin, "BOUND_DROPPED"):
        return [line]
    fitting = [(f, q) for f in margin.findings("reports") for q in f.statement.quantities if fits(claimed, q)]
    # Beside somebody who counts just what the claim counts, a bound on another count is no news of this one.
    just_so = any(q.value == claimed.value and not unit_changed(claimed, q) for _, q in fitting)
    # Somebody else may give just the claim's number: then it is said who does not.
    just = [f for f, q in fitting if _is_just(claimed, q)]
    pages = {f.article.id for f, _ in fitting}
    flat = [
        f
        for f in margin.found
        if f.article.id in pages
        # A headline is always flat.
        and f.statement.place_in_article != "headline"
        and any(_is_just(claimed, q) and counts_same(claimed, q) for q in f.statement.quantities)
    ]
    flat_voices = {told_by(f) for f in just}
    # The middle of somebody's interval is their number, and the interval no bound on it.
    middle = {told_by(f) for f, q in fitting if q.bound != "range" and q.value == claimed.value}
    bounded = [
        (f, q)
        for f, q in fitting
        # "5,000 to 7,000" is no 7,000, nor is it "about 6,000".
        if (
            bound_words(claimed, q, f)
            or (q.bound == "range" and not just and told_by(f) not in middle)
            or (not just_so and rounds(claimed, q))
        )
        and not (just_so and unit_changed(claimed, q))
        # Whoever prints it flatly on the same page has said the claim's number.
        and not any(_says_it_flatly(other, f) for other in (*just, *flat))
    ]
    alone = [(f, q) for f, q in bounded if told_by(f) not in flat_voices]
    if not alone:
        return _ranges_of(
            margin, claimed, [(f, q) for f, q in fitting if q.bound == "range" and told_by(f) not in middle]
        )
    if just:
        if margin.state == "ambiguous":
            # Of another event, a bound is none on this one; and each event is printed with its figure.
            alone = [(f, q) for f, q in alone if any(may_be_one(f, own) for own in just)]
        beside = [(f, q) for f, q in bounded if told_by(f) in flat_voices and q.bound != "range"]
        if alone and beside and not any(q.bound == "range" for _, q in alone):
            # Of two papers one has its number flatly, one "at least": to name the others alone would single them out.
            return [_of_some(margin.claim, claimed, [*alone, *beside])]
        # Whoever gives the number flatly as well has said the claim's: the bound is told of the others.
        return _ranges_of(margin, claimed, alone)
    return [
        Caveat(
            "BOUND_DROPPED",
            told(
                "The claim says {number}; the reporting says {figures}.",
                number=_as_claimed(margin.claim, claimed),
                figures=_as_printed(bounded),
            ),
            findings_of(bounded),
        )
    ]


def _of_some(claim: Claim, claimed: Quantity, bounded: Sequence[Count]) -> Caveat:
    """That some of the reporting has a bound on the number that some gives flatly."""
    sentence = told(
        "The claim says {number}; some of the reporting says {figures}.",
        number=_as_claimed(claim, claimed),
        figures=_as_printed(bounded),
    )
    return Caveat("BOUND_DROPPED", sentence, findings_of(bounded))


def _as_claimed(claim: Claim, claimed: Quantity) -> float | str:
    """The claim's number; in its own words where it does not print that in figures: “1.7 million”."""
    own = claimed.span.of(claim.text)
    is_bare = claimed.bound == "exact" and f"{claimed.value:.0f}" in numbers(own)
    return claimed.value if is_bare else f"“{own}”"


def _as_printed(bounded: Sequence[Count]) -> str:
    """Three figures at most, in their reports' shortest words."""
    printed = {words_of_figure(*pair): quoted_figure(*pair) for pair in reversed(bounded)}
    figures = each_once([printed[figure] for figure in _shortest([words_of_figure(*pair) for pair in bounded])])
    # A note has but the number of what a report prints: "at least 21", "at least 21 rebels".
    fuller = [one for one in figures if not any(other.lower().startswith(f"“{one} ".lower()) for other in figures)]
    return listed(fuller[:3])


def _says_it_flatly(flat: Finding, bounded: Finding) -> bool:
    """Whether a page on which a voice has a bound gives the number flatly in that voice, or by name where the bound has
    none: "twenty were killed", its official is quoted, and the page itself writes "at least 20".
    """
    if flat.article.id != bounded.article.id:
        return False
    has_none = bounded.speaker.kind in (*NAMELESS, "outlet_itself")
    is_by_name = flat.speaker.kind not in (*NAMELESS, "outlet_itself") and has_name(flat.speaker)
    return told_by(flat) == told_by(bounded) or (has_none and is_by_name)


def _ranges_of(margin: Margin, claimed: Quantity, ranges: Sequence[Count]) -> list[Caveat]:
    """Beside somebody who gives just the claim's number, who gives a range around it, or a bound on it: by name."""
    if not ranges:
        return []
    # What an outlet has from somebody without a name, it says itself as well.
    passed_on = {finding.article.id for finding, _ in ranges if finding.speaker.kind in NAMELESS}
    own = [f.speaker.kind == "outlet_itself" and f.article.id in passed_on for f, _ in ranges]
    ranges = [pair for pair, is_own in zip(ranges, own, strict=True) if not is_own and _is_its_voice(pair[0])]
    if not ranges:
        return []
    voices = each_once([told_by(finding) for finding, _ in ranges])
    is_one = len(voices) == 1 and not is_plural(ranges[0][0].speaker.name)
    sentence = told_of(
        1 if is_one else 2,
        "The claim says {number}; {who} says {figures}.",
        "The claim says {number}; {who} say {figures}.",
        number=_as_claimed(margin.claim, claimed),
        who=listed(voices[:3]),
        figures=_as_printed(ranges),
    )
    return [Caveat("BOUND_DROPPED", sentence, findings_of(ranges))]


def _shortest(figures: Sequence[str]) -> list[str]:
    """The figures without those that another begins, be it with a capital: "at least 20 people" of "… people dead".

    >>> _shortest(["At least 20 people dead", "at least 20 people", "at least 20 civilians"])
    ['at least 20 people', 'at least 20 civilians']
    """
    begun = [f"{figure.casefold()} " for figure in figures]
    shortest = [min((other for other in begun if own.startswith(other)), key=len) for own in begun]
    return each_once([figures[begun.index(short)] for short in shortest])


def _is_its_voice(finding: Finding) -> bool:
    """Whether a figure can be given to whom a caution names for it: neither to an outlet that credits somebody in the
    same words, nor to one that has it from somebody who cannot be named.
    """
    return not credits_somebody(finding) if finding.speaker.kind == "outlet_itself" else has_a_name(finding)


def _is_just(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a report prints the claim's number of the claim's things, and no more and no less."""
    same = (printed.value, printed.bound) == (claimed.value, claimed.bound)
    return same and not unit_changed(claimed, printed)


def _measure(count: Count) -> str:
    return made(*count).measure


def _drifted(margin: Margin, kind: str) -> Caveat | None:
    line = drift(margin)
    return Caveat(kind, line.sentence, (line.finding,)) if line and kind in line.kinds else None


def _is_spelt_out(claimed: Quantity, printed: Quantity) -> bool:
    """Whether one of two counted things has the initials of the other's body: "SDF", "Syrian Democratic Forces"."""
    return any(
        {initials(name.title()) for name in _BODY.findall(other.counted)} & {*_INITIALS.findall(one.counted)}
        for one, other in ((claimed, printed), (printed, claimed))
    )
