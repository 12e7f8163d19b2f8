"""A rumour told in one sentence and ended in the next: who says that it is none denies it; its printer says nothing."""

from __future__ import annotations

import pytest
from invented import card_for
from test_hoaxes import telling

from knowledge.store import Store

BOUGHT = "Karl Vane bought the Kalden mill"


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("A rumour said that Karl Vane bought the Kalden mill. The rumour was debunked by the Harbour Post.", "Post 0"),
        ("A rumour said that Karl Vane bought the Kalden mill. This rumour is false.", "Post 0"),
        ("Reports claimed Karl Vane bought the Kalden mill. It turns out the story is a hoax.", "Post 0"),
        ("A story that Karl Vane bought the Kalden mill. The story turned out to be completely fake.", "Post 0"),
        ("A rumour said that Karl Vane bought the Kalden mill. Ann Reed denied the rumour.", "Ann Reed"),
        ("A rumour said that Karl Vane bought the Kalden mill. Ann Reed said the rumour was not true.", "Ann Reed"),
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
        # Another sentence stands between.
        "A rumour said that Karl Vane bought the Kalden mill. Fog lay on the harbour. The story is a hoax.",
        # Somebody has said so, and it is no rumour.
        "Karl Vane bought the Kalden mill. The rumour is false.",
    ],
)
def test_nobody_ends_a_rumour_by_calling_something_else_false(empty_store: Store, told: str) -> None:
    card = card_for(empty_store, BOUGHT, f"Evening news\n\n{told}")
    assert "denies" not in {relation for _, relation in telling(card)}
