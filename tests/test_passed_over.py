"""Who speaks where a page has lost its commas and apostrophes, and who does not: with the tagger and without."""

from __future__ import annotations

import pytest

from knowledge.articles import read_pasted
from knowledge.attributions.drafts import Draft
from knowledge.attributions.issuers import who_states
from knowledge.attributions.passed_over import with_the_voice_behind, with_who_is_described, with_who_told
from knowledge.attributions.run_together import in_the_open
from knowledge.model import Attribution, Span
from knowledge.speakers import who_is
from knowledge.speakers.voices import names_a_side
from knowledge.statements import read_statements
from knowledge.tagger import Tagger


def read(words: str, tagger: Tagger | None) -> list[Attribution]:
    article = read_pasted(f"The day in Kalden\n\n{words}", outlet="Harbour Post")
    return [a for s in read_statements(article, tagger) for a in s.attributions if s.place_in_article == "body"]


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        ("The raids have claimed hundreds of lives in Kalden.", {"Harbour Post"}),
        ("A mortar attack on a school claimed 11 children.", {"Harbour Post"}),
        ("The army claimed that 40 fighters had died.", {"army"}),
        ("Police claimed 40 people took part in the attack.", {"police"}),
    ],
)
def test_raids_that_claim_lives_say_nothing(words: str, speaks: set[str], tagger: Tagger) -> None:
    for reader in (None, tagger):
        assert {a.speaker.name for a in read(words, reader)} == speaks


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("dozens opposition activists", "opposition activists"),
        ("residents activists", "activists"),
        ("three others wounded local media", "local media"),
        ("Earlier state television", "state television"),
        ("Earlier in the day media", "media"),
        ("Later that day activists in the town", "activists in the town"),
        ("a quarter in the central city of Kalden state television", "state television"),
        # What is one voice stays one.
        ("dozens of activists", "dozens of activists"),
        ("other residents", "other residents"),
        ("spokesman of Norlands state television", "spokesman of Norlands state television"),
    ],
)
def test_only_the_end_speaks(words: str, voice: str) -> None:
    assert in_the_open(words) == voice


@pytest.mark.parametrize(
    ("paper", "giver"),
    [
        ("a Defence Ministry statement", "Defence Ministry"),
        ("a police statement", "police"),
        ("a coast guard statement", "coast guard"),
        ("a false police statement", ""),
        ("a joint statement", ""),
        ("a witness statement", ""),
        ("a bank statement", ""),
        ("a new army statement", ""),
        ("the West Bank statement", ""),
    ],
)
def test_a_bodys_statement_is_its_word(paper: str, giver: str) -> None:
    assert who_states(paper) == giver


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("an anti-ISIS network of activists", None),
        ("a pro-Assad page", "Syrian government"),
        ("Syrias government run television", "Syrian government"),
        ("Russias ministry", "Russia"),
        ("Irans television", "Iran"),
        ("Iranian television", "Iran"),
        ("Israels radio", "Israel"),
    ],
)
def test_whoever_is_against_a_side_is_not_of_it(words: str, side: str | None) -> None:
    assert names_a_side(words) == side


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Amber News media outlet", "Amber News media outlet", "named_organisation"),
        ("regime television", "regime television", "unnamed"),
        ("a newspaper", "a newspaper", "unnamed"),
        ("Reuters correspondent in the town", "Reuters", "news_agency"),
        ("Daish", "ISIS", "party"),
    ],
)
def test_a_newsroom_is_told_by_its_name(words: str, name: str, kind: str) -> None:
    found = who_is(words)
    assert (found.name, found.kind) == (name, kind)


def test_what_befell_stands_before_the_voice() -> None:
    text = "A blast killed six people in Kalden state television reported on Monday without giving details."
    cue, day = span(text, "reported"), span(text, "without giving details")
    tagged = Draft(None, cue, Span(0, cue.start - 1), "said", "reported")
    read_so = with_the_voice_behind(text, Draft(Span(0, cue.start - 1), cue, day, "said", "reported"), tagged)
    assert read_so.source and read_so.source.of(text) == "state television"
    assert read_so.content.of(text) == "A blast killed six people in Kalden"


def test_what_is_said_behind_the_voice_stays_so() -> None:
    text = "The mayor of Kalden said in a raid ten men were killed."
    said = Draft(
        span(text, "The mayor of Kalden"), span(text, "said"), span(text, "in a raid ten men were killed"), "said"
    )
    assert with_the_voice_behind(text, said, said) == said


def test_whoever_told_an_agency_speaks_and_not_the_agency() -> None:
    text = "The missiles also wounded 25 others Omar Aziz told Anadolu Agency."
    cue = span(text, "told")
    told = Draft(span(text, "Anadolu Agency"), cue, Span(0, cue.start - 1), "said", "told")
    now = with_who_told(text, told, Span(0, len(text)))
    assert now.source and now.source.of(text) == "Omar Aziz"
    assert now.heard_by == told.source
    assert now.content.of(text) == "The missiles also wounded 25 others"
    # "Shells hit Omar Aziz Square, one told Anadolu": he stands elsewhere.
    text = "Shells wounded Omar Aziz in his house one told Anadolu Agency."
    cue = span(text, "told")
    told = Draft(span(text, "Anadolu Agency"), cue, Span(0, cue.start - 1), "said", "told")
    assert with_who_told(text, told, Span(0, len(text))) == told


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Activist Omar Aziz who lives abroad said ten people were killed.", "Activist Omar Aziz"),
        ("Omar Aziz who fled the town when the army came said ten people were killed.", None),
        ("Omar Aziz who lives with local activists said ten people were killed.", None),
        ("A man who lives abroad said ten people were killed.", None),
    ],
)
def test_whoever_is_described_first_speaks(words: str, who: str | None) -> None:
    said = Draft(None, span(words, "said"), span(words, "ten people were killed"), "said", "said")
    source = with_who_is_described(words, said, Span(0, len(words))).source
    assert (source.of(words) if source else None) == who


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("According to the Observatory three officers were killed on Friday.", "three officers were killed on Friday"),
        ("According to the Observatory 30 officers were killed on Friday.", "30 officers were killed on Friday"),
    ],
)
def test_a_name_is_over_where_the_count_begins(words: str, what: str, tagger: Tagger) -> None:
    text = f"The day in Kalden\n\n{words}"
    for reader in (None, tagger):
        assert [(a.speaker.name, a.span.of(text)) for a in read(words, reader)] == [("SOHR", what)]
