"""A note's words that say little alone stand beside what they lean on: the fact before them, the report's headline."""

from __future__ import annotations

import json

import pytest

from knowledge.model import Entry, Finding
from knowledge.notes import read_notes
from retrieval.leaning import fact_before, leans_on_its_headline

RAIDS = "Velmar's jets flew 90 raids on the moor in 2019."


def noted(*says: str, title: str = "Raids on the moor in 2019", published: str | None = None) -> Finding:
    """The last fact of a note with these."""
    note = {
        "id": "N1",
        "kind": "report",
        "outlet": "Harbour Post",
        "title": title,
        "title_is": "headline",
        "url": "https://example.org/moor",
        "confidence": "high",
        "facts": [{"says": words, "speaker": None} for words in says],
        **({"published": published, "published_basis": "stated"} if published else {}),
    }
    (entry,) = read_notes(json.dumps(note))
    assert isinstance(entry, Entry)
    return Finding(entry.statements[-1], entry.article, 1.0, ())


@pytest.mark.parametrize(
    ("says", "before"),
    [
        ("They killed 40 fighters and wounded 12.", RAIDS),
        ("Twelve of them were children.", RAIDS),
        ("Forty fighters were killed by them.", RAIDS),
        # Whoever can be read alone leans on nothing.
        ("The raids killed 40 fighters.", ""),
        ("The mayor said they killed 40 fighters.", ""),
        ("Forty fighters died, twelve of them children.", ""),
    ],
)
def test_whom_a_note_speaks_of_the_fact_before_it_says(says: str, before: str) -> None:
    assert fact_before(noted(RAIDS, says)) == before


def test_the_first_fact_of_a_note_has_none_before_it() -> None:
    assert fact_before(noted("They killed 40 fighters.")) == ""


@pytest.mark.parametrize(
    ("says", "title", "published", "leans"),
    [
        ("They killed 40 fighters.", "Raids on the moor in 2019", None, True),
        ("Five people died elsewhere that month.", "Raids on the moor", "2019-05", True),
        # A day that is known, a year in the words, or a headline without one leaves nothing to look up there.
        ("They killed 40 fighters.", "Raids on the moor in 2019", "2020-01", False),
        ("They killed 40 fighters in 2019.", "Raids on the moor in 2019", None, False),
        ("They killed 40 fighters.", "Raids on the moor", None, False),
    ],
)
def test_of_which_day_or_place_a_note_is_its_headline_says(
    says: str, title: str, published: str | None, leans: bool
) -> None:
    assert leans_on_its_headline(noted(RAIDS, says, title=title, published=published)) is leans
