"""What a page prints around a report's words: its own name, headings run into sentences, other reports' headlines."""

from __future__ import annotations

import pytest

from knowledge.articles import read_pasted
from knowledge.articles.headings import headline_itself
from knowledge.sentences import split


def _printable(words: str, title: str = "") -> list[str]:
    """Everything of a report that a card could print, in reading order."""
    article = read_pasted(words, title=title or None, outlet="Harbour Post")
    return [
        span.shifted(part.span.start).of(article.text)
        for part in article.parts
        if part.place_in_article in ("headline", "body")
        for span in split(part.span.of(article.text))
    ]


@pytest.mark.parametrize(
    ("headline", "outlet", "itself"),
    [
        ("Raid kills 12 in Kalden | Harbour Post", "Harbour Post", "Raid kills 12 in Kalden"),
        ("Raid kills 12 in Kalden - Harbour Post", "harbourpost", "Raid kills 12 in Kalden"),
        ("Raid kills 12 in Kalden - Region - World - Harbour Post", "harbourpost", "Raid kills 12 in Kalden"),
        ("Raid kills 12 in Kalden - Harbour Post International", "Harbour Post", "Raid kills 12 in Kalden"),
        ("Raid kills 12 in Kalden » The Harbour Post", "Harbour Post", "Raid kills 12 in Kalden"),
        ("Raid kills 12 in Kalden - monitor | Harbour Post", "Harbour Post", "Raid kills 12 in Kalden - monitor"),
        # Whose word it is stays, and so does whatever is no name of the page's own.
        ("Raid kills 12 in Kalden - police", "Harbour Post", "Raid kills 12 in Kalden - police"),
        ("Raid kills 12 in Kalden - Monitor - Harbour Post", "Harbour Post", "Raid kills 12 in Kalden - Monitor"),
        ("Raid kills 12 in Kalden - Fenn Times", "Harbour Post", "Raid kills 12 in Kalden - Fenn Times"),
        ("Raid kills 12 in Kalden - Region - World", "Harbour Post", "Raid kills 12 in Kalden - Region - World"),
        ("Raid kills 12 - Harbour Post reporter", "Harbour Post", "Raid kills 12 - Harbour Post reporter"),
        ("Strike on Harbour Post kills 12", "Harbour Post", "Strike on Harbour Post kills 12"),
        ("Harbour Post-Fenn ferry sinks", "Harbour Post", "Harbour Post-Fenn ferry sinks"),
        ("Kalden | Raid kills 12", "Harbour Post", "Kalden | Raid kills 12"),
        ("Kalden - the day the mill fell", "Harbour Post", "Kalden - the day the mill fell"),
    ],
)
def test_a_headline_ends_before_the_name_of_its_own_site(headline: str, outlet: str, itself: str) -> None:
    assert headline_itself(headline, outlet) == itself


def test_the_name_of_the_site_is_not_printed_with_its_headline() -> None:
    assert _printable("A raid hit the mill.", "Raid kills 12 in Kalden | Harbour Post")[0] == "Raid kills 12 in Kalden"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            "A bridge fell. Two men hurt in mill fire in Kalden Two men were hurt when a fire broke out in Kalden.",
            ["A bridge fell.", "Two men were hurt when a fire broke out in Kalden."],
        ),
        (
            "A bridge fell. Man hurt in Kalden mill fire In the meantime a man was hurt in a fire at the Kalden mill.",
            ["A bridge fell.", "In the meantime a man was hurt in a fire at the Kalden mill."],
        ),
        (
            "Shells fell on the Kalden mill killing ten Shells fell on the Kalden mill killing ten the mayor said.",
            ["Shells fell on the Kalden mill killing ten the mayor said."],
        ),
        (
            "Ten men fell into the river at Kalden. (Reuters) - Ten men fell into the river at Kalden. It was dark.",
            ["Ten men fell into the river at Kalden.", "It was dark."],
        ),
    ],
)
def test_a_heading_that_ran_into_its_sentence_is_not_printed_with_it(words: str, printed: list[str]) -> None:
    assert _printable(words) == printed


@pytest.mark.parametrize(
    "sentence",
    [
        # A sentence may speak of a paper, a film or a town whose name begins like a sentence.
        "The mayor of Kalden told The New Harbour that the mayor of Kalden had left.",
        "Ten people in Kalden saw The mill of Kalden fall in ten minutes.",
        "Two men were injured in Kalden, and The mayor said two men were injured.",
        "Residents of A Corva say that residents of A Corva were warned of the flood.",
        "Ten men were hurt on Monday and Ten men were hurt on Tuesday in Kalden.",
        'He sang "Row the boat and row the boat" and then he left the town of Kalden.',
        # A full stop was lost, and the sentence before is somebody's word.
        "Norland's army denied that its jets killed 22 people in Kalden At least 22 people were killed by jets there.",
        "The Border Monitor said 22 people were killed in Kalden Many of the 22 people killed in Kalden were children.",
        "Border Monitor: 22 killed in Kalden raid At least 22 people were killed in a raid in Kalden.",
    ],
)
def test_a_sentence_that_says_a_thing_twice_stays_whole(sentence: str) -> None:
    assert _printable(f"A bridge fell. {sentence}") == ["A bridge fell.", sentence]


