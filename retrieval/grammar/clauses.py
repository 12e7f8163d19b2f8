"""What a stretch of a sentence tells: its figures, its verb, who does it, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.model import Place, Quantity
from knowledge.places import read_places, related
from knowledge.quantities import read_quantities, unit_table
from knowledge.times import read_times
from retrieval.claims.phrases import phrases
from retrieval.claims.questions import ALSO_THINGS, third
from retrieval.events import apart
from retrieval.grammar.verbs import told_of_now, verb_of
from retrieval.ranking import WORD
from retrieval.word_tables import any_of, worded, words_in

#: Any day does to see whether two stretches name different ones: "on Monday", "on Tuesday".
SOME_DAY = read_times("1 July 2020")[0]
#: Words of a subject before its verb, at most.
SUBJECT = 7
#: Rows of the unit table that say by themselves what became of the people counted.
CROWD = "demonstrators"


def figures_in(words: str) -> list[Quantity]:
    """The figures that count something: no lengths of time, no shares, no "one attack"."""
    kinds = unit_table().kinds
    return [
        q
        for q in read_quantities(words)
        if kinds.get(q.unit) not in ("measure", "ratio") and not (q.value <= 1 and kinds.get(q.unit) == "event")
    ]


def meant_of(words: str, figures: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The figures that words give, and none that they say is wrong: "37 soldiers died, not 28 civilians".

    "Not only 28 civilians" gives 28; and where no other is given all stay, since then nothing else is asked about.

    >>> said, more = "37 soldiers died, not 28 civilians", "Not only 28 civilians, 9 soldiers died"
    >>> [[q.value for q in meant_of(words, read_quantities(words))] for words in (said, more)]
    [[37], [28, 9]]
    """
    meant = tuple(q for q in figures if q.value == 0 or not _not_so_many().search(words[: q.span.start]))
    return meant if any(q.unit or q.counted for q in meant) else tuple(figures)


@cache
def _not_so_many() -> re.Pattern[str]:
    """Right before a figure, that it is not the one."""
    return re.compile(rf"(?<!\w)(?:{any_of('claims', 'not_so_many')}) (?:(?:the|some|about) )?\Z", re.IGNORECASE)


def telling_in(words: str) -> list[Quantity]:
    """The figures that say what became of somebody, or what was done: "40 killed", "30 air strikes"; no "12 men"."""
    kinds = unit_table().kinds
    return [
        q
        for q in figures_in(words)
        if q.unit and (q.state or q.unit == CROWD or kinds.get(q.unit) not in ("person", "weapon", "thing"))
    ]


@cache
def verbs() -> frozenset[str]:
    """The forms in which something is said to have happened, but for those that are things as well: "strikes"."""
    past = phrases().past
    shown = {third(verb) for verb in past if verb not in ALSO_THINGS} - {"deaths", "dead"}
    return frozenset((*past.values(), *phrases().participles, *shown, "was", "were", "has", "have"))


@cache
def _every_verb() -> frozenset[str]:
    return verbs() | verb_of().keys() | told_of_now() | frozenset(words_in("verbs", "headlines"))


def is_a_verb(word: str) -> bool:
    """Whether a word in small letters may say what was done: "sacked", "opens"; "attack" may, too.

    >>> is_a_verb("opens"), is_a_verb("hospital")
    (True, False)
    """
    return word.endswith("ed") or word in _every_verb()


def has_verb(words: str) -> bool:
    """Whether a stretch says that something happened: "the army struck Homs", "40 dead"; no "air strikes of Sand"."""
    return any(word.lower() in verbs() for word in WORD.findall(words)) or any(q.state for q in figures_in(words))


def doer_in(words: str) -> str:
    """Who does what a stretch tells: what stands before its verb, where that stands before its figure; else nothing."""
    figures = figures_in(words)
    before = words[: figures[0].span.start] if figures else words
    for at, found in enumerate(WORD.finditer(before)):
        if at > SUBJECT or re.search(r"[,;:]", before[: found.start()]):
            return ""
        if found.group().lower() in verbs():
            subject = before[: found.start()].strip()
            spoken = worded("joined", "saying").fullmatch(found.group())
            return "" if spoken or found.group().lower() in ("was", "were") else subject
    return ""


def verb_first(first: str, words: str, joint: str) -> re.Match[str] | None:
    """The verb that opens a stretch: "killed ten", or "killing ten" behind a comma."""
    found = re.match(r"(?:also\s+|then\s+)?(?P<verb>[^\W\d_]+)\s+", words)
    if found is None:
        return None
    verb = found["verb"].lower()
    if verb.endswith("ing") and plain_of(verb):
        goes_on = any(plain_of(word.lower()) for word in WORD.findall(first) if word.lower().endswith("ing"))
        return found if "," in joint or goes_on else None
    return found if verb in verbs() and verb not in ("was", "were", "has", "have") else None


def plain_of(doing: str) -> str:
    """Kill, of killing; nothing for what is no verb of the table."""
    stem = doing.removesuffix("ing")
    return next((verb for verb in (stem, f"{stem}e", stem[:-1]) if verb in phrases().past), "")


def placed(words: str) -> tuple[Place, ...]:
    """The places that a stretch names, without a country that does what it tells: "Russia killed ten"."""
    acting = len(doer_in(words))
    return tuple(p for p in read_places(words) if p.span and p.span.start >= acting)


def are_two_places(here: Sequence[Place], there: Sequence[Place]) -> bool:
    """Whether two stretches are of different places: of other provinces, or of two towns of one."""
    if apart(here, there):
        return True
    sited = [(a, b) for a in here for b in there if a.province and b.province]
    return bool(sited) and all(related(a, b) in ("near", "apart") for a, b in sited)


def are_of_other_towns(first: str, second: str) -> bool:
    """Whether each stretch names a place that no table knows, and another: "in Kalden", "in Velmar"."""
    if placed(first) or placed(second):
        return False
    one, other = ({name.split(" ", 1)[1] for name in unknown_places(words)} for words in (first, second))
    return bool(one and other) and not one & other


def are_of_other_days(first: str, second: str) -> bool:
    """Whether each stretch names a time, and these do not meet: "on Monday", "on Tuesday"."""
    one, other = read_times(first, SOME_DAY), read_times(second, SOME_DAY)
    return bool(one and other) and not any(a.overlaps(b) for a in one for b in other)


def unknown_places(words: str) -> list[str]:
    """Where words say that something happened, by names that no table knows: "in Kalden"."""
    if words.isupper():
        return []
    found = [
        match.group().strip()
        for match in re.finditer(rf"(?i:\b(?:{any_of('joined', 'where')})) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", words)
    ]
    return [one for one in found if not read_times(one, SOME_DAY)]


def names_somewhere(words: str) -> bool:
    """Whether words say where, be it in a place that no table knows: "in balakot"."""
    led = rf"\b(?:{any_of('joined', 'where')})\s+(?!(?:{any_of('joined', 'nowhere')})\b)\w"
    dated = [t.span for t in read_times(words, SOME_DAY) if t.span]
    return any(
        not any(span.start <= found.end() <= span.end for span in dated)
        for found in re.finditer(led, words, re.IGNORECASE)
    )
