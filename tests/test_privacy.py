"""A day of the real bot, and what is left of it: what people sent is nowhere but where they asked for it to be kept."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from patience import wait_until
from telegram_server import Group, Person, TelegramServer, check_with_aiogram
from telegram_server.html import parse_html
from test_bot import PALMYRA, Running, supergroup

from bot.memory import Memory
from bot.talk import privacy
from bot.talk.desk import Desk
from bot.talk.turns import Chat, Message, Say
from bot.talk.turns import Person as Speaker
from bot.words import LANGUAGES, Words
from knowledge import articles
from knowledge.model import Entry
from knowledge.statements import read_statements
from knowledge.store import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ADMIN = 90_001
POOL = "The mayor of {} opened a swimming pool for 40 children"
LONG = (
    "On Tuesday the market in {} was hit and 40 people were killed, said everybody who had been there and could speak"
)


@dataclass
class Day:
    """The bot that ran for a day, and the secrets that people told it, each a word that stands nowhere else."""

    running: Running
    temporary: Path
    told: list[str] = field(default_factory=list)

    @property
    def server(self) -> TelegramServer:
        return self.running.server

    def secret(self, text: str) -> str:
        """The text with a name that nobody has ever written, remembered."""
        self.told.append(f"Qyz{len(self.told):03}vexbourg")
        return text.format(self.told[-1])

    def files(self) -> dict[Path, bytes]:
        """Everything the bot has written: its log, its data with what SQLite keeps beside it, its temporary files."""
        folders = (self.running.folder, self.temporary)
        found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return {path: path.read_bytes() for path in found}

    def holding(self, secret: str) -> set[str]:
        """The names of the files in which a secret stands."""
        wanted = secret.lower().encode()
        return {path.name for path, held in self.files().items() if wanted in held.lower()}


@pytest.fixture(scope="module")
def day_of_traffic(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    base = tmp_path_factory.mktemp("day")
    shutil.copytree(starter_folder, base / "data", symlinks=True)
    (base / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch, TelegramServer() as server:
        patch.setenv("TMPDIR", str(base / "tmp"))
        patch.setenv("ADMIN_IDS", str(ADMIN))
        patch.setenv("RETENTION_DAYS", "30")
        day = Day(Running(server, base / "data"), base / "tmp")
        try:
            _live(day)
            yield day
        finally:
            day.running.stop()
    for call in server.calls:
        check_with_aiogram(call)


def _live(day: Day) -> None:
    """What a crowd does in a day: every way in which words reach the bot, and every button under its answers."""
    server = day.server
    omar, lena = Person(server, 51, "Omar"), Person(server, 52, "Lena", language="ru")
    omar.says(day.secret(PALMYRA + ", as they say in {}"))
    card = omar.hears()
    omar.presses("Helpful", card).answer()
    for button in ("Accounts", "‹ Card", "Caveats", "‹ Card", "Sources", "‹ Card", "Not what I meant"):
        omar.presses(button, card).answer()
        omar.sees_edit()
    asked = omar.says(day.secret(POOL))
    nothing = omar.hears()
    for button in ("Similar", "‹ Card", "How it works", "‹ Card"):
        omar.presses(button, nothing).answer()
        omar.sees_edit()
    omar.presses("Ask for reporting", nothing).answer()
    omar.presses("No, keep nothing", omar.hears()).answer()
    omar.sees_edit()
    omar.edits(asked, day.secret(POOL))
    omar.sees_edit()
    omar.says(day.secret(LONG))
    omar.hears()
    omar.says(day.secret("Shells hit {}. 12 soldiers were killed there. The bridge over the river was blown up."))
    omar.hears()
    lena.forwards(day.secret(POOL), from_hidden="Somebody", date=datetime(2021, 4, 20, tzinfo=UTC))
    lena.hears()
    lena.sends_photo(day.secret(POOL))
    lena.hears()
    lena.says(day.secret("https://{}.example/story"))
    lena.hears()
    lena.says(day.secret("/context " + LONG))
    lena.hears()
    lena.says(day.secret("/nosuchcommand {}"))
    lena.hears()
    _in_a_group(day, omar, lena)
    _inline(day, lena)
    _in_trouble(day, lena)
    time.sleep(1.0)


def _in_a_group(day: Day, omar: Person, lena: Person) -> None:
    group = supergroup(day.server, omar)
    post = lena.in_group(group).says(day.secret(LONG))
    omar.in_group(group).says("/context", reply_to=post)
    group.hears()
    omar.in_group(group).says(day.secret("/context " + PALMYRA + " near {}"))
    group.hears()
    omar.in_group(group).says(day.secret("@" + day.server.username + " " + POOL))
    group.hears()


def _inline(day: Day, lena: Person) -> None:
    for text in (PALMYRA + " near {}", LONG, POOL):
        lena.types_inline(day.secret(text))
        lena.inline_results()
    lena.types_inline(PALMYRA + day.secret(", said by all who were there and by some who were not, but live in {}"))
    sent = lena.chooses(lena.inline_results().results[0])
    lena.presses("Accounts", sent).answer()
    lena.sees_inline_edit(sent)


def _in_trouble(day: Day, lena: Person) -> None:
    """Errors are where words leak."""
    day.server.refuses("sendMessage", 400, "Bad Request: can't parse entities", times=1)
    lena.says(day.secret(POOL))
    lena.hears()
    day.server.refuses("sendMessage", 502, "Bad Gateway", times=1)
    lena.says(day.secret(POOL))
    lena.hears()
    day.server.floods("sendMessage", 1, times=1)
    lena.says(day.secret(POOL))
    lena.hears()


def kept(day: Day) -> Memory:
    return Memory(day.running.folder)


def follows(day: Day, person: Person, claim: str) -> None:
    person.says(claim)
    person.presses("Follow", person.hears()).answer()
    person.presses("Yes, follow it", person.hears()).answer()
    assert "You follow" in person.sees_edit().text


def test_nothing_that_was_sent_is_in_any_file(day_of_traffic: Day) -> None:
    day = day_of_traffic
    assert len(day.told) > 15 and any(name.name == "bot.log" for name in day.files())
    assert {secret: day.holding(secret) for secret in day.told if day.holding(secret)} == {}


def test_the_log_names_nobody_and_holds_no_token(day_of_traffic: Day) -> None:
    logged = day_of_traffic.running.log.read_text()
    assert "BadRequest" in logged, "trouble is logged"
    assert day_of_traffic.server.token not in logged
    for name in ("Omar", "Lena", "militants", "Palmyra", "swimming"):
        assert name not in logged


def test_no_name_of_anybody_is_kept(day_of_traffic: Day) -> None:
    for name in ("Omar", "Lena", "Neighbours"):
        assert not {file for file in day_of_traffic.holding(name) if file.startswith("people")}


def test_sealed_claims_are_kept_and_cannot_be_read(day_of_traffic: Day) -> None:
    memory = kept(day_of_traffic)
    assert memory.counts().sealed > 0 and memory.counts().feedback == 1
    assert memory.counts().follows == memory.counts().requests == 0, "a question that was asked is no yes"
    memory.close()


def test_what_is_followed_and_asked_for_is_kept_until_forgetme(day_of_traffic: Day) -> None:
    day = day_of_traffic
    rosa = Person(day.server, 61, "Rosa")
    follows(day, rosa, day.secret(PALMYRA + " near {}"))
    followed = day.told.pop()
    rosa.says(day.secret(POOL))
    wanted = day.told.pop()
    rosa.presses("Ask for reporting", rosa.hears()).answer()
    rosa.presses("Yes, ask them", rosa.hears()).answer()
    assert "on the list" in rosa.sees_edit().text
    for secret in (followed, wanted):
        held = day.holding(secret)
        assert held and all(name.startswith("people.sqlite") for name in held)
    rosa.says("/forgetme")
    removed = rosa.hears().text
    assert "1 claim you followed" in removed and "1 request for reporting" in removed
    assert day.holding(followed) == day.holding(wanted) == set()
    rosa.says("/forgetme")
    assert "kept nothing of you" in rosa.hears().text


def test_a_follower_hears_what_a_refresh_brings_and_nobody_else_does(day_of_traffic: Day) -> None:
    day = day_of_traffic
    ivan, admin = Person(day.server, 62, "Ivan"), Person(day.server, ADMIN, "Ada")
    follows(day, ivan, PALMYRA)
    article = articles.read_pasted(
        "Army rejects Palmyra reports\n\nThe Syrian army denied that Russia killed 200 militants in Palmyra.",
        url="https://coast.example/palmyra",
        outlet="Coast News",
        published=articles.day("2021-04-21"),
    )
    store = Store(day.running.folder)
    with store.writing() as writer:
        writer.keep([Entry(article, read_statements(article))])
        writer.pay_index()
    store.close()
    ivan.says("/refresh")
    assert "I know no command /refresh" in ivan.hears().text
    admin.says("/refresh")
    assert "has begun" in admin.hears().text
    assert "refresh" in admin.hears().text
    news = ivan.hears()
    assert news.text.startswith("News of a claim you follow") and "A denial" in news.text
    assert "The Syrian army denied that Russia killed 200 militants in Palmyra." in news.text
    assert ("Coast News", "https://coast.example/palmyra") in news.links and "21 April 2021" in news.text
    ivan.hears_nothing(1.0)
    ivan.presses("The whole card", news).answer()
    assert "Syrian army" in ivan.sees_edit().text


def test_who_blocks_the_bot_is_forgotten(day_of_traffic: Day) -> None:
    day = day_of_traffic
    noa = Person(day.server, 63, "Noa")
    follows(day, noa, PALMYRA)
    memory = kept(day)
    assert len(memory.following(63)) == 1
    noa.blocks_bot()
    wait_until(lambda: memory.following(63) == ())
    memory.close()


def test_a_group_that_puts_the_bot_out_is_forgotten(day_of_traffic: Day) -> None:
    day = day_of_traffic
    omar = Person(day.server, 64, "Omar")
    group = supergroup(day.server, omar)
    omar.in_group(group).says("/settings")
    omar.presses("Quiet mode on", Group.hears(group)).answer()
    memory = kept(day)
    assert memory.choices_of(group.id).quiet
    group.kicks_bot(omar)
    wait_until(lambda: not memory.choices_of(group.id).quiet)
    memory.close()


# what is said of it


def said(function: object, desk: Desk, words: Words, kind: str = "private", *, admin: bool = True) -> str:
    assert callable(function)
    chat = Chat(7, "private") if kind == "private" else Chat(-7, "group")
    (turn,) = function(Message(Speaker(7, is_admin=admin), chat, 1, "/privacy"), desk, words, NOW)
    assert isinstance(turn, Say)
    return parse_html(turn.reply.html)[0]


@pytest.fixture
def desk(starter: Store, tmp_path: Path) -> Iterator[Desk]:
    memory = Memory(tmp_path, retention_days=45)
    yield Desk(starter, memory)
    memory.close()


def test_privacy_says_what_is_kept_and_for_how_long(desk: Desk) -> None:
    text = said(privacy.privacy, desk, Words())
    for words in ("neither stored nor logged", "for 45 days at the most", "encrypted", "/forgetme", "Your settings"):
        assert words in text
    assert "keeps nothing of anybody" in said(privacy.privacy, Desk(desk.store), Words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_fits_a_message_in_every_language(desk: Desk, language: str) -> None:
    assert 0 < len(said(privacy.privacy, desk, Words(language)).encode("utf-16-le")) // 2 <= 4096


def test_forgetme_in_a_group_is_the_groups_for_its_administrators_alone(desk: Desk) -> None:
    assert desk.memory is not None
    desk.memory.choose(-7, quiet=True)
    desk.memory.choose(7, card="short")
    member = said(privacy.forget_me, desk, Words(), "group", admin=False)
    assert "settings of this group" not in member and desk.memory.choices_of(-7).quiet
    assert desk.memory.choices_of(7).card == "long", "their own are removed"
    assert "settings of this group" in said(privacy.forget_me, desk, Words(), "group")
    assert not desk.memory.choices_of(-7).quiet


def test_a_bot_that_keeps_nothing_has_nothing_to_forget(desk: Desk) -> None:
    assert "nothing to forget" in said(privacy.forget_me, Desk(desk.store), Words())
