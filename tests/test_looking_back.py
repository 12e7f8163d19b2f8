"""A report of another day that comes to speak of the claim's event: by its day and its town it is of it, too."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from knowledge.store import Store

CLAIM = "Amber Guard jets kill 62 soldiers at Palmyra air base"
#: It came out on the day after, and only its first sentence says so.
TOLD = (
    "2016-09-18",
    "Mill Watch says 62 soldiers killed in Guard strikes\n\nAmber Guard jets killed more than 60 soldiers at Palmyra "
    'air base on Saturday, Mill Watch said. "Sixty-two soldiers were killed in these strikes," Mill Watch said.',
)
LATER = "Raid on Raqqa kills 20 villagers\n\nA raid on Raqqa killed 20 villagers on Thursday, the mayor said. {}"


@pytest.mark.parametrize(
    ("recalled", "relation"),
    [
        ("On September 17 Amber Guard jets struck the army near Palmyra, leaving 62 soldiers dead.", "reports"),
        ("On September 17 Amber Guard jets struck the army near Palmyra, leaving over 90 soldiers dead.", "differs"),
        # Another day, another town, other people, or little of what is claimed: another blow.
        ("On September 2 Amber Guard jets struck the army near Palmyra, leaving over 90 soldiers dead.", None),
        ("On September 17 Amber Guard jets struck the army near Raqqa, leaving over 90 soldiers dead.", None),
        ("On September 17 Amber Guard jets struck a market near Palmyra, leaving over 90 villagers dead.", None),
        ("On September 17 a mine near Palmyra left over 90 soldiers dead.", None),
        ("In September Amber Guard jets struck the army near Palmyra, leaving over 90 soldiers dead.", None),
    ],
)
def test_a_report_looks_back_on_just_this_event(empty_store: Store, recalled: str, relation: str | None) -> None:
    card = dated_card(empty_store, CLAIM, TOLD, ("2016-12-09", LATER.format(recalled)))
    told = said(card)
    assert told["Mill Watch"] == "reports"
    assert (told["Post 1"] if told.get("Post 1") != "context" and "Post 1" in told else None) == relation


def test_what_else_such_a_report_tells_is_of_its_own_day(empty_store: Store) -> None:
    claim, (day, told) = CLAIM.replace("Amber Guard", "US-led"), TOLD
    recalled = "On September 17 US-led jets struck the army near Palmyra, leaving over 90 soldiers dead."
    beside = '"50 civilians were killed by US-led jets at Palmyra," the miller said.'
    later = ("2016-12-09", LATER.format(f"{beside} {recalled}"))
    card = dated_card(empty_store, claim, (day, told.replace("Amber Guard", "US-led")), later)
    assert said(card)["Post 1"] == "differs"
    assert all("50 civilians" not in f.words for account in card.accounts for f in account.findings)


FIRES = {
    "blast": (
        "A blast at a mill in Homs killed 40 people",
        "Blast in Homs\n\nA blast at a mill in Homs killed 40 people on Tuesday, Mill Watch said.",
    ),
    "ferry": (
        "A ferry fire in Homs harbour killed 40 people",
        "Fire in Homs\n\nA fire on a ferry in the harbour of Homs killed 40 people on Tuesday, Mill Watch said.",
    ),
    "flood": (
        "Flood at the dam in Homs killed 40 people",
        "Flood in Homs\n\nA flood at the dam in Homs killed 40 people on Tuesday, Mill Watch said.",
    ),
}


@pytest.mark.parametrize(
    ("event", "recalled", "is_told"),
    [
        ("blast", "In early March a blast at a mill in another district killed 52 people.", True),
        ("ferry", "In early March a fire on a ferry in the harbour killed 52 people.", True),
        ("flood", "In early March a flood at the dam killed 52 people.", True),
        # A month holds many blows; these were on other days, in another town, at another site, or of one word alone.
        ("blast", "In March a blast at a mill in another district killed 52 people.", False),
        ("blast", "In late February a blast at a mill in another district killed 52 people.", False),
        ("blast", "In early March a blast at a mill in Raqqa killed 52 people.", False),
        ("blast", "In early March a blast at a school in another district killed 52 people.", False),
        ("flood", "In early March a flood in another district killed 52 people.", False),
    ],
)
def test_a_few_days_name_an_event_whose_deed_and_site_are_told_again(
    empty_store: Store, event: str, recalled: str, is_told: bool
) -> None:
    claim, told = FIRES[event]
    later = f"A bus crash in Homs\n\nA bus crash in Homs hurt 12 people on Thursday, the mayor said. {recalled}"
    card = dated_card(empty_store, claim, ("2016-03-02", told), ("2016-03-26", later))
    assert said(card)["Mill Watch"] == "reports"
    assert (said(card).get("Post 1") == "differs") == is_told


GAS = "Gas attack on Homs killed 58 people"
GASSED = "Gas in Homs\n\nA gas attack on Homs killed 58 people on Tuesday, Mill Watch said."


@pytest.mark.parametrize(
    ("claim", "told", "recalled", "is_told"),
    [
        (GAS, GASSED, "Earlier this week a chemical attack hit Homs, killing at least 87 people.", True),
        (GAS, GASSED, "In early March at least 87 people were killed in a chlorine attack on Homs.", True),
        # Another town, another such attack, few dead, other days; and what a town meets twice a week.
        (GAS, GASSED, "Earlier this week a chemical attack hit Raqqa, killing at least 87 people.", False),
        (GAS, GASSED, "Earlier this week another chemical attack hit Homs, killing at least 87 people.", False),
        (GAS, GASSED, "Earlier this week a chemical attack hit Homs, killing at least 7 people.", False),
        (GAS, GASSED, "In late February a chemical attack hit Homs, killing at least 87 people.", False),
        (
            GAS.replace("Gas attack", "Air raid"),
            GASSED.replace("gas attack", "air raid"),
            "Earlier this week an air raid hit Homs, killing at least 87 people.",
            False,
        ),
    ],
)
def test_a_few_days_name_a_gas_attack_on_a_town(
    empty_store: Store, claim: str, told: str, recalled: str, is_told: bool
) -> None:
    later = f"Raid on Tarn kills 4\n\nA raid on Tarn killed 4 villagers on Friday, the mayor said. {recalled}"
    card = dated_card(empty_store, claim, ("2026-03-03", told), ("2026-03-06", later))
    against = [f.words for a in card.accounts if a.relation == "differs" for f in a.findings]
    assert (recalled in against) == is_told
