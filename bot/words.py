"""The interface's own words in the reader's language. What is quoted stays in the language it was said in.

English is what the code says and what stands in for a sentence that a language lacks. The other languages are gettext
catalogues (bot/locale/*.po), read as they are when first needed; `python -m bot.catalogue` keeps them complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from unicodedata import bidirectional

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from knowledge.model import Period
from retrieval.events import in_words
from retrieval.wording import Dated, Listing, Told, listed, number

#: The languages of the interface, each by its own name, in the order in which they are offered.
LANGUAGES = {"en": "English", "ru": "Русский", "ar": "العربية", "es": "Español"}
#: Those that are written from right to left.
RIGHT_TO_LEFT = frozenset({"ar"})

#: Unicode's isolates (UAX #9): what stands between them is ordered by itself, and moves nothing around it. Telegram
#: removes the older embeddings (U+202A to U+202E) from every message and leaves these.
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
#: An invisible letter of a right-to-left script: a line that begins with it runs from right to left.
RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
#: Where a command begins; its slash would be seen at its end.
_COMMAND = re.compile(r"(?<![\w<:/])(?=/[a-z{])")
#: Quoted words keep their marks: outside the isolate these would change sides.
_QUOTED = re.compile(r"“{\w+}”")
_RIGHT_TO_LEFT_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: What needs no isolate: a number, and what is in one already.
_STANDS_ALONE = re.compile(f"[\\d.,]+|{ISOLATE}[^{ISOLATE}{END_OF_ISOLATE}]*{END_OF_ISOLATE}")
_INNERMOST = re.compile(f"{ISOLATE}[^{ISOLATE}{END_OF_ISOLATE}]*{END_OF_ISOLATE}")
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
_ISOLATES = re.compile(f"[{ISOLATE}{END_OF_ISOLATE}]")


def msgid(english: str) -> str:
    """The sentence itself: marks one that stands in a table, so that it gets into the catalogue."""
    return english


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; English is what the code says."""

    language: str = "en"

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language in RIGHT_TO_LEFT

    def say(self, english: str, **values: object) -> str:
        """A sentence of the interface; `{name}` in it is filled in.

        >>> Words().say("{count} buttons", count=3)
        '3 buttons'
        """
        known = _catalogue(self.language)
        sentence = known.gettext(english) if known and english else english
        return sentence.format(**self._set(values)) if values else sentence

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """A sentence with a number in it, in the form that the number wants; `{n}` is the number.

        >>> Words().count("{n} report", "{n} reports", 1)
        '1 report'
        """
        known = _catalogue(self.language)
        sentence = known.ngettext(one, many, n) if known else (one if n == 1 else many)
        return sentence.format(n=self.number(n), **self._set(values))

    def listed(self, names: Sequence[str]) -> str:
        """Names as a person lists them.

        >>> Words().listed(["SANA", "SOHR", "AP"]), Words("ru").listed(["SANA", "SOHR", "AP"])
        ('SANA, SOHR and AP', 'SANA, SOHR и AP')
        """
        if self.language == "en":
            return listed(names)
        return format_list([self.isolated(name) for name in names], locale=self.language)

    def again(self, sentence: str) -> str:
        """A sentence of the card (`told`), made again in this language; what it quotes stays as it is.

        >>> from retrieval.wording import told
        >>> Words("es").again(told("the hedge {hedges}", hedges="“allegedly”")), Words("es").again("as printed")
        ('la reserva “allegedly”', 'as printed')
        """
        if self.language == "en":
            return sentence
        if isinstance(sentence, Dated):
            return self.date(sentence.period)
        if isinstance(sentence, Listing):
            return self.listed([self.again(word) for word in sentence.words])
        if not isinstance(sentence, Told):
            return sentence
        values = {name: self._filling(value) for name, value in sentence.values.items()}
        if sentence.several is None:
            return self.say(sentence.one, **values)
        return self.count(sentence.one, sentence.several, sentence.n, **values)

    def _filling(self, value: object) -> object:
        if isinstance(value, str):
            return self.again(value)
        return self.number(value) if isinstance(value, int | float) else value

    def number(self, value: float) -> str:
        """A number as it is printed.

        >>> Words().number(2_000_000), Words("es").number(2_000_000)
        ('2,000,000', '2.000.000')
        """
        if self.language == "en":
            return number(value)
        return format_decimal(value, locale=self.language)

    def date(self, period: Period | None) -> str:
        """A date, no more exact than it is known."""
        if period is None:
            return self.say("undated")
        english = in_words(period)
        if self.language == "en" or len(period.words) == 4:
            return english
        if len(period.words) == 7:
            return _bare(format_skeleton("yMMMM", period.start, locale=self.language))
        first = _bare(format_date(period.start, "long", locale=self.language))
        if len(period.words) == 10:
            return first
        last = _bare(format_date(period.end - timedelta(hours=1), "long", locale=self.language))
        return self.say("{first} to {last}", first=first, last=last)

    def isolated(self, foreign: str) -> str:
        """Words of another direction, set so that their letters, digits and stops stay together.

        >>> Words("ar").isolated("SOHR (2021)") == "\u2068SOHR (2021)\u2069", Words("ru").isolated("SOHR (2021)")
        (True, 'SOHR (2021)')
        """
        if not self.is_right_to_left or not foreign or _STANDS_ALONE.fullmatch(foreign):
            return foreign
        sound = balanced(foreign)
        return sound if _runs_right_to_left(sound) else f"{ISOLATE}{sound}{END_OF_ISOLATE}"

    def line(self, told: str) -> str:
        """A line of the interface that may begin with words of another direction: it still runs in the reader's.

        A line that is wholly foreign, a quotation, stays as it is.
        """
        if self.is_right_to_left and _RIGHT_TO_LEFT_LETTER.search(told):
            return RIGHT_TO_LEFT_MARK + told
        return told

    def _set(self, values: dict[str, object]) -> dict[str, object]:
        if not self.is_right_to_left:
            return values
        return {name: self.isolated(value) if isinstance(value, str) else value for name, value in values.items()}


