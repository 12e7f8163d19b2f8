"""Who did it, and to whom, of so many people: as the claim's sentence tells it, and as a report's does.

"Russia killed 200 militants" is not said by whoever has Americans kill them, or has 200 Russians killed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from knowledge.model import Article, Claim, Finding, Quantity
from knowledge.number_words import ONES, TENS
from knowledge.speakers import who_is
from retrieval.deeds.blows import AGAINST, FOR, flown
from retrieval.deeds.doers import ACCUSED, doers_in, doing_groups, kin_acting, kin_named, lines_of, sides_accused
from retrieval.deeds.done_to import Deed, deed_at, is_a_thing, words_told
from retrieval.deeds.unnamed import LEAD, group_of
from retrieval.deeds.who_fights import Party, as_listed, kin_of_groups, may_be_one, party_in
from retrieval.deeds.whose import HELD, held_in
from retrieval.grammar.closeness import numbers
from retrieval.grammar.naming import contrasts_table, groups_in, names_people, sites_in, units_in
from retrieval.grammar.nations import is_a_land
from retrieval.ranking import fits, words_of
from retrieval.word_tables import any_of, worded, words_in

#: A party is named in few words; what runs on is a line of a page that was no sentence.
_LONGEST = 9
#: "A suicide bomber from the Amber Guard": who sent whoever did it.
_SENT_BY = re.compile(
    rf"\b(?:{any_of('doers', 'sent')}) (?:from|of) (?P<who>(?:[\w’'-]+ ){{0,7}}?[\w’'-]+)"
    r"(?= (?:[a-z]+ed|blew|kills?)\b)"
)
#: "In clashes with Kaldish fighters": who killed them there.
_FOUGHT = re.compile(r"\b(?:with|between|against|by|from) (?P<who>(?:[\w’'-]+ ?){1,6})")
#: Whoever is counted so is of an army or a police, and is told as that.
_IN_SERVICE = ("soldiers", "police")
#: "Took the town from", and not "took orders from".
_A_THING_FROM = re.compile(r" (?:(?:the|an?|full|all|more|most)\b|\d|[A-Z])[^,;:.]* from ")
#: "Took the town from rebels".
_TAKEN_FROM = re.compile(r"\bfrom (?:the )?(?P<who>(?:[\w’'-]+ ?){1,4})")
#: So many letters tell a statement from another of its report.
_KNOWN_BY = 40


@lru_cache(maxsize=20_000)
def _deeds_in(line: str) -> tuple[tuple[int, Deed], ...]:
    """The deeds of a sentence by which somebody may be hurt, each with its word."""
    words, table = words_told(line), contrasts_table()
    rows = ("struck", "killed", "died", "lost", "drove_out", "took_from", "dealt", "fell", "took")
    held = {*words_in("done_to", *rows), *table["harming"]["words"]}
    held = (held | {*table["doing"]["words"], "dead"}) - {*words_in("done_to", "by_no_one")}
    is_accused = ACCUSED.search(line) is not None

    def only_tells_whose(at: int) -> bool:
        """Whether "captured by them" says whose a town is, and "accused of killing them" who is accused."""
        behind = words[at + 1].text if at + 1 < len(words) else ""
        was = at > 0 and words[at - 1].text in words_in("done_to", "being")
        if words[at].text in words_in("done_to", "took") and behind == "by" and not was:
            return True
        if words[at].text in words_in("done_to", "took_from") and not _A_THING_FROM.match(line, words[at].end):
            return True
        return is_accused and words[at].text.endswith("ing") and not is_a_thing(words, at)

    told = [(at, deed_at(line, at)) for at, word in enumerate(words) if word.text in held and not only_tells_whose(at)]
    return tuple((at, deed) for at, deed in told if deed is not None)


def _called(group: Collection[int], line: str) -> str:
    """The words of a group as they are printed."""
    words = words_told(line)
    return " ".join(line[words[k].start : words[k].end] for k in sorted(group))


@lru_cache(maxsize=20_000)
def doing_in(line: str) -> tuple[Party, ...]:
    """Who does something to somebody in a sentence, or is accused of it.

    >>> {one for party in doing_in("Turkish jets hit Tarn, killing ten Kaldish rebels") for one in party.called}
    {'Turkey'}
    """
    words, deeds = words_told(line), _deeds_in(line)
    suffering = {group for _, deed in deeds for group in deed.done_to}
    doing = {group: is_a_thing(words, at) for at, deed in reversed(deeds) for group in deed.doers}
    called = []
    for group, is_dealt in reversed(doing.items()):
        told = _called(group, line)
        if not is_dealt and (ruling := who_is(told).side):
            # "Damascus" kills nobody but by its government.
            told = ruling
        # "The Velmar hospital bombing" is of what was struck; "killed ten and hurt five" is by none of the ten; of
        # "Velmar army raids killed" the raids are dealt by nobody else.
        is_of_another = any(group <= other for other in suffering) or any(group < other for other in doing)
        if is_of_another or len(group) > _LONGEST or (is_dealt and sites_in(told)):
            continue
        if is_dealt:
            told = " ".join(word for word in told.split() if not is_a_land(word.removesuffix("'s")))
        called.append(told)
    called += [match["who"] for match in _SENT_BY.finditer(line)]
    called += sorted(doers_in(line) | sides_accused(line))
    found = dict.fromkeys(party for one in called if (party := party_in(one)))
    # "Syria" alone says less than "the Syrian army" does.
    return tuple(p for p in found if p.camps or not any(q.camps and p.kin and p.kin <= q.kin for q in found))


@lru_cache(maxsize=20_000)
def _suffering_in(line: str) -> tuple[Party, ...]:
    """To whom something is done in a sentence."""
    told = (_called(group, line) for _, deed in _deeds_in(line) for group in deed.done_to)
    return tuple(party for one in told if (party := party_in(one)))


@lru_cache(maxsize=20_000)
def _who_to_whom(line: str) -> tuple[tuple[Party, Party], ...]:
    """Each who does something to another in a sentence, with that other; so is what is taken "from" them."""
    line = HELD.sub(" ", line)
    words, found = words_told(line), list[tuple[Party, Party]]()
    for at, deed in _deeds_in(line):
        groups = [_called(group, line) for group in deed.done_to]
        if words[at].text in words_in("done_to", "took", "took_from"):
            behind = line[words[at].end : words[deed.end - 1].end]
            groups = [match["who"] for match in _TAKEN_FROM.finditer(behind)]
        doing = [party for group in deed.doers if (party := party_in(_called(group, line)))]
        found += [(who, whom) for who in doing for one in groups if (whom := party_in(one))]
    return tuple((who, whom) for who, whom in found if not _are_of_one_side(who, whom))


def the_other_way(claim: str, words: str) -> str:
    """Who does it to whom in a sentence that has those of a claim change places, whatever it calls the deed.

    >>> the_other_way("Rebels drove the army out of Tarn", "The army took Tarn from rebels in May")
    'by army, of rebels'
    >>> the_other_way("Rebels hit the army", "Rebels shelled the army, and the army bombed rebels")
    ''
    """
    theirs = _who_to_whom(words)
    for who, whom in _who_to_whom(claim):
        if any(_are_of_one_side(who, a) and _are_of_one_side(whom, b) for a, b in theirs):
            return ""
        for a, b in theirs:
            if _are_of_one_side(who, b) and _are_of_one_side(whom, a):
                return f"by {as_listed([a])}, of {as_listed([b])}"
    return ""


def _are_of_one_side(mine: Party, theirs: Party) -> bool:
    """Whether two are called by one side, or by one name or camp and nothing that would part them."""
    are_alike = mine.camps & theirs.camps or mine.names & theirs.names
    return bool(mine.kin & theirs.kin) or bool(are_alike and may_be_one(mine, theirs))


def told_of_others(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    """By whom, or of whom, a report has so many hurt, where that cannot be whom the claim names; else nothing.

    Of "20 Kaldish soldiers and 8 civilians killed" whoever counts 20 others and 8 civilians has not said the half.
    """
    if why := _changed_sides(claim, finding):
        return why
    pairs = _pairs(claim, finding)
    if not pairs:
        return ""
    why = _done_by_others(claim, finding) or _done_to_others(claim, finding, report, pairs)
    if why or len(claim.quantities) == 1:
        return why
    untold = [q for q in claim.quantities if q not in [claimed for claimed, _ in pairs]]
    beside = ((f, [pair for pair in _pairs(claim, f) if pair[0] in untold]) for f in report if f is not finding)
    return next((why for f, told in beside if told and (why := _done_to_others(claim, f, report, told))), "")


def _pairs(claim: Claim, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The figures of a claim with those of a finding that are as many."""
    return [(q, p) for q in claim.quantities for p in finding.statement.quantities if _is_as_many(q, p)]


