"""The bot as people meet it: the real process, over HTTP, against a server that refuses what Telegram refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram_server import Group, Person, TelegramServer, check_with_aiogram

SECRET_CLAIM = "The harbour master of Atlantis counted 4711 airstrikes"


class Running:
    """The bot's process and the server it talks to."""

    def __init__(self, server: TelegramServer, process: subprocess.Popen[str], log: Path) -> None:
        self.server = server
        self.process = process
        self.log = log


@pytest.fixture(scope="module")
def running(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    log = tmp_path_factory.mktemp("bot") / "bot.log"
    with TelegramServer() as server, log.open("w") as writing:
        environment = {
            **os.environ,
            "WHOSAYS_DATA": str(starter_folder),
            "TELEGRAM_TOKEN": server.token,
            "TELEGRAM_BASE_URL": server.base_url,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "bot"],
            env=environment,
            cwd=log.parent,
            stdout=writing,
            stderr=writing,
            text=True,
        )
        try:
            server.wait_until_polled(60)
            yield Running(server, process, log)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def server(running: Running) -> Iterator[TelegramServer]:
    """The server; afterwards every call the bot made is held against Telegram's types, and none was refused."""
    before = running.server.mark()
    yield running.server
    for call in running.server.calls:
        if call.number >= before:
            check_with_aiogram(call)
    assert running.process.poll() is None, running.log.read_text()


def test_a_claim_in_a_private_chat(server: TelegramServer) -> None:
    rosa = Person(server, 11, "Rosa")
    rosa.says("Russia killed 200 militants in Palmyra")
    heard = rosa.hears(timeout=20)
    assert heard.text.startswith("“Russia killed 200 militants in Palmyra”")
    assert "Russian military" in heard.text and "SOHR" in heard.text
    assert "Who says otherwise" in heard.marked("bold")
    assert any("wtop.com" in address for _, address in heard.links)
    assert server.calls_of("sendChatAction"), "the bot shows that it is working"


def test_every_claim_of_a_message_gets_a_card(server: TelegramServer) -> None:
    omar = Person(server, 12, "Omar")
    omar.says("Over 100 airstrikes hit Homs. ISIS only attacks government forces.")
    first, second = omar.hears(timeout=20), omar.hears(timeout=20)
    assert first.text.startswith("“Over 100 airstrikes hit Homs”")
    assert second.text.startswith("“ISIS only attacks government forces”")


def test_a_forward_and_a_caption_are_read(server: TelegramServer) -> None:
    lena = Person(server, 13, "Lena")
    lena.forwards("200 militants killed in Palmyra", from_hidden="Somebody", date=datetime(2021, 4, 20, tzinfo=UTC))
    assert "Russian military" in lena.hears(timeout=20).text
    lena.sends_photo("200 militants killed in Palmyra")
    assert "Russian military" in lena.hears(timeout=20).text


def test_small_talk_gets_a_hint_and_nothing_irrelevant(server: TelegramServer) -> None:
    ada = Person(server, 14, "Ada")
    ada.says("good morning")
    assert ada.hears(timeout=20).text.startswith("Paste a claim")
    ada.says("The mayor opened a swimming pool for 40 children")
    heard = ada.hears(timeout=20)
    assert "says nothing about whether it is true" in heard.text
    assert not heard.links


def test_start_says_what_the_bot_is_for(server: TelegramServer) -> None:
    noa = Person(server, 15, "Noa")
    noa.says("/start")
    assert "I never say true or false" in noa.hears(timeout=20).text


def test_the_second_page_and_back(server: TelegramServer) -> None:
    ivan = Person(server, 16, "Ivan")
    ivan.says("ISIS attacks in Syria")
    card = ivan.hears(timeout=20)
    assert "more on the next page" in card.text
    ivan.presses("More (2/2) ›", card).answer()
    turned = ivan.sees_edit(timeout=20)
    assert turned.id == card.id and "continued" in turned.text
    ivan.presses("‹ Back", turned).answer()
    assert ivan.sees_edit(timeout=20).text == card.text


def test_inline_first_the_card_then_the_accounts(server: TelegramServer) -> None:
    mina = Person(server, 17, "Mina")
    mina.types_inline("Russia killed 200 militants in Palmyra")
    answer = mina.inline_results(timeout=20)
    titles = [result["title"] for result in answer.results]
    assert titles[0].startswith("Who says so")
    assert any("Russian military says so" in title for title in titles)
    assert any("SOHR says otherwise" in title for title in titles)


def test_inline_while_still_typing_and_when_nothing_is_found(server: TelegramServer) -> None:
    mina = Person(server, 18, "Mina")
    mina.types_inline("10")
    assert not mina.inline_results(timeout=20).results
    mina.types_inline("The mayor opened a swimming pool for 40 children")
    results = mina.inline_results(timeout=20).results
    assert [result["title"] for result in results] == ["No reporting found"]


def test_a_flood_is_answered_whole(server: TelegramServer) -> None:
    people = [Person(server, 100 + n, f"Person {n}") for n in range(20)]
    server.floods("sendMessage", 1, times=3)
    for person in people:
        person.says("200 militants killed in Palmyra")
    for person in people:
        assert "Russian military" in person.hears(timeout=60).text


def test_what_cannot_be_parsed_is_answered_plainly(server: TelegramServer) -> None:
    zoe = Person(server, 19, "Zoe")
    zoe.sends(
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "u",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        }
    )
    assert "I read words" in zoe.hears(timeout=20).text
    for odd in ("<b>100</b> & <i>airstrikes", "🎈🎈🎈", "\u202e\u200b", "*_[`~>#+-=|{}.!", "1" * 4096):
        zoe.says(odd)
        assert zoe.hears(timeout=20).text


def test_silent_in_a_group(server: TelegramServer) -> None:
    rosa = Person(server, 21, "Rosa")
    group = Group(server, "Neighbours", kind="supergroup")
    group.adds_bot(rosa)
    rosa.in_group(group).says("100 airstrikes")
    group.hears_nothing(1.5)


def test_a_failure_is_said_plainly_and_logged_without_the_claim(running: Running, server: TelegramServer) -> None:
    eve = Person(server, 20, "Eve")
    server.refuses("sendMessage", 400, "Bad Request: can't parse entities", times=1)
    eve.says(SECRET_CLAIM)
    assert "Something went wrong on our side" in eve.hears(timeout=20).text
    logged = running.log.read_text()
    assert "BadRequest" in logged
    assert SECRET_CLAIM not in logged and "Atlantis" not in logged
    assert server.token not in logged
