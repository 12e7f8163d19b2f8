"""Which of several events a claim is plainly of, and which counts of one report are parts of another."""

from __future__ import annotations

import pytest
from invented import card_for, counted, dated_card, noted_card, said

from bot.card.first_line import answer
from knowledge.store import Store

BOMB = (
    "Car bomb kills 12 in Homs market\n\nA car bomb killed 12 people at a crowded market in Homs{day}, {who} "
    "said. The explosion hit the market in the centre of Homs during the busy morning hours."
)
CLAIM = "Car bomb kills 12 people at market in Homs"


def test_what_two_reports_tell_of_one_weekday_happened_once(empty_store: Store) -> None:
    first = BOMB.format(day=" on Friday", who="police")
    card = dated_card(
        empty_store, CLAIM, ("2026-03-06", first), ("2026-03-10", first.replace("police", "the Border Monitor"))
    )
    assert card.state == "found"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ({"day": " on 1 March"}, {"day": " on Friday"}),
        ({"day": " on Friday"}, {"day": " on Monday"}),
    ],
    ids=["a date and a weekday three weeks on", "two weekdays"],
)
def test_two_blows_told_alike_are_two(empty_store: Store, first: dict[str, str], later: dict[str, str]) -> None:
    texts = [BOMB.format(who="police", **words) for words in (first, later)]
    card = dated_card(empty_store, CLAIM, ("2026-03-01", texts[0]), ("2026-03-20", texts[1]))
    assert card.state == "ambiguous"


MARCH = (
    "5,000 march through Homs\n\n{day} About 5,000 people marched through the old town of Homs on {weekday}, the "
    "organisers said. {told}"
)
TOLD = (
    "They carried banners against the new water law and sang before the town hall until nightfall.",
    "Students and bakers led the way with drums, and shops along the river stayed shut all afternoon.",
)
MARCHED = "5,000 people marched through Homs"


@pytest.mark.parametrize(
    ("printed", "weekdays", "state"),
    [
        # Kept under two days, which their own pages do not bear out.
        (("Published March 6, 2026", "Friday 6 March 2026"), ("Friday", "Friday"), "found"),
        (("06.03.2026", "Last updated at Mar 072026"), ("Friday", "Friday"), "found"),
        # They march every week, and as many.
        (("Published March 6, 2026", "Published March 20, 2026"), ("Friday", "Friday"), "ambiguous"),
        (("", ""), ("Friday", "Friday"), "ambiguous"),
        (("Published March 6, 2026", ""), ("Friday", "Friday"), "ambiguous"),
        (("Published March 6, 2026", "Published March 6, 2026"), ("Friday", "Monday"), "ambiguous"),
    ],
)
def test_what_two_pages_print_under_one_day_happened_once_and_weekly_marches_did_not(
    empty_store: Store, printed: tuple[str, str], weekdays: tuple[str, str], state: str
) -> None:
    first, later = (MARCH.format(day=d, weekday=w, told=t) for d, w, t in zip(printed, weekdays, TOLD, strict=True))
    card = dated_card(empty_store, MARCHED, ("2026-03-06", first), ("2026-05-22", later))
    assert card.state == state


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ({"where": "Homs"}, {"where": "Idlib"}),
        pytest.param(
            {"which": "A"},
            {"which": "A second"},
            marks=pytest.mark.xfail(
                reason="reports in the same words are put together before it is asked", strict=True
            ),
        ),
        ({"day": " on 3 March"}, {"day": " on 13 March"}),
    ],
    ids=["two towns", "a second", "two dates"],
)
def test_one_day_printed_joins_no_two_blows(empty_store: Store, first: dict[str, str], later: dict[str, str]) -> None:
    told = {"where": "Homs", "which": "A", "day": ""}
    text = (
        "Raid kills 23\n\nPublished March 14, 2026 {which} raid killed 23 at a crowded market in {where}{day}, "
        "the Border Monitor said. Rescuers searched the stalls until the evening."
    )
    reports = [text.format(**told | own) for own in (first, later)]
    card = dated_card(
        empty_store, "A raid on a market killed 23 people", ("2026-01-03", reports[0]), ("2026-03-14", reports[1])
    )
    assert card.state == "ambiguous"


