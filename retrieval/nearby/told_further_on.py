"""What of a claim the words shown for it leave out, and their report tells elsewhere: the mill, the village.

Its headline is shown for that, or one of its next sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, takewhile

from knowledge.attributions import read_attributions
from knowledge.model import Article, Claim, ContextCard, Finding, Speaker, Statement
from knowledge.places import read_places, related
from knowledge.quantities import read_quantities
from knowledge.sentences import split
from knowledge.speakers import WATCHING, sides_named
from retrieval.events import places_in
from retrieval.events.topics import NAME, Wanted, tells, words_told
from retrieval.grammar.naming import names_people
from retrieval.origins.names import counters_in, has_name, word_of
from retrieval.relations.what_they_answer import is_their_answer
from retrieval.set_right import set_right
from retrieval.word_tables import each_of, worded, words_in

#: So many sentences behind a toll a report still tells of what took it.
NEXT_SENTENCES = 3
#: Characters in which they stand.
NEAR_BY = 1_200
#: One word that is no name may be told by chance.
ENOUGH = NAME
#: Characters before an answer of the accused in which their report may have laid the deed to them.
FURTHER_UP = 2_000
#: Characters before "were behind it" in which they are named: "Russian and army warplanes".
WITHIN = 40
#: Characters between a toll and the sentence right before it.
JUST_BEFORE = 3
#: A longer sentence tells of more than one thing, or is none.
LONGEST = 300
#: How what a page prints around its text begins.
_FURNITURE = words_in("retold", "furniture")
#: Some of the dead that were counted before.
_AMONG = re.compile(r"\b(?:among|including|of them|of those|the rest)\b")
#: What denies, or leaves open, stands beside nobody's word for a thing.
_TAKES_BACK = re.compile(r"\b(?:not|no|nothing|never|nobody|none|neither|nor|denie[ds]|retract\w*|later)\b|n['’]t\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_ITS_NOUN = re.compile(r"[Tt]he (?:[\w-]+ )*[A-Z][a-z]{5,}")
#: One more of the dead, among those of the same blow: "a woman as well as another child".
_ONE_MORE = re.compile(r"\b(?:and|as well as) another (\w+)")


# Asked for what is printed beside it, and for what need not be printed once more.
@lru_cache(maxsize=64)
def told_further_on(card: ContextCard, finding: Finding) -> str:
    """What of its report tells what the words on the card do not, verbatim: its headline, or a sentence close behind.

    "More than ten were killed in a raid on the village" leaves out the mill, and "the jets hit a mill there", behind
    it, does not. Each such word is shown once, by the first who says so; the town, of each voice. "" if none does.
    """
    if finding.article.is_note or finding.statement.place_in_article != "body":
        return ""
    if leaned_on := _giving_the_same(finding):
        return leaned_on
    if card.state != "found":
        return ""
    told = (
        _naming(finding)
        or _introducing(finding)
        or _accusing(card, finding)
        or _rest_in_its_name(card, finding)
        or _naming_whoever_counts(card, finding)
    )
    return "" if told.strip() in _said_against_it(card, finding) else told


def _said_against_it(card: ContextCard, finding: Finding) -> set[str]:
    """What stands in the same report, and on the card, as other than the claim: it bears out nobody who says so."""
    against = (f for a in card.accounts if a.relation in ("differs", "denies") for f in a.findings)
    holds = any(finding in a.findings for a in card.accounts if a.relation in ("differs", "denies"))
    return set() if holds else {f.words.strip() for f in against if f.article.id == finding.article.id}


def shown_further_on(card: ContextCard, near: Sequence[Finding]) -> set[str]:
    """Of what only stands near, the ids of what is shown already, beside the words of somebody in its report."""
    held = (f for account in card.accounts for f in account.findings if account.relation != "context")
    but_for_a_detail = (f for one in card.near_misses for f in one.findings)
    reports = {finding.article.id for finding in near}
    shown = [(f, told_further_on(card, f)) for f in (*held, *but_for_a_detail) if f.article.id in reports]
    return {
        finding.statement.id
        for finding in near
        for beside, told in shown
        if (beside.article.id, told.strip()) == (finding.article.id, finding.words.strip())
        and beside.statement.id != finding.statement.id
    }


def _giving_the_same(finding: Finding) -> str:
    """The toll right before a sentence whose voice "gave the same death toll": nobody knows else which that is."""
    if not worded("retold", "the_same_toll").search(finding.words):
        return ""
    before = finding.article.text[: finding.statement.span.start][-NEAR_BY:].rstrip()
    # The first may be cut short.
    sentences = [span.of(before) for span in split(before)][1:][-NEXT_SENTENCES:]
    told = (one for one in reversed(sentences) if len(one) <= LONGEST)
    return next((one for one in told if any(q.state for q in read_quantities(one))), "")


def _naming(finding: Finding) -> str:
    """The sentence close behind that has the name of a voice which the words shown call "media reports"."""
    voice, text = finding.attribution, finding.article.text
    called = voice.speaker_span.of(text) if voice.speaker_span else ""
    names = [word for word in re.findall(r"[^\W\d_]{4,}", voice.speaker.name) if word[0].isupper()]
    if not names or not word_of("reports").search(called) or any(name in finding.words for name in names):
        return ""
    return next((one for one in _behind(finding.statement, finding.article) if all(n in one for n in names)), "")


def _introducing(finding: Finding) -> str:
    """The sentence right before "he said" that says who he is: "a civil defence official, Omar Aziz, said".

    Of a name alone nobody knows whose it is.
    """
    voice, text = finding.attribution, finding.article.text
    called = voice.speaker_span.of(text) if voice.speaker_span else ""
    if called.lower() not in ("he", "she") or voice.speaker.kind != "named_person":
        return ""
    surname = voice.speaker.name.rpartition(" ")[2]
    before = text[: finding.statement.span.start][-NEAR_BY:].rstrip()
    # The first may be cut short.
    last = [span.of(before) for span in split(before)][1:][-1:]
    return next((one for one in last if surname in one and surname not in finding.words and len(one) <= LONGEST), "")


def _accusing(card: ContextCard, finding: Finding) -> str:
    """The sentence before an answer of the accused that lays the deed to them: "rebels blamed the army's jets".

    Of who denies, a reader asks whom they answer. Right before it stands who does; further up in its report, too, as
    long as that tells of nothing and of no town besides.
    """
    side = finding.speaker.side
    if side is None or not is_their_answer(finding):
        return ""
    before = finding.article.text[: finding.statement.span.start][-FURTHER_UP:].rstrip()
    # The first may be cut short.
    told = [span.of(before) for span in split(before)][1:]
    held = (account for account in card.accounts if account.relation != "context")
    shown = {f.words.strip() for account in held for f in account.findings}
    accusing = [one for one in told[-1:] if _lays_it_to(side, one)] or [
        one for one in takewhile(partial(_is_of_here, card), reversed(told)) if _names_it_as_done_by(side, one)
    ]
    return next((one for one in accusing if len(one) <= LONGEST and one.strip() not in shown), "")


def _lays_it_to(side: str, words: str) -> bool:
    """Whether a sentence blames somebody, and names this side for it, or nobody that a table knows."""
    laid = worded("retold", "accuses").search(words)
    behind = {named for named, *_ in sides_named(words[laid.end() :])} if laid else set()
    return (laid is not None and (not behind or side in behind)) or _names_it_as_done_by(side, words)


def _names_it_as_done_by(side: str, words: str) -> bool:
    """Whether a sentence blames this very side: "blamed Velmar", "concluded that Velmar was to blame".

    >>> [_names_it_as_done_by("Russia", f"Norway said Russia {did} the raid.") for did in ("was behind", "condemned")]
    [True, False]
    >>> _names_it_as_done_by("Russia", "Russia denied it was behind the raid.")
    False
    """
    if _TAKES_BACK.search(words) or worded("retold", "left_open").search(words):
        return False
    laid, doing = (worded("retold", row).search(words) for row in ("accuses", "did_it"))
    behind = {named for named, *_ in sides_named(words[laid.end() :])} if laid else set()
    before = words[: doing.start()] if doing else ""
    return side in behind or any(named == side and len(before) - end <= WITHIN for named, _, end in sides_named(before))


def _is_of_here(card: ContextCard, words: str) -> bool:
    """Whether a report, going on, turns to no other blow and no other town than the claim's."""
    here = card.claim.where
    towns = [place for place in read_places(words) if place.province]
    return _goes_on(words) and all(any(related(town, place) != "apart" for place in here) for town in towns)


