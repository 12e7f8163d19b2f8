"""The first line of a card: who says so, who says otherwise, who denies it, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.card.voices import name_of, several
from bot.words import ENGLISH, Words
from knowledge.model import Account, ContextCard, Finding, Relation, Speaker, Tally
from retrieval.asked import answers_it, asks_for_a_number, figures_asked
from retrieval.caveats import has_a_name, words_of_figure
from retrieval.claimants import claimant_of, is_named_in, is_theirs, own_word
from retrieval.closeness import numbers
from retrieval.disowned import given, was_taken_back
from retrieval.origins import has_name
from retrieval.origins.names import counters_in
from retrieval.ranking import counts_same
from retrieval.wording import in_a_sentence, opening

#: Voices that take no article within a sentence: an outlet's name, a person's, and what stands in quotation marks.
NAMED_AS_THEY_ARE = ("unnamed", "unnamed_partisan", "outlet_itself", "named_person")


def answer(card: ContextCard, words: Words = ENGLISH) -> str:
    """The first line: who says so, in one sentence."""
    if card.state == "nothing_found":
        return words.say("No reporting in the store is close to this. That says nothing about whether it is true.")
    reporting = _voices(card, words, "reports")
    if card.state == "ambiguous":
        return _ambiguous_answer(card, reporting, words)
    if asks_for_a_number(card.claim) and (figures := figures_asked(card)):
        # Nobody is given another's figure: who is named has one.
        giving = replace(card, accounts=tuple(a for a in card.accounts if answers_it(card, a)))
        if voices := _voices(giving, words, "reports"):
            tally = Tally(card.tallies[0].unit, card.tallies[0].state, figures)
            return f"{opening(_how_many(tally, voices, words))}. {_counted(card, words)}"
    said = []
    differing = _voices(card, words, "differs")
    asked = _of_the_claimant(card, words) if reporting or differing else None
    if asked:
        said.append(asked.said)
        differing = [voice for voice in differing if voice != asked.voice]
    if reporting:
        said.append(_say_so(card, reporting, words, by_figure=bool(asked)))
    if others := [voice for voice in differing if voice not in reporting]:
        who_else = _few(others, words)
        said.append(words.count("{who} says otherwise", "{who} say otherwise", several(others), who=who_else))
    elif reporting and differing:
        also = words.count("and gives other figures too", "and give other figures too", several(reporting))
        said[-1] += f" {also}"
    if denying := _voices(card, words, "denies"):
        said.append(words.count("{who} denies it", "{who} deny it", several(denying), who=_few(denying, words)))
    rated = [_in_a_line(a.speaker, words) for a in card.accounts if any(f.is_rating for f in a.findings)]
    if not said and rated:
        raters = list(dict.fromkeys(rated))
        return words.count(
            "Nothing in the store says this; {who} rated a claim like it.",
            "Nothing in the store says this; {who} rated a claim like it.",
            several(raters),
            who=_few(raters, words),
        )
    if not said and _was_taken_back(card):
        return words.say("The store holds this figure only as one that was taken back") + "."
    if not said:
        none = words.say("The store holds reporting close by, but none of this claim.")
        return f"{none} {_counted(card, words)}".strip()
    if not reporting and not (asked and asked.is_absent):
        taken_back = words.say("The store holds this figure only as one that was taken back")
        said.insert(0, taken_back if _was_taken_back(card) else words.say("Nothing in the store says just this"))
    return f"{opening(words.say('; ').join(said))}. {_counted(card, words)}"


def _how_many(tally: Tally, voices: Sequence[str], words: Words) -> str:
    """The answer to a question for a number: from where to where the figures reach, and who gives them."""
    n, who = several(voices), _few(voices, words)
    if tally.lowest != tally.highest:
        low, high = words.number(tally.lowest), words.number(tally.highest)
        return words.count(
            "{who} gives figures from {low} to {high}",
            "{who} give figures from {low} to {high}",
            n,
            who=who,
            low=low,
            high=high,
        )
    figure = words.isolated(f"“{words_of_figure(tally.figures[0].finding, tally.figures[0].quantity)}”")
    return words.count("{who} gives {figure}", "{who} give {figure}", n, who=who, figure=figure)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the line says of the voice that the claim names, where nobody has that voice say so."""

    said: str
    #: The voice, where it stands among those who say otherwise.
    voice: str = ""
    is_absent: bool = False


