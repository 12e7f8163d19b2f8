"""Which reports speak of one event, which of one subject, and which only of one day or one place."""

from __future__ import annotations

import json
import random
from itertools import combinations

import numpy as np
import pytest
from invented import findings_in

from knowledge.model import Entry, Finding
from knowledge.notes import read_notes
from retrieval.claims.messages import read_claims
from retrieval.events import (
    elsewhere,
    events_of,
    follows_up,
    grouping,
    may_share_an_event,
    placed_in,
    subjects_of,
    told_alike,
)
from retrieval.events.reports import same_count
from retrieval.events.sameness import NEVER, grouped, is_unlikely, sameness
from retrieval.grammar.closeness import names_shared

MARKET = (
    "Air raid on market kills 19 in Aleppo\n\nAn air raid on a vegetable market killed at least 19 people in Aleppo on "
    "Tuesday, the Harbour Monitor said. Rescuers pulled children from the stalls."
)
MARKET_ELSEWHERE_TOLD = (
    "Monitor says 19 dead after raid on Aleppo vegetable market\n\nChildren were among at least 19 people killed when "
    "an air raid struck a market in Aleppo on Tuesday, according to the Harbour Monitor. Rescuers searched the stalls."
)
SHELLS = (
    "Shells kill 7 on Aleppo school road\n\nRocket shells fired by gunmen killed 7 civilians near a school in Aleppo "
    "on Tuesday, a police source told the Northern Agency. Two buses were burnt."
)


def outlets(groups: tuple[tuple[Finding, ...], ...]) -> list[set[str]]:
    return [{finding.outlet for finding in group} for group in groups]


def test_one_story_of_one_day_is_one_event_whoever_prints_it() -> None:
    found = [*findings_in(MARKET), *findings_in(MARKET_ELSEWHERE_TOLD, "Levant Daily")]
    assert outlets(tuple(e.findings for e in events_of(found))) == [{"Harbour Post", "Levant Daily"}]


def test_one_day_and_one_city_are_no_event() -> None:
    found = [*findings_in(MARKET), *findings_in(SHELLS, "Northern Agency")]
    assert len(events_of(found)) == 2


def test_one_story_of_another_month_is_another_event() -> None:
    found = [*findings_in(MARKET), *findings_in(MARKET_ELSEWHERE_TOLD, "Levant Daily", "2019-08-20")]
    assert len(events_of(found)) == 2


def test_reports_that_tell_days_apart_are_of_two_events_however_alike() -> None:
    told = "Strike on Aleppo depot\n\nA strike on a depot in Aleppo on {} killed at least 19 people, rescuers said."
    found = [
        *findings_in(told.format("3 May 2019"), "Harbour Post"),
        *findings_in(told.format("12 May 2019"), "Levant Daily"),
        *findings_in(told.format("3 May 2019").replace("rescuers", "nurses"), "Northern Agency", "2019-06-01"),
    ]
    assert outlets(tuple(e.findings for e in events_of(found))) == [
        {"Harbour Post", "Northern Agency"},
        {"Levant Daily"},
    ]


def test_reports_that_share_no_event_are_known_before_all_are_put_together() -> None:
    market, retold = findings_in(MARKET), findings_in(MARKET_ELSEWHERE_TOLD, "Levant Daily")
    shells = findings_in(SHELLS, "Northern Agency")
    assert may_share_an_event(market, retold) and may_share_an_event([*shells, *market], retold)
    assert not may_share_an_event([*market, *retold], shells)
    assert not may_share_an_event(market, [])


def test_a_group_is_as_likely_as_its_pairs_on_average_and_one_bar_keeps_it_apart() -> None:
    # 1 is like 0 and like 2, which are not alike; 3 is like both others of its pair.
    likely = np.array([[0, 0.9, 0.1, 0.7], [0.9, 0, 0.8, 0.6], [0.1, 0.8, 0, 0], [0.7, 0.6, 0, 0]])
    assert grouped(likely, 0.6) == [[0, 1, 3], [2]]
    likely[0, 3] = likely[3, 0] = NEVER
    assert grouped(likely, 0.6) == [[0, 1], [2], [3]]


