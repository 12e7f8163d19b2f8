"""The first line of a card: who says so, who says otherwise, who denies it, in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.card.figures import are_of_several_kinds
from bot.card.near_misses import gives_it, gives_its_number_in, prints_it, told_but_for_it
from bot.card.voices import name_of, several
from bot.words import ENGLISH, Words
from knowledge.model import Caveat, ContextCard, Finding, Halves, NearMiss, Relation, Speaker, Tally
from retrieval.asked import answers_it, asks_for_a_number, figures_asked
from retrieval.caveats import words_of_figure
from retrieval.claimants import Sought, is_asked_of, sought
from retrieval.echoes import voices_under
from retrieval.ledger import of_the_whole
from retrieval.room_left import leaving_room
from retrieval.sayers import (
    fitting_and_near,
    giving_its_number,
    is_made_out,
    only_taken_back,
    raters_of,
    sayers,
)
from retrieval.short_of_it import by_shortfall, counted_for, in_another_word, of_something_else, range_given_by
from retrieval.wording import Told, in_a_sentence, opening

#: Voices that take no article within a sentence: an outlet's name, a person's, and what stands in quotation marks.
NAMED_AS_THEY_ARE = ("unnamed", "unnamed_partisan", "outlet_itself", "named_person")
#: How somebody stands to a claim who is named in the line.
ANSWERED: tuple[Relation, ...] = ("reports", "differs", "denies")
#: How the reason begins by which somebody differs in the number.
OTHER_FIGURE = "other figure"
#: Whoever only comes near the claim is not named at length.
MOST_CITED = 2


def answer(card: ContextCard, words: Words = ENGLISH) -> str:
    """The first line: who says so, in one sentence."""
    if card.state == "nothing_found":
        return words.say("No reporting in the store is close to this. That says nothing about whether it is true.")
    reporting = _voices(card, words, "reports")
    if card.state == "ambiguous":
        return _ambiguous_answer(card, reporting, words)
    if asks_for_a_number(card.claim) and (figures := figures_asked(card)):
        # Nobody is given another's figure: who is named has one.
        giving = replace(card, accounts=tuple(a for a in card.accounts if answers_it(card, a)))
        if voices := _voices(giving, words, "reports"):
            tally = Tally(card.tallies[0].unit, card.tallies[0].state, figures)
            ways = [way for way in ANSWERED if _voices(giving, words, way)]
            return f"{opening(_how_many(tally, voices, words))}. {_counted(giving, ways, words)}"
    said = []
    differing = _voices(card, words, "differs")
    denying = _voices(card, words, "denies")
    ways = [way for way, there in zip(ANSWERED, (reporting, differing, denying), strict=True) if there]
    in_line = len(differing)
    lower = _leaving_room(card, differing, words)
    differing = [voice for voice in differing if voice not in lower]
    found = sought(card) if reporting or in_line else None
    if found:
        said.append(_of_the_claimant(card, found, words))
        if found.says_otherwise:
            asked = _as_asked(card, found.speaker, words)
            differing, lower = ([voice for voice in told if voice != asked] for told in (differing, lower))
    giving_it = {_as_asked(card, account.speaker, words) for account in card.accounts if account.relation == "reports"}
    # Whoever prints the figure as another's, and a different one as its own, has said both.
    reporting += [voice for voice in differing if voice in giving_it and voice not in reporting]
    ranges = _giving_a_range(card, words)
    other_words = _in_other_words_for_it(card, ranges, words)
    if saying := [voice for voice in reporting if voice not in ranges and voice not in other_words]:
        said.append(_say_so(card, saying, words, by_figure=found is not None))
        said[-1] += _other_figures_of_theirs(saying, differing, words)
    said += _ranges(ranges, words)
    said += _other_words(other_words, words)
    others = [voice for voice in differing if voice not in reporting]
    below = voices_under(card, "differs")
    listed = len(below) - len(leaving_room(card, below)) - in_line + len(lower) + len(others)
    said += _otherwise(others, denying, words, listed=listed, counts=bool(denying) and _only_count(card))
    if lower:
        who = _few(lower, words)
        said.append(
            words.count(
                "{who} counts fewer, and leaves room for more",
                "{who} count fewer, and leave room for more",
                several(lower),
                who=who,
            )
        )
    near = list(_but_for_one_detail(card, words)) if _names_the_detail(card) else []
    near = near or ([] if said else _with_the_number(card, words))
    if not said:
        return f"{_nothing_of_it(card, near, words)} {_counted(card, ways, words)}".strip()
    if not reporting and not (found and not found.says_otherwise):
        taken_back = words.say("The store holds this figure only as one that was taken back")
        said.insert(0, taken_back if only_taken_back(card) else words.say("Nothing in the store says just this"))
    line, counted = opening(words.say("; ").join(said)), _counted(card, ways, words)
    if not near:
        return f"{line}. {counted}".strip()
    # Whoever tells the claim but for its day, or its town, stands behind the count, in which they are not.
    return f"{words.say('; ').join([f'{line} {counted}'.strip(), *near])}."


def _leaving_room(card: ContextCard, differing: Sequence[str], words: Words) -> list[str]:
    """Who of those that differ counts "at least" fewer, and nothing else; that is not to say otherwise."""
    lower = leaving_room(card, card.accounts)
    others = replace(card, accounts=tuple(account for account in card.accounts if account not in lower))
    holding = _voices(others, words, "differs")
    return [voice for voice in differing if voice not in holding]


def _other_figures_of_theirs(reporting: Sequence[str], differing: Sequence[str], words: Words) -> str:
    """That whoever says so gives other figures too, or which of them; "" where nobody does."""
    both = [voice for voice in reporting if voice in differing]
    if not both:
        return ""
    if len(both) == len(reporting):
        return " " + words.count("and gives other figures too", "and give other figures too", several(reporting))
    return words.say(", ") + words.count(
        "and {who} gives other figures too", "and {who} give other figures too", several(both), who=_few(both, words)
    )


def _giving_a_range(card: ContextCard, words: Words) -> dict[str, str]:
    """Of those who report a claimed number: whoever gives a range with it and no number, each with that range.

    Nobody where all who have the number have it for something else, which is what the line says then.
    """
    if of_something_else(card) or card.halves:
        return {}
    found = ((voice, range_given_by(card, voice)) for voice in sayers(card, "reports"))
    return {
        _as_asked(card, voice, words): words.isolated(f"“{words_of_figure(*given)}”") for voice, given in found if given
    }


def _ranges(ranges: Mapping[str, str], words: Words) -> Iterator[str]:
    """Who gives which range: those who give the same one together."""
    for figure in dict.fromkeys(ranges.values()):
        voices = [voice for voice, own in ranges.items() if own == figure]
        yield words.count(
            "{who} gives {figure}", "{who} give {figure}", several(voices), who=_few(voices, words), figure=figure
        )


def _in_other_words_for_it(card: ContextCard, ranges: Collection[str], words: Words) -> dict[str, tuple[str, str]]:
    """Of those who report a claim: whoever has another word where the claim's says more, each with both words.

    Nobody where that is not all by which they fall short of it; `ranges` are those who give a range.
    """
    if of_something_else(card) or card.halves:
        return {}
    found = ((voice, in_another_word(card, voice)) for voice in sayers(card, "reports"))
    told = {_as_asked(card, voice, words): both for voice, both in found if both}
    return {voice: both for voice, both in told.items() if voice not in ranges}


def _other_words(voices: Mapping[str, tuple[str, str]], words: Words) -> Iterator[str]:
    """Who says which word instead of the claim's: those who say the same one together."""
    for both in dict.fromkeys(voices.values()):
        alike = [voice for voice, own in voices.items() if own == both]
        theirs, claimed = map(words.isolated, both)
        yield words.count(
            "{who} says {theirs}, not {own}",
            "{who} say {theirs}, not {own}",
            several(alike),
            who=_few(alike, words),
            theirs=theirs,
            own=claimed,
        )


