"""Where one sentence of a text ends and the next begins: abbreviations, quotations, lists and other scripts."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from knowledge.lost_stops import lost_stops
from knowledge.model import Span
from knowledge.quotations import read_quotations
from knowledge.tweets import signatures
from knowledge.word_lists import any_of, words_in

#: A quotation shorter than this is kept in one statement, however many sentences it holds.
LONGEST_WHOLE_QUOTATION = 600
#: Nobody quotes a thousand characters as one sentence: a longer run has lost its full stops.
LONGEST_STATEMENT = 1000

_BLOCK_END = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|[\x0b\x0c\x1c-\x1e\u2029]+")
#: Pages that set a pull quote or a heading between paragraphs leave two tabs; so does an empty cell of a table.
_TABS = re.compile(r"[^\S\n]*\t[^\S\n]*\t[^\S\n]*")
_FEWEST_BESIDE_TABS = 5
_BULLET = re.compile(r"\s*(?:[-*•‣◦▪●■–—·]\s+\S|\(?\d{1,3}[.)]\s+\S|[a-z]\)\s+\S|\d{1,2}[:.]\d\d\b)")
_END = re.compile(r"(?:\.[ \u00a0]?(?=\.))*(?:[.!?…。！？؟۔।॥｡]+)[\"'”’»)\]』」›“]*")
#: A Greek question closes with what is a semicolon elsewhere.
_GREEK_END = re.compile(_END.pattern.replace("[.!?", "[.!?;\u037e", 1))
_CLOSERS = "\"'”’»)]』」›“"
_NO_SPACE_NEEDED = frozenset("。！？｡")
_WORD_BEFORE = re.compile(r"[^\s\"“”(\[‘«—–/]+\Z")

_TITLES = words_in("titles_and_abbreviations")
_EITHER = words_in("either")
_MONTHS = re.compile(
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|januar|februar|marts|maj|juni|juli|oktober)"
)
_STARTERS = words_in("starters")
_UNFINISHED = words_in("unfinished")
#: Names that begin small: "al-Shami", "iPhone".
_SMALL_NAME = re.compile(r"(?:al|el|ad|an|as|ash|ar|at|az)-[A-Z]|[a-z][A-Z]")
#: "The coast guard left. he Ministry said": a page that prints the first letter as a picture has lost it.
_BEHEADED = re.compile(r"he (?P<name>[A-Z][a-z]+)")
_LISTED = re.compile(r"(?:^|\n)\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\Z")
_SPEAKER_CLAUSE = re.compile(
    r"\s+(?!(?:He|She|They|It|I|We)\b)(?:the |a |an |one |his |her |their )?(?:[\w.'’-]+\s+){0,5}?"
    rf"(?:{any_of('speaking_behind')})\b"
    # "... is gone." The mayor added that 12 had died: whoever goes on has said something else.
    r"(?! that (?!(?:day|evening|morning|night|same|week)\b))"
)
#: "«Where?» — asked the mayor": Russian and French print a dash before who says it.
_DASHED = re.compile(r"[-–—]\s*[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]")
_GLUED = re.compile(
    # "BuzzFeed.Com" is one name.
    r"(?<=[^\W\d_]{2})[.!?](?!(?:Com|Fr|Info|Net|Org|Ru|Tv|Uk)\b)[\"”’)]?(?=[“\"‘(]?[A-ZА-Я][a-zа-я’']+[ ,])"
    r"|(?<=[a-zа-я]{4})[.!?](?=\d{1,3}(?:,\d{3})* [a-zа-я])"
)
#: "Der 2. Weltkrieg" is the second, "er wurde 40. Dann ging er" the end.
_BEFORE_ORDINALS = re.compile(
    r"\b(?:der|die|das|dem|den|des|am|im|zum|zur|vom|beim|ein|eine|einem|einen|einer|seit|bis|jeder|jedes|seine[mnrs]?|ihre[mnrs]?|und)\s+\Z",
    re.IGNORECASE,
)


def split(text: str, language: str = "en") -> tuple[Span, ...]:
    """The text's statements: sentence-sized stretches, none left out, none overlapping, each trimmed of blanks.

    A blank line always ends a statement. A full stop inside a quotation of fewer than 600 characters does not.
    `language` is an ISO code; it matters only where a full stop after a number is an ordinal ("3. Oktober").

    >>> words = 'Gen. Smith of the U.S. Army left. "We won. It is over," he said.'
    >>> [span.of(words) for span in split(words)]
    ['Gen. Smith of the U.S. Army left.', '"We won. It is over," he said.']
    """
    found: list[Span] = []
    for start, end in _paragraphs(text):
        for first, last in _sentences(text, start, end, language):
            found.extend(_sized(text, first, last))
    return tuple(found)


# Of a report many sentences may be near a claim, and each is asked what stands beside it.
@lru_cache(maxsize=64)
def sentences_of(report: str) -> tuple[Span, ...]:
    """The sentences of a report in English, as `split` finds them; kept while it is asked about."""
    return split(report)


def _past_a_torn_word(text: str, start: int) -> int:
    """Where a sentence begins whose "The" has lost its first letter: nothing that is quoted begins inside a word."""
    torn = _BEHEADED.match(text, start)
    # "he Said" is a headline's way to write, and "he Friday told" somebody's.
    goes_on = torn is None or torn["name"].lower() in words_in("finite_verbs") | words_in("times_after_a_name")
    return start if goes_on else start + len("he ")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Runs of words that no blank line, bullet or finished line interrupts."""
    runs: list[tuple[int, int]] = []
    start = 0
    gaps = [*_BLOCK_END.finditer(text), *(tabs for tabs in _TABS.finditer(text) if _are_between_lines(text, tabs))]
    for gap in [*sorted(gaps, key=lambda gap: gap.start()), None]:
        end = gap.start() if gap else len(text)
        runs.extend(_lines(text, start, end))
        start = gap.end() if gap else end
    return runs


