"""Fact-checks by others: read from any markup, kept as their saying, and never turned into a word of ours."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_archive import vectors
from website import Answer, WebSite

from bot.card.first_line import answer as answered
from bot.card.rendering import render_text
from knowledge.archive import Archive
from knowledge.articles import read_pasted
from knowledge.fetch import Fetcher, FetchError, Refused
from knowledge.model import RATED, ContextCard
from knowledge.reviews import Review, UnreadableReviews, find_reviews, read_review, read_reviews
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import answer

HERE = "https://checks.example/12-barns"


def markup(**other: Any) -> dict[str, Any]:
    """One ClaimReview as schema.org has it."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": HERE,
        "headline": "Did twelve barns burn?",
        "claimReviewed": "Twelve barns burned in Kalden",
        "datePublished": "2024-03-04",
        "inLanguage": "en-GB",
        "author": {"@type": "Organization", "name": "Coast Checks", "url": "https://checks.example/"},
        "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": 5, "alternateName": "Missing context"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Jonas Weil"},
            "datePublished": "2024-03-02",
            "firstAppearance": {"@type": "CreativeWork", "url": "https://social.example/1"},
            "appearance": ["https://social.example/1", {"@id": "https://social.example/2"}],
        },
        **other,
    }


WHOLE = Review(
    claim="Twelve barns burned in Kalden",
    rating="Missing context",
    reviewer="Coast Checks",
    url=HERE,
    published=None,
    claimant="Jonas Weil",
    claimed=None,
    appearances=("https://social.example/1", "https://social.example/2"),
    title="Did twelve barns burn?",
    language="en",
)


def read(item: object, url: str = "https://checks.example/feed") -> tuple[Review, ...]:
    return read_reviews(json.dumps(item).encode(), url)


def page(script: str, kind: str = "application/ld+json") -> bytes:
    head = f"<head><script type='{kind}'>{script}</script></head>"
    return f"<!doctype html><html>{head}<body><p>a</p></body></html>".encode()


# --- markup -------------------------------------------------------------------------------------------------------


def test_everything_that_the_markup_says_is_kept() -> None:
    (review,) = read(markup())
    assert (review.published and review.published.words, review.claimed and review.claimed.words) == (
        "2024-03-04",
        "2024-03-02",
    )
    for name in ("claim", "rating", "reviewer", "url", "claimant", "appearances", "title", "language"):
        assert getattr(review, name) == getattr(WHOLE, name), name


FORMS = {
    "one": markup(),
    "list": [markup()],
    "graph": {"@graph": [{"@type": "WebPage"}, {"@type": "Article", "review": [markup()]}]},
    "data feed": {
        "@type": "DataFeed",
        "dataFeedElement": [{"@type": "DataFeedItem", "item": [markup()]}, {"item": None}],
    },
    "type in a list": markup(**{"@type": ["Review", "ClaimReview"]}),
    "type in full": markup(**{"@type": "http://schema.org/ClaimReview"}),
    "type with a prefix": markup(**{"@type": "schema:ClaimReview"}),
    "author in a list": markup(author=[{"name": "Coast Checks"}]),
    "author as words": markup(author="Coast Checks"),
    "publisher alone": markup(author=None, publisher={"name": "Coast Checks"}),
    "rating in a list": markup(reviewRating=[{"alternateName": "Missing context"}]),
    "rating by name": markup(reviewRating={"name": "Missing context", "ratingValue": 3}),
    "values with a language": markup(claimReviewed={"@value": "Twelve barns burned in Kalden", "@language": "en"}),
    "escaped words": markup(claimReviewed="Twelve barns&nbsp;burned <b>in</b> Kalden"),
    "a relative address": markup(url="/12-barns"),
    "an address as a thing": markup(url=None, mainEntityOfPage={"@id": HERE}),
    "twice": [markup(), markup()],
}


