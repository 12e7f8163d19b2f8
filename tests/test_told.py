"""Cautions, and why reports are of one origin, in the reader's language: a sentence a kind, whatever fills its gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from interface import GATHERED
from telegram_server.html import parse_html
from test_caveats import EVERY, Case, card_of, finding

from bot.card.counted import STATES, UNITS, counted_in
from bot.card.figures import table_of
from bot.card.layout import caveat_line
from bot.card.rendering import html_of, sound
from bot.words import END_OF_ISOLATE, ISOLATE, LANGUAGES, words_in
from knowledge.articles import day
from knowledge.embedding import SentenceEncoder
from knowledge.model import Caveat, ContextCard, Figure, Origin, Tally
from knowledge.quantities import read_quantities, unit_table
from knowledge.speakers import speaker_rows
from retrieval.caveats.sides import called
from retrieval.wording import Dated, Listing, Told, in_a_sentence, listed, opening, told, told_of

OTHERS = [language for language in LANGUAGES if language != "en"]
KNOWN = {message if isinstance(message, str) else message[0] for message in GATHERED.places}
TABLE = Path(__file__).parent / "tables" / "told.txt"
#: Said by the first line of a card, and so never among its cautions.
FIRST_LINE = {"NOTHING_FOUND", "AMBIGUOUS_EVENT"}
FIRST: dict[str, Case] = {}
for _kind, _, _case in EVERY:
    if _case.says:
        FIRST.setdefault(_kind, _case)


def blocks() -> dict[str, dict[str, str]]:
    """The table: under each kind, its sentence in each language."""
    found = {}
    for block in re.split(r"\n\s*\n", TABLE.read_text(encoding="utf-8").split("\n\n", 1)[1].strip()):
        kind, *lines = block.splitlines()
        found[kind] = dict(line.split(": ", 1) for line in lines)
    return found


SAID = blocks()


def plain(line: str) -> str:
    """A line without the marks that cannot be seen."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", line)


@pytest.fixture(scope="module")
def cards(encoder: SentenceEncoder) -> dict[str, ContextCard]:
    """The card of the first case of each kind."""
    return {kind: card_of(FIRST[kind], encoder) for kind in SAID}


def first_of(kind: str, card: ContextCard) -> str:
    """The sentence that the first case of a kind gives."""
    part = FIRST[kind].says or ""
    return next(c.sentence for c in card.caveats if c.kind == kind and part in c.sentence)


def test_every_kind_of_caution_is_in_the_table() -> None:
    assert set(SAID) == set(FIRST) - FIRST_LINE
    assert all(list(said) == list(LANGUAGES) for said in SAID.values())


@pytest.mark.parametrize("kind", SAID)
def test_a_caution_is_said_in_each_language(kind: str, cards: dict[str, ContextCard]) -> None:
    sentence = first_of(kind, cards[kind])
    line = {code: caveat_line(Caveat(kind, sentence), words_in(code))[0].text for code in LANGUAGES}
    assert {code: plain(said).removeprefix("• ") for code, said in line.items()} == SAID[kind]


def untold(sentence: object) -> list[str]:
    """The parts of a sentence that no catalogue could put into another language."""
    if isinstance(sentence, Told):
        # English alone writes out how many steps.
        filling = [value for name, value in sentence.values.items() if name != "steps"]
        return [part for value in filling for part in untold(value)]
    if isinstance(sentence, Listing):
        return [part for word in sentence.words for part in untold(word)]
    return [sentence] if isinstance(sentence, str) and not isinstance(sentence, Dated) else []


def templates(sentence: object) -> set[str]:
    """The templates that a sentence is made of."""
    if isinstance(sentence, Told):
        return {sentence.one}.union(*(templates(value) for value in sentence.values.values()))
    return set().union(*(templates(word) for word in sentence.words)) if isinstance(sentence, Listing) else set()


@pytest.mark.parametrize("kind", SAID)
def test_what_a_caution_leaves_in_english_stands_in_the_reports_or_the_claim(
    kind: str, cards: dict[str, ContextCard]
) -> None:
    case, card = FIRST[kind], cards[kind]
    for sentence in (
        *(c.sentence for c in card.caveats if c.kind not in FIRST_LINE),
        *(o.because for o in card.origins),
    ):
        assert isinstance(sentence, Told) and templates(sentence) <= KNOWN
        there = " ".join((case.claim, *(printed(card)), *(str(profile) for profile in case.profiles.values()))).lower()
        for part in untold(sentence):
            for word in re.findall(r"\w+", part.lower()):
                assert word in there, (sentence, part)


