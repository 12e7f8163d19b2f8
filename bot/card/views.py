"""A card as a message shows it: the whole at a glance, and each of its sides alone. Values in, HTML out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.card.blocks import account_block, label_of, one_a_page, quoted_once, telling
from bot.card.figures import table_of, told_in_figures
from bot.card.first_line import answer
from bot.card.layout import HEADINGS, Section, caveat_line, under_headings
from bot.card.lines import Block, Line, Run, text_of
from bot.card.nearby import NEVER_LEFT_OUT
from bot.card.pages import GLANCE, LONGEST_BLOCK, Part, at_a_glance, in_pages
from bot.card.rendering import check_verbatim, escape, shown
from bot.card.statements import claimed_figure, introduced, source_line, statement_lines
from bot.card.tags import tag_of
from bot.card.unsaid import unprinted, unsaid
from bot.card.voices import name_of, spoken_by
from bot.talk.turns import Forwarded
from bot.words import Words
from knowledge.model import Account, Caveat, ContextCard, Finding, Period, Relation, Speaker
from retrieval.caveats import foremost, words_of_figure
from retrieval.telling.leaning import quoted_in

#: Accounts of one side that a card shows before anything is touched, and caveats; of a short card, voices and caveats.
MOST_ACCOUNTS, MOST_CAVEATS = 3, 4
MOST_VOICES_SHORT, MOST_CAVEATS_SHORT = 3, 2
#: Characters of a short card.
GLANCE_SHORT = 1_800
#: Pages that are named behind the first one of an account.
MOST_CARRIERS = 4
#: Letters of somebody's words on a short card.
QUOTED_SHORT = 110
#: A post this old that comes around again is said to be old.
NOT_NEW = timedelta(days=30)
#: The nearest reporting that is offered where there is none of the claim.
MOST_SIMILAR = 5


def whole(card: ContextCard, words: Words, *, evidence: Sequence[str] = ()) -> str:
    """The card in one message: who says so, who says otherwise, what to be careful about; what is long is folded."""
    check_verbatim(card)
    parts: list[Part] = []
    tallies = told_in_figures(card) if card.state == "found" else []
    if card.state == "ambiguous":
        events = tuple(_event(card, number, words) for number in range(len(card.candidates)))
        parts.append(Part(Section(words.say("Reports that fit, or come near"), events), MOST_ACCOUNTS + 1))
    elif card.state == "found":
        for tally in tallies[:1]:
            caption, *rows = table_of(tally, wide=False, words=words, claimed=card.claim.quantities)
            table = tuple((row,) for row in rows)
            parts.append(Part(Section("".join(run.text for run in caption), table), 5))
        parts.extend(_side(card, "reports", words.say("Accounts"), words))
        parts.extend(_side(card, "differs", words.say("Who says otherwise"), words))
        parts.extend(_side(card, "denies", words.say("Who says otherwise"), words))
    if card.state != "nothing_found":
        parts.extend(_side(card, "context", words.say("Accounts"), words))
    cautions = _cautions(card, words, _printed(parts), without_range=bool(tallies))
    parts.append(Part(Section(words.say("Be careful"), cautions), MOST_CAVEATS, words.say("Caveats")))
    return at_a_glance(_head(card, words, evidence), parts, words)


def short(card: ContextCard, words: Words, *, evidence: Sequence[str] = ()) -> str:
    """The card in a few lines: who says what, each with one address, and the two caveats that weigh most."""
    check_verbatim(card)
    if card.state == "nothing_found":
        return _head(card, words, evidence)
    parts: list[Part] = []
    if card.state == "ambiguous":
        events = tuple((_event_in_a_line(card, number, words),) for number in range(len(card.candidates)))
        fit = words.say("Reports that fit, or come near")
        parts.append(Part(Section(fit, events[:MOST_VOICES_SHORT]), MOST_VOICES_SHORT))
    elif card.state == "found":
        for relation in HEADINGS:
            for heading, voices in under_headings(card, relation, words):
                if _is_told(card, relation, heading, words):
                    lines = tuple((_in_a_line(card, voice, words),) for voice in voices[:MOST_VOICES_SHORT])
                    parts.append(Part(Section(heading, lines), MOST_VOICES_SHORT))
    cautions = _cautions(card, words, _printed(parts, GLANCE_SHORT))[:MOST_CAVEATS_SHORT]
    parts.append(Part(Section(words.say("Be careful"), cautions), MOST_CAVEATS_SHORT))
    return at_a_glance(_head(card, words, evidence), parts, words, limit=GLANCE_SHORT)


def accounts(card: ContextCard, words: Words) -> list[str]:
    """Everybody who says so, with each page; then what stands close by; no page where there is none."""
    return _sides(card, ("reports", "context"), words)


def otherwise(card: ContextCard, words: Words) -> list[str]:
    """Everybody who gives another figure or denies it; no page where there is none."""
    return _sides(card, ("differs", "denies"), words)


def caveats(card: ContextCard, words: Words) -> list[str]:
    """Everything to be careful about, what weighs most first; no page where there is none."""
    return _pages(card, [Section(words.say("Be careful"), _cautions(card, words))], words)


def sources(card: ContextCard, words: Words) -> list[str]:
    """Every page, under the origin that it goes back to; no page where there is none."""
    origins = words.count("{n} origin", "{n} origins", len(card.origins))
    counted = f"{origins} {words.count('in {n} report', 'in {n} reports', card.articles)}"
    blocks: list[Block] = []
    for origin in card.origins:
        heading = (Run(words.isolated(origin.label), "strong"), Run(f" ({words.again(origin.because)})", "small"))
        pages = one_a_page(origin.findings)
        blocks.append((heading, *(_page(finding, words) for finding in pages)))
    if card.state == "ambiguous":
        return _pages(card, [Section(words.say("Sources"), tuple(blocks))], words)
    return _pages(card, [Section(counted, tuple(blocks))], words)


def similar(card: ContextCard, near: Sequence[Finding], words: Words) -> str:
    """The nearest reporting there is, plainly said not to be of this claim."""
    head = _claim(card)
    if not near:
        return f"{head}\n{escape(words.say('The store holds nothing that comes near this either.'))}"
    warning = words.say(
        "This is not reporting of your claim. It is the nearest that the store holds, and may be about something else."
    )
    blocks = tuple(tuple(statement_lines(card, finding, words, with_speaker=True)) for finding in near)
    section = Section(words.say("Nearest reporting, not this claim"), blocks)
    return at_a_glance(f"{head}\n<b>{escape(warning)}</b>", [Part(section, MOST_SIMILAR)], words)


def claims(cards: Sequence[ContextCard], remark: str, words: Words, *, evidence: Sequence[str] = ()) -> str:
    """Several claims of one message: each with the sentence that answers it."""
    head = words.count("{n} claim in this message:", "{n} claims in this message:", len(cards))
    blocks = [f"<b>{n}. “{escape(shown(card.claim.text, 120))}”</b>\n{escape(_shortly(card, words))}"
              for n, card in enumerate(cards, 1)]  # fmt: skip
    if any(card.state == "nothing_found" for card in cards):
        blocks.append(escape(words.say("Where nothing is found, this says nothing about whether it is true.")))
    if remark:
        blocks.append(escape(remark))
    return "\n\n".join([*evidence, escape(head), *blocks])


def evidence(sent: Period | None, forwarded: Forwarded | None, words: Words, now: datetime) -> list[str]:
    """What a forwarded message tells of itself: where it was first posted, when, and that it is not new."""
    if forwarded is None or sent is None:
        return []
    day = words.date(replace(sent, end=sent.start + timedelta(microseconds=1)))
    if forwarded.title:
        title = escape(words.isolated(shown(forwarded.title, 80)))
        if forwarded.url:
            title = f'<a href="{escape(forwarded.url)}">{title}</a>'
        told = words.say("Forwarded from {channel}, where it was posted on {day}.", channel=title, day=escape(day))
    else:
        told = words.say("The forwarded message was written on {day}.", day=escape(day))
    if now - sent.start > NOT_NEW:
        told += " " + escape(words.say("It is not new: what it says was posted then, not now."))
    return [f"<i>{told}</i>"]


def _tells(card: ContextCard) -> bool:
    """Whether anybody says so, says otherwise or denies it."""
    return any(account.relation != "context" for account in card.accounts)


def _head(card: ContextCard, words: Words, evidence: Sequence[str]) -> str:
    return "\n".join([_claim(card), escape(answer(card, words)), *evidence])


def _claim(card: ContextCard) -> str:
    return f"<b>“{escape(shown(card.claim.text))}”</b>"


def _shortly(card: ContextCard, words: Words) -> str:
    return words.say("No reporting found.") if card.state == "nothing_found" else answer(card, words)


def _pages(card: ContextCard, sections: Sequence[Section], words: Words) -> list[str]:
    check_verbatim(card)
    if not any(section.blocks for section in sections):
        return []
    head = _claim(card)
    again = words.say("{claim}, continued", claim=f"<b>“{escape(shown(card.claim.text, 60))}”</b>")
    return in_pages(head, again, sections, words)


def _sides(card: ContextCard, relations: Iterable[Relation], words: Words) -> list[str]:
    sections = []
    for relation in relations:
        for heading, told in under_headings(card, relation, words):
            sections.append(Section(heading, quoted_once(account_block(card, account, words) for account in told)))
    return _pages(card, sections, words)


def _is_told(card: ContextCard, relation: Relation, heading: str, words: Words) -> bool:
    """Whether a short card has what stands under a heading: what is only near is told where there is nothing else, what
    the accused answer or admit, who doubts it and how others rated the claim always.
    """
    return relation != "context" or heading in map(words.say, NEVER_LEFT_OUT) or not _tells(card)


def _side(card: ContextCard, relation: Relation, button: str, words: Words) -> list[Part]:
    """The accounts of one sort under the headings that a short card has."""
    return [
        Part(Section(heading, quoted_once(_brief(card, one, words) for one in told)), MOST_ACCOUNTS, button)
        for heading, told in under_headings(card, relation, words)
        if _is_told(card, relation, heading, words)
    ]


def _brief(card: ContextCard, account: Account, words: Words) -> Block:
    """One voice: what it says, where it stands first, and who else carries it."""
    best, *others = one_a_page(account.findings)
    lines = [
        introduced(account.speaker, words, spoken_by([best]), tag_of(card, account, words)),
        *statement_lines(card, best, words, with_speaker=False),
    ]
    if others:
        also: list[Run] = [Run(words.say("Also in:") + " ", "small")]
        named: dict[str, Finding] = {}
        for finding in others:
            if finding.outlet != best.outlet:
                named.setdefault(finding.outlet, finding)
        for number, (outlet, finding) in enumerate(list(named.items())[:MOST_CARRIERS]):
            also += [Run(words.say(", ") if number else "", "small"), Run(words.isolated(outlet), "small", finding.url)]
        left = len(others) - min(len(named), MOST_CARRIERS)
        if named and left:
            also.append(Run(words.say(", ") + words.count("{n} more page", "{n} more pages", left), "small"))
        elif left:
            also = [Run(words.count("{n} more page", "{n} more pages", left), "small")]
        lines.append(tuple(also))
    return tuple(lines)


def _in_a_line(card: ContextCard, account: Account, words: Words) -> Line:
    """One voice in a line: who, how many or what, and one address."""
    return (Run("• "), *_told_in_a_line(card, one_a_page(account.findings)[0], account.speaker, words))


def _event_in_a_line(card: ContextCard, number: int, words: Words) -> Line:
    """One of several events in a line: where and when, and the voice that tells most of it."""
    candidate = card.candidates[number]
    finding = telling(card, candidate.findings)[0]
    label = Run(f"{number + 1}. {label_of(candidate, words)}: ")
    return (label, *_told_in_a_line(card, finding, finding.speaker, words))


def _told_in_a_line(card: ContextCard, finding: Finding, speaker: Speaker, words: Words) -> Line:
    figure = claimed_figure(card, finding)
    if figure is not None:
        said = Run(words.isolated(words_of_figure(finding, figure)))
    else:
        is_note = finding.statement.place_in_article in ("note", "rival")
        quote = quoted_in(finding) if is_note else finding.words
        told = shown(quote or finding.words, QUOTED_SHORT)
        said = Run(f"“{told}”", "quote") if quote else Run(told)
    return (Run(name_of(speaker, words), "strong"), Run(": "), said, Run(" "), *source_line(finding, words))


def _event(card: ContextCard, number: int, words: Words) -> Block:
    """One of several events: where and when, and the report that tells most of it."""
    candidate = card.candidates[number]
    lines: list[Line] = [(Run(f"{number + 1}. {label_of(candidate, words)}", "strong"),)]
    for finding in telling(card, candidate.findings)[:1]:
        lines.extend(statement_lines(card, finding, words, with_speaker=True))
    return tuple(lines)


def _printed(parts: Iterable[Part], limit: int = GLANCE) -> list[Block]:
    """What surely stands on a card, each section with its heading, which is the caption of a table.

    Of a card that is too long for one message that is the first line of each part, and so it is of a block.
    """
    parts = list(parts)
    whole = [block for part in parts for block in part.section.blocks]
    fits = sum(map(_length, whole)) <= limit / 2
    return [
        ((Run(part.section.heading),), *(line for block in _kept(part, fits=fits) for line in block)) for part in parts
    ]


def _kept(part: Part, *, fits: bool) -> list[Block]:
    blocks = part.section.blocks if fits else part.section.blocks[:1]
    return [block if _length(block) < LONGEST_BLOCK else block[:1] for block in blocks]


def _length(block: Block) -> int:
    return sum(len(text_of(line)) + 1 for line in block)


def _cautions(
    card: ContextCard, words: Words, printed: Sequence[Block] = (), *, without_range: bool = False
) -> tuple[Block, ...]:
    """The caveats by weight; without what the first line has said, a table of figures shows, or blocks have printed."""
    left = unprinted(unsaid(card), printed, words)
    kept: list[Caveat] = [one for one in left if not (without_range and one.kind == "FIGURES_DIFFER")]
    first, more = foremost(kept)
    return tuple((caveat_line(caveat, words),) for caveat in (*first, *more))


def _page(finding: Finding, words: Words) -> Line:
    title = finding.article.title
    named = (Run(f"“{shown(title, 90)}”", "quote"), Run(" ")) if title else ()
    return (Run("• "), *named, *source_line(finding, words))
