"""The message to a follower: the difference and nothing else, each line verbatim, with outlet, date and address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.card.lines import Block, Line, Run
from bot.card.rendering import TELEGRAM_LIMIT, escape, render_block, visible
from bot.card.statements import cited, opening_of
from bot.talk.consent import quoted, whole_day
from bot.talk.news import Correction, Difference
from bot.words import Words
from knowledge.model import Figure, Finding, Origin

#: Pieces of news in one message; whoever wants more opens the card.
MOST_TOLD = 6


@dataclass(slots=True)
class _Piece:
    """One statement that is news, and all that makes it news."""

    finding: Finding
    origin: Origin | None = None
    figure: Figure | None = None
    denies: bool = False


def tell_news(claim: str, difference: Difference, words: Words) -> str:
    """The message, in Telegram's HTML; what finds no room in it is counted."""
    told = [f"<b>{words.say('News of a claim you follow')}</b>\n{quoted(claim)}"]
    blocks = [*_pieces(difference, words), *(_corrected(one, words) for one in difference.corrections)]
    left = len(blocks)
    for heading, block in blocks[:MOST_TOLD]:
        addition = f"<b>{heading}</b>\n{render_block(block, words)}"
        if sum(map(visible, told)) + visible(addition) > TELEGRAM_LIMIT - 200:
            break
        told.append(addition)
        left -= 1
    if left:
        told.append(words.count("{n} more is on the card.", "{n} more are on the card.", left))
    return "\n\n".join(told)


def _pieces(difference: Difference, words: Words) -> Iterator[tuple[str, Block]]:
    """Every statement that is news, once, the denials first."""
    pieces: dict[str, _Piece] = {}
    for denial in difference.denials:
        pieces.setdefault(denial.statement.id, _Piece(denial)).denies = True
    for figure in difference.figures:
        pieces.setdefault(figure.finding.statement.id, _Piece(figure.finding)).figure = figure
    for origin in difference.origins:
        shown = next((f for f in origin.findings if f.statement.id in pieces), None) or _foremost(origin)
        pieces.setdefault(shown.statement.id, _Piece(shown)).origin = origin
    for piece in pieces.values():
        figure_told = piece.figure
        block = cited(
            piece.finding,
            words,
            speaker=figure_told.speaker if figure_told else None,
            figure=figure_told.words if figure_told else "",
        )
        yield _heading(piece, words), block


def _heading(piece: _Piece, words: Words) -> str:
    label = escape(piece.origin.label) if piece.origin else ""
    if piece.origin and piece.denies:
        return words.say("A denial, from a new independent origin: {label}", label=label)
    if piece.origin and piece.figure:
        return words.say("Another figure, from a new independent origin: {label}", label=label)
    if piece.origin:
        return words.say("A new independent origin: {label}", label=label)
    return words.say("A denial") if piece.denies else words.say("Another figure")


def _foremost(origin: Origin) -> Finding:
    return next((f for f in origin.findings if f.statement.place_in_article != "headline"), origin.findings[0])


def _corrected(correction: Correction, words: Words) -> tuple[str, Block]:
    article, comma = correction.article, words.say(", ")
    lines: list[Line] = []
    if correction.before is None:
        lines.append((Run(f"“{opening_of(correction.after or '')}”", "quote"),))
    else:
        lines.append((Run(words.say("Before:") + " ", "small"), Run(f"“{opening_of(correction.before)}”", "quote")))
    if correction.before is not None and correction.after is not None:
        lines.append((Run(words.say("Now:") + " ", "small"), Run(f"“{opening_of(correction.after)}”", "quote")))
    elif correction.after is None:
        lines.append((Run(words.say("Now it is no longer there."), "small"),))
    when = f"{comma}{words.date(article.published)}"
    if correction.seen is not None:
        seen = words.date(whole_day(correction.seen.date()))
        when += f"{comma}{words.say('changed by {day}', day=seen)}"
    lines.append((Run("— ", "small"), Run(words.isolated(article.outlet), "small", article.url), Run(when, "small")))
    return _changed(correction, words), tuple(lines)


def _changed(correction: Correction, words: Words) -> str:
    """What the outlet did; it corrects a report only where it says so itself."""
    outlet = escape(words.isolated(correction.article.outlet))
    if correction.before is None:
        return words.say("A report was corrected")
    if correction.after is None:
        return words.say("{outlet} has taken this out of its report", outlet=outlet)
    return words.say("{outlet} has changed the figure in its report", outlet=outlet)
