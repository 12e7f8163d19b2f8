"""Rules and tagger together: the tagger knows edges, the rules know names, and the rules work alone."""

from __future__ import annotations

import pytest

from knowledge.articles import read_pasted
from knowledge.attributions import read_attributions, tagged_drafts
from knowledge.statements import read_statements
from knowledge.tagger import Tagger

STORY = (
    "Ferry sinks off Port Amber\n\n"
    "A ferry sank off Port Amber on Friday, the coast guard said in a statement. Marta Quill, who runs the port, "
    "blamed the weather.\n\nThe vessel had been overdue for an inspection.\n"
)


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    return Tagger.load(tmp_path_factory.mktemp("tagger"))


def voices(tagger: Tagger | None) -> list[tuple[str, str]]:
    article = read_pasted(STORY, outlet="Harbour Post")
    return [(a.speaker.name, a.cue) for s in read_statements(article, tagger) for a in s.attributions]


def test_both_layers_and_the_rules_alone_name_the_coast_guard(tagger: Tagger) -> None:
    for reader in (None, tagger):
        names = [name for name, _ in voices(reader)]
        assert "coast guard" in names
        assert names[-1] == "Harbour Post", "the sentence with no source is the outlet's own voice"


def test_every_tagged_span_is_a_slice_with_words(tagger: Tagger) -> None:
    drafts = tagged_drafts(STORY, tagger)
    assert drafts
    for draft in drafts:
        for span in (draft.source, draft.cue, draft.content):
            assert span is not None and span.of(STORY).strip()
    for attribution in read_attributions(STORY, tagged=drafts):
        assert attribution.span.of(STORY).strip()


def test_reading_twice_gives_the_same(tagger: Tagger) -> None:
    assert voices(tagger) == voices(tagger)


@pytest.mark.parametrize("text", ["", "\n\n", "\ud800 said the mayor", "\x00", "“", "a" * 20_000, "said " * 2000])
def test_any_text_is_read(text: str, tagger: Tagger) -> None:
    tagged_drafts(text, tagger)