def _only_count(card: ContextCard) -> bool:
    """Whether all who differ do so in a figure alone: beside a denial they say that it was done."""
    return all(
        any(why.startswith(OTHER_FIGURE) for why in finding.why)
        for account in card.accounts
        if account.relation == "differs"
        for finding in account.findings
    )


def _otherwise(
    differing: Sequence[str], denying: Sequence[str], words: Words, *, listed: int, counts: bool = False
) -> Iterator[str]:
    """Who says otherwise, and who denies it; whoever does both is named once.

    `listed` is how many stand below as saying otherwise, where two of them may go back to one voice; `counts` is
    whether they say so of the figure alone.
    """
    both = [voice for voice in differing if voice in denying]
    if others := [voice for voice in differing if voice not in both]:
        who = _few(others, words, listed=listed - len(both))
        if counts:
            yield words.count("{who} gives another figure", "{who} give another figure", several(others), who=who)
        else:
            yield words.count("{who} says otherwise", "{who} say otherwise", several(others), who=who)
    if both:
        who = _few(both, words)
        yield words.count(
            "{who} says otherwise and denies it", "{who} say otherwise and deny it", several(both), who=who
        )
    if others := [voice for voice in denying if voice not in both]:
        yield words.count("{who} denies it", "{who} deny it", several(others), who=_few(others, words))


