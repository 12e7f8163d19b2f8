"""The bot in bad weather: stuck answers, crowds, floods, cut lines, restarts; and what it tells of itself meanwhile."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import weakref
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from bots import Running, kept_port, let_go, running_bot, settings_for
from patience import SOON, wait_until
from telegram_server import Group, Person, RateLimits, TelegramServer
from telegram_server.line import Line
from website import WebSite

from bot.memory import Choices, Memory
from bot.settings import SettingError, read_settings
from bot.talk import errands
from bot.talk.conversation import OUR_FAULT
from bot.talk.desk import Desk, open_desk
from bot.talk.taps import ALREADY
from bot.telegram import limits
from bot.telegram.answering import Ways
from bot.telegram.clerk import MADE_BEFORE_LOOKING, TURN, look_for_cycles, look_for_no_cycles, take_short_turns
from bot.telegram.menus import MENU
from bot.telegram.pacing import Pace
from bot.words import Words
from knowledge.model import Article, Entry, Part, Span
from knowledge.statements import read_statements
from knowledge.store import Store

SECRET_CLAIM = "The harbour master of Atlantis counted 4711 airstrikes"


@pytest.fixture
def port() -> Iterator[int]:
    with kept_port() as port:
        yield port


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def heard(*words: str) -> list[str]:
    return [f"heard: {one}" for one in words]


def page(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=SOON) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def push(url: str, update: dict[str, object], secret: str | None) -> int:
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    request = urllib.request.Request(url, json.dumps(update).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=SOON) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


# --- one stuck answer, and many people


def test_a_stuck_answer_holds_up_nobody_else_and_its_sender_is_told(server: TelegramServer, folder: Path) -> None:
    rosa, omar = Person(server, 1, "Rosa"), Person(server, 2, "Omar")
    with running_bot(server, folder, CLERKS="2", ANSWER_SECONDS="2"):
        rosa.says("wait")
        for n in range(5):
            omar.says(f"claim {n}")
            assert omar.hears().text == f"heard: claim {n}"
        assert rosa.hears().text == limits.TOO_LONG
        # Whoever was stuck has been replaced.
        rosa.says("after")
        assert rosa.hears().text == "heard: after"


def test_an_answer_that_ends_its_process_is_said_and_the_next_one_is_given(
    server: TelegramServer, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    eve = Person(server, 1, "Eve")
    with running_bot(server, folder):
        eve.says("die")
        assert eve.hears().text == OUR_FAULT
        eve.says(f"fail {SECRET_CLAIM}")
        assert eve.hears().text == OUR_FAULT
        eve.says("again")
        assert eve.hears().text == "heard: again"
    assert "exit code 3" in caplog.text and "ValueError" in caplog.text
    assert "Atlantis" not in caplog.text


def test_when_too_many_wait_the_rest_are_told_that_it_is_busy_once(server: TelegramServer, folder: Path) -> None:
    people = [Person(server, n, f"Person {n}") for n in range(1, 7)]
    with running_bot(server, folder, MOST_WAITING="2") as running:
        people[0].says("wait")
        running.is_at_work_on(1)
        for person in people[1:]:
            person.says("hello")
        people[5].says("hello?")
        assert [person.hears().text for person in people[3:]] == [limits.BUSY] * 3
        let_go(folder)
        assert [person.hears().text for person in people[1:3]] == heard("hello", "hello")
        people[5].hears_nothing(0.3)
        people[5].says("and now?")
        assert people[5].hears().text == "heard: and now?"


def test_somebody_who_asks_too_much_is_told_once_and_heard_again_later(server: TelegramServer, folder: Path) -> None:
    ivan, ada = Person(server, 1, "Ivan"), Person(server, 2, "Ada")
    with running_bot(server, folder, MESSAGES_A_MINUTE="3"):
        for n in range(6):
            ivan.says(f"claim {n}")
        texts = [ivan.hears().text for _ in range(4)]
        assert sorted(texts) == sorted([*heard("claim 0", "claim 1", "claim 2"), limits.SLOWLY.format(n=3)])
        ivan.hears_nothing(0.5)
        ada.says("hello")
        assert ada.hears().text == "heard: hello"


def test_whoever_presses_too_much_is_told_so_and_may_still_write(server: TelegramServer, folder: Path) -> None:
    ivan, ada = Person(server, 1, "Ivan"), Person(server, 2, "Ada")
    with running_bot(server, folder, MESSAGES_A_MINUTE="2") as running:
        for person in (ivan, ada):
            person.says("button n:0")
        card = ivan.hears()
        told = [ivan.presses("Press", card).answer() for _ in range(8)]
        assert [answer.text for answer in told] == ["pressed: <n:0>"] * 6 + [limits.PRESSES.format(n=6)] * 2
        assert [answer.show_alert for answer in told] == [False] * 6 + [True] * 2
        assert ada.presses("Press", ada.hears()).answer().text == "pressed: <n:0>"
        ivan.says("hello")
        assert ivan.hears().text == "heard: hello"
        running.has_counted('kind="button",outcome="limited"} 2.0')


def test_a_quiet_group_hears_no_words_when_something_goes_wrong(server: TelegramServer, folder: Path) -> None:
    rosa, group = Person(server, 1, "Rosa"), Group(server, "Neighbours")
    folder.mkdir()
    memory = Memory(folder)
    with running_bot(server, folder, MESSAGES_A_MINUTE="1") as running:
        group.adds_bot(rosa)
        group.hears()
        omar = Person(server, 2, "Omar").in_group(group)
        omar.says(f"@{server.username} fail")
        assert group.hears().text == OUR_FAULT
        omar.says(f"@{server.username} hello")
        assert group.hears().text == limits.SLOWLY.format(n=1)
        memory.choose(group.id, quiet=True)
        mina = Person(server, 5, "Mina").in_group(group)
        for _ in range(2):
            mina.says(f"@{server.username} fail")
        group.hears_nothing(1)
        running.has_counted('kind="message",outcome="limited"} 2.0')
    memory.close()


def test_what_is_said_beside_the_answers_is_in_the_language_chosen(server: TelegramServer, folder: Path) -> None:
    ivan = Person(server, 1, "Ivan")
    memory = Memory(folder)
    memory.choose(1, language="ru")
    memory.close()
    with running_bot(server, folder, MESSAGES_A_MINUTE="1"):
        ivan.says("one")
        ivan.hears()
        ivan.says("two")
        assert ivan.hears().text == Words("ru").say(limits.SLOWLY, n=1)


def test_what_fails_is_told_in_the_language_chosen(server: TelegramServer, folder: Path) -> None:
    ivan = Person(server, 1, "Ivan")
    memory = Memory(folder)
    memory.choose(1, language="es")
    memory.close()
    with running_bot(server, folder):
        ivan.says("fail")
        assert ivan.hears().text == Words("es").say(OUR_FAULT)


def test_an_allowance_drips_back() -> None:
    now = [0.0]
    allowance = limits.Allowance(6, 2, clock=lambda: now[0])
    assert [allowance.ask(1) for _ in range(4)] == ["go", "go", "tell", "silent"]
    assert allowance.ask(2) == "go"
    now[0] = 10.0
    assert [allowance.ask(1) for _ in range(2)] == ["go", "tell"]


def test_a_pace_holds_in_every_stretch_of_time() -> None:
    pace, now, places = Pace(3, 1.0), 100.0, list[float]()
    for step in (0, 0, 0, 0, 0.2, 0.2, 5, 0, 0, 0):
        now += step
        places.append(now + pace.wait(now))
    assert places == sorted(places)
    assert all(later - first >= 1 for first, later in zip(places, places[3:], strict=False))
    assert places[:3] == [100.0] * 3 and places[6:9] == [now] * 3


# --- stopping and starting


def test_what_is_in_flight_is_answered_before_the_bot_stops(server: TelegramServer, folder: Path) -> None:
    rosa, omar = Person(server, 1, "Rosa"), Person(server, 2, "Omar")
    with running_bot(server, folder) as running:
        rosa.says("wait")
        omar.says("waiting")
        running.is_at_work_on(2)
        running.is_told_to_stop()
        let_go(folder)
        assert rosa.hears().text == "heard: wait"
        assert omar.hears().text == "heard: waiting"
        running.has_stopped()


def test_who_still_waits_when_the_time_is_over_is_asked_to_write_again(server: TelegramServer, folder: Path) -> None:
    rosa, omar = Person(server, 1, "Rosa"), Person(server, 2, "Omar")
    with running_bot(server, folder, STOP_SECONDS="0.5") as running:
        rosa.says("wait")
        running.is_at_work_on(1)
        omar.says("waiting")
        running.is_at_work_on(2)
        running.is_told_to_stop()
        assert omar.hears().text == limits.STOPPING
        # Rosa is never let go.
        running.has_stopped()


def test_after_a_restart_nothing_is_lost_and_nothing_answered_twice(server: TelegramServer, folder: Path) -> None:
    people = [Person(server, n, f"Person {n}") for n in range(1, 5)]
    with running_bot(server, folder):
        for person in people:
            person.says("before")
        assert [person.hears().text for person in people] == heard(*["before"] * 4)
    for person in people:
        person.says("meanwhile")
    with running_bot(server, folder):
        assert [person.hears().text for person in people] == heard(*["meanwhile"] * 4)
        people[0].hears_nothing(0.5)
    assert all(len(person.chat.sent) == 2 for person in people)


# --- what goes wrong on the way


def test_one_chat_that_is_told_to_wait_does_not_hold_up_the_others(server: TelegramServer, folder: Path) -> None:
    rosa, omar = Person(server, 1, "Rosa"), Person(server, 2, "Omar")
    with running_bot(server, folder):
        server.floods("sendMessage", 4)
        began = time.monotonic()
        rosa.says("first")
        server.wait_for(lambda call: call.method == "sendMessage" and not call.ok)
        omar.says("second")
        assert omar.hears().text == "heard: second"
        assert not rosa.chat.sent
        assert rosa.hears().text == "heard: first"
        assert time.monotonic() - began > 4


def test_the_pace_that_telegram_asks_for_is_kept(server: TelegramServer, folder: Path) -> None:
    people = [Person(server, n, f"Person {n}") for n in range(1, 41)]
    with running_bot(server, folder):
        server.enforces_limits(RateLimits())
        for person in people:
            person.says("hello")
        assert [person.hears().text for person in people] == heard(*["hello"] * 40)
    # On a machine with much else to do two messages may come closer together on their way; that one waits.
    assert len(server.refused) <= 3


def test_a_broken_server_is_asked_again_and_the_answer_comes_once(server: TelegramServer, folder: Path) -> None:
    rosa = Person(server, 1, "Rosa")
    with running_bot(server, folder):
        server.refuses("sendMessage", 502, "Bad Gateway", times=2)
        rosa.says("hello")
        assert rosa.hears().text == "heard: hello"
        rosa.hears_nothing(0.5)


def test_when_the_answer_to_an_answer_is_lost_it_is_not_sent_twice(server: TelegramServer, folder: Path) -> None:
    rosa = Person(server, 1, "Rosa")
    with running_bot(server, folder):
        server.loses_answer("sendMessage")
        rosa.says("hello")
        assert rosa.hears().text == "heard: hello"
        assert rosa.hears().text.startswith("The line broke while I was answering")


def test_whoever_has_blocked_the_bot_is_forgotten_when_an_answer_is_refused(
    server: TelegramServer, folder: Path
) -> None:
    rosa, omar, group = Person(server, 1, "Rosa"), Person(server, 2, "Omar"), Group(server, "Neighbours")
    folder.mkdir()
    memory = Memory(folder)
    for chat in (rosa.id, omar.id, group.id):
        memory.choose(chat, card="short")
    with running_bot(server, folder, opening=partial(keeping_desk, folder)) as running:
        group.adds_bot(rosa)
        group.hears()
        # Telegram refuses, and has not said by itself that it will: the bot was not there when it happened.
        server.refuses("sendMessage", 403, "bot was blocked by the user")
        rosa.says("hello")
        running.has_counted('kind="message",outcome="gone"} 1.0')
        server.refuses("sendMessage", 400, "not enough rights to send text messages to the chat")
        omar.in_group(group).says(f"@{server.username} hello")
        running.has_counted('kind="message",outcome="gone"} 2.0')
    assert memory.choices_of(rosa.id) == Choices()
    assert memory.choices_of(omar.id) == memory.choices_of(group.id) == Choices(card="short")
    memory.close()


def keeping_desk(folder: Path) -> Desk:
    return Desk(Store(folder), Memory(folder))


def test_polling_goes_on_after_the_line_was_cut(server: TelegramServer, folder: Path) -> None:
    rosa = Person(server, 1, "Rosa")
    with running_bot(server, folder):
        server.cuts("getUpdates", times=2)
        rosa.says("hello")
        assert rosa.hears().text == "heard: hello"
        rosa.hears_nothing(0.5)


def test_an_update_that_cannot_be_read_holds_up_nobody(
    server: TelegramServer, folder: Path, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    rosa, secret = Person(server, 1, "Rosa"), "a-secret-of-nobody-at-all"
    url = f"http://127.0.0.1:{port}/telegram"
    unreadable = {"text": SECRET_CLAIM}
    with running_bot(server, folder) as running:
        server.delivers("message", unreadable)
        rosa.says("hello")
        assert rosa.hears().text == "heard: hello"
        assert 'whosays_errors_total{type="KeyError"} 1.0' in running.bot.metrics.text().decode()
        # Nor does it come again, or keep the bot from stopping.
        server.delivers("message", unreadable)
    with running_bot(server, folder, WEBHOOK_URL=url, WEBHOOK_PORT=str(port), WEBHOOK_SECRET=secret):
        assert push(url, {"update_id": 5, "message": unreadable}, secret) == 200
        rosa.says("hello again")
        assert rosa.hears().text == "heard: hello again"
    assert caplog.text.count("cannot be read") >= 2 and "Atlantis" not in caplog.text


def test_a_bot_that_does_not_understand_telegram_is_not_well(
    server: TelegramServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nonsense(*asked: object, **how: object) -> list[dict[str, int]]:
        return [{"what": 1}]

    with running_bot(server, folder) as running:
        assert running.bot.polling is not None
        monkeypatch.setattr("telegram.ext.ExtBot.do_api_request", nonsense)
        Person(server, 1, "Rosa").says("hello")
        polling = running.bot.polling
        wait_until(lambda: polling.deaf_since is not None)


def test_a_dead_line_does_not_keep_the_bot_from_stopping(server: TelegramServer, folder: Path) -> None:
    with running_bot(server, folder) as running:
        server.cuts("getUpdates", times=50)
        server.cuts("*", times=50)
        Person(server, 1, "Rosa").says("hello")
        polling = running.bot.polling
        wait_until(lambda: polling is not None and polling.deaf_since is not None)
        running.is_told_to_stop()
        running.has_stopped()


def test_a_token_that_is_withdrawn_ends_the_bot_with_its_name_unsaid(server: TelegramServer, folder: Path) -> None:
    with running_bot(server, folder) as running:
        server.refuses("getUpdates", 401, "Unauthorized")
        Person(server, 1, "Rosa").says("hello")
        running.has_stopped()
        assert type(running.trouble).__name__ == "InvalidToken"


# --- buttons that come late


def test_a_button_pressed_while_the_bot_was_down_is_carried_out(server: TelegramServer, folder: Path) -> None:
    rosa = Person(server, 1, "Rosa")
    with running_bot(server, folder):
        rosa.says("button v:0:a")
        card = rosa.hears()
        rosa.says("button n:0")
        other = rosa.hears()
    rosa.presses("Press", card)
    rosa.presses("Press", other)
    server.ages_queries()
    with running_bot(server, folder):
        # Whoever waits no longer for a notice reads it in the chat.
        assert rosa.hears().text == "pressed: <n:0>"
        assert rosa.sees_edit().text == "pressed: v:0:a"
        assert len(server.calls_of("answerCallbackQuery")) == 2


def test_a_button_that_stood_in_a_long_line_is_carried_out(server: TelegramServer, folder: Path) -> None:
    rosa = Person(server, 1, "Rosa")
    with running_bot(server, folder) as running:
        rosa.says("button w:1")
        rosa.presses("Press", rosa.hears())
        running.is_at_work_on(1)
        server.ages_queries()
        let_go(folder)
        assert rosa.sees_edit().text == "pressed: w:1"
        rosa.hears_nothing(0.3)
        running.has_counted('kind="button",outcome="answered"} 1.0')


def test_an_opinion_that_could_not_be_kept_may_be_tapped_again(server: TelegramServer, folder: Path) -> None:
    rosa = Person(server, 1, "Rosa")
    with running_bot(server, folder):
        rosa.says("button b:0:h")
        card = rosa.hears()
        told = [rosa.presses("Press", card).answer().text for _ in range(4)]
    assert told == [OUR_FAULT, "not kept", "kept", ALREADY]


# --- the webhook, health, metrics


def test_a_webhook_with_its_secret_its_health_and_its_metrics(server: TelegramServer, folder: Path, port: int) -> None:
    rosa, secret = Person(server, 4711, "Rosa"), "a-secret-of-nobody-at-all"
    url = f"http://127.0.0.1:{port}/telegram"
    with running_bot(server, folder, WEBHOOK_URL=url, WEBHOOK_PORT=str(port), WEBHOOK_SECRET=secret) as running:
        rosa.says(SECRET_CLAIM)
        assert rosa.hears().text == f"heard: {SECRET_CLAIM}"
        update: dict[str, object] = {"update_id": 5, "message": rosa.says("by hand").json}
        assert rosa.hears().text == "heard: by hand"
        assert push(url, update, None) == push(url, update, "another-secret") == 403
        assert push(url, {"update_id": 6}, secret) == 200
        # What Telegram sends again because it did not hear that it was taken.
        assert [push(url, update, secret) for _ in range(2)] == [200, 200]
        rosa.hears_nothing(0.7)
        assert page(port, "/telegram")[0] == 405 and page(port, "/other")[0] == 404
        status, said = page(port, "/health")
        # The store of this bot is empty, and whoever watches it should know.
        assert status == 503 and json.loads(said)["store"]["statements"] == 0
        running.has_counted('whosays_answers_total{kind="message",outcome="answered"} 2.0')
        metrics = page(port, "/metrics")[1]
        assert 'whosays_answers_total{kind="message",outcome="answered"} 2.0' in metrics
        assert 'outcome="repeated"} 2.0' in metrics or 'outcome="nothing to say"}' in metrics
        assert "whosays_answer_seconds_bucket" in metrics and "process_resident_memory_bytes" in metrics
        for never in ("Atlantis", "4711", server.token, secret):
            assert never not in metrics and never not in said
        running.is_told_to_stop()
        running.has_stopped()
    assert push_fails(url)


def push_fails(url: str) -> bool:
    try:
        push(url, {"update_id": 7}, None)
    except OSError:
        return True
    return False


def test_health_beside_long_polling_and_when_it_is_not_well(server: TelegramServer, starter_folder: Path) -> None:
    with running_bot(server, starter_folder, METRICS_PORT="0") as running:
        port = listens_on(running)
        status, said = page(port, "/health")
        store = json.loads(said)["store"]
        assert status == 200 and store["statements"] > 100 and store["generation"]
        assert page(port, "/telegram")[0] == 404
        running.bot.version = broken  # type: ignore[method-assign]
        status, said = page(port, "/health")
        assert status == 503 and json.loads(said)["store"] == "OSError"


def listens_on(running: Running) -> int:
    """The port that the system gave it."""
    assert running.bot.listener is not None
    return running.bot.listener.port


def broken() -> tuple[int, str, int]:
    raise OSError("the disk is gone")


def test_a_port_that_is_taken_is_said(server: TelegramServer, folder: Path) -> None:
    with running_bot(server, folder, METRICS_PORT="0") as running, TelegramServer() as other:
        port = listens_on(running)
        said = pytest.raises(AssertionError, match=f"Nothing can be served on 127.0.0.1:{port}")
        with said, running_bot(other, folder, METRICS_PORT=str(port)):
            pass


# --- what Telegram shows of it


def test_the_menus_are_told_by_place_and_the_bot_describes_itself_where_nothing_was_said(
    server: TelegramServer, folder: Path
) -> None:
    server.methods.profile["short_description"] = {"": "My own words"}
    Person(server, 77, "Ada").says("hello")
    Person(server, 78, "Eve")
    with running_bot(server, folder, ADMIN_IDS="77,78"):
        server.wait_for(lambda call: call.method == "setMyShortDescription" and "es" in call.params.values())
    menus = {scope: {entry["command"] for entry in told} for scope, told in server.methods.commands.items()}
    by_place = {scope.split("'")[-2]: commands for (scope, language), commands in menus.items() if not language}
    private, groups = by_place["all_private_chats"], by_place["all_group_chats"]
    assert {"help", "settings", "privacy", "forgetme"} <= private and "stats" not in private
    assert "context" in groups and "settings" not in groups
    assert "settings" in by_place["all_chat_administrators"]
    maintainers = next(commands for (scope, _), commands in menus.items() if "77" in scope)
    assert {"stats", "requests"} <= maintainers
    assert not any("78" in scope for scope, _ in menus), "whoever has not pressed Start has no menu"
    assert {language for _, language in menus} >= {"", "ru", "ar", "es"}
    assert server.methods.profile["short_description"][""] == "My own words"
    assert "I never say true or false" in server.methods.profile["description"][""]


def test_a_maintainer_who_presses_start_later_has_a_menu_from_then_on(server: TelegramServer, folder: Path) -> None:
    ada, rosa = Person(server, 77, "Ada"), Person(server, 1, "Rosa")
    with running_bot(server, folder, ADMIN_IDS="77"):
        server.wait_for(lambda call: call.method == "setMyShortDescription" and "es" in call.params.values())
        rosa.says("/start")
        rosa.hears()
        assert not any("77" in scope for scope, _ in server.methods.commands)
        since = server.mark()
        ada.says("/start")
        ada.hears()
        server.wait_for(lambda call: call.method == "setMyCommands" and "es" in call.params.values(), since=since)
    told = {language: commands for (scope, language), commands in server.methods.commands.items() if "77" in scope}
    assert set(told) == {"", "ru", "ar", "es"}
    assert "stats" in {entry["command"] for entry in told[""]}


def test_no_menu_offers_what_nobody_answers() -> None:
    from bot.talk.commands import COMMANDS, CONTEXT, OURS_WITHOUT_NAME

    assert {entry.command for entry in MENU} <= {*COMMANDS, CONTEXT}
    # Chosen from a menu, a command comes with the bot's name behind it only where there are several bots.
    assert {entry.command for entry in MENU if "groups" in entry.places} <= OURS_WITHOUT_NAME
    assert {entry.command for entry in MENU if "group administrators" in entry.places} <= OURS_WITHOUT_NAME


# --- the store under it


def test_what_a_refresh_in_another_process_brings_is_answered_without_a_restart(
    server: TelegramServer, empty_store: Store
) -> None:
    rosa = Person(server, 1, "Rosa")
    settings = settings_for(server, empty_store.folder)
    with WebSite() as site, running_bot(server, empty_store.folder, Ways(), partial(open_desk, settings)):
        rosa.says("100 airstrikes hit Homs")
        assert "No reporting" in rosa.hears().text
        kept(Store(empty_store.folder), reported("a1", "Border Monitor", "SANA said that 40 airstrikes hit Homs."))
        rosa.says("100 airstrikes hit Homs, people say")
        before = rosa.hears().text
        assert "40 airstrikes" in before and "Jonas Weil" not in before
        site.article("/a", "Strikes on Homs", ["Over 100 airstrikes hit Homs on Monday, Jonas Weil said."])
        (empty_store.folder / "sources.toml").write_text(
            f'[[source]]\nname = "Daily"\nkind = "page"\nwhere = "{site.url("/a")}"\noutlet = "Harbour Post"\n'
        )
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "WHOSAYS_DATA": str(empty_store.folder),
            "FETCH_ALLOWED_HOSTS": "127.0.0.1",
            "ATTRIBUTION_MODEL": "none",
        }
        command = [sys.executable, "-m", "bot.cli", "kb", "refresh"]
        refreshed = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
        assert refreshed.stdout.startswith("Daily: 1 new")
        rosa.says("100 airstrikes hit Homs, they say")
        assert "Over 100 airstrikes hit Homs on Monday, Jonas Weil said" in rosa.hears().text


def test_an_empty_store_is_said_at_the_start(
    server: TelegramServer, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), running_bot(server, folder):
        pass
    assert "is empty: nothing will be found (`whosays kb load starter`)" in caplog.text


# --- the process


def test_the_process_stops_at_a_signal_after_answering_and_logs_no_token_no_secret_no_claim(
    server: TelegramServer, starter_folder: Path, tmp_path: Path, port: int
) -> None:
    rosa, secret = Person(server, 1, "Rosa"), "a-secret-of-nobody-at-all"
    url = f"http://127.0.0.1:{port}/hook"
    environment = {
        **os.environ,
        # What is tested is this checkout, wherever whosays is installed.
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "WHOSAYS_DATA": str(starter_folder),
        "TELEGRAM_TOKEN": server.token,
        "TELEGRAM_BASE_URL": server.base_url,
        "WEBHOOK_URL": url,
        "WEBHOOK_PORT": str(port),
        "WEBHOOK_SECRET": secret,
        "CLERKS": "1",
    }
    server.refuses("setMyCommands", 502, "Bad Gateway", times=1)
    line = Line(server)
    with (tmp_path / "log").open("w") as log, line.client:
        command = [sys.executable, "-m", "bot.cli", "bot"]
        process = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=log, stderr=log)
        try:
            server.wait_until_polled()
            push(url, {"update_id": 1}, "wrong")
            server.refuses("sendMessage", 400, "Bad Request: can't parse entities", times=1)
            rosa.says(SECRET_CLAIM)
            assert rosa.hears().text == OUR_FAULT
            rosa.says("Russia killed 200 militants in Palmyra")
            wait_until(lambda: line.does("getWebhookInfo")["pending_update_count"] == 0)
            process.send_signal(signal.SIGTERM)
            assert "Palmyra" in rosa.hears().text
            assert process.wait(SOON) == 0
        finally:
            process.kill()
    logged = (tmp_path / "log").read_text()
    assert "stopping" in logged and "BadRequest" in logged
    for never in (server.token, server.token.split(":")[1], secret, "wrong", "Atlantis", "Palmyra", "Rosa"):
        assert never not in logged


# --- settings


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("WEBHOOK_URL", "http://bot.example.org/telegram", "Telegram takes an https address"),
        ("WEBHOOK_URL", "https://bot.example.org/metrics", "which is the bot's own page"),
        ("WEBHOOK_SECRET", "short", "16 to 256 letters"),
        ("WEBHOOK_PORT", "https", "a whole number from 0 to 65535"),
        ("METRICS_PORT", "70000", "a whole number from 0 to 65535"),
        ("CLERKS", "0", "a whole number from 1 to 64"),
        ("CLERKS", "1.5", "a whole number"),
        ("ANSWER_SECONDS", "nan", "a number from 1 to 600"),
        ("MOST_WAITING", "-3", "from 1 to"),
        ("MESSAGES_A_MINUTE", "many", "from 1 to"),
        ("SENT_A_SECOND", "0", "from 1 to 1000"),
        ("STOP_SECONDS", "soon", "a number from 0 to 600"),
        ("REFRESH_EVERY", "often", "such as 6h"),
        ("REFRESH_EVERY", "1m", "five minutes at least"),
    ],
)
def test_a_mistake_in_a_setting_is_one_sentence_that_names_it(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingError) as error:
        read_settings({name: value}, env_file=Path("/nowhere/.env"))
    sentence = str(error.value)
    assert sentence.startswith(name) and says in sentence and sentence.endswith(".") and "\n" not in sentence


def test_every_setting_is_explained_in_the_example() -> None:
    root = Path(__file__).parent.parent
    example = (root / ".env.example").read_text()
    source = (root / "bot" / "settings.py").read_text()
    import re

    for name in set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', source)):
        assert f"\n{name}=" in example, name


# --- what it does by itself


def reported(identity: str, outlet: str, text: str) -> Entry:
    article = Article(
        id=identity,
        url=f"https://example.org/{identity}",
        outlet=outlet,
        title="Strikes on Homs",
        published=None,
        language="en",
        text=text,
        parts=(Part("body", Span(0, len(text))),),
        content_hash=identity,
    )
    return Entry(article, read_statements(article))


def kept(store: Store, *entries: Entry) -> None:
    with store.writing() as writer:
        writer.keep(entries)
        writer.pay_index()


def test_followers_are_told_what_is_new_once_and_those_who_left_are_forgotten(
    server: TelegramServer, empty_store: Store
) -> None:
    rosa, omar = Person(server, 1, "Rosa"), Person(server, 2, "Omar")
    kept(empty_store, reported("a1", "Harbour Post", "SOHR said that over 100 airstrikes hit Homs."))
    opening = partial(open_desk, settings_for(server, empty_store.folder))
    with running_bot(server, empty_store.folder, Ways(), opening) as running:
        for person in (rosa, omar):
            person.says("100 airstrikes hit Homs")
            person.presses("Follow", person.hears()).answer()
            asked = person.hears()
            person.presses(asked.keyboard[0][0], asked).answer()
            person.sees_edit()
        omar.blocks_bot()
        running.does(running.bot.rounds.tell_followers)
        rosa.hears_nothing(0.3)
        news = "SANA said that 100 airstrikes hit Homs."
        kept(Store(empty_store.folder), reported("a2", "Border Monitor", news))
        running.does(running.bot.rounds.tell_followers)
        told = rosa.hears()
        assert "News of a claim you follow" in told.text and news in told.text
        running.does(running.bot.rounds.tell_followers)
        rosa.hears_nothing(0.3)
    assert len([call for call in server.calls if call.params.get("chat_id") == 2 and call.method == "sendMessage"]) == 2
    memory = Memory(empty_store.folder)
    assert len(memory.following(1)) == 1 and memory.following(2) == ()
    memory.close()


def test_a_maintainers_errand_runs_beside_the_answers_and_its_end_is_told(
    server: TelegramServer, starter_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, rosa = Person(server, 77, "Ada"), Person(server, 1, "Rosa")
    ran: list[Sequence[str]] = []
    may_end = threading.Event()

    def runs(command: Sequence[str], seconds: float | None) -> errands.Ended:
        ran.append(command)
        assert may_end.wait(SOON)
        return errands.Ended(0, "2 new articles\n")

    monkeypatch.setattr(errands, "_run", runs)
    settings = settings_for(server, starter_folder, ADMIN_IDS="77")
    with running_bot(server, starter_folder, Ways(), partial(open_desk, settings), ADMIN_IDS="77"):
        ada.says("/refresh")
        ada.hears()
        rosa.says("/help")
        rosa.hears()
        may_end.set()
        assert "2 new articles" in ada.hears().text
    assert ran == [("kb", "refresh")]


def test_the_store_is_refreshed_as_often_as_the_settings_say(
    server: TelegramServer, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    begun = threading.Event()

    def runs(command: Sequence[str], seconds: float | None) -> errands.Ended:
        begun.set()
        return errands.Ended(1, "harbour-post: 3 new\nridge-radio: cannot be reached")

    monkeypatch.setattr(errands, "_run", runs)
    with running_bot(server, folder, REFRESH_EVERY="6h") as running:
        assert begun.wait(SOON)
        wait_until(
            lambda: (
                "whosays_refreshed_timestamp_seconds 0.0" not in running.bot.metrics.text().decode()
                and "The refresh met trouble." in caplog.text
            )
        )
    assert "The refresh met trouble. ridge-radio: cannot be reached" in caplog.text


def test_a_thread_that_waits_soon_has_its_turn() -> None:
    before = sys.getswitchinterval()
    try:
        take_short_turns()
        assert sys.getswitchinterval() == pytest.approx(TURN)
        assert before > TURN
    finally:
        sys.setswitchinterval(before)


def test_cycles_are_looked_for_between_two_answers() -> None:
    class Ring:
        def __init__(self) -> None:
            self.itself = self

    try:
        look_for_no_cycles()
        ring = weakref.ref(Ring())
        kept: list[list[int]] = [[] for _ in range(MADE_BEFORE_LOOKING + 1)]
        assert ring() is not None, "nobody looks while an answer is worked out"
        look_for_cycles()
        assert ring() is None and kept
    finally:
        gc.enable()
        gc.unfreeze()
