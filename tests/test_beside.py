"""What stands close by adds something about the claim's own event; background and repetition are not printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented import counted, dated_card, findings_in, noted_card

from bot.card.layout import lay_out
from bot.card.rendering import render_text
from knowledge.model import Account, Claim, ContextCard, Finding, Relation, Span
from knowledge.quantities import read_quantities
from knowledge.store import Store
from knowledge.times import read_times
from retrieval.nearby.beside import beside

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TOLD = "A truck bomb killed 40 people at the market in Kalden on Tuesday, the Border Monitor said."


def claimed(text: str) -> Claim:
    return Claim(text, tuple(read_quantities(text)), when=next(iter(read_times(text)), None))


def near(sentence: str, *, told: str = TOLD, published: str = "2024-03-05") -> list[str]:
    """What is printed close by, where a report tells a bomb in Kalden, and then this."""
    report = findings_in(f"Bomb in Kalden\n\n{told} {sentence}", published=published)[1:]
    return [f.words for account in beside(card([report[0]], report[1:])) for f in account.findings]


def card(said: list[Finding], context: list[Finding]) -> ContextCard:
    """A card by hand: who says so, and what only stands near."""
    pairs: list[tuple[Relation, Finding]] = [("reports", f) for f in said] + [("context", f) for f in context]
    accounts = tuple(Account(f.speaker, relation, (f,)) for relation, f in pairs)
    return ContextCard(claimed("A truck bomb killed 40 people in Kalden"), "found", accounts, (), (), (), NOW, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        # Who did it, who says that they did, who will not have it so.
        "The Northern Front claimed responsibility for the attack.",
        "The army said in a statement that one of its soldiers had driven the truck in Kalden.",
        "The army denied any part in the bombing.",
        "The mayor blamed the Old Guard for the blast.",
        # What else was counted.
        "At least 60 people were wounded in the blast, the monitor said.",
        "The monitor said 12 children were among the dead.",
        "At least 14 of the dead were rebels, the monitor said.",
        "Mill Watch said 45 people were killed.",
        # How sure anybody is.
        "It was not immediately clear how many were in the building.",
        "The hospital said the toll was likely to rise.",
        "Police confirmed the death toll.",
    ],
)
def test_what_adds_something_about_the_event_stands_close_by(sentence: str) -> None:
    assert near(sentence) == [sentence]


MEDICS = "Medical sources in Kalden told SANA that the hospital had received the bodies of"


@pytest.mark.parametrize(
    ("sentence", "is_shown"),
    [
        # What nameless people told a voice that gives it above, it counts itself.
        (f"{MEDICS} 40 people and that the toll was likely to rise.", False),
        # Another number, or a count besides; the same told to nobody, or to whom nothing above is from.
        (f"{MEDICS} 52 people and that the toll was likely to rise.", True),
        (f"{MEDICS} 40 people and that 170 people were wounded in the blast.", True),
        ("Medical sources in Kalden said 40 people were killed and that the toll was likely to rise.", True),
        ("Medical sources in Kalden told AFP that 40 people were killed and that the toll was likely to rise.", True),
    ],
)
def test_what_nameless_people_told_a_voice_that_counts_it_above_is_not_said_again(
    sentence: str, is_shown: bool
) -> None:
    told = "A truck bomb killed 40 people at the market in Kalden on Tuesday, SANA said."
    assert near(sentence, told=told) == [sentence] * is_shown


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (
            "Two women and two guards died in the blast in Kalden, Mill Watch said.",
            "Mill Watch said the bomb had killed 2 women, a nurse among them, as well as 2 guards.",
            1,
        ),
        # Somebody else counts them, one of them is counted anew, or only one is counted at all.
        (
            "Two women and two guards died in the blast in Kalden, Mill Watch said.",
            "The army said the bomb had killed 2 women, a nurse among them, as well as 2 guards.",
            2,
        ),
        (
            "Two women and two guards died in the blast in Kalden, Mill Watch said.",
            "Mill Watch said the bomb had killed 2 women, a nurse among them, as well as 5 guards.",
            2,
        ),
        (
            "Two guards died in the blast in Kalden, Mill Watch said.",
            "Mill Watch said the bomb had killed 2 guards at the gate of the market.",
            2,
        ),
    ],
)
def test_a_voice_that_counts_the_same_two_things_again_is_printed_once(first: str, second: str, shown: int) -> None:
    assert len(near(f"{first} {second}")) == shown


@pytest.mark.parametrize(
    "sentence",
    [
        # The war.
        "The conflict has claimed more than 300,000 lives since it began in 2011.",
        "Shelling has killed 136 people in the province since 11 January, the monitor said.",
        "The bombing brought the toll for market traders killed in the war to 180.",
        "The governor of Kalden vowed to go on with the offensive that has left dozens dead.",
        "Thousands have fled the fighting in Kalden.",
        "About six million more are displaced, with many living in camps.",
        # Another day.
        "In November a suicide bomb killed at least 16 people in Tarn.",
        "Rockets killed 12 people there last month, the monitor said.",
        # Something else.
        "Six people were also killed by shelling in Tarn, the monitor said.",
        "Another five people were killed in a raid on Tarn, it said.",
        "Kalden is held by rebels.",
        # What was said above.
        "The Border Monitor said a truck bomb killed 40 people at the market in Kalden on Tuesday.",
    ],
)
def test_background_and_repetition_do_not(sentence: str) -> None:
    assert near(sentence) == []


@pytest.mark.parametrize(
    ("between", "is_shown"),
    [
        ("Another bomb attack was reported on the road to Raqqa.", False),
        ("A second blast hit the mill in Raqqa.", False),
        # There, or nowhere that is named, it may be the one of the claim.
        ("A second blast hit the mill in Palmyra.", True),
        ("A second blast hit the mill.", True),
    ],
)
def test_the_attack_is_that_of_the_town_a_report_has_turned_to(between: str, is_shown: bool) -> None:
    told = "A truck bomb killed 40 people at the market in Palmyra on Tuesday, the Border Monitor said."
    says = "The mayor said the attack hit the market and killed three people."
    report = findings_in(f"Bomb in Palmyra\n\n{told} {between} {says}", published="2024-03-05")[1:]
    one = card([report[0]], report[1:])
    own = replace(one, claim=replace(one.claim, text="A truck bomb killed 40 at the market in Palmyra"))
    shown = [f.words for account in beside(own) for f in account.findings]
    assert (says in shown) is is_shown


def test_who_was_among_the_dead_is_told_however_far_down() -> None:
    further = [
        "The road to the coast was closed.",
        "Shops stayed shut for the day.",
        "The council met in the evening.",
        "A school was turned into a clinic.",
        "Schools are to open on Monday.",
    ]
    who = "The mayor said two children were among the dead."
    assert near(f"{' '.join(further)} {who}") == [who]
    # Not where the report has turned to another blow.
    turned = ["In another town a raid hit a bridge.", *further[1:]]
    assert near(f"{' '.join(turned)} {who}") == []
    # Nor where others were wounded, for which nothing looks back.
    assert near(f"{' '.join(further)} The mayor said two children were wounded.") == []


def test_a_vague_number_adds_nothing_to_an_exact_one_of_the_same_voice() -> None:
    told = "The Border Monitor said a truck bomb killed 40 people in Kalden and wounded 70 of them."
    assert near("The Border Monitor said dozens of people were wounded in the blast.", told=told) == []
    assert near("Mill Watch said dozens of people were wounded in the blast.", told=told) != []


@pytest.mark.parametrize(
    ("says", "is_printed"),
    [
        ("Most survivors put the number still higher.", True),
        ("The list leaves out foreigners.", True),
        ("The mill had been closed for a year.", True),
        # Of the country it names, and of nothing else.
        ("The army is said no longer to exist in Veldia.", False),
    ],
)
def test_a_note_tells_how_a_number_was_come_by_and_of_what_the_claim_names(
    empty_store: Store, says: str, is_printed: bool
) -> None:
    facts = [
        counted("40 people were killed at the mill in Kalden.", "Mill Watch", 40, "people killed"),
        {"says": says, "speaker": {"name": "Harbour Watch", "kind": "ngo"}},
    ]
    note: dict[str, object] = {"event": "Fire at the mill in Kalden, 3 May 2019", "place": "Veldia", "facts": facts}
    card = noted_card(empty_store, "The fire at the mill in Kalden killed 40 people", note)
    whole = replace(card, accounts=(*card.accounts, *_near_by_hand(card, says)))
    assert any(f.words == says for account in beside(whole) for f in account.findings) == is_printed


def _near_by_hand(card: ContextCard, says: str) -> tuple[Account, ...]:
    """A line of the note as an account that stands near, where the search brought none."""
    (first, *_) = (f for account in card.accounts for f in account.findings)
    start = first.article.text.index(says)
    span = Span(start, start + len(says))
    statement = replace(first.statement, id="by hand", ordinal=9, span=span, quantities=(), attributions=(), quote=None)
    return (Account(first.speaker, "context", (replace(first, statement=statement, heard=None),)),)


def test_one_line_tells_how_it_was_done() -> None:
    tells = "A witness said a truck with explosives blew up at the gate of Kalden."
    also = "A policeman said a motorcycle detonated behind it in Kalden."
    assert near(f"{tells} {also}") == [tells]


def test_whoever_tells_how_it_was_done_and_counts_something_else_is_named_once() -> None:
    how = "The Border Monitor said a truck with explosives blew up at the gate of Kalden."
    also = "The Border Monitor said 12 children were among the dead."
    told = TOLD.replace("the Border Monitor", "Mill Watch")
    report = findings_in(f"Bomb in Kalden\n\n{told} {how} {also}", published="2024-03-05")[1:]
    (one, other) = report[1:]
    near_it = Account(one.speaker, "context", (one, other))
    whole = card([report[0]], [])
    (account,) = beside(replace(whole, accounts=(*whole.accounts, near_it)))
    assert account.findings == (one, other)


def test_of_two_copies_the_one_with_quotation_marks_is_printed() -> None:
    quoted = 'Near the mill "eight civilians were killed when a shell struck the yard in Kalden" held by rebels.'
    copies = [
        findings_in(f"Bomb in Kalden\n\n{TOLD} {words}", outlet, "2024-03-05")[1:]
        for outlet, words in (("Harbour Post", quoted.replace('"', "")), ("Daily Lantern", quoted))
    ]
    printed = beside(card([copies[0][0], copies[1][0]], [copies[0][1], copies[1][1]]))
    assert [f.words for account in printed for f in account.findings] == [quoted]


def test_where_nothing_passes_there_is_no_such_section() -> None:
    report = findings_in(f"Bomb in Kalden\n\n{TOLD} Kalden is held by rebels.", published="2024-03-05")[1:]
    headings = [section.heading for section in lay_out(card([report[0]], report[1:])).sections]
    assert "Close by, but not this claim" not in headings


def test_a_card_with_no_answer_keeps_what_it_has_but_for_the_war() -> None:
    report = findings_in("Kalden\n\nKalden is held by rebels. The war has killed 300,000 people since 2011.")[1:]
    only = card([], report)
    assert [f.words for a in beside(only) for f in a.findings] == ["Kalden is held by rebels."]
    # Of nothing but the war, that is what there is.
    assert beside(card([], report[1:])) == card([], report[1:]).accounts


def test_what_a_caveat_speaks_of_is_on_the_card(empty_store: Store) -> None:
    claim = "A raid on the Kalden depot killed 29 civilians"
    report = "Raid on Kalden depot\n\nA raid on the Kalden depot killed 29 rebels on Sunday, the Border Monitor said."
    printed = render_text(dated_card(empty_store, claim, ("2026-03-02", report)), all_caveats=True)
    assert "29 rebels on Sunday" in printed


# --- nothing twice --------------------------------------------------------------------------------------------------


def test_of_wire_copies_one_is_printed_and_the_others_are_counted() -> None:
    copies = [
        findings_in(f"Bomb\n\n{text}", outlet, "2024-03-05")[1]
        for outlet, text in (
            ("Harbour Post", TOLD),
            (
                "Daily Lantern",
                "KALDEN A truck bomb killed 40 people at the market in Kalden Tuesday, Border Monitor said.",
            ),
            ("Coast News", TOLD.replace("40", "at least 40")),
        )
    ]
    whole = card(copies[:1], [])
    (account,) = whole.accounts
    printed = render_text(replace(whole, accounts=(replace(account, findings=tuple(copies)),)))
    assert printed.count("Daily Lantern") == 1 and "1 more like this (Daily Lantern)" in printed
    # Another bound is another word.
    assert "at least 40 people" in printed


def test_each_fact_of_a_note_is_printed_and_those_that_say_so_are_counted(empty_store: Store) -> None:
    facts = [
        counted("Law Watch: 419 people were killed with weapons in Kalden.", "Law Watch", 419, "people killed"),
        counted("Law Watch: nine children were killed in Kalden.", "Law Watch", 9, "children killed"),
        counted("Law Watch: 458 bodies were found in Kalden.", "Law Watch", 458, "people killed"),
    ]
    note: dict[str, object] = {"outlet": "Harbour Post", "event": "Raid on Kalden, 3 May 2024", "facts": facts}
    otherwise = render_text(noted_card(empty_store, "50 people were killed in Kalden in May 2024", note))
    assert "419 people" in otherwise and "458 bodies" in otherwise and "more" not in otherwise.split("BE CAREFUL")[0]


def test_a_monitor_that_says_that_none_died_says_so_once(empty_store: Store) -> None:
    facts = [
        counted("No civilian was killed by rockets on Kalden in May 2024.", "Hill Watch", 0, "civilians killed"),
        counted("May 2024: 60 rockets on Kalden, no civilian deaths.", "Hill Watch", 60, "rockets"),
        counted("May 2024: 60 rockets on Kalden, 12 houses burnt.", "Hill Watch", 60, "rockets"),
    ]
    note: dict[str, object] = {"outlet": "Harbour Post", "event": "Rockets on Kalden, May 2024", "facts": facts}
    printed = render_text(noted_card(empty_store, "not one civilian was killed by rockets on Kalden in May 2024", note))
    assert "no civilian deaths" not in printed


def test_an_outlet_does_not_say_again_what_its_report_has_from_somebody(empty_store: Store) -> None:
    claim = "A bomb in Kalden killed 90 people"
    report = (
        "Bomb in Kalden\n\nA bomb in Kalden killed 44 people on Sunday. Forty-four people were killed by the bomb in "
        "Kalden, the Kalden hospital said."
    )
    printed = render_text(dated_card(empty_store, claim, ("2026-03-02", report)))
    assert printed.count("44 people") + printed.count("Forty-four people") == 1


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        # Who did it is asked for where somebody claims that they did.
        ("A truck bomb killed 40 people in Kalden", False),
        ("ISIS killed 40 people in Kalden with a truck bomb", True),
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "No group has claimed responsibility for the attack so far.",
        "There was no immediate claim of responsibility for the attack.",
    ],
)
def test_that_nobody_owns_up_to_it_answers_whoever_says_who_did_it(sentence: str, claim: str, shown: bool) -> None:
    report = findings_in(f"Bomb in Kalden\n\n{TOLD} {sentence}", published="2024-03-05")[1:]
    answered = replace(card([report[0]], report[1:]), claim=claimed(claim))
    assert [f.words for account in beside(answered) for f in account.findings] == ([sentence] if shown else [])


def test_whoever_is_blamed_where_nobody_owns_up_is_told() -> None:
    sentence = "No group has claimed responsibility for the attack but the mayor blamed the Old Guard."
    assert near(sentence) == [sentence]
