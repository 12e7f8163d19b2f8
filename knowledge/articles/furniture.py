"""Bylines, datelines, printing times, captions and page furniture, told from the reporting they stand around."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.articles.live import STAMP, UPPER, ZONE, stamps_in
from knowledge.model import Period, Span
from knowledge.sentences import split
from knowledge.times import read_times

#: A shorter text is a message, and its last words are its own, capitals or not.
_SHORTEST_WITH_INITIALS = 200
_LONGEST_LINE = 240
_LONGEST_TAIL = 12
#: Words under a picture that lost their line stand among the first sentences.
_CAPTIONED_SENTENCES = 12

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{4}(?= ?(?:GMT|UTC|KSA|hrs|\d\d\.\d\d\.))|\d{1,2} ?[ap]\.?m\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? ?\d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d\d-\d\d)"
)
_HOUR = rf"(?:(?:at |-|–|,|\|)? ?(?:{_CLOCK}){ZONE}| ?at \d{{3,4}}\b)"
_WHEN = rf"(?:{_WEEKDAY} )?(?P<day>{_DAY})(?: ?{_HOUR})?|{_HOUR}(?:,? (?:on )?(?:{_WEEKDAY} )?(?P<day2>{_DAY}))?"
_NAME = rf"{UPPER}[\w.'’-]*(?: (?:al|el|de|van|von|bin|of|the|{UPPER}[\w.'’-]*)){{0,4}}"
_BEGINS = rf"(?=[ \t]*(?:\n|\Z|[\"“‘'«(]?(?:{UPPER}|\d)))"
_BYLINE = re.compile(
    rf"[Bb](?:y|Y):? (?P<author>(?![Ss]taff\b|[Aa]gencies\b){_NAME}(?:(?:, {_NAME}){{0,3}},? (?:and|&) {_NAME})?)"
    r"(?:,? (?:and|&|with) (?:news )?[Aa]gencies)?"
    r"(?: ?[|/,–—-] ?(?P<desk>[^\n.]{1,60}))?[ \t]*(?=\n|\Z)"
)


_SIGNED_DAY = re.compile(
    rf"(?:[Bb](?:y|Y):? )?(?P<author>(?!(?:{_MONTH}|{_WEEKDAY})\b){UPPER}[\w.'’-]+"
    rf"(?: {UPPER}[\w.'’-]*){{1,3}}) ?[,|·–—-] ?(?P<day>{_DAY})(?:,? ?{_HOUR})?[ \t]*(?=\n|\Z)"
)


@cache
def _table() -> dict[str, list[str]]:
    table = tomllib.loads((files(__package__) / "furniture.toml").read_text("utf-8"))
    return {name: row["words"] for name, row in table.items()}


def _any(name: str) -> str:
    return "(?:" + "|".join(sorted((re.escape(word) for word in _table()[name]), key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Layout:
    """What of a page is its reporting, what stands under its pictures, and what it prints about itself."""

    body: tuple[Span, ...]
    captions: tuple[Span, ...]
    #: What the outlet says of its own report: that it was wrong before, what was changed.
    corrections: tuple[Span, ...]
    #: Who signed it, as the byline words it.
    author: str | None
    #: The agency that a dateline or the last line names.
    wire: str | None
    #: The day the page prints above its report.
    printed: Period | None


@dataclass(frozen=True, slots=True)
class _Shapes:
    date: re.Pattern[str]
    dateline: re.Pattern[str]
    wire_alone: re.Pattern[str]
    leads: re.Pattern[str]
    tails: re.Pattern[str]
    sign_off: re.Pattern[str]
    lines: re.Pattern[str]
    label: re.Pattern[str]
    desk: re.Pattern[str]
    credited: re.Pattern[str]
    picture_desk: re.Pattern[str]
    credit_behind: re.Pattern[str]
    credit_within: re.Pattern[str]
    pictured: re.Pattern[str]
    told: re.Pattern[str]
    correction: re.Pattern[str]
    correction_behind: re.Pattern[str]
    wire: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    wires, labels = _any("wires"), _any("date_labels")
    desks = rf"(?:{wires}|{_any('picture_desks')})"
    more = rf"(?:{UPPER}|al-|el-)[\w'’.-]{{0,20}}|\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}"
    place = rf"{UPPER}[\w'’.-]{{1,20}}(?:[ ,/]{{1,2}}(?:{more})){{0,4}}[,.]?"
    capitals = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'/-]{2,30}(?:, ?[A-Z][\w. ]{1,25})?"
    return _Shapes(
        date=re.compile(
            rf"(?:\(?(?i:{labels})(?: (?:at|on))?:? ?(?:{_WHEN})\)?|(?:{_WEEKDAY} )?(?P<day3>{_DAY})(?: ?{_HOUR})?)"
            rf"(?: ?\((?i:{labels}) [^)\n]{{1,40}}\))?(?: ?[-–—|:])?(?:{_BEGINS}|(?= (?:title: ?|by ){UPPER}))"
        ),
        dateline=re.compile(
            rf"(?:(?:{place} )?[(/](?:[\w ]{{0,25}} and )?(?P<bracketed>{wires})[)/]\.?(?: ?[-–—:]{{1,2}}|{_BEGINS})"
            rf"|{place} ?[-–—]{{0,2}} ?\(?(?P<plain>{wires})\)? ?[-–—]{{1,2}}"
            rf"|{capitals}(?:, ?{_MONTH} \d{{1,2}})? ?[-–—]{{1,2}} (?={UPPER}|[\"“]))"
        ),
        wire_alone=re.compile(rf"(?P<wire>{wires})(?=[ \t]*\n|[ \t]+(?:{_WEEKDAY} )?{_DAY})"),
        leads=re.compile("(?:" + "|".join(_table()["leads"]) + ")" + _BEGINS),
        tails=re.compile(rf"(?<=[.!?\"”’)\]\n])\s*(?:{'|'.join(_table()['tails'])})\s*\Z"),
        sign_off=re.compile(
            rf"(?:\s*[-–—]{{1,2}}\s*|\s+\(|\s*\[|©\s*\d{{0,4}}\s*|(?<=[.!?\n])\s*(?:By|Via|With|Agencies):?\s+)(?P<wire>{wires})\s*[)\]]?\s*\.?\s*\Z",
            re.IGNORECASE,
        ),
        lines=re.compile("(?:" + "|".join(_table()["lines"]) + ")"),
        label=re.compile(rf"{_any('picture_labels')}s?(?: ?(?::|by:?|credit:?|courtesy:?|©))\s*", re.IGNORECASE),
        desk=re.compile(rf"©? ?{desks}(?=[ /,|.]|\Z)"),
        credited=re.compile(rf"\s*(?P<bracket>[\[(])[^\])\n]{{0,50}}?\b{desks}\b[^\])\n]{{0,40}}[\])]\.?\Z"),
        picture_desk=re.compile(rf"\b{_any('picture_desks')}\b"),
        credit_behind=re.compile(
            rf"(?<=[.\w\"”])\s+(?:{desks.upper()}|{desks})(?: Photo)?/{_NAME}(?:/\w+)?\.?\Z"
            rf"|(?<=[.\w\"”])\s+{_any('picture_labels')}s?:\s+{_NAME}"
            rf"(?:[/,] ?{_NAME})*\.?\Z"
        ),
        # In a text without lines. "BEIRUT (Reuters) Ten died" is a dateline, "the Anadolu Agency (AA) said" a name.
        credit_within=re.compile(
            rf"(?:(?:(?<=[.!?\"”])|\b(?!{_any('before_no_credit')}\b)(?:[a-z]+|\d{{4}})) ?"
            rf"(?P<credit>\((?:{desks}|{UPPER}[\w ]{{1,20}} and [Aa]gencies)\))"
            rf"|(?<!\bthe )(?<!\ba )(?P<picture>\([^()\n]{{0,40}}\b(?i:{_any('picture_words')})\b[^()\n]{{0,40}}\)))"
            rf"(?=\s+[\"“(]?{UPPER}|\()"
        ),
        pictured=re.compile("|".join(_table()["seen_in_pictures"])),
        told=re.compile(rf"\b{_any('telling')}\b"),
        correction=re.compile("|".join(f"(?:{words})" for words in _table()["corrections"]), re.IGNORECASE),
        correction_behind=re.compile(
            rf"(?<=[.!?”\")])\s+(?={'|'.join(_table()['correction_labels'])})[^\n]*\Z", re.IGNORECASE
        ),
        wire=re.compile(rf"(?P<wire>{wires}|Agence France-Presse)(?: [Ss]taff| [Nn]ews)?(?:\W+\d.{{0,40}})?"),
    )


def read_layout(text: str, start: int, end: int, headline: str | None = None) -> Layout:
    """Which of the characters from `start` to `end` are reporting, once bylines, datelines and page furniture are off.

    Nothing is rewritten: a report that begins "BEIRUT (Reuters) - The army left" has a body that begins at "The".
    Words of a page that are all furniture are kept as its body, since nothing else would be left of it.

    >>> text = "BEIRUT (Reuters) - The army left."
    >>> layout = read_layout(text, 0, len(text))
    >>> [span.of(text) for span in layout.body], layout.wire
    (['The army left.'], 'Reuters')
    """
    first, author, wire, printed = _behind_the_lead(text, start, end, headline)
    last, signed = _before_the_tail(text, first, end)
    body, captions, corrections, author = _lines(text, first, last, author)
    if not body:
        body = [span for span in (_trimmed(text, start, end),) if span] if not (captions or corrections) else []
    return Layout(tuple(body), tuple(captions), tuple(corrections), author, wire or signed, printed)


def is_correction(line: str) -> bool:
    """Whether a line is about the report that it stands in, and not about what that reports.

    >>> is_correction("Correction: 12 people died, not 120."), is_correction("The minister corrected the toll.")
    (True, False)
    """
    return bool(_shapes().correction.match(line))


def author_of(words: str) -> str | None:
    """Who signed, by a line that says so.

    >>> author_of("By Jonas Weil, Reuters"), author_of("3 May 2021")
    ('Jonas Weil', None)
    """
    found = _BYLINE.match(words)
    return found["author"] if found else None


def wire_of(words: str | None) -> str | None:
    """The agency that a byline's words name and nobody else's; None when they name none.

    >>> wire_of("Reuters"), wire_of("Reuters Staff"), wire_of("Jonas Weil"), wire_of("Jonas Weil, AFP")
    ('Reuters', 'Reuters', None, 'AFP')
    """
    words = re.sub(r"^\W*(?:sources?|agency|agencies|credit|by)\b\W*", "", words or "", flags=re.IGNORECASE)
    named = [found for part in re.split(r"[,|/()]| [-–—] ", words) if (found := _shapes().wire.fullmatch(part.strip()))]
    return named[-1]["wire"] if named else None


def _behind_the_lead(
    text: str, at: int, end: int, headline: str | None
) -> tuple[int, str | None, str | None, Period | None]:
    """Where the reporting begins, and the byline, wire and day that stand before it."""
    shapes = _shapes()
    again = _printed_again(headline)
    author: str | None = None
    wire: str | None = None
    printed: Period | None = None
    while at < end:
        while at < end and text[at].isspace():
            at += 1
        window = min(end, at + 400)
        if again and (found := again.match(text, at, window)):
            again = None
        elif found := _BYLINE.match(text, at, window):
            author, wire = author or found["author"], wire or wire_of(found["desk"])
        elif found := _SIGNED_DAY.match(text, at, window):
            # "Jane Roe, 3 May 2021": who signed it and when, on one line.
            author, printed = author or found["author"], printed or _day(found["day"])
        elif found := shapes.date.match(text, at, window):
            day = found["day"] or found["day2"] or found["day3"]
            printed = printed or (_day(day) if day else None)
        elif found := shapes.wire_alone.match(text, at, window):
            wire = wire or found["wire"]
        elif found := shapes.dateline.match(text, at, window):
            wire = wire or found["bracketed"] or found["plain"]
        elif not (found := shapes.leads.match(text, at, window)):
            break
        if found.end() <= at:
            break
        at = found.end()
    return at, author, wire, printed


def _printed_again(headline: str | None) -> re.Pattern[str] | None:
    """The headline as pages print it a second time, with other blanks and marks between its words."""
    # "Raid kills 12 - World - Harbour Post": a site's own name hangs behind.
    words = re.findall(r"\w+", re.split(r" [-|–] ", headline or "")[0])
    if not 3 <= len(words) <= 40:
        return None
    return re.compile(
        r"(?:title: |by [\w ’'-]{2,60}? )?\W{0,3}(?i:"
        + r"\W{1,4}".join(map(re.escape, words))
        + rf")[^\w\n]{{0,3}}{_BEGINS}"
    )


def _day(words: str) -> Period | None:
    # "Jul 012016" has lost its comma; "24-02-2015" is written where the day stands first.
    words = re.sub(r"(?<=[a-z.] )(\d\d)(?=\d{4}\Z)", r"\1, ", words)
    if dashed := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", words):
        words = f"{dashed[3]}-{dashed[2]:0>2}-{dashed[1]:0>2}"
    found = next(iter(read_times(words)), None)
    return Period(found.start, found.end, "stated") if found and len(found.words) == len("2021-02-18") else None


def _before_the_tail(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the reporting ends, and the wire that the last words name."""
    shapes = _shapes()
    wire: str | None = None
    # Under no report stand more such lines than these; a text made of nothing else is no report.
    for _ in range(_LONGEST_TAIL):
        while end > start and text[end - 1].isspace():
            end -= 1
        words = text[max(start, end - 600) : end]
        offset = end - len(words)
        found = shapes.tails.search(words)
        if found and offset + found.start() > start:
            named = re.search(rf"\b(?:Source:?|[Ww]ith|from|by) (?P<wire>{_any('wires')})\W*\Z", found.group())
            wire = wire or (named["wire"] if named else None)
            end = offset + found.start()
            continue
        signed = shapes.sign_off.search(words)
        if signed and signed.start():
            wire, end = wire or signed["wire"], offset + signed.start()
            continue
        final = next(reversed(split(words)), None)
        if final and _INITIALS.fullmatch(final.of(words)) and offset + final.start - start >= _SHORTEST_WITH_INITIALS:
            end = offset + final.start
            continue
        break
    return end, wire


