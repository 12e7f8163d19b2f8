"""Whose denial it is, and of what: of the claim by its doer or of it, and of no resignation, reason or namesake."""

from __future__ import annotations

import pytest
from invented import card_for, said

from knowledge.store import Store

BRIBE = "Karl Vane took a bribe from Tarn Motors"
BORDER = "Norvia has closed its border with Sorland"
LEFT = "Mayor Ada Holt has resigned"


def denies(store: Store, claim: str, report: str) -> bool:
    return "denies" in said(card_for(store, claim, f"The news of the evening\n\n{report}")).values()


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # Who turns down a thing that happened says that it did.
        (LEFT, "The governor rejected the resignation of Mayor Ada Holt."),
        (LEFT, "The resignation of Mayor Ada Holt was rejected by the council."),
        ("Ada Holt was elected speaker", "The court dismissed the election of Ada Holt as speaker."),
        # Whoever is only called by a name, or asked about it, is somebody else.
        (BRIBE, "Karl Vane's lawyer denied taking a bribe from Tarn Motors."),
        (BRIBE, "An ally of Karl Vane denied taking a bribe from Tarn Motors."),
        (BRIBE, "Asked about Karl Vane, the mayor denied taking a bribe from Tarn Motors."),
        # "It" and "he" are whoever denies, and no doer who was named by the way.
        (BORDER, "Sorland denied that it had closed its border with Norvia."),
        (BORDER, "Asked about Norvia, Sorland's envoy denied that it had closed its border with Sorland."),
        (BRIBE, "Otto Reed, who worked for Karl Vane, denied that he took a bribe from Tarn Motors."),
        ("Karl Vane was killed in Tarn", "Norvia denied that it killed Karl Vane in Tarn."),
        ("Karl Vane was killed in Tarn", "Norvia denied that Karl Vane was killed in Tarn by its agents."),
        (LEFT, "The governor denied that he had resigned."),
        # A denial that is told as a lie, or as an offence.
        (BRIBE, "Karl Vane was convicted of perjury for denying taking a bribe from Tarn Motors."),
        (BRIBE, "Karl Vane was found guilty of lying when he denied taking a bribe from Tarn Motors."),
        # What is denied is the reason, the time or the number.
        (BORDER, "Norvia denied that it had closed its border with Sorland because of the vote."),
        (BORDER, "Norvia denied closing its border with Sorland on Monday, saying it was shut on Tuesday."),
        ("A strike in Tarn killed 12 people", "The army denied that a strike in Tarn killed only 12 people."),
        ("A strike in Tarn killed 12 people", "The army denied that a strike in Tarn killed 12 people by mistake."),
        (
            "Tarn Motors will cut 400 jobs",
            "Tarn Motors denied that it was in trouble as it announced the loss of 400 jobs.",
        ),
        # Whether it is false is left open.
        (BRIBE, "Reports that Karl Vane took a bribe from Tarn Motors are false, if the council is to be believed."),
    ],
)
def test_what_denies_something_else_denies_no_claim(empty_store: Store, claim: str, report: str) -> None:
    assert not denies(empty_store, claim, report)


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        (BRIBE, "Karl Vane denied taking a bribe from Tarn Motors."),
        (BRIBE, "Karl Vane has denied taking a bribe from Tarn Motors."),
        (BRIBE, "Karl Vane denied that he took a bribe from Tarn Motors, saying it was a gift."),
        (BRIBE, "Ann Reed denied that Karl Vane took a bribe from Tarn Motors, adding that he was abroad."),
        (BRIBE, "Posts claiming that Karl Vane took a bribe from Tarn Motors are false, the council said."),
        (BRIBE, "There is no truth to reports that Karl Vane took a bribe from Tarn Motors, police said."),
        (BRIBE, "Reports that Karl Vane took a bribe from Tarn Motors are false, said the council, which was new."),
        (BRIBE, "Vane denied that he took a bribe from Tarn Motors."),
        (BRIBE, "The banker Karl Vane denied ever taking a bribe from Tarn Motors."),
        (LEFT, "Mayor Ada Holt denied that she had resigned."),
        ("Government troops shelled Tarn", "The army denied that it had shelled Tarn."),
        ("Russia shelled the port of Tarn", "The Kremlin denied that it had shelled the port of Tarn."),
        # The deed told the other way: who does it behind "by", or nobody.
        ("Rebels shelled the hospital in Tarn", "The hospital in Tarn was not shelled by rebels, the army said."),
        ("Police arrested singer Lio Marsh in Tarn", "“Lio Marsh has not been arrested in Tarn,” her manager said."),
        ("Police arrested singer Lio Marsh", "Reports that singer Lio Marsh had been arrested were denied by police."),
        ("Coach Otto Reed was sacked by Tarn", "Tarn did not sack the coach Otto Reed, the chairman said."),
        (LEFT, "Tarn mayor Ada Holt has not resigned, the council said."),
        (LEFT, "Mayor Ada Holt has not resigned and is at work, her office said."),
        (BORDER, "Norvia denied that it had closed its border with Sorland."),
        ("A strike in Tarn killed 12 people", "The army denied that a strike in Tarn killed 12 people."),
    ],
)
def test_a_denial_of_the_claim_is_one_however_it_goes_on(empty_store: Store, claim: str, report: str) -> None:
    assert denies(empty_store, claim, report)
