"""How an article was read, for a maintainer's eyes: who says it, how many, when and where, marked in its text."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from knowledge.attributions.cues import hedges_in
from knowledge.model import Entry, Span, Statement

#: What a run of words was read as.
Role = Literal["speaker", "cue", "content", "hedge", "figure", "when", "where", "comment"]

#: In the terminal each role has a colour; in the page, a class of the same name.
COLOURS: dict[Role, str] = {
    "speaker": "bold green",
    "cue": "bold yellow",
    "content": "",
    "hedge": "bold magenta",
    "figure": "bold cyan",
    "when": "underline",
    "where": "italic underline",
    "comment": "dim",
}


STYLE = """
body{font:16px/1.6 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
article{white-space:pre-wrap;overflow-wrap:anywhere;margin:1rem 0 3rem}
table{border-collapse:collapse} td,th{padding:.1rem .6rem;text-align:right}
td:first-child,th:first-child{text-align:left}
.content{background:#8882} .speaker{background:#2a74;font-weight:600} .cue{background:#c924;font-weight:600}
.hedge{background:#b3b4} .figure{background:#39c4;font-weight:600} .when,.where{text-decoration:underline dotted}
.comment{opacity:.5}
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of words and everything it was read as."""

    words: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was read in one article."""

    statements: int
    attributed: int
    speakers: tuple[tuple[str, int], ...]
    figures: int
    hedges: int
    dated: int
    placed: int
    comments: int


def tally(entry: Entry) -> Tally:
    """How many statements, attributions and figures were read in an article; comments are counted apart."""
    told = [s for s in entry.statements if s.place_in_article != "comment"]
    voices = [a.speaker for s in told for a in s.attributions if a.speaker.kind != "outlet_itself"]
    return Tally(
        statements=len(told),
        attributed=sum(any(a.speaker.kind != "outlet_itself" for a in s.attributions) for s in told),
        speakers=tuple(Counter(f"{v.name or 'not named'} ({v.kind})" for v in voices).most_common()),
        figures=sum(len(s.quantities) for s in told),
        hedges=sum(len(hedges_in(s.span.of(entry.article.text))) for s in told),
        dated=sum(s.when is not None for s in told),
        placed=sum(bool(s.where) for s in told),
        comments=len(entry.statements) - len(told),
    )


def marked(entry: Entry) -> Iterator[Marked]:
    """An article's text, cut where a reading begins or ends, each piece with what it was read as."""
    text = entry.article.text
    marks = [(span, role) for statement in entry.statements for span, role in _marks(statement, text)]
    edges = sorted({0, len(text), *(e for span, _ in marks for e in (span.start, span.end) if 0 <= e <= len(text))})
    for start, end in pairwise(edges):
        here = Span(start, end)
        yield Marked(text[start:end], frozenset(role for span, role in marks if here.within(span)))


def _marks(statement: Statement, text: str) -> Iterator[tuple[Span, Role]]:
    if statement.place_in_article == "comment":
        yield statement.span, "comment"
        return
    for attribution in statement.attributions:
        if attribution.speaker.kind == "outlet_itself":
            continue
        yield attribution.span, "content"
        if attribution.speaker_span is not None:
            yield attribution.speaker_span, "speaker"
        if attribution.cue_span is not None:
            yield attribution.cue_span, "cue"
    for quantity in statement.quantities:
        yield quantity.span, "figure"
    words = statement.span.of(text)
    at = 0
    for hedge in hedges_in(words):
        # The same hedge twice is two, each in its place.
        found = words.find(hedge, at)
        found, at = (found, found + len(hedge)) if found >= 0 else (words.find(hedge), at)
        yield Span(statement.span.start + found, statement.span.start + found + len(hedge)), "hedge"
    if statement.when is not None and statement.when.span is not None:
        yield statement.when.span, "when"
    for place in statement.where:
        if place.span is not None:
            yield place.span, "where"


def summary(entries: Sequence[Entry]) -> str:
    """All the articles in one paragraph of figures."""
    tallies = [tally(entry) for entry in entries]
    statements = sum(t.statements for t in tallies) or 1
    kinds = Counter(
        a.speaker.kind
        for entry in entries
        for s in entry.statements
        if s.place_in_article != "comment"
        for a in s.attributions
    )
    return (
        f"{_so_many(len(entries), 'article')}, {_so_many(sum(t.statements for t in tallies), 'statement')}, "
        f"{sum(t.attributed for t in tallies) / statements:.0%} of them attributed to somebody, "
        f"{_so_many(sum(t.figures for t in tallies), 'figure')}, {_so_many(sum(t.hedges for t in tallies), 'hedge')}, "
        f"{sum(t.dated for t in tallies) / statements:.0%} dated, {sum(t.placed for t in tallies) / statements:.0%} "
        f"placed, {_so_many(sum(t.comments for t in tallies), 'comment')} by readers.\n"
        + "Voices: "
        + ", ".join(f"{kind.replace('_', ' ')} {count:,}" for kind, count in kinds.most_common())
    )


def _so_many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def render_inspection(entries: Iterable[Entry]) -> Iterator[str]:
    """A page for a browser, piece by piece: the figures, a table of articles, then each text with its marks."""
    listed = list(entries)
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>How it was read</title><style>{STYLE}'
    yield "</style></head><body><h1>How it was read</h1>"
    yield f"<p>{_escape(summary(listed)).replace(chr(10), '<br>')}</p><p class=legend>Marked: " + " ".join(
        f'<span class="{role}">{role}</span>' for role in COLOURS
    )
    heads = ("article", "statements", "attributed", "figures", "hedges", "dated", "placed", "comments")
    yield "</p><table><tr>" + "".join(f"<th>{head}" for head in heads) + "</tr>"
    for number, entry in enumerate(listed):
        t = tally(entry)
        yield f'<tr><td><a href="#a{number}">{_escape(entry.article.title)}</a> ({_escape(entry.article.outlet)})'
        counts = (t.statements, t.attributed, t.figures, t.hedges, t.dated, t.placed, t.comments)
        yield "".join(f"<td>{count}" for count in counts) + "</tr>"
    yield "</table>"
    for number, entry in enumerate(listed):
        yield f'<h2 id="a{number}">{_escape(entry.article.title)}</h2><article>'
        for piece in marked(entry):
            words = _escape(piece.words)
            yield f'<span class="{" ".join(sorted(piece.roles))}">{words}</span>' if piece.roles else words
        voices = "; ".join(f"{name.replace('_', ' ')} {count}" for name, count in tally(entry).speakers)
        yield f"</article><p>Voices: {_escape(voices) or 'the outlet alone'}</p>"
    yield "</body></html>\n"


def _escape(text: str) -> str:
    return html.escape(text.encode("utf-8", "replace").decode("utf-8"))