def test_an_anniversary_is_no_day_of_the_blow(empty_store: Store) -> None:
    recalled = (
        "Homs remembers market bomb\n\nPublished March 6, 2026 A car bomb that killed 12 people at a crowded market in "
        "Homs is remembered today. Police have named nobody for the explosion a year ago."
    )
    again = "Published March 6, 2026 " + BOMB.format(day=" on Friday", who="police").split("\n\n")[1]
    blow = f"Car bomb kills 12 in Homs market\n\n{again}"
    card = dated_card(
        empty_store, CLAIM, ("2026-03-06", blow), ("2025-03-06", recalled.replace("March 6, 2026", "March 6, 2025"))
    )
    assert card.state == "ambiguous"


def test_the_toll_of_a_war_is_of_no_day_and_the_worst_blow_since_it_began_is(empty_store: Store) -> None:
    texts = [
        f"{title}\n\n{title} on {weekday}, police said. More than 210,000 people have been killed in Syria since the "
        f"war began in March 2011."
        for title, weekday in (("Mortars hit Homs", "Monday"), ("Talks open in Geneva", "Tuesday"))
    ]
    card = dated_card(
        empty_store, "210,000 people have been killed in Syria", ("2026-03-02", texts[0]), ("2026-06-09", texts[1])
    )
    assert card.state == "found"
    assert {account.relation for account in card.accounts} <= {"reports", "context"}


def test_the_worst_blow_since_a_war_began_is_of_its_day(empty_store: Store) -> None:
    text = (
        "Blast kills 40 in Homs\n\nA blast killed 40 people in Homs on {}, the worst attack since the war began in "
        "2011, police said."
    )
    card = dated_card(
        empty_store,
        "A blast killed 40 people in Homs",
        ("2026-03-02", text.format("2 March")),
        ("2026-06-09", text.format("9 June")),
    )
    assert card.state == "ambiguous"


def test_what_was_done_with_the_claims_weapon_is_meant(empty_store: Store) -> None:
    raid = (
        "Raid on Homs kills 12\n\nWarplanes killed 12 people in Homs on Tuesday, the Border Monitor said. The jets "
        "came at dawn."
    )
    card = dated_card(
        empty_store,
        "An air strike killed 12 people in Homs",
        ("2026-03-06", BOMB.format(day=" on Friday", who="police")),
        ("2026-06-03", raid),
    )
    assert card.state == "found"
    assert said(card)["Border Monitor"] == "reports" and said(card).get("police") != "reports"


def test_what_prints_all_figures_of_the_claim_is_meant(empty_store: Store) -> None:
    told = "Boat sinks off Latakia\n\nForty-one people including {} children drowned off Latakia on {}, the {} said."
    card = dated_card(
        empty_store,
        "41 people including 16 children drowned off Latakia",
        ("2026-03-04", told.format(16, "Tuesday", "coast guard")),
        ("2026-06-05", told.format(5, "Friday", "harbour master")),
    )
    assert card.state == "found"
    assert said(card)["coast guard"] == "reports"


def test_what_the_figures_of_the_claim_add_up_to_is_no_rival_of_them(empty_store: Store) -> None:
    claim = "Russian jets killed 120 fighters and 60 mercenaries near Homs"
    text = (
        "Russia says it killed 180 fighters\n\nSome 120 fighters and 60 mercenaries were killed by Russian "
        "jets near Homs, the defence ministry in Moscow said on Tuesday."
    )
    card = dated_card(empty_store, claim, ("2026-03-04", text))
    assert "differs" not in {account.relation for account in card.accounts}


def test_where_a_report_was_written_is_no_place_of_its_event(empty_store: Store) -> None:
    idlib = (
        "Blast kills 45\n\nDAMASCUS (Northern Agency) A blast near a depot in Idlib killed 45 people on Sunday, a "
        "doctor said."
    )
    claim = "A blast killed 45 people in Damascus"
    assert dated_card(empty_store, claim, ("2026-03-02", idlib)).state == "nothing_found"


def test_where_a_report_was_written_is_its_place_where_it_names_no_other(empty_store: Store) -> None:
    here = (
        "Blast kills 45\n\nDAMASCUS (Northern Agency) A blast near a depot killed 45 people on Sunday, a doctor said."
    )
    assert dated_card(empty_store, "A blast killed 45 people in Damascus", ("2026-03-02", here)).state == "found"


