"""Where a pasted report ends and its readers begin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from knowledge.model import Span

#: Words that only ever stand under a report, in the places where comment software prints them.
_HEADING = re.compile(
    r"^(?:\d+\s+)?(?:comments?|reader comments?|responses?|replies|leave a (?:reply|comment)|"
    r"join the (?:discussion|conversation)|"
    r"newest|oldest|most voted|show comments|view comments|post a comment|\d+ (?:comments?|responses?|"
    r"thoughts on .+))(?:\s*\(\d+\))?\s*:?$",
    re.IGNORECASE,
)
#: Under such a heading everything is its readers', however each of them signed it.
_CLOSING = re.compile(
    r"^(?:\d[\d,.]*\s+(?:readers?['’]?s?['’]?\s+)?comments?|(?:readers?['’]?s?['’]?\s+)?comments|discussion|"
    r"(?:comments?|discussion)\s*[(\[]?\d[\d,.]*[)\]]?)\s*:?$",
    re.IGNORECASE,
)
#: A count of comments may be printed over a report too, beside its byline and its day.
_BYLINE = re.compile(r"^(?:[Bb]y:?|BY:?) [A-Z]")
_DAY = re.compile(r"^(?:(?:published|posted|updated|last updated)\b.*|.{0,20}\b(?:19|20)\d\d\b.{0,20})$", re.IGNORECASE)
#: What a report has and the lines over it have not.
_SENTENCE = re.compile(r".{30,}[.!?…][\"”’')\]]*$")
_SIGNED_IN_LINE = re.compile(r"(?P<name>[\w@][\w.'’_-]{0,30}(?: [\w.'’_-]{1,20}){0,2}):\s+(?=\S)")
_FURNITURE = re.compile(
    r"^(?:comment image|reply|like|share|report|quote|edited|guest|\d+ (?:years?|months?|days?|hours?|minutes?) ago|"
    r"last edited .+|\+?-?\d+|reply to .+|log ?in to (?:reply|comment))$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^@?[\w][\w.'’_-]*(?: [\w.'’_-]+){0,3}$")
_SIGNED = re.compile(
    r"^(?P<name>[\w@][\w.'’_ -]{1,40}?)\s*(?:[|•·,-]\s*|\s)(?:(?:says|wrote|commented|replied)\b:?|"
    r"\d+ (?:years?|months?|days?|hours?) ago|"
    r"(?:on )?\d{1,2} [A-Za-z]+ \d{4},? (?:at )?\d{1,2}[:.]\d\d)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comment:
    """What one reader wrote under a report."""

    #: The name the comment is signed with; None when it has none.
    signed: str | None
    span: Span
    #: Where its signature stands, so that the body can end before it.
    at: int | None = None

    @property
    def begins(self) -> int:
        """The first character that is no longer the report's."""
        return self.span.start if self.at is None else self.at


def read_comments(text: str, start: int = 0) -> tuple[Comment, ...]:
    """The readers' comments under a pasted report, in order, each with the name it is signed with.

    Behind a report, all that stands under "Comments", "12 comments" or "Discussion" is its readers'. A line with a
    name alone may be a sub-heading. Elsewhere it is taken for a signature only where readers show themselves: where
    one such name comes back, or where a page left "comment image" and "Reply" behind. Returns nothing when the text
    shows none of that.

    >>> text = "The ferry sank off the cape on Monday.\\n\\nComments\\n\\nseadog: Two hundred died!"
    >>> [(comment.signed, comment.span.of(text)) for comment in read_comments(text)]
    [('seadog', 'Two hundred died!')]
    """
    lines = [(m.start(), m.group().rstrip()) for m in re.compile(r"[^\s][^\n]*").finditer(text, start)]
    closing = _closing_heading(lines)
    first = _first_signature(lines) if closing is None else closing
    if first is None:
        return ()
    found: list[Comment] = []
    signed: str | None = None
    at: int | None = None
    block: list[tuple[int, str]] = []

    def close() -> None:
        nonlocal block, at
        if block:
            found.append(Comment(signed, Span(block[0][0], block[-1][0] + len(block[-1][1])), at))
        block, at = [], None

    for place in range(first, len(lines)):
        offset, line = lines[place]
        if _HEADING.match(line) or _FURNITURE.match(line) or _CLOSING.match(line):
            if block and not re.match(r"reply|like|share|report|comment image", line, re.IGNORECASE):
                continue
            close()
            # Whoever wrote what stands under a picture's place-holder did not sign it again.
            signed, at = None, offset if at is None else at
            continue
        name = _signature(lines, place)
        if name is not None:
            close()
            signed, at = name, offset
            continue
        in_line = _SIGNED_IN_LINE.match(line) if closing is not None else None
        if in_line:
            close()
            signed, at = in_line["name"], offset
            offset, line = offset + in_line.end(), line[in_line.end() :]
        block.append((offset, line))
    close()
    if found and found[0].begins != lines[first][0]:
        found[0] = Comment(found[0].signed, found[0].span, lines[first][0])
    return tuple(found)


