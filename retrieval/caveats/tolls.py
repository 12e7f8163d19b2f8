"""Tolls that moved: what a card tells of counts that rose from day to day, which is no contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby, zip_longest

from knowledge.archive import Moved
from knowledge.model import Caveat, Finding, Period, Quantity
from knowledge.quantities import comparable, read_quantities, sides_in
from retrieval.caveats.margin import Count, Margin, findings_of
from retrieval.caveats.printed import NAMELESS, quoted_figure, told_by, whose
from retrieval.caveats.risen import A_STORY, DAY, came_out_after, day_out, moved, moved_on, told_day_by_day
from retrieval.counts.dated import leads_with
from retrieval.counts.figures import NOT_COUNTED, TOLLS
from retrieval.counts.raised import movement, says_it_moved, words_before
from retrieval.events import in_words
from retrieval.ranking import counts_from_below, counts_same, fits, is_open_above
from retrieval.word_tables import worded
from retrieval.wording import Told, is_plural, listed, opening, told, told_of

#: A share is no toll: it falls as well as it rises, and may be of anything.
SHARES = ("per cent", "percentage points")
#: A toll that is so many times the claimed one is another event's.
A_TOLL = 4
#: What a voice counted first and last, and nothing more.
WAS_RAISED = "{who} raised its count: {rise}."
#: An early toll, and what it came to.
AN_EARLY_TOLL = "An early toll: {rise}."
#: That a toll has moved, and nothing more: not that others count more, nor that no rise is a contradiction.
HAS_MOVED = "The toll has moved: {who} brings it to {figure}."
#: Where one voice has brought a toll that others have higher.
OTHERS_COUNT_MORE = "The toll has moved: {who} brings it to {figure}; others count more."
#: Behind any of these, where it could be taken for a contradiction.
IS_NO_CONTRADICTION = "{rise} A toll that rises is no contradiction."


def revised(margin: Margin) -> list[Caveat]:
    """The toll moved over time, and a rising toll is no contradiction; each number with its date."""
    later = _long_after(margin)
    # That others count more than one voice did at first is what is told of the later count, with its day.
    raised = [caveat for caveat in _raised(margin) if not (later and _is_that_others_count_more(caveat))]
    return [*_edited(margin), *raised, *later]


def _is_that_others_count_more(caveat: Caveat) -> bool:
    return isinstance(caveat.sentence, Told) and caveat.sentence.one == OTHERS_COUNT_MORE


def _long_after(margin: Margin) -> list[Caveat]:
    """One count, or several, that came out weeks after all others, which are of one day and lower: a toll of the first
    hours is no rival of what was known then.
    """
    claimed = margin.figure
    if margin.state != "found" or claimed is None or claimed.state not in TOLLS:
        return []
    counts = [
        (day, (finding, quantity))
        for finding, quantity in margin.counts("reports", "differs")
        if (day := day_out(finding)) is not None and counts_from_below(quantity) and not finding.article.is_note
    ]
    first = min((day for day, _ in counts), default=datetime.max.replace(tzinfo=UTC))
    early = [count for day, count in counts if day < first + DAY]
    late = [count for day, count in counts if day >= first + A_STORY]
    voices = {told_by(finding) for finding, _ in early}
    is_parted = len(early) + len(late) == len(counts) and len(voices) > 1
    if not late or not is_parted or min(q.value for _, q in late) <= max(q.value for _, q in early):
        return []
    by_number = sorted(late, key=lambda count: count[1].value)
    last = {told_by(finding): (finding, quantity) for finding, quantity in by_number}
    given = [
        told("{figure} ({who})", figure=_on_its_day(quoted_figure(f, q), f.published), who=who)
        for who, (f, q) in last.items()
        if f.published
    ]
    sentence = told(
        "All other counts are of {day}, and a toll may rise afterwards: {later}.",
        day=in_words(_day_of(first)),
        later=listed(given),
    )
    return [Caveat("REVISED", sentence, findings_of([*early, *late]))]


def _edited(margin: Margin) -> list[Caveat]:
    """An outlet that changed the figure in its own report: what it said first, and when it was read again."""
    claimed = margin.figure
    if claimed is None or not margin.edits or claimed.unit in SHARES:
        return []
    for finding in {f.article.id: f for f in margin.findings("reports", "differs", "denies", "context")}.values():
        steps = _one_a_moment(
            (edit.at, figure)
            for edit in margin.edits.get(finding.article.id, ())
            for figure in edit.moved
            if edit.place_in_article != "headline" and counts_same(claimed, figure.now)
        )
        if steps:
            rise = f"“{steps[0][1].before}”"
            seen = [
                told("“{figure}” (seen on {day})", figure=figure.after, day=in_words(_day_of(at)))
                for at, figure in steps
            ]
            for step in dict.fromkeys(seen):
                rise = told("{rise}, then {step}", rise=rise, step=step)
            sentence = told(
                "{outlet} has changed the figure in its report: {rise}.", outlet=finding.article.outlet, rise=rise
            )
            return [Caveat("REVISED", sentence, (finding,))]
    return []


def _one_a_moment(moved: Iterable[tuple[datetime, Moved]]) -> list[tuple[datetime, Moved]]:
    """One step for each time the page was seen edited: a report that gives its toll in two sentences changes it once.

    Of several figures the one that goes on from the step before, else the first in the text.
    """
    steps: dict[datetime, Moved] = {}
    last: float | None = None
    for at, together in groupby(sorted(moved, key=lambda step: step[0]), key=lambda step: step[0]):
        figures = [figure for _, figure in together]
        steps[at] = next((figure for figure in figures if figure.was.value == last), figures[0])
        last = steps[at].now.value
    return list(steps.items())


def _day_of(moment: datetime) -> Period:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return Period(midnight, midnight + timedelta(days=1), "stated")


def _raised(margin: Margin) -> list[Caveat]:
    if margin.state != "found":
        return []
    # Of a claim over three days, the two dead of Monday and the three of Tuesday are no one toll.
    counts = [
        pair
        for pair in margin.counts("reports", "differs", "context")
        if pair[1].unit not in SHARES and not any(why.startswith(NOT_COUNTED) for why in pair[0].why)
    ]
    for steps in (*moved(counts), *moved_on(counts)):
        each = [
            _on_its_day(quoted_figure(f, q), f.published)
            # The day stands behind the last of those that came out on it.
            if after is None or f.published != after[0].published
            else quoted_figure(f, q)
            for (f, q), after in zip_longest(steps, steps[1:])
            if f.published
        ]
        rise = each[0]
        for step in each[1:]:
            rise = told("{rise}, then {step}", rise=rise, step=step)
        raised = told(WAS_RAISED, who=opening(told_by(steps[0][0])), rise=rise)
        return [_of_a_rise(margin, raised, steps)]
    for steps in told_day_by_day(counts):
        (finding, quantity), day = steps[-1], steps[-1][0].statement.when
        return [_has_moved(margin, finding, quantity, day or finding.published, steps)]
    claimed = margin.figure
    if claimed is None or not claimed.value:
        return []
    # What a report leads with, and what contradicts the claim, is of its event, however far the claim is off.
    against = {id(f) for f in margin.findings("differs") if leads_with(f)}
    near = [
        (f, q) for f, q in counts if id(f) in against or claimed.value / A_TOLL <= q.value <= claimed.value * A_TOLL
    ]
    said = [
        pair
        for pair in near
        if says_it_moved(pair) and _moves_the_claims(pair, claimed, counts) and not _is_overtaken(pair, near)
    ]
    if not said:
        return _early(margin, claimed, near)
    finding, quantity = max(said, key=lambda pair: (pair[1].value, is_open_above(pair[1])))
    is_overtaken = _others_count_more(margin, finding, quantity) and not _is_told_here(claimed, finding, quantity)
    if is_overtaken and not _others_counted_less_that_day(margin, finding, quantity):
        # Where one voice has brought it is neither where the toll stands nor what the claim says.
        return []
    return [_has_moved(margin, finding, quantity, finding.published, said)]


def _others_count_more(margin: Margin, finding: Finding, quantity: Quantity) -> bool:
    """Whether another voice that stands to the claim puts the toll higher than where this one has brought it."""
    return any(q.value > quantity.value for _, q in _others_counts(margin, finding))


def _others_counted_less_that_day(margin: Margin, finding: Finding, quantity: Quantity) -> bool:
    """Whether another voice's lower count of the very day stands beside: whoever reads both asks which came first."""
    day = day_out(finding)
    lower = (f for f, q in _others_counts(margin, finding) if q.value < quantity.value)
    return day is not None and any(day_out(f) == day for f in lower)


