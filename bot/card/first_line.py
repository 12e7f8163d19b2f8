"""The first line of a card: who says so, who says otherwise, who denies it, in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.card.besides import another_figure, another_figure_told, other_figure_of, other_figures_told
from bot.card.falling_short import giving_a_range, in_other_words_for_it, other_words_told, ranges_told
from bot.card.figures_apart import counted_with_its_number
from bot.card.naming import as_asked, few, voices_of
from bot.card.near_misses import but_for_one_detail, names_the_detail
from bot.card.nearby import ADMITS, ANSWERS, DISOWNS, MEANT, MISTAKE, close_by, is_answered
from bot.card.nothing_said import (
    Instead,
    nothing_of_it,
    of_several_events,
    of_something_else_than_claimed,
    taken_back,
    with_the_number,
)
from bot.card.reach import how_many_told
from bot.card.replaced import replaced_told, replacing_it, said_it_at_first
from bot.card.voices import several
from bot.words import ENGLISH, Words
from knowledge.model import Account, ContextCard, Finding, Halves, Relation, Tally
from retrieval.caveats import in_marks, words_of_figure
from retrieval.claims.claimants import Sought, sought
from retrieval.counts.figures import RISEN
from retrieval.counts.gainsaying import Beside, by_gainsaying, is_of_figures_alone, of_one_side_with
from retrieval.counts.measures import called, says_how
from retrieval.counts.of_a_group import without_groups
from retrieval.counts.raised import FIRST
from retrieval.counts.short_of_it import counted_for, measure_given, of_something_else
from retrieval.nearby.asked import answers_it, asks_for_a_number, figures_asked
from retrieval.ranking import counted_alike
from retrieval.telling.halves import halves_apart
from retrieval.voices.counted_together import ANSWERED
from retrieval.voices.echoes import voices_under
from retrieval.voices.sayers import (
    fitting_and_near,
    is_made_out,
    only_taken_back,
)
from retrieval.wording import opening


def answer(card: ContextCard, words: Words = ENGLISH) -> str:
    """The first line: who says so, in one sentence."""
    return _line(card, words)[1]


def rests_on(card: ContextCard) -> Instead | None:
    """What the first line is of, where nobody says so, otherwise, or denies it."""
    return _line(card, ENGLISH)[0]


# What the line has said, no caveat says again; so it is asked for before it is printed.
@lru_cache(maxsize=8)
def _line(card: ContextCard, words: Words) -> tuple[Instead | None, str]:
    """The line, and what it rests on where nobody says so, otherwise, or denies it."""
    if card.state == "nothing_found":
        return None, words.say(
            "No reporting in the store is close to this. That says nothing about whether it is true."
        )
    reporting = voices_of(card, words, "reports")
    if card.state == "ambiguous":
        return None, _ambiguous_answer(card, reporting, words)
    if asks_for_a_number(card.claim) and (figures := figures_asked(card)):
        # Nobody is given another's figure: who is named has one; and the civilians alone are no end of all the dead.
        tally = without_groups(Tally(card.tallies[0].unit, card.tallies[0].state, figures))
        giving = replace(card, accounts=tuple(a for a in card.accounts if answers_it(card, a, tally)))
        if voices := voices_of(giving, words, "reports"):
            ways = [way for way in ANSWERED if voices_of(giving, words, way)]
            return None, f"{opening(how_many_told(tally, voices, words))}. {_counted(giving, ways, words)}"
    said = []
    differing = voices_of(card, words, "differs")
    denying = voices_of(card, words, "denies")
    ways = [way for way, there in zip(ANSWERED, (reporting, differing, denying), strict=True) if there]
    found = sought(card) if reporting or differing else None
    holding, beside = _gainsaying(card, differing, words)
    differing = holding
    if found:
        said.append(_of_the_claimant(card, found, words))
        if found.says_otherwise:
            asked = as_asked(card, found.heard_from or found.speaker, words)
            differing = [voice for voice in differing if voice != asked]
            beside = {way: [voice for voice in voices if voice != asked] for way, voices in beside.items()}
    giving_it = {as_asked(card, account.speaker, words) for account in card.accounts if account.relation == "reports"}
    # Whoever prints the figure as another's, and a different one as its own, has said both.
    reporting += [voice for voice in differing if voice in giving_it and voice not in reporting]
    ranges = giving_a_range(card, words)
    other_words = in_other_words_for_it(card, ranges, words)
    saying = [voice for voice in reporting if voice not in ranges and voice not in other_words]
    raised = {*differing, *(voice for voices in beside.values() for voice in voices)}
    replaced = {} if found else replacing_it(card, [voice for voice in saying if voice in raised], words)
    if still := [voice for voice in saying if voice not in replaced]:
        # Whatever room their other count leaves, nobody who says so is quoted for just one of the two.
        own = [voice for voice in _beside_own(card, words) if voice in still and voice in raised - {*differing}]
        more = other_figures_told(card, still, [*differing, *own], words)
        # Their other figures may be of another origin, which makes nothing of this one twice confirmed.
        is_fewer = bool(more) and counted_for(card, ["reports"])[0] < counted_for(card, ways)[0]
        apart = is_fewer and len(reporting) == len(still) and set(differing) <= set(still) and not denying
        each = list(_each_a_half(card, still, words))
        said += each or [_say_so(card, still, words, by_figure=found is not None, is_both=bool(more))]
        if more:
            said[-1] += (f" {_counted(card, ['reports'], words)}" if apart else "") + more
            ways = [] if apart else ways
    said += replaced_told(replaced, words)
    said += ranges_told(ranges, words)
    said += other_words_told(other_words, words)
    others = [voice for voice in differing if voice not in reporting]
    below = by_gainsaying(card, voices_under(card, "differs"))[None]
    listed = len(below) - len(holding) + len(others)
    said += _besides_of_one_side(card, beside, words)
    said += _otherwise(card, others, denying, words, listed=listed, counts=bool(denying) and is_of_figures_alone(card))
    # Whoever says so has counted fewer before, or by one more.
    said += _besides({way: [v for v in voices if v not in reporting] for way, voices in beside.items()}, words)
    near = list(but_for_one_detail(card, words)) if names_the_detail(card) else []
    near = near or ([] if said else with_the_number(card, words))
    if not said:
        ground, instead = nothing_of_it(card, near, words)
        if ground == "nothing" and (near_by := sought(card)) and near_by.own:
            instead = f"{_of_the_claimant(card, near_by, words)}."
        return ground, f"{instead} {_counted(card, ways, words)}".strip()
    if not reporting and not (found and not found.says_otherwise):
        nothing = words.say("Nothing in the store says just this")
        said.insert(0, taken_back(card, words) if only_taken_back(card) else nothing)
    line, counted = opening(words.say("; ").join(said)), _counted(card, ways, words)
    # Whoever tells the claim but for its day or town, or answers it, stands behind the count, in which they are not.
    named = {*reporting, *differing, *denying, *(voice for voices in beside.values() for voice in voices)}
    behind = [*near, *_answering(card, named, words)]
    if not behind:
        return None, f"{line}. {counted}".strip()
    return None, f"{words.say('; ').join([f'{line} {counted}'.strip(), *behind])}."


def _gainsaying(card: ContextCard, differing: Sequence[str], words: Words) -> tuple[list[str], dict[Beside, list[str]]]:
    """Who gainsays the claim, of those that differ, and in which ways the others stand beside it."""
    parted = by_gainsaying(card, [account for account in card.accounts if account.relation == "differs"])
    others = [account for account in card.accounts if account.relation != "differs"]

    def voices(accounts: Sequence[Account]) -> list[str]:
        return voices_of(replace(card, accounts=(*accounts, *others)), words, "differs")

    holding = [voice for voice in differing if voice in voices(parted[None])]
    left = [voice for voice in differing if voice not in holding]
    ways = {way: [v for v in voices(accounts) if v in left] for way, accounts in parted.items() if way is not None}
    return holding, ways


def _beside_own(card: ContextCard, words: Words) -> list[str]:
    """Who gives another figure plainly that is no earlier count of theirs, raised since; "at least 20" is no other."""

    def is_plain(finding: Finding) -> bool:
        is_first = any(why.startswith((RISEN, FIRST)) for why in finding.why)
        return not is_first and any(q.bound == "exact" for q in counted_alike(card.claim, finding))

    plain = [replace(a, findings=tuple(f for f in a.findings if is_plain(f))) for a in card.accounts]
    return voices_of(replace(card, accounts=tuple(a for a in plain if a.findings)), words, "differs")


def _besides_of_one_side(card: ContextCard, beside: Mapping[Beside, Sequence[str]], words: Words) -> Iterator[str]:
    """Who speaks for the side of somebody who says so, and gives another figure."""
    for account in card.accounts if beside.get("one side") else ():
        voice, other = as_asked(card, account.speaker, words), of_one_side_with(card, account)
        if other and account.relation == "differs" and voice in beside["one side"]:
            yield words.count(
                "{who}, of the same side as {other}, gives another figure",
                "{who}, of the same side as {other}, give another figure",
                several([voice]),
                who=voice,
                other=as_asked(card, other.speaker, words),
            )


def _besides(beside: Mapping[Beside, Sequence[str]], words: Words) -> Iterator[str]:
    """Who gives another figure that does not gainsay the claim, each in the way in which it stands beside it."""
    if voices := beside.get("another's"):
        who = few(voices, words)
        yield words.count("{who} gives another figure", "{who} give another figure", several(voices), who=who)
    if voices := beside.get("another measure"):
        who = few(voices, words)
        yield words.count("{who} counts in another way", "{who} count in another way", several(voices), who=who)
    if voices := beside.get("room left"):
        yield words.count(
            "{who} counts fewer, and leaves room for more",
            "{who} count fewer, and leave room for more",
            several(voices),
            who=few(voices, words),
        )


def _answering(card: ContextCard, named: Collection[str], words: Words) -> Iterator[str]:
    """Who answers the charge, or owns to it, close by: whoever is accused is heard in the same breath."""
    if not is_answered(card):
        return
    told = dict(close_by(card, words))

    def voices(heading: str) -> list[str]:
        accounts = tuple(told.get(heading, ()))
        return [voice for voice in voices_of(replace(card, accounts=accounts), words, "context") if voice not in named]

    if answering := voices(words.say(ANSWERS)):
        who = few(answering, words)
        yield words.count("{who} answers it, or doubts it", "{who} answer it, or doubt it", several(answering), who=who)
    if disowning := voices(words.say(DISOWNS)):
        who = few(disowning, words)
        yield words.count(
            "{who} says the deed was not theirs", "{who} say the deed was not theirs", several(disowning), who=who
        )
    if admitting := voices(words.say(ADMITS)):
        who = few(admitting, words)
        yield words.count(
            "{who} says the deed was theirs", "{who} say the deed was theirs", several(admitting), who=who
        )
    if mistaken := voices(words.say(MISTAKE)):
        who = few(mistaken, words)
        yield words.count("{who} calls it a mistake", "{who} call it a mistake", several(mistaken), who=who)
        if meant := voices(words.say(MEANT)):
            who = few(meant, words)
            yield words.count("{who} calls it deliberate", "{who} call it deliberate", several(meant), who=who)


def _otherwise(
    card: ContextCard,
    differing: Sequence[str],
    denying: Sequence[str],
    words: Words,
    *,
    listed: int,
    counts: bool = False,
) -> Iterator[str]:
    """Who says otherwise, and who denies it; whoever does both is named once.

    `listed` is how many stand below as saying otherwise, where two of them may go back to one voice; `counts` is
    whether they say so of the figure alone.
    """
    both = [voice for voice in differing if voice in denying]
    if others := [voice for voice in differing if voice not in both]:
        who = few(others, words, listed=listed - len(both))
        if counts:
            yield another_figure_told(card, others, who, words)
        else:
            yield words.count("{who} says otherwise", "{who} say otherwise", several(others), who=who)
    if both:
        who = few(both, words)
        yield words.count(
            "{who} says otherwise and denies it", "{who} say otherwise and deny it", several(both), who=who
        )
    if others := [voice for voice in denying if voice not in both]:
        yield words.count("{who} denies it", "{who} deny it", several(others), who=few(others, words))


def _of_the_claimant(card: ContextCard, found: Sought, words: Words) -> str:
    """What the voice that the claim names is found to say instead, or that no report has it say so."""
    name = as_asked(card, found.speaker, words)
    if found.own is None:
        return words.say("No report found has {who} say so", who=name)
    # "470,000 excess deaths" are of another kind than "6 million died".
    figure = words.isolated(in_marks(found.own.finding, words_of_figure(found.own.finding, found.own.figure)))
    if not found.says_otherwise:
        return words.say("No report found has {who} say so (close by: {figure})", who=name, figure=figure)
    if found.heard_from:
        other = as_asked(card, found.heard_from, words)
        return words.say("{who} passes on another figure, {figure}, from {other}", who=name, figure=figure, other=other)
    return another_figure(name, [name], figure, words)


def _say_so(
    card: ContextCard, voices: Sequence[str], words: Words, *, by_figure: bool = False, is_both: bool = False
) -> str:
    """Who says so; or, where all who have the figure have it for something else, of what their count is.

    `by_figure` is whether the figure is to be named: behind another one, "so" would be that one; `is_both` is whether
    they give other figures too.
    """
    accounts = [account for account in card.accounts if account.relation == "reports"]
    who, n = few(voices, words), several(voices)
    instead = of_something_else(card)
    if instead == "UNIT_DIFFERS":
        findings = [finding for account in accounts for finding in account.findings]
        counted, measure = counted_with_its_number(card.claim, findings), measure_given(card)
        # What the words for it do not say of how it was made is what sets it apart.
        counted = "" if measure and not says_how(counted) else counted
        return of_something_else_than_claimed(who, n, counted, words, measure=measure and called(measure))
    if instead == "UNIT_IS_WIDER":
        own = next(figure for figure in card.claim.quantities if figure.unit)
        return words.count(
            "{who} gives this figure, but does not say {own}",
            "{who} give this figure, but do not say {own}",
            n,
            who=who,
            own=words.isolated(f"“{own.span.of(card.claim.text)}”"),
        )
    if instead == "PLACE_DIFFERS":
        return words.count(
            "{who} gives this figure, but for more than this place",
            "{who} give this figure, but for more than this place",
            n,
            who=who,
        )
    if instead == "PERIOD_DIFFERS":
        return words.count(
            "{who} gives this figure, but for another time",
            "{who} give this figure, but for another time",
            n,
            who=who,
        )
    if card.halves:
        return _half_of_it(card.halves, who, n, words)
    if not any(is_made_out(account) for account in accounts):
        return words.count(
            "{who} reports it, and it is not clear who said so",
            "{who} report it, and it is not clear who said so",
            n,
            who=who,
        )
    if by_figure and any(figure.unit for figure in card.claim.quantities):
        return words.count("{who} gives the claimed figure", "{who} give the claimed figure", n, who=who)
    other = other_figure_of(card, voices[0], words) if is_both and len(voices) == 1 else None
    if other and other.said_in:
        return words.count("{who} says so in {outlet}", "{who} say so in {outlet}", n, who=who, outlet=other.said_in)
    if all(said_it_at_first(card, voice, words) for voice in voices):
        return words.count("{who} said so at first", "{who} said so at first", n, who=who)
    return words.count("{who} says so", "{who} say so", n, who=who)


def _each_a_half(card: ContextCard, voices: Sequence[str], words: Words) -> Iterator[str]:
    """Who says which counts of a claim, where each says another and nobody says them all."""
    for account, own in halves_apart(card):
        who = as_asked(card, account.speaker, words)
        if who in voices:
            told = words.listed([words.isolated(f"“{half}”") for half in own])
            yield words.count("{who} says {own}", "{who} say {own}", several([who]), who=who, own=told)


def _half_of_it(halves: Halves, who: str, n: int, words: Words) -> str:
    """Which figures of a claim somebody gives, and which nobody on the card does."""
    own, others = (
        words.listed([words.isolated(f"“{half}”") for half in some]) for some in (halves.said, halves.unsaid)
    )
    if halves.is_elsewhere:
        return words.count(
            "{who} says {own}, but not {others}",
            "{who} say {own}, but not {others}",
            n,
            who=who,
            own=own,
            others=others,
        )
    return words.count(
        "{who} says {own}, but no report found has {others}",
        "{who} say {own}, but no report found has {others}",
        n,
        who=who,
        own=own,
        others=others,
    )


def _ambiguous_answer(card: ContextCard, voices: Sequence[str], words: Words) -> str:
    ask = ""
    if not card.claim.where and not card.claim.when:
        ask = words.say("Add a place or a date to narrow it down.")
    elif not card.claim.where:
        ask = words.say("Add a place to narrow it down.")
    elif not card.claim.when:
        ask = words.say("Add a date to narrow it down.")
    fitting, near = fitting_and_near(card)
    if not fitting and (told := of_several_events(card, words)):
        return f"{told} {ask}".strip()
    if not fitting:
        none = words.count(
            "No report found gives this figure; {n} gives another for what may be the same event.",
            "No report found gives this figure; {n} give others for what may be the same event.",
            near,
        )
        return f"{none} {ask}".strip()
    fit = words.count("in {n} report", "in {n} reports", fitting)
    if fitting > 1:
        fit += words.say(", perhaps of different events")
    found = sought(card)
    # Another figure of theirs may be of another event.
    theirs = [_of_the_claimant(card, found, words)] if found and found.own is None else []
    told = words.say("; ").join([*theirs, _say_so(card, voices, words, by_figure=bool(theirs))])
    said = f"{opening(told)}{words.say(', ')}{fit}"
    if near > 0:
        said += words.say("; ") + words.count("{n} more comes near", "{n} more come near", near)
    if denying := voices_of(card, words, "denies"):
        who = few(denying, words)
        said += words.say("; ") + words.count(
            "{who} denies one of these", "{who} deny one of these", several(denying), who=who
        )
    return f"{said}. {ask}".strip()


def _counted(card: ContextCard, answered: Collection[Relation], words: Words) -> str:
    """From how many origins, and in how many reports, the line has what it says."""
    origins, reports = counted_for(card, answered)
    if not reports:
        return ""
    told = words.count("{n} origin", "{n} origins", origins)
    return f"({told} {words.count('in {n} report', 'in {n} reports', reports)})"
