"""Nothing is said twice on one card: a caution gives way to the first line, to a voice's tag and to a page's date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented import card_for, counted, dated_card, findings_in, noted_card

from bot.card.first_line import answer
from bot.card.layout import lay_out
from bot.card.lines import text_of
from bot.card.rendering import render_text
from bot.card.tags import tag_of
from bot.card.unsaid import unprinted, unsaid
from bot.card.views import caveats, short, whole
from bot.words import ENGLISH
from knowledge.model import Account, Attribution, Caveat, ContextCard, Speaker
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.wording import listed, told

DAY = "2021-02-19"
CLAIM = "218 people were killed in the blast in Kalden on 19 February 2021"


def cautions(card: ContextCard) -> list[str]:
    """What a reader of the terminal is told to be careful about, without the marks in front."""
    sections = [section for section in lay_out(card).sections if section.heading == "Be careful"]
    return [text_of(line).removeprefix("• ") for section in sections for block in section.blocks for line in block]


def kinds(card: ContextCard) -> set[str]:
    return {caveat.kind for caveat in unsaid(card)}


def test_a_party_that_is_tagged_is_not_cautioned_against_again_where_nothing_more_is_known(empty_store: Store) -> None:
    card = dated_card(
        empty_store, "The US killed 40 rebels in Raqqa", (DAY, "The US military said it killed 40 rebels in Raqqa.")
    )
    said = [caveat.sentence for caveat in card.caveats if caveat.kind == "PARTY_TO_EVENTS"]
    assert said == ["The US military is a party to the events."]
    assert "US military (party to the events)" in render_text(card) and said[0] not in cautions(card)
    # The page of all cautions has no tags beside it, and a short card has none either.
    assert said[0] in caveats(card, ENGLISH)[0] and said[0] in short(card, ENGLISH)
    assert said[0] not in whole(card, ENGLISH)


@pytest.mark.parametrize(
    ("says", "tag"),
    [
        (
            "Etilaf said 40 people died in Raqqa.",
            "Syrian National Coalition (party to the events; side: Syrian opposition)",
        ),
        (
            "The Russian Defence Ministry said 40 rebels were killed in Raqqa.",
            "Russian military (party to the events; source)",
        ),
        ("SANA said 40 people died in Raqqa.", "SANA (state media; side: Syrian government; source)"),
    ],
)
def test_for_whom_a_voice_speaks_and_who_says_so_stands_behind_its_name(
    empty_store: Store, says: str, tag: str
) -> None:
    card = dated_card(empty_store, "40 people died in Raqqa", (DAY, says))
    (caution,) = (caveat for caveat in card.caveats if caveat.kind == "PARTY_TO_EVENTS")
    lines = [line for section in lay_out(card).sections for block in section.blocks for line in block]
    assert [{run.href for run in line} - {None} for line in lines if text_of(line) == tag] == [{caution.url} - {None}]
    assert str(caution.sentence) not in cautions(card) and str(caution.sentence) in caveats(card, ENGLISH)[0]


@pytest.mark.parametrize(
    ("outlet", "says", "tag"),
    [
        (
            "Al-Manar",
            "The Syrian army killed 100 rebels near Kalden.",
            " (the outlet's own voice; run by a party; side: Hezbollah; source)",
        ),
        (
            "Al-Manar",
            "Hezbollah killed 100 rebels near Kalden.",
            " (the outlet's own voice; party to the events; side: Hezbollah; source)",
        ),
        # Its correspondent speaks for the newsroom, and not for the party.
        (
            "Al-Manar",
            "The Syrian army killed 100 rebels near Kalden, Al-Manar correspondent reported.",
            " (run by a party; side: Hezbollah; source)",
        ),
        (
            "TRT",
            "The Syrian army killed 100 rebels near Kalden.",
            " (the outlet's own voice; run by a state; side: Turkey; source)",
        ),
        ("Harbour Post", "SANA said 100 rebels were killed.", " (state media; side: Syrian government; source)"),
        # Nobody's side is in it, and an outlet that no table has is nobody's.
        ("Al-Manar", "A ferry sank off Port Amber and 100 people drowned.", " (the outlet's own voice)"),
        ("Harbour Post", "The Syrian army killed 100 rebels near Kalden.", " (the outlet's own voice)"),
    ],
)
def test_a_newsroom_that_only_stands_near_is_named_with_its_side(outlet: str, says: str, tag: str) -> None:
    (near,) = findings_in(f"A day near Kalden\n\n{says}", outlet)[-1:]
    account = Account(near.speaker, "context", (near,))
    claim = read_claims("100 people were killed near Kalden").claims[0]
    card = ContextCard(claim, "nothing_found", (account,), (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert text_of(tag_of(card, account, ENGLISH)) == tag


def test_who_is_cautioned_against_is_tagged_however_it_was_weighed() -> None:
    """What tells the claim but for a detail is weighed as if it told it, and stands on the card as it was found."""
    (near,) = findings_in("A day\n\nA fire killed 100 people.", "TRT")[-1:]
    weighed = replace(near, similarity=0.5)
    caution = Caveat("PARTY_TO_EVENTS", told("{name} is run by a state (side: {side}).", name="TRT", side="Turkey"), ())
    account = Account(near.speaker, "context", (near,))
    claim = read_claims("100 people were killed near Kalden").claims[0]
    cautions = (replace(caution, findings=(weighed,)),)
    card = ContextCard(claim, "nothing_found", (account,), (), cautions, (), datetime(2026, 11, 22, tzinfo=UTC))
    assert text_of(tag_of(card, account, ENGLISH)) == " (the outlet's own voice; run by a state; side: Turkey)"


def test_of_two_voices_of_a_sentence_each_has_its_own_tag() -> None:
    (first,) = [f for f in findings_in("A raid\n\nNorvia's word was denied by Sorland.") if "denied" in f.words]
    norvia, sorland = (
        replace(first, heard=Attribution(Speaker(name, "party", name), "", (), first.statement.span))
        for name in ("Norvian army", "Sorland")
    )
    cautions = tuple(
        Caveat("PARTY_TO_EVENTS", told("{name} is a party to the events.", name=f.speaker.name), (f,), url)
        for f, url in ((norvia, "https://norvia.example"), (sorland, None))
    )
    account = Account(sorland.speaker, "denies", (sorland,))
    claim = read_claims("100 people were killed near Kalden").claims[0]
    card = ContextCard(claim, "found", (account,), (), cautions, (), datetime(2026, 11, 22, tzinfo=UTC))
    assert text_of(tag_of(card, account, ENGLISH)) == " (party to the events)"


def test_one_side_is_not_cautioned_against_alone(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "The US killed 40 people in Raqqa",
        (DAY, "The US military said it killed 40 people in Raqqa."),
        (DAY, "Etilaf said the US killed 30 people in Raqqa."),
    )
    parties = [caveat for caveat in card.caveats if caveat.kind == "PARTY_TO_EVENTS"]
    assert len(parties) == 2
    (one, other) = (
        [line for line in block]
        for s in lay_out(card).sections
        if "Who says" in s.heading
        for block in s.blocks
        if "party to the events" in text_of(block[0])
    )
    assert not unprinted(parties, (tuple(one), tuple(other)))
    assert unprinted(parties, (tuple(one),)) == parties


def test_a_page_that_is_printed_as_undated_is_not_said_to_have_no_date(empty_store: Store) -> None:
    card = card_for(empty_store, "218 people were killed in Kalden", "The Border Monitor said 218 died in Kalden.")
    undated = [caveat for caveat in card.caveats if caveat.kind == "UNDATED"]
    assert undated and undated[0] in unsaid(card)
    assert ", undated\n" in render_text(card) and not [one for one in cautions(card) if one.startswith("No date")]
    assert unprinted(undated, ()) == undated


@pytest.mark.parametrize(
    ("reports", "is_told"),
    [
        (["Mill Watch said 218 people were killed in the blast in Kalden."], False),
        (["Mill Watch said 218 people were killed in the blast in Kalden."] * 2, False),
        # How an outlet comes by it is said by nothing else.
        (["A doctor said 218 people were killed in the blast in Kalden."], True),
    ],
)
def test_one_origin_that_the_line_counts_and_names_is_told_once(
    empty_store: Store, reports: list[str], is_told: bool
) -> None:
    card = dated_card(empty_store, CLAIM, *((DAY, report) for report in reports))
    assert "(1 origin in " in answer(card) and "SINGLE_ORIGIN" in {caveat.kind for caveat in card.caveats}
    assert ("SINGLE_ORIGIN" in kinds(card)) is is_told


def test_a_range_that_the_line_gives_is_not_told_again(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, (DAY, "The mayor said 207 to 229 people were killed in the blast in Kalden."))
    assert "207 to 229" in answer(card) and "BOUND_DROPPED" not in kinds(card)


def test_a_bound_that_the_line_does_not_give_is_told(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, (DAY, "The mayor said at least 218 people were killed in the Kalden blast."))
    assert "218" not in answer(card) and "BOUND_DROPPED" in kinds(card)


def test_a_count_that_was_raised_once_is_told_by_the_line_alone(empty_store: Store) -> None:
    def card(*counts: tuple[str, int]) -> ContextCard:
        notes: list[dict[str, object]] = [
            {
                "event": "Blast in Kalden, 4 August 2020",
                "published": day,
                "published_basis": "stated",
                "facts": [counted(f"{n} people were killed in the blast.", "Law Watch", n, "people killed")],
            }
            for day, n in counts
        ]
        return noted_card(empty_store, "218 people were killed in the blast in Kalden", *notes)

    once = card(("2021-08-01", 218), ("2023-08-01", 235))
    assert "has since given 235" in answer(once) and "REVISED" not in kinds(once)


def test_figures_of_several_measures_that_a_table_prints_as_such_are_not_told_again(empty_store: Store) -> None:
    note: dict[str, object] = {
        "event": "Fever in Veldia, 2019",
        "place": "Veldia",
        "facts": [
            counted("The institute: 90,000 excess deaths of the fever.", "Hill Institute", 90_000, "excess deaths"),
            counted("The ministry: 4,000 registered deaths.", "Mill Ministry", 4_000, "registered deaths"),
        ],
    }
    card = noted_card(empty_store, "The fever in Veldia killed 90,000 people", note)
    said = [caveat.sentence for caveat in card.caveats if caveat.kind == "MEASURE_DIFFERS"]
    assert said and said[0].startswith("Not one measure: ") and "counts of different kinds" in render_text(card)
    assert said[0] not in render_text(card) and said[0] not in whole(card, ENGLISH)
    assert said[0] in caveats(card, ENGLISH)[0]


def test_a_bound_that_is_told_with_what_is_counted_is_not_told_again(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, (DAY, "The mayor said at least 218 civilians died in the blast in Kalden."))
    figure = "“at least 218 civilians died”"
    unit = told("The claim says “218 people”; {who} says {figure}.", who="the mayor", figure=figure)
    bound = told("The claim says 218; the reporting says {figures}.", figures=listed([figure]))
    of_it = [Caveat("UNIT_DIFFERS", unit, ()), Caveat("BOUND_DROPPED", bound, ())]
    assert kinds(replace(card, caveats=tuple(of_it))) == {"UNIT_DIFFERS"}
    assert kinds(replace(card, caveats=tuple(of_it[1:]))) == {"BOUND_DROPPED"}


def test_a_toll_whose_rise_is_quoted_has_not_to_be_said_to_have_moved(empty_store: Store) -> None:
    later = "The toll in the blast in Kalden rose to 235 people killed, Law Watch said."
    card = dated_card(empty_store, "235 people were killed in the blast in Kalden on 19 February 2021", (DAY, later))
    moved = [caveat for caveat in card.caveats if caveat.kind == "REVISED"]
    assert [caveat.sentence for caveat in moved] == [
        "The toll has moved: Law Watch brings it to “235 people killed” on 19 February 2021."
    ]
    assert moved[0] in unsaid(card) and str(moved[0].sentence) not in render_text(card)


@pytest.mark.parametrize(("others", "is_told"), [((), False), (("Mill Watch", "Hill Watch", "Sea Watch"), True)])
def test_whom_the_line_calls_unnamed_is_not_said_to_be_named_nowhere(
    empty_store: Store, others: tuple[str, ...], is_told: bool
) -> None:
    said = "218 people were killed in the blast in Kalden"
    card = dated_card(empty_store, CLAIM, *((DAY, f"{who} said {said}.") for who in (*others, "Pro-river sources")))
    assert "UNNAMED_SOURCE" in {caveat.kind for caveat in card.caveats}
    # Of more voices than three the line names two.
    assert ("unnamed “pro-river sources”" in answer(card).lower()) is not is_told
    assert ("UNNAMED_SOURCE" in kinds(card)) is is_told


def test_what_a_long_card_cuts_away_is_not_taken_for_printed(empty_store: Store) -> None:
    said = "235 people were killed in the blast in Kalden"
    long = " and that the fires, which had begun in a shed by the pier and spread to the mill, burned for days" * 3
    voices = (
        "Mill Watch",
        "Hill Watch",
        "Sea Watch",
        "Law Watch",
        "Pier Watch",
        "Port Watch",
        "Bay Watch",
        "Ice Watch",
    )
    rose = (DAY, "The toll in the blast in Kalden on Friday rose to 235 people killed, Border Watch said.")
    card = dated_card(
        empty_store,
        "235 people were killed in the blast in Kalden on 19 February 2021",
        *((DAY, f"{who} said {said}{long}.") for who in voices),
        rose,
    )
    moved = [str(caveat.sentence) for caveat in card.caveats if caveat.kind == "REVISED"]
    assert moved and (rose[1] in whole(card, ENGLISH) or moved[0] in whole(card, ENGLISH))


def raised(empty_store: Store, claim: str, *counts: tuple[str, str, int]) -> ContextCard:
    notes: list[dict[str, object]] = [
        {
            "event": "Blast in Kalden, 4 August 2020",
            "place": "Kalden",
            "published": day,
            "published_basis": "stated",
            "facts": [counted(f"{n} people were killed in the blast in Kalden.", who, n, "people killed")],
        }
        for who, day, n in counts
    ]
    return noted_card(empty_store, claim, *notes)


#: One of two voices counts more on a later day.
RAISED_BY_ONE = (
    ("Law Watch", "2020-08-05", 118),
    ("Law Watch", "2020-08-09", 235),
    ("Mill Watch", "2020-08-09", 240),
)


def test_a_rise_that_the_rows_of_a_table_show_is_not_told_again(empty_store: Store) -> None:
    card = raised(empty_store, "900 people were killed in the blast in Kalden", *RAISED_BY_ONE)
    (moved,) = (caveat for caveat in card.caveats if caveat.kind == "REVISED")
    assert moved.sentence == "Law Watch raised its count: 118 on 5 August 2020, then 235 on 9 August 2020."
    assert "raised since" in render_text(card) and str(moved.sentence) not in render_text(card)
    # Where no table is printed, nothing else tells of it.
    assert moved in unprinted([moved], ())


def test_whom_the_table_has_cite_another_no_editor_calls_no_second_origin(empty_store: Store) -> None:
    cites = counted(
        "The ministry still said 30, citing Mill Watch's earlier figure.", "Mill Ministry", 30, "people killed"
    )
    note: dict[str, object] = {
        "event": "Blast in Kalden, 4 August 2020",
        "published": "2020-08-09",
        "published_basis": "stated",
        "facts": [
            counted("Mill Watch raised its toll of the blast in Kalden to 42.", "Mill Watch", 42, "people killed"),
            cites,
        ],
        "remark": "Two sources, one origin: the ministry's figure is not independent confirmation of the older number.",
    }
    card = noted_card(empty_store, "900 people were killed in the blast in Kalden", note)
    assert "EDITOR_REMARK" in {caveat.kind for caveat in card.caveats}
    text = render_text(card)
    assert "Mill Ministry, citing Mill Watch" in text and "EDITOR_REMARK" not in kinds(card)
    # And whose count has risen: whoever only passes it on has raised nothing.
    assert "Not the claim: Mill Watch has counted more since" in text


def test_a_rise_of_whoever_is_nowhere_on_the_card_is_not_told(empty_store: Store) -> None:
    card = raised(empty_store, "900 people were killed in the blast in Kalden", *RAISED_BY_ONE)
    (moved,) = (caveat for caveat in card.caveats if caveat.kind == "REVISED")
    of_another = tuple(account for account in card.accounts if account.speaker.name == "Mill Watch")
    assert str(moved.sentence) in cautions(replace(card, tallies=()))
    assert str(moved.sentence) not in cautions(replace(card, accounts=of_another, tallies=()))
