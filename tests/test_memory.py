"""What people asked us to keep: kept apart from the reporting, for as long as was said, and forgotten at a word."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import sealing
from bot.memory import MOST_FOLLOWS, MOST_REQUESTS, CannotRemember, Choices, Enough, Memory, Removed
from bot.talk.news import Known
from bot.talk.taps import MOST_TAPS, Taps
from knowledge.model import Period

NOW = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
ROSA, OMAR, GROUP = 7, 8, -1007
SECRET = "The harbour master of Atlantis counted 4711 barges"


def kept_bytes(folder: Path) -> bytes:
    """Everything that lies in the folder, the database with what SQLite keeps beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("people.sqlite*")))


def follow(memory: Memory, person: int = ROSA, claim: str = SECRET, now: datetime = NOW, revision: int = 1) -> int:
    return memory.follow(person, claim, Known(frozenset({"Border Monitor"})), revision=revision, now=now).id


# choices


def test_what_is_chosen_holds_in_that_chat_alone(memory: Memory, tmp_path: Path) -> None:
    memory.choose(ROSA, language="ar", quiet_hours=(22, 7), ahead=345)
    memory.choose(GROUP, quiet=True)
    memory.close()
    again = Memory(tmp_path)
    assert again.choices_of(ROSA) == Choices(language="ar", quiet_hours=(22, 7), ahead=345)
    assert again.choices_of(GROUP) == Choices(quiet=True)
    assert again.choices_of(OMAR) == Choices()
    again.close()


def test_choosing_what_holds_for_everybody_leaves_nothing_behind(memory: Memory) -> None:
    memory.choose(ROSA, card="short")
    assert memory.counts().choices == 1
    memory.choose(ROSA, card="long")
    assert memory.counts().choices == 0


def test_a_group_that_becomes_a_supergroup_keeps_its_settings(memory: Memory) -> None:
    memory.choose(-5, quiet=True)
    memory.moved(-5, GROUP)
    assert memory.choices_of(GROUP).quiet and memory.choices_of(-5) == Choices()


# claims behind buttons


def test_a_ticket_opens_its_claim_and_nothing_else_does(memory: Memory, tmp_path: Path) -> None:
    ticket, other = memory.seal(SECRET, NOW), memory.seal("Another claim", NOW)
    assert len(ticket) <= 24 and ticket != other
    assert memory.unseal(ticket) == SECRET and memory.unseal(other) == "Another claim"
    for wrong in ("", "x", ticket[:-2] + "AA" if not ticket.endswith("AA") else ticket[:-2] + "BA", "é" * 22):
        assert memory.unseal(wrong) is None
    kept = kept_bytes(tmp_path)
    assert SECRET.encode() not in kept and b"Atlantis" not in kept and ticket.encode() not in kept


def test_the_database_does_not_tell_how_long_a_sealed_claim_is() -> None:
    short, long = (sealing.seal(text, sealing.new_ticket()).body for text in ("a", "a" * 200))
    assert len(short) == len(long)


@given(st.text(st.characters(codec=None), max_size=600))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    ticket = sealing.new_ticket()
    assert sealing.unseal(sealing.seal(text, ticket), ticket) == text