def _others_counts(margin: Margin, finding: Finding) -> Iterator[Count]:
    """What other voices than this one count that stand to the claim, but for who only sets a limit."""
    for other, quantity in margin.counts("reports", "differs"):
        if counts_from_below(quantity) and told_by(other) != told_by(finding):
            yield other, quantity


def _of_a_rise(margin: Margin, sentence: str, counts: Sequence[Count]) -> Caveat:
    """What is told of a rise; that it contradicts nothing, only where no count of its voice stands under otherwise, and
    it has a count that is not the claim's, which somebody could take for one.
    """
    voices, otherwise = {told_by(finding) for finding, _ in counts}, margin.counts("differs")
    claimed = margin.figure
    is_another = claimed is None or any(claimed.value != quantity.value for _, quantity in counts)
    if is_another and not any(told_by(finding) in voices for finding, _ in otherwise):
        sentence = told(IS_NO_CONTRADICTION, rise=sentence)
    return Caveat("REVISED", sentence, findings_of(counts))


def _has_moved(
    margin: Margin, finding: Finding, quantity: Quantity, day: Period | None, counts: Sequence[Count]
) -> Caveat:
    printed = quoted_figure(finding, quantity)
    who, figure = whose(finding), _on_its_day(printed, day) if day else printed
    n = 1 + is_plural(who)
    if worded("superseded", "lowered").search(finding.words):
        lowered = told_of(
            n,
            "The toll was lowered: {who} now puts it at {figure}.",
            "The toll was lowered: {who} now put it at {figure}.",
            who=who,
            figure=figure,
        )
        return Caveat("REVISED", lowered, findings_of(counts))
    if _others_count_more(margin, finding, quantity):
        # Where one voice has brought it is not where the toll stands, and theirs may be no rise of it.
        still = told_of(
            n,
            OTHERS_COUNT_MORE,
            "The toll has moved: {who} bring it to {figure}; others count more.",
            who=who,
            figure=figure,
        )
        return Caveat("REVISED", still, findings_of(counts))
    return _of_a_rise(margin, _brought_to(n, who, figure), counts)