def unsaid(card: ContextCard) -> tuple[Caveat, ...]:
    """The caveats that the first line has not said already."""
    said = {"NOTHING_FOUND", "AMBIGUOUS_EVENT"} | ({"DETAIL_DIFFERS"} if _names_the_detail(card) else set())
    return tuple(caveat for caveat in card.caveats if caveat.kind not in said and not _is_in_the_answer(card, caveat))


def _is_in_the_answer(card: ContextCard, caveat: Caveat) -> bool:
    """Whether a caveat is, word for word, what the first line says of everybody whom it is of."""
    if not isinstance(caveat.sentence, Told):
        return False
    if caveat.kind == "DOER_DIFFERS":
        # Which other side is named is said nowhere else.
        return "sides" not in caveat.sentence.values and _tells_of_another_doer(card)
    if caveat.kind != "LOADED_WORDS" or "theirs" not in caveat.sentence.values:
        return False
    short = {f for account in by_shortfall(card, card.accounts).get("another word", ()) for f in account.findings}
    return set(caveat.findings) <= short


def _tells_of_another_doer(card: ContextCard) -> bool:
    return bool(said := _of_another_doer(card, ENGLISH)) and answer(card) == said


def _names_the_detail(card: ContextCard) -> bool:
    """Whether the first line has what differs in one detail; it has not where it has more to say of the very claim."""
    nearer = any(account.in_other_words for account in card.accounts) or raters_of(card) or only_taken_back(card)
    return bool(card.near_misses) and not nearer


def _but_for_one_detail(card: ContextCard, words: Words) -> Iterator[str]:
    """Of each event that is told as the claim tells it but for a detail: who reports it, and what differs."""
    for near in card.near_misses:
        alike = [f for f in near.findings if gives_it(near, f) and prints_it(near, f)]
        voices = _voices(_with_nothing_but(card, alike), words, "context")
        if not voices:
            continue
        yield told_but_for_it(near, several(voices), _few(voices, words, most=MOST_CITED), words)
        yield from _gives_it_too(card, near, voices, words)


def _gives_it_too(card: ContextCard, near: NearMiss, named: Sequence[str], words: Words) -> Iterator[str]:
    """Who else gives the number of such an event and bounds it otherwise: "43 people" beside "at least 43"."""
    others = [(f, q) for f in near.findings for q in gives_its_number_in(near, f)]
    for figure in dict.fromkeys(words_of_figure(f, q) for f, q in others):
        alike = [(f, q) for f, q in others if words_of_figure(f, q) == figure]
        voices = [
            v for v in _voices(_with_nothing_but(card, [f for f, _ in alike]), words, "context") if v not in named
        ]
        if voices:
            yield words.count(
                "{who} gives {figure}",
                "{who} give {figure}",
                several(voices),
                who=_few(voices, words, most=MOST_CITED),
                figure=words.isolated(f"“{figure}”"),
            )
            return


