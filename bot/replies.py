"""What a message about a claim is answered with: a card, several claims to choose from, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import keyboards, views
from bot.asked import Asked, card_and_event, card_for, link_to
from bot.buttons import Ref, Said
from bot.desk import Desk
from bot.introductions import held_in
from bot.layout import label_of
from bot.remarks import in_words
from bot.rendering import escape, shown
from bot.turns import Button, Edit, Notice, Press, Reply, Rows, Say, Turn
from bot.words import Words, msgid
from knowledge.model import Candidate, Claim, ContextCard, Finding
from retrieval.answers import Answer, answer
from retrieval.claims import BadMessage, read_claims
from retrieval.search import as_meant, find

#: Nearer than this is worth a look; what is farther is about something else.
NEAR = 0.35
GONE = msgid("The message this belongs to is gone; send the claim again.")
MOVED_ON = msgid("The store has changed since; these are the reports that fit now.")


def reply_to(asked: Asked, desk: Desk, words: Words, now: datetime, *, short: bool, in_group: bool) -> Reply:
    """The answer to what is asked. Raises BadMessage when nothing in it can be looked up."""
    found = answer(asked.text, desk.store, now=now, sent=asked.sent)
    evidence = views.evidence(asked.sent, asked.forwarded, words, now)
    if not found.cards:
        return Reply(escape(in_words(found.remark or "", words)))
    if len(found.cards) > 1:
        return _choice(found, asked, desk, words, now, evidence, in_group=in_group)
    if found.remark:
        evidence = [*evidence, f"<i>{escape(in_words(found.remark, words))}</i>"]
    ref = asked.ref(None if found.is_whole else 0)
    return _card(found.cards[0], ref, asked, desk, words, now, evidence, short=short, in_group=in_group)


def is_found(asked: Asked, desk: Desk, now: datetime) -> bool:
    """Whether there is reporting of any claim in what is asked."""
    try:
        return any(card.state != "nothing_found" for card in answer(asked.text, desk.store, now=now).cards)
    except BadMessage:
        return False


def view(pressed: Press, said: Said, asked: Asked, ref: Ref, desk: Desk, words: Words, now: datetime, short: bool
         ) -> tuple[Turn, ...]:  # fmt: skip
    """Verb v: another side of the card, or another page of it, in place."""
    card, event = card_and_event(asked, ref, desk, now) or (None, None)
    if card is None and ref.event:
        # The events are others than when the button was made: they are shown as they are.
        whole = card_for(asked, replace(ref, event=""), desk, now)
        if whole is not None:
            again = _again(whole, replace(ref, event=""), pressed, asked, desk, words, now, short)
            return (Notice(words.say(MOVED_ON)), Edit(again))
    if card is None:
        return (Notice(words.say(GONE)),)
    sides = {
        keyboards.ACCOUNTS: views.accounts,
        keyboards.OTHERWISE: views.otherwise,
        keyboards.CAVEATS: views.caveats,
        keyboards.SOURCES: views.sources,
    }
    wanted = said.argument(1)
    pages = sides[wanted](card, words) if wanted in sides else []
    if not pages:
        return (Edit(_again(card, ref, pressed, asked, desk, words, now, short, event)),)
    page = min(max(said.number(2), 0), len(pages) - 1)
    keeps = desk.memory is not None
    return (Edit(Reply(pages[page], keyboards.under_view(wanted, page, len(pages), ref, words, keeps=keeps))),)


def claims_again(pressed: Press, asked: Asked, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb l: back to the claims of a message."""
    in_group = pressed.chat.kind == "group"
    try:
        return (Edit(reply_to(asked, desk, words, now, short=in_group, in_group=in_group)),)
    except BadMessage:
        return (Notice(words.say(GONE)),)