def _naming_whoever_counts(card: ContextCard, finding: Finding) -> str:
    """The sentence close behind that names whom the words shown call "a monitor"; once for each voice of a card.

    A reader who is told that SOHR says so looks for SOHR in what is quoted.
    """
    account = next((one for one in card.accounts if finding in one.findings), None)
    if account is None or finding.speaker.kind not in WATCHING or not has_name(finding.speaker):
        return ""
    # Of one page a card shows one sentence of a voice.
    shown = [one for one in account.findings if one == finding or one.article.id != finding.article.id]
    if not _is_held(card, finding) or any(_names(finding.speaker, one.words) or _is_called(one) for one in shown):
        return ""
    naming = ((one, told) for one in shown for told in _behind(one.statement, one.article))
    first = next(((one, told) for one, told in naming if _is_said_by(finding.speaker, told)), None)
    return first[1] if first and first[0] == finding and _is_of_the_same(card, *first) else ""


def _is_of_the_same(card: ContextCard, finding: Finding, told: str) -> bool:
    """Whether a sentence takes nothing back, gives no other number of the dead, and names no town but the blow's."""
    counted = [q for q in read_quantities(told) if q.state in {own.state for own in finding.statement.quantities}]
    own = {q.value for q in finding.statement.quantities}
    are_a_part = _AMONG.search(told) or {q.value for q in counted} <= own or sum(q.value for q in counted) in own
    here = [*card.claim.where, *finding.statement.where, *read_places(finding.article.title)]
    towns = [place for place in read_places(told) if place.province]
    is_here = all(any(related(town, place) != "apart" for place in here) for town in towns)
    return bool(are_a_part) and is_here and not _TAKES_BACK.search(told)


