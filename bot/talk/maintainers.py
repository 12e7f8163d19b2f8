"""What the people in ADMIN_IDS may ask and do in Telegram; nobody else is told that there is such a thing.

Each function gives None to whoever is no maintainer: the conversation then answers as to any command it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.card.pages import as_many_as_fit
from bot.card.rendering import escape, shown
from bot.memory import Feedback
from bot.talk import consent
from bot.talk.asked import command_in
from bot.talk.desk import Desk
from bot.talk.introductions import held_in
from bot.talk.requests import Wanted, wanted
from bot.talk.turns import Errand, Message, Reply, Say, Turn
from bot.words import Words
from knowledge.archive import RefreshLine

#: Kinds of feedback in one message, and requests that are named beside the one they are like.
MOST_FEEDBACK, MOST_SIMILAR = 10, 3
#: Letters of a source's name, and of the numbers of the statements that one tap was about.
MOST_LETTERS, MOST_OF_NUMBERS = 80, 240
#: Readings of sources in one message.
MOST_REFRESHES = 5
#: A page's address as it may be added.
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"]{1,2000}")
#: A source by its name in sources.toml.
_SOURCE = re.compile(r"[\w][\w .-]{0,100}")


def is_maintainer(message: Message, desk: Desk) -> bool:
    """Whether somebody may look after the store here: in private, so that a group does not read along."""
    return message.person.id in desk.maintainers and message.chat.kind == "private"


def stats(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/stats: how much is held, how new it is, what people asked and tapped. None for whoever is no maintainer."""
    if not is_maintainer(message, desk):
        return None
    return (Say(Reply("\n".join(as_many_as_fit(_stats(desk, words))))),)


def requests(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/requests: what people want reporting on, with counts, never with names; "/requests done 3" strikes one off.

    None for whoever is no maintainer.
    """
    if not is_maintainer(message, desk):
        return None
    if desk.memory is None:
        return (Say(Reply(words.say("This bot keeps nothing, so it cannot do that."))),)
    done = re.fullmatch(r"done (\d{1,9})", command_in(message.text)[1].strip())
    if done:
        was_there = desk.memory.done(int(done[1]))
        gone = words.say("Struck off the list.") if was_there else words.say("There is no such request on the list.")
        return (Say(Reply(gone)),)
    listed = wanted(desk.memory, desk.store.encoder.encode)
    if not listed:
        return (Say(Reply(words.say("Nobody waits for reporting."))),)
    lines = list(as_many_as_fit(_wanted(one, words) for one in listed))
    if len(listed) > len(lines):
        more = len(listed) - len(lines)
        lines.append(words.count("{n} more: whosays kb requests", "{n} more: whosays kb requests", more))
    lines.append(words.say("/requests done NUMBER strikes one off the list."))
    return (Say(Reply("\n".join(lines))),)


def refresh(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/refresh [SOURCE, SOURCE]: brings the store up to date, one line a source. None for whoever is no maintainer."""
    if not is_maintainer(message, desk):
        return None
    sources = tuple(filter(None, (name.strip() for name in command_in(message.text)[1].split(","))))
    for name in sources:
        if not _SOURCE.fullmatch(name):
            said = words.say("{name} is not the name of a source; sources.toml has them.", name=consent.quoted(name))
            return (Say(Reply(said)),)
    begun = words.say("The refresh has begun; I tell you here when it has ended.")
    return (Say(Reply(begun)), Errand("refresh", sources))


def add(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/add ADDRESS: fetches, reads and keeps one page. None for whoever is no maintainer."""
    if not is_maintainer(message, desk):
        return None
    address = command_in(message.text)[1].strip()
    if not _ADDRESS.fullmatch(address):
        return (Say(Reply(words.say("Send the address of one page: /add https://…"))),)
    return (
        Say(Reply(words.say("I am reading the page; I tell you here what became of it."))),
        Errand("add", (address,)),
    )


def _stats(desk: Desk, words: Words) -> Iterator[str]:
    store = desk.store
    counts, generation = store.archive.counts(), store.index.generation
    newest = held_in(store).newest
    yield f"<b>{words.say('The store')}</b>"
    yield words.say(
        "{articles} articles, {notes} notes, {statements} statements, {figures} figures, {outlets} outlets",
        articles=words.number(counts.articles),
        notes=words.number(counts.notes),
        statements=words.number(counts.statements),
        figures=words.number(counts.figures),
        outlets=words.number(counts.outlets),
    )
    yield words.say("newest report: {day}", day=words.date(newest))
    index = words.say("owed: run whosays kb reindex") if store.owed() else words.say("up to date")
    revision = words.number(store.archive.revision)
    searched = words.number(generation.statements if generation else 0)
    yield words.say("revision {n}, index {state}, {m} statements in it", n=revision, state=index, m=searched)
    yield from _refreshes(store.archive.refreshes(MOST_REFRESHES), words)
    if desk.memory is None:
        return
    kept = desk.memory.counts()
    yield ""
    yield f"<b>{words.say('What people asked us to keep')}</b>"
    yield words.say(
        "{follows} followed claims, {requests} requests, {sealed} sealed claims behind buttons",
        follows=words.number(kept.follows),
        requests=words.number(kept.requests),
        sealed=words.number(kept.sealed),
    )
    given = desk.memory.feedback_given()
    if given:
        yield ""
        yield f"<b>{words.say('Feedback')}</b>"
        yield from (_feedback(one, words) for one in given[:MOST_FEEDBACK])
        if len(given) > MOST_FEEDBACK:
            more = len(given) - MOST_FEEDBACK
            yield words.count("{n} more: whosays kb feedback", "{n} more: whosays kb feedback", more)


def _refreshes(lines: Sequence[RefreshLine], words: Words) -> Iterator[str]:
    """What the last readings of sources brought."""
    if lines:
        yield ""
        yield f"<b>{words.say('The last refreshes')}</b>"
    for line in lines:
        told = words.say(
            "{source}, {day}: {new} new, {changed} changed, {failed} failed",
            source=escape(shown(line.source, MOST_LETTERS)),
            day=words.date(consent.whole_day(line.started.date())),
            new=words.number(line.new),
            changed=words.number(line.changed),
            failed=words.number(line.failed),
        )
        yield f"{told}{words.say('; ')}{escape(shown(line.why, 100))}" if line.why else told


def _wanted(one: Wanted, words: Words) -> str:
    days = words.date(consent.whole_day(one.first))
    if one.last != one.first:
        last = words.date(consent.whole_day(one.last))
        days = words.say("{first} to {last}", first=days, last=last)
    people = words.count("{n} person", "{n} people", one.people)
    line = f"{one.request.id}. {consent.quoted(one.request.claim)}{words.say(', ')}{people}{words.say(', ')}{days}"
    for other in one.similar[:MOST_SIMILAR]:
        line += f"\n    {other.id}. {consent.quoted(other.claim)}"
    return line


def _feedback(one: Feedback, words: Words) -> str:
    opinions = {
        "helpful": words.say("helpful"),
        "wrong match": words.say("wrong match"),
        "wrong caveat": words.say("wrong caveat"),
    }
    # Which caveats are meant stands before the statements they were said of.
    what = (*(one.caveats[:5] if one.opinion == "wrong caveat" else ()), *one.statements[:5])
    day = words.date(consent.whole_day(one.last))
    numbers = escape(shown(" ".join(what), MOST_OF_NUMBERS))
    return f"{opinions[one.opinion]} ×{one.times}, {day}: <code>{numbers}</code>"
