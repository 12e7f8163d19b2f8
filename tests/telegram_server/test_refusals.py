"""What Telegram refuses, and what it makes of the rest.

A row of REFUSED is a call, then Telegram's words after "Bad Request: ". A refusal newly met in the wild goes there.
"""

from __future__ import annotations

import html
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from telegram_server import Person, TelegramServer
from telegram_server.entities import clean_text, cut_utf16, find_entities, utf16_length
from telegram_server.html import parse_html
from telegram_server.line import Line, png
from telegram_server.refusals import NOT_MODIFIED, QUERY_TOO_OLD, Json, Refusal
from telegram_server.rules import UPDATE_KINDS, check_photo


def rows(*buttons: Json) -> Json:
    return {"inline_keyboard": [[button] for button in buttons]}


def article(**fields: Any) -> Json:
    return {"type": "article", "id": "1", "title": "A", "input_message_content": {"message_text": "a"}} | fields


def send(text: str, **params: Any) -> tuple[str, Json]:
    return "sendMessage", {"chat_id": 11, "text": text} | params


def marked(text: str) -> tuple[str, Json]:
    return send(text, parse_mode="HTML")


def with_button(**button: Any) -> tuple[str, Json]:
    return send("a", reply_markup=rows(button))


def inline(*results: Any, **params: Any) -> tuple[str, Json]:
    return "answerInlineQuery", {"inline_query_id": "QUERY", "results": list(results)} | params


CANNOT = "can't parse entities: "
NO_BUTTON = "can't parse inline keyboard button: "
NO_URL = "inline keyboard button URL '{}' is invalid: Wrong HTTP URL"
NO_RESULT = "can't parse InlineQueryResult: "
FIRST = " at byte offset 0"
ROWS = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'