def _is_held(card: ContextCard, finding: Finding) -> bool:
    """Whether a finding stands to the claim, or tells it but for a detail, or of others than it counts."""
    near = {f.statement.id for one in card.near_misses for f in one.findings}
    near |= {f.statement.id for one in card.caveats if one.kind == "UNIT_DIFFERS" for f in one.findings}
    held = {f.statement.id for a in card.accounts if a.relation != "context" for f in a.findings}
    return finding.statement.id in near | held


def _names(speaker: Speaker, words: str) -> bool:
    """Whether words have a counter's name, in whatever form it is printed."""
    return speaker.name in words or speaker.name in counters_in(words)


def _is_called(finding: Finding) -> bool:
    """Whether words call whoever counts by the noun of a name: "the Observatory", and not "a Kalden-based monitor"."""
    voice = finding.attribution
    called = voice.speaker_span.of(finding.article.text) if voice.speaker_span else ""
    return bool(_BY_ITS_NOUN.fullmatch(called))


def _is_said_by(speaker: Speaker, words: str) -> bool:
    """Whether a sentence names a counter where it says who speaks; that "its head" does, names nobody."""
    voices = ((one.speaker.person, one.speaker_span.of(words)) for one in read_attributions(words) if one.speaker_span)
    return any(_names(speaker, called.replace(person, "") if person else called) for person, called in voices)


def _rest_in_its_name(card: ContextCard, finding: Finding) -> str:
    """What tells the rest of the claim; where somebody else of the card is heard there, whoever counts by name instead.

    "The state agency said the bombers struck the shrine of Marrow" bears out no monitor that counts more than it does.
    """
    told = _telling_the_rest(card, finding)
    if not told or finding.speaker.kind not in WATCHING or _is_said_by(finding.speaker, told):
        return told
    others = [a.speaker for a in card.accounts if finding not in a.findings and has_name(a.speaker)]
    if not any(_is_said_by(other, told) for other in others):
        return told
    behind = _behind(finding.statement, finding.article)
    by_name = next((one for one in behind if _is_said_by(finding.speaker, one)), "")
    return by_name if _is_of_the_same(card, finding, by_name) else ""


def _telling_the_rest(card: ContextCard, finding: Finding) -> str:
    """The headline, or a sentence close behind, that tells what the words on the card leave out of the claim."""
    claim, group = _held_to(card, finding)
    claimed = next((quantity for quantity in claim.quantities if quantity.unit), None) if claim else None
    if claim is None or claimed is None:
        return ""
    # Where a report is from is not in the words that are shown of it.
    wanted = [word for words in words_told(claim, claimed, finding, alone=True) for word in words]
    own = [f for f in group if f.statement.id == finding.statement.id or _is_shown_too(f, finding)]
    # A town is what says of which event a voice speaks; any other word is told by whoever says so.
    left = [w for w in wanted if not any(_tells(f.words, w) for f in (own if w.weight >= NAME else group))]
    if sum(word.weight for word in left) < ENOUGH:
        return ""
    others = own if any(word.weight >= NAME for word in left) else group
    first = next((f for f in others if not f.article.is_note and _telling(card, f, left)), None)
    if first is None or (first.statement.id != finding.statement.id and first.words != finding.words):
        return ""
    return _telling(card, finding, left)


def _is_shown_too(other: Finding, finding: Finding) -> bool:
    """Whether another's words say of which town somebody speaks: theirs in another report, or in this one another's.

    Of one page a card shows one sentence of a voice.
    """
    return (other.speaker.name == finding.speaker.name) != (other.article.id == finding.article.id)


