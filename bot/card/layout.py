"""What a card says, line by line, in the order a reader asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.card.figures import table_of, told_in_figures
from bot.card.first_line import answer
from bot.card.lines import Block, Line, Run, text_of
from bot.card.nearby import NEAR, RATINGS, close_by, near_it, printed_near
from bot.card.unsaid import unprinted, unsaid
from bot.card.voices import is_only_a_sort, kind_of, name_of, spoken_by
from bot.card.why_not import said_of_it
from bot.words import ENGLISH, Words, msgid
from knowledge.model import Account, Candidate, Caveat, ContextCard, Finding, Quantity, Relation, Speaker
from knowledge.quantities import comparable
from retrieval.beside import is_said_in
from retrieval.called_there import called_there
from retrieval.caveats import foremost, words_of_figure
from retrieval.closeness import printed_in, turned_alike
from retrieval.disowned import taken_back_next
from retrieval.echoes import each_counted_once, is_counted_again, is_told_again, voices_under
from retrieval.events import Event
from retrieval.gainsaying import Beside, by_gainsaying, with_accusers_apart, with_own_figures_apart
from retrieval.leaning import in_one_piece, leans_on_its_headline, place_left, quoted_in
from retrieval.periods import period_words, tells_a_stretch
from retrieval.ranking import counts_same, fits, wording, words_of
from retrieval.room_left import contradicting
from retrieval.said_together import said_together
from retrieval.short_of_it import Short, by_shortfall
from retrieval.told_further_on import is_told_before, told_further_on
from retrieval.wording import opening

#: Letters of one statement in a message about several.
LONGEST_CITED = 700
#: Findings of one account that are printed; the rest is counted.
MOST_OF_ONE_ACCOUNT = 3
#: Characters of a sentence that is known again by its end.
A_SENTENCE = 60
#: What stands over the accounts of each sort, in this order.
HEADINGS: dict[Relation, str] = {
    "reports": msgid("Who says so"),
    "differs": msgid("Who says otherwise"),
    "denies": msgid("Who denies it"),
    "context": NEAR,
}
#: Over who gives another figure that does not gainsay the claim: three of these ways are one to whoever reads them.
BESIDE: dict[Beside, str] = {
    "own": msgid("Who gives another figure"),
    "one side": msgid("Who gives another figure"),
    "another's": msgid("Who gives another figure"),
    "another measure": msgid("Who counts in another way"),
    "room left": msgid("Who counts fewer, and leaves room for more"),
}
#: Over who has the claim's figure, or its event, and does not say just this.
SHORT: dict[Short, str] = {
    "of something else": msgid("Who gives this figure, but not for just this"),
    "a range": msgid("Who gives a range with this figure in it"),
    "another word": msgid("Who says it in another word"),
}


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


def lay_out(card: ContextCard, *, wide: bool = True, words: Words = ENGLISH) -> Layout:
    """Everything the card says, in the order a reader asks for it; `wide` where a table has room for its columns."""
    sections: list[Section] = []
    tallies = told_in_figures(card)
    if tallies:
        # The table says from where to where the figures reach.
        card = replace(card, caveats=tuple(c for c in card.caveats if c.kind != "FIGURES_DIFFER"))
    if card.state == "ambiguous":
        blocks = tuple(
            _candidate(card, number, candidate, words) for number, candidate in enumerate(card.candidates, 1)
        )
        sections.append(Section(words.say("Reports that fit, or come near"), blocks))
        if rated := near_it(card.accounts, ratings=True):
            sections.append(Section(words.say(RATINGS), tuple(account_block(card, one, words) for one in rated)))
    else:
        if tallies:
            claimed = card.claim.quantities
            tables = tuple(table_of(tally, wide=wide, words=words, claimed=claimed) for tally in tallies)
            sections.append(Section(words.say("Who says how many"), tables))
        for relation in HEADINGS:
            told = under_headings(card, relation, words)
            for heading, accounts in printed_near(card, told, words) if relation == "context" else told:
                blocks = quoted_once(account_block(card, account, words) for account in accounts)
                sections.append(Section(heading, blocks))
    printed = [block for section in sections for block in section.blocks]
    left = unprinted(unsaid(card), printed, words)
    shown, more = foremost([one for one in left if _is_of_what_is_printed(one, printed)])
    if shown:
        sections.append(Section(words.say("Be careful"), _cautions(shown, words), _cautions(more, words)))
    return Layout(card.claim.text, answer(card, words), tuple(sections))


def _is_of_what_is_printed(caveat: Caveat, blocks: Sequence[Block]) -> bool:
    """Whether a reader sees what a caution is on: not where an editor remarks on a note that stands behind "more"."""
    printed = (run for block in blocks for line in block for run in line)
    return caveat.kind != "EDITOR_REMARK" or bool({run.href for run in printed} & {f.url for f in caveat.findings})


def label_of(candidate: Candidate, words: Words = ENGLISH) -> str:
    """One of several events as a person recognises it: its place, as the report names it, and its date."""
    if words.language == "en":
        return candidate.label
    when = words.date(Event(candidate.findings).period)
    return words.say(", ").join(filter(None, (words.isolated(candidate.where), when)))


def _candidate(card: ContextCard, number: int, candidate: Candidate, words: Words) -> Block:
    findings = candidate.findings
    shown = telling(card, findings)
    lines: list[Line] = [(Run(f"{number}. {label_of(candidate, words)}", "strong"),)]
    lines.extend(_sentences(card, shown, words, with_speaker=True))
    lines.extend(_not_shown(card, findings, shown, words))
    return tuple(lines)


def under_headings(card: ContextCard, relation: Relation, words: Words) -> list[tuple[str, list[Account]]]:
    """The accounts of one sort, each group under its heading; how others rated a claim is no reporting of it."""
    if relation == "context":
        parted = close_by(card, words)
    else:
        told = voices_under(card, relation)
        ways = with_own_figures_apart(card, with_accusers_apart(card, by_gainsaying(card, told)))
        short = by_shortfall(card, told)
        beside_it: dict[str, list[Account]] = {heading: [] for heading in BESIDE.values()}
        for way, heading in BESIDE.items():
            beside_it[heading] += ways.get(way, [])
        parted = [
            (words.say(HEADINGS[relation]), [account for account in short[None] if account in ways[None]]),
            *((words.say(SHORT[way]), short.get(way, [])) for way in SHORT),
            *((words.say(heading), accounts) for heading, accounts in beside_it.items()),
        ]
    return [(heading, accounts) for heading, accounts in parted if accounts]


def figures_that_fit(card: ContextCard) -> list[tuple[Candidate, Finding, Quantity]]:
    """Of a card of several events, the figures that it prints, each with its event."""
    return [
        (candidate, finding, figure)
        for candidate in card.candidates
        for finding in telling(card, candidate.findings)
        if (figure := claimed_figure(card, finding)) is not None
    ]


def quoted_once(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks under one heading, those together that one quotation of one page is for: it stands there once."""
    merged: dict[object, Block] = {}
    for number, block in enumerate(blocks):
        cited = block[-2:]
        is_for_all = len(cited) == 2 and _is_quote(cited[0]) and sum(map(_is_quote, block)) == 1
        key = cited if is_for_all else number
        if key in merged:
            # Where the first has more to say than the words that all are quoted for, each keeps its own.
            is_said = len(_without_what_is_quoted(merged[key])) < len(merged[key])
            merged[key] = (*merged[key][:-2], *(_without_what_is_quoted(block) if is_said else block))
        else:
            merged[key] = block
    return tuple(merged.values())