def _is_as_many(claimed: Quantity, printed: Quantity) -> bool:
    return fits(claimed, printed) or (claimed.value == printed.value and claimed.state == printed.state)


def _changed_sides(claim: Claim, finding: Finding) -> str:
    """Whether so many do it in a claim, and suffer it in a report, or the other way: "20 rebels killed a guard"."""
    for claimed in claim.quantities:
        for printed in finding.statement.quantities:
            if not claimed.unit or (claimed.unit, claimed.value) != (printed.unit, printed.value):
                continue
            does, hurt = _stands_in(claim.text, claimed, 0), _stands_in(finding.words, printed, _start_of(finding))
            hurt, does = ("done_to" if q.state else told for q, told in ((printed, hurt), (claimed, does)))
            if {does, hurt} == {"doers", "done_to"}:
                first, second = ("do it", "hurt") if does == "doers" else ("hurt", "do it")
                return f'has them {second}, the claim has "{claimed.counted}" {first}'
    return ""


def _start_of(finding: Finding) -> int:
    return finding.statement.span.start


def _stands_in(line: str, quantity: Quantity, start: int) -> str:
    """Whether so many do what is done to somebody in a sentence, or suffer it; empty where neither is told."""
    words = words_told(line)
    own = next((k for k, word in enumerate(words) if word.start <= quantity.span.start - start < word.end), -1)
    deeds = [deed for at, deed in _deeds_in(line) if not is_a_thing(words, at)]
    if any(own in group for deed in deeds for group in deed.done_to):
        return "done_to"
    return "doers" if any(own in group and deed.done_to for deed in deeds for group in deed.doers) else ""


