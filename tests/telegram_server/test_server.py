"""The Telegram server itself: it must refuse what Telegram refuses, and a real bot must be able to live on it.

A row of REFUSED is a call, then Telegram's status and words. A new refusal met in the wild goes there.
"""

from __future__ import annotations

import asyncio
import html
import threading
import time
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from bots import kept_port
from patience import SOON, wait_until
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from telegram_server import Call, Group, Person, RateLimits, TelegramServer, check_with_aiogram
from telegram_server.calls import refuse_unknown_fields
from telegram_server.entities import utf16_length
from telegram_server.line import Line, png
from telegram_server.refusals import QUERY_TOO_OLD, Json

Any_application = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE


# --- a real bot lives on it


async def on_text(update: Update, context: Context) -> None:
    assert update.effective_message and update.effective_chat
    words = update.effective_message.text or update.effective_message.caption or ""
    await context.bot.send_chat_action(update.effective_chat.id, "typing")
    if words.startswith("/start"):
        await update.effective_message.reply_text("started " + words)
    elif words == "picture":
        await update.effective_message.reply_photo(png(400, 300), caption="a <b>chart</b>", parse_mode="HTML")
    else:
        keyboard = InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton("More", callback_data="c:1:2"),
                    InlineKeyboardButton("Start", url=f"https://t.me/{context.bot.username}?start=c_1"),
                ]
            ]
        )
        await update.effective_message.reply_html(f"<b>{html.escape(words)}</b>", reply_markup=keyboard, do_quote=True)


async def on_press(update: Update, context: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("Page 2")
    await update.callback_query.edit_message_text(f"<i>{update.callback_query.data}</i>", parse_mode="HTML")


async def on_inline(update: Update, context: Context) -> None:
    assert update.inline_query
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="c:1:2")]])
    results = [
        InlineQueryResultArticle(str(n), f"{n}", InputTextMessageContent(f"<b>{n}</b>", parse_mode="HTML"), keyboard)
        for n in range(3)
    ]
    button = InlineQueryResultsButton("Ask in private", start_parameter="long_claim")
    await update.inline_query.answer(results, cache_time=60, is_personal=True, next_offset="3", button=button)


async def on_chosen(update: Update, context: Context) -> None:
    assert update.chosen_inline_result
    inline_id = update.chosen_inline_result.inline_message_id
    await context.bot.edit_message_text("sources follow", inline_message_id=inline_id)


class SmallBot:
    """A python-telegram-bot application in a thread of its own."""

    def __init__(self, server: TelegramServer, webhook_port: int | None = None) -> None:
        self.server = server
        self.webhook_port = webhook_port
        self.errors: list[BaseException] = []
        self._loop = asyncio.new_event_loop()
        self._done = asyncio.Event()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._run()), daemon=True)

    def __enter__(self) -> SmallBot:
        self._thread.start()
        self.server.wait_until_polled()
        # A webhook is told of before its port is opened: what is pushed in between is refused, and that is kept.
        assert self._listens.wait(SOON)
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(SOON)
        self._loop.close()

    async def _run(self) -> None:
        application = self._build()
        async with application:
            assert application.updater
            await application.start()
            if self.webhook_port:
                await application.updater.start_webhook(
                    "127.0.0.1",
                    self.webhook_port,
                    "hook",
                    webhook_url=f"http://127.0.0.1:{self.webhook_port}/hook",
                    secret_token="s3cret",
                )
            else:
                await application.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
            self._listens.set()
            await self._done.wait()
            await application.updater.stop()
            await application.stop()

    def _build(self) -> Any_application:
        builder = ApplicationBuilder().token(self.server.token).base_url(self.server.base_url)
        application: Any_application = builder.concurrent_updates(True).build()
        application.add_handler(CallbackQueryHandler(on_press))
        application.add_handler(InlineQueryHandler(on_inline))
        application.add_handler(ChosenInlineResultHandler(on_chosen))
        application.add_handler(MessageHandler(filters.TEXT | filters.CAPTION, on_text))
        application.add_error_handler(self._keep_error)
        return application

    async def _keep_error(self, update: object, context: Context) -> None:
        if context.error:
            self.errors.append(context.error)


