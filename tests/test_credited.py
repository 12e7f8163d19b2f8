"""A figure that stands near a claim is whose the report, or a copy of its sentence, names for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import card_for, findings_in, said

from knowledge.model import Claim, Finding
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.counts.credited import in_their_names
from retrieval.origins import with_names
from retrieval.relations import Related

CLAIM = "Raids on Velmar killed 12 soldiers"
COPIED = "Air raids on the market of Velmar killed 12 villagers and wounded no soldiers on Monday"


def whose(*reports: str) -> list[set[str]]:
    """In whose voices the villagers are counted that each of these reports counts."""
    found = with_names([f for n, text in enumerate(reports) for f in findings_in(text, outlet=f"Post {n}")])
    claim = Claim(CLAIM, tuple(read_quantities(CLAIM)))
    near = [f for f in found if f.statement.quantities]
    return [
        {one.finding.speaker.name for one in in_their_names(claim, [Related(f, "context") for f in own], found)}
        for own in ([f for f in near if f.article.outlet == f"Post {n}"] for n in range(len(reports)))
    ]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "12 Villagers Killed In Raids On Velmar\n\nThe Border Monitor said 12 villagers were killed in Velmar.",
            {"Border Monitor"},
        ),
        # Who has counted the dead is as sure of them as a headline is.
        (
            "12 Villagers Killed In Raids On Velmar\n\nThe Border Monitor counted 12 villagers killed in Velmar.",
            {"Border Monitor"},
        ),
        (
            "12 Villagers Killed In Velmar\n\nThe Border Monitor claimed that 12 villagers were killed in Velmar.",
            {"Post 0", "Border Monitor"},
        ),
        (
            "Raids on Velmar\n\nTwelve villagers were killed in raids on Velmar, local media reported. "
            "Raids on Velmar killed 12 villagers, the Border Monitor said.",
            {"Border Monitor"},
        ),
        # nameless activists, whose number the monitor right behind them has part by part
        (
            "Raids on Velmar\n\nActivists say raids on Velmar killed 12 villagers. "
            "Raids killed seven villagers in the market and five villagers at the mill, the Border Monitor said.",
            {"Border Monitor"},
        ),
        # groups of activists are bodies of their own
        (
            "Raids on Velmar\n\nNorlandian activist groups say raids on Velmar killed 12 villagers. "
            "Raids killed seven villagers in the market and five villagers at the mill, the Border Monitor said.",
            {"Norlandian activist groups", "Border Monitor"},
        ),
        # a headline on somebody's word, whom only its text names, be it with no name
        (
            "12 Villagers Killed In Velmar Report\n\n12 villagers were killed in Velmar, a harbour official said.",
            {"a harbour official"},
        ),
        (
            "Raids on Velmar\n\nActivists say raids on Velmar killed 12 villagers. "
            "Raids killed six villagers in the market and five villagers at the mill, the Border Monitor said.",
            {"activists", "Border Monitor"},
        ),
        # A sum that fits by chance: of another town, of another day, of very few, of one and nobody.
        (
            "Raids\n\nActivists say raids on Homs killed 12 villagers. "
            "Raids killed seven villagers in Raqqa and five villagers near Raqqa, the Border Monitor said.",
            {"activists", "Border Monitor"},
        ),
        (
            "Raids\n\nActivists say raids killed 12 villagers on 3 May 2021. "
            "Raids on 9 May 2021 killed seven villagers in the market and five at the mill, the Border Monitor said.",
            {"activists", "Border Monitor"},
        ),
        (
            "Raids on Velmar\n\nActivists say raids on Velmar killed three villagers. "
            "Raids killed two villagers in the market and one villager at the mill, the Border Monitor said.",
            {"activists", "Border Monitor"},
        ),
        (
            "Raids on Velmar\n\nActivists say raids on Velmar killed 12 villagers. "
            "Raids killed 12 villagers in the market and no villagers at the mill, the Border Monitor said.",
            {"activists", "Border Monitor"},
        ),
        # A part that the other does not count, another number, others, a number that two share by chance.
        (
            "12 Villagers Killed And 40 Wounded\n\nThe Border Monitor said 12 villagers were killed in Velmar.",
            {"Post 0", "Border Monitor"},
        ),
        # a headline's monitor, where the text names one by name, and no other
        (
            "Raids kill 12 villagers in Velmar safe zone monitor\n\nRaids killed at least 12 villagers in Velmar. "
            "Smoke was seen for miles. Four children were among them, Airwars said.",
            {"Airwars"},
        ),
        (
            "Raids kill 12 villagers in Velmar safe zone monitor\n\nRaids killed at least 12 villagers in Velmar. "
            "Smoke was seen for miles. Four children were among them, Airwars said. SOHR spoke of raids.",
            {"Post 0", "Airwars"},
        ),
        (
            "Raids kill 14 villagers in Velmar safe zone monitor\n\nRaids killed at least 12 villagers in Velmar. "
            "Smoke was seen for miles. Four children were among them, Airwars said.",
            {"Post 0", "Airwars"},
        ),
        (
            "Raids kill 12 villagers in Velmar safe zone\n\nRaids killed at least 12 villagers in Velmar. "
            "Smoke was seen for miles. Four children were among them, Airwars said.",
            {"Post 0", "Airwars"},
        ),
        (
            "14 Villagers Killed In Raids On Velmar\n\nThe Border Monitor said 12 villagers were killed in Velmar.",
            {"Post 0", "Border Monitor"},
        ),
        (
            "12 Villagers Killed In Velmar\n\nThe Border Monitor said 12 police officers were wounded in Velmar.",
            {"Post 0", "Border Monitor"},
        ),
        (
            "Raids on Velmar\n\nRaids on Velmar killed three villagers. The smoke was seen for miles. "
            "A mine in the valley of Tarn killed three villagers, the Border Monitor said.",
            {"Post 0", "Border Monitor"},
        ),
        (
            "12 Villagers Killed In Velmar\n\nThe Border Monitor denied that 12 villagers were killed in Velmar.",
            {"Post 0", "Border Monitor"},
        ),
        # An official without a name has counted apart.
        (
            "Raids on Velmar\n\nA doctor said 12 villagers were killed in raids on Velmar. "
            "Raids on Velmar killed 12 villagers, the Border Monitor said.",
            {"a doctor", "Border Monitor"},
        ),
    ],
)
def test_what_a_report_prints_in_its_own_voice_is_whose_it_names_for_it(text: str, voices: set[str]) -> None:
    assert whose(text) == [voices]


@pytest.mark.parametrize(
    ("others", "voices"),
    [
        ([f"Raids near Velmar\n\n{COPIED}, the Border Monitor said."], {"Border Monitor"}),
        # Of two who are named for it, neither is taken for the other.
        (
            [
                f"Raids near Velmar\n\n{COPIED}, the Border Monitor said.",
                f"Velmar burns\n\n{COPIED}, Harbour Watch said.",
            ],
            {"Post 0"},
        ),
        # The number alone makes no copy.
        (["Raids near Velmar\n\nIn Velmar 12 villagers were killed, the Border Monitor said."], {"Post 0"}),
        ([f"Raids near Velmar\n\n{COPIED.replace('12', '15')}, the Border Monitor said."], {"Post 0"}),
    ],
)
def test_a_sentence_is_in_the_voice_in_which_another_report_has_it(others: list[str], voices: set[str]) -> None:
    assert whose(f"Smoke over Velmar\n\n{COPIED}.", *others)[0] == voices


BOMBED = "A market in Tarnau was bombed on Friday and 14 people died; the police accused the Red Front."
CRASH = "Two trains collided near Tarnau on Friday, killing 14 people; the Rail Union blamed the North Line company."
SHELLED = "A bakery in Homs was shelled on Friday and 14 people died; residents blamed Russia."
OWN = "The Red Front bombed a market in Tarnau and killed 14 people; the police accused the Red Front of aiming at it."
IT = "The town hall of Velmar was shelled on Thursday, killing nine people; it blamed the Old Guard."


@pytest.mark.parametrize(
    ("claim", "report", "voices"),
    [
        ("The Red Front killed 14 at Tarnau market", BOMBED, {"police"}),
        ("North Line killed 14 in a train crash at Tarnau", CRASH, {"Rail Union"}),
        ("Russia killed 14 in a bakery in Homs", SHELLED, {"residents"}),
        # Who "it" is is not made out, and the outlet has not said who did it.
        ("The Old Guard killed 9 in the town hall of Velmar", IT, {""}),
        # The claim lays it to nobody, or the outlet to that very one.
        ("14 people died in the bombing of a market in Tarnau", BOMBED, {"Post 0"}),
        ("14 killed in a train crash near Tarnau", CRASH, {"Post 0"}),
        ("The Red Front killed 14 at Tarnau market", OWN, {"Post 0"}),
    ],
)
def test_who_did_it_is_said_by_who_accuses_them(empty_store: Store, claim: str, report: str, voices: set[str]) -> None:
    reporting = {name for name, how in said(card_for(empty_store, claim, report)).items() if how == "reports"}
    assert reporting == voices


def test_whoever_gives_the_children_among_the_dead_has_not_given_the_dead(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "35 people killed in strikes on the school of Velmar",
        "Strikes on Velmar\n\nStrikes on the school of Velmar left 35 people dead, 22 children among them. "
        "The Child Fund said 22 children were killed in strikes on the school of Velmar.",
    )
    assert said(card).get("Child Fund") != "reports"
    assert "reports" in said(card).values()


TOLD = "A source in the harbour office told a Reuters correspondent that two dockers were killed in the port of Velmar."
COUNTED = "The Border Monitor said 29 people were killed in the fire in Velmar."


@pytest.mark.parametrize(
    ("claim", "lead", "then", "voices"),
    [
        # an outlet's lead is the agency's source's, whom it then prints
        ("Two dockers killed in Velmar", "Two dockers were killed in Velmar on Monday.", TOLD, {"source"}),
        ("Two dockers killed in Velmar", "Three dockers were killed in Velmar on Monday.", TOLD, {"source"}),
        # a source that told the outlet itself stands beside it
        (
            "Two dockers killed in Velmar",
            "Two dockers were killed in Velmar on Monday.",
            "A source in the harbour office said that two dockers were killed in the port of Velmar.",
            {"Post", "source"},
        ),
        # nearly 30 are the 29 that it then has a monitor count
        (
            "60 people killed in a fire in Velmar",
            "Nearly 30 people were killed in a fire in Velmar.",
            COUNTED,
            {"Border"},
        ),
        (
            "60 people killed in a fire in Velmar",
            "More than 20 people were killed in a fire in Velmar.",
            COUNTED,
            {"Border"},
        ),
        # 35 is a count of its own, and so are thirty, more than 30 and nearly 30 wounded
        (
            "60 people killed in a fire in Velmar",
            "35 people were killed in a fire in Velmar.",
            COUNTED,
            {"Post", "Border"},
        ),
        (
            "60 people killed in a fire in Velmar",
            "Some 50 people were killed in a fire in Velmar.",
            COUNTED,
            {"Post", "Border"},
        ),
        (
            "60 people killed in a fire in Velmar",
            "More than 30 people were killed in a fire in Velmar.",
            COUNTED,
            {"Post", "Border"},
        ),
    ],
)
def test_a_lead_that_sums_up_what_is_quoted_next_is_no_word_of_its_own(
    empty_store: Store, claim: str, lead: str, then: str, voices: set[str]
) -> None:
    card = card_for(empty_store, claim, f"The port of Velmar\n\n{lead} {then}")
    telling = {account.speaker.name for account in card.accounts if account.relation in ("reports", "differs")}
    assert {name.removeprefix("a ").split()[0] for name in telling} == voices


@pytest.mark.parametrize(
    ("day", "dead", "voice"),
    [
        # Of whom a report reminds, nobody has spoken who counts the dead of its own day.
        ("On Wednesday", "four", "Harbour Post"),
        ("On Sunday", "four", "Border Monitor"),
        # So many are no others.
        ("On Wednesday", "1,400", "Border Monitor"),
    ],
)
def test_whom_a_report_recalls_are_not_as_many_of_its_own_day(day: str, dead: str, voice: str) -> None:
    report = f"The Border Monitor said shells killed {dead} people in Velmar on Sunday. "
    blast = f"{day} a bomber killed {dead} people near the mill in Velmar."
    found = with_names(findings_in(f"Shells hit Velmar\n\n{report}{blast}", published="2019-05-19"))
    text = "A bomber killed nine people in Velmar"
    told = [Related(f, "differs") for f in found if "bomber" in f.words]
    named = in_their_names(Claim(text, tuple(read_quantities(text))), told, found)
    assert {one.finding.speaker.name for one in named} == {voice}


@pytest.mark.parametrize(
    ("then", "voice", "words"),
    [
        # Of whom that is the number, the headline alone says.
        ('"The number of victims is at least 70" the source told Harbour Post.', "source", "at least 70"),
        # Another number, or one of something else, is not what the headline has, nor is what the outlet was not told.
        ('"The number of victims is at least 40" the source told Harbour Post.', "Harbour Post", "70"),
        ('"It is as bad as in 70 other wars" the source told Harbour Post.', "Harbour Post", "70"),
        ('"The number of victims is at least 70" the source said.', "Harbour Post", "70"),
    ],
)
def test_a_headline_in_nobodys_name_is_whose_the_text_says_told_its_outlet(then: str, voice: str, words: str) -> None:
    report = f"Death Toll in Blast in Velmar Rises to 70\n\nA blast hit a convoy in Velmar. {then}"
    found = [_told_to_it(f) for f in with_names(findings_in(report, outlet="Harbour Post"))]
    claim = Claim("Blast in Velmar killed 126", tuple(read_quantities("Blast in Velmar killed 126")))
    (told,) = in_their_names(claim, [Related(found[0], "differs")], found)
    (figure,) = [q for q in told.finding.statement.quantities if q.state == "killed"]
    assert (told.finding.speaker.name, figure.span.of(told.finding.article.text)) == (voice, words)


def test_a_headlines_reason_is_that_of_whoever_it_stands_for() -> None:
    report = "6 killed in raid on Velmar\n\nSix people were killed in a raid on Velmar, the Kalden army said."
    found = with_names(findings_in(report, outlet="Harbour Post"))
    text = "Raid on Velmar kills 26"
    differs = Related(replace(found[0], why=("other figure: 6 against 26",)), "differs")
    (told,) = in_their_names(Claim(text, tuple(read_quantities(text))), [differs], found)
    assert told.finding.speaker.name == "Kalden army"
    assert told.finding.why[-1:] == ("other figure: 6 against 26",)


def _told_to_it(finding: Finding) -> Finding:
    """With the outlet between its words and whoever told it, as the learned tagger reads it."""
    told = [replace(v, via=("Harbour Post",)) for v in finding.statement.attributions if "told" in finding.words]
    return replace(finding, statement=replace(finding.statement, attributions=tuple(told))) if told else finding
