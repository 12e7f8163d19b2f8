"""The buttons under a card: only those that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.card.blocks import label_of
from bot.card.charts import has_chart
from bot.card.layout import MOST_EVENTS
from bot.card.rendering import shown, sound
from bot.card.unsaid import unsaid
from bot.talk.asked import Asked, event_id
from bot.talk.buttons import Ref, data_of
from bot.talk.turns import Button, Rows
from bot.words import Words
from knowledge.model import ContextCard
from retrieval.events import Event

#: The views of a card, as buttons name them.
WHOLE, ACCOUNTS, OTHERWISE, CAVEATS, SOURCES = "w", "a", "o", "c", "s"
#: Letters on a button that stands alone in its row; apps cut what is longer.
LONGEST = 44
#: Events offered as buttons; a claim that fits more wants a place or a date.
MOST_IN_A_GROUP = 4


def under_card(
    card: ContextCard,
    ref: Ref | None,
    words: Words,
    *,
    keeps: bool,
    several: bool = False,
    anywhere: bool = False,
    link: str | None = None,
) -> Rows:
    """Under the whole card: its views, what can be done about it, and the way back.

    `keeps` tells whether anything can be followed or asked for; `several` whether the message holds other claims;
    `anywhere` is for a message sent through the bot's name, where the bot itself cannot speak: a chart and what is to
    be kept are asked for in private, where `link` leads.
    """
    if ref is None:
        return ()
    if card.state == "nothing_found":
        rows = _under_nothing(ref, words, keeps=keeps and not anywhere)
    else:
        buttons = _views(card, ref, words, figures=not anywhere)
        if keeps and not anywhere:
            buttons.append(Button(words.say("Follow"), data_of("f", ref)))
        if keeps:
            buttons.append(Button(words.say("Helpful"), data_of("b", ref, "h")))
        buttons.append(Button(words.say("Not what I meant"), data_of("x", ref)))
        rows = (*_events(card, ref, words, MOST_EVENTS), *_in_rows(buttons, 2))
    if anywhere and link:
        rows = (*rows, (_in_private(link, words),))
    if ref.event:
        back = Button(words.say("‹ Other events"), data_of("v", replace(ref, event=""), WHOLE))
        return (*rows, (back,))
    return (*rows, (to_claims(ref, words),)) if several else rows


def under_view(view: str, page: int, pages: int, ref: Ref, words: Words, *, keeps: bool = False) -> Rows:
    """Under one side of a card: its pages, the way back, and a word for a match or a caveat that is wrong."""
    turning = []
    if page > 0:
        turning.append(Button(words.say("‹ Back"), data_of("v", ref, view, page - 1)))
    if page < pages - 1:
        more = words.say("More ({page}/{pages}) ›", page=page + 2, pages=pages)
        turning.append(Button(more, data_of("v", ref, view, page + 1)))
    last = [to_card(ref, words)]
    if keeps and view in (ACCOUNTS, OTHERWISE):
        last.append(Button(words.say("Wrong match"), data_of("b", ref, "m")))
    if keeps and view == CAVEATS:
        last.append(Button(words.say("Wrong caveat"), data_of("b", ref, "c")))
    return tuple(tuple(row) for row in (turning, last) if row)


def under_short(card: ContextCard, ref: Ref | None, link: str | None, words: Words) -> Rows:
    """Under a group's card: the events it may be of, and the way to the whole card in private."""
    events = _events(card, ref, words, MOST_IN_A_GROUP) if ref is not None else ()
    if ref is not None and ref.event:
        events = ((Button(words.say("‹ Other events"), data_of("v", replace(ref, event=""), WHOLE)),),)
    return (*events, (_in_private(link, words),)) if link else events


def under_claims(cards: Sequence[ContextCard], asked: Asked, words: Words) -> Rows:
    """Under several claims: a button for each, with its beginning."""
    rows = []
    for number, card in enumerate(cards):
        ref = asked.ref(number)
        if ref is not None:
            text = f"{number + 1}. {sound(shown(card.claim.text, LONGEST))}"
            rows.append((Button(text, data_of("v", ref, WHOLE)),))
    return tuple(rows)


