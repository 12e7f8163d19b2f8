"""What weighing comes to: findings, each with how it stands to the claim, and the events they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.caseless import Caseless
from knowledge.model import Attribution, Finding, Quantity, Relation, State
from retrieval.counts.figures import NEAR, meet
from retrieval.denying.denials import answering_voice, denying_voice
from retrieval.events import Event
from retrieval.grammar.withheld import refutes
from retrieval.origins import has_name
from retrieval.ranking import counts_same
from retrieval.word_tables import worded


@dataclass(frozen=True, slots=True)
class Related:
    """A finding and how it stands to the claim."""

    finding: Finding
    relation: Relation
    #: Of what only stands near: the figure that is nevertheless somebody's count in the claim's event, if any is.
    counted: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the findings amount to: one event, several that the claim fits, or nothing close."""

    state: State
    related: tuple[Related, ...]
    events: tuple[Event, ...] = ()


NOTHING = Weighed("nothing_found", ())
#: The reason that is shown for who tells every word of a short claim in words of their own, and may not mean the same.
IN_OTHER_WORDS = "tells it in other words"
#: Below this a statement is about something else; nothing found is said rather than padded.
RELATED = 0.50
#: A statement that prints the claimed figure of the claimed thing is close to the claim in fewer words.
RELATED_BY_FIGURE = 0.40


def anybody_says(weighed: Weighed) -> bool:
    """Whether anybody reports the claim or denies it."""
    return any(r.relation in ("reports", "denies") for r in weighed.related)


def anybody_tells(weighed: Weighed) -> bool:
    """Whether anybody reports the claim, denies it or says otherwise."""
    return any(r.relation != "context" for r in weighed.related)


def because(finding: Finding, why: str) -> Finding:
    """The finding with one reason more, as a reader may check it."""
    return finding if not why or why in finding.why else replace(finding, why=(*finding.why, why))


def as_context(related: Iterable[Related], is_apart: Callable[[Related], bool], why: str) -> list[Related]:
    """What was weighed, where what is apart from the claim only stands near, and says why."""
    return [Related(because(r.finding, why), "context") if is_apart(r) else r for r in related]


def denier_of(finding: Finding) -> Finding:
    """The finding in the voice of whoever denies something in it, where somebody is named."""
    voices = finding.statement.attributions
    text = finding.article.text
    # Who "called it a lie" and not whom they quoted for it.
    refuting = [a for a in voices if a.cue_span and refutes(text[a.cue_span.start : a.span.end])]
    named = next((a for a in voices if a.grade == "denied"), None) or answering_voice(finding)
    denier = named or min(refuting, key=lambda a: a.span.end - a.span.start, default=None)
    if (denier is None or _is_what_is_denied(denier)) and not finding.article.is_note:
        denier = denying_voice(finding) or denier
    if named is None and _is_what_is_denied(denier or finding.attribution):
        return replace(finding, heard=finding.as_its_outlets)
    return finding if denier is None else replace(finding, heard=denier)


def _is_what_is_denied(voice: Attribution) -> bool:
    """Whether a voice is the story that is called false: "an article saying that the mill burned is fake"."""
    name, saying = voice.speaker.name, worded("denials", "saying_so")
    is_saying = saying.search(name) or saying.search(voice.cue)
    return bool(_HOAX.search(name) or (worded("denials", "stories").search(name) and is_saying))


_HOAX = Caseless(r"\bhoax(?:es)?\b")


def without_echoes(related: Sequence[Related]) -> tuple[Related, ...]:
    """A headline that only repeats what a statement of its own report says is not a second voice.

    One with a figure that none of these statements prints repeats nothing; but where its own text says the claim, or
    the paper contradicts it there with another figure, it is no second voice: that the two differ is a caution.
    """
    related = [r for r in related if not _is_taken_back(r, related)]
    told = {(r.finding.article.id, r.relation) for r in related if not _is_headline(r)}
    anything = {article for article, _ in told}
    printed = [(r.finding.article.id, q) for r in related if not _is_headline(r) for q in _counts_in(r)]
    # Whom a text quotes with another figure is another voice than the paper that prints its own above it.
    own_words = [r for r in related if r.relation == "differs" and r.finding.speaker.kind == "outlet_itself"]
    set_to_it = [r for r in (*own_words, *(r for r in related if r.relation == "reports")) if not _is_headline(r)]
    held = [(r.finding.article.id, q) for r in set_to_it for q in _counts_in(r)]

    def is_kept(r: Related) -> bool:
        own = r.finding.article.id
        if not _is_headline(r):
            return True
        if r.relation == "differs":
            # "Intelligence estimates 300" over a paper's 500 is somebody else's count.
            is_its_papers = r.finding.speaker.kind == "outlet_itself"
            if is_its_papers and _counts_with(r, [q for article, q in held if article == own]):
                return False
            if not _repeats(r, [q for article, q in printed if article == own]):
                return True
        if r.relation == "reports" and _is_of_whom_it_quotes(r, related):
            return False
        return (own, r.relation) not in told and not (r.relation == "context" and own in anything)

    return tuple(r for r in related if is_kept(r))


def _is_of_whom_it_quotes(headline: Related, related: Sequence[Related]) -> bool:
    """Whether all whom the text under a note's headline quotes give its number in another note of their event.

    "Meet the boy behind the 500 million" has the boy's number, whom its text has speak of something else.
    """
    own, printed = headline.finding.article, {q.value for q in headline.finding.statement.quantities}
    if not own.is_note or not own.event_id or headline.finding.speaker.kind != "outlet_itself":
        return False
    text = [r.finding for r in related if r.finding.article.id == own.id and r is not headline]
    if any(counts_same(head, q) for head in headline.finding.statement.quantities for q in _quantities(text)):
        return False
    quoted = {finding.speaker.name for finding in text}
    giving = {
        r.finding.speaker.name
        for r in related
        if r.relation == "reports" and r.finding.article.event_id == own.event_id and not _is_headline(r)
        if printed & {q.value for q in r.finding.statement.quantities}
    }
    return bool(quoted) and quoted <= giving - {own.outlet}


def _is_taken_back(headline: Related, related: Sequence[Related]) -> bool:
    """Whether a headline differs only by a figure that its text gives in a name, and that contradicts nobody there.

    "Over 100 dead" above "SOHR counts 123 so far" is SOHR's toll of that day, which has risen since.
    """
    if not _is_headline(headline) or headline.relation != "differs":
        return False
    own = [
        r for r in related if not _is_headline(r) and r.finding.article.id == headline.finding.article.id and r.counted
    ]
    return any(
        r.relation == "context" and has_name(r.finding.speaker) and _repeats(headline, _counts_in(r)) for r in own
    )


def _repeats(headline: Related, told: Sequence[Quantity]) -> bool:
    """Whether a headline has a figure of its own report, or rounds one: "over 100" of 123."""
    return any(
        head.value == one.value
        or (head.bound != "exact" and counts_same(head, one) and meet(head, one) and one.value <= NEAR * head.value)
        for head in _counts_in(headline)
        for one in told
    )


def _counts_with(headline: Related, told: Sequence[Quantity]) -> bool:
    """Whether a headline counts what its own report counts, in another number."""
    return any(counts_same(head, one) for head in _counts_in(headline) for one in told)


def _quantities(findings: Sequence[Finding]) -> list[Quantity]:
    return [q for finding in findings for q in finding.statement.quantities]


def _counts_in(related: Related) -> list[Quantity]:
    return [q for q in related.finding.statement.quantities if q.unit and q.state]


def _is_headline(related: Related) -> bool:
    return related.finding.statement.place_in_article == "headline"
