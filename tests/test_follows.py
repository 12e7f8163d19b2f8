"""Following a claim: nothing is kept without a yes, and nothing is told that is no news."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_server.html import parse_html

from bot.memory import MOST_FOLLOWS, Choices, Memory
from bot.talk import conversation, follows
from bot.talk.asked import behind, event_id
from bot.talk.buttons import MOST_BYTES, said_by
from bot.talk.desk import Desk
from bot.talk.news import Correction, Difference, Known, digest, known_of, news_for
from bot.talk.telling import tell_news
from bot.talk.turns import Chat, Edit, Forwarded, Message, Notice, Person, Press, Reply, Say, Turn
from bot.words import LANGUAGES, Words
from knowledge.articles import day, read_pasted
from knowledge.model import (
    Article,
    Attribution,
    ContextCard,
    Entry,
    Finding,
    Origin,
    Period,
    Span,
    Speaker,
    Statement,
)
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import card_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CLAIM = "40 people were killed when shells hit the market in Marwa"
ROSA, OMAR = Person(11, "en", is_admin=True), Person(12, "ru", is_admin=True)
ENGLISH = Words()


def report(name: str, outlet: str, published: str, headline: str, text: str) -> Entry:
    article = read_pasted(
        f"{headline}\n\n{text}", url=f"https://{name}.example/story", outlet=outlet, published=day(published)
    )
    return Entry(article, read_statements(article))


FIRST = report(
    "harbour",
    "Harbour Post",
    "2023-03-05",
    "Shells hit Marwa market",
    "Border Monitor said 40 people were killed when shells hit the market in Marwa on 4 March 2023.",
)
REPRINT = report(
    "mill",
    "Mill Gazette",
    "2023-03-05",
    "Market shelled in Marwa",
    "According to Border Monitor, 40 people were killed when shells hit the market in Marwa on 4 March 2023.",
)
ORIGIN = report(
    "river",
    "River Daily",
    "2023-03-06",
    "Marwa market attack",
    "At least 40 people died at the Marwa market on 4 March 2023 when it was shelled, the health ministry said.",
)
RISEN = report(
    "harbour2",
    "Harbour Post",
    "2023-03-07",
    "Toll rises in Marwa",
    "Border Monitor said 52 people were killed when shells hit the market in Marwa on 4 March 2023.",
)
DENIAL = report(
    "coast",
    "Coast News",
    "2023-03-08",
    "Army rejects reports on Marwa",
    "The Marwan army denied that 40 people were killed when shells hit the market in Marwa.",
)
BESIDE = report(
    "lake",
    "Lake Herald",
    "2023-03-08",
    "Swimming pool opens in Marwa",
    "The mayor of Marwa said the new swimming pool would be open every day.",
)


def keep(store: Store, *entries: Entry) -> None:
    with store.writing() as writer:
        writer.keep(entries)
        writer.pay_index()


def card(store: Store, claim: str = CLAIM) -> ContextCard:
    found = card_of(claim, store, None, now=NOW)
    assert found is not None
    return found


@pytest.fixture
def desk(empty_store: Store, memory: Memory) -> Desk:
    keep(empty_store, FIRST)
    return Desk(empty_store, memory)


def asks(person: Person = ROSA, text: str = CLAIM, kind: str = "private") -> Message:
    assert kind in ("private", "group")
    return Message(person, Chat(person.id if kind == "private" else -1, kind), 77, text)  # type: ignore[arg-type]


def presses(data: str, person: Person = ROSA, text: str = CLAIM, kind: str = "private") -> Press:
    asked = asks(person, text, kind)
    return Press(person, asked.chat, data, asked)


def follow(desk: Desk, data: str, person: Person = ROSA, kind: str = "private", text: str = CLAIM) -> tuple[Turn, ...]:
    return follows.on_follow(presses(data, person, text, kind), said_by(data), desk, Words(person.language), NOW)


def button(turns: Sequence[Turn], text: str) -> str:
    """What the button of this name says to the bot."""
    for turn in turns:
        if isinstance(turn, Say | Edit):
            for one in (one for row in turn.reply.rows for one in row):
                if one.text == text and one.data:
                    return one.data
    raise AssertionError(f"no button {text!r} under {turns!r}")


def words_of(turns: Sequence[Turn]) -> str:
    return " ".join(parse_html(turn.reply.html)[0] for turn in turns if isinstance(turn, Say | Edit))


def refreshed(desk: Desk, *entries: Entry, now: datetime = NOW) -> list[str]:
    """What is told after a refresh that brought these reports, to whoever it is told, and remembered as sent."""
    keep(desk.store, *entries)
    told = []
    assert desk.memory is not None
    for telling in follows.tell_followers(desk, now):
        text, _ = parse_html(telling.say.reply.html)
        told.append(f"{telling.say.chat}: {text}")
        desk.memory.told(telling.follow_id, telling.known, telling.revision)
    return told


# what is news


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (REPRINT, (0, 0, 0)),
        (BESIDE, (0, 0, 0)),
        (ORIGIN, (1, 0, 0)),
        (RISEN, (0, 1, 0)),
        (DENIAL, (1, 0, 1)),
    ],
    ids=["a reprint", "something else", "a new origin", "another figure", "a denial"],
)
def test_only_an_origin_a_figure_or_a_denial_is_news(empty_store: Store, more: Entry, told: tuple[int, ...]) -> None:
    keep(empty_store, FIRST)
    before = known_of(card(empty_store))
    keep(empty_store, more)
    news = news_for(before, card(empty_store)) or Difference()
    assert (len(news.origins), len(news.figures), len(news.denials)) == told


def test_nothing_is_news_twice_and_nothing_that_comes_back(empty_store: Store) -> None:
    keep(empty_store, FIRST)
    bare = card(empty_store)
    keep(empty_store, ORIGIN, RISEN, DENIAL)
    full = card(empty_store)
    everything = known_of(bare).with_(known_of(full))
    assert news_for(everything, full) is None
    assert news_for(everything, bare) is None
    assert news_for(everything, full) is None, "it was away for a while"


def test_from_nothing_found_everything_is_news(empty_store: Store) -> None:
    keep(empty_store, BESIDE)
    before = known_of(card(empty_store))
    assert before == Known()
    keep(empty_store, FIRST)
    news = news_for(before, card(empty_store))
    assert news is not None and [origin.label for origin in news.origins] == ["Border Monitor"]


def test_an_old_page_that_is_read_better_is_no_news(empty_store: Store) -> None:
    """After a new whosays has grouped the same pages otherwise, nobody is written to."""
    keep(empty_store, FIRST, ORIGIN, DENIAL)
    full = card(empty_store)
    before = known_of(full)
    renamed = replace(before, origins=frozenset({"as it was called before"}), figures=frozenset(), denials=frozenset())
    assert news_for(renamed, full) is None


def test_an_edited_page_may_bring_another_figure(empty_store: Store) -> None:
    keep(empty_store, FIRST)
    before = known_of(card(empty_store))
    edited = report(
        "harbour", "Harbour Post", "2023-03-05", "Shells hit Marwa market", RISEN.article.text.splitlines()[-1]
    )
    assert edited.article.id == FIRST.article.id
    with empty_store.writing() as writer:
        writer.keep([edited])
        writer.pay_index()
    now = card(empty_store, CLAIM.replace("40", "52"))
    news = news_for(before, now)
    assert news is not None and [figure.words for figure in news.figures] == ["52 people were killed"]


def test_a_correction_is_news_when_it_is_of_a_statement_on_the_card(empty_store: Store) -> None:
    keep(empty_store, FIRST)
    now = card(empty_store)
    before = known_of(now)
    said = FIRST.statements[-1].span.of(FIRST.article.text)
    taken_out = Correction(FIRST.article, NOW, said, None)
    elsewhere = Correction(FIRST.article, NOW, "The weather was fine.", "The weather was bad.")
    admitted = Correction(FIRST.article, None, None, "An earlier version gave another figure.")
    of_another = Correction(BESIDE.article, None, None, "An earlier version misspelled a name.")
    news = news_for(before, now, (taken_out, elsewhere, admitted, of_another))
    assert news is not None and news.corrections == (taken_out, admitted)
    told = before.with_(known_of(now, (taken_out, admitted)))
    assert news_for(told, now, (taken_out, elsewhere, admitted)) is None


def test_a_page_that_moves_its_figure_is_told_with_both(desk: Desk) -> None:
    follow(desk, "f:0:y")
    edited = report(
        "harbour",
        "Harbour Post",
        "2023-03-05",
        "Shells hit Marwa market",
        "Border Monitor said 52 people were killed when shells hit the market in Marwa on 4 March 2023.",
    )
    assert edited.article.id == FIRST.article.id
    (told,) = refreshed(desk, edited)
    before, after = (entry.statements[-1].span.of(entry.article.text) for entry in (FIRST, edited))
    assert "Harbour Post has changed the figure in its report\nBefore:" in told
    assert f"Before: “{before}”\nNow: “{after}”\n— Harbour Post, 5 March 2023" in told
    assert "Another figure" not in told, "said once"
    assert "corrected" not in told, "nobody said that anything was wrong"
    assert refreshed(desk) == []


def test_a_page_that_is_worded_anew_or_says_it_was_wrong(desk: Desk) -> None:
    follow(desk, "f:0:y")
    text = "Border Monitor said that 40 people were killed when shells hit the market in Marwa on 4 March 2023."
    anew = report("harbour", "Harbour Post", "2023-03-05", "Shells hit Marwa market", text)
    assert refreshed(desk, anew) == [], "no figure has moved"
    wrong = "Correction: An earlier version of this report gave a wrong day for the attack."
    admitted = report("harbour", "Harbour Post", "2023-03-05", "Shells hit Marwa market", f"{text}\n\n{wrong}")
    (told,) = refreshed(desk, admitted)
    assert "A report was corrected" in told and "gave a wrong day for the attack" in told
    assert refreshed(desk) == []


def test_what_is_kept_of_a_card_holds_no_line_of_it(empty_store: Store) -> None:
    keep(empty_store, FIRST, ORIGIN, DENIAL)
    kept = known_of(card(empty_store))
    assert "shells" not in repr(kept) and len(repr(kept)) < 1000
    assert digest("a  b\n") == digest("a b") != digest("a c")


# how it is told


def test_the_message_is_the_difference_verbatim_with_outlet_date_and_address(desk: Desk) -> None:
    follow(desk, "f:0:y")
    (told,) = refreshed(desk, REPRINT, ORIGIN, RISEN, DENIAL)
    assert told.startswith("11: News of a claim you follow\n“40 people were killed")
    for entry in (ORIGIN, RISEN, DENIAL):
        assert entry.statements[-1].span.of(entry.article.text) in told
        assert entry.article.outlet in told
    assert "A denial, from a new independent origin: Marwan army" in told
    assert "Another figure\nBorder Monitor (monitor): 52 people were killed" in told
    assert "A new independent origin: health ministry" in told
    assert "7 March 2023" in told
    assert "Mill Gazette" not in told and "Be careful" not in told, "not the card again"


def test_the_addresses_are_links_and_the_buttons_lead_on(desk: Desk) -> None:
    follow(desk, "f:0:y")
    keep(desk.store, ORIGIN)
    (telling,) = follows.tell_followers(desk, NOW)
    assert 'href="https://river.example/story"' in telling.say.reply.html
    whole = said_by(button([telling.say], "The whole card"))
    assert whole.verb == "v" and whole.argument(1) == "w" and whole.tail
    ended = button([telling.say], "Stop following")
    assert follows.on_unfollow(presses(ended), said_by(ended), desk, ENGLISH, NOW) == (
        Notice("You follow it no longer, and its text is removed.", is_box=True),
    )
    assert follows.on_unfollow(presses(ended), said_by(ended), desk, ENGLISH, NOW) == (
        Notice("You do not follow this any more."),
    )


def test_one_message_a_refresh_and_none_when_there_is_nothing_new(desk: Desk) -> None:
    follow(desk, "f:0:y")
    assert refreshed(desk) == []
    assert refreshed(desk, REPRINT) == []
    assert len(refreshed(desk, ORIGIN, RISEN)) == 1
    assert refreshed(desk) == []
    assert len(refreshed(desk, DENIAL)) == 1
    assert refreshed(desk) == []


def test_what_could_not_be_sent_is_told_the_next_time(desk: Desk) -> None:
    follow(desk, "f:0:y")
    keep(desk.store, ORIGIN)
    assert len(list(follows.tell_followers(desk, NOW))) == 1, "and then the line broke"
    assert len(refreshed(desk)) == 1
    assert refreshed(desk) == []


def test_nobody_is_told_of_half_a_refresh(desk: Desk) -> None:
    follow(desk, "f:0:y")
    with desk.store.writing() as writer:
        writer.keep([ORIGIN])
        assert list(follows.tell_followers(desk, NOW)) == []
        writer.pay_index()
    assert len(list(follows.tell_followers(desk, NOW))) == 1


def test_each_follower_is_told_in_their_language_and_the_claim_is_asked_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(desk, "f:0:y")
    follow(desk, "f:0:y", OMAR)
    asked: list[str] = []

    def counted(text: str, *more: object, **named: object) -> ContextCard | None:
        asked.append(text)
        return card_of(text, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(follows, "card_of", counted)
    told = refreshed(desk, ORIGIN)
    assert [one[:3] for one in told] == ["11:", "12:"] and len(asked) == 1
    assert all(ORIGIN.statements[-1].span.of(ORIGIN.article.text) in one for one in told), "quotes are not translated"


def test_a_claim_that_hundreds_follow_comes_in_parts(desk: Desk) -> None:
    assert desk.memory is not None
    for person in range(250):
        desk.memory.follow(person + 1, CLAIM, Known(), revision=0, now=NOW)
    parts = follows.behind_the_store(None, desk, now=NOW)
    assert [len(part) for part in parts] == [100, 100, 50]
    assert len(follows.tell(parts[0], desk, now=NOW)) == 100


def test_quiet_hours_put_it_off_to_the_end_of_the_night(desk: Desk) -> None:
    assert desk.memory is not None
    follow(desk, "f:0:y")
    desk.memory.choose(ROSA.id, quiet_hours=(22, 7), ahead=180)
    evening = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # half past eleven where Rosa is
    assert refreshed(desk, ORIGIN, now=evening) == []
    assert refreshed(desk, DENIAL, now=evening + timedelta(hours=7)) == []
    (told,) = refreshed(desk, now=evening + timedelta(hours=8))
    assert "Marwan army" in told and "health ministry" in told, "the night's news in one message"


@pytest.mark.parametrize(
    ("hours", "ahead", "utc", "quiet"),
    [
        (None, 0, 3, False),
        ((22, 7), 0, 22, True),
        ((22, 7), 0, 6, True),
        ((22, 7), 0, 7, False),
        ((22, 7), 0, 21, False),
        ((0, 9), 0, 8, True),
        ((0, 9), 0, 9, False),
        ((22, 7), 345, 15, False),
        ((22, 7), 345, 16, True),
        ((22, 7), -600, 9, True),
        ((22, 7), -600, 18, False),
    ],
)
def test_a_night_is_over_midnight_and_in_the_persons_own_time(
    hours: tuple[int, int] | None, ahead: int, utc: int, quiet: bool
) -> None:
    at = datetime(2026, 11, 22, utc, 20, tzinfo=UTC)
    assert follows.is_quiet(Choices(quiet_hours=hours, ahead=ahead), at) == quiet


def test_who_has_blocked_the_bot_is_told_nothing_more(desk: Desk) -> None:
    assert desk.memory is not None
    follow(desk, "f:0:y")
    desk.memory.gone(ROSA.id)
    assert refreshed(desk, ORIGIN) == []


def test_of_a_claim_that_fits_several_events_one_is_followed(empty_store: Store, memory: Memory) -> None:
    def strikes(name: str, outlet: str, published: str, who: str, place: str, on: str) -> Entry:
        text = f"{who} said 100 airstrikes hit {place} on {on}."
        return report(name, outlet, published, f"Airstrikes in {place}", text)

    homs = strikes("harbour", "Harbour Post", "2021-02-19", "Border Monitor", "Homs", "18 February 2021")
    idlib = strikes("mill", "Mill Gazette", "2019-05-10", "Mill Watch", "Idlib", "9 May 2019")
    keep(empty_store, homs, idlib)
    desk, claim = Desk(empty_store, memory), "100 airstrikes"
    several = card(empty_store, claim)
    assert several.state == "ambiguous"
    chosen = next(one for one in several.candidates if "Homs" in one.label)
    follow(desk, f"f:0.{event_id(chosen)}:y", text=claim)
    (kept,) = memory.following(ROSA.id)
    assert kept.event == chosen.label and kept.known.origins == {"Border Monitor"}
    other = strikes("lake", "Lake Herald", "2019-05-11", "the Idlib hospital", "Idlib", "9 May 2019")
    assert refreshed(desk, other) == [], "of another event"
    counted = "On 18 February 2021 the governor of Homs counted 100 airstrikes around his town, he told reporters."
    same = report("river", "River Daily", "2021-02-20", "Governor counts strikes", counted)
    (told,) = refreshed(desk, same)
    assert "River Daily" in told and "Idlib" not in told


# asking for it


def test_nothing_is_kept_before_somebody_says_yes(desk: Desk) -> None:
    assert desk.memory is not None
    turns = follow(desk, "f:0")
    (question,) = turns
    assert isinstance(question, Say) and question.to == 77
    assert "for 30 days at the most" in words_of(turns) and CLAIM in words_of(turns)
    assert desk.memory.following(ROSA.id) == ()
    assert words_of(follow(desk, button(turns, "No, keep nothing"))) == "Nothing was kept."
    assert desk.memory.following(ROSA.id) == ()
    yes = follow(desk, button(turns, "Yes, follow it"))
    assert "until 22 December 2026" in words_of(yes)
    (kept,) = desk.memory.following(ROSA.id)
    assert kept.claim == CLAIM and "Border Monitor" in kept.known.origins


def test_the_list_ends_one_follow_after_the_other(desk: Desk) -> None:
    follow(desk, "f:0:y")
    follow(desk, "f:0:y", text="The army shelled the market of Mill & Sons")
    listed = follows.following(asks(text="/following"), desk, ENGLISH, NOW)
    assert "You follow 2 claims" in words_of(listed) and "market of Mill & Sons" in words_of(listed)
    stop = button(listed, "Stop 1")
    (after,) = follows.on_unfollow(presses(stop), said_by(stop), desk, ENGLISH, NOW)
    assert isinstance(after, Edit) and "You follow 1 claim" in after.reply.html
    for number in ("9", "0", "two", "9" * 12):
        wrong = words_of(follows.following(asks(text=f"/unfollow {number}"), desk, ENGLISH, NOW))
        assert "There is no such number in this list" in wrong and "You follow 1 claim" in wrong
    edited = replace(asks(text="/unfollow 1"), is_edit=True)
    assert "send it as a new message" in words_of(conversation.hear(edited, desk, now=NOW))
    assert "no claim" in words_of(follows.following(asks(text="/unfollow 1"), desk, ENGLISH, NOW))


def test_nobody_ends_anothers_follow(desk: Desk) -> None:
    assert desk.memory is not None
    stop = button(follow(desk, "f:0:y"), "Stop following")
    follows.on_unfollow(presses(stop, OMAR), said_by(stop), desk, ENGLISH, NOW)
    assert len(desk.memory.following(ROSA.id)) == 1


def test_a_full_list_is_said_kindly(desk: Desk) -> None:
    assert desk.memory is not None
    for number in range(MOST_FOLLOWS):
        desk.memory.follow(ROSA.id, f"claim {number}", Known(), revision=1, now=NOW)
    said = words_of(follow(desk, "f:0:y"))
    assert "You follow 20 claims" in said and "/following" in said


def test_in_a_group_it_is_done_in_private(desk: Desk) -> None:
    assert desk.memory is not None
    (notice,) = follow(desk, "f:0:y", kind="group")
    assert isinstance(notice, Notice) and "private chat" in notice.text
    assert desk.memory.counts().follows == 0
    assert "private chat" in words_of(follows.following(asks(kind="group", text="/following"), desk, ENGLISH, NOW))


def test_a_bot_that_keeps_nothing_says_so(desk: Desk) -> None:
    bare = Desk(desk.store)
    (notice,) = follow(bare, "f:0:y")
    assert isinstance(notice, Notice) and "keeps nothing" in notice.text
    assert list(follows.tell_followers(bare, NOW)) == []


def test_a_message_that_is_gone_is_said(desk: Desk) -> None:
    gone = Press(ROSA, Chat(ROSA.id, "private"), "f:0:y", None)
    (notice,) = follows.on_follow(gone, said_by("f:0:y"), desk, ENGLISH, NOW)
    assert isinstance(notice, Notice) and "gone" in notice.text
    (outdated,) = follow(desk, "f:7:y")
    assert isinstance(outdated, Notice)


def test_a_file_that_is_busy_is_said_and_nothing_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.memory is not None
    monkeypatch.setattr("bot.memory.database.PATIENCE", 0.05)
    memory = Memory(Path(desk.store.folder) / "busy")
    other = sqlite3.connect(desk.store.folder / "busy" / "people.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (notice,) = follow(replace(desk, memory=memory), "f:0:y")
    assert isinstance(notice, Notice) and notice.is_box and "nothing was changed" in notice.text
    other.close()
    memory.close()


# what Telegram takes


def _finding(words: str, speaker: str) -> Finding:
    whole = Span(0, len(words))
    voice = Attribution(Speaker(speaker, "named_person"), "said", (), whole)
    article = Article(
        digest(words), "https://a.example/x?a=1&b=<2>", "Mill & Sons <b>", "", None, "en", words, (), digest(words)
    )
    return Finding(Statement(f"{article.id}.1", article.id, 1, whole, "body", (voice,)), article, 0.9, ())


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=1500), min_size=1, max_size=9),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_no_news_whatever_makes_a_message_that_telegram_refuses(texts: list[str], language: str) -> None:
    said = [text if text.strip() else "x" for text in texts]
    findings = [_finding(text, text) for text in said]
    difference = Difference(
        origins=tuple(Origin(f.words[:40], "", (f,)) for f in findings[:3]),
        denials=tuple(findings[3:6]),
        corrections=tuple(Correction(f.article, NOW, f.words, None) for f in findings[6:]),
    )
    text, entities = parse_html(tell_news(said[0], difference, Words(language)))
    assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096 and len(entities) <= 100


def test_every_button_is_short_enough_for_telegram(desk: Desk) -> None:
    assert desk.memory is not None
    for number in range(MOST_FOLLOWS):
        desk.memory.follow(ROSA.id, "x" * 300 + str(number), Known(), revision=1, now=NOW)
    (listed,) = follows.following(asks(text="/following"), desk, ENGLISH, NOW)
    assert isinstance(listed, Say)
    replies: list[Reply] = [listed.reply]
    long = CLAIM + ", as was said by everybody who was there on that day and on the day after it"
    replies += [turn.reply for turn in follow(desk, "f:0", text=long) if isinstance(turn, Say)]
    assert len(parse_html(listed.reply.html)[0]) < 4096
    for one in (button for reply in replies for row in reply.rows for button in row):
        assert one.data and len(one.data.encode()) <= MOST_BYTES


@pytest.mark.parametrize("is_forward", [True, False])
def test_the_card_under_the_news_calls_forwarded_only_what_was(desk: Desk, is_forward: bool) -> None:
    day = Period(datetime(2023, 3, 5, 9, tzinfo=UTC), datetime(2023, 3, 5, 10, tzinfo=UTC), "stated")
    asked = replace(asks(), sent=day, forwarded=Forwarded("Harbour Watch") if is_forward else None)
    pressed = Press(ROSA, asked.chat, "f:0:y", asked)
    follows.on_follow(pressed, said_by("f:0:y"), desk, ENGLISH, NOW)
    keep(desk.store, ORIGIN)
    (telling,) = follows.tell_followers(desk, NOW)
    whole = conversation.press(Press(ROSA, asked.chat, button([telling.say], "The whole card")), desk, now=NOW)
    assert ("The forwarded message was written on 5 March 2023." in words_of(whole)) == is_forward
    found = behind(pressed, said_by(button([telling.say], "The whole card")), desk, NOW)
    assert found and found.sent and found.sent.words == "2023-03-05", "the day is read in either case"
