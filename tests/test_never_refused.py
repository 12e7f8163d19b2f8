"""No text whatever yields a message that Telegram would refuse: not the person's, and not the reporting's.

What the conversation gives back is held against the rules of the strict Bot API server and against aiogram's types:
entities, lengths in UTF-16 units, buttons' bytes, inline results.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from telegram_server import BOT_USERNAME, Call, check_with_aiogram
from telegram_server.inline import check_answer
from telegram_server.keyboards import check_markup
from telegram_server.rules import check_length, read_text

from bot.card.rendering import sound
from bot.memory import MOST_FOLLOWS, Memory
from bot.talk import conversation, errands, inline
from bot.talk.buttons import said_by
from bot.talk.desk import Desk
from bot.talk.news import Known
from bot.talk.turns import Chat, Edit, Errand, Message, Notice, Person, Press, Reply, Rows, Say, Turn
from bot.telegram.sending import keyboard
from bot.words import LANGUAGES, words_in
from knowledge.model import Article, Entry, Part, Period, Span
from knowledge.statements import read_statements
from knowledge.store import Store

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SENT = Period(NOW, NOW + timedelta(microseconds=1), "stated")
#: Telegram forgets the hundred and first without a word, so that a quotation would run on.
MOST_ENTITIES = 100

CLAIMS = (
    "Russia killed 200 militants in Palmyra",
    "Over 100 airstrikes hit Homs. ISIS only attacks government forces.",
    "100 airstrikes",
    "<b>Raiders & rebels</b> killed 40 \U0001f468\u200d\U0001f469\u200d\U0001f467 in Homs",
    "قتل 200 مسلح في تدمر",
    "/start",
    "/context 100 airstrikes",
    "/settings",
    "https://example.org/nasty?a=1&b=<2>",
)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ODDITIES = (
    "<b>", "</i>", "<blockquote expandable>", "&amp;", "&#0;", "&lt", '"', "'", "<a href='tg://user?id=1'>x</a>",
    "\u202e", "\u2066", "\u200f", "\u0000", "\u0007", "\ud83d", "\udc00", "\ufeff", "\u2028",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f3f4\U000e0067\U000e0062", "e\u0301" * 40,
    "مرحبا بالعالم", "שלום", "=", "~", ":", "*_[]()`", "@whosays_test_bot", "\n\n\n", "1" * 60, "ﷺ" * 30,
)  # fmt: skip

#: What people paste: claims, pieces of other people's markup, letters of every kind, short and very long.
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from((*CLAIMS, *ODDITIES)) | st.text(max_size=20), min_size=1, max_size=8).map(" ".join),
    st.builds(lambda piece, times: (piece + " ") * times, st.sampled_from((*CLAIMS, *ODDITIES)), st.integers(50, 400)),
)
#: Claims that the starter pack has a chart of, of one event and of several.
CHARTED = ("Russia killed 200 militants in Palmyra", "100 airstrikes", "500 killed at Al-Ahli hospital in Gaza")
languages = st.sampled_from([*LANGUAGES, "pt-BR", ""])

NASTY = (
    'SOHR said <b>"200"</b> militants & <script>alert(1)</script> fighters were killed in Homs on 4 March 2021.\n'
    "The ministry denied that 200 militants were killed in Homs </blockquote></i>.\n"
    "Jonas Weil, a “spokesman” \U0001f468\u200d\U0001f469\u200d\U0001f467, said \u202e90 died\u202c in Homs.\n"
    "المرصد قال إن 200 مسلح قتلوا في حمص، said the \u2067observatory\u2069 of Homs.\n"
    "A monitor said 150 militants were killed in Homs " + "and again &amp; again <i>in Homs</i> " * 300 + ".\n"
    "Over 200 airstrikes hit Homs, &lt;said&gt; " + "\U0001f600" * 500 + " the army."
)


@pytest.fixture(scope="module")
def real(starter: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    memory = Memory(tmp_path_factory.mktemp("memory"))
    yield Desk(starter, memory, frozenset({7}))
    memory.close()


@pytest.fixture(scope="module")
def nasty(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over reporting that holds everything that could break a message."""
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "models").symlink_to(models)
    store = Store(folder)
    entries = []
    for number in range(12):
        article = Article(
            id=f"nasty-{number}",
            url=("https://example.org/nasty?a=1&b=<2>", 'javascript:alert("x")', "https://exa mple/\u202e")[number % 3]
            + f"#{number}",
            outlet=f"<Harbour> & Post \u202e{number} " + "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20,
            title="Fighting <in> Homs & \u2066elsewhere " + "long " * 200,
            published=None,
            language="en",
            text=NASTY.replace("200", str(200 + 7 * number)),
            parts=(Part("body", Span(0, len(NASTY.replace("200", str(200 + 7 * number))))),),
            content_hash=str(number),
        )
        entries.append(Entry(article, read_statements(article)))
    with store.writing() as writer:
        writer.keep(entries)
        writer.pay_index()
    memory = Memory(folder)
    yield Desk(store, memory, frozenset({7}))
    memory.close()
    store.close()


