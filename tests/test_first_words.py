"""What is printed of a page begins with a whole word, and so does the name of whoever speaks."""

from __future__ import annotations

import pytest
from invented import findings_in

from retrieval.first_words import with_whole_first_words


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("he Belgian army said that the raid was a mistake.", "Belgian army said that the raid was a mistake."),
        # Nothing is lost where a page writes small, or "he" is somebody.
        ("he said that the raid was a mistake.", "he said that the raid was a mistake."),
        ("he Friday told Hill Radio that it was a mistake.", "he Friday told Hill Radio that it was a mistake."),
        ("The Belgian army said that the raid was a mistake.", "The Belgian army said that the raid was a mistake."),
        ("He and Mira Sand said that the raid was a mistake.", "He and Mira Sand said that the raid was a mistake."),
        ("al-Tarn fighters held the hill, the mayor said.", "al-Tarn fighters held the hill, the mayor said."),
    ],
)
def test_a_sentence_whose_page_lost_its_first_letter_is_printed_from_the_next_word(sentence: str, printed: str) -> None:
    found = with_whole_first_words(findings_in(f"Raid on Palmyra\n\n{sentence}"))
    assert found[-1].words == printed
    text = found[-1].article.text
    names = [voice.speaker_span.of(text) for voice in found[-1].statement.attributions if voice.speaker_span]
    assert not any(name.startswith("he B") for name in names)
