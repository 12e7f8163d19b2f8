"""What to be careful about that the card has not said already: no reader is to be told the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from bot.card.figures import told_in_figures
from bot.card.first_line import answer, rests_on
from bot.card.lines import Block, Line, text_of
from bot.card.naming import voices_of
from bot.card.near_misses import names_the_detail
from bot.card.reach import OF_KINDS
from bot.card.tags import is_of_parties, roles_in, side_in
from bot.card.voices import name_of
from bot.words import ENGLISH, Words
from knowledge.model import Caveat, ContextCard, Finding, Quantity, Speaker
from retrieval.caveats.measures import OF_ANOTHER_MEASURE, OF_ONE_MEASURE, OF_SEVERAL_MEASURES
from retrieval.caveats.remarks import is_of_one_origin
from retrieval.caveats.tolls import HAS_MOVED, WAS_RAISED, counted_since
from retrieval.counts.short_of_it import by_shortfall
from retrieval.origins import count_reports
from retrieval.wording import Told, opening

_QUOTED = re.compile("“[^”]*”")


def unsaid(card: ContextCard) -> tuple[Caveat, ...]:
    """The caveats that the first line has not said already."""
    said = {"NOTHING_FOUND", "AMBIGUOUS_EVENT"} | ({"DETAIL_DIFFERS"} if names_the_detail(card) else set())
    line = answer(card)
    untold = (one for one in card.caveats if one.kind not in said and not _is_in_the_answer(card, one, line))
    return tuple(caveat for caveat in untold if not _is_told_with_its_origin(card, caveat))


def unprinted(caveats: Iterable[Caveat], blocks: Sequence[Block], words: Words = ENGLISH) -> list[Caveat]:
    """The caveats that say more than these blocks: than a name's tag, a page's date, a table of several measures."""
    lines = [line for block in blocks for line in block]
    tables = [told for block in blocks if words.say(OF_KINDS) in (told := "\n".join(map(text_of, block)))]
    quoted = {run.text.strip("“”") for line in lines for run in line}
    caveats = list(caveats)
    parties = (one for one in caveats if one.kind == "PARTY_TO_EVENTS" and is_of_parties(one))
    # To warn of one side alone, where tags tell of both, would be to take sides.
    are_tagged = all(_is_its_tag(caveat, lines, words) for caveat in parties)

    def is_printed(caveat: Caveat) -> bool:
        if caveat.kind == "PARTY_TO_EVENTS":
            return are_tagged if is_of_parties(caveat) else _is_its_tag(caveat, lines, words)
        is_of_a_rise = _is_of_a_rise_that_is_quoted(caveat, quoted) or _is_of_a_rise_in_rows(caveat, lines, words)
        return is_of_a_rise or _is_its_date(caveat, lines, words) or _is_in_a_table(caveat, tables)

    return [one for one in caveats if not is_printed(one)]


def _is_in_a_table(caveat: Caveat, tables: Sequence[str]) -> bool:
    """Whether a caveat says of figures that they are not of one measure, and one table prints them so."""
    if not isinstance(caveat.sentence, Told) or caveat.sentence.one not in (OF_SEVERAL_MEASURES, OF_ONE_MEASURE):
        return False
    given = [finding.statement.quantities for finding in caveat.findings]
    return any(all(any(_is_printed(q, table) for q in each) for each in given) for table in tables)


def _is_printed(figure: Quantity, table: str) -> bool:
    """Whether a table has a figure, or an end of its range."""
    return any(f"{n:,.15g}" in table for n in (figure.value, figure.low, figure.high) if n is not None)


def _is_of_a_rise_that_is_quoted(caveat: Caveat, quoted: Collection[str]) -> bool:
    """Whether a caveat says only that a toll has moved, and the words that say so are printed: "rose from 42 to 49"."""
    sentence = caveat.sentence
    if not isinstance(sentence, Told) or sentence.one != HAS_MOVED:
        return False
    figure = counted_since(sentence).strip("“”")
    return any(finding.words in quoted and figure in finding.words for finding in caveat.findings)


def _is_of_a_rise_in_rows(caveat: Caveat, lines: Sequence[Line], words: Words) -> bool:
    """Whether a caveat says only what a voice counted first and last, and a table has a row of it for each."""
    if not isinstance(caveat.sentence, Told) or caveat.sentence.one != WAS_RAISED:
        return False

    def has_its_row(finding: Finding) -> bool:
        name = words.isolated(name_of(finding.speaker, words))
        rows = (line for line in lines if any(run.text == name for run in line[1:]))
        return any(
            run.style == "strong" and any(_is_printed(q, run.text) for q in finding.statement.quantities)
            for line in rows
            for run in line
        )

    return all(map(has_its_row, caveat.findings))


def _is_its_tag(caveat: Caveat, lines: Sequence[Line], words: Words) -> bool:
    """Whether all that a caveat says of voices is printed behind each one's name: their part, their side, the page."""
    return all(_is_tagged(caveat, one, lines, words) for one in {finding.speaker for finding in caveat.findings})