#: Editors sign with initials and names under the last full stop ("Jane/Ann", "OA", "SSH 11").
_INITIALS = re.compile(
    rf"(?:{UPPER}[\w.-]*|\d{{1,4}}(?:-\d{{1,3}})?)"
    rf"(?:[ /]{{1,3}}(?:{UPPER}[\w.-]*|[a-z]{{2}}-{UPPER}\w*|\d{{1,4}})){{0,4}}(?<![.!?])"
)


def _lines(
    text: str, start: int, end: int, author: str | None
) -> tuple[list[Span], list[Span], list[Span], str | None]:
    """The runs of reporting between the lines that are none, captions, corrections, and the byline if not known."""
    shapes = _shapes()
    captions: list[Span] = []
    corrections: list[Span] = []
    stamps = stamps_in(text, start, end)
    apart: list[Span] = list(stamps)
    for number, line in enumerate(re.compile(r"[^\s][^\n]*").finditer(text, start, end)):
        words = line.group().rstrip()
        span = Span(line.start(), line.start() + len(words))
        corrected = span if shapes.correction.match(words) else _behind(span, shapes.correction_behind.search(words))
        if corrected:
            corrections.append(corrected)
            apart.append(corrected)
            continue
        if len(words) > 2 * _LONGEST_LINE or span in stamps:
            continue
        byline = _BYLINE.fullmatch(words)
        if byline or shapes.lines.fullmatch(words) or (shapes.desk.match(words) and _are_names(words)):
            author = author or (byline["author"] if byline and number < 4 else None)
            apart.append(span)
            continue
        caption = _caption(words, number)
        if caption is not None:
            apart.append(span)
            if caption.end > caption.start:
                captions.append(caption.shifted(span.start))
    if not apart:
        captions, credits = _seen(text, start, end)
        apart = [*captions, *credits]
    body: list[Span] = []
    at = start
    for span in [*sorted(apart), Span(end, end)]:
        if at > start and (dateline := shapes.dateline.match(text, at, span.start)):
            at = dateline.end()
        run = _trimmed(text, at, span.start)
        if run and re.search(r"\w", run.of(text)):
            body.append(run)
        at = span.end
        while at < end and text[at].isspace():
            at += 1
    return body, captions, corrections, author


