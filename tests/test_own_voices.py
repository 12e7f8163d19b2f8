"""Whoever stands beside a verb speaks, and not whoever was tagged from the sentence before or has done it to them."""

from __future__ import annotations

import pytest

from knowledge.articles.comments import read_comments
from knowledge.attributions import read_attributions
from knowledge.attributions.cues import grade_of_tagged
from knowledge.attributions.drafts import Draft
from knowledge.model import Span
from knowledge.speakers import who_is


def tagged(text: str, source: str, cue: str, content: str, grade: str = "said") -> Draft:
    """What a trained reader may have tagged, by the last place of its words."""

    def at(words: str) -> Span:
        return Span(text.rindex(words), text.rindex(words) + len(words))

    return Draft(at(source), at(cue), at(content), "denied" if grade == "denied" else "said", cue)


def said(text: str, *drafts: Draft) -> list[tuple[str, str]]:
    return [(a.speaker.name, a.span.of(text)) for a in read_attributions(text, tagged=drafts)]


def test_the_ferry_said_the_mayor_sank_is_the_mayors() -> None:
    text = "The rebels, said the coast guard, sank the ferry."
    both = [tagged(text, "The rebels", "said", "the coast guard, sank the ferry")]
    both.append(tagged(text, "the coast guard", "said", "sank the ferry"))
    assert said(text, *both) == [("coast guard", text[:-1])]


def test_a_second_piece_around_according_to_stays_a_piece() -> None:
    text = "The top tenth paid most, according to Harbour Watch, and the rest paid little."
    first = tagged(text, "Harbour Watch", "according to", "The top tenth paid most")
    assert said(text, first) == [("Harbour Watch", "The top tenth paid most")]


@pytest.mark.parametrize("told", ["The ministry denied it.", "The ministry has denied it."])
def test_whoever_stands_before_the_denial_denies(told: str) -> None:
    text = f"Nine people drowned off Velmar, the coast guard said on Monday. {told}"
    first = tagged(text, "the coast guard", "said", "Nine people drowned off Velmar")
    slip = tagged(text, "the coast guard", told.split("ministry ")[1].removesuffix(" it."), "it", "denied")
    wanted = [("coast guard", "Nine people drowned off Velmar"), ("ministry", "it")]
    assert said(text, first, slip) == said(text, first) == wanted


@pytest.mark.parametrize(
    "told",
    ["The governor dismissed the report.", "The governor called it a lie.", "The governor rejected the accusation."],
)
def test_an_answer_to_a_claim_is_read_though_nobody_tagged_it(told: str) -> None:
    text = f"Nine drowned, the coast guard said. {told}"
    assert [name for name, _ in said(text, tagged(text, "the coast guard", "said", "Nine drowned"))][1:] == ["governor"]


def test_who_has_not_been_tagged_with_it_estimates_it() -> None:
    text = "The group claims to have 900 divers. Harbour officials see its strength at 300."
    slip = tagged(text, "The group", "see", "its strength at 300")
    assert said(text, slip)[-1] == ("Harbour officials", "its strength at 300")


def test_whom_he_means_may_be_tagged() -> None:
    text = "Lena Ortiz came late. He rued the storm that sank the ferry."
    slip = tagged(text, "Lena Ortiz", "rued", "the storm that sank the ferry")
    assert said(text, slip) == [("Lena Ortiz", "the storm that sank the ferry")]


@pytest.mark.parametrize(
    ("who", "doer", "named"),
    [
        ("hostages freed by the navy", "the navy", "hostages freed by the navy"),
        ("villagers fleeing the navy", "the navy", "villagers fleeing the navy"),
        ("a statement issued by the navy", "the navy", "navy"),
    ],
)
def test_whoever_did_it_to_them_does_not_speak(who: str, doer: str, named: str) -> None:
    text = f"Nine people had drowned in the bay, {who} said."
    slip = tagged(text, doer, "said", "Nine people had drowned in the bay")
    assert said(text, slip) == [(named, "Nine people had drowned in the bay")]


def test_a_second_quotation_with_a_voice_behind_it_is_that_voices() -> None:
    text = "“They sank her,” said Amina. “She was drifting,” said another woman."
    first = tagged(text, "Amina", "said", "“They sank her,”")
    cue = Span(text.index("said"), text.index("said") + 4)
    second = Draft(
        Span(cue.end + 1, cue.end + 6),
        cue,
        tagged(text, "Amina", "said", "“She was drifting,”").content,
        "said",
        "said",
    )
    first = Draft(second.source, cue, first.content, "said", "said")
    assert said(text, first, second) == [("Amina", "“They sank her,”"), ("another woman", "“She was drifting,”")]


