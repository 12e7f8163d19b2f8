"""What a report holds at arm's length and a claim says flatly: "claimed", "reportedly", "accused of"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.attributions.cues import ARMS_LENGTH, grade_of, hedges_in
from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named, who_is
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.deeds.doers import kin_of, sides_claimed, unnamed_doer
from retrieval.ranking import counts_same, words_of
from retrieval.word_tables import any_of, worded

#: So many words at the head of a claim say who did it.
OPENING = 2
#: Whoever claims an attack says that it was theirs, and doubts nothing.
_claims_a_deed = re.compile(
    r"\bclaim(?:s|ed|ing)? (?:responsibility|credit|(?:an?|the|this|its|their|[\w-]+['’]s)\b"
    rf"(?: [\w-]+){{0,5}}? (?:{any_of('caveats', 'claimed_deeds')})\b)",
    re.IGNORECASE,
)


def hedges_dropped(claim: Claim, finding: Finding) -> tuple[str, ...]:
    """The words by which a report keeps its distance and that the claim left out: "claimed", "reportedly"."""
    said, stems = claim.text.lower(), {*words_of(claim.text)}
    deed = claims_a_deed(finding.words)
    hedges = (h for h in (*finding.attribution.hedges, *_held_dead(claim, finding), *_doubted(stems, finding)))
    hedges = (h for h in hedges if _is_hedge(h))
    hedges = (h for h in hedges if h.lower() not in said)
    hedges = (h for h in hedges if not (deed and h.lower().startswith("claim")))
    hedges = (h for h in hedges if not _is_of_something_else(h, claim, finding))
    return tuple(dict.fromkeys(h for h in hedges if " " in h or not stems & {*words_of(h)}))


def hedges_their_own_words(finding: Finding, hedges: Sequence[str]) -> bool:
    """Whether whoever is quoted takes the dead to be dead and no more: "the coast guard said all were assumed dead".

    "Alleged" and "reportedly" in what somebody is said to say may be the outlet's own; so may what stands outside it.
    """
    shape = worded("caveats", "held_dead")
    return all(shape.fullmatch(hedge) for hedge in hedges) and is_in_their_words(finding, hedges)


def is_in_their_words(finding: Finding, hedges: Sequence[str]) -> bool:
    """Whether words stand in what somebody is quoted for who has a name; "alleged" there may be the paper's own."""
    voice = finding.attribution
    if voice.speaker_span is None or voice.speaker.kind in (*NAMELESS, "outlet_itself") or not has_a_name(finding):
        return False
    said = voice.span.of(finding.article.text)
    return all(hedge in said and not hedges_in(hedge) for hedge in hedges)


def says_it_flatly(finding: Finding, other: Finding) -> bool:
    """Whether the very voice of a finding says elsewhere in its report that the dead are dead."""
    return finding.speaker.name == other.speaker.name and _is_flat_beside(finding, other)


def its_side_says_it_flatly(finding: Finding, other: Finding) -> bool:
    """Whether another voice of one side says flatly, in the same report, what a voice only takes to be so."""
    side = finding.speaker.side
    return side is not None and side == other.speaker.side and _is_flat_beside(finding, other)


def _is_flat_beside(finding: Finding, other: Finding) -> bool:
    """Whether another sentence of the same report has, in a voice's words, that the dead are dead."""
    if other.article.id != finding.article.id or other.statement.id == finding.statement.id:
        return False
    said = worded("caveats", "held_dead").sub("", other.attribution.span.of(other.article.text))
    return bool(worded("caveats", "flatly_dead").search(said))


def deed_left_open(claim: Claim, finding: Finding) -> tuple[str, ...]:
    """The words that leave open whether the side that a claim names did it: "either Velmar or Kalden jets"."""
    # "Government raids kill ten" has its government do it, too.
    opens = " ".join(claim.text.split()[:OPENING])
    claimed = {kin_of(side) for side in sides_claimed(claim.text) or sides_in(opens)}
    if not claimed or claims_a_deed(finding.words):
        return ()
    taken = worded("caveats", "deed_taken_to_be").finditer(finding.words)
    said = [m.group() for m in taken if claimed & {kin_of(side) for side in _sides(m.group())}]
    said += [m.group() for m in _EITHER.finditer(finding.words) if claimed & _one_or_other(m["one"], m["other"])]
    said += [m.group() for m in worded("caveats", "nobody_knows_who").finditer(finding.words)]
    # "Suspected to have been flown by either Velmar or Kalden jets" says it all.
    return tuple(words for words in said if not any(words != other and words in other for other in said))


