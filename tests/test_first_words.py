"""What is printed of a page begins with a whole word, and so does the name of whoever speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import findings_in

from retrieval.first_words import headline_and_text, with_whole_first_words


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


HEADLINE = "Ten pupils killed in a raid on the mill"


@pytest.mark.parametrize(
    ("headline", "behind", "is_parted"),
    [
        (HEADLINE, "The death toll of the raid rose to 10 killed.", True),
        (HEADLINE, "Rescuers said the death toll of the raid rose to 10.", True),
        # A sentence may begin as its headline does, and go on; a short headline may be met with by chance.
        (HEADLINE, "were buried on Monday.", False),
        (HEADLINE, "Harbour Radio said.", False),
        ("Raid on mill", "The death toll rose to 10.", False),
    ],
)
def test_a_headline_that_ran_into_its_text_is_printed_by_itself(headline: str, behind: str, is_parted: bool) -> None:
    (finding,) = findings_in(f"Mill raid\n\n{headline} {behind}")[1:]
    own = replace(finding, article=replace(finding.article, title=headline))
    assert headline_and_text(own) == ((headline, behind) if is_parted else (f"{headline} {behind}",))