def _done_by_others(claim: Claim, finding: Finding) -> str:
    """Who did it in a report's sentence; where that says nothing, in its headline, its lead, or beside its number."""
    mine = doing_in(claim.text)
    if not mine and (why := _done_by_no_such_kind(claim.text, finding)):
        return why
    if not mine or worded("doers", "shot_down").search(claim.text):
        return ""
    article = finding.article
    lines = lines_of(article.text)
    its_own = [[finding.words], [article.title], [article.event or ""]]
    is_of_its_number = _tells_one_of(finding.statement.quantities, article.title)
    if not article.is_note and numbers(article.title) and not is_of_its_number:
        # "Blast kills 44" is the headline of another deed than what is told of 56 further down.
        its_own[1:1] = [_around(finding, lines)]
    lead, beside = lines[:LEAD], [line for line in lines if _tells_one_of(claim.quantities, line)]
    for stretch in (*its_own, beside, lead):
        theirs = [party for line in stretch for party in doing_in(line)]
        if stretch is beside and (why := _of_their_own_place(mine, claim.text, [*its_own, beside])):
            return why
        if any(may_be_one(a, b) for a in mine for b in theirs):
            return _with_others(mine, theirs, claim, finding)
        if not theirs:
            # A raid from the air may be of any state: that says who has not done it.
            is_its_own = stretch == [article.title] or stretch is lead
            means = _by_their_means([one for one in stretch if is_its_own or _tells_one_of(claim.quantities, one)])
            theirs = [] if any(may_be_one(a, b) for a in mine for b in means) else means
        if stretch is lead and any(party.kin & kin_acting(article.text) for party in mine):
            # Further down the report has them act; there it may say what it lays to them.
            return ""
        if theirs:
            return f"by {as_listed(theirs)}, the claim by {as_listed(mine)}"
        if stretch == [finding.words] and _may_be_named(mine, finding.words):
            return _of_their_own_place(mine, claim.text, its_own)
    return "" if article.is_note or _may_be_told(mine, finding, lines) else f"names no {as_listed(mine)} as who did it"


