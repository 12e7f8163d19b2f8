"""What a card says, line by line, in the order a reader asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.card.blocks import account_block, event_block, quoted_once, telling, without_what_stands_above
from bot.card.figures import table_of, told_in_figures
from bot.card.first_line import answer
from bot.card.lines import Block, Line, Run
from bot.card.nearby import NEAR, RATINGS, close_by, near_it, printed_near
from bot.card.statements import claimed_figure
from bot.card.unsaid import unprinted, unsaid
from bot.card.voices import name_of
from bot.words import ENGLISH, Words, msgid
from knowledge.model import Account, Candidate, Caveat, ContextCard, Finding, Quantity, Relation
from retrieval.caveats import foremost
from retrieval.counts.gainsaying import Beside, by_gainsaying, with_accusers_apart, with_own_figures_apart
from retrieval.counts.short_of_it import Short, by_shortfall
from retrieval.voices.echoes import voices_under
from retrieval.wording import opening

#: Events that are printed, of many among which a reader has to choose; the others are counted.
MOST_EVENTS = 10
#: What stands over the accounts of each sort, in this order.
HEADINGS: dict[Relation, str] = {
    "reports": msgid("Who says so"),
    "differs": msgid("Who says otherwise"),
    "denies": msgid("Who denies it"),
    "context": NEAR,
}
#: Over who gives another figure that does not gainsay the claim: three of these ways are one to whoever reads them.
BESIDE: dict[Beside, str] = {
    "own": msgid("Who gives another figure"),
    "one side": msgid("Who gives another figure"),
    "another's": msgid("Who gives another figure"),
    "another measure": msgid("Who counts in another way"),
    "room left": msgid("Who counts fewer, and leaves room for more"),
}
#: Over who has the claim's figure, or its event, and does not say just this.
SHORT: dict[Short, str] = {
    "of something else": msgid("Who gives this figure, but not for just this"),
    "a range": msgid("Who gives a range with this figure in it"),
    "another word": msgid("Who says it in another word"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]
    #: Blocks that stand behind "more".
    folded: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole card: the claim, the sentence that answers "who says so?", and the sections."""

    claim: str
    answer: str
    sections: tuple[Section, ...]


def lay_out(card: ContextCard, *, wide: bool = True, words: Words = ENGLISH) -> Layout:
    """Everything the card says, in the order a reader asks for it; `wide` where a table has room for its columns."""
    sections: list[Section] = []
    tallies = told_in_figures(card)
    if tallies:
        # The table says from where to where the figures reach.
        card = replace(card, caveats=tuple(c for c in card.caveats if c.kind != "FIGURES_DIFFER"))
    if card.state == "ambiguous":
        blocks = tuple(
            event_block(card, number, candidate, words)
            for number, candidate in enumerate(card.candidates[:MOST_EVENTS], 1)
        )
        if (more_events := len(card.candidates) - MOST_EVENTS) > 0:
            blocks = (*blocks, ((Run(words.count("{n} more", "{n} more", more_events), "small"),),))
        sections.append(Section(words.say("Reports that fit, or come near"), blocks))
        if rated := near_it(card.accounts, ratings=True):
            sections.append(Section(words.say(RATINGS), tuple(account_block(card, one, words) for one in rated)))
    else:
        if tallies:
            claimed = card.claim.quantities
            tables = tuple(table_of(tally, wide=wide, words=words, claimed=claimed) for tally in tallies)
            sections.append(Section(words.say("Who says how many"), tables))
        for relation in HEADINGS:
            told = under_headings(card, relation, words)
            for heading, accounts in printed_near(card, told, words) if relation == "context" else told:
                blocks = quoted_once(account_block(card, account, words) for account in accounts)
                above = [block for section in sections for block in section.blocks]
                sections.append(Section(heading, without_what_stands_above(blocks, above)))
    printed = [block for section in sections for block in section.blocks]
    left = unprinted(unsaid(card), printed, words)
    shown, more = foremost([one for one in left if _is_of_what_is_printed(one, printed)])
    if shown:
        sections.append(Section(words.say("Be careful"), _cautions(shown, words), _cautions(more, words)))
    return Layout(card.claim.text, answer(card, words), tuple(sections))


def _is_of_what_is_printed(caveat: Caveat, blocks: Sequence[Block]) -> bool:
    """Whether a reader sees what a caution is on: not where an editor remarks on a note that stands behind "more", nor
    where the toll that rose is of somebody who is nowhere on the card.
    """
    runs = [run for block in blocks for line in block for run in line]
    if caveat.kind == "REVISED":
        voices = {name_of(finding.speaker) for finding in caveat.findings}
        return any(name in run.text for name in voices for run in runs)
    return caveat.kind != "EDITOR_REMARK" or bool({run.href for run in runs} & {f.url for f in caveat.findings})


def under_headings(card: ContextCard, relation: Relation, words: Words) -> list[tuple[str, list[Account]]]:
    """The accounts of one sort, each group under its heading; how others rated a claim is no reporting of it."""
    if relation == "context":
        parted = close_by(card, words)
    else:
        told = voices_under(card, relation)
        ways = with_own_figures_apart(card, with_accusers_apart(card, by_gainsaying(card, told)))
        short = by_shortfall(card, told)
        beside_it: dict[str, list[Account]] = {heading: [] for heading in BESIDE.values()}
        for way, heading in BESIDE.items():
            beside_it[heading] += ways.get(way, [])
        parted = [
            (words.say(HEADINGS[relation]), [account for account in short[None] if account in ways[None]]),
            *((words.say(SHORT[way]), short.get(way, [])) for way in SHORT),
            *((words.say(heading), accounts) for heading, accounts in beside_it.items()),
        ]
    return [(heading, accounts) for heading, accounts in parted if accounts]


def figures_that_fit(card: ContextCard) -> list[tuple[Candidate, Finding, Quantity]]:
    """Of a card of several events, the figures that it prints, each with its event."""
    return [
        (candidate, finding, figure)
        for candidate in card.candidates
        for finding in telling(card, candidate.findings)
        if (figure := claimed_figure(card, finding)) is not None
    ]


def _cautions(caveats: Sequence[Caveat], words: Words) -> tuple[Block, ...]:
    return tuple((caveat_line(caveat, words),) for caveat in caveats)


def caveat_line(caveat: Caveat, words: Words) -> Line:
    """One thing to be careful about, with the page that documents it."""
    told = words.again(caveat.sentence)
    # Another language may begin with a name that English has inside the sentence.
    runs = [Run("• " + (told if words.language == "en" else opening(told)))]
    if caveat.url:
        runs.extend([Run(" "), Run(words.say("source"), "small", caveat.url)])
    return tuple(runs)
