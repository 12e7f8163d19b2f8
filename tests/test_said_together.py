"""Whom a sentence joins with the voice under which it is printed: a reader is told that they are not counted apart."""

from __future__ import annotations

import pytest
from invented import dated_card, said
from test_origins import found, report
from test_why_together import _card

from bot.card.rendering import render_text
from bot.card.statements import statement_lines
from bot.words import ENGLISH
from knowledge.store import Store
from retrieval.telling.said_together import said_together


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Four people were killed in Kalden on Monday, the Observatory and a medical source said.", "a medical source"),
        ("Four people were killed in Kalden on Monday, SOHR and activists said.", "activists"),
        ("Four people were killed in Kalden on Monday, SANA and Kurdish media reported.", "Kurdish media"),
        ("Four people were killed in Kalden on Monday, SOHR said.", ""),
        # A name that goes on.
        ("Four people were killed in Kalden on Monday, the Ministry of Health and Social Affairs said.", ""),
        # What else one has done.
        ("SOHR counted the dead of Kalden and later said that four people were killed.", ""),
        ("SOHR and activists met in Kalden. Four people were killed there, SOHR said.", ""),
        # Neither of two without a name is put before the other.
        ("Four people were killed in Kalden, a medical source and witnesses said.", ""),
    ],
)
def test_whoever_speaks_with_a_voice_is_told_not_to_be_counted(text: str, joined: str) -> None:
    finding = next(f for f in found(report("Harbour Post", text)) if f.statement.quantities)
    assert said_together(finding.attribution, finding.article.text) == joined
    printed = statement_lines(_card(), finding, ENGLISH, with_speaker=True)
    lines = ["".join(run.text for run in line) for line in printed]
    told = f"Said together with “{joined}”, not counted as another origin."
    assert (told in lines) is bool(joined)
    assert any("not counted as another origin" in line for line in lines) is bool(joined)


BOTH = "Raid on Kalden\n\n{who} that 35 people were killed by the raid on Kalden on Wednesday. {more}"
RAID = "35 killed in a raid on Kalden"


@pytest.mark.parametrize(
    ("who", "voices"),
    [
        ("UNICEF and the Syrian Observatory for Human Rights said", {"UNICEF", "SOHR"}),
        ("Both UNICEF and the Syrian Observatory for Human Rights have reported", {"UNICEF", "SOHR"}),
        ("Both the White Helmets and the Syrian Observatory for Human Rights said", {"White Helmets", "SOHR"}),
        (
            "Both first responders the Syrian Civil Defence and the Syrian Observatory for Human Rights said",
            {"White Helmets", "SOHR"},
        ),
        # Whoever has no name is told of beside the other, and cites nobody.
        ("SOHR and activists said", {"SOHR"}),
    ],
)
@pytest.mark.parametrize(("claim", "relation"), [(RAID, "reports"), (RAID.replace("35", "61"), "differs")])
def test_each_of_two_who_say_it_with_one_verb_says_it(
    empty_store: Store, who: str, voices: set[str], claim: str, relation: str
) -> None:
    card = dated_card(empty_store, claim, ("2019-05-08", BOTH.format(who=who, more="")))
    assert {name for name, stands in said(card).items() if stands == relation} == voices


def test_what_one_of_two_counted_before_is_an_earlier_count_of_theirs(empty_store: Store) -> None:
    who = "Both the White Helmets and the Syrian Observatory for Human Rights said"
    before = "A team of the White Helmets in Kalden said 22 people were killed in the raid on Kalden on Wednesday."
    card = dated_card(
        empty_store,
        RAID,
        ("2019-05-08", f"Raid on Kalden\n\n{before}"),
        ("2019-05-09", BOTH.format(who=who, more="Among the dead were 12 children.")),
    )
    told = render_text(card)
    assert "White Helmets and SOHR say so" in told and "OTHERWISE" not in told
    assert [line for line in told.splitlines() if "raised since" in line and " 22 " in line]
    # Who of the two broke it down nobody knows.
    assert not [f for a in card.accounts for f in a.findings if "12 children" in f.words and a.speaker.name == "SOHR"]
    assert not [f for a in card.accounts for f in a.findings if "12 children" in f.words and "White" in a.speaker.name]


def test_a_papers_own_number_is_no_third_origin_beside_two_who_give_it_with_one_verb(empty_store: Store) -> None:
    who = "UNICEF and the Syrian Observatory for Human Rights said"
    own = "A day after a raid on Kalden killed 35 people on Wednesday, the town buried its dead."
    card = dated_card(
        empty_store,
        RAID,
        ("2019-05-08", BOTH.format(who=who, more="")),
        ("2019-05-09", f"Kalden mourns\n\n{own}"),
    )
    assert {name for name, stands in said(card).items() if stands == "reports"} == {"UNICEF", "SOHR", "Post 1"}
    assert len(card.origins) == 2
