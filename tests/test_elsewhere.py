"""What is no count of a claim's event: of another town of its report, of all its towns, of another site or storm."""

from __future__ import annotations

import pytest
from invented import findings_in

from knowledge.model import Claim, Finding
from retrieval.claims.messages import read_claims
from retrieval.counts.wider import is_listed_with_another
from retrieval.events.sites import at_another_site
from retrieval.relations.set_aside import is_of_another_story, is_of_one_listed, why_elsewhere


@pytest.mark.parametrize(
    ("report", "is_another"),
    [
        ("Raids on the north of Homs killed 40 people. Twelve people died on a ferry off Kalden harbour.", True),
        ("A fire on a ferry off Kalden harbour killed 40 people. Twelve people died on the ferry at once.", False),
        ("Raids on the north of Homs killed 40 people. A ferry sank off Kalden harbour.", False),
        (
            "Of those on the ferry, twelve at first, 40 people died. Twelve people died on a ferry off Kalden harbour.",
            False,
        ),
    ],
)
def test_the_story_that_a_report_leads_with_may_be_another(report: str, is_another: bool) -> None:
    claim = claimed("A fire on a ferry off Kalden harbour killed 60 people")
    # The second sentence stands far below.
    lead, goes_on = report.split(". ", 1)
    told_of = findings_in(f"News\n\n{lead}. " + "Glass lay in the street. " * 30 + goes_on)
    forty = told(told_of, "40 people")
    assert is_of_another_story(claim, claim.quantities[0], forty, told_of) == is_another


def claimed(words: str) -> Claim:
    (claim,) = read_claims(words).claims
    return claim


def told(report: list[Finding], words: str) -> Finding:
    (finding,) = [finding for finding in report if words in finding.words]
    return finding


ANOTHER, SEVERAL, NOT_ELSEWHERE = "of another town in the same report", "of several places", ""


@pytest.mark.parametrize(
    ("claim", "report", "figure", "why"),
    [
        ("Homs", "Eight were killed in a bombing in Idlib.", "Eight", ANOTHER),
        ("Homs", "Eight were killed by shells near Idlib.", "Eight", ANOTHER),
        ("Homs", "Eight were killed in a bombing in Idlib, and nine were killed in Homs.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Eight were killed in a bombing in Homs.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Eight were killed in a bombing in Homs and in Idlib.", "Eight", NOT_ELSEWHERE),
        # The town behind a figure is that of the dead only where no road, flight or clause leads to it.
        ("Homs", "Eight were killed and buried in Idlib.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Eight were killed as fighters gathered in Idlib.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Eight drivers were killed on the road from a market in Idlib.", "Eight", NOT_ELSEWHERE),
        # A town of the province may be the very one that others call by the city's name.
        ("Homs", "Eight were killed in a bombing in Palmyra.", "Eight", NOT_ELSEWHERE),
        # Who claims it of a country claims it of each of its towns.
        ("Syria", "Eight were killed in a bombing in Idlib.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Bombs killed 20 people. Twelve died in Homs. Eight died in Idlib.", "20", SEVERAL),
        (
            "Homs",
            "Bombs killed 20 people. Six died in Homs. After Homs, eight were killed by a mine in Idlib.",
            "20",
            SEVERAL,
        ),
        ("Homs", "Bombs killed 20 people in Homs. Twelve died in Homs. Eight died in Idlib.", "20", NOT_ELSEWHERE),
        ("Homs", "Bombs killed 20 people. Twelve died in Homs. Eight died in Homs.", "20", NOT_ELSEWHERE),
        ("Homs", "Bombs killed 20 people. Eight died in Idlib.", "20", NOT_ELSEWHERE),
        ("Homs", "Bombs killed 20 people. Twelve died in Homs. Four were wounded in Idlib.", "20", NOT_ELSEWHERE),
        # Of two provinces one has the claim's town, and all the province's dead are no other count of its own.
        ("Homs", "Eight were killed in Idlib province and 30 were killed in nearby Homs province.", "Eight", SEVERAL),
        ("Homs", "Eight were killed in Idlib province and 30 were killed in the city of Homs.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Eight were killed in Idlib province and nine were killed in Homs province.", "Eight", NOT_ELSEWHERE),
        ("Homs", "Thirty were killed in Homs province.", "Thirty", NOT_ELSEWHERE),
        # Fewer than are claimed of one town are no sum of several.
        ("Homs", "Bombs killed 10 people. Six died in Homs. Four died in Idlib.", "10", NOT_ELSEWHERE),
        ("Syria", "Bombs killed 20 people. Twelve died in Homs. Eight died in Idlib.", "20", NOT_ELSEWHERE),
        # A town of the province is another one where the report has told of the city and turns to it.
        (
            "Homs",
            "A raid killed nine people in Homs. Meanwhile eight were killed by shells in Palmyra.",
            "eight",
            ANOTHER,
        ),
        ("Homs", "A raid killed nine people in Homs. Eight were killed by shells in Palmyra.", "Eight", NOT_ELSEWHERE),
        (
            "Homs",
            "A raid killed nine in Idlib. Meanwhile eight were killed by shells in Palmyra.",
            "eight",
            NOT_ELSEWHERE,
        ),
        ("Homs", "A raid killed nine in Idlib. Meanwhile eight were killed by shells in Homs.", "eight", NOT_ELSEWHERE),
        # Who only hurts people answers another question.
        ("Homs", "Bombs wounded 20 people. Twelve died in Homs. Eight died in Idlib.", "20", NOT_ELSEWHERE),
    ],
)
def test_a_figure_is_of_other_places_than_the_claims_town(claim: str, report: str, figure: str, why: str) -> None:
    asked = claimed(f"Bombing kills 12 in {claim}")
    statements = findings_in(f"Bombs hit towns\n\n{report}")
    assert why_elsewhere(asked, asked.quantities[0], told(statements, figure), statements) == why