def printed(card: ContextCard) -> list[str]:
    """Everything that the reports of a card print, with the names that the tables give."""
    found = [f for account in card.accounts for f in account.findings] + [f for c in card.caveats for f in c.findings]
    return [
        f"{f.article.text} {f.article.title} {f.outlet} {f.article.credit} {f.statement.attributions} {f.attribution} "
        f"{f.statement.where} {f.statement.quantities} {f.article.remark} {card.claim}"
        for f in found
    ]


# --- from right to left


def as_seen(line: str) -> str:
    """A line in the order in which the eye finds its letters, by the Unicode bidirectional algorithm."""
    return plain(str(get_display(line)))


@pytest.mark.parametrize("kind", SAID)
def test_in_arabic_what_a_caution_quotes_stays_together(kind: str, cards: dict[str, ContextCard]) -> None:
    sentence = first_of(kind, cards[kind])
    line = words_in("ar").line(caveat_line(Caveat(kind, sentence), words_in("ar"))[0].text)
    assert line.count(ISOLATE) == line.count(END_OF_ISOLATE)
    foreign = [part for part in untold(sentence) if re.search(r"[a-z]", part)]
    for part in foreign:
        assert part in as_seen(line), as_seen(line)
    # The bullet stands where a line of that direction begins.
    assert as_seen(line).endswith("•")


def test_in_arabic_two_figures_keep_their_places_and_their_marks() -> None:
    sentence = told(
        "The figures differ: from {low} ({who}) to {high} ({other}).",
        low="“26 militants (at least)”",
        who="SOHR",
        high="“200!”",
        other="the army",
    )
    seen = as_seen(words_in("ar").line(words_in("ar").again(sentence)))
    assert "“26 militants (at least)”" in seen and "“200!”" in seen
    # Read from the right, the smaller figure comes first.
    assert seen.index("26 militants") > seen.index("200!")


def test_in_arabic_a_list_of_foreign_names_is_read_from_the_right() -> None:
    words = words_in("ar")
    seen = as_seen(
        words.line(words.say("in {outlets}", outlets=words.say(", ").join(map(words.isolated, ("AP", "BBC")))))
    )
    assert seen.index("BBC") < seen.index("AP")
    assert "100%" in as_seen(words.line(words.say("in {outlets}", outlets="100%")))


# --- whatever fills the gaps

HOSTILE = [
    "{n}",
    "{}",
    "{0!r}",
    "<b>",
    "&amp;",
    "«}{»",
    "\u202eabc",
    "\u2068",
    "\u2069x",
    "قال",
    "a\nb",
    "%s",
    "“",
    "\x08",
]
words_said = st.one_of(st.text(min_size=1, max_size=40), st.sampled_from(HOSTILE)).filter(lambda said: said.strip())


@given(st.data(), st.sampled_from([m for m in GATHERED.places if "{" in str(m)]), st.sampled_from(list(LANGUAGES)))
def test_no_value_whatever_breaks_a_sentence(data: st.DataObject, message: str | tuple[str, str], code: str) -> None:
    one, several = (message, None) if isinstance(message, str) else message
    if "<" in one:
        # Sentences with tags are given values that are escaped already.
        return
    filling = st.one_of(
        words_said,
        st.integers(0, 10**9),
        st.just(words_in("en").date(day("2021-04"))),
        st.lists(words_said, min_size=1, max_size=4).map(listed),
        words_said.map(lambda said: told("unnamed “{name}”", name=said)),
    )
    gaps = [gap for gap in re.findall(r"{(\w+)}", one + (several or "")) if gap != "n"]
    values = {gap: data.draw(filling) for gap in gaps}
    if several is None and "{n}" not in one:
        sentence = told(one, **values)
    else:
        sentence = told_of(data.draw(st.integers(0, 300)), one, several or one, **values)
    words = words_in(code)
    said = words.again(sentence)
    for gap, value in values.items():
        if type(value) is str and gap != "steps" and not re.search("[\u2066-\u2069\u202a-\u202e]", value):
            assert value in said
    drawn = "".join(str(value) for value in values.values())
    # No gap is left, but for those in the words themselves.
    assert not (set(re.findall(r"{\w*}", said)) - set(re.findall(r"{\w*}", drawn)))
    text, _ = parse_html(html_of(caveat_line(Caveat("HEDGED", sentence), words), words))
    # Control characters cannot be sent, and are dropped on the way.
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    assert plain(sound(said)).strip()[-1:] in plain(text)