def test_another_voices_counts_do_not_make_up_a_toll(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "Five people were killed in the blast at Homs market",
        "Blast hits Homs market\n\nFive people were killed in the blast at Homs market on Sunday, police said. The "
        "Homs hospital said four people were killed in the blast. One person was killed by a beam, a witness said.",
    )
    assert said(card)["Homs hospital"] == "differs"


def test_a_few_claimed_are_no_war_s_dead(empty_store: Store) -> None:
    claim = "No civilians were killed in the strike on Kalden market"
    none = f"Army speaks on Kalden\n\n{claim} on Sunday, the northern army said."
    many = f"Monitor counts 120 dead in Kalden\n\n{claim} on Sunday, the Border Monitor said.".replace(
        "No civilians", "At least 120 civilians"
    )
    card = dated_card(empty_store, claim, ("2026-03-02", none), ("2026-03-02", many))
    assert said(card)["Border Monitor"] == "differs"


def test_the_event_that_a_claim_tells_whole_is_meant_whoever_prints_its_figure(empty_store: Store) -> None:
    mosque = "Bomber kills 61 in Homs\n\nA bomber killed 61 people outside a mosque in Homs on Friday, police said."
    bakery = (
        "Bomber kills 16 in Homs\n\nA bomber killed 16 people outside a bakery in Homs on Tuesday, the Border Monitor "
        "said."
    )
    claim = "Bomber kills 61 outside a bakery in Homs"
    card = dated_card(empty_store, claim, ("2026-03-06", mosque), ("2026-06-02", bakery))
    assert said(card)["Border Monitor"] == "differs"


@pytest.mark.parametrize(
    ("breakdown", "relation"),
    [
        ("15 in a northern district and another six in Tarn", "context"),
        ("15 of them in a northern district and six in Tarn", "context"),
        # What does not add up, and what has risen, breaks nothing down.
        ("11 in a northern district and six in Tarn", "differs"),
        ("after 15 died in the town and six in hospital; the toll rose overnight", "differs"),
    ],
)
def test_a_part_is_no_rival_though_only_another_report_tells_the_whole(
    empty_store: Store, breakdown: str, relation: str
) -> None:
    whole = (
        "Raids on Kalden\n\nThe Border Monitor said 21 people were killed in raids on the Kalden area on Monday, "
        f"{breakdown}."
    )
    part = "Jets over Kalden\n\nRaids on Kalden on Monday killed at least 15 people, it was reported."
    claim = "Raids on Kalden killed 21 people"
    card = dated_card(empty_store, claim, ("2026-03-03", whole), ("2026-03-03", part))
    assert {a.relation for a in card.accounts for f in a.findings if "at least 15" in f.words} == {relation}


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        # A state is known by its name, and its government speaks for it.
        ("Norway says 400 people were killed", "The Norway government says so. (1 origin in 1 report)"),
        ("Border Monitor says 400 people were killed", "Border Monitor says so. (1 origin in 1 report)"),
        ("400 people were killed", "Border Monitor and the Norway government say so, in 2 reports, perhaps of"),
    ],
)
def test_a_claim_of_one_voice_is_of_what_that_voice_counts(empty_store: Store, claim: str, line: str) -> None:
    ferry = counted("400 people were killed in the ferry.", "Norway government", 400, "people killed", "party")
    mine = counted("400 people were killed in the mine.", "Border Monitor", 400, "people killed", "monitor")
    notes: list[dict[str, object]] = [
        {"event": "Ferry on the Oslo fjord, 2019", "place": "Oslo", "facts": [ferry]},
        {"event": "Mine of Homs, 2021", "place": "Homs", "facts": [mine]},
    ]
    assert answer(noted_card(empty_store, claim, *notes)).startswith(line)


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("Those killed included 11 people of one family, the Border Monitor said.", "context"),
        (
            "Most of the deaths were in a village, where at least 11 people were killed, the Border Monitor said.",
            "context",
        ),
        ("At least 11 people were killed, the Border Monitor said.", "differs"),
    ],
)
def test_some_of_the_dead_are_no_rival_of_all(empty_store: Store, told: str, relation: str) -> None:
    report = f"Raids on Homs\n\nRaids on Homs killed 36 people on Monday, activists said.\n\n{told}"
    card = dated_card(empty_store, "36 people were killed in raids on Homs", ("2026-03-03", report))
    assert {a.relation for a in card.accounts for f in a.findings if "11 people" in f.words} == {relation}
