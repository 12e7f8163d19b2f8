"""What a sentence says by the one beside it: "the four medics", a part of a toll, the day of an earlier count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import dated_card, findings_in, said

from knowledge.articles import day, read_pasted
from knowledge.model import ContextCard, Finding, Span, Speaker
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.counts.retold import with_what_stands_beside
from retrieval.origins import said_of

MONITOR = "the Syrian Observatory for Human Rights"
RAID = "An air raid killed 21 people in Velmar on Friday."
MEDICS = "Four medics were killed in an air strike on Velmar on Friday."


def read(text: str) -> tuple[Finding, ...]:
    """All that is found in one report, with what its sentences say by the ones beside them."""
    article = read_pasted(text, url="https://example.org/1", outlet="Harbour Post", published=day("2024-05-03"))
    return with_what_stands_beside([Finding(s, article, 1.0, ()) for s in read_statements(article)])


def givers(text: str, killed: float) -> set[str]:
    """Whoever gives this number of dead in a report."""
    return {
        said_of(finding, q).speaker.name
        for finding in read(text)
        for q in finding.statement.quantities
        if q.value == killed and q.state == "killed" and finding.statement.place_in_article == "body"
    }


@pytest.mark.parametrize(
    ("behind", "is_theirs"),
    [
        ("The four medics died on their way to a clinic, MSF said.", True),
        ("The four medics were on their way to a clinic when they were hit by the strike, MSF said.", True),
        # Nobody says here that they are dead.
        ("The four medics were on their way to a clinic, MSF said.", False),
        ("The four medics are in good health, MSF said.", False),
        ("The four medics were held by rebels and are safe, MSF said.", False),
        ("The four medics were not killed by its jets, MSF said.", False),
        ("The four medics who survived were taken to Tarn, MSF said.", False),
        ("The four medics held in Tarn were well, MSF said.", False),
        ("The four medics were to fly home on Monday, MSF said.", False),
        ("The four drivers were on their way to a clinic, MSF said.", False),
        ("Four medics were on their way to a clinic, MSF said.", False),
    ],
)
def test_the_four_are_those_of_the_sentence_before(behind: str, is_theirs: bool) -> None:
    assert ("MSF" in givers(f"{MEDICS} {behind}", 4)) is is_theirs


@pytest.mark.parametrize(
    ("behind", "whose"),
    [
        (f"Five children were among the dead, {MONITOR} said.", {"SOHR"}),
        ("Five children were among the dead, UNICEF said.", {"Harbour Post"}),
        (f"Five children were among the dead of an earlier raid on Tarn, {MONITOR} said.", {"Harbour Post"}),
        (f"The army denied that five children were among the dead, as {MONITOR} said.", {"Harbour Post"}),
        (f"Five soldiers were wounded, {MONITOR} said.", {"Harbour Post"}),
        (
            f"Five children were among the dead, {MONITOR} said. The interior ministry said 21 people were killed.",
            {"Harbour Post", "interior ministry"},
        ),
        (
            f"Five children were among the dead, {MONITOR} said. The Observatory said 18 people were killed.",
            {"Harbour Post"},
        ),
        # Whom it has counted over weeks are not the dead of that day.
        (
            f"Five children were among the dead, {MONITOR} said. The Observatory said 18 people had been killed since "
            "the offensive against Tarn began on 14 April.",
            {"SOHR"},
        ),
    ],
)
def test_a_monitor_that_breaks_a_toll_down_has_counted_it(behind: str, whose: set[str]) -> None:
    assert givers(f"{RAID} {behind}", 21) == whose


@pytest.mark.parametrize(
    ("toll", "part", "whose"),
    [
        ("39 people were killed in Velmar", "Those killed included 12 people in an aid convoy.", "SOHR"),
        ("39 soldiers were killed in Velmar", "Those killed included 12 children in an aid convoy.", "Harbour Post"),
        ("39 people were killed on 12 April", "Those killed included 12 people on Friday.", "Harbour Post"),
        ("39 people were killed in Velmar", "A raid on Tarn killed 12 people in an aid convoy.", "Harbour Post"),
    ],
)
def test_a_part_of_a_toll_is_of_whoever_gave_the_toll(toll: str, part: str, whose: str) -> None:
    assert givers(f"A convoy was hit. {MONITOR.replace('the', 'The', 1)} said {toll}. {part}", 12) == {whose}


def differing(card: ContextCard) -> dict[str, str]:
    """Who is said to differ, and with which figures."""
    rivals = [account for account in card.accounts if account.relation == "differs"]
    return {account.speaker.name: finding.why[-1] for account in rivals for finding in account.findings}


def test_an_earlier_count_is_nobodys_rival(empty_store: Store) -> None:
    report = (
        "A blast killed 32 people in Velmar, the interior ministry said on Monday, updating an earlier toll on Sunday "
        "of 15."
    )
    card = dated_card(empty_store, "20 people killed in Velmar blast", ("2024-05-06", report))
    assert differing(card) == {"interior ministry": "other figure: 32 against 20"}


def test_a_claim_that_names_who_counts_is_of_what_they_counted(empty_store: Store) -> None:
    reports = (
        ("2024-05-03", "MSF said 12 people were killed in an air strike on Velmar on Friday."),
        ("2024-06-20", "The army said 35 people were killed when a bus burned in Velmar on Thursday."),
    )
    assert said(dated_card(empty_store, "MSF: 40 people killed in Velmar", *reports)) == {"MSF": "differs"}
    assert dated_card(empty_store, "40 people killed in Velmar", *reports).state == "ambiguous"


@pytest.mark.parametrize(
    ("told", "relation"),
    [("over a three-day siege", "differs"), ("on the first day of the three-day truce", "context")],
)
def test_a_stretch_may_be_told_in_other_words(empty_store: Store, told: str, relation: str) -> None:
    report = f"Nine people were killed in Velmar {told}, MSF said."
    card = dated_card(empty_store, "40 people killed in three days in Velmar", ("2024-05-03", report))
    assert said(card) == {"MSF": relation}


@pytest.mark.parametrize(
    ("sentence", "giver"),
    [
        (
            "The Border Monitor reported raids on the road - the only one - giving a toll of eight dead.",
            "Border Monitor",
        ),
        ("The Border Monitor reported raids on the road - giving a lower toll of eight dead.", "Border Monitor"),
        # Whoever has not begun the sentence, or has not gone on to count, has not given the toll.
        ("After raids on the road the Border Monitor spoke of shells - giving a toll of eight dead.", "Harbour Post"),
        ("The Border Monitor reported raids on the road - which killed eight people on Monday.", "Harbour Post"),
        ("The Border Monitor reported raids - and the army gave up a base where eight died.", "Harbour Post"),
    ],
)
def test_a_toll_that_a_voice_goes_on_to_give_is_its_own(sentence: str, giver: str) -> None:
    """The reading of a voice may end at the dash."""
    finding = next(f for f in findings_in(f"Raids in Velmar\n\n{sentence}") if f.statement.quantities)
    statement, text = finding.statement, finding.article.text
    dash = text.index(" - ", statement.span.start)
    heard = replace(finding.attribution, span=Span(statement.span.start + 4, dash))
    heard = replace(heard, speaker_span=Span(at := text.index("Border Monitor"), at + 14))
    heard = replace(heard, speaker=Speaker("Border Monitor", "monitor"))
    (told,) = with_what_stands_beside([replace(finding, statement=replace(statement, attributions=(heard,)))])
    assert said_of(told, told.statement.quantities[0]).speaker.name == giver