def fate_left_open(claim: Claim, finding: Finding) -> tuple[str, ...]:
    """The words that leave open what became of those whom a claim counts as dead: "trying to confirm the fate"."""
    if not any(q.state == "killed" for q in claim.quantities):
        return ()
    return tuple(match.group() for match in worded("caveats", "fate_unknown").finditer(finding.words))


def _one_or_other(one: str, other: str) -> frozenset[str]:
    """Of two who may have done it, both, where they are of two sides."""
    first, second = ({kin_of(side) for side in _sides(words)} for words in (one, other))
    return frozenset(first | second) if first and second and not first & second else frozenset()


def claims_a_deed(words: str) -> bool:
    """Whether somebody claims an attack as theirs: "claimed responsibility", "claims the bombing"."""
    return bool(_claims_a_deed.search(words))


def _is_of_something_else(hedge: str, claim: Claim, finding: Finding) -> bool:
    """Whether a hedge stands at what the claim leaves out: beside a semicolon, at a name, or at who is accused."""
    if _is_of_another(hedge, claim, finding):
        return True
    if hedge.lower() == "so-called" and _so_called.search(finding.words):
        # That doubts a name, and not what was done.
        return True
    # "18 fighters, reportedly including a foreigner": the eighteen are flatly said.
    among = re.search(rf"\b{re.escape(hedge)},? {_among}(?P<whom>(?: [\w’'-]+){{1,5}})", finding.words, re.IGNORECASE)
    # "An incursion allegedly against ISIL": whom it is said to be for, or against.
    among = among or re.search(
        rf"\b{re.escape(hedge)} (?:{any_of('caveats', 'against_whom')})(?P<whom>(?: [\w’'-]+){{1,5}})",
        finding.words,
        re.IGNORECASE,
    )
    if among is not None:
        return not {*words_of(among["whom"])} & {*words_of(claim.text)}
    parts = finding.words.split("; ")
    figures = [
        q.span.start - finding.statement.span.start for q in finding.statement.quantities if _is_claimed(claim, q)
    ]
    if len(parts) > 1 and figures:
        ends = [len("; ".join(parts[: n + 1])) for n in range(len(parts))]
        ours = {next((n for n, end in enumerate(ends) if at < end), 0) for at in figures}
        if hedge in finding.words and not any(hedge in parts[n] for n in ours):
            flat = "; ".join(parts[n] for n in sorted(ours))
            beside = "; ".join(part for part in parts if hedge in part)
            return not _is_who_did_it(claim, flat, beside)
    accused = _accused.search(finding.words) if hedge.lower().startswith("accus") else None
    accused = accused or re.search(rf"\b{re.escape(hedge)}{_done_by}", finding.words)
    if accused is None:
        # "Killed two men, allegedly for spying": what it was done for.
        return bool(re.search(rf"\b(?:{re.escape(hedge)} for|for {re.escape(hedge)})\b", finding.words)) and (
            " for " not in f" {claim.text.lower()} "
        )
    # "Washington accused Damascus of the attack": whoever names no doer has dropped no doubt of who it was.
    named = {*words_of(accused["whom"])} & {*words_of(_without_places(claim))}
    return not named and not _sides(accused["whom"]) & _sides(_without_places(claim))


def _is_of_another(hedge: str, claim: Claim, finding: Finding) -> bool:
    """Whether what a report doubts so is nothing the claim names: "police arrested a suspected smuggler"."""
    if not worded("caveats", "doubted").fullmatch(hedge):
        return False
    named = re.search(rf"\b(?:an?|the|some) {re.escape(hedge)}(?: [\w’'-]+){{1,3}}", finding.words, re.IGNORECASE)
    return named is not None and not {*words_of(named.group())} & {*words_of(claim.text)}


