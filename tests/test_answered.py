"""An accusation is answered in half a sentence, or in the next one: who denies the claim by that, and who does not."""

from __future__ import annotations

import pytest
from invented import card_for

from knowledge.store import Store

CLAIM = "The Velmar army killed six civilians in Kalden"
OTHER_FIGURE = "The Velmar army killed 26 civilians in Kalden"
ACCUSED = "Mill Watch accused Velmar of killing six civilians in Kalden on Monday"
SAID = "Mill Watch says Velmar killed six civilians in Kalden on Monday"


def relations(store: Store, claim: str, told: str) -> set[tuple[str, str]]:
    """Who stands how to a claim, of those who say, deny or count otherwise in one report."""
    card = card_for(store, claim, f"Strike on Kalden\n\n{told}")
    return {(one.speaker.name, one.relation) for one in card.accounts if one.relation != "context"}


@pytest.mark.parametrize(
    "told",
    [
        f"{ACCUSED}, but the claim was swiftly denied by the Velmar army.",
        f"{ACCUSED}. The Velmar army denied the charge.",
        f"{ACCUSED}. The Velmar army on Tuesday rejected the accusation.",
        f"{SAID}, a claim rejected by the Velmar army.",
        f"{SAID}, a claim the Velmar army denied.",
        f"{ACCUSED}. The Velmar army denied the charge, saying it hit only an arms depot.",
        f"{SAID}. The Velmar army denied it.",
        f"{SAID}, but the Velmar army dismissed the report as propaganda.",
        f"{ACCUSED}. The Velmar army called that a lie.",
        f"{ACCUSED}. The Velmar army called it fabricated.",
        f"{SAID}. The Velmar army said the report was untrue.",
        f"{SAID}, but the Velmar army said the claim was entirely false.",
        f'{SAID}. The Velmar army on Tuesday called the report "a lie".',
    ],
)
def test_whoever_accuses_says_so_and_whoever_answers_denies(empty_store: Store, told: str) -> None:
    assert relations(empty_store, CLAIM, told) == {("Mill Watch", "reports"), ("Velmar army", "denies")}


def test_where_nobody_is_accused_the_figure_is_denied(empty_store: Store) -> None:
    told = "Six people died in Kalden, the Kalden mayor said, but the governor denied it."
    denying = {("Kalden mayor", "reports"), ("governor", "denies")}
    assert relations(empty_store, "Six people died in Kalden", told) == denying


@pytest.mark.parametrize(
    ("claim", "told", "denier"),
    [
        (
            "The bridge at Tarn collapsed",
            "Dockers said the bridge at Tarn collapsed. The mayor called that a lie.",
            True,
        ),
        (
            "The bridge at Tarn collapsed",
            "Dockers said the bridge at Tarn collapsed, but the mayor said the report was untrue.",
            True,
        ),
        (
            "The bridge at Tarn collapsed",
            "Dockers said the bridge at Tarn collapsed. The mayor denied the claim.",
            True,
        ),
        (
            "The bridge at Tarn collapsed",
            "Dockers said the bridge at Tarn collapsed and a train fell. The mayor called that a lie.",
            False,
        ),
        (
            "The bridge at Tarn collapsed",
            "Dockers said the bridge at Tarn collapsed. Police held a man. The mayor called that a lie.",
            False,
        ),
        (
            "The bridge at Tarn collapsed",
            "Dockers said the bridge at Tarn collapsed. The mayor said the map was fake.",
            False,
        ),
    ],
)
def test_what_is_told_without_a_figure_is_denied_in_the_next_sentence(
    empty_store: Store, claim: str, told: str, denier: bool
) -> None:
    assert (("mayor", "denies") in relations(empty_store, claim, told)) == denier


def test_who_denies_the_deed_denies_it_whatever_the_figure(empty_store: Store) -> None:
    told = f"{ACCUSED}, but the claim was swiftly denied by the Velmar army."
    assert relations(empty_store, OTHER_FIGURE, told) == {("Mill Watch", "differs"), ("Velmar army", "denies")}


