"""What a message about a claim is answered with: a card, several claims to choose from, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.card import keyboards, views
from bot.card.blocks import label_of
from bot.card.charts import draw
from bot.card.rendering import escape, shown
from bot.talk.asked import Asked, card_and_event, card_for, claims_in, link_from_anywhere, link_to
from bot.talk.buttons import Ref, Said
from bot.talk.desk import Desk
from bot.talk.introductions import held_in
from bot.talk.remarks import in_words
from bot.talk.turns import Button, Edit, Kind, Notice, Reply, Rows, Say, Turn
from bot.words import Words, msgid
from knowledge.model import Candidate, Claim, ContextCard, Finding
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage, read_claims
from retrieval.search import as_meant, find

#: Nearer than this is worth a look; what is farther is about something else.
NEAR = 0.35
GONE = msgid("The message this belongs to is gone; send the claim again.")
#: What a place and a date look like, for those who are asked for them.
EXAMPLE = "Homs, February 2021"
MOVED_ON = msgid("The store has changed since; these are the reports that fit now.")


@dataclass(frozen=True, slots=True)
class Here:
    """Where an answer is read, in which words, and what it is answered from."""

    desk: Desk
    words: Words
    now: datetime
    kind: Kind = "private"
    #: Cards of a few lines; in a group they always are.
    short: bool = False

    @property
    def keeps(self) -> bool:
        """Whether a claim can be followed, reporting asked for, and an opinion kept."""
        return self.desk.memory is not None


def reply_to(asked: Asked, here: Here) -> Reply:
    """The answer to what is asked. Raises BadMessage when nothing in it can be looked up."""
    words = here.words
    found = answer(asked.text, here.desk.store, now=here.now, sent=asked.sent)
    remark = in_words(found.remark or "", words)
    if not found.cards:
        return Reply(escape(remark))
    if len(found.cards) > 1:
        return _choice(found.cards, remark, asked, here)
    evidence = [f"<i>{escape(remark)}</i>"] if remark else []
    return _card(found.cards[0], asked.ref(None if found.is_whole else 0), asked, here, evidence)


def answer_to(asked: Asked, here: Here) -> Turn:
    """The reply, under the message it hangs on; what is wrong with a message that cannot be looked up."""
    try:
        reply = reply_to(asked, here)
    except BadMessage as error:
        reply = Reply(escape(in_words(str(error), here.words)))
    return Say(reply, to=asked.hangs_on)


def is_found(asked: Asked, here: Here) -> bool:
    """Whether there is reporting of any claim in what is asked."""
    try:
        found = answer(asked.text, here.desk.store, now=here.now, sent=asked.sent)
    except BadMessage:
        return False
    return any(card.state != "nothing_found" for card in found.cards)


def view(said: Said, asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    """Verb v: another side of the card, or another page of it, in place."""
    words = here.words
    card, event = card_and_event(asked, ref, here.desk, here.now) or (None, None)
    if card is None and ref.event:
        # The events are others than when the button was made: they are shown as they are.
        every = replace(ref, event="")
        whole = card_for(asked, every, here.desk, here.now)
        if whole is not None:
            return (Notice(words.say(MOVED_ON)), Edit(_card(whole, every, asked, here)))
    if card is None:
        return gone(words)
    sides = {
        keyboards.ACCOUNTS: views.accounts,
        keyboards.OTHERWISE: views.otherwise,
        keyboards.CAVEATS: views.caveats,
        keyboards.SOURCES: views.sources,
    }
    wanted = said.argument(1)
    pages = sides[wanted](card, words) if wanted in sides else []
    if not pages:
        evidence = [_only(event, words)] if event is not None else []
        return (Edit(_card(card, ref, asked, here, evidence)),)
    page = min(max(said.number(2), 0), len(pages) - 1)
    rows = keyboards.under_view(wanted, page, len(pages), ref, words, keeps=here.keeps)
    return (Edit(Reply(pages[page], rows)),)


def claims_again(asked: Asked, here: Here) -> tuple[Turn, ...]:
    """Verb l: back to the claims of a message."""
    try:
        return (Edit(reply_to(asked, here)),)
    except BadMessage:
        return gone(here.words)


def figures(asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    """Verb g: the chart, as a message of its own."""
    card = card_for(asked, ref, here.desk, here.now)
    picture = draw(card, here.words) if card else None
    if picture is None:
        return (Notice(here.words.say("There are no two figures to set side by side.")),)
    return (Say(Reply(escape(picture.caption), picture=picture), to=asked.hangs_on),)


def doubt(asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    """Verb x: what can be done when the card is not about what was meant."""
    words, claim = here.words, _claim(asked, ref)
    if claim is None:
        return gone(words)
    lines = [
        _head(claim),
        escape(words.say("I compare your words with reporting by meaning, by words and by figures, and may be wrong.")),
        escape(words.say("A place and a date help most. You can also see what comes nearest.")),
    ]
    several = ref.claim is not None and claims_in(asked) > 1
    rows = keyboards.under_doubt(ref, words, whole=several, keeps=here.keeps, anywhere=here.kind == "inline")
    return (Edit(Reply("\n\n".join(lines), rows)),)


def ask_for_more(asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    """Verb p: asks for a place or a date; the reply to this message is read by refining.py."""
    words, claim = here.words, _claim(asked, ref)
    if claim is None:
        return gone(words)
    told = words.say("Where or when? Reply with a place, a date, or both, for example: {example}", example=EXAMPLE)
    # The reply brings this message along, and not the one that was asked about: so it carries claim and day itself.
    start = link_to(replace(asked, text=claim.text), here.desk, here.now)
    reply = Reply(f"{_head(claim)}\n{escape(told)}", asks_for=words.say("place, date"), start=start)
    return (Say(reply, to=asked.hangs_on),)


def similar(asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    """Verb y: the nearest reporting, said not to be of this claim."""
    card = card_for(asked, ref, here.desk, here.now)
    if card is None:
        return gone(here.words)
    html = views.similar(card, nearest(card, here.desk), here.words)
    return (Edit(Reply(html, ((keyboards.to_card(ref, here.words),),))),)


def how_it_works(asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    """Verb h: what was searched, and what it means that nothing was found."""
    words, claim, held = here.words, _claim(asked, ref), held_in(here.desk.store)
    if claim is None:
        return gone(words)
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
    told = "\n\n".join([_head(claim), *map(escape, lines)])
    return (Edit(Reply(told, ((keyboards.to_card(ref, words),),))),)


def gone(words: Words) -> tuple[Turn, ...]:
    """The answer to a button whose claim nobody can find again."""
    return (Notice(words.say(GONE)),)


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


def _claim(asked: Asked, ref: Ref) -> Claim | None:
    try:
        claims = read_claims(asked.text, sent=asked.sent).claims
    except BadMessage:
        return None
    if ref.claim is None:
        return Claim(asked.text)
    return claims[ref.claim] if ref.claim < len(claims) else Claim(asked.text) if not claims else None


def _head(claim: Claim) -> str:
    return f"<b>“{escape(shown(claim.text))}”</b>"


def _only(event: Candidate, words: Words) -> str:
    only = words.say("Only what is reported of this: {event}", event=label_of(event, words))
    return f"<i>{escape(only)}</i>"


def _card(card: ContextCard, ref: Ref | None, asked: Asked, here: Here, evidence: Sequence[str] = ()) -> Reply:
    """A card with what is under it, as it stands at first; `evidence` is said below its first line."""
    words = here.words
    said = [*evidence, *views.evidence(asked.sent, asked.forwarded, words, here.now)]
    several = ref is not None and ref.claim is not None and claims_in(asked) > 1
    if here.kind == "group":
        rows = keyboards.under_short(card, ref, link_to(asked, here.desk, here.now), words)
        if several and ref is not None:
            rows = (*rows, (keyboards.to_claims(ref, words),))
        return Reply(views.short(card, words, evidence=said), rows)
    anywhere = here.kind == "inline"
    link = link_from_anywhere(asked, here.desk, here.now) if anywhere else None
    rows = keyboards.under_card(card, ref, words, keeps=here.keeps, several=several, anywhere=anywhere, link=link)
    html = views.short(card, words, evidence=said) if here.short else views.whole(card, words, evidence=said)
    return Reply(html, rows)


def _choice(cards: Sequence[ContextCard], remark: str, asked: Asked, here: Here) -> Reply:
    """Several claims of one message, to choose from."""
    rows: Rows = keyboards.under_claims(cards, asked, here.words)
    link = link_to(asked, here.desk, here.now) if here.kind == "group" else None
    if link is not None:
        rows = (*rows, (Button(here.words.say("More in private"), start=link),))
    evidence = views.evidence(asked.sent, asked.forwarded, here.words, here.now)
    return Reply(views.claims(cards, remark, here.words, evidence=evidence), rows)
