"""What a whole war has killed is not set beside the dead of one town, where nobody speaks of these."""

from __future__ import annotations

import pytest
from invented import findings_in

from knowledge.model import Relation
from retrieval.claims.messages import read_claims
from retrieval.counts.far_larger import without_whole_wars
from retrieval.relations.weighed import Related, Weighed

WAR = "Civilian deaths in Syria\n\nMill Watch said strikes in Syria killed 1,457 civilians."


@pytest.mark.parametrize(
    ("claim", "relation", "state"),
    [
        ("A strike on Palmyra kills 100 civilians", "context", "nothing_found"),
        # Whoever contradicts the claim stays, and a fifth of it may be another number.
        ("A strike on Palmyra kills 100 civilians", "differs", "found"),
        ("Strikes on Palmyra kill 300 civilians", "context", "found"),
        # A country has seen many such strikes.
        ("Strikes in Syria kill 100 civilians", "context", "found"),
    ],
)
def test_a_count_of_a_whole_war_is_no_line_beside_one_town(claim: str, relation: Relation, state: str) -> None:
    (meant,) = read_claims(claim).claims
    weighed = Weighed("found", (Related(findings_in(WAR)[-1], relation),), ())
    assert without_whole_wars(meant, weighed).state == state


def test_what_else_is_told_of_the_town_stays() -> None:
    (meant,) = read_claims("A strike on Palmyra kills 100 civilians").claims
    there = findings_in("Palmyra\n\nMill Watch said a strike hit a market in Palmyra.")[-1]
    weighed = Weighed("found", tuple(Related(f, "context") for f in (findings_in(WAR)[-1], there)), ())
    assert [one.finding for one in without_whole_wars(meant, weighed).related] == [there]
