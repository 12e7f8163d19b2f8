"""An article is one article under all its addresses, and what it said before its edits is kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from test_archive import vectors

from knowledge.archive import Archive, Change, Edit, RefreshLine
from knowledge.articles import read_pasted
from knowledge.model import Article, Entry, Statement, Visit
from knowledge.statements import read_statements

PAGE = "https://post.example/sport/ferry"
FIRST = """Ferry sinks off Amber

The ferry sank off Amber on Monday, and at least 12 people died, the coast guard said.

The owner, Cape Lines, did not answer.

Jonas Weil, a fisherman, said that he saw no lights. The minister will speak on Tuesday.
"""
NOON = datetime(2021, 5, 3, 12, tzinfo=UTC)
LATER = datetime(2021, 5, 3, 18, tzinfo=UTC)


def page(text: str = FIRST, url: str | None = PAGE, outlet: str = "Harbour Post", **more: object) -> Article:
    return replace(read_pasted(text, url=url, outlet=outlet), **more)  # type: ignore[arg-type]


def keep(archive: Archive, article: Article, at: datetime = NOON, addresses: tuple[str, ...] = ()) -> Change:
    read = read_statements(article)
    asked = article.seen_in or article.url
    visit = Visit(asked, at, content_hash=article.content_hash) if asked else None
    return archive.add(article, read, vectors(len(read)), visit=visit, addresses=addresses)


def edits(archive: Archive, identity: str = PAGE) -> list[tuple[str | None, str | None]]:
    article = archive.article(identity)
    assert article is not None
    return [(edit.before, edit.after) for edit in archive.history_of(article.id)]


def whole(archive: Archive) -> list[str]:
    """What is wrong with the archive."""
    archive.remember("model", "a model")
    return [fault.what for fault in archive.faults()]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


# --- history -------------------------------------------------------------------------------------------------------


def test_a_moved_figure_can_be_shown(archive: Archive) -> None:
    keep(archive, page())
    assert keep(archive, page(FIRST.replace("at least 12 people died", "15 people died")), LATER) == "changed"
    [edit] = archive.history_of(page().id)
    assert edit.at == LATER and edit.place_in_article == "body"
    assert edit.before and "at least 12 people died" in edit.before
    assert edit.after and "15 people died" in edit.after
    [moved] = edit.moved
    assert (moved.before, moved.after) == ("at least 12 people died", "15 people died")
    assert (moved.was.value, moved.now.value) == (12, 15)
    assert archive.counts().articles == 1


def test_what_an_article_said_before_is_kept_whole_and_verbatim(archive: Archive) -> None:
    keep(archive, page())
    keep(archive, page(FIRST.replace("12", "15")), LATER)
    [version] = archive.versions_of(page().id)
    assert version.article == page() and version.statements == read_statements(page())
    assert version.until == LATER


def test_every_edit_is_told_in_its_order(archive: Archive) -> None:
    keep(archive, page())
    keep(archive, page(FIRST.replace("12", "15")), NOON)
    keep(archive, page(FIRST.replace("12", "31")), LATER)
    told = archive.history_of(page().id)
    assert [edit.at for edit in told] == [NOON, LATER]
    assert [(m.was.value, m.now.value) for edit in told for m in edit.moved] == [(12, 15), (15, 31)]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (
            FIRST.replace("The owner, Cape Lines, did not answer.\n\n", ""),
            [("The owner, Cape Lines, did not answer.", None)],
        ),
        (FIRST + "\nThe harbour is closed.\n", [(None, "The harbour is closed.")]),
        (
            FIRST.replace("did not answer.", "did not answer on Monday, and its office was closed."),
            [
                (
                    "The owner, Cape Lines, did not answer.",
                    "The owner, Cape Lines, did not answer on Monday, and its office was closed.",
                )
            ],
        ),
        (
            FIRST.replace("Ferry sinks off Amber\n", "Ferry lost off Amber\n"),
            [("Ferry sinks off Amber", "Ferry lost off Amber")],
        ),
    ],
    ids=["taken out", "added", "lengthened", "headline"],
)
def test_an_edit_is_paired_with_what_stood_there(
    archive: Archive, after: str, told: list[tuple[str | None, str | None]]
) -> None:
    keep(archive, page())
    keep(archive, page(after), LATER)
    assert edits(archive) == told


@pytest.mark.parametrize(
    "same",
    [
        page(FIRST.replace("\n\n", "\n\n\n")),
        page(FIRST + "\nComments\n\nseadog: Two hundred died!\n"),
        replace(page(), author="Mira Sand", language="fr"),
    ],
    ids=["spaces", "a reader's comment", "what the page says of itself"],
)
def test_what_no_reader_of_the_report_would_see_is_no_edit(archive: Archive, same: Article) -> None:
    keep(archive, page())
    assert keep(archive, same, LATER) == "changed"
    assert edits(archive) == [] and archive.versions_of(page().id) == ()


def test_a_better_reading_of_the_same_words_is_no_edit(archive: Archive) -> None:
    read = list(read_statements(page()))
    archive.add(page(), [replace(one, quantities=()) for one in read], vectors(len(read)), at=NOON)
    assert archive.add(page(), read, vectors(len(read)), at=LATER) == "changed"
    assert archive.history_of(page().id) == ()


def test_paragraphs_that_change_places_are_no_edit_of_their_words(archive: Archive) -> None:
    head, sunk, owner, seen = FIRST.strip().split("\n\n")
    keep(archive, page())
    keep(archive, page("\n\n".join((head, sunk, seen, owner))), LATER)
    assert edits(archive) == []


def test_a_whole_live_page_is_compared_in_no_time(archive: Archive) -> None:
    def live(hours: range) -> Article:
        told = [f"{hour} people crossed at the {hour}th gate of Amber, said guard number {hour * 7}." for hour in hours]
        return page("Live: Amber\n\n" + "\n\n".join(told))

    keep(archive, live(range(300)))
    keep(archive, live(range(150, 450)), LATER)
    told = archive.history_of(page().id)
    assert 150 <= len(told) <= 300 and all(isinstance(edit, Edit) for edit in told)


def test_the_histories_of_several_articles_are_told_at_once(archive: Archive) -> None:
    keep(archive, page())
    keep(
        archive, page("Bridge opens\n\nA bridge opened in Holm on Friday, said its builder.", "https://post.example/b")
    )
    keep(archive, page(FIRST.replace("12", "15")), LATER)
    assert archive.histories_of([page().id, "nobody"]) == {page().id: archive.history_of(page().id)}
    assert archive.histories_of([]) == {}


# --- one article, several addresses --------------------------------------------------------------------------------


def test_an_article_is_found_by_any_of_its_addresses(archive: Archive) -> None:
    keep(archive, page(), addresses=("https://post.example/?p=1", "https://t.example/x"))
    archive.also_at(page().id, "https://amp.post.example/ferry")
    for address in ("https://post.example/?p=1", "https://t.example/x", "https://amp.post.example/ferry", PAGE):
        assert archive.article(address) == page()
    assert len(archive.addresses_of(page().id)) == 3
    archive.remove(page().id)
    assert archive.article("https://t.example/x") is None


def test_the_same_story_under_two_addresses_is_one_article(archive: Archive) -> None:
    second = "https://post.example/world/ferry-2"
    assert keep(archive, page()) == "new"
    before = archive.revision
    assert keep(archive, page(FIRST.replace("\n\n", "\n").replace("sinks", "is lost"), second)) == "unchanged"
    assert archive.revision == before and archive.counts().articles == 1
    assert archive.article(second) == page()
    assert (seen := archive.visit_of(second)) and seen.fetched_at == NOON


def test_two_outlets_that_print_one_wire_story_are_two_reports(archive: Archive) -> None:
    keep(archive, page())
    assert keep(archive, page(url="https://cape.example/1", outlet="Cape Times")) == "new"
    assert archive.counts().articles == 2


def test_few_words_under_two_headlines_are_two_articles(archive: Archive) -> None:
    keep(archive, page("Ferry sinks\n\nWatch the video above.", "https://post.example/1"))
    assert keep(archive, page("Bridge opens\n\nWatch the video above.", "https://post.example/2")) == "new"


def test_a_second_address_that_still_shows_the_words_before_the_edit_changes_nothing(archive: Archive) -> None:
    second, edited = "https://post.example/world/ferry-2", FIRST.replace("12", "15")
    keep(archive, page())
    keep(archive, page(url=second))
    keep(archive, page(edited), LATER)
    assert keep(archive, page(url=second), LATER) == "unchanged"
    assert archive.article(second) == page(edited)
    # And one that goes its own way is an article of its own again.
    own = page("Cape Lines to be sold\n\nCape Lines will be sold on Friday, its owner told the Harbour Post.", second)
    assert keep(archive, own, LATER) == "new"
    assert archive.article(second) == own and archive.addresses_of(page().id) == ()


def test_an_edit_that_is_first_seen_at_the_second_address_is_the_article_s_once_its_own_shows_it(
    archive: Archive,
) -> None:
    second, edited = "https://post.example/world/ferry-2", FIRST.replace("12", "15")
    keep(archive, page())
    keep(archive, page(url=second))
    assert keep(archive, page(edited, second), LATER) == "unchanged"
    assert archive.article(second) == page()
    # Nor is it another article where the second address leads elsewhere by now.
    assert keep(archive, page(edited, f"{second}/news"), LATER, addresses=(second,)) == "unchanged"
    assert keep(archive, page(edited), LATER) == "changed"
    assert keep(archive, page(edited, second), LATER) == "unchanged"
    assert archive.article(second) == archive.article(f"{second}/news") == page(edited)
    assert archive.counts().articles == 1 and len(archive.history_of(page().id)) == 1


@pytest.mark.parametrize(
    ("own", "second_seen", "change"),
    [
        (Visit(PAGE, LATER, content_hash="aa"), LATER, "unchanged"),
        (Visit(PAGE, LATER), LATER, "changed"),
        (Visit(PAGE, NOON, content_hash="aa"), NOON + timedelta(days=59), "unchanged"),
        (Visit(PAGE, NOON, content_hash="aa"), NOON + timedelta(days=61), "changed"),
    ],
    ids=["it answers", "it is gone", "it is listed", "it is listed no more"],
)
def test_an_edit_at_the_only_address_that_is_left_is_an_edit(
    archive: Archive, own: Visit, second_seen: datetime, change: Change
) -> None:
    second, edited = "https://post.example/world/ferry-2", FIRST.replace("12", "15")
    keep(archive, page())
    keep(archive, page(url=second))
    archive.remember_visit(own)
    assert keep(archive, page(edited, second), second_seen) == change
    assert archive.counts().articles == 1
    kept = archive.article(PAGE)
    assert kept is not None and kept == archive.article(second)
    assert (kept.url == second, len(archive.history_of(kept.id))) == ((True, 1) if change == "changed" else (False, 0))
    # The first address is the second one now, and shows the words of before if it comes back.
    assert keep(archive, page(), second_seen) == "unchanged" and archive.article(PAGE) == kept


def test_where_a_page_moved_away_another_may_stand(archive: Archive) -> None:
    keep(archive, page())
    keep(archive, page(url="https://post.example/2021/ferry"), LATER, addresses=(PAGE,))
    other = page("Bridge opens\n\nA bridge opened in Holm on Friday, two years late, said its builder.")
    assert keep(archive, other, LATER) == "new"
    assert keep(archive, other, LATER) == "unchanged"
    kept = archive.article(PAGE)
    assert kept is not None and kept.title == "Bridge opens" and archive.counts().articles == 2
    assert archive.article("https://post.example/2021/ferry") == page(
        url="https://post.example/2021/ferry", id=page().id
    )


@pytest.mark.parametrize("edited_last", [PAGE, "https://post.example/world/ferry-2"])
def test_two_articles_that_an_edit_makes_one_story_become_one(archive: Archive, edited_last: str) -> None:
    edited = FIRST.replace("12", "15")
    (edited_first,) = {PAGE, "https://post.example/world/ferry-2"} - {edited_last}
    keep(archive, page(edited, edited_first), NOON, addresses=("https://t.example/x",))
    assert keep(archive, page(url=edited_last)) == "new"
    assert keep(archive, page(edited, edited_last), LATER) == "changed"
    assert archive.counts().articles == 1 and whole(archive) == []
    for address in (PAGE, edited_first, edited_last, "https://t.example/x"):
        assert archive.article(address) == page(edited, edited_last)
    assert edits(archive, edited_first)[0][0] == (
        "The ferry sank off Amber on Monday, and at least 12 people died, the coast guard said."
    )
    assert keep(archive, page(edited, edited_first), LATER) == "unchanged"


def test_pages_that_show_the_same_excuse_stay_what_they_were(archive: Archive) -> None:
    bridge, excuse = "https://post.example/bridge", "Sorry\n\nOur pages are being painted, said the painter."
    keep(archive, page())
    keep(archive, page("Bridge opens\n\nA bridge opened in Holm on Friday, said its builder.", bridge))
    assert [keep(archive, page(excuse, url), LATER) for url in (PAGE, bridge)] == ["changed", "changed"]
    assert archive.counts().articles == 2 and whole(archive) == []
    assert keep(archive, page(), LATER) == "changed"
    assert archive.article(PAGE) == page()


def test_a_store_that_has_one_story_twice_is_told_and_mended(archive: Archive) -> None:
    twins = (page(), page(url="https://post.example/world/ferry-2"))
    read = [Entry(one, read_statements(one)) for one in twins]
    archive.add_new([(entry, vectors(len(entry.statements))) for entry in read])
    (fault,) = whole(archive)
    assert fault == f"The articles {' and '.join(sorted(one.id for one in twins))} tell one story in the same words."
    archive.derive_anew()
    assert whole(archive) == [] and archive.counts().articles == 1
    assert archive.article(str(twins[0].url)) == archive.article(str(twins[1].url))


def test_the_page_for_telephones_is_another_address_and_never_takes_the_place_of_the_page(archive: Archive) -> None:
    amp = "https://post.example/amp/ferry"
    small = page(FIRST.replace("The minister will speak on Tuesday.", ""), seen_in=amp)
    assert keep(archive, small) == "new"
    assert archive.article(amp) == small
    assert keep(archive, page()) == "changed"
    assert keep(archive, small) == "unchanged"
    assert archive.article(amp) == archive.article(PAGE) == page()
    # Another reading of the page is not an edit of it.
    assert archive.history_of(page().id) == ()


def test_a_page_that_is_wrong_about_its_own_address_stays_itself(archive: Archive) -> None:
    keep(archive, page())
    elsewhere = "https://post.example/bridge"
    other = page(
        "Bridge opens\n\nA bridge opened in Holm on Friday, two years late, said its builder.", seen_in=elsewhere
    )
    assert keep(archive, other) == "new"
    assert keep(archive, other) == "unchanged"
    kept = archive.article(elsewhere)
    assert kept is not None and kept.url == elsewhere and kept.title == "Bridge opens" and kept.seen_in is None
    assert archive.article(PAGE) == page()
    assert [s.article_id for s in archive.statements_of(kept.id)] == [kept.id] * 2


def test_a_page_that_moved_stays_the_same_article(archive: Archive) -> None:
    keep(archive, page())
    there = "https://post.example/2021/ferry"
    moved = page(FIRST.replace("12", "15"), there)
    assert keep(archive, moved, LATER, addresses=(PAGE,)) == "changed"
    kept = archive.article(PAGE)
    assert kept is not None and (kept.id, kept.url) == (page().id, there)
    assert keep(archive, moved, LATER) == "unchanged"
    assert len(archive.history_of(kept.id)) == 1 and archive.counts().articles == 1


def test_a_note_about_a_page_is_not_the_page(archive: Archive) -> None:
    note = page("Our words about it.", is_note=True, id="R1")
    keep(archive, note)
    assert keep(archive, page()) == "new"
    assert archive.article(PAGE) == page() and archive.article("R1") == note
    # Nor does a note about a second address take it from the article.
    second = "https://post.example/world/ferry-2"
    keep(archive, page(url=second))
    keep(archive, replace(note, url=second, id="R2"))
    assert archive.addresses_of(page().id) == (second,)


def test_an_article_its_visit_and_its_addresses_are_kept_together_or_not_at_all(archive: Archive) -> None:
    read = read_statements(page())
    doubled: list[Statement] = [*read, read[0]]
    visit = Visit(PAGE, NOON, etag='"1"')
    with pytest.raises(Exception, match="could not be used"):
        archive.add(page(), doubled, vectors(len(doubled)), visit=visit, addresses=("https://t.example/x",))
    assert archive.visit_of(PAGE) is None and archive.article("https://t.example/x") is None


# --- visits and readings -------------------------------------------------------------------------------------------


def test_an_address_answers_what_it_answered_last(archive: Archive) -> None:
    archive.remember_visit(
        Visit(PAGE, NOON, '"1"', "Mon, 03 May 2021 12:00:00 GMT", "aa"), Visit("https://x.example/", NOON)
    )
    archive.remember_visit(Visit(PAGE, LATER, '"2"'))
    assert archive.visit_of(PAGE) == Visit(PAGE, LATER, '"2"')
    assert archive.visit_of("https://nobody.example/") is None


def test_what_each_reading_brought_is_written_down(archive: Archive) -> None:
    first = RefreshLine("post", NOON, NOON, new=3)
    second = RefreshLine("cape", NOON, LATER, failed=1, why="The host cannot be found.")
    third = RefreshLine("post", LATER, LATER, unchanged=3)
    archive.log_refresh(first, second)
    archive.log_refresh(third)
    assert archive.refreshes() == (third, second, first)
    assert archive.refreshes(1, source="post") == (third,)


def test_a_store_of_layout_1_is_brought_up_to_date_in_its_place(tmp_path: Path) -> None:
    keep(Archive(tmp_path), page())
    with sqlite3.connect(tmp_path / "archive.sqlite") as raw:
        for table in ("addresses", "versions", "visits", "refreshes"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX ix_articles_story")
        raw.execute("ALTER TABLE articles DROP COLUMN story")
        raw.execute("UPDATE store SET value = '1' WHERE name = 'layout'")
    raw.close()
    archive = Archive(tmp_path)
    assert archive.article(PAGE) == page() and archive.fact("layout") == "3"
    assert keep(archive, page(url="https://post.example/2")) == "unchanged"
    assert len(list(archive.vectors())) == len(read_statements(page()))
    assert np.array_equal(next(archive.vectors())[1], vectors(len(read_statements(page())))[0])
