"""What was read lately is at hand, and never older than the store."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from test_archive import article, statements, vectors

from knowledge.archive import Archive
from knowledge.lately import Lately

EDITED = "Nearly 90 shells hit Hama.\nNobody was hurt, the mayor said."


def test_what_somebody_else_edits_is_read_anew(tmp_path: Path) -> None:
    asked, written = Archive(tmp_path), Archive(tmp_path)
    written.add(article(), statements(), vectors())
    assert asked.stored(["a1.0"])["a1.0"].article == article()
    assert list(asked.stored_of([article()])) == ["a1.0", "a1.1"]
    written.add(article(text=EDITED, content_hash="h2"), statements(text=EDITED), vectors())
    again = asked.stored(["a1.0"])["a1.0"]
    assert again.statement.span.of(again.article.text) == "Nearly 90 shells hit Hama."
    written.remove("a1")
    assert asked.stored(["a1.0"]) == {} == asked.stored_of([article()])


def test_another_models_vectors_take_the_place_of_those_at_hand(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(article(), statements(), vectors())
    before = archive.vectors_of(["a1.0"])["a1.0"]
    archive.replace_vectors([("a1.0", -before)], "another")
    assert np.array_equal(archive.vectors_of(["a1.0"])["a1.0"], -before)


def test_one_moment_is_one_moment_whatever_is_at_hand(tmp_path: Path) -> None:
    asked, written = Archive(tmp_path), Archive(tmp_path)
    written.add(article(), statements(), vectors())
    with asked.at_one_moment():
        first = asked.stored(["a1.0"])
        written.add(article(text=EDITED, content_hash="h2"), statements(text=EDITED), vectors())
        assert asked.stored(["a1.0", "a1.1"])["a1.0"] == first["a1.0"]
        assert asked.revision == 1
    assert asked.stored(["a1.0"])["a1.0"].article == article(text=EDITED, content_hash="h2")


def test_what_was_asked_for_last_is_at_hand_and_no_more_than_so_many() -> None:
    lately: Lately[int] = Lately(4)
    for number in range(6):
        lately.put(str(number), number)
        lately.get("0")
    held = [number for number in range(6) if lately.get(str(number)) is not None]
    assert 0 in held and 5 in held and len(held) <= 4