@pytest.mark.parametrize("form", FORMS)
def test_markup_is_read_however_it_is_written(form: str) -> None:
    (review,) = read(FORMS[form])
    assert (review.claim, review.rating, review.reviewer, review.url) == (
        WHOLE.claim,
        WHOLE.rating,
        WHOLE.reviewer,
        WHOLE.url,
    )


SCRIPTS = {
    "plain": json.dumps(markup()),
    "escaped": html.escape(json.dumps(markup())),
    "in a comment": f"<!--\n{json.dumps(markup())}\n-->",
    "in a section": f"//<![CDATA[\n{json.dumps(markup())}\n//]]>",
    "with a semicolon": json.dumps(markup()) + ";\n",
    "with line breaks in words": json.dumps(markup()).replace("barns burned", "barns\n burned"),
    "with a comma too many": json.dumps(markup())[:-1] + ", }",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_markup_in_a_page(script: str) -> None:
    (review,) = read_reviews(page(SCRIPTS[script]), HERE)
    assert (review.claim, review.rating) == (WHOLE.claim, WHOLE.rating)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
@pytest.mark.parametrize("who_says", ["server", "page"])
def test_charsets_survive(charset: str, who_says: str) -> None:
    script = json.dumps(markup(claimReviewed="Сгорело двенадцать амбаров"), ensure_ascii=False)
    said = f"<meta charset={charset}>" if who_says == "page" else ""
    body = page(script).decode().replace("<head>", f"<head>{said}").encode(charset)
    kind = f"text/html; charset={charset}" if who_says == "server" else "text/html"
    (review,) = read_reviews(body, HERE, content_type=kind)
    assert review.claim == "Сгорело двенадцать амбаров"


def test_a_page_whose_markup_names_no_address_is_the_address() -> None:
    (review,) = read_reviews(page(json.dumps(markup(url=None))), HERE)
    assert review.url == HERE


def test_broken_markup_beside_good_costs_nothing() -> None:
    body = page("{broken").replace(b"</head>", page(json.dumps(markup())) + b"</head>")
    assert len(read_reviews(body, HERE)) == 1
    lines = "\n".join([json.dumps(markup()), "{broken", "", json.dumps(markup(url="/other"))])
    assert len(read_reviews(lines.encode(), HERE)) == 2


LACKING = [
    markup(claimReviewed="", itemReviewed=None),
    markup(reviewRating=None),
    markup(reviewRating={"alternateName": ""}),
    markup(author=None),
    markup(author={"name": "https://checks.example"}),
    markup(url="javascript:alert(1)"),
    markup(url=None),
    {"@type": "Review", "claimReviewed": "a"},
    {"a": [[[]]]},
]


@pytest.mark.parametrize("item", LACKING)
def test_what_lacks_a_claim_a_rating_a_reviewer_or_an_address_is_left_out(item: object) -> None:
    assert read(item) == ()


@pytest.mark.parametrize("body", [b"", b"<p>a</p>", b"{", b"[" * 100_000, b"\x00\x01", page("{}", "text/javascript")])
def test_what_holds_no_markup_is_said(body: bytes) -> None:
    with pytest.raises(UnreadableReviews, match=r"https://checks\.example/12-barns.*\.$"):
        read_reviews(body, HERE)


@pytest.mark.parametrize("script", ["<script type=application/ld+json>", "<script "])
def test_a_hostile_page_costs_no_time(script: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableReviews):
        read_reviews(b"<html>" + script.encode() * 30_000, HERE)
    assert time.process_time() - began < 2


def test_a_figure_without_words_stays_a_figure_on_its_scale() -> None:
    (review,) = read(markup(reviewRating={"ratingValue": 1, "worstRating": "1", "bestRating": 5}))
    assert review.rating == "1 on a scale from 1 to 5"
    (review,) = read(markup(reviewRating={"ratingValue": 2}))
    assert review.rating == "2"


# --- the Fact Check Tools API -------------------------------------------------------------------------------------

KEY = "AIzaS3cret"


def claim(number: int, **other: Any) -> dict[str, Any]:
    return {
        "text": f"Claim {number}",
        "claimant": "Jonas Weil",
        "claimDate": "2024-03-02T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "Coast Checks", "site": "checks.example"},
                "url": f"https://checks.example/{number}",
                "title": "A headline",
                "reviewDate": "2024-03-04T07:00:00Z",
                "textualRating": "Missing context",
                "languageCode": "en",
                **other,
            }
        ],
    }


