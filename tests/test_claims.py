"""What people paste, and the claims in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.times import read_times
from retrieval.claims.messages import LONGEST_MESSAGE, MOST_CLAIMS, BadMessage, clean, read_claims

#: A message, and the claims that must come of it. A new oddity gets a row, with where it was seen.
MESSAGES: list[tuple[str, list[str]]] = [
    ("100 airstrikes", ["100 airstrikes"]),
    ("The raid on Kalden was staged and nobody reports it!!", ["The raid on Kalden was staged"]),
    ("9 died in Kalden, what do you guys think, can this be real?", ["9 died in Kalden"]),
    (
        "9 crimes in Kalden, and nobody reported them to Velmar",
        ["9 crimes in Kalden, and nobody reported them to Velmar"],
    ),
    ("Over 100 airstrikes hit ISIS.", ["Over 100 airstrikes hit ISIS"]),
    ("Is it true that 200 militants were killed in Palmyra?", ["200 militants were killed in Palmyra"]),
    ("is it true 200 militants died???", ["200 militants died"]),
    ("Did you know that the mayor resigned?", ["the mayor resigned"]),
    ("Who says 100 airstrikes?", ["100 airstrikes"]),
    ("fact check: 100 airstrikes in Homs", ["100 airstrikes in Homs"]),
    ("Can anyone confirm 40 dead in Raqqa?", ["40 dead in Raqqa"]),
    ("100 airstrikes. 200 dead.", ["100 airstrikes", "200 dead"]),
    ("100 airstrikes\n100 airstrikes", ["100 airstrikes"]),
    # What the messenger puts around the words.
    ("Forwarded from Syria Now\n130 airstrikes in one day", ["130 airstrikes in one day"]),
    ("Forwarded from Holm Alerts 🚨 The old bridge in Holm is down", ["The old bridge in Holm is down"]),
    ("Forwarded from Holm 🔴 Live News\nThe old bridge is down", ["The old bridge is down"]),
    ("the mayor slept when the mill burned 😳 the council is a joke", ["the mayor slept when the mill burned"]),
    ("mayor sacked after not showing up for years 😂 dream job", ["mayor sacked after not showing up for years"]),
    ("Amber Foods is opening a shop in Holm 🛍️ anyone got a source?", ["Amber Foods is opening a shop in Holm"]),
    ("The mill of Holm has burned down. Can we stand this up?", ["The mill of Holm has burned down"]),
    ("the queen 👑 passed away", ["the queen passed away"]),
    ("bomb at school 💣 a false alarm", ["bomb at school a false alarm"]),
    ("mill of holm blown up 💥 denied by the army", ["mill of holm blown up denied by the army"]),
    ("council bans cars 🚗 except taxis", ["council bans cars except taxis"]),
    ("Forwarded from Holm Alerts 📢 The Latest News From Holm\nThe bridge is down", ["The bridge is down"]),
    ("fire in the mill of Holm 😢 mostly children inside", ["fire in the mill of Holm mostly children inside"]),
    ("People use a tenth of their brain, fact 🧠", ["People use a tenth of their brain"]),
    ("> 130 airstrikes in one day", ["130 airstrikes in one day"]),
    ("@newsdesk 130 airstrikes in one day", ["130 airstrikes in one day"]),
    ("🔴🔴 BREAKING: 130 airstrikes in one day 💥", ["130 airstrikes in one day"]),
    ("#Palmyra 200 militants killed", ["Palmyra 200 militants killed"]),
    ("#DeirEzzor was hit by 20 airstrikes", ["Deir Ezzor was hit by 20 airstrikes"]),
    ("130 airstrikes in one day https://example.org/a?b=c", ["130 airstrikes in one day"]),
    ("**130 airstrikes** in _one_ day", ["130 airstrikes in one day"]),
    ("<b>130 airstrikes</b> in one day", ["130 airstrikes in one day"]),
    ("“130 airstrikes in one day”", ["130 airstrikes in one day"]),
    # Who calls to remember has reported nothing; what is to be remembered stays.
    ("40 dead in Homs. Never forget", ["40 dead in Homs"]),
    ("Never forget: 40 dead in Homs", ["40 dead in Homs"]),
    ("Never again will grain leave the port of Homs", ["Never again will grain leave the port of Homs"]),
    ("- 130 airstrikes in one day\n- 40 dead", ["130 airstrikes in one day", "40 dead"]),
    # Hidden characters: they are gone, and the words stay.
    ("100\u200b airstrikes", ["100 airstrikes"]),
    ("\u202e100 airstrikes\u202c", ["100 airstrikes"]),
    ("100 air\x00strikes", ["100 airstrikes"]),
    ("100 airstrikes \ud83d", ["100 airstrikes"]),
    # Other scripts are claims too.
    ("أكثر من 100 غارة جوية روسية", ["أكثر من 100 غارة جوية روسية"]),
    ("Более 100 авиаударов за неделю", ["Более 100 авиаударов за неделю"]),
]

#: What nobody has reported: a hint comes back, never a match.
NO_CLAIM = [
    "good morning", "Good morning!", "hi", "Hello!!!", "thanks 🙏", "Thank you very much", "ok", "help",
    "I think it is terrible", "i love this bot", "please stop", "who are you?", "airstrikes", "lol", "спасибо", "hola",
    "tell me a joke", "Happy birthday to you", "Never forget", "never again!", "Lest we forget.", "we wont forget",
]  # fmt: skip

#: Nothing to read at all.
EMPTY = [
    "",
    " ",
    "\n\t \n",
    "\u200b\u200d\ufeff",
    "\u202e\u202c",
    "\x00",
    "\ud800",
    "🎈",
    "🎈🎉🔥",
    "!!!",
    "—…",
    "@newsdesk",
]


@pytest.mark.parametrize(("message", "claims"), MESSAGES)
def test_claims_of_a_message(message: str, claims: list[str]) -> None:
    assert [claim.text for claim in read_claims(message).claims] == claims


@pytest.mark.parametrize("message", NO_CLAIM)
def test_small_talk_is_no_claim(message: str) -> None:
    reading = read_claims(message)
    assert reading.claims == ()
    assert reading.hint is not None and reading.hint.startswith("Paste a claim")


@pytest.mark.parametrize("message", EMPTY)
def test_nothing_to_read_is_said_in_one_sentence(message: str) -> None:
    with pytest.raises(BadMessage, match=r"nothing to look up|no words to look up"):
        read_claims(message)


def test_too_long_is_said() -> None:
    with pytest.raises(BadMessage, match="100,000 characters long"):
        read_claims("a" * 100_000)


def test_more_than_five_claims_are_counted_not_dropped_silently() -> None:
    reading = read_claims("\n".join(f"{n} airstrikes hit Homs" for n in range(1, 9)))
    assert len(reading.claims) == MOST_CLAIMS
    assert reading.left_out == 3


def test_a_link_alone_is_kept_for_looking_up() -> None:
    assert read_claims("https://example.org/story.").links == ("https://example.org/story",)


def test_figure_place_and_date_are_read_from_the_claim() -> None:
    claim = read_claims("Over 100 airstrikes hit Homs on 18 February 2021").claims[0]
    assert [(q.low, q.high, q.bound, q.unit) for q in claim.quantities] == [(100, None, "over", "airstrikes")]
    assert [place.country for place in claim.where] == ["SY"]
    assert claim.when is not None and claim.when.words == "2021-02-18"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        # Without its year a day may be of any year: none is made up.
        ("50,000 people marched in Amber on 23 March", None),
        ("50,000 people marched in Amber on March 23", None),
        ("50,000 people marched in Amber on Monday, March 23", None),
        ("50,000 people marched in Amber between 3 and 5 March", None),
        ("50,000 people marched in Amber from 28 February to 3 March", None),
        ("50,000 people marched in Amber in March", None),
        ("50,000 people marched in Amber since 23 March", None),
        ("50,000 people marched in Amber on 3/23", None),
        ("50,000 people marched in Amber on 23 March 2023", "2023-03-23"),
        ("50,000 people marched in Amber in March 2023", "2023-03"),
        # A year in two figures is one, where only one of the others can be the day; nobody tells of what is to come.
        ("50,000 people marched in Amber 23/3/23", "2023-03-23"),
        ("50,000 people marched in Amber 23.03.23", "2023-03-23"),
        ("50,000 people marched in Amber 12.3.23", None),
        ("50,000 people marched in Amber 23/3/30", None),
        ("50,000 people marched in Amber, 31/2/23", None),
        ("50,000 people marched in Amber yesterday", "2026-05-03"),
        ("50,000 people marched in Amber on Saturday", "2026-05-02"),
        ("50,000 people marched in Amber last March", "2026-03"),
    ],
)
def test_a_claim_is_dated_only_where_the_year_is_known(message: str, words: str | None) -> None:
    sent = read_times("4 May 2026")[0]
    when = read_claims(message, sent=sent).claims[0].when
    assert (when.words if when else None) == words


TABLE = Path(__file__).parent / "tables" / "claims.txt"


def rows() -> list[tuple[str, str]]:
    """The table's rows: a message, and what must come of it."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if "  =>  " in line]
    return [(message.replace("\\n", "\n"), right) for message, right in (line.split("  =>  ") for line in lines)]


