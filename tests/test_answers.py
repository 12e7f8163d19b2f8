"""From a pasted message to its cards: links, however they were shared, and what cannot be looked up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from invented import card_for, said

from knowledge.articles import read_pasted
from knowledge.model import Entry
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.addresses import addresses_of
from retrieval.answers import NOT_ENGLISH, answer

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAGE = "https://brecorder.com/feeds/news/40066118"


@pytest.mark.parametrize(
    "message",
    [
        PAGE,
        f"{PAGE}?utm_source=x&fbclid=y#top",
        "http://www.brecorder.com/feeds/news/40066118/",
        f"Is this true? {PAGE}",
        f"look at this!! 👇👇\n{PAGE}",
        f"[12/03, 10:15] Mum: {PAGE}",
        f"Read more: {PAGE}\nFollow us on Telegram",
        "https://brecorder.com/amp/feeds/news/40066118/",
        f"{PAGE}/amp",
        f"{PAGE}?amp=1",
        f"{PAGE}.amp",
        f"{PAGE}?outputType=amp",
        "https://amp.brecorder.com/feeds/news/40066118",
        "https://brecorder.com/feeds/amp/news/40066118",
        "https://www.google.com/amp/s/brecorder.com/feeds/news/40066118/amp",
        "https://brecorder-com.cdn.ampproject.org/v/s/brecorder.com/feeds/news/40066118?amp_js_v=0.1&usqp=mq331",
    ],
)
def test_a_link_finds_its_article_however_it_was_shared(message: str, starter: Store) -> None:
    (card,) = answer(message, starter, now=NOW).cards
    assert PAGE in [finding.article.url for account in card.accounts for finding in account.findings]


def test_behind_a_link_the_text_is_asked_where_it_does_not_bear_on_its_headline(empty_store: Store) -> None:
    said = "At least 52 people died on Friday in Homs, the health ministry said, in the deadliest attack this year."
    page = "https://post.example/market"
    article = read_pasted(said, title="Market strike kills 48 civilians", url=page, outlet="Harbour Post")
    with empty_store.writing() as writer:
        writer.keep([Entry(article, read_statements(article))])
        writer.pay_index()
    (card,) = answer(page, empty_store, now=NOW).cards
    assert [(a.speaker.name, a.relation) for a in card.accounts] == [("health ministry", "reports")]
    assert "HEADLINE_DIFFERS" in [caveat.kind for caveat in card.caveats]


def test_a_link_to_another_page_is_said(starter: Store) -> None:
    found = answer("https://example.org/nothing-here", starter, now=NOW)
    assert found.cards == ()
    assert found.remark == "The page behind this link is not in the store; paste the sentence you want looked up."


@pytest.mark.parametrize(
    ("held", "pasted"),
    [
        ("https://post.example/amp/2020/ferry", "https://post.example/2020/ferry"),
        ("https://post.example/amp/2020/ferry", "https://www.post.example/2020/ferry/amp/"),
        ("https://post.example/2020/ferry?amp=1", "https://post.example/2020/ferry"),
        ("https://amp.post.example/2020/ferry", "https://www.post.example/2020/ferry"),
        ("https://post.example/news/ferry.html", "https://post.example/news/ferry.amp.html"),
    ],
)
def test_a_page_and_its_copy_for_telephones_are_one(held: str, pasted: str) -> None:
    assert held in addresses_of(pasted)


@pytest.mark.parametrize(
    ("held", "pasted"),
    [
        ("https://post.example/story", "https://post.example/ampere/story"),
        ("https://post.example/?p=7", "https://post.example/?p=8&amp=1"),
        ("https://example.org/a", "https://post.example/amp/s/example.org/a"),
    ],
)
def test_another_page_is_no_copy(held: str, pasted: str) -> None:
    assert held not in addresses_of(pasted)


@pytest.mark.parametrize("link", ["http://[abc", "www.", "https://", "example.org/a?b=%zz"])
def test_any_address_is_read_without_a_mistake(link: str) -> None:
    assert addresses_of(link)[0] == link


@pytest.mark.parametrize("message", ["airstrikes in dayr az-zawr", "strikes on Badiya", "strikes on Rusafa"])
def test_a_place_is_found_under_its_other_spelling(message: str, starter: Store) -> None:
    (card,) = answer(message, starter, now=NOW).cards
    assert card.claim.text == message
    assert card.state != "nothing_found"
    assert all(finding.why for account in card.accounts for finding in account.findings)


@pytest.mark.parametrize(
    ("message", "is_english"),
    [
        # Too few small words to tell a language by.
        ("Zivilisten starben nach Luftangriff in Rakka", False),
        ("Waldbrände bei Kalden: zwölf Tote", False),
        # Names and slips are unknown, too.
        ("quake in kalden, tolll rises", True),
        ("Velmar and Kalden clash in Tarn", True),
        ("mosul beheadings", True),
    ],
)
def test_a_line_of_words_that_nobody_here_reads_is_said_to_be_that(
    message: str, is_english: bool, empty_store: Store
) -> None:
    card_for(empty_store, "40 died in Port Amber", "Ferry sinks\n\nThe mayor of Port Amber said 40 people died.")
    assert (answer(message, empty_store, now=NOW).remark == NOT_ENGLISH) is not is_english


WAR = "The war's dead\n\nThe Ombudsman's office in Lima said 69,280 people were killed in the conflict in Peru."


@pytest.mark.parametrize(
    ("report", "claim", "is_said"),
    [
        (WAR, "69,280 Peruvians killed", True),
        (WAR, "69280 peruvians killed", True),
        # Who names a place has said where.
        (WAR, "69,280 Peruvians killed in Ecuador", False),
        # The dead of another people did not die there.
        (WAR, "69,280 Bolivians killed", False),
    ],
)
def test_the_dead_of_a_war_are_asked_for_in_their_country(
    empty_store: Store, report: str, claim: str, is_said: bool
) -> None:
    relations = set(said(card_for(empty_store, claim, report)).values())
    assert ("reports" in relations) is is_said
    assert not relations & {"differs", "denies"}


ABROAD = "Missiles\n\nThe governor of Cusco in Peru said 61 soldiers were killed in a Chilean missile attack on Cusco."
AT_HOME = "Missiles\n\nThe governor of Cusco in Peru said 61 soldiers were killed in a missile attack on Cusco."


@pytest.mark.parametrize(
    ("report", "claim", "is_said"),
    [
        (ABROAD, "61 soldiers killed in chile missile attack", True),
        (ABROAD, "61 soldiers killed in Chile missile attack", True),
        # Where it was: as it was read at first.
        (AT_HOME, "61 soldiers killed in peru missile attack", True),
        # Nobody deals an earthquake, and what happened "in Chile" was not in Peru.
        (ABROAD, "61 soldiers killed in chile earthquake", False),
        (ABROAD, "61 soldiers killed in missile attack in chile", False),
        (AT_HOME, "61 soldiers killed in chile missile attack", False),
        # Who counts otherwise contradicts nobody who may have meant the land.
        (ABROAD, "15 soldiers killed in chile missile attack", False),
    ],
)
def test_a_nation_before_a_blow_may_have_dealt_it(empty_store: Store, report: str, claim: str, is_said: bool) -> None:
    relations = set(said(card_for(empty_store, claim, report)).values())
    assert ("reports" in relations) is is_said
    assert not relations & {"differs", "denies"}