def far_below(words: str) -> str:
    """A report of a hospital, and what it says of something long after that."""
    return f"An air strike hit a hospital.{' The mayor spoke of the weather and the roads.' * 20}\n\n{words}"


@pytest.mark.parametrize(
    ("claim", "title", "report", "words", "is_elsewhere"),
    [
        ("Strike hits a school in Kalden", "Strike on Kalden", "It hit a hospital in Kalden.", "It hit", True),
        ("Strike hits a school in Kalden", "Strike on Kalden", "It hit a school in Kalden.", "It hit", False),
        ("Strike hits a school in Kalden", "School in ruins", "It hit a hospital in Kalden.", "It hit", False),
        ("Strike hits a school in Kalden", "Strike on Kalden", "It hit the town at dawn.", "It hit", False),
        # What a report begins with is not yet told of the site that it names next.
        ("Strike hits a school in Kalden", "Strike on Kalden", "It hit at dawn. A hospital was shut.", "It hit", False),
        ("Strike hits a school in Kalden", "Hospital in ruins", "It hit the town at dawn.", "It hit", True),
        ("Strike hits a school in Kalden", "Kalden", "A school fell. It hit a hospital, too.", "It hit", False),
        ("Strike hits Kalden", "Strike on Kalden", "It hit a hospital in Kalden.", "It hit", False),
        ("Nobody died at the school", "Strike on Kalden", far_below("Nobody died."), "Nobody", True),
        ("Nobody died at the hospital", "Strike on Kalden", far_below("Nobody died."), "Nobody", False),
        # Who goes on with a town of its own tells no longer of the site that the report began with.
        ("Nobody died at the school", "Strike on Kalden", far_below("Nobody died in Homs."), "Nobody", False),
        ("Hurricane Dalia kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", True),
        ("Typhoon Dalia kills 12", "The coast", "Tropical storm Berta killed 14 people.", "Berta", True),
        ("Hurricane Dalia kills 12", "The coast", "Hurricane Dalia killed 14 people.", "Dalia", False),
        ("Hurricane Dalia kills 12", "The coast", "Hurricane Berta, like Hurricane Dalia, killed 14.", "Berta", False),
        ("Hurricane Dalia kills 12", "The coast", "The wind killed 14 people.", "wind", False),
        ("Wind kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", False),
        # A claim may be typed without capitals; no other word behind a storm is its name.
        ("hurricane dalia kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", True),
        ("12 dead in typhoon dalia", "The coast", "Hurricane Berta killed 14 people.", "Berta", True),
        ("Hurricane kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", False),
        ("The storm flattened a mill", "The coast", "Storm Berta flattened a mill.", "Berta", False),
        ("the last hurricane upended Kalden", "The coast", "Hurricane Berta killed 14 people.", "Berta", False),
        ("a storm no one foresaw kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", False),
        ("sand storm buries 12 in Kalden", "The coast", "Cyclone Berta killed 14 people.", "Berta", False),
        ("Hurricane Dalia kills 12", "Storm Ends 14 Lives", "The sea took 14 people.", "sea", False),
        ("Hurricane Dalia kills 12", "Storm Blankets Kalden", "The snow took 14 people.", "snow", False),
        ("Hurricane Rose kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", True),
        ("Storm surge kills 12", "The coast", "Hurricane Berta killed 14 people.", "Berta", False),
        ("Cyclone in Velmar kills 12", "The coast", "Cyclone Berta killed 14 people.", "Berta", False),
        ("Hurricane Dalia kills 12", "The coast", "The hurricane overran two towns and killed 14.", "overran", False),
        ("Hurricane Dalia kills 12", "Storm Surge Kills 14", "The sea took 14 people.", "sea", False),
        ("Hurricane Dalia kills 12", "The coast", "The storm Monday killed 14 people.", "Monday", False),
        ("Hurricane Dalia kills 12", "Storm Berta Kills 14", "The sea took 14 people.", "sea", True),
        ("Strike on a clinic kills 5", "Raid on trucks", "A raid on an aid convoy killed 20 people.", "raid", True),
        ("Strike on a clinic kills 5", "Raid on a clinic", "It hit an aid convoy, too, killing 20.", "convoy", False),
        # Any buses may be called a convoy, and whoever tells of trucks names no other site.
        ("Strike on a clinic kills 5", "Raid", "A raid on a convoy killed 20 people.", "convoy", False),
        ("Strike on an aid convoy kills 5", "Raid", "A raid on trucks with food killed 20 people.", "trucks", False),
    ],
)
def test_a_report_is_of_another_site_or_storm(
    claim: str, title: str, report: str, words: str, is_elsewhere: bool
) -> None:
    finding = told(findings_in(f"{title}\n\n{report}"), words)
    assert at_another_site(claimed(claim), finding) is is_elsewhere


