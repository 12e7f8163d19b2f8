"""Who says in an article that a blow was staged answers the claim that there was one, in other words."""

from __future__ import annotations

import pytest

from knowledge.articles import day, read_pasted
from knowledge.model import Finding
from knowledge.statements import read_statements
from retrieval.claims.messages import read_claims
from retrieval.relations import weigh
from retrieval.relations.called_staged import CALLED_STAGED, calls_it_staged

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
        "The foreign ministry said on Thursday that the gas attack on Homs was staged.",
        "The foreign ministry said the gas attack on Homs was staged by the Tarn Helmets to discredit the army.",
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
        ("There is nothing to suggest the gas attack on Homs was staged, the foreign ministry said.", "2024-05-02"),
        ("Moscow has yet to show that the gas attack on Homs was staged, doctors said.", "2024-05-02"),
        # It was carried out.
        ("The gas attack on Homs was staged, killing 12, the foreign ministry said.", "2024-05-02"),
        ("The gas attack on Homs was staged to avenge a mayor, the foreign ministry said.", "2024-05-02"),
        ("Students staged a protest in Homs against the gas attack, the foreign ministry said.", "2024-05-02"),
    ],
)
def test_what_calls_nothing_of_the_claim_staged_does_not(statement: str, published: str) -> None:
    assert not staged(CLAIM, statement, published)


@pytest.mark.parametrize(
    "words",
    [
        "The attack was staged.",
        "“The attack was staged,” Ann Reed said.",
        "Ann Reed told reporters that the video was faked.",
        "Velmar said the attack was staged to provoke a strike.",
        "The massacre was staged by rebels to frame the army, Velmar said.",
        "According to the foreign ministry, the gas attack on Homs was staged.",
        "In Tarn, the foreign ministry said in a statement that the gas attack on Homs was staged.",
    ],
)
def test_who_says_so_in_plain_words_calls_it_staged(words: str) -> None:
    assert calls_it_staged(words)


@pytest.mark.parametrize(
    "words",
    [
        # Nobody says so, or somebody will not have it.
        "Nobody has shown that the attack was staged.",
        "Experts rejected claims the attack was staged.",
        "Experts ridiculed claims the attack was staged.",
        "The minister laughed at the idea that the attack was staged.",
        "Velmar failed to prove that the attack was staged.",
        "It is implausible that the attack was staged.",
        "There are doubts that the attack was staged.",
        "Doubts the attack was staged.",
        "Theories that the attack was staged spread online.",
        "Some believed the attack was staged.",
        "Reports that the attack was staged are absurd.",
        "The claim that the attack was staged is false.",
        "Whether the attack was staged is unclear.",
        "If the attack was staged, the army knows.",
        # It was carried out.
        "The attack was staged by rebels.",
        "The attack was staged by rebels to free prisoners.",
        "The attack was staged at dawn with rockets.",
        "Velmar said the rocket attack was staged in two waves.",
        "The attack was staged two days later.",
        "The attack was staged simultaneously on two towns.",
        "The attack was staged as troops withdrew.",
        "The attack was staged, with rockets, on Monday.",
        "The scenes were staged for a film.",
    ],
)
def test_who_says_that_it_was_none_or_was_carried_out_does_not(words: str) -> None:
    assert not calls_it_staged(words)


@pytest.mark.parametrize(
    "words",
    [
        "The gas attack on Homs was staged by rebels to draw the army into the town, the foreign ministry said.",
        "Ann Reed mocked those who said the gas attack on Homs was staged.",
    ],
)
def test_what_was_carried_out_or_others_said_is_not_called_staged(words: str) -> None:
    assert not calls_it_staged(words)
