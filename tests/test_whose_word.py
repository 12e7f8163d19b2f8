"""Nobody denies or says what another does: asides, merged voices, exceptions, doubts, with the tagger and without."""

from __future__ import annotations

import pytest

from knowledge.articles import read_pasted
from knowledge.attributions import read_attributions
from knowledge.attributions.drafts import Draft
from knowledge.model import Attribution, Span
from knowledge.quotations import read_quotations
from knowledge.speakers import who_is
from knowledge.statements import read_statements
from knowledge.tagger import Tagger


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
    ("Ten died, the mayor said, and the army denied it had been there.", {"army"}),
    ("Ten died, the mayor said, but he denied knowing why.", {"mayor"}),
    ("The US doubted Russia's claim that ten died.", set()),
    ("It was rebels, not the army, who denied that ten died.", {"rebels"}),
    ("Rebels, not the army, denied that ten died.", {"rebels"}),
    ("Not the army but the rebels denied that ten died.", {"rebels"}),
    ("Neither the army nor the rebels denied that ten died.", set()),
    ("No one in the town has denied that ten died.", set()),
    ("Few denied that ten died.", set()),
    # "It was X who": whoever stands right behind it, and nobody else.
    ("It was clear that the minister, who denied the charge, said nothing.", {"minister"}),
    ("It was said that the mayor who denied the fraud resigned.", {"mayor"}),
    ("It was alleged that Weil, who denied the theft, had an aide.", {"Weil"}),
    ("It was hoped the army, who denied it had lost ten men, would leave.", {"army"}),
    ("It was a day on which the governor, who denied that ten had died, resigned.", {"governor"}),
    ("It was too early to name the man, who denied the stabbing.", {"man"}),
    ("The court heard it was the gang's aim to kill the mayor, who denied that ten died.", {"mayor"}),
    ("It was France that the minister, who denied the raid, blamed.", {"minister"}),
    ("It wasn't the army but the police who denied that ten had died.", {"police"}),
    ("It was not just the opposition who denied that ten had died.", {"opposition"}),
    ("It was the mayor of Kalden who denied that ten died.", {"mayor of Kalden"}),
    ("It was Mayor Jonas Weil, not his deputy, who first denied that ten died.", {"Jonas Weil"}),
    ("It was on Monday that the army denied that ten died.", {"army"}),
    ("It was the second time that the ministry denied the raid.", {"ministry"}),
    ("It was never the army that denied that ten died.", set()),
    ("It was no one in the army who denied that ten had died.", set()),
    ("It was neither the army nor the rebels who denied that ten had died.", set()),
    # Nobody, and nobody but one.
    ("None other than the mayor denied that ten died.", {"mayor"}),
    ("No less than the mayor denied that ten died.", {"mayor"}),
    ("It was denied by none other than the mayor that ten died.", {"mayor"}),
    ("Nobody but the mayor denied that ten died.", {"mayor"}),
    ("No party official and the army denied that ten died.", {"army"}),
    ("No soldier and no officer denied that ten died.", set()),
    ("Not all but most officials denied that ten died.", {"most officials"}),
    ("Nor did the army deny that ten died.", set()),
    # Whoever accuses does not deny it.
    ("The army was accused by Human Rights Watch of killing ten villagers, which it denied.", {""}),
    ("The army was accused by Human Rights Watch of killing ten villagers. It denied the charge.", {""}),
    ("Human Rights Watch accused the army of killing ten villagers. It denied the charge.", {""}),
    ("Rebels accused the police of theft. They denied that it was so.", {""}),
    ("Jonas Weil accused Omar Aziz of theft. He denied that he had taken it.", {""}),
    # Two asides, and what is named after somebody.
    ("The firm, according to its lawyers, according to Amber Radio, denied the leak.", {"firm"}),
    ("Visitors to the George Washington Bridge were hurt. Washington denied that ten died.", {"US government"}),
    ("Mira Washington, a nurse, left early. Washington denied that ten died.", {"Mira Washington"}),
    ("Mayor Ada Finn, who was hurt, denied that ten had died, Harbour Post reported.", {"Ada Finn"}),
]


@pytest.mark.parametrize(("words", "deniers"), DENIALS)
def test_nobody_denies_for_another(words: str, deniers: set[str], tagger: Tagger) -> None:
    assert [those_who_deny(words, reader) for reader in (None, tagger)] == [deniers, deniers]


