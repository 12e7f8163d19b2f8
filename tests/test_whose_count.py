"""Whose dead a figure counts: over more time than the claim's, of one place, all who died, or those of the doer."""

from __future__ import annotations

import pytest
from invented import counted, findings_in, noted_card, said

from knowledge.model import Claim
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.relations.set_aside import why_aside
from retrieval.relations.weighed import Related
from retrieval.relations.whose_count import without_others_counted


@pytest.mark.parametrize(
    ("elsewhere", "relation"),
    [
        ("The Border Monitor said 318 civilians were killed from October 2014 to October 2017.", "context"),
        # Of the claim's own time, or of another, the number alone is as it was.
        ("The Border Monitor said 318 civilians were killed from June to October 2017.", "differs"),
        ("The Border Monitor said 318 civilians were killed in 2011.", "differs"),
        ("The Border Monitor said 400 civilians were killed from October 2014 to October 2017.", "differs"),
        ("Mill Watch said 318 civilians were killed from October 2014 to October 2017.", "differs"),
    ],
)
def test_a_number_that_its_voice_gives_over_years_is_no_count_of_one_summer(elsewhere: str, relation: str) -> None:
    (claim,) = read_claims("The army killed 1,900 civilians in Kalden from June to October 2017").claims
    (bare,) = findings_in("Strikes on Kalden\n\nThe Border Monitor said 318 civilians were killed in Kalden.")[1:]
    (over,) = findings_in(f"Strikes on Kalden\n\n{elsewhere}", "Canal Post")[1:]
    related = without_others_counted(claim, claim.quantities[0], [Related(bare, "differs"), Related(over, "context")])
    assert related[0].relation == relation


@pytest.mark.parametrize(
    ("claim", "told", "relation"),
    [
        ("65 bodies of civilians were found in Kalden", "128 civilians were executed in Kalden", "context"),
        ("65 bodies of civilians were found in Kalden", "128 bodies of civilians were found in Kalden", "differs"),
        # Fewer dead than bodies cannot be, and who claims the dead themselves claims all of them.
        ("65 bodies of civilians were found in Kalden", "20 civilians were executed in Kalden", "differs"),
        ("65 civilians were executed in Kalden", "128 civilians were executed in Kalden", "differs"),
        # Whom a side killed are none of its own dead.
        ("The army killed 40 attackers near Kalden", "39 pro-government fighters were killed near Kalden", "context"),
        ("The army killed 40 attackers near Kalden", "12 attackers were killed near Kalden", "differs"),
        ("The army killed 40 attackers near Kalden", "12 ISIS fighters were killed near Kalden", "differs"),
        ("Rebels killed 40 fighters near Kalden", "39 pro-government fighters were killed near Kalden", "differs"),
        ("Rebels killed 40 fighters near Kalden", "39 ISIS fighters were killed near Kalden", "context"),
        # A side may have struck its own.
        (
            "The army killed 40 pro-government fighters by mistake near Kalden",
            "39 pro-government fighters were killed near Kalden",
            "differs",
        ),
    ],
)
def test_who_counts_all_the_dead_or_the_doers_own_contradicts_nobody(claim: str, told: str, relation: str) -> None:
    asked = Claim(claim, read_quantities(claim))
    (finding,) = findings_in(f"Mill Watch said {told}.")
    (one,) = without_others_counted(asked, asked.quantities[0], [Related(finding, "differs")])
    assert one.relation == relation


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("Mill Watch said 100 fighters were killed in Kobani in the past three days.", "over another stretch"),
        # Fewer, or of a day alone, or of days in the month itself, may well be another count.
        ("Mill Watch said 30 fighters were killed in Kobani in the past three days.", ""),
        ("Mill Watch said 100 fighters were killed in Kobani on Friday.", ""),
        ("Mill Watch said 100 fighters were killed in Kobani in October.", ""),
    ],
)
def test_days_that_run_on_past_the_claimed_month_are_another_stretch(told: str, why: str) -> None:
    (claim,) = read_claims("45 fighters were killed in clashes in Kobani in October 2014").claims
    report = findings_in(f"Clashes in Kobani\n\n{told}", published="2014-11-01")
    (finding,) = [one for one in report if "Mill Watch" in one.words]
    assert why_aside(claim, claim.quantities[0], finding) == why


@pytest.mark.parametrize(("claimed", "relation"), [(440, "context"), (60, "differs")])
def test_a_note_on_one_town_of_which_its_voice_counts_several_is_a_part(
    empty_store: Store, claimed: int, relation: str
) -> None:
    town = {"event": "Killings in Kyiv Oblast, March 2022", "place": "Bucha, Kyiv Oblast, Ukraine"}
    oblast = {"event": "Killings in Kyiv Oblast, March 2022", "place": "Kyiv Oblast, Ukraine"}
    here = counted("At least 73 civilians killed.", "Mill Watch", 73, "civilians killed")
    several = counted("441 civilians killed in three oblasts.", "Mill Watch", 441, "civilians killed")
    said_so = counted(f"{claimed} civilians killed in Kyiv Oblast.", "Border Monitor", claimed, "civilians killed")
    card = noted_card(
        empty_store,
        f"{claimed} civilians were killed in Kyiv Oblast",
        town | {"facts": [here]},
        oblast | {"facts": [several, said_so]},
    )
    told = {f.words: a.relation for a in card.accounts for f in a.findings}
    assert told.get("At least 73 civilians killed.") == relation


def test_who_said_at_first_that_nobody_was_hurt_contradicts_no_later_count(empty_store: Store) -> None:
    event = {"event": "Missiles on Kalden, January 2020", "place": "Kalden"}
    first = counted("First statement: no casualties.", "Tom Marlow", 0, "people killed or injured", "named_official")
    later = counted("10 February: 100 soldiers injured.", "the army", 100, "soldiers injured", "party")
    card = noted_card(empty_store, "2,700 soldiers were injured in Kalden", event | {"facts": [first, later]})
    assert said(card)["Tom Marlow"] == "context"