# --- small agreements


def test_a_sentence_in_english_is_what_it_was() -> None:
    assert in_a_sentence("coast guard") == "the coast guard" and in_a_sentence("SOHR") == "SOHR"
    assert opening(told("the {name}", name="army")) == "The army"


@pytest.mark.parametrize("code", OTHERS)
def test_an_english_article_stays_in_english(code: str) -> None:
    words = words_in(code)
    assert plain(words.again(in_a_sentence("coast guard"))) == "coast guard"
    assert plain(words.again(opening(in_a_sentence("coast guard")))) == "coast guard"


@pytest.mark.parametrize("code", ["ru", "es"])
def test_a_caution_begins_with_a_capital_where_letters_have_one(code: str) -> None:
    sentence = told("{name} is run by a state.", name="coast radio")
    assert not re.match(r"• [a-zа-я]", plain(caveat_line(Caveat("PARTY_TO_EVENTS", sentence), words_in(code))[0].text))


def test_a_date_in_a_caution_is_the_languages_own() -> None:
    sentence = told("{figure} on {day}", figure="“30 dead”", day=words_in("en").date(day("2021-04-19")))
    assert words_in("ru").again(sentence) == "“30 dead” (19 апреля 2021)"


# --- what is finite is translated


def test_every_row_of_the_tables_of_units_has_its_word() -> None:
    assert set(unit_table().kinds) == set(UNITS)
    assert set(unit_table().states_of) == set(STATES)


@pytest.mark.parametrize("code", OTHERS)
def test_every_side_of_the_table_of_speakers_can_be_named(code: str) -> None:
    for side in {row.side for row in speaker_rows() if row.side}:
        named = called(side)
        assert isinstance(named, Told) and named == side and words_in(code).again(named)


@pytest.mark.parametrize(
    ("code", "caption"),
    [
        ("ru", "Военнослужащие (убитые), “northern soldiers”: от 12 до 30"),
        ("ar", "جنود (قتلى)، “northern soldiers”: من 12 إلى 30"),
        ("es", "Soldados (muertes), “northern soldiers”: de 12 a 30"),
    ],
)
def test_a_table_says_what_it_counts_and_what_reports_call_it(code: str, caption: str) -> None:
    said = [finding(text) for text in ("12 northern soldiers were killed.", "30 northern soldiers were killed.")]
    figures = tuple(
        Figure(quantity, one.attribution, one)
        for one in said
        for quantity in read_quantities(one.words)
        if quantity.unit
    )
    tally = Tally("soldiers", "killed", figures)
    line = table_of(tally, wide=False, words=words_in(code))[0]
    assert plain("".join(run.text for run in line)) == caption


def test_a_counted_thing_that_no_table_has_is_printed_as_it_stands() -> None:
    assert counted_in(words_in("ru"), "windmills", "killed") == "windmills (убитые)"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("en", "all 3 quote the coast guard; one sentence stands in more than one of them"),
        ("ru", "все (3) ссылаются на coast guard; кроме того, одно и то же предложение повторяется более чем в одной"),
        ("ar", "كلها (3) تنقل عن coast guard؛ كما ترد الجملة نفسها في أكثر من واحد منها"),
        ("es", "todas (3) citan a coast guard; además, una misma frase figura en más de una"),
    ],
)
def test_why_reports_are_of_one_origin_is_said_in_each_language(code: str, why: str) -> None:
    because = told(
        "{said}; {besides}",
        said=told("all {count} quote {name}", count=3, name=in_a_sentence("coast guard")),
        besides=told("one sentence stands in more than one of them"),
    )
    origin = Origin("coast guard", because, ())
    assert plain(words_in(code).again(origin.because)).startswith(why)
