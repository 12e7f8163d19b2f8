"""Following a claim: by consent its text is kept, and a person hears only what is new about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.card.rendering import TELEGRAM_LIMIT, escape, shown, visible
from bot.memory import CannotRemember, Choices, Enough, Follow, Memory
from bot.talk import consent
from bot.talk.asked import behind, card_for, carried, command_in, event_id
from bot.talk.buttons import Ref, Said, data_of
from bot.talk.desk import Desk
from bot.talk.news import Correction, Known, known_of, news_for
from bot.talk.replies import gone
from bot.talk.telling import tell_news
from bot.talk.turns import Button, Edit, Message, Notice, Press, Reply, Rows, Say, Turn
from bot.words import Words, words_in
from knowledge.model import Candidate, ContextCard
from knowledge.store import Store
from retrieval.answers import card_of
from retrieval.claims.messages import BadMessage

#: Followers of one claim that are told in one go.
AT_ONCE = 100
#: Letters of each claim in the list, and of its event: fewer where the list would be too long for a message.
SHORTER = (120, 80, 50, 25)
#: Kept free of the list, for a sentence before it.
SPARE = 200
#: Buttons in one row of the list.
IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """One message to one follower; once it is sent, `memory.told(follow_id, known, revision)` remembers it."""

    follow_id: int
    say: Say
    known: Known
    revision: int


def on_follow(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb f: "f:<claim>" asks for consent, "f:<claim>:y" follows."""
    memory = consent.kept_in(pressed, said, desk, words)
    if isinstance(memory, tuple):
        return memory
    asked, ref = behind(pressed, said, desk, now), said.ref
    card = card_for(asked, ref, desk, now) if asked and ref else None
    if asked is None or ref is None or card is None:
        return gone(words)
    claim, days = card.claim.text, memory.retention.days
    if said.argument(1) != consent.YES:
        question = words.count(
            "Shall I follow {claim}?\n\n"
            "I would write to you only when there is something new: a new independent origin, another figure, a denial "
            "or a correction. For that I must keep the text of the claim, what you have seen of it, your language and "
            "your number in Telegram, for {n} day at the most. /following ends it, /forgetme removes everything.",
            "Shall I follow {claim}?\n\n"
            "I would write to you only when there is something new: a new independent origin, another figure, a denial "
            "or a correction. For that I must keep the text of the claim, what you have seen of it, your language and "
            "your number in Telegram, for {n} days at the most. /following ends it, /forgetme removes everything.",
            days,
            claim=consent.quoted(claim),
        )
        return consent.ask_whether("f", ref, question, words.say("Yes, follow it"), words, pressed)
    event = ""
    if ref.event:
        whole = card_for(asked, Ref(ref.claim, "", ref.tail), desk, now)
        event = next((c.label for c in whole.candidates if event_id(c) == ref.event), "") if whole else ""
    seen = known_of(card, corrections_of(_article_ids(card), desk.store))
    try:
        follow = memory.follow(
            pressed.person.id,
            claim,
            seen,
            revision=desk.store.archive.revision,
            now=now,
            sent=asked.sent,
            is_forward=asked.forwarded is not None,
            event=event,
            language=words.language,
        )
    except Enough as enough:
        return (Edit(Reply(_enough(enough, words))),)
    except CannotRemember as error:
        return consent.could_not_keep(error, words)
    kept = words.say(
        "You follow {claim}. I write when there is something new, until {day}. /following shows what you follow, "
        "/settings has quiet hours.",
        claim=consent.quoted(claim),
        day=words.date(consent.whole_day(follow.day + memory.retention)),
    )
    return (Edit(Reply(kept, ((Button(words.say("Stop following"), data_of("u", follow.id)),),))),)


