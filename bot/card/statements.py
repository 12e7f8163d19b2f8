"""One statement on a card: who says it, its words, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.card.lines import Block, Line, Run
from bot.card.voices import is_only_a_sort, kind_of, name_of
from bot.card.why_not import is_held_to_the_claim, said_of_it
from bot.words import ENGLISH, Words
from knowledge.model import ContextCard, Finding, Quantity, Speaker
from knowledge.quantities import read_quantities, sides_in
from knowledge.quantities.units import match_state_before
from knowledge.quantities.words import split_words
from retrieval.caveats import words_of_figure
from retrieval.counts.disowned import taken_back_next
from retrieval.counts.figures import TOLLS
from retrieval.counts.periods import period_words, tells_a_stretch
from retrieval.counts.shared_toll import confirmed_next
from retrieval.grammar.closeness import turned_alike
from retrieval.nearby.called_there import called_there, is_named_further_on, place_called_there
from retrieval.nearby.told_further_on import is_told_before, is_told_further_up, told_further_on
from retrieval.ranking import counts_of, fits, words_of
from retrieval.telling.leaning import (
    event_left,
    held_against,
    in_one_piece,
    leans_on_its_headline,
    place_apart,
    place_left,
    quoted_in,
)
from retrieval.telling.said_together import said_together
from retrieval.voices.of_one_side import press_of_its_side
from retrieval.word_tables import worded

#: Letters of one statement in a message about several.
LONGEST_CITED = 700


def statement_lines(card: ContextCard, finding: Finding, words: Words, *, with_speaker: bool) -> list[Line]:
    """The speaker and the figure, the words, and where they stand."""
    lines: list[Line] = []
    if with_speaker:
        lead = introduced(finding.speaker, words)
        figure = claimed_figure(card, finding)
        if figure is not None:
            lead = (*lead, Run(": " + words.isolated(words_of_figure(finding, figure))))
        elif denies_it(card, finding):
            lead = (*lead, Run(": " + words.say("denies it")))
        lines.append(lead)
    statement, text = finding.statement, finding.article.text
    if statement.place_in_article not in ("note", "rival"):
        lines.append((Run(f"“{finding.words}”", "quote"),))
    elif statement.quote is not None and quoted_in(finding) and with_speaker and not _leaves_its_length(card, finding):
        lines.append((Run(f"“{statement.quote.of(text)}”", "quote"),))
    else:
        told, quoted = in_one_piece(card, finding), quoted_in(finding)
        place = words.isolated(place_left(finding) or place_apart(card, finding) or event_left(card, finding))
        noted = words.say("Note (from a report on {place}):", place=place) if place else words.say("Note:")
        is_shared = bool(quoted) and _is_quoted_for_another(card, finding, quoted)
        if place or not quoted or is_shared or not says_no_more(told, quoted, finding.speaker):
            lines.append((Run(noted + " ", "small"), Run(words.isolated(told))))
        if quoted:
            lines.append((Run(f"“{quoted}”", "quote"),))
    if called := called_there(finding):
        later = is_named_further_on(finding)
        lines.append(_calls_it(called, name_of(finding.speaker, words), words, is_named_later=later))
    if is_held_to_the_claim(card, finding) and (elsewhere := place_called_there(card.claim, finding)):
        name, called_here = elsewhere
        lines.append(_calls_it(called_here, name, words))
    if joined := said_together(finding.attribution, finding.article.text):
        # Whoever is only named beside a voice is no voice of the card; a reader who counts them has to know.
        who = words.isolated(f"“{joined}”")
        line = words.say("Said together with {who}, not counted as another origin.", who=who)
        lines.append((Run(line, "small"),))
    if press := press_of_its_side(card, finding):
        name = words.isolated(press)
        line = words.say("Of one side with {name}, and counted as another origin: the figures differ.", name=name)
        lines.append((Run(line, "small"),))
    for behind in filter(None, (taken_back_next(finding), confirmed_next(finding))):
        lines.append((Run(words.say("And right after it:") + " ", "small"), Run(f"“{behind}”", "quote")))
    if against := held_against(finding):
        lines.append((Run(words.say("Against that, the same report:") + " ", "small"), Run(words.isolated(against))))
    further_on, headline = told_further_on(card, finding), finding.article.title.strip()
    is_headed = bool(further_on) and further_on == headline
    if further_on and not is_headed:
        where = _where_told(finding, further_on, words)
        lines.append((Run(where + " ", "small"), Run(f"“{further_on}”", "quote")))
    if remark := said_of_it(card, finding, words):
        lines.append((Run(remark, "small"),))
    is_headed = is_headed or _has_a_namesake(card, finding) or leans_on_its_headline(finding)
    lines.append(source_line(finding, words, by_its_headline=is_headed))
    return lines


def _where_told(finding: Finding, told: str, words: Words) -> str:
    if not is_told_before(finding, told):
        return words.say("Further on:")
    return words.say("Further up:") if is_told_further_up(finding, told) else words.say("Just before:")


def denies_it(card: ContextCard, finding: Finding) -> bool:
    """Whether somebody's words deny the claim."""
    return any(finding in account.findings for account in card.accounts if account.relation == "denies")


def _is_quoted_for_another(card: ContextCard, finding: Finding, quoted: str) -> bool:
    """Whether the words that a note quotes stand on the card for another voice, too: then it is the note that says
    whose they are here.
    """
    others = (f for account in card.accounts if account.relation != "context" for f in account.findings)
    return any(
        other.article.id == finding.article.id
        and other.statement.id != finding.statement.id
        and quoted_in(other) == quoted
        for other in others
    )