def test_whoever_is_accused_may_be_described(empty_store: Store) -> None:
    told = (
        "Russia has accused Turkey a member of the alliance of killing six civilians in Kalden but the claim was "
        "swiftly denied by Ankara."
    )
    denying = {("Russian government", "reports"), ("Turkish government", "denies")}
    assert relations(empty_store, "Turkey killed six civilians in Kalden", told) == denying


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        # Whoever denies having done it has not denied that it was done.
        ("29 people were killed in Kalden", "The Velmar army denied that its men had killed 29 people in Kalden."),
        ("29 people died in Kalden", "The Velmar army denied killing 29 people in Kalden."),
        ("Six civilians were killed in Kalden", f"{ACCUSED}, but the claim was swiftly denied by the Velmar army."),
        # Another thing is denied, or one of two.
        (CLAIM, f"{ACCUSED} and of looting the mill in Tarn. Velmar denied the looting claim."),
        (CLAIM, f"{ACCUSED} and of looting the mill in Tarn. Velmar denied the claim."),
        (CLAIM, f"{ACCUSED}. The Amber Guard, meanwhile, had been accused of theft in Tarn. It denied the charge."),
        (
            CLAIM,
            "The army admitted killing six civilians in Kalden. A claim that it had used gas was denied by the army.",
        ),
        (CLAIM, f"{ACCUSED}. The Amber Guard denied the charge that it had hidden among them."),
        (CLAIM, f"{ACCUSED}. Its director denied reports that he had been arrested."),
        (
            CLAIM,
            f"{ACCUSED.replace('Kalden', 'Tarn')}, but the claim was denied by the army. Three others died in Kalden.",
        ),
        # Another's deed is denied.
        (CLAIM, f"{ACCUSED.replace('Velmar', 'the Amber Guard')}, but the claim was denied by the Amber Guard."),
        (CLAIM, "Velmar says the Amber Guard killed six civilians in Kalden, but the claim was denied by the Guard."),
        (
            "Turkish jets kill six people in Kalden",
            "Mill Watch accused Turkey of killing six people in Kalden and Iran of arming both sides, but Iran denied "
            "the accusation.",
        ),
        (
            "Turkish jets kill six people in Kalden",
            "The mayor said six people died in a Turkish raid on Kalden and that Iran had supplied the fuel, but Iran "
            "denied the claim.",
        ),
        # What was called a lie is another thing, or nothing.
        (CLAIM, f"{ACCUSED}. Police held a man in Tarn. The Velmar army called that a lie."),
        (CLAIM, f"{ACCUSED} and of looting the mill. The Velmar army called that a lie."),
        (CLAIM, f"{ACCUSED}. The Velmar army said the video was fake."),
        (CLAIM, f"{ACCUSED}. The Velmar army said the report on its budget was untrue."),
        (CLAIM, f"{ACCUSED}. The Velmar army never called that a lie."),
        (CLAIM, f"{ACCUSED}. The Velmar army would not say the report was untrue."),
        (CLAIM, f"{ACCUSED}. The Velmar army called it wrong."),
        # Another charge, a truce.
        (
            "Six people died in Kalden",
            "Police said six people died in Kalden and held Ada Finn. Finn denied the charges.",
        ),
        (CLAIM, f"{SAID} after rebels offered a truce. The Velmar army rejected it."),
        # Nothing is denied.
        (CLAIM, f"{ACCUSED}, and Velmar did not deny the claim."),
        (CLAIM, f"{ACCUSED}. Velmar has neither confirmed nor denied the claim."),
        (CLAIM, f"{ACCUSED}. Asked whether it denied the claim, the army declined to comment."),
        (CLAIM, f"{SAID}. A forged statement said the Velmar army denied the claim."),
    ],
)
def test_nobody_denies_what_they_have_not_answered(empty_store: Store, claim: str, told: str) -> None:
    assert "denies" not in {relation for _, relation in relations(empty_store, claim, told)}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        # Two things are said, and one of them may be denied.
        (
            CLAIM,
            "Mill Watch said the Velmar army killed six civilians in Kalden and took ten others away. The "
            "Velmar army denied the claim.",
        ),
        (
            "Russia killed 23 civilians in Kalden",
            "Ukraine said Russia killed 23 civilians in Kalden and had used gas there. The Russian army "
            "denied the allegation.",
        ),
        (
            "Turkey killed 23 civilians in Kalden",
            "Mill Watch said Turkey killed 23 civilians in Kalden and planned to annex the town, a claim "
            "rejected by Ankara.",
        ),
        (
            "Turkey killed 23 civilians in Kalden",
            "Mill Watch said Turkey killed 23 civilians in Kalden while supplying arms to the Red Column. "
            "Ankara denied it.",
        ),
        (
            "ISIS killed 12 people in Homs",
            "Residents said ISIS killed 12 people in Homs and kidnapped 30 women. ISIS denied the claim.",
        ),
        (
            "Six people were killed in Kalden",
            "Residents said six people were killed in Kalden and the bridge was destroyed. The Velmar army "
            "denied the report.",
        ),
        (CLAIM, f"{ACCUSED}, looting the mill. The Velmar army denied the charge."),
        # Another attack is denied.
        (
            "Russia killed 12 people in Homs",
            "Mill Watch said Russia killed 12 people in Homs after an attack on its base, but Russia denied "
            "involvement in the attack.",
        ),
        (
            "The Red Column killed six people in Kalden",
            "Mill Watch said the Red Column killed six people in Kalden days after the Amber Guard bombed a "
            "market, but the Red Column denied involvement in the bombing.",
        ),
        (
            "The Red Column killed six people in Kalden",
            "Mill Watch said the Red Column killed six people in Kalden in revenge for a bombing, but the "
            "Red Column denied it was behind the bombing.",
        ),
        # Somebody is said to have done it.
        (
            "Six people were killed in Kalden",
            "Residents said six people were killed in Kalden when the army shelled the market. The Velmar "
            "army denied the report.",
        ),
        (
            "Six people were killed in Kalden",
            "Residents said six people were killed in Kalden in army shelling. The Velmar army denied the report.",
        ),
        # Another body of that name.
        (
            "The Velmar army killed 12 people in Tarn",
            "Mill Watch accused the Velmar police of killing 12 people in Tarn. The Velmar police denied the charge.",
        ),
        (
            "The Velmar army killed 12 people in Tarn",
            "Mill Watch accused Velmar of killing 12 people in Tarn. The Velmar police denied the charge.",
        ),
        (
            "The Amber Guard killed 12 people in Tarn",
            "Mill Watch said the Amber Guard killed 12 people in Tarn, but the Amber Chamber denied any involvement.",
        ),
        (
            "The Russian army killed 12 people in Tarn",
            "Mill Watch accused the Russian police of killing 12 people in Tarn. The Russian police denied the charge.",
        ),
    ],
)
def test_where_another_thing_or_body_may_be_meant_nobody_denies(empty_store: Store, claim: str, told: str) -> None:
    assert "denies" not in {relation for _, relation in relations(empty_store, claim, told)}


