"""The program as a person runs it: every mistake is answered by one sentence and a status that is not zero."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from program import LONGEST, Program
from website import WebSite

from knowledge.store import Store

PROGRAM = Program()


@pytest.fixture(scope="module", autouse=True)
def program_closed() -> Iterator[None]:
    yield
    PROGRAM.close()


def whosays(*arguments: str | bytes, data: Path, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own that did not have to import it."""
    return PROGRAM.run(arguments, environment(data, more), folder_near(data), given)


def started(*arguments: str | bytes, data: Path, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a shell starts it."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        env=environment(data, more),
        cwd=folder_near(data),
        input=given,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )


def environment(data: Path, more: dict[str, str]) -> dict[str, str]:
    ours = {k: v for k, v in os.environ.items() if k not in ("TELEGRAM_TOKEN", "EMBEDDING_MODEL")}
    return {**ours, "WHOSAYS_DATA": str(data), **more}


def folder_near(data: Path) -> Path:
    return next(folder for folder in (data, *data.parents) if folder.is_dir())


def one_sentence(ran: subprocess.CompletedProcess[bytes]) -> str:
    said = ran.stderr.decode()
    assert ran.returncode != 0
    assert "Traceback" not in said
    # What the bot logs while it starts is no answer to the person.
    told = [line for line in said.strip().splitlines() if " INFO whosays: " not in line]
    assert len(told) == 1, said
    return said


