"""Whose mouth a card puts words in: an outlet's own hedge, a body and its envoy, a television, groups of activists."""

from __future__ import annotations

import pytest
from test_origins import found, origins, report

from bot.card.near_misses import in_their_words
from bot.card.voices import is_only_a_sort, kind_of, name_of
from knowledge.model import Account, Claim, NearMiss, Speaker
from knowledge.quantities import read_quantities
from retrieval.ledger import ledger_of
from retrieval.origins import in_its_own_voice, with_names
from retrieval.origins.offices import spoken_for
from retrieval.wording import in_a_sentence


@pytest.mark.parametrize(
    ("told", "speaks", "kind"),
    [
        # Nobody speaks behind the hedge: the outlet says it, and says it so.
        ("The mill was allegedly the store of a gang that killed 30 people.", "Harbour Post", "outlet_itself"),
        ("Four children are among the 28 dead in raids purportedly flown by Norland.", "Harbour Post", "outlet_itself"),
        ("Twenty people were reportedly killed in Kalden.", "Harbour Post", "outlet_itself"),
        # Somebody does, be they named or not.
        ("Boats believed to be foreign killed 60 people in Kalden, a war monitor said.", "monitor", "monitor"),
        ("Residents said 60 people were reportedly killed in Kalden.", "residents", "eyewitness"),
        ("Sixty people were killed in Kalden, sources said.", "sources", "unnamed"),
        ("“Sixty people were killed in Kalden,” he said.", "", "unnamed"),
        ("Sixty people were reported killed in Kalden.", "", "unnamed"),
    ],
)
def test_behind_a_hedge_of_the_outlets_own_nobody_is_put(told: str, speaks: str, kind: str) -> None:
    (finding,) = in_its_own_voice(found(report("Harbour Post", told)))
    speakers = {finding.speaker, *(voice.speaker for voice in finding.statement.attributions)}
    assert {(speaker.name.removeprefix("a war "), speaker.kind) for speaker in speakers} == {(speaks, kind)}


def test_a_hedge_stays_one_in_the_outlets_own_voice() -> None:
    (finding,) = in_its_own_voice(found(report("Harbour Post", "Twenty people were reportedly killed in Kalden.")))
    assert finding.attribution.hedges == ("reportedly",)


@pytest.mark.parametrize(
    ("person", "body", "is_one"),
    [
        (
            "UN Special Envoy for Norland Mira Sand said 130 people were killed.",
            "The United Nations said 130 people were killed in Kalden.",
            True,
        ),
        (
            "Kalden UN critic Mira Sand said 130 people were killed.",
            "The United Nations said 130 people were killed in Kalden.",
            False,
        ),
        (
            "Former UN Special Envoy for Norland Mira Sand said 130 people were killed.",
            "The United Nations said 130 people were killed in Kalden.",
            False,
        ),
        (
            "UN Special Envoy for Norland Mira Sand said 130 people were killed.",
            "UNICEF said 130 people were killed in Kalden.",
            False,
        ),
    ],
)
def test_the_envoy_of_a_body_speaks_for_it(person: str, body: str, is_one: bool) -> None:
    findings = found(report("Harbour Post", person), report("Hill Gazette", body))
    one, other = findings
    assert spoken_for(one, other, []) is is_one
    assert len(origins(findings)) == (1 if is_one else 2)


def test_a_name_without_its_apostrophe_is_english_in_a_sentence_of_ours() -> None:
    assert in_a_sentence("Norways state TV") == "Norway's state TV"
    assert name_of(Speaker("Norways state TV", "state_media")) == "Norway's state TV"
    # What only ends so has lost none.
    for name in ("Netherlands state TV", "Mill Times"):
        assert in_a_sentence(name) == name


