"""Bylines, datelines, printing times, captions and page furniture, told from the reporting they stand around."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.articles.captions import LONGEST_LINE, are_names, caption_in, captions_within
from knowledge.articles.furniture_shapes import BEGINS, BYLINE, INITIALS, SIGNED_DAY, any_of, printed_shapes
from knowledge.articles.headings import asides_in, headings_in, headline_within, printed_over, teasers_in
from knowledge.articles.live import STAMP, stamps_in
from knowledge.articles.run_in import behind_related, datelines_in, posts_in, run_in, subheadline, tags_in
from knowledge.model import Period, Span
from knowledge.sentences import split
from knowledge.times import read_times

#: A shorter text is a message, and its last words are its own, capitals or not.
_SHORTEST_WITH_INITIALS = 200
_LONGEST_TAIL = 12
#: A dateline that is farther down may be another report's.
_LONGEST_STANDFIRST = 600


@dataclass(frozen=True, slots=True)
class Layout:
    """What of a page is its reporting, what stands under its pictures, and what it prints about itself."""

    body: tuple[Span, ...]
    #: The headline that stands under the page's own, where an archive has joined it to the first sentence.
    subheadline: Span | None
    captions: tuple[Span, ...]
    #: What the outlet says of its own report: that it was wrong before, what was changed.
    corrections: tuple[Span, ...]
    #: Who signed it, as the byline words it.
    author: str | None
    #: The agencies that a dateline and the last line name; an outlet's own sign may stand before another's.
    wires: tuple[str, ...]
    #: The day the page prints above its report.
    printed: Period | None


def read_layout(text: str, start: int, end: int, headline: str | None = None) -> Layout:
    """Which of the characters from `start` to `end` are reporting, once bylines, datelines and page furniture are off.

    Nothing is rewritten: a report that begins "BEIRUT (Reuters) - The army left" has a body that begins at "The".
    Words of a page that are all furniture are kept as its body, since nothing else would be left of it.

    >>> text = "BEIRUT (Reuters) - The army left."
    >>> layout = read_layout(text, 0, len(text))
    >>> [span.of(text) for span in layout.body], layout.wires
    (['The army left.'], ('Reuters',))
    """
    first, author, wire, printed = _behind_the_lead(text, start, end, headline)
    above: Span | None = None
    if under := subheadline(text, first, end):
        above, begins = under
        first, signer, sign, day = _behind_the_lead(text, begins, end, headline)
        author, wire, printed = author or signer, wire or sign, printed or day
    again = printed_over(text, first, end)
    last, signed = _before_the_tail(text, again, end)
    # Between a standfirst and the lead that repeats it an agency's sign may stand.
    within = next((sign for _, sign in datelines_in(text, first, min(last, again + _LONGEST_STANDFIRST))), None)
    first = again
    body, captions, corrections, author = _lines(text, first, last, author, headline)
    if not body:
        above = None
        body = [span for span in (_trimmed(text, start, end),) if span] if not (captions or corrections) else []
    wires = tuple(filter(None, (wire, within, signed)))
    return Layout(tuple(body), above, tuple(captions), tuple(corrections), author, wires, printed)


def is_correction(line: str) -> bool:
    """Whether a line is about the report that it stands in, and not about what that reports.

    >>> is_correction("Correction: 12 people died, not 120."), is_correction("The minister corrected the toll.")
    (True, False)
    """
    return bool(printed_shapes().correction.match(line))


def author_of(words: str) -> str | None:
    """Who signed, by a line that says so.

    >>> author_of("By Jonas Weil, Reuters"), author_of("3 May 2021")
    ('Jonas Weil', None)
    """
    found = BYLINE.match(words)
    return found["author"] if found else None


def wire_of(words: str | None) -> str | None:
    """The agency that a byline's words name and nobody else's; None when they name none.

    >>> wire_of("Reuters"), wire_of("Reuters Staff"), wire_of("Jonas Weil"), wire_of("Jonas Weil, AFP")
    ('Reuters', 'Reuters', None, 'AFP')
    """
    words = re.sub(r"^\W*(?:sources?|agency|agencies|credit|by)\b\W*", "", words or "", flags=re.IGNORECASE)
    named = [
        found
        for part in re.split(r"[,|/()]| [-–—] ", words)
        if (found := printed_shapes().wire.fullmatch(part.strip()))
    ]
    return named[-1]["wire"] if named else None


def _behind_the_lead(
    text: str, at: int, end: int, headline: str | None
) -> tuple[int, str | None, str | None, Period | None]:
    """Where the reporting begins, and the byline, wire and day that stand before it."""
    shapes = printed_shapes()
    again = _printed_again(headline)
    author: str | None = None
    wire: str | None = None
    printed: Period | None = None
    begins: int | None = None
    while at < end:
        while at < end and text[at].isspace():
            at += 1
        begins = at if begins is None else begins
        window = min(end, at + 400)
        if again and (found := again.match(text, at, window)):
            again = None
        elif found := BYLINE.match(text, at, window):
            author, wire = author or found["author"], wire or wire_of(found["desk"])
        elif found := SIGNED_DAY.match(text, at, window):
            # "Jane Roe, 3 May 2021": who signed it and when, on one line.
            author, printed = author or found["author"], printed or _day(found["day"])
        elif found := shapes.date.match(text, at, window):
            day = found["day"] or found["day2"] or found["day3"]
            printed = printed or (_day(day) if day else None)
        elif found := shapes.wire_alone.match(text, at, window):
            wire = wire or found["wire"]
        elif found := shapes.dateline.match(text, at, window):
            wire = wire or found["bracketed"] or found["plain"]
        elif found := shapes.leads.match(text, at, window):
            pass
        elif ran := run_in(text, at, end, behind=at > begins):
            author, wire = author or ran.author, wire or ran.wire
            printed = printed or (_day(ran.day) if ran.day else None)
            at = behind_related(text, ran.end, end, _printed_again(headline))
            continue
        else:
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
    labels = any_of("headline_marks")
    return re.compile(
        rf"(?:title: |(?:{labels}):? |by [\w ’'-]{{2,60}}? )?\W{{0,3}}(?i:"
        + r"\W{1,4}".join(map(re.escape, words))
        + rf")[^\w\n]{{0,3}}{BEGINS}"
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
    shapes = printed_shapes()
    wire: str | None = None
    if foot := shapes.foot.search(text, start, end):
        # What a page prints under its report has its own full stops.
        end = foot.end("source")
    # Under no report stand more such lines than these; a text made of nothing else is no report.
    for _ in range(_LONGEST_TAIL):
        while end > start and text[end - 1].isspace():
            end -= 1
        words = text[max(start, end - 600) : end]
        offset = end - len(words)
        found = shapes.tails.search(words)
        if found and offset + found.start() > start:
            named = re.search(rf"\b(?:Source:?|[Ww]ith|from|by) (?P<wire>{any_of('wires')})\W*\Z", found.group())
            wire = wire or (named["wire"] if named else None)
            end = offset + found.start()
            continue
        signed = shapes.sign_off.search(words)
        if signed and signed.start():
            wire, end = wire or signed["wire"], offset + signed.start()
            continue
        final = next(reversed(split(words)), None)
        if final and INITIALS.fullmatch(final.of(words)) and offset + final.start - start >= _SHORTEST_WITH_INITIALS:
            end = offset + final.start
            continue
        break
    return end, wire


def _lines(
    text: str, start: int, end: int, author: str | None, headline: str | None
) -> tuple[list[Span], list[Span], list[Span], str | None]:
    """The runs of reporting between the lines that are none, captions, corrections, and the byline if not known."""
    shapes = printed_shapes()
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
        if len(words) > 2 * LONGEST_LINE or span in stamps:
            continue
        byline = BYLINE.fullmatch(words)
        if byline or shapes.lines.fullmatch(words) or (shapes.desk.match(words) and are_names(words)):
            author = author or (byline["author"] if byline and number < 4 else None)
            apart.append(span)
            continue
        caption = caption_in(words, number)
        if caption is not None:
            apart.append(span)
            if caption.end > caption.start:
                captions.append(caption.shifted(span.start))
    if not apart:
        captions, credits = captions_within(text, start, end)
        apart = [*captions, *credits]
    body: list[Span] = []
    at = start
    ran_in = [
        *tags_in(text, start, end),
        *(span for span, _ in datelines_in(text, start, end)),
        *posts_in(text, start, end),
        *headline_within(text, start, end, headline),
        *headings_in(text, start, end),
        *teasers_in(text, start, end),
        *asides_in(text, start, end),
    ]
    taken = bytearray(end)
    for span in apart:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for span in ran_in:
        if taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            apart.append(span)
    for span in [*sorted(apart), Span(end, end)]:
        if at > start and (dateline := shapes.dateline.match(text, at, span.start)):
            at = dateline.end()
        elif at > start and (ran := run_in(text, at, span.start, behind=False)):
            at = ran.end
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
    return bool(printed_shapes().lines.fullmatch(line) or STAMP.fullmatch(line))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
