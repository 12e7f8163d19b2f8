"""What a report counts beside its event is nobody's rival figure: the dead of a country, of another day, a part."""

from __future__ import annotations

import pytest
from invented import dated_card

from knowledge.model import ContextCard
from knowledge.store import Store

CLAIM = "20 people were killed in a raid on Ariha"
MAYOR = "A raid on Ariha killed 20 people on Tuesday, Mayor Ada Finn said."
FURTHER_DOWN = f"{MAYOR} Nobody claimed it. The town was calm. Rescuers left."


def how(card: ContextCard, figure: float) -> str:
    """How whoever gives this figure stands to the claim."""
    ways = [a.relation for a in card.accounts for f in a.findings for q in f.statement.quantities if q.value == figure]
    return ways[0] if ways else "not shown"


@pytest.mark.parametrize(
    ("figure", "relation", "reports"),
    [
        (
            35,
            "context",
            (f"{MAYOR} The Border Monitor said 35 people were killed in raids across the country on Tuesday.",),
        ),
        (
            35,
            "differs",
            (f"{MAYOR} Anger spread across the country after the raid killed 35, the Border Monitor said.",),
        ),
        (
            35,
            "differs",
            (f"{MAYOR} The raid killed 35, causing protests across the country, the Border Monitor said.",),
        ),
        (14, "context", (f"{MAYOR} The Border Monitor said at least 14 of the dead were soldiers.",)),
        (9, "context", (f"{MAYOR} The Border Monitor said a further nine, among them eight women, were killed.",)),
        (9, "differs", (f"{MAYOR} The Border Monitor said nine people, among them eight women, were killed.",)),
        (12, "context", (MAYOR, "Jonas Weil, a rescuer, said 12 bodies were recovered after Tuesday's raid on Ariha.")),
        (35, "differs", (MAYOR, "Jonas Weil, a rescuer, said 35 bodies were recovered after Tuesday's raid on Ariha.")),
        (12, "differs", ("Jonas Weil, a rescuer, said 12 bodies were recovered after Tuesday's raid on Ariha.",)),
        (
            12,
            "differs",
            (MAYOR, "Tom Rask, a soldier, said only 12 bodies were found after the raid on Ariha."),
        ),
        (
            25,
            "differs",
            (f"{MAYOR} Jets back from a raid on Homs struck, killing 25 in Ariha, the Border Monitor said.",),
        ),
        (
            25,
            "differs",
            (
                MAYOR,
                "In the raid on Ariha, carried out after an attack on Homs that angered the army, leaving 25 dead, two "
                "houses fell, the Border Monitor said.",
            ),
        ),
        (
            35,
            "differs",
            (
                MAYOR,
                "After Tuesday's raid on a market, 35 people were killed, the Border Monitor said, one of the worst "
                "attacks across the country. The raid hit Ariha.",
            ),
        ),
        (12, "differs", (MAYOR, "Tom Rask said the total was 12 bodies after Tuesday's raid on Ariha, and no more.")),
        (12, "differs", (MAYOR, "Tom Rask said all 12 bodies had been brought from Tuesday's raid on Ariha.")),
        (12, "differs", (MAYOR, "Tom Rask said no more than 12 bodies were recovered after Tuesday's raid on Ariha.")),
        (90, "context", (f"{MAYOR} From Ariha the army set out for the attack on Homs that left 90 dead, he said.",)),
        (
            25,
            "differs",
            (f"{MAYOR} Jets back from an attack on Homs hit Ariha in a raid that killed 25, the Border Monitor said.",),
        ),
    ],
)
def test_a_figure_of_something_else_is_set_against_nobody(
    empty_store: Store, figure: float, relation: str, reports: tuple[str, ...]
) -> None:
    card = dated_card(empty_store, CLAIM, *(("2016-03-08", text) for text in reports))
    assert how(card, figure) == relation


@pytest.mark.parametrize(
    ("figure", "relation", "text"),
    [
        (15, "context", f"{FURTHER_DOWN} A similar raid on Monday killed 15 people, the Border Monitor said."),
        (
            6,
            "context",
            f"{FURTHER_DOWN} In Homs, shelling killed four, Tom Rask said. The Border Monitor said six died.",
        ),
        (
            25,
            "differs",
            f"{FURTHER_DOWN} In Homs, shelling killed four, Tom Rask said. The Border Monitor said 25 died.",
        ),
        (
            15,
            "differs",
            f"{FURTHER_DOWN} In Damascus, the government said 14 people died. The Border Monitor said 15 died.",
        ),
    ],
)
def test_what_is_told_further_down_is_of_the_day_and_place_told_there(
    empty_store: Store, figure: float, relation: str, text: str
) -> None:
    assert how(dated_card(empty_store, CLAIM, ("2016-03-08", text)), figure) == relation