def test_a_conversation(server: TelegramServer, rosa: Person) -> None:
    with SmallBot(server) as bot:
        asked = rosa.says("over 100 <airstrikes> 🏟")
        heard = rosa.hears()
        assert heard.text == "over 100 <airstrikes> 🏟"
        assert heard.marked("bold") == [heard.text]
        assert heard.keyboard == [["More", "Start"]]
        assert heard.reply_to == asked.id
        assert rosa.private.actions == ["typing"]

        press = rosa.presses("More")
        assert press.answer().text == "Page 2"
        edited = rosa.sees_edit()
        assert (edited.text, edited.keyboard, edited.id) == ("c:1:2", [], heard.id)

        with pytest.raises(AssertionError, match="no button"):
            rosa.presses("More")
        rosa.says("once more")
        rosa.hears()
        rosa.presses("Start")
        assert rosa.hears().text == "started /start c_1"

        rosa.forwards("200 militants", from_channel="Front news", date=datetime(2021, 2, 18, tzinfo=UTC))
        assert rosa.hears().text == "200 militants"
        rosa.sends_photo("with a caption")
        assert rosa.hears().text == "with a caption"
        rosa.says("picture")
        picture = rosa.hears()
        assert picture.has_photo and picture.marked("bold") == ["chart"]
        assert picture.json["photo"][0]["width"] == 400
        rosa.edits(asked, "at least 100")
        assert rosa.hears().text == "at least 100"
        rosa.hears_nothing(0.2)
    assert not bot.errors
    assert not server.refused
    for call in server.calls:
        check_with_aiogram(call)


def test_inline(server: TelegramServer, rosa: Person) -> None:
    with SmallBot(server) as bot:
        rosa.types_inline("100 airstrikes")
        answer = rosa.inline_results()
        assert answer.titles == ["0", "1", "2"]
        assert (answer.cache_time, answer.is_personal, answer.next_offset) == (60, True, "3")
        assert answer.button == {"text": "Ask in private", "start_parameter": "long_claim"}
        message = rosa.chooses(answer.results[1])
        assert message.marked("bold") == ["1"]
        assert rosa.sees_inline_edit(message).text == "sources follow"
    assert not bot.errors and not server.refused
    for call in server.calls:
        check_with_aiogram(call)


def test_a_webhook(server: TelegramServer, rosa: Person, line: Line) -> None:
    with kept_port() as port, SmallBot(server, webhook_port=port) as bot:
        for number in range(20):
            rosa.says(f"message {number}")
        assert {rosa.hears().text for _ in range(20)} == {f"message {number}" for number in range(20)}
        info = line.does("getWebhookInfo")
        assert info["url"].endswith("/hook") and "last_error_message" not in info
        refused = line.call("getUpdates")
        assert refused["error_code"] == 409
        secret = httpx.post(info["url"], json={}, headers={"X-Telegram-Bot-Api-Secret-Token": "guessed"})
        assert secret.status_code == 403
    assert not bot.errors


