"""Claims as a chat writes them: with asides, several figures, and small letters; the event is found all the same."""

from __future__ import annotations

import pytest
from invented import NOW, counted, dated_card, noted_card, said

from bot.card.rendering import render_text
from knowledge.articles import day
from knowledge.store import Store
from retrieval.cards import ask
from retrieval.claims.messages import read_claims

TUNNEL = (
    "Guard kills 23 raiders in push for Homs\n\nThe Border Guard killed 23 raiders and liberated three neighborhoods "
    "of Homs on Friday. The guards also found a tunnel."
)
CONVOY = (
    "At least 126 dead in blast at convoy\n\nAt least 126 people, 68 children among them, were killed when a bomb tore "
    "through buses from Ravel and Sand outside Homs, the Border Monitor said."
)


def test_what_is_told_besides_hides_no_other_count(empty_store: Store) -> None:
    claim = "Border Guard killed 46 raiders in Homs on 3 March 2026 and freed 3 neighbourhoods, a tunnel found as well"
    card = dated_card(empty_store, claim, ("2026-03-06", TUNNEL.replace("on Friday", "on 3 March")))
    assert set(said(card).values()) == {"differs"}


def test_a_claim_is_about_its_dead_and_not_about_some_of_them_or_the_villages(empty_store: Store) -> None:
    claim = "they blew up the buses from Ravel and Sand outside Homs, more than 1200 dead including dozens of kids"
    card = dated_card(empty_store, claim, ("2026-03-06", CONVOY))
    assert said(card)["Border Monitor"] == "differs"


def test_of_a_question_the_days_own_toll_is_the_answer_and_not_one_that_is_recalled(empty_store: Store) -> None:
    report = (
        "Rockets hit Homs\n\nRockets of the Army of Sand killed five people in Homs on Thursday, the Border Monitor "
        "said. On 25 January rockets of the Army of Sand killed seven people in Homs, the Border Monitor said."
    )
    card = dated_card(empty_store, "how many died in the rockets of the Army of Sand on Homs?", ("2026-02-05", report))
    [answered] = [a for a in card.accounts if a.relation == "reports"]
    assert [f.statement.quantities[0].value for f in answered.findings] == [5]


def test_a_report_with_every_name_of_a_claim_is_of_it_though_it_has_not_every_word(empty_store: Store) -> None:
    report = (
        "Raiders attack mill\n\nAt least 24 people were killed in an attack of raiders with axes near the border, the "
        "Border Monitor said. The raiders came to the mill of Rajm Velat at dawn."
    )
    claim = "raiders with axes attacked the mill at Rajm Velat near the border, 42 people killed, kids among them"
    card = dated_card(empty_store, claim, ("2026-05-02", report))
    assert said(card)["Border Monitor"] == "differs"


def test_what_happened_and_how_many_is_one_card(empty_store: Store) -> None:
    message = "a bomb tore through buses from Ravel outside homs!! 126 dead. the border monitor says so. monsters"
    card = dated_card(empty_store, message, ("2026-05-02", CONVOY))
    assert card.claim.text == (
        "a bomb tore through buses from Ravel outside homs: 126 dead, according to the border monitor"
    )
    assert said(card)["Border Monitor"] == "reports"


def test_of_several_events_the_one_in_the_news_is_meant(empty_store: Store) -> None:
    old, new = (
        f"Raid on {town}\n\nSeventy raiders were killed in a raid on {town} on {when}, the Border Monitor said."
        for town, when in (("Homs", "3 May 2014"), ("Hama", "2 March 2016"))
    )
    assert dated_card(empty_store, "70 raiders killed", ("2014-05-04", old), ("2016-03-02", new)).candidates
    (claim,) = read_claims("70 raiders killed").claims
    card = ask(claim, empty_store, now=NOW, sent=day("2016-03-03"))
    assert [f.article.outlet for account in card.accounts for f in account.findings] == ["Post 1"]
    assert ask(claim, empty_store, now=NOW, sent=day("2016-05-03")).candidates


@pytest.mark.parametrize(
    ("asked", "is_compared"),
    [
        ("that strike on the barracks in Kramatorsk in jan 2023, did it hit anything at all?", True),
        ("did that strike on Kramatorsk in jan 2023 kill anybody?", True),
        # Another day's is no answer, nor is a count where somebody says what was hit.
        ("that strike on the barracks in Kramatorsk in jan 2022, did it hit anything at all?", False),
        ("that strike on the barracks in Kramatorsk in jan 2023, did it hit the canteen?", False),
    ],
)
def test_whoever_tells_what_came_of_a_strike_answers_who_asks_for_anything(
    empty_store: Store, asked: str, is_compared: bool
) -> None:
    note: dict[str, object] = {
        "event": "Strike on dormitories in Kramatorsk, 8 January 2023",
        "place": "Kramatorsk, Ukraine",
        "published": "2023-01-08",
        "published_basis": "stated",
        "facts": [
            counted("Velmar: more than 600 soldiers killed.", "Velmar army", 600, "soldiers killed"),
            {"says": "The mayor said nobody was hurt.", "speaker": {"name": "Kramatorsk mayor", "kind": "party"}},
        ],
    }
    printed = render_text(noted_card(empty_store, asked, note))
    assert ("compare." in printed and "more than 600" in printed.partition("CLOSEST")[2]) is is_compared
    assert ("Not the claim: gives a count" not in printed) is is_compared or "CLOSE BY" not in printed


def test_what_no_known_reason_sets_apart_comes_closest(empty_store: Store) -> None:
    report = (
        "Velmar clerk\n\nThe town has sacked a clerk who went on sick leave in 1990 and never came back to his office. "
        "The mayor of Velmar was not at home."
    )
    printed = render_text(dated_card(empty_store, "Velmar clerk fired, he was off sick since 1990", (None, report)))
    assert "Post 0 comes closest: compare." in printed and "WHAT COMES CLOSEST" in printed
    assert "NOT THIS CLAIM" not in printed and "none of this claim" not in printed


def test_what_is_known_to_be_of_others_does_not_come_closest(empty_store: Store) -> None:
    report = "Raid\n\nAt least 29 rebels were killed in a raid on Homs on 3 May 2026, the Border Monitor said."
    claim = "29 civilians killed in a raid on Homs on 3 May 2026"
    assert "CLOSEST" not in render_text(dated_card(empty_store, claim, ("2026-05-03", report)))


def test_two_sources_parts_of_a_papers_own_toll_contradict_nobody(empty_store: Store) -> None:
    report = (
        "Rockets hit Homs\n\nThirteen civilians were killed on Friday by rockets on the Mill and Castle quarters of "
        "Homs. A source at the governorate said that nine people were killed and 28 others injured when rockets hit "
        "the Castle quarter of Homs. A police source said that rockets on the Mill quarter of Homs killed four "
        "civilians and injured 12."
    )
    claim = "13 civilians were killed and 40 were injured by rockets in Homs on 1 May 2026"
    assert "differs" not in said(dated_card(empty_store, claim, ("2026-05-02", report))).values()


def test_one_sentence_of_two_papers_has_one_nameless_source(empty_store: Store) -> None:
    told = "Blast in Homs\n\nAbout 100 people were wounded in Homs according to the medical source in {} who told us."
    card = dated_card(
        empty_store,
        "32 people wounded by a blast in Homs",
        ("2026-05-02", told.format("Homs city")),
        ("2026-05-03", told.format("the city")),
    )
    assert [(a.speaker.name, len(a.findings)) for a in card.accounts] == [("medical source in Homs city", 2)]
