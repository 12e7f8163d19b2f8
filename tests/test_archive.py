"""The archive keeps an article with its statements, or nothing of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.archive import Archive, ArchiveError, rarity_of
from knowledge.articles import day
from knowledge.model import Article, Entry, Part, Quantity, Span, Statement

TEXT = "Over 100 airstrikes hit Homs.\nNobody was hurt, the mayor said."


def article(identity: str = "a1", text: str = TEXT, content_hash: str = "h1") -> Article:
    return Article(
        id=identity,
        url=f"https://example.org/{identity}",
        # Two outlets: one that printed the same words twice would have one article.
        outlet=f"Harbour Post {identity}",
        title="Strikes on Homs",
        published=None,
        language="en",
        text=text,
        parts=(Part("body", Span(0, len(text))),),
        content_hash=content_hash,
    )


def statements(identity: str = "a1", text: str = TEXT) -> list[Statement]:
    first, _ = text.split("\n")
    figure = Quantity(100, None, "over", "airstrikes", Span(0, 19), "airstrikes")
    return [
        Statement(f"{identity}.0", identity, 0, Span(0, len(first)), "body", quantities=(figure,)),
        Statement(f"{identity}.1", identity, 1, Span(len(first) + 1, len(text)), "body"),
    ]


def vectors(count: int = 2) -> np.ndarray:
    rows = np.random.default_rng(7).normal(size=(count, 8)).astype(np.float32)
    unit: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_what_is_kept_comes_back_whole(archive: Archive) -> None:
    assert archive.add(article(), statements(), vectors()) == "new"
    assert archive.article("a1") == article()
    assert archive.article("https://example.org/a1") == article()
    assert archive.statements_of("a1") == tuple(statements())
    kept = archive.vectors_of(["a1.0", "a1.1"])
    assert np.array_equal(np.array([kept["a1.0"], kept["a1.1"]]), vectors())


def test_the_same_article_again_changes_nothing(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    before = archive.revision
    assert archive.add(article(), statements(), vectors()) == "unchanged"
    assert archive.revision == before
    assert archive.counts().statements == 2


def test_a_changed_article_replaces_its_statements(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    text = "Nearly 90 shells hit Hama.\nNobody was hurt, the mayor said."
    assert archive.add(article(text=text, content_hash="h2"), statements(text=text), vectors()) == "changed"
    assert archive.counts().statements == 2
    assert archive.saying(["shells"], 5) and not archive.saying(["airstrikes"], 5)


def test_an_article_that_is_read_better_now_replaces_its_readings(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    better = [replace(statements()[0], when=None, quantities=()), statements()[1]]
    assert archive.change_of(Entry(article(), tuple(better))) == "changed"
    assert archive.add(article(), better, vectors()) == "changed"
    assert archive.statements_of("a1") == tuple(better)
    assert archive.counts().figures == 0


def test_an_article_enters_whole_or_not_at_all(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    doubled = [*statements("a2"), replace(statements("a2")[0])]
    with pytest.raises(ArchiveError):
        archive.add(article("a2", content_hash="h9"), doubled, vectors(3))
    assert archive.article("a2") is None
    assert archive.counts().statements == 2
    assert not [identity for identity, _ in archive.saying(["airstrikes"], 9) if identity.startswith("a2")]


def test_removing_forgets_words_figures_and_vectors(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    assert archive.remove("a1") and not archive.remove("a1")
    assert archive.counts().statements == archive.counts().figures == 0
    assert archive.saying(["airstrikes"], 5) == ()
    assert list(archive.vectors()) == []


def test_words_find_by_stem_and_rare_words_weigh_more(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    assert [identity for identity, _ in archive.saying(["airstrike"], 5)] == ["a1.0"]
    rarity = archive.rarity(["airstrik", "hom"])
    assert rarity["airstrik"] >= 0 and set(rarity) == {"airstrik", "hom"}


@pytest.mark.parametrize("words", [[], [""], ['"'], ["OR"], ["NEAR("], ["*"], ["a" * 10_000], ["'; DROP TABLE words"]])
def test_no_word_breaks_the_full_text_query(archive: Archive, words: list[str]) -> None:
    archive.add(article(), statements(), vectors())
    archive.saying(words, 5)
    assert archive.counts().statements == 2


def test_figures_find_what_counts_the_same_thing_nearest_first(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    asked = Quantity(120, 120, "exact", "airstrikes", Span(0, 3), "airstrikes")
    assert archive.counting(asked, 5) == ("a1.0",)
    assert archive.counting(replace(asked, unit="sorties"), 5) == ()
    assert archive.counting(replace(asked, low=100_000, high=100_000), 5) == ()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match="is a file, or lies in one"):
        Archive(tmp_path / "file" / "store")


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(ArchiveError, match="not readable as a database"):
        Archive(tmp_path)


def test_a_store_of_another_layout_is_said(tmp_path: Path) -> None:
    Archive(tmp_path).remember("layout", "999")
    with pytest.raises(ArchiveError, match="layout 999"):
        Archive(tmp_path)


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(article(), statements(), vectors())
    archive.close()
    with sqlite3.connect(tmp_path / "archive.sqlite") as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    archive = Archive(tmp_path)
    # SQLite answers a database at its page limit exactly as it answers a full disk.
    archive.limit_pages(pages)
    big = "Over 100 airstrikes hit Homs. " * 20_000 + "\nNobody was hurt."
    with pytest.raises(ArchiveError, match="is full or fails; nothing was changed"):
        archive.add(article("a2", big, "h2"), statements("a2", big), vectors())
    archive.close()
    again = Archive(tmp_path)
    assert again.article("a2") is None
    assert again.counts().statements == 2


def test_many_new_articles_enter_together_or_not_at_all(archive: Archive) -> None:
    archive.add_new([(Entry(article(i, content_hash=i), tuple(statements(i))), vectors()) for i in ("a1", "a2", "a3")])
    assert archive.article_ids() == ("a1", "a2", "a3") and archive.revision == 1
    assert archive.statements_of("a2") == tuple(statements("a2"))
    assert [identity for identity, _ in archive.saying(["airstrike"], 5)] == ["a1.0", "a2.0", "a3.0"]
    with pytest.raises(ArchiveError):
        archive.add_new([(Entry(article(i), tuple(statements(i))), vectors()) for i in ("a4", "a1")])
    assert archive.counts().articles == 3


def test_words_are_counted_alike_before_and_after_the_count_is_kept(archive: Archive) -> None:
    asked = ["airstrik", "hom", "hurt", "nowher"]
    archive.add(article(), statements(), vectors())
    living = archive.occurrences(asked)
    archive.count_words()
    assert living == Archive(archive.folder).occurrences(asked) == {"airstrik": 1, "hom": 2, "hurt": 1}


def test_a_count_of_an_older_revision_is_not_believed(archive: Archive) -> None:
    archive.add(article(), statements(), vectors())
    archive.count_words()
    assert archive.occurrences(["airstrik"]) == {"airstrik": 1}
    archive.add(article("a2"), statements("a2"), vectors())
    assert archive.occurrences(["airstrik"]) == {"airstrik": 2}
    assert archive.rarity(["airstrik"])["airstrik"] == pytest.approx(rarity_of(2, 4))


def test_figures_come_nearest_first_from_above_and_below(archive: Archive) -> None:
    for value in (40, 90, 100, 110, 160, 900):
        figure = Quantity(value, value, "exact", "airstrikes", Span(0, 19), "airstrikes")
        told = [replace(statements(f"n{value}")[0], quantities=(figure, figure)), statements(f"n{value}")[1]]
        archive.add(article(f"n{value}"), told, vectors())
    asked = Quantity(95, 95, "exact", "airstrikes", Span(0, 2), "airstrikes")
    assert archive.counting(asked, 20) == ("n90.0", "n100.0", "n110.0", "n40.0", "n160.0")
    assert archive.counting(asked, 4) == ("n90.0", "n100.0", "n110.0", "n40.0")


def test_what_was_counted_on_a_day_is_found_whatever_its_words(archive: Archive) -> None:
    for number, on in enumerate(("2021-02-17", "2021-02-18", "2021-02-20", "")):
        archive.add(replace(article(f"d{number}"), published=day(on)), statements(f"d{number}"), vectors())
    asked = Quantity(90, 90, "exact", "airstrikes", Span(0, 2), "airstrikes")
    first, last = date(2021, 2, 18), date(2021, 2, 20)
    assert archive.counting_on(asked, ["airstrikes"], (first, last), 9) == ("d1.0", "d2.0")
    assert archive.counting_on(asked, ["airstrikes", "sorties"], (first, first), 9) == ("d1.0",)
    assert archive.counting_on(asked, ["sorties"], (first, last), 9) == ()
    assert archive.counting_on(replace(asked, state="planned"), ["airstrikes"], (first, last), 9) == ()


def test_a_store_of_layout_2_learns_the_days_of_its_figures_in_its_place(tmp_path: Path) -> None:
    before = Archive(tmp_path)
    before.add(replace(article("d1"), published=day("2021-02-18")), statements("d1"), vectors())
    before.add(replace(article("d2"), published=None), statements("d2"), vectors())
    with sqlite3.connect(tmp_path / "archive.sqlite") as raw:
        raw.execute("DROP INDEX figures_by_day")
        raw.execute("ALTER TABLE figures DROP COLUMN day")
        raw.execute("UPDATE store SET value = '2' WHERE name = 'layout'")
    raw.close()
    archive = Archive(tmp_path)
    asked = Quantity(90, 90, "exact", "airstrikes", Span(0, 2), "airstrikes")
    on = date(2021, 2, 18)
    assert archive.fact("layout") == "3" and archive.counting_on(asked, ["airstrikes"], (on, on), 9) == ("d1.0",)
    assert not [fault for fault in archive.faults() if "figures" in str(fault)]