def _calls_it(called: str, name: str, words: Words, *, is_named_later: bool = False) -> Line:
    """Whoever reads the quoted words does not find the name in them; here they learn what stands there for it.

    Whose number it is the report leaves open where it names a newsroom further on, for something else.
    """
    own, isolated = words.isolated(f"“{called}”"), words.isolated(name)
    if is_named_later:
        told = words.say("The report says {called} here, and names {name} only further on.", called=own, name=isolated)
    else:
        told = words.say("The report says {called}, and does not name {name}.", called=own, name=isolated)
    return (Run(told, "small"),)


def says_no_more(note: str, quoted: str, speaker: Speaker) -> bool:
    """Whether a note says just what its quotation says, with the same numbers: "Police: 40 killed", "killed 40".

    Its voice stands above it, and so do its people; a note that has the voice kill somebody in a sentence stays.

    >>> voice = Speaker("Mill Watch", "ngo")
    >>> says_no_more("40 killed.", "killed 40 people", voice), says_no_more("Over 40 killed.", "killed 40", voice)
    (True, False)
    >>> says_no_more("Mill Watch: 338 at the peak.", "338 marchers at its peak", voice)
    True
    >>> says_no_more("Mill Watch: nobody was killed.", "who was killed", voice)
    False
    >>> says_no_more("Mill Watch teams found 12 of the dead.", "found 12 of the dead", voice)
    True
    >>> says_no_more("Mill Watch counted 26 rebels dead.", "26 rebels were killed", voice)
    True
    """
    told = _without_its_voice(note, speaker)
    if _is_only_counts(told, quoted):
        return True
    counted, given = (read_quantities(words) for words in (told, quoted))
    if not all(any(_is_given_by(q, other) for other in given) for q in counted):
        return False
    if not set(words_of(told)) <= set(words_of(quoted)):
        return False
    # "Rebels killed 40 of the army" is not "the army killed 40 of the rebels": two names stand in their order.
    own, there = words_of(told), words_of(quoted)
    order = [there.index(stem) for stem in own if not stem.isdigit()]
    return turned_alike(told, quoted) and (len(order) <= _FEW or order == sorted(order))


def _without_its_voice(note: str, speaker: Speaker) -> str:
    """A note without its voice before a colon, or without the voice, or its people, of whom it is a sentence.

    Who says of a side that it killed tells who did it, which the bare verb does not.
    """
    own = set(words_of(speaker.name))
    head, colon, rest = note.partition(": ")
    if colon and set(words_of(head)) <= own:
        return rest
    words, people = note.split(), worded("leaning", "people_of")
    theirs = [bool(stems := set(words_of(word))) and stems <= own for word in words]
    is_of_it = [mine or bool(people.fullmatch(word)) for mine, word in zip(theirs, words, strict=True)]
    length = next((n for n, is_it in enumerate(is_of_it) if not is_it), len(words))
    if not any(theirs[:length]) or speaker.kind in ("party", "unnamed", "unnamed_partisan"):
        return note
    rest = " ".join(words[length:])
    state = match_state_before(split_words(rest), 0)
    return note if state and state.name in TOLLS else rest


def _is_only_counts(told: str, quoted: str) -> bool:
    """Whether words are nothing but counts that others give, of the same people, in their own words."""
    counts = worded("leaning", "counting").match(told)
    told = told[counts.end() :] if counts else told
    counted, given = read_quantities(told), read_quantities(quoted)
    rest = told
    for quantity in reversed(counted):
        rest = rest[: quantity.span.start] + " " + rest[quantity.span.end :]
    is_whole = bool(counted) and not words_of(rest) and all(quantity.unit for quantity in counted)
    return (
        is_whole
        and turned_alike(told, quoted)
        and all(
            any(_is_given_by(q, other) and sides_in(q.counted) == sides_in(other.counted) for other in given)
            for q in counted
        )
    )


def _is_given_by(noted: Quantity, quoted: Quantity) -> bool:
    """Whether a quotation gives a note's number; a note may leave out whom it counts: "338,000 at the peak"."""
    is_same = (noted.value, noted.bound) == (quoted.value, quoted.bound)
    return is_same and noted.unit in ("", quoted.unit) and noted.state in ("", quoted.state)


#: So few words say the same in any order: "218 killed", "killed 218".
_FEW = 2


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


def introduced(
    speaker: Speaker, words: Words, spoken_by: Sequence[str] = (), tag: tuple[Run, ...] | None = None
) -> Line:
    """A voice by its name, whoever speaks for it as the notes name them, and what sort of voice it is, or a `tag`."""
    if is_only_a_sort(speaker):
        return (Run(words.say("{name}, unnamed", name=name_of(speaker, words)), "strong"),)
    kind = kind_of(speaker, words)
    name = Run(words.isolated(name_of(speaker, words)), "strong")
    told = "; ".join(words.isolated(one) for one in spoken_by)
    return (
        name,
        *((Run(words.say(", ") + told),) if told else ()),
        *(tag if tag is not None else (Run(f" ({kind})", "small"),) if kind else ()),
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


def claimed_figure(card: ContextCard, finding: Finding) -> Quantity | None:
    """The figure of this finding that the claim is about, the one that fits before one that only counts the same."""
    claimed = what_is_claimed(card)
    if claimed is None:
        return None
    same = counts_of(claimed, finding)
    return next((q for q in same if fits(claimed, q)), same[0] if same else None)


def what_is_claimed(card: ContextCard) -> Quantity | None:
    """The first figure of a claim that counts anything."""
    return next((q for q in card.claim.quantities if q.unit), None)


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
