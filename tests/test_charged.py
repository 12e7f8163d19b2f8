"""Who denies a charge by no more than calling it one: what they are accused of stands further up in the report."""

from __future__ import annotations

import pytest
from invented import dated_card, said
from test_the_accused import answers_in

from knowledge.store import Store
from retrieval.relations.charged import _only_the_charge, sides_called

CLAIM = "30 people killed with gas in Palmyra"
LEAD = "Mill Watch accused the Iranian army of killing 30 people with gas in Palmyra on Tuesday."


@pytest.mark.parametrize(
    ("behind", "heard"),
    [
        ("Iran strongly denied those allegations.", True),
        ("It rained. The Iranian army has denied the charges.", True),
        ("Meanwhile Iran denied those accusations but sent no inspectors.", True),
        ("The Iranian army said the allegations were illogical and fabricated.", True),
        ("The Iranian army said the accusations were fabricated.", True),
        # The report turns to nothing else, however long it goes on about what it begins with.
        ("It rained. Envoys met. The hall was full. Lamps were lit. Iran denied those allegations.", True),
        # Another is charged, with something else, or another denies it.
        ("Turkey denied those allegations.", False),
        ("Harbour Watch accused Iran of meddling in the vote. Iran denied those allegations.", False),
        ("An Iranian envoy was charged with theft in Geneva. Iran denied those allegations.", False),
        ("Separately, jets struck a bus in Raqqa. Iran denied those allegations.", False),
        ("On Sunday a bus was hit. Iran denied those allegations.", False),
        ("Iran denied the charges against its envoy.", False),
        ("Iran denied the allegations of bribery.", False),
        ("Last month Iran denied those allegations.", False),
        ("The Iranian army said the plan was illogical and fabricated.", False),
        ("The Iranian army said the allegations were illogical.", False),
        # Nobody denies anything, or it is asked.
        ("Iran did not deny those allegations.", False),
        ("Has Iran denied those allegations?", False),
        ("Iran repeated those allegations.", False),
    ],
)
def test_whoever_is_accused_denies_the_charge(empty_store: Store, behind: str, heard: bool) -> None:
    report = ("2016-10-19", f"30 killed with gas in Palmyra\n\n{LEAD} {behind}")
    card = dated_card(empty_store, CLAIM, report)
    assert said(card)["Mill Watch"] == "reports"
    assert len(answers_in(card)) == heard
    # Whoever will not have done it has not denied that it was done.
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("behind", "heard"),
    [
        ("Iran has denied accusations it carried out the attack.", True),
        ("Iran denied allegations that its army was behind the attack but has let nobody in.", True),
        ("Meanwhile Iran denied charges that the army used chemical weapons in the attack.", True),
        # Of which blow is not said, or of another one, or with another weapon.
        ("Iran denied accusations it carried out an attack.", False),
        ("Iran denied accusations it carried out the attack on a bus.", False),
        ("Jets struck a bus in Raqqa. Iran denied accusations it carried out the attack.", False),
        ("Iran denied charges that the army used cluster bombs in the attack.", False),
        ("Iran denied charges that Turkey was behind the attack.", False),
        ("Iran denied charges that the army used chemical weapons in Raqqa.", False),
    ],
)
def test_a_charge_that_names_the_deed_accuses_whoever_denies_it(empty_store: Store, behind: str, heard: bool) -> None:
    told = "An attack with gas killed 30 people in Palmyra on Tuesday, Mill Watch said."
    card = dated_card(empty_store, CLAIM, ("2016-10-19", f"30 killed with gas in Palmyra\n\n{told} {behind}"))
    assert said(card)["Mill Watch"] == "reports"
    assert len(answers_in(card)) == heard
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize("told", ["30 people were killed with gas in Palmyra on Tuesday, Mill Watch said.", ""])
def test_where_nobody_has_been_accused_no_charge_is_denied(empty_store: Store, told: str) -> None:
    lead = "30 people were killed with gas in Palmyra on Tuesday, Harbour Watch said."
    report = ("2016-10-19", f"30 killed with gas in Palmyra\n\n{lead} {told} Iran denied those allegations.")
    assert answers_in(dated_card(empty_store, CLAIM, report)) == []


def test_a_side_that_has_answered_is_not_heard_again_with_a_bare_denial(empty_store: Store) -> None:
    behind = "Iran denied those allegations. The Iranian army rejected the charges."
    report = ("2016-10-19", f"30 killed with gas in Palmyra\n\n{LEAD} {behind}")
    card = dated_card(empty_store, CLAIM, report)
    assert [words for _, words in answers_in(card)] == ["Iran denied those allegations."]


def test_a_text_that_lost_its_apostrophes_still_names_its_side() -> None:
    assert sides_called("the Iranians army") == sides_called("Irans army") == frozenset({"Iran"})


@pytest.mark.parametrize(
    ("denied", "is_one"),
    [
        ("those allegations", True),
        ("as unfounded the reports from opposition activists and said", True),
        ("all of the charges, saying", True),
        ("as unfounded the reports of a coup", False),
        ("the reports", False),
        ("allegations of bribery", False),
    ],
)
def test_what_is_told_in_no_other_word_is_a_bare_charge(denied: str, is_one: bool) -> None:
    assert bool(_only_the_charge().match(denied)) is is_one
