"""Small agreements of English: one voice says, several say; two million is not 2e+06.

A sentence made with `told` remembers what it was made of, so that the interface can make it in another language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.model import Period
from knowledge.number_words import ONES
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.lost_commas import with_apostrophes
from knowledge.word_lists import any_of, words_in
from retrieval import word_tables


class Told(str):
    """A sentence in English that remembers how it was made: its form for one and for several, and what fills it."""

    one: str
    several: str | None
    n: int
    values: Mapping[str, object]


class Listing(str):
    """Words as English lists them, that remembers each."""

    words: tuple[str, ...]


class Dated(str):
    """A date in English words, that remembers the stretch it names."""

    period: Period


def told(template: str, /, **values: object) -> Told:
    """A sentence with its gaps filled; a number in a gap is printed as `number` prints it.

    >>> told("The claim says {figure}.", figure=1600.0)
    'The claim says 1,600.'
    """
    return _made(template, None, 1, values)


def told_of(n: int, one: str, several: str, /, **values: object) -> Told:
    """A sentence in the form that a number wants; `{n}` is the number.

    >>> told_of(2, "{n} report", "{n} reports")
    '2 reports'
    """
    return _made(one, several, n, values)


def _made(one: str, several: str | None, n: int, values: Mapping[str, object]) -> Told:
    filled = {name: number(value) if isinstance(value, int | float) else value for name, value in values.items()}
    sentence = Told((one if several is None or n == 1 else several).format(n=number(n), **filled))
    sentence.one, sentence.several, sentence.n, sentence.values = one, several, n, values
    return sentence


def dated(words: str, period: Period) -> Dated:
    """A date's words, with the date."""
    date = Dated(words)
    date.period = period
    return date


def listed(words: Sequence[str]) -> Listing:
    """Words as a person lists them.

    >>> listed(["SANA", "SOHR", "AP"])
    'SANA, SOHR and AP'
    """
    listing = Listing(words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else "")
    listing.words = tuple(words)
    return listing


_ONE_THING, _MANY, _GOES_ON, _WITH_ARTICLE, _PRESS, _OF_A_PERSON, _BODIES = (
    frozenset(word_tables.words_in("wording", row))
    for row in ("one_thing", "many", "goes_on", "with_article", "press", "of_a_person", "bodies")
)
_SEVERAL_BY_NAME = word_tables.words_in("wording", "several_by_name")
_BODIES_OF_STATE = tuple(f" {body}" for body in word_tables.words_in("wording", "bodies_of_state"))
_UNCOUNTED = frozenset(word_tables.words_in("wording", "press", "uncounted"))
_HOW_MANY = frozenset((*ONES, *word_tables.words_in("wording", "how_many")))
_COUNTING = _HOW_MANY.union(word_tables.words_in("wording", "opening"))
#: What is said of a voice after a comma, and is no second voice: "Border Monitor, a rights group".
_APPOSITION = re.compile(r", (?:an?|the|its|his|her|their|who|which|whose)\b.*")
#: "Le Monde", "La Presse": a title that has an article, if in another language; not "La Plata mayor".
_FOREIGN_ARTICLE = re.compile(rf"(?:{word_tables.any_of('wording', 'foreign_articles')}) [A-Z]")
_CALLED_SO = re.compile(rf" (?:{any_of('voices')})$")
#: One of those who are described: "a source", and not "a number of residents".
_ONE = re.compile(rf"\A(?:an?|one|the) (?!(?:{word_tables.any_of('wording', 'not_one')})\b)(?=\w)")


_A_NUMBER_OF = re.compile(r"(?:unnamed )?[“\"]?a number of ", re.IGNORECASE)


def is_plural(name: str) -> bool:
    """Whether a voice is several: a plural that is no name is written small, and "and" joins two.

    >>> is_plural("Gaza officials"), is_plural("Airwars"), is_plural("Amnesty International and Airwars")
    (True, False, True)
    >>> is_plural("a human rights group"), is_plural("Mill Watch, a group of medics"), is_plural("satellite analysis")
    (False, False, False)
    >>> is_plural("dockers union"), is_plural("officials in the ministry"), is_plural("White Helmets in Kalden")
    (False, True, True)
    >>> is_plural("a number of officials"), is_plural("unnamed “a number of officials”")
    (True, True)
    """
    name = _APPOSITION.sub("", name)
    if _A_NUMBER_OF.match(name):
        return True
    if name.startswith(("a ", "an ")) and " and " not in name:
        return False
    words = [word.strip("”“\"',.") for word in name.split()]
    behind = next((at for at, word in enumerate(words) if at and word in _GOES_ON), len(words))
    if " ".join(words[:behind]).endswith(_SEVERAL_BY_NAME):
        return True
    if len(words) == 1 and name[:1].isupper() and name.endswith("s") and name[:-1].lower() in words_in("persons"):
        # A description that opened its sentence: "Organisers".
        return True
    return "and" in words or "police" in words or words[-2:] == ["et", "al"] or _is_several(_head(words))


def _head(words: Sequence[str]) -> str:
    """The word that a voice's other words belong to: the "union" of the dockers union, the "officials" in a ministry.

    >>> _head("dockers union".split()), _head("three officials in the ministry".split())
    ('union', 'officials')
    """
    at = next((at for at, word in enumerate(words) if at and word in _GOES_ON), len(words))
    # A name, or what is told of the voice, may stand behind: "monitoring group Airwars", "witnesses interviewed".
    before = [word for word in words[:at] if word.islower() and not word.endswith(("ed", "ing"))]
    return before[-1] if before else ""