STORIES = (
    "Air raid on a vegetable market in {}\n\nAn air raid killed {} shoppers in {} on {} May 2019, a monitor said.",
    "Mortar shells fall on {} school\n\nGunmen shelled a school: {} pupils died in {} on {} May 2019, medics said.",
    "Truck bomb at {} mill\n\nA lorry blew up beside a flour mill and {} guards of {} died on {} May 2019.",
)
BEHIND = ("Rescuers dug for the missing all night.", "Buses took the wounded to Hama.", "Families fled the quarter.")


def told_somehow(draw: random.Random, number: int) -> list[Finding]:
    town = draw.choice(("Aleppo", "Homs", "Raqqa"))
    told = draw.choice(STORIES).format(town, draw.choice((7, 19, 40)), town, draw.randint(3, 6))
    return findings_in(f"{told} {draw.choice(BEHIND)}", f"Paper {number}", f"2019-05-{draw.randint(7, 9):02d}")


def test_a_pair_that_openings_days_and_towns_rule_out_is_never_likely_after_all() -> None:
    draw = random.Random(5)
    pairs = list(combinations([grouping.telling(told_somehow(draw, number)) for number in range(16)], 2))
    for least in (0.4, 0.6, 0.9):
        ruled_out = [pair for pair in pairs if is_unlikely(*pair, least)]
        assert all(sameness(*pair) < least for pair in ruled_out)
        assert 0 < len(ruled_out) < len(pairs)


def test_the_events_are_the_same_where_every_pair_of_reports_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(7)
    found = [finding for number in range(16) for finding in told_somehow(draw, number)]
    sooner = [event.findings for event in events_of(found)]
    monkeypatch.setattr(grouping, "is_unlikely", lambda one, other, least: False)
    assert [event.findings for event in events_of(found)] == sooner
    assert 1 < len(sooner) < 16


@pytest.mark.parametrize(
    ("other", "published", "follows"),
    [(MARKET_ELSEWHERE_TOLD, "2019-05-15", True), (MARKET_ELSEWHERE_TOLD, "2019-08-20", False),
     (SHELLS, "2019-05-14", False)],
)  # fmt: skip
def test_a_report_follows_one_that_tells_its_story_and_came_out_within_days(
    other: str, published: str, follows: bool
) -> None:
    home, later = findings_in(MARKET)[0].article, findings_in(other, "Levant Daily", published)[0].article
    assert follows_up(home, later) is follows


def test_a_country_beside_a_town_does_not_join_two_towns() -> None:
    palmyra = findings_in("Strikes hit Palmyra, Syria\n\nStrikes hit Palmyra in Syria on Tuesday.")
    claim = read_claims("Strikes hit Aleppo in Syria").claims[0]
    assert all(elsewhere(claim.where, finding) for finding in palmyra)
    assert not any(elsewhere(read_claims("Strikes hit Syria").claims[0].where, finding) for finding in palmyra)


def test_a_region_only_says_where_a_town_in_it_lies() -> None:
    claim = read_claims("Strikes hit a market in Aleppo").claims[0]
    idlib = findings_in("Market hit\n\nStrikes hit a market in Maarat al-Numan in north-western Syria on Tuesday.")
    north_west = findings_in("Market hit\n\nStrikes hit a market in north-western Syria on Tuesday.")
    assert elsewhere(claim.where, idlib[1]) and not elsewhere(claim.where, north_west[1])


def test_a_headline_without_a_place_is_of_the_region_that_its_report_names() -> None:
    claim = read_claims("Ten soldiers killed in raids in Aleppo").claims[0]
    found = findings_in(
        "Ten soldiers killed in raids\n\nTen soldiers were killed in raids on the Golan Heights on Monday, medics said."
    )
    placed = placed_in(found)
    assert all(elsewhere(claim.where, finding, placed) for finding in found)
    assert not elsewhere(read_claims("Ten soldiers killed in raids on Quneitra").claims[0].where, found[0], placed)