def _closing_heading(lines: list[tuple[int, str]]) -> int | None:
    """Which line is the heading over the readers' words, with a report before it; None when there is none."""
    reported = False
    for place, (_, line) in enumerate(lines):
        if reported and _CLOSING.match(line) and not _over_a_report(lines, place):
            return place
        reported = reported or bool(_SENTENCE.match(line))
    return None


def _over_a_report(lines: list[tuple[int, str]], place: int) -> bool:
    """Whether a byline or a day follows so closely that a report begins here, and no comments."""
    following = [line for _, line in lines[place + 1 : place + 3] if len(line) < 80 and not _SIGNED.match(line)]
    # A day behind a name is when a reader wrote.
    return any(map(_BYLINE.match, following)) or any(map(_DAY.match, following[:1]))


def _first_signature(lines: list[tuple[int, str]]) -> int | None:
    """Which line is the first of the comments; None when nothing shows that there are any."""
    for place, (_, line) in enumerate(lines):
        if (
            place
            and _HEADING.match(line)
            and not _over_a_report(lines, place)
            and sum(_signature(lines, later) is not None for later in range(place + 1, len(lines))) >= 1
        ):
            return place
    signatures = [place for place in range(1, len(lines)) if _signature(lines, place) is not None]
    if not signatures:
        return None
    counts = Counter(_signature(lines, place) for place in signatures)
    furniture = [place for place, (_, line) in enumerate(lines) if _FURNITURE.match(line) and not line.isdigit()]
    explicit = [place for place in signatures if _SIGNED.match(lines[place][1])]
    if explicit:
        return min(explicit[0], signatures[0]) if len(explicit) > 1 else explicit[0]
    again = any(count > 1 for count in counts.values())
    if again or (furniture and len(signatures) > 1 and furniture[-1] > signatures[0]):
        return signatures[0]
    return None


def _signature(lines: list[tuple[int, str]], place: int) -> str | None:
    """The name, when this line is a name alone with somebody's words under it."""
    line = lines[place][1]
    explicit = _SIGNED.match(line)
    if explicit:
        return explicit["name"].strip()
    if len(line) > 40 or not _NAME.match(line) or line.isdigit() or _FURNITURE.match(line) or _HEADING.match(line):
        return None
    if line[-1] in ".!?:" or not (line[:1].isupper() or line[:1] == "@" or any(c.isdigit() or c == "_" for c in line)):
        return None
    words = line.split()
    if (
        not all(
            w[:1].isupper() or w[:1].isdigit() or w in ("al", "el", "de", "van", "von", "bin", "the") for w in words
        )
        and len(words) > 1
    ):
        return None
    if place + 1 >= len(lines):
        return None
    following = lines[place + 1][1]
    # Under a signature stands a sentence, not another heading.
    return line if len(following) > len(line) or following[-1:] in ".!?…" or following.count(" ") >= 3 else None
