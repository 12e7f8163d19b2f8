"""Who counts more over years stands beside a claim of fewer, and not against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, dated_card, findings_in, noted_card, said

from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.counts.campaigns import counts_its_campaign
from retrieval.nearby.why_near import why_near

CLAIM = "The war in Yemen has killed 30,000 civilians"
SAYS_SO = "The war in Yemen has killed 30,000 civilians, Mill Watch said."
OVER_YEARS = " between May 2015 and October 2019"


@pytest.mark.parametrize(
    ("claim", "says_so", "other", "relation"),
    [
        (CLAIM, SAYS_SO, f"The war in Yemen killed 90,000 civilians{OVER_YEARS}", "context"),
        (CLAIM, SAYS_SO, "The war in Yemen has killed 90,000 civilians", "differs"),
        # Fewer over a longer time do contradict.
        (CLAIM, SAYS_SO, f"The war in Yemen killed 9,000 civilians{OVER_YEARS}", "differs"),
        # Where the claim, or whoever says so, prints years as well, both count over years.
        (f"{CLAIM}{OVER_YEARS}", SAYS_SO, f"The war in Yemen killed 90,000 civilians{OVER_YEARS}", "differs"),
        (
            CLAIM,
            SAYS_SO.replace(", Mill", f"{OVER_YEARS}, Mill"),
            f"The war in Yemen killed 90,000 civilians{OVER_YEARS}",
            "differs",
        ),
    ],
)
def test_more_over_years_is_set_beside(empty_store: Store, claim: str, says_so: str, other: str, relation: str) -> None:
    card = dated_card(
        empty_store,
        claim,
        ("2021-03-10", f"Yemen\n\n{says_so}"),
        ("2021-03-10", f"War\n\n{other}, the Red Crescent said."),
    )
    assert said(card)["Red Crescent"] == relation


@pytest.mark.parametrize(
    ("claim", "event", "says", "is_its_own"),
    [
        (
            "9,000 killed by coalition bombs in Raqqa",
            "Deaths in the campaign for Raqqa",
            "The same campaign: 180.",
            True,
        ),
        # One raid or one day is none of the campaign, nor is a note of one raid of it; and years are more than it.
        ("9,000 killed in a raid on Raqqa", "Deaths in the campaign for Raqqa", "The same campaign: 180.", False),
        ("9,000 killed in Raqqa on 3 May 2017", "Deaths in the campaign for Raqqa", "The same campaign: 180.", False),
        ("9,000 killed by coalition bombs in Raqqa", "Raid on Raqqa", "The whole campaign: 180.", False),
        (
            "9,000 killed by coalition bombs in Raqqa",
            "Deaths in the campaign for Raqqa",
            "The same campaign, October 2014 to October 2017: 180.",
            False,
        ),
    ],
)
def test_a_note_of_a_campaign_counts_its_own_event(claim: str, event: str, says: str, is_its_own: bool) -> None:
    (raid,) = findings_in(f"Raqqa\n\n{says}")[1:]
    note = replace(raid, article=replace(raid.article, event=event, is_note=True))
    (read,) = read_claims(claim).claims
    assert counts_its_campaign(read, note) == is_its_own


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("9,000 civilians killed by coalition bombs in Raqqa June-October 2017", "counts over another time"),
        # Others count over the claim's campaign.
        ("9,000 civilians killed by coalition bombs in Raqqa", "counts over another time"),
        # One raid is an event; years are a campaign.
        (
            "9,000 civilians killed by a coalition raid on Raqqa",
            "a single event on one side, a whole campaign on the other",
        ),
    ],
)
def test_printed_years_beside_a_claim_of_months_are_another_time(empty_store: Store, claim: str, told: str) -> None:
    years = "Coalition count for Raqqa October 2014 - October 2017: 318."
    note: dict[str, object] = {
        "event": "Civilian deaths in the Raqqa campaign, June to October 2017",
        "place": "Raqqa, Syria",
        "published": "2019-04-25",
        "published_basis": "stated",
        "facts": [
            counted("1,600 civilians killed in the four-month campaign.", "Mill Watch", 1600, "civilians killed"),
            counted("US estimate for the same campaign: 180.", "US military", 180, "civilians killed", "party"),
            counted(years, "US-led Coalition", 318, "civilians killed", "party"),
        ],
    }
    card = noted_card(empty_store, claim, note)
    near = [f for account in card.accounts if account.relation == "context" for f in account.findings]
    assert [why_near(finding) for finding in near if finding.words == years] == [told]
