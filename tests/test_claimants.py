"""A claim that names who said it is answered by that voice: whether it says so, what it says instead, who else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import NOW, card_for, counted, noted_card

from bot.card.first_line import answer
from knowledge.speakers import who_is
from knowledge.store import Store
from retrieval import answers
from retrieval.claims.claimants import Claimant, claimant_of, is_theirs
from retrieval.claims.messages import read_claims

BOTH = (
    "Raids on Kalden killed 200 people, the army said. SOHR said 26 people were killed in the raids on Kalden. "
    "The Border Monitor said 31 people were killed."
)


@pytest.mark.parametrize(
    ("claim", "voice"),
    [
        ("SOHR says 200 people were killed in the raids on Kalden", "SOHR"),
        ("200 people were killed in the raids on Kalden, according to SOHR", "SOHR"),
        ("SOHR: 200 people killed in the raids on Kalden", "SOHR"),
        ("sohr says 200 people were killed in kalden", "SOHR"),
        ("did sohr say 200 people were killed in kalden?", "SOHR"),
        ("moscow says 200 people were killed in Kharkiv", "Russian government"),
        ("200 people killed in Kalden, kyiv said", "Ukrainian government"),
        ("London says 200 people were killed in Kalden", "UK government"),
        ("tokyo says 200 people were killed in kalden", "Japanese government"),
        ("Kalden says 200 people were killed in Tarn", "Kalden"),
        ("200 people were killed in the raids on Kalden", None),
        ("reports say 200 people were killed in Kalden", None),
        ("Kalden: 200 people killed", None),
        ("The army denied that it had killed 200 people in Kalden", None),
        # Of two voices it is not asked which is meant.
        ("The army says SOHR counted 200 people killed in Kalden", None),
    ],
)
def test_a_claim_names_its_speaker(claim: str, voice: str | None) -> None:
    (read,) = read_claims(claim).claims
    claimant = claimant_of(read)
    assert (claimant.speaker.name if claimant else None) == voice


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (
            "SOHR says",
            "SOHR gives another figure, “26 people were killed”; the army gives the claimed figure; Border Mo",
        ),
        ("The army says", "The army says so; SOHR and Border Monitor say otherwise."),
        ("The Border Monitor says", "Border Monitor gives another figure, “31 people were killed”; the army gives"),
        (
            "Mill Watch says",
            "No report found has Mill Watch say so; the army gives the claimed figure; SOHR and Border",
        ),
        ("Witnesses say", "The army says so; SOHR and Border Monitor say otherwise."),
    ],
)
def test_the_first_line_answers_for_the_voice_that_the_claim_names(empty_store: Store, who: str, line: str) -> None:
    card = card_for(empty_store, f"{who} 200 people were killed in the raids on Kalden", BOTH)
    assert answer(card).startswith(line)


@pytest.mark.parametrize(
    ("who", "report"),
    [
        ("Russia", "Raids on Kalden killed 200 people, the Russian defence ministry said."),
        ("The UN", "Raids on Kalden killed 200 people, UNICEF said."),
        ("The police", "Raids on Kalden killed 200 people, Kalden police said."),
        ("Reuters", "Raids on Kalden killed 200 people, the army told Reuters."),
        ("Karpov", "Raids on Kalden killed 200 people, Alexander Karpov of the Russian military said."),
        ("Jonas Weil", "Raids on Kalden killed 200 people, Jonas Weil, the mayor, said."),
    ],
)
def test_a_voice_is_known_by_its_other_names(empty_store: Store, who: str, report: str) -> None:
    line = answer(card_for(empty_store, f"{who} said 200 people were killed in raids on Kalden", report))
    assert " so. (" in line and "No report" not in line


def test_whose_figure_the_claimed_voice_passes_on_is_told_beside_it(empty_store: Store) -> None:
    report = (
        "The World Health Organization says Kalden health officials have reported that 84 people were killed in floods."
    )
    card = card_for(empty_store, "WHO: 348 people killed in floods in Kalden", f"Floods in Kalden\n\n{report}")
    assert answer(card).startswith(
        "Nothing in the store says just this; the World Health Organization passes on another figure, “84 people were "
        "killed”, from unnamed “Kalden health officials”. ("
    )


def test_a_town_does_not_speak_for_a_state(empty_store: Store) -> None:
    report = (
        "The shelling killed 200 people in Mariupol, the mayor said. The Mariupol city council said 31 people died."
    )
    line = answer(card_for(empty_store, "Ukraine says 200 people were killed in the shelling of Mariupol", report))
    assert line.startswith("No report found has the Ukrainian government say so; the mayor gives the claimed figure")


def test_a_first_name_alone_is_nobody(empty_store: Store) -> None:
    army = who_is("Alexander Karpov")
    assert army.person == "Alexander Karpov"
    claimed = [
        Claimant(replace(army, name=name, kind="named_person", person=""), name) for name in ("Karpov", "Alexander")
    ]
    report = "Raids on Kalden killed 200 people, the army said."
    card = card_for(empty_store, "200 people were killed in raids on Kalden", report)
    (finding,) = card.accounts[0].findings
    heard = replace(finding, heard=replace(finding.attribution, speaker=army))
    assert [is_theirs(one, heard) for one in claimed] == [True, False]


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # Of an office it is not known under whose name a report has it.
        ("The president of Velmar said 200 people were killed in Kalden", "Anton Verik said 200 people were killed."),
        ("Velmar's prime minister said 200 people were killed in Kalden", "Anton Verik said 200 people were killed."),
        ("Our government said 200 people were killed in Kalden", "Anton Verik said 200 people were killed."),
        # Nor of a name, behind which office.
        ("Anton Verik said 200 people were killed in Kalden", "The president said 200 people were killed in Kalden."),
        # Two of a body's own are at least its people.
        ("The US military said 200 people were killed in Kalden", "Two US military officials said 200 were killed."),
    ],
)
def test_nobody_is_missed_who_may_be_there_by_another_name(empty_store: Store, claim: str, report: str) -> None:
    line = answer(card_for(empty_store, claim, f"Shells fell on Kalden. {report}"))
    assert " so. (1 origin" in line and "No report found" not in line


@pytest.mark.parametrize(
    ("claim", "report", "line"),
    [
        (
            "The Mill Company says it dismissed 400 workers",
            "The union said that the Mill Company had dismissed 400 workers.",
            "No report found has Mill Company say so; the union gives the claimed figure.",
        ),
        (
            "The Mill Company dismissed 400 workers",
            "The union said that the Mill Company had dismissed 400 workers.",
            "The union says so.",
        ),
        (
            "The Red Crescent says it treated 90 people in Kalden",
            "Mill Watch said the Red Crescent had treated 90 people in Kalden.",
            "No report found has the Red Crescent say so; Mill Watch gives the claimed figure.",
        ),
        # Who speaks may be the doer's own, or the doer is quoted besides.
        (
            "The Mill Company says it dismissed 400 workers",
            "Mill Company spokesman Jonas Weil said the Mill Company had dismissed 400 workers.",
            "Jonas Weil says so.",
        ),
        (
            "The Mill Company says it dismissed 400 workers",
            "The union said that the Mill Company had dismissed 400 workers. The Mill Company said it was sorry.",
            "The union says so.",
        ),
    ],
)
def test_whoever_is_told_of_has_not_said_so(empty_store: Store, claim: str, report: str, line: str) -> None:
    assert answer(card_for(empty_store, claim, f"The day in Kalden\n\n{report}")).startswith(line)


@pytest.mark.parametrize(
    ("claim", "says_so"),
    [
        # The words that name the voice are none of what it said.
        ("NONE OF ITS DRONES OVER KALDEN WAS SHOT DOWN, SAYS THE PENTAGON", True),
        ("none of its drones over Kalden was shot down, says Russia", False),
    ],
)
def test_what_a_voice_says_is_found_without_its_name(empty_store: Store, claim: str, says_so: bool) -> None:
    report = "The raid on Kalden\nNone of its drones over Kalden was shot down, the US military said on Monday."
    assert answer(card_for(empty_store, claim, report)).startswith("The US military says so.") == says_so


@pytest.mark.parametrize(
    ("claim", "names"), [("Jonas Weil: over 250 people killed in Kalden", True), ("400 people killed in Kalden", False)]
)
def test_whoever_a_note_sets_against_a_report_of_the_event_says_so_too(
    empty_store: Store, claim: str, names: bool
) -> None:
    day = {"event": "Raid on Kalden, 3 May 2021", "place": "Kalden", "event_id": "kalden-2021"}
    rival = counted("260 killed", "Jonas Weil", 260, "people killed", "named_person") | {"url": "https://example.org/w"}
    card = noted_card(
        empty_store,
        claim,
        day | {"facts": [counted("The town: 270 people killed.", "Town Watch", 270, "people killed")]},
        day | {"facts": [counted("The army: 9 people killed.", "army", 9, "people killed")], "rivals": [rival]},
    )
    assert any(a.relation == "reports" and a.speaker.name == "Jonas Weil" for a in card.accounts) == names


def test_a_claim_that_names_its_voice_has_not_dropped_it(starter: Store) -> None:
    (card,) = answers.answer("moscow says two hundred dead at palmyra", starter, now=NOW).cards
    assert answer(card).startswith("The Russian military says so; SOHR says otherwise.")
    assert not [caveat for caveat in card.caveats if "who says so" in caveat.sentence]