def _behind(line: Span, found: re.Match[str] | None) -> Span | None:
    """Where the words that were found at the end of a line stand in the text, without the blanks before them."""
    if found is None:
        return None
    blanks = len(found.group()) - len(found.group().lstrip())
    return Span(line.start + found.start() + blanks, line.end)


def is_furniture(line: str) -> bool:
    """Whether a line is one that pages print around their reports: "LIVE", "9 hours ago".

    >>> is_furniture("9 hours ago"), is_furniture("Jets hit town")
    (True, False)
    """
    return bool(_shapes().lines.fullmatch(line) or STAMP.fullmatch(line))


def _caption(words: str, number: int) -> Span | None:
    """Which of a line's words stand under a picture; empty for a bare credit, None for a line of reporting."""
    shapes = _shapes()
    label = shapes.label.match(words)
    behind = None if label or len(words) > _LONGEST_LINE else shapes.credit_behind.search(words)
    if behind:
        return Span(0, behind.start())
    credited = shapes.credited.search(words)
    if credited and not label:
        # A brief may end "(AFP)" too; a picture's credit is in square brackets, or names a picture desk.
        credit = credited.group()
        if not (credited["bracket"] == "[" or "/" in credit or shapes.picture_desk.search(credit)):
            return None
    if not label and not credited:
        seen = len(words) <= _LONGEST_LINE and number < 6 and _tells_of_a_picture(words)
        return Span(0, len(words)) if seen and len(split(words)) == 1 else None
    first = label.end() if label else 0
    last = credited.start() if credited and credited.start() >= first else len(words)
    rest = words[first:last]
    if label and _are_names(rest):
        return Span(0, 0)
    return Span(first, last)


