"""The bot as people meet it: the real process, over HTTP, against a server that refuses what Telegram refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from patience import SOON, wait_until
from telegram_server import Group, Person, RateLimits, TelegramServer, check_with_aiogram

ROOT = Path(__file__).parent.parent
SECRET_CLAIM = "The harbour master of Atlantis counted 4711 airstrikes"
PALMYRA = "Russia killed 200 militants in Palmyra"
SAID = "The Russian military says so; SOHR says otherwise."


class Running:
    """The bot's process and the server it talks to."""

    def __init__(self, server: TelegramServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.log = folder / "bot.log"
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "WHOSAYS_DATA": str(self.folder),
            "TELEGRAM_TOKEN": self.server.token,
            "TELEGRAM_BASE_URL": self.server.base_url,
            # One person's messages come thick and fast here.
            "MESSAGES_A_MINUTE": "1000",
        }
        listened = self.server.world.listened
        with self.log.open("a") as writing:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "bot"],
                env=environment,
                cwd=self.folder,
                stdout=writing,
                stderr=writing,
                text=True,
            )
        wait_until(lambda: self.server.world.listened > listened or process.poll() is not None)
        assert process.poll() is None, self.log.read_text()
        return process

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(SOON)

    def start(self) -> None:
        """Another process, that knows nothing of what the first one had in mind."""
        self.process = self._start()


