"""Whoever denies what happened in one village denies nothing of another, though no table of places knows either."""

from __future__ import annotations

import pytest
from invented import card_for, said

from knowledge.store import Store

TOLD = "The army killed 20 people in Kalden, the mayor said."


ELSEWHERE = (
    "The army denied it had killed 20 people in Tarn.",
    "The army denied it had killed 20 people in the village of Old Tarn.",
    "The army denied it had killed 20 people in the Tarn market.",
    "The army denied that it had killed 20 people in Homs.",
    "The army denied killing 20 people in Tarn, a village that it holds.",
    "The army denied reports of a raid in Tarn that killed 20 people.",
    "The army denied that it had killed 20 people in the Tarn refugee camp.",
    "The army denied that it had killed 20 people in a market of Tarn.",
    "The army denied that it had killed 20 people in the Orl Valley.",
    "Reports that the army killed 20 people in Tarn are a hoax, the minister said.",
    "The army did not kill 20 people in Tarn, the minister said.",
)


@pytest.mark.parametrize("claim", ["The army killed 20 people in Kalden", "the army killed 20 people in kalden"])
def test_a_denial_of_another_place_is_none_of_the_claim(empty_store: Store, claim: str) -> None:
    assert "denies" not in said(card_for(empty_store, claim, TOLD, *ELSEWHERE)).values()


@pytest.mark.parametrize(
    "denial",
    [
        "The army denied that it had killed 20 people in Kalden.",
        "The army denied having killed 20 people.",
        "The army denied that it had killed 20 people in Kalden and said it had hit a depot near Tarn.",
        "Speaking in Tarn, the army denied that it had killed 20 people in Kalden.",
        "The army denied in the Senate that it had killed 20 people.",
        "The army denied on Monday that it had killed 20 people in Kalden.",
        "The army denied accusations from Mill Watch that it had killed 20 people.",
        "The army denied reports in the Harbour Post that it had killed 20 people.",
        "The army denied that men of the Fourth Brigade had killed 20 people.",
        "The army denied that soldiers from Tarn base had killed 20 people there.",
        "The army said it had left and denied that it had killed 20 people in Kalden.",
        "The army confirmed the raid and denied that it had killed 20 people in Kalden.",
    ],
)
def test_a_denial_of_the_claim_is_heard(empty_store: Store, denial: str) -> None:
    assert said(card_for(empty_store, "The army killed 20 people in Kalden", TOLD, denial))["army"] == "denies"


@pytest.mark.parametrize(
    "denial",
    [
        "The army denied that it had killed 20 people in the Old Market.",
        "The army denied in an interview with Harbour Radio at Old Gate that it had killed 20 people.",
    ],
)
def test_a_denial_right_behind_the_claim_is_heard(empty_store: Store, denial: str) -> None:
    card = card_for(empty_store, "The army killed 20 people in Kalden", f"{TOLD} {denial}")
    assert said(card)["army"] == "denies"


def test_whoever_denies_the_same_of_another_place_does_not_report_the_denial(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "The army denied it had killed 20 people in Kalden",
        "The army denied it had killed 20 people in Tarn.",
    )
    assert "reports" not in said(card).values()


SAID_AND_DENIED = "The army said it had hit a depot and denied that it had killed 20 people in Kalden."
DENIED = "The army denied that it had killed 20 people in Kalden."


@pytest.mark.parametrize(("claim", "report"), [(SAID_AND_DENIED, DENIED), (DENIED, SAID_AND_DENIED)])
def test_what_is_denied_behind_something_said_is_a_denial(empty_store: Store, claim: str, report: str) -> None:
    assert said(card_for(empty_store, claim, report)) == {"army": "reports"}


@pytest.mark.parametrize(("who", "stands"), [("The army", {"army": "reports"}), ("Mill Watch", {})])
def test_a_denial_is_of_whoever_stands_before_it(empty_store: Store, who: str, stands: dict[str, str]) -> None:
    report = "Mill Watch said rebels had been there and the army denied shelling Kalden."
    card = card_for(empty_store, f"{who} denied shelling Kalden", report)
    assert {name: relation for name, relation in said(card).items() if relation != "context"} == stands


@pytest.mark.parametrize(
    "claim",
    [
        "Army killed 20 people in Kalden",
        "Mill Watch denied that the army killed 20 people in Kalden",
        "The army denied that it killed 20 people in Kalden",
    ],
)
def test_nobody_is_said_to_deny_where_the_speaker_may_or_whoever_is_spoken_of(empty_store: Store, claim: str) -> None:
    report = "Mill Watch said the army had been in Kalden and denied that it had killed 20 people in Kalden."
    assert set(said(card_for(empty_store, claim, report)).values()) <= {"context"}