def _with_the_number(card: ContextCard, words: Words) -> list[str]:
    """Who gives the very number of the claim close by, and counts something else with it; nobody, or one sentence."""
    near = [f for caveat in card.caveats if caveat.kind == "UNIT_DIFFERS" for f in caveat.findings]
    voices = _voices(_with_nothing_but(card, near), words, "context")
    if not voices:
        return []
    return [
        words.count(
            "{who} gives this figure, but counts something else",
            "{who} give this figure, but count something else",
            several(voices),
            who=_few(voices, words, most=MOST_CITED),
        )
    ]


def _with_nothing_but(card: ContextCard, findings: Sequence[Finding]) -> ContextCard:
    """The card with nothing but these findings in its accounts."""
    accounts = (replace(a, findings=tuple(f for f in a.findings if f in findings)) for a in card.accounts)
    return replace(card, accounts=tuple(account for account in accounts if account.findings))


def _nothing_of_it(card: ContextCard, near: Sequence[str], words: Words) -> str:
    """That nobody says so, otherwise or denies it, and what there is instead."""
    if raters := [_in_a_line(rater, words) for rater in raters_of(card)]:
        return words.count(
            "Nothing in the store says this; {who} rated a claim like it.",
            "Nothing in the store says this; {who} rated a claim like it.",
            several(raters),
            who=_few(raters, words),
        )
    if only_taken_back(card):
        return words.say("The store holds this figure only as one that was taken back") + "."
    if voices := _with_their_outlet(_in_other_words(card), words):
        return words.count(
            "Nobody in the store says just this; {who} is cited on it in other words: compare.",
            "Nobody in the store says just this; {who} are cited on it in other words: compare.",
            several(voices),
            who=_few(voices, words, most=MOST_CITED),
        )
    if near:
        return f"{words.say('; ').join([words.say('Nobody in the store says just this'), *near])}."
    if of_another := _of_another_doer(card, words):
        return of_another
    if voices := _voices(_with_nothing_but(card, giving_its_number(card)), words, "context"):
        return words.count(
            "Nobody in the store says just this; {who} gives this number close by: compare.",
            "Nobody in the store says just this; {who} give this number close by: compare.",
            several(voices),
            who=_few(voices, words, most=MOST_CITED),
        )
    return words.say("The store holds reporting close by, but none of this claim.")


def _of_another_doer(card: ContextCard, words: Words) -> str:
    """Who gives the claim's figure without saying that it was the claim's side; "" where nobody does."""
    of_it = [caveat for caveat in card.caveats if caveat.kind == "DOER_DIFFERS"]
    if not of_it or not isinstance(of_it[0].sentence, Told):
        return ""
    voices = _voices(_with_nothing_but(card, of_it[0].findings), words, "context")
    if not voices:
        return ""
    return words.count(
        "Nobody in the store says just this; {who} gives this figure, but does not say that it was {side}.",
        "Nobody in the store says just this; {who} give this figure, but do not say that it was {side}.",
        several(voices),
        who=_few(voices, words, most=MOST_CITED),
        side=words.again(claimed) if isinstance(claimed := of_it[0].sentence.values["claimed"], str) else claimed,
    )


def _in_other_words(card: ContextCard) -> ContextCard:
    """The card with nothing but what is on just the thing of its claim, in other words."""
    return replace(card, accounts=tuple(account for account in card.accounts if account.in_other_words))


def _with_their_outlet(card: ContextCard, words: Words) -> list[str]:
    """The voices of what stands near, one without a name with the outlet that says what it is to have said."""
    named = []
    for voice in sayers(card, "context"):
        name = _as_asked(card, voice, words)
        own = [f for a in card.accounts if a.speaker == voice for f in a.findings]
        outlets = list(dict.fromkeys(f.outlet for f in own))
        if voice.kind in ("unnamed", "unnamed_partisan") and len(outlets) == 1:
            name = words.say("{who} in {outlet}", who=name, outlet=words.isolated(outlets[0]))
        named.append(name)
    return named