def test_faults_come_in_order_and_once(server: TelegramServer, rosa: Person, line: Line) -> None:
    rosa.says("hello")
    server.floods("sendMessage", 3)
    server.refuses("sendMessage", 500)
    flooded = line.call("sendMessage", chat_id=11, text="a")
    assert (flooded["error_code"], flooded["parameters"]) == (429, {"retry_after": 3})
    assert flooded["description"] == "Too Many Requests: retry after 3"
    assert line.call("sendMessage", chat_id=11, text="a")["error_code"] == 500
    server.refuses("*", 502)
    with pytest.raises(ValueError, match="Expecting value"):
        line.call("sendMessage", chat_id=11, text="a")
    server.cuts("sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        line.call("sendMessage", chat_id=11, text="a")
    rosa.hears_nothing(0.05)
    server.loses_answer("sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        line.call("sendMessage", chat_id=11, text="said but not confirmed")
    assert rosa.hears().text == "said but not confirmed"
    server.slows("sendMessage", 0.3)
    begun = time.monotonic()
    line.does("sendMessage", chat_id=11, text="late")
    assert time.monotonic() - begun >= 0.3
    assert [call.ok for call in server.calls] == [False] * 5 + [True]


def test_a_bot_survives_cut_polls(server: TelegramServer, rosa: Person) -> None:
    server.refuses("getUpdates", 502)
    server.cuts("getUpdates")
    with SmallBot(server):
        rosa.says("still there?")
        assert rosa.hears().text == "still there?"


def test_rates(server: TelegramServer, rosa: Person, line: Line) -> None:
    rosa.says("hello")
    server.enforces_limits(RateLimits(burst=2))
    answers = [line.call("sendMessage", chat_id=11, text=str(n)) for n in range(3)]
    assert [answer["ok"] for answer in answers] == [True, True, False]
    assert answers[2]["parameters"]["retry_after"] == 2


# --- polling


def test_polls_by_offset(server: TelegramServer, rosa: Person, line: Line) -> None:
    for number in range(5):
        rosa.says(str(number))
    first = line.does("getUpdates", limit=2)
    assert [update["message"]["text"] for update in first] == ["0", "1"]
    assert line.does("getUpdates", limit=2) == first, "nothing is forgotten until it is confirmed"
    rest = line.does("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["2", "3", "4"]
    assert [update["message"]["text"] for update in line.does("getUpdates", offset=-1)] == ["4"]
    line.does("deleteWebhook", drop_pending_updates=True)
    assert line.does("getUpdates") == []


def test_a_long_poll_wakes_and_ends(server: TelegramServer, rosa: Person, line: Line) -> None:
    begun = time.monotonic()
    assert line.does("getUpdates", timeout=1) == []
    assert time.monotonic() - begun > 0.9
    answers: list[Any] = []
    longest = 50
    waiting = threading.Thread(target=lambda: answers.append(line.does("getUpdates", timeout=longest)))
    begun, listened = time.monotonic(), server.world.listened
    waiting.start()
    wait_until(lambda: server.world.listened > listened)
    rosa.says("now")
    waiting.join(SOON)
    assert answers[0][0]["message"]["text"] == "now"
    assert time.monotonic() - begun < longest - 10


def test_a_second_poll_ends_the_first(server: TelegramServer, line: Line) -> None:
    answers: list[Json] = []
    first = threading.Thread(target=lambda: answers.append(Line(server).call("getUpdates", timeout=20)))
    first.start()
    server.wait_until_polled()
    line.does("getUpdates")
    first.join(SOON)
    assert answers[0]["error_code"] == 409
    assert answers[0]["description"].startswith("Conflict: terminated by other getUpdates request")


def test_only_asked_kinds_come(server: TelegramServer, rosa: Person, line: Line) -> None:
    line.does("getUpdates", allowed_updates=["message"])
    rosa.says("hello")
    rosa.types_inline("hello")
    assert [list(update) for update in line.does("getUpdates")] == [["update_id", "message"]]
    assert server.world.updates.unwanted == 1


# --- doors


def test_blocked_and_unknown(server: TelegramServer, rosa: Person, line: Line) -> None:
    emil = Person(server, 12, "Emil")
    assert line.call("sendMessage", chat_id=12, text="a")["description"] == "Bad Request: chat not found"
    emil.types_inline("hello")
    answer = line.call("sendMessage", chat_id=12, text="a")
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"
    rosa.says("hello")
    rosa.blocks_bot()
    answer = line.call("sendMessage", chat_id=11, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    change = line.does("getUpdates", offset=-1)[0]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    rosa.unblocks_bot()
    line.does("sendMessage", chat_id=11, text="a")


def test_groups(server: TelegramServer, rosa: Person, line: Line) -> None:
    group = Group(server, "Front watchers")
    there = rosa.in_group(group)
    there.says("nobody listens yet")
    group.adds_bot(by=rosa)
    there.says("@whosays_test_bot 100 airstrikes")
    updates = line.does("getUpdates")
    assert [next(kind for kind in update if kind != "update_id") for update in updates] == ["my_chat_member"] + [
        "message"
    ] * 2
    said = updates[-1]["message"]
    assert said["chat"]["type"] == "supergroup" and said["chat"]["id"] < -1_000_000_000_000
    assert said["entities"] == [{"type": "mention", "offset": 0, "length": 17}]
    line.does("sendMessage", chat_id=group.id, text="answer", reply_parameters={"message_id": said["message_id"]})
    assert group.hears().text == there.hears().text == "answer"
    group.hears_nothing(0.05)
    assert line.does("getChatMember", chat_id=group.id, user_id=11)["status"] == "creator"
    assert [member["user"]["id"] for member in line.does("getChatAdministrators", chat_id=group.id)] == [11]
    group.kicks_bot(by=rosa)
    answer = line.call("sendMessage", chat_id=group.id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was kicked from the supergroup chat")


def test_a_group_that_moves(server: TelegramServer, rosa: Person, line: Line) -> None:
    group = Group(server, "Front watchers", "group")
    group.adds_bot(by=rosa)
    new = group.becomes_supergroup(by=rosa)
    answer = line.call("sendMessage", chat_id=group.id, text="a")
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    line.does("sendMessage", chat_id=new.id, text="a")


def test_a_result_chosen_in_a_group_comes_by_way_of_the_bot(server: TelegramServer, rosa: Person, line: Line) -> None:
    group = Group(server, "Front watchers")
    group.adds_bot(by=rosa)
    there = rosa.in_group(group)
    there.types_inline("100 airstrikes")
    query = line.does("getUpdates", offset=-1)[0]["inline_query"]
    assert query["chat_type"] == "supergroup"
    result = {"type": "article", "id": "1", "title": "A", "input_message_content": {"message_text": "a card"}}
    line.does("answerInlineQuery", inline_query_id=query["id"], results=[result])
    assert "inline_message_id" not in there.chooses(there.inline_results().results[0]).json
    chosen, message = line.does("getUpdates", offset=-2)
    assert chosen["chosen_inline_result"]["result_id"] == "1"
    assert (message["message"]["text"], message["message"]["via_bot"]["username"]) == ("a card", server.username)


def test_a_sticker_is_a_message_too(server: TelegramServer, rosa: Person, line: Line) -> None:
    rosa.sends({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}})
    update = Update.de_json(line.does("getUpdates")[0], None)
    assert update.message and update.message.voice and update.message.text is None


def test_privacy_mode() -> None:
    with TelegramServer(privacy_mode=True) as server:
        rosa, group = Person(server, 11, "Rosa"), Group(server, "Front watchers")
        group.adds_bot(by=rosa)
        before, there = len(server.world.updates), rosa.in_group(group)
        there.says("100 airstrikes")
        there.says("/ask@another_bot 100 airstrikes")
        assert len(server.world.updates) == before
        there.says("/ask@whosays_test_bot 100 airstrikes")
        there.says("@whosays_test_bot, 100 airstrikes")
        assert len(server.world.updates) == before + 2


def test_queries_are_answered_once_and_in_time(server: TelegramServer, rosa: Person, line: Line) -> None:
    rosa.types_inline("a")
    query = line.does("getUpdates")[0]["inline_query"]["id"]
    line.does("answerInlineQuery", inline_query_id=query, results=[])
    again = line.call("answerInlineQuery", inline_query_id=query, results=[])
    assert again["description"] == "Bad Request: " + QUERY_TOO_OLD
    rosa.types_inline("b")
    query = line.does("getUpdates", offset=-1)[0]["inline_query"]["id"]
    server.ages_queries()
    assert not line.call("answerInlineQuery", inline_query_id=query, results=[])["ok"]


# --- the second opinion, and size


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 11, "text": "a", "parse_mod": "HTML"}),
        ("sendMessage", {"chat_id": 11}),
        (
            "sendMessage",
            {"chat_id": 11, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "a"}]]}},
        ),
        ("sendVerdict", {"chat_id": 11}),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [{"type": "article", "id": "1"}]}),
    ],
)
def test_aiogram_objects(method: str, params: Json) -> None:
    with pytest.raises(ValueError):
        check_with_aiogram(Call(0, method, params))


