"""What a card says, line by line, in the order a reader asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.figures import table_of, told_in_figures
from bot.lines import Block, Line, Run
from bot.voices import KINDS, name_of
from knowledge.model import Account, Caveat, ContextCard, Finding, Quantity, Relation, Speaker
from retrieval.caveats import foremost, words_of_figure
from retrieval.events import in_words
from retrieval.ranking import counts_same, fits, wording
from retrieval.wording import listed, opening, verb

#: Findings of one account that are printed; the rest is counted.
MOST_OF_ONE_ACCOUNT = 3
#: Accounts printed that only stand near; more would be padding.
MOST_CONTEXT = 3
#: Over what fact-checkers say of a claim: their words, which are no word of ours.
RATINGS = "How others rated a claim like this"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]
    #: Blocks that stand behind "more".
    folded: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole card: the claim, the sentence that answers "who says so?", and the sections."""

    claim: str
    answer: str
    sections: tuple[Section, ...]


def lay_out(card: ContextCard, *, wide: bool = True) -> Layout:
    """Everything the card says, in the order a reader asks for it; `wide` where a table has room for its columns."""
    sections: list[Section] = []
    tallies = told_in_figures(card)
    if tallies:
        # The table says from where to where the figures reach.
        card = replace(card, caveats=tuple(c for c in card.caveats if c.kind != "FIGURES_DIFFER"))
    if card.state == "ambiguous":
        blocks = tuple(
            _candidate(card, number, candidate.label, candidate.findings)
            for number, candidate in enumerate(card.candidates, 1)
        )
        sections.append(Section("Reports that fit, or come near", blocks))
    else:
        if tallies:
            sections.append(Section("Who says how many", tuple(table_of(tally, wide=wide) for tally in tallies)))
        for relation, heading in (
            ("reports", "Who says so"),
            ("differs", "Who says otherwise"),
            ("denies", "Who denies it"),
        ):
            accounts = [account for account in card.accounts if account.relation == relation]
            if accounts:
                sections.append(Section(heading, tuple(_account(card, account) for account in accounts)))
    if ratings := _context(card.accounts, ratings=True):
        sections.append(Section(RATINGS, tuple(_account(card, account) for account in ratings)))
    if card.state != "ambiguous" and (near := _context(card.accounts, ratings=False)):
        sections.append(Section("Close by, but not this claim", tuple(_account(card, account) for account in near)))
    # The first line has said these already.
    shown, more = foremost([c for c in card.caveats if c.kind not in ("NOTHING_FOUND", "AMBIGUOUS_EVENT")])
    if shown:
        sections.append(Section("Be careful", _cautions(shown), _cautions(more)))
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
    if others := [voice for voice in _voices(card, "differs") if voice not in _voices(card, "reports")]:
        said.append(f"{_few(others)} {verb(others, 'says', 'say')} otherwise")
    elif said and _voices(card, "differs"):
        said[-1] += f" and {verb(_voices(card, 'reports'), 'gives', 'give')} other figures too"
    if _voices(card, "denies"):
        said.append(f"{_names(card, 'denies')} {verb(_voices(card, 'denies'), 'denies', 'deny')} it")
    if not said and (
        raters := list(dict.fromkeys(name_of(a.speaker) for a in card.accounts if _context([a], ratings=True)))
    ):
        return f"Nothing in the store says this; {_few(raters)} rated a claim like it."
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
    return _few(_voices(card, *relations))


def _few(names: Sequence[str]) -> str:
    return listed([*names[:2], f"{len(names) - 2} more"] if len(names) > 3 else names)


def _candidate(card: ContextCard, number: int, label: str, findings: Sequence[Finding]) -> Block:
    shown = _telling(card, findings)
    lines: list[Line] = [(Run(f"{number}. {label}", "strong"),)]
    for finding in shown:
        lines.extend(_statement(card, finding, with_speaker=True))
    lines.extend(_not_shown(len(findings) - len(shown)))
    return tuple(lines)


def _context(accounts: Sequence[Account], *, ratings: bool) -> list[Account]:
    """The accounts that stand near, with their ratings of claims alone, or with all else alone."""
    parted = (
        replace(one, findings=tuple(f for f in one.findings if f.is_rating is ratings))
        for one in accounts
        if one.relation == "context"
    )
    return [account for account in parted if account.findings][:MOST_CONTEXT]


def _account(card: ContextCard, account: Account) -> Block:
    lines: list[Line] = [_introduced(account.speaker)]
    shown = _one_a_page(account.findings)[:MOST_OF_ONE_ACCOUNT]
    for copies in _by_wording(shown):
        lines.extend(_statement(card, copies[0], with_speaker=False))
        lines.extend(_source(copy) for copy in copies[1:])
    lines.extend(_not_shown(len(account.findings) - len(shown)))
    return tuple(lines)


def _by_wording(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings with the copies of one sentence together: it is printed once, with every page that prints it."""
    copies: dict[str, list[Finding]] = {}
    for finding in findings:
        copies.setdefault(wording(finding.words), []).append(finding)
    return list(copies.values())


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


def _cautions(caveats: Sequence[Caveat]) -> tuple[Block, ...]:
    return tuple((_caveat(caveat),) for caveat in caveats)


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
