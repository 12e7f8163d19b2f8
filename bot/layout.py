"""What a card says, line by line, before anyone decides what a line looks like.

A `Line` is made of `Run`s: words, how they are meant, and where they lead. Blocks are never cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.model import Account, Caveat, ContextCard, Figure, Finding, Quantity, Relation, Speaker, Tally
from retrieval.caveats import words_of_figure
from retrieval.events import in_words
from retrieval.origins import known_in
from retrieval.ranking import counts_same, fits
from retrieval.wording import listed, number, opening, verb

#: How words are meant: a heading, the words that matter, somebody else's words, small print.
Style = Literal["plain", "strong", "quote", "small"]

#: How each sort of voice is introduced. "" where the name says it.
KINDS = {
    "named_official": "official",
    "party": "party to the events",
    "monitor": "monitor",
    "state_media": "state media",
    "news_agency": "news agency",
    "un": "United Nations",
    "ngo": "NGO",
    "eyewitness": "witness",
    "named_person": "",
    "named_organisation": "",
    "unnamed": "",
    "unnamed_partisan": "takes a side",
    "outlet_itself": "the outlet's own voice",
    "document": "document",
    "reader_comment": "reader's comment",
}

#: Findings of one account that are printed; the rest is counted.
MOST_OF_ONE_ACCOUNT = 3
#: Accounts printed that only stand near; more would be padding.
MOST_CONTEXT = 3
#: Counted things whose figures are printed, and rows of one; the rest stands in the JSON.
MOST_TALLIES, MOST_ROWS = 2, 8
#: Words of a name that are printed.
LONGEST_NAME = 10
#: Outlets named in one row, and letters of what is counted; longer words stand with the account.
MOST_OUTLETS, LONGEST_COUNTED = 2, 32


#: Where a noun ends and what became of it begins.
_PREDICATE = re.compile(r"\s*\b(?:were|was|have|had|has|are|is|be|being|killed|dead|dying|died|wounded|injured)\b")


@dataclass(frozen=True, slots=True)
class Run:
    """Words, how they are meant, and the page they lead to."""

    text: str
    style: Style = "plain"
    href: str | None = None


Line = tuple[Run, ...]
Block = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a caption: columns where every letter is as wide as the next, sentences elsewhere."""

    caption: Line
    rows: tuple[tuple[Run, ...], ...]
    #: What is said under the rows.
    after: Block = ()

    def aligned(self) -> Block:
        """The rows with each column as wide as its widest cell."""
        widths = [max(len(cell.text) for cell in column) for column in zip(*self.rows, strict=True)]
        return (self.caption, *(tuple(_padded(row, widths)) for row in self.rows), *self.after)

    def flowing(self) -> Block:
        """The rows as short lines, for a screen as wide as a hand."""
        return (self.caption, *(tuple(_joined(row)) for row in self.rows), *self.after)


def _padded(row: Sequence[Run], widths: Sequence[int]) -> Iterator[Run]:
    yield Run("  ")
    last = max((n for n, cell in enumerate(row) if cell.text), default=0)
    for column, (cell, width) in enumerate(zip(row[: last + 1], widths, strict=False)):
        yield cell
        if column < last:
            yield Run(" " * (width - len(cell.text) + 2))


def _joined(row: Sequence[Run]) -> Iterator[Run]:
    yield Run("• ")
    for column, cell in enumerate(cell for cell in row if cell.text):
        if column:
            yield Run(": " if column == 1 else ", ")
        yield cell


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it."""

    heading: str
    blocks: tuple[Block | Table, ...]


def aligned(block: Block | Table) -> Block:
    """A block as a terminal prints it."""
    return block.aligned() if isinstance(block, Table) else block


def flowing(block: Block | Table) -> Block:
    """A block as a phone shows it."""
    return block.flowing() if isinstance(block, Table) else block


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole card: the claim, the sentence that answers "who says so?", and the sections."""

    claim: str
    answer: str
    sections: tuple[Section, ...]


