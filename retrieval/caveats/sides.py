"""Which party the reporting names and nobody lets speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.model import Caveat, Finding
from knowledge.speakers import sides_named, speaker_rows
from retrieval.caveats.margin import Margin, each_once
from retrieval.counts.campaigns import counts_a_war
from retrieval.counts.dated import leads_with
from retrieval.events import may_be_one
from retrieval.grammar.closeness import share
from retrieval.grammar.nations import nations_in
from retrieval.origins.names import allied
from retrieval.ranking import words_of
from retrieval.word_tables import any_of, table_of, worded
from retrieval.wording import in_a_sentence, listed, opening, told, verb

_tags = re.compile(r"(?:\d+ )?(?:tags|topics?):?\s+(?-i:[A-Z])", re.IGNORECASE)
_quotation = re.compile(r"[\"“][^\"“”]{60,}[\"”]")
#: "The Norlandian army or its ally Sudland".
_or = re.compile(r"(?: [\w-]+)? or (?:by )?(?:its |their |the )?(?:ally |allies |allied )?", re.IGNORECASE)
#: A headline is of a sentence that holds so much of it.
ALIKE = 0.5


def side_missing(margin: Margin) -> list[Caveat]:
    """A party that the reporting itself names as taking part has no statement in what was found."""
    telling = [f for f in margin.telling("reports", "denies", "differs") if margin.tells(f) and not _counts_a_war(f)]
    if margin.state != "found" or not telling:
        return []
    named = {f.statement.id: _named(margin, f) for f in telling}
    every = each_once([side for f in telling for side in named[f.statement.id]])
    surely = {side for f in telling for side in named[f.statement.id] if _is_called_so(side, f)}
    if not surely:
        return []
    heard = _heard(margin, telling)
    missing = [s for s in every if s in surely and not heard & {s, *allied(s)}]
    missing = [s for s in missing if in_one_conflict(s, {*every, *heard}) or _is_accused(s, margin, telling)]
    missing = [s for s in missing if not _may_be_one_heard(s, missing, telling)]
    if not missing:
        return []
    resting = tuple(f for f in telling if set(missing) & set(named[f.statement.id]))
    if len(missing) > 1:
        template = "{sides} are named in this reporting as taking part; nothing found here quotes them."
    elif verb(missing, "is", "are") == "are":
        template = "{sides} are named in this reporting as taking part; nothing found here quotes that side."
    else:
        template = "{sides} is named in this reporting as taking part; nothing found here quotes that side."
    return [
        Caveat(
            "SIDE_MISSING",
            opening(told(template, sides=listed([in_a_sentence(_as_printed(side, resting)) for side in missing]))),
            resting,
        )
    ]


def _as_printed(side: str, findings: tuple[Finding, ...]) -> str:
    """A side, or the one body of it that all these reports name: the YPG fought before there was an SDF."""
    texts = [f"{f.article.title}. {f.words}" for f in findings]
    printed = {words[a:b] for words in texts for named, a, b in sides_named(words) if named == side}
    bodies = printed - _table()["wide"]
    return bodies.pop() if len(bodies) == 1 and bodies <= _table()["bodies"] else called(side)


def _counts_a_war(finding: Finding) -> bool:
    """Whether a report counts a war, in which many take part who have no part in the claim's event."""
    return not finding.article.is_note and counts_a_war(finding.words)


def _named(margin: Margin, finding: Finding) -> tuple[str, ...]:
    """The sides that a finding names as taking part in the claim's event.

    The headline over a note may be of other strikes, of which neither the claim nor the note says a word.
    """
    if not finding.article.is_note:
        return taking_part(finding)
    title, said = finding.article.title, f"{margin.claim.text} {finding.words}"
    in_common = {word for word in {*words_of(title)} & {*words_of(said)} if not word.isdigit()}
    sides = {side for side, _, _ in sides_named(title)} & {side for side, _, _ in sides_named(said)}
    return taking_part(finding, under_its_title=bool(in_common or sides))


def _is_called_so(side: str, finding: Finding) -> bool:
    """Whether a side is named by a word of its own: "Kurdish" fighters may be of one body of Kurds or of another."""
    words = f"{finding.article.title}. {finding.words}"
    return any(named == side and words[a:b] not in _table()["wide"] for named, a, b in sides_named(words))