def _of_the_claimant(card: ContextCard, words: Words) -> _Asked | None:
    """What the voice that the claim names is found to say instead, or that no report has it say so; None if one has."""
    claimant = claimant_of(card.claim)
    if claimant is None:
        return None
    told = [(account, f) for account in card.accounts if account.relation != "context" for f in account.findings]
    if any(account.relation != "differs" and is_theirs(claimant, finding) for account, finding in told):
        return None
    if own := own_word(claimant, card):
        name = _in_a_line(own.account.speaker, words)
        figure = words.isolated(f"“{words_of_figure(own.finding, own.figure)}”")
        if own.account.relation == "differs":
            gives = words.count(
                "{who} gives another figure, {figure}",
                "{who} give another figure, {figure}",
                several([name]),
                who=name,
                figure=figure,
            )
            return _Asked(gives, name)
        none = words.say("No report found has {who} say so (close by: {figure})", who=name, figure=figure)
        return _Asked(none, is_absent=True)
    name = _in_a_line(claimant.speaker, words)
    is_an_office = claimant.speaker.name == claimant.speaker.name.lower()
    saying_so = [f for account, f in told if account.relation == "reports"]
    if is_an_office or any(is_theirs(claimant, f) for _, f in told) or is_named_in(claimant, saying_so):
        return None
    return _Asked(words.say("No report found has {who} say so", who=name), is_absent=True)


def _say_so(card: ContextCard, voices: Sequence[str], words: Words, *, by_figure: bool = False) -> str:
    """Who says so; or, where all who have the figure have it for something else, of what their count is.

    `by_figure` is whether the figure is to be named: behind another one, "so" would be that one.
    """
    accounts = [account for account in card.accounts if account.relation == "reports"]
    who, n = _few(voices, words), several(voices)
    if card.state == "found":
        if _rest_on(card, accounts, "UNIT_DIFFERS"):
            return words.count(
                "{who} gives this figure, but counts something else",
                "{who} give this figure, but count something else",
                n,
                who=who,
            )
        if _rest_on(card, accounts, "PLACE_DIFFERS"):
            return words.count(
                "{who} gives this figure, but for more than this place",
                "{who} give this figure, but for more than this place",
                n,
                who=who,
            )
        # A claim that names no time has not changed one.
        is_timed = card.claim.when is not None or any(figure.period for figure in card.claim.quantities)
        if is_timed and _rest_on(card, accounts, "PERIOD_DIFFERS"):
            return words.count(
                "{who} gives this figure, but for another time",
                "{who} give this figure, but for another time",
                n,
                who=who,
            )
    if not any(is_made_out(account) for account in accounts):
        return words.count(
            "{who} reports it, and it is not clear who said so",
            "{who} report it, and it is not clear who said so",
            n,
            who=who,
        )
    if by_figure and any(figure.unit for figure in card.claim.quantities):
        return words.count("{who} gives the claimed figure", "{who} give the claimed figure", n, who=who)
    return words.count("{who} says so", "{who} say so", n, who=who)


def _rest_on(card: ContextCard, accounts: Sequence[Account], kind: str) -> bool:
    """Whether caveats of one kind are said of everybody who gives the claim's figure."""
    of_it = {finding for caveat in card.caveats if caveat.kind == kind for finding in caveat.findings}
    return {finding for account in accounts for finding in account.findings} <= of_it


def _ambiguous_answer(card: ContextCard, voices: Sequence[str], words: Words) -> str:
    ask = ""
    if not card.claim.where and not card.claim.when:
        ask = words.say("Add a place or a date to narrow it down.")
    elif not card.claim.where:
        ask = words.say("Add a place to narrow it down.")
    elif not card.claim.when:
        ask = words.say("Add a date to narrow it down.")
    reports = {f.article.id for account in card.accounts if account.relation == "reports" for f in account.findings}
    if not reports:
        none = words.count(
            "None of the reports found prints this figure; {n} counts the same thing.",
            "None of the reports found prints this figure; {n} count the same thing.",
            len(card.candidates),
        )
        return f"{none} {ask}".strip()
    fit = words.count("in {n} report", "in {n} reports", len(reports))
    if len(reports) > 1:
        fit += words.say(", perhaps of different events")
    said = f"{opening(_say_so(card, voices, words))}{words.say(', ')}{fit}"
    near = len(card.candidates) - len(reports)
    if near > 0:
        said += words.say("; ") + words.count("{n} more comes near", "{n} more come near", near)
    return f"{said}. {ask}".strip()