def test_nobody_speaks_by_being_fined_or_called_something() -> None:
    assert grade_of_tagged("was fined for", "“insulting the king”", named=False) == "held"
    assert grade_of_tagged("will be called", "Amberline") == "held"
    assert grade_of_tagged("called", "the report a lie") == "said"


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("the statistics office", "statistics office", "named_organisation"),
        ("the census bureau", "census bureau", "named_organisation"),
        ("the latest census", "latest census", "document"),
        ("the complaint to the Board of Pilots", "complaint to the Board of Pilots", "document"),
        ("a boy wounded by rebels", "a boy wounded by rebels", "unnamed"),
        ("a boy with the rebels", "a boy with the rebels", "unnamed_partisan"),
        ("fighters backed by the army", "fighters backed by the army", "unnamed_partisan"),
        ("Turkey's Erdogan", "Turkish government", "party"),
        ("Turkey's Weil", "Turkey's Weil", "named_person"),
        ("Omar Aziz, CNN's chief executive", "Omar Aziz", "named_person"),
    ],
)
def test_a_voice_is_what_its_last_noun_says(words: str, name: str, kind: str) -> None:
    assert (who_is(words).name, who_is(words).kind) == (name, kind)


def test_a_day_behind_a_name_signs_a_comment() -> None:
    report = "The ferry sank off the cape on Monday, the coast guard said."
    text = f"{report}\n\nComments (2)\n\nOmar A. 3 May 2024 at 10:12\nThe coast guard said nothing of the sort."
    assert [(c.signed, c.span.of(text)) for c in read_comments(text)] == [
        ("Omar A.", "The coast guard said nothing of the sort.")
    ]


def test_what_is_set_beside_somebodys_words_is_not_theirs() -> None:
    text = "Nobody was hurt, the navy said, despite claims on Telegram that 12 had died."
    first = tagged(text, "the navy", "said", "Nobody was hurt")
    slip = tagged(text, "the navy", "said", "despite claims on Telegram that 12 had died")
    assert said(text, first, slip) == [("navy", "Nobody was hurt"), ("claims", "that 12 had died")]
    # Whoever was driven to it by damage, and not by a claim, may have said so.
    text = "Nobody was hurt, the navy said, despite the heavy damage."
    slip = tagged(text, "the navy", "said", "despite the heavy damage")
    assert said(text, tagged(text, "the navy", "said", "Nobody was hurt"), slip)[1:] == [
        ("navy", "despite the heavy damage")
    ]


def test_a_claim_that_is_denied_behind_a_comma_is_nobodys_words() -> None:
    text = "The lawyer, Mira Sand, said officers had waited 40 minutes, a claim the police department denied."
    first = tagged(text, "Mira Sand", "said", "officers had waited 40 minutes")
    slip = tagged(text, "Mira Sand", "said", "a claim the police department denied")
    wanted = ("officers had waited 40 minutes", {"Mira Sand", "police department"})
    read = said(text, first, slip)
    assert ({words for _, words in read}, {name for name, _ in read}) == ({wanted[0]}, wanted[1])


def test_whoever_rejects_reports_does_so_though_only_the_paper_was_tagged() -> None:
    text = "The army rejected local media reports that five jets had been lost, the daily Amber reported."
    paper = tagged(text, "the daily Amber", "reported", text[: text.index(", the daily")])
    assert ("army", "local media reports that five jets had been lost") in said(text, paper)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('The minister called reports that 200 had died "fantasy".', [("minister", "denied")]),
        ("The minister called reports that 200 had died a lie.", [("minister", "denied")]),
        ("The minister called reports that 200 had died deeply worrying.", []),
    ],
)
def test_whoever_calls_reports_a_lie_has_not_reported_it(text: str, wanted: list[tuple[str, str]]) -> None:
    slip = tagged(text, "The minister", "called reports", text[text.index("that 200") : -1])
    assert [(a.speaker.name, a.grade) for a in read_attributions(text, tagged=(slip,))] == wanted


def test_nobody_says_what_they_deny_having_said() -> None:
    text = "Weil denies having said that the vaccine killed anyone."
    slip = tagged(text, "Weil", "said", "that the vaccine killed anyone")
    assert [(a.speaker.name, a.grade) for a in read_attributions(text, tagged=(slip,))] == [("Weil", "denied")]