def _without_what_is_quoted(block: Block) -> Block:
    """A block without the notes that say of its voice just what its quotation says: "it, too, now agrees on 235"."""
    quoted, own = text_of(block[-2]), set(words_of(block[0][0].text))

    def is_in_it(line: Line) -> bool:
        told = text_of(line[1:])
        is_note = len(line) > 1 and {run.style for run in line[1:]} == {"plain"}
        return is_note and set(words_of(told)) - own <= set(words_of(quoted)) and turned_alike(told, quoted)

    return tuple(line for n, line in enumerate(block) if n in (0, len(block) - 2, len(block) - 1) or not is_in_it(line))


def _is_quote(line: Line) -> bool:
    return any(run.style == "quote" for run in line)


def account_block(card: ContextCard, account: Account, words: Words) -> Block:
    """One voice with its pages: what it says, where it stands, and how much more there is."""
    pages = _each_said_once(one_a_page(contradicting(card, account).findings))
    if account.relation == "context" and not any(page in one.findings for one in card.near_misses for page in pages):
        pages = each_counted_once(pages)
    shown = _without_scraps(card, [*pages, *_facts_beside(card, account, pages)])[:MOST_OF_ONE_ACCOUNT]
    lines: list[Line] = [introduced(account.speaker, words, spoken_by(shown))]
    lines.extend(_sentences(card, shown, words, with_speaker=False))
    lines.extend(_not_shown(card, account.findings, shown, words))
    return tuple(lines)


