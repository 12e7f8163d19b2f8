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

from bot.terminal.plain import pieces, plain, seen

PALMYRA = "Russia killed 200 militants in Palmyra"
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
/as group
good morning everybody
@whosays 100 airstrikes
{PALMYRA}
/reply LAST /context
/as member
/settings@whosays
/as nowhere
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
    typed = TYPED.replace("/reply LAST", "/reply 40")
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
    assert ran.returncode == 0, ran.stderr
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


def test_an_edit_changes_the_answer(said: dict[str, str]) -> None:
    assert (
        "“70 civilians killed in Douma chemical attack”" in said["/edit 1 70 civilians killed in Douma chemical attack"]
    )


def test_a_forward_tells_its_day_and_its_channel(said: dict[str, str]) -> None:
    told = said[f'/forward 2021-04-20 from "Harbour News" {PALMYRA}']
    assert "Harbour News" in told and "20 April 2021" in told


@pytest.mark.parametrize(
    ("line", "mends"),
    [
        (f"/forward yesterday {PALMYRA}", "/forward takes a day and the words: /forward 2021-04-20 text"),
        ("/reply 99 hello", "There is no message 99."),
        ("99", "There is no button 99."),
        ("/as nowhere", "/as takes group, member or private."),
        ("/nonsense", "I know no command /nonsense"),
        ("/sticker", "I read words"),
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


def test_it_ends_where_it_is_told_to(said: dict[str, str]) -> None:
    assert "never read" not in said["all"] and not said["/quit"].strip()


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
    assert process.wait(20) == 0
    os.close(leader)
    assert "> " in heard and "presses the button with that number" in heard
    assert "\x1b[1m" in heard and "pro-opposition sources" in heard


def test_telegrams_html_is_told_in_words() -> None:
    html = '<b>A &amp; B</b>\n<blockquote expandable>“x &lt; y” — <a href="https://post.example/1?a=1&amp;b=2">Post</a></blockquote>'
    assert plain(html) == "A & B\n“x < y” — Post <https://post.example/1?a=1&b=2>"
    assert seen(html) == "A & B\n“x < y” — Post"
    assert next(piece.style for piece in pieces(html)) == "bold"