def _may_be_one_heard(side: str, missing: Sequence[str], telling: Sequence[Finding]) -> bool:
    """Whether each report that names a side leaves open whether it was that one or another, which is heard.

    To say of the one alone that it took part would be more than anybody says.
    """
    named = [(f"{f.article.title}. {f.words}", _is_called_so(side, f)) for f in telling]
    return all(
        any(one == side and _or_another(words, missing, (one, a, b)) for one, a, b in sides_named(words))
        for words, is_named in named
        if is_named
    )


def _or_another(words: str, missing: Sequence[str], own: tuple[str, int, int]) -> bool:
    """Whether a side is named as one of two, and the other is not missing: "by Norlandian or Sudlandian jets"."""
    side, start, end = own
    return any(
        other not in {side, *missing} and _or.fullmatch(words[min(end, b) : max(start, a)]) is not None
        for other, a, b in sides_named(words)
    )


def taking_part(finding: Finding, *, under_its_title: bool = True) -> tuple[str, ...]:
    """The sides that a statement or its headline names as acting or acted on, in reading order.

    "Russian airstrikes" names Russia as taking part; "fled to Turkey" does not name Turkey so.
    """
    title, said = finding.article.title, _quoted_with_its_figure(finding)
    # Further down, a report of one strike tells of others, of which its headline says nothing.
    of_it = finding.article.is_note or leads_with(finding) or share(words_of(title), finding.words) >= ALIKE
    is_titled = of_it and under_its_title and finding.statement.place_in_article != "rival"
    words = f"{title}. {said}" if is_titled else said
    tagged = _tags.match(finding.words) is not None
    acting = []
    for side, start, end in sides_named(words):
        if words[end : end + 1] == "-" or words[:start].endswith("-") or _held.search(words[:start]):
            # "US-sponsored fighters" are not the United States; what is held by somebody is a place, and whoever is
            # said to take orders from somebody has not fought beside them.
            continue
        ahead = re.findall(r"[\w’'-]+", re.split(r"[.;:]", words[end : end + 60])[0])
        after = ahead[:3]
        if _lends_its_name(ahead):
            continue
        # A row of tags names nobody as taking part: "Tags Syria Russia Islamic State Airstrikes in …".
        deed = any((word if tagged else word.lower()) in _table()["deeds"] for word in after)
        if deed or (side in _table()["armed"] and not tagged):
            acting.append((start, side))
    return tuple(each_once([side for _, side in sorted(acting)]))


def acts_in(side: str, words: str) -> bool:
    """Whether words name a side as doing something: "after Russian troops left", and not "a flood in Russia".

    >>> acts_in("Russia", "Russian troops left the town"), acts_in("Russia", "Russian officials visited the town")
    (True, False)
    """
    return any(
        named == side
        and any(w.lower() in _table()["deeds"] for w in re.findall(r"[\w’'-]+", words[end : end + 60])[:3])
        for named, _, end in sides_named(words)
    )


def _quoted_with_its_figure(finding: Finding) -> str:
    """The words of a finding, or only the quotation in which its figures stand: a page may print links before it."""
    words, start = finding.words, finding.statement.span.start
    figures = [q.span.shifted(-start) for q in finding.statement.quantities if q.unit]
    quotations = [match.span() for match in _quotation.finditer(words)] if figures else []
    last = figures[-1] if figures else None
    return next((words[a:b] for a, b in quotations if last and a <= last.start and last.end <= b), words)


def _lends_its_name(ahead: list[str]) -> bool:
    """Whether the words behind a side make a place of it: "ISIS group's de facto Syrian capital"."""
    table = _table()
    if not ahead or ahead[0].lower() not in table["between"]:
        return bool(ahead) and ahead[0].lower() in table["grounds"]
    rest = (w for w in ahead if w.lower() not in table["between"] and (w.islower() or w.lower() in table["deeds"]))
    return next(rest, "") in table["grounds"]


def called(side: str) -> str:
    """A side as a caution names it; one that stands in the table can be named in other languages."""
    return told(_sides()[side]) if side in _sides() else side


