"""A rumour told in one sentence and ended in the next: who says that it is none denies it; its printer says nothing."""

from __future__ import annotations

import pytest
from invented import card_for
from test_hoaxes import telling

from knowledge.store import Store
from retrieval.denying.rumoured import tells_just_that

BOUGHT = "Karl Vane bought the Kalden mill"


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("A rumour said that Karl Vane bought the Kalden mill. The rumour has been debunked.", "Post 0"),
        (
            "A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by the Harbour Post.",
            "Harbour Post",
        ),
        ("A rumour said that Karl Vane bought the Kalden mill. It was debunked by Mill Watch.", "Mill Watch"),
        ("A report said that Karl Vane had bought the Kalden mill. The report was a hoax.", "Post 0"),
        ("A rumour said that Karl Vane bought the Kalden mill. This rumour is false.", "Post 0"),
        ("Reports claimed Karl Vane bought the Kalden mill. It turns out the story is a hoax.", "Post 0"),
        ("A story that Karl Vane bought the Kalden mill. The story turned out to be completely fake.", "Post 0"),
        ("A rumour said that Karl Vane bought the Kalden mill. Ann Reed denied the rumour.", "Ann Reed"),
        ("A rumour said that Karl Vane bought the Kalden mill. Ann Reed said the rumour was not true.", "Ann Reed"),
        ("A rumour said that Karl Vane bought the Kalden mill. The story was denied by Ann Reed.", "Ann Reed"),
    ],
)
def test_who_ends_a_rumour_denies_it(empty_store: Store, told: str, who: str) -> None:
    assert telling(card_for(empty_store, BOUGHT, f"Evening news\n\n{told}")) == {(who, "denies")}


@pytest.mark.parametrize(
    "told",
    [
        # The rumour says more, or is of what is to come, or of others.
        "A rumour said that Karl Vane bought the Kalden mill by fraud. The rumour is false.",
        "A rumour said that only Karl Vane bought the Kalden mill. The rumour is false.",
        "A rumour said that Karl Vane bought the Kalden mill and the bridge. The rumour is false.",
        "A rumour said that Karl Vane will buy the Kalden mill. The rumour is false.",
        "A rumour said that Karl Vane never bought the Kalden mill. The rumour is false.",
        # Something else is false, or it is none.
        "A rumour said that Karl Vane bought the Kalden mill. The rumour that Ann Reed left is false.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour is not false.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour is false in part.",
        "A rumour said that Karl Vane bought the Kalden mill. Is the rumour false?",
        "A rumour said that Karl Vane bought the Kalden mill. If the rumour is false, shares will fall.",
        "A rumour said that Karl Vane bought the Kalden mill. Ann Reed did not deny the rumour.",
        "A rumour said that Karl Vane bought the Kalden mill. Ann Reed will deny the rumour.",
        "A rumour said that Karl Vane bought the Kalden mill. Ann Reed had denied the rumour but now says it is true.",
        "A rumour said that Karl Vane bought the Kalden mill. Ann Reed wondered whether the rumour was false.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was false by accident.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was false by Mill Watch.",
        "A rumour said that Karl Vane bought the Kalden mill. The story is no hoax.",
        # Nobody knows who ended it.
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by experts.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by Friday.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by Christmas.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by chance.",
        # It is of his own, or for somebody, that the claim is not of.
        "A rumour said that Karl Vane bought his Kalden mill. The rumour is false.",
        "A rumour said that Karl Vane was bought the Kalden mill. The rumour is false.",
        "A rumour said that Karl Vane bought the mill near Kalden. The rumour is false.",
        # A report is no rumour, and the rumour may be another one.
        "A report said that Karl Vane bought the Kalden mill. The rumour is false.",
        # Another sentence stands between.
        "A rumour said that Karl Vane bought the Kalden mill. Fog lay on the harbour. The story is a hoax.",
        # Somebody has said so, and it is no rumour.
        "Karl Vane bought the Kalden mill. The rumour is false.",
    ],
)
def test_nobody_ends_a_rumour_by_calling_something_else_false(empty_store: Store, told: str) -> None:
    card = card_for(empty_store, BOUGHT, f"Evening news\n\n{told}")
    assert "denies" not in {relation for _, relation in telling(card)}