def test_a_suburb_is_not_apart_from_the_city_it_lies_about() -> None:
    found = findings_in("Toll of attack near capital\n\nA nurse in suburbs of Damascus said 213 people had died.")
    assert not elsewhere(read_claims("1,300 people died in Ghouta").claims[0].where, found[1])


def test_a_subject_is_shared_by_all_its_reports_and_not_handed_on() -> None:
    # The first and the last share no town; the one between shares one with each.
    towns = [("Palmyra",), ("Palmyra", "Sukhna"), ("Sukhna",)]
    found = [
        finding
        for number, named in enumerate(towns)
        for finding in findings_in(
            f"Patrol number {number}\n\nA patrol {number} was seen in {' and '.join(named)}.",
            f"Outlet {number}",
            f"2019-05-{2 + 9 * number:02d}",
        )[1:]
    ]
    assert outlets(subjects_of(found)) == [{"Outlet 0", "Outlet 1"}, {"Outlet 2"}]


def test_openings_are_alike_by_the_words_of_the_shorter() -> None:
    one, other, third = (findings_in(text)[0].article for text in (MARKET, MARKET_ELSEWHERE_TOLD, SHELLS))
    assert told_alike(one, one) == 1.0 and told_alike(one, other) == told_alike(other, one)
    assert told_alike(one, other) > 0.5 > 0.3 > told_alike(one, third)


@pytest.mark.parametrize(
    ("claim", "shared"),
    [
        ("Lenora ferries are never on time", True),
        ("Owners of the Lenora were warned", True),
        # It opens the sentence, and the report writes it small: no name.
        ("Ferries are never on time", False),
        ("Ferries to Yemen are never on time", False),
    ],
)
def test_a_word_that_opens_a_sentence_is_not_yet_a_name(claim: str, shared: bool) -> None:
    found = findings_in("Warning before sinking\n\nEngineers say ferries like the Lenora are never inspected.")[1]
    assert names_shared(read_claims(claim).claims[0], found) is shared


@pytest.mark.parametrize(
    ("told", "is_one"),
    [
        ("Three children were killed and 14 students were wounded in Kalden.", False),
        ("Sixteen civilians, including three children, were killed in Kalden.", True),
        ("Twelve people were killed in Kalden, including three children.", True),
    ],
)
def test_three_children_of_sixteen_dead_are_no_three_who_died_elsewhere(told: str, is_one: bool) -> None:
    (own,) = findings_in("Sixteen civilians - including three children - were killed on Monday.")
    (other,) = findings_in(told, "Canal Post")
    assert same_count(own, other) is is_one


@pytest.mark.parametrize(
    ("event", "is_apart"),
    [
        ("Air campaign against the Front in the Velmar desert", True),
        # Of one blow there are not many such days.
        ("Air raid on the Front in the Velmar desert", False),
    ],
)
def test_an_undated_note_of_a_long_campaign_is_of_no_others_month(event: str, is_apart: bool) -> None:
    def note(number: int, says: str, **more: str) -> dict[str, object]:
        shared = {"kind": "report", "outlet": "Mill Watch", "title_is": "headline", "confidence": "high"}
        title = "Jets pound the Velmar desert with raids"
        place = {"place": "Velmar desert", "event": event, "title": title, "facts": [{"says": says, "speaker": None}]}
        return {"id": f"N{number}", "url": f"https://example.org/{number}", **shared, **place, **more}

    notes = (
        note(1, "Jets pounded the Velmar desert with 130 raids in one day."),
        note(2, "Jets pounded the Velmar desert with 1,250 raids.", published="2021-04", published_basis="stated"),
    )
    read = read_notes("\n".join(map(json.dumps, notes)))
    found = [Finding(one.statements[-1], one.article, 1.0, ()) for one in read if isinstance(one, Entry)]
    assert len(found) == 2
    assert (len(events_of(found)) == 2) is is_apart