@pytest.fixture
def site() -> Iterator[WebSite]:
    with WebSite() as site:
        yield site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allowed_hosts={"127.0.0.1"}, gap=0.0, first_wait=0.001) as fetcher:
        yield fetcher


def found_at(site: WebSite, fetcher: Fetcher, **asked: Any) -> list[Review]:
    return list(find_reviews(fetcher, key=KEY, api=site.url("/claims:search"), **{"query": "barns", **asked}))


def test_a_search_goes_on_from_page_to_page(site: WebSite, fetcher: Fetcher) -> None:
    pages = [
        {"claims": [claim(1), claim(2)], "nextPageToken": "CA/o="},
        {"claims": [claim(3), {"text": "unrated"}, {"text": "x", "claimReview": [{}]}]},
    ]
    site.answers(
        "/claims:search",
        *(Answer(200, json.dumps(one).encode(), {"Content-Type": "application/json"}) for one in pages),
    )
    reviews = found_at(site, fetcher, language="en", publisher="checks.example")
    assert [review.claim for review in reviews] == ["Claim 1", "Claim 2", "Claim 3"]
    assert reviews[0].published and reviews[0].published.words == "2024-03-04"
    assert (reviews[0].claimant, reviews[0].rating, reviews[0].language) == ("Jonas Weil", "Missing context", "en")
    first, second = (asked.path for asked in site.requests)
    assert "query=barns" in first and "languageCode=en" in first and "reviewPublisherSiteFilter=checks.example" in first
    assert "pageToken" not in first and "pageToken=CA%2Fo%3D" in second and "query=barns" in second


def test_a_search_ends_at_the_most_that_is_wanted(site: WebSite, fetcher: Fetcher) -> None:
    endless = {"claims": [claim(number) for number in range(3)], "nextPageToken": "more"}
    site.page("/claims:search", json.dumps(endless), content_type="application/json")
    assert len(found_at(site, fetcher, most=2)) == 2
    # A token that leads back to itself is not followed for ever.
    assert len(found_at(site, fetcher, most=1000)) == 6


def test_nothing_found_is_an_empty_answer(site: WebSite, fetcher: Fetcher) -> None:
    site.page("/claims:search", "{}", content_type="application/json; charset=UTF-8")
    assert found_at(site, fetcher) == []


def test_the_key_is_sent_and_never_shown(site: WebSite, fetcher: Fetcher) -> None:
    for status in (400, 403, 503):
        site.answers("/claims:search", Answer(status, b"{}", {"Content-Type": "application/json"}))
        with pytest.raises(FetchError) as failed:
            found_at(site, fetcher)
        assert KEY not in str(failed.value) and KEY not in repr(failed.value.__cause__)
        assert isinstance(failed.value, Refused) == (status != 503)
    for asked in site.requests:
        assert asked.headers["x-goog-api-key"] == KEY and KEY not in asked.path


@pytest.mark.parametrize("body", ["[]", "<html>", "{"])
def test_an_answer_in_another_form_is_said(body: str, site: WebSite, fetcher: Fetcher) -> None:
    site.page("/claims:search", body, content_type="application/json")
    with pytest.raises(UnreadableReviews, match="The Fact Check Tools API answered"):
        found_at(site, fetcher)


# --- as the store keeps it ----------------------------------------------------------------------------------------


def rated(words: str, rating: str, claimant: str | None = "Jonas Weil") -> Review:
    (review,) = read(markup(claimReviewed=words, reviewRating={"alternateName": rating}))
    return replace(review, claimant=claimant)


