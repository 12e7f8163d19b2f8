"""What only stands near a claim says in a few words why it is not the claim, where that is sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented import counted, dated_card, findings_in, noted_card, said

from bot.card.first_line import answer
from bot.card.rendering import render_html, render_text
from bot.card.why_not import ONLY_A_COUNT, ROOM_LEFT, counts_nobody, why_not
from bot.words import ENGLISH, words_in
from knowledge.model import Account, ContextCard, Finding
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.nearby.why_near import why_near

RAID = (
    "2019-05-03",
    "Raid on Kalden\n\nThe Border Monitor said 40 people were killed in the raid on Kalden on Friday.",
)
NONE_OF_IT = "The store holds reporting close by, but none of this claim."
CLAIM = "40 people were killed in the raid on Kalden on 3 May 2019"


def near(store: Store) -> Finding:
    return dated_card(store, CLAIM, RAID).accounts[0].findings[0]


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("another count in the same report", "another count in the same report"),
        ("counts civilians killed, the claim people killed", "counts something else"),
        ("does not count in three days", "counts over another time"),
        ("over another stretch", "counts over another time"),
        ("one speaker's toll, 12 on 2019-05-03, 40 on 2019-05-04", "another figure of the same voice"),
        ("one speaker's figure, at least 22 beside 31", "another figure of the same voice"),
        ("counts civilians and soldiers, the claim civilians", "counts others as well"),
        ("at least 38 may be 40", "neither gives its number nor rules it out"),
        ("1,000 or more may be 1,200", "neither gives its number nor rules it out"),
        ("only those known by name", "counts only those known by name"),
        ("another measure", "counted in another way"),
        ("of several places", "counts more than this place"),
        ("of a part", "counts only a part"),
        ("an addition", "counts some besides"),
        ("of what is alleged", "counts what is alleged"),
        ("of all causes, as it says in Hill Post", "in Hill Post, the same voice gives this number for all causes"),
        ("an aside", "about something else in the report"),
        ("by the other side", "the other side's deed"),
        ('the other way round: "killed"', "the other side's deed"),
        ('the other way round: "said"', ""),
        # Why it was found is no reason why it is not the claim; nor is what is not read surely enough.
        ("counts people", ""),
        ("meaning", ""),
        ("by Velmar, the claim by Kalden", ""),
        ("of another day", ""),
        ("of something else", ""),
        ("told as what happened before", ""),
    ],
)
def test_a_reason_is_told_in_a_few_words(empty_store: Store, why: str, told: str) -> None:
    finding = near(empty_store)
    assert why_near(replace(finding, why=("meaning", "figure 40", why))) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Hill Radio said two civilians were among those killed.", "counts only a part"),
        ("Hill Radio said two civilians were among those wounded.", ""),
        ("Hill Radio said two civilians were killed.", ""),
    ],
)
def test_who_was_among_the_dead_is_a_part_of_them(words: str, told: str) -> None:
    (finding,) = findings_in(f"Raid on Kalden\n\n{words}")[1:]
    assert why_near(replace(finding, why=("counts people", "of something else"))) == told


def test_a_count_over_another_time_is_no_count_of_others(empty_store: Store) -> None:
    finding = near(empty_store)
    counted = tuple(replace(q, period="since Monday") for q in finding.statement.quantities)
    finding = replace(finding, statement=replace(finding.statement, quantities=counted))
    assert why_near(replace(finding, why=("counts since Monday, the claim in May",))) == "counts over another time"


def test_that_nobody_died_is_an_answer_and_no_other_count(empty_store: Store) -> None:
    finding = near(empty_store)
    none = tuple(replace(q, low=0, high=0) for q in finding.statement.quantities)
    finding = replace(finding, why=("another count in the same report",))
    assert why_near(finding) == "another count in the same report"
    assert why_near(replace(finding, statement=replace(finding.statement, quantities=none))) == ""


def test_the_reason_stands_by_the_line_in_the_reader_s_language(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        CLAIM,
        RAID,
        (
            "2019-05-03",
            "Kalden hit\n\nMill Watch said 40 people were killed in the raid on Kalden on Friday. Eleven of those "
            "killed in the raid on Kalden were soldiers, Mill Watch said.",
        ),
    )
    printed = render_text(card)
    assert "Eleven of those killed" in printed.partition("CLOSE BY")[2]
    assert printed.count("Not the claim: ") == 1
    assert "Не то же самое: " in render_html(card, words=words_in("ru"))


def test_whoever_says_so_has_no_reason_by_it(empty_store: Store) -> None:
    assert "Not the claim" not in render_text(dated_card(empty_store, CLAIM, RAID))


def test_a_line_with_the_claims_other_figure_counts_nothing_else(empty_store: Store) -> None:
    raids = (
        "2016-08-11",
        "Raids on Kalden\n\nTen air strikes hit Kalden on Thursday, killing at least 30 people. At least 30 people, "
        "among them 24 women, were killed by air strikes on Kalden. Seven cars burned in Kalden.",
    )
    card = dated_card(empty_store, "Ten air strikes on Kalden kill 30, August 2016", raids)
    told = {f.words[:19]: why_near(f) for account in card.accounts for f in account.findings if "30 people," in f.words}
    assert told == {"At least 30 people,": ""}


def test_whom_a_note_names_beside_its_figure_it_may_have_counted(empty_store: Store) -> None:
    finding = near(empty_store)
    noted = replace(finding, article=replace(finding.article, is_note=True))
    why = ("counts airstrikes, the claim people killed",)
    assert [why_near(replace(one, why=why)) for one in (finding, noted)] == ["counts something else", ""]
    why = ("counts airstrikes, the claim children killed",)
    assert why_near(replace(noted, why=why)) == "counts something else"


def test_of_which_people_a_note_has_its_figure_is_read_surely(empty_store: Store) -> None:
    finding = near(empty_store)
    noted = replace(finding, article=replace(finding.article, is_note=True))
    why = ("of civilians, the claim of soldiers",)
    assert [why_near(replace(one, why=why)) for one in (finding, noted)] == ["", "counts something else"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Velmar: 71 of 103 cruise missiles shot down.", "counts something else"),
        # It counts what the claim does, whichever of its figures is the note's.
        ("Velmar: 71 missiles shot down, of 103 missiles launched.", ""),
    ],
)
def test_that_other_things_befell_the_same_missiles_is_another_count(words: str, told: str) -> None:
    finding = findings_in(f"Missiles over Kalden\n\n{words}")[-1]
    noted = replace(finding, article=replace(finding.article, is_note=True))
    assert why_near(replace(noted, why=("counts missiles shot down, the claim missiles launched",))) == told


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ("Six more people were killed in a village nearby, the Border Monitor said.", "counts only a part"),
        # They do not come to the claimed number.
        (
            "Nine more people were killed in a village nearby, the Border Monitor said.",
            "another count in the same report",
        ),
    ],
)
def test_parts_that_make_up_the_claimed_number_are_called_so(empty_store: Store, further: str, told: str) -> None:
    raids = (
        "2019-05-03",
        "Raids on Kalden kill 21\n\nRaids on Kalden killed 21 people on Friday, the Border Monitor said. The Border "
        f"Monitor said at least 15 people were killed in a northern district of Kalden. {further}",
    )
    card = dated_card(empty_store, "Raids on Kalden killed 21 people on 3 May 2019", raids)
    parts = [f for account in card.accounts for f in account.findings if "at least 15" in f.words]
    assert [why_near(f) for f in parts] == [told]


@pytest.mark.parametrize(
    ("words", "why", "told"),
    [
        ("A crane fell on the raided market in Kalden, Hill Radio said.", "", "gives no number"),
        # Who speaks of the number, or of dozens, has not left it out; nor has whoever answers for the deed.
        ("Hill Radio confirmed the toll of the raid on Kalden.", "", ""),
        ("Dozens lay in the raided market in Kalden, Hill Radio said.", "", ""),
        ("The Velmar army denied any part in the raid on Kalden.", 'said to have done it: "denied"', ""),
        # Nor has whoever counts jets counted the dead; who counts those otherwise is told so in other words.
        ("Hill Radio said planes carried out four air strikes on the market in Kalden.", "", "gives no toll"),
        ("Hill Radio said two of Velmar's jets were seen over Kalden at that time.", "", "gives no toll"),
        ("Hill Radio said it was 31.", "", ""),
        (
            "Hill Radio said 31 people were killed by two jets over Kalden.",
            "",
            "gives another number",
        ),
        ("Hill Radio said two jets over Kalden left dozens of people dead.", "", ""),
        ("Hill Radio said 12 people were wounded in the raid on Kalden.", "", ""),
        ("The Velmar army said two of its jets raided Kalden.", 'said to have done it: "said"', ""),
        # A pilot who was killed before, and how far it is to town, count nobody of the raid.
        (
            "The army said rebels killed a pilot 60 kilometres from Kalden.",
            "counts fighters killed, the claim people killed",
            "gives no toll",
        ),
        (
            "Hill Radio said 60 rebels were killed in the raid on Kalden.",
            "counts fighters killed, the claim people killed",
            "counts “60 rebels”, where the claim counts “40 people”",
        ),
        # What became of them is said where the words for it are left out, and is not the same.
        (
            "Hill Radio said 60 rebels were wounded in the raid on Kalden.",
            "counts fighters wounded, the claim people killed",
            "counts “60 rebels” (wounded), where the claim counts “40 people”",
        ),
        # Whoever counts the dead as well has counted what the claim does.
        (
            "Hill Radio said 31 people were killed and 60 wounded in the raid on Kalden.",
            "counts people wounded, the claim people killed",
            "gives another number",
        ),
        (
            "Hill Radio said 14 children and a woman were among those killed in the raid on Kalden.",
            "counts children killed, the claim people killed",
            "counts only a part",
        ),
        (
            "Hill Radio said those killed included six women and five children.",
            "counts women killed, the claim people killed",
            "counts only a part",
        ),
        (
            "Hill Radio said six women were killed in the raid on Kalden.",
            "counts women killed, the claim people killed",
            "counts “six women”, where the claim counts “40 people”",
        ),
        # Trucks are no people, whatever became of them.
        ("Hill Radio said 24 trucks were destroyed in Kalden.", "", "gives no toll"),
        # One woman is no number, and leaves room for others; a pilot whom rebels killed is no one of the raid's dead.
        (
            "A woman and her child died in the raid on Kalden, Hill Radio said.",
            "",
            "neither gives its number nor rules it out",
        ),
        ("Hill Radio said a commander of the guard had been killed.", "", "neither gives its number nor rules it out"),
        ("Hill Radio said rebels killed a pilot whom they had captured.", "", "gives no number"),
        # Nor are the bodies that somebody took away all the dead.
        (
            "Rescuers said they took 30 bodies from the market in Kalden.",
            "an aside",
            "neither gives its number nor rules it out",
        ),
        # Another event's dead are no other number of this one's.
        ("Hill Radio said 31 people were killed in Kalden.", "of another day", ""),
        ("Hill Radio said 31 people were killed in Kalden.", "by Velmar, the claim by Kalden", "gives another number"),
        # On which day a voice counted so many is told where it is known.
        (
            "Hill Radio said 52 people were killed in Kalden.",
            "one speaker's toll, 40 on 2019-05-03, 52 on 2019-05-04",
            "a later count of the same voice",
        ),
        (
            "Hill Radio said 12 people were killed in Kalden.",
            "one speaker's toll, 12 on 2019-05-02, 40 on 2019-05-03",
            "another figure of the same voice",
        ),
    ],
)
def test_whoever_gives_no_number_has_not_said_a_number(empty_store: Store, words: str, why: str, told: str) -> None:
    card = dated_card(empty_store, CLAIM, RAID)
    finding = replace(findings_in(f"Market hit in Kalden raid\n\n{words}")[-1], why=(why,))
    card = replace(card, accounts=(*card.accounts, Account(finding.speaker, "context", (finding,))))
    assert why_not(card, finding, ENGLISH) == (f"Not the claim: {told}" if told else "")


def test_a_count_that_a_table_has_as_raised_is_called_so(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, RAID)
    finding = findings_in("Raid\n\nThe Border Monitor said 12 people were killed in the raid on Kalden.")[-1]
    finding = replace(finding, why=("another count in the same report",))
    (toll,) = finding.statement.quantities
    (figure,) = (replace(f, quantity=toll, raised=True) for t in card.tallies for f in t.figures if f.quantity.state)
    card = replace(card, accounts=(*card.accounts, Account(finding.speaker, "context", (finding,))))
    assert why_not(card, finding, ENGLISH) == "Not the claim: another count in the same report"
    card = replace(card, tallies=(replace(card.tallies[0], figures=(figure,)),))
    assert why_not(card, finding, ENGLISH) == "Not the claim: an earlier count, raised since"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("The war killed 350,000 people from March 2011 to March 2021.", ""),
        ("The war killed 350,000 people from March 2019 to March 2021.", "counts over another time"),
        ("The war killed 350,000 people.", "counts over another time"),
    ],
)
def test_a_count_whose_dates_are_as_long_as_the_claims_time_is_of_no_other(says: str, told: str) -> None:
    finding = findings_in(f"The war in Veldia\n\n{says}", published="2022-05-14")[-1]
    assert why_near(replace(finding, why=("does not count in ten years",))) == told


def test_a_claim_without_a_number_is_given_none(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, RAID)
    finding = findings_in("Raid\n\nA crane fell on the raided market in Kalden, Hill Radio said.")[-1]
    card = replace(card, accounts=(*card.accounts, Account(finding.speaker, "context", (finding,))))
    assert why_not(card, finding, ENGLISH)
    assert why_not(replace(card, claim=replace(card.claim, quantities=())), finding, ENGLISH) == ""


@pytest.mark.parametrize(
    ("claimed", "printed", "told"),
    [
        ("22 children", "22 people", "counts “22 people”, where the claim counts “22 children”"),
        ("22 children", "22 children", ""),
        # Twenty-two children are twenty-two people.
        ("22 people", "22 children", ""),
    ],
)
def test_of_another_day_others_are_counted_than_the_claim_counts(
    empty_store: Store, claimed: str, printed: str, told: str
) -> None:
    card = dated_card(
        empty_store,
        f"Air raid on a school in Homs kills {claimed} in May 2016",
        ("2016-10-26", f"School hit\n\nAn air raid on a school in Homs killed {printed}, Mill Watch said."),
    )
    assert card.near_misses
    (finding,) = card.near_misses[0].findings
    assert why_not(card, finding, ENGLISH) == (f"Not the claim: {told}" if told else "")


def test_a_voice_that_counted_more_before_leaves_no_room(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "Raid on Kalden market kills 90 people in March 2026",
        ("2026-03-10", "Raid on Kalden\n\nA raid on Kalden market on 10 March killed 31 people, Mill Watch said."),
        (
            "2026-03-11",
            "Raid on Kalden\n\nA raid on Kalden market on 10 March killed at least 22 people, Mill Watch said.",
        ),
    )
    printed = render_text(card)
    assert "31 people" in printed.partition("WHO SAYS OTHERWISE")[2].partition("CLOSE BY")[0]
    assert "at least 22 people" in printed.partition("CLOSE BY")[2]
    assert "Not the claim: another figure of the same voice" in printed and "leaves room" not in printed


@pytest.mark.parametrize(
    ("claim", "says", "told"),
    [
        # Both count the dead: that one counts "12 people" and the other "40 people" would be no reason.
        (CLAIM, "Mill Watch said 12 people were killed in the raid.", "gives another number"),
        (CLAIM, "Mill Watch said at least 12 people were killed in the raid.", "gives another number"),
        # What a similar blow brought is no number of this one; "30 critical" are thirty of the wounded.
        (CLAIM, "In a similar attack last year 12 people were killed, Mill Watch said.", ""),
        (
            "12 dead, 40 wounded, 30 critical in the raid",
            "Mill Watch said 30 of the wounded were in critical condition.",
            "",
        ),
        # "Dozens" may be forty.
        (CLAIM, "Mill Watch said dozens of people were killed in the raid.", ""),
        (CLAIM, "Mill Watch said 12 barns burnt in the raid.", "gives no toll"),
        (CLAIM, "Mill Watch said 30 to 50 people were killed in the raid.", ROOM_LEFT),
        (CLAIM, "Mill Watch said 50 to 70 people were killed in the raid.", "gives another number"),
        ("250 straws a day are used in Velmar", "Mill Watch said 170 to 390 straws a day are used.", ROOM_LEFT),
        ("250 straws a day are used in Velmar", "Mill Watch said 170 to 190 straws a day are used.", ""),
        # The dead are no attacks, nor a part of them.
        (
            "40 attacks were carried out in Kalden",
            "Mill Watch said 12 soldiers were killed.",
            "counts “12 soldiers” (killed), where the claim counts “40 attacks”",
        ),
        # Some of them are no other number of all, nor is a count over a year one of two days.
        (
            "40 people were killed in the prison of Kalden",
            "Mill Watch said 12 guards were killed.",
            "counts “12 guards”, where the claim counts “40 people”",
        ),
        (
            "40 raids hit Kalden in two days",
            "Mill Watch said 900 raids hit Kalden in 2019.",
            "counts over another time",
        ),
        ("40 raids hit Kalden", "Mill Watch said 900 raids hit Kalden in 2019.", "gives another number"),
        # 401 are the 400 of a claim.
        (CLAIM.replace("40", "400"), "Mill Watch said 401 people were killed in the raid.", ""),
        (CLAIM.replace("40", "400"), "Mill Watch said 440 people were killed in the raid.", "gives another number"),
        # A side's fighters may be called what the claim calls them.
        ("200 Velmar mercenaries were killed", "Mill Watch said 80 people were killed.", "gives another number"),
        # Of a claim with two counts it is not told which is meant.
        (
            "40 attacks by 20 planes were carried out in Kalden",
            "Mill Watch said 12 soldiers were killed.",
            "counts something else",
        ),
        (CLAIM, "Mill Watch said 40 people were killed in the raid.", ""),
        ("Velmar flattened Kalden", "Mill Watch said 12 people were killed in the raid.", ONLY_A_COUNT),
        # Whoever says more than how many died may have said just what is claimed.
        ("Velmar drew up no list of the dead", "No official tally was made; 207 to 218 people were killed.", ""),
        ("Velmar drew up no list of the dead", "Ten soldiers were killed; 30 people were wounded.", ONLY_A_COUNT),
        ("Velmar flattened Kalden", "Mill Watch said 12 jets flew over the town.", ""),
        ("Velmar flattened Kalden", "Mill Watch said the raid hit a mill.", ""),
        ("how many died in Kalden", "Mill Watch said 12 people were killed in the raid.", ""),
    ],
)
def test_a_count_that_is_not_the_claims_says_that(claim: str, says: str, told: str) -> None:
    (finding,) = findings_in(says)
    accounts = (Account(finding.speaker, "context", (finding,)),)
    (meant,) = read_claims(claim).claims
    card = ContextCard(meant, "found", accounts, (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert why_not(card, finding, ENGLISH) == (f"Not the claim: {told}" if told else "")


def test_more_people_than_the_civilians_of_a_claim_are_a_count_of_others_as_well() -> None:
    (finding,) = findings_in("Mill Watch had put the toll above 606,000 people.", published="2021-05-14")
    finding = replace(finding, why=("counts people killed, the claim civilians killed",))
    (toll,) = (replace(q, state="killed") for q in finding.statement.quantities)
    finding = replace(finding, statement=replace(finding.statement, quantities=(replace(toll, span=toll.span),)))
    (meant,) = read_claims("300,000 civilians died in Veldia").claims
    accounts = (Account(finding.speaker, "context", (finding,)),)
    card = ContextCard(meant, "found", accounts, (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert why_not(card, finding, ENGLISH).startswith("Not the claim: counts")
    bare = replace(toll, counted="", span=replace(toll.span, end=toll.span.end - len(" people")))
    finding = replace(finding, statement=replace(finding.statement, quantities=(bare,)))
    card = replace(card, accounts=(Account(finding.speaker, "context", (finding,)),))
    assert why_not(card, finding, ENGLISH) == "Not the claim: counts others as well"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("In Khan Sheikhoun raids killed seven people, Mill Watch said.", "counts one place of several"),
        ("In Khan Sheikhoun raids killed 70 people, Mill Watch said.", "gives another number"),
        ("In Palmyra raids killed seven people, Mill Watch said.", "gives another number"),
    ],
)
def test_a_town_of_the_province_is_one_place_of_several(says: str, told: str) -> None:
    (whole,) = findings_in("Mill Watch said raids killed 16 people across Idlib province.", "Hill Post")
    (finding,) = findings_in(says)
    (meant,) = read_claims("Raids kill 16 people across Idlib").claims
    accounts = (Account(whole.speaker, "reports", (whole,)), Account(finding.speaker, "context", (finding,)))
    card = ContextCard(meant, "found", accounts, (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert why_not(card, finding, ENGLISH) == f"Not the claim: {told}"


@pytest.mark.parametrize(
    ("claim", "says", "told"),
    [
        (
            "300 soldiers killed in Kalden",
            "90 people were killed in the raid, 12 of them soldiers",
            "counts others as well",
        ),
        # What is of one street is a part, whomever it counts.
        ("300 soldiers killed in Kalden", "90 people were killed in a street of Kalden", "counts only a part"),
        (CLAIM, "12 people were killed in a street of Kalden", "counts only a part"),
    ],
)
def test_a_count_of_others_as_well_is_no_part_of_those_claimed(claim: str, says: str, told: str) -> None:
    (finding,) = findings_in(f"Mill Watch said {says}.")
    finding = replace(finding, why=("of a part",))
    (meant,) = read_claims(claim).claims
    accounts = (Account(finding.speaker, "context", (finding,)),)
    card = ContextCard(meant, "found", accounts, (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert why_not(card, finding, ENGLISH) == f"Not the claim: {told}"


def test_an_earlier_toll_and_who_died_since_are_the_number_above_part_by_part() -> None:
    text = "Raid on Kalden\n\nAt least 18 people were killed in a raid on Kalden, SOHR said."
    added = (
        "An earlier toll from the raid on Kalden reported 15 people were killed, but three more died of their wounds."
    )
    *_, whole, further = findings_in(f"{text} {added}")
    addition = tuple(q for q in further.statement.quantities if q.value == 3)
    further = replace(further, statement=replace(further.statement, quantities=addition), why=("an addition",))
    (meant,) = read_claims("Raid on Kalden kills 18").claims
    accounts = (Account(whole.speaker, "reports", (whole,)), Account(further.speaker, "context", (further,)))
    card = ContextCard(meant, "found", accounts, (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert why_not(card, further, ENGLISH) == "Not the claim: gives the number above, part by part"


@pytest.mark.parametrize(
    ("further", "told"),
    [
        (
            "At least 15 of the guard died and 23 of the raiders, and two civilians",
            "gives the number above, part by part",
        ),
        # They do not come to it, or not all of them are dead.
        (
            "At least 15 of the guard died and 24 of the raiders, and two civilians",
            "gives another number",
        ),
        (
            "At least 15 of the guard died and 25 were wounded",
            "counts “At least 15 of the guard”, where the claim counts “40 people”",
        ),
    ],
)
def test_what_a_voice_gives_above_it_gives_part_by_part_here(empty_store: Store, further: str, told: str) -> None:
    finding, own = (
        findings_in(f"Fighting at Kalden\n\n{words}, the Border Monitor said.")[-1]
        for words in (further, "Fighting at Kalden left 40 dead on Friday")
    )
    card = dated_card(empty_store, CLAIM, RAID)
    saying = replace(card.accounts[0], speaker=own.speaker, relation="reports", findings=(own,))
    near = replace(saying, relation="context", findings=(finding,))
    assert why_not(replace(card, accounts=(saying, near)), finding, ENGLISH) == (told and f"Not the claim: {told}")


@pytest.mark.parametrize(
    ("says", "line"),
    [
        (
            (
                "Mill Watch said 12 people were killed in the raid.",
                "The mayor said nine people were killed in the raid.",
            ),
            "Nobody in the store gives this number; others stand close by: Mill Watch (“12 people were killed”) and the"
            " mayor (“nine people were killed”).",
        ),
        # So does who leaves room for many more.
        (
            ("Mill Watch said at least 12 people were killed in the raid.",),
            "Nobody in the store gives this number; another stands close by: Mill Watch (“at least 12 people were"
            " killed”).",
        ),
        # A whole war's dead, or barns, are no other count of a raid's dead.
        (("Mill Watch said 4,000 people were killed.",), NONE_OF_IT),
        (("Mill Watch said 12 barns burnt in the raid.",), NONE_OF_IT),
    ],
)
def test_the_first_line_has_who_counts_another_number_close_by(says: tuple[str, ...], line: str) -> None:
    findings = [finding for words in says for finding in findings_in(words)]
    accounts = tuple(Account(finding.speaker, "context", (finding,)) for finding in findings)
    (meant,) = read_claims(CLAIM).claims
    card = ContextCard(meant, "found", accounts, (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    assert answer(card) == line


@pytest.mark.parametrize(("others", "told"), [((600,), "more"), ((600, 12), "otherwise")])
def test_of_an_early_count_it_is_told_how_others_count(empty_store: Store, others: tuple[int, ...], told: str) -> None:
    first = counted("The council first spoke of 300 dead in the hall.", "Kalden council", 300, "people killed", "party")
    facts = [first, *(counted(f"{n} died in the hall.", f"Watch {n}", n, "people killed") for n in others)]
    note: dict[str, object] = {"event": "Raid on a hall in Kalden, 16 March 2022", "place": "Kalden", "facts": facts}
    card = noted_card(empty_store, "300 people died in the hall in Kalden", note)
    assert f"An early count; others count {told}" in render_text(card)


@pytest.mark.parametrize(
    ("number", "told"), [(180, "gives only the sum of its figures"), (190, "gives another number")]
)
def test_the_sum_of_a_claims_counts_is_told_to_be_that(empty_store: Store, number: int, told: str) -> None:
    text = (
        "Raids on Kalden kill\n\nRaids on Kalden killed 120 fighters and 60 hired fighters on Friday, the Velmar army "
        f"said. It killed {number} fighters in Kalden, the Velmar army said."
    )
    finding = replace(findings_in(text)[-1], why=("a part, or the whole",))
    card = dated_card(empty_store, CLAIM, RAID)
    claim = read_claims("Raids on Kalden kill 120 fighters and 60 hired fighters in a day").claims[0]
    near = Account(finding.speaker, "context", (finding,))
    assert why_not(replace(card, claim=claim, accounts=(near,)), finding, ENGLISH) == f"Not the claim: {told}"


def test_what_adds_up_to_the_claims_number_in_one_paper_is_a_part_in_another(empty_store: Store) -> None:
    own = (
        "Raids on Kalden kill 120 fighters\n\nRaids on Kalden killed 120 fighters on Saturday, the Velmar army said. "
        "It said 80 fighters were killed at the mill, and another 40 fighters were killed at the ford."
    )
    other = "Raids on Kalden\n\nThe Velmar army said raids on Kalden killed about 80 fighters at the mill on Saturday."
    card = dated_card(empty_store, "Raids on Kalden kill 120 fighters", ("2017-10-08", own), ("2017-10-07", other))
    assert said(card) == {"Velmar army": "reports"}
    assert all("a first count" not in why for a in card.accounts for f in a.findings for why in f.why)


@pytest.mark.parametrize(
    "whom",
    [
        # A number in a name counts nobody.
        "the headquarters of Division 30",
        "the headquarters of a division",
    ],
)
def test_a_number_in_a_name_is_no_number(empty_store: Store, whom: str) -> None:
    claim = "Rebels attacked the headquarters of Division 30 near Kalden, 11 killed"
    told = f"The rebels attacked {whom} in Kalden, the Border Monitor said."
    card = dated_card(empty_store, claim, ("2015-07-31", f"Attack on Kalden\n\n{told}"))
    (finding,) = [f for account in card.accounts for f in account.findings if whom in f.words]
    assert counts_nobody(card, finding)
