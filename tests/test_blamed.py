"""Whom a note of an event lays the deed to, or clears of it, stands under the heading that says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, noted_card, said

from bot.card.rendering import render_text
from knowledge.store import Store
from retrieval.relations.blamed import clears_alike, lays_it_alike, lays_it_elsewhere

DEPOT = {
    "event": "Blast at a depot in Homs, 16 March 2017",
    "event_id": "homs-depot-2017",
    "place": "Homs, Syria",
    "published": "2017-03-18",
    "published_basis": "stated",
}
ANSWERS, ALIKE, ALSO = "WHO ANSWERS IT, OR DOUBTS IT", "WHO LAYS IT TO THE SAME SIDE", "ALSO CLOSE BY"


def heading_of(printed: str, words: str) -> str:
    """The heading under which a card prints these words; "" where it does not."""
    before, found, _ = printed.partition(words)
    headings = [line for line in before.splitlines() if line.isupper() and not line.startswith(" ")]
    return headings[-1] if found else ""


@pytest.mark.parametrize(
    ("claim", "words", "elsewhere", "alike"),
    [
        # Whom the claim has do it is cleared, or another is blamed.
        ("Ten killed by Belgium in Tarn", "Norway judges Belgium was not responsible.", True, False),
        ("Ten killed by Belgium in Tarn", "The panel clears Belgium.", True, False),
        ("Ten killed by Belgium in Tarn", "The panel found that the Belgian army did not do it.", True, False),
        ("Ten killed by Belgium in Tarn", "Tarn blames Norway.", True, False),
        ("Ten killed by Belgium in Tarn", "Tarn blames the attack on Norwegian jets.", True, False),
        ("Ten killed by Belgium in Tarn", "Tarn blames Norway for the attack.", True, False),
        ("Ten killed by Norway in Tarn", "Tarn blames Belgium.", True, False),
        # By whose rocket it was, however it was typed; and whom the claim itself clears.
        ("a norwegian rocket hit the Tarn mill", "Tarn blames a Belgian strike.", True, False),
        ("it was ISIS explosives in Tarn, not the Belgian bomb", "Tarn blames a Belgian strike.", True, False),
        ("it was ISIS explosives in Tarn, not the Belgian bomb", "The fall is blamed on ISIS.", False, True),
        ("it was a Norwegian rocket, not Belgium", "Tarn judges Belgium was not responsible.", False, False),
        # Whoever is blamed is whom the claim has do it.
        ("Ten killed by Belgium in Tarn", "Tarn blames a Belgian strike.", False, True),
        ("Ten dead after a Belgian strike on Tarn", "Tarn blames Belgium.", False, True),
        ("Ten killed by Belgium in Tarn", "Tarn blames Belgium and Norway.", False, False),
        # By whose kind of weapon it was.
        ("Ten killed by Belgium in Tarn", "Apparently a munition common among Norwegian groups.", True, False),
        ("Ten killed by Belgium in Tarn", "A missile used by the Belgian army.", False, True),
        ("Ten killed by Belgium in Tarn", "The mill was used by Norwegian groups.", False, False),
        # A coalition and its member, a state and a band may be one.
        ("US-led coalition killed ten in Tarn", "Tarn blames Belgium.", False, False),
        ("Ten killed by Belgium in Tarn", "Tarn blames a coalition with Norway.", False, False),
        ("Ten killed by Hezbollah in Tarn", "Tarn blames Iran.", False, False),
        # That is blamed on them which is something else, or nobody is blamed or cleared.
        ("Ten killed by Belgium in Tarn", "Tarn blames Norway for the delay.", False, False),
        ("Ten killed by Belgium in Tarn", "Tarn does not blame Norway.", False, False),
        ("Ten killed by Belgium in Tarn", "Tarn denies that Belgium was not responsible.", False, False),
        ("Ten killed by Belgium in Tarn", "Was Belgium not responsible? Tarn blames Norway?", False, False),
        ("Ten killed by Belgium in Tarn", "Tarn blames a failed rocket.", False, False),
        # The claim lays it to nobody, or those were hit themselves.
        ("Ten killed in Tarn", "Tarn blames Norway.", False, False),
        ("Ten killed in an attack on Belgian jets in Tarn", "Tarn blames Norway.", False, False),
        ("Ten Belgian troops killed in Tarn, not Danish troops", "Tarn blames Denmark.", False, False),
    ],
)
def test_who_is_blamed_or_cleared(claim: str, words: str, elsewhere: bool, alike: bool) -> None:
    assert (lays_it_elsewhere(claim, words), lays_it_alike(claim, words)) == (elsewhere, alike)


@pytest.mark.parametrize(
    ("claim", "is_cleared"),
    [
        ("Belgium did not bomb Tarn", True),
        ("Belgium didn't actually bomb Tarn", True),
        ("Belgium never bombed Tarn", True),
        ("Belgium was not bombing Tarn", True),
        ("Belgium was not responsible for the blast in Tarn", True),
        ("Belgium had nothing to do with the blast in Tarn", True),
        ("Tarn was never bombed by Belgium", True),
        ("Tarn was not hit at night by a Belgian rocket", True),
        ("it was not Belgium that bombed Tarn", True),
        # It goes on, or is not owned to; or another thing was left undone.
        ("Belgium has not stopped bombing Tarn", False),
        ("Belgium has not admitted bombing Tarn", False),
        ("Belgium did not warn Tarn before it bombed it", False),
        ("Belgium did not apologise for bombing Tarn", False),
        ("Belgium does not regret bombing Tarn", False),
        ("Belgium has not denied bombing Tarn", False),
        ("Belgium did not only bomb Tarn", False),
        ("Tarn has not stopped being bombed by Belgium", False),
        # It was not hit itself.
        ("Belgium was not bombed after the blast in Tarn", False),
        ("Belgium has not been attacked since the blast in Tarn", False),
    ],
)
def test_a_claim_clears_whom_it_says_not_to_have_done_it(claim: str, is_cleared: bool) -> None:
    assert clears_alike(claim, "Norway judges Belgium was not responsible.") is is_cleared
    assert lays_it_elsewhere(claim, "Tarn blames Belgium.") is is_cleared


OTHER = {"Belgium": "Norway", "Norway": "Belgium", "Belgian": "Norwegian", "Norwegian": "Belgian"}


@pytest.mark.parametrize("doer", ["Belgium", "Norway"])
def test_whoever_blames_another_than_the_claim_answers_it(empty_store: Store, doer: str) -> None:
    """The same with the two sides exchanged."""
    says = f"The Homs council blames {OTHER[doer]}."
    dead = counted(f"40 people were killed by {doer}.", "Mill Watch", 40, "people killed")
    told: dict[str, object] = {"says": says, "speaker": {"name": "Homs council", "kind": "party"}}
    card = noted_card(empty_store, f"40 people killed in Homs by {doer}", {**DEPOT, "facts": [dead, told]})
    assert said(card)["Mill Watch"] == "reports"
    # A denial it is not: nobody says that nobody died.
    assert not any(account.relation == "denies" for account in card.accounts)
    assert heading_of(render_text(card), says) == ANSWERS
    # Under a claim that lays it to whom they blame, the same words are no answer.
    bare = [replace(a, findings=tuple(replace(f, why=()) for f in a.findings)) for a in card.accounts]
    blaming = replace(card.claim, text=f"40 people killed in Homs by {OTHER[doer]}")
    told_alike = render_text(replace(card, claim=blaming, accounts=tuple(bare), caveats=()))
    assert heading_of(told_alike, says) == ALIKE


CAUSE = "it was a norwegian rocket that fell on the Homs depot not Belgium, even HRW says so"


@pytest.mark.parametrize(
    ("speaker", "says", "heading"),
    [
        ("Homs council", "The council calls HRW biased.", ANSWERS),
        ("Homs council", "The council blames a Belgian strike.", ANSWERS),
        # Another is called biased, or HRW is called something else.
        ("Homs council", "The council calls Harbour Watch biased.", ""),
        # How many died there does not bear on who did it.
        ("Homs council", "The council counts 90 dead.", ""),
    ],
)
def test_a_claim_of_who_did_it_is_answered_by_whoever_lays_it_to_whom_it_clears(
    empty_store: Store, speaker: str, says: str, heading: str
) -> None:
    found: dict[str, object] = {
        "says": "HRW: apparently a Norwegian rocket that fell on the depot.",
        "speaker": {"name": "Human Rights Watch", "kind": "ngo"},
    }
    told: dict[str, object] = {"says": says, "speaker": {"name": speaker, "kind": "party"}}
    if "90" in says:
        told = counted(says, speaker, 90, "people killed", "party")
    card = noted_card(empty_store, CAUSE, {**DEPOT, "facts": [found]}, {**DEPOT, "facts": [told]})
    assert heading_of(render_text(card), "apparently a Norwegian rocket") == "ON THIS, IN OTHER WORDS"
    assert heading_of(render_text(card), says) in {heading, heading or ALSO}


@pytest.mark.parametrize(
    ("speaker", "heading"),
    # Its own "It calls …" is read behind what it leans on.
    [("Velmar government", ANSWERS), ("Tarn government", "WHO SAYS SO")],
)
def test_whoever_says_so_does_not_doubt_it(empty_store: Store, speaker: str, heading: str) -> None:
    facts = [
        counted("Tarn: forty people were killed.", "Tarn government", 40, "people killed", "party"),
        {"says": "It calls the talk of a camp propaganda.", "speaker": {"name": speaker, "kind": "party"}},
    ]
    card = noted_card(
        empty_store, "40 people were killed in the depot in Homs in March 2017", {**DEPOT, "facts": facts}
    )
    assert heading_of(render_text(card), "talk of a camp") == heading


def test_whoever_stands_against_it_is_shown_with_who_calls_them_biased(empty_store: Store) -> None:
    """Who did it and how many died are two questions, and each is answered by the same voice."""
    dead = counted("40 people were killed by Belgium.", "Homs council", 40, "people killed")
    kind: dict[str, object] = {
        "says": "Apparently a munition common among Norwegian groups.",
        "speaker": {"name": "Human Rights Watch", "kind": "ngo"},
    }
    ratio: dict[str, object] = {
        "says": "The ratio of dead to wounded is unusually high.",
        "speaker": {"name": "Human Rights Watch", "kind": "ngo"},
    }
    biased: dict[str, object] = {
        "says": "The council calls HRW biased.",
        "speaker": {"name": "Ann Reed, mayor", "kind": "named_official"},
    }
    facts = [dead, kind, ratio, biased]
    printed = render_text(noted_card(empty_store, "40 people killed in Homs by Belgium", {**DEPOT, "facts": facts}))
    assert heading_of(printed, str(kind["says"])) == heading_of(printed, str(ratio["says"])) == ANSWERS
    # That answers the one who answers, and not the claim.
    assert heading_of(printed, str(biased["says"])) == "CLOSE BY, WITHOUT SUCH A COUNT"


@pytest.mark.parametrize(
    ("says", "heading"),
    [
        ("The ministry claimed a very large number of rebels died.", "CLOSE BY, BUT NOT THIS CLAIM"),
        # How else it came about is an answer, whoever gives it.
        ("The ministry blames a store of shells for the blast.", ANSWERS),
    ],
)
def test_a_state_that_says_so_does_not_answer_itself(empty_store: Store, says: str, heading: str) -> None:
    dead = counted("Around 300 rebels were killed.", "Russian defence ministry", 300, "rebels killed")
    many: dict[str, object] = {
        "says": says,
        "speaker": {"name": "Russian foreign ministry", "kind": "named_official"},
    }
    card = noted_card(empty_store, "Russia killed 300 rebels in Homs", {**DEPOT, "facts": [dead, many]})
    printed = render_text(card)
    assert said(card)["Russian military"] == "reports"
    assert ("answers it" in printed) is (heading == ANSWERS)
    assert heading_of(printed, says) == heading


@pytest.mark.parametrize(
    ("claim", "heading"),
    [
        ("ISIS killed 28 civilians in the blast at the depot in Homs", ANSWERS),
        # Of a claim that counts no civilians it is no answer that they were none.
        ("ISIS killed 28 people in the blast at the depot in Homs", ""),
    ],
)
def test_who_says_that_they_were_no_such_people_answers_it(empty_store: Store, claim: str, heading: str) -> None:
    dead = counted("28 civilians were killed by ISIS.", "Homs council", 28, "civilians killed")
    others: dict[str, object] = {
        "says": "They were soldiers going back to base, not civilians.",
        "speaker": {"name": "Mill Watch", "kind": "monitor"},
    }
    printed = render_text(noted_card(empty_store, claim, {**DEPOT, "facts": [dead, others]}))
    found = heading_of(printed, str(others["says"]))
    assert (found == ANSWERS) is (heading == ANSWERS)


@pytest.mark.parametrize(
    ("headline", "is_by_them"),
    [
        # It is of something else than the event that the note is of.
        ("Over 40 Russian airstrikes target the desert", True),
        ("Over 40 Russian airstrikes after the blast in Homs", False),
    ],
)
def test_a_headline_of_something_else_names_nobody_who_did_it(
    empty_store: Store, headline: str, is_by_them: bool
) -> None:
    dead = counted("37 people killed by ISIS.", "Homs council", 37, "people killed")
    later = counted("Final toll: 39 people killed.", "Mill Watch", 39, "people killed", "monitor")
    first: dict[str, object] = {**DEPOT, "facts": [dead]}
    other: dict[str, object] = {**DEPOT, "title": headline, "title_is": "headline", "facts": [later]}
    card = noted_card(empty_store, "ISIS killed 37 people in the blast at the depot in Homs", first, other)
    assert said(card)["Homs council"] == "reports"
    assert (said(card).get("Mill Watch") == "differs") is is_by_them