def _how_many(tally: Tally, voices: Sequence[str], words: Words) -> str:
    """The answer to a question for a number: from where to where the figures reach, and who gives them."""
    n, who, tally = several(voices), _few(voices, words), of_the_whole(tally)
    if tally.lowest != tally.highest:
        low, high = words.number(tally.lowest), words.number(tally.highest)
        if are_of_several_kinds(tally.figures):
            return words.count(
                "{who} gives figures of different kinds, from {low} to {high}",
                "{who} give figures of different kinds, from {low} to {high}",
                n,
                who=who,
                low=low,
                high=high,
            )
        return words.count(
            "{who} gives figures from {low} to {high}",
            "{who} give figures from {low} to {high}",
            n,
            who=who,
            low=low,
            high=high,
        )
    figure = words.isolated(f"“{words_of_figure(tally.figures[0].finding, tally.figures[0].quantity)}”")
    return words.count("{who} gives {figure}", "{who} give {figure}", n, who=who, figure=figure)


def _of_the_claimant(card: ContextCard, found: Sought, words: Words) -> str:
    """What the voice that the claim names is found to say instead, or that no report has it say so."""
    name = _as_asked(card, found.speaker, words)
    if found.own is None:
        return words.say("No report found has {who} say so", who=name)
    figure = words.isolated(f"“{words_of_figure(found.own.finding, found.own.figure)}”")
    if not found.says_otherwise:
        return words.say("No report found has {who} say so (close by: {figure})", who=name, figure=figure)
    return words.count(
        "{who} gives another figure, {figure}",
        "{who} give another figure, {figure}",
        several([name]),
        who=name,
        figure=figure,
    )


def _say_so(card: ContextCard, voices: Sequence[str], words: Words, *, by_figure: bool = False) -> str:
    """Who says so; or, where all who have the figure have it for something else, of what their count is.

    `by_figure` is whether the figure is to be named: behind another one, "so" would be that one.
    """
    accounts = [account for account in card.accounts if account.relation == "reports"]
    who, n = _few(voices, words), several(voices)
    instead = of_something_else(card)
    if instead == "UNIT_DIFFERS":
        return words.count(
            "{who} gives this figure, but counts something else",
            "{who} give this figure, but count something else",
            n,
            who=who,
        )
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
    return words.count("{who} says so", "{who} say so", n, who=who)


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
    return f"{said}. {ask}".strip()


def _counted(card: ContextCard, answered: Collection[Relation], words: Words) -> str:
    """From how many origins, and in how many reports, the line has what it says."""
    origins, reports = counted_for(card, answered)
    if not reports:
        return ""
    told = words.count("{n} origin", "{n} origins", origins)
    return f"({told} {words.count('in {n} report', 'in {n} reports', reports)})"


def _voices(card: ContextCard, words: Words, relation: Relation) -> list[str]:
    return [_as_asked(card, voice, words) for voice in sayers(card, relation)]


def _as_asked(card: ContextCard, speaker: Speaker, words: Words) -> str:
    """A voice within a sentence, by the person of it whom the claim names: Jonas Weil (Kalden army), asked of Weil."""
    if is_asked_of(card.claim, speaker):
        return f"{words.isolated(speaker.person)} ({name_of(speaker, words)})"
    return _in_a_line(speaker, words)


def _in_a_line(speaker: Speaker, words: Words) -> str:
    """A voice within a sentence: English writes an office with its article, and some witness with another."""
    name = name_of(speaker, words)
    if words.language != "en" or not name.strip() or speaker.kind in NAMED_AS_THEY_ARE:
        return name
    said = in_a_sentence(name)
    is_somebody = speaker.kind == "eyewitness" and said != name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if is_somebody else str(said)


def _few(names: Sequence[str], words: Words, *, most: int = 3, listed: int = 0) -> str:
    """The names, or two of them and how many more there are; as many as are `listed` below, where these are more."""
    if len(names) <= most:
        return words.listed(names)
    more = max(len(names), listed) - 2
    return words.listed([*names[:2], words.count("{n} more", "{n} more", more)])