def _is_tagged(caveat: Caveat, speaker: Speaker, lines: Sequence[Line], words: Words) -> bool:
    roles, side, name = roles_in(caveat, words), side_in(caveat, speaker), words.isolated(name_of(speaker, words))
    tags = [line[1:] for line in lines if line and line[0].text == name]
    return any(
        any(one in text_of(tag) for one in roles)
        and (not side or words.again(side) in text_of(tag))
        and (caveat.url is None or caveat.url in {run.href for run in tag})
        for tag in tags
    )


def _is_its_date(caveat: Caveat, lines: Sequence[Line], words: Words) -> bool:
    """Whether a caveat says of outlets that no date is known, and a page or a figure of each is printed as undated."""
    if caveat.kind != "UNDATED":
        return False
    undated = [told for told in map(text_of, lines) if words.date(None) in told]
    return all(any(words.isolated(finding.outlet) in told for told in undated) for finding in caveat.findings)


def _is_told_with_its_origin(card: ContextCard, caveat: Caveat) -> bool:
    """Whether it is told, where voices are counted as one, that the outlets name nobody, or in the table whom somebody
    cites, which is all that an editor remarks: that is told once.
    """
    if is_of_one_origin(caveat):
        own = {finding.article.id for finding in caveat.findings}
        rows = (figure for tally in told_in_figures(card) for figure in tally.figures)
        return any(figure.cites is not None and figure.finding.article.id in own for figure in rows)
    together = [one.sentence for one in card.caveats if one.kind == "SINGLE_ORIGIN"]
    return caveat.kind == "NO_SPEAKER" and all(
        any(f"{finding.outlet} names nobody for it" in sentence for sentence in together) for finding in caveat.findings
    )


def _is_in_the_answer(card: ContextCard, caveat: Caveat, line: str) -> bool:
    """Whether a caveat is what the first line says of everybody whom it is of."""
    sentence = caveat.sentence
    if not isinstance(sentence, Told):
        return False
    if caveat.kind == "DOER_DIFFERS":
        # Which other side is named is said nowhere else.
        return "sides" not in sentence.values and rests_on(card) == "another doer"
    if caveat.kind == "SINGLE_ORIGIN":
        return _counts_it_as_one(card, sentence, line)
    if caveat.kind == "UNNAMED_SOURCE":
        names = {name_of(finding.speaker) for finding in caveat.findings}
        return all(name in line or opening(name) in line for name in names)
    if caveat.kind == "REVISED":
        return _tells_of_its_rise(sentence, line)
    if caveat.kind == "BOUND_DROPPED":
        # "SOHR says “at least 128 civilians”; what is counted differs" tells of the bound as well.
        others = [str(one.sentence) for one in card.caveats if one.kind == "UNIT_DIFFERS"]
        return _has_their_figures(sentence, " ".join([line, *others]))
    if caveat.kind == "MEASURE_DIFFERS":
        told = f" but counts {sentence.values.get('figure')} ", f", which is {sentence.values.get('measure')}"
        return sentence.one == OF_ANOTHER_MEASURE and any(one in line for one in told)
    if caveat.kind == "UNIT_DIFFERS":
        return _has_their_figures(sentence, line)
    if caveat.kind != "LOADED_WORDS" or "theirs" not in sentence.values:
        return False
    short = {f for account in by_shortfall(card, card.accounts).get("another word", ()) for f in account.findings}
    return set(caveat.findings) <= short


def _counts_it_as_one(card: ContextCard, sentence: Told, line: str) -> bool:
    """Whether the line names the one voice that says so, and counts one origin; why two are one, it does not say."""
    saying = voices_of(card, ENGLISH, "reports")
    if len(saying) != 1:
        return False
    voice = _bare(saying[0])
    if label := sentence.values.get("label"):
        return _bare(str(label)) == voice and "(1 origin in " in line
    quoted = str(sentence.values.get("because", "")).partition("it quotes ")[2]
    findings = [f for account in card.accounts if account.relation == "reports" for f in account.findings]
    return bool(quoted) and _bare(quoted) in voice and count_reports(findings) == 1


def _tells_of_its_rise(sentence: Told, line: str) -> bool:
    """Whether the line has what a voice has said since it said so, and the caveat has no step between."""
    since = counted_since(sentence)
    return bool(since) and f"since given {since}" in line


def _has_their_figures(sentence: Told, told: str) -> bool:
    """Whether every figure that the reporting is said to have is told in the same words, or in as many as are needed:
    “at least 29 rebels” for “at least 29 rebels were killed”.
    """
    theirs = sentence.values.get("figures") or sentence.values.get("figure")
    each = getattr(theirs, "words", None) or ([str(theirs)] if theirs else [])
    quoted = [words.strip("“”") for words in _QUOTED.findall(told)]

    def is_told(figure: str) -> bool:
        if figure.startswith("“"):
            return any(f"{figure[1:-1]} ".startswith(f"{words} ") for words in quoted)
        return re.search(rf"(?<![\w“,.]){re.escape(figure)}(?![\w”])", told) is not None

    return bool(each) and all(map(is_told, each))


def _bare(name: str) -> str:
    """A name within a sentence without its article."""
    return name.removeprefix("the ").removeprefix("The ")