def test_what_the_server_says_is_telegrams_own_shape(server: TelegramServer, rosa: Person, line: Line) -> None:
    import aiogram.methods
    from aiogram.types import Update as AiogramUpdate
    from pydantic import TypeAdapter

    line.does("getUpdates", allowed_updates=Update.ALL_TYPES)
    group, channel = Group(server, "Front watchers"), Group(server, "Front news", "channel", username="front_news")
    first = rosa.says("/start see https://example.org @someone #homs")
    rosa.says("an answer", reply_to=first)
    rosa.edits(first, "/help")
    rosa.sends_photo("with words")
    rosa.forwards("from a channel", from_channel="Front news")
    rosa.forwards("from a person", from_person=Person(server, 12, "Emil"))
    rosa.forwards("under a picture", from_hidden="Somebody", caption_of_photo=True)
    rosa.types_inline("100 airstrikes")
    rosa.blocks_bot()
    rosa.unblocks_bot()
    group.adds_bot(by=rosa)
    channel.adds_bot(by=rosa)
    channel.posts("over 100 airstrikes")
    group.kicks_bot(by=rosa)
    group.adds_bot(by=rosa)
    keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    sent = line.does("sendMessage", chat_id=11, text="a @someone", reply_markup=keyboard)["message_id"]
    rosa.hears()
    rosa.presses("More")
    line.does("sendPhoto", chat_id=group.id, photo="https://example.org/a.png", caption="a chart")
    line.does("sendMessage", chat_id="@front_news", text="a", reply_parameters={"message_id": 1})
    line.does("editMessageText", chat_id=11, message_id=sent, text="b")
    line.does("setMessageReaction", chat_id=11, message_id=first.id, reaction=[{"type": "emoji", "emoji": "👀"}])
    line.does("setMyCommands", commands=[{"command": "ask", "description": "Who says so?"}])
    line.does("setMyShortDescription", short_description="Who says so?")
    for method, params in [
        ("getMe", {}),
        ("getMyCommands", {}),
        ("getMyShortDescription", {}),
        ("getWebhookInfo", {}),
        ("getChat", {"chat_id": 11}),
        ("getChat", {"chat_id": group.id}),
        ("getChatMember", {"chat_id": group.id, "user_id": 12}),
        ("getChatMember", {"chat_id": channel.id, "user_id": server.world.bot["id"]}),
        ("getChatAdministrators", {"chat_id": group.id}),
        ("getChatMemberCount", {"chat_id": group.id}),
        ("leaveChat", {"chat_id": group.id}),
    ]:
        line.does(method, **params)
    updates = line.does("getUpdates")
    kinds = "update_id message edited_message inline_query callback_query my_chat_member channel_post"
    assert {kind for update in updates for kind in update} == set(kinds.split())
    for update in updates:
        refuse_unknown_fields(AiogramUpdate.model_validate(update), "update")
        read = Update.de_json(update, None)
        assert not read.api_kwargs and not (read.effective_message and read.effective_message.api_kwargs)
    for call in server.calls:
        check_with_aiogram(call)
        assert call.answer
        returned = getattr(aiogram.methods, call.method[0].upper() + call.method[1:]).__returning__
        refuse_unknown_fields(TypeAdapter(returned).validate_python(call.answer["result"]), call.method)


