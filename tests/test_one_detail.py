"""A claim with one detail changed is shown the report with the other day or town, and nobody is said to say it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import dated_card, findings_in, said

from bot.card import views
from bot.card.figures import told_in_figures
from bot.card.first_line import answer
from bot.card.near_misses import but_for
from bot.card.nearby import close_by
from bot.card.rendering import card_as_json, render_html, render_text
from bot.words import ENGLISH, words_in
from knowledge.model import Account, Attribution, Caveat, Finding, NearMiss, Speaker
from knowledge.places import read_places
from knowledge.store import Store
from retrieval.caveats.tolls import OTHERS_COUNT_MORE
from retrieval.events import apart
from retrieval.origins import origins_of
from retrieval.set_right import with_what_holds_of_it
from retrieval.wording import told

BAKERY = (
    "2016-07-05",
    "Bomber kills 36 outside bakery in Homs\n\n"
    "A bomber killed 36 people outside a bakery in Homs on Tuesday, the Border Monitor said.",
)
CONVOY = (
    "2016-11-07",
    "Convoy ambushed\n\nAn ambush on a convoy killed 36 people near Qamishli on Monday, Mill Watch said.",
)
CLAIM = "Bomber kills 36 outside a bakery in Homs in November 2016"


@pytest.mark.parametrize(
    "claim",
    [
        CLAIM,
        "Bomber kills 36 outside a bakery in Homs on 5 July 2014",
        "Bomber kills 36 outside a bakery in Daraa, July 2016",
        "Bomber kills 36 outside a bakery in Daraa on 5 July 2016",
    ],
)
def test_the_report_stands_close_by_and_says_nothing_of_the_claim(empty_store: Store, claim: str) -> None:
    card = dated_card(empty_store, claim, BAKERY, CONVOY)
    assert (card.state, said(card)) == ("found", {"Border Monitor": "context"})
    assert [caveat.kind for caveat in card.caveats][:1] == ["DETAIL_DIFFERS"]
    assert not told_in_figures(card) and not card.origins


def test_whoever_gives_the_very_figure_stands_first_close_by(empty_store: Store) -> None:
    [least] = [
        f for f in findings_in("Bakery hit\n\nAt least 36 people were killed in Homs.") if f.statement.quantities
    ]
    [very] = [f for f in findings_in("Bakery hit\n\nDoctors said 36 people were killed.") if f.statement.quantities]
    near = NearMiss("Daraa", "Homs", False, very.statement.quantities[0], (least, very))
    accounts = tuple(Account(f.speaker, "context", (f,)) for f in (least, very))
    card = replace(dated_card(empty_store, CLAIM, BAKERY), near_misses=(near,))
    assert but_for(card, accounts, is_of_time=False) == [*reversed(accounts)]


@pytest.mark.parametrize(
    "claim",
    [
        # Nothing is alike but the number, or the number is another.
        "Landslide kills 36 in Homs in November 2014",
        "36 people died in Aleppo in July 2016",
        "Bomber kills 41 outside a bakery in Homs in November 2014",
        # Two details, or another country.
        "Bomber kills 36 outside a bakery in Daraa in November 2014",
        "Bomber kills 36 outside a school in Homs in November 2014",
        "Bomber kills 36 outside a bakery in Mosul, July 2016",
        "Bomber kills 36 soldiers outside a bakery in Homs in November 2014",
    ],
)
def test_what_differs_in_more_is_not_offered(empty_store: Store, claim: str) -> None:
    card = dated_card(empty_store, claim, BAKERY)
    assert not [caveat for caveat in card.caveats if caveat.kind == "DETAIL_DIFFERS"]
    assert "reports" not in said(card).values()


def test_it_is_said_in_the_terminal_in_telegram_and_in_json(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, BAKERY)
    line = "Nobody in the store says just this; Border Monitor gives “36 people” for 5 July 2016, not November 2016."
    sentence = "The claim says November 2016; the reporting of “36 people” is of 5 July 2016."
    for printed in (render_text(card, all_caveats=True), render_html(card), views.whole(card, ENGLISH)):
        # What the first line has said is not said again.
        assert line in printed and sentence not in printed
    assert {"DETAIL_DIFFERS": sentence}.items() <= {c["kind"]: c["text"] for c in card_as_json(card)["caveats"]}.items()
    assert "CLOSE BY, ON ANOTHER DATE" in render_text(card) and "BUT NOT THIS CLAIM" not in render_text(card)
    for language, day in (("ru", "5 июля 2016"), ("es", "5 de julio de 2016"), ("ar", "5 يوليو 2016")):
        assert day in answer(card, words_in(language))


def test_whoever_tells_it_of_another_day_stands_behind_the_count_in_which_they_are_not(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, BAKERY)
    [rival] = [f for f in findings_in("Mayor Ada Finn said 20 people were killed.") if f.statement.quantities]
    accounts = (Account(rival.speaker, "differs", (rival,)), *card.accounts)
    assert answer(replace(card, accounts=accounts, origins=origins_of([rival]))) == (
        "Nothing in the store says just this; Ada Finn says otherwise (1 origin in 1 report); "
        "Border Monitor gives “36 people” for 5 July 2016, not November 2016."
    )


WEDDING = "bomber has killed 32 people at a wedding in Hasakah"
BOMBED = "Suicide bomber kills 32 at a wedding in Hasakah in May 2015"


@pytest.mark.parametrize(
    ("claim", "reports", "line"),
    [
        # Two who give one figure of one day.
        (
            BOMBED,
            [
                ("2016-10-03", f"Bomber at wedding\n\nA suicide {WEDDING}, the Border Monitor said."),
                ("2016-10-04", f"Wedding in Hasakah\n\nA suicide {WEDDING}, Mill Watch said."),
            ],
            "; Border Monitor and Mill Watch give “32 people” for 3 October 2016, not May 2015.",
        ),
        # Whoever counts others, or with another bound, does not give the same.
        (
            "Air raid on a school in Homs kills 22 children in May 2016",
            [
                (
                    "2016-10-26",
                    "School hit\n\nAir raids on a school in Homs killed 22 people, the Border Monitor said.",
                ),
                (
                    "2016-10-26",
                    "School in Homs hit\n\nAn air raid on a school in Homs killed 22 children, Mill Watch said.",
                ),
            ],
            "; Mill Watch gives “22 children” for 26 October 2016, not May 2016.",
        ),
        # Each event has its own day.
        (
            BOMBED,
            [
                ("2016-10-03", f"Bomber at wedding\n\nA suicide {WEDDING}, the Border Monitor said."),
                ("2018-01-04", f"Wedding in Hasakah\n\nA suicide {WEDDING}, Mill Watch said."),
            ],
            "; Border Monitor gives “32 people” for 3 October 2016, not May 2015; "
            "Mill Watch gives “32 people” for 4 January 2018, not May 2015.",
        ),
        (
            "Truck bomb kills 44 in Raqqa, 27 July 2016",
            [("2016-07-27", "Truck bomb\n\nA truck bomb killed 44 people in Qamishli on Wednesday, police said.")],
            "; the police report “44 people” in Qamishli, not Raqqa.",
        ),
        (
            "Army ambush near Daraa kills 62 rebels in August 2013",
            [
                (
                    "2013-08-07",
                    "Ambush\n\nAn army ambush near the town of Velmar east of Palmyra killed 62 rebels on Wednesday, "
                    "Mill Watch said.",
                )
            ],
            "; Mill Watch reports “62 rebels” near Velmar east of Palmyra, not in Daraa.",
        ),
        # Without a figure.
        (
            "The governor opened the Mirza bridge in Kharkiv in May 2019",
            [
                (
                    "2021-09-12",
                    "Bridge\n\nThe governor opened the Mirza bridge in Kharkiv on Sunday, the harbour office said.",
                )
            ],
            "; the harbour office dates it to 12 September 2021, not May 2019.",
        ),
    ],
)
def test_the_first_line_says_who_reports_it_and_what_differs(
    empty_store: Store, claim: str, reports: list[tuple[str, str]], line: str
) -> None:
    assert answer(dated_card(empty_store, claim, *reports)) == f"Nobody in the store says just this{line}"


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ("The town is held by the opposition.", "without naming Raqqa"),
        ("Qamishli is held by the opposition.", "in Qamishli, too"),
    ],
)
def test_whoever_gives_the_number_in_other_words_is_not_left_to_the_claims_town(
    empty_store: Store, further: str, told: str
) -> None:
    bomb = "Truck bomb\n\nA truck bomb killed at least 44 people in Qamishli on Wednesday, police said."
    card = dated_card(empty_store, "Truck bomb kills 44 in Raqqa, 27 July 2016", ("2016-07-27", bomb))
    flat = next(
        f
        for f in findings_in(f"Truck bomb\n\nA truck bomb killed 44 people on Wednesday, Mill Watch said. {further}")
        if "Mill Watch" in f.words
    )
    (near,) = card.near_misses
    near = replace(near, findings=(*near.findings, flat))
    accounts = (*card.accounts, Account(flat.speaker, "context", (flat,)))
    line = answer(replace(card, near_misses=(near,), accounts=accounts))
    assert line.endswith(f"in Qamishli, not Raqqa; Mill Watch reports “44 people” {told}.")


def test_whoever_counts_otherwise_then_and_there_is_not_pushed_aside(empty_store: Store) -> None:
    other = (
        "2016-11-07",
        "Bomber at bakery in Homs\n\nA bomber killed 12 people outside a bakery in Homs on Monday, Mill Watch said.",
    )
    stands = said(dated_card(empty_store, CLAIM, BAKERY, other))
    assert stands["Mill Watch"] == "differs" and stands.get("Border Monitor") in (None, "context")


@pytest.mark.parametrize(
    ("where", "is_against"), [("in the fields south of Homs", False), ("in a mosque in Homs", True)]
)
def test_whoever_counts_at_no_such_site_says_nothing_of_a_claim_that_is_told_of_another_town(
    empty_store: Store, where: str, is_against: bool
) -> None:
    told = (
        "2016-07-05",
        "Blast in Tartus\n\nA blast in a mosque in Tartus killed 25 rebels on Tuesday, the Border Monitor said.",
    )
    other = (
        "2016-11-07",
        f"Rebels killed\n\nAt least 75 rebels were killed in Homs {where}, Mill Watch said on Monday.",
    )
    card = dated_card(empty_store, "Blast in a mosque in Homs kills 25 rebels", told, other)
    assert (said(card).get("Mill Watch") == "differs") == is_against
    assert card.near_misses


def test_whoever_says_it_is_enough(empty_store: Store) -> None:
    again = (BAKERY[0].replace("-07-05", "-11-08"), BAKERY[1].replace("Border Monitor", "Mill Watch"))
    card = dated_card(empty_store, CLAIM, BAKERY, again)
    assert said(card)["Mill Watch"] == "reports"
    assert "DETAIL_DIFFERS" not in {caveat.kind for caveat in card.caveats}


@pytest.mark.parametrize(
    ("claimed", "told"),
    [("Latakia", "Syria: a wedding in northeast Syria"), ("Qamishli", "Syria: a raid in the Golan Heights")],
)
def test_a_country_beside_its_region_says_no_more_where_it_was(claimed: str, told: str) -> None:
    assert apart(read_places(claimed), read_places(told))


VISIT = "The president visited Homs in May 2019"


@pytest.mark.parametrize(
    ("claim", "told", "is_offered"),
    [
        (VISIT, "The president visited Homs on Tuesday, the palace said.", True),
        (VISIT, "The president cancelled his visit to Homs on Tuesday, the palace said.", False),
        (VISIT, "The palace denied on Tuesday that the president had visited Homs.", False),
        (VISIT, "The president refused to visit Homs on Tuesday, the palace said.", False),
        (
            "The governor met rebels in Homs in May 2019",
            "The governor rejected reports on Tuesday that he met rebels in Homs.",
            False,
        ),
        ("The governor met rebels in Homs in May 2019", "The governor met rebels in Homs on Tuesday.", True),
    ],
)
def test_whoever_says_the_opposite_is_no_other_day(empty_store: Store, claim: str, told: str, is_offered: bool) -> None:
    card = dated_card(empty_store, claim, ("2016-07-05", f"In Homs\n\n{told}"))
    assert ("DETAIL_DIFFERS" in {caveat.kind for caveat in card.caveats}) == is_offered


FERRY = (
    "2016-04-04",
    "Ferry sinks off Latakia\n\nAt least 58 people drowned when a ferry sank off Latakia on Monday, Mill Watch said.",
)
RAISED = (
    "2016-04-05",
    "Ferry toll rises\n\nThe toll of the ferry that sank off Latakia on Monday has risen to 86, Mill Watch said.",
)
EARLY = (
    "2016-04-04",
    "Ferry toll rises\n\nThe toll of a ferry that sank off Latakia has risen to 41, Mill Watch said.",
)
LATE = (
    "2016-04-07",
    "Ferry\n\n86 people drowned when a ferry sank off Latakia on Monday, Mill Watch said on Thursday.",
)
FLAT = (
    "2016-04-04",
    "Ferry off Latakia\n\nAt least 58 people drowned when an overcrowded ferry sank off Latakia on Monday.",
)
MARCH = ("2016-10-03", "March in Homs\n\nSome 300 people marched through Homs on Monday, an unnamed official said.")


@pytest.mark.parametrize(
    ("claim", "reports", "kinds"),
    [
        ("58 people drowned when a ferry sank off Latakia in April 2014", [FERRY, RAISED], {"REVISED"}),
        ("58 people drowned when a ferry sank off Tartus in April 2016", [FERRY, RAISED], {"REVISED"}),
        ("58 people drowned when an overcrowded ferry sank off Latakia in April 2014", [FLAT], {"NO_SPEAKER"}),
        ("58 people drowned when a ferry sank off Latakia in April 2014", [FERRY], set()),
        # What its own voice has overtaken is not where the toll has come to.
        ("86 people drowned when a ferry sank off Latakia in April 2014", [EARLY, LATE], set()),
        ("300 people marched through Homs in May 2014", [MARCH], {"UNNAMED_SOURCE"}),
    ],
)
def test_its_reports_are_as_doubtful_as_if_the_claim_had_it_right(
    empty_store: Store, claim: str, reports: list[tuple[str, str]], kinds: set[str]
) -> None:
    card = dated_card(empty_store, claim, *reports)
    assert {caveat.kind for caveat in card.caveats} - {"OUTLET_PROFILE", "UNDATED"} == {"DETAIL_DIFFERS", *kinds}
    assert set(said(card).values()) == {"context"}


def test_whoever_denies_it_is_heard_on_another_towns_card_too(empty_store: Store) -> None:
    reports = ("2016-04-04", "Raid on Homs\n\nAn air raid on a market in Homs killed 58 people, Mill Watch said.")
    card = dated_card(empty_store, "Air raid on a market in Tartus killed 58 people", reports)
    right = dated_card(empty_store, "Air raid on a market in Homs killed 58 people", reports)
    (said_so,) = right.accounts
    (told,) = said_so.findings
    denied = Attribution(Speaker("army", "named_official"), "denied", (), told.statement.span, grade="denied")
    denial = replace(told, statement=replace(told.statement, id="denial", attributions=(denied,)), heard=denied)
    account = Account(denied.speaker, "denies", (denial,))
    right = replace(right, accounts=(said_so, account))
    assert [(a.speaker.name, a.relation) for a in with_what_holds_of_it(card, right).accounts[1:]] == [
        ("army", "context")
    ]


def test_a_toll_and_its_children_in_another_town_outweigh_days_that_have_neither(empty_store: Store) -> None:
    elsewhere = [
        (
            day,
            f"Raid on Aleppo\n\nA raid on Aleppo on {weekday} killed {n}, {few} of them children, Hill Watch said.",
        )
        for day, weekday, n, few in (("2016-11-08", "Monday", 8, 4), ("2016-11-24", "Wednesday", 7, 3))
    ]
    of_it = (
        "2016-11-17",
        "Raid on Idlib\n\nA raid on Idlib on Wednesday killed 42 including 16 children, the Border Monitor said.",
    )
    claim = "Raids kill {}, {} of them children, in Aleppo in November 2016"
    card = dated_card(empty_store, claim.format(42, 16), of_it, *elsewhere)
    assert (card.state, said(card)) == ("found", {"Border Monitor": "context"})
    assert dated_card(empty_store, claim.format(42, 9), of_it, *elsewhere).state == "ambiguous"


def test_one_rise_is_told_once(empty_store: Store) -> None:
    reports = ("2016-04-04", "Raid on Homs\n\nAn air raid on a market in Homs killed 58 people, Mill Watch said.")
    card = dated_card(empty_store, "Air raid on a market in Tartus killed 58 people", reports)
    right = dated_card(empty_store, "Air raid on a market in Homs killed 58 people", reports)
    (told,) = right.accounts[0].findings
    rise, hedge = Caveat("REVISED", "Hill Watch brings it to 58.", (told,)), Caveat("HEDGED", "It is hedged.", (told,))
    right, bare = replace(right, caveats=(rise, hedge)), replace(card, caveats=())
    assert with_what_holds_of_it(bare, right).caveats == (rise, hedge)
    own = Caveat("REVISED", "Mill Watch brings it to 58.", (told,))
    assert with_what_holds_of_it(replace(card, caveats=(own,)), right).caveats == (own, hedge)


def test_nobody_is_said_to_count_more_who_is_not_shown(empty_store: Store) -> None:
    reports = ("2016-04-04", "Raid on Homs\n\nAn air raid on a market in Homs killed 58 people, Mill Watch said.")
    card = dated_card(empty_store, "Air raid on a market in Tartus killed 58 people", reports)
    right = dated_card(empty_store, "Air raid on a market in Homs killed 58 people", reports)
    moved = told(OTHERS_COUNT_MORE, who="Mill Watch", figure="58")
    right = replace(right, caveats=(Caveat("REVISED", moved, right.accounts[0].findings),))
    (caveat,) = with_what_holds_of_it(replace(card, caveats=()), right).caveats
    assert caveat.sentence == "The toll has moved: Mill Watch brings it to 58."


def test_nobody_is_said_to_hedge_it_whose_words_are_not_shown(empty_store: Store) -> None:
    market = "market in Homs killed 58 people, Mill Watch said."
    reports = [
        ("2016-04-04", f"Raid on Homs\n\nA suspected air raid on a {market}"),
        ("2016-04-05", f"The raid on Homs\n\nAn alleged air raid on a {market}"),
    ]
    right = dated_card(empty_store, "Air raid on a market in Homs killed 58 people", *reports)
    (both,) = (caveat for caveat in right.caveats if caveat.kind == "HEDGED")
    assert "suspected" in both.sentence and "alleged" in both.sentence
    (account,) = (account for account in right.accounts if account.relation == "reports")
    one = replace(account, findings=account.findings[:1])
    card = dated_card(empty_store, "Air raid on a market in Tartus killed 58 people", *reports)
    card = replace(card, caveats=(), near_misses=(replace(card.near_misses[0], findings=one.findings),))
    told = [
        [c.sentence for c in with_what_holds_of_it(replace(card, accounts=(shown,)), right).caveats]
        for shown in (account, one)
    ]
    assert both.sentence in told[0] and both.sentence not in told[1]
    assert [("suspected" in line, "alleged" in line) for line in told[1] if "hedge" in line] in (
        [(True, False)],
        [(False, True)],
    )


def test_whom_nobody_made_out_is_not_named_beside_a_name(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        BOMBED,
        ("2016-10-03", f"Bomber at wedding\n\nA suicide {WEDDING}, the Border Monitor said."),
        ("2016-10-04", f"Wedding in Hasakah\n\nA suicide {WEDDING}, Mill Watch said."),
    )
    nobody = Speaker("", "unnamed")

    def heard(finding: Finding) -> Finding:
        is_theirs = finding.speaker.name == "Mill Watch"
        return replace(finding, heard=replace(finding.attribution, speaker=nobody)) if is_theirs else finding

    accounts = tuple(
        replace(
            a, speaker=nobody if a.speaker.name == "Mill Watch" else a.speaker, findings=tuple(map(heard, a.findings))
        )
        for a in card.accounts
    )
    near = tuple(replace(one, findings=tuple(map(heard, one.findings))) for one in card.near_misses)
    line = answer(replace(card, accounts=accounts, near_misses=near))
    assert line.endswith("; Border Monitor gives “32 people” for 3 October 2016, not May 2015.")


ARMY = (
    "2016-07-02",
    "43 killed in army shelling of town\n\nArmy shelling killed 43 people in a town in reprisal for a slain pilot,"
    " Mill Watch said on Saturday. The shells struck Palmyra, 60 kilometres from the capital. Nobody else was there.",
)
SHELLING = "Army shelling kills 43 in Daraa in reprisal for a slain pilot, July 2016"


def test_a_town_that_is_told_with_how_far_it_is_is_the_towns_of_the_toll(empty_store: Store) -> None:
    (near,) = dated_card(empty_store, SHELLING, ARMY).near_misses
    assert (near.told, near.findings[0].speaker.name) == ("Palmyra", "Mill Watch")


@pytest.mark.parametrize(
    ("again", "is_printed"),
    [
        ("At least 43 people were killed by army shelling in a town, the paper was told.", False),
        ("At least 43 people were killed and 12 hurt by army shelling in a town, the paper was told.", True),
    ],
)
def test_a_count_that_stands_close_by_is_not_repeated_below_it(
    empty_store: Store, again: str, is_printed: bool
) -> None:
    first, second = (
        f
        for f in findings_in(f"Shells\n\nShells killed at least 43 people in Palmyra. {again}")
        if f.statement.quantities
    )
    near = NearMiss("Daraa", "Palmyra", False, first.statement.quantities[0], (first,))
    account = Account(first.speaker, "context", (first, replace(second, heard=first.attribution)))
    card = replace(dated_card(empty_store, SHELLING, ARMY), near_misses=(near,), accounts=(account,))
    printed = {f.statement.id for _, accounts in close_by(card, ENGLISH) for one in accounts for f in one.findings}
    assert first.statement.id in printed
    assert (second.statement.id in printed) is is_printed


MARKET = (
    "2017-10-08",
    "Market hit\n\nAt least 41 civilians were killed on Sunday in air strikes on a market in northwestern Syria, the "
    "Border Monitor said. The Border Monitor said the strikes on the market in Maaret al-Numan were carried out by "
    'jets. "At least 41 people were killed", its head Ada Finn told Mill Agency.',
)
NAMED_LAST = (
    "2017-10-08",
    'Market hit\n\nJets hit a market in Syria on Sunday. "At least 41 people were killed in the market by jets", the '
    "Border Monitor said. At least 41 people were killed when jets bombed a market in the town of Maaret al-Numan, "
    "the Border Monitor said.",
)
AT_A_MARKET = "Jets kill 41 people in a market in Aleppo, 8 October 2017"


def test_a_report_whose_count_names_only_a_region_is_of_the_town_that_its_next_sentence_names(
    empty_store: Store,
) -> None:
    card = dated_card(empty_store, AT_A_MARKET, MARKET)
    assert [(near.claimed, near.told) for near in card.near_misses] == [("Aleppo", "Maaret al-Numan")]
    told = render_text(card)
    assert "in Maaret al-Numan, not Aleppo" in told and "ALSO CLOSE BY" not in told


def test_of_two_sentences_with_the_figure_the_one_that_names_the_town_is_quoted(empty_store: Store) -> None:
    told = render_text(dated_card(empty_store, AT_A_MARKET, NAMED_LAST))
    assert "not Aleppo" in told and "a market in the town of Maaret al-Numan, the Border Monitor said.”" in told
    assert "in the market by jets" not in told


LOWER = "Bakery hit\n\nA bomber killed 21 people outside a bakery in Homs on Tuesday, Mill Watch said."


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        (LOWER, True),
        # Leaves room for the 36; counts for a month; counts nobody; is of another blow; an outlet's own.
        (LOWER.replace("killed 21", "killed at least 21"), False),
        ("Bombs in Homs\n\nA month of bombs outside bakeries in Homs has killed 300 people, Mill Watch said.", False),
        (LOWER.replace("killed 21 people", "struck"), False),
        (LOWER.replace("a bakery in Homs", "a mill in Aleppo"), False),
        (LOWER.replace(", Mill Watch said", ""), False),
    ],
)
@pytest.mark.parametrize("claim", [CLAIM, "Bomber kills 36 outside a bakery in Daraa, July 2016"])
def test_who_counts_otherwise_of_that_day_or_in_that_town_is_told(
    empty_store: Store, claim: str, other: str, is_told: bool
) -> None:
    card = dated_card(empty_store, claim, BAKERY, ("2016-07-05", other))
    told = render_text(card)
    assert "reports" not in said(card).values() and "differs" not in said(card).values()
    assert ("WHO COUNTS OTHERWISE THERE" in told) is is_told
    if is_told:
        below = told.partition("WHO COUNTS OTHERWISE THERE")[2]
        assert "Mill Watch" in below and "killed 21 people" in below and "Not the claim" not in below


@pytest.mark.parametrize(("least", "is_told"), [("at least 30", True), ("at least 36", False), ("around 30", False)])
def test_who_leaves_room_in_the_report_that_is_shown_stands_close_by(
    empty_store: Store, least: str, is_told: bool
) -> None:
    (day, report), other = BAKERY, f"Mill Watch said {least} people had been killed."
    claim = "Bomber kills 36 outside a bakery in Daraa, July 2016"
    printed = render_text(dated_card(empty_store, claim, (day, f"{report} {other}")))
    assert (other in printed.partition("ALSO CLOSE BY")[2]) is is_told


def test_a_count_of_all_the_dead_that_was_raised_is_marked_as_one(empty_store: Store) -> None:
    first = "Raid on Homs school\n\nA raid on a school in Homs killed 22 people on Tuesday, Mill Watch said."
    children = (
        "Raid on Homs school\n\nA raid on a school in Homs killed 22 children on Tuesday, the Border Monitor said."
    )
    later = "Raid on Homs school\n\nA raid on a school in Homs killed 35 people on Tuesday, Mill Watch said."
    reports = ("2016-07-05", children), ("2016-07-05", first), ("2016-07-06", later)
    printed = render_text(dated_card(empty_store, "Raid on Homs school kills 22 children in July 2015", *reports))
    marked = "where the claim counts “22 children”; an earlier count, raised since"
    assert marked in printed and "killed 35 people" in printed
    # So many people are no other number of children: they stand behind the count that they raised.
    assert printed.index(marked) < printed.index("killed 35 people")
    assert "WHO COUNTS OTHERWISE THERE" not in printed


def test_who_counts_otherwise_there_is_told_beside_three_who_do_not(empty_store: Store) -> None:
    alike = [
        ("2016-07-05", BAKERY[1].replace("the Border Monitor", name))
        for name in ("the Border Rescue", "Kalden Radio", "Doctors Abroad")
    ]
    told = render_text(dated_card(empty_store, CLAIM, BAKERY, *alike, ("2016-07-05", LOWER)))
    assert "WHO COUNTS OTHERWISE THERE\n  Mill Watch" in told


GAS = ("2016-07-05", "Gas in Homs\n\nA gas attack on Homs killed 58 people on Tuesday, the Border Monitor said.")


@pytest.mark.parametrize(
    ("day", "words", "is_told"),
    [
        ("2016-07-08", "Earlier this week a gas attack on Homs killed 87 people.", True),
        # Of the same day nobody knows who counted last; fewer are no later toll, and "nearly 90" is no count.
        ("2016-07-05", "A gas attack on Homs killed 87 people on Tuesday.", False),
        ("2016-07-08", "Earlier this week a gas attack on Homs killed 37 people.", False),
        ("2016-07-08", "Earlier this week a gas attack on Homs killed nearly 90 people.", False),
    ],
)
def test_of_a_claim_with_the_wrong_day_the_last_outlets_higher_count_is_told(
    empty_store: Store, day: str, words: str, is_told: bool
) -> None:
    card = dated_card(empty_store, "Gas attack on Homs kills 58 people in July 2015", GAS, (day, f"News\n\n{words}"))
    assert (words in render_text(card).partition("WHO COUNTS OTHERWISE THERE")[2]) == is_told


def test_how_else_it_came_about_is_told_beside_those_who_deny_it_of_another_day(empty_store: Store) -> None:
    stored = "Russia said the gas was part of a rebel stockpile that had been hit on the ground."
    card = dated_card(empty_store, "Gas attack on Homs kills 58 people in July 2015", (GAS[0], f"{GAS[1]} {stored}"))
    assert stored in render_text(card).partition("WHO ANSWERS THAT")[2]


LEADERS = (
    "2014-09-10",
    "47 Leaders of the Velmar Front Killed in Homs Blast\n\nThe blast that hit a meeting of the Velmar Front in Homs "
    "killed 47, the Border Monitor said. No group was blamed for it.",
)


def test_leaders_are_people_whom_a_report_with_another_year_counts(empty_store: Store) -> None:
    card = dated_card(empty_store, "Blast kills 47 Velmar Front leaders in Homs in September 2016", LEADERS)
    assert "for 10 September 2014, not September 2016" in render_text(card)


@pytest.mark.parametrize(("whose", "is_shown"), [("Russian ", True), ("", False)])
def test_whose_the_counted_blows_are_is_as_good_as_a_name(empty_store: Store, whose: str, is_shown: bool) -> None:
    """Who asks for "last year" is told that the number is of another."""
    report = (
        f"Raids on the desert\n\nMore than 12,000 {whose}raids hit the Syrian desert in 2021, the Border Monitor said."
    )
    card = dated_card(empty_store, f"12,000 {whose}raids on the Syrian desert in 2025", ("2022-02-01", report))
    assert ("for 2021, not 2025" in answer(card)) is is_shown


OF_CIVILIANS = (
    "2016-06-13",
    "Raids on market kill 21\n\nAir strikes on a market in Homs killed at least 21 civilians on Sunday, "
    "the Syrian Observatory for Human Rights said.",
)
OTHERS = (
    "2016-06-12",
    "Market hit\n\nAir strikes on a market in Homs killed at least 36 people on Sunday, the Border Monitor said.",
)


@pytest.mark.parametrize(("others", "is_told"), [(OTHERS, True), (("2016-03-12", OTHERS[1]), False)])
def test_who_counts_otherwise_is_told_where_only_whom_it_counts_is_wrong(
    others: tuple[str, str], is_told: bool, empty_store: Store
) -> None:
    card = dated_card(empty_store, "Strike on Homs market kills 21 rebel fighters, 12 June 2016", OF_CIVILIANS, others)
    printed = render_text(card)
    assert "gives this figure, but counts “at least 21 civilians”" in printed
    assert ("at least 36 people" in printed.partition("WHO COUNTS OTHERWISE THERE")[2]) is is_told


def test_a_day_that_words_give_comes_before_a_pages(empty_store: Store) -> None:
    page = ("2015-02-21", "Blast\n\nFour people were killed in a blast at the Homs hospital, Mill Watch said.")
    told = (
        "2015-02-23",
        "Bomber kills four\n\nA bomber killed four people at the Homs hospital on Sunday, the Border Monitor said.",
    )
    card = dated_card(empty_store, "Bomber kills four people at the Homs hospital in August 2014", page, told)
    assert "for 22 February 2015, not August 2014" in answer(card)
