"""Where a text quotes: the stretches between quotation marks, in the ways that newsrooms print them."""

from __future__ import annotations

import re

from knowledge.model import Span

#: A mark that was opened and never closed must not swallow the rest of the page.
LONGEST = 4000

#: An opening mark on the left, the marks that may close it on the right; German and Polish open low, some close high.
_PAIRS = {"“": '”“"', "„": '“”"', "«": "»", "‹": "›", "「": "」", "『": "』", "〝": "〞", "»": "«"}
_MARK = re.compile(r"[“”„\"«»‹›「」『』〝〞]|(?<!\w)[‘'](?=\w)|``|''")
#: "… gone.' He", "… denies it'. He", "'ten died' but"; between words, behind an s it may as well be
#: "the rebels' base", behind "in" a dropped g, behind "didn" a dropped t, and before "al-" a letter of Arabic.
_SINGLE_END = re.compile(
    r"[.,!?…]['’](?!\w)|\w['’](?=[.,;:!?)]|\s*\Z)|[^\Ws\d](?<!in)(?<!dn)(?<!sn)['’](?=\s)(?!\s(?:al|el|ad|as|ash|ar|at|an|az)-)",
)
#: "Hit 'em", "in the '90s": letters left out, and nothing opened. "'Ain Issa" opens with a letter of Arabic.
_LEFT_OUT = re.compile(
    r"['‘](?:ain|ayn|abd)\b(?!['’])|'(?:\d|(?:em|cause|cos|bout|round|til|tis|twas|n)\b)", re.IGNORECASE
)


def read_quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The stretches of `text` between quotation marks, marks included, outermost only, in reading order.

    Looks at the characters from `start` up to `end`. A mark without a partner yields nothing, unless the next paragraph
    opens with it again: newspapers close a quotation of several paragraphs only at the end of its last.

    >>> words = 'He said "we left" and went.'
    >>> [span.of(words) for span in read_quotations(words)]
    ['"we left"']
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
    position, index = start, 0
    while index < len(marks):
        at, _mark = marks[index]
        if at < position:
            index += 1
            continue
        closing = _opened_again(text, marks, index, end) or _closing(text, marks, index, end)
        if closing is None:
            index += 1
            continue
        found.append(Span(at, closing))
        position = closing
        index += 1
    return tuple(found)


def _opened_again(text: str, marks: list[tuple[int, str]], index: int, end: int) -> int | None:
    """Where a paragraph ends in which a mark is opened and not closed, if the next one opens with the same mark."""
    at, mark = marks[index]
    over = text.find("\n", at, end)
    if over < 0 or over - at > LONGEST or mark not in ("“", "‘", '"', "''", "``", "„", "«"):
        return None
    goes_on = text[over : over + 8].lstrip()
    if not goes_on.startswith(mark) or not _opens(text, at, at + len(mark), end):
        return None
    closes = {"''": "''", "``": "''", '"': '"'}.get(mark) or _PAIRS.get(mark, "")
    if mark == "‘" and _SINGLE_END.search(text, at + 1, over):
        return None
    for later, other in marks[index + 1 : index + 60]:
        if later >= over:
            break
        if other == mark or other in closes:
            return None
    return over


def _closing(text: str, marks: list[tuple[int, str]], index: int, end: int) -> int | None:
    at, mark = marks[index]
    if mark in "‘'":
        # An apostrophe looks the same: only a mark that closes a clause ("… gone.' ") is taken for a quotation's end.
        if _LEFT_OUT.match(text, at):
            return None
        match = _SINGLE_END.search(text, at + 1, min(end, at + 600))
        return None if match is None or "\n\n" in text[at : match.end()] else match.end()
    if mark == '"' or mark in ("``", "''"):
        return _straight(text, marks, index, end)
    if mark == "»" and not _opens(text, at, at + 1, end):
        return None
    wanted = _PAIRS.get(mark)
    if wanted is None:
        return None
    depth = 0
    for later, other in marks[index + 1 : index + 60]:
        if later - at > LONGEST:
            return None
        if other in wanted and not (other == mark and _opens(text, later, later + 1, end)):
            if depth == 0:
                return later + len(other)
            depth -= 1
        elif other == mark:
            depth += 1
    return None


def _straight(text: str, marks: list[tuple[int, str]], index: int, end: int) -> int | None:
    at, mark = marks[index]
    if not _opens(text, at, at + len(mark), end):
        return None
    partner = {'"': '"', "``": "''", "''": "''"}.get(mark)
    for later, other in marks[index + 1 : index + 60]:
        if later - at > LONGEST:
            return None
        if other == partner or (other == '"' and mark == "``"):
            if _opens(text, later, later + len(other), end) and not _closes(text, later):
                return None
            return later + len(other)
    return None


def _opens(text: str, at: int, after: int, end: int) -> bool:
    """Whether the mark stands before a word rather than behind one."""
    behind_space = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?;…")
    return behind_space and after < end and not text[after].isspace()


def _closes(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()
