"""The first line of a card answers who says so: by a name, by no piece of a sentence, and of just what is claimed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from invented import card_for, counted, dated_card, noted_card, said

from bot.card.blocks import account_block, quoted_once, without_what_stands_above
from bot.card.first_line import answer
from bot.card.layout import under_headings
from bot.card.lines import Block, Run
from bot.card.naming import few, in_a_line
from bot.card.rendering import render_text
from bot.card.statements import introduced
from bot.card.unsaid import unsaid
from bot.card.voices import kind_of
from bot.words import ENGLISH
from knowledge.articles import read_pasted
from knowledge.model import Account, ContextCard, Entry, Finding, Origin, Speaker
from knowledge.notes import read_notes
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.voices.accounts import clear_first

CLAIM = "12 people were killed in the air raid on Kalden"


def heard_as(card: ContextCard, name: str, speaker: Speaker) -> ContextCard:
    """The card with one of its voices read as another."""

    def read(account: Account) -> Account:
        voice = replace(account.findings[0].attribution, speaker=speaker)
        return replace(account, speaker=speaker, findings=tuple(replace(f, heard=voice) for f in account.findings))

    accounts = tuple(read(account) if account.speaker.name == name else account for account in card.accounts)
    return replace(card, accounts=clear_first(accounts))


def two_voices(empty_store: Store) -> ContextCard:
    return card_for(
        empty_store,
        CLAIM,
        "Twelve people were killed in the air raid on Kalden, activists said.",
        "SOHR said 12 people were killed in the air raid on Kalden.",
    )


def test_a_voice_with_a_name_comes_before_one_without(empty_store: Store) -> None:
    assert answer(two_voices(empty_store)).startswith("SOHR and unnamed “activists” say so")


def test_whoever_claims_an_attack_has_not_counted_its_dead(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "17 people were killed in the attack on the police station in Kalden",
        "ISIS claimed the attack on the police station in Kalden that killed 17 people.",
        "SOHR said 17 people were killed in the attack on the police station in Kalden.",
    )
    assert answer(card).startswith("SOHR and Post 0 say so")


@pytest.mark.parametrize(
    ("heard", "named"),
    [
        # The outlet prints that somebody said so, and has not said so itself.
        (Speaker("", "unnamed"), "an unnamed source"),
        (Speaker("kills at least 58 in the town", "unnamed"), "an unnamed source"),
        (Speaker("others", "unnamed"), "an unnamed source"),
        (Speaker("Velmar and allies", "unnamed"), "unnamed “Velmar and allies”"),
        # What was misread as a name is nobody's.
        (Speaker("58 in the town", "named_person"), "Post 0"),
    ],
)
def test_a_voice_without_a_name_is_none_of_its_outlets(empty_store: Store, heard: Speaker, named: str) -> None:
    card = heard_as(two_voices(empty_store), "activists", heard)
    assert answer(card).startswith(f"SOHR and {named} say so")
    assert [account.speaker.name for account in card.accounts] == ["SOHR", heard.name]


def test_a_voice_that_was_not_made_out_is_not_counted_beside_a_name_in_its_own_report(empty_store: Store) -> None:
    report = "SOHR said 12 people were killed in the air raid on Kalden. Twelve people were killed, activists said."
    card = heard_as(card_for(empty_store, CLAIM, report), "activists", Speaker("", "unnamed"))
    assert answer(card).startswith("SOHR says so.")
    # Nor does it say the number again further down.
    assert "an unnamed source" not in render_text(card)


def test_where_nobody_was_made_out_the_line_says_that_it_is_not_clear_who_said_so(empty_store: Store) -> None:
    card = card_for(empty_store, CLAIM, "Twelve people were killed in the air raid on Kalden, activists said.")
    card = heard_as(card, "activists", Speaker("", "unnamed"))
    assert answer(card).startswith("Post 0 reports it, and it is not clear who said so.")


def test_a_statement_from_a_body_that_is_known_is_the_bodys_word(empty_store: Store) -> None:
    paper = Speaker("a statement from London-based Syrian Observatory for Human Rights", "document")
    card = heard_as(two_voices(empty_store), "activists", paper)
    line = answer(card)
    assert "Observatory" in line or "SOHR" in line
    assert "Post 0" not in line


def test_a_denial_is_put_in_no_other_mouth(empty_store: Store) -> None:
    card = two_voices(empty_store)
    denied = tuple(replace(account, relation="denies") for account in card.accounts)
    card = heard_as(replace(card, accounts=denied), "activists", Speaker("", "unnamed"))
    assert "Post 0" not in answer(card)


@pytest.mark.parametrize(
    ("claim", "report", "said"),
    [
        (
            "100 airstrikes hit Homs on Monday",
            "The Border Monitor said 100 airstrikes hit Homs in the past week.",
            "Border Monitor gives this figure, but for another time.",
        ),
        # Who names no time has changed none.
        ("100 airstrikes hit Homs", "The Border Monitor said 100 airstrikes hit Homs in the past week.", "says so."),
        (
            "The mayor said 40 soldiers were killed in the shelling of Kalden",
            "The mayor said forty people were killed in the shelling of Kalden.",
            "the mayor gives this figure, but counts “forty people”.",
        ),
    ],
)
def test_the_line_says_when_the_figure_is_for_something_else(
    empty_store: Store, claim: str, report: str, said: str
) -> None:
    assert said in answer(dated_card(empty_store, claim, ("2021-02-19", report)))


def test_whoever_gives_a_range_has_not_said_the_number_in_it(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "218 people were killed in the blast in Kalden",
        ("2021-02-19", "The Border Monitor said 218 people were killed in the blast in Kalden."),
        ("2021-02-19", "The mayor said 207 to 229 people were killed in the blast in Kalden."),
    )
    assert answer(card).startswith("Border Monitor says so; the mayor gives “207 to 229 people were killed”.")


@pytest.mark.parametrize(
    ("claimed", "printed", "is_a_range"),
    [
        ("218", "207 to 218", True),
        ("43", "between 40 and 50", True),
        ("about 45", "40 to 50", True),
        ("218", "218", False),
        ("218", "about 218", False),
        ("218", "at least 218", False),
        ("207 to 218", "207 to 218", False),
    ],
)
def test_a_range_is_given_and_not_said_to_be_so(
    empty_store: Store, claimed: str, printed: str, is_a_range: bool
) -> None:
    report = f"The mayor said {printed} people were killed in the blast in Kalden."
    line = answer(card_for(empty_store, f"{claimed} people were killed in the blast in Kalden", report))
    assert ("The mayor gives “" in line) is is_a_range and ("The mayor says so" in line) is not is_a_range


def test_whoever_gives_the_number_beside_a_range_says_so(empty_store: Store) -> None:
    report = (
        "The mayor said 218 people were killed in the blast in Kalden. The mayor said 210 to 230 people were killed."
    )
    line = answer(card_for(empty_store, "218 people were killed in the blast in Kalden", report))
    assert line.startswith("The mayor says so")


def test_the_line_says_who_has_the_number_of_something_else(empty_store: Store) -> None:
    report = "A raid killed 29 rebels on the Kalden road on Monday, the Border Monitor said."
    card = dated_card(
        empty_store, "A raid killed 29 civilians on the Kalden road in April 2019", ("2019-04-02", f"Raid\n\n{report}")
    )
    assert [account.relation for account in card.accounts] == ["context"]
    line = "Nobody in the store says just this; Border Monitor gives this figure, but counts “29 rebels”."
    assert answer(card) == line
    # That is not said a second time.
    assert "UNIT_DIFFERS" in {caveat.kind for caveat in card.caveats} and "counted differs" not in render_text(card)


@pytest.mark.parametrize(
    ("killed", "printed", "is_given"),
    [
        ("29 people", "29 people", True),
        ("twenty-nine people", "29 people", True),
        ("3 people", "three people", True),
        # Another number is no reason to compare.
        ("29 people", "40 people", False),
        ("29 people", "fewer than 29 people", False),
        # Nor is the number of something else that of the dead.
        ("29 people", "29 cows", False),
    ],
)
def test_the_line_says_who_has_the_number_of_what_nobody_says(
    empty_store: Store, killed: str, printed: str, is_given: bool
) -> None:
    report = f"Russian raid on Kalden\nRussian jets bombed the mill of Kalden and killed {printed}, the mayor said."
    line = answer(card_for(empty_store, f"The US killed {killed} in the mill of Kalden", report))
    given = "the mayor gives this figure, but does not say that it was the United States."
    assert line.endswith(given) is is_given and ("figure" in line) is is_given


@pytest.mark.parametrize(
    ("report", "cautioned"),
    [
        ("Mill in Raqqa burns\n\nForty people were killed in the mill at Raqqa, SOHR said.", False),
        # Which other side the reports name, the first line does not say.
        ("Russian strike on mill in Raqqa\n\nForty people were killed in the mill at Raqqa, SOHR said.", True),
    ],
)
def test_that_nobody_names_the_claims_side_is_said_once(empty_store: Store, report: str, cautioned: bool) -> None:
    card = dated_card(empty_store, "Israel killed 40 people in the mill at Raqqa", ("2021-02-19", report))
    assert "DOER_DIFFERS" in {caveat.kind for caveat in card.caveats}
    assert answer(card).endswith("SOHR gives this figure, but does not say that it was Israel.")
    assert ("DOER_DIFFERS" in {caveat.kind for caveat in unsaid(card)}) is cautioned


@pytest.mark.parametrize(
    ("claimed", "called"),
    [
        ("the Islamic State", "the Islamic State"),
        ("The Islamic State", "the Islamic State"),
        ("Islamic State militants", "Islamic State"),
        ("Daesh", "Daesh"),
        ("ISIS", "ISIS"),
        # Typed small it is a name all the same.
        ("the islamic state", "the Islamic State"),
        ("the Islamic state", "the Islamic State"),
        # A state is called by its name.
        ("Israeli jets", "Israel"),
    ],
)
def test_an_armed_group_is_called_as_the_claim_calls_it(empty_store: Store, claimed: str, called: str) -> None:
    report = "Russian strike on mill in Raqqa\n\nForty people were killed in the mill at Raqqa, SOHR said."
    card = card_for(empty_store, f"{claimed} killed 40 people in the mill at Raqqa", report)
    assert answer(card).endswith(f"SOHR gives this figure, but does not say that it was {called}.")
    (cautioned,) = (caveat.sentence for caveat in card.caveats if caveat.kind == "DOER_DIFFERS")
    assert cautioned == f"The claim has {called} do it; the reports of this figure name Russia."


@pytest.mark.parametrize("claimed", ["the Islamic State", "the islamic state", "ISIS", "Daesh"])
def test_a_group_that_did_it_is_found_by_its_other_name(empty_store: Store, claimed: str) -> None:
    report = "Mill in Raqqa\n\nIslamic State militants killed 40 people in the mill at Raqqa, SOHR said."
    card = card_for(empty_store, f"{claimed} killed 40 people in the mill at Raqqa", report)
    assert said(card)["SOHR"] == "reports"


@pytest.mark.parametrize(
    ("attacked", "killed", "is_given"),
    [
        ("Nusra attacked the base of Division 30 near Kalden", "at least 11 people were killed", True),
        # A small number of another event, and another number, are no reason to compare.
        ("Nusra attacked the base of Division 30", "at least 11 people were killed", False),
        ("Nusra attacked the base of Division 30 near Kalden", "at least 14 people were killed", False),
    ],
)
def test_a_small_number_is_given_where_its_report_names_all_whom_the_claim_does(
    empty_store: Store, attacked: str, killed: str, is_given: bool
) -> None:
    report = f"Battle in the north\n\n{attacked}, the Border Monitor said. After it {killed}, the Border Monitor said."
    card = card_for(empty_store, "Nusra storms the base of US-trained Division 30 near Kalden, 11 killed", report)
    near = replace(card, accounts=tuple(replace(account, relation="context") for account in card.accounts))
    near = replace(near, near_misses=(), caveats=())
    assert ("gives this number close by" in answer(near)) is is_given


def test_whoever_is_told_to_compare_a_number_is_shown_it(empty_store: Store) -> None:
    report = (
        'Battle in the north\n\n"Nusra attacked the base of US-trained Division 30 near Kalden at dawn", the Border '
        "Monitor said. After it at least 11 people were killed, the Border Monitor said."
    )
    card = card_for(empty_store, "Nusra storms the base of US-trained Division 30 near Kalden, 11 killed", report)
    (account, *_) = card.accounts
    told = tuple(sorted((f for a in card.accounts for f in a.findings), key=lambda f: bool(f.statement.quantities)))
    card = replace(card, state="found", accounts=(replace(account, relation="context", findings=told),))
    card = replace(card, near_misses=(), caveats=())
    assert "Border Monitor gives this number close by" in answer(card)
    assert "“After it at least 11 people were killed, the Border Monitor said.”" in render_text(card)


def test_a_voice_without_a_name_is_told_with_its_outlet_where_it_is_on_it_in_other_words(empty_store: Store) -> None:
    card = two_voices(empty_store)
    unnamed = [account for account in card.accounts if account.speaker.name != "SOHR"]
    near = tuple(replace(account, relation="context", in_other_words=True) for account in unnamed)
    line = answer(replace(card, state="found", accounts=near, caveats=(), candidates=()))
    assert "; unnamed “activists” in Post 0 " in line and "of it in other words" in line


def test_a_page_that_was_kept_twice_is_printed_once(empty_store: Store) -> None:
    card = two_voices(empty_store)
    account = card.accounts[0]
    (finding,) = account.findings
    page = replace(finding, article=replace(finding.article, url=None))
    copy = replace(page, article=replace(page.article, id="copy"))
    printed = text_of(account_block(card, replace(account, findings=(page, copy)), ENGLISH))
    assert printed.count("no address given") == 1 and "more like this" not in printed
    # Another outlet that prints the same words is named.
    other = replace(copy, article=replace(copy.article, outlet="Harbour Post"))
    assert "Harbour Post" in text_of(account_block(card, replace(account, findings=(page, other)), ENGLISH))


def test_a_quotation_that_is_several_voices_stands_there_once() -> None:
    quote, page, other = (
        (Run("“agree on 40”", "quote"),),
        (Run("— Harbour Post", "small"),),
        (Run("— Hill Gazette", "small"),),
    )
    one, two, three = ((Run(name, "strong"),) for name in ("Mill Watch", "Red Crescent", "the mayor"))
    blocks = quoted_once([(one, quote, page), (three, quote, other), (two, quote, page)])
    assert blocks == ((one, two, quote, page), (three, quote, other))
    # Whoever is quoted twice keeps both quotations, and a note without one stays by itself.
    twice = (one, quote, page, quote, page)
    assert quoted_once([twice, (two, quote, page)]) == (twice, (two, quote, page))
    assert quoted_once([(one, page), (two, page)]) == ((one, page), (two, page))


def test_a_quotation_that_stands_further_up_is_not_printed_again_below_a_note() -> None:
    note, quote = (Run("Note: it now agrees on 40."),), (Run("“agree on 40”", "quote"),)
    one, two, page, other = ((Run(words),) for words in ("Mill Watch", "Red Crescent", "— Post", "— Gazette"))
    above = [(one, note, quote, page)]
    assert without_what_stands_above([(two, note, quote, page)], above) == ((two, note, page),)
    # A voice with nothing else keeps it, and so does another page.
    assert without_what_stands_above([(two, quote, page)], above) == ((two, quote, page),)
    assert without_what_stands_above([(two, note, quote, other)], above) == ((two, note, quote, other),)


@pytest.mark.parametrize(
    ("says", "is_printed"),
    [
        ("Red Crescent now agrees on 40.", False),
        # What the words quoted do not say: another number, a doubt, whom else it counts.
        ("Red Crescent now agrees on 41.", True),
        ("Red Crescent does not agree on 40.", True),
        ("Red Crescent agrees on 40, guards among them.", True),
    ],
)
def test_what_a_quotation_of_several_voices_says_no_note_of_them_says_again(says: str, is_printed: bool) -> None:
    quote, page = (Run("“now agree on a more precise number: 40”", "quote"),), (Run("— Harbour Post", "small"),)
    one, two = ((Run(name, "strong"),) for name in ("Mill Watch", "Red Crescent"))
    first, note = ((Run("Note: ", "small"), Run(words)) for words in ("Mill Watch now agrees on 40.", says))
    (block,) = quoted_once([(one, first, quote, page), (two, note, quote, page)])
    assert block == (one, first, two, *([note] if is_printed else []), quote, page)
    # Whoever says more than the quotation keeps it.
    fuller = (Run("Note: ", "small"), Run("The families' group now agrees on 40."))
    assert quoted_once([(one, fuller, quote, page), (two, note, quote, page)]) == (
        (one, fuller, two, *([note] if is_printed else []), quote, page),
    )
    # By itself each keeps its note.
    assert quoted_once([(two, note, quote, page)]) == ((two, note, quote, page),)


@pytest.mark.parametrize(
    ("says", "is_printed"),
    [
        ("57 killed, 25 wounded, five civilians killed", False),
        # What the page's own note does not tell is told nowhere else: of the other toll, nobody else would speak.
        ("61 killed, 25 wounded, five civilians killed", True),
        ("The headline leaves out the civilians.", True),
    ],
)
def test_what_another_note_tells_of_a_page_in_short_is_not_printed_beside_its_own(
    empty_store: Store, says: str, is_printed: bool
) -> None:
    monitor: dict[str, object] = {"name": "Mill Watch", "kind": "monitor"}
    note: dict[str, object] = {"kind": "report", "outlet": "Mill Watch", "confidence": "high", "title": "May"}
    own = [
        counted("57 guards killed and 25 wounded in raids on Tallinn.", "Mill Watch", 57, "guards killed", "monitor"),
        counted("Five civilians killed in raids on Tallinn.", "Mill Watch", 5, "civilians killed", "monitor"),
    ]
    page = {**note, "id": "N1", "url": "https://watch.example/may", "facts": own}
    rival = {"says": says, "speaker": monitor, "url": "https://watch.example/may"}
    other = {**note, "id": "N2", "url": "https://post.example/may", "facts": own[:1], "rivals": [rival]}
    kept = [one for one in read_notes(f"{json.dumps(page)}\n{json.dumps(other)}") if isinstance(one, Entry)]
    findings = [Finding(statement, entry.article, 0.9, ()) for entry in kept for statement in entry.statements]
    told = tuple(finding for finding in findings if finding.url == page["url"] and "May" not in finding.words)
    account = Account(Speaker("Mill Watch", "monitor"), "context", told)
    printed = text_of(account_block(two_voices(empty_store), account, ENGLISH))
    assert "57 guards killed" in printed and "Five civilians killed" in printed
    assert (says in printed) is is_printed


def text_of(block: Block) -> str:
    return "\n".join("".join(run.text for run in line) for line in block)


def test_what_a_name_says_is_not_said_again_behind_it() -> None:
    assert kind_of(Speaker("United Nations", "un")) == ""
    assert kind_of(Speaker("OHCHR", "un")) == "United Nations"


def test_a_voice_that_is_only_called_what_it_is_has_no_name() -> None:
    assert [run.text for run in introduced(Speaker("an NGO", "ngo"), ENGLISH)] == ["an NGO, unnamed"]
    assert [run.text for run in introduced(Speaker("a rights group", "ngo"), ENGLISH)] == ["a rights group", " (NGO)"]


@pytest.mark.parametrize(
    ("told_by", "kind"),
    [
        ("A team of first responders the Syrian Civil Defence in Homs", "ngo"),
        ("The Syrian Civil Defence", "ngo"),
        ("The Kalden civil defence", "named_official"),
        ("The Iraqi civil defence", "named_official"),
    ],
)
def test_a_rescue_body_is_no_office_of_a_state(empty_store: Store, told_by: str, kind: str) -> None:
    raid = "12 people were killed and 50 wounded in the raids on the village of Velmar"
    card = dated_card(
        empty_store, "12 people were killed in the raids", ("2016-10-26", f"Raids\n\n{told_by} said {raid}.")
    )
    assert [account.speaker.kind for account in card.accounts] == [kind]


def test_the_whole_card_begins_with_the_claim_and_the_answer(empty_store: Store) -> None:
    first, second, *_ = render_text(two_voices(empty_store)).splitlines()
    assert (first, second) == (f"“{CLAIM}”", answer(two_voices(empty_store)))


CLASH = "Thirty rebels were killed in the clash at Old Gate, the Velmar army said. It gave no figure for its own."
SHOT = "At least 105 people were shot over the weekend in Velmar, police said."
WALKOUT = "Some 4,000 teachers walked out in Tarnau on Thursday, the Teachers' Union said."
FLOOD = "The flood in the Tarnau valley killed 14 people and destroyed 300 homes, the Civil Defence Agency said."
RAID = "The Velmar army said 30 rebels were killed and five soldiers were wounded in the raid on Old Gate."


@pytest.mark.parametrize(
    ("claim", "report", "first"),
    [
        ("30 rebels and 12 soldiers died at Old Gate", CLASH, "says “30 rebels”, but no report found has “12 soldiers"),
        (
            "30 rebels dead, 12 soldiers dead at Old Gate",
            CLASH,
            "says “30 rebels dead”, but no report found has “12 so",
        ),
        ("105 people shot, 71 down in Velmar", SHOT, "say “105 people”, but no report found has “71 down”"),
        ("105 people shot and 17 killed in Velmar", SHOT, "say “105 people”, but no report found has “17 killed”"),
        ("4,000 teachers and 900 nurses on strike in Tarnau", WALKOUT, "but no report found has “900 nurses”"),
        ("14 dead and 2,000 evacuated in the Tarnau flood", FLOOD, "says “14 dead”, but no report found has “2,000 ev"),
        # Whoever counts them says nothing of what somebody else called it.
        (
            "14 people killed and homes destroyed by the flood in the Tarnau valley, the mayor called it drizzle",
            FLOOD,
            "says “14 people killed”, but no report found has “the mayor called it drizzle”",
        ),
        ("14 people killed by the flood in the Tarnau valley, and the agency called it a flood", FLOOD, "says so"),
        # All of it is said, in whatever words; a number by itself may be a year, and two bombs are the attack.
        ("14 people killed and 300 homes destroyed by the Tarnau flood", FLOOD, "says so"),
        ("30 rebels killed and 5 soldiers wounded in the Old Gate raid", RAID, "says so"),
        ("30 rebels killed, no soldiers dead in the Old Gate raid", RAID, "says so"),
        ("30 rebels killed in the raid on Old Gate in 2021", RAID, "says so"),
        ("Two raids killed 30 rebels at Old Gate", RAID, "says so"),
    ],
)
def test_the_line_says_which_half_of_a_claim_is_said(empty_store: Store, claim: str, report: str, first: str) -> None:
    assert first in answer(card_for(empty_store, claim, report))


def test_a_half_that_another_report_has_is_not_said_to_be_in_none(empty_store: Store) -> None:
    other = "Some 900 nurses walked out in Tarnau on Thursday, the Nurses' Union said."
    card = card_for(empty_store, "4,000 teachers and 900 nurses on strike in Tarnau", WALKOUT, other)
    assert "says “4,000 teachers”, but not “900 nurses”" in answer(card)


def test_whoever_says_otherwise_and_denies_it_is_named_once(empty_store: Store) -> None:
    card = replace(two_voices(empty_store), state="found", candidates=())
    said = card.accounts[0]
    army, monitor = Speaker("Velmar army", "party"), Speaker("Mill Watch", "monitor")
    differs, denies = (replace(said, speaker=army, relation=relation) for relation in ("differs", "denies"))
    heard = tuple(replace(f, heard=replace(f.attribution, speaker=army)) for f in said.findings)
    told = [replace(account, findings=heard) for account in (differs, denies)]
    other = replace(
        said,
        speaker=monitor,
        relation="differs",
        findings=tuple(replace(f, heard=replace(f.attribution, speaker=monitor)) for f in said.findings),
    )
    assert answer(replace(card, accounts=(said, *told))).startswith(
        "SOHR says so; the Velmar army says otherwise and denies it."
    )
    assert answer(replace(card, accounts=(said, other, *told))).startswith(
        "SOHR says so; Mill Watch says otherwise; the Velmar army says otherwise and denies it."
    )
    assert answer(replace(card, accounts=(said, other, told[1]))).startswith(
        "SOHR says so; Mill Watch says otherwise; the Velmar army denies it."
    )
    # Of two who say so, one gives other figures besides; where both do, nobody has to be named again.
    of_both = replace(said, relation="differs")
    assert answer(replace(card, accounts=(said, replace(other, relation="reports"), of_both))).startswith(
        "SOHR and Mill Watch say so, and SOHR gives other figures too."
    )
    assert answer(replace(card, accounts=(said, of_both, other))).startswith(
        "SOHR says so and gives other figures too; Mill Watch says otherwise."
    )


def test_whoever_prints_the_figure_and_another_of_its_own_has_said_both(empty_store: Store) -> None:
    card = replace(two_voices(empty_store), state="found", candidates=())
    said = card.accounts[0]
    post = Speaker("Harbour Post", "outlet_itself")
    printed = tuple(replace(f, heard=replace(f.attribution, speaker=post)) for f in said.findings)
    carried = replace(said, speaker=post, findings=printed)
    one_origin = (Origin("SOHR", "the same number", (*said.findings, *printed)),)
    card = replace(card, accounts=(said, carried), origins=one_origin)
    assert answer(card).startswith("SOHR says so.")
    assert answer(replace(card, accounts=(said, carried, replace(carried, relation="differs")))).startswith(
        "SOHR and Harbour Post say so, and Harbour Post gives other figures too."
    )


@pytest.mark.parametrize(
    ("names", "listed", "line"),
    [
        (["Mill Watch", "Tarn Radio"], 5, "Mill Watch and Tarn Radio"),
        (["Mill Watch", "Tarn Radio", "the army", "the mayor"], 4, "Mill Watch, Tarn Radio and 2 more"),
        # two of those below go back to one voice
        (["Mill Watch", "Tarn Radio", "the army", "the mayor"], 5, "Mill Watch, Tarn Radio and 3 more"),
    ],
)
def test_as_many_more_are_named_as_stand_below(names: list[str], listed: int, line: str) -> None:
    assert few(names, ENGLISH, listed=listed) == line


def test_the_half_that_a_notes_sentence_gives_beside_its_figure_is_said(empty_store: Store) -> None:
    fact = counted("71 of 103 cruise missiles shot down over Kalden.", "Mill Watch", 71, "missiles shot down")
    event: dict[str, object] = {"event": "Missiles on Kalden, 14 April 2018", "place": "Kalden", "facts": [fact]}
    assert answer(noted_card(empty_store, "71 of 103 missiles shot down over Kalden", event)).startswith(
        "Mill Watch says so"
    )


@pytest.mark.parametrize(
    ("claim", "report", "first"),
    [
        (
            "The Velmar army killed 26 civilians in Kalden",
            "Mill Watch accused Velmar of killing six civilians in Kalden, but the Velmar army denied the claim.",
            "Nothing in the store says just this; Mill Watch gives another figure, “six civilians”; the Velmar "
            "army denies it.",
        ),
        # Which of several it is, and whose, stands below.
        (
            "The Velmar army killed 26 civilians in Kalden",
            "Mill Watch accused Velmar of killing six civilians in Kalden, but the Velmar army denied the claim. "
            "Tarn Radio said nine civilians were killed in Kalden.",
            "Nothing in the store says just this; Mill Watch and Tarn Radio give another figure; the Velmar army "
            "denies it.",
        ),
        (
            "The Velmar army killed 26 civilians in Kalden",
            "Mill Watch accused Velmar of killing six civilians in Kalden, but the Velmar army denied the claim. "
            "Mill Watch said later that nine civilians were killed in Kalden.",
            "Nothing in the store says just this; Mill Watch gives another figure; the Velmar army denies it.",
        ),
        # Where nobody denies it, a figure is another word for the claim.
        (
            "The Velmar army killed 26 civilians in Kalden",
            "Mill Watch said the Velmar army killed six civilians in Kalden.",
            "Nothing in the store says just this; Mill Watch says otherwise.",
        ),
    ],
)
def test_beside_a_denial_whoever_only_counts_otherwise_is_not_said_to_gainsay_the_deed(
    empty_store: Store, claim: str, report: str, first: str
) -> None:
    card = card_for(empty_store, claim, f"Strike on Kalden\n\n{report}")
    assert answer(card).startswith(first)
    # Nor does the heading over their words say so.
    headings = [heading for heading, _ in under_headings(card, "differs", ENGLISH)]
    assert headings == ["Who gives another figure" if "another figure" in first else "Who says otherwise"]


@pytest.mark.parametrize(
    ("claim", "begins"),
    [
        # Whoever asks of a person is told of the person, and for whom they speak.
        ("Shoigu: 150 militants killed in Kalden", "Sergei Shoigu (Russian military) says so."),
        ("Sergei Shoigu says 150 militants were killed in Kalden", "Sergei Shoigu (Russian military) says so."),
        # Nobody asks of him; whoever asks of the body is told of it; another general is another.
        ("150 militants were killed in Kalden", "The Russian military says so."),
        ("The Russian military says 150 militants were killed in Kalden", "The Russian military says so."),
        ("Konashenkov says 150 militants were killed in Kalden", "The Russian military says so."),
    ],
)
def test_a_person_of_whom_the_claim_asks_is_named_with_the_body(empty_store: Store, claim: str, begins: str) -> None:
    note: dict[str, object] = {
        "event": "Raid on Kalden, May 2019",
        "place": "Kalden",
        "facts": [
            counted(
                "150 militants killed in Kalden.",
                "Sergei Shoigu, Russian defence minister",
                150,
                "militants killed",
                "party",
            )
        ],
    }
    assert answer(noted_card(empty_store, claim, note)).startswith(begins)


def raid_of(store: Store, claim: str, *reports: str) -> ContextCard:
    """A card on one raid, of which each report came out on its day."""
    return dated_card(store, claim, *(("2021-04-02", f"Raid on Homs\n\n{report}") for report in reports))


ON_FIFTY = "50 people were killed in the air raid on Homs on 2 April 2021"
BY_SOHR = "SOHR said 50 people were killed in the air raid on Homs on Friday."


def test_a_floor_below_the_claim_leaves_room_where_somebody_says_so(empty_store: Store) -> None:
    floor = "ISIS said at least 20 people were killed in the air raid on Homs on Friday."
    card = raid_of(empty_store, ON_FIFTY, BY_SOHR, floor)
    assert answer(card).startswith("SOHR says so; ISIS counts fewer, and leaves room for more.")
    text = render_text(card)
    assert "WHO COUNTS FEWER, AND LEAVES ROOM FOR MORE" in text
    assert "WHO SAYS OTHERWISE" not in text


@pytest.mark.parametrize(
    ("dead", "least", "is_far"),
    [
        ("50", "17", False),
        ("50", "16", True),
        ("50", "four", True),
        # "At least one" is said before anybody has looked.
        ("five", "one", False),
        ("eight", "two", True),
    ],
)
def test_a_floor_far_below_the_claim_leaves_no_room_that_anybody_reads_into_it(
    empty_store: Store, dead: str, least: str, is_far: bool
) -> None:
    floor = f"ISIS said at least {least} people were killed in the air raid on Homs on Friday."
    card = raid_of(empty_store, ON_FIFTY.replace("50", dead), BY_SOHR.replace("50", dead), floor)
    way = "says otherwise" if is_far else "counts fewer, and leaves room for more"
    assert answer(card).startswith(f"SOHR says so; ISIS {way}.")
    assert ("WHO SAYS OTHERWISE" in render_text(card)) is is_far


def test_a_paper_that_makes_a_floor_of_its_source_s_number_says_otherwise_as_the_source_does(
    empty_store: Store,
) -> None:
    raid = "were killed in the air raid on Homs on Friday"
    quoting = f"At least 20 people {raid}. SOHR said the jets came from the sea and left again."
    card = raid_of(empty_store, ON_FIFTY, f"SOHR said 20 people {raid}.", quoting)
    assert answer(card) == "Nothing in the store says just this; SOHR and Post 1 say otherwise. (1 origin in 2 reports)"
    assert "LEAVES ROOM FOR MORE" not in render_text(card)


def test_a_paper_that_drops_at_least_leaves_the_room_that_its_source_does(empty_store: Store) -> None:
    raid = "were killed in the air raid on Homs on Friday"
    least = f"SOHR said at least 20 people {raid}."
    card = raid_of(empty_store, ON_FIFTY, least, f"20 people {raid}. {least}")
    assert answer(card).startswith("Nothing in the store says just this; SOHR counts fewer, and leaves room for more.")
    assert "OTHERWISE" not in render_text(card)


def test_who_holds_more_open_than_it_counted_before_has_not_said_that_there_were_no_more(empty_store: Store) -> None:
    raid = "were killed in the air raid on Homs on 2 April"
    reports = [("2021-04-02", f"ISIS said 18 people {raid}."), ("2021-04-03", f"ISIS said at least 20 people {raid}.")]
    card = dated_card(empty_store, ON_FIFTY, *((day, f"Raid on Homs\n\n{told}") for day, told in reports))
    assert "ISIS counts fewer, and leaves room for more." in answer(card)


@pytest.mark.parametrize("others", [14, 70])
def test_what_whoever_says_so_counts_besides_is_another_figure_of_theirs(empty_store: Store, others: int) -> None:
    raid = "people were killed in the air raid on Homs on 2 April"
    reports = [("2021-04-02", f"SOHR said 50 {raid}."), ("2021-04-03", f"SOHR said {others} {raid}.")]
    text = render_text(dated_card(empty_store, ON_FIFTY, *((day, f"Raid on Homs\n\n{told}") for day, told in reports)))
    assert "WHO SAYS SO" in text and "WHO GIVES ANOTHER FIGURE" in text
    assert "OTHERWISE" not in text.split("BE CAREFUL")[0].split("\n\n", 1)[1]


@pytest.mark.parametrize("told", ["45 people were killed in the raid on Homs on 2 April, not 50", "No people {}"])
def test_whoever_takes_its_number_back_for_another_or_for_none_says_otherwise(empty_store: Store, told: str) -> None:
    raid = "were killed in the air raid on Homs on 2 April"
    reports = [("2021-04-02", f"SOHR said 50 people {raid}."), ("2021-04-04", f"SOHR said that {told.format(raid)}.")]
    text = render_text(dated_card(empty_store, ON_FIFTY, *((day, f"Raid on Homs\n\n{told}") for day, told in reports)))
    assert "WHO SAYS OTHERWISE" in text and "WHO GIVES ANOTHER FIGURE" not in text


def test_a_floor_is_one_beside_scores(empty_store: Store) -> None:
    floor = (
        "ISIS said at least 10 people were killed in the air raid on Homs on Friday. "
        "ISIS said the air raid on Homs on Friday killed scores of people."
    )
    claim = "18 people were killed in the air raid on Homs on 2 April 2021"
    card = raid_of(empty_store, claim, BY_SOHR.replace("50", "18"), floor)
    (against,) = [account for account in card.accounts if account.relation == "differs"]
    assert len(against.findings) == 2
    assert "ISIS counts fewer, and leaves room for more." in answer(card)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        # "20" in one paper is the "at least 20" that its voice gives there and then, or later.
        (("2021-04-02", "2021-04-02"), True),
        (("2021-04-02", "2021-04-03"), True),
        # Whoever held it open first has closed it since.
        (("2021-04-03", "2021-04-02"), False),
    ],
)
def test_what_its_voice_holds_open_elsewhere_leaves_room(empty_store: Store, on: tuple[str, str], held: bool) -> None:
    plain, least = (
        f"Raid on Homs\n\nISIS said {number} people were killed in the air raid on Homs on 2 April."
        for number in ("20", "at least 20")
    )
    said_so = "Raid on Homs\n\nSOHR said 50 people were killed in the air raid on Homs on 2 April."
    reports = [("2021-04-02", said_so), (on[0], plain), (on[1], least)]
    told = answer(dated_card(empty_store, ON_FIFTY, *reports))
    assert told.startswith("SOHR says so; ISIS " + ("counts fewer, and leaves room" if held else "says otherwise"))


@pytest.mark.parametrize(
    "floor",
    [
        "ISIS said 20 people were killed so far in the air raid on Homs on Friday.",
        "ISIS said at least 20 people, five children among them, were killed in the air raid on Homs on Friday.",
        "ISIS said at least 20 people were killed in the air raid on Homs on Friday, no fewer than the official toll.",
    ],
)
def test_a_count_so_far_is_a_floor_and_so_is_one_of_which_a_part_is_told(empty_store: Store, floor: str) -> None:
    card = raid_of(empty_store, ON_FIFTY, BY_SOHR, floor)
    assert answer(card).startswith("SOHR says so; ISIS counts fewer, and leaves room for more.")


@pytest.mark.parametrize("some", ["dozens of children among them", "hundreds of them civilians", "11 of them children"])
def test_a_floor_of_people_leaves_room_for_the_people_of_a_claim_that_counts_some_of_them_too(
    empty_store: Store, some: str
) -> None:
    claim = f"1,200 people were killed, {some}, in the air raid on Homs on 2 April 2021"
    floor = "ISIS said at least 450 people were killed in the air raid on Homs on Friday."
    card = raid_of(empty_store, claim, floor)
    assert answer(card).startswith("Nothing in the store says just this; ISIS counts fewer, and leaves room for more.")


@pytest.mark.parametrize(
    ("headline", "later", "early"),
    [
        ("Death toll of air raid on Homs rises to 22", "2021-04-03", True),
        # Nobody counts more later; or the toll is what it is.
        ("Death toll of air raid on Homs rises to 22", "2021-04-02", False),
        ("Air raid on Homs kills 22", "2021-04-03", False),
        ("Death toll of air raid on Homs is revised down to 22", "2021-04-03", False),
    ],
)
def test_a_toll_that_an_outlet_has_rise_is_a_first_one_beside_a_later_and_higher(
    empty_store: Store, headline: str, later: str, early: bool
) -> None:
    raid = f"{headline}\n\nThe air raid on Homs on 2 April hit a market."
    said_so = "Raid on Homs\n\nSOHR said 50 people were killed in the air raid on Homs on 2 April."
    text = render_text(dated_card(empty_store, ON_FIFTY, ("2021-04-02", raid), (later, said_so)))
    assert ("An early count; others count more" in text) is early
    assert ("WHO COUNTS FEWER, AND LEAVES ROOM FOR MORE" in text) is early


@pytest.mark.parametrize(
    "other",
    [
        # A count that is no floor.
        "ISIS said 12 people were killed in the air raid on Homs on Friday.",
        # More than the claim leaves no room for it, nor does so many at most.
        "ISIS said at least 80 people were killed in the air raid on Homs on Friday.",
        "ISIS said nearly 20 people were killed in the air raid on Homs on Friday.",
        "ISIS said at least 12 people were killed, fewer than the first reports, in the air raid on Homs on Friday.",
    ],
)
def test_what_leaves_no_room_says_otherwise(empty_store: Store, other: str) -> None:
    card = raid_of(empty_store, ON_FIFTY, BY_SOHR, other)
    assert answer(card).startswith("SOHR says so; ISIS says otherwise.")


def test_a_floor_leaves_room_beside_a_range_and_where_it_is_the_only_count_there_is(empty_store: Store) -> None:
    span = "SOHR said 45 to 56 people were killed in the air raid on Homs on Friday."
    floor = "ISIS said the toll in the air raid on Homs on Friday rose to at least 20 people killed."
    beside = raid_of(empty_store, ON_FIFTY, span, floor)
    room = "ISIS counts fewer, and leaves room for more."
    assert answer(beside).startswith(f"SOHR gives “45 to 56 people were killed”; {room}")
    alone = replace(beside, accounts=tuple(a for a in beside.accounts if a.speaker.name == "ISIS"))
    assert answer(alone).startswith(f"Nothing in the store says just this; {room}")
    assert "WHO SAYS OTHERWISE" not in render_text(alone)


def test_whoever_counts_fewer_plainly_contradicts_by_that_and_not_by_a_floor(empty_store: Store) -> None:
    plain = "ISIS said 12 people were killed in the air raid on Homs on Friday."
    floor = "At least 11 people died in the air raid on Homs on Friday, ISIS said, and their number may rise."
    card = raid_of(empty_store, ON_FIFTY, floor, plain)
    assert answer(card).startswith("Nothing in the store says just this; ISIS says otherwise.")
    otherwise = render_text(card).split("WHO SAYS OTHERWISE")[1].split("CLOSE BY")[0]
    assert plain in otherwise and floor not in otherwise


def test_whoever_says_so_and_held_fewer_open_gives_no_other_figure(empty_store: Store) -> None:
    card = raid_of(
        empty_store,
        ON_FIFTY,
        BY_SOHR,
        "ISIS said at least 20 people were killed in the air raid on Homs on Friday.",
    )
    # One voice's floor, and its count.
    told = tuple(replace(account, speaker=Speaker("SOHR", "monitor")) for account in card.accounts)
    line = answer(replace(card, accounts=told))
    assert line.startswith("SOHR says so.")


def test_a_count_that_its_voice_has_raised_since_contradicts_nobody_who_claims_more(empty_store: Store) -> None:
    first = "Veldia state television said 22 people were killed in the air raid on Homs on Friday."
    later = "Veldia state television raised the toll of the air raid on Homs on Friday to 31 people killed."
    card = raid_of(empty_store, ON_FIFTY, BY_SOHR, first, later)
    (against,) = [account for account in card.accounts if account.relation == "differs"]
    assert len(against.findings) == 2
    otherwise = render_text(card).split("WHO SAYS OTHERWISE")[1].split("BE CAREFUL")[0]
    assert later in otherwise and first not in otherwise
    # Alone, it only leaves room for more.
    early = replace(against, findings=tuple(f for f in against.findings if f.words == first))
    alone = replace(card, accounts=(*(a for a in card.accounts if a is not against), early))
    assert "counts fewer, and leaves room for more" in answer(alone) and "otherwise" not in answer(alone)
    # A count of more than the claim leaves no room for it, raised or not.
    claim = replace(card.claim, quantities=tuple(replace(q, low=15, high=15) for q in card.claim.quantities))
    assert "otherwise" in answer(replace(alone, claim=claim))


@pytest.mark.parametrize(
    ("others", "is_printed"),
    [
        # One sentence of the monitor as two papers have it.
        ("At least 12 people were killed in a raid on Wednesday night in the country's north, SOHR said.", False),
        # Another figure, and a town that the first does not name, are worth their own line.
        ("At least 13 people were killed in a raid on Wednesday night in the country's north, SOHR said.", True),
        # Nine words in a row may stand in any two sentences about raids.
        ("At least 12 people were killed in a raid late at night as the harvest was brought in, SOHR said.", True),
    ],
)
def test_one_sentence_of_a_voice_stands_there_once_however_papers_rewrite_it(
    empty_store: Store, others: str, is_printed: bool
) -> None:
    first = "At least 12 people were killed in a raid on Wednesday night near the border, a monitor (SOHR) said."
    findings = _told_by_the_monitor(empty_store, first, others)
    account = Account(Speaker("SOHR", "monitor"), "reports", findings)
    printed = text_of(account_block(two_voices(empty_store), account, ENGLISH))
    assert first in printed and (others in printed) is is_printed
    assert ("1 more like this" in printed) is not is_printed


def test_of_one_sentence_in_two_papers_the_one_that_names_the_town_is_printed(empty_store: Store) -> None:
    first = "At least 12 people were killed in a raid on Wednesday night near the border, SOHR said."
    named = "At least 12 people were killed in a raid on Wednesday night in Palmyra, SOHR said."
    elsewhere = "At least 12 people were killed in a raid on Wednesday night in Aleppo, SOHR said."
    card = two_voices(empty_store)
    told = _told_by_the_monitor(empty_store, first, named)
    printed = text_of(account_block(card, Account(Speaker("SOHR", "monitor"), "reports", told), ENGLISH))
    assert named in printed and first not in printed and "1 more like this" in printed
    # Two towns are two raids.
    told = _told_by_the_monitor(empty_store, named, elsewhere)
    printed = text_of(account_block(card, Account(Speaker("SOHR", "monitor"), "reports", told), ENGLISH))
    assert named in printed and elsewhere in printed


def _told_by_the_monitor(store: Store, *sentences: str) -> tuple[Finding, ...]:
    findings = []
    for number, sentence in enumerate(sentences):
        article = read_pasted(sentence, url=f"https://post.example/{number}", outlet=f"Post {number}")
        (statement,) = (one for one in read_statements(article) if one.place_in_article != "headline")
        findings.append(Finding(statement, article, 0.9, ()))
    return tuple(findings)


@pytest.mark.parametrize(("claimed", "is_given"), [(401, True), (402, False)])
def test_a_number_given_of_those_just_counted_is_named(empty_store: Store, claimed: int, is_given: bool) -> None:
    says = "484 raiders died in the desert of Kalden, 401 of them under bombing."
    facts = [counted(says, "Mill Watch", 484, "raiders killed")]
    note: dict[str, object] = {"event": "Raids in the desert of Kalden, 2021", "facts": facts}
    card = noted_card(empty_store, f"{claimed} raiders killed in the Kalden desert, says Mill Watch", note)
    assert ("Mill Watch gives this number close by" in answer(card)) is is_given


def test_a_monitor_without_a_name_is_not_the_monitor() -> None:
    assert in_a_line(Speaker("monitor", "monitor"), ENGLISH) == "a monitor"
    assert in_a_line(Speaker("a war monitor", "monitor"), ENGLISH) == "a war monitor"
    assert in_a_line(Speaker("SOHR", "monitor"), ENGLISH) == "SOHR"


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("it would look into this report", "; the Belgian army answers it, or doubts it."),
        ("the raid was a mistake", "; the Belgian army calls it a mistake."),
        ("it had carried out the raid", "; the Belgian army says the deed was theirs."),
        ("it would send more jets", ""),
    ],
)
def test_whoever_is_accused_is_heard_in_the_first_line(empty_store: Store, told: str, line: str) -> None:
    raid = "Belgian jets kill six in Palmyra\n\nBelgian jets killed six people in Palmyra on Tuesday, Mill Watch said."
    report = f"{raid} The Belgian army said {told}."
    said = answer(dated_card(empty_store, "Belgian jets kill six in Palmyra", ("2016-10-19", report)))
    counted_as = "Mill Watch says so{} (1 origin in 1 report)"
    assert said == (counted_as.format("") + line if line else counted_as.format("."))


def test_a_number_at_the_peak_leaves_room_for_all_who_came(empty_store: Store) -> None:
    march: dict[str, object] = {
        "event": "March in Kalden, 16 June 2019",
        "place": "Kalden",
        "published": "2019-06-17",
        "published_basis": "stated",
        "facts": [
            counted("Police: 338 marchers at the peak of the march in Kalden.", "Kalden police", 338, "marchers"),
            counted("Organisers: 2,000 marchers in Kalden.", "Mill Front", 2_000, "marchers"),
            counted("Jonas Weil: 200 marchers in Kalden.", "Jonas Weil", 200, "marchers"),
        ],
    }
    line = answer(noted_card(empty_store, "338 marchers in Kalden on 16 June 2019, police say", march))
    assert line.startswith("Kalden police give this figure, which is a peak; ")
    # Fewer than came at the peak cannot be all who came.
    assert "Mill Front counts in another way" in line and "Jonas Weil says otherwise" in line


def test_whoever_denies_a_part_in_a_deed_answers_no_number(empty_store: Store) -> None:
    told = "A raid on a school in Palmyra killed 22 people, Mill Watch said. Iran denied any involvement."
    report = ("2016-10-19", f"Raid on Palmyra school kills 22\n\n{told}")
    card = dated_card(empty_store, "Iranian raid on Palmyra school kills 22 people", report)
    assert answer(card).endswith("; the Iranian government says the deed was not theirs.")
    assert "WHO SAYS THE DEED WAS NOT THEIRS" in render_text(card) and "ANSWERS IT" not in render_text(card)
