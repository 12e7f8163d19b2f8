"""Claims as people make them of any news: prices, courts, firms, rumours; what comes near in words says another thing.

Each report has nearly the claim's words, its number or its names. Whoever is shown as saying the claim has to say it.
"""

from __future__ import annotations

import pytest
from invented import card_for
from test_hoaxes import telling

from knowledge.store import Store

#: A claim, and a report that has its number and tells another deed, or the contrary.
ANOTHER_DEED = [
    (
        "Price of bread fell by 20 percent in Velmar",
        "The price of bread rose by 20 percent in Velmar in May, Ann Reed said.",
    ),
    (
        "The harbour firm fired 60 workers in Velmar",
        "The harbour firm hired 60 workers in Velmar in May, Ann Reed said.",
    ),
    ("300 people fined in Kalden", "About 300 people danced in the streets of Kalden on Friday, Ann Reed said."),
    ("A court in Tarn fined 25 drivers", "A court in Tarn honoured 25 drivers for careful driving, Ann Reed said."),
    ("12,000 packets of sweets stolen in Velmar", "Velmar has recalled 12,000 packets of sweets, Ann Reed said."),
    (
        "43 missing students found in mass graves in Tarn",
        "Police in Tarn have found mass graves near the place where 43 students went missing.",
    ),
    ("Karl Vane took 200,000 dollars", "Karl Vane was charged in 2019 with taking 200,000 dollars, Ann Reed said."),
]


@pytest.mark.parametrize(("claim", "report"), ANOTHER_DEED)
def test_whoever_has_the_number_and_tells_another_deed_does_not_say_it(
    empty_store: Store, claim: str, report: str
) -> None:
    card = card_for(empty_store, claim, f"Evening news\n\n{report}")
    assert "reports" not in {relation for _, relation in telling(card)}


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("Price of bread rose by 20 percent in Velmar", ANOTHER_DEED[0][1]),
        ("bread price up 20 percent in Velmar", ANOTHER_DEED[0][1]),
        ("The harbour firm hired 60 workers in Velmar", ANOTHER_DEED[1][1]),
        ("25 drivers honoured in Tarn", ANOTHER_DEED[3][1]),
        ("12,000 packets of sweets recalled in Velmar", ANOTHER_DEED[4][1]),
        ("43 students missing in Tarn", ANOTHER_DEED[5][1]),
    ],
)
def test_whoever_has_the_number_and_tells_the_deed_says_it(empty_store: Store, claim: str, report: str) -> None:
    card = card_for(empty_store, claim, f"Evening news\n\n{report}")
    assert "reports" in {relation for _, relation in telling(card)}


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # Its headline alone tells it, and who is quoted below says another thing.
        ("Ferry stolen in Kalden", "Ferry stolen in Kalden?\n\nThe ferry is safe in Kalden, Ann Reed said."),
        (
            "Velmar TV blurred Ann Reed",
            "Velmar TV\n\nVelmar TV showed Ann Reed and nowhere was she blurred, Otto Vane said.",
        ),
        (
            "Velmar TV blurred Ann Reed",
            "Velmar TV\n\nIt rests on the false assumption that Velmar TV blurred Ann Reed.",
        ),
        ("Otto Vane used gas in Kalden", "Kalden\n\nIt is possible that Otto Vane used gas in Kalden, Ann Reed said."),
        # A namesake.
        ("Karl Vane died", "Kalden\n\nKarl Vane Holt died on Friday. His father, Otto Holt, wept."),
        # Only suspected, only thought of.
        ("Omar Aziz set fire to a mill", "Kalden\n\nPolice arrested Omar Aziz on suspicion of setting fire to a mill."),
        ("Ann Reed will play Ada Finn", "Films\n\nAnn Reed is in late talks to play Ada Finn, Harbour Post reports."),
        (
            "Ann Reed arrested in Tarn",
            "Arrests in Tarn\n\nPolice arrested Omar Aziz in Tarn. A witness, Ann Reed, called them.",
        ),
        ("Kalden bridge opened in June 2026", "Roads\n\nThe Kalden bridge will open in June 2026, Ann Reed said."),
        ("Karl Vane convicted of bribery", "Court\n\nKarl Vane was acquitted of bribery on Friday, Ada Holt said."),
    ],
)
def test_whoever_comes_near_in_words_does_not_say_it(empty_store: Store, claim: str, report: str) -> None:
    card = card_for(empty_store, claim, report)
    assert "reports" not in {relation for _, relation in telling(card)}
    assert not any(account.in_other_words for account in card.accounts)


@pytest.mark.parametrize(
    "report",
    [
        "Films\n\nAnn Reed will not be playing Ada Finn after all.",
        "Films\n\nAnn Reed is not going to play Ada Finn.",
        "Films\n\nAnn Reed is no longer playing Ada Finn.",
        "Films\n\nThe actress Ann Reed will not play Ada Finn.",
    ],
)
def test_what_will_not_be_after_all_is_denied(empty_store: Store, report: str) -> None:
    card = card_for(empty_store, "Ann Reed will play Ada Finn", report)
    assert telling(card) == {("Post 0", "denies")}


@pytest.mark.parametrize(
    "report",
    [
        "Kalden\n\nOnce again, rumours that Karl Vane is dead have spread online.",
        "Kalden\n\nOn Friday, a rumour cropped up that Karl Vane is dead.",
        "Kalden\n\nTwitter is abuzz with rumours that Karl Vane is dead.",
        "Kalden\n\nThere is a story making the rounds that Karl Vane is dead.",
    ],
)
def test_a_rumour_is_not_the_papers_word(empty_store: Store, report: str) -> None:
    card = card_for(empty_store, "Karl Vane is dead", report)
    assert {account.speaker.kind for account in card.accounts} == {"unnamed"}


def test_a_claim_without_a_name_is_close_to_whoever_tells_most_of_it(empty_store: Store) -> None:
    report = "Study\n\nA study found no link between the measles vaccine and autism."
    assert card_for(empty_store, "measles vaccine causes autism", report).state == "found"


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("Kalden vaccinated 200,000 children", "Kalden plans to vaccinate 200,000 children next month, Ann Reed said."),
        ("The harbour firm hired 700 workers", "The harbour firm wants to hire 700 workers, Ann Reed said."),
        ("Velmar police recruited 350 officers", "Police in Velmar hope to recruit 350 officers, Ann Reed said."),
        ("Rebels killed 60 hostages in Tarn", "Rebels threatened to kill 60 hostages in Tarn, Ann Reed said."),
    ],
)
def test_what_is_only_planned_or_threatened_was_not_done(empty_store: Store, claim: str, report: str) -> None:
    card = card_for(empty_store, claim, f"Evening news\n\n{report}")
    assert "reports" not in {relation for _, relation in telling(card)}


def test_who_were_treated_are_no_other_count_of_whom_a_firm_employs(empty_store: Store) -> None:
    report = (
        "Fire in Kalden\n\nA fire broke out in a mill in Kalden. The mill employs 450 people. Twenty-two people were "
        "treated for smoke, a nurse said."
    )
    card = card_for(empty_store, "The mill in Kalden employs 450 people", report)
    assert "reports" in {relation for _, relation in telling(card)}
    assert "differs" not in {relation for _, relation in telling(card)}
