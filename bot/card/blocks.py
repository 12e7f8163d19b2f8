"""One voice on a card with its pages: which of its statements are printed, each once, and how many are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.card.lines import Block, Line, Run, text_of
from bot.card.statements import claimed_figure, denies_it, introduced, source_line, statement_lines, what_is_claimed
from bot.card.tags import tag_of
from bot.card.voices import name_of, spoken_by
from bot.card.why_not import said_of_it
from bot.words import ENGLISH, Words
from knowledge.model import Account, Candidate, ContextCard, Finding
from knowledge.quantities import comparable
from retrieval.counts.room_left import contradicting
from retrieval.events import Event
from retrieval.grammar.closeness import printed_in, turned_alike
from retrieval.nearby.beside import is_said_in
from retrieval.nearby.called_there import called_there
from retrieval.ranking import fits, wording, words_of
from retrieval.relations.what_they_answer import is_their_answer
from retrieval.telling.leaning import quoted_in
from retrieval.voices.echoes import each_counted_once, is_counted_again, is_told_again, says_as_much, tells_no_more

#: Findings of one account that are printed; the rest is counted.
MOST_OF_ONE_ACCOUNT = 3
#: Voices of one of several events that are printed.
MOST_OF_ONE_EVENT = 2
#: Reports of one voice, each in its own words, behind which a third with its number adds nothing but words.
ENOUGH_OF_THE_SAME = 2
#: Other outlets that are named where their pages are only counted.
MOST_OUTLETS_NAMED = 3
#: Characters of a sentence that is known again by its end.
A_SENTENCE = 60


def quoted_once(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks under one heading, those together that one quotation of one page is for: it stands there once."""
    merged: dict[object, Block] = {}
    for number, block in enumerate(blocks):
        cited = block[-2:]
        is_for_all = len(cited) == 2 and _is_quote(cited[0]) and sum(map(_is_quote, block)) == 1
        key = cited if is_for_all else number
        if key in merged:
            merged[key] = (*merged[key][:-2], *_without_what_is_quoted(block))
        else:
            merged[key] = block
    return tuple(merged.values())