def lay_out(card: ContextCard) -> Layout:
    """Everything the card says, in the order a reader asks for it."""
    sections: list[Section] = []
    if card.state == "ambiguous":
        blocks = tuple(
            _candidate(card, number, candidate.label, candidate.findings)
            for number, candidate in enumerate(card.candidates, 1)
        )
        sections.append(Section("Reports that fit, or come near", blocks))
    else:
        tables = tuple(_table(tally) for tally in _told(card))
        if tables:
            sections.append(Section("Who says how many", tables))
        for relation, heading in (
            ("reports", "Who says so"),
            ("differs", "Who says otherwise"),
            ("denies", "Who denies it"),
            ("context", "Close by, but not this claim"),
        ):
            accounts = [account for account in card.accounts if account.relation == relation]
            accounts = accounts[:MOST_CONTEXT] if relation == "context" else accounts
            if accounts:
                sections.append(Section(heading, tuple(_account(card, account) for account in accounts)))
    # The first line, or the table of figures, has said these already.
    said = {"NOTHING_FOUND", "AMBIGUOUS_EVENT"} | ({"FIGURES_DIFFER"} if _told(card) else set())
    cautions = [caveat for caveat in card.caveats if caveat.kind not in said]
    if cautions:
        sections.append(Section("Be careful", tuple((_caveat(caveat),) for caveat in cautions)))
    return Layout(card.claim.text, answer(card), tuple(sections))


def answer(card: ContextCard) -> str:
    """The first line: who says so, in one sentence."""
    if card.state == "nothing_found":
        return "No reporting in the store is close to this. That says nothing about whether it is true."
    who = _names(card, "reports")
    if card.state == "ambiguous":
        return _ambiguous_answer(card, who)
    said = []
    if who:
        said.append(f"{who} {verb(_voices(card, 'reports'), 'says', 'say')} so")
    if _voices(card, "differs"):
        said.append(f"{_names(card, 'differs')} {verb(_voices(card, 'differs'), 'says', 'say')} otherwise")
    if _voices(card, "denies"):
        said.append(f"{_names(card, 'denies')} {verb(_voices(card, 'denies'), 'denies', 'deny')} it")
    if not said:
        return f"The store holds reporting close by, but none of this claim. {_counted(card)}".strip()
    nobody = "" if who else "Nothing in the store says just this; "
    return f"{opening(nobody + '; '.join(said))}. {_counted(card)}"


def _ambiguous_answer(card: ContextCard, who: str) -> str:
    wants = [w for w, known in (("a place", card.claim.where), ("a date", card.claim.when)) if not known]
    ask = f" Add {' or '.join(wants)} to narrow it down." if wants else ""
    reports = {f.article.id for account in card.accounts if account.relation == "reports" for f in account.findings}
    if not reports:
        return f"None of the reports found prints this figure; {len(card.candidates)} count the same thing.{ask}"
    near = len(card.candidates) - len(reports)
    also = f"; {near} more {'comes' if near == 1 else 'come'} near" if near > 0 else ""
    fit = "1 report" if len(reports) == 1 else f"{len(reports)} reports, perhaps of different events"
    voices = _voices(card, "reports")
    return f"{opening(who)} {verb(voices, 'says', 'say')} so, in {fit}{also}.{ask}"


def _counted(card: ContextCard) -> str:
    if not card.articles:
        return ""
    pages = "1 report" if card.articles == 1 else f"{card.articles} reports"
    origins = "1 origin" if len(card.origins) == 1 else f"{len(card.origins)} origins"
    return f"({origins} in {pages})"


def _voices(card: ContextCard, *relations: Relation) -> list[str]:
    names = [name_of(account.speaker) for account in card.accounts if account.relation in relations]
    return list(dict.fromkeys(names))


def _names(card: ContextCard, *relations: Relation) -> str:
    names = _voices(card, *relations)
    return listed([*names[:2], f"{len(names) - 2} more"] if len(names) > 3 else names)


