"""The interface in four languages: complete, filled in alike, and readable from right to left."""

from __future__ import annotations

import re
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given, settings
from interface import GATHERED
from telegram_server.entities import utf16_length
from telegram_server.html import parse_html
from test_rendering import cards

from bot.card import views
from bot.card.first_line import answer
from bot.card.layout import lay_out
from bot.card.rendering import render_html
from bot.catalogue import gather, lacking, read, template, update
from bot.terminal.plain import seen
from bot.words import END_OF_ISOLATE, ISOLATE, LANGUAGES, Words, words_in
from knowledge.articles import day
from knowledge.model import ContextCard, Period
from knowledge.store import Store
from retrieval.answers import answer as answer_to
from retrieval.wording import Told

OTHERS = [language for language in LANGUAGES if language != "en"]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = Period(NOW, NOW + timedelta(microseconds=1), "stated")
CLAIMS = (
    "100 airstrikes",
    "Russia killed 200 militants in Palmyra",
    "500 killed at Al-Ahli hospital in Gaza",
    "Kunduz hospital attack killed 42 people",
    "Raqqa coalition killed 1600 civilians",
    "100 civilians killed in Khan Sheikhoun",
    "Mariupol theatre strike killed 600 people",
)


def pairs(language: str) -> list[tuple[str, str]]:
    """Each English sentence beside its translation; of a plural, every form beside the English plural."""
    found = []
    for message in read(language):
        if isinstance(message.id, tuple | list):
            found += [(message.id[1], form) for form in message.string or ()]
        elif message.id:
            found.append((message.id, str(message.string)))
    return found


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_everything_that_is_said_can_be_read_from_the_code() -> None:
    assert len(GATHERED.places) > 150
    assert not GATHERED.unreadable


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_says_everything_and_nothing_that_is_said_no_more(language: str) -> None:
    """`python -m bot.catalogue` mends what is missing here."""
    kept = {tuple(m.id) if isinstance(m.id, tuple | list) else m.id for m in read(language) if m.id}
    assert kept == set(GATHERED.places)
    assert not lacking(read(language))


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_gaps_of_the_original(language: str) -> None:
    for english, translated in pairs(language):
        # "Two reports" needs no 2 where a language has a form for two; nothing else may be left out, or put in.
        # English alone writes a number out: {steps} is {n} in words.
        assert fields(english) - {"n", "steps"} <= fields(translated) <= fields(english) | {"n"}, translated


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_tags_and_the_commands_of_the_original(language: str) -> None:
    for english, translated in pairs(language):
        for what in (r"</?[a-z]+[^>]*>", r"(?<![\w<:/])/[a-z]+", r"\n"):
            assert sorted(re.findall(what, english)) == sorted(re.findall(what, translated)), translated
        parse_html(translated.replace("{", "(").replace("}", ")"))


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_rules_on_truth(language: str) -> None:
    """What would be a verdict in the interface's mouth; "true or false" is only said to be never said."""
    verdicts = {
        "ru": r"\b(ложь|ложн|фейк|опровер|недостоверн|правдив|враньё)",
        "ar": r"(كاذب|كذب|مزيف|زائف|مضلل|يزعم|زعم)",
        "es": r"\b(mentira|bulo|engaño|desinformaci|falsea|veraz)",
    }
    for _, translated in pairs(language):
        assert not re.search(verdicts[language], translated, re.IGNORECASE), translated