def _held_to(card: ContextCard, finding: Finding) -> tuple[Claim | None, Sequence[Finding]]:
    """The claim that a finding tells, its wrong town set right where it tells it of another; and who else tells it."""
    saying = [f for account in card.accounts if account.relation == "reports" for f in account.findings]
    if finding in saying:
        return card.claim, saying
    near = next((one for one in card.near_misses if finding in one.findings), None)
    return (set_right(card), near.findings) if near else (None, ())


def _telling(card: ContextCard, finding: Finding, left: Sequence[Wanted]) -> str:
    """The headline, or what stands next to a statement, that tells all names left out.

    Else the headline, or the first sentence soon behind it, that tells any name; else enough other words.
    """
    texts = [*_headline(finding), *_behind(finding.statement, finding.article)]
    names = [word for word in left if word.weight >= NAME]
    near = chain(texts, _found_near(card, finding))
    whole = (text for text in near if names and all(_tells(text, word) for word in names))

    def enough(words: Sequence[Wanted]) -> Iterator[str]:
        return (text for text in texts if sum(word.weight for word in words if _tells(text, word)) >= ENOUGH)

    return next(chain(whole, enough(names), enough(left)), "")


def _found_near(card: ContextCard, finding: Finding) -> Iterator[str]:
    """What stands on the card as close by and counts nothing, next in the report: "the strike hit the mill"."""
    near = (f for account in card.accounts if account.relation == "context" for f in account.findings)
    for other in near if finding.statement.quantities else ():
        if other.article.id != finding.article.id or other.statement.quantities or not _is_a_sentence(other.words):
            continue
        if _is_next_to(other, finding):
            yield other.words


def _is_next_to(other: Finding, finding: Finding) -> bool:
    """Whether words stand right before others in their report, or soon behind, and it turns to nothing else between."""
    text, own, told = finding.article.text, finding.statement.span, other.statement.span
    if told.end <= own.start:
        return own.start - told.end <= JUST_BEFORE
    between = text[own.end : told.start][: NEAR_BY + 1]
    sentences = [span.of(between) for span in split(between)]
    return (
        len(between) <= NEAR_BY and len(sentences) <= NEXT_SENTENCES and all(map(_goes_on, [*sentences, other.words]))
    )


def is_told_before(finding: Finding, told: str) -> bool:
    """Whether what is shown beside somebody's words stands before them in the report."""
    return 0 <= finding.article.text.find(told) < finding.statement.span.start


def is_told_further_up(finding: Finding, told: str) -> bool:
    """Whether what is shown stands well before somebody's words, with more than a sentence or two between."""
    ends = finding.article.text.rfind(told, 0, finding.statement.span.start) + len(told)
    return finding.statement.span.start - ends > LONGEST


def _tells(text: str, word: Wanted) -> bool:
    """Whether a text tells a word, a town by its other spelling as well."""
    return tells(text, word) or (
        word.place is not None
        and word.place.province is not None
        and any(there.province and related(word.place, there) in ("same", "contains") for there in places_in(text))
    )


def _headline(finding: Finding) -> Iterator[str]:
    """The headline of a report that is of just this count: one that tells of a war may stand over any."""
    headline = finding.article.title.strip()
    if {q.value for q in finding.statement.quantities} & {q.value for q in read_quantities(headline)}:
        yield headline


# Asked of all who say so, once for each of them that is shown.
@lru_cache(maxsize=500)
def _behind(statement: Statement, article: Article) -> tuple[str, ...]:
    """The sentences right behind a statement, until its report turns to something else."""
    behind = article.text[statement.span.end :][:NEAR_BY]
    # The last may be cut short.
    told = takewhile(_goes_on, (span.of(behind) for span in split(behind)[:-1][:NEXT_SENTENCES]))
    return tuple(one for one in told if len(one) <= LONGEST and _is_a_sentence(one))


def _is_a_sentence(words: str) -> bool:
    """Whether words are a report's own and tell of something: no list of tags, and no word on how things are since."""
    is_own = bool(worded("retold", "a_sentence").search(words)) and not words.startswith(_FURNITURE)
    return is_own and not worded("retold", "as_things_are").search(words)


def _goes_on(told: str) -> bool:
    of_the_same = _ONE_MORE.sub(lambda one: "" if names_people(one[1]) else one[0], told)
    is_elsewhere = any(other.search(of_the_same) for other in each_of("retold", "elsewhere"))
    return not (_YEAR.search(told) or is_elsewhere)
