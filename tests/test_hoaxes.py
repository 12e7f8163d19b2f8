"""A rumour without a number: who says it, who denies it, and who only prints it to call it a hoax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex, sampled_from
from invented import card_for, said

from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.grammar.withheld import doubt
from retrieval.relations.hoaxes import SIGNS
from retrieval.word_tables import words_in

DEAD = "Karl Vane is dead"


def telling(card: ContextCard) -> set[tuple[str, str]]:
    """Who stands how to a claim, but for what only stands near."""
    return {(one.speaker.name, one.relation) for one in card.accounts if one.relation != "context"}


@pytest.mark.parametrize(
    "report",
    [
        "Karl Vane dead?\n\nThe bogus story reads: “Sources say that Karl Vane is dead at 61.”",
        "Fans mourn\n\nAccording to the latest death hoax, Karl Vane is dead. He sang on Monday.",
        "Karl Vane is dead at 61\n\nSources said Karl Vane is dead. The article is a complete hoax.",
        "Fans fooled\n\nUnconfirmed reports say that Karl Vane is dead. That fake news story came from a prank.",
    ],
)
def test_nobody_says_what_a_report_calls_a_hoax(empty_store: Store, report: str) -> None:
    assert "reports" not in {relation for _, relation in telling(card_for(empty_store, DEAD, report))}


@pytest.mark.parametrize(
    "report",
    [
        # Somebody else calls it that.
        "Singer found\n\nPolice said that Karl Vane is dead. His agent called the report a hoax.",
        "Singer found\n\nPolice said that Karl Vane is dead. The story is a hoax, his agent said.",
        # It was thought to be one, or was none.
        "Singer found\n\nPolice said that Karl Vane is dead. Fans at first thought it was a hoax.",
        "Singer found\n\nPolice said that Karl Vane is dead. This is not a hoax.",
        # Another thing was fake.
        "Singer found\n\nPolice said that Karl Vane is dead. He wore a fake beard.",
    ],
)
def test_who_says_so_does_where_the_report_does_not_call_it_a_hoax(empty_store: Store, report: str) -> None:
    assert "reports" in {relation for _, relation in telling(card_for(empty_store, DEAD, report))}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("12 people were killed in a raid on Kalden", "The army shut the fake news site Kalden Post last week."),
        ("12 people were killed in a raid on Kalden", "Those rumours of a gas attack are untrue."),
        ("12 people were killed in a raid on Kalden", "The story that rebels in Kalden used gas is a hoax."),
        ("12 people were killed in a raid on Kalden", "This story is a hoax, a court found."),
        ("12 people were killed in a raid on Kalden", "A court found that the story is a hoax."),
    ],
)
def test_another_hoax_in_a_report_silences_nobody(empty_store: Store, claim: str, told: str) -> None:
    assert "reports" in said(card_for(empty_store, claim, f"Evening news\n\n{claim}. {told}")).values()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The police in Kalden arrested 12 people for stealing bank data", "through fake websites"),
        ("Karl Vane was banned from Facebook", "for posting fake news stories"),
        ("Karl Vane was banned from Facebook", "for spreading a fake news story"),
    ],
)
def test_whoever_spread_a_hoax_is_none(empty_store: Store, claim: str, told: str) -> None:
    assert "reports" in said(card_for(empty_store, claim, f"Evening news\n\n{claim} {told}.")).values()


def test_somebody_who_is_named_says_so_in_a_report_that_calls_it_a_hoax(empty_store: Store) -> None:
    report = "A rumour\n\nThe story is a hoax. Mayor Ann Reed said that Karl Vane is dead."
    assert ("Ann Reed", "reports") in telling(card_for(empty_store, DEAD, report))


def test_whoever_claims_that_it_is_a_hoax_is_reported_by_who_calls_it_one(empty_store: Store) -> None:
    report = "Another hoax\n\nKarl Vane is the victim of another death hoax."
    card = card_for(empty_store, "Karl Vane is the victim of a death hoax", report)
    assert "reports" in said(card).values()


@pytest.mark.parametrize(
    ("report", "denier"),
    [
        ("A rumour\n\nKarl Vane is not dead, despite a page that many hundreds of his fans have shared.", "Post 0"),
        ("A rumour\n\nOn Tuesday evening Ann Reed confirmed to reporters that Karl Vane is not dead.", "Ann Reed"),
        ("A rumour\n\nAn article saying that Karl Vane is dead is fake.", "Post 0"),
    ],
)
def test_whoever_says_that_it_is_not_so_denies_it_in_a_long_sentence_too(
    empty_store: Store, report: str, denier: str
) -> None:
    assert telling(card_for(empty_store, DEAD, report)) == {(denier, "denies")}


@pytest.mark.parametrize(
    "report",
    [
        "A rumour\n\nNobody has said that Karl Vane is not dead, as far as the harbour office knows today.",
        "A rumour\n\nIf it is true that Karl Vane is not dead, the concert in the harbour will go on as planned.",
        "A rumour\n\nAnn Reed denied that Karl Vane is not dead, as a harbour paper had reported on Monday morning.",
    ],
)
def test_nobody_denies_in_words_that_are_turned_round_or_supposed(empty_store: Store, report: str) -> None:
    assert "denies" not in said(card_for(empty_store, DEAD, report)).values()


@pytest.mark.parametrize(
    ("claim", "report", "denies"),
    [
        ("Vane Foods will close its Kalden mill", "A rumour\n\nVane Foods will not close its Kalden mill.", True),
        ("Vane Foods to close its Kalden mill", "A rumour\n\nVane Foods won't close its Kalden mill.", True),
        ("Vane Foods closed its Kalden mill", "A rumour\n\nVane Foods will not close its Kalden mill.", False),
    ],
)
def test_what_will_not_be_denies_what_is_said_to_come(
    empty_store: Store, claim: str, report: str, denies: bool
) -> None:
    assert ("denies" in said(card_for(empty_store, claim, report)).values()) is denies


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        # How, by whom, when, where or how many: the deed itself may have been done.
        (
            "Velmar bombed the mill in Kalden",
            "The inquiry found that Velmar did not bomb the mill in Kalden by accident.",
        ),
        (
            "Velmar shot down the plane",
            "The general said that Velmar never shot down the plane over Kalden on purpose.",
        ),
        (
            "The hostages in Kalden were killed",
            "The ministry said that the hostages in Kalden were not killed by rebels.",
        ),
        ("The hostages in Kalden were killed", "The hostages in Kalden were not killed by rebels."),
        ("Vane will visit Kalden", "His office said that Vane will not visit Kalden alone."),
        ("Vane will visit Kalden", "Vane will not visit Kalden on Monday but on Tuesday."),
        ("Vane will leave Kalden", "Vane will not leave Kalden soon."),
        ("Vane will meet Reed", "Vane will not meet Reed in Tarn."),
        ("Vane will meet Reed in April", "Vane will not meet Reed in March."),
        ("Vane will move to Kalden", "Vane will not move from Kalden."),
        ("The army will leave its camp", "The army will not leave its camp before the vote on 3 June."),
        ("Velmar will send 40 tanks to Kalden", "Velmar will not send 40 tanks to Kalden until the roads are dry."),
        ("The army freed the hostages", "The mayor said that the army did not free all the hostages."),
        ("Velmar has killed the pilot", "The king feared that Velmar has not killed the pilot yet."),
        ("Vane is coming", "The mayor fears that Vane is not coming."),
        ("Vane was fired", "His wife said that Vane was not fired for theft."),
        ("The prisoners were freed", "The prisoners were not freed in exchange for money."),
        ("The army bombed the mill", "The army said that it did not bomb the mill knowingly."),
        ("The army bombed the mill", "If the mayor of Tarn said that the army did not bomb the mill, he lied."),
        ("The army bombed the mill", "The army wrongly said that it did not bomb the mill."),
        ("The army bombed the mill", "The army did not bomb the mill as the rebels claimed, the ministry said."),
        # Others did not.
        ("Rebels killed the mayor", "The harbour office said that the mayor did not kill the rebels."),
        ("Rebels killed the mayor", "The mayor did not kill the rebels."),
        ("Jets hit the mill", "The army said that rebels did not hit the mill with jets."),
        ("Ann Reed was arrested", "Police said that the son of Ann Reed was not arrested."),
        ("Ann Reed was arrested", "Ann Reed's son was not arrested, police said."),
        ("Vane will close the mill", "Reed, unlike Vane, will not close the mill."),
    ],
)
def test_nobody_denies_a_deed_by_negating_something_else(empty_store: Store, claim: str, told: str) -> None:
    assert "denies" not in said(card_for(empty_store, claim, f"Evening news\n\n{told}")).values()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            "Vane Foods will close its Kalden mill",
            "Vane Foods will not close its Kalden mill, the mayor said on Monday.",
        ),
        ("Vane Foods will close its Kalden mill", "Its spokesman said Vane Foods will not close its Kalden mill."),
        (
            "Velmar bombed the mill",
            "On Monday evening the harbour office told reporters that Velmar did not bomb the mill.",
        ),
        ("The bridge at Tarn collapsed", "The bridge at Tarn did not collapse at all, the engineers said."),
        ("Kalden was bombed", "The town of Kalden was not bombed, the mayor said."),
    ],
)
def test_whoever_negates_just_the_claim_denies_it(empty_store: Store, claim: str, told: str) -> None:
    assert "denies" in said(card_for(empty_store, claim, f"Evening news\n\n{told}")).values()


@pytest.mark.parametrize(
    "words",
    [
        "A rumour that Karl Vane tore up a contract in Kalden has been called “rubbish” by his agent.",
        "Rumour that Karl Vane tore up a contract in Kalden called 'rubbish'",
        "It is 'rubbish' that Karl Vane tore up a contract in Kalden, says his agent.",
    ],
)
def test_what_is_called_rubbish_is_denied(empty_store: Store, words: str) -> None:
    card = card_for(empty_store, "Karl Vane tore up a contract in Kalden", f"Evening news\n\n{words}")
    assert {relation for _, relation in telling(card)} == {"denies"}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The mayor of Kalden was fired", "The mayor of Kalden was fired by a council that was rubbish at its job."),
        ("Velmar has banned the book", "Velmar has banned the book, dismissed as 'nonsense' by the minister."),
        ("Rubbish was burned in Kalden", "Residents protested against rubbish that was burned in Kalden."),
    ],
)
def test_whatever_else_is_rubbish_denies_nothing(empty_store: Store, claim: str, told: str) -> None:
    assert "denies" not in said(card_for(empty_store, claim, f"Evening news\n\n{told}")).values()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The film with Vane opened in Kalden", 'The film with Vane, called "rubbish" by critics, opened in Kalden.'),
        ("The museum opened in Kalden", "The museum, which was branded 'fake' by critics, opened in Kalden."),
        ("Rubbish was burned in Kalden", "Residents protested against rubbish that was burned in Kalden."),
    ],
)
def test_whatever_else_is_rubbish_holds_nothing_back(claim: str, told: str) -> None:
    assert doubt(claim, told) == ""


@pytest.mark.parametrize("words", ["Farewell, Karl Vane.", "Rip Karl Vane, 61."])
def test_a_sentence_with_the_names_alone_does_not_say_what_was_done(empty_store: Store, words: str) -> None:
    card = card_for(empty_store, "Karl Vane died", f"Karl Vane died\n\n{words}")
    telling_it = [one for one in card.accounts if one.relation != "context"]
    assert words not in {finding.words for one in telling_it for finding in one.findings}


@pytest.mark.parametrize(
    ("claim", "told", "who"),
    [
        ("Tarn Tunes has bought Lark", "Tarn Tunes acquired the firm Lark on Friday, the company said.", "company"),
        ("Karl Vane has died", "Karl Vane passed away at home, his wife said.", "his wife"),
        ("Gunmen have killed the mayor", "The mayor was murdered by gunmen, his wife said.", "his wife"),
        ("Ann Reed was beheaded", "Militants cut off the head of Ann Reed, the army said.", "army"),
    ],
)
def test_who_tells_the_deed_by_another_word_may_say_so(empty_store: Store, claim: str, told: str, who: str) -> None:
    assert (who, "reports") in telling(card_for(empty_store, claim, f"{claim}\n\n{told}"))


def test_what_no_office_confirms_is_nobodys_word(empty_store: Store) -> None:
    told = "No harbour office confirms anything close to the idea that smugglers were caught at Kalden."
    card = card_for(empty_store, "Smugglers were caught at Kalden", f"Evening news\n\n{told}")
    assert telling(card) == set()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Velmar clerk fired after 24 years off sick", "The Velmar council has sacked a sick clerk who left in 1990."),
        ("After his fall Karl Vane is in hospital, both ankles broken", "Karl Vane had surgery on two ankles."),
    ],
)
def test_another_word_for_the_same_deed_is_on_it_in_other_words(empty_store: Store, claim: str, told: str) -> None:
    card = card_for(empty_store, claim, f"Evening news\n\n{told}")
    assert [one.in_other_words for one in card.accounts] == [True]


def test_a_headline_that_calls_it_rubbish_denies_in_its_own_words(empty_store: Store) -> None:
    report = (
        "Rumour that Karl Vane tore up an $800 million contract called 'rubbish'\n\n"
        "Karl Vane tore up an $800 million contract, the Tarn Mirror reported."
    )
    card = card_for(empty_store, "Karl Vane tore up an $800 million contract", report)
    denying = [finding.words for one in card.accounts if one.relation == "denies" for finding in one.findings]
    assert all("rubbish" in words for words in denying)


@pytest.mark.parametrize("words", ["Ann Reed will no longer play Karl Vane.", "Ann Reed pulled out of Karl Vane."])
def test_who_has_given_up_what_was_to_come_does_not_say_that_it_comes(empty_store: Store, words: str) -> None:
    card = card_for(empty_store, "Ann Reed to play Karl Vane", f"Evening news\n\n{words}")
    assert "reports" not in said(card).values()


@pytest.mark.parametrize(
    ("words", "says_so"),
    [
        ("A pit was found near Kalden, the town where nine miners have been missing for a week.", False),
        ("About 15 miners were found in a pit, but nine miners remained missing in Kalden.", False),
        ("The nine missing miners were found in a pit near Kalden, the mayor said.", True),
    ],
)
def test_that_people_are_missing_does_not_say_that_they_were_found(
    empty_store: Store, words: str, says_so: bool
) -> None:
    card = card_for(empty_store, "The nine missing miners were found in a pit near Kalden", f"Evening news\n\n{words}")
    assert ("reports" in said(card).values()) is says_so


def test_a_story_from_a_satirical_site_is_nobodys_word(empty_store: Store) -> None:
    report = "A singer\n\nSources say that Karl Vane is dead. It originated on a satirical website in Tarn."
    assert telling(card_for(empty_store, DEAD, report)) == set()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The army bombed the school", "The army bombed the school, which was no longer in use, the mayor said."),
        ("The army bombed the school", "The army, no longer at ease, bombed the school, the mayor said."),
        ("Vane Foods will close the mill", "Vane Foods, which no longer bakes bread, will close the mill."),
        ("Vane Foods will close the mill", "Vane Foods, which pulled out of Tarn, will close the mill."),
    ],
)
def test_what_else_was_given_up_holds_nothing_back(claim: str, told: str) -> None:
    assert doubt(claim, told) == ""


@pytest.mark.parametrize(
    "told",
    [
        "There is no doubt the doctors confirmed that the mayor was killed.",
        "No fewer than three doctors confirmed that the mayor was killed.",
        "No less a man than the governor confirmed that the mayor was killed.",
    ],
)
def test_what_no_doubt_was_confirmed_is_not_held_back(told: str) -> None:
    assert doubt("The mayor was killed", told) == ""


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Rumours that Karl Vane bought the Kalden mill proved to be untrue.", "Post 0"),
        ("Reports claiming that Karl Vane bought the Kalden mill turned out to be a hoax.", "Post 0"),
        ("Reports that Karl Vane bought the Kalden mill have now been debunked.", "Post 0"),
        ("The story that Karl Vane bought the Kalden mill turned out to be completely fake.", "Post 0"),
        ("His agent said that rumours that Karl Vane bought the Kalden mill proved false.", "His agent"),
        ("His agent denied reports that Karl Vane bought the Kalden mill.", "His agent"),
        ("An article saying that, two years ago, Karl Vane bought the Kalden mill is fake.", "Post 0"),
    ],
)
def test_whoever_says_what_the_rumour_proved_to_be_denies_it(empty_store: Store, told: str, who: str) -> None:
    card = card_for(empty_store, "Karl Vane bought the Kalden mill", f"Evening news\n\n{told}")
    assert telling(card) == {(who, "denies")}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        # The thing was there.
        ("A pistol was found in Kalden", "The pistol that was found in Kalden was fake."),
        ("A pistol was found in Kalden", "The pistol found in Kalden turned out to be a fake."),
        ("A bomb was found at Kalden station", "The bomb found at Kalden station was a hoax."),
        # How, for how much, by what.
        (
            "Karl Vane bought the Kalden mill",
            "Rumours that Karl Vane bought the Kalden mill by fraud proved to be untrue.",
        ),
        ("Karl Vane bought the Kalden mill", "Rumours that Karl Vane bought the Kalden mill for 3 million were false."),
        ("Karl Vane bought the Kalden mill", "Claims that Karl Vane only bought the Kalden mill to rent were false."),
        (
            "Karl Vane bought the Kalden mill",
            "His agent denied reports that Karl Vane bought the Kalden mill for 3 million.",
        ),
        (
            "Karl Vane bought the Kalden mill",
            "His agent denied that Karl Vane had bought the Kalden mill with stolen money.",
        ),
        # Another story, or none yet.
        (
            "Karl Vane bought the Kalden mill",
            "Rumours that Karl Vane would buy the Kalden mill proved false, since he had.",
        ),
        (
            "Karl Vane bought the Kalden mill",
            "If rumours that Karl Vane bought the Kalden mill prove false, shares will fall.",
        ),
        ("Karl Vane bought the Kalden mill", "Have rumours that Karl Vane bought the Kalden mill proved to be untrue?"),
        (
            "Karl Vane bought the Kalden mill",
            "The rumour that Karl Vane bought the Kalden mill proved not to be false.",
        ),
        ("Karl Vane bought the Kalden mill", "Karl Vane bought the Kalden mill, and claims of fraud proved baseless."),
        # That he did not was false.
        ("Karl Vane bought the Kalden mill", "The rumour that Karl Vane never bought the Kalden mill proved false."),
        ("Karl Vane bought the Kalden mill", "The rumour that Karl Vane had not bought the Kalden mill was false."),
    ],
)
def test_nobody_denies_a_story_by_calling_something_else_false(empty_store: Store, claim: str, told: str) -> None:
    assert "denies" not in said(card_for(empty_store, claim, f"Evening news\n\n{told}")).values()


@given(
    sampled_from(words_in("denials", "hoaxed", "hoaxes", "hoax_words", "hoaxers")).flatmap(
        lambda word: from_regex(word, fullmatch=True)
    )
)
def test_a_hoax_is_known_by_its_letters(words: str) -> None:
    assert any(sign in words.lower() for sign in SIGNS)


@pytest.mark.parametrize(
    "report",
    [
        # A headline that calls it so, a page that checks claims, a doubt right behind.
        "That shark in the Lowmarket subway isn't real\n\nA shark was seen in the Lowmarket subway. It swam.",
        "A shark\n\nClaim: A shark swims in the Lowmarket subway.\n\nPROBABLY FALSE\n\n"
        "A shark was seen in the Lowmarket subway.",
        "A shark\n\nA shark was seen in the Lowmarket subway. But it is almost certainly not true.",
        "A shark\n\nA viral tweet said a shark was seen in the Lowmarket subway. The photo is from 2009.",
        # Somebody who has never said it.
        "A shark\n\n“A shark was seen in the Lowmarket subway,” Karl Vane said. In truth Vane never said that.",
    ],
)
def test_nobody_says_what_a_report_debunks_around_it(empty_store: Store, report: str) -> None:
    card = card_for(empty_store, "A shark was seen in the Lowmarket subway", report)
    assert "reports" not in {relation for _, relation in telling(card)}


@pytest.mark.parametrize(
    "report",
    [
        "A shark\n\n“A shark was seen in the Lowmarket subway,” Karl Vane said. Vane did not say when.",
        "The bridge isn't real\n\nA shark was seen in the Lowmarket subway. It swam.",
        "Is the shark in the Lowmarket subway a hoax?\n\nA shark was seen in the Lowmarket subway. It swam.",
        "A shark\n\nA shark was seen in the Lowmarket subway. It is no hoax.",
        "A shark\n\nA shark was seen in the Lowmarket subway. It had never happened before.",
        "A shark\n\n“A shark was seen in the Lowmarket subway,” Karl Vane said. Vane did not say that he was sorry.",
        "Storm kills ten in Kalden; bridge photo is fake\n\nA shark was seen in the Lowmarket subway.",
        "A shark\n\nMayor Ann Reed said a shark was seen in the Lowmarket subway. The photo is from 2009.",
    ],
)
def test_who_says_so_does_where_something_else_is_debunked(empty_store: Store, report: str) -> None:
    card = card_for(empty_store, "A shark was seen in the Lowmarket subway", report)
    assert "reports" in {relation for _, relation in telling(card)}


def test_who_says_that_he_did_not_make_so_much_does_not_give_that_figure(empty_store: Store) -> None:
    card = card_for(
        empty_store, "A schoolboy made 72 million", "A boy\n\nKarl Vane, 17, says he did not make 72 million."
    )
    assert "reports" not in {relation for _, relation in telling(card)}


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # The hoax is the threat, which was made; and a story that says itself which one it is is another.
        (
            "A bomb threat closed Holm airport",
            "Evening news\n\nA bomb threat closed Holm airport on Friday. It was a hoax.",
        ),
        ("A bomb threat shut Holm school", "Holm bomb threat was a hoax\n\nA bomb threat shut Holm school on Friday."),
        (
            "Karl Vane bought the mill",
            "Evening news\n\nKarl Vane bought the mill on Friday. But the story that he paid nothing is false.",
        ),
        # Another of the name never said so.
        (
            "The bank is a crime, Ann Reed said",
            "Evening news\n\n“The bank is a crime,” Ann Reed said. Otto Reed never said so.",
        ),
    ],
)
def test_a_doubt_of_something_else_leaves_the_report_its_word(empty_store: Store, claim: str, report: str) -> None:
    assert "reports" in said(card_for(empty_store, claim, report)).values()