REFUSED: list[tuple[tuple[str, Json], str]] = [
    # the text
    (send(""), "message text is empty"),
    (("sendMessage", {"chat_id": 11}), "message text is empty"),
    (send(" \n\t"), "text must be non-empty"),
    (send("\u200b\u2060"), "text must be non-empty"),
    (marked("<b> </b>"), "text must be non-empty"),
    (send("a" * 4097), "message is too long"),
    (send("🏟" * 2049), "message is too long"),
    (marked("<b>" + "a" * 4097 + "</b>"), "message is too long"),
    (send("a", parse_mode="Word"), "unsupported parse_mode"),
    (send("a", entities=[{"type": "bold", "offset": 0, "length": 2}]), "ENTITY_BOUNDS_INVALID"),
    # its markup
    (marked("over <100"), CANNOT + "Unclosed start tag at byte offset 5"),
    (marked("é < 100 and"), CANNOT + 'Unsupported start tag "" at byte offset 3'),
    (marked("<p>a</p>"), CANNOT + 'Unsupported start tag "p" at byte offset 0'),
    (marked("<br/>"), CANNOT + 'Unsupported start tag "br/" at byte offset 0'),
    (marked("<b>a"), CANNOT + 'Can\'t find end tag corresponding to start tag "b"'),
    (marked("a</b>"), CANNOT + "Unexpected end tag at byte offset 1"),
    (
        marked("<b><i>a</b></i>"),
        CANNOT + 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    (marked("<b>a</b"), CANNOT + "Unclosed end tag at byte offset 4"),
    (marked("<b"), CANNOT + "Unclosed start tag at byte offset 0"),
    (marked('<a href="x'), CANNOT + "Unclosed start tag at byte offset 0"),
    (marked("<a href=http://x.org>a</a>"), CANNOT + "Unexpected end of name token at byte offset 8"),
    (marked("<a href>a</a>"), CANNOT + 'Expected equal sign in declaration of an attribute of the tag "a"' + FIRST),
    (marked("<i =a>a</i>"), CANNOT + 'Empty attribute name in the tag "i" at byte offset 0'),
    (marked("<span>a</span>"), CANNOT + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (marked('<tg-emoji emoji-id="x">a</tg-emoji>'), CANNOT + "Invalid custom emoji identifier specified"),
    (
        marked("<blockquote>a<blockquote>b</blockquote></blockquote>"),
        CANNOT + "blockquote entities can't be nested at byte offset 13",
    ),
    (
        marked("&#xD800;"),
        CANNOT + "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
    # where to
    (("sendMessage", {"text": "a"}), "chat_id is empty"),
    (("sendMessage", {"text": "a", "chat_id": 99}), "chat not found"),
    (("sendMessage", {"text": "a", "chat_id": "@nobody"}), "chat not found"),
    (send("a", reply_parameters={"message_id": 77}), "message to be replied not found"),
    (send("a", reply_parameters={"message_id": 1, "quote": "never said"}), "QUOTE_TEXT_INVALID"),
    # the keyboard
    (send("a", reply_markup=[]), "object expected as reply markup"),
    (send("a", reply_markup={"inline_keyboard": {}}), ROWS),
    (
        send("a", reply_markup={"inline_keyboard": [{"text": "a", "callback_data": "a"}]}),
        ROWS + " of Arrays",
    ),
    (with_button(callback_data="a"), NO_BUTTON + 'Can\'t find field "text"'),
    (with_button(text="", callback_data="a"), "BUTTON_TEXT_INVALID"),
    (with_button(text="a"), NO_BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (with_button(text="a", callback_data=""), "BUTTON_DATA_INVALID"),
    (with_button(text="a", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
    (with_button(text="a", callback_data=7), "BUTTON_DATA_INVALID"),
    (
        with_button(text="a", callback_data="a", url="http://a.org"),
        NO_BUTTON + "exactly one known action must be specified",
    ),
    (with_button(text="a", url="not an address"), NO_URL.format("not an address")),
    (with_button(text="a", url="http://local"), NO_URL.format("http://local")),
    (with_button(text="a", url="https://t.me/whosays_test_bot?start=two%20words"), "START_PARAM_INVALID"),
    (
        send("a", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 101]}),
        "REPLY_MARKUP_TOO_LONG",
    ),
    # edits
    (("editMessageText", {"chat_id": 11, "text": "a"}), "message identifier is not specified"),
    (("editMessageText", {"chat_id": 11, "message_id": 99, "text": "a"}), "message to edit not found"),
    (("editMessageText", {"chat_id": 11, "message_id": 1, "text": "a"}), "message can't be edited"),
    (("editMessageText", {"chat_id": 11, "message_id": 2, "text": " before "}), NOT_MODIFIED),
    (("editMessageReplyMarkup", {"chat_id": 11, "message_id": 2}), NOT_MODIFIED),
    (("editMessageText", {"inline_message_id": "AAA", "text": "a"}), "MESSAGE_ID_INVALID"),
    (("deleteMessage", {"chat_id": 11, "message_id": 99}), "message to delete not found"),
    # answers
    (("answerCallbackQuery", {"callback_query_id": "5"}), QUERY_TOO_OLD),
    (("answerCallbackQuery", {"callback_query_id": "QUERY"}), QUERY_TOO_OLD),  # an inline query's
    (("answerCallbackQuery", {"callback_query_id": "5", "text": "a" * 201}), "MESSAGE_TOO_LONG"),
    (("answerInlineQuery", {"inline_query_id": "5", "results": []}), QUERY_TOO_OLD),
    (("answerInlineQuery", {"inline_query_id": "QUERY"}), "can't parse inline query results JSON object"),
    (inline(*[article(id=str(n)) for n in range(51)]), "RESULTS_TOO_MUCH"),
    (inline(article(), article()), "RESULT_ID_DUPLICATE"),
    (inline(article(id="é" * 33)), "RESULT_ID_INVALID"),
    (inline(article(id="")), "RESULT_ID_INVALID"),
    (inline(article(input_message_content=None)), NO_RESULT + 'Can\'t find field "input_message_content"'),
    (inline(article(input_message_content={"message_text": ""})), "message text is empty"),
    (
        inline(article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})),
        CANNOT + 'Can\'t find end tag corresponding to start tag "b"',
    ),
    (inline(article(reply_markup=rows({"text": "a", "callback_data": "a" * 65}))), "BUTTON_DATA_INVALID"),
    (
        inline({"type": "rumour", "id": "1"}),
        NO_RESULT + 'type "rumour" is unsupported for the inline query result',
    ),
    (inline(next_offset="a" * 65), "NEXT_OFFSET_INVALID"),
    (inline(cache_time=-1), "invalid cache_time specified"),
    (inline(button={"text": "Ask me", "start_parameter": "a b"}), "START_PARAM_INVALID"),
    (inline(button={"text": "Ask me", "start_parameter": "a" * 65}), "START_PARAM_INVALID"),
    (
        inline(button={"text": "Ask me"}),
        "can't parse inline query results button: exactly one optional field must be used",
    ),
    (inline(button={"text": "", "start_parameter": "a"}), "SWITCH_PM_TEXT_EMPTY"),
    # the rest
    (("sendChatAction", {"chat_id": 11, "action": "thinking"}), "wrong parameter action in request"),
    (("sendPhoto", {"chat_id": 11}), "there is no photo in the request"),
    (
        ("sendPhoto", {"chat_id": 11, "photo": "https://a.org/a.png", "caption": "a" * 1025}),
        "message caption is too long",
    ),
    (("setMyCommands", {"commands": [{"command": "Ask", "description": "a"}]}), "BOT_COMMAND_INVALID"),
    (("setMyCommands", {"commands": [{"command": "ask", "description": ""}]}), "BOT_COMMAND_DESCRIPTION_INVALID"),
    (("setMyDescription", {"description": "a" * 513}), "BOT_DESCRIPTION_TOO_LONG"),
    (("setMyShortDescription", {"short_description": "a" * 121}), "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    (
        ("setMessageReaction", {"chat_id": 11, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "✅"}]}),
        "REACTION_INVALID",
    ),
    (("getChatAdministrators", {"chat_id": 11}), "there are no administrators in the private chat"),
    (("leaveChat", {"chat_id": 11}), "chat member status can't be changed in private chats"),
    (("setWebhook", {"url": "http://example.org/hook"}), "bad webhook: An HTTPS URL must be provided for webhook"),
    (
        ("setWebhook", {"url": "https://example.org/hook", "secret_token": "a b"}),
        "secret token contains unallowed characters",
    ),
]