def under_doubt(ref: Ref, words: Words, *, whole: bool, keeps: bool, anywhere: bool) -> Rows:
    """Under "Not what I meant": what can be done about it; `whole` where the message holds several claims."""
    rows: list[Button] = []
    if not anywhere:
        rows.append(Button(words.say("Add a place or a date"), data_of("p", ref)))
    if whole:
        rows.append(Button(words.say("The whole message as one claim"), data_of("v", replace(ref, claim=None), WHOLE)))
    rows.append(Button(words.say("Similar"), data_of("y", ref)))
    if keeps:
        rows.append(Button(words.say("Wrong match"), data_of("b", ref, "m")))
    back = (to_card(ref, words), to_claims(ref, words)) if whole else (to_card(ref, words),)
    return (*((button,) for button in rows), back)


def to_card(ref: Ref, words: Words) -> Button:
    """The way back to the whole card."""
    return Button(words.say("‹ Card"), data_of("v", ref, WHOLE))


def to_claims(ref: Ref, words: Words) -> Button:
    """The way back to the claims of a message."""
    return Button(words.say("‹ All claims"), data_of("l", replace(ref, claim=0, event="")))


def _in_private(link: str, words: Words) -> Button:
    return Button(words.say("More in private"), start=link)


def _views(card: ContextCard, ref: Ref, words: Words, *, figures: bool) -> list[Button]:
    count = {relation: sum(a.relation == relation for a in card.accounts) for relation in _relations(card)}
    buttons = []
    if card.state == "found":
        if told := count.get("reports", 0):
            buttons.append(Button(words.say("Accounts ({n})", n=told), data_of("v", ref, ACCOUNTS)))
        elif count.get("context"):
            buttons.append(Button(words.say("Accounts"), data_of("v", ref, ACCOUNTS)))
        if told := count.get("differs", 0) + count.get("denies", 0):
            buttons.append(Button(words.say("Who says otherwise ({n})", n=told), data_of("v", ref, OTHERWISE)))
    careful = len(unsaid(card))
    if careful:
        buttons.append(Button(words.say("Caveats ({n})", n=careful), data_of("v", ref, CAVEATS)))
    if card.origins:
        buttons.append(Button(words.say("Sources ({n})", n=card.articles), data_of("v", ref, SOURCES)))
    if figures and has_chart(card):
        buttons.append(Button(words.say("Figures"), data_of("g", ref)))
    return buttons


def _relations(card: ContextCard) -> set[str]:
    return {account.relation for account in card.accounts}


def _events(card: ContextCard, ref: Ref, words: Words, most: int) -> Rows:
    """A button for each event that an ambiguous claim fits."""
    if card.state != "ambiguous" or ref.event:
        return ()
    rows = []
    for number, candidate in enumerate(card.candidates[:most], 1):
        when = words.date(Event(candidate.findings).period)
        label = label_of(candidate, words)
        if len(label) > LONGEST:
            # The date tells events apart when the place is long; that there is none does not.
            dated = Event(candidate.findings).period is not None
            where = shown(candidate.where, LONGEST - len(when) - 2 if dated else LONGEST)
            label = f"{where}, {when}" if dated else where
        chosen = replace(ref, event=event_id(candidate))
        rows.append((Button(f"{number}. {sound(label)}", data_of("v", chosen, WHOLE)),))
    return tuple(rows)


def _under_nothing(ref: Ref, words: Words, *, keeps: bool) -> Rows:
    asking = ((Button(words.say("Ask for reporting"), data_of("r", ref)),),) if keeps else ()
    help_ = (Button(words.say("Similar"), data_of("y", ref)), Button(words.say("How it works"), data_of("h", ref)))
    return (*asking, help_)


def _in_rows(buttons: Iterable[Button], wide: int) -> Rows:
    listed = tuple(buttons)
    return tuple(listed[n : n + wide] for n in range(0, len(listed), wide))