def once(examples: int) -> settings:
    """Other examples at each run; of one that fails the way to meet it again is printed."""
    return settings(
        max_examples=examples,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def message_of(text: str, language: str, kind: str = "private") -> Message:
    # What Telegram tells is UTF-8; half a character can come from its JSON's escapes.
    return Message(Person(7, language, is_admin=True), Chat(7, kind), 5, text, SENT, is_wordless=not text.strip())  # type: ignore[arg-type]


def markup_of(rows: Rows) -> dict[str, Any] | None:
    made = keyboard(rows, BOT_USERNAME)
    told: dict[str, Any] | None = json.loads(made.to_json()) if made else None
    check_markup(told, inline_only=True)
    return told


def checked(turns: tuple[Turn, ...]) -> list[Reply]:
    """The replies among the turns, after each turn was held against what Telegram takes."""
    replies = []
    for turn in turns:
        if isinstance(turn, Notice):
            check_length(turn.text[:200], 200, "MESSAGE_TOO_LONG")
            assert turn.text.strip()
        if isinstance(turn, Say | Edit):
            replies.append(turn.reply)
            _check_reply(turn.reply)
    return replies


def _check_reply(reply: Reply) -> None:
    limit = 1024 if reply.picture else 4096
    name = "caption" if reply.picture else "text"
    text, entities = read_text({name: reply.html, "parse_mode": "HTML"}, name, limit)
    assert text.strip()
    ours = [
        entity for entity in entities if entity["type"] not in ("url", "mention", "hashtag", "bot_command", "email")
    ]
    assert len(ours) <= MOST_ENTITIES
    params = {"chat_id": 7, "text": reply.html, "parse_mode": "HTML"}
    markup = markup_of(reply.rows)
    if markup is not None:
        params["reply_markup"] = markup
    if reply.picture is None:
        check_with_aiogram(Call(0, "sendMessage", params))


def buttons_in(replies: list[Reply]) -> list[str]:
    return [b.data for reply in replies for row in reply.rows for b in row if b.data is not None]


@once(20)
@given(text=texts, language=languages)
def test_whatever_somebody_says(real: Desk, text: str, language: str) -> None:
    assert checked(conversation.hear(message_of(text, language), real, now=NOW)) or not text.strip()


@once(12)
@given(text=texts, language=languages)
def test_whatever_somebody_says_in_a_group(real: Desk, text: str, language: str) -> None:
    checked(conversation.hear(message_of(f"/context {text}", language, "group"), real, now=NOW))


@once(20)
@given(claim=st.sampled_from(CLAIMS), oddity=st.sampled_from(ODDITIES), language=languages, data=st.data())
def test_whatever_is_reported_and_pressed(
    nasty: Desk, claim: str, oddity: str, language: str, data: st.DataObject
) -> None:
    message = message_of(f"{data.draw(st.integers(2, 400))} militants were killed in Homs {oddity}", language)
    shown = buttons_in(checked(conversation.hear(message, nasty, now=NOW)))
    for _ in range(3):
        if not shown:
            return
        pressed = Press(message.person, message.chat, data.draw(st.sampled_from(shown)), message)
        shown = buttons_in(checked(conversation.press(pressed, nasty, now=NOW)))


@once(5)
@given(
    number=st.integers(20, 400), oddity=st.sampled_from(ODDITIES), known=st.sampled_from(CHARTED), language=languages
)
def test_whatever_is_charted(real: Desk, nasty: Desk, number: int, oddity: str, known: str, language: str) -> None:
    for desk, claim in ((nasty, f"{number} militants were killed in Homs {oddity}"), (real, known)):
        message = message_of(claim, language)
        shown = buttons_in(checked(conversation.hear(message, desk, now=NOW)))
        charts = [data for data in shown if said_by(data).verb == "g"]
        assert charts or desk is nasty, "there is a chart to be met"
        for data in charts:
            told = checked(conversation.press(Press(message.person, message.chat, data, message), desk, now=NOW))
            assert [reply for reply in told if reply.picture]


@once(60)
@given(said=texts, status=st.integers(0, 2), name=st.sampled_from(["refresh", "add"]), language=languages)
@example(said="\U0001f600" * 4000, status=0, name="refresh", language="ar")
def test_however_an_errand_ends(said: str, status: int, name: Any, language: str) -> None:
    checked((Say(errands.told(Errand(name), errands.Ended(status, said), words_in(language))),))


@once(20)
@given(said=st.text(max_size=60), text=texts, language=languages)
@example(said="0" * 60, text="", language="en")
def test_whatever_a_button_may_say(real: Desk, said: str, text: str, language: str) -> None:
    for data in (said, f"v:0:a{said}", f"f:{said}", f"b:0:h={said}", f"v:0:w={said}", f"g:0~{said}", f"u:{said}"):
        message = message_of(text, language)
        checked(conversation.press(Press(message.person, message.chat, data, message), real, now=NOW))


@once(20)
@given(text=texts | st.sampled_from(CLAIMS), offset=st.text(max_size=8) | st.sampled_from(["50", "100"]))
def test_whatever_somebody_types_inline(real: Desk, nasty: Desk, text: str, offset: str) -> None:
    for desk in (real, nasty, Desk(real.store)):
        offered = inline.on_query(inline.typed(text[:256]), desk, now=NOW)
        page, following = inline.page_of(offered.results, offset)
        results = []
        for result in page:
            markup = markup_of(result.rows)
            assert markup is not None, "without a keyboard it could never be changed"
            content = {"message_text": result.html, "parse_mode": "HTML"}
            results.append(
                {
                    "type": "article",
                    "id": result.id,
                    "title": result.title,
                    "description": result.description,
                    "input_message_content": content,
                    "reply_markup": markup,
                }
            )
            assert result.title.strip() and result.description.strip()
        params: dict[str, Any] = {
            "results": results,
            "next_offset": following,
            "button": {"text": "Ask in the private chat", "start_parameter": offered.start},
        }
        check_answer(params)
        check_with_aiogram(Call(0, "answerInlineQuery", {"inline_query_id": "1", **params}))


@once(8)
@given(claims=st.lists(texts, min_size=1, max_size=MOST_FOLLOWS), event=texts, language=languages)
def test_whatever_is_followed_and_told_of_the_store(nasty: Desk, claims: list[str], event: str, language: str) -> None:
    _lists_fit(nasty, claims, event, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_much_as_one_person_can_follow(nasty: Desk, language: str) -> None:
    _lists_fit(nasty, [f"{n} {FAMILY * 60}" for n in range(MOST_FOLLOWS)], f"Homs {FAMILY * 60}, 2021", language)


def _lists_fit(desk: Desk, claims: list[str], event: str, language: str) -> None:
    assert desk.memory is not None
    desk.memory.forget(7)
    for claim in claims:
        desk.memory.follow(7, sound(claim), Known(), revision=1, now=NOW, event=sound(event))
        desk.memory.feedback("wrong match", [sound(claim)[:200] or "x", "s" * 64] * 5, [], NOW)
    followed = len(desk.memory.following(7))
    for command in ("/following", "/unfollow 99", "/sources", "/stats"):
        (reply,) = checked(conversation.hear(message_of(command, language), desk, now=NOW))
        if "follow" in command:
            assert len(buttons_in([reply])) == followed, "each can be stopped"
            assert f"{followed}. “" in reply.html.replace("\u2068", ""), "and each is shown"


def test_ten_thousand_letters(real: Desk, nasty: Desk) -> None:
    for text in ("Russia killed 200 militants in Palmyra. " * 250, "a" * 10_000, "\U0001f600" * 10_000, "<" * 10_000):
        for desk in (real, nasty):
            assert checked(conversation.hear(message_of(text, "en"), desk, now=NOW))