def _brought_to(n: int, who: object, figure: object) -> Told:
    return told_of(
        n,
        HAS_MOVED,
        "The toll has moved: {who} bring it to {figure}.",
        who=who,
        figure=figure,
    )


def as_shown(caveat: Caveat, shown: Iterable[Finding], claimed: Iterable[Quantity]) -> Caveat:
    """A caution that a toll has moved, without "others count more" where nobody who is shown does."""
    sentence, own = caveat.sentence, list(claimed)

    def most(findings: Iterable[Finding]) -> float:
        counted = (q for f in findings for q in f.statement.quantities if any(counts_same(one, q) for one in own))
        return max((q.value for q in counted), default=0.0)

    is_of_others = _is_that_others_count_more(caveat)
    if not is_of_others or not isinstance(sentence, Told) or most(shown) > most(caveat.findings):
        return caveat
    return replace(caveat, sentence=_brought_to(sentence.n, sentence.values["who"], sentence.values["figure"]))


def counted_since(sentence: Told) -> str:
    """The count to which a caution says that a toll has moved, without its day; empty where it tells of steps between.

    >>> first, last = (told("{figure} on {day}", figure=n, day="1 May") for n in (40, 49))
    >>> rise = told("{rise}, then {step}", rise=first, step=last)
    >>> counted_since(told(WAS_RAISED, who="Law Watch", rise=rise))
    '49'
    >>> counted_since(told(WAS_RAISED, who="Law Watch", rise=told("{rise}, then {step}", rise=rise, step=last)))
    ''
    """
    inner = sentence.values.get("rise")
    if sentence.one == IS_NO_CONTRADICTION and isinstance(inner, Told):
        return counted_since(inner)
    if sentence.one in (HAS_MOVED, OTHERS_COUNT_MORE):
        return _without_its_day(sentence.values["figure"])
    if sentence.one not in (WAS_RAISED, AN_EARLY_TOLL) or not isinstance(inner, Told) or "step" not in inner.values:
        return ""
    first = inner.values["rise"]
    has_one_between = isinstance(first, Told) and "step" in first.values
    return "" if has_one_between else _without_its_day(inner.values["step"])