def _is_several(word: str) -> bool:
    """Whether a word that is no name ends as a plural does: "medics", not "analysis", "press" or "army's"."""
    return word in _MANY or (
        word.islower()
        and word.endswith("s")
        and not word.endswith(("us", "is", "ss", "'s", "’s"))
        and (word not in _ONE_THING)
    )


def in_a_sentence(name: str) -> str:
    """A voice inside a sentence: an office is written with its article, a name without.

    >>> in_a_sentence("coast guard"), in_a_sentence("SOHR"), in_a_sentence("two officials"), in_a_sentence("a doctor")
    ('the coast guard', 'SOHR', 'two officials', 'a doctor')
    >>> in_a_sentence("United Nations"), in_a_sentence("Syrian army")
    ('the United Nations', 'the Syrian army')
    >>> in_a_sentence("Gaza Health Ministry"), in_a_sentence("Russia's Defence Ministry")
    ('the Gaza Health Ministry', "Russia's Defence Ministry")
    >>> in_a_sentence("Anna Holm's brother")
    "Anna Holm's brother"
    >>> in_a_sentence("Amnesty international"), in_a_sentence("Le Port diplomatique"), in_a_sentence("La Plata mayor")
    ('Amnesty international', 'Le Port diplomatique', 'the La Plata mayor')
    >>> in_a_sentence("Kalden mayor"), in_a_sentence("UN Commission of Inquiry"), in_a_sentence("state television")
    ('the Kalden mayor', 'the UN Commission of Inquiry', 'state television')
    """
    first = next(iter(name.split()), "")
    plain = first[:1].islower() and first not in _COUNTING and not is_plural(name)
    of_a_state = (
        not first[:1].islower() and name.lower().endswith(_BODIES_OF_STATE) and not first.endswith(("'s", "’s"))
    )
    name = as_written(name)
    words = _APPOSITION.sub("", name).split()
    words = words[: next((at for at, word in enumerate(words) if at and word in _GOES_ON), len(words))]
    # "Kalden mayor", "Lancet study": a name before a common word.
    is_of_a_name = (
        not first[:1].islower()
        and not any(word.endswith(("'s", "’s")) for word in words)
        and len(words) > 1
        and ((words[-1].isalpha() and words[-1].islower()) or any(word.lower() in _BODIES for word in words))
        and words[-1] not in _UNCOUNTED
        and not _OF_A_PERSON.intersection(name.lower().split())
        and not is_plural(name)
    )
    is_with_article = (plain and words[-1] not in _PRESS) or is_of_a_name or of_a_state
    is_with_article = is_with_article and not _is_a_title(name)
    with_article = is_with_article or name == "police" or name in _WITH_ARTICLE
    # Other languages print the name as the report does, without English's article.
    return told("the {name}", name=name) if with_article else name


def as_written(name: str) -> str:
    """A voice as English writes it, where an archive has lost the apostrophe of the state whose voice it is.

    >>> as_written("Norways state TV"), as_written("Netherlands state TV"), as_written("Brussels police")
    ("Norway's state TV", 'Netherlands state TV', 'Brussels police')
    """
    written = with_apostrophes(name, words_in("countries").__contains__)
    # A name that lost nothing stays what other languages know it by.
    return name if written == name else written


def _is_a_title(name: str) -> bool:
    """Whether a newsroom, or a body that counts, is called so: its name is printed as it is, small letters and all."""
    if _FOREIGN_ARTICLE.match(name) and not _CALLED_SO.search(name):
        return True
    row = outlet_of(name)
    body = row_of(who_is(name))
    return (row is not None and row.kind != "party") or (body is not None and body.kind in ("ngo", "monitor"))


def unnamed(description: str) -> Told:
    """A voice that is only described, in the words that describe it.

    >>> unnamed("activists"), unnamed("a source"), unnamed("US official"), unnamed("a number of residents")
    ('unnamed “activists”', 'an unnamed “source”', 'an unnamed “US official”', 'unnamed “a number of residents”')
    """
    one = _ONE.sub("", description, count=1)
    words = description.lower().split()
    is_a_body = bool(words) and (words[-1] in _UNCOUNTED or words[-1] == "opposition")
    if one == description and (is_plural(description) or is_a_body or (words and words[0] in _HOW_MANY)):
        return told("unnamed “{name}”", name=description)
    return told("an unnamed “{name}”", name=one)


def is_one_described(description: str) -> bool:
    """Whether a voice without a name is one: "a source", and not "sources".

    >>> is_one_described("a source"), is_one_described("sources")
    (True, False)
    """
    return unnamed(description).startswith("an ")


def verb(names: Sequence[str], one: str, several: str) -> str:
    """The form of a verb that agrees with these voices."""
    return several if len(names) > 1 or is_plural(names[0]) else one


def number(value: float) -> str:
    """A number as it is printed: whole ones whole.

    >>> number(2_000_000.0), number(1.5)
    ('2,000,000', '1.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.15g}"


def opening(sentence: str) -> str:
    """The sentence with a capital at its beginning.

    >>> opening("the coast guard says so")
    'The coast guard says so'
    """
    capital = sentence[:1].upper() + sentence[1:]
    if not isinstance(sentence, Told):
        return capital
    opened = Told(capital)
    opened.one, opened.several, opened.n, opened.values = sentence.one, sentence.several, sentence.n, sentence.values
    return opened


def without_stop(sentence: str) -> str:
    """The sentence to be gone on with: a stop at its end, as of "Mill Bros.", would be one too many."""
    return sentence.removesuffix(".") if sentence.endswith(".") else sentence