def _facts_beside(card: ContextCard, account: Account, pages: Sequence[Finding]) -> Iterator[Finding]:
    """What else the notes shown have of a voice that does not say so: each fact of a note is another."""
    printed = {figure.value for page in pages if (figure := claimed_figure(card, page))}
    for finding in each_once(account.findings):
        figure = claimed_figure(card, finding)
        is_a_fact = finding.article.is_note and not (finding.is_rating or finding.is_reviewed)
        if account.relation == "reports" or not is_a_fact or (figure and figure.value in printed):
            continue
        if finding not in pages and not is_said_in(finding, pages):
            yield finding


def _without_scraps(card: ContextCard, notes: Sequence[Finding]) -> list[Finding]:
    """The notes without what another report's note tells of a page in short, where its own note does.

    "57 killed, five civilians killed" is its page's "five civilians", of a claim about civilians.
    """
    own: dict[str | None, set[float]] = {}
    for note in notes:
        if note.statement.place_in_article != "rival":
            own.setdefault(note.url, set()).update(printed_in(note))

    def is_told(note: Finding) -> bool:
        """Whether its own note tells of a page what another's does, or all of it that is asked for."""
        told, there = printed_in(note), own.get(note.url, set())
        mine = {(q.unit, q.state) for q in card.claim.quantities}
        asked = {q.value for q in note.statement.quantities if (q.unit, q.state) in mine}
        return note.url is not None and bool(told) and (told <= there or (bool(asked) and asked <= there))

    return [note for note in notes if note.statement.place_in_article != "rival" or not is_told(note)]


def _each_said_once(pages: Sequence[Finding]) -> list[Finding]:
    """The pages without those that say in nearly its words what another says; of one sentence every page is named."""
    shown: list[Finding] = []
    for page in pages:
        same = any(len(by_wording([page, one])) == 1 for one in shown)
        fuller = next((n for n, one in enumerate(shown) if is_told_again(one, [page])), None)
        again = is_told_again(page, shown)
        if same or (fuller is None and not again):
            shown.append(page)
        elif fuller is not None and not again:
            # The paper that says more, or names the town as well, is printed.
            shown[fuller] = page
    return shown