def _are_names(words: str) -> bool:
    """Whether the words are but names, as a credit's are: "AFP/Getty Images", "Jane Roe for Reuters"."""
    names = re.split(r"[ /,|©]+", words.strip())
    return len(names) <= 6 and all(name[:1].isupper() or name in ("", "and", "for", "via") for name in names)


def _seen(text: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Captions that lost their line: among the first sentences, those that tell what a picture shows; and credits.

    No sentence runs across the credit of a picture, and one that only the credit ends is its caption. A sentence that
    says who told it is neither: "the minister told the bureau (SANA) Holm had fallen".
    """
    shapes = _shapes()
    window = min(end, start + 4000)
    credits = [Span(*match.span(match.lastgroup or 0)) for match in shapes.credit_within.finditer(text, start, window)]
    credits = [credit for credit in credits if not _stands_in_a_report(text, start, credit)]
    captions: list[Span] = []
    at, seen = start, 0
    for credit in [*credits, Span(window, window)]:
        sentences = [span.shifted(at) for span in split(text[at : credit.start])]
        for sentence in sentences[: max(0, _CAPTIONED_SENTENCES - seen)]:
            words = sentence.of(text)
            is_credited = sentence is sentences[-1] and credit in credits and words[-1:] not in ".!?"
            if len(words) <= _LONGEST_LINE and sentence.end < end and (is_credited or _tells_of_a_picture(words)):
                captions.append(sentence)
        at, seen = credit.end, seen + len(sentences)
    return captions, credits


def _tells_of_a_picture(words: str) -> bool:
    """Whether a sentence says that it stands under a picture, and names nobody who told it."""
    return bool(_shapes().pictured.search(words)) and not _shapes().told.search(words)


def _stands_in_a_report(text: str, start: int, credit: Span) -> bool:
    """Whether brackets stand in a sentence that has come to its speaker and tells of no picture."""
    words = text[max(start, credit.start - _LONGEST_LINE) : credit.start].rstrip()
    sentence = split(words)[-1].of(words) if words else ""
    if sentence[-1:] in tuple('.!?"”'):
        return False
    return bool(_shapes().told.search(sentence)) and not _shapes().pictured.search(sentence)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