def without_what_stands_above(blocks: Sequence[Block], above: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks under one heading without a quotation that stands with its page under another one, further up.

    Where a note tells in whose words it is; a voice with nothing but the quotation keeps it.
    """
    quoted = {block[-2:] for block in above if _quotes_last(block)}
    return tuple(
        (*block[:-2], block[-1]) if len(block) > _WITH_A_QUOTATION and block[-2:] in quoted else block
        for block in blocks
    )


#: The lines of a voice with nothing but a quotation: its name, the words, the page.
_WITH_A_QUOTATION = 3


def _quotes_last(block: Block) -> bool:
    return len(block) >= _WITH_A_QUOTATION and _is_quote(block[-2])


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


def label_of(candidate: Candidate, words: Words = ENGLISH) -> str:
    """One of several events as a person recognises it: its place, as the report names it, and its date."""
    if words.language == "en":
        return candidate.label
    when = words.date(Event(candidate.findings).period)
    return words.say(", ").join(filter(None, (words.isolated(candidate.where), when)))


def event_block(card: ContextCard, number: int, candidate: Candidate, words: Words) -> Block:
    """One of several events: where and when, and what its reports say that tell most of it."""
    findings = candidate.findings
    shown = telling(card, findings)
    lines: list[Line] = [(Run(f"{number}. {label_of(candidate, words)}", "strong"),)]
    lines.extend(_sentences(card, shown, words, with_speaker=True))
    lines.extend(_not_shown(card, findings, shown, words))
    return tuple(lines)


def account_block(card: ContextCard, account: Account, words: Words) -> Block:
    """One voice with its pages: what it says, where it stands, and how much more there is."""
    shown = shown_of(card, account)
    lines: list[Line] = [introduced(account.speaker, words, spoken_by(shown), tag_of(card, account, words))]
    lines.extend(_sentences(card, shown, words, with_speaker=False))
    lines.extend(_not_shown(card, account.findings, shown, words))
    return tuple(lines)


def shown_of(card: ContextCard, account: Account) -> list[Finding]:
    """The statements of one voice that are printed."""
    # Of two that say the same, the one that names the voice is printed.
    pages = sorted(one_a_page(contradicting(card, account).findings), key=lambda page: bool(called_there(page)))
    pages = _each_said_once(pages)
    if account.relation == "context" and not any(page in one.findings for one in card.near_misses for page in pages):
        pages = each_counted_once(pages)
    shown = _without_scraps(card, [*pages, *_facts_beside(card, account, pages)])
    return _without_more_of_the_same(card, shown)[:MOST_OF_ONE_ACCOUNT]


def _without_more_of_the_same(card: ContextCard, shown: Sequence[Finding]) -> list[Finding]:
    """The statements of one voice without what another paper has of it in other words: it is counted, and the paper
    named; a copy of a sentence is one page more. Of two notes the fuller is printed, and first one that quotes.

    Of a second paper, what it has besides for this claim is asked; of a third only its numbers, towns and day.
    """
    kept: list[Finding] = []
    for finding in shown:
        if _is_a_copy(finding, kept):
            kept.append(finding)
            continue
        fuller = [n for n, other in enumerate(kept) if _has_as_much(card, finding, other)]
        if fuller:
            if _is_only_noted(kept[fuller[0]]) and quoted_in(finding):
                kept[fuller[0]] = finding
            continue
        short = [n for n, other in enumerate(kept) if finding.article.is_note and _has_as_much(card, other, finding)]
        if len(short) == 1:
            if not (_is_only_noted(finding) and quoted_in(kept[short[0]])):
                kept[short[0]] = finding
            continue
        is_enough = len(by_wording(kept)) >= ENOUGH_OF_THE_SAME
        if not is_enough or not any(tells_no_more(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _has_as_much(card: ContextCard, one: Finding, other: Finding) -> bool:
    """Whether a statement adds nothing to another for a claim, and the card says the same of both."""
    return says_as_much(card.claim, one, other) and _are_told_alike(card, one, other)


def _is_only_noted(finding: Finding) -> bool:
    """Whether words are an editor's alone, and quote nothing of their report."""
    return finding.article.is_note and not quoted_in(finding)


def _are_told_alike(card: ContextCard, one: Finding, other: Finding) -> bool:
    """Whether a card says the same below both statements, and their reports name the voice alike."""
    is_named_alike = called_there(one) == called_there(other)
    return is_named_alike and said_of_it(card, one, ENGLISH) == said_of_it(card, other, ENGLISH)


def _facts_beside(card: ContextCard, account: Account, pages: Sequence[Finding]) -> Iterator[Finding]:
    """What else the notes shown have of a voice that does not say so: each fact of a note is another."""
    printed = {figure.value for page in pages if (figure := claimed_figure(card, page))}
    for finding in each_once(account.findings):
        figure = claimed_figure(card, finding)
        is_a_fact = finding.article.is_note and not (finding.is_rating or finding.is_reviewed)
        is_told = figure is not None and figure.value in printed and not _tells_more_of_it(card, finding, pages)
        if account.relation == "reports" or not is_a_fact or is_told:
            continue
        if finding not in pages and not is_said_in(finding, pages):
            yield finding


def _tells_more_of_it(card: ContextCard, finding: Finding, pages: Sequence[Finding]) -> bool:
    """Whether a fact has a word of the claim that the others leave out: of "patients and doctors", "24 patients"."""
    told = {word for page in pages for word in words_of(page.words)}
    return any(word.isalpha() for word in {*words_of(card.claim.text)} & {*words_of(finding.words)} - told)


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
        fuller = next((n for n, one in enumerate(shown) if is_told_again(one, [page])), None)
        again = is_told_again(page, shown)
        if _is_a_copy(page, shown) or _is_of_another_medium(page, shown) or (fuller is None and not again):
            shown.append(page)
        elif fuller is not None and not again:
            # The paper that says more, or names the town as well, is printed.
            shown[fuller] = page
    return shown


def _is_of_another_medium(page: Finding, shown: Iterable[Finding]) -> bool:
    """Whether a page has it from a state's television, where the pages shown have it from the agency by its name."""
    called = called_there(page) if page.speaker.kind == "state_media" else ""
    return bool(called) and all(called_there(one) != called for one in shown)


def _is_a_copy(page: Finding, shown: Iterable[Finding]) -> bool:
    """Whether a page prints the sentence of one that is shown."""
    return any(len(by_wording([page, one])) == 1 for one in shown)


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
    after, told = words.say("And right after it:"), set()
    for copies in by_wording(shown):
        for line in statement_lines(card, copies[0], words, with_speaker=with_speaker):
            # What two pages print behind their sentences, word for word, is told once.
            if not (line[0].text.startswith(after) and line in told):
                yield line
            told.add(line)
        yield from list(dict.fromkeys(source_line(copy, words) for copy in copies))[1:]


def _not_shown(card: ContextCard, findings: Sequence[Finding], shown: Sequence[Finding], words: Words) -> list[Line]:
    """How many findings are not printed, whether what is printed says the same, and which other outlets have them."""
    left = [finding for finding in each_once(findings) if finding not in shown]
    if not left:
        return []
    if all(
        is_told_again(one, shown)
        or is_counted_again(one, shown)
        or _gives_it_again(card, one, shown)
        or any(tells_no_more(one, other) or says_as_much(card.claim, one, other) for other in shown)
        for one in left
    ):
        told = words.count("{n} more like this", "{n} more like this", len(left))
    elif len({finding.article.id for finding in (*left, *shown)}) == 1:
        told = words.count("{n} more statement on the same page", "{n} more statements on the same page", len(left))
    elif {finding.article.id for finding in left} <= {finding.article.id for finding in shown}:
        told = words.count("{n} more statement on the same pages", "{n} more statements on the same pages", len(left))
    else:
        told = words.count("{n} more statement", "{n} more statements", len(left))
    outlets = dict.fromkeys(name for one in left if (name := _told_apart(one, shown, words)))
    named = f" ({words.listed(list(outlets)[:MOST_OUTLETS_NAMED])})" if outlets else ""
    return [(Run(told + named, "small"),)]


def _told_apart(finding: Finding, shown: Sequence[Finding], words: Words) -> str:
    """The outlet of what is not printed, with its day where another page of it is; empty for a page that is."""
    if all(finding.outlet != one.outlet for one in shown):
        return words.isolated(finding.outlet)
    if any(finding.article.id == one.article.id for one in shown) or finding.published is None:
        return ""
    return words.isolated(finding.outlet) + ", " + words.date(finding.published)


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


def telling(card: ContextCard, findings: Sequence[Finding]) -> list[Finding]:
    """Of one event, the findings that print the claim's figure or one near it; the best alone where none does.

    Of a claim without a figure, two who say so, and one who denies it.
    """
    claimed = what_is_claimed(card)
    if claimed is None:
        denying = [finding for finding in findings if denies_it(card, finding) or is_their_answer(finding)]
        saying = [finding for finding in findings if finding not in denying]
        return [*_each_voice_once(one_a_page(saying))[:MOST_OF_ONE_EVENT], *one_a_page(denying)[:1]]
    fitting = [f for f in findings if claimed and any(fits(claimed, q) for q in f.statement.quantities)]
    telling = fitting or [finding for finding in findings if claimed_figure(card, finding) is not None]
    # Whoever counts the very people of the claim comes before whoever counts others with them.
    telling.sort(key=lambda finding: not _counts_the_very(card, finding))
    return one_a_page(telling or findings[:1])[:2]


def _each_voice_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, the first of each voice."""
    return list({name_of(finding.speaker): finding for finding in reversed(findings)}.values())[::-1]


def _counts_the_very(card: ContextCard, finding: Finding) -> bool:
    claimed, figure = what_is_claimed(card), claimed_figure(card, finding)
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


def _shows_more(finding: Finding) -> tuple[bool, bool, bool]:
    """Whether a statement is more than a headline, prints the figures that are counted in it, and names whose it is,
    where that is a person: "UN envoy Omar Aziz said" before "according to the United Nations".
    """
    counted = {quantity.value for quantity in finding.statement.quantities}
    is_named = finding.speaker.kind not in ("un", "named_person") or finding.speaker.name in finding.words
    is_more = finding.statement.place_in_article != "headline"
    return is_more, not counted or bool(counted & printed_in(finding)), is_named