def test_a_monitor_is_one_however_it_was_described() -> None:
    described = Speaker("Britain-based Syrian Observatory for Human Rights monitoring group", "ngo")
    assert (name_of(described), kind_of(described)) == ("SOHR", "monitor")
    assert kind_of(Speaker("Mill Aid", "ngo")) == "NGO"
    # A treaty's own body is none of the United Nations'; who digs for the missing is not everywhere an authority.
    assert kind_of(Speaker("OPCW", "un")) == "treaty body"
    assert kind_of(Speaker("OHCHR", "un")) == "United Nations"
    assert kind_of(Speaker("Civil Defence service", "named_official")) == "rescue service"
    assert kind_of(Speaker("Kalden civil defence", "named_official")) == "official"


def test_the_united_nations_have_a_name() -> None:
    assert not is_only_a_sort(Speaker("United Nations", "un"))
    assert is_only_a_sort(Speaker("an NGO", "ngo"))


TOLL = "30 people killed in Damascus"


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        # The television has its own figure, though the report quotes the agency besides.
        (
            "State television said 20 people were killed in Damascus. SANA said the market had burned.",
            {"state television"},
        ),
        # Its figure is the agency's where the report has it so.
        ("State television said 20 people were killed in Damascus. SANA said 20 people were killed.", {"SANA"}),
        # A monitor without a name has the one that its report gives it.
        ("A monitor said 20 people were killed in Damascus. Airwars said the market had burned.", {"Airwars"}),
    ],
)
def test_the_table_names_a_television_as_its_report_does(told: str, counts: set[str]) -> None:
    findings = found(report("Harbour Post", told))
    accounts = tuple(Account(finding.speaker, "differs", (finding,)) for finding in findings)
    (tally,) = ledger_of(Claim(TOLL, read_quantities(TOLL)), accounts, findings)
    assert {figure.speaker.name for figure in tally.figures} == counts


@pytest.mark.parametrize(
    ("told", "quoted"),
    [
        # What both begin with, be it in a capital, is what both print.
        ("Mill Watch said at least 58 people were killed.", {"at least 58 people were killed": 2}),
        ("At least 58 people were killed.", {"at least 58 people were killed": 2}),
        ("A raid killed at least 58 and wounded others.", {"at least 58": 2}),
        # Another number that ends so, or the same in other words, is nobody else's.
        ("A raid killed at least 158 people.", {"at least 58 people were killed": 1}),
        (
            "At least fifty-eight people had died.",
            {"at least 58 people were killed": 1, "At least fifty-eight people had died": 1},
        ),
        # A bound is a word of whoever sets it.
        ("58 people were killed.", {"at least 58 people were killed": 1, "58 people were killed": 1}),
        ("Up to 58 people were killed.", {"at least 58 people were killed": 1}),
    ],
)
def test_a_quotation_is_of_those_who_print_it(told: str, quoted: dict[str, int]) -> None:
    one, other = found(
        report("Harbour Post", "The Border Monitor said at least 58 people were killed."), report("Hill Gazette", told)
    )
    near = NearMiss("May", "June", True, one.statement.quantities[0], (one, other))
    printed = in_their_words(near)
    assert {words: len(findings) for words, findings in printed} == quoted
    assert all(words.casefold() in f.words.casefold() for words, findings in printed for f in findings)


@pytest.mark.parametrize(
    ("told", "speaks"),
    [
        ("Five medics died, the aid group that runs it said. UOSSM is a medical aid group from abroad.", "UOSSM"),
        ("Five medics died, the aid group that runs it said. The UOSSM is a medical aid group.", "UOSSM"),
        # Nobody is said to be one, or two are, or it is another sort of body, or any aid group.
        ("Five medics died, the aid group that runs it said. UOSSM has a clinic there.", "aid group"),
        ("Five medics died, the aid group said. UOSSM is an aid group. Mill Aid is an aid group.", "aid group"),
        ("Five medics died, the aid group said. The Mill Front is a rebel group.", "aid group"),
        ("Five medics died, another aid group said. UOSSM is an aid group.", "another aid group"),
    ],
)
def test_the_aid_group_is_the_one_that_its_report_says_is_one(told: str, speaks: str) -> None:
    first, *_ = with_names(found(report("Harbour Post", told)))
    assert first.speaker.name == speaks