def name_of(speaker: Speaker) -> str:
    """A voice as the card names it; one without a name is said to have none."""
    if speaker.kind in ("unnamed", "unnamed_partisan"):
        return f"unnamed “{_short(speaker.name)}”" if speaker.name else "an unnamed source"
    return _short(known_in(speaker.name))


def _short(name: str) -> str:
    """A name cut where it runs on like a sentence."""
    words = name.split()
    return name if len(words) <= LONGEST_NAME else " ".join(words[: LONGEST_NAME - 2]) + "…"


def _told(card: ContextCard) -> list[Tally]:
    """The counted things worth a table: what is told in more than one way, of what the claim counts or became of it."""
    claimed = {q.unit for q in card.claim.quantities}
    worth = [tally for tally in card.tallies if len(_rows(tally)) > 1 and (tally.state or tally.unit in claimed)]
    return worth[:MOST_TALLIES]


def _rows(tally: Tally) -> list[list[Figure]]:
    """The figures by row: one voice's same number, whoever carried it and however often."""
    rows: dict[tuple[str, str, float], list[Figure]] = {}
    for figure in tally.figures:
        rows.setdefault((_counter(figure), figure.quantity.bound, figure.quantity.value), []).append(figure)
    return list(rows.values())


def _table(tally: Tally) -> Table:
    """Everybody's figure for one thing, by date, and from where to where they reach."""
    low, high = number(tally.lowest), number(tally.highest)
    reach = f": from {low} to {high}" if low != high else ""
    rows = _rows(tally)
    nouns = {_noun(figure.quantity) for figure in tally.figures}
    # Where all use one word for what they count, it is said once.
    caption = f"{nouns.pop()} {tally.state}".strip() if len(nouns) == 1 else tally.counted
    return Table(
        (Run(opening(caption), "strong"), Run(reach)),
        tuple(_row(row, but_for=tally.unit if nouns else "") for row in rows[:MOST_ROWS]),
        tuple(_not_shown(len(rows) - MOST_ROWS)),
    )


def _row(figures: Sequence[Figure], *, but_for: str) -> tuple[Run, ...]:
    """One voice's number, when it was given, and who carried it; `but_for` is the noun that the caption says."""
    first = figures[0]
    name = known_in(first.speaker.name)
    carriers = [outlet for outlet in dict.fromkeys(f.finding.outlet for f in figures) if outlet != name]
    more = len(carriers) - MOST_OUTLETS
    through = f"in {', '.join(carriers[:MOST_OUTLETS])}{f' and {more} more' if more > 0 else ''}" if carriers else ""
    noun = _noun(first.quantity) if but_for else ""
    return (
        Run(_how_many(first) if noun in ("", but_for) else f"{_how_many(first)} {noun}", "strong"),
        Run(_counter(first)),
        Run(in_words(first.as_of) if first.as_of else "undated", "small"),
        Run("in its own voice" if first.speaker.kind == "outlet_itself" else through, "small"),
    )


def _how_many(figure: Figure) -> str:
    """A number with what bounds it; where no number is printed, the word that is: "dozens"."""
    if figure.quantity.bound == "vague":
        return _PREDICATE.split(figure.words.split(" of ")[0])[0].lower()
    return _amount(figure.quantity)


def _noun(quantity: Quantity) -> str:
    """What is counted, without what became of it: of "people were killed", people."""
    aside = re.search(r"\([^()]*\)\Z", quantity.counted)
    noun = _PREDICATE.split(quantity.counted)[0].strip()
    noun = f"{noun} {aside[0]}" if aside and not noun.endswith(aside[0]) else noun
    return noun if len(noun) <= LONGEST_COUNTED else ""


def _counter(figure: Figure) -> str:
    """Who gives a figure, and whom they cite for it."""
    cited = f", citing {name_of(figure.cites)}" if figure.cites else ""
    return name_of(figure.speaker) + cited


def _amount(quantity: Quantity) -> str:
    """A number with what bounds it, and without what it counts: "over 100"."""
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        return f"{number(quantity.low)} to {number(quantity.high)}"
    return (
        number(quantity.value) if quantity.bound in ("exact", "vague") else f"{quantity.bound} {number(quantity.value)}"
    )