def test_a_rating_is_kept_as_its_raters_saying() -> None:
    entry = read_review(rated("Over 100 airstrikes hit Kalden", "False"))
    article = entry.article
    assert (article.is_note, article.outlet, article.url) == (True, "Coast Checks", HERE)
    assert article.published and article.published.words == "2024-03-04"
    claim, rating = entry.statements
    assert claim.span.of(article.text) == "Over 100 airstrikes hit Kalden"
    assert (claim.attributions[0].speaker.name, claim.attributions[0].grade) == ("Jonas Weil", "claimed")
    assert [quantity.low for quantity in claim.quantities] == [100]
    assert rating.span.of(article.text) == "“Over 100 airstrikes hit Kalden”: Coast Checks rated it “False”."
    assert (rating.attributions[0].speaker.name, rating.attributions[0].cue) == ("Coast Checks", RATED)
    assert rating.attributions[0].span.of(article.text) == "Over 100 airstrikes hit Kalden"
    # The figure is not a count by whoever rates the claim.
    assert rating.quantities == ()
    assert article.remark and "https://social.example/2" in article.remark and "2024-03-02" in article.remark
    for statement in entry.statements:
        assert [place.span and place.span.of(article.text) for place in statement.where] in ([], ["Kalden"])


def test_a_claim_that_nobody_is_said_to_have_made_has_the_rating_alone() -> None:
    (rating,) = read_review(rated("Twelve barns burned", "False", None)).statements
    assert rating.attributions[0].speaker.name == "Coast Checks"


def test_two_claims_on_one_page_and_the_page_itself_are_three_articles() -> None:
    one, other = read_review(rated("One", "False")), read_review(rated("Other", "False"))
    assert one.article.id != other.article.id
    assert read_review(rated("One", "False")).article == one.article
    changed = read_review(rated("One", "Corrected: True"))
    assert (changed.article.id, changed.article.content_hash != one.article.content_hash) == (one.article.id, True)


def keep(archive: Archive, *items: dict[str, Any]) -> list[str]:
    """Keep what a page says in its markup; the claims of all that is kept then."""
    for review in read_reviews(page(json.dumps(items)), HERE):
        entry = read_review(review)
        rows = vectors(len(entry.statements))
        archive.add(entry.article, entry.statements, rows, is_only_review=entry.is_only_review)
    return sorted(one.text.splitlines()[0] for one in archive.articles())


def test_a_review_whose_claim_is_corrected_is_the_same_review(tmp_path: Path) -> None:
    archive, (barns, mills) = Archive(tmp_path), ("Twelve barns burned in Kalden", "Two mills burned in Kalden")
    corrected, other = markup(claimReviewed=mills), markup(claimReviewed="Nobody was hurt")
    assert keep(archive, markup()) == [barns]
    (identity,) = archive.article_ids()
    assert keep(archive, corrected) == keep(archive, corrected) == [mills]
    assert archive.article_ids() == (identity,)
    # Both in the claim and in the rating.
    assert [(edit.before, edit.after) for edit in archive.history_of(identity)] == [
        (barns, mills),
        (
            f"“{barns}”: Coast Checks rated it “Missing context”.",
            f"“{mills}”: Coast Checks rated it “Missing context”.",
        ),
    ]
    # A second review on the page is one of its own, and the first stays the first.
    assert keep(archive, corrected, other) == ["Nobody was hurt", mills]
    # Of two, nobody can tell which one was reworded.
    assert keep(archive, markup(claimReviewed="Three mills burned in Kalden"), other)[1:] == [
        "Three mills burned in Kalden",
        mills,
    ]


def test_a_claim_that_is_back_beside_its_correction_is_a_review_of_its_own(tmp_path: Path) -> None:
    archive, mills = Archive(tmp_path), markup(claimReviewed="Two mills burned in Kalden")
    keep(archive, markup())
    keep(archive, mills)
    kept = keep(archive, mills, markup())
    assert kept == keep(archive, markup(), mills) == ["Twelve barns burned in Kalden", "Two mills burned in Kalden"]