@pytest.mark.parametrize(
    ("strip", "sentence"),
    [
        ("AP Photo Ann Lee Two Big Bridges Fall in Kalden After Flood", "The mayor said that nobody was hurt."),
        ("REUTERS Ann Lee Army Opens New Front Near Kalden as Talks Fail", "According to the mayor nobody was hurt."),
        (
            "Sputnik Ann Lee Army Kills Over 100 Fighters in Fenn Province",
            '"Nobody was hurt there. We left" she said.',
        ),
        (
            "Photo FacebookFennNews Army Opens New Front Near Kalden",
            '"After the flood we left. It is over" he said.',
        ),
    ],
)
def test_the_headline_of_another_report_under_its_pictures_credit_is_not_printed(strip: str, sentence: str) -> None:
    assert _printable(f"A bridge fell. {strip} {sentence}") == ["A bridge fell.", sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reuters Chief Correspondent Ann Lee said that The Hague was calm.",
        "AP Photo editor Ann Lee told the court that the picture was real.",
        "Photo evidence of the raid on Kalden was shown to The Hague by the monitor.",
        "Sputnik said that the Army of the Fenn River Valley had left. ",
        "Reuters Ann Lee Jonas Weil and Karin Lund were in Kalden when The Mill burned.",
        "File photos of the mill were on the wall when the mayor spoke.",
    ],
)
def test_a_sentence_about_an_agency_or_a_picture_stays_whole(sentence: str) -> None:
    assert _printable(f"A bridge fell. {sentence}") == ["A bridge fell.", sentence.strip()]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("A bridge fell. [Click to enlarge] The mayor left.", ["A bridge fell.", "The mayor left."]),
        ("A bridge fell. (click to enlarge) The mayor left.", ["A bridge fell.", "The mayor left."]),
        ("A bridge fell. Agencies contributed to this report Read Also", ["A bridge fell."]),
        ("A bridge fell. Never miss a story again sign up to our channel!", ["A bridge fell."]),
        ("A bridge fell. Slideshow (3 Images) The mayor left.", ["A bridge fell.", "The mayor left."]),
        ("A bridge fell in Kalden Source HarbourPost and agencies", ["A bridge fell in Kalden"]),
        (
            "A bridge fell. Tags Kalden Fenn UN Syrian forces returned to the mill.",
            ["A bridge fell.", "Syrian forces returned to the mill."],
        ),
        (
            "A bridge fell in the town Tags Kalden UN Eleven men left it.",
            ["A bridge fell in the town", "Eleven men left it."],
        ),
        ("A bridge fell. (presstv) - The mayor left.", ["A bridge fell.", "The mayor left."]),
        # What they may not take with them.
        ("The mayor was told to [click] the button.", ["The mayor was told to [click] the button."]),
        (
            "Two agencies contributed to this report of it.",
            ["Two agencies contributed to this report of it."],
        ),
        ("The users of the site (PressTV) were named.", ["The users of the site (PressTV) were named."]),
    ],
)
def test_what_a_page_bids_its_reader_do_is_not_printed(words: str, printed: list[str]) -> None:
    assert _printable(words) == printed


@pytest.mark.parametrize(
    "words",
    [
        "Tags Kalden Fenn UN Missile strikes on schools hit ten Syrian civilians on Monday in Kalden.",
        "Tags Kalden Fenn UN Militia and Russian airstrikes pounded the town of Kalden.",
        "Tags Kalden Fenn UN Raids killed 23 Syrian civilians on Monday in Kalden.",
    ],
)
def test_where_tags_end_in_doubt_no_sentence_is_made_of_its_end(words: str) -> None:
    assert _printable(f"A bridge fell. {words}") == ["A bridge fell.", words]


def test_a_row_of_editors_under_the_last_full_stop_is_no_statement() -> None:
    words = " ".join(f"Bridge {n} fell into the river at Kalden." for n in range(9))
    assert _printable(f"{words} H.Lee/ Weil /K. al-Lund/H. Moor")[-1] == "Bridge 8 fell into the river at Kalden."


def test_a_credit_behind_the_town_of_a_caption_ends_it() -> None:
    words = "The mill fell. Rescuers look for missing men in Kalden (Reuters) Around ten were found, the mayor said."
    assert _printable(words)[-1] == "Around ten were found, the mayor said."


def test_a_dateline_behind_another_reports_headline_goes_with_it() -> None:
    strip = "Sputnik Ann Lee Army Kills Over 100 Fighters in Fenn Province WASHINGTON (Sputnik)"
    assert _printable(f"A bridge fell. {strip} The mayor left.") == ["A bridge fell.", "The mayor left."]


def test_a_report_that_only_its_agencys_brackets_follow_keeps_its_sentence() -> None:
    words = "The mill fell. The mayor said on Monday that he was in Kalden (Reuters) Around ten were found."
    assert "The mayor said on Monday" in " ".join(_printable(words))


def test_the_agencys_sign_between_a_standfirst_and_its_repetition_is_kept() -> None:
    lead = "Ten people were killed in a fire in the mill of Kalden"
    article = read_pasted(f"{lead}. (Reuters) - {lead}, the mayor said.", outlet="Harbour Post")
    assert article.credit == "Reuters"


def test_a_reports_own_headline_farther_down_is_not_printed_with_the_sentence_behind_it() -> None:
    title = "Ten pupils hurt in fire at a school in Kalden"
    words = f"Fires broke out in several towns on Sunday. {title} The number of hurt pupils rose to 12."
    assert _printable(words, title)[1:] == [
        "Fires broke out in several towns on Sunday.",
        "The number of hurt pupils rose to 12.",
    ]
    # A sentence that goes on with the headline's words is the report's own.
    goes_on = f"Fires broke out in several towns on Sunday. {title} were taken home."
    assert _printable(goes_on, title)[-1] == f"{title} were taken home."