@pytest.mark.parametrize("language", OTHERS)
def test_a_caution_is_made_in_the_readers_language_and_quotes_as_printed(language: str, starter: Store) -> None:
    words = words_in(language)
    for claim in CLAIMS:
        for caveat in answer_to(claim, starter, now=NOW, sent=TODAY).cards[0].caveats:
            if caveat.kind in ("NOTHING_FOUND", "AMBIGUOUS_EVENT"):
                # The first line of the card says these.
                continue
            said = words.again(caveat.sentence)
            assert isinstance(caveat.sentence, Told), caveat.kind
            assert said != caveat.sentence, caveat.kind
            printed = re.findall(r"“(.+?)”", caveat.sentence)
            assert [
                quoted for quoted in printed if quoted not in said.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
            ] == []


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", ["in 1 report", "in 2 reports", "in 5 reports", "in 21 reports"]),
        ("ru", ["в 1 публикации", "в 2 публикациях", "в 5 публикациях", "в 21 публикации"]),
        ("ar", ["في تقرير واحد", "في تقريرين", "في 5 تقارير", "في 21 تقريرًا"]),
        ("es", ["en 1 publicación", "en 2 publicaciones", "en 5 publicaciones", "en 21 publicaciones"]),
    ],
)
def test_a_number_wants_its_form(language: str, counted: list[str]) -> None:
    words = words_in(language)
    assert [words.count("in {n} report", "in {n} reports", n) for n in (1, 2, 5, 21)] == counted


def test_in_arabic_what_is_counted_from_eleven_on_is_accusative_and_by_the_hundred_genitive() -> None:
    for message in read("ar"):
        if isinstance(message.id, tuple | list):
            forms = list(message.string or ())
            assert forms[4].count("\u064b") <= forms[5].count("\u064b"), forms
    assert words_in("ar").count("{n} report", "{n} reports", 11) == "11 تقريرًا"
    assert words_in("ar").count("{n} report", "{n} reports", 100) == "100 تقرير"


def test_a_sentence_that_a_language_lacks_is_english() -> None:
    assert words_in("ru").say("Nobody has said this yet, {name}.", name="Mira") == "Nobody has said this yet, Mira."
    assert words_in("ru").count("{n} unheard thing", "{n} unheard things", 2) == "2 unheard things"


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en", "18 February 2021"), ("ru", "18 февраля 2021"), ("ar", "18 فبراير 2021"), ("es", "18 de febrero de 2021")],
)
def test_a_day_is_printed_as_the_language_prints_it(language: str, printed: str) -> None:
    assert words_in(language).date(day("2021-02-18")).replace("\u200f", "") == printed


def test_a_date_is_no_more_exact_than_it_is_known() -> None:
    month, week = day("2021-02"), Period(datetime(2021, 4, 3, tzinfo=UTC), datetime(2021, 4, 10, tzinfo=UTC), "stated")
    assert words_in("es").date(month) == "febrero de 2021"
    assert words_in("es").date(day("2021")) == "2021"
    assert words_in("es").date(week) == "del 3 de abril de 2021 al 9 de abril de 2021"
    assert words_in("es").date(None) == "sin fecha"


def test_numbers_are_parted_as_the_language_parts_them() -> None:
    assert [words_in(code).number(2_000_000) for code in ("en", "es")] == ["2,000,000", "2.000.000"]
    assert words_in("ru").number(2_000_000).replace("\xa0", " ") == "2 000 000"
    # The figures of an Arabic card are those that its quotations print.
    assert words_in("ar").number(1600) == "1,600"


@pytest.fixture(scope="module")
def palmyra(starter: Store) -> ContextCard:
    return answer_to("Russia killed 200 militants in Palmyra", starter, now=NOW).cards[0]