def _is_who_did_it(claim: Claim, flat: str, hedged: str) -> bool:
    """Whether only the hedged part of a sentence names whom the claim has do it: "; the army allegedly fired"."""
    by_side = _sides(_without_places(claim)) & _sides(hedged) - _sides(flat)
    return bool(by_side) or (unnamed_doer(claim.text, flat) != "" == unnamed_doer(claim.text, hedged))


def _without_places(claim: Claim) -> str:
    """The claim without where it happened: who names a capital may mean the town, or the government in it."""
    text = claim.text
    for span in sorted((place.span for place in claim.where if place.span), key=lambda span: -span.start):
        text = text[: span.start] + text[span.end :]
    return text


def _sides(words: str) -> frozenset[str]:
    """The sides that words name, by whatever name: "Damascus" and "Assad's forces" are one."""
    names = (who_is(re.sub(r"['’]s$", "", name.group())).side for name in _name.finditer(words))
    return frozenset((*sides_in(words), *(side for side, _, _ in sides_named(words)), *filter(None, names)))


_name = re.compile(r"\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
#: "Either Velmar or Kalden government jets".
_EITHER = re.compile(
    r"\b(?:either (?:by )?)?(?:the )?"
    rf"(?P<one>(?!by\b)[\w’'-]+(?: (?:{any_of('caveats', 'of_a_side')}))*) or (?:by )?(?:(?:the|its|allied|ally) )*"
    rf"(?P<other>[\w’'-]+(?: (?:{any_of('caveats', 'of_a_side')})\b)*)"
)
_among = rf"(?:{any_of('ledger', 'among')})"
_so_called = re.compile(r"\b[Ss]o-called (?:[a-z]+ ){0,2}[A-Z]")
#: "Purportedly carried out by government jets" doubts who it was, and so does "believed to have been hit by": whoever
#: is named there, up to what they did or when.
_done_by = (
    r" (?:to (?:have been|be) |been )?\w+(?:ed|en|un) (?:out )?by "
    r"(?P<whom>(?:[\w'’-]+ ){0,4}?[\w'’-]+(?= (?:\w+ed|which|that|on|in|at)\b|[,;.])|(?:[\w'’-]+ ){0,4}[\w'’-]+)"
)
_accused = re.compile(r"\baccus(?:es|ed|ing) (?P<whom>(?:[\w'’-]+ ){1,5}?)of\b", re.IGNORECASE)


def _is_claimed(claim: Claim, quantity: Quantity) -> bool:
    return any(counts_same(claimed, quantity) for claimed in claim.quantities)


def _held_dead(claim: Claim, finding: Finding) -> tuple[str, ...]:
    """What somebody only takes those of the claim to be: "all five were assumed dead", of no other's dead."""
    shape, start = worded("caveats", "held_dead"), finding.statement.span.start
    match = shape.search(finding.words)
    if match is None or shape.search(claim.text):
        return ()
    before = [q for q in finding.statement.quantities if q.state and q.span.start - start < match.start()]
    values = {q.value for q in claim.quantities}
    return (match.group(),) if before and before[-1].value in values and _is_claimed(claim, before[-1]) else ()


def _doubted(stems: Iterable[str], finding: Finding) -> Iterator[str]:
    """What is only taken to be what the claim calls it: "an alleged gas attack", "a suspected militant".

    "A suspected Velmar raid" doubts who it was, which is nothing to a claim that does not say so.
    """
    noted = " ".join(finding.attribution.hedges).lower()
    for match in worded("caveats", "doubted").finditer(finding.words):
        behind = re.match(r"(?: [\w’'-]+){1,3}", finding.words[match.end() :])
        for word in behind.group().split() if behind and match.group().lower() not in noted else ():
            if {*stems} & {*words_of(word)}:
                yield match.group()
                break
            if word[0].isupper():
                break


def _is_hedge(words: str) -> bool:
    # Whoever denies keeps no distance from what they say.
    rows = (worded("caveats", row) for row in ("held_dead", "doubted"))
    return (
        bool(hedges_in(words)) or any(row.search(words) for row in rows) or grade_of(words) in ARMS_LENGTH - {"denied"}
    )