def test_a_report_that_is_somebodys_still_says_so(empty_store: Store) -> None:
    told = "A Mill Watch report said that Karl Vane bought the Kalden mill. Ann Reed denied the report."
    assert ("A Mill Watch report", "reports") in telling(card_for(empty_store, BOUGHT, f"Evening news\n\n{told}"))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Velmar bombed the hospital", "A rumour said that Velmar bombed its hospital."),
        ("Velmar bombed the hospital", "A rumour said that Velmar was bombed at the hospital."),
        ("Velmar bombed the hospital in Tarn", "A rumour said that Velmar bombed the hospital near Tarn."),
        ("Velmar shot the dog", "A rumour said that Velmar shot the dogs."),
        ("Velmar closed the mill", "A rumour said that Velmar closes the mill."),
    ],
)
def test_whose_it_was_and_where_belongs_to_what_a_rumour_tells(claim: str, words: str) -> None:
    assert not tells_just_that(claim, words)


@pytest.mark.parametrize(
    "told",
    [
        # What a court or an insurer rejects may be so, and by an occasion nothing is denied.
        "The insurance claim says Karl Vane bought the Kalden mill. The claim was rejected by Amber Insurance.",
        "A magazine article says Karl Vane bought the Kalden mill. The article was rejected by Mill Watch.",
        "A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by Election Day.",
        # The rumours are none of what the mayor says.
        "The mayor laughed at the rumours and said Karl Vane bought the Kalden mill. The rumours are false.",
        "Despite claims of fraud police said that Karl Vane bought the Kalden mill. The claims are false.",
        "The Harbour Post reports that Karl Vane bought the Kalden mill. The rumours are false.",
    ],
)
def test_nobody_denies_what_is_no_rumour_or_is_not_denied(empty_store: Store, told: str) -> None:
    assert "denies" not in {how for _, how in telling(card_for(empty_store, BOUGHT, f"Evening news\n\n{told}"))}