@pytest.mark.parametrize(
    ("claim", "report", "is_of_one"),
    [
        ("Raids killed 13 people in Kalden and Tarn", "Raids killed eight people in Tarn.", True),
        ("Floods killed 13 people in Kalden, Velmar and Tarn", "The flood killed two people in Velmar.", True),
        # All of it, as many, or a claim of one town.
        ("Raids killed 13 people in Kalden and Tarn", "Raids killed eight people in Kalden and Tarn.", False),
        ("Raids killed 13 people in Kalden and Tarn", "Raids killed 13 people in Tarn.", False),
        ("Raids killed 13 people in Kalden", "Raids killed eight people in Kalden.", False),
    ],
)
def test_a_lower_count_may_be_of_one_of_the_towns_that_a_claim_lists(claim: str, report: str, is_of_one: bool) -> None:
    asked = claimed(claim)
    finding = next(f for f in findings_in(f"News\n\n{report}") if f.statement.quantities)
    assert is_of_one_listed(asked, asked.quantities[0], finding) is is_of_one


@pytest.mark.parametrize(
    ("claim", "report", "is_listed"),
    [
        ("Homs", "Eight people were killed in raids on Homs and Aleppo.", True),
        ("Homs", "8 killed in raids on Homs, Aleppo", True),
        ("Homs", "Eight people were killed in Aleppo, Hama and the Homs countryside.", True),
        ("Homs", "Eight people were killed in the cities of Homs and al-Velmar.", True),
        # Who speaks, what else was done, a list of other towns, and a town with its province.
        ("Homs", "Eight people were killed in Homs and fighting went on in Aleppo.", False),
        ("Homs", "Blasts in Homs killed eight people, and others were hurt in Hama and Aleppo.", False),
        ("Homs", "Eight people were killed in Palmyra and Homs.", False),
        ("Homs", "Officials of Homs and Velmar said eight people were killed.", False),
        ("Aleppo province", "Eight people were killed in the villages of Akhtarin and Velmar.", False),
        # A claim of both.
        ("Homs and Aleppo", "Eight people were killed in raids on Homs and Aleppo.", False),
        ("Homs and al-Velmar", "Eight people were killed in the cities of Homs and al-Velmar.", False),
    ],
)
def test_whoever_lists_two_towns_counts_in_neither_alone(claim: str, report: str, is_listed: bool) -> None:
    (finding,) = [f for f in findings_in(f"News\n\n{report}") if f.statement.quantities]
    assert is_listed_with_another(claimed(f"Eight people were killed in {claim}"), finding) is is_listed
