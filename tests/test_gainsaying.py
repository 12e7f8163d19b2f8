"""Another figure gainsays a claim where both cannot be: not by another measure, nor where one side has two mouths."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, dated_card, noted_card

from bot.card.first_line import answer
from bot.card.layout import HEADINGS, under_headings
from bot.words import ENGLISH
from knowledge.model import ContextCard, Finding, Speaker
from knowledge.store import Store

MARCH: dict[str, object] = {"event": "March in Kalden, June 2019", "place": "Kalden"}
WAR: dict[str, object] = {"event": "Raids in Veldia, all years", "place": "Veldia"}


def headed(card: ContextCard) -> dict[str, str]:
    """Under which heading each voice of a card stands."""
    told = [group for relation in HEADINGS for group in under_headings(card, relation, ENGLISH)]
    return {account.speaker.name: heading for heading, accounts in told for account in accounts}


def march(store: Store, claim: str, at_peak: int) -> ContextCard:
    """A march that its organisers count as a whole, and the police at its peak."""
    facts = [
        counted("Organisers: 200,000 marched.", "Red Banner Union", 200_000, "marchers"),
        counted(f"Police: {at_peak:,} at the peak.", "Kalden police", at_peak, "people at peak", "named_official"),
    ]
    return noted_card(store, claim, {**MARCH, "facts": facts})


def test_a_crowd_at_its_peak_gainsays_nobody_who_counts_all_that_came(empty_store: Store) -> None:
    card = march(empty_store, "200,000 people marched in Kalden in June 2019", 34_000)
    assert answer(card).startswith("Red Banner Union says so; Kalden police count in another way.")
    assert headed(card)["Kalden police"] == "Who counts in another way"


def test_more_at_the_peak_than_are_said_to_have_come_is_said_otherwise(empty_store: Store) -> None:
    card = march(empty_store, "200,000 people marched in Kalden in June 2019", 340_000)
    assert headed(card)["Kalden police"] == "Who says otherwise"


def test_a_claim_of_the_peak_is_gainsaid_by_another_peak(empty_store: Store) -> None:
    card = march(empty_store, "There were 50,000 marchers in Kalden at the peak in June 2019", 34_000)
    assert headed(card)["Kalden police"] == "Who says otherwise"


@pytest.mark.parametrize(
    ("claimed", "bound", "heading"),
    [
        ("20,000", "", "Who counts in another way"),
        ("60,000", "", "Who says otherwise"),
        ("60,000", "at least ", "Who counts in another way"),
    ],
)
def test_many_times_all_excess_deaths_is_no_other_way_to_count(
    claimed: str, bound: str, heading: str, empty_store: Store
) -> None:
    fact = counted(f"The institute: {bound}4,645 excess deaths.", "Hill Institute", 4_645, "excess deaths")
    if bound:
        fact["quantity"] = {"bound": "at least", "number": 4_645, "counted": "excess deaths"}
    flood: dict[str, object] = {
        "event": "Flood in Veldia, June 2019",
        "place": "Veldia",
        "facts": [fact],
    }
    card = noted_card(empty_store, f"the June 2019 flood killed {claimed} people in Veldia", flood)
    assert headed(card)["Hill Institute"] == heading


@pytest.mark.parametrize(
    ("named", "total", "heading"),
    [
        ("identified people killed", 6_060, "Who counts in another way"),
        ("people killed", 6_060, "Who says otherwise"),
        ("identified people killed", 1_060, "Who says otherwise"),
    ],
)
def test_those_known_by_name_leave_room_for_all_the_dead(
    named: str, total: int, heading: str, empty_store: Store
) -> None:
    facts = [
        counted(f"Hill Institute: 3,512 {named}.", "Hill Institute", 3_512, named),
        counted(f"Hill Watch: {total:,} people killed.", "Hill Watch", total, "people killed", "monitor"),
    ]
    card = noted_card(empty_store, "3,512 people killed in the raids in Veldia", {**WAR, "facts": facts})
    assert headed(card)["Hill Watch"] == heading


def raids(store: Store, claim: str, theirs: str) -> ContextCard:
    """Deaths that the party confirms, and those that others count."""
    facts = [
        counted("Velmar army: 400 confirmed.", "Velmar army", 400, "civilians killed, confirmed", "party"),
        counted(f"Hill Watch: 900 {theirs}.", "Hill Watch", 900, theirs, "monitor"),
    ]
    return noted_card(store, claim, {**WAR, "facts": facts})


@pytest.mark.parametrize(
    ("claim", "theirs", "heading"),
    [
        (
            "The Velmar army confirms 400 civilian deaths in Veldia",
            "likely civilian deaths",
            "Who gives another figure",
        ),
        # Whoever only counts otherwise is no less against what the army says.
        ("The Velmar army confirms 400 civilian deaths in Veldia", "civilians killed", "Who says otherwise"),
        # A claim of what was is gainsaid by whoever holds more deaths likely.
        ("400 civilian deaths in Veldia from raids by the Velmar army", "likely civilian deaths", "Who says otherwise"),
    ],
)
def test_a_count_of_what_is_likely_leaves_what_somebody_confirms_as_it_is(
    empty_store: Store, claim: str, theirs: str, heading: str
) -> None:
    card = raids(empty_store, claim, theirs)
    assert headed(card) == {"Velmar army": "Who says so", "Hill Watch": heading}
    assert ("Hill Watch gives another figure" in answer(card)) is (heading == "Who gives another figure")


def blast(store: Store, other: str, kind: str) -> ContextCard:
    """Officials of a place give the number of a claim, and somebody else another."""
    facts = [
        counted("Kalden officials: 500 killed.", "Kalden officials", 500, "people killed", "named_official"),
        counted(f"{other}: 471 killed.", other, 471, "people killed", kind),
    ]
    note: dict[str, object] = {"event": "Blast in Kalden, June 2019", "place": "Kalden", "facts": facts}
    return noted_card(store, "500 people were killed in the blast in Kalden", note)


def test_two_mouths_of_one_authority_are_not_set_against_each_other(empty_store: Store) -> None:
    card = blast(empty_store, "Kalden Health Ministry", "named_official")
    given = "the Kalden Health Ministry, of the same side as Kalden officials, gives another figure"
    assert answer(card).startswith(f"Kalden officials say so; {given}")
    assert headed(card)["Kalden Health Ministry"] == "Who gives another figure"


@pytest.mark.parametrize(
    ("other", "kind"), [("Tarn Health Ministry", "named_official"), ("Kalden hospital", "named_organisation")]
)
def test_another_authority_or_no_authority_at_all_says_otherwise(empty_store: Store, other: str, kind: str) -> None:
    card = blast(empty_store, other, kind)
    assert headed(card)[other] == "Who says otherwise"


def test_the_mouth_that_gives_the_number_is_named_before_its_authority(empty_store: Store) -> None:
    event: dict[str, object] = {"event": "Blast in Kalden, June 2019", "place": "Kalden"}
    given = (("Kalden officials", (500, 471)), ("Kalden Health Ministry", (471,)))
    notes = [
        {
            **event,
            "facts": [counted(f"{who}: {n} killed.", who, n, "people killed", "named_official") for n in numbers],
        }
        for who, numbers in given
    ]
    card = noted_card(empty_store, "nearly 500 people were killed in the blast in Kalden", *notes)
    assert answer(card).startswith("Kalden officials and the Kalden Health Ministry say so. (1 origin in 2 reports)")


FEVER: dict[str, object] = {"event": "Fever-9 deaths in Nigeria, 2019-2020", "place": "Nigeria"}


def test_whoever_a_claim_names_is_told_with_the_figure_that_they_do_give(empty_store: Store) -> None:
    facts = [
        counted("The ministry's count: 48,000.", "Mill Ministry", 48_000, "registered deaths"),
        counted("Hill Institute: 470,000 excess deaths.", "Hill Institute", 470_000, "excess deaths"),
        counted(
            "Worldwide, the Hill Institute has 1.4 million.", "Hill Institute", 1_400_000, "excess deaths worldwide"
        ),
    ]
    claim = "Hill Institute says 6 million Nigerians died because of fever in 2019"
    line = answer(noted_card(empty_store, claim, {**FEVER, "facts": facts}))
    assert line.startswith("No report found has Hill Institute say so (close by: 470,000 excess deaths)")


def test_whoever_a_claim_names_is_told_with_no_figure_of_something_else(empty_store: Store) -> None:
    report = "The Hill Institute said 40 people were killed in the flood in Tarn."
    card = dated_card(
        empty_store, "Hill Institute says 6 million Nigerians died because of fever", ("2019-06-02", report)
    )
    assert "close by: “40" not in answer(card)


REPORTED = "The Border Monitor said 26 people were killed in the air raid on Homs on Friday."
AT_HOMS = "26 people were killed in the air raid on Homs on 2 April 2021"


@pytest.mark.parametrize(
    ("headline", "beneath", "is_a_voice"),
    [
        ("20 people killed in air raid on Homs", REPORTED, False),
        # Whom the text quotes is another voice than its paper.
        ("20 people killed in air raid on Homs", REPORTED.replace("26", "31"), True),
        # Nothing in the text counts the dead.
        ("20 people killed in air raid on Homs", "The air raid on Homs on Friday hit a mill, the mayor said.", True),
        ("20 people killed in air raid on Homs", REPORTED.replace("killed", "wounded"), True),
    ],
)
def test_a_headline_over_a_text_that_counts_otherwise_is_no_second_voice(
    empty_store: Store, headline: str, beneath: str, is_a_voice: bool
) -> None:
    card = dated_card(empty_store, AT_HOMS, ("2021-04-02", f"{headline}\n\n{beneath}"))
    assert ("Post 0" in [a.speaker.name for a in card.accounts if a.relation == "differs"]) is is_a_voice


def test_a_papers_headline_and_its_text_are_one_contradiction(empty_store: Store) -> None:
    report = "20 people killed in air raid on Homs\n\nThe air raid on Homs on Friday killed 31 people."
    card = dated_card(empty_store, AT_HOMS, ("2021-04-02", report))
    (account,) = [account for account in card.accounts if account.relation == "differs"]
    assert [f.statement.place_in_article for f in account.findings] == ["body"]


def test_a_figure_is_no_twice_confirmed_where_the_second_origin_is_of_another_one(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        AT_HOMS,
        ("2021-04-02", f"Raid on Homs\n\n{REPORTED}"),
        ("2021-04-04", "Raid on Homs\n\nThe air raid on Homs on Friday killed 26 people."),
        ("2021-04-09", "Raid on Homs\n\nThe air raid on Homs on Friday 2 April killed more than 90 people."),
    )
    # One outlet has both.
    outlet = Speaker("Post 1", "outlet_itself")
    told = tuple(
        replace(a, speaker=outlet, findings=tuple(_printed_by("Post 1", f) for f in a.findings))
        if a.speaker.name == "Post 2"
        else a
        for a in card.accounts
    )
    line = answer(replace(card, accounts=told))
    assert "say so (1 origin in 2 reports), and Post 1 gives “more than 90 people” too." in line


def _printed_by(outlet: str, finding: Finding) -> Finding:
    return replace(finding, article=replace(finding.article, outlet=outlet))
