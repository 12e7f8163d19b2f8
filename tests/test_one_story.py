"""One story that several reports tell without its day, and figures that may be of anything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import findings_in

from knowledge.model import Finding, Relation
from retrieval.claims.messages import read_claims
from retrieval.relations import Weighed, weigh

QUILL = (
    "Singer tore up contract, says Herald\n\nDora Quill tore up a 300 million dollar contract to reunite the Brass "
    "Lanterns, the Harbour Herald said.",
    "Why the Brass Lanterns will not tour\n\nThe promoter wept. Quill is said to have torn up a contract of 300 "
    "million dollars that would have brought the Lanterns together again, to reunite them in spring.",
    "Quill walks away\n\nLetters poured in at the office. Dora Quill tore up the contract to reunite the Brass "
    "Lanterns, worth 300 million dollars, her brother said.",
)
CLAIM = "Dora Quill tore up a 300 million dollar contract to reunite the Brass Lanterns"


def undated(text: str, outlet: str) -> list[Finding]:
    found = findings_in(text, outlet, similarity=0.6)
    return [replace(f, article=replace(f.article, published=None)) for f in found]


def weighed(claim: str, *reports: list[Finding]) -> Weighed:
    (read,) = read_claims(claim).claims
    return weigh(read, [finding for report in reports for finding in report])


def outlets(card: Weighed, relation: Relation) -> set[str]:
    return {r.finding.article.outlet for r in card.related if r.relation == relation}


def told(*texts: str) -> list[list[Finding]]:
    return [undated(text, f"Post {number}") for number, text in enumerate(texts)]


def test_what_a_claim_tells_in_names_and_rare_words_happened_once() -> None:
    card = weighed(CLAIM, *told(*QUILL))
    assert card.state == "found"
    assert outlets(card, "reports") == {"Post 0", "Post 1", "Post 2"}


def test_reports_that_all_give_another_figure_are_one_story_too() -> None:
    card = weighed(CLAIM.replace("300", "200"), *told(*QUILL))
    assert card.state == "found"
    assert "Post 0" in outlets(card, "differs")


@pytest.mark.parametrize(
    "claim, texts",
    [
        (
            "Car bomb kills 14 at a market in Homs",
            (
                "Blast in Homs\n\nA car bomb killed 14 people at a market in Homs, the Harbour Monitor said.",
                "Market hit\n\nPeople ran for cover. Fourteen people were killed by a car bomb at the market of Homs.",
            ),
        ),
        (
            "Rebels killed 70 soldiers in Syria",
            (
                "Rebels strike\n\nRebels killed 70 soldiers in Syria when they overran a hill, a monitor said.",
                "Night of fighting\n\nThe army lost ground again. In Syria 70 soldiers were killed by rebels at a dam.",
            ),
        ),
    ],
)
def test_what_wars_do_again_and_again_is_not_taken_for_one(claim: str, texts: tuple[str, ...]) -> None:
    assert weighed(claim, *told(*texts)).state == "ambiguous"


def test_stories_of_two_places_or_long_apart_are_two() -> None:
    claim = "A meteorite left a crater of 40 metres"
    homs = "Crater in Homs\n\nA meteorite left a crater of 40 metres in Homs."
    aleppo = "Night sky over Aleppo\n\nSheep were lost. In Aleppo a meteorite left a crater of 40 metres, police said."
    assert weighed(claim, *told(homs, aleppo)).state == "ambiguous"
    first, other = (
        "Hole\n\nA meteorite left a crater of 40 metres.",
        "Sky\n\nFarmers saw it: a meteorite left a crater of 40 metres.",
    )
    assert weighed(claim, *told(first, other)).state == "found"
    apart = (findings_in(text, text, day) for text, day in ((first, "2019-05-14"), (other, "2021-02-01")))
    assert weighed(claim, *apart).state == "ambiguous"


def test_who_says_what_was_not_so_does_not_tell_the_story() -> None:
    nothing = (
        "Not a cent\n\nThe Lanterns will not reunite. None of the 300 million dollars of the contract was for Dora "
        "Quill of the Brass Lanterns."
    )
    card = weighed(CLAIM, *told(*QUILL, nothing))
    assert "Post 3" not in outlets(card, "reports")


@pytest.mark.parametrize("figure", ["a hotel bill of 200 million dollars", "a house worth 400 million dollars"])
def test_another_sum_of_a_story_is_of_something_else(figure: str) -> None:
    more = f"{QUILL[0]} Her manager spoke of {figure}."
    assert not outlets(weighed(CLAIM, *told(more, *QUILL[1:])), "differs")


def test_a_smaller_count_of_a_story_without_a_day_has_to_tell_the_claim() -> None:
    claim = "28 bodies were found in a mass grave near Kalden"
    grave = "Grave\n\n28 bodies were found in a mass grave near Kalden, the prosecutor said."
    again = "Names\n\nMothers waited. The 28 bodies found in a mass grave near Kalden were named, a priest said."
    part, other = "that nine bodies were burned", "that nine bodies were found in a mass grave near Kalden"
    for told_besides, differing in ((part, set()), (other, {"Post 0"})):
        card = weighed(claim, *told(f"{grave} A minister said {told_besides}.", again))
        assert outlets(card, "reports") == {"Post 0", "Post 1"}
        assert outlets(card, "differs") == differing


def test_days_of_one_tribe_with_tolls_of_their_own_are_not_one_story() -> None:
    claim = "Velmarian lancers executed 70 men of the Orsan tribe"
    thursday = "Dead\n\nVelmarian lancers executed 19 men of the Orsan tribe on Thursday, the Harbour Monitor said."
    sunday = "Grief\n\nA driver told it. Velmarian lancers executed 30 men of the Orsan tribe on Sunday, he said."
    days = (findings_in(thursday, "Post 1", "2019-05-10"), findings_in(sunday, "Post 2", "2019-05-13"))
    assert weighed(claim, *days).state == "ambiguous"