SOLD = "Mira Sand sold the Elbin ferry"


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # At another time, in another way, to another end: that it was done is left open.
        (SOLD, "Mira Sand did not sell the Elbin ferry after the fire."),
        (SOLD, "Mira Sand did not sell the Elbin ferry while she was mayor."),
        (SOLD, "Mira Sand has not sold the Elbin ferry this year, the port said."),
        (SOLD, "Mira Sand did not sell the Elbin ferry again."),
        ("Ida Holt insulted the queen", "Ida Holt did not insult the queen first, a guard said."),
        ("Ida Holt insulted the queen", "It is not true that Ida Holt insulted the queen mother."),
        # Somebody else did not, or denies it of themselves.
        (SOLD, "Jon Sand did not sell the Elbin ferry, the port said."),
        (SOLD, "Jon Sand denied selling the Elbin ferry."),
        (SOLD, "Mira Sand's husband denied selling the Elbin ferry."),
        (SOLD, "Mira Sand's husband denied that he sold the Elbin ferry."),
        ("The mayor cut the tree down", "The deputy mayor did not cut the tree down."),
        ("The army took Kalden", "The Norland army did not take Kalden."),
        # Whoever denies does so untruly, or what is denied is a denial.
        (SOLD, "Mira Sand falsely denied that she sold the Elbin ferry, a judge ruled."),
        (SOLD, "Mira Sand lied when she denied that she sold the Elbin ferry, a judge ruled."),
        (SOLD, "Nobody in the port denied reports that Mira Sand sold the Elbin ferry."),
        (SOLD, "The port denied that it had debunked reports that Mira Sand sold the Elbin ferry."),
        (SOLD, "Mira Sand stopped denying that she sold the Elbin ferry."),
        (SOLD, "Mira Sand once denied that she sold the Elbin ferry."),
        (SOLD, "Before she confessed, Mira Sand denied that she sold the Elbin ferry."),
        # More is denied than the claim, or something beside it.
        (SOLD, "The port denied reports of a fight over a report that Mira Sand sold the Elbin ferry."),
        (SOLD, "The port debunked the story that Mira Sand was framed when she sold the Elbin ferry."),
        (SOLD, "The port dismissed claims that Mira Sand burned and sold the Elbin ferry."),
        # It is no story that is called false, or it may be so all the same.
        (SOLD, "The clerk behind reports that Mira Sand sold the Elbin ferry was rejected by Port Watch."),
        (SOLD, "Reports that Mira Sand sold the Elbin ferry were denied a place in the Harbour Post."),
        (SOLD, "Port Watch was wrong to say that reports that Mira Sand sold the Elbin ferry are false."),
        (SOLD, "The report that Mira Sand sold the Elbin ferry was false last year but is true today."),
        (SOLD, "The report that Mira Sand sold the Elbin ferry is false, if the port is to be believed."),
        (SOLD, "Reports that Mira Sand sold the new Elbin ferry are untrue, the port said."),
    ],
)
def test_a_denial_of_more_or_of_another_or_none_leaves_the_claim_open(
    empty_store: Store, claim: str, report: str
) -> None:
    assert "denies" not in said(card_for(empty_store, claim, f"Evening news\n\n{report}")).values()


@pytest.mark.parametrize(
    ("claim", "report", "who"),
    [
        (SOLD, "Mira Sand has denied selling the Elbin ferry.", "Mira Sand"),
        (SOLD, "Mira Sand denied having sold the Elbin ferry.", "Mira Sand"),
        (SOLD, "Mira Sand dismissed rumours that she sold the Elbin ferry.", "Mira Sand"),
        (SOLD, "The port denied on Monday that Mira Sand sold the Elbin ferry.", "port"),
        (SOLD, "The story that Mira Sand sold the Elbin ferry was rejected by Port Watch director Jon Holt.", "Holt"),
        ("Mira Sand took a bribe", "Mira Sand took no bribe, the port said.", "port"),
        ("Mira Sand took a bribe", "“Mira Sand took a bribe” is a false claim, Port Watch said.", "Port Watch"),
        ("The mayor of Elbin died", "Contrary to reports, the mayor of Elbin did not die.", "Post 0"),
    ],
)
def test_whoever_denies_just_the_claim_is_heard(empty_store: Store, claim: str, report: str, who: str) -> None:
    card = card_for(empty_store, claim, f"Evening news\n\n{report}")
    assert [name for name, relation in said(card).items() if relation == "denies" and who in name]


@pytest.mark.parametrize("what", ["rejected suitor", "disputed heir"])
def test_whoever_was_rejected_denies_nothing_and_does_the_deed(empty_store: Store, what: str) -> None:
    card = card_for(
        empty_store, f"A {what.split()[1]} hit Mira Sand", f"Evening news\n\nA {what} hit Mira Sand on Friday."
    )
    assert set(said(card).values()) == {"reports"}