def _counted(card: ContextCard, words: Words) -> str:
    if not card.articles:
        return ""
    origins = words.count("{n} origin", "{n} origins", len(card.origins))
    return f"({origins} {words.count('in {n} report', 'in {n} reports', card.articles)})"


def _voices(card: ContextCard, words: Words, relation: Relation) -> list[str]:
    """Who stands so to the claim, each once; an outlet stands for a voice that could not be made out in its report.

    Where somebody is named in the same report, that one stands for it. A denial is put in no other mouth.
    """
    accounts = _claimant_first(card, [account for account in card.accounts if account.relation == relation])
    if relation in ("reports", "differs"):
        kept = [account for account in accounts if not _only_carries(card, account)]
        is_said = relation == "differs" and any(account.relation == "reports" for account in card.accounts)
        accounts = kept if kept or is_said else accounts
    made_out = [account for account in accounts if relation == "denies" or is_made_out(account)]
    names = [_in_a_line(account.speaker, words) for account in made_out]
    told = {finding.article.id for account in made_out for finding in account.findings}
    others = [finding for account in accounts if account not in made_out for finding in account.findings]
    names += [words.isolated(finding.outlet) for finding in others if finding.article.id not in told]
    return list(dict.fromkeys(names))


def _only_carries(card: ContextCard, account: Account) -> bool:
    """Whether an outlet prints as its own the number of a voice on the card that its report names: it carries that."""
    if account.speaker.kind != "outlet_itself" and is_made_out(account):
        return False
    claimant = claimant_of(card.claim)
    if claimant and any(is_theirs(claimant, finding) for finding in account.findings):
        # Whoever asks what an outlet says is told of the outlet.
        return False
    given = [figure for tally in card.tallies for figure in tally.figures if has_name(figure.speaker)]

    def has_it_from(finding: Finding) -> bool:
        text = finding.article.text
        named = {
            figure.speaker.name
            for figure in given
            if figure.finding.article.id == finding.article.id
            or figure.speaker.name in text
            or figure.speaker.name in counters_in(text)
            or (figure.speaker.kind == "monitor" and "monitor" in text.lower())
        }
        values = {f.quantity.value for f in given if f.speaker.name in named}
        counted = [q for q in finding.statement.quantities if any(counts_same(c, q) for c in card.claim.quantities)]
        return bool(counted) and all(q.value in values for q in counted)

    return all(has_it_from(finding) for finding in account.findings)


def _claimant_first(card: ContextCard, accounts: Sequence[Account]) -> list[Account]:
    """The accounts with that of the voice first of which the claim tells."""
    claimant = claimant_of(card.claim)
    if claimant is None:
        return list(accounts)
    return sorted(accounts, key=lambda account: not any(is_theirs(claimant, f) for f in account.findings))


def is_made_out(account: Account) -> bool:
    """Whether the voice is an outlet, or has a name or a description: no pronoun, and no piece of a sentence."""
    return account.speaker.kind == "outlet_itself" or any(has_a_name(finding) for finding in account.findings)


def _in_a_line(speaker: Speaker, words: Words) -> str:
    """A voice within a sentence: English writes an office with its article, and some witness with another."""
    name = name_of(speaker, words)
    if words.language != "en" or not name.strip() or speaker.kind in NAMED_AS_THEY_ARE:
        return name
    said = in_a_sentence(name)
    is_somebody = speaker.kind == "eyewitness" and said != name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if is_somebody else str(said)


def _was_taken_back(card: ContextCard) -> bool:
    """Whether the claim's very figure stands on the card, and only as one that its speaker gave and took back."""
    claimed = numbers(card.claim.text)
    near = [f for account in card.accounts for f in account.findings if claimed and claimed <= numbers(f.words)]
    values = {figure.value for figure in card.claim.quantities if figure.unit}
    return bool(near) and all(
        was_taken_back(finding) and not any(q.value in values for q in given(finding).statement.quantities)
        for finding in near
    )


def _few(names: Sequence[str], words: Words) -> str:
    if len(names) <= 3:
        return words.listed(names)
    return words.listed([*names[:2], words.count("{n} more", "{n} more", len(names) - 2)])
