"""What the bot says about itself: /start, /help, /about, /sources."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from bot.card.pages import as_many_as_fit
from bot.card.rendering import escape, shown
from bot.talk.desk import Desk
from bot.talk.turns import Message, Reply, Say, Turn
from bot.words import Words
from knowledge.archive import Outlet
from knowledge.model import Period
from knowledge.store import Store

#: Outlets that /sources names; the rest is counted.
MOST_OUTLETS = 25
#: Letters of an outlet's name.
MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds, outlet by outlet, the one with most first."""

    outlets: tuple[Outlet, ...]

    @property
    def newest(self) -> Period | None:
        """When the newest report was published; None when no report has a date."""
        return max((one.newest for one in self.outlets if one.newest), key=lambda day: day.start, default=None)


def start(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/start: what the bot does and what to send it."""
    return (
        Say(
            Reply(
                "\n\n".join(
                    (
                        words.say(
                            "I look up who reported a claim, whom they quote, who says otherwise, and what to be "
                            "careful about. I never say true or false."
                        ),
                        words.say("Paste or forward a claim here, for example: <i>100 airstrikes</i>"),
                        words.say(
                            "In any other chat, type my name and then the claim. In a group, reply to a message with "
                            "/context."
                        ),
                        words.say(
                            "What you send is neither stored nor logged, unless you ask me to follow it or to ask for "
                            "reporting. /help says more, /privacy exactly what is kept."
                        ),
                    )
                )
            )
        ),
    )


def help_(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/help: how a claim is asked, how a card is read, which commands there are."""
    parts = (
        f"<b>{words.say('What to send')}</b>\n"
        + words.say(
            "A claim in your words, a forwarded post, a picture or a video with the claim as its caption, or the "
            "address of an article. A figure, a place and a date help: <i>40 killed in Homs, February 2021</i>."
        ),
        f"<b>{words.say('How to read the answer')}</b>\n"
        + words.say(
            "The first line says who says so. “2 origins in 6 articles” means that six articles go back to two "
            "sources: six papers that quote one agency are one origin. Words in quotation marks stand in the report "
            "to the letter. “Be careful” is what an editor would write in the margin."
        ),
        f"<b>{words.say('What it does not say')}</b>\n"
        + words.say(
            "Never true or false, and never how reliable somebody is. “No reporting found” says nothing about whether "
            "the claim is true; it says that I hold no reporting on it."
        ),
        f"<b>{words.say('In groups')}</b>\n"
        + words.say("I am silent until somebody replies with /context, mentions me, or replies to me."),
        words.say(
            "/sources: which reporting I look through\n/following: the claims you follow\n"
            "/settings: language, length, quiet hours\n/privacy: what is kept\n/forgetme: forget everything I keep of "
            "you\n/about: what the answers rest on"
        ),
    )
    return (Say(Reply("\n\n".join(parts))),)


def about(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/about: what the answers rest on and what they never say."""
    counts = desk.store.archive.counts()
    parts = (
        words.say(
            "whosays answers from a store of reporting that its maintainers choose: {articles} articles, {notes} notes "
            "about articles, from {outlets} outlets. It searches nothing else, and no network is asked.",
            articles=words.number(counts.articles),
            notes=words.number(counts.notes),
            outlets=words.number(counts.outlets),
        ),
        words.say(
            "Every line of an answer is a slice of a stored report, with its outlet, its date and its address. "
            "No language model writes anything. The same rules hold whichever side speaks."
        ),
        words.say("It never says true or false. Who is right is for you to judge; it shows who says what."),
    )
    return (Say(Reply("\n\n".join(parts))),)


def sources(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/sources: which outlets the store holds, how many reports of each, and how new they are."""
    held = held_in(desk.store)
    if not held.outlets:
        return (Say(Reply(words.say("The store is empty: nothing will be found."))),)
    articles, notes = sum(one.articles for one in held.outlets), sum(one.notes for one in held.outlets)
    lines = [
        words.say(
            "{articles} articles and {notes} notes about articles, from {outlets} outlets; the newest report is of "
            "{day}.",
            articles=words.number(articles),
            notes=words.number(notes),
            outlets=words.number(len(held.outlets)),
            day=words.date(held.newest),
        ),
        "",
    ]
    named = list(as_many_as_fit((_outlet(one, words) for one in held.outlets[:MOST_OUTLETS]), spare=700))
    lines += named
    more = len(held.outlets) - len(named)
    if more > 0:
        lines.append(words.count("and {n} more outlet", "and {n} more outlets", more))
    lines += ["", words.say("A note is a maintainer's own words about a report, with the report's address.")]
    return (Say(Reply("\n".join(lines))),)


def _outlet(one: Outlet, words: Words) -> str:
    newest = words.say(", ") + words.say("newest {day}", day=words.date(one.newest)) if one.newest else ""
    name = words.isolated(escape(shown(one.name, MOST_LETTERS)))
    return f"• {name}: {_how_many(one, words)}{newest}"


def _how_many(one: Outlet, words: Words) -> str:
    counted = []
    if one.articles:
        counted.append(words.count("{n} article", "{n} articles", one.articles))
    if one.notes:
        counted.append(words.count("{n} note", "{n} notes", one.notes))
    return words.say(", ").join(counted)


_counted: dict[tuple[str, int], Held] = {}
_counting = threading.Lock()


def held_in(store: Store) -> Held:
    """What the store holds, outlet by outlet; counted once for each state of the store."""
    key = (str(store.folder), store.archive.revision)
    with _counting:
        if key not in _counted:
            _counted.clear()
            _counted[key] = Held(store.archive.outlets())
        return _counted[key]