def _without_its_day(count: object) -> str:
    """A count without whose it is, or of which day, where that was told with it."""
    return _without_its_day(count.values["figure"]) if isinstance(count, Told) else str(count)


def _moves_the_claims(moved_to: Count, claimed: Quantity, counts: Sequence[Count]) -> bool:
    """Whether the toll that a report says has moved is the claimed one, or went on from it.

    A toll moves within one voice, or within one report that tells of both; what another voice counts is a rival.
    """
    finding, quantity = moved_to
    fitting = [f for f, q in counts if fits(claimed, q)]
    return _is_told_here(claimed, finding, quantity) or not fitting or told_by(finding) in {told_by(f) for f in fitting}


def _is_told_here(claimed: Quantity, finding: Finding, quantity: Quantity) -> bool:
    """Whether a toll has come to the claimed number, or gone on from it."""
    return fits(claimed, quantity) or any(q.value == claimed.value for q in read_quantities(finding.words))


def _is_overtaken(count: Count, counts: Sequence[Count]) -> bool:
    """Whether the same voice counts more in a later report: where its toll stood then is not where it has come to."""
    finding, quantity = count
    return any(
        told_by(later) == told_by(finding) and more.value > quantity.value and came_out_after(later, finding)
        for later, more in counts
    )


def _early(margin: Margin, claimed: Quantity, counts: Sequence[Count]) -> list[Caveat]:
    """A toll that its own report calls an early one, before another voice's later and larger one."""
    notes = [(f, q) for f, q in counts if f.article.is_note]
    pairs = [
        (early, late)
        for early in notes
        if movement("first").search(words_before(early))
        for late in notes
        if early[1].value < late[1].value and came_out_after(late[0], early[0]) and _goes_on(early[1], late)
    ]
    # What a reader asks about is the claimed toll.
    pairs = [pair for pair in pairs if any(fits(claimed, q) for _, q in pair)]
    if not pairs:
        return []
    early, late = max(pairs, key=lambda pair: pair[1][1].value)
    each = [
        told("{figure} ({who})", figure=_on_its_day(quoted_figure(f, q), f.published), who=told_by(f))
        for f, q in (early, late)
        if f.published
    ]
    rise = told("{rise}, then {step}", rise=each[0], step=each[1])
    return [_of_a_rise(margin, told(AN_EARLY_TOLL, rise=rise), (early, late))]


def _goes_on(early: Quantity, late: Count) -> bool:
    """Whether a named voice's count is of the same people, and is no upper limit: "up to 40" goes on from no 30."""
    finding, quantity = late
    same = comparable(early, quantity) == "same" and sides_in(early.counted) == sides_in(quantity.counted)
    return same and counts_from_below(quantity) and finding.speaker.kind not in NAMELESS


def _on_its_day(figure: str, published: Period) -> Told:
    if published.end - published.start <= A_STORY:
        return told("{figure} on {day}", figure=figure, day=in_words(published))
    return told("{figure} in {month}", figure=figure, month=in_words(published))