def on_unfollow(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb u: "u:<number of the follow>" ends it; "u:<number>:l" ends it and shows the rest of the list."""
    if desk.memory is None:
        return consent.keeps_nothing(words)
    try:
        was_theirs = desk.memory.unfollow(pressed.person.id, said.number(0, -1))
        if said.argument(1) == "l":
            return (Edit(_list(desk.memory, pressed.person.id, words)),)
    except CannotRemember as error:
        return consent.could_not_keep(error, words)
    if was_theirs:
        return (Notice(words.say("You follow it no longer, and its text is removed."), is_box=True),)
    return (Notice(words.say("You do not follow this any more.")),)


def following(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/following and /unfollow: what is followed, each with a button that ends it; "/unfollow 2" ends the second."""
    if desk.memory is None:
        return (Say(Reply(words.say("This bot keeps nothing, so it cannot do that."))),)
    if message.chat.kind != "private":
        return (Say(Reply(words.say("What you follow is between us: ask me in our private chat."))),)
    command, rest = command_in(message.text)
    followed = desk.memory.following(message.person.id)
    number = rest.strip()
    if command != "unfollow" or not number or not followed:
        return (Say(_list(desk.memory, message.person.id, words)),)
    if number.isdecimal() and len(number) < 9 and 0 < int(number) <= len(followed):
        desk.memory.unfollow(message.person.id, followed[int(number) - 1].id)
        return (Say(_list(desk.memory, message.person.id, words)),)
    listed = _list(desk.memory, message.person.id, words)
    none = words.say("There is no such number in this list, so nothing was changed.")
    return (Say(replace(listed, html=f"{none}\n\n{listed.html}")),)


def behind_the_store(subject: None, desk: Desk, *, now: datetime) -> tuple[tuple[int, ...], ...]:
    """The follows that have not been told of the store as it is now, those of one claim together, by number.

    A claim that hundreds follow comes in several parts, so that none of them takes longer than an answer may.

    Empty while the index is behind the archive: nobody is told of half a refresh.
    """
    if desk.memory is None or desk.store.owed():
        return ()
    waiting = desk.memory.follows_behind(desk.store.archive.revision)
    groups = [[follow.id for follow in group] for _, group in groupby(waiting, key=_question)]
    return tuple(tuple(group[start : start + AT_ONCE]) for group in groups for start in range(0, len(group), AT_ONCE))


def tell(follow_ids: Sequence[int], desk: Desk, *, now: datetime) -> tuple[Telling, ...]:
    """What is to be told to the followers of one claim; whoever is in their quiet hours is left for later.

    Those who have nothing to be told are noted as told.
    """
    if desk.memory is None:
        return ()
    revision = desk.store.archive.revision
    awake = [
        (follow, choices)
        for follow in desk.memory.follows_in(follow_ids)
        if follow.revision != revision and not is_quiet(choices := desk.memory.choices_of(follow.person_id), now)
    ]
    cards: dict[tuple[object, ...], tuple[ContextCard, Candidate | None] | None] = {}
    tellings = []
    for follow, choices in awake:
        if _question(follow) not in cards:
            cards[_question(follow)] = _card_now(follow, desk.store, now)
        found = cards[_question(follow)]
        if found is None:
            desk.memory.told(follow.id, follow.known, revision)
            continue
        card, candidate = found
        ids = {one.split()[0] for one in follow.known.articles} | _article_ids(card)
        corrections = corrections_of(ids, desk.store)
        known = follow.known.with_(known_of(card, corrections))
        difference = news_for(follow.known, card, corrections)
        if difference is None:
            desk.memory.told(follow.id, known, revision)
            continue
        words = words_in(choices.language or follow.language)
        told = tell_news(follow.claim, difference, words)
        reply = Reply(told, _under_the_news(follow, candidate, desk, words, now))
        tellings.append(Telling(follow.id, Say(reply, chat=follow.person_id), known, revision))
    return tuple(tellings)


def tell_followers(desk: Desk, now: datetime) -> Iterator[Telling]:
    """What is to be told after a refresh, one claim after the other; the store is asked once for each claim."""
    for follow_ids in behind_the_store(None, desk, now=now):
        yield from tell(follow_ids, desk, now=now)


def is_quiet(choices: Choices, now: datetime) -> bool:
    """Whether it is night where the person is, as they have set it: from 22 to 7 is over midnight."""
    if choices.quiet_hours is None:
        return False
    start, end = choices.quiet_hours
    hour = (now + timedelta(minutes=choices.ahead)).hour
    return start <= hour < end if start <= end else hour >= start or hour < end


def corrections_of(article_ids: set[str], store: Store) -> tuple[Correction, ...]:
    """What outlets say was wrong in these reports, and what they have changed or taken out since these were kept.

    A statement that was only worded anew is no correction; one whose figure moved is.
    """
    found: list[Correction] = []
    for identity in sorted(article_ids):
        article = store.archive.article(identity)
        if article is None:
            continue
        for part in article.parts:
            if part.place_in_article == "correction":
                found.append(Correction(article, None, None, part.span.of(article.text)))
        for edit in store.archive.history_of(identity):
            if edit.before is not None and (edit.after is None or edit.moved):
                found.append(Correction(article, edit.at, edit.before, edit.after))
    return tuple(found)


def _list(memory: Memory, person_id: int, words: Words) -> Reply:
    followed = memory.following(person_id)
    if not followed:
        return Reply(words.say("You follow no claim. The button “Follow” stands under each card."))
    head = words.count("You follow {n} claim:", "You follow {n} claims:", len(followed))
    for longest in SHORTER:
        listed = "\n".join([head, *_lines(followed, memory, words, longest)])
        if visible(listed) <= TELEGRAM_LIMIT - SPARE:
            break
    buttons = [
        Button(words.say("Stop {n}", n=number), data_of("u", follow.id, "l"))
        for number, follow in enumerate(followed, start=1)
    ]
    rows = tuple(tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW))
    return Reply(listed, rows)