RAIDED = "Mill Watch said Russian air strikes killed 23 civilians in Kalden"


@pytest.mark.parametrize(
    ("told", "denies"),
    [
        (f"{RAIDED} but Russia denied carrying out raids there that day.", True),
        (f"{RAIDED} but Russia denied responsibility.", True),
        (f"{RAIDED} but Russia denied involvement in the attack.", True),
        (f"{RAIDED} but Russia denied carrying out raids in Tarn.", False),
        (f"{RAIDED} but Iran denied any involvement.", False),
    ],
)
def test_whoever_denies_having_done_it_denies_a_claim_that_has_them_do_it(
    empty_store: Store, told: str, denies: bool
) -> None:
    found = relations(empty_store, "Russian air strikes killed 23 civilians in Kalden", told)
    assert ("Mill Watch", "reports") in found
    assert (("Russian government", "denies") in found) == denies
    assert denies or "denies" not in {relation for _, relation in found}


@pytest.mark.parametrize(
    ("told", "denying"),
    [
        ("Mill Watch says the Velmar army shelled Kalden, a claim rejected by the Velmar army.", {"Velmar army"}),
        ("Mill Watch says the Velmar army shelled Kalden, a claim the Velmar army denied.", {"Velmar army"}),
        # Two things are said, or more than the claim has.
        (
            "Mill Watch says the Velmar army shelled Kalden and poisoned a well, a claim rejected by the Velmar army.",
            set(),
        ),
        ("Mill Watch says the Velmar army shelled Kalden with gas, a claim rejected by the Velmar army.", set()),
    ],
)
def test_who_answers_a_claim_without_a_figure(empty_store: Store, told: str, denying: set[str]) -> None:
    found = relations(empty_store, "The Velmar army shelled Kalden", told)
    assert found == {("Mill Watch", "reports"), *((name, "denies") for name in denying)}


def test_who_says_that_somebody_else_did_it_is_not_answered_for_the_claim(empty_store: Store) -> None:
    told = "Mill Watch says Tarn rebels shelled Kalden, a claim rejected by the Velmar army."
    assert relations(empty_store, "The Velmar army shelled Kalden", told) == set()
