"""A context card in words: plain text, Telegram's HTML, JSON. Values in, words out; nothing is sent from here."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from bot.card.layout import lay_out
from bot.card.lines import Block, Line, Run
from bot.words import ENGLISH, Words, balanced
from knowledge.model import (
    Account,
    Caveat,
    Claim,
    ContextCard,
    Figure,
    Finding,
    Quantity,
    Relation,
    Span,
    Statement,
    Tally,
)
from retrieval.counts.measures import made
from retrieval.relations.reasoned import reasons_of

#: What Telegram takes in one message, in UTF-16 units after its entities are parsed.
TELEGRAM_LIMIT = 4096
#: Telegram drops the hundred and first bold word, link or quotation of a message without a word.
TELEGRAM_ENTITIES = 95
#: A claim longer than this is shown by its beginning.
CLAIM_SHOWN = 300


#: In capitals, "who says so" over its words would be what the WHO says.
_THE_WHO = re.compile(r"\bWHO\b|\bWorld Health Organi[sz]ation\b")


class NotVerbatim(Exception):
    """A line would have been printed that is not a slice of its article. Nothing is sent."""


def check_verbatim(card: ContextCard) -> ContextCard:
    """The card itself, when every statement in it is a slice of a stored article. Raises NotVerbatim otherwise."""
    groups: list[Iterable[Finding]] = [account.findings for account in card.accounts]
    groups += [candidate.findings for candidate in card.candidates]
    figures = [figure for tally in card.tallies for figure in tally.figures]
    groups.append(figure.finding for figure in figures)
    for figure in figures:
        if not _is_slice(figure.quantity.span, figure.finding.article.text):
            raise NotVerbatim(f"a figure of {figure.finding.statement.id} is not a slice of its article")
    for finding in (f for group in groups for f in group):
        text, span = finding.article.text, finding.statement.span
        if not _is_slice(span, text) or not finding.words.strip():
            raise NotVerbatim(f"statement {finding.statement.id} is not a slice of article {finding.article.id}")
    return card


def _is_slice(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def render_text(card: ContextCard, *, all_caveats: bool = False) -> str:
    """The card as plain text: every address written out; caveats behind "more" are counted, or printed if asked for."""
    layout = lay_out(check_verbatim(card))
    lines = [f"“{shown(layout.claim)}”", layout.answer]
    printed = (_plain(line) for section in layout.sections for block in section.blocks for line in block)
    in_capitals = not any(map(_THE_WHO.search, (*lines, *printed)))
    for section in layout.sections:
        lines += ["", section.heading.upper() if in_capitals else section.heading]
        for number, block in enumerate(section.blocks):
            if number and len(block) > 1:
                lines.append("")
            lines.extend("  " + _plain(line) for line in block)
        if all_caveats:
            lines.extend("  " + _plain(line) for block in section.folded for line in block)
        elif section.folded:
            lines.append("  " + more_caveats(len(section.folded)))
    return "\n".join(lines) + "\n"


def more_caveats(count: int) -> str:
    """The line under the caveats a terminal shows.

    >>> more_caveats(3)
    '3 more: whosays ask … --all-caveats'
    """
    return f"{count} more: whosays ask … --all-caveats"


def render_html(card: ContextCard, *, words: Words = ENGLISH) -> str:
    """The whole card in HTML, however long; what one message holds of it is for pages.py."""
    layout = lay_out(check_verbatim(card), wide=False, words=words)
    parts = [f"<b>“{escape(shown(layout.claim))}”</b>\n{escape(layout.answer)}"]
    for section in layout.sections:
        told = f"<b>{escape(section.heading)}</b>\n"
        told += "".join(
            ("\n" if number == 0 or len(block) == 1 else "\n\n") + render_block(block, words)
            for number, block in enumerate(section.blocks)
        ).lstrip("\n")
        if section.folded:
            folded = "\n".join(render_block(block, words) for block in section.folded)
            # Telegram shows the first lines of such a quotation, and the rest when it is touched.
            told += f"\n<blockquote expandable>{folded}</blockquote>"
        parts.append(told)
    return "\n\n".join(parts)


def render_block(block: Block, words: Words = ENGLISH) -> str:
    """A few lines in Telegram's HTML, outside any card."""
    return "\n".join(html_of(line, words) for line in block)


def render_page(cards: Iterable[ContextCard]) -> str:
    """The cards as one small web page, for a browser."""
    bodies = "\n<hr>\n".join(f"<article>{render_html(card)}</article>" for card in cards)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>whosays</title>'
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
        "color-scheme:light dark}article{white-space:pre-wrap;overflow-wrap:anywhere}</style></head>\n"
        f"<body>{bodies}</body></html>\n"
    )


def render_json(cards: Iterable[ContextCard]) -> str:
    """The cards as JSON, one object a claim: the contract that tools read."""
    return json.dumps([card_as_json(card) for card in cards], ensure_ascii=False, indent=2) + "\n"


