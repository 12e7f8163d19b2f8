"""What stands near a claim and is printed there: only what a reader can tell from the claim, and each toll once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented import counted, findings_in, noted_card

from bot.card.blocks import account_block, shown_of
from bot.card.lines import text_of
from bot.card.nearby import close_by, printed_near
from bot.card.rendering import render_text
from bot.card.worth_printing import worth_printing
from bot.words import ENGLISH
from knowledge.model import Account, ContextCard, Finding, Relation
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.relations.what_they_answer import ANSWERING
from retrieval.voices.echoes import (
    counts_a_part,
    each_counted_once,
    is_told_with_the_whole,
    says_as_much,
    tells_no_more,
)

CLAIM = "40 people were killed in the raid on Kalden on 3 May 2019"
SAYS_SO = "The Border Monitor said 40 people were killed in the raid on Kalden on Friday."
#: What Mill Watch counts, and who the dead were.
REBELS = "Mill Watch said 14 of the dead were rebels."


def account(relation: Relation, *findings: Finding) -> Account:
    return Account(findings[0].speaker, relation, findings)


def card_of(claim: str, accounts: Sequence[Account]) -> ContextCard:
    (meant,) = read_claims(claim).claims
    return ContextCard(meant, "found", tuple(accounts), (), (), (), datetime(2026, 11, 22, tzinfo=UTC))


def told(text: str, outlet: str = "Harbour Post", published: str = "2019-05-04") -> Finding:
    return findings_in(f"Raid on Kalden\n\n{text}", outlet, published)[-1]


@pytest.mark.parametrize(
    ("claim", "says", "somebody_says_so", "alone"),
    [
        # Nothing tells it from the claim: it is the claim again.
        (CLAIM, "Mill Watch said 40 people were killed in the raid.", False, True),
        (CLAIM, "Mill Watch confirmed the toll of the raid.", False, True),
        # A reader can tell these apart, and compare.
        (CLAIM, "Mill Watch said 12 people were killed in the raid.", True, True),
        (CLAIM, "Mill Watch said 12 barns burnt in the raid.", True, True),
        (CLAIM, "Mill Watch said the raid hit a mill.", True, True),
        # An outlet goes on to other things.
        (CLAIM, "Kalden is a village of weavers at the foot of the hills.", False, True),
        # Of a claim that counts nothing a reason is seldom read.
        ("Velmar bombed the mill of Kalden", "Mill Watch said the mill of Kalden lay in ruins.", True, True),
    ],
)
def test_what_nothing_tells_from_the_claim_is_not_called_something_else(
    claim: str, says: str, somebody_says_so: bool, alone: bool
) -> None:
    near = account("context", told(says))
    reports = account("reports", told(SAYS_SO, "Hill Post"))
    assert bool(worth_printing(card_of(claim, [reports, near]), [near])) is somebody_says_so
    assert bool(worth_printing(card_of(claim, [near]), [near])) is alone


def test_what_a_report_tells_of_another_event_is_not_printed() -> None:
    elsewhere = replace(told("Mill Watch said 12 people were killed in Tarn on Monday."), why=("an aside",))
    bodies = replace(told("Rescuers said they took 12 bodies from the mill.", "Lantern"), why=("an aside",))
    reports = account("reports", told(SAYS_SO, "Hill Post"))
    near = [account("context", finding) for finding in (elsewhere, bodies)]
    printed = [f for one in worth_printing(card_of(CLAIM, [reports, *near]), near) for f in one.findings]
    assert printed == [bodies]


def test_a_note_is_written_for_what_it_adds() -> None:
    finding = told("Mill Watch confirmed the toll of the raid.")
    near = account("context", replace(finding, article=replace(finding.article, is_note=True)))
    assert worth_printing(card_of(CLAIM, [account("reports", told(SAYS_SO)), near]), [near])


def test_an_outlet_does_not_count_again_what_its_report_has_from_somebody() -> None:
    own, others = findings_in(
        "Blasts\n\nA string of blasts killed 12 people on Friday.\n\nThe blasts killed 12 people, Mill Watch said."
    )[-2:]
    assert (own.speaker.kind, others.speaker.name) == ("outlet_itself", "Mill Watch")
    near = [account("context", own), account("context", others)]
    assert [one.speaker.name for one in worth_printing(card_of(CLAIM, near), near)] == ["Mill Watch"]
    # Another report has it for itself.
    elsewhere = account("context", told("A string of blasts killed 12 people on Friday.", "Hill Post"))
    near = [elsewhere, account("context", others)]
    assert len(worth_printing(card_of(CLAIM, near), near)) == 2


@pytest.mark.parametrize(
    ("other", "outlet", "published", "is_shown"),
    [
        ("At least 14 of those killed were rebels, Mill Watch said.", "Hill Post", "2019-05-05", False),
        # Another voice, another number, another town and another week.
        ("At least 14 of those killed were rebels, Hill Watch said.", "Hill Post", "2019-05-05", True),
        ("At least 16 of those killed were rebels, Mill Watch said.", "Hill Post", "2019-05-05", True),
        ("At least 14 of those killed in Homs were rebels, Mill Watch said.", "Hill Post", "2019-05-05", True),
        ("At least 14 of those killed were rebels, Mill Watch said.", "Hill Post", "2019-06-25", True),
        # Of one sentence every page is named.
        (REBELS, "Hill Post", "2019-05-05", True),
    ],
)
def test_one_voice_s_toll_is_printed_once(other: str, outlet: str, published: str, is_shown: bool) -> None:
    both = [told(REBELS), told(other, outlet, published)]
    assert len(each_counted_once(both)) == 1 + is_shown


def test_whoever_counts_more_is_printed() -> None:
    fewer, more = told(REBELS), told("Mill Watch said 31 people died, 14 of the dead were rebels.", "Hill Post")
    assert each_counted_once([fewer, more]) == each_counted_once([more, fewer]) == [more]


IN_HOMS = "SOHR said 21 people were killed near Raqqa on Friday, 15 of them in Homs."
WHOLE = "SOHR said 21 people were killed in raids near Raqqa on Friday, 15 of them in a mill, and dozens hurt."


@pytest.mark.parametrize(
    ("near", "is_printed"),
    [
        ("SOHR said at least 15 people were killed in a mill on Friday.", False),
        # Another's count, one more number, and another town are no part of what is printed.
        ("Mill Watch said at least 15 people were killed in a mill on Friday.", True),
        ("SOHR said 16 people were killed in a mill on Friday.", True),
        # Dozens are no 24.
        ("SOHR said at least 24 people were killed in a mill on Friday.", True),
        ("SOHR said at least 15 people were killed in Aleppo on Friday.", True),
    ],
)
def test_a_part_that_its_voice_is_printed_with_stands_nowhere_else(near: str, is_printed: bool) -> None:
    card = card_of("21 people were killed in raids near Raqqa", [])
    part = told(near, "Hill Post")
    assert counts_a_part(card, part) and is_told_with_the_whole(card, part, [told(WHOLE)]) is not is_printed


def test_a_part_of_another_town_is_not_told_with_the_whole() -> None:
    card = card_of("21 people were killed in raids near Raqqa", [])
    part = told("SOHR said at least 15 people were killed in Raqqa on Friday.", "Hill Post")
    assert not is_told_with_the_whole(card, part, [told(IN_HOMS)])


@pytest.mark.parametrize(
    ("third", "is_more"),
    [
        ("Jets flew over the river before 21 people were killed near Raqqa, SOHR reported.", False),
        # Who did it, and that it was said wrongly before, is more.
        ("Russian jets killed 21 people near Raqqa, SOHR reported.", True),
        ("Jets killed 21 people near Raqqa, not rebels as it had first thought, SOHR reported.", True),
    ],
)
def test_what_names_a_side_or_sets_right_tells_more(third: str, is_more: bool) -> None:
    first = told("SOHR said 21 people were killed in raids near Raqqa as they fled in boats.")
    assert tells_no_more(told(third, "Hill Post"), first) is not is_more


def test_what_else_an_armed_side_says_of_its_deed_is_not_put_beside_it() -> None:
    owns = told("ISIS said it carried out the attack in Raqqa, a truck bombing.")
    more = told("ISIS said the attack in Raqqa was carried out by a bomber in a truck.", "Mill Post")
    reports = account("differs", told("SOHR said 44 people were killed in the attack in Raqqa.", "Hill Post"))
    accounts = [account("context", replace(owns, why=(ANSWERING,))), account("context", more)]
    card = card_of("A truck bomb in Raqqa killed 150 people", [reports, *accounts])
    told_near = {heading: [f.words for a in near for f in a.findings] for heading, near in close_by(card, ENGLISH)}
    assert told_near["Who says the deed was theirs"] == [owns.words]
    assert not any(more.words in words for words in told_near.values())
    # So it is where nobody is said to have done it.
    unasked = replace(card, accounts=(reports, account("context", owns), accounts[1]))
    printed = dict(printed_near(unasked, close_by(unasked, ENGLISH), ENGLISH))
    assert [f.words for a in printed["Who says the deed was theirs"] for f in a.findings] == [owns.words]
    assert not any(more in a.findings for near in printed.values() for a in near)
    # Nobody owning to it, it is all that is known of who did it.
    alone = close_by(replace(card, accounts=(reports, accounts[1])), ENGLISH)
    assert any(more in a.findings for _, near in alone for a in near)


@pytest.mark.parametrize(
    ("second", "is_more"),
    [
        ("Smoke stood over the river near Raqqa after raids in which 21 people were killed, SOHR said.", False),
        # A bound, a town, whom it counts, who did it, a doubt, a length and a word of the claim are more.
        ("Smoke stood near Raqqa after raids in which at least 21 people were killed, SOHR said.", True),
        ("Smoke stood over Aleppo after raids in which 21 people were killed, SOHR said.", True),
        ("Raids near Raqqa killed 21 people, most of them children, SOHR said.", True),
        ("Russian raids near Raqqa killed 21 people, SOHR said.", True),
        ("SOHR claims that raids near Raqqa killed 21 people.", True),
        ("Raids near Raqqa killed 21 people in three weeks, SOHR said.", True),
        ("Raids on a mill near Raqqa killed 21 people, SOHR said.", True),
        ("Raids near Raqqa killed 21 people, not 12, SOHR said.", True),
    ],
)
def test_what_a_second_paper_has_of_a_voice_is_asked_for_what_it_adds(second: str, is_more: bool) -> None:
    first = told("SOHR said 21 people were killed in raids near Raqqa as they fled in boats.", "Post 0")
    card = card_of("21 people were killed in raids on a mill near Raqqa", [])
    assert says_as_much(card.claim, told(second, "Post 1"), first) is not is_more


def test_what_a_second_paper_has_of_a_voice_and_no_more_is_counted() -> None:
    first = "SOHR said 21 people were killed in raids near Raqqa as they fled in boats."
    second = "Smoke stood over the river near Raqqa after raids in which 21 people were killed, SOHR said."
    voice = account("reports", told(first, "Post 0"), told(second, "Post 1"))
    card = card_of("21 people were killed in raids near Raqqa", [voice])
    assert shown_of(card, voice) == [*voice.findings[:1]]
    assert "1 more like this (Post 1)" in [text_of(line) for line in account_block(card, voice, ENGLISH)]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("quote", ["", "26 rebels were killed"])
def test_of_two_notes_with_one_count_the_fuller_is_printed_or_the_one_that_quotes(
    empty_store: Store, quote: str, order: int
) -> None:
    claim = "SOHR says 26 rebels were killed near Palmyra"
    short = counted("SOHR counted 26 rebels dead.", "SOHR", 26, "rebels killed", "monitor")
    short |= {"quote": quote} if quote else {}
    long = counted(
        "SOHR tells of raids before a sweep by soldiers; 26 rebels dead.", "SOHR", 26, "rebels killed", "monitor"
    )
    event = {"event": "Raids near Palmyra, 19 April 2021", "event_id": "raids", "place": "Palmyra"}
    dated = {"published": "2021-04-19", "published_basis": "stated", **event}
    one: dict[str, object] = {"facts": [short], **dated}
    other: dict[str, object] = {"facts": [long], **dated}
    printed = render_text(noted_card(empty_store, claim, *[one, other][::order]))
    left_out = 0 if (order == 1) != bool(quote) else 1
    assert ("sweep by soldiers" in printed) is not bool(quote) and ("“26 rebels" in printed) is bool(quote)
    assert f"1 more like this (Post {left_out})" in printed


def test_what_a_third_paper_has_of_a_voice_and_no_more_is_counted() -> None:
    one = "SOHR said 21 people were killed in raids near Raqqa as they fled in boats."
    two = "Russian jets flew over Raqqa before raids in which 21 people were killed, SOHR said."
    three = "Jets flew over the river before 21 people were killed near Raqqa, SOHR reported."
    more = "SOHR said 21 people were killed on the road to Raqqa, four of them children."
    papers = [told(words, f"Post {n}") for n, words in enumerate((one, two, three, one))]
    card = card_of("21 people were killed in raids near Raqqa", [])
    voice = Account(papers[0].speaker, "reports", tuple(papers))
    # A copy of a sentence is one page more.
    assert {finding.outlet for finding in shown_of(card, voice)} == {"Post 0", "Post 1", "Post 3"}
    assert "1 more like this (Post 2)" in [text_of(line) for line in account_block(card, voice, ENGLISH)]
    fuller = replace(voice, findings=(*papers[:2], told(more, "Post 4")))
    assert len(shown_of(card, fuller)) == len(fuller.findings)


@pytest.mark.parametrize(
    ("page", "told_of_it"),
    [
        # The reader is told where the others stand: on the page above, on another of that outlet, or on the two above.
        (None, "2 more statements on the same page"),
        ("Post 0", "2 more statements (Post 0, 6 May 2019)"),
        ("Post 1", "2 more statements on the same pages"),
    ],
)
def test_what_is_not_printed_is_said_to_stand_somewhere(page: str | None, told_of_it: str) -> None:
    (one,) = (f for f in findings_in("SOHR said 21 people were killed in raids near Raqqa.", "Post 0"))
    goes_on = "SOHR said jets flew over the river. SOHR said the boats had left at dawn. SOHR said fires burned."
    others = findings_in(goes_on, page or "Post 0", "2019-05-06" if page else "2019-05-14")[
        : 2 if page != "Post 1" else 3
    ]
    others = [replace(f, article=replace(f.article, id="another" if page else one.article.id)) for f in others]
    card = card_of("21 people were killed in raids near Raqqa", [])
    voice = Account(one.speaker, "reports", (one, *others))
    assert told_of_it in [text_of(line) for line in account_block(card, voice, ENGLISH)]


@pytest.mark.parametrize(
    ("claim", "is_printed"),
    [("230 patients and nurses killed in Velmar", True), ("230 people killed in Velmar", False)],
)
def test_a_breakdown_is_printed_where_the_claim_names_whom_it_has(
    empty_store: Store, claim: str, is_printed: bool
) -> None:
    event = {"event": "Strike on a hospital in Velmar, 3 October 2015", "event_id": "velmar", "place": "Velmar"}
    toll = counted("MSF raised its toll to 42.", "MSF", 42, "people killed")
    parts = counted("14 nurses and 28 patients.", "MSF", 42, "people killed")
    card = noted_card(
        empty_store, claim, {"facts": [toll, parts], "published": "2015-12-12", "published_basis": "stated", **event}
    )
    assert ("Note: 14 nurses and 28 patients." in render_text(card)) is is_printed
