"""What whoever is said to have done it says of it in the same report: it stands close by, under their name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from invented import card_for, counted, dated_card, findings_in, noted_card, said

from bot.card.nearby import NEAR, printed_near
from bot.card.rendering import render_text
from bot.words import ENGLISH
from knowledge.model import Account, Claim, ContextCard, Finding
from knowledge.store import Store
from retrieval.nearby.beside import beside
from retrieval.relations.gainsaid import is_against_it
from retrieval.relations.weapon_denied import _is_a_standing_denial, whom_its_report_accuses
from retrieval.relations.what_they_answer import (
    admits_the_deed,
    calls_it_deliberate,
    claims_the_attack,
    is_their_answer,
    says_it_was_not_theirs,
)

CLAIM = "Belgian jets kill six in Palmyra"
REPORT = "Belgian jets kill six in Palmyra\n\nBelgian jets killed six people in Palmyra on Tuesday, Mill Watch said. {}"


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("Belgian defence ministry spokeswoman Mira Sand denied that the air force aimed at it.", "Mira Sand"),
        ("The Belgian army said that the raid was a mistake.", "Belgian army"),
        ("The Belgian army said that it regretted the raid.", "Belgian army"),
        ("The Belgian army said it assesses every allegation and would do so for this allegation.", "Belgian army"),
        ("The Belgian army said it would look into this report.", "Belgian army"),
        ("The Belgian army said the raids were carried out in response to rocket fire.", "Belgian army"),
        # Whoever else speaks has not been accused.
        ("The Norwegian army said that the raid was a mistake.", None),
        ("A former Belgian minister, Mira Sand, said that the raid was a mistake.", None),
        # What they say of something else is no answer.
        ("The Belgian army said that it would send more jets.", None),
        ("The Belgian army said that it assesses each and every allegation.", None),
        ("The Norwegian army said it would look into this report.", None),
        # What they answered in the past was of other raids.
        ("Belgium has responded in the past with accusations that the rebels did it.", None),
        # Of their own raid they tell which it was, and what it was to bring about: that answers nobody.
        ("The Belgian army said the raid was one of the largest operations carried out to date.", None),
        ("The Belgian army said this was one of the largest deliberate engagements of the year.", None),
        ("The Belgian army said the raid was flown to deny the rebels the ability to move.", None),
        # Whose it was, why, that it was not meant, and what they will not have said, does.
        ("The Belgian army said it carried out the raid.", "Belgian army"),
        ("The Belgian army said the attack carried out by its jets was the largest of the year.", "Belgian army"),
        ("The Belgian army said the attack was carried out in response to rocket fire.", "Belgian army"),
        ("The Belgian army said the attack carried out on Tuesday was a mistake.", "Belgian army"),
        ("The Belgian army said that it was not a deliberate attack.", "Belgian army"),
        ("The Belgian army denied that the operations carried out on Tuesday killed anybody.", "Belgian army"),
        ("The Belgian army said it had to deny the claim that it had the ability to strike.", "Belgian army"),
        # Of all their raids they speak, and of none.
        ("The Belgian army said the raids are carried out in response to rocket fire.", None),
        ("The Belgian army claims the air strikes are being carried out to answer the rebels.", None),
        ("The Belgian army said that a raid on Raqqa two weeks ago was a mistake.", None),
    ],
)
def test_the_accused_stand_close_by(empty_store: Store, answer: str, who: str | None) -> None:
    card = dated_card(empty_store, CLAIM, ("2016-10-19", REPORT.format(answer)))
    told = said(card)
    assert told["Mill Watch"] == "reports"
    answering = [
        account.speaker.name
        for account in card.accounts
        for f in account.findings
        if account.relation == "context" and any(why.startswith("said to have done it") for why in f.why)
    ]
    assert answering == ([who] if who else [])


def answers_in(card: ContextCard) -> list[tuple[str, str]]:
    """Who stands close by as whoever is said to have done it, and with which words."""
    return [
        (account.speaker.name, f.words)
        for account in card.accounts
        for f in account.findings
        if account.relation == "context" and is_their_answer(f)
    ]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (
            "Mill Watch said six people were killed in Palmyra on Tuesday while the Belgian army said "
            "that the raid was a mistake.",
            ("Belgian army", "the Belgian army said that the raid was a mistake"),
        ),
        (
            "Mill Watch said that six people were killed in Palmyra while the Belgian army did not deny a raid "
            "and said that an investigation is under way.",
            ("Belgian army", "the Belgian army did not deny a raid and said that an investigation is under way"),
        ),
        # A sentence in which nobody counts, and nobody else speaks, stands whole.
        (
            "Mill Watch said six people were killed in Palmyra. In a letter, the Belgian army said that the raid was a "
            "mistake by a new pilot.",
            (
                "Belgian army",
                "In a letter, the Belgian army said that the raid was a mistake by a new pilot.",
            ),
        ),
        (
            "The Belgian army is investigating reports that six people were killed in an air strike in Palmyra.",
            (
                "Belgian army",
                "The Belgian army is investigating reports that six people were killed in an air strike in Palmyra.",
            ),
        ),
        # Whoever else answers has not been accused.
        (
            "Mill Watch said six people were killed in Palmyra while the Norwegian army said the raid was a mistake.",
            None,
        ),
        ("The Norwegian army is investigating reports that six people were killed in Palmyra.", None),
        # Nor is it an answer what they say of something else, or how many they count.
        ("Mill Watch said six people were killed in Palmyra while the Belgian army said it would stay.", None),
        (
            "Mill Watch said six people were killed in Palmyra while the Belgian army said four people were killed "
            "by mistake.",
            None,
        ),
    ],
)
def test_the_accused_answer_beside_somebody_elses_count(
    empty_store: Store, told: str, answer: tuple[str, str] | None
) -> None:
    card = dated_card(empty_store, CLAIM, ("2016-10-19", f"Belgian jets kill six in Palmyra\n\n{told}"))
    assert answers_in(card) == ([answer] if answer else [])
    assert not any(account.relation == "denies" for account in card.accounts)
    # It is printed, though its sentence stands on the card under another name.
    assert [f.words for account in beside(card) for f in account.findings if is_their_answer(f)] == (
        [answer[1]] if answer else []
    )


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        ("The Iranian army has denied using cluster bombs.", True),
        ("Cluster bombs are banned by treaty. The Iranian army has denied that it uses such weapons.", True),
        # Once is enough.
        ("The Iranian army has denied using cluster bombs. An Iranian official denied using cluster bombs.", True),
        # Another's denial, another weapon, or another deed.
        ("The Turkish army has denied using cluster bombs.", False),
        ("The Iranian army has denied using phosphorus.", False),
        ("Phosphorus is banned by treaty. The Iranian army has denied that it uses such weapons.", False),
        ("The Iranian army has denied that it sold cluster bombs.", False),
        ("The Iranian army has denied that it uses the airport.", False),
    ],
)
def test_who_is_accused_of_the_claims_weapon_denies_that_they_use_it(
    empty_store: Store, answer: str, heard: bool
) -> None:
    told = f"Iranian jets killed 12 people with cluster bombs in Palmyra on Tuesday, Mill Watch said. {answer}"
    report = f"Iranian strikes kill 12 in Palmyra\n\n{told}"
    card = dated_card(empty_store, "12 killed by cluster bombs in Palmyra", ("2016-10-19", report))
    assert said(card)["Mill Watch"] == "reports"
    assert len(answers_in(card)) == heard
    # That they never use it is no denial of what was counted here.
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("claim", "answer", "heard"),
    [
        (
            "cluster bombs",
            "Iran has been accused of using cluster bombs. The Iranian army denies using cluster bombs.",
            1,
        ),
        ("cluster bombs", "Iran's army is often accused of firing cluster bombs. Tehran denies using such weapons.", 1),
        (
            "landmines",
            "Russia stands accused of laying landmines. Vladimir Putin and his government deny using landmines.",
            1,
        ),
        (
            "barrel bombs",
            "Syrias army has been accused of dropping barrel bombs. Damascus denies using barrel bombs.",
            1,
        ),
        # Another is accused, of another weapon, or further up, or of something else than the claim tells.
        (
            "cluster bombs",
            "Iran has been accused of using cluster bombs. The Turkish army denies using cluster bombs.",
            0,
        ),
        ("cluster bombs", "Iran has been accused of using phosphorus. The Iranian army denies using cluster bombs.", 0),
        (
            "cluster bombs",
            "Iran was accused of using cluster bombs. It rained. The Iranian army denies using cluster bombs.",
            0,
        ),
        ("landmines", "Iran has been accused of using cluster bombs. The Iranian army denies using cluster bombs.", 0),
        (
            "cluster bombs",
            "Iran has been accused of using cluster bombs. The Iranian army denies using the airport.",
            0,
        ),
    ],
)
def test_whoever_stands_accused_of_using_the_weapon_in_the_sentence_before_denies_it(
    empty_store: Store, claim: str, answer: str, heard: int
) -> None:
    told = f"12 people were killed by {claim} in Palmyra on Tuesday, Mill Watch said. {answer}"
    card = dated_card(
        empty_store, f"12 killed by {claim} in Palmyra", ("2016-10-19", f"12 killed in Palmyra\n\n{told}")
    )
    assert said(card)["Mill Watch"] == "reports"
    assert len(answers_in(card)) == heard
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("Iran has denied any responsibility.", ["Iran has denied any responsibility."]),
        ("However, Iran denied involvement in the attack.", ["However, Iran denied involvement in the attack."]),
        (
            "Iran has denied any responsibility. The Iranian army said that there was no evidence of a raid.",
            [
                "Iran has denied any responsibility.",
                "The Iranian army said that there was no evidence of a raid.",
            ],
        ),
        (
            "Iran has denied any responsibility. The Iranian army said its jets had not carried out strikes there.",
            [
                "Iran has denied any responsibility.",
                "The Iranian army said its jets had not carried out strikes there.",
            ],
        ),
        (
            "Iran denied involvement in the talks. Smoke rose. Iran has denied any responsibility.",
            ["Iran has denied any responsibility."],
        ),
        (
            "Iran has denied its jets or those of its Syrian allies were involved in the incident in which 18 lorries "
            "were destroyed.",
            [
                "Iran has denied its jets or those of its Syrian allies were involved in the incident in which 18 "
                "lorries were destroyed.",
            ],
        ),
        (
            "Iran denied that its forces were behind the attack.",
            ["Iran denied that its forces were behind the attack."],
        ),
        ("Iran denied that its forces were behind the Tarn attack.", []),
        ("Iran denied that its forces were involved in the talks.", []),
        # Whoever goes on about something else, or is another, is not heard.
        (
            "Iran has denied any responsibility. The Turkish army said that there was no evidence of a raid.",
            ["Iran has denied any responsibility."],
        ),
        (
            "Iran has denied any responsibility. The Iranian army said that it would stay.",
            ["Iran has denied any responsibility."],
        ),
        # Another blow, town or day is meant, or nobody denies anything.
        ("A raid near Raqqa hit a school. Iran has denied any responsibility.", []),
        ("Last week a bus was hit. Iran has denied any responsibility.", []),
        ("Iran has denied any responsibility for the strike on a bus.", []),
        ("Iran has not denied any responsibility.", []),
        ("Has Iran denied any responsibility?", []),
        ("Iran admitted responsibility.", []),
    ],
)
def test_where_nobody_is_said_to_have_done_it_whoever_denies_a_part_in_it_is_heard(
    empty_store: Store, answer: str, says: list[str]
) -> None:
    told = f"An attack on a convoy in Palmyra killed 30 people, Mill Watch said. Lorries burned. {answer}"
    report = ("2016-10-19", f"30 killed in Palmyra convoy attack\n\n{told}")
    card = dated_card(empty_store, "30 killed in Palmyra convoy attack", report)
    assert said(card)["Mill Watch"] == "reports"
    assert {words for _, words in answers_in(card)} == {*says}
    # Whoever denies having done it has not denied that it was done.
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("behind", "heard"),
    [
        ("he Belgian army said that the raid was a mistake.", True),
        ("The Belgian army said that the raid was a mistake.", True),
        ("The Norwegian army said that the raid was a mistake.", False),
        ("The Belgian army said that the raid on Idlib was a mistake.", False),
        ("The Belgian army said that it would stay.", False),
        ("A bus burned. The Belgian army said that the raid was a mistake.", False),
    ],
)
def test_who_answers_right_behind_what_a_report_of_another_town_looks_back_at_is_heard(
    empty_store: Store, behind: str, heard: bool
) -> None:
    """A report on a raid on Raqqa looks back at the one on Palmyra in one sentence, and at its answer in the next."""
    told = (
        "Jets of the coalition hit a bus in Raqqa on Sunday, Mill Watch said. "
        f"On 16 October Belgian jets hit Palmyra, killing six people. {behind}"
    )
    card = dated_card(empty_store, CLAIM, ("2016-10-19", REPORT.format("")), ("2016-10-30", f"Raid on Raqqa\n\n{told}"))
    assert said(card)["Mill Watch"] == "reports"
    assert [who for who, _ in answers_in(card)] == (["Belgian army"] if heard else [])


@pytest.mark.parametrize(
    ("between", "answer", "heard"),
    [
        ("Lorries burned.", "Iran has denied any responsibility.", True),
        ("The United States blamed Iran.", "Iran denied any involvement.", True),
        ("Rescuers searched the rubble.", "The Iranian army said it was not involved.", True),
        ("It was a market day.", "Iran denied involvement in the attack.", True),
        ("Lorries burned.", "The army denied any involvement.", True),
        ("Lorries burned.", "The mill denied any involvement.", False),
        # It goes on about something else of that town, of another one, or of nobody's dead.
        ("A fair opened in Palmyra.", "Iran denied any involvement.", False),
        ("Hackers emptied the accounts of a bank.", "Iran denied any involvement.", False),
        ("A minister was arrested over bribes.", "Iran has denied any role.", False),
        ("Harbour Watch accused Iran of meddling in the vote.", "The Iranian army said it was not involved.", False),
        ("On Sunday a raid hit a bus.", "Iran denied any involvement.", False),
    ],
)
def test_a_bare_denial_is_of_what_its_report_told_last(
    empty_store: Store, between: str, answer: str, heard: bool
) -> None:
    told = f"An attack on a convoy in Palmyra killed 30 people on Tuesday, Mill Watch said. {between} {answer}"
    report = ("2016-10-19", f"30 killed in Palmyra convoy attack\n\n{told}")
    card = dated_card(empty_store, "30 killed in Palmyra convoy attack", report)
    assert said(card)["Mill Watch"] == "reports"
    assert [words for _, words in answers_in(card)] == ([answer] if heard else [])


@pytest.mark.parametrize(
    ("between", "answer", "heard"),
    [
        ("A crater was seen.", "The Belgian army denied that it was responsible for the incident.", True),
        (
            "The army, which came last year, held the hill.",
            "The Belgian army said a raid on Palmyra was an error.",
            True,
        ),
        (
            "The raid came a day after jets hit a bus in Raqqa. Six burned. ",
            "The Belgian army said the raid on Palmyra was an error.",
            True,
        ),
        # The incident is the one told last.
        (
            "It came a day after jets hit a bus.",
            "The Belgian army denied that it was responsible for the incident.",
            False,
        ),
        ("Jets struck a bus in Raqqa.", "The Belgian army said that the strike was a mistake.", False),
        ("On Monday jets hit a bus.", "The Belgian army said that the strike was a mistake.", False),
        (
            "A raid on Monday was a crime, Hill Radio said. A bus burned.",
            "Belgium denied that it was responsible.",
            False,
        ),
        ("Hill Radio said jets killed hundreds.", "Belgium denied that it was responsible.", False),
        # Nobody answers what has not happened yet.
        ("A crater was seen.", "On Sunday the Belgian army said a raid was in retaliation for shelling.", False),
    ],
)
def test_what_is_said_of_another_blow_of_the_accused_is_no_answer(
    empty_store: Store, between: str, answer: str, heard: bool
) -> None:
    card = dated_card(empty_store, CLAIM, ("2016-10-19", REPORT.format(f"{between} {answer}")))
    assert said(card)["Mill Watch"] == "reports"
    assert [words for _, words in answers_in(card)] == ([answer] if heard else [])
    assert not any(account.relation == "denies" for account in card.accounts)


def raid(*facts: dict[str, object]) -> dict[str, object]:
    """A note of a raid, with whoever counts its dead, and what else is told of it."""
    dead = counted("40 people were killed.", "Mill Watch", 40, "people killed")
    named = {"event": "US strike on a mill at Homs, 16 March 2017", "event_id": "homs-mill-2017"}
    return {**named, "place": "Homs, Syria", "facts": [dead, *facts]}


@pytest.mark.parametrize(
    ("speaker", "says", "heard"),
    [
        ("US military", "It aimed at a meeting of gunmen.", True),
        ("Pentagon", "The building was no mill.", True),
        ("Russian military", "It aimed at a meeting of gunmen.", False),
        ("Harbour Watch", "It aimed at a meeting of gunmen.", False),
    ],
)
def test_what_a_note_has_the_accused_say_of_it_stands_close_by(
    empty_store: Store, speaker: str, says: str, heard: bool
) -> None:
    answer: dict[str, object] = {"says": says, "speaker": {"name": speaker, "kind": "party"}}
    card = noted_card(empty_store, "US planes killed 40 people in Homs in March 2017", raid(answer))
    near = [f for account in card.accounts for f in account.findings if account.relation == "context"]
    assert any(is_their_answer(f) and f.words == says for f in near) is heard


@pytest.mark.parametrize(("span", "heard"), [("", True), (" since 2015", False)])
def test_what_they_say_beside_the_toll_of_a_whole_campaign_answers_no_claim_of_one_blow(
    empty_store: Store, span: str, heard: bool
) -> None:
    dead = counted(f"US planes killed 39,000 fighters in Syria{span}.", "US military", 39000, "fighters killed")
    answer: dict[str, object] = {"says": "ISIS is no more.", "speaker": {"name": "US military", "kind": "party"}}
    note: dict[str, object] = {"event": "US air campaign in Syria", "place": "Syria", "facts": [dead, answer]}
    card = noted_card(empty_store, "US planes killed 200 fighters in Syria", note)
    assert any(is_their_answer(f) for account in card.accounts for f in account.findings) is heard


@pytest.mark.parametrize(
    ("answer", "relation"),
    [
        ("The coalition said it did not carry out strikes near Abu Kamal.", "denies"),
        ("The coalition denied carrying out strikes on Abu Kamal.", "denies"),
        ("Col. Mira Sand, the coalition's spokeswoman, wrote that the coalition did not carry out strikes.", "context"),
        # Of a hospital, of civilians, of one day or of another town more is told than of the deed.
        ("The coalition denied that it had bombed a hospital in Abu Kamal.", "context"),
        ("The coalition said it did not strike civilians in Abu Kamal.", "context"),
        ("The coalition said it did not carry out strikes on Sunday near Abu Kamal.", "context"),
        ("The coalition said it did not carry out strikes near Raqqa.", "context"),
    ],
)
def test_whoever_is_said_to_have_done_it_denies_the_deed_itself(empty_store: Store, answer: str, relation: str) -> None:
    report = "Strikes on Abu Kamal\n\nCoalition strikes on Abu Kamal killed at least 31 civilians, Mill Watch said."
    card = card_for(empty_store, "31 civilians killed in coalition strikes on Abu Kamal", f"{report} {answer}")
    assert said(card).get("US-led Coalition", "context") == relation
    assert said(card)["Mill Watch"] == "reports"


@pytest.mark.parametrize(
    ("answer", "denies"),
    [
        (
            "Belgian defence ministry spokeswoman Mira Sand denied the air force was active in the area at the time.",
            True,
        ),
        ("The Belgian army denied that its jets were there that night.", True),
        ("The Belgian army said its planes had not been in the area at the time.", True),
        ("The Belgian army said that it had no aircraft over the town.", True),
        ("The Belgian army said no Belgian planes were flying in the area at that time.", True),
        # The report goes on about the blow in between.
        ('"Two Belgian jets were seen," it said. The Belgian army denied its jets were in the area.', True),
        # Whoever else speaks, or of others' jets, has not been accused.
        ("The Norwegian army denied that its jets were in the area at the time.", False),
        ("The Belgian army said no Norwegian planes were in the area.", False),
        # More is told, or less, or something else; they may have been there.
        ("The Belgian army denied its jets were in the area when the market was hit.", False),
        ("The Belgian army denied its jets were in the area on Wednesday.", False),
        ("The Belgian army denied its troops were in the area at the time.", False),
        ("The Belgian army said its jets were in the area at the time.", False),
        ("The Belgian army did not deny that its jets were in the area at the time.", False),
        ("The Belgian army could not say whether its jets were in the area.", False),
        ("A former Belgian minister, Mira Sand, denied the air force was in the area at the time.", False),
        # Another area, blow or town is meant.
        ("A raid near Raqqa killed four. The Belgian army denied its jets were in the area.", False),
        ("Later a raid killed four. The Belgian army denied its jets were in the area.", False),
        (
            "Mill Watch also reported jets over the border area. The Belgian army denied its jets were in the area.",
            False,
        ),
        ("Hill Radio spoke of smugglers on the coast. The Belgian army denied its jets were in the area.", False),
        ("The Belgian army denied its jets were in Raqqa at the time.", False),
    ],
)
def test_whoever_says_that_none_of_their_jets_were_there_denies_the_raid(
    empty_store: Store, answer: str, denies: bool
) -> None:
    card = dated_card(empty_store, CLAIM, ("2016-10-19", REPORT.format(answer)))
    assert any(account.relation == "denies" for account in card.accounts) is denies
    assert said(card)["Mill Watch"] == "reports"


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # Who has no jets there may have fired at it all the same, and who is not accused denies nothing of the claim.
        ("Belgian drones kill six in Palmyra", REPORT.replace("Belgian jets", "Belgian drones")),
        ("Belgian artillery kills six in Palmyra", REPORT.replace("jets killed", "artillery killed")),
        ("Six killed in Palmyra raid", REPORT),
        ("Six killed in air raid on Palmyra", REPORT.replace("Belgian jets", "Air raids")),
    ],
)
def test_without_their_own_raid_from_the_air_nobody_denies_it_so(empty_store: Store, claim: str, report: str) -> None:
    answer = "The Belgian army denied that its jets were in the area at the time."
    card = dated_card(empty_store, claim, ("2016-10-19", report.format(answer)))
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        # It need not lead with the town: the blow on it is told right before.
        (
            "The strikes hit a school in Palmyra. Iran denied any involvement in the raids.",
            ["Iran denied any involvement in the raids."],
        ),
        (
            "Shells struck Palmyra on Tuesday. Smoke rose. The Iranian army said it was not involved.",
            ["The Iranian army said it was not involved."],
        ),
        (
            'Bombs fell and killed six in Palmyra. The Iranian army said "we had nothing to do with it."',
            ['The Iranian army said "we had nothing to do with it."'],
        ),
        # It turns to another town or day in between, tells no blow, or somebody speaks of others, or of another blow.
        ("The strikes hit Palmyra. A shell hit Raqqa. Iran denied any involvement.", []),
        ("Two weeks ago raids hit Palmyra. Iran denied any involvement.", []),
        ("A fair opened in Palmyra. Iran denied any involvement.", []),
        ("The strikes hit Palmyra. The Iranian army said Turkey was not involved.", []),
        ("The strikes hit Palmyra. The Iranian army said it was not involved in the talks.", []),
        ("The strikes hit Palmyra. The Iranian army said it was not involved in the strike on a bus.", []),
        ("The strikes hit Palmyra. Was Iran not involved?", []),
    ],
)
def test_whoever_denies_a_part_in_a_blow_that_a_report_tells_further_down_is_heard(
    empty_store: Store, answer: str, says: list[str]
) -> None:
    own = (
        "2016-10-19",
        "30 killed in raid on Palmyra\n\nA raid on Palmyra killed 30 people on Tuesday, Mill Watch said.",
    )
    lead = "Envoys met in Geneva on Wednesday after a raid in Homs province killed 30 people, Harbour Watch said."
    other = ("2016-10-20", f"Envoys meet in Geneva\n\n{lead} They spoke of a truce. They ate. They left. {answer}")
    card = dated_card(empty_store, "30 people killed in raid on Palmyra", own, other)
    assert said(card)["Mill Watch"] == "reports"
    assert [words for _, words in answers_in(card)] == says
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("claim", "behind", "heard"),
    [
        (CLAIM, "Belgium has not acknowledged any civilian deaths from its strikes since it joined in 2015.", True),
        (CLAIM, "Belgium has never admitted killing any civilians.", True),
        (CLAIM, "The Belgian army has accepted responsibility for no civilian deaths.", True),
        # Where the claim lays it to nobody, whom the report has do it is meant.
        ("Six people killed in Palmyra", "Russia has not acknowledged any civilian deaths.", True),
        # Another has not, or has; they have of one raid, or elsewhere; it is asked; or fighters were killed.
        (CLAIM, "Norway has not acknowledged any civilian deaths from its strikes.", False),
        (CLAIM, "The mayor of Brussels has not acknowledged any civilian deaths.", False),
        (CLAIM, "Belgium has explained 12 civilian deaths.", False),
        (CLAIM, "Belgium has not acknowledged any civilian deaths in the raid on a mill.", False),
        (CLAIM, "Belgium has not acknowledged any civilian deaths from its strikes in Raqqa.", False),
        (CLAIM, "Why has Belgium not acknowledged any civilian deaths?", False),
        (CLAIM, "Belgium has not acknowledged any losses.", False),
        ("Belgian jets kill six fighters in Palmyra", "Belgium has not acknowledged any civilian deaths.", False),
    ],
)
def test_who_never_owned_up_to_any_civilian_dead_stands_close_by(
    empty_store: Store, claim: str, behind: str, heard: bool
) -> None:
    report = REPORT.replace("six people", "six fighters") if "fighters" in claim else REPORT
    report = report if "Belgian" in claim else report.replace("Belgian", "Russian")
    card = dated_card(empty_store, claim, ("2016-10-19", report.format(f"It was a Tuesday. {behind}")))
    assert said(card)["Mill Watch"] == "reports"
    assert any(words == behind for _, words in answers_in(card)) is heard
    assert not any(account.relation == "denies" for account in card.accounts)


@pytest.mark.parametrize(
    ("speaker", "says", "excuse", "heard"),
    [
        ("Syrian government", "Syria says deliberate.", "The US says it was a mistake.", True),
        ("Mill Watch", "Mill Watch: no accident.", "The US speaks of an accident.", True),
        # Where nobody calls it a mistake, or what is said is something else, nobody is heard beside it.
        ("Syrian government", "Syria says deliberate.", "The US calls for calm.", False),
        ("Syrian government", "Syria calls for talks.", "The US says it was a mistake.", False),
    ],
)
def test_beside_what_the_accused_call_a_mistake_whoever_says_it_was_none_is_heard(
    empty_store: Store, speaker: str, says: str, excuse: str, heard: bool
) -> None:
    answer: dict[str, object] = {"says": excuse, "speaker": {"name": "US military", "kind": "party"}}
    reply: dict[str, object] = {"says": says, "speaker": {"name": speaker, "kind": "party"}}
    card = noted_card(empty_store, "US planes killed 40 people in Homs in March 2017", raid(answer, reply))
    near = [f for account in card.accounts for f in account.findings if account.relation == "context"]
    assert any(is_against_it(f) and f.words == says for f in near) is heard


@pytest.mark.parametrize(("published", "heard"), [("2018-09-04", True), ("2016-09-04", False)])
def test_what_came_out_before_the_claims_day_is_against_another_blow(
    empty_store: Store, published: str, heard: bool
) -> None:
    reply: dict[str, object] = {"says": "Syria calls it propaganda.", "speaker": {"name": "Syria", "kind": "party"}}
    told = raid() | {"published": published, "published_basis": "stated", "event": "US strikes on the mill at Homs"}
    claim = "US planes killed 40 people in Homs in March 2017"
    card = noted_card(empty_store, claim, raid(), told | {"facts": [reply]})
    near = [f for account in card.accounts for f in account.findings if account.relation == "context"]
    assert any(is_against_it(f) for f in near) is heard


def test_two_sides_that_deny_it_in_the_same_words_are_both_heard_under_their_own_heading(empty_store: Store) -> None:
    facts: list[dict[str, object]] = [
        {"says": f"{land} calls the whole scene staged.", "speaker": {"name": f"{land} government", "kind": "party"}}
        for land in ("Russia", "Syria")
    ]
    card = noted_card(empty_store, "40 people killed in strike on mill at Homs in March 2017", raid(*facts))
    printed = render_text(card)
    section = printed.partition("WHO ANSWERS IT, OR DOUBTS IT")[2]
    assert "Russia calls the whole scene staged." in section
    assert "Syria calls the whole scene staged." in section
    assert "CLOSE BY, BUT NOT THIS CLAIM" not in printed


@pytest.mark.parametrize(("quoted", "answers"), [("", True), ("Pentagon: ", False), ("SOHR: ", True)])
def test_whoever_the_claim_itself_quotes_answers_nobody_by_telling_more(
    empty_store: Store, quoted: str, answers: bool
) -> None:
    told = (
        "An air strike on Tuesday by the US-led coalition mistakenly killed 18 allied fighters south of Homs, the "
        'Pentagon said on Thursday. "The strike was requested by partners who had identified the target as an ISIS '
        'position," it said in a statement.'
    )
    report = ("2017-04-13", f"Coalition strike kills 18 partners, Pentagon says\n\n{told}")
    claim = f"{quoted}coalition strike killed 18 allied fighters near Homs by mistake"
    printed = render_text(dated_card(empty_store, claim, report))
    assert ("requested by partners" in printed.partition("WHO ANSWERS IT")[2]) is answers


def test_what_is_answered_of_another_day_stands_behind_that_day_and_gives_no_figure_there(empty_store: Store) -> None:
    told = "A raid on a school in Palmyra killed 22 children on Tuesday, Mill Watch said. Iran denied responsibility."
    report = ("2016-10-19", f"Raid on Palmyra school kills 22 children\n\n{told}")
    card = dated_card(empty_store, "Raid on Palmyra school kills 22 children in May 2015", report)
    printed = render_text(card)
    counting, _, answering = printed.partition("CLOSE BY, ON ANOTHER DATE")[2].partition(
        "WHO SAYS THAT DEED WAS NOT THEIRS"
    )
    assert "Iran denied responsibility." in answering and "Iran" not in counting
    assert "WHO SAYS THE DEED" not in printed
    assert "WHO ANSWERS IT" not in printed


def test_the_headline_of_a_report_accuses_nobody_of_what_its_own_sentence_lays_to_another() -> None:
    words, title = "US-led coalition jets killed six civilians.", "Russian raid kills scores on a bridge"
    assert accused_by(words, title) == accused_by(words, "")
    assert accused_by("Six civilians were killed in Palmyra.", title) == accused_by("A Russian raid killed six.", "")


def accused_by(words: str, title: str) -> frozenset[str]:
    article = SimpleNamespace(id="one", title=title)
    return whom_its_report_accuses(cast("list[Finding]", [SimpleNamespace(article=article, words=words)]), "one")


@pytest.mark.parametrize(
    ("sentence", "in_general"),
    [
        # What they deny whenever it is used says nothing of this blow.
        ("The Iranian army has denied using cluster bombs.", True),
        ("The Iranian army has always denied that it uses cluster bombs.", True),
        ("The Iranian army denies using cluster bombs.", True),
        ("The Iranian army denied that it uses cluster bombs.", True),
        ("The Iranian army repeatedly denied using cluster bombs.", True),
        # What they denied then, or of the blow just told, does.
        ("The Iranian army denied using cluster bombs.", False),
        ("The Iranian army denied that it had used cluster bombs.", False),
        ("The Iranian army has denied using cluster bombs in the attack.", False),
        ("The Iranian army denies that it used cluster bombs there.", False),
        ("The Iranian army has denied that it had dropped cluster bombs.", False),
    ],
)
def test_who_denies_a_weapon_whenever_it_is_used_answers_no_single_blow(sentence: str, in_general: bool) -> None:
    (finding,) = findings_in(f"12 killed in Palmyra\n\n{sentence}", published="2016-10-19")[1:]
    (voice,) = finding.statement.attributions
    assert voice.grade == "denied"
    assert _is_a_standing_denial(finding, voice) is in_general


@pytest.mark.parametrize(
    ("answer", "admits"),
    [
        ("The Belgian army said that the raid was a mistake.", True),
        ("The Belgian army said that it regretted the raid.", True),
        ("The Belgian army said the raid was carried out in response to rocket fire.", True),
        ("The Belgian army said that they were responsible for the raid.", True),
        # Whoever owns to nothing, or not to all of it, or only looks into it, or names another, answers.
        ("The Belgian army has accepted responsibility for no death.", False),
        ("The Belgian army said that the rebels were responsible for the raid.", False),
        ("The Belgian army said that it did not carry out the raid by mistake.", False),
        ("The Belgian army denied that the raid was a mistake.", False),
        ("The Belgian army said it would look into this report.", False),
        ("The Belgian army said the rebels had shelled it by mistake and blamed them.", False),
        ("The Belgian army said the rebels had carried out the raid.", False),
        ("The Belgian army said that the report of the raid was a mistake.", False),
        ("The Belgian army acknowledged reports of the raid and would look into it.", False),
        ("The Belgian army said that it regretted any loss of life.", False),
    ],
)
def test_whoever_owns_to_the_deed_neither_answers_nor_doubts_it(answer: str, admits: bool) -> None:
    (finding,) = findings_in(f"Raid on Palmyra\n\n{answer}", published="2016-10-19")[1:]
    voice = finding.statement.attributions[0]
    assert admits_the_deed(replace(finding, heard=voice, why=("said to have done it: it",))) is admits


@pytest.mark.parametrize(
    ("says", "is_theirs"),
    [
        ("ISIS said it carried out the attack on a guard post in Palmyra.", True),
        ("ISIS claimed responsibility for the blast.", True),
        ("ISIS said one of its fighters had blown himself up at the post.", True),
        ("ISIS said no one had claimed responsibility for the blast.", False),
        ("ISIS said one of its members was among the dead.", False),
        ("ISIS said the army was behind the attack.", False),
        ("Police said they carried out the raid.", False),
        ("Mill Watch said ISIS claimed responsibility for the blast.", False),
    ],
)
def test_an_armed_side_that_calls_an_attack_its_own_says_they_did_it(says: str, is_theirs: bool) -> None:
    _, count, finding = findings_in(f"Blast in Palmyra\n\nMill Watch said a blast killed 22 guards. {says}")
    finding = replace(finding, heard=finding.statement.attributions[0])
    assert claims_the_attack(finding) is is_theirs
    claim = Claim("A blast in Palmyra kills 22 guards", count.statement.quantities)
    saying, near = Account(count.speaker, "reports", (count,)), Account(finding.speaker, "context", (finding,))
    card = ContextCard(claim, "found", (saying, near), (), (), (), datetime(2026, 11, 22, tzinfo=UTC))
    ((heading, _),) = printed_near(card, [(ENGLISH.say(NEAR), [near])], ENGLISH)
    assert heading == ("Who says the deed was theirs" if is_theirs else "Close by, without such a count")


@pytest.mark.parametrize(
    ("words", "is_accused", "accuses"),
    [
        ("Velmar says deliberate.", False, True),
        ("Velmar says it was no mistake.", False, True),
        ("Velmar says it was not deliberate.", False, False),
        # The accused answer, whatever they say.
        ("Velmar says deliberate.", True, False),
    ],
)
def test_whoever_calls_anothers_deed_deliberate_answers_nothing(words: str, is_accused: bool, accuses: bool) -> None:
    finding = findings_in(f"Raid on Kalden\n\n{words}")[-1]
    why = ("said to have done it: it",) if is_accused else ()
    assert calls_it_deliberate(replace(finding, why=why)) is accuses


def test_who_admits_the_deed_of_another_town_has_a_heading_that_says_so(empty_store: Store) -> None:
    told = "A Russian raid on Palmyra killed 22 people on Tuesday, Mill Watch said. Russia said it struck by mistake."
    report = ("2016-10-19", f"Russian raid on Palmyra kills 22 people\n\n{told}")
    there, here = (
        render_text(dated_card(empty_store, f"Russian raid on {town} kills 22 people in October 2016", report))
        for town in ("Raqqa", "Palmyra")
    )
    assert "WHO CALLS THAT A MISTAKE" in there and "in Palmyra, not Raqqa" in there
    assert "WHO CALLS IT A MISTAKE" in here


@pytest.mark.parametrize(
    ("behind", "meant"),
    [
        ("while a number of Syrian officials stated that the attack was intentional", True),
        ("while Harbour Watch said it was no accident", True),
        ("while a number of Syrian officials stated that the attack was unjust", False),
        ("while Harbour Watch said that it was not deliberate", False),
    ],
)
def test_who_says_in_that_sentence_that_it_was_meant_is_heard_too(empty_store: Store, behind: str, meant: bool) -> None:
    told = f"The Belgian army said that the raid was a mistake {behind}."
    card = dated_card(empty_store, CLAIM, ("2016-10-19", REPORT.format(told)))
    page = render_text(card)
    assert ("call it deliberate" in page or "calls it deliberate" in page) is meant
    assert ("WHO SAYS IT WAS DELIBERATE" in page) is meant


@pytest.mark.parametrize(
    ("words", "is_disowned"),
    [
        ("The army denied any involvement.", True),
        ("The army denied its aircraft or those of its allies were involved in the incident.", True),
        ("The army denied its aircraft were there and called the film fabricated.", False),
        # Whoever has others do it does not doubt that it was done.
        ("The army denied any involvement, issuing a statement blaming rebels for using gas.", True),
        ("The army denied any responsibility and called the massacre fabricated, blaming rebels.", False),
        ("The army denied any involvement and said there was no evidence of an attack, blaming rebels.", False),
    ],
)
def test_whoever_blames_others_says_that_it_was_not_theirs(words: str, *, is_disowned: bool) -> None:
    (finding,) = [f for f in findings_in(f"Gas\n\n{words}") if f.words == words]
    assert says_it_was_not_theirs(replace(finding, why=("said to have done it: the army",))) is is_disowned


@pytest.mark.parametrize("title", ["Satellite images debunk Russian claims on Homs", "Satellite images of Homs"])
def test_of_a_sides_answers_that_one_is_heard_against_which_its_report_tells_something(
    empty_store: Store, title: str
) -> None:
    """An answer that stands on a card alone, where the store holds what speaks against it, is half of the matter."""
    kind = {"name": "Russian government", "kind": "party"}
    staged: dict[str, object] = {"says": "Russia calls the strike in Homs staged.", "speaker": kind}
    seen = "Satellite images show bodies since 11 March."
    told = raid() | {
        "title": title,
        "title_is": "headline",
        "facts": [
            {"says": seen, "speaker": {"name": "satellite images", "kind": "document"}},
            {"says": "Russia says that they were placed after its troops left.", "speaker": kind},
        ],
    }
    card = noted_card(empty_store, "40 people killed in strike on mill at Homs in March 2017", raid(staged), told)
    section = render_text(card).partition("WHO ANSWERS IT, OR DOUBTS IT")[2]
    assert (f"Against that, the same report: {seen}" in section) is ("debunk" in title)
    assert ("staged" in section) is ("debunk" not in title)


BLAMED = "The White House blamed the attack on the Syrian government."


@pytest.mark.parametrize(
    ("answer", "blaming", "is_shown"),
    [
        ("Syria's government denied any responsibility for the attack.", BLAMED, True),
        (
            "Syria's government denied any responsibility for the attack.",
            "Mira Sand said the Syrian government bears primary responsibility for the attack.",
            True,
        ),
        # Where nobody denies it, and of another of their deeds, it is only said.
        ("The attack was on Tuesday.", BLAMED, False),
        (
            "Syria's government denied any responsibility for the attack.",
            "The White House blamed the rebels for the attack.",
            False,
        ),
        (
            "Syria's government denied any responsibility for the attack.",
            "The White House did not blame the Syrian government for the attack.",
            False,
        ),
    ],
)
def test_beside_who_denies_it_stands_who_lays_it_to_them(
    empty_store: Store, answer: str, blaming: str, is_shown: bool
) -> None:
    report = (
        "Gas attack on Palmyra kills 58\n\nA gas attack on Palmyra killed 58 people on Tuesday, Mill Watch said. "
        f"{answer} {blaming}"
    )
    printed = render_text(card_for(empty_store, "Gas attack on Palmyra kills 58", report))
    assert ("WHO SAYS WHOSE DEED IT WAS" in printed.upper()) is is_shown


@pytest.mark.parametrize(
    ("admitted", "is_shown"),
    [
        ("The Pentagon said that the raid was a mistake.", True),
        # Beside who owns to nothing, a word of anger tells nothing.
        ("The raid was on Tuesday.", False),
    ],
)
def test_beside_a_mistake_stands_who_calls_it_an_aggression(empty_store: Store, admitted: str, is_shown: bool) -> None:
    report = (
        "US jets kill 62 Syrian soldiers in Palmyra\n\nUS jets killed 62 Syrian soldiers in Palmyra on Tuesday, Mill "
        f"Watch said. {admitted} The General Command called the bombing a serious and blatant aggression against Syria."
    )
    printed = render_text(card_for(empty_store, "US jets kill 62 Syrian soldiers in Palmyra", report))
    assert ("blatant aggression" in printed) is is_shown


@pytest.mark.parametrize(
    ("day", "told", "is_shown"),
    [
        ("2016-07-20", "The World Health Organization said that tests showed sarin gas had been used in Homs.", True),
        # Of another town, of a side, of no tests, and a year on.
        ("2016-07-20", "The World Health Organization said that tests showed sarin gas had been used in Hama.", False),
        ("2016-07-20", "The Syrian opposition said that tests showed sarin gas had been used in Homs.", False),
        ("2016-07-20", "The World Health Organization said that it looked into sarin gas used in Homs.", False),
        ("2017-07-20", "The World Health Organization said that tests showed sarin gas had been used in Homs.", False),
    ],
)
@pytest.mark.parametrize("year", ["2016", "2015"])
def test_beside_the_accused_stands_what_tests_showed_of_a_gas(
    empty_store: Store, year: str, day: str, told: str, is_shown: bool
) -> None:
    gas = "Gas in Homs\n\nA gas attack on Homs killed 58 people on Tuesday, the Border Monitor said."
    denied = "The Syrian army denied any involvement in the attack."
    later = ("Sarin found", f"{told} Nobody was named.")
    reports = ("2016-07-05", f"{gas} {denied}"), (day, "\n\n".join(later))
    claim = f"Gas attack on Homs kills 58 people in July {year}"
    printed = render_text(dated_card(empty_store, claim, *reports))
    assert (told in printed.partition("Close by, without such a count")[2]) is is_shown


@pytest.mark.parametrize(
    ("named", "is_shown"),
    [
        ("The Syrian army denied any involvement in the raid.", False),
        # Another side's denial is not theirs.
        ("The Russian army denied any involvement in the raid.", True),
    ],
)
def test_a_nameless_source_says_nothing_that_its_side_says_by_name(
    empty_store: Store, named: str, is_shown: bool
) -> None:
    nameless = "A Syrian military source denied any involvement in the raid."
    report = (
        "Raid on Palmyra kills 58\n\nA raid by the Syrian and Russian armies on Palmyra killed 58 people on Tuesday, "
        f"Mill Watch said. {named} {nameless}"
    )
    printed = render_text(card_for(empty_store, "Raid on Palmyra kills 58", report))
    assert named in printed.partition("WHO SAYS THE DEED WAS NOT THEIRS")[2]
    assert (nameless in printed) is is_shown


@pytest.mark.parametrize(
    ("account", "is_shown"),
    [
        (
            "A military source said a number of militants had been killed when their positions were targeted there.",
            True,
        ),
        ("A military source said a number of children had been killed when their school was targeted there.", False),
        ("Hill Watch said a number of militants had been killed when their positions were targeted there.", False),
    ],
)
def test_who_has_fighters_hit_answers_who_counts_children(empty_store: Store, account: str, is_shown: bool) -> None:
    report = (
        "Raid on a school in Palmyra kills 22 children\n\nAn air raid on a school in Palmyra killed 22 children on "
        f"Tuesday, Mill Watch said. {account}"
    )
    card = card_for(empty_store, "Air raid on a school in Palmyra kills 22 children", report)
    answers = [f.words for a in card.accounts for f in a.findings if is_their_answer(f)]
    assert (account in answers) is is_shown