def _lines(followed: Sequence[Follow], memory: Memory, words: Words, longest: int) -> Iterator[str]:
    for number, follow in enumerate(followed, start=1):
        until = words.date(consent.whole_day(follow.day + memory.retention))
        event = f" ({escape(shown(follow.event, longest))})" if follow.event else ""
        ends = words.say(", ") + words.say("until {day}", day=until)
        yield f"{number}. {consent.quoted(follow.claim, longest)}{event}{ends}"


def _under_the_news(follow: Follow, candidate: Candidate | None, desk: Desk, words: Words, now: datetime) -> Rows:
    # The card is asked for as the claim was: with the day on which the post was written, where that was known.
    tail = carried(follow.claim, desk, now, sent=follow.sent, is_forward=follow.is_forward)
    stop = Button(words.say("Stop following"), data_of("u", follow.id))
    if tail is None:
        return ((stop,),)
    ref = Ref(None, event_id(candidate) if candidate else "", tail)
    return ((Button(words.say("The whole card"), data_of("v", ref, "w")), stop),)


def _card_now(follow: Follow, store: Store, now: datetime) -> tuple[ContextCard, Candidate | None] | None:
    """The card for a followed claim as the store answers now, and the event that is meant where there are several."""
    try:
        card = card_of(follow.claim, store, None, now=now, sent=follow.sent)
        if card is None or not follow.event or not card.candidates:
            return (card, None) if card else None
        known = {one.split()[0] for one in follow.known.articles}
        shared = [len(known & {f.article.id for f in one.findings}) for one in card.candidates]
        # An event's label and place in the list change with what is known of it; its reports stay.
        chosen = max(range(len(shared)), key=lambda n: (card.candidates[n].label == follow.event, shared[n]))
        narrowed = card_of(follow.claim, store, None, now=now, sent=follow.sent, candidate=chosen)
        return (narrowed, card.candidates[chosen]) if narrowed else None
    except BadMessage:
        return None


def _question(follow: Follow) -> tuple[object, ...]:
    return follow.claim, follow.event, follow.sent


def _article_ids(card: ContextCard) -> set[str]:
    return {finding.article.id for account in card.accounts for finding in account.findings}


def _enough(enough: Enough, words: Words) -> str:
    return words.count(
        "You follow {n} claim, which is as much as one person can. /following ends one, and makes room.",
        "You follow {n} claims, which is as much as one person can. /following ends one, and makes room.",
        enough.most,
    )