def _around(finding: Finding, lines: Sequence[str]) -> list[str]:
    """The sentences of a report right before a statement, and the one behind it."""
    at = next((k for k, line in enumerate(lines) if finding.words[:_KNOWN_BY] in line), None)
    return [] if at is None else [*lines[max(0, at - 2) : at], *lines[at + 1 : at + 2]]


def _done_by_no_such_kind(claim: str, finding: Finding) -> str:
    """Of what lot a claim has whoever did it be, where a report has no word of them: peacekeepers, settlers."""
    doing = {word for _, deed in _deeds_in(claim) for group in deed.doers for word in _called(group, claim).split()}
    article = finding.article
    told = {stem for line in (article.title, article.event or "", article.text) for stem in words_of(line)}
    for word in sorted(word.lower() for word in doing if worded("unnamed", "of_their_own").fullmatch(word)):
        if told.isdisjoint(words_of(word)):
            return f"names no {word}, whom the claim has do it"
    return ""


def _with_others(mine: Sequence[Party], theirs: Sequence[Party], claim: Claim, finding: Finding) -> str:
    """Who did it, where a claim has another do it with them, who does nothing there: "Russian and French jets"."""
    others = [a for a in mine if a.kin and not any(may_be_one(a, b) for b in theirs)]
    if not others:
        return ""
    told = [*_suffering_in(claim.text), *(b for line in lines_of(finding.article.text) for b in doing_in(line))]
    alone = [a for a in others if not any(a.kin & b.kin for b in (*mine, *told) if b not in others)]
    return f"by {as_listed(theirs)}, the claim by {as_listed(mine)}" if alone else ""


def _may_be_told(mine: Sequence[Party], finding: Finding, lines: Sequence[str]) -> bool:
    """Whether a report has one of these do anything, or nobody, or names them in what was found."""
    told = [finding.words, finding.article.title, finding.speaker.name]
    named = [party for line in told if (party := party_in(HELD.sub(" ", line)))]
    doing = [party for line in lines for party in (*doing_in(line), *_by_their_means([line]))]
    return not doing or any(may_be_one(a, b) for a in mine for b in (*named, *doing))


def _tells_one_of(quantities: Sequence[Quantity], line: str) -> bool:
    """Whether a sentence has one of these numbers, in figures or in words."""
    values = {quantity.value for quantity in quantities}
    told = (word.replace(",", "") for word in re.findall(r"\d[\d,]*|[a-z]+", line.lower()))
    return any((float(word) if word.isdecimal() else (ONES | TENS).get(word)) in values for word in told)


def _of_their_own_place(mine: Sequence[Party], claim: str, told: Sequence[Sequence[str]]) -> str:
    """Who holds what was hit from afar, where a claim has them do it; a claim may say so itself."""
    if any(may_be_one(a, b) for a in mine for _, b in held_in(claim)):
        return ""
    if not worded("done_to", "from_afar").search(claim):
        return ""
    theirs = [party for lines in told for line in lines for _, party in held_in(line)]
    if theirs and all(_is_theirs(a, theirs) for a in mine):
        return f"of what {as_listed(theirs)} hold, the claim by {as_listed(mine)}"
    return ""


def _is_theirs(mine: Party, holders: Sequence[Party]) -> bool:
    return any(mine.kin & party.kin or (mine.camps & party.camps and may_be_one(mine, party)) for party in holders)


def _by_their_means(lines: Sequence[str]) -> list[Party]:
    """Whoever did it by what only states have, or by what no army does: from aircraft, or by a suicide attack."""
    told = [_called(group, line) for line in lines for _, deed in _deeds_in(line) for group in deed.doers]
    means = ((FOR, flown()), (AGAINST, worded("done_to", "of_no_army")))
    return [
        Party((one.lower(),), frozenset(), frozenset((camp,)), frozenset(), frozenset())
        for one in told
        for camp, row in means
        if row.search(one)
    ]


