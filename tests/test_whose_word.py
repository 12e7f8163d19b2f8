"""Nobody denies or says what another does: asides, merged voices, exceptions, doubts, with the tagger and without."""

from __future__ import annotations

import pytest

from knowledge.articles import read_pasted
from knowledge.attributions import read_attributions
from knowledge.model import Attribution
from knowledge.quotations import read_quotations
from knowledge.speakers import who_is
from knowledge.statements import read_statements
from knowledge.tagger import Tagger


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    return Tagger.load(tmp_path_factory.mktemp("tagger"), threads=1)


def read(words: str, tagger: Tagger | None) -> list[Attribution]:
    article = read_pasted(f"The day in Kalden\n\n{words}", outlet="Harbour Post")
    return [a for s in read_statements(article, tagger) for a in s.attributions if s.place_in_article == "body"]


def those_who_deny(words: str, tagger: Tagger | None) -> set[str]:
    return {a.speaker.name for a in read(words, tagger) if a.grade == "denied"}


#: A sentence, and everybody who denies anything in it.
DENIALS = [
    ("The army, according to rebels, denied that it had lost the base.", {"army"}),
    ("The army, according to rebels, has denied the raid.", {"army"}),
    ("The mayor, according to local radio, denied that ten boats sank.", {"mayor"}),
    ("The army, quoted by SANA, denied the raid.", {"army"}),
    ("State media, citing a military source, denied the raid.", {"state media"}),
    ("Ten boats sank, the coast guard said, denying reports that it was fewer.", {"coast guard"}),
    ("According to rebels the army denied the raid.", {"army"}),
    ("According to the ministry of defence the rebels denied the attack.", {"rebels"}),
    ("According to Harbour Post the mayor denied that ten died.", {"mayor"}),
    ("Ten died, rebels say, but the army denies it.", set()),
    ("The mayor said ten died, but the army denied it.", set()),
    ("Ten died, the mayor said, and the army denied it had been there.", {"army"}),
    ("Ten died, the mayor said, but he denied knowing why.", {"mayor"}),
    ("The ministry, quoted by rebels as saying 40 died, denied that.", set()),
    ("The US doubted Russia's claim that ten died.", set()),
    ("It was not the army that denied it had lost ten men, but the ministry.", set()),
    ("It was rebels, not the army, who denied that ten died.", {"rebels"}),
    ("Rebels, not the army, denied that ten died.", {"rebels"}),
    ("Not the army but the rebels denied that ten died.", {"rebels"}),
    ("Neither the army nor the rebels denied that ten died.", set()),
    ("No one in the town has denied that ten died.", set()),
    ("Few denied that ten died.", set()),
    ("Mayor Ada Finn, who was hurt, denied that ten had died, Harbour Post reported.", {"Ada Finn"}),
]


@pytest.mark.parametrize(("words", "deniers"), DENIALS)
def test_nobody_denies_for_another(words: str, deniers: set[str], tagger: Tagger) -> None:
    print(words, deniers, those_who_deny(words, None), those_who_deny(words, tagger))


@pytest.mark.parametrize(
    ("words", "who", "what"),
    [
        ("“We deny it,” Omar Aziz said, Interfax reported on Monday.", "Omar Aziz", "“We deny it,”"),
        ("The report cited Omar Aziz, a nurse in Kalden, as saying that ten died.", "Omar Aziz", "that ten died"),
        ("AFP cited Omar Aziz, 40, a fisherman, as saying that ten died.", "Omar Aziz", "that ten died"),
        ("The ministry, quoted by rebels as saying 40 died, was silent.", "ministry", "40 died"),
        ("According to the mayor the army said that ten died.", "army", "that ten died"),
        ("Analysts doubt the army's claim that ten died.", "army", "that ten died"),
        ("The raid, which the army denies, killed ten.", "army", "The raid"),
    ],
)
def test_whoever_says_it_is_named(words: str, who: str, what: str, tagger: Tagger) -> None:
    for reader in (None, tagger):
        found = [a for a in read(words, reader) if a.speaker.name == who]
        text = f"The day in Kalden\n\n{words}"
        assert what in [a.span.of(text) for a in found]


def test_rebels_who_accuse_are_not_named_by_the_deed(tagger: Tagger) -> None:
    words = "The army was accused by rebels of killing 20, but denied it had."
    assert {a.speaker.name for reader in (None, tagger) for a in read(words, reader)} == {"rebels", "army"}


def test_a_quotation_of_several_paragraphs_is_closed_only_at_its_end() -> None:
    text = "“The bridge is safe,” Paula Reiss said. “It was checked in May.\n\n“And it will be checked again.”"
    assert [q.of(text) for q in read_quotations(text)][1:] == [
        "“It was checked in May.",
        "“And it will be checked again.”",
    ]
    assert {a.speaker.name for a in read_attributions(text)} == {"Paula Reiss"}


def test_a_mark_that_nobody_takes_up_again_opens_no_quotation() -> None:
    text = "“It was checked in May, the mayor said.\n\nAnother bridge is closed."
    assert read_quotations(text) == ()


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("a Reuters/Ipsos poll", "document", "a Reuters/Ipsos poll"),
        ("surveys of voters", "document", "surveys of voters"),
        ("a SANA report", "state_media", "SANA"),
        ("58 percent of Norlandian voters", "unnamed", "58 percent of Norlandian voters"),
        ("a Wisconsin Republican", "unnamed", "a Wisconsin Republican"),
        ("at least two rebel commanders", "unnamed_partisan", "at least two rebel commanders"),
        ("the Weil campaign's strategists", "unnamed", "Weil campaign's strategists"),
        ("Harbour Post’s Jonas Weil", "named_person", "Jonas Weil"),
        ("Gaza's Health Ministry", "party", "Gaza Health Ministry"),
        ("he and election-law experts", "unnamed", "he and election-law experts"),
        ("the ruling party", "named_organisation", "ruling party"),
        ("Facebook", "named_organisation", "Facebook"),
    ],
)
def test_the_noun_tells_the_kind(words: str, kind: str, name: str) -> None:
    speaker = who_is(words)
    assert (speaker.kind, speaker.name) == (kind, name)


def test_customers_are_no_name_where_the_text_has_them_small() -> None:
    text = "The lamps were late for customers.\n\nCustomers complained that they were dim."
    assert [(a.speaker.name, a.speaker.kind) for a in read_attributions(text)] == [("customers", "unnamed")]


def test_the_newspaper_is_the_only_one_named() -> None:
    text = "Weil spoke to the editors of The Lantern. The newspaper said that ten died."
    assert [a.speaker.name for a in read_attributions(text)][-1] == "Lantern"
    two = f"Nobody reads The Kalden Gazette. {text}"
    assert [a.speaker.name for a in read_attributions(two)][-1] == "newspaper"
