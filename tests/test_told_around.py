"""A claim without a number that no one sentence tells is offered with the report that tells it over a few of them."""

from __future__ import annotations

import pytest
from invented import card_for, noted_card

from knowledge.model import ContextCard
from knowledge.store import Store

HEADLINE = "The news of the evening\n\n"
NOBODY: list[str] = []


def told(card: ContextCard) -> list[str]:
    """The sentences of a card that are said to tell the claim in other words, where nobody is said to say it."""
    assert {account.relation for account in card.accounts} <= {"context"}
    return [f.words for account in card.accounts if account.in_other_words for f in account.findings]


TOLD = [
    # Two deeds, each in a sentence of its own.
    (
        "clinic flattened in Khan Tuman and medics killed",
        "Four medics were killed on Tuesday, a medical union said. The clinic in the village of Khan Tuman was "
        "completely levelled, the union added.",
        "The clinic in the village of Khan Tuman was completely levelled, the union added.",
    ),
    # What was hit stands in the next sentence.
    (
        "Russian jets hit the school in Haas, Idlib",
        "At least six air raids by suspected Russian jets hit the village of Haas in Idlib province, a monitor said. "
        "One rocket fell at the gate of the school.",
        "At least six air raids by suspected Russian jets hit the village of Haas in Idlib province, a monitor said.",
    ),
    # Who calls it what, behind what it was.
    (
        "Pentagon calls strike on Syrian troops at Deir ez-Zor a mistake",
        "On September 17 aircraft carried out four strikes against the Syrian army near Deir ez-Zor. The Pentagon "
        "said that it was a mistake.",
        "On September 17 aircraft carried out four strikes against the Syrian army near Deir ez-Zor.",
    ),
    # How they were killed, in the next sentence; a rider, a motorcycle; lives that a blow claims.
    (
        "ISIS beheads football players in Raqqa",
        "Three football players were killed by ISIS in Raqqa, residents said. They were beheaded on a square.",
        "Three football players were killed by ISIS in Raqqa, residents said.",
    ),
    (
        "biker blows himself up at a bakery in Hasakah",
        "A suicide bomber on a motorcycle blew himself up in Hasakah on Monday. He did so in front of a bakery.",
        "A suicide bomber on a motorcycle blew himself up in Hasakah on Monday.",
    ),
    (
        "child dies in shelling of Hama",
        "Shelling of Hama claimed the lives of three people, residents said. A child was one of them.",
        "Shelling of Hama claimed the lives of three people, residents said.",
    ),
    # A number in a name counts nothing.
    (
        "F-16s bombed a village in Aleppo province",
        "Six people died in an airstrike on a village in Aleppo province, and F-16 jets were there, a ministry said.",
        "Six people died in an airstrike on a village in Aleppo province, and F-16 jets were there, a ministry said.",
    ),
    # What "goes off" explodes, and who "keeps" shelling shells.
    (
        "car bomb goes off at a bakery in Hama",
        "A car bomb exploded in Hama on Monday, residents said. It stood in front of a bakery.",
        "A car bomb exploded in Hama on Monday, residents said.",
    ),
]


@pytest.mark.parametrize(("claim", "report", "sentence"), TOLD)
def test_what_two_sentences_tell_together_is_told_in_other_words(
    empty_store: Store, claim: str, report: str, sentence: str
) -> None:
    assert sentence in told(card_for(empty_store, claim, HEADLINE + report))


NOT_TOLD = [
    # Another sentence of the same report is of another place, or nobody has told it at all.
    (
        "clinic flattened in Khan Tuman and medics killed",
        "A house in the village of Khan Tuman was completely levelled on Tuesday, residents said. It rained there "
        "all day.",
    ),
    (
        "Russian jets hit the school in Saraqib",
        "Russian jets hit the village of Khan Tuman on Monday, a monitor said. One rocket fell at the gate of the "
        "school.",
    ),
    # Others have done it there, or nobody whom the claim names.
    (
        "rebels gassed Khan Tuman",
        "Rebels attacked a hill near Khan Tuman on Monday. Activists claimed that the army carried out a chlorine gas "
        "attack on Khan Tuman.",
    ),
    (
        "Turkey bombed a hospital in Khan Tuman",
        "A hospital in Khan Tuman was bombed on Monday, medics said. Turkey said it had received reports of it.",
    ),
    # What was threatened has not been done, nor what nobody mentions.
    (
        "Syrian army shot down a Turkish warplane",
        "The Syrian army threatened last week to shoot down any Turkish warplane over Syria, state media said. "
        "It has not done so.",
    ),
    (
        "Russian jets hit the school in Haas, Idlib",
        "Militants were killed when Russian jets hit Haas in Idlib province, state television said, but it did not "
        "mention a school.",
    ),
]


@pytest.mark.parametrize(("claim", "report"), NOT_TOLD)
def test_what_no_sentences_tell_together_is_not_told(empty_store: Store, claim: str, report: str) -> None:
    assert told(card_for(empty_store, claim, HEADLINE + report)) == NOBODY


def test_who_else_is_on_it_in_the_same_report_is_heard_with_it(empty_store: Store) -> None:
    report = (
        "A downed pilot was killed by rebels near the town of Jayrud on Friday, residents said. The jet was seen to "
        "fall. Jaysh al-Islam said that the jet of the pilot was shot down by its rebels over Jayrud."
    )
    card = card_for(empty_store, "rebels shot down a jet near Jayrud and killed the pilot", HEADLINE + report)
    assert len(told(card)) > 1 or card.accounts[0].relation == "reports"


DENIED = "The army denies any armed camp in the zone and calls the claim propaganda."
ZONE: dict[str, object] = {
    "event": "Raids in the Kalden zone, 2019",
    "event_id": "kalden-zone",
    "place": "Kalden",
    "published": "2019-05-14",
    "published_basis": "stated",
}


@pytest.mark.parametrize(
    ("claim", "is_heard"),
    [
        ("12 guards were killed in a raid on the Kalden zone in May 2019", False),
        ("12 guards were killed in a raid from an armed camp in the Kalden zone in May 2019", True),
    ],
)
def test_who_denies_that_there_is_a_camp_answers_no_claim_of_a_raid(
    empty_store: Store, claim: str, is_heard: bool
) -> None:
    raid = {
        "says": "12 guards were killed in a raid.",
        "speaker": {"name": "Tarn Monitor", "kind": "monitor"},
        "quantity": {"bound": "exact", "number": 12, "counted": "guards killed"},
    }
    denial = {"says": DENIED, "speaker": {"name": "Velmar army", "kind": "party"}}
    card = noted_card(empty_store, claim, {**ZONE, "facts": [raid, denial]})
    against = [f for a in card.accounts for f in a.findings if any("against it" in why for why in f.why)]
    assert bool(against) is is_heard
