"""A claim names a day and no year: it is of the year in which the reports have that day."""

from __future__ import annotations

import json
from typing import cast

import pytest
from invented import NOW, dated_card, said

from knowledge.model import ContextCard, Finding
from knowledge.notes import read_notes
from knowledge.store import Store
from knowledge.times import read_times
from retrieval.answers import answer
from retrieval.claims.messages import read_claims
from retrieval.counts.dated import may_be_of
from retrieval.counts.yearless import in_the_year_of
from retrieval.relations.days import names_another_day

SPRING = (
    "2019-06-17",
    "Half a million march in Kalden\n\nHalf a million people marched in Kalden on Sunday, the Loom Union said. "
    "Police counted 90,000 people.",
)
SUMMER = (
    "2019-08-19",
    "Kalden marches again\n\n700,000 people marched in Kalden on Sunday, the Mill Front said. "
    "The town hall counted 120,000 people.",
)
FLOOD = (
    "2017-03-04",
    "Flood in Velmar\n\nA flood in Velmar killed 40 people on 3 March, the rescue service said.",
)
FIRE = (
    "2021-03-04",
    "Fire in Velmar\n\nA fire in a mill in Velmar killed 40 people on 3 March, the fire brigade said.",
)
FEAST = (
    "2016-06-07",
    "Fire in Velmar\n\nA fire in Velmar killed 12 people on the first day of Ramadan, the rescue service said.",
)
RAIDS = (
    "2021-05-20",
    "Raids on Tarn\n\nThe army flew 60 air strikes on Tarn in May, the Harbour Monitor said.",
)


def reporting(card: ContextCard) -> set[str]:
    return {name for name, relation in said(card).items() if relation == "reports"}


@pytest.mark.parametrize(
    ("claim", "reports", "names"),
    [
        ("700,000 people marched in Kalden on 18 August", [SPRING, SUMMER], {"Mill Front"}),
        ("500,000 people marched in Kalden on June 16", [SPRING, SUMMER], {"Loom Union"}),
        # The figure is of the other day.
        ("700,000 people marched in Kalden on 16 June", [SPRING, SUMMER], set()),
        ("500,000 people marched in Kalden on 18 August", [SPRING, SUMMER], set()),
        # Neither has this day.
        ("700,000 people marched in Kalden on 2 January", [SPRING, SUMMER], set()),
        ("a flood in Velmar killed 40 people on 3 March", [FLOOD], {"rescue service"}),
        ("a flood in Velmar killed 40 people on 9 July", [FLOOD], set()),
        ("60 air strikes on Tarn in May", [RAIDS], {"Harbour Monitor"}),
        ("60 air strikes on Tarn in February", [RAIDS], set()),
        ("a fire in Velmar killed 12 people on the first day of Ramadan", [FEAST], {"rescue service"}),
        # How long was counted is no day.
        ("60 air strikes on Tarn since 1 May", [RAIDS], {"Harbour Monitor"}),
    ],
)
def test_a_day_is_of_the_year_that_the_reports_have(
    empty_store: Store, claim: str, reports: list[tuple[str, str]], names: set[str]
) -> None:
    assert reporting(dated_card(empty_store, claim, *reports)) == names


def test_of_two_years_with_that_day_both_are_shown(empty_store: Store) -> None:
    card = dated_card(empty_store, "40 people were killed in Velmar on 3 March", FLOOD, FIRE)
    shown = {f.outlet for candidate in card.candidates for f in candidate.findings}
    assert shown | {f.outlet for a in card.accounts for f in a.findings} == {"Post 0", "Post 1"}


@pytest.mark.parametrize(
    "claim", ["40 people were killed in Velmar", "40 people were killed in Velmar on 3 March 2017"]
)
def test_what_was_found_is_not_looked_through_for_a_claim_that_leaves_no_year_open(claim: str) -> None:
    unread = cast(Finding, object())
    (asked,) = read_claims(claim).claims
    assert in_the_year_of(asked, [unread]) == (asked, (unread,))


def noted(event: str, published: str) -> Finding:
    """A toll in a note that names its event."""
    note = {
        "id": "W9", "kind": "report", "outlet": "Harbour Post", "title": "Blast in Velmar", "confidence": "high",
        "url": "https://post.example/9", "published": published, "published_basis": "stated", "event": event,
        "facts": [{"says": "235 people were killed.", "speaker": {"name": "Mill Watch", "kind": "ngo"},
                   "quantity": {"bound": "exact", "number": 235, "counted": "people killed"}}],
    }  # fmt: skip
    (entry,) = read_notes(json.dumps(note))
    statement = next(s for s in entry.statements if s.quantities)  # type: ignore[union-attr]
    return Finding(statement, entry.article, 0.7, ())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("event", "published", "may", "another"),
    [
        # A note of three years later is of the day that names its event.
        ("Velmar blast, 4 August 2020", "2023-08-01", True, False),
        ("Velmar blast, 9 June 2020", "2020-06-10", False, True),
        ("Velmar blast", "2023-08-01", False, False),
        ("Velmar blast", "2020-08-05", True, False),
    ],
)
def test_a_note_is_of_the_day_in_the_name_of_its_event(event: str, published: str, may: bool, another: bool) -> None:
    (claim,) = read_claims("218 people were killed in Velmar on 4 August 2020").claims
    finding, day = noted(event, published), read_times("4 August 2020")[0]
    assert (may_be_of(day, finding, {}), names_another_day(claim, finding)) == (may, another)


@pytest.mark.parametrize("year", ["2018", "2020"])
def test_a_post_of_another_year_is_told_when_it_happened(empty_store: Store, year: str) -> None:
    card = dated_card(empty_store, "700,000 people marched in Kalden on 18 August", SPRING, SUMMER)
    assert not [c for c in card.caveats if c.kind == "OLD_NEWS"]
    sent = read_times(f"20 August {year}")[0]
    (later,) = answer("700,000 people marched in Kalden on 18 August", empty_store, now=NOW, sent=sent).cards
    said_so = [c.sentence for c in later.caveats if c.kind == "OLD_NEWS"]
    assert said_so == (
        ["The reporting that fits is from 19 August 2019; the claim names no year."] if year == "2020" else []
    )
