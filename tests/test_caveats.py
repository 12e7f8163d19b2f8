"""Each caveat fires where an editor would write it, and nowhere else: a table a kind, read by the real readers.

A table stands in `tests/tables/caveats/`, named after its kind. A case is a claim, the reporting (one line a report:
outlet, the wire in brackets, the date, then headline | text, a second paragraph after a second bar; or a maintainers'
note as JSON; or a profile), and what the card then says, in part ("says"), to the last word ("in full"), or with
nothing else of its kind beside it ("alone"); "silent" where this caveat must not be written. "offers" says of how
many events a reader is to choose one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invented import findings_in

from bot.card.rendering import card_as_json, render_html, render_text
from knowledge.archive import Stored
from knowledge.articles import day, read_pasted
from knowledge.embedding import SentenceEncoder
from knowledge.model import (
    Account,
    Article,
    Attribution,
    Caveat,
    Claim,
    ContextCard,
    Entry,
    Finding,
    OutletProfile,
    Period,
    Place_in_article,
    Quantity,
    Span,
    Speaker,
    Statement,
    Visit,
)
from knowledge.notes import read_notes
from knowledge.statements import read_statements
from knowledge.store import Store, passage
from retrieval.cards import ask, compose
from retrieval.caveats import CAVEATS, MOST_SHOWN, foremost
from retrieval.caveats.chains import chain_of
from retrieval.caveats.headlines import names_its_source
from retrieval.caveats.margin import is_of_the_claim
from retrieval.caveats.printed import has_a_name, words_of_figure
from retrieval.claims.messages import read_claims
from retrieval.ranking import Legs, rank, words_of
from retrieval.wording import Told
from retrieval.wording import told as said

TABLES = Path(__file__).parent / "tables" / "caveats"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_report = re.compile(r"^(?P<outlet>[^,:(]+?)(?: \((?P<wire>[^)]+)\))?(?:, (?P<date>[\d-]+))?: (?P<words>.+)$")


@dataclass
class Case:
    """A claim over some reporting, and what one caveat has to say about it; None where it has to be silent."""

    kind: str
    claim: str = ""
    sent: Period | None = None
    entries: list[Entry] = field(default_factory=list)
    profiles: dict[str, OutletProfile] = field(default_factory=dict)
    says: str | None = None
    in_full: bool = False
    #: Whether no other caution of the kind stands beside it.
    alone: bool = False
    #: Of how many events a reader chooses one; None where that is not asked.
    offers: int | None = None


def cases(table: Path) -> Iterator[Case]:
    """The cases of one table, in its order."""
    for block in re.split(r"\n\s*\n", table.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if not lines:
            continue
        case = Case(table.stem)
        for line in lines:
            word, _, rest = line.partition(": ")
            if word == "claim":
                case.claim = rest
            elif word == "sent":
                case.sent = day(rest)
            elif word in ("says", "in full", "alone"):
                case.says, case.in_full, case.alone = rest, word != "says", word == "alone"
            elif word == "offers":
                case.offers = int(rest)
            elif word in ("note", "profile"):
                for noted in read_notes(_in_full(word, json.loads(rest), len(case.entries))):
                    if isinstance(noted, OutletProfile):
                        case.profiles[noted.outlet.lower()] = noted
                    else:
                        case.entries.append(noted)
            elif line.strip() != "silent":
                case.entries.append(_entry(line.strip(), len(case.entries)))
        yield case


def _entry(line: str, number: int) -> Entry:
    said = _report.match(line)
    assert said is not None, line
    headline, *paragraphs = said["words"].split(" | ")
    article = read_pasted(
        "\n\n".join(paragraphs),
        title=headline,
        url=f"https://report{number}.example/story",
        outlet=said["outlet"],
        published=day(said["date"] or ""),
    )
    article = replace(article, id=f"r{number}", credit=said["wire"])
    return Entry(article, read_statements(article))


def _in_full(kind: str, note: dict[str, object], number: int) -> str:
    """A note with the fields that every note has and that say nothing here."""
    common = {
        "id": f"N{number}",
        "title": "A page",
        "title_is": "description",
        "url": f"https://note{number}.example/p",
    }
    beside = {"kind": kind.replace("note", "report"), "confidence": "high"}
    return json.dumps({**common, **beside, **note})


def card_of(case: Case, encoder: SentenceEncoder) -> ContextCard:
    """The card as the bot composes it, over these reports alone."""
    (claim, *_) = read_claims(case.claim, sent=case.sent).claims
    return compose(claim, found(claim, case.entries, encoder), case.profiles, as_of=NOW, sent=case.sent)


def found(claim: Claim, entries: list[Entry], encoder: SentenceEncoder) -> tuple[Finding, ...]:
    """Every statement of these reports as a finding; each word of the claim is as rare as in a large store."""
    stored = {s.id: Stored(s, e.article) for e in entries for s in e.statements}
    vectors = encoder.encode([passage(one.statement, one.article) for one in stored.values()])
    question = encoder.encode_question(claim.text)
    meaning = {i: max(0.0, float(v @ question)) for i, v in zip(stored, vectors, strict=True)}
    rarity = dict.fromkeys(words_of(claim.text), 5.0)
    return rank(claim, stored, meaning, rarity, Legs(meaning, {}, frozenset(stored)))


EVERY = [
    (table.stem, number, case) for table in sorted(TABLES.glob("*.txt")) for number, case in enumerate(cases(table))
]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{kind}-{n}-{case.claim[:40]}") for kind, n, case in EVERY])
def test_the_caveat_is_written_where_an_editor_would(case: Case, encoder: SentenceEncoder) -> None:
    card = card_of(case, encoder)
    written = [c.sentence for c in card.caveats if c.kind == case.kind]
    if case.says is None:
        assert written == [] or case.offers, f"state {card.state}"
    else:
        others = [f"{c.kind}: {c.sentence}" for c in card.caveats]
        said = any(case.says == one if case.in_full else case.says in one for one in written)
        assert said, f"state {card.state}, written: {others}"
        assert not case.alone or len(written) == 1, written
    if case.offers is not None:
        assert len(card.candidates) == case.offers, [one.label for one in card.candidates]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{kind}-{n}") for kind, n, case in EVERY if case.says])
def test_a_caveat_rests_on_statements_of_these_reports(case: Case, encoder: SentenceEncoder) -> None:
    ids = {s.id for e in case.entries for s in e.statements}
    for caveat in card_of(case, encoder).caveats:
        assert {f.statement.id for f in caveat.findings} <= ids
        assert caveat.findings or caveat.kind in ("NOTHING_FOUND", "LOADED_WORDS")
        # It can be made again in another language; a card's first line says these two.
        assert isinstance(caveat.sentence, Told) or caveat.kind in ("NOTHING_FOUND", "AMBIGUOUS_EVENT")


def test_every_caveat_has_its_table() -> None:
    kinds = {check.__name__.upper() for check in CAVEATS}
    assert len(kinds) == 26 and kinds == {table.stem for table in TABLES.glob("*.txt")}
    for table in TABLES.glob("*.txt"):
        told = [case.says is not None for case in cases(table)]
        assert told.count(True) >= 6 and told.count(False) >= 6, table.name


def finding(text: str = "Ten died.") -> Finding:
    article = Article("a", None, "Harbour Post", "T", None, "en", text, (), "h")
    return Finding(Statement("a.0", "a", 0, Span(0, len(text)), "body"), article, 1.0, ())


def test_a_voice_read_from_the_headline_of_a_note_is_our_reading_and_may_be_no_name() -> None:
    piece = Attribution(Speaker("Sign of 40 dead after raid", "unnamed"), "says", (), Span(0, 9))
    below = finding()
    noted = replace(below, article=replace(below.article, is_note=True), heard=piece)
    told = replace(noted, statement=replace(noted.statement, place_in_article="note"))
    above = replace(noted, statement=replace(noted.statement, place_in_article="headline"))
    assert has_a_name(told)
    assert not has_a_name(above)


def test_what_was_counted_is_no_part_of_who_counted() -> None:
    voice = Speaker("independent monitors hundreds of thousands of civilians", "unnamed")
    assert not has_a_name(replace(finding(), heard=Attribution(voice, "said", (), Span(0, 3))))
    broadcaster = replace(voice, name="a Norlandian broadcaster")
    assert has_a_name(replace(finding(), heard=Attribution(broadcaster, "said", (), Span(0, 3))))
    voice = replace(voice, name="independent monitors")
    assert has_a_name(replace(finding(), heard=Attribution(voice, "said", (), Span(0, 3))))


@pytest.mark.parametrize(
    ("name", "place", "is_named"),
    [
        # A body in full, by its capitals; an authority by its field and its place.
        ("National Council for Fisheries and Inland Water Ways", "body", True),
        ("directorate of health in Kalden province", "body", True),
        # A headline is in capitals throughout; a sentence is not; an authority of nothing that is said.
        ("Twin Suicide Blasts Target Checkpoint near Kalden", "headline", False),
        ("National Council for Fisheries and two other bodies", "body", False),
        ("department which had warned of the flood", "body", False),
        ("National Council for Fisheries and Inland Water Ways and Mill Roads", "body", False),
    ],
)
def test_a_long_name_is_one_in_full(name: str, place: Place_in_article, is_named: bool) -> None:
    voice = Attribution(Speaker(name, "named_organisation"), "said", (), Span(0, 3))
    below = finding()
    told = replace(below, heard=voice, statement=replace(below.statement, place_in_article=place))
    assert has_a_name(told) is is_named


def test_a_rival_that_may_be_of_another_incident_is_not_said() -> None:
    near = finding("Officials said ten people died.")
    assert is_of_the_claim(replace(near, similarity=0.6))
    assert not is_of_the_claim(replace(near, similarity=0.4))
    assert not is_of_the_claim(replace(finding("Ten people were also killed in a blast."), similarity=0.6))
    noted = replace(near, similarity=0.4, article=replace(near.article, is_note=True))
    assert is_of_the_claim(noted) and not is_of_the_claim(replace(noted, similarity=0.2))


def test_a_headline_names_its_source_before_the_name_of_the_page() -> None:
    assert names_its_source("Air strikes kill 4 in Kalden: monitor | Harbour Post")
    assert not names_its_source("Air strikes kill 4 in Kalden | Harbour Post")


def test_that_headlines_name_nobody_is_said_once_of_an_outlet(encoder: SentenceEncoder) -> None:
    title = "40 civilians killed in shelling of Kalden"
    words = "Forty civilians were killed in the shelling of Kalden, the {} said."
    entries = [
        _entry(f"Harbour Post, 2024-04-30: {title} | {words.format('mayor')}", 0),
        _entry(f"Harbour Post, 2024-05-01: {title}, neighbours say farewell | {words.format('governor')}", 1),
    ]
    card = card_of(
        Case("HEADLINE_DIFFERS", "40 civilians were killed in the shelling of Kalden", entries=entries), encoder
    )
    assert {account.speaker.name for account in card.accounts} == {"mayor", "governor"}
    assert [caveat.kind for caveat in card.caveats].count("HEADLINE_DIFFERS") == 1


def test_a_flat_headline_is_held_against_whoever_the_text_names_for_it(encoder: SentenceEncoder) -> None:
    title = "20 people killed in shelling of Kalden"
    words = (
        "At least 20 people were killed in the shelling of Kalden, according to a local rescue official. "
        "The shells hit a funeral in Kalden, Jonas Weil told Harbour Radio. "
        '"Twenty people were killed in the shelling of Kalden," Jonas Weil said.'
    )
    entries = [_entry(f"Harbour Post, 2024-04-30: {title} | {words}", 0)]
    card = card_of(
        Case("HEADLINE_DIFFERS", "20 people were killed in the shelling of Kalden", entries=entries), encoder
    )
    flat = [caveat.sentence for caveat in card.caveats if caveat.kind == "HEADLINE_DIFFERS"]
    assert flat == ["The headline of Harbour Post states it flatly; only the text names its source, Jonas Weil."]


def test_a_quotation_that_ends_with_the_figure_is_printed_whole() -> None:
    said = finding('It put at more than 133,000 "terrorists" the dead.')
    figure = Quantity(133_000, None, "over", "terrorists", Span(10, 39))
    assert figure.span.of(said.words) == 'more than 133,000 "terrorists'
    assert words_of_figure(said, figure) == 'more than 133,000 "terrorists"'


def test_the_six_heaviest_are_shown_and_no_sentence_twice() -> None:
    told = [Caveat("UNDATED", "No date.", (finding(),)), Caveat("BOUND_DROPPED", "One line.", (finding(),))]
    told += [Caveat("HEDGED", "One line.", (finding(),))]
    told += [Caveat("UNNAMED_SOURCE", f"Unnamed {n}.", (finding(),)) for n in range(6)]
    shown, more = foremost(told)
    assert [c.sentence for c in shown[:3]] == ["One line.", "Unnamed 0.", "No date."]
    assert len(shown) == MOST_SHOWN and {c.sentence for c in more} == {"Unnamed 4.", "Unnamed 5."}


@pytest.mark.parametrize(
    ("remark", "is_first"),
    [
        ("Draft page; use only as a pointer.", True),
        ("The page is unreliable.", True),
        ("The figures should not be quoted.", True),
        ("Scope differs: all arms, not one.", False),
        ("The mayor was told not to use the bridge.", False),
    ],
)
def test_a_page_that_is_not_to_be_relied_on_is_warned_of_first(remark: str, is_first: bool) -> None:
    sentence = said("The editor of this note on {outlet} remarks: “{words}”", outlet="Harbour Wiki", words=remark)
    warned, dated = Caveat("EDITOR_REMARK", sentence, (finding(),)), Caveat("OLD_NEWS", "Old.", (finding(),))
    assert foremost([dated, warned])[0] == ((warned, dated) if is_first else (dated, warned))


def test_what_its_chain_tells_as_well_is_the_first_to_go() -> None:
    one = (finding(),)
    told = [Caveat("UNDATED", f"Caution {n}.", one) for n in range(5)]
    quotes, chain = Caveat("SINGLE_ORIGIN", "It quotes them.", one), Caveat("LONG_CHAIN", "Two steps.", one)
    assert foremost([*told, quotes, chain])[1] == (quotes,)
    # Where there is room for all, or the chain is of other reports, it stands by its weight.
    assert quotes in foremost([*told[:4], quotes, chain])[0]
    assert quotes in foremost([*told, quotes, replace(chain, findings=(*one, *one))])[0]


def test_what_is_not_shown_is_counted_in_a_terminal_and_folded_in_telegram() -> None:
    told = tuple(Caveat("LONG_CHAIN", f"Caution {n}.", (finding(),)) for n in range(9))
    account = Account(Speaker("SOHR", "monitor"), "reports", (finding(),))
    card = ContextCard(Claim("Ten died"), "found", (account,), (), told, (), NOW)
    assert "3 more: whosays ask … --all-caveats" in render_text(card) and "Caution 8." not in render_text(card)
    assert "Caution 8." in render_text(card, all_caveats=True) and "3 more" not in render_text(card, all_caveats=True)
    page = render_html(card)
    assert "<blockquote expandable>• Caution 6." in page and page.index("Caution 5.") < page.index("<blockquote")
    assert len(card_as_json(card)["caveats"]) == 9


def test_what_an_outlet_corrects_is_nobody_s_account(encoder: SentenceEncoder) -> None:
    words = "At least 12 people died when a ferry sank off Amber, the coast guard said."
    wrong = "Correction: An earlier version of this story said that 120 people died when a ferry sank off Amber."
    report = _entry(f"Harbour Post, 2021-05-03: Ferry sinks off Amber | {words} | {wrong}", 0)
    card = card_of(Case("CORRECTED", "120 people died when a ferry sank off Amber", entries=[report]), encoder)
    said = [finding.words for account in card.accounts for finding in account.findings]
    assert words in said and wrong not in said
    assert [account.relation for account in card.accounts if words in [f.words for f in account.findings]] == [
        "differs"
    ]
    assert all(figure.quantity.value != 120 for tally in card.tallies for figure in tally.figures)


def test_a_figure_that_an_outlet_changed_in_its_report_is_told(empty_store: Store) -> None:
    words = "At least {} people died when a ferry sank off Amber on Monday, the coast guard said."
    for count, seen in ((12, 3), (15, 4), (31, 6)):
        report = _entry(f"Harbour Post, 2021-05-03: Ferry sinks off Amber | {words.format(count)}", 0)
        visit = Visit(report.article.url or "", datetime(2021, 5, seen, tzinfo=UTC))
        with empty_store.writing() as writer:
            writer.keep([replace(report, visit=visit)])
            writer.pay_index()
    (claim, *_) = read_claims("12 people died when a ferry sank off Amber").claims
    card = ask(claim, empty_store, now=NOW)
    assert [caveat.sentence for caveat in card.caveats if caveat.kind == "REVISED"] == [
        "Harbour Post has changed the figure in its report: “At least 12 people died”, then “At least 15 people died” "
        "(seen on 4 May 2021), then “At least 31 people died” (seen on 6 May 2021)."
    ]
    (claim, *_) = read_claims("A ferry sank off Amber").claims
    assert "REVISED" not in [caveat.kind for caveat in ask(claim, empty_store, now=NOW).caveats]


def test_a_toll_that_stands_twice_in_a_report_has_moved_once(empty_store: Store) -> None:
    lead = "At least {} people died when a ferry sank off Amber on Monday, the coast guard said."
    after = "The coast guard brought the {} dead of the ferry that sank off Amber to the port."
    for count, seen in ((14, 3), (19, 4)):
        words = f"{lead.format(count)} | {after.format(count)}"
        report = _entry(f"Harbour Post, 2021-05-03: Ferry that sank off Amber leaves 25 dead | {words}", 0)
        visit = Visit(report.article.url or "", datetime(2021, 5, seen, tzinfo=UTC))
        with empty_store.writing() as writer:
            writer.keep([replace(report, visit=visit)])
            writer.pay_index()
    (claim, *_) = read_claims("19 people died when a ferry sank off Amber").claims
    told = ask(claim, empty_store, now=NOW).caveats
    assert [caveat.sentence for caveat in told if caveat.kind == "REVISED"] == [
        "Harbour Post has changed the figure in its report: “At least 14 people died”, then “At least 19 people died” "
        "(seen on 4 May 2021)."
    ]
    assert [caveat.kind for caveat in told].count("HEADLINE_DIFFERS") == 1


@pytest.mark.parametrize(
    ("office", "named", "voices"),
    [
        ("governor", "The regional governor Anton Verik", {"Anton Verik"}),
        ("mayor", "The regional governor Anton Verik", {"mayor", "Anton Verik"}),
        ("governor", "The deputy governor Anton Verik", {"governor", "Anton Verik"}),
    ],
)
def test_a_headlines_office_is_whoever_the_text_names_with_it(
    office: str, named: str, voices: set[str], encoder: SentenceEncoder
) -> None:
    title = f"Ferry fire off Port Amber kills 14, {office} says"
    words = f"{named} said 19 people died in the ferry fire off Port Amber on Friday."
    case = Case("HEADLINE_DIFFERS", "14 people died in the ferry fire off Port Amber")
    card = card_of(replace(case, entries=[_entry(f"Harbour Post, 2026-11-20: {title} | {words}", 0)]), encoder)
    assert {account.speaker.name for account in card.accounts} == voices == {o.label for o in card.origins}
    assert {figure.speaker.name for tally in card.tallies for figure in tally.figures} == voices
    assert {account.relation for account in card.accounts} == {"reports", "differs"}
    assert "HEADLINE_DIFFERS" in [caveat.kind for caveat in card.caveats]


#: Cards with one origin that are not told so, each with the reason; docs/origins.md has them as decisions.
SILENCES = {
    "nobody says it: another figure is all that the origin has": (
        "30 people were killed by rockets in Kalden",
        "Harbour Post, 2024-05-01: Rockets on Kalden | SOHR said 12 people were killed by rockets in Kalden.",
    ),
    "beside the very figure, another page's may be of another event": (
        "Over 100 airstrikes hit the Syrian desert",
        "Harbour Post, 2021-02-18: Strikes on the Syrian desert | SOHR said over 100 airstrikes hit the Syrian desert.",
        "Hill Gazette, 2021-02-18: Strikes on the Syrian desert | "
        "SOHR said at least 130 airstrikes hit the Syrian desert.",
    ),
    "two have said so in one breath": (
        "A suicide bombing in a restaurant in Kalden killed six people",
        "Harbour Post, 2013-08-23: Bombing in Kalden | "
        "A suicide bombing in a restaurant in Kalden killed six people, state media and SOHR said.",
    ),
    "another page prints the figure, though the card does not show it": (
        "38 fleeing civilians were killed by a Russian strike",
        "Harbour Post, 2017-10-22: Fleeing civilians killed | A Russian air strike killed 38 civilians on Wednesday as "
        "they tried to cross the river to escape fighting in the province of Deir Ezzor, SOHR said.",
        "Hill Gazette, 2017-10-04: Strike kills scores at the river | A Russian airstrike killed at least 38 "
        "civilians on Wednesday as they tried to cross the river to escape fighting in the province of Deir Ezzor, "
        "a monitor said.",
    ),
    "how the one report comes by it is not plain": (
        "8 rescuers were killed in a raid on Homs",
        "Harbour Post, 2017-04-10: Raid on Homs | "
        "White Helmets rescuers in the province said 8 rescuers were killed in a raid on Homs.",
    ),
    "one of the pages does not name the origin": (
        "30 people were killed by rockets in Kalden",
        "Harbour Post, 2024-05-01: Rockets on Kalden | SOHR said 30 people were killed by rockets in Kalden.",
        "Hill Gazette, 2024-05-01: Rockets on Kalden | Nearly 30 people were killed by rockets in Kalden.",
    ),
}


@pytest.mark.parametrize("why", SILENCES)
def test_one_origin_is_left_unsaid_for_these_reasons_alone(why: str, encoder: SentenceEncoder) -> None:
    claim, *reports = SILENCES[why]
    case = Case("SINGLE_ORIGIN", claim, entries=[_entry(report, n) for n, report in enumerate(reports)])
    card = card_of(case, encoder)
    assert len(card.origins) == 1
    assert all(caveat.kind != "SINGLE_ORIGIN" for caveat in card.caveats)


@pytest.mark.parametrize(
    ("words", "way"),
    [
        # With its comma lost, what is said runs on over who reports it.
        (
            "The Border Monitor said on Tuesday forty civilians were killed in Kalden Reuters reported.",
            ("Harbour Post", "Reuters", "Border Monitor"),
        ),
        (
            "The Border Monitor said forty civilians were killed in Kalden, and Reuters said that the road was closed.",
            ("Harbour Post", "Border Monitor"),
        ),
    ],
)
def test_whoever_reports_that_somebody_said_it_stands_between(words: str, way: tuple[str, ...]) -> None:
    (told,) = [f for f in findings_in(f"Shelling of Kalden\n\n{words}") if f.words == words]
    (monitor,) = [voice for voice in told.statement.attributions if voice.speaker.name == "Border Monitor"]
    assert chain_of(replace(told, heard=monitor)) == way