def by_wording(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings with the copies of one sentence together: it is printed once, with every page that prints it.

    A dateline or a picture's credit in front makes no other sentence; the shortest is printed.
    """
    copies: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: len(f.words)):
        own = wording(finding.words)
        same = next((core for core, group in copies.items() if core == own or _heads(finding, group[0])), own)
        copies.setdefault(same, []).append(finding)
    return sorted(copies.values(), key=lambda group: min(map(findings.index, group)))


def _heads(longer: Finding, shorter: Finding) -> bool:
    """Whether one sentence is another with a dateline or a credit in front: "KALDEN (Mill Agency) -", "DHA Photo"."""
    sentence, words = shorter.words, longer.words
    if not words.endswith(sentence) or len(sentence) < A_SENTENCE or not _OPENS.match(sentence):
        return False
    return bool(_IN_FRONT.fullmatch(words[: -len(sentence)]))


#: A sentence opens with a capital; "40 were killed" may be the end of "over 40 were killed".
_OPENS = re.compile(r"[A-Z][a-z]*\b")
#: Capitals first, then names, figures and brackets, and no word in small letters.
_IN_FRONT = re.compile(r"[A-Z]{2,}(?:[\s.,/:()–—-]+(?:[A-Z][\w.]*|\d+))*[\s.,/:()–—-]+")


def _sentences(card: ContextCard, shown: Sequence[Finding], words: Words, *, with_speaker: bool) -> Iterator[Line]:
    """Each sentence once, with every page that prints it; two pages that nothing tells apart are one line."""
    for copies in by_wording(shown):
        yield from statement_lines(card, copies[0], words, with_speaker=with_speaker)
        yield from list(dict.fromkeys(source_line(copy, words) for copy in copies))[1:]


def _not_shown(card: ContextCard, findings: Sequence[Finding], shown: Sequence[Finding], words: Words) -> list[Line]:
    """How many of the findings are not printed, and whether what is printed says the same."""
    left = [finding for finding in each_once(findings) if finding not in shown]
    if not left:
        return []
    if all(
        is_told_again(one, shown) or is_counted_again(one, shown) or _gives_it_again(card, one, shown) for one in left
    ):
        return [(Run(words.count("{n} more like this", "{n} more like this", len(left)), "small"),)]
    return [(Run(words.count("{n} more statement", "{n} more statements", len(left)), "small"),)]


def _gives_it_again(card: ContextCard, finding: Finding, shown: Sequence[Finding]) -> bool:
    """Whether a note has a voice give, of what the claim counts, just the figure that is printed under its name."""
    figure = claimed_figure(card, finding)
    printed = [other for one in shown if (other := claimed_figure(card, one)) is not None]
    return (
        finding.article.is_note
        and figure is not None
        and any(
            (figure.value, figure.bound, figure.unit) == (other.value, other.bound, other.unit) for other in printed
        )
    )


def statement_lines(card: ContextCard, finding: Finding, words: Words, *, with_speaker: bool) -> list[Line]:
    """The speaker and the figure, the words, and where they stand."""
    lines: list[Line] = []
    if with_speaker:
        lead = introduced(finding.speaker, words)
        figure = claimed_figure(card, finding)
        if figure is not None:
            lead = (*lead, Run(": " + words.isolated(words_of_figure(finding, figure))))
        lines.append(lead)
    statement, text = finding.statement, finding.article.text
    if statement.place_in_article not in ("note", "rival"):
        lines.append((Run(f"“{finding.words}”", "quote"),))
    elif statement.quote is not None and quoted_in(finding) and with_speaker and not _leaves_its_length(card, finding):
        lines.append((Run(f"“{statement.quote.of(text)}”", "quote"),))
    else:
        told = in_one_piece(card, finding)
        place = words.isolated(place_left(finding))
        noted = words.say("Note (from a report on {place}):", place=place) if place else words.say("Note:")
        lines.append((Run(noted + " ", "small"), Run(words.isolated(told))))
        if quoted := quoted_in(finding):
            lines.append((Run(f"“{quoted}”", "quote"),))
    if called := called_there(finding):
        own, name = (words.isolated(one) for one in (f"“{called}”", name_of(finding.speaker, words)))
        line = words.say("The report says {called}, and does not name {name}.", called=own, name=name)
        lines.append((Run(line, "small"),))
    if others := said_together(card, finding):
        lines.append((Run(words.say("Said together with:") + " ", "small"), Run(f"“{others}”", "quote")))
    if taken_back := taken_back_next(finding):
        lines.append((Run(words.say("And right after it:") + " ", "small"), Run(f"“{taken_back}”", "quote")))
    further_on, headline = told_further_on(card, finding), finding.article.title.strip()
    is_headed = bool(further_on) and further_on == headline
    if further_on and not is_headed:
        where = words.say("Just before:" if is_told_before(finding, further_on) else "Further on:")
        lines.append((Run(where + " ", "small"), Run(f"“{further_on}”", "quote")))
    if remark := said_of_it(card, finding, words):
        lines.append((Run(remark, "small"),))
    is_headed = is_headed or _has_a_namesake(card, finding) or leans_on_its_headline(finding)
    lines.append(source_line(finding, words, by_its_headline=is_headed))
    return lines


def _has_a_namesake(card: ContextCard, finding: Finding) -> bool:
    """Whether another report on the card has the outlet and the day of this one, and neither has an address."""
    headline = finding.article.title.strip()
    return (
        bool(headline)
        and finding.url is None
        and any(
            f.url is None
            and (f.outlet, f.published) == (finding.outlet, finding.published)
            and f.article.title.strip() not in ("", headline)
            for account in card.accounts
            for f in account.findings
            if account.relation != "context"
        )
    )


def _leaves_its_length(card: ContextCard, finding: Finding) -> bool:
    """Whether a note says over how long its figure is counted, and the words that it quotes do not."""
    figure, quote = claimed_figure(card, finding), finding.statement.quote
    if figure is None or quote is None or not (tells_a_stretch(figure) and period_words(figure) in finding.words):
        return False
    return period_words(figure).lower() not in quote.of(finding.article.text).lower()


def introduced(speaker: Speaker, words: Words, spoken_by: Sequence[str] = ()) -> Line:
    """A voice by its name, whoever speaks for it as the notes name them, and what sort of voice it is."""
    if is_only_a_sort(speaker):
        return (Run(words.say("{name}, unnamed", name=name_of(speaker, words)), "strong"),)
    kind = kind_of(speaker, words)
    name = Run(words.isolated(name_of(speaker, words)), "strong")
    told = "; ".join(words.isolated(one) for one in spoken_by)
    return (
        name,
        *((Run(words.say(", ") + told),) if told else ()),
        *((Run(f" ({kind})", "small"),) if kind else ()),
    )


def source_line(finding: Finding, words: Words, *, by_its_headline: bool = False) -> Line:
    """Where words stand: the outlet with its address, and the date; the headline, too, where one has to know it."""
    when = words.date(finding.published)
    if finding.published and finding.published.basis == "inferred":
        when = words.say("{date} (inferred)", date=when)
    outlet, comma = words.isolated(finding.outlet), words.say(", ")
    headline = f"{comma}{words.isolated(f'“{finding.article.title.strip()}”')}" if by_its_headline else ""
    if finding.url is None:
        return (Run(f"— {outlet}{comma}{when}{headline}{comma}{words.say('no address given')}", "small"),)
    return (Run("— ", "small"), Run(outlet, "small", finding.url), Run(f"{headline}{comma}{when}", "small"))


def _cautions(caveats: Sequence[Caveat], words: Words) -> tuple[Block, ...]:
    return tuple((caveat_line(caveat, words),) for caveat in caveats)


def caveat_line(caveat: Caveat, words: Words) -> Line:
    """One thing to be careful about, with the page that documents it."""
    told = words.again(caveat.sentence)
    # Another language may begin with a name that English has inside the sentence.
    runs = [Run("• " + (told if words.language == "en" else opening(told)))]
    if caveat.url:
        runs.extend([Run(" "), Run(words.say("source"), "small", caveat.url)])
    return tuple(runs)


def telling(card: ContextCard, findings: Sequence[Finding]) -> list[Finding]:
    """Of one event, the findings that print the claim's figure or one near it; the best alone where none does."""
    claimed = _claimed(card)
    fitting = [f for f in findings if claimed and any(fits(claimed, q) for q in f.statement.quantities)]
    telling = fitting or [finding for finding in findings if claimed_figure(card, finding) is not None]
    # Whoever counts the very people of the claim comes before whoever counts others with them.
    telling.sort(key=lambda finding: not _counts_the_very(card, finding))
    return one_a_page(telling or findings[:1])[:2]


def _counts_the_very(card: ContextCard, finding: Finding) -> bool:
    claimed, figure = _claimed(card), claimed_figure(card, finding)
    return claimed is not None and figure is not None and comparable(claimed, figure) == "same"


def each_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose words, outlet and date another has: a page was kept twice."""
    printed = {(f.url, f.outlet, f.published and f.published.words, wording(f.words)): f for f in reversed(findings)}
    return list(reversed(printed.values()))


def one_a_page(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each page: a statement before the headline that repeats it, a figure before its addends."""
    best: dict[str, Finding] = {}
    for finding in each_once(findings):
        page = finding.url or finding.article.id
        if page not in best or _shows_more(finding) > _shows_more(best[page]):
            best[page] = finding
    return list(best.values())


def _shows_more(finding: Finding) -> tuple[bool, bool]:
    """Whether a statement is more than a headline, and prints the figures that are counted in it."""
    counted = {quantity.value for quantity in finding.statement.quantities}
    return finding.statement.place_in_article != "headline", not counted or bool(counted & printed_in(finding))


def _claimed(card: ContextCard) -> Quantity | None:
    return next((q for q in card.claim.quantities if q.unit), None)


def claimed_figure(card: ContextCard, finding: Finding) -> Quantity | None:
    """The figure of this finding that the claim is about, the one that fits before one that only counts the same."""
    claimed = _claimed(card)
    if claimed is None:
        return None
    same = [q for q in finding.statement.quantities if counts_same(claimed, q)]
    return next((q for q in same if fits(claimed, q)), same[0] if same else None)


def cited(finding: Finding, words: Words = ENGLISH, *, speaker: Speaker | None = None, figure: str = "") -> Block:
    """One statement by itself, outside any card: who says it, its words, and where they stand.

    `speaker` is another voice than the finding's own, `figure` the number that is told, as its words print it.
    """
    lead = introduced(speaker or finding.speaker, words)
    if figure:
        lead = (*lead, Run(": " + words.isolated(figure)))
    statement, text = finding.statement, finding.article.text
    quote = statement.quote if statement.place_in_article in ("note", "rival") else statement.span
    said = Run(f"“{opening_of(quote.of(text))}”", "quote") if quote else Run(opening_of(finding.words))
    noted = () if statement.quote or statement.place_in_article not in ("note", "rival") else (_note(words),)
    return (lead, (*noted, said), source_line(finding, words))


def _note(words: Words) -> Run:
    return Run(words.say("Note:") + " ", "small")


def opening_of(said: str) -> str:
    """The words, or as many of them as a message about several statements has room for."""
    return said if len(said) <= LONGEST_CITED else said[:LONGEST_CITED].rsplit(" ", 1)[0] + "…"
