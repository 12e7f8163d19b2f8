"""The terminal twin: the real program, its lines typed into a pipe or at a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from patience import SOON

from bot.memory import Memory
from bot.talk.desk import Desk
from bot.talk.turns import Button
from bot.terminal.pane import Mistyped, Pane
from bot.terminal.plain import pieces, plain, seen
from bot.terminal.twin import ME, Twin
from bot.terminal.wire import Wire
from knowledge.articles import read_pasted
from knowledge.model import Entry
from knowledge.statements import read_statements
from knowledge.store import Store

PALMYRA = "Russia killed 200 militants in Palmyra"
#: The number of the claim that is said in the group.
ASKED = 27
TYPED = f"""\
{PALMYRA}
5
6
1
/following
/forgetme
100 airstrikes
1
9
/edit 1 70 civilians killed in Douma chemical attack
/forward 2021-04-20 from "Harbour News" {PALMYRA}
/forward yesterday {PALMYRA}
/sticker
/reply 99 hello
99
/nonsense
/settings
3
/lang es
/lang de
blue cheese is made on the moon
1
2
/inline 100 airstrikes
2
1
/more
/as group
good morning everybody
@whosays 100 airstrikes
{PALMYRA}
/reply LAST /context
/as member
/settings@whosays
/x
/context@other_bot 100 airstrikes
@whosays_fan look
/as omar
/reply LAST /context
/edit LAST what I wrote
/mark LAST "{PALMYRA}" /context
/mark LAST "no such words" /context
/as me
/as 2
/as private
{PALMYRA} \\
and 100 airstrikes hit Homs
/quit
never read
"""


@pytest.fixture(scope="module")
def said(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What the terminal prints after each line, by the line."""
    folder = tmp_path_factory.mktemp("chat")
    typed = TYPED.replace("LAST", str(ASKED))
    ran = subprocess.run(
        [sys.executable, "-m", "bot.cli", "chat", "--pictures", str(folder / "charts")],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "WHOSAYS_DATA": str(starter_folder)},
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0 and not ran.stderr, ran.stderr
    parts = re.split(r"^> (.*)$", ran.stdout, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for line, after in zip(parts[1::2], parts[2::2], strict=True):
        # A line typed again is told apart by how often.
        key = line
        while key in found:
            key += " again"
        found[key] = after
    found["all"] = ran.stdout
    yield found


def test_a_claim_is_answered_with_its_card_and_numbered_buttons(said: dict[str, str]) -> None:
    card = said[PALMYRA]
    assert f"“{PALMYRA}”" in card and "SOHR says otherwise" in card
    assert "[1] Accounts (1)   [2] Who says otherwise (1)" in card
    assert "<https://wtop.com/" in card and "<b>" not in card


def test_a_number_presses_a_button_and_a_chart_is_put_into_a_file(said: dict[str, str]) -> None:
    shown = re.search(r"\(a picture: (.+\.png)\)", said["5"])
    assert shown and Path(shown[1]).read_bytes().startswith(b"\x89PNG")
    assert "about 200 militants: Russian military" in said["5"]


def test_what_is_followed_is_asked_first_and_forgotten_on_demand(said: dict[str, str]) -> None:
    """The chart came without buttons, so those of the card can still be pressed."""
    assert f"Shall I follow “{PALMYRA}”?" in said["6"]
    assert f"You follow “{PALMYRA}”." in said["1"]
    assert "You follow 1 claim:" in said["/following"]
    assert "1 claim you followed" in said["/forgetme"]


def test_an_edit_changes_the_answer_in_its_place(said: dict[str, str]) -> None:
    changed = said["/edit 1 70 civilians killed in Douma chemical attack"]
    assert changed.startswith("\n— message 2, changed\n“70 civilians killed in Douma chemical attack”")


def test_a_forward_tells_its_day_and_its_channel(said: dict[str, str]) -> None:
    told = said[f'/forward 2021-04-20 from "Harbour News" {PALMYRA}']
    assert "Harbour News" in told and "20 April 2021" in told


@pytest.mark.parametrize(
    ("line", "mends"),
    [
        (f"/forward yesterday {PALMYRA}", "/forward takes a day and the words: /forward 2021-04-20 text"),
        ("/reply 99 hello", "There is no message 99."),
        ("99", "There is no button 99."),
        ("/as 2", "/as takes group, member or private; or a name"),
        ("/nonsense", "I know no command /nonsense"),
        ("/sticker", "I read words"),
        ("/more", "There is no further page of results."),
        (f"/edit {ASKED} what I wrote", f"Message {ASKED} is not yours to change"),
        (f'/mark {ASKED} "no such words" /context', f"Message {ASKED} holds no such words"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(line: str, mends: str, said: dict[str, str]) -> None:
    assert mends in said[line]


def test_settings_hold_for_the_chat(said: dict[str, str]) -> None:
    assert "Русский" in said["/settings"]


def test_nothing_found_is_no_answer_about_truth(said: dict[str, str]) -> None:
    """The language that was chosen in the settings holds, whatever the app speaks."""
    assert "Это ничего не говорит о том, правда ли это." in said["blue cheese is made on the moon"]


def test_inline_offers_results_and_a_number_sends_one(said: dict[str, str]) -> None:
    assert "[2] " in said["/inline 100 airstrikes"]
    assert "You send it, through the bot:" in said["all"]


def test_in_a_group_the_bot_is_silent_until_it_is_addressed(said: dict[str, str]) -> None:
    assert "the bot is silent" in said["good morning everybody"]
    assert "“100 airstrikes”" in said["@whosays 100 airstrikes"]
    assert "the bot is silent" in said[f"{PALMYRA} again"]


def test_what_is_meant_for_another_bot_or_for_nobody_is_met_with_silence(said: dict[str, str]) -> None:
    for line in ("/x", "/context@other_bot 100 airstrikes", "@whosays_fan look"):
        assert re.fullmatch(r"\n\(\d+: the bot is silent\)\n", said[line])


def test_somebody_else_can_write(said: dict[str, str]) -> None:
    assert "You are omar now, in a group that you do not administer." in said["/as omar"]
    # It was answered already; only what is marked of it is new.
    assert "puts 👌" in said[f"/reply {ASKED} /context again"]
    assert f"“{PALMYRA}”" in said[f'/mark {ASKED} "{PALMYRA}" /context']


def test_it_ends_where_it_is_told_to(said: dict[str, str]) -> None:
    assert "never read" not in said["all"] and not said["/quit"].strip()


# --- what one process shows as well ---------------------------------------------------------------------------------


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.mark.parametrize(
    ("language", "is_told"),
    [("de", True), ("xx", True), ("", True), ("en", False), ("ru-RU", False), ("es_419", False)],
)
def test_a_language_that_the_bot_does_not_speak_is_said_at_once(
    language: str, is_told: bool, empty_store: Store, tmp_path: Path, heard: list[str]
) -> None:
    memory = Memory(tmp_path)
    Twin(Wire(Desk(empty_store, memory, frozenset({ME})), Pane(tmp_path, heard.append, heard.append)), language)
    told = f"The bot has no words in “{language}”: it speaks English unless /settings say otherwise; it knows en "
    assert [line.startswith(told) for line in heard] == [True] * is_told
    memory.close()


@pytest.fixture
def twin(starter: Store, tmp_path: Path, heard: list[str]) -> Iterator[Twin]:
    memory = Memory(tmp_path)
    wire = Wire(Desk(starter, memory, frozenset({ME})), Pane(tmp_path, heard.append, heard.append))
    yield Twin(wire)
    memory.close()


def test_helpful_counts_once_for_each_person(twin: Twin, heard: list[str]) -> None:
    twin.take("/as group")
    twin.take(f"/context {PALMYRA}")
    card = twin.wire.pane.last
    twin.wire.pane.under[card] = ((Button("Helpful", "b:0:h"),),)
    for _ in range(2):
        twin.take(f"/buttons {card}")
        twin.take("1")
    assert "You have told me so already" in heard[-1]
    twin.take("/as omar")
    twin.take("1")
    assert "Thank you." in heard[-1]
    memory = twin.wire.desk.memory
    assert memory is not None and memory.feedback_given()[0].times == 2


def test_in_a_group_an_edit_changes_the_answer_to_it(twin: Twin, heard: list[str]) -> None:
    twin.take("/as group")
    twin.take(f"/context {PALMYRA}")
    asked = twin.wire.pane.last - 1
    twin.take(f"/edit {asked} /context 100 airstrikes")
    assert f"— message {asked + 1}, changed" in heard
    # A button is about the words as they stand now.
    assert twin.wire.pane.asked_by(asked + 1) == twin.wire.pane.messages[asked]


def test_in_a_quiet_group_an_edit_that_finds_nothing_takes_the_reaction_back(twin: Twin, heard: list[str]) -> None:
    memory = twin.wire.desk.memory
    assert memory is not None
    twin.take("/as group")
    memory.choose(twin.chat.id, quiet=True)
    twin.take(f"@whosays {PALMYRA}")
    asked = twin.wire.pane.last
    assert heard[-1] == f"(the bot puts 👀 under message {asked})"
    twin.take(f"/edit {asked} @whosays blue cheese is made on the moon")
    assert heard[-1] == f"(the bot takes its reaction under message {asked} back)"


def test_a_forward_cannot_be_edited(twin: Twin) -> None:
    twin.take(f"/forward 2021-04-20 {PALMYRA}")
    with pytest.raises(Mistyped, match="Message 1 is a forward"):
        twin.take("/edit 1 100 airstrikes")


def test_after_a_restart_buttons_work_and_an_edit_is_answered_anew(twin: Twin, heard: list[str]) -> None:
    twin.take(PALMYRA)
    twin.take("/restart")
    twin.take("1")
    assert "— message 2, changed" in heard
    twin.take("/edit 1 100 airstrikes")
    assert "— message 3" in heard


def test_where_the_bot_is_blocked_nothing_is_kept(twin: Twin, heard: list[str]) -> None:
    memory = twin.wire.desk.memory
    assert memory is not None
    for line in (PALMYRA, "6", "1"):
        twin.take(line)
    assert memory.following(ME)
    twin.take("/block")
    assert not memory.following(ME)
    twin.take("/as group")
    twin.take("/block")
    assert "You write in private now." in heard[-1]
    twin.take("/as group")
    assert "I am silent until I am asked" in heard[-1]


def test_from_another_chat_only_marked_words_come_along(twin: Twin, heard: list[str]) -> None:
    twin.take("/as group")
    twin.take(PALMYRA)
    post = twin.wire.pane.last
    twin.take("/as private")
    with pytest.raises(Mistyped, match="stands in another chat"):
        twin.take(f"/reply {post} /context")
    twin.take(f'/mark {post} "{PALMYRA}" /context')
    assert any(f"“{PALMYRA}”" in line for line in heard)


def test_a_picture_is_asked_about_by_its_caption(twin: Twin, heard: list[str]) -> None:
    twin.take(f"/photo {PALMYRA}")
    assert any(f"“{PALMYRA}”" in line for line in heard)
    twin.take("/photo")
    assert any(line.startswith("I read words") for line in heard)


def test_results_are_shown_page_by_page(empty_store: Store, tmp_path: Path, heard: list[str]) -> None:
    letters = "abcdefghijklmnopqrst"
    voices = [f"{first} Sand{letter}" for first in ("Mira", "Jonas", "Omar") for letter in letters]
    said = [f"{voice} said {30 + n % 3} people were killed in the Kalden mill fire." for n, voice in enumerate(voices)]
    article = read_pasted("\n".join(said), url="https://harbourpost.example/1", outlet="Harbour Post", title="Kalden")
    with empty_store.writing() as writer:
        writer.keep([Entry(article, read_statements(article))])
        writer.pay_index()
    twin = Twin(Wire(Desk(empty_store), Pane(tmp_path, heard.append, heard.append)))
    twin.take("/inline 30 people killed in the Kalden mill fire")
    assert heard[-1] == "There are more: /more shows the next page."
    twin.take("/more")
    assert heard[-1].startswith("[")
    twin.take("51")
    assert "You send it, through the bot:" in heard


def test_above_the_results_stands_the_way_into_the_private_chat(twin: Twin, heard: list[str]) -> None:
    twin.take("/as group")
    twin.take(f"/inline {PALMYRA}")
    assert "[0] Ask in the private chat ↗" in heard
    twin.take("0")
    assert twin.chat.kind == "private" and any(f"“{PALMYRA}”" in line for line in heard)


def test_at_a_terminal_there_is_a_prompt_and_colour(starter_folder: Path) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "chat"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "WHOSAYS_DATA": str(starter_folder), "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(follower)
    heard = ""
    os.write(leader, b"100 airstrikes\n/quit\n")
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            heard += os.read(leader, 65536).decode("utf-8", "replace")
        except OSError:
            break
    assert process.wait(SOON) == 0
    os.close(leader)
    assert "> " in heard and "presses the button with that number" in heard
    assert "\x1b[1m" in heard and "pro-opposition sources" in heard


@pytest.mark.parametrize("command", ["chat", "ask"])
def test_without_a_store_it_says_how_to_get_one_and_makes_none(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    whole, there = [sys.executable, "-m", "bot.cli", command], {**os.environ, "WHOSAYS_DATA": str(folder)}
    ran = subprocess.run(whole, input="100 airstrikes\n", env=there, capture_output=True, text=True)
    assert ran.returncode == 2 and not ran.stdout and not folder.exists()
    assert f"There is no store in {folder} yet: `whosays demo` makes one" in ran.stderr


def test_an_empty_store_is_said_at_the_start(empty_store: Store) -> None:
    command, there = [sys.executable, "-m", "bot.cli", "chat"], {**os.environ, "WHOSAYS_DATA": str(empty_store.folder)}
    ran = subprocess.run(command, input="/keys\n", env=there, capture_output=True, text=True)
    assert ran.returncode == 0 and "is empty: nothing will be found (`whosays kb load starter`)" in ran.stderr


def test_telegrams_html_is_told_in_words() -> None:
    html = '<b>A &amp; B</b>\n<blockquote expandable>“x &lt; y” — <a href="https://post.example/1?a=1&amp;b=2">Post</a></blockquote>'
    assert plain(html) == "A & B\n“x < y” — Post <https://post.example/1?a=1&b=2>"
    assert seen(html) == "A & B\n“x < y” — Post"
    assert next(piece.style for piece in pieces(html)) == "bold"