def _are_between_lines(text: str, tabs: re.Match[str]) -> bool:
    """Whether tabs part two lines of words, and not the cells of a table ("Kalden", none, "40")."""
    before = re.split(r"[\n\t]", text[max(0, tabs.start() - LONGEST_STATEMENT) : tabs.start()])[-1]
    after = re.split(r"[\n\t]", text[tabs.end() : tabs.end() + LONGEST_STATEMENT])[0]
    is_over = before[-1:] in _CLOSERS or before[-1:] in ".!?"
    return bool(after) and (is_over or min(len(before.split()), len(after.split())) >= _FEWEST_BESIDE_TABS)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if "\n" not in text[start:end] and "\r" not in text[start:end]:
        return [(start, end)] if text[start:end].strip() else []
    lines: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            lines.append((at, at + len(line)))
        at += len(line)
    if not lines:
        return []
    lengths = [len(text[a:b].rstrip()) for a, b in lines]
    # Plain-text mail and old wires break every line near one width; there a line's end says nothing.
    wrapped = len(lines) > 2 and max(lengths) <= 110 and min(lengths[:-1]) >= 0.6 * max(lengths) > 24
    runs = [lines[0]]
    for (a, b), length in zip(lines[1:], lengths, strict=False):
        first, last = runs[-1]
        before, after = text[first:last].rstrip(), text[a:b].lstrip()
        finished = before[-1:] in ".!?…:;。！？؟۔।" or before[-1:] in _CLOSERS
        soft = not _BULLET.match(after) and (
            (wrapped and length > 24) or (not finished and after[:1].islower()) or hangs(before)
        )
        if soft:
            runs[-1] = (first, b)
        else:
            runs.append((a, b))
    return runs


def is_a_small_name(word: str) -> bool:
    """Whether a word is a name that begins small.

    >>> is_a_small_name("al-Shami"), is_a_small_name("shami")
    (True, False)
    """
    return bool(_SMALL_NAME.match(word))


def hangs(line: str) -> bool:
    """Whether no sentence and no heading could end here, as lines read off a picture do.

    >>> hangs("40 people died in the town of"), hangs("40 people died")
    (True, False)
    """
    words = line.split()
    return len(words) > 2 and words[-1] in _UNFINISHED