def _may_be_named(mine: Sequence[Party], words: str) -> bool:
    """Whether a sentence names one of these as whom others fought: "killed in clashes with Kaldish fighters"."""
    named = " ".join(match["who"] for match in _FOUGHT.finditer(HELD.sub(" ", words)))
    return any(may_be_one(party, other) for party in mine if (other := party_in(named)))


def _done_to_others(
    claim: Claim, finding: Finding, report: Sequence[Finding], pairs: Sequence[tuple[Quantity, Quantity]]
) -> str:
    """Of whom a report has so many hurt: by the figure's own words, by those of its figure elsewhere in the report."""
    reasons, article = [], finding.article
    for claimed, printed in pairs:
        mine, group = _counted(claim.text, claimed, 0, claim.quantities), group_of(claimed)
        if not claimed.state:
            # "250 strikes on ISIS" have killed nobody else.
            hit, struck = _suffering_in(claim.text), _suffering_in(finding.words)
            if not (hit and struck) or any(may_be_one(a, b) for a in hit for b in struck):
                return ""
            reasons.append(f"of {as_listed(struck)}, the claim of {as_listed(hit)}")
            continue
        if _is_of_no_such_kind(claimed, printed, finding, report):
            reasons.append(f'counts "{printed.counted or printed.unit}", the claim "{claimed.counted}"')
            continue
        if not mine and group in ("", "fighters"):
            mine = _struck_with_them(claim.text, claimed)
        if not (mine or group in _IN_SERVICE):
            continue
        again = [(f, q) for f in report for q in f.statement.quantities if f is not finding and fits(printed, q)]
        told = [_counted_by(finding, printed)]
        if not any(told):
            told = [_counted_by(f, q) for f, q in again]
        theirs = [party for party in told if party]
        if not theirs and (group_of(printed) or printed.unit == claimed.unit) and mine and mine.kin:
            theirs = [party for line in (finding.words, article.title) for party in _suffering_in(line)]
        near = " ".join((finding.words, article.title, *(f.words for f, _ in again)))
        # "Six Kaldish pilgrims" are no Kaldish soldiers.
        is_no_force = group in _IN_SERVICE and not any(party.camps or party.is_a_group for party in theirs)
        is_untold = not group_of(printed) and not _may_be_among(group, mine, HELD.sub(" ", near), article)
        if is_untold and (is_no_force or not theirs):
            reasons.append(f'counts "{printed.counted}", the claim "{claimed.counted}"')
        elif mine and theirs:
            if any(may_be_one(mine, party) for party in theirs) and not _are_of_another_group(mine, theirs, finding):
                return ""
            of, those = ("of", "of") if not (mine.kin and theirs[0].kin) else ("counts those of", "those of")
            reasons.append(f"{of} {as_listed(theirs)}, the claim {those} {as_listed([mine])}")
        elif mine and mine.is_a_group and group_of(printed) in _IN_SERVICE:
            reasons.append(f'counts "{printed.counted}", the claim those of {as_listed([mine])}')
        elif mine and (mine.is_a_side or group in _IN_SERVICE) and _have_done_it(mine, finding):
            reasons.append(f"counts those whom {as_listed([mine])} hit, the claim those of {as_listed([mine])}")
        else:
            return ""
    return next(iter(reasons), "")