def as_claimed(side: str, claim: str) -> str:
    """The name that a claim gives an armed group of several names, with its article; empty for a state, or for nobody.

    What such a group is called takes sides, and a card does not call it otherwise than its sender did.

    >>> as_claimed("ISIS", "The Islamic State killed 40"), as_claimed("ISIS", "40 killed by the Daesh militants")
    ('the Islamic State', 'Daesh')
    >>> as_claimed("Russia", "Russian jets killed 40")
    ''
    """
    start, end = next(((start, end) for own, start, end in sides_named(claim) if own == side), (0, 0))
    if start == end or nations_in(side):
        return ""
    name, with_article = claim[start:end], f"the {claim[start:end]}"
    # Of "the Daesh militants" the article is the militants'.
    is_its_own = any(with_article in row.aliases for row in speaker_rows() if row.side == side)
    return with_article if is_its_own and claim[:start].lower().endswith("the ") else name


def _heard(margin: Margin, telling: list[Finding]) -> set[str]:
    """The sides that say something in the reports shown, or about the same event in any other report found.

    What a report shown says by the way, of a raid months ago and of what the army had said of it, is heard as well.
    """
    shown = [*telling, *margin.findings("reports", "denies")]
    pages = {f.article.id for f in shown}
    heard = {side for f in shown for side in _voices(f)}
    for finding in margin.found:
        # Who adds no side need not be held against every report that is shown.
        if not (fresh := _voices(finding) - heard):
            continue
        if finding.article.id in pages or any(may_be_one(finding, own) for own in telling):
            heard |= fresh
    return heard


def _voices(finding: Finding) -> set[str]:
    """The sides that speak in a finding; an office is printed before its name: "coalition spokesman Jonas Weil"."""
    text, voices = finding.article.text, finding.statement.attributions
    if finding.heard:
        voices = (finding.heard, *voices)
    sides: set[str] = set()
    for voice in voices:
        if voice.speaker.side:
            sides.add(voice.speaker.side)
            continue
        sides.update(speaks_for(voice.speaker.name))
        if voice.speaker_span:
            sides.update(speaks_for(voice.speaker_span.of(text)))
    return sides


@lru_cache(maxsize=5_000)
def speaks_for(name: str) -> tuple[str, ...]:
    """The sides for which somebody whom no table knows speaks, by their office.

    >>> speaks_for("a number of Russian officials"), speaks_for("Syria and its ally Russia")
    (('Russia',), ('Russia',))
    >>> speaks_for("a former Russian minister"), speaks_for("victims of Russian forces")
    ((), ())
    """
    if worded("caveats", "speaking_for_none").search(name):
        return ()
    office = worded("caveats", "speaking_for")
    return tuple(
        side
        for side, start, end in sides_named(name)
        if name[end : end + 1] != "-"
        and (office.search(name, start) or (end == len(name) and _with_its_ally.search(name[:start])))
    )


#: "Veldia and its ally".
_with_its_ally = re.compile(r"^[A-Z]\w+ and its (?:ally|allies|backer|backers) $")


def _is_accused(side: str, margin: Margin, telling: list[Finding]) -> bool:
    """Whether the claim and a report have a party to some conflict kill others: "Velmar planes kill 200 civilians".

    Whoever it kills need not be of a side; a crash of its plane is no such deed.
    """
    claimed, claim = margin.figure, margin.claim.text
    if claimed is None or claimed.state != "killed" or not _conflicts(side) or not acts_in(side, claim):
        return False
    if side in {named for named, _, _ in sides_named(claimed.span.of(claim))} or worded("parties", "mishaps").search(
        claim
    ):
        return False
    return any(acts_in(side, f"{f.article.title}. {f.words}") for f in telling)


def in_one_conflict(side: str, others: set[str]) -> bool:
    """Whether the table knows a conflict in which this side and another of those named are parties."""
    own = _conflicts(side)
    return any(own & _conflicts(other) for other in others if other != side)


_held = re.compile(
    rf"\b(?:(?:{any_of('caveats', 'held_by')}) (?:by|from)|"
    rf"(?:{any_of('caveats', 'had_from')}) from) (?:the )?(?:[\w.]+-led )?$",
    re.IGNORECASE,
)


@cache
def _conflicts(side: str) -> frozenset[str]:
    return frozenset(conflict for row in speaker_rows() if row.side == side for conflict in row.party_to)


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = table_of("parties")
    return {key: frozenset(rows[key]) for key in ("armed", "deeds", "grounds", "between", "wide", "bodies")}


@cache
def _sides() -> dict[str, str]:
    rows = table_of("parties")["side"]
    return {row["called"]: row["called"] for row in rows}
