"""What readers want and think reaches the maintainers in counts, never in names; nobody else hears of maintainers."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from telegram_server.html import parse_html
from test_cli import one_sentence, whosays

from bot.memory import MOST_REQUESTS, Choices, Memory, Request
from bot.settings import SettingError, read_settings
from bot.talk import choosing, conversation, errands, feedback, introductions, maintainers
from bot.talk.buttons import MOST_BYTES, said_by
from bot.talk.desk import Desk
from bot.talk.requests import Wanted, alike, on_request, wanted
from bot.talk.turns import Chat, Edit, Errand, Message, Notice, Person, Press, Reply, Say, Turn
from bot.telegram import rounds
from bot.words import LANGUAGES, Words
from knowledge.articles import day, read_pasted
from knowledge.model import Entry
from knowledge.statements import read_statements
from knowledge.store import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ENGLISH = Words()
ADMIN, ROSA, OMAR = Person(5, is_admin=True), Person(11, is_admin=True), Person(12, is_admin=True)
UNFOUND = "The mayor opened a swimming pool for 40 children"
FOUND = "Russia killed 200 militants in Palmyra"


@pytest.fixture
def desk(starter: Store, memory: Memory) -> Desk:
    return Desk(starter, memory, frozenset({ADMIN.id}))


def says(text: str, person: Person = ADMIN, kind: str = "private") -> Message:
    chat = Chat(person.id, "private") if kind == "private" else Chat(-9, "group")
    return Message(person, chat, 77, text)


def presses(data: str, person: Person = ROSA, text: str = UNFOUND, kind: str = "private") -> Press:
    asked = says(text, person, kind)
    return Press(person, asked.chat, data, asked)


def asks(desk: Desk, data: str, person: Person = ROSA, text: str = UNFOUND, kind: str = "private") -> tuple[Turn, ...]:
    return on_request(presses(data, person, text, kind), said_by(data), desk, ENGLISH, NOW)


def taps(desk: Desk, data: str, text: str = FOUND) -> tuple[Turn, ...]:
    return feedback.on_feedback(presses(data, text=text), said_by(data), desk, ENGLISH, NOW)


def reply_of(turns: tuple[Turn, ...] | None) -> Reply:
    assert turns
    return next(turn.reply for turn in turns if isinstance(turn, Say | Edit))


def text_of(turns: tuple[Turn, ...] | None) -> str:
    text, entities = parse_html(reply_of(turns).html)
    assert len(text.encode("utf-16-le")) // 2 <= 4096 and len(entities) <= 100
    return text


# asking for reporting


def test_nothing_is_on_the_list_before_somebody_says_yes(desk: Desk, memory: Memory) -> None:
    question = asks(desk, "r:0")
    assert "not who" in text_of(question) and "30 days" in text_of(question) and UNFOUND in text_of(question)
    assert memory.requests() == ()
    assert text_of(asks(desk, "r:0:n")) == "Nothing was kept." and memory.requests() == ()
    kept = asks(desk, "r:0:y")
    assert "on the list" in text_of(kept)
    assert [(one.claim, one.people) for one in memory.requests()] == [(UNFOUND, 1)]
    (button,) = (button for row in reply_of(kept).rows for button in row)
    assert button.text == "Tell me when there is reporting" and button.data == "f:0:y"


def test_so_many_requests_of_one_person_and_no_more(desk: Desk, memory: Memory) -> None:
    for number in range(MOST_REQUESTS):
        memory.request(ROSA.id, f"claim {number}", NOW)
    assert "20 claims" in text_of(asks(desk, "r:0:y"))
    assert "on the list" in text_of(asks(desk, "r:0:y", OMAR))


def test_a_group_does_not_see_who_asks(desk: Desk, memory: Memory) -> None:
    (notice,) = asks(desk, "r:0:y", kind="group")
    assert isinstance(notice, Notice) and memory.requests() == ()


def test_requests_of_one_meaning_stand_together(desk: Desk, memory: Memory) -> None:
    for person, claim in (
        (11, "The mayor opened a swimming pool for 40 children"),
        (12, "The mayor opened a swimming pool for 40 children"),
        (12, "A swimming pool for 40 children was opened by the mayor"),
        (13, "The bridge over the river was blown up"),
    ):
        memory.request(person, claim, NOW)
    pool, bridge = wanted(memory, desk.store.encoder.encode)
    assert pool.people == 2, "each person once, however they put it"
    assert pool.request.claim.startswith("The mayor") and len(pool.similar) == 1
    assert bridge.similar == () and bridge.people == 1


def test_the_order_of_requests_decides_who_leads_a_group() -> None:
    day = date(2026, 1, 1)
    first, second, third = (Request(n, f"claim {n}", 1, day, day) for n in range(3))
    vectors = np.array([[1, 0], [0, 1], [0.9, np.sqrt(1 - 0.81)]])
    assert alike((first, second, third), vectors) == ((first, third), (second,))


# feedback


@pytest.mark.parametrize(("tap", "opinion"), [("h", "helpful"), ("m", "wrong match"), ("c", "wrong caveat")])
def test_one_tap_is_kept_with_the_statements_and_without_the_rest(
    desk: Desk, memory: Memory, tmp_path: Path, tap: str, opinion: str
) -> None:
    (notice,) = taps(desk, f"b:0:{tap}")
    assert isinstance(notice, Notice) and "without you" in notice.text and notice.is_kept
    (given,) = memory.feedback_given()
    assert given.opinion == opinion and given.statements and "FIGURES_DIFFER" in given.caveats
    assert all(desk.store.archive.stored([one]) for one in given.statements)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "people").glob("people*"))
    assert b"Palmyra" not in kept and b"militants" not in kept


def test_a_tap_that_could_not_be_kept_is_not_said_to_be(desk: Desk, memory: Memory) -> None:
    memory.limit_pages(1)
    notices = [notice for _ in range(60) for notice in taps(desk, "b:0:h") if isinstance(notice, Notice)]
    assert len(memory.feedback_given()) == 1 and "could not be done" in notices[-1].text
    assert [notice.is_kept for notice in notices].count(True) == memory.feedback_given()[0].times


def test_feedback_without_an_opinion_offers_three_buttons(desk: Desk, memory: Memory) -> None:
    (row,) = reply_of(taps(desk, "b:0")).rows
    assert [button.text for button in row] == ["Helpful", "Wrong match", "Wrong caveat"]
    assert memory.feedback_given() == ()


def test_nothing_that_scores_reads_what_readers_tapped() -> None:
    root = Path(__file__).parent.parent
    for path in (*(root / "benchmarks").rglob("*.py"), *(root / "retrieval").rglob("*.py")):
        assert "feedback_given" not in path.read_text(encoding="utf-8"), path


# in Telegram


@pytest.mark.parametrize("command", ["/stats", "/requests", "/refresh", "/add https://a.example/b"])
def test_nobody_else_is_told_that_there_is_such_a_thing(desk: Desk, command: str) -> None:
    def answered(message: Message) -> str:
        return text_of(conversation.hear(message, desk, now=NOW))

    name = command.split()[0][1:]
    unknown = answered(says("/nosuchthing", ROSA)).replace("nosuchthing", name)
    assert answered(says(command, ROSA)) == unknown
    assert answered(says(command, ADMIN)) != unknown
    asked_in_group = conversation.hear(says(command, ADMIN, "group"), desk, now=NOW)
    assert not asked_in_group or "/" + name in text_of(asked_in_group)


def test_a_command_that_was_changed_is_not_carried_out_again(desk: Desk) -> None:
    for command in ("/refresh", "/add https://a.example/b"):
        edited = replace(says(command), is_edit=True)
        turns = conversation.hear(edited, desk, now=NOW)
        assert not any(isinstance(turn, Errand) for turn in turns) and "send it as a new message" in text_of(turns)
        stranger = conversation.hear(replace(says(command, ROSA), is_edit=True), desk, now=NOW)
        assert stranger == conversation.hear(says(command, ROSA), desk, now=NOW)


def test_stats_say_how_the_store_is_and_what_people_think(desk: Desk, memory: Memory) -> None:
    taps(desk, "b:0:m")
    asks(desk, "r:0:y")
    said = text_of(maintainers.stats(says("/stats"), desk, ENGLISH, NOW))
    counts = desk.store.archive.counts()
    assert f"{counts.notes} notes" in said and "index up to date" in said
    assert "1 request" in said and "wrong match ×1, 22 November 2026" in said
    assert memory.feedback_given()[0].statements[0] in said
    assert str(ROSA.id) not in re.findall(r"\b\d+\b", said)


def test_stats_name_the_caveats_that_are_called_wrong_and_the_statements_under_them(desk: Desk, memory: Memory) -> None:
    memory.feedback("wrong caveat", ["R001.2", "R001.3"], ["HEDGED"], NOW)
    said = text_of(maintainers.stats(says("/stats"), desk, ENGLISH, NOW))
    assert "wrong caveat ×1, 22 November 2026: HEDGED R001.2 R001.3" in said


def test_requests_are_listed_with_counts_and_struck_off(desk: Desk, memory: Memory) -> None:
    assert "Nobody waits" in text_of(maintainers.requests(says("/requests"), desk, ENGLISH, NOW))
    asks(desk, "r:0:y")
    asks(desk, "r:0:y", OMAR)
    said = text_of(maintainers.requests(says("/requests"), desk, ENGLISH, NOW))
    (number,) = (one.id for one in memory.requests())
    assert f"{number}. “{UNFOUND}”, 2 people, 22 November 2026" in said
    struck = maintainers.requests(says(f"/requests done {number}"), desk, ENGLISH, NOW)
    assert "Struck off" in text_of(struck) and memory.requests() == ()
    again = maintainers.requests(says(f"/requests done {number}"), desk, ENGLISH, NOW)
    assert "no such request" in text_of(again)


def test_many_long_requests_make_one_message(desk: Desk, memory: Memory) -> None:
    for number in range(30):
        memory.request(100 + number, f"{number} <b>& {'x' * 900}", NOW)
    text_of(maintainers.requests(says("/requests"), desk, ENGLISH, NOW))


def test_a_refresh_and_a_page_are_errands(desk: Desk) -> None:
    for command, errand in (
        ("/refresh", Errand("refresh")),
        ("/refresh Harbour Post, mill-gazette", Errand("refresh", ("Harbour Post", "mill-gazette"))),
        ("/add https://harbour.example/a?b=1", Errand("add", ("https://harbour.example/a?b=1",))),
    ):
        name = command.split()[0][1:]
        turns = getattr(maintainers, name)(says(command), desk, ENGLISH, NOW)
        assert turns[-1] == errand and isinstance(turns[0], Say)


@pytest.mark.parametrize(
    "command", ["/refresh --help", "/refresh a; rm -rf", "/add", "/add harbour.example", "/add -x"]
)
def test_what_is_no_source_and_no_address_is_no_errand(desk: Desk, command: str) -> None:
    turns = getattr(maintainers, command.split()[0][1:])(says(command), desk, ENGLISH, NOW)
    assert [type(turn) for turn in turns] == [Say]


def test_an_errand_is_the_command_a_maintainer_would_type(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models").symlink_to(models)
    monkeypatch.setenv("WHOSAYS_DATA", str(tmp_path))
    reply = errands.carry_out(Errand("add", ("--no-such-file.txt",)), ENGLISH)
    text, _ = parse_html(reply.html)
    assert text.startswith("The page was not added.\n--no-such-file.txt: there is no such file.")


def test_one_errand_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(command: object, seconds: object) -> errands.Ended:
        begun.set()
        may_end.wait(10)
        return errands.Ended(0, "harbour: 3 new")

    monkeypatch.setattr(errands, "_run", slow)
    replies: list[Reply] = []
    first = threading.Thread(target=lambda: replies.append(errands.carry_out(Errand("refresh"), ENGLISH)))
    first.start()
    assert begun.wait(10)
    assert "still running" in errands.carry_out(Errand("refresh"), ENGLISH).html
    may_end.set()
    first.join(10)
    assert "harbour: 3 new" in replies[0].html


def test_the_end_of_the_bot_does_not_wait_for_an_errand(monkeypatch: pytest.MonkeyPatch) -> None:
    may_end = threading.Event()

    def slow(errand: Errand, words: Words) -> Reply:
        may_end.wait(60)
        return Reply("done")

    monkeypatch.setattr(errands, "carry_out", slow)

    async def bot() -> None:
        told = asyncio.create_task(rounds._beside(Errand("refresh"), ENGLISH))
        await asyncio.sleep(0.05)
        told.cancel()

    begun = time.monotonic()
    asyncio.run(bot())
    assert time.monotonic() - begun < 30
    may_end.set()


def test_a_long_report_of_a_refresh_fits_a_message() -> None:
    said = errands.told(Errand("refresh"), errands.Ended(1, "<source> & more: failed\n" * 900), ENGLISH)
    text, _ = parse_html(said.html)
    assert len(text) < 4096 and text.startswith("The refresh met trouble.")


# in the terminal


def test_kb_requests_lists_counts_and_strikes_off(starter_folder: Path, tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for person in (123456789, 987654321):
        memory.request(person, UNFOUND, NOW)
    memory.feedback("wrong match", ["R001.2"], ["HEDGED"], NOW)
    memory.close()
    (tmp_path / "models").symlink_to((starter_folder / "models").resolve())
    listed = whosays("kb", "requests", data=tmp_path)
    assert listed.returncode == 0 and b"2 people, 2026-11-22: The mayor" in listed.stdout
    (one,) = json.loads(whosays("kb", "requests", "--json", data=tmp_path).stdout)
    assert one == {
        "id": 1,
        "claim": UNFOUND,
        "people": 2,
        "first": "2026-11-22",
        "last": "2026-11-22",
        "similar": [],
    }
    assert b"123456789" not in listed.stdout
    given = whosays("kb", "feedback", data=tmp_path)
    assert b"wrong match, 1" in given.stdout and b"R001.2" in given.stdout
    assert whosays("kb", "requests", "--done", "1", data=tmp_path).returncode == 0
    assert "no request 1" in one_sentence(whosays("kb", "requests", "--done", "1", data=tmp_path))


@pytest.mark.parametrize("written", ["x", "-100123", "12,,y", "1.5", "0", "9" * 30])
def test_a_maintainer_who_is_no_number_of_a_person_is_refused(written: str) -> None:
    with pytest.raises(SettingError, match="ADMIN_IDS"):
        read_settings({"ADMIN_IDS": written}, Path("/nonexistent/.env"))


def test_maintainers_and_retention_are_read_strictly() -> None:
    read = read_settings({"ADMIN_IDS": "12, 34,", "RETENTION_DAYS": "7"}, Path("/nonexistent/.env"))
    assert read.admin_ids == {12, 34} and read.retention_days == 7
    assert read_settings({"PATH": "x"}, Path("/nonexistent/.env")).admin_ids == frozenset()
    for wrong in ("0", "-3", "many", "4000", "1e3"):
        with pytest.raises(SettingError, match="RETENTION_DAYS"):
            read_settings({"RETENTION_DAYS": wrong}, Path("/nonexistent/.env"))


# settings


def chooses(desk: Desk, data: str, person: Person = ROSA, kind: str = "private") -> tuple[Turn, ...]:
    return choosing.on_choice(presses(data, person, kind=kind), said_by(data), desk, ENGLISH, NOW)


def test_every_setting_is_changed_in_place_and_shown(desk: Desk, memory: Memory) -> None:
    for data, chosen in (
        ("k:c:short", Choices(card="short")),
        ("k:h:22-7", Choices(card="short", quiet_hours=(22, 7))),
        ("k:t:60", Choices(card="short", quiet_hours=(22, 7), ahead=60)),
        ("k:t:-15", Choices(card="short", quiet_hours=(22, 7), ahead=45)),
        ("k:h:off", Choices(card="short", ahead=45)),
        ("k:l:es", Choices(card="short", ahead=45, language="es")),
        ("k:l:a", Choices(card="short", ahead=45)),
    ):
        (turn,) = chooses(desk, data)
        assert isinstance(turn, Edit) and memory.choices_of(ROSA.id) == chosen
    shown = text_of(choosing.settings(says("/settings", ROSA), desk, ENGLISH, NOW))
    assert "09:45 (UTC+0:45)" in shown and "short" in shown


@pytest.mark.parametrize("data", ["k", "k:c:huge", "k:l:xx", "k:h:1-2", "k:t:999999", "k:z:1", "k:q:on"])
def test_what_is_not_offered_changes_nothing(desk: Desk, memory: Memory, data: str) -> None:
    (turn,) = chooses(desk, data)
    assert isinstance(turn, Edit) and memory.counts().choices == 0


def test_a_clock_stays_on_earth(desk: Desk, memory: Memory) -> None:
    for _ in range(40):
        chooses(desk, "k:t:60")
    assert memory.choices_of(ROSA.id).ahead == 14 * 60


def test_a_group_is_set_by_its_administrators_alone(desk: Desk, memory: Memory) -> None:
    member = replace(ROSA, is_admin=False)
    (refused,) = chooses(desk, "k:q:on", member, "group")
    assert isinstance(refused, Notice) and "administrators" in refused.text
    assert "administrators" in text_of(choosing.settings(says("/settings", member, "group"), desk, ENGLISH, NOW))
    assert memory.counts().choices == 0
    (done,) = chooses(desk, "k:q:on", kind="group")
    assert isinstance(done, Edit) and "Quiet mode: on" in done.reply.html
    assert memory.choices_of(-9).quiet and memory.choices_of(ROSA.id) == Choices()
    chooses(desk, "k:c:short", kind="group")
    assert memory.choices_of(-9).card == "long", "a group's card is short anyway"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_about_the_bot_is_a_message_that_telegram_takes(desk: Desk, memory: Memory, language: str) -> None:
    words = Words(language)
    memory.choose(ROSA.id, quiet_hours=(22, 7))
    for page in (introductions.start, introductions.help_, introductions.about, introductions.sources):
        assert text_of(page(says("/page", ROSA), desk, words, NOW))
    for kind in ("private", "group"):
        reply = reply_of(choosing.settings(says("/settings", ROSA, kind), desk, words, NOW))
        parse_html(reply.html)
        for button in (button for row in reply.rows for button in row):
            assert button.data and len(button.data.encode()) <= MOST_BYTES and len(button.text) <= 40


def test_sources_name_outlets_with_counts_and_the_newest_day(desk: Desk) -> None:
    said = text_of(introductions.sources(says("/sources", ROSA), desk, ENGLISH, NOW))
    assert "SouthFront" in said and "notes about articles" in said and "more outlets" in said


def test_an_outlets_newest_report_is_told(empty_store: Store) -> None:
    reports = [
        read_pasted(f"Headline {n}\n\nText.", outlet=outlet, url=f"https://h.example/{n}", published=day(published))
        for n, (outlet, published) in enumerate(
            [("Harbour Post", "2020-01-02"), ("Harbour Post", "2021-01-02"), ("Mill", ""), ("Harbour Post", "")]
        )
    ]
    with empty_store.writing() as writer:
        writer.keep([Entry(article, read_statements(article)) for article in reports])
        writer.pay_index()
    harbour, mill = introductions.held_in(empty_store).outlets
    assert (harbour.name, harbour.articles, harbour.notes, harbour.newest) == ("Harbour Post", 3, 0, day("2021-01-02"))
    assert (mill.articles, mill.notes, mill.newest) == (1, 0, None)
    said = text_of(introductions.sources(says("/sources", ROSA), Desk(empty_store), ENGLISH, NOW))
    assert (
        "the newest report is of 2 January 2021" in said and "Harbour Post: 3 articles, newest 2 January 2021" in said
    )


def test_an_empty_store_is_said(empty_store: Store) -> None:
    assert "empty" in text_of(introductions.sources(says("/sources", ROSA), Desk(empty_store), ENGLISH, NOW))


def test_a_request_is_told_with_its_days() -> None:
    first = date(2026, 1, 1)
    one = Wanted(Request(3, "40 shells & <more>", 1, first, first + timedelta(days=3)), (), 1)
    told = "3. “40 shells &amp; &lt;more&gt;”, 1 person, 1 January 2026 to 4 January 2026"
    assert maintainers._wanted(one, ENGLISH) == told