def card_as_json(card: ContextCard) -> dict[str, Any]:
    """One card as plain values; the field names are a contract (docs/json.md)."""
    check_verbatim(card)
    return {
        "claim": {
            "text": card.claim.text,
            "quantities": [_quantity(q, card.claim.text) for q in card.claim.quantities],
            "when": card.claim.when.words if card.claim.when else None,
            "where": [place.name for place in card.claim.where],
        },
        "state": card.state,
        "as_of": _moment(card.as_of),
        "accounts": [_account(card.claim, account) for account in card.accounts],
        "origins": {
            "articles": card.articles,
            "independent": len(card.origins),
            "groups": [
                {
                    "label": origin.label,
                    "articles": list(dict.fromkeys(f.url or f.article.id for f in origin.findings)),
                    "because": origin.because,
                }
                for origin in card.origins
            ],
        },
        "figures": [_tally(tally) for tally in card.tallies],
        "caveats": [_caveat(caveat) for caveat in card.caveats],
        "candidates": [
            {
                "label": candidate.label,
                "where": candidate.where,
                "when": candidate.when,
                "statements": [f.statement.id for f in candidate.findings],
            }
            for candidate in card.candidates
        ],
    }


def shown(claim: str, longest: int = CLAIM_SHOWN) -> str:
    """A claim as the card repeats it: whole, or its beginning."""
    one_line = " ".join(claim.split())
    return one_line if len(one_line) <= longest else one_line[: longest - 1].rstrip() + "…"


def _account(claim: Claim, account: Account) -> dict[str, Any]:
    return {
        "speaker": {"name": account.speaker.name, "kind": account.speaker.kind},
        "relation": account.relation,
        "in_other_words": account.in_other_words,
        "statements": [_finding(claim, account.relation, finding) for finding in account.findings],
    }


def _finding(claim: Claim, relation: Relation, finding: Finding) -> dict[str, Any]:
    statement: Statement = finding.statement
    text = finding.article.text
    found: dict[str, Any] = {
        "id": statement.id,
        "text": finding.words,
        "kind": "note" if statement.place_in_article in ("note", "rival") else "quote",
        "start": statement.span.start,
        "end": statement.span.end,
        "quantities": [_quantity(quantity, text) for quantity in statement.quantities],
        "when": statement.when.words if statement.when else None,
        "where": [place.name for place in statement.where],
        "similarity": finding.similarity,
        "why": list(reasons_of(claim, relation, finding)),
        "article": {
            "url": finding.url,
            "outlet": finding.outlet,
            "title": finding.article.title,
            "published": finding.published.words if finding.published else None,
        },
    }
    if statement.quote is not None:
        quote = statement.quote
        found["quote"] = {"text": quote.of(text), "start": quote.start, "end": quote.end}
    return found


def _quantity(quantity: Quantity, text: str) -> dict[str, Any]:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "bound": quantity.bound,
        "counted": quantity.counted,
        "text": quantity.span.of(text),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "counted": tally.counted,
        "unit": tally.unit,
        "state": tally.state,
        "lowest": tally.lowest,
        "highest": tally.highest,
        "rows": [_figure(figure) for figure in tally.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    finding, quantity = figure.finding, figure.quantity
    return {
        "speaker": {"name": figure.speaker.name, "kind": figure.speaker.kind},
        "via": list(figure.attribution.via),
        "cites": {"name": figure.cites.name, "kind": figure.cites.kind} if figure.cites else None,
        **_quantity(quantity, finding.article.text),
        "start": quantity.span.start,
        "end": quantity.span.end,
        "measure": made(finding, quantity).measure or None,
        "period": quantity.period or None,
        "when": finding.statement.when.words if finding.statement.when else None,
        "where": [place.name for place in finding.statement.where],
        "as_of": figure.as_of.words if figure.as_of else None,
        "at_first": figure.raised or figure.at_first,
        "raised": figure.raised,
        "of_one_place": figure.of_one_place,
        "statement": finding.statement.id,
        "article": {"url": finding.url, "outlet": finding.outlet},
    }


def _caveat(caveat: Caveat) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": caveat.kind,
        "text": caveat.sentence,
        "statements": list(dict.fromkeys(f.statement.id for f in caveat.findings)),
    }
    if caveat.url:
        said["url"] = caveat.url
    return said


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def first_lines(block: Iterable[Line], room: int, words: Words) -> str:
    """As many lines of a block as there is room for, in HTML; the last says that there is more."""
    lines: list[str] = []
    size = 0
    for line in block:
        told = html_of(line, words)
        if size + visible(told) + 1 > room:
            lines.append(words.say("<i>the rest of this account is too long for a message</i>"))
            break
        lines.append(told)
        size += visible(told) + 1
    return "\n".join(lines)


def _plain(line: Line) -> str:
    return "".join(sound(run.text) + (f" <{sound(run.href)}>" if run.href else "") for run in line)


def html_of(line: Line, words: Words = ENGLISH) -> str:
    """A line in Telegram's HTML."""
    return words.line("".join(_run(run) for run in line))


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.href and _is_web_address(run.href):
        words = f'<a href="{html.escape(sound(run.href), quote=True)}">{words}</a>'
    if run.style == "strong":
        return f"<b>{words}</b>" if words else ""
    if run.style == "quote":
        return f"<i>{words}</i>"
    return words


def escape(text: str) -> str:
    """A text as it is printed in HTML."""
    return html.escape(sound(text), quote=False)


def sound(text: str) -> str:
    """Halves of characters and control characters cannot be sent; everything else is printed as it stands.

    What would turn the order of the letters around it is a control character too.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return balanced(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", whole))


def _is_web_address(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def visible(markup: str) -> int:
    """How many UTF-16 units Telegram counts: tags gone, entities read."""
    return len(html.unescape(re.sub(r"<[^<>]*>", "", markup)).encode("utf-16-le", "replace")) // 2