def test_the_day_on_which_somebody_spoke_is_not_that_of_the_event(empty_store: Store) -> None:
    text = (
        "Twenty people were killed in a raid on Ariha, Mayor Ada Finn said on Wednesday. The town was calm. "
        "Rescuers left. The earlier raid on Tuesday killed 25, the Border Monitor said."
    )
    assert how(dated_card(empty_store, CLAIM, ("2016-03-09", text)), 25) == "differs"


def test_the_day_that_a_claim_names_is_never_another(empty_store: Store) -> None:
    text = f"{FURTHER_DOWN} An earlier raid on Ariha on Monday killed 15 people, the Border Monitor said."
    claim = "20 people were killed in a raid on Ariha on 7 March 2016"
    card = dated_card(empty_store, claim, ("2016-03-08", text.replace("20", "30")))
    assert how(card, 15) == "differs"


def test_whoever_was_mistakenly_hit_was_hit(empty_store: Store) -> None:
    text = "Allied jets mistakenly killed 18 soldiers near Ariha on Tuesday, the Border Monitor said."
    card = dated_card(empty_store, "Allied jets killed 18 soldiers near Ariha by mistake", ("2016-03-08", text))
    assert how(card, 18) == "reports"


@pytest.mark.parametrize(
    ("figure", "earlier", "relation"),
    [
        (2, "a local source told Reuters that two people had been killed", "context"),
        (15, "the Border Monitor told Reuters that 15 people had been killed", "differs"),
        (2, "a local source told Reuters that only two people had been killed", "differs"),
        (35, "a local source told Reuters that 35 people had been killed", "differs"),
    ],
)
def test_an_agencys_earlier_word_is_no_rival_of_its_later_one(
    empty_store: Store, figure: float, earlier: str, relation: str
) -> None:
    text = f"A raid on Ariha killed 20 people on Tuesday, Mayor Ada Finn told Reuters. Earlier on Tuesday {earlier}."
    assert how(dated_card(empty_store, CLAIM, ("2016-03-08", text)), figure) == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        # The bombing is what they tell; the five are what it answered.
        (
            "Activists said planes bombed Tarn in revenge for the five people killed when a ferry sank off Ariha.",
            "context",
        ),
        ("Activists said five people were killed when a ferry sank off Ariha, in revenge for Tarn.", "reports"),
        ("Activists said that in revenge for Tarn, five people were killed on a ferry that sank off Ariha.", "reports"),
    ],
)
def test_what_a_deed_answers_is_told_in_passing(empty_store: Store, told: str, relation: str) -> None:
    ferry = "A ferry sank off Ariha on Tuesday, killing five people, Mayor Ada Finn said."
    reports = [("2026-04-21", f"Ferry off Ariha\n\n{ferry}"), ("2026-04-22", f"Planes over Tarn\n\n{told}")]
    claim = "Five people were killed when a ferry sank off Ariha"
    assert _by_activists(dated_card(empty_store, claim, *reports)) == [relation]
    # Where nobody else tells of the five, whoever does has said so.
    assert "reports" in _by_activists(dated_card(empty_store, claim, reports[1]))


def _by_activists(card: ContextCard) -> list[str]:
    return [account.relation for account in card.accounts if "ctivists" in account.speaker.name]


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        (
            "The Border Monitor published a video showing the burial of 12 people killed in the raid on Ariha.",
            "context",
        ),
        ("The Border Monitor said pictures from Ariha showed 12 people killed in the raid.", "context"),
        ("The Border Monitor said pictures from Ariha showed a toll of 12 people killed in the raid.", "differs"),
        # Whoever shows more than are claimed has counted more.
        (
            "The Border Monitor published a video showing the burial of 42 people killed in the raid on Ariha.",
            "differs",
        ),
    ],
)
def test_whoever_shows_some_of_them_counts_no_fewer(empty_store: Store, told: str, relation: str) -> None:
    card = dated_card(empty_store, CLAIM, ("2019-06-05", MAYOR), ("2019-06-05", told))
    assert how(card, 42 if "42" in told else 12) == relation