def test_refuses_what_telegram_refuses(server: TelegramServer, rosa: Person, line: Line) -> None:
    rosa.says("hello")
    line.does("sendMessage", chat_id=11, text="before")
    rosa.types_inline("airstrikes")
    query = line.does("getUpdates", offset=-1)[0]["inline_query"]["id"]
    wrong = []
    for (method, params), words in REFUSED:
        answer = line.call(method, **{name: query if value == "QUERY" else value for name, value in params.items()})
        expected = {"ok": False, "error_code": 400, "description": "Bad Request: " + words}
        if answer != expected:
            wrong.append((method, params, answer, words))
    assert not wrong
    assert len(server.refused) == len(REFUSED), "a refused call is still a recorded call"
    assert len(rosa.private.messages) == 2, "a refused call leaves nothing behind"
    line.does("answerInlineQuery", inline_query_id=query, results=[article()])


@pytest.mark.parametrize(
    ("token", "method", "code", "words"),
    [
        ("no-token", "getMe", 404, "Not Found"),
        ("700000001:" + "x" * 35, "getMe", 401, "Unauthorized"),
        (None, "sendVerdict", 404, "Not Found: method not found"),
    ],
)
def test_refuses_strangers_and_unknown_methods(
    line: Line, token: str | None, method: str, code: int, words: str
) -> None:
    assert line.call(method, token) == {"ok": False, "error_code": code, "description": words}


def test_refuses_bytes_that_are_not_utf8(server: TelegramServer, rosa: Person) -> None:
    rosa.says("hello")
    url = f"{server.base_url}{server.token}/sendMessage"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = httpx.post(url, content=b"chat_id=11&text=%ff%fe", headers=headers).json()
    assert answer["description"] == "Bad Request: strings must be encoded in UTF-8"
    half = httpx.post(url, content=rb'{"chat_id": 11, "text": "\ud800"}', headers={"Content-Type": "application/json"})
    assert half.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


ACCEPTED = [
    ("<b>a</b> &amp; <i>b</i>", "a & b"),
    ("AT&T &copy; &nbsp; &", "AT&T &copy; &nbsp; &"),  # only four names and numbers are read; the rest stays
    ("&#60;&#x3e;&quot;&lt", '<>"<'),
    ("a > b", "a > b"),
    ("<B>a</B >", "a"),
    ("<b>a</>", "a"),
    ('<a href="https://example.org/?a=1&amp;b=2">source</a>', "source"),
    ("<blockquote expandable>a\nb</blockquote>", "a\nb"),
    ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab"),
    ('<pre><code class="language-python">x</code></pre>', "x"),
    ("<b></b>a", "a"),
    ("<u><ins><s><strike><del><em><strong>a</strong></em></del></strike></s></ins></u>", "a"),
]


@pytest.mark.parametrize(("source", "text"), ACCEPTED)
def test_reads_telegrams_html(source: str, text: str) -> None:
    assert parse_html(source)[0] == text


def test_entities_are_measured_in_utf16_units() -> None:
    text, entities = parse_html(
        '🏟 <blockquote expandable>🏟 <b>100</b></blockquote> <a href="example.org">x</a> <a href="bad">y</a>'
    )
    assert text == "🏟 🏟 100 x y"
    assert [(e["type"], cut_utf16(text, e["offset"], e["length"])) for e in entities] == [
        ("expandable_blockquote", "🏟 100"),
        ("bold", "100"),
        ("text_link", "x"),  # the address that is none lost its link, and nobody was told
    ]
    assert entities[2]["url"] == "http://example.org/"


@given(st.text())
def test_escaped_text_comes_through(text: str) -> None:
    assert parse_html(html.escape(text, quote=True).replace("&#x27;", "'")) == (text, [])


@given(st.text(alphabet=st.sampled_from("<>/&;=\"' abipre#x60lt🏟\n")))
def test_any_markup_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except Refusal as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")
        return
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= utf16_length(text) for e in entities)


@given(st.text())
def test_found_entities_cover_their_words(text: str) -> None:
    for entity in find_entities(clean_text(text)):
        words = cut_utf16(clean_text(text), entity["offset"], entity["length"])
        assert words.startswith({"bot_command": "/", "mention": "@", "hashtag": "#"}.get(entity["type"], ""))


def test_knows_every_kind_of_update() -> None:
    assert set(Update.ALL_TYPES) == UPDATE_KINDS


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", png(2100, 100), png(6000, 4001)])
def test_refuses_pictures_it_cannot_show(content: bytes) -> None:
    with pytest.raises(Refusal):
        check_photo(content)
