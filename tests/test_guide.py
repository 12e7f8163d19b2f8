"""The guide shows what the bot says, and the way to a running bot is one that can be walked."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from PIL import Image
from telegram_server import Person, TelegramServer

from bot.cli import app
from bot.memory import Memory
from bot.settings import Serving, read_settings
from bot.talk.commands import COMMANDS, CONTEXT
from bot.talk.desk import Desk
from bot.telegram.application import LAST_WORDS
from bot.terminal import twin
from docs.pictures.scenes import SCENES, Scene, words_of
from knowledge.store import Store

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
GUIDE = (DOCS / "using.md").read_text(encoding="utf-8")
BOTFATHER = (DOCS / "botfather.md").read_text(encoding="utf-8")
#: What @BotFather itself understands, of what the page sends it.
BOTFATHERS = {
    "newbot", "token", "revoke", "setinline", "setinlinefeedback", "setprivacy", "setjoingroups", "setuserpic",
    "setcommands", "setdescription", "setabouttext",
}  # fmt: skip
#: The terminal's own.
TWINS = {*twin.LINES, "quit"}
#: Pages of the bot's own listener.
PAGES = {"health", "metrics", "telegram"}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_picture_shows_what_the_bot_says(scene: Scene, starter: Store, tmp_path: Path) -> None:
    """`make pictures` makes them anew."""
    with Image.open(PICTURES / f"{scene.name}.png") as picture:
        shown = picture.info["Description"]
    assert shown == words_of(scene.play(Desk(starter, Memory(tmp_path))))


def test_pictures_are_small_and_each_is_shown() -> None:
    files = {file.name: file.stat().st_size for file in PICTURES.glob("*.png")}
    assert set(files) == {f"{scene.name}.png" for scene in SCENES} == set(re.findall(r"\(pictures/(\S+\.png)\)", GUIDE))
    assert max(files.values()) < 150_000
    # Whoever cannot see a picture reads what it shows.
    assert all(len(words) > 30 for words in re.findall(r"!\[(.*?)\]", GUIDE, re.DOTALL))


def test_the_chat_in_the_guide_is_the_programs_own(starter_folder: Path) -> None:
    found = re.search(r"<!-- chat: (.+?) -->\n```\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    ran = _run(["chat"], starter_folder, typed=found[1] + "\n")
    assert ran.stdout == found[2]


def test_the_pipe_in_the_guide_draws_a_chart(starter_folder: Path, tmp_path: Path) -> None:
    piped = re.search(r"`printf '(.+?)' \| whosays (.+?)`", GUIDE)
    assert piped
    _run(piped[2].split(), starter_folder, typed=piped[1].replace("\\n", "\n"), folder=tmp_path)
    assert list((tmp_path / "charts").glob("*.png"))


@pytest.mark.parametrize("page", ["using.md", "botfather.md"])
def test_every_command_that_is_named_is_there(page: str) -> None:
    text = re.sub(r"```\n.*?```", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"`/([a-z]+)", text))
    assert named and named <= {*COMMANDS, CONTEXT, *PAGES, *(BOTFATHERS if page == "botfather.md" else TWINS)}
    program = typer.main.get_command(app)
    for name in re.findall(r"whosays ([a-z]+)", "\n".join(re.findall(r"`[^`]+`|```sh.*?```", text, re.DOTALL))):
        assert name in program.commands, name  # type: ignore[attr-defined]


def test_every_line_of_the_terminals_own_is_listed_there_and_in_the_guide() -> None:
    for line in TWINS:
        assert f"/{line}" in twin.HELP and f"`/{line}" in GUIDE, line
    assert not TWINS & {*COMMANDS, CONTEXT}


def test_every_setting_that_is_named_is_explained_and_read() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b|\bCLERKS\b", BOTFATHER))
    assert {"TELEGRAM_TOKEN", "ADMIN_IDS", "WEBHOOK_URL", "REFRESH_EVERY"} <= named
    named -= set(re.findall(r"^([A-Z_]+) \?=", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    for name in named:
        assert re.search(rf"^{name}=", example, re.MULTILINE), f"{name} is not in .env.example"
        assert f'"{name}"' in source, f"{name} is not read"


def test_the_settings_of_the_page_are_taken() -> None:
    block = re.search(r"```sh\n(WEBHOOK_URL=.*?)```", BOTFATHER, re.DOTALL)
    assert block
    chosen = dict(line.split("=", 1) for line in block[1].split())
    assert read_settings(chosen).serving.webhook_url == "https://bot.example.org/telegram"
    assert read_settings({"REFRESH_EVERY": "6h"}).refresh_every == 6 * 3600


def test_the_unit_gives_the_bot_time_to_stop() -> None:
    block = re.search(r"```ini\n(.*?)```", BOTFATHER, re.DOTALL)
    assert block
    unit = configparser.ConfigParser()
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(block[1])
    service = unit["Service"]
    assert int(service["TimeoutStopSec"]) > Serving().stop_seconds + LAST_WORDS + 5
    assert service["KillMode"] == "mixed"
    assert service["ExecStart"] == f"{service['WorkingDirectory']}/.venv/bin/whosays bot"


def test_the_page_can_be_walked_to_a_running_bot(starter_folder: Path, tmp_path: Path) -> None:
    """Every command of the page's first three parts, in the folder of the repository; then a person says hello.

    Only what `make` would download is there already: the environment, with the program in it.
    """
    setting_up, chatting, running = re.findall(r"```sh\n(.*?)```", BOTFATHER.partition("## 4.")[0], re.DOTALL)
    folder = _set_up(tmp_path / "whosays")
    data = shutil.copytree(starter_folder, tmp_path / "data", symlinks=True)
    there = {**_environment(), "WHOSAYS_DATA": str(data)}
    ran = subprocess.run(["sh", "-ec", setting_up], cwd=folder, env=there, capture_output=True, text=True, check=True)
    assert "“100 airstrikes”" in ran.stdout
    written = folder / ".env"
    assert written.stat().st_mode & 0o777 == 0o600
    chat = subprocess.run(
        ["sh", "-ec", chatting], cwd=folder, env=there, input="/help\n", capture_output=True, text=True, check=True
    )
    assert "How to read the answer" in chat.stdout
    with TelegramServer() as server:
        filled = written.read_text(encoding="utf-8")
        filled = filled.replace("\nTELEGRAM_TOKEN=\n", f"\nTELEGRAM_TOKEN={server.token}\n")
        filled = filled.replace("\nTELEGRAM_BASE_URL=\n", f"\nTELEGRAM_BASE_URL={server.base_url}\n")
        written.write_text(filled.replace("\nWHOSAYS_DATA=\n", f"\nWHOSAYS_DATA={data}\n"), encoding="utf-8")
        log = tmp_path / "log"
        with log.open("w") as writing:
            process = subprocess.Popen(
                ["sh", "-ec", f"exec {running}"], cwd=folder, env=_environment(), stdout=writing, stderr=writing
            )
        try:
            server.wait_until_polled()
            mira = Person(server, 4711, "Mira")
            mira.says("/start")
            assert "100 airstrikes" in mira.hears().text
        finally:
            process.terminate()
            assert process.wait(40) == 0
        assert "answering as @" in log.read_text()


def test_pytorch_can_come_from_an_index_of_ones_own(tmp_path: Path) -> None:
    found = re.search(r"`(make demo TORCH_INDEX=)<.+?>`", BOTFATHER)
    assert found
    shutil.copy(ROOT / "Makefile", tmp_path)
    for needed in ("constraints.txt", "pyproject.toml"):
        (tmp_path / needed).touch()
    dry = [*found[1].split(), "-n"]
    dry[2] += "https://wheels.example/cpu"
    ran = subprocess.run(dry, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "--no-deps --index-url https://wheels.example/cpu torch" in ran.stdout


def test_without_a_token_it_says_where_to_get_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "bot.cli", "bot"], cwd=tmp_path, env=_environment(), capture_output=True, text=True
    )
    # The status after which the unit does not start it again.
    assert ran.returncode == 2 and "RestartPreventExitStatus=2" in BOTFATHER
    assert "@BotFather" in ran.stderr and "/newbot" in ran.stderr


def _set_up(folder: Path) -> Path:
    """The repository with its environment in place, so that `make` finds nothing to download."""
    folder.mkdir()
    for name in ("constraints.txt", "pyproject.toml", "Makefile", ".env.example"):
        shutil.copy(ROOT / name, folder)
    program = folder / ".venv" / "bin" / "whosays"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for done in (".venv", ".torch", ".runtime"):
        (folder / ".venv" / done).touch()
    return folder


def _environment() -> dict[str, str]:
    """Nothing that is set on this machine; the program is this checkout's."""
    read = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    kept = {name: value for name, value in os.environ.items() if name not in read}
    return {**kept, "PYTHONPATH": str(ROOT)}


def _run(words: list[str], store: Path, *, typed: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**_environment(), "WHOSAYS_DATA": str(store)}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *words],
        input=typed,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