ENGLISH = Words()


@cache
def words_in(language: str | None) -> Words:
    """The interface in a language, by its code; in English where there is no other.

    >>> [words_in(code).language for code in ("ru-RU", "es-MX", "es_419", "AR", "pt-BR", "", None)]
    ['ru', 'es', 'es', 'ar', 'en', 'en', 'en']
    """
    return Words(_bare_code(language)) if is_spoken(language) else ENGLISH


def is_spoken(language: str | None) -> bool:
    """Whether the interface has words in a language, by its code.

    >>> [is_spoken(code) for code in ("en", "es_419", "pt-BR", "", None)]
    [True, True, False, False, False]
    """
    return _bare_code(language) in LANGUAGES


def _bare_code(language: str | None) -> str:
    return re.split("[-_]", language or "")[0].lower()


def _bare(date: str) -> str:
    """A date without Russian's "г." behind the year, which stands in contracts; on a card a year is a year."""
    return re.sub(r"\s+г\.$", "", date)


def balanced(text: str) -> str:
    """A text without the marks that turn the order of what stands around it; isolates that end again may stay.

    >>> balanced("a\u202eb"), balanced("a\u2069b"), balanced("\u2068a\u2069") == "\u2068a\u2069"
    ('ab', 'ab', True)
    """
    text = _TURNING.sub("", text)
    still_open = 0
    for mark in _ISOLATES.findall(text):
        still_open += 1 if mark == ISOLATE else -1
        if still_open < 0:
            break
    return _ISOLATES.sub("", text) if still_open else text


def _runs_right_to_left(text: str) -> bool:
    """Whether all that stands outside of isolates is of the reader's own direction: a list of names, a date."""
    outside, isolates = text, 0
    while True:
        outside, found = _INNERMOST.subn("", outside)
        if not found:
            break
        isolates += found
    letters = {bidirectional(letter) for letter in outside}
    return "L" not in letters and bool(isolates or letters & {"R", "AL"})


@cache
def _catalogue(language: str) -> GNUTranslations | None:
    if language == "en" or language not in LANGUAGES:
        return None
    with (files(__package__) / "locale" / f"{language}.po").open("rb") as written:
        catalogue = read_po(written, locale=language)
    if language in RIGHT_TO_LEFT:
        for message in catalogue:
            forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
            set_right = tuple(
                _QUOTED.sub(rf"{ISOLATE}\g<0>{END_OF_ISOLATE}", _COMMAND.sub(LEFT_TO_RIGHT_MARK, form or ""))
                for form in forms
            )
            message.string = set_right if isinstance(message.string, tuple | list) else set_right[0]
    # What gettext looks sentences up in is made here, in memory: there is no compiled file to forget.
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
