"""A text as words, figures and marks, each with its place; figures as English or continental newspapers print them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

# An identifier, an account or a keyboard test, not a count: nothing that news counts has sixteen digits.
MOST_DIGITS: Final = 15


class Word(NamedTuple):
    """One word, figure or mark of a text: `low` is folded for look-up, the offsets are those of the text."""

    low: str
    start: int
    end: int
    #: "n" a figure in digits, "w" a word, "s" any other mark, "u" an address, a handle or a hashtag.
    kind: str
    #: Whether it is printed with a capital: "US", "10M", "May".
    capital: bool = False
    #: Whether it is all capitals, and more than one letter: "US" is a country, "us" is we.
    capitals: bool = False


_SPACES = " \u00a0\u2009\u202f"
_SPACE_CLASS = f"[{_SPACES}]"
# "1.111,11" and "1.234.567" are one number in any language; "5,00" is no list, since none prints a nought in front, and
# of money "€12,50" is no list either. "1,3" may be two numbers, and "1.234" is one and a bit: the language decides.
_MUST_BE_CONTINENTAL = (
    r"(?<!\d[.,])\d{1,3}(?:\.\d{3}){2}(?![.,]?\d)"
    r"|(?<!\d[.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?![.,]?\d)"
    r"|(?<!\d[.,])\d{1,3},(?:0\d(?![.,]?\d)|\d\d(?=\s?(?:€|euros?\b)))"
    r"|(?<=[$£€])\d{1,3},\d\d(?![.,]?\d)"
)
_MUST_BE_ENGLISH = r"(?<!\d[.,])\d{1,3}(?:,\d{3}){2,}(?![.,]?\d)|(?<!\d[.,])\d{1,3}(?:,\d{3})+\.\d+(?![.,]?\d)"
_ENGLISH = (
    r"(?<![\w.])\.\d+|"
    rf"{_MUST_BE_CONTINENTAL}"
    rf"|\d{{1,3}}(?:[,，٬]\d{{3}})+(?!\d)(?:[.．٫]\d+)?"
    rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)(?:\.\d+)?"
    # "12 122mm rockets" are twelve.
    rf"|\d{{1,3}}(?:{_SPACE_CLASS}\d{{3}})+(?!\d)(?![-/:]\d|[- ]?mm\b|[- ]?kg (?:bombs?|warheads?)\b)(?:[.．٫]\d+)?"
    rf"|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:\.\d+)?"
    # "192.168.1.2" is four numbers, not two decimals.
    rf"|(?<!\d\.)\d+[.．٫]\d+(?!\d|\.\d)|\d+"
)
_CONTINENTAL = (
    rf"{_MUST_BE_ENGLISH}"
    rf"|\d{{1,3}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?"
    rf"|\d{{1,3}}(?:{_SPACE_CLASS}\d{{3}})+(?!\d)(?![-/:]\d)(?:,\d+)?"
    rf"|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:,\d+)?"
    rf"|\d+[,]\d+|\d+"
)
_IS_CONTINENTAL: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2}|\d{1,3}(?:\.\d{3})*,\d{1,2}")
_IS_ENGLISH: Final = re.compile(_MUST_BE_ENGLISH)
# Languages whose newspapers print 1.234,5 or 1 234,5.
_CONTINENTAL_LANGUAGES: Final = frozenset(
    ["de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "cs", "sv", "no", "da", "fi", "el", "ro", "bg", "id"]
)


#: The groups of the pattern, in their order: a plain word is a word.
_SORTS: Final = ("s", "w", "u", "n", "w", "s")


@cache
def _marks(continental: bool) -> re.Pattern[str]:
    number = _CONTINENTAL if continental else _ENGLISH
    return re.compile(
        # Most are plain words behind a blank; which of the others a mark is takes longer to find out.
        r" ?(?:([A-Za-z]+(?=[ ,]))"
        r"|((?:https?://|www\.)\S+|[#@]\w+)"
        # No alternative is tried where no digit can begin.
        rf"|((?=[\d.])(?:{number}))"
        # "U.S." and "Lt." keep their stops; a mask ("ki*lled") keeps its stars.
        r"|((?:[^\W\d_]\.){2,8}|[^\W\d_]+(?:(?:\*{1,4}|['’])[^\W\d_]+)*)"
        r"|(\S))"
    )


# Figures, sides and units are looked for in one text, one after the other.
@lru_cache(maxsize=200)
def split_words(text: str, language: str = "en") -> tuple[Word, ...]:
    """The words, figures and marks of a text, in order, each with its place.

    >>> [word.low for word in split_words("Over 1,234 U.S. troops")]
    ['over', '1,234', 'u.s.', 'troops']
    """
    marks = _marks(language[:2].lower() in _CONTINENTAL_LANGUAGES).finditer(text)
    return tuple([_word(text, mark) for mark in marks])


def words_from(text: str, phrases: Mapping[str, Sequence[tuple[tuple[str, ...], object]]]) -> Iterator[Sequence[Word]]:
    """The words of a text from each on that begins a phrase, as many as the longest phrase that begins so.

    `phrases` are known by their first words, the longest first. Of a whole report few words begin any.

    >>> known = {"is": [(("is",), 1)], "u.s.": [(("u.s.", "army"), 2)]}
    >>> [[word.low for word in words] for words in words_from("The U.S. army struck IS", known)]
    [['u.s.', 'army'], ['is']]
    """
    marks = list(_marks(False).finditer(text))
    for at, mark in enumerate(marks):
        low = mark[mark.lastindex or 0].lower()
        if "’" in low:
            low = low.replace("’", "'")
        if low in phrases:
            yield [_word(text, one) for one in marks[at : at + len(phrases[low][0][0])]]
        elif "*" in low and len(low) > 1:
            # What is masked may begin any.
            yield [_word(text, one) for one in marks[at:]]


def _word(text: str, mark: re.Match[str]) -> Word:
    sort = mark.lastindex or 0
    start, end = mark.span(sort)
    if _SORTS[sort] != "w":
        return Word(text[start:end], start, end, _SORTS[sort])
    low, capital, capitals = _folded(text[start:end])
    return Word(low, start, end, "w", capital, capitals)


# A paper has the same few thousand words every day.
@lru_cache(maxsize=20_000)
def _folded(printed: str) -> tuple[str, bool, bool]:
    """A word as it is looked up, whether it has a capital, and whether it is all capitals."""
    capital = printed[0].isupper()
    return printed.lower().replace("’", "'"), capital, capital and len(printed) > 1 and printed.isupper()


def value_of_digits(digits: str, language: str = "en") -> float | None:
    """The number that a printed figure stands for; None for a string of more than fifteen digits.

    >>> value_of_digits("1,234.5"), value_of_digits("1.234,5", "de"), value_of_digits("٢٥")
    (1234.5, 1234.5, 25)
    >>> value_of_digits("1.234,50"), value_of_digits("1,234,567", "de")
    (1234.5, 1234567)
    """
    if len(digits) > 2 * MOST_DIGITS:
        return None
    continental = language[:2].lower() in _CONTINENTAL_LANGUAGES
    if not digits.isdigit() and (_IS_ENGLISH if continental else _IS_CONTINENTAL).fullmatch(digits):
        continental = not continental
    plain: list[str] = []
    for mark in digits:
        if mark.isdigit():
            plain.append(mark if mark.isascii() else str(unicodedata.digit(mark)))
        elif mark in (",٫" if continental else ".．٫"):
            plain.append(".")
    joined = "".join(plain)
    if len(joined) > MOST_DIGITS + 1 or not joined:
        return None
    return tidy(float(joined)) if "." in joined else int(joined)


def tidy(value: float) -> float:
    """A whole number without its ".0"; floating noise ("1.2 million" as 1199999.9999) rounded away.

    >>> tidy(1199999.9999999998)
    1200000
    """
    near = round(value)
    if near and abs(value - near) <= 1e-9 * abs(near):
        return near
    return float(f"{value:.15g}")