@pytest.mark.parametrize(
    ("told", "who"),
    [
        # In one sentence: behind "by", behind what was found, before the verb.
        ("A rumour that Karl Vane had bought the Kalden mill was debunked by Mill Watch.", "Mill Watch"),
        ("Reports that Karl Vane bought the Kalden mill were refuted as “unfounded” by the health ministry.", "health"),
        ("The claim that Karl Vane bought the Kalden mill is fabricated, Mill Watch found.", "Mill Watch"),
        ("The story that Karl Vane bought the Kalden mill was quickly debunked.", "Post 0"),
        ("An article saying Karl Vane bought the Kalden mill isn’t real.", "Post 0"),
        ("Mill Watch rated the claim that Karl Vane bought the Kalden mill false.", "Mill Watch"),
        ("Mill Watch rated as false the claim that Karl Vane bought the Kalden mill.", "Mill Watch"),
        ("Ann Reed dismissed as rubbish a report that Karl Vane had bought the Kalden mill.", "Ann Reed"),
        ("The council denied reports in the Harbour Post on Monday that Karl Vane bought the Kalden mill.", "council"),
        ("Contrary to reports, Karl Vane did not buy the Kalden mill.", "Post 0"),
        # In the next one.
        ("Posts on Facebook claim that Karl Vane bought the Kalden mill. There is no truth to the story.", "Post 0"),
        ("A post shared 4,000 times says that Karl Vane bought the Kalden mill. But the claim is false.", "Post 0"),
        ("Posts say that Karl Vane bought the Kalden mill. That is not true, the council said.", "council"),
        ("Last week a website reported that Karl Vane bought the Kalden mill. The story was made up.", "Post 0"),
        ("A rumour that Karl Vane bought the Kalden mill spread on Friday. It turned out to be a hoax.", "Post 0"),
        ("Rumours that Karl Vane bought the Kalden mill spread. “This is a lie,” Ann Reed said.", "Ann Reed"),
        ("A rumour said that Karl Vane bought the Kalden mill. Police said no such thing had happened.", "police"),
        (
            "Amber Weekly carried a rumour that Karl Vane bought the Kalden mill. "
            "The rumour ran in some papers before being debunked by the Harbour Post.",
            "Harbour Post",
        ),
        ("Claim: Karl Vane bought the Kalden mill.\n\nVerdict: False.", "Post 0"),
    ],
)
def test_whoever_debunks_a_rumour_denies_it(empty_store: Store, told: str, who: str) -> None:
    card = card_for(empty_store, BOUGHT, f"Evening news\n\n{told}")
    assert [(name.startswith(who), how) for name, how in telling(card)] == [(True, "denies")]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        # Another thing, by other means, of others, or more of it.
        (BOUGHT, "Reports that Karl Vane bought the Kalden bridge were denied by the council."),
        (BOUGHT, "Reports that Karl Vane bought the Kalden mill by fraud were denied by the council."),
        (BOUGHT, "The council denied reports in the Harbour Post that Karl Vane had bought the Tarn mill."),
        (BOUGHT, "The council denied reports that the man who sold Karl Vane the Kalden mill had bought votes."),
        (BOUGHT, "Mill Watch rated the claim that Karl Vane bought the Kalden mill for 3 million false."),
        (BOUGHT, "Mill Watch has not rated the claim that Karl Vane bought the Kalden mill false."),
        (BOUGHT, "Mill Watch rated as false the claim that Karl Vane did not buy the Kalden mill."),
        (BOUGHT, "Ann Reed called a lie the report that Karl Vane paid nothing when he bought the Kalden mill."),
        (BOUGHT, "Posts claim that Karl Vane bought the Kalden mill in 1990. The claim is false."),
        (BOUGHT, "Posts claim that Karl Vane bought a mill near Kalden. The claim is false."),
        (BOUGHT, "Posts claim that Karl Vane's son bought the Kalden mill. The claim is false."),
        (BOUGHT, "Posts claim that a friend of Karl Vane bought the Kalden mill. The claim is false."),
        (BOUGHT, "Posts claim that Ann Reed and Karl Vane bought the Kalden mill. The claim is false."),
        (
            "Velmar bombed the hospital in Tarn",
            "Posts claim that Velmar bombed the school in Tarn. The claim is false.",
        ),
        ("Ann Reed sued Karl Vane", "A rumour said that Karl Vane sued Ann Reed. The rumour is false."),
        ("Ann Reed sued Karl Vane", "A rumour said that Ann Reed was sued by Karl Vane. The rumour is false."),
        (
            "The hospital in Tarn was bombed",
            "Reports that Velmar bombed the hospital in Tarn are false, the mayor said.",
        ),
        ("Police killed a boy in Tarn", "It is not true that police killed two boys in Tarn."),
        ("Karl Vane wrote the letter", "Karl Vane did not write the letter himself, his wife said."),
        ("Karl Vane took the train to Kalden", "Karl Vane did not take the car to Kalden."),
        ("Karl Vane took Kalden", "Nobody said that Karl Vane did not take Kalden."),
        ("Karl Vane met Ann Reed", "Reports that Karl Vane met the brother of Ann Reed were denied by the council."),
        (BOUGHT, "The mayor was dismissed after a report that Karl Vane bought the Kalden mill."),
        (BOUGHT, "Posts claim that Karl Vane bought shares in the Kalden mill. The claim is false."),
        # Of two stories nobody knows which is ended, nor which of what was told was a lie.
        (
            BOUGHT,
            "The Post dropped a story on fog to report claims that Karl Vane bought the Kalden mill. It is false.",
        ),
        (BOUGHT, "Otto Reed went to jail, after a report that Karl Vane bought the Kalden mill. It was a lie."),
        (BOUGHT, "A post says Karl Vane bought the Kalden mill. That is not so, Ann Reed once said."),
        (BOUGHT, "A tweet says Karl Vane bought the Kalden mill. That claim is false, the tweet adds."),
        # Not that, not for certain, or it is only a picture.
        (BOUGHT, "Mill Watch rated the claim that Karl Vane bought the Kalden mill mostly false."),
        (BOUGHT, "Posts claim that Karl Vane bought the Kalden mill. The story is partly false."),
        (BOUGHT, "Posts claim that Karl Vane bought the Kalden mill. The story is not false, the council said."),
        (BOUGHT, "Posts claim that Karl Vane bought the Kalden mill. It is fake."),
        (BOUGHT, "Posts claim that Karl Vane bought the Kalden mill. This photo is fake."),
        (BOUGHT, "Posts claim that Karl Vane bought the Kalden mill. Ann Reed said nothing of the kind."),
        (BOUGHT, "The mayor confirmed reports that Karl Vane bought the Kalden mill. The story is false."),
    ],
)
def test_nobody_denies_a_claim_by_debunking_something_else(empty_store: Store, claim: str, told: str) -> None:
    card = card_for(empty_store, claim, f"Evening news\n\n{told}")
    assert "denies" not in {how for _, how in telling(card)}