def _sentences(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    quotations = [q for q in read_quotations(text, start, end) if q.end - q.start < LONGEST_WHOLE_QUOTATION]
    cuts: list[int] = []
    upcoming = 0
    for match in (_GREEK_END if language == "el" else _END).finditer(text, start, end):
        at = match.end()
        while upcoming < len(quotations) and quotations[upcoming].end < at:
            upcoming += 1
        if upcoming < len(quotations) and quotations[upcoming].start < match.start() and at < quotations[upcoming].end:
            continue
        closing_quotation = upcoming < len(quotations) and quotations[upcoming].end == at
        if _ends_sentence(text, start, match, end, language, closing_quotation):
            cuts.append(at)
    # What follows the signature of a tweet is the page's own again.
    cuts += [signed.span.end for signed in signatures(text, start, end) if text[signed.span.end : end].strip(" .")]
    bounds = [start, *sorted(set(cuts)), end]
    whole = [(a, b) for a, b in itertools.pairwise(bounds) if a < b]
    return [piece for a, b in whole for piece in itertools.pairwise([a, *lost_stops(text, a, b), b])]


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int, language: str, closes: bool) -> bool:
    at = match.end()
    if at >= end:
        return False
    mark = match.group()
    if mark[0] in _NO_SPACE_NEEDED:
        # "「終わった。」と言った": the quotation is over, the sentence is not.
        return mark[-1] not in _CLOSERS or text[at].isspace() or not text[at].isalpha()
    if not text[at].isspace():
        return _is_glued(text, start, match.start())
    rest = at
    while rest < end and text[rest].isspace():
        rest += 1
    if rest >= end:
        return False
    following = text[rest]
    if following in "\"'“‘«(„「[" and rest + 1 < end:
        following = text[rest + 1]
    if following.islower() and not (_SMALL_NAME.match(text, rest) or _BEHEADED.match(text, rest)):
        return False
    if closes and _DASHED.match(text, rest):
        return False
    if closes and _SPEAKER_CLAUSE.match(text, at, min(end, at + 120)):
        return False
    if mark.rstrip(_CLOSERS) != "." or mark[-1] in '"”»“':
        return True
    return _full_stop_ends(text, start, match.start(), rest, following, language)


def _full_stop_ends(text: str, start: int, stop: int, rest: int, following: str, language: str) -> bool:
    before = _WORD_BEFORE.search(text, max(start, stop - 40), stop)
    word = before.group() if before else ""
    plain = word.lower().strip("'’,;:")
    if _LISTED.search(text[max(start - 1, stop - 8, 0) : stop + 1]) and (stop - len(word)) <= start + 2:
        return False
    if not plain:
        return True
    next_word = re.match(r"[\w'’]+", text[rest : rest + 30])
    starter = bool(next_word and next_word.group().lower() in _STARTERS and next_word.group()[:1].isupper())
    if plain in ("no", "nos"):
        return not following.isdigit()
    if plain in _TITLES:
        return False
    if plain in _EITHER:
        return starter and not (plain in ("jan", "feb", "mar") and following.isdigit())
    if len(plain) == 1 and word.isalpha():
        # An initial ("John F. Kennedy"), or a lone letter in a script without capitals ("د. ").
        return word.isupper() and starter
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", plain):
        return starter
    if plain.isdigit() and len(plain) <= 2 and language in ("de", "da", "no", "nb", "fi", "cs", "hr", "hu", "sk", "sl"):
        ordinal = language == "de" and _BEFORE_ORDINALS.search(text[max(start, stop - 16) : stop - len(word)])
        return not ordinal and not _MONTHS.match(text, stop + 1)
    return True


def _is_glued(text: str, start: int, stop: int) -> bool:
    """Whether a sentence ends at a full stop that no blank follows: "left.The army", but not "Mr.Smith"."""
    if not _GLUED.match(text, stop) or _address(text, start, stop):
        return False
    before = _WORD_BEFORE.search(text, max(start, stop - 40), stop)
    word = before.group().lower() if before else ""
    return word not in _TITLES and word not in _EITHER and "." not in word


def _address(text: str, start: int, at: int) -> bool:
    """Whether the full stop stands in a web or mail address rather than between two sentences."""
    left = text.rfind(" ", max(start, at - 80), at)
    token = text[left + 1 : at + 40].split(" ", 1)[0].lower()
    return any(mark in token for mark in ("www.", "http", "@", "://")) or token.count(".") > 2


def _sized(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return []
    start = _past_a_torn_word(text, start)
    spans: list[Span] = []
    while end - start > LONGEST_STATEMENT:
        window = text[start : start + LONGEST_STATEMENT]
        cut = max(window.rfind("; "), window.rfind(".” "), window.rfind('." '), window.rfind(". ")) + 1
        cut = cut if cut > 200 else max(window.rfind(" "), window.rfind("\n"), 0)
        cut = cut if cut > 200 else LONGEST_STATEMENT
        piece = Span(start, start + len(window[:cut].rstrip()))
        if piece.end > piece.start:
            spans.append(piece)
        start += cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        spans.append(Span(start, end))
    return spans
