"""Who says in an article that a blow was staged answers the claim that there was one, in other words."""

from __future__ import annotations

import pytest

from knowledge.articles import day, read_pasted
from knowledge.model import Finding
from knowledge.statements import read_statements
from retrieval.claims import read_claims
from retrieval.relations import weigh
from retrieval.relations.called_staged import CALLED_STAGED

CLAIM = "The army gassed civilians in Homs"
SAID = "The army gassed civilians in Homs, doctors said."


def staged(claim: str, statement: str, published: str = "2024-05-02") -> bool:
    """Whether a statement in another paper stands close by as calling the blow staged that a first paper tells of."""
    (read,) = read_claims(claim).claims
    papers = [("Harbour Post", SAID, "2024-05-01", 0.8), ("Daily Lantern", statement, published, 0.5)]
    findings = []
    for n, (outlet, words, date, near) in enumerate(papers):
        url = f"https://report{n}.example/story"
        article = read_pasted(words, title="A report", url=url, outlet=outlet, published=day(date))
        findings += [Finding(s, article, near, ()) for s in read_statements(article) if s.place_in_article == "body"]
    related = weigh(read, findings).related
    assert any(one.relation == "reports" for one in related)
    assert all(one.relation == "context" for one in related if CALLED_STAGED in one.finding.why)
    return any(CALLED_STAGED in one.finding.why for one in related)


@pytest.mark.parametrize(
    "statement",
    [
        "The gas attack on Homs was staged, the foreign ministry said.",
        "The video of the gas attack on Homs was fabricated, the foreign ministry said.",
    ],
)
def test_who_calls_it_staged_stands_close_by(statement: str) -> None:
    assert staged(CLAIM, statement)


@pytest.mark.parametrize(
    ("statement", "published"),
    [
        # Another town, another weapon, another time.
        ("The gas attack on Palmyra was staged, the foreign ministry said.", "2024-05-02"),
        ("The mortar attack on Homs was staged, the foreign ministry said.", "2024-05-02"),
        ("The gas attack on Homs was staged, the foreign ministry said.", "2017-05-02"),
        # Nobody says so; an attack may be staged, and real.
        ("The gas attack on Homs was staged by the army, the foreign ministry said.", "2024-05-02"),
        ("The gas attack on Homs was staged from the hills, the foreign ministry said.", "2024-05-02"),
        ("The gas attack on Homs was not staged, the foreign ministry said.", "2024-05-02"),
        ("The foreign ministry denied that the gas attack on Homs was staged.", "2024-05-02"),
        ("Was the gas attack on Homs staged?", "2024-05-02"),
        ("Students staged a protest in Homs against the gas attack, the foreign ministry said.", "2024-05-02"),
    ],
)
def test_what_calls_nothing_of_the_claim_staged_does_not(statement: str, published: str) -> None:
    assert not staged(CLAIM, statement, published)