def test_a_sealed_claim_that_was_tampered_with_is_none() -> None:
    ticket = sealing.new_ticket()
    sealed = sealing.seal(SECRET, ticket)
    for place in (0, len(sealed.body) // 2, -1):
        spoilt = bytearray(sealed.body)
        spoilt[place] ^= 1
        assert sealing.unseal(sealing.Sealed(sealed.name, bytes(spoilt)), ticket) is None


# follows


def test_a_follow_comes_back_whole_and_ends(memory: Memory) -> None:
    sent = Period(datetime(2023, 4, 5, tzinfo=UTC), datetime(2023, 4, 6, tzinfo=UTC), "stated")
    known = Known(frozenset({"Border Monitor"}), figures=frozenset({"Border Monitor|shells|=40"}))
    kept = memory.follow(ROSA, "40 shells", known, revision=3, now=NOW, sent=sent, event="Homs, 2023", language="es")
    assert memory.following(ROSA) == (kept,)
    assert (kept.claim, kept.event, kept.sent, kept.language, kept.known) == (
        "40 shells",
        "Homs, 2023",
        sent,
        "es",
        known,
    )
    assert kept.day == NOW.date()
    assert not memory.unfollow(OMAR, kept.id), "nobody ends another's follow"
    assert memory.unfollow(ROSA, kept.id) and memory.following(ROSA) == ()


def test_following_the_same_claim_again_is_one_follow(memory: Memory) -> None:
    follow(memory)
    follow(memory, now=NOW + timedelta(days=5))
    (kept,) = memory.following(ROSA)
    assert kept.day == (NOW + timedelta(days=5)).date()


def test_one_person_follows_so_many_claims_and_no_more(memory: Memory) -> None:
    for number in range(MOST_FOLLOWS):
        follow(memory, claim=f"claim {number}")
    with pytest.raises(Enough) as enough:
        follow(memory, claim="one more")
    assert enough.value.most == MOST_FOLLOWS
    follow(memory, claim="claim 3")  # again, which is no other
    follow(memory, OMAR, "one more")


def test_who_has_been_told_of_a_revision_is_not_behind_it(memory: Memory) -> None:
    first, second = follow(memory, ROSA), follow(memory, OMAR)
    assert [one.id for one in memory.follows_behind(2)] == [first, second]
    memory.told(first, Known(frozenset({"Border Monitor", "Mill Watch"})), 2)
    assert [one.id for one in memory.follows_behind(2)] == [second]
    (kept,) = memory.following(ROSA)
    assert kept.known.origins == {"Border Monitor", "Mill Watch"}


# requests


def test_requests_are_counted_by_person_and_never_name_one(memory: Memory) -> None:
    memory.request(ROSA, "40  shells hit the mill", NOW)
    memory.request(ROSA, "40 shells hit the mill", NOW)
    memory.request(OMAR, "40 SHELLS hit the mill", NOW + timedelta(days=2))
    memory.request(OMAR, "The bridge is open", NOW)
    shells, bridge = memory.requests()
    assert (shells.claim, shells.people) == ("40 shells hit the mill", 2)
    assert (shells.first, shells.last) == (NOW.date(), NOW.date() + timedelta(days=2))
    assert bridge.people == 1
    assert memory.people_asking([shells.id, bridge.id]) == 2
    assert memory.done(shells.id) and not memory.done(shells.id)
    assert [one.claim for one in memory.requests()] == ["The bridge is open"]


def test_one_person_asks_for_so_much_and_no_more(memory: Memory) -> None:
    for number in range(MOST_REQUESTS):
        memory.request(ROSA, f"claim {number}", NOW)
    with pytest.raises(Enough):
        memory.request(ROSA, "one more", NOW)
    memory.request(ROSA, "claim 3", NOW)
    assert len(memory.requests()) == MOST_REQUESTS


# feedback


def test_feedback_is_kept_without_the_person_and_counted(memory: Memory) -> None:
    for _ in range(2):
        memory.feedback("wrong match", ["a.1", "b.2"], ["HEDGED"], NOW)
    memory.feedback("helpful", ["a.1"], [], NOW + timedelta(days=1))
    helpful, wrong = memory.feedback_given()
    assert (helpful.opinion, helpful.times) == ("helpful", 1)
    assert (wrong.opinion, wrong.statements, wrong.caveats, wrong.times) == (
        "wrong match",
        ("a.1", "b.2"),
        ("HEDGED",),
        2,
    )


def test_the_second_tap_on_one_button_is_not_new() -> None:
    taps = Taps()
    assert taps.is_new(ROSA, "7/12", "b:0:h") and not taps.is_new(ROSA, "7/12", "b:0:h")
    taps.was_not_kept(ROSA, "7/12", "b:0:h")
    assert taps.is_new(ROSA, "7/12", "b:0:h"), "it was not kept"
    assert taps.is_new(ROSA, "7/12", "b:0:m"), "another opinion"
    assert taps.is_new(OMAR, "7/12", "b:0:h"), "another person"
    assert taps.is_new(ROSA, "7/12", "b:1:h"), "another card"
    for _ in range(2):
        assert taps.is_new(ROSA, "7/12", "v:0:a") and taps.is_new(ROSA, "7/12", "b:0")
    for number in range(MOST_TAPS):
        taps.is_new(number, "x", "b:0:c")
    assert taps.is_new(ROSA, "7/12", "b:0:h"), "only so many are remembered"


# forgetting


def test_forgetting_removes_everything_of_one_person_and_says_how_much(memory: Memory) -> None:
    follow(memory)
    follow(memory, OMAR)
    memory.request(ROSA, "only hers", NOW)
    memory.request(ROSA, "theirs", NOW)
    memory.request(OMAR, "theirs", NOW)
    memory.choose(ROSA, card="short")
    assert memory.forget(ROSA) == Removed(follows=1, requests=2, choices=1)
    assert memory.forget(ROSA) == Removed() and not memory.forget(ROSA).anything
    assert memory.following(ROSA) == () and len(memory.following(OMAR)) == 1
    assert [(one.claim, one.people) for one in memory.requests()] == [("theirs", 1)]


def test_what_is_forgotten_is_gone_from_the_file_and_from_what_lies_beside_it(memory: Memory, tmp_path: Path) -> None:
    follow(memory)
    memory.request(ROSA, f"{SECRET} again", NOW)
    assert b"Atlantis" in kept_bytes(tmp_path)
    memory.forget(ROSA)
    assert b"Atlantis" not in kept_bytes(tmp_path)


@pytest.mark.parametrize("ending", ["unfollow", "done", "purge", "gone"])
def test_every_end_leaves_no_bytes(memory: Memory, tmp_path: Path, ending: str) -> None:
    if ending == "done":
        memory.request(ROSA, SECRET, NOW)
        memory.done(memory.requests()[0].id)
    else:
        number = follow(memory)
        if ending == "unfollow":
            memory.unfollow(ROSA, number)
        elif ending == "purge":
            memory.purge(NOW + timedelta(days=31))
        else:
            memory.gone(ROSA)
    assert b"Atlantis" not in kept_bytes(tmp_path)


def test_what_has_been_kept_long_enough_is_purged(memory: Memory) -> None:
    follow(memory)
    follow(memory, OMAR, now=NOW + timedelta(days=20))
    memory.request(ROSA, "asked by both", NOW)
    memory.request(OMAR, "asked by both", NOW + timedelta(days=20))
    memory.request(ROSA, "asked by one", NOW)
    ticket = memory.seal(SECRET, NOW)
    memory.feedback("helpful", ["a.1"], [], NOW)
    memory.choose(ROSA, card="short")
    assert memory.purge(NOW + timedelta(days=30)) == Removed(), "the last day is still kept"
    assert memory.purge(NOW + timedelta(days=31)) == Removed(follows=1, requests=2, sealed=1, feedback=1)
    assert memory.unseal(ticket) is None and memory.following(ROSA) == ()
    assert [(one.claim, one.people) for one in memory.requests()] == [("asked by both", 1)]
    assert memory.choices_of(ROSA).card == "short", "settings stay until somebody changes them"


# the file


def test_the_file_is_its_owners_alone_and_holds_days_not_hours(memory: Memory, tmp_path: Path) -> None:
    follow(memory)
    for path in tmp_path.glob("people.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert b"23:30" not in kept_bytes(tmp_path) and b"2026-03-01T" not in kept_bytes(tmp_path)


def test_many_threads_keep_things_at_once(memory: Memory) -> None:
    def live(person: int) -> None:
        for number in range(5):
            memory.follow(person, f"claim {number}", Known(), revision=1, now=NOW)
            memory.request(person, f"claim {number}", NOW)
            memory.choose(person, card="short")
            assert len(memory.following(person)) == number + 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(live, range(1, 17)))
    assert memory.counts() == Removed(follows=80, requests=5, choices=16)
    assert [one.people for one in memory.requests()] == [16] * 5


def test_a_long_write_elsewhere_in_the_folder_keeps_nobody_waiting(memory: Memory, tmp_path: Path) -> None:
    archive = sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)
    archive.execute("BEGIN IMMEDIATE")
    begun = datetime.now(UTC)
    follow(memory)
    assert datetime.now(UTC) - begun < timedelta(seconds=1)
    archive.close()