def _is_of_no_such_kind(claimed: Quantity, printed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a claim counts people of a trade or lot that a report has no word of: farmers, prisoners, settlers.

    So it is with children where a report has so many who bear arms.
    """
    if claimed.unit in words_in("unnamed", "never_armed") and printed.unit != claimed.unit:
        alike = (q for f in report for q in f.statement.quantities if q is not printed and fits(printed, q))
        if any(groups_in(q.counted) & _armed() for q in (printed, *alike)):
            return True
    nouns = claimed.counted.split()
    # "Local farmers", "Syrian Christians": what they are is the noun.
    noun = next((one for one in nouns if worded("unnamed", "of_their_own").fullmatch(one)), "")
    by_name = bool(noun)
    noun = noun or next((one for one in nouns if claimed.unit and claimed.unit in units_in(one)), "".join(nouns[:1]))
    is_a_kind = claimed.unit in words_in("unnamed", "kinds") or by_name
    is_alike = printed.unit == claimed.unit or (claimed.unit, printed.unit) == ("students", "children")
    if not is_a_kind or (is_alike and not by_name) or (finding.article.is_note and (by_name or not claimed.unit)):
        # A note is short: "6,700 killed", in one of killings of Rohingya, are the 6,700 Muslims.
        return False
    # "Farmers" are no other workers.
    rows = {claimed.unit} - {*words_in("unnamed", "of_many_kinds"), "soldiers"}
    article, stems = finding.article, frozenset(words_of(noun))
    lines = [*(f.words for f in report), article.title, article.event or "", *lines_of(article.text)]
    told = (worded("unnamed", "speaking").sub(" ", line) for line in lines)
    return not any((not by_name and rows & units_in(line)) or stems & frozenset(words_of(line)) for line in told)


@cache
def _armed() -> frozenset[str]:
    return frozenset(words_in("unnamed", "who_bear_arms"))


def _are_of_another_group(mine: Party, theirs: Sequence[Party], finding: Finding) -> bool:
    """Whether "175 militants" are of the one group that the sentence names, and that is another."""
    if not mine.is_a_group or any(party.kin or party.names for party in theirs):
        return False
    doing = {kin for party in doing_in(finding.words) for kin in party.kin}
    named = kin_named(HELD.sub(" ", finding.words)) & kin_of_groups() - doing
    return len(named) == 1 and not mine.kin & kin_named(f"{finding.words} {finding.article.title}")


def _have_done_it(mine: Party, finding: Finding) -> bool:
    """Whether a report's sentence, or its headline, names them as who did it and not as hurt."""
    lines = (finding.words, finding.article.title)
    doing = any(_are_of_one_side(mine, party) for line in lines for party in doing_in(line))
    return doing and not any(_are_of_one_side(mine, party) for line in lines for party in _suffering_in(line))


def _struck_with_them(claim: str, claimed: Quantity) -> Party | None:
    """Whose the dead of a claim are that says only whom the blow fell on: "an ambush of an ISIS bus kills 37"."""
    line = HELD.sub(" ", claim)
    hit = [party for party in _suffering_in(line) if party.is_a_group or party.camps]
    is_bare = claimed.unit == "people" and not names_people(claimed.counted)
    is_bare = claimed.state == "killed" and (is_bare or group_of(claimed) == "fighters")
    return hit[0] if is_bare and hit and all(_are_of_one_side(hit[0], party) for party in hit) else None


def _may_be_among(group: str, mine: Party | None, words: str, article: Article) -> bool:
    """Whether those whom a claim counts may be among the people whom a report counts; a note is short."""
    is_told = group in ("", "civilians") or group in groups_in(words) - doing_groups(words)
    if mine and mine.is_a_group and group:
        # "People killed in a rebel town" are no ISIS fighters.
        is_told = group in groups_in(words) and bool(mine.kin & kin_named(words))
    return is_told or (article.is_note and bool(mine and mine.kin & kin_named(words)))


def _counted_by(finding: Finding, quantity: Quantity) -> Party | None:
    return _counted(finding.words, quantity, _start_of(finding), finding.statement.quantities)


def _counted(line: str, quantity: Quantity, start: int, every: Sequence[Quantity]) -> Party | None:
    """Whom a figure counts: by its own words, by those that stand with it as hurt, or as the figure before it does."""
    words = words_told(line)
    own = next((k for k, word in enumerate(words) if word.start <= quantity.span.start - start < word.end), -1)
    told = ((at, group) for at, deed in _deeds_in(line) for group in deed.done_to if own in group)
    at, group = next(told, (own, frozenset[int]()))
    # Of "Orvel lost ten men" these are Orvel's.
    behind = _called([k for k in group if k > own or words[at].text in words_in("done_to", "lost")], line)
    if party := party_in(f"{quantity.counted} {behind}"):
        return party
    before = [q for q in every if q.state and q.span.start < quantity.span.start]
    # "21 rebels killed, 17 captured": these are rebels, too.
    is_bare = quantity.unit == "people" and not names_people(quantity.counted)
    return _counted(line, before[-1], start, every) if before and is_bare else None