def figures(asked: Asked, ref: Ref, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb g: the chart, as a message of its own."""
    # Nobody but those who want a chart waits for the library that draws it.
    from bot.charts import draw

    card = card_for(asked, ref, desk, now)
    picture = draw(card, words) if card else None
    if picture is None:
        return (Notice(words.say("There are no two figures to set side by side.")),)
    return (Say(Reply(escape(picture.caption), picture=picture), to=asked.hangs_on),)


def doubt(pressed: Press, asked: Asked, ref: Ref, desk: Desk, words: Words) -> tuple[Turn, ...]:
    """Verb x: what can be done when the card is not about what was meant."""
    claim = _claim(asked, ref)
    if claim is None:
        return (Notice(words.say(GONE)),)
    lines = [
        f"<b>“{escape(shown(claim.text))}”</b>",
        escape(words.say("I compare your words with reporting by meaning, by words and by figures, and may be wrong.")),
        escape(words.say("A place and a date help most. You can also see what comes nearest.")),
    ]
    several = ref.claim is not None and claims_in(asked) > 1
    rows = keyboards.under_doubt(
        ref,
        words,
        whole=several,
        keeps=desk.memory is not None,
        anywhere=pressed.chat.kind == "inline",
    )
    return (Edit(Reply("\n\n".join(lines), rows)),)


def ask_for_more(asked: Asked, ref: Ref, words: Words) -> tuple[Turn, ...]:
    """Verb p: asks for a place or a date; the reply to this message is read by refining.py."""
    claim = _claim(asked, ref)
    if claim is None:
        return (Notice(words.say(GONE)),)
    told = words.say("Where or when? Reply with a place, a date, or both, for example: {example}", example=EXAMPLE)
    head = f"<b>“{escape(shown(claim.text))}”</b>"
    return (Say(Reply(f"{head}\n{escape(told)}", asks_for=words.say("place, date")), to=asked.hangs_on),)


EXAMPLE = "Homs, February 2021"


def similar(asked: Asked, ref: Ref, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb y: the nearest reporting, said not to be of this claim."""
    card = card_for(asked, ref, desk, now)
    if card is None:
        return (Notice(words.say(GONE)),)
    html = views.similar(card, nearest(card, desk), words)
    return (Edit(Reply(html, ((keyboards.to_card(ref, words),),))),)


def how_it_works(asked: Asked, ref: Ref, desk: Desk, words: Words) -> tuple[Turn, ...]:
    """Verb h: what was searched, and what it means that nothing was found."""
    claim = _claim(asked, ref)
    if claim is None:
        return (Notice(words.say(GONE)),)
    held = held_in(desk.store)
    lines = [
        words.say(
            "I look only into the reporting that my maintainers keep: {reports} of {outlets}, the newest of {day}. "
            "/sources names them.",
            reports=words.count("{n} report", "{n} reports", sum(one.articles + one.notes for one in held.outlets)),
            outlets=words.count("{n} outlet", "{n} outlets", len(held.outlets)),
            day=words.date(held.newest),
        ),
        words.say("I compare your claim with each sentence of it: what it means, its words, and what it counts."),
        words.say("What is not near enough is left out: a wrong match would be worse than none."),
        words.say(
            "That I find nothing says nothing about whether it is true. It may be reported elsewhere, or in other "
            "words: try it with a place, a date or a number."
        ),
    ]
    told = "\n\n".join(map(escape, lines))
    head = f"<b>“{escape(shown(claim.text))}”</b>"
    return (Edit(Reply(f"{head}\n\n{told}", ((keyboards.to_card(ref, words),),))),)


def nearest(card: ContextCard, desk: Desk) -> list[Finding]:
    """The nearest reporting that the card does not show, one sentence a page; readers' comments are none."""
    on_the_card = {finding.article.id for account in card.accounts for finding in account.findings}
    on_the_card |= {finding.article.id for one in card.candidates for finding in one.findings}
    near: dict[str, Finding] = {}
    for finding in find(as_meant(card.claim, desk.store), desk.store):
        if finding.similarity < NEAR or finding.statement.place_in_article == "comment":
            continue
        if finding.article.id not in on_the_card:
            near.setdefault(finding.url or finding.article.id, finding)
    return list(near.values())[: views.MOST_SIMILAR]


def claims_in(asked: Asked) -> int:
    """How many claims are asked about at once."""
    try:
        return len(read_claims(asked.text, sent=asked.sent).claims)
    except BadMessage:
        return 0


def _claim(asked: Asked, ref: Ref) -> Claim | None:
    try:
        claims = read_claims(asked.text, sent=asked.sent).claims
    except BadMessage:
        return None
    if ref.claim is None:
        return Claim(asked.text)
    return claims[ref.claim] if ref.claim < len(claims) else Claim(asked.text) if not claims else None


def _again(
    card: ContextCard,
    ref: Ref,
    pressed: Press,
    asked: Asked,
    desk: Desk,
    words: Words,
    now: datetime,
    short: bool,
    event: Candidate | None = None,
) -> Reply:
    """The card as it stands at first, where a button leads back to it."""
    evidence = views.evidence(asked.sent, asked.forwarded, words, now)
    if event is not None:
        only = words.say("Only what is reported of this: {event}", event=label_of(event, words))
        evidence = [f"<i>{escape(only)}</i>", *evidence]
    in_group, anywhere = pressed.chat.kind == "group", pressed.chat.kind == "inline"
    return _card(card, ref, asked, desk, words, now, evidence, short=short, in_group=in_group, anywhere=anywhere)


def _card(
    card: ContextCard,
    ref: Ref | None,
    asked: Asked,
    desk: Desk,
    words: Words,
    now: datetime,
    evidence: Sequence[str],
    *,
    short: bool,
    in_group: bool,
    anywhere: bool = False,
) -> Reply:
    several = ref is not None and ref.claim is not None and claims_in(asked) > 1
    if in_group:
        rows = keyboards.under_short(card, ref, link_to(asked, desk, now), words)
        if several and ref is not None:
            rows = (*rows, (keyboards.to_claims(ref, words),))
        return Reply(views.short(card, words, evidence=evidence), rows)
    keeps = desk.memory is not None
    rows = keyboards.under_card(card, ref, words, keeps=keeps, several=several, anywhere=anywhere)
    html = views.short(card, words, evidence=evidence) if short else views.whole(card, words, evidence=evidence)
    return Reply(html, rows)


def _choice(
    found: Answer,
    asked: Asked,
    desk: Desk,
    words: Words,
    now: datetime,
    evidence: Sequence[str],
    *,
    in_group: bool,
) -> Reply:
    rows: Rows = keyboards.under_claims(found.cards, asked, words)
    link = link_to(asked, desk, now) if in_group else None
    more = ((Button(words.say("More in private"), start=link),),) if link else ()
    return Reply(
        views.claims(found.cards, in_words(found.remark or "", words), words, evidence=evidence), (*rows, *more)
    )
