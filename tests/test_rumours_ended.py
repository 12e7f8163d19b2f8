"""A rumour told in one sentence and ended in the next: who says that it is none denies it; its printer says nothing."""

from __future__ import annotations

import pytest
from invented import card_for
from test_hoaxes import telling

from knowledge.store import Store
from retrieval.relations.rumours import tells_just_that

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