@pytest.mark.parametrize(
    ("words", "denier"),
    [
        ("Ten died, rebels say, but the army denies it.", "army"),
        ("The mayor said ten died, but the army denied it.", "army"),
        ("The ministry, quoted by rebels as saying 40 died, denied that.", "ministry"),
        pytest.param(
            "It was not the army that denied it had lost ten men, but the ministry.",
            "ministry",
            marks=pytest.mark.xfail(strict=True, reason="whoever comes after what is denied is not read"),
        ),
        pytest.param(
            "It was reported in Kalden that rebels, who denied the killing, fled.",
            "rebels",
            marks=pytest.mark.xfail(strict=True, reason="the tagger does not see the aside"),
        ),
    ],
)
def test_whoever_denies_is_named(words: str, denier: str, tagger: Tagger) -> None:
    assert [those_who_deny(words, reader) for reader in (None, tagger)] == [{denier}, {denier}]


@pytest.mark.parametrize(
    "words",
    [
        'The minister said: "Ten died, but the army denies it."',
        "The minister said 'ten died, but the army denies it'.",
        "The minister said ‘ten died, but the army denies it’.",
        "The minister said «ten died, but the army denies it».",
        "The minister said “ten died, but the army denies it”.",
    ],
)
def test_a_denial_within_a_quotation_is_the_speakers(words: str, tagger: Tagger) -> None:
    for reader in (None, tagger):
        assert [
            (a.speaker.name, "the army denies it" in a.span.of(f"The day in Kalden\n\n{words}"))
            for a in read(words, reader)
        ] == [("minister", True)]


def test_what_is_said_is_attributed_once(tagger: Tagger) -> None:
    running_on = "“The bridge is safe,” Paula Reiss said. “It was checked in May.\n\n“It will be checked again.”"
    aside = "Officials in Kalden, Amber Radio reported, said ten had died."
    for words in (running_on, aside):
        text = f"The day in Kalden\n\n{words}"
        without, with_tagger = ([(a.speaker.name, a.span.of(text)) for a in read(words, r)] for r in (None, tagger))
        assert without == with_tagger
        assert len(set(without)) == len(without)


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
        ("Mr Fields is mayor of Kalden. Fields said the fields were burnt.", "Fields", "the fields were burnt"),
        (
            "The firm, according to its lawyers, according to Bloomberg, denied the leak.",
            "its lawyers",
            "The firm, according to its lawyers, according to Bloomberg, denied the leak",
        ),
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
        ("a Glasgow Conservative", "unnamed", "a Glasgow Conservative"),
        ("a Bavarian Green", "unnamed", "a Bavarian Green"),
        ("Half Moon Bay police", "named_official", "Half Moon Bay police"),
        ("nearly half of voters", "unnamed", "nearly half of voters"),
        ("Nigeria's Boko Haram", "named_organisation", "Boko Haram"),
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boots said sales of boots fell. Customers bought boots.", "Boots"),
        ("Marines and Greens spoke. Greens said the greens were red.", "Greens"),
        ("Mr Fields is mayor of Kalden. Fields said the fields were burnt.", "Fields"),
    ],
)
def test_a_name_that_is_a_word_as_well_is_a_name(text: str, name: str) -> None:
    assert [a.speaker.name for a in read_attributions(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He visited the Bahamas and The Gambia. The paper said that ten died.", "paper"),
        ("Fans of The Beatles gathered in Kalden. The paper said that ten died.", "paper"),
        ("He lectured on The Prince in Kalden. The newspaper said that ten died.", "newspaper"),
        ("Weil has read The Prince and The Kalden Gazette. The newspaper said that ten died.", "newspaper"),
        ("Weil has read The Kalden Gazette. The newspaper said that ten died.", "Kalden Gazette"),
        ("Reporters for The Lantern met Weil. The paper said that ten died.", "Lantern"),
    ],
)
def test_the_paper_is_one_that_is_called_so(text: str, name: str) -> None:
    assert [a.speaker.name for a in read_attributions(text)] == [name]


def test_the_newspaper_is_the_only_one_named() -> None:
    text = "Weil spoke to the editors of The Lantern. The newspaper said that ten died."
    assert [a.speaker.name for a in read_attributions(text)][-1] == "Lantern"
    two = f"Nobody reads The Kalden Gazette. {text}"
    assert [a.speaker.name for a in read_attributions(two)][-1] == "newspaper"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The army said it had struck the port and denied that civilians had died.", "it had struck the port"),
        ("Omar Aziz said the bridge was safe and denied that three had drowned.", "the bridge was safe"),
        (
            "The ministry said that the army had struck the port but denied killing anybody.",
            "that the army had struck the port",
        ),
    ],
)
def test_what_somebody_said_is_over_where_they_deny(words: str, said: str, tagger: Tagger) -> None:
    text = f"The day in Kalden\n\n{words}"
    for reader in (None, tagger):
        assert [a.span.of(text) for a in read(words, reader) if a.grade == "said"] == [said]
        assert those_who_deny(words, reader) == {a.speaker.name for a in read(words, reader)}