def test_a_locked_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.memory.database.PATIENCE", 0.05)
    memory = Memory(tmp_path)
    other = sqlite3.connect(tmp_path / "people.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CannotRemember, match="busy with another writer"):
        follow(memory)
    assert memory.following(ROSA) == (), "reading goes on"
    other.close()
    memory.close()


def test_a_full_disk_is_said_and_nothing_is_half_kept(memory: Memory) -> None:
    follow(memory)
    memory.limit_pages(30)
    with pytest.raises(CannotRemember, match=r"full|fails"):
        for number in range(20):
            memory.follow(OMAR, f"{number} " * 4000, Known(), revision=1, now=NOW)
    assert len(memory.following(ROSA)) == 1
    memory.forget(OMAR)
    memory.choose(OMAR, card="short")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "people.sqlite").write_bytes(b"no database at all" * 100), "not readable"),
        (lambda folder: (folder / "people.sqlite").mkdir(), "cannot be written"),
    ],
    ids=["nonsense", "a folder"],
)
def test_a_file_that_cannot_be_used_is_said(tmp_path: Path, spoil: Callable[[Path], object], said: str) -> None:
    spoil(tmp_path)
    with pytest.raises(CannotRemember, match=said):
        Memory(tmp_path)


def test_the_layout_before_is_taken_over_with_what_it_holds(memory: Memory, tmp_path: Path) -> None:
    followed = follow(memory)
    memory.close()
    with sqlite3.connect(tmp_path / "people.sqlite") as file:
        file.execute("ALTER TABLE follows DROP COLUMN is_forward")
        file.execute("PRAGMA user_version = 1")
    file.close()
    again = Memory(tmp_path)
    assert [(one.id, one.is_forward) for one in again.following(ROSA)] == [(followed, False)]
    again.close()


def test_a_newer_layout_is_left_alone(memory: Memory, tmp_path: Path) -> None:
    memory.close()
    with sqlite3.connect(tmp_path / "people.sqlite") as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(CannotRemember, match="newer whosays"):
        Memory(tmp_path)