def _candidate(card: ContextCard, number: int, label: str, findings: Sequence[Finding]) -> Block:
    shown = _telling(card, findings)
    lines: list[Line] = [(Run(f"{number}. {label}", "strong"),)]
    for finding in shown:
        lines.extend(_statement(card, finding, with_speaker=True))
    lines.extend(_not_shown(len(findings) - len(shown)))
    return tuple(lines)


def _account(card: ContextCard, account: Account) -> Block:
    lines: list[Line] = [_introduced(account.speaker)]
    shown = _one_a_page(account.findings)[:MOST_OF_ONE_ACCOUNT]
    for finding in shown:
        lines.extend(_statement(card, finding, with_speaker=False))
    lines.extend(_not_shown(len(account.findings) - len(shown)))
    return tuple(lines)


def _not_shown(count: int) -> list[Line]:
    return [(Run(f"{count} more like this", "small"),)] if count > 0 else []


def _statement(card: ContextCard, finding: Finding, *, with_speaker: bool) -> list[Line]:
    """The speaker and the figure, the words, and where they stand."""
    lines: list[Line] = []
    if with_speaker:
        lead = _introduced(finding.speaker)
        figure = _figure(card, finding)
        if figure is not None:
            lead = (*lead, Run(": " + words_of_figure(finding, figure)))
        lines.append(lead)
    statement, text = finding.statement, finding.article.text
    if statement.place_in_article not in ("note", "rival"):
        lines.append((Run(f"“{finding.words}”", "quote"),))
    elif statement.quote is not None and with_speaker:
        lines.append((Run(f"“{statement.quote.of(text)}”", "quote"),))
    else:
        lines.append((Run("Note: ", "small"), Run(finding.words)))
        if statement.quote is not None:
            lines.append((Run(f"“{statement.quote.of(text)}”", "quote"),))
    lines.append(_source(finding))
    return lines


def _introduced(speaker: Speaker) -> Line:
    kind = KINDS[speaker.kind]
    return (Run(name_of(speaker), "strong"), *((Run(f" ({kind})", "small"),) if kind else ()))


def _source(finding: Finding) -> Line:
    when = in_words(finding.published) if finding.published else "undated"
    if finding.published and finding.published.basis == "inferred":
        when += " (inferred)"
    if finding.url is None:
        return (Run(f"— {finding.outlet}, {when}, no address given", "small"),)
    return (Run("— ", "small"), Run(finding.outlet, "small", finding.url), Run(f", {when}", "small"))


def _caveat(caveat: Caveat) -> Line:
    runs = [Run("• " + caveat.sentence)]
    if caveat.url:
        runs.extend([Run(" "), Run("source", "small", caveat.url)])
    return tuple(runs)


def _telling(card: ContextCard, findings: Sequence[Finding]) -> list[Finding]:
    """Of one event, the findings that print the claim's figure or one near it; the best alone where none does."""
    claimed = _claimed(card)
    fitting = [f for f in findings if claimed and any(fits(claimed, q) for q in f.statement.quantities)]
    telling = fitting or [finding for finding in findings if _figure(card, finding) is not None]
    return _one_a_page(telling or findings[:1])[:2]


def _one_a_page(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each page, a statement before the headline that repeats it."""
    best: dict[str, Finding] = {}
    for finding in findings:
        page = finding.url or finding.article.id
        if page not in best or (
            best[page].statement.place_in_article == "headline" and finding.statement.place_in_article != "headline"
        ):
            best[page] = finding
    return list(best.values())


def _claimed(card: ContextCard) -> Quantity | None:
    return next((q for q in card.claim.quantities if q.unit), None)


def _figure(card: ContextCard, finding: Finding) -> Quantity | None:
    """The figure of this finding that the claim is about, the one that fits before one that only counts the same."""
    claimed = _claimed(card)
    if claimed is None:
        return None
    same = [q for q in finding.statement.quantities if counts_same(claimed, q)]
    return next((q for q in same if fits(claimed, q)), same[0] if same else None)