@pytest.mark.parametrize(
    ("words", "deniers"),
    [
        ("Amnesty said 40 prisoners were beaten and denied water.", set()),
        ("The lawyer said the boy was held, beaten and later denied food for three days.", set()),
        ("Police said Mr Weil was questioned and denied killing two men.", set()),
        ("The army said ten rebels were killed and denied that civilians had died.", {"army"}),
        ("The army said it was attacked and denied that it had fired.", {"army"}),
    ],
)
def test_whoever_tells_of_the_held_and_beaten_has_denied_nothing(words: str, deniers: set[str], tagger: Tagger) -> None:
    text = f"The day in Kalden\n\n{words}"
    for reader in (None, tagger):
        assert those_who_deny(words, reader) == deniers
        said = [a.span.of(text) for a in read(words, reader) if a.grade == "said"]
        assert len(said) == 1 and (deniers or said[0].endswith(words.rstrip(".")[-9:]))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "It cost 3 million, according to the minister, and will take a year, according to the builder.",
            {"minister": "It cost 3 million", "builder": "will take a year"},
        ),
        (
            "The fire killed 14, according to police, nine of them men, according to a spa.",
            {"police": "The fire killed 14"},
        ),
        (
            "3.5 million marched according to the CGT, nearly 1.1 million according to the Interior Ministry.",
            {"CGT": "3.5 million marched", "Interior Ministry": "nearly 1.1 million"},
        ),
        (
            "12 people died, according to police, 3 of them children, according to the hospital.",
            {"police": "12 people died", "hospital": "3 of them children"},
        ),
    ],
)
def test_each_count_stands_before_whoever_gives_it(words: str, told: dict[str, str], tagger: Tagger) -> None:
    text = f"The day in Kalden\n\n{words}"
    for reader in (None, tagger):
        assert {a.speaker.name: a.span.of(text) for a in read(words, reader)} == told


def test_a_firm_that_somebody_works_for_is_not_him(tagger: Tagger) -> None:
    words = (
        "Omar Aziz, the director of Harbour Media, said it was shut.\n\nJonas Weil waited.\n\n"
        "“It will open,” Weil said.\n\nHarbour Media sends Weil a ticket.\n\n“I thank them,” he said."
    )
    for reader in (None, tagger):
        assert read(words, reader)[-1].speaker.name == "Jonas Weil"


def test_a_storm_that_is_cited_has_said_nothing(tagger: Tagger) -> None:
    for reader in (None, tagger):
        assert not [a for a in read("They shut the pier, citing the storm.", reader) if a.cue]


def test_a_label_is_no_voice(tagger: Tagger) -> None:
    assert {a.speaker.name for a in read("VIDEO: Ten men die in raid", tagger)} == {"Harbour Post"}


@pytest.mark.parametrize(
    "words",
    [
        "Contrary to what the army said, ten civilians died.",
        "Contrary to claims by the army, ten civilians died.",
        "Contrary to the army's claim, ten civilians died.",
        "No matter what the army said, ten civilians died.",
        "Twelve men died, more than the army had reported.",
        "Ten men died, two fewer than the army had said.",
        "The hospital treated 20 people, more than twice as many as the army said.",
        "Despite reports that ten had died, the army left.",
        "The mayor went home, in spite of what the army had said.",
        "Despite the army's claim, ten civilians died.",
        "In spite of reports by the army, ten civilians died.",
        "Unlike what the army said, ten civilians died.",
    ],
)
def test_nobody_says_what_is_told_against_his_word(words: str, tagger: Tagger) -> None:
    for reader in (None, tagger):
        assert not [a.span for a in read(words, reader) if a.speaker.name == "army"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Contrary to the army's claim that nobody was hurt, ten civilians died.", "that nobody was hurt"),
        ("A raid killed more than 1,400 people the army said on Tuesday.", "A raid killed more than 1,400 people"),
        ("According to what the army said, ten died.", "ten died"),
        ("It was worse than feared, the army said.", "It was worse than feared"),
    ],
)
def test_what_is_told_by_his_word_stays_his(words: str, said: str, tagger: Tagger) -> None:
    assert said in {a.span.of(f"The day in Kalden\n\n{words}") for a in read(words, tagger) if "army" in a.speaker.name}


def test_according_to_names_somebody_where_the_tagger_sees_nobody() -> None:
    words = "According to reports tens of thousands of civilians fled."
    text = f"The day in Kalden\n\n{words}"
    said = Span(text.index("tens"), len(text) - 1)
    cue = Span(text.index("According"), text.index(" reports"))
    seen = (Draft(None, cue, said, "held", "According to"),)
    assert [a.speaker.name for a in read_attributions(text, tagged=seen)] == ["reports"]