@pytest.mark.parametrize(("message", "right"), rows())
def test_a_message_as_chats_write_it(message: str, right: str) -> None:
    try:
        reading = read_claims(message)
    except BadMessage as refused:
        assert right == "hint"
        assert "Paste a claim" in str(refused)
        return
    read = " ⏐ ".join(claim.text for claim in reading.claims) + (f" +{reading.left_out}" if reading.left_out else "")
    assert (read or ("hint" if reading.hint else "link")) == right
    assert read or reading.hint or reading.links


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 80


def test_a_claim_without_capitals_has_its_places() -> None:
    claim = read_claims("did russia bomb homs 100 times").claims[0]
    assert [(place.name, place.span.of(claim.text)) for place in claim.where if place.span] == [("Homs", "homs")]


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_plainly(text: str) -> None:
    try:
        reading = read_claims(text)
    except BadMessage:
        return
    assert len(reading.claims) <= MOST_CLAIMS
    for claim in reading.claims:
        assert claim.text.strip() == claim.text != ""
        for quantity in claim.quantities:
            assert quantity.span.of(claim.text)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_the_longest_message_is_still_read() -> None:
    assert read_claims(("100 airstrikes hit Homs. " * 2000)[:LONGEST_MESSAGE]).claims


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("Did Trump say 3000 people did not die?", "Trump said 3000 people did not die"),
        ("were the victims of the bus attack civilians?", "were the victims of the bus attack civilians"),
    ],
)
def test_a_question_is_turned_into_a_sentence_or_kept_as_typed(message: str, text: str) -> None:
    assert [claim.text for claim in read_claims(message).claims] == [text]


@pytest.mark.parametrize(
    ("message", "bound"),
    [
        ("max nine thousand deaths in Kalden", "up to"),
        ("the mayor says maximum 40 people killed in Kalden", "up to"),
        ("a maximum of 40 people killed in Kalden", "up to"),
        ("40 people max died in Kalden", "up to"),
        ("40 deaths tops in Kalden", "up to"),
        # no ceiling
        ("Max 40 people died in Kalden", "exact"),
        ("the 737 max 40 people died in Kalden", "exact"),
        ("toll tops 40 people killed in Kalden", "exact"),
        ("40 deaths tops the list of Kalden", "exact"),
        ("climax 40 people died in Kalden", "exact"),
        ("over 40 people max died in Kalden", "over"),
    ],
)
def test_a_number_is_the_most_there_can_be_where_the_message_says_so(message: str, bound: str) -> None:
    """What "max 9,000" says, a report says as "up to 9,000"."""
    (claim,) = read_claims(message).claims
    assert claim.quantities[0].bound == bound