@pytest.fixture(scope="module")
def running(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("bot") / "data"
    # What people ask it to keep lies beside the store, and other tests read theirs.
    shutil.copytree(starter_folder, folder, symlinks=True)
    with TelegramServer() as server:
        bot = Running(server, folder)
        try:
            yield bot
        finally:
            bot.stop()


@pytest.fixture
def server(running: Running) -> Iterator[TelegramServer]:
    """The server; afterwards every call the bot made is held against Telegram's types, and it still runs."""
    before = running.server.mark()
    yield running.server
    for call in running.server.calls[before:]:
        check_with_aiogram(call)
    assert running.process.poll() is None, running.log.read_text()


@pytest.fixture
def spotless(server: TelegramServer) -> Iterator[TelegramServer]:
    """The server, of which afterwards is known that it has refused nothing."""
    before = server.mark()
    yield server
    assert not [call for call in server.calls[before:] if not call.ok]


_numbers = iter(range(11, 10_000))


@pytest.fixture
def rosa(server: TelegramServer) -> Person:
    return Person(server, next(_numbers), "Rosa")


def supergroup(server: TelegramServer, owner: Person) -> Group:
    group = Group(server, "Neighbours", kind="supergroup")
    group.adds_bot(owner)
    assert "All I need is to be allowed to write here" in group.hears().text
    return group


class TestInPrivate:
    def test_a_claim_is_answered_with_who_says_so_and_who_says_otherwise(
        self, spotless: TelegramServer, rosa: Person
    ) -> None:
        asked = rosa.says(PALMYRA)
        heard = rosa.hears()
        assert heard.text.split("\n")[0] == f"“{PALMYRA}”"
        assert SAID in heard.text and heard.reply_to == asked.id
        assert "Who says otherwise" in heard.marked("bold") and heard.marked("expandable_blockquote")
        assert any("wtop.com" in address for _, address in heard.links)

    def test_every_button_turns_the_card_in_place(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.says(PALMYRA)
        card = rosa.hears()
        for name, says in (("Accounts", "Who says so"), ("Caveats", "Be careful"), ("Sources", "2 origins")):
            rosa.presses(name, card).answer()
            view = rosa.sees_edit()
            assert view.id == card.id and says in view.text
            rosa.presses("‹ Card", view).answer()
            assert rosa.sees_edit().text == card.text

    def test_a_button_pressed_twice_does_no_harm(self, server: TelegramServer, rosa: Person) -> None:
        rosa.says(PALMYRA)
        card = rosa.hears()
        for press in [rosa.presses("Accounts", card), rosa.presses(card.button("Accounts")["callback_data"], card)]:
            press.answer()
        rosa.hears_nothing(0.5)

    def test_the_chart_is_a_picture_that_hangs_on_the_claim(self, spotless: TelegramServer, rosa: Person) -> None:
        asked = rosa.says(PALMYRA)
        rosa.hears()
        rosa.presses("Figures").answer()
        chart = rosa.hears()
        assert chart.has_photo and chart.reply_to == asked.id and "26 ISIS members" in chart.text

    def test_several_claims_are_listed_and_opened_in_place(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.says("Over 100 airstrikes hit Homs. ISIS only attacks government forces.")
        listed = rosa.hears()
        assert listed.text.startswith("2 claims in this message:")
        rosa.presses("2.", listed).answer()
        card = rosa.sees_edit()
        assert card.id == listed.id and card.text.startswith("“ISIS only attacks government forces”")
        rosa.presses("‹ All claims", card).answer()
        assert rosa.sees_edit().text == listed.text
        rosa.hears_nothing(0.5)

    def test_a_channels_post_is_evidence_of_its_date_and_origin(self, spotless: TelegramServer, rosa: Person) -> None:
        posted = datetime(2021, 4, 20, tzinfo=UTC)
        rosa.forwards(PALMYRA, from_channel="Harbour Watch", date=posted)
        heard = rosa.hears()
        assert "Forwarded from Harbour Watch, where it was posted on 20 April 2021. It is not new" in heard.text
        rosa.forwards(PALMYRA, from_hidden="Jonas Weil", date=posted, caption_of_photo=True)
        heard = rosa.hears()
        assert SAID in heard.text and "Jonas" not in heard.text and "20 April 2021" in heard.text
        rosa.forwards(PALMYRA, from_person=Person(rosa.server, next(_numbers), "Ada Moreau"))
        heard = rosa.hears()
        assert "Ada" not in heard.text and "It is not new" not in heard.text

    def test_a_passage_quoted_from_a_channel_is_what_is_asked_about(
        self, spotless: TelegramServer, rosa: Person
    ) -> None:
        channel = {"id": -1001888, "type": "channel", "title": "Harbour Watch", "username": "harbour_watch"}
        origin = {"type": "channel", "date": 1618905600, "chat": channel, "message_id": 17}
        quoted = {"external_reply": {"origin": origin}, "quote": {"text": PALMYRA, "position": 0}}
        rosa.sends({"text": "is this true?"} | quoted)
        heard = rosa.hears()
        assert SAID in heard.text and "Forwarded from Harbour Watch, where it was posted on 20 April 2021" in heard.text
        assert ("Harbour Watch", "https://t.me/harbour_watch/17") in heard.links
        rosa.presses("Sources", heard).answer()
        assert "2 origins" in rosa.sees_edit().text

    def test_captions_and_links_are_read(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.sends_photo(PALMYRA)
        assert SAID in rosa.hears().text
        rosa.says("https://wtop.com/europe/2021/04/russia-says-its-airstrike-in-syria-killed-200-militants/?utm_x=1")
        assert "Russia says its airstrike in Syria killed 200 militants" in rosa.hears().text

    def test_an_edited_message_edits_its_answer(self, server: TelegramServer, rosa: Person) -> None:
        asked = rosa.says("The mayor opened a swimming pool for 40 children")
        first = rosa.hears()
        assert "says nothing about whether it is true" in first.text
        edited = rosa.edits(asked, PALMYRA)
        card = rosa.sees_edit()
        assert card.id == first.id and SAID in card.text
        rosa.edits(edited, PALMYRA)
        rosa.presses("Who says otherwise", card).answer()
        assert "“26 IS militants were killed”" in rosa.sees_edit().text
        rosa.hears_nothing(0.5)

    def test_an_answer_that_was_deleted_is_given_anew(self, server: TelegramServer, rosa: Person) -> None:
        asked = rosa.says(PALMYRA)
        first = rosa.hears()
        with server.world.lock:
            del server.world.chats[first.chat_id].messages[first.id]
        rosa.edits(asked, "100 airstrikes")
        assert rosa.hears().text.startswith("“100 airstrikes”")

    def test_one_of_several_events_is_chosen_in_place(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.says("100 airstrikes")
        card = rosa.hears()
        wanted = next(row[0] for row in card.keyboard if "23 February 2022" in row[0])
        rosa.presses(wanted, card).answer()
        narrowed = rosa.sees_edit()
        assert "The Levant News says so." in narrowed.text
        rosa.presses("‹ Other events", narrowed).answer()
        assert rosa.sees_edit().text == card.text

    def test_a_place_and_a_date_are_asked_for_and_understood(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.says("100 airstrikes")
        rosa.presses("Not what I meant", rosa.hears()).answer()
        rosa.presses("Add a place or a date", rosa.sees_edit()).answer()
        prompt = rosa.hears()
        assert rosa.server.calls[-1].params["reply_markup"]["force_reply"] is True
        rosa.says("Homs, February 2021", reply_to=prompt)
        narrowed = rosa.hears()
        assert narrowed.text.startswith("“100 airstrikes, Homs, February 2021”")
        rosa.presses("Sources", narrowed).answer()
        assert "SOHR" in rosa.sees_edit().text

    def test_a_forward_to_which_a_place_is_added_keeps_its_day(self, spotless: TelegramServer, rosa: Person) -> None:
        posted = datetime(2021, 4, 20, 8, tzinfo=UTC)
        long = f"{PALMYRA}, it says, in strikes on two hideouts there"
        rosa.forwards(long, from_channel="Harbour Watch", date=posted)
        card = rosa.hears()
        rosa.says("April 2021", reply_to=card)
        narrowed = rosa.hears()
        assert "April 2021”" in narrowed.text and "written on 20 April 2021. It is not new" in narrowed.text
        rosa.presses("Not what I meant", card).answer()
        rosa.presses("Add a place or a date", rosa.sees_edit()).answer()
        prompt = rosa.hears()
        ((claim, address),) = prompt.links
        assert claim == f"“{long}”" and "?start=t_" in address
        rosa.says("Homs", reply_to=prompt)
        narrowed = rosa.hears()
        assert f"“{long}, Homs”" in narrowed.text and "written on 20 April 2021. It is not new" in narrowed.text

    def test_reporting_is_asked_for_only_after_a_yes(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.says("The mayor opened a swimming pool for 40 children")
        card = rosa.hears()
        rosa.presses("Ask for reporting", card).answer()
        question = rosa.hears()
        assert "I would keep the text" in question.text
        rosa.presses("Yes", question).answer()
        assert "on the list" in rosa.sees_edit().text
        rosa.presses("Similar", card).answer()
        assert "nothing that comes near" in rosa.sees_edit().text

    def test_small_talk_gets_a_hint_and_commands_an_answer(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.says("good morning")
        assert rosa.hears().text.startswith("Paste a claim")
        for command, says in (("/start", "I never say true or false"), ("/help", "How to read"), ("/foo", "/help")):
            rosa.says(command)
            assert says in rosa.hears().text

    def test_what_cannot_be_read_is_answered_plainly(self, spotless: TelegramServer, rosa: Person) -> None:
        sticker = {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1}
        rosa.sends({"sticker": sticker | {"is_animated": False, "is_video": False}})
        assert "I read words" in rosa.hears().text
        for number in range(3):
            rosa.sends({"media_group_id": "an album"} | photo_of(number))
        rosa.hears_nothing(0.5)
        for odd in ("<b>100</b> & <i>airstrikes", "🎈🎈🎈", "\u202e\u200b", "*_[`~>#+-=|{}.!", "1" * 4096, "“a”\n“b”"):
            rosa.says(odd)
            assert rosa.hears().text


class TestInGroups:
    def test_it_is_silent_until_it_is_asked_and_answers_once(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        there, omar = rosa.in_group(group), Person(spotless, next(_numbers), "Omar").in_group(group)
        claim = omar.says(PALMYRA)
        there.says("/context", reply_to=claim)
        card = group.hears()
        assert card.reply_to == claim.id and SAID in card.text
        assert card.keyboard == [["More in private"]] and len(card.text) < 900
        again = omar.says("/context", reply_to=claim)
        group.hears_nothing(0.7)
        assert group.chat.reactions[again.id] == ["👌"]

    def test_a_mention_and_a_reply_to_it_are_meant_for_it(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        there = rosa.in_group(group)
        mention = there.says(f"@{spotless.username} {PALMYRA}")
        card = group.hears()
        assert card.reply_to == mention.id and card.text.startswith(f"“{PALMYRA}”")
        there.says("thanks!", reply_to=card)
        there.says("/help@some_other_bot")
        there.says("/start")
        group.hears_nothing(0.7)
        there.says("100 airstrikes", reply_to=card)
        assert group.hears().text.startswith("“100 airstrikes”")

    def test_with_privacy_mode_it_works_the_same(self, spotless: TelegramServer, rosa: Person) -> None:
        spotless.privacy_mode = True
        try:
            group = Group(spotless, "Small group", kind="group")
            group.adds_bot(rosa)
            group.hears()
            there = rosa.in_group(group)
            claim = there.says(PALMYRA)
            there.says(f"/context@{spotless.username}", reply_to=claim)
            assert SAID in group.hears().text
        finally:
            spotless.privacy_mode = False

    def test_more_in_private_opens_the_whole_card(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        there = rosa.in_group(group)
        text = "Russia says that its aircraft have killed 200 militants in two hideouts near Palmyra in Syria"
        there.says(f"/context {text}")
        card = group.hears()
        rosa.opens(card.button("More in private")["url"])
        whole = rosa.hears()
        assert whole.text.startswith(f"“{text}”") and "Who says so" in whole.text
        rosa.presses("Sources", whole).answer()
        assert "origin" in rosa.sees_edit().text

    def test_an_edited_claim_changes_the_card_and_an_edited_question_asks_nothing_anew(
        self, spotless: TelegramServer, rosa: Person
    ) -> None:
        group = supergroup(spotless, rosa)
        there = rosa.in_group(group)
        claim = there.says("The mayor opened a swimming pool for 40 children")
        there.says("/context", reply_to=claim)
        first = group.hears()
        there.edits(claim, PALMYRA)
        card = there.sees_edit()
        assert card.id == first.id and SAID in card.text
        unasked = there.says("the weather")
        there.edits(unasked, "the weather today")
        group.hears_nothing(0.7)
        asking = there.edits(unasked, f"/context {PALMYRA}")
        answer = group.hears()
        assert SAID in answer.text
        there.edits(asking, "/context 100 airstrikes")
        assert there.sees_edit().id == answer.id, "still one answer"

    def test_administrators_make_it_quiet(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        there, omar = rosa.in_group(group), Person(spotless, next(_numbers), "Omar").in_group(group)
        omar.says("/settings")
        assert "Only the administrators" in group.hears().text
        there.says("/settings")
        shown = group.hears()
        assert "Only the administrators" in omar.presses("Quiet mode on", shown).answer().text
        there.presses("Quiet mode on", shown).answer()
        assert "a reaction when something is found" in there.sees_edit().text
        claim, nothing = omar.says(PALMYRA), omar.says("The mayor opened a swimming pool for 40 children")
        omar.says("/context", reply_to=nothing)
        omar.says("/context", reply_to=claim)
        group.hears_nothing(3)
        assert group.chat.reactions == {claim.id: ["👀"]}
        # What is found no longer loses its reaction, and gets it again.
        for text, reaction in (("The mayor opened a swimming pool for 40 children", []), (PALMYRA, ["👀"])):
            before = spotless.mark()
            omar.edits(claim, text)
            spotless.wait_for(lambda call: call.method == "setMessageReaction", since=before)
            assert group.chat.reactions[claim.id] == reaction

    def test_it_speaks_no_faster_than_telegram_listens(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        spotless.enforces_limits(RateLimits())
        try:
            for n in range(24):
                rosa.in_group(group).says(f"/context {n} airstrikes hit Homs")
            heard = [group.hears().text for _ in range(19)]
            group.hears_nothing(1)
            assert sum("Telegram lets me answer" in text for text in heard) == 1
        finally:
            spotless.enforces_limits(None)

    def test_channels_anonymous_administrators_and_other_bots(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        channel = {"id": -1001777, "type": "channel", "title": "Harbour Watch"}
        telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
        bot = {"id": 5, "is_bot": True, "first_name": "Other", "username": "other_bot"}
        anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        mention = {"text": f"@{spotless.username} {PALMYRA}", "entities": [mention_of(spotless)]}
        for silent in (
            {"from": telegram, "sender_chat": channel, "is_automatic_forward": True, **mention},
            {"from": bot, **mention},
            {"from": rosa.json, "via_bot": spotless.world.bot, **mention},
        ):
            spotless.delivers("message", raw(group, 900_000, silent))
        # Heard after all of them: whatever they would have been answered with is here by then.
        rosa.in_group(group).says("/context 100 airstrikes")
        assert group.hears().text.startswith("“100 airstrikes”")
        group.hears_nothing(1)
        command = {"text": "/settings", "entities": [{"type": "bot_command", "offset": 0, "length": 9}]}
        spotless.delivers(
            "message", raw(group, 900_001, {"from": anonymous, "sender_chat": group.chat.json, **command})
        )
        assert "Settings of this group" in group.hears().text

    def test_an_answer_stays_in_its_topic(self, spotless: TelegramServer, rosa: Person) -> None:
        group = supergroup(spotless, rosa)
        topic = {"message_thread_id": 42, "is_topic_message": True}
        mention = {"text": f"@{spotless.username} {PALMYRA}", "entities": [mention_of(spotless)]}
        spotless.delivers("message", raw(group, 900_002, {"from": rosa.json, **topic, **mention}))
        group.hears()
        assert spotless.calls_of("sendMessage")[-1].params["message_thread_id"] == 42

    def test_a_group_that_becomes_a_supergroup_keeps_its_settings(self, server: TelegramServer, rosa: Person) -> None:
        group = Group(server, "Small group", kind="group")
        group.adds_bot(rosa)
        group.hears()
        there = rosa.in_group(group)
        there.says("/settings")
        there.presses("Quiet mode on", group.hears()).answer()
        there.sees_edit()
        claim = there.says(PALMYRA)
        grown = group.becomes_supergroup(rosa)
        # Said in the old group and heard only after the move: the answer goes to the new one.
        server.delivers("message", raw(group, claim.id + 50, {"from": rosa.json, **help_for(server)}))
        assert grown.hears().text
        rosa.in_group(grown).says("/context 100 airstrikes")
        grown.hears_nothing(2)

    def test_where_it_may_not_write_it_keeps_its_peace(self, server: TelegramServer, rosa: Person) -> None:
        group = supergroup(server, rosa)
        before = server.mark()
        server.refuses("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat")
        rosa.in_group(group).says(f"/context {PALMYRA}")
        server.wait_for(lambda call: call.method == "sendMessage" and not call.ok, since=before)
        group.hears_nothing(1)

    def test_thrown_out_it_says_nothing_more(self, server: TelegramServer, rosa: Person) -> None:
        group = supergroup(server, rosa)
        claim = rosa.in_group(group).says(PALMYRA)
        group.kicks_bot(rosa)
        server.delivers("message", raw(group, claim.id + 1, {"from": rosa.json, **help_for(server)}))
        group.hears_nothing(1)


class TestInline:
    def test_first_the_card_then_the_accounts(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.types_inline(PALMYRA)
        titles = rosa.inline_results().titles
        assert titles[0].startswith("Who says so")
        assert any("Russian military says so" in title for title in titles)
        assert any("SOHR says otherwise" in title for title in titles)

    def test_while_still_typing_and_when_nothing_is_found(self, spotless: TelegramServer, rosa: Person) -> None:
        rosa.types_inline("10")
        assert not rosa.inline_results().results
        rosa.types_inline("The mayor opened a swimming pool for 40 children")
        assert rosa.inline_results().titles == ["No reporting found"]


class TestAfterARestart:
    def test_buttons_work_edits_are_answered_and_what_was_said_meanwhile_is_too(
        self, running: Running, server: TelegramServer, rosa: Person
    ) -> None:
        mina = Person(server, next(_numbers), "Mina")
        asked = rosa.says(PALMYRA)
        card = rosa.hears()
        rosa.presses("Not what I meant", card).answer()
        doubt = rosa.sees_edit()
        mina.types_inline(PALMYRA)
        sent = mina.chooses(mina.inline_results().results[0])
        group = supergroup(server, rosa)
        rosa.in_group(group).says("/context 100 airstrikes")
        narrow = group.hears()

        running.stop()
        omar = Person(server, next(_numbers), "Omar")
        omar.says(PALMYRA)
        running.start()

        assert SAID in omar.hears().text
        rosa.presses("‹ Card", doubt).answer()
        assert rosa.sees_edit().text == card.text
        mina.presses("Sources", sent).answer()
        assert "2 origins" in mina.sees_inline_edit(sent).text
        rosa.in_group(group).presses("2.", narrow).answer()
        assert "SouthFront" in rosa.in_group(group).sees_edit().text
        rosa.edits(asked, "100 airstrikes")
        assert rosa.hears().text.startswith("“100 airstrikes”")
        omar.hears_nothing(0)


class TestWhenThingsGoWrong:
    def test_a_flood_is_answered_whole(self, server: TelegramServer) -> None:
        people = [Person(server, next(_numbers), f"Person {n}") for n in range(20)]
        server.floods("sendMessage", 1, times=3)
        for person in people:
            person.says(PALMYRA)
        for person in people:
            assert SAID in person.hears().text
        for person in people:
            person.hears_nothing(0)

    def test_a_broken_server_and_a_cut_line_are_tried_again(self, server: TelegramServer, rosa: Person) -> None:
        server.refuses("sendMessage", 502, "Bad Gateway", times=2)
        rosa.says(PALMYRA)
        assert SAID in rosa.hears().text
        card = rosa._last_with_keyboard()
        server.cuts("editMessageText")
        rosa.presses("Sources", card).answer()
        assert "origins" in rosa.sees_edit().text
        rosa.hears_nothing(0.5)

    def test_a_line_cut_over_a_message_leaves_somebody_told(self, server: TelegramServer, rosa: Person) -> None:
        server.cuts("sendMessage")
        rosa.says(PALMYRA)
        assert "send your message again" in rosa.hears().text or SAID in rosa.hears().text

    def test_whoever_has_blocked_it_is_left_in_peace(
        self, running: Running, server: TelegramServer, rosa: Person
    ) -> None:
        rosa.says(PALMYRA)
        heard = rosa.hears()
        rosa.blocks_bot()
        chat = server.world.chats[heard.chat_id].json
        late = {"message_id": 900_010, "date": int(time.time()), "chat": chat, "from": rosa.json, "text": PALMYRA}
        before = server.mark()
        server.delivers("message", late)
        server.wait_for(lambda call: call.method == "sendMessage" and not call.ok, since=before)
        rosa.hears_nothing(0.5)
        rosa.unblocks_bot()
        rosa.says("100 airstrikes")
        assert rosa.hears().text.startswith("“100 airstrikes”")

    def test_a_failure_is_said_plainly_and_logged_without_the_claim(
        self, running: Running, server: TelegramServer, rosa: Person
    ) -> None:
        server.refuses("sendMessage", 400, "Bad Request: can't parse entities", times=1)
        rosa.says(SECRET_CLAIM)
        assert "Something went wrong on our side" in rosa.hears().text
        rosa.says(SECRET_CLAIM)
        assert "Atlantis" in rosa.hears().text
        logged = running.log.read_text()
        assert "BadRequest" in logged
        assert SECRET_CLAIM not in logged and "Atlantis" not in logged
        assert server.token not in logged


def photo_of(number: int) -> dict[str, Any]:
    return {"photo": [{"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 90, "height": 51}]}


def raw(group: Group, number: int, content: dict[str, Any]) -> dict[str, Any]:
    """A message in a group as Telegram writes it, such as no person here could send."""
    return {"message_id": number, "date": int(time.time()), "chat": group.chat.json, **content}


def mention_of(server: TelegramServer) -> dict[str, Any]:
    return {"type": "mention", "offset": 0, "length": len(server.username) + 1}


def help_for(server: TelegramServer) -> dict[str, Any]:
    text = f"/help@{server.username}"
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}]}
