"""Who stands on the first line of a card, and how many reports and origins it counts, are one sum with its sections."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import NOW, card_for, counted, dated_card, findings_in, noted_card

from bot.card.first_line import answer
from bot.card.layout import HEADINGS, under_headings
from bot.card.voices import name_of
from bot.words import ENGLISH
from knowledge.model import Account, Claim, ContextCard
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.counts.short_of_it import counted_for
from retrieval.voices.sayers import fitting_and_near, sayers

CLAIM = "62 people were killed in the air raid on Kalden on 3 March 2023"
DAY = "2023-03-04"


def named(card: ContextCard) -> list[str]:
    return [voice.name for voice in sayers(card, "reports")]


@pytest.mark.parametrize(
    ("reports", "line"),
    [
        # Nobody in particular prints the figure of a monitor that another report quotes: shown, and no origin more.
        (
            (
                "SOHR said 62 people were killed in the air raid on Kalden.",
                "Sixty-two people were killed in the air raid on Kalden, media reports said.",
            ),
            "SOHR and unnamed “media reports” say so. (1 origin in 2 reports)",
        ),
        # A state's television and its newsroom have one word.
        (
            (
                "Syrian state television said 62 people were killed in the air raid on Kalden.",
                "Sixty-two people were killed in the air raid on Kalden, Syrian state media said.",
            ),
            "Syrian state television and Syrian state media say so. (1 origin in 2 reports)",
        ),
        # Nor has a paper without a source counted apart from what a state's press came to say.
        (
            (
                "Syrian state television said 40 people were killed in the air raid on Kalden.",
                "Fifty people were killed in the air raid on Kalden, Syrian state media said.",
                "The air raid on Kalden killed 40 people.",
            ),
            "Nothing in the store says just this; Syrian state media, Syrian state television and Post 2 say "
            "otherwise. (1 origin in 3 reports)",
        ),
        # Two monitors with one number are two, also in one report.
        (
            (
                "SOHR said 62 people were killed in the air raid on Kalden.",
                "Jets bombed Kalden overnight, and the dead were 62 people, the Border Monitor said.",
            ),
            "SOHR and Border Monitor say so. (2 origins in 2 reports)",
        ),
        # So are two armies.
        (
            (
                "The Syrian army said 62 people were killed in the air raid on Kalden.",
                "Jets bombed Kalden overnight, and the dead were 62 people, the Turkish army said.",
            ),
            "The Syrian army and the Turkish military say so. (2 origins in 2 reports)",
        ),
        # A state and its army are one body, where both give one number.
        (
            (
                "The Russian army said 62 people were killed in the air raid on Kalden.",
                "Jets bombed Kalden overnight, and the dead were 62 people, the Russian government said.",
            ),
            "The Russian military and the Russian government say so. (1 origin in 2 reports)",
        ),
        # So are a coalition and whoever leads it, and not whoever only fights beside it.
        (
            (
                "The US-led coalition said 62 people were killed in the air raid on Kalden.",
                "Jets bombed Kalden overnight, and the dead were 62 people, the US government said.",
            ),
            "The US-led Coalition and the US government say so. (1 origin in 2 reports)",
        ),
        (
            (
                "The US-led coalition said 62 people were killed in the air raid on Kalden.",
                "Jets bombed Kalden overnight, and the dead were 62 people, the Turkish government said.",
            ),
            "The US-led Coalition and the Turkish government say so. (2 origins in 2 reports)",
        ),
        # Of two prints of one sentence, the one that says who has counted is named first.
        (
            (
                "An air raid struck a crowded market in Kalden at noon, killing 62 people, a medical source said.",
                "An air raid struck a crowded market in Kalden at noon, killing 62 people.",
            ),
            "An unnamed “medical source” and Post 1 say so. (1 origin in 2 reports)",
        ),
    ],
)
def test_whoever_is_shown_is_named_and_one_origin_is_counted_once(
    empty_store: Store, reports: tuple[str, ...], line: str
) -> None:
    assert answer(dated_card(empty_store, CLAIM, *((DAY, report) for report in reports))) == line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Kalden Health Ministry", "The Kalden Health Ministry and Kalden officials say so. (1 origin in 3 reports)"),
        # A hospital is no authority, and a ministry elsewhere is another's.
        ("Kalden hospital", "Kalden officials and the Kalden hospital say so. (2 origins in 3 reports)"),
        ("Tarn Health Ministry", "Kalden officials and the Tarn Health Ministry say so. (2 origins in 3 reports)"),
    ],
)
def test_officials_of_a_place_are_known_by_its_ministry(empty_store: Store, body: str, line: str) -> None:
    raid = {"event": "Air raid on Kalden, 3 March 2023", "event_id": "raid", "place": "Kalden"}
    said_at_first = counted("Nearly 70 were feared dead.", "Kalden officials", 70, "people killed", "named_official")
    theirs, officials = (
        counted("62 people were killed.", speaker, 62, "people killed", "named_official")
        for speaker in (body, "Kalden officials")
    )
    told: tuple[object, ...] = [said_at_first, officials], [theirs], [officials]
    assert answer(noted_card(empty_store, CLAIM, *({**raid, "facts": facts} for facts in told))) == line


def test_whoever_asks_for_a_state_is_told_of_its_army_and_of_one_origin(empty_store: Store) -> None:
    asked = "Russia says 62 people were killed in the air raid on Kalden on 3 March 2023"
    reports = (
        "The Russian army said 62 people were killed in the air raid on Kalden.",
        "Jets bombed Kalden overnight, and the dead were 62 people, the Russian government said.",
    )
    card = dated_card(empty_store, asked, *((DAY, report) for report in reports))
    assert answer(card) == "The Russian military and the Russian government say so. (1 origin in 2 reports)"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        # One number twice in one report, and one of the two has no name.
        ("ISIS said 62 people were killed. A militant website said 62 people were killed.", ["ISIS"]),
        ("SOHR said 62 people were killed. Activists said 62 people were killed.", ["SOHR"]),
        # Who counts otherwise, who has a name, and who told an agency have counted too.
        (
            "SOHR said 62 people were killed. A local doctor said 70 people were killed.",
            ["SOHR", "an unnamed “local doctor”"],
        ),
        ("SOHR said 62 people were killed. The Border Monitor said 62 people were killed.", ["SOHR", "Border Monitor"]),
        ("Rescuers said 62 people were killed.", ["unnamed “rescuers”"]),
    ],
)
def test_one_number_in_one_report_is_told_once(empty_store: Store, told: str, shown: list[str]) -> None:
    card = dated_card(empty_store, CLAIM, (DAY, f"Jets bombed Kalden in an air raid on Friday. {told}"))
    headed = [accounts for relation in HEADINGS for _, accounts in under_headings(card, relation, ENGLISH)]
    assert sorted(name_of(account.speaker) for accounts in headed[:2] for account in accounts) == sorted(shown)


def test_a_witness_who_counts_otherwise_than_the_body_that_quotes_him_stays(empty_store: Store) -> None:
    report = (
        "The Border Monitor said 26 people were killed in the air raid on Kalden. "
        "A local doctor said 31 people were killed in the air raid on Kalden."
    )
    card = card_for(empty_store, CLAIM, report)
    assert [voice.name for voice in sayers(card, "differs")] == ["Border Monitor", "a local doctor"]


def test_what_only_stands_near_is_not_counted(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        CLAIM,
        (DAY, "SOHR said 62 people were killed in the air raid on Kalden."),
        (DAY, "Jets bombed Kalden overnight, and the dead were 62 people, the Border Monitor said."),
    )
    near, reporting = sorted(card.accounts, key=lambda account: account.speaker.name)
    card = replace(card, accounts=(reporting, replace(near, relation="context")))
    assert len(card.origins) == 2
    assert counted_for(card, ["reports"]) == (1, 1)
    assert answer(card) == "SOHR says so. (1 origin in 1 report)"


def test_reports_and_not_events_are_counted_where_there_are_several(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "62 people were killed in an air raid on Kalden",
        ("2021-03-04", "SOHR said 40 people were killed in an air raid on Kalden."),
        ("2021-03-04", "The Border Monitor said 41 people were killed in an air raid on Kalden."),
        ("2023-06-09", "SOHR said 35 people were killed in an air raid on Kalden."),
    )
    assert card.state == "ambiguous" and len(card.candidates) == 2
    assert fitting_and_near(card) == (0, 3)
    assert "3 give others for what may be the same event" in answer(card)


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        ("SANA says 62 people were killed in an air raid on Kalden", "No report found has SANA say so; "),
        ("62 people were killed in an air raid on Kalden", ""),
    ],
)
def test_whom_a_claim_of_several_events_names_is_told_of(empty_store: Store, claim: str, line: str) -> None:
    card = dated_card(
        empty_store,
        claim,
        ("2021-03-04", "SOHR said 62 people were killed in an air raid on Kalden."),
        ("2023-06-09", "The Border Monitor said 62 people were killed in an air raid on Kalden."),
    )
    assert card.state == "ambiguous"
    said = "give the claimed figure" if line else "say so"
    assert answer(card).startswith(line) and said in answer(card)


@pytest.mark.parametrize(
    ("own", "line"),
    [
        # What a monitor counted first is its own, though it has raised that; another number is the paper's.
        ("The air raid on Kalden killed 40 people.", "SOHR says otherwise. (1 origin in 1 report)"),
        ("The air raid on Kalden killed 44 people.", "SOHR and Post 2 say otherwise. (2 origins in 2 reports)"),
    ],
)
def test_who_prints_a_first_count_is_not_named_beside_whoever_raised_it(
    empty_store: Store, own: str, line: str
) -> None:
    card = dated_card(
        empty_store,
        CLAIM,
        ("2023-03-04", "SOHR said 40 people were killed in the air raid on Kalden."),
        ("2023-03-05", "SOHR said its toll of the air raid on Kalden rose to 50 people killed."),
        ("2023-03-04", own),
    )
    assert answer(card) == f"Nothing in the store says just this; {line}"


@pytest.mark.parametrize(
    ("told_to", "voices"),
    [
        (("Hill Agency",), ["a source at the police command"]),
        # What somebody told nobody in particular the agency may have counted as well.
        ((), ["Hill Agency", "a source at the police command"]),
    ],
)
def test_of_several_events_an_outlet_says_not_what_it_was_told(told_to: tuple[str, ...], voices: list[str]) -> None:
    claim = "Shells killed thirty people in Kalden"
    body = "Shells killed thirty people in Kalden, a source at the police command said."
    headline, sentence = findings_in(f"Shells kill thirty people in Kalden\n\n{body}", "Hill Agency")
    sentence = replace(sentence, heard=replace(sentence.attribution, via=told_to))
    accounts = tuple(Account(finding.speaker, "reports", (finding,)) for finding in (headline, sentence))
    card = ContextCard(Claim(claim, read_quantities(claim)), "ambiguous", accounts, (), (), (), NOW, 2)
    assert named(card) == voices