@pytest.fixture
def data(tmp_path: Path, models: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return folder


# asking


def test_ask_by_argument_pipe_and_file(starter_folder: Path, tmp_path: Path) -> None:
    by_argument = started("ask", "Russia killed 200 militants in Palmyra", data=starter_folder)
    by_pipe = whosays("ask", data=starter_folder, given=b"Russia killed 200 militants in Palmyra\n")
    (tmp_path / "claim.txt").write_text("Russia killed 200 militants in Palmyra")
    by_file = whosays("ask", "--file", str(tmp_path / "claim.txt"), data=starter_folder)
    assert by_argument.returncode == by_pipe.returncode == by_file.returncode == 0
    assert by_argument.stdout == by_pipe.stdout == by_file.stdout
    assert b"WHO SAYS OTHERWISE" in by_argument.stdout
    assert b"\x1b[" not in by_argument.stdout, "a pipe gets plain text"


def test_ask_json_is_the_contract(starter_folder: Path) -> None:
    ran = whosays("ask", "100 airstrikes", "--format", "json", data=starter_folder)
    (card,) = json.loads(ran.stdout)
    assert card["state"] == "ambiguous"
    assert len(card["candidates"]) >= 6
    kinds = {caveat["kind"] for caveat in card["caveats"]}
    assert {"AMBIGUOUS_EVENT", "BOUND_DROPPED", "UNNAMED_SOURCE", "OUTLET_PROFILE"} <= kinds
    statements = {s["id"] for account in card["accounts"] for s in account["statements"]}
    for candidate in card["candidates"]:
        assert set(candidate["statements"]) <= statements
    treasury = [caveat for caveat in card["caveats"] if "US Treasury designated" in caveat["text"]]
    assert treasury and treasury[0]["url"].startswith("https://")


def test_ask_html_is_a_page(starter_folder: Path) -> None:
    assert whosays("ask", "100 airstrikes", "--format", "html", data=starter_folder).stdout.startswith(
        b"<!doctype html>"
    )


@pytest.mark.parametrize("message", ["", " \n\t", "🎈🎉", "\u200b\u202e", "!!!"])
def test_nothing_to_look_up(message: str, starter_folder: Path) -> None:
    assert "look up" in one_sentence(whosays("ask", message, data=starter_folder))
    assert "look up" in one_sentence(whosays("ask", data=starter_folder, given=message.encode()))


def test_too_long(starter_folder: Path) -> None:
    assert "100,000 characters long" in one_sentence(whosays("ask", data=starter_folder, given=b"a" * 100_000))


@pytest.mark.parametrize(
    "message", [b"<b>100 airstrikes</b> & more", b"*100* _airstrikes_ [x](y)", "\u202e100 airstrikes".encode()]
)
def test_markup_and_hidden_marks_are_read_through(message: bytes, starter_folder: Path) -> None:
    ran = whosays("ask", data=starter_folder, given=message)
    assert ran.returncode == 0 and b"airstrikes" in ran.stdout and b"<b>" not in ran.stdout


@pytest.mark.parametrize("message", [b"100 airstrikes\x00\x01\x02 binary", b"\xff\xfe\x00\xd8"])
def test_binary_on_the_pipe_is_said(message: bytes, starter_folder: Path) -> None:
    one_sentence(whosays("ask", data=starter_folder, given=message))


def test_a_lone_surrogate_in_the_argument(starter_folder: Path) -> None:
    # Python hands an undecodable byte of the command line on as half a character.
    ran = started(b"ask", b"100 airstrikes \xed\xa0\x80", data=starter_folder)
    assert ran.returncode == 0 and b"airstrikes" in ran.stdout


def test_a_file_that_is_not_there_and_one_that_is_a_folder(starter_folder: Path, tmp_path: Path) -> None:
    assert "There is no file" in one_sentence(whosays("ask", "--file", "nowhere.txt", data=starter_folder))
    assert "is a folder" in one_sentence(whosays("ask", "--file", str(tmp_path), data=starter_folder))


def test_an_empty_store_says_how_to_fill_it(empty_store: Store) -> None:
    ran = whosays("ask", "100 airstrikes", data=empty_store.folder)
    assert ran.returncode == 0 and b"kb load starter" in ran.stderr


# the bot without a token


def test_no_token_is_one_sentence(data: Path) -> None:
    ran = started("bot", data=data)
    assert ran.returncode == 2
    said = one_sentence(ran)
    assert "TELEGRAM_TOKEN" in said and "BotFather" in said


def test_the_token_may_stand_in_the_env_file(data: Path) -> None:
    (data / ".env").write_text("TELEGRAM_TOKEN=\n")
    assert "TELEGRAM_TOKEN" in one_sentence(whosays("bot", data=data))


def test_a_token_that_telegram_refuses_is_never_printed(starter_folder: Path) -> None:
    from telegram_server import TelegramServer

    with TelegramServer() as server:
        token = "123456789:SECRETsecretSECRETsecretSECRETsecretX"
        ran = started("bot", data=starter_folder, TELEGRAM_TOKEN=token, TELEGRAM_BASE_URL=server.base_url)
    assert "BotFather" in one_sentence(ran)
    assert "SECRET" not in ran.stderr.decode() + ran.stdout.decode()


def test_telegram_out_of_reach_is_one_sentence(starter_folder: Path) -> None:
    ran = started("bot", data=starter_folder, TELEGRAM_TOKEN="1:a", TELEGRAM_BASE_URL="http://127.0.0.1:9/bot")
    assert "cannot be reached" in one_sentence(ran)


def test_a_setting_with_an_unknown_value_names_the_known_ones(data: Path) -> None:
    said = one_sentence(whosays("ask", "100 airstrikes", data=data, ATTRIBUTION_MODEL="gpt"))
    assert "ATTRIBUTION_MODEL" in said and "learned or none" in said


def test_another_language_is_said_to_be_unread(starter_folder: Path) -> None:
    ran = whosays("ask", "Rusia mató a 200 militantes en Palmira", data=starter_folder)
    assert b"try it in English" in ran.stderr


# the knowledge base


def test_a_pasted_article_comes_in_goes_out_and_is_not_doubled(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Mill burns down\n\nAccording to witnesses, 12 barns burned in Homs on Monday.\n")
    added = (
        "kb",
        "add",
        str(file),
        "--url",
        "https://example.org/mill",
        "--outlet",
        "Harbour Post",
        "--published",
        "2021-02-18",
    )
    assert b"1 new" in whosays(*added, data=data).stderr
    assert b"1 unchanged" in whosays(*added, data=data).stderr
    shown = whosays("kb", "show", "https://example.org/mill", data=data).stdout.decode()
    assert "witnesses (eyewitness)" in shown and "2021-02-18" in shown
    asked = whosays("ask", "12 barns burned in Homs", data=data).stdout.decode()
    assert "“According to witnesses, 12 barns burned in Homs on Monday.”" in asked
    assert "Harbour Post <https://example.org/mill>, 18 February 2021" in asked
    identity = shown.split("[headline]")[0].split("\n")[-1].strip().rsplit(".", 1)[0]
    assert whosays("kb", "remove", identity, data=data).returncode == 0
    assert "no article" in one_sentence(whosays("kb", "remove", identity, data=data))


def test_a_changed_article_replaces_the_old_words(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    for number in ("12", "15"):
        file.write_text(f"Mill burns down\n\nThe mayor said {number} barns burned in Homs.\n")
        whosays("kb", "add", str(file), "--url", "https://example.org/mill", data=data)
    shown = whosays("kb", "show", "https://example.org/mill", data=data).stdout.decode()
    now, history = shown.split("edited, seen on", 1)
    assert "15 barns" in now and "12 barns" not in now
    assert "12 barns burned became 15 barns burned" in history or "12 barns became 15 barns" in history


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "no words"),
        ("binary.bin", bytes(range(256)) * 20, "binary"),
        ("document.pdf", b"%PDF-1.4 plain enough", "is damaged"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        ("blank.html", b"<html><body></body></html>", ""),
        ("note.jsonl", b'{"id": "N1", "kind": "report"}', "line 1"),
    ],
)
def test_a_file_that_cannot_be_read(name: str, content: bytes, sentence: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    ran = whosays("kb", "add", str(tmp_path / name), data=data)
    assert ran.returncode == 2 and "Traceback" not in ran.stderr.decode()
    assert sentence in ran.stderr.decode()


def test_a_page_at_an_address_of_ones_own(data: Path) -> None:
    with WebSite() as site:
        site.article("/mill", "Mill burns down", ["The mayor said 12 barns burned in Homs on Monday."] * 3)
        refused = whosays("kb", "add", site.url("/mill"), data=data)
        assert refused.returncode == 2 and "127.0.0.1 lies on a private network" in refused.stderr.decode()
        assert not site.requests
        ran = whosays("kb", "add", site.url("/mill"), data=data, FETCH_ALLOWED_HOSTS="news.internal.example, 127.0.0.1")
        assert ran.returncode == 0, ran.stderr.decode()
        # A person named the page: robots.txt is for those who go through lists.
        assert [asked.path for asked in site.requests] == ["/mill"]
        assert "12 barns" in whosays("kb", "show", site.url("/mill"), data=data).stdout.decode()


def test_one_bad_file_does_not_stop_the_others(data: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Mill burns down\n\nThe mayor said 12 barns burned.\n")
    ran = whosays("kb", "add", str(tmp_path / "nowhere.txt"), str(tmp_path / "good.txt"), data=data)
    assert ran.returncode == 2
    assert b"no such file" in ran.stderr and b"1 new" in ran.stderr


@pytest.mark.parametrize(
    ("command", "what", "said"),
    [
        ("load", "sarter", "the pack that ships is called starter"),
        ("add", "nowhere.txt", "no such file"),
        ("add", "folder", "this is a folder; name its files"),
        ("add", "ftp://example.org/a", "no web address"),
        ("inspect", "folder", "holds no file that ends in"),
        ("inspect", "nowhere.txt", "is neither a file nor an article in the store"),
        ("import", "words.jsonl", "its line 2 is no JSON object"),
    ],
)
def test_what_is_mistaken_for_a_file_is_one_sentence(
    command: str, what: str, said: str, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "words.jsonl").write_text("\nThe mayor said 12 barns burned.\n")
    there = what if "://" in what or command == "load" else str(tmp_path / what)
    assert said in one_sentence(whosays("kb", command, there, data=data))


def test_a_date_that_is_none(data: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Mill burns down\n\nThe mayor said 12 barns burned.\n")
    assert "is not a date" in one_sentence(
        whosays("kb", "add", str(tmp_path / "good.txt"), "--published", "soon", data=data)
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org/a", "https://e.org/\x1b[31m", "https://e.org/<b>"])
def test_an_address_that_is_none(url: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Mill burns down\n\nThe mayor said 12 barns burned.\n")
    assert "not a web address" in one_sentence(
        whosays("kb", "add", str(tmp_path / "good.txt"), "--url", url, data=data)
    )


def test_what_was_said_about_an_article_can_be_corrected(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Mill burns down\n\nThe mayor said 12 barns burned in Homs.\n")
    whosays("kb", "add", str(file), data=data)
    ran = whosays("kb", "add", str(file), "--outlet", "Northern Star", "--published", "2025-05-05", data=data)
    assert b"1 changed" in ran.stderr


def test_a_broken_pointer_is_mended_by_reindex(data: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Mill burns down\n\nThe mayor said 12 barns burned.\n")
    whosays("kb", "add", str(tmp_path / "good.txt"), data=data)
    (data / "index" / "CURRENT").write_text("garbage")
    assert "kb reindex" in one_sentence(whosays("ask", "12 barns burned", data=data))
    assert whosays("kb", "reindex", data=data).returncode == 0
    assert b"12 barns" in whosays("ask", "12 barns burned", data=data).stdout


def test_check_names_line_and_field(data: Path, tmp_path: Path) -> None:
    note = {"id": "N1", "kind": "report", "outlet": "P", "title": "T", "url": "https://example.org/a"}
    good = json.dumps({**note, "confidence": "high", "facts": [{"says": "Two barns burnt.", "speaker": None}]})
    (tmp_path / "notes.jsonl").write_text(
        good + "\n" + good.replace('"outlet"', '"outlett"').replace("N1", "N2") + "\n"
    )
    ran = whosays("kb", "check", str(tmp_path / "notes.jsonl"), data=data)
    assert ran.returncode == 2
    assert "line 2" in ran.stderr.decode() and "outlett" in ran.stderr.decode()
    (tmp_path / "notes.jsonl").write_text(good + "\n")
    assert whosays("kb", "check", str(tmp_path / "notes.jsonl"), data=data).returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_permission(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "cannot be written" in one_sentence(whosays("kb", "load", "starter", data=locked / "store"))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    one_sentence(whosays("kb", "load", "starter", data=tmp_path / "file" / "store"))


def test_a_folder_that_nobody_may_write_not_even_root() -> None:
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc")
    one_sentence(whosays("kb", "load", "starter", data=Path("/proc/whosays")))


def test_a_full_disk_at_the_first_write(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "archive.sqlite").symlink_to("/dev/full")
    one_sentence(started("kb", "stats", data=tmp_path))


def test_a_store_made_with_another_model(data: Path, tmp_path: Path) -> None:
    from knowledge.archive import Archive

    Archive(data).remember("model", "another-model@0123456789ab")
    said = one_sentence(whosays("ask", "100 airstrikes", data=data))
    assert "another-model" in said and "kb reindex" in said


def test_stats_and_reindex(data: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Mill burns down\n\nThe mayor said 12 barns burned.\n")
    whosays("kb", "add", str(tmp_path / "good.txt"), data=data)
    assert whosays("kb", "reindex", data=data).returncode == 0
    stats = whosays("kb", "stats", data=data).stdout.decode()
    assert "articles           1" in stats and "up to date" in stats


def test_inspect_marks_what_was_read_and_stores_nothing(data: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(
        "Mill burns\n\nAccording to witnesses, over 12 barns reportedly burned in Homs.\n"
    )
    ran = whosays("kb", "inspect", str(tmp_path / "story.txt"), data=data)
    printed = ran.stdout.decode()
    assert "[cue: According to]" in printed and "[speaker: witnesses]" in printed and "[hedge: reportedly]" in printed
    assert "[where: Homs]" in printed and "1 article," in printed
    assert b"articles           0" in whosays("kb", "stats", data=data).stdout


def test_inspect_reads_a_table_into_a_page(data: Path, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(
        'headline,text,source\nMill burns,"The mayor said 12 <b>barns</b> burned.",Post\n,,\n'
    )
    ran = whosays("kb", "inspect", str(tmp_path / "table.csv"), "--html", str(tmp_path / "page.html"), data=data)
    page = (tmp_path / "page.html").read_text()
    assert ran.returncode == 0 and page.startswith("<!doctype html>")
    assert '<span class="content figure">' in page and "<b>barns" not in page
    (tmp_path / "none.csv").write_text("a,b\n1,2\n")
    assert "no column of texts" in one_sentence(whosays("kb", "inspect", str(tmp_path / "none.csv"), data=data))


def test_a_demo_over_an_older_store_has_what_the_pack_now_says_of_outlets(starter_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(starter_folder, tmp_path / "older", symlinks=True)
    store = Store(tmp_path / "older")
    now = {profile.outlet: profile for profile in store.archive.profiles()}
    with store.writing() as writer:
        writer.keep_profiles([replace(now["SOHR"], facts=())])
    store.close()
    assert "About SOHR: " in whosays("demo", data=tmp_path / "older").stdout.decode()
