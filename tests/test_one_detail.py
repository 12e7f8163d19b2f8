"""A claim with one detail changed is shown the report with the other day or town, and nobody is said to say it."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from bot.card.rendering import card_as_json, render_html, render_text
from bot.words import words_in
from knowledge.places import read_places
from knowledge.store import Store
from retrieval.events import apart

BAKERY = (
    "2016-07-05",
    "Bomber kills 36 outside bakery in Homs\n\n"
    "A bomber killed 36 people outside a bakery in Homs on Tuesday, the Border Monitor said.",
)
CONVOY = (
    "2016-11-07",
    "Convoy ambushed\n\nAn ambush on a convoy killed 36 people near Qamishli on Monday, Mill Watch said.",
)
CLAIM = "Bomber kills 36 outside a bakery in Homs in November 2016"


@pytest.mark.parametrize(
    "claim",
    [
        CLAIM,
        "Bomber kills 36 outside a bakery in Homs on 5 July 2014",
        "Bomber kills 36 outside a bakery in Daraa, July 2016",
        "Bomber kills 36 outside a bakery in Daraa on 5 July 2016",
    ],
)
def test_the_report_stands_close_by_and_says_nothing_of_the_claim(empty_store: Store, claim: str) -> None:
    card = dated_card(empty_store, claim, BAKERY, CONVOY)
    assert (card.state, said(card)) == ("found", {"Border Monitor": "context"})
    assert [caveat.kind for caveat in card.caveats][:1] == ["DETAIL_DIFFERS"]
    assert not card.tallies and not card.origins


@pytest.mark.parametrize(
    "claim",
    [
        # Nothing is alike but the number, or the number is another.
        "Landslide kills 36 in Homs in November 2014",
        "36 people died in Aleppo in July 2016",
        "Bomber kills 41 outside a bakery in Homs in November 2014",
        # Two details, or another country.
        "Bomber kills 36 outside a bakery in Daraa in November 2014",
        "Bomber kills 36 outside a school in Homs in November 2014",
        "Bomber kills 36 outside a bakery in Mosul, July 2016",
        "Bomber kills 36 soldiers outside a bakery in Homs in November 2014",
    ],
)
def test_what_differs_in_more_is_not_offered(empty_store: Store, claim: str) -> None:
    card = dated_card(empty_store, claim, BAKERY)
    assert not [caveat for caveat in card.caveats if caveat.kind == "DETAIL_DIFFERS"]
    assert "reports" not in said(card).values()


def test_it_is_said_in_the_terminal_in_telegram_and_in_json(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, BAKERY)
    sentence = "The claim says November 2016; the reporting of “36 people” is of 5 July 2016."
    assert sentence in render_text(card) and sentence in render_html(card)
    assert {"DETAIL_DIFFERS": sentence}.items() <= {c["kind"]: c["text"] for c in card_as_json(card)["caveats"]}.items()
    assert "5 июля 2016" in render_html(card, words=words_in("ru"))


def test_whoever_counts_otherwise_then_and_there_is_not_pushed_aside(empty_store: Store) -> None:
    other = (
        "2016-11-07",
        "Bomber at bakery in Homs\n\nA bomber killed 12 people outside a bakery in Homs on Monday, Mill Watch said.",
    )
    stands = said(dated_card(empty_store, CLAIM, BAKERY, other))
    assert stands["Mill Watch"] == "differs" and stands.get("Border Monitor") in (None, "context")


def test_whoever_says_it_is_enough(empty_store: Store) -> None:
    again = (BAKERY[0].replace("-07-05", "-11-08"), BAKERY[1].replace("Border Monitor", "Mill Watch"))
    card = dated_card(empty_store, CLAIM, BAKERY, again)
    assert said(card)["Mill Watch"] == "reports"
    assert "DETAIL_DIFFERS" not in {caveat.kind for caveat in card.caveats}


@pytest.mark.parametrize(
    ("claimed", "told"),
    [("Latakia", "Syria: a wedding in northeast Syria"), ("Qamishli", "Syria: a raid in the Golan Heights")],
)
def test_a_country_beside_its_region_says_no_more_where_it_was(claimed: str, told: str) -> None:
    assert apart(read_places(claimed), read_places(told))


VISIT = "The president visited Homs in May 2019"


@pytest.mark.parametrize(
    ("claim", "told", "is_offered"),
    [
        (VISIT, "The president visited Homs on Tuesday, the palace said.", True),
        (VISIT, "The president cancelled his visit to Homs on Tuesday, the palace said.", False),
        (VISIT, "The palace denied on Tuesday that the president had visited Homs.", False),
        (VISIT, "The president refused to visit Homs on Tuesday, the palace said.", False),
        (
            "The governor met rebels in Homs in May 2019",
            "The governor rejected reports on Tuesday that he met rebels in Homs.",
            False,
        ),
        ("The governor met rebels in Homs in May 2019", "The governor met rebels in Homs on Tuesday.", True),
    ],
)
def test_whoever_says_the_opposite_is_no_other_day(empty_store: Store, claim: str, told: str, is_offered: bool) -> None:
    card = dated_card(empty_store, claim, ("2016-07-05", f"In Homs\n\n{told}"))
    assert ("DETAIL_DIFFERS" in {caveat.kind for caveat in card.caveats}) == is_offered