def as_seen(line: str) -> str:
    """A line in the order in which the eye finds its letters, by the Unicode bidirectional algorithm."""
    return "".join(c for c in str(get_display(line)) if c not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def test_in_arabic_foreign_words_stay_together_and_lines_begin_on_the_right(palmyra: ContextCard) -> None:
    lines = seen(render_html(palmyra, words=words_in("ar"))).split("\n")
    source = next(line for line in lines if "WTOP" in line and "—" in line)
    # On the right the dash, then the outlet, then the date: read from the right, "— WTOP، 19 أبريل 2021".
    assert as_seen(source).endswith("WTOP —")
    assert "19 " in as_seen(source) and "2021" in as_seen(source)
    note = next(line for line in lines if "Headline says" in line)
    # The English sentence is whole, its stop at its own end.
    assert "Headline says at least 200, the text says up to 200." in as_seen(note)
    careful = as_seen(next(line for line in lines if "some 200 militants" in line and "•" in line))
    for quoted in ("some 200 militants", "up to 200 militants", "at least 200"):
        assert f"“{quoted}”" in careful
    figures = next(line for line in lines if "Uprooted" in line and line.lstrip("\u200f").startswith("•"))
    assert "200 " in as_seen(figures) and "Uprooted Palestinians" in as_seen(figures)
    # A quotation alone is a line of its own direction.
    assert "“killed some 200 militants”" in lines


def test_in_arabic_a_command_keeps_its_slash_in_front() -> None:
    said = words_in("ar").say("/forgetme removes everything that is kept of you, at once, and says what it was.")
    assert "/forgetme" in as_seen(said)


def test_without_isolates_the_line_would_be_torn() -> None:
    """The test above can fail: the same line without isolates is seen in another order."""
    line = "ملاحظة: Headline says at least 200, the text says up to 200."
    assert "200." not in as_seen(line)
    assert "up to 200." in as_seen("ملاحظة: " + Words("ar").isolated("Headline says up to 200."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_isolates_that_begin_end(language: str, palmyra: ContextCard) -> None:
    page = render_html(palmyra, words=words_in(language))
    text, _ = parse_html(page)
    for line in text.split("\n"):
        assert line.count(ISOLATE) == line.count(END_OF_ISOLATE)
    if language != "ar":
        assert ISOLATE not in page and "\u200f" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("claim", ["100 airstrikes", "70 civilians killed in Douma chemical attack", "blue cheese"])
def test_quotations_stay_in_their_language(language: str, claim: str, starter: Store) -> None:
    card = answer_to(claim, starter, now=NOW).cards[0]
    english, told = lay_out(card), lay_out(card, words=words_in(language))

    def quoted(layout: object) -> list[str]:
        sections = layout.sections  # type: ignore[attr-defined]
        return [run.text for s in sections for b in s.blocks for line in b for run in line if run.style == "quote"]

    assert quoted(told) == quoted(english)
    assert len(told.sections) == len(english.sections)
    assert (answer(card, words_in(language)) == answer(card)) is (language == "en")


def test_the_catalogue_takes_up_what_is_new_and_drops_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "a.py").write_text(
        'HELLO = "Hello, {name}."\nKINDS = {"a": msgid("one kind"), "b": msgid("another kind")}\n'
        "def f(words, kind, n):\n"
        "    one, many = {1: (msgid('{n} hat'), msgid('{n} hats'))}[n]\n"
        "    words.say(HELLO, name='x'); words.say(KINDS[kind]); words.count(one, many, n); words.say(kind)\n"
    )
    gathered = gather(room)
    assert set(gathered.places) == {"Hello, {name}.", "one kind", "another kind", ("{n} hat", "{n} hats")}
    assert gathered.unreadable == ("room/a.py:5 says kind",)
    monkeypatch.setattr("bot.catalogue.LOCALE", tmp_path)
    assert len(update("ru", gathered)) == len(template(gathered))
    (room / "a.py").write_text('def f(words):\n    words.say("one kind")\n')
    assert update("ru", gather(room)) == ["one kind"]
    assert [message.id for message in read("ru") if message.id] == ["one kind"]


@settings(max_examples=60, deadline=None)
@given(cards())
def test_any_card_in_arabic_is_html_that_telegram_takes(card: ContextCard) -> None:
    """Whatever marks of direction stand in what is quoted, those of the line begin and end in it."""
    words = words_in("ar")
    parts = (views.accounts, views.otherwise, views.caveats, views.sources)
    for page in (
        views.whole(card, words),
        views.short(card, words),
        *(page for of in parts for page in of(card, words)),
    ):
        text, entities = parse_html(page)
        assert 0 < utf16_length(text.strip()) <= 4096 and len(entities) <= 100
        assert not re.search("[\u202a-\u202e\u2066\u2067]", text)
        assert text.count(ISOLATE) == text.count(END_OF_ISOLATE)