def test_long_messages_are_split_by_the_app(server: TelegramServer, rosa: Person, line: Line) -> None:
    rosa.says("🏟" * 5000)
    texts = [update["message"]["text"] for update in line.does("getUpdates")]
    assert [utf16_length(text) for text in texts] == [4096, 4096, 1808]
    with pytest.raises(ValueError, match="cannot send"):
        rosa.says(" \n")


def test_a_thousand_chats(server: TelegramServer, line: Line) -> None:
    people = [Person(server, 1000 + number, f"Reader {number}") for number in range(1000)]
    begun = time.process_time()
    for _ in range(5):
        for person in people:
            person.says("100 airstrikes in Homs @whosays_test_bot")
    taken, offset = 0, 0
    while updates := line.does("getUpdates", offset=offset):
        taken += len(updates)
        offset = updates[-1]["update_id"] + 1
    assert taken == 5000
    assert time.process_time() - begun < 20


def test_a_wait_that_ends_badly_says_what_happened(server: TelegramServer, rosa: Person, line: Line) -> None:
    line.call("sendMessage", chat_id=11, text="a")
    with pytest.raises(AssertionError, match=r"Rosa .* got nothing within .* chat not found"):
        rosa.hears(0.05)
    with pytest.raises(AssertionError, match="no such call within"):
        server.wait_for(lambda call: call.method == "leaveChat", timeout=0.05)
    assert server.wait_for(lambda call: call.method == "sendMessage").params["text"] == "a"
