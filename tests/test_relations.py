"""Who is said to say so, to say otherwise, and to deny: the errors a card must not make.

Each row is a claim and a few sentences as reports print them; the real reader, the real model and a store of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import NOW, card_for, said

from knowledge.articles import read_pasted
from knowledge.model import ContextCard, Finding, Relation
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import read_claims
from retrieval.denying.contrasts import by_words
from retrieval.grammar.withheld import hedged
from retrieval.relations import weigh


def test_whoever_rejects_a_figure_denies_it_and_does_not_say_it(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "40 inmates killed in prison riot in Kalden",
        "Prison Watch counts 40 dead\n\nForty inmates were killed in the riot in Kalden prison, Prison Watch said.",
        "Ministry speaks on Kalden\n\n"
        "The interior ministry denied that 40 inmates were killed in the prison riot in Kalden.",
    )
    assert said(card)["Prison Watch"] == "reports"
    assert said(card)["interior ministry"] == "denies"


def test_a_negated_claim_is_not_answered_with_its_opposite(starter: Store) -> None:
    (card,) = answer("Russia did not kill 200 militants in Palmyra", starter, now=NOW).cards
    assert not [a for a in card.accounts if a.relation in ("reports", "differs", "denies")]


@pytest.mark.parametrize(
    "claim",
    [
        "ISIS killed 12 soldiers on a bus in Peru",
        "Germany hit by a flood, 180 dead",
        "300 people died on the Lenora ferry",
        "Over 130 airstrikes hit Hodeidah in Yemen",
    ],
)
def test_the_dead_of_one_event_are_not_anothers(claim: str, starter: Store) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert not [a for a in card.accounts if a.relation in ("reports", "differs", "denies")]


def test_a_topic_is_not_a_statement(starter: Store) -> None:
    (card,) = answer("The White Helmets staged the chemical attack in Douma", starter, now=NOW).cards
    assert said(card).get("Russian government") != "differs"
    assert said(card).get("Wikipedia") != "reports"


def test_no_one_claimed_is_not_claimed(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "ISIS claimed the attack on the bus in Lowmarket",
        "Bus attacked in Lowmarket\n\nNo one had yet claimed the attack on the bus in Lowmarket, police said.",
    )
    assert "police" not in {n for n, r in said(card).items() if r == "reports"}


def test_another_number_of_something_unnamed_is_not_the_claim(starter: Store) -> None:
    (card,) = answer("Russian airstrikes kill 21 ISIS", starter, now=NOW).cards
    reporting = [f.words for a in card.accounts if a.relation == "reports" for f in a.findings]
    assert all("21" in words for words in reporting)


def test_a_look_back_names_its_year(starter: Store) -> None:
    (card,) = answer("Coalition killed 1,600 civilians in Raqqa in 2017", starter, now=NOW).cards
    assert "reports" in said(card).values()


@pytest.mark.parametrize("when", ["February 2021", "March 2021", "1 March 2021", "May 2021", "January 2020"])
def test_a_report_of_another_day_of_the_year_is_no_look_back(when: str, starter: Store) -> None:
    (card,) = answer(f"Russia killed 200 militants in Palmyra in {when}", starter, now=NOW).cards
    assert not [a for a in card.accounts if a.relation != "context"]


@pytest.mark.parametrize("when", ["April 2021", "18 April 2021", "2021"])
def test_a_report_of_the_day_of_the_claim_is_of_it(when: str, starter: Store) -> None:
    (card,) = answer(f"Russia killed 200 militants in Palmyra in {when}", starter, now=NOW).cards
    assert said(card)["Russian military"] == "reports"


def test_fewer_than_200_is_not_200(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "200 people killed in the Port Amber explosion",
        "Explosion in Port Amber\n\nFewer than 200 people were killed in the Port Amber explosion, the mayor said.",
    )
    assert "reports" not in said(card).values()


def test_each_figure_goes_to_the_voice_that_gives_it(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "40 people killed in Port Amber",
        "Toll in Port Amber\n\n"
        "The mayor said 40 people were killed in Port Amber, while the Red Crescent said 25 were.",
    )
    assert said(card)["mayor"] == "reports"


def context(card: ContextCard) -> list[str]:
    return [f.words for account in card.accounts if account.relation == "context" for f in account.findings]


@pytest.mark.parametrize(
    ("claim", "subject"),
    [
        ("The Beirut port explosion was caused by an Israeli missile", "Beirut"),
        ("Hurricane Maria destroyed the electricity grid of Puerto Rico", "Hurricane Maria"),
    ],
)
def test_near_misses_share_the_event_and_do_not_say_the_claim(claim: str, subject: str, starter: Store) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert card.state == "found" and set(said(card).values()) == {"context"}
    events = {f.article.event or "" for account in card.accounts for f in account.findings}
    assert len(events) == 1 and subject in events.pop()


@pytest.mark.parametrize(
    "claim",
    [
        "Russian airstrikes on a wedding in Yemen",
        "Russia bombed a hospital in Kunduz",
        "Pele was the best footballer of Brazil",
        "the terrorists were seen at an airport",
    ],
)
def test_a_shared_word_is_no_near_miss(claim: str, starter: Store) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert card.state == "nothing_found" and not card.accounts


def test_a_report_from_one_town_is_not_of_another_because_both_lie_in_one_country(starter: Store) -> None:
    (card,) = answer("Russia killed 200 militants in Aleppo", starter, now=NOW).cards
    assert "reports" not in said(card).values()


@pytest.mark.parametrize(
    "statement",
    [
        "SOHR toll rose from 42 to 49.",
        "A 1 January ambush on the Damascus-Raqqa road killed 12 soldiers and three civilians.",
        "US: 105 weapons launched, none intercepted.",
        "The strikes are credited jointly to the Syrian Air Force and the Russian Aerospace Forces; "
        "no split between the two is given.",
    ],
)
def test_whoever_prints_the_claim_word_for_word_says_it(statement: str, starter: Store) -> None:
    cards = answer(statement, starter, now=NOW).cards
    reporting = [f.words for card in cards for a in card.accounts if a.relation == "reports" for f in a.findings]
    assert statement in reporting


def test_a_claim_is_weighed_as_it_was_meant_and_shown_as_it_was_typed(starter: Store) -> None:
    (card,) = answer("Rusia kiled 200 militnats in Palmira", starter, now=NOW).cards
    assert said(card)["Russian military"] == "reports"
    assert card.claim.text == "Rusia kiled 200 militnats in Palmira"


def test_a_look_back_is_of_the_day_of_its_event(starter: Store) -> None:
    (card,) = answer("218 people died in the Beirut port explosion", starter, now=NOW).cards
    assert card.state == "found"
    assert {a.relation for a in card.accounts if a.speaker.name == "Human Rights Watch"} >= {"reports"}


TABLE = Path(__file__).parent / "tables" / "relations.txt"
ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def weighed(claim: str, statement: str) -> tuple[Relation, str]:
    """How a statement that is close to the claim is weighed, and why."""
    (read,) = read_claims(claim).claims
    article = read_pasted(f"A report\n\n{statement}", url="https://example.org/1", outlet="Harbour Post")
    told = [s for s in read_statements(article) if s.place_in_article == "body"]
    related = weigh(read, [Finding(s, article, 0.75, ()) for s in told]).related
    return (related[0].relation, "; ".join(related[0].finding.why)) if related else ("context", "")


@pytest.mark.parametrize(("claim", "statement", "relation", "why"), ROWS)
def test_a_statement_beside_a_claim(claim: str, statement: str, relation: str, why: str) -> None:
    decided, because = weighed(claim, statement)
    assert decided == relation
    assert why in because or relation == "context"


def test_the_table_is_mostly_of_what_must_not_be_said() -> None:
    assert len(ROWS) >= 60
    assert sum(relation == "context" for _, _, relation, _ in ROWS) >= 25


def test_a_misspelled_negation_makes_nobody_deny() -> None:
    statement = "Most attacks in Tovar were never claimed by the rebels."
    assert by_words("Most attacks in Tovar were nevre claimed by the rebels", statement) is None
    found = by_words("Most attacks in Tovar were claimed by the rebels", statement)
    assert found is not None and found.relation == "denies"


@pytest.mark.parametrize(
    ("words", "is_doubtful"),
    [
        ("The army may have shelled Kalden", True),
        ("This may have killed 12 people", True),
        ("12 may have died", True),
        ("At least 12 may be dead", True),
        ("Up to 40 may not reach Kalden", True),
        ("Some 300 may die of cholera in Kalden", True),
        ("This may possibly close the port", True),
        ("Of the 40 sailors, 12 May Have Drowned", True),
        ("Army May Reject the Truce in Kalden", True),
        ("THE ARMY MAY REJECT THE TRUCE", True),
        ("Twelve died between April and May, the mayor said", False),
        ("The May raids on Kalden killed 12", False),
        ("Jonas May said 12 were killed", False),
        ("In May the army shelled Kalden", False),
        ("The army has shelled Kalden since 3 May", False),
        ("In May not one ship reached Kalden", False),
        ("The vote of this May strike leaders called a fraud", False),
        ("This May 12 people were killed in Kalden", False),
        ("Late in May 2021 the port was closed", False),
        ("The strike of 3 May killed 12", False),
        ("The strike of 13 May killed 12", False),
        ("the port was closed in may", False),
    ],
)
def test_may_is_doubt_or_a_month(words: str, is_doubtful: bool) -> None:
    assert hedged(words) is is_doubtful