def test_a_feed_that_words_a_claim_otherwise_than_its_page_is_no_edit_each_time(tmp_path: Path) -> None:
    archive, shorter = Archive(tmp_path), markup(claimReviewed="Barns burned in Kalden")
    for one in (markup(), shorter, markup(), shorter, markup()):
        kept = keep(archive, one)
    assert kept == ["Barns burned in Kalden"]
    (identity,) = archive.article_ids()
    assert len(archive.versions_of(identity)) == 1
    # A rating that is changed and taken back is both.
    for rating in ("False", "Missing context"):
        keep(archive, shorter | {"reviewRating": {"alternateName": rating}})
    assert len(archive.versions_of(identity)) == 3


def test_a_note_of_a_maintainer_on_the_page_is_no_review(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    note = replace(read_pasted("Our words about it.", url=HERE, outlet="Coast Checks"), is_note=True, id="R1")
    archive.add(note, read_statements(note), vectors(len(read_statements(note))))
    assert keep(archive, markup()) == ["Our words about it.", "Twelve barns burned in Kalden"]
    assert archive.article("R1") == note


RATINGS = (
    "False",
    "True",
    "Missing context",
    "Pants on Fire",
    "Incorrect",
    "Debunked",
    "Denied",
    "Hoax",
    "No evidence",
)
CLAIMS = {
    "Over 100 airstrikes hit Kalden in one night": "100 airstrikes hit Kalden",
    "A mosque in Kalden was burned by protesters": "protesters burned a mosque in Kalden",
}


@pytest.mark.parametrize("words", CLAIMS)
@pytest.mark.parametrize("claimant", ["Jonas Weil", None])
def test_on_a_card_a_rating_neither_reports_nor_denies(words: str, claimant: str | None, empty_store: Store) -> None:
    cards: set[str] = set()
    for rating in RATINGS:
        with empty_store.writing() as writer:
            writer.keep([read_review(rated(words, rating, claimant))])
            writer.pay_index()
        for asked in (words, CLAIMS[words]):
            card = card_for(asked, empty_store)
            relations = {
                (account.speaker.name, account.relation) for account in card.accounts for _ in account.findings
            }
            assert ("Coast Checks", "context") in relations
            assert not {relation for name, relation in relations if name == "Coast Checks"} - {"context"}
            assert (("Jonas Weil", "context") in relations) == (claimant is not None)
            assert ("Jonas Weil", "reports") not in relations
            assert card.origins == () and card.tallies == () and card.articles == 0
            assert "Jonas Weil" not in answered(card)
            printed = render_text(card)
            assert f"Coast Checks rated it “{rating}”" in printed
            assert "HOW OTHERS RATED A CLAIM LIKE THIS" in printed
            # Every other word of the card is the same, whatever the rating says.
            cards.add(printed.replace(f"“{rating}”.", "“…”."))
    assert len(cards) == len({words, CLAIMS[words]})


def card_for(asked: str, store: Store) -> ContextCard:
    (card,) = answer(asked, store, now=datetime(2024, 3, 10, tzinfo=UTC)).cards
    return card


def test_a_rating_of_another_claim_is_not_shown(empty_store: Store) -> None:
    with empty_store.writing() as writer:
        writer.keep([read_review(rated("The mayor of Kalden banned bicycles", "False"))])
        writer.pay_index()
    assert card_for("100 airstrikes hit Harbour Town", empty_store).state == "nothing_found"


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from([*sorted(markup()), "name", "@value", "alternateName", "appearance"]), inside)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(markup())), ANY_JSON))
def test_markup_of_any_shape_is_read_or_left_out(other: dict[str, Any]) -> None:
    for review in read(markup(**{**other, "@type": "ClaimReview"})):
        entry = read_review(review)
        for statement in entry.statements:
            assert statement.span.of(entry.article.text)
            assert "\n" not in statement.span.of(entry.article.text)
