"""Finding over the starter pack: what must come, what must not, and what a slip of the thumb may not hide."""

from __future__ import annotations

import pytest

from knowledge.articles import day, read_pasted
from knowledge.model import Entry, Finding
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.search import affordable, as_meant, counted_like, find, rarest


def found(text: str, store: Store) -> tuple[Finding, ...]:
    return find(read_claims(text).claims[0], store)


def best_by_article(findings: tuple[Finding, ...]) -> dict[str, float]:
    best: dict[str, float] = {}
    for finding in findings:
        best.setdefault(finding.article.id, finding.similarity)
    return best


def test_the_reports_of_one_hundred_airstrikes_come_first(starter: Store) -> None:
    best = best_by_article(found("100 airstrikes", starter))
    assert all(best[identity] >= 0.5 for identity in ("R001", "R010", "R011", "R012", "R014"))


@pytest.mark.parametrize(
    "claim",
    ["The mayor opened a swimming pool for 40 children", "The ferry sank because the captain was drunk"],
)
def test_what_nobody_reported_stays_far(claim: str, starter: Store) -> None:
    assert found(claim, starter)[0].similarity < 0.3


def test_same_figure_other_country_is_not_near(starter: Store) -> None:
    assert found("Over 130 airstrikes hit Hodeidah in Yemen", starter)[0].similarity < 0.5


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("100 airstirkes in Hmos", "100 airstrikes in Homs"),
        ("Rusia kiled 200 militnats in Palmira", "Russia killed 200 militants in Palmyra"),
    ],
)
def test_typos_survive(typed: str, meant: str, starter: Store) -> None:
    claim = as_meant(read_claims(typed).claims[0], starter)
    assert claim.text == meant
    assert [q.unit for q in claim.quantities] == [q.unit for q in read_claims(meant).claims[0].quantities]
    slipped, clean = found(typed, starter), found(meant, starter)
    assert [f.statement.id for f in slipped[:5]] == [f.statement.id for f in clean[:5]]


@pytest.mark.parametrize(
    "claim",
    ["100 airstrikes", "Over 130 airstrikes hit Sanaa", "The mayor opened a swimming pool"],
)
def test_what_is_no_slip_is_left_alone(claim: str, starter: Store) -> None:
    read = read_claims(claim).claims[0]
    assert as_meant(read, starter) == read


@pytest.mark.xfail(strict=True, reason="words of another language are taken for slips when one lies near the store's")
def test_another_language_is_left_alone(starter: Store) -> None:
    read = read_claims("Ataque aéreo en Homs").claims[0]
    assert as_meant(read, starter) == read


def test_every_finding_lies_between_none_and_all_and_the_best_come_first(starter: Store) -> None:
    findings = found("Russia killed 200 militants in Palmyra", starter)
    likeness = [finding.similarity for finding in findings]
    assert likeness == sorted(likeness, reverse=True) and 0.0 <= likeness[-1] <= likeness[0] <= 1.0
    assert len({finding.statement.id for finding in findings}) == len(findings)


def test_the_reasons_are_true(starter: Store) -> None:
    finding = found("Russia killed 200 militants in Palmyra", starter)[0]
    assert {"meaning", "figure 200", "place: Palmyra"} <= set(finding.why)
    words = next(why for why in finding.why if why.startswith("words: "))
    about = f"{finding.words} {finding.article.title} {finding.article.event} {finding.article.place}".lower()
    assert all(word.lower()[:5] in about for word in words.removeprefix("words: ").split(", "))


def test_the_words_leg_asks_the_rarest_first() -> None:
    assert rarest("Airstrikes hit Homs", {"airstrik": 1.0, "hit": 0.5, "hom": 3.0}, limit=2) == ("homs", "airstrikes")


def test_what_stands_everywhere_is_not_asked_for_beside_what_is_rare() -> None:
    counts = {"ferri": 4, "hom": 900, "strike": 50_000}
    assert affordable(("ferry", "homs", "strikes"), counts, most=1_000) == ("ferry", "homs")
    assert affordable(("strikes", "homs"), counts, most=1_000) == ("strikes",)
    assert affordable((), counts) == ()


def test_a_claim_with_a_date_finds_first_what_was_counted_on_that_day(empty_store: Store) -> None:
    told = [("2019-05-13", 20), ("2019-05-14", 86), ("2019-05-15", 21), ("2019-08-14", 20)]
    articles = [
        read_pasted(
            f"New toll\n\nPolice say {count} are dead.", url=f"https://{on}.example/", outlet=on, published=day(on)
        )
        for on, count in told
    ]
    with empty_store.writing() as writer:
        writer.keep([Entry(article, read_statements(article)) for article in articles])
        writer.pay_index()
    (claim,) = read_claims("20 people killed on 14 May 2019").claims
    near = counted_like(claim.quantities[0], claim.when, empty_store)
    outlets = [one.article.outlet for one in empty_store.archive.stored(list(near)).values()]
    assert len(set(outlets)) == 4
    first = empty_store.archive.stored(list(near[:2]))
    assert {one.article.outlet for one in first.values()} == {"2019-05-14", "2019-05-15"}
