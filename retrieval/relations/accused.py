"""What whoever is said to have done it says of it, in the reports of the event: that it was a mistake, or not theirs.

Where that denies just the claim it is a denial; else it stands close by, before anything else that does, since whoever
asks who says so asks what the accused say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import timedelta
from functools import cache

from knowledge.model import Attribution, Claim, Finding, Span
from knowledge.places import read_places, related
from knowledge.speakers import who_is
from retrieval.counts.campaigns import counts_a_war, is_of_a_war
from retrieval.counts.dated import leads_with, of_another_day
from retrieval.deeds.doers import doers_in, kin_named, kin_of, others_claimed, sides_claimed
from retrieval.grammar.naming import weapons_in
from retrieval.origins import has_name
from retrieval.ranking import words_of
from retrieval.relations.charged import denying_the_charge, disputed_weapons, sides_called
from retrieval.relations.days import names_another_day
from retrieval.relations.disowning import disowning
from retrieval.relations.laid import is_the_doer, lays_it_to_them, who_lays_it_to
from retrieval.relations.owning_up import owning_up_to_none
from retrieval.relations.stored_there import having_it_stored
from retrieval.relations.turned import answers_another
from retrieval.relations.was_away import says_so, was_away
from retrieval.relations.weighed import Related, Weighed, because
from retrieval.word_tables import any_of, worded

#: How far before a denial the weapon may stand that it calls "the weapons".
JUST_BEFORE = 300
#: How far before a denial "has always" may stand.
JUST_BEFORE_IT = 25
#: Of whoever lays it to those who deny it; more is padding.
MOST_ACCUSING = 3
#: How the reason begins that is shown for what the accused say.
ANSWERING = "said to have done it:"
#: The reason that is shown besides where they deny the weapon, whenever it is used, and not this use of it.
IN_GENERAL = "of the weapon, and not of this blow"
#: The reason that is shown besides where somebody tells how else it came about.
OTHERWISE_COME_ABOUT = "tells how else it came about"
#: The reason that is shown for who calls that an aggression.
AGGRESSION = "calls it an aggression"
#: And for who says what was found in those whom a gas had killed.
TESTED = "says what tests showed"
#: The reason that is shown besides where they have fighters hit there.
FIGHTERS_HIT = "has fighters hit there"
#: So long after an attack it is told what tests showed.
WEEKS_AFTER = timedelta(days=62)
#: Statements behind one that tells the deed in which a report is still at it.
RIGHT_BEHIND = 3
#: The reason that is shown for who says beside them that it was no mistake.
NO_MISTAKE = "says beside the accused that it was meant"


def is_their_answer(finding: Finding) -> bool:
    """Whether a finding stands close by because whoever is said to have done it speaks of it there."""
    return any(why.startswith(ANSWERING) for why in finding.why)


def denies_in_general(finding: Finding) -> bool:
    """Whether whoever is accused denies there that they use such a weapon at all, and says nothing of this blow."""
    return IN_GENERAL in finding.why


def tells_how_else(finding: Finding) -> bool:
    """Whether a side has the claim's weapon come there otherwise: from a store that was hit."""
    return OTHERWISE_COME_ABOUT in finding.why


def admits_the_deed(finding: Finding) -> bool:
    """Whether whoever is said to have done it owns to it there, as a mistake or for a reason, and denies nothing."""
    if not is_their_answer(finding) or finding.attribution.grade == "denied":
        return False
    owns = _says_it_was_theirs(finding) or _calls_it_a_mistake(finding.words)
    return owns and not worded("beside", "not_admitting").search(finding.words)


def says_it_was_not_theirs(finding: Finding) -> bool:
    """Whether whoever is said to have done it, or may have, says there that it was not theirs.

    Whoever blames another for it has not doubted that it was done; whoever calls it staged has.
    """
    said, others = finding.words, worded("beside", "blaming_others")
    doubts = any(others.fullmatch(how.group()) is None for how in worded("beside", "how_else").finditer(said))
    doubts = doubts or worded("beside", "made_up").search(said) is not None
    return is_their_answer(finding) and not doubts and worded("beside", "not_theirs").search(said) is not None


def calls_it_a_mistake(finding: Finding) -> bool:
    """Whether whoever owns to the deed there calls it a mistake, and says no more."""
    return admits_the_deed(finding) and _calls_it_a_mistake(finding.words) and not _says_it_was_theirs(finding)


def _says_it_was_theirs(finding: Finding) -> bool:
    """Whether a voice owns to a deed: by its own verb, "admitted", or in what it says of itself, "that they did"."""
    said = finding.words
    if worded("beside", "owning").search(said):
        return True
    verb = worded("beside", "owning_to").search(said)
    is_its_own = verb is not None and said[verb.start() :].startswith(finding.attribution.cue.split(" ")[-1])
    behind = said[verb.end() :].lstrip() if verb else ""
    return bool(finding.attribution.cue) and is_its_own and not worded("beside", "owning_to_nothing").match(behind)


def _calls_it_a_mistake(said: str) -> bool:
    is_of_it = not worded("beside", "not_of_the_deed").search(said)
    return is_of_it and worded("beside", "mistaken").search(said) is not None


def claims_the_attack(finding: Finding) -> bool:
    """Whether an armed side says there that the attack was its own, whoever is said to have done it."""
    said = finding.words
    is_theirs = finding.speaker.kind == "party" and worded("beside", "claiming").search(said) is not None
    return is_theirs and not worded("beside", "not_admitting").search(said)


def calls_it_deliberate(finding: Finding) -> bool:
    """Whether somebody who is not said to have done it says that it was meant: that answers and doubts nothing."""
    return not is_their_answer(finding) and bool(worded("beside", "on_purpose").search(finding.words))


def with_the_accused(
    claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]], findings: Sequence[Finding]
) -> Weighed:
    """What was weighed, with what the claim's doers say of it in the reports that say so, or otherwise.

    `reports` are the findings of each article that may be of the claim's place, `findings` all that was found.
    """
    if weighed.state != "found":
        return weighed
    set_against = [r.finding for r in weighed.related if r.relation in ("reports", "differs")]
    of_a_war = is_of_a_war(claim, [r.finding for r in weighed.related if r.relation == "reports"])
    # Beside "over 133,000 since 2015" a ministry speaks of its war, and not of the blow that is claimed.
    saying = [f for f in set_against if of_a_war or not counts_a_war(f.words)]
    leading = dict.fromkeys(f.article.id for f in saying if leads_with(f) or f.article.is_note)
    shown = {r.finding.statement.id for r in weighed.related if r.relation != "context"}
    told = [f for identity in leading for f in reports.get(identity, ()) if f.statement.id not in shown]
    heard_in = [replace(finding, heard=voice) for finding in told if (voice := _answering(claim, finding)) is not None]
    answers = [
        because(f, f'{ANSWERING} "{f.attribution.cue or f.speaker.name}"')
        for f in heard_in
        # What is told of other places too: "the strike" may be the one there.
        if not answers_another(claim, f, saying, [one for one in findings if one.article.id == f.article.id])
    ]
    answers += _of_its_weapon(claim, saying, told)
    heard = shown | {f.statement.id for f in answers}
    accused = {f.article.id: _accused_in(saying, f.article.id) for f in saying}
    behind = [f for identity in accused for f in reports.get(identity, ()) if f.statement.id not in heard]
    more = [*disowning(claim, weighed, findings, heard), *owning_up_to_none(claim, behind, accused)]
    answers += [because(f, f'{ANSWERING} "{f.attribution.cue}"') for f in more]
    sides = frozenset(kin_of(f.speaker.side) for f in answers if f.speaker.side)
    charges = denying_the_charge(claim, weighed, findings, {*shown, *(f.statement.id for f in answers)}, sides)
    answers += [because(f, f'{ANSWERING} "{f.attribution.cue}"') for f in charges]
    counting = [r.finding for r in weighed.related if r.relation != "context" or r.counted]
    stored = having_it_stored(claim, counting, findings, {*shown, *(f.statement.id for f in answers)})
    answers += [because(because(f, f'{ANSWERING} "{f.attribution.cue}"'), OTHERWISE_COME_ABOUT) for f in stored]
    answers += _in_the_same_breath(claim, saying, findings, {finding.speaker.name for finding in (*saying, *answers)})
    answers = _beside_who_says_it_was_meant(answers, findings)
    answers += _having_hit_fighters(claim, counting, findings, {*shown, *(f.statement.id for f in answers)})
    answers += _beside_who_denies(claim, saying, findings, answers, shown)
    answers += _beside_a_mistake(saying, findings, answers, shown)
    answers += _what_tests_showed(claim, saying, findings, answers, shown)
    denied = {
        f.statement.id
        for f in answers
        if denies_the_deed(claim, f) or was_away(claim, f, saying, reports.get(f.article.id, ()))
    }
    ids = {finding.statement.id for finding in answers if finding.statement.id not in shown}
    kept = [r for r in weighed.related if r.finding.statement.id not in ids]
    answered = (Related(f, "denies" if f.statement.id in denied else "context") for f in answers)
    return replace(weighed, related=(*kept, *answered))


def _beside_who_denies(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], answers: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Who lays the deed to one of the sides that say it was not theirs, where the claim itself lays it to nobody."""
    if sides_claimed(claim.text) or others_claimed(claim.text):
        return []
    denying = {kin_of(f.speaker.side) for f in answers if f.speaker.side and says_it_was_not_theirs(f)}
    known = {*shown, *(f.statement.id for f in answers)}
    return who_lays_it_to(claim, saying, findings, denying, known)[:MOST_ACCUSING] if denying else []


def _having_hit_fighters(
    claim: Claim, counting: Sequence[Finding], findings: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Whoever takes a side and has fighters killed there, or their positions hit, right behind who counts civilians.

    "Militants were killed when their positions were targeted in Kalden" is the army's account of a school that was hit.
    """
    if not any(q.unit in _CIVILIANS for q in claim.quantities):
        return []
    ends = {(f.article.id, f.statement.ordinal + step) for f in counting for step in range(1, RIGHT_BEHIND + 1)}
    told = (f for f in findings if (f.article.id, f.statement.ordinal) in ends and f.statement.id not in shown)
    return [
        because(because(replace(finding, heard=voice), FIGHTERS_HIT), f'{ANSWERING} "{voice.cue}"')
        for finding in told
        if not any(quantity.state for quantity in finding.statement.quantities)
        and not names_another_day(claim, finding)
        for voice in finding.statement.attributions
        if voice.speaker.kind in _TAKING_A_SIDE
        and voice.grade == "said"
        and worded("beside", "fighters_were_hit").search(voice.span.of(finding.article.text))
    ][:1]


#: Whom nobody may strike, and who may speak for those who did.
_CIVILIANS = ("civilians", "children", "women", "students")
_TAKING_A_SIDE = ("party", "state_media", "unnamed_partisan")


def _beside_a_mistake(
    saying: Sequence[Finding], findings: Sequence[Finding], answers: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Where the accused call it a mistake: the first with a name who calls it an aggression, right behind who tells it.

    That is what those who were struck say of it; it denies nothing, and is no count.
    """
    if not any(map(calls_it_a_mistake, answers)):
        return []
    known = {*shown, *(f.statement.id for f in answers)}
    heard = {finding.speaker.name for finding in answers}
    ends = {(f.article.id, f.statement.ordinal + step) for f in saying for step in range(1, RIGHT_BEHIND + 1)}
    behind = (f for f in findings if (f.article.id, f.statement.ordinal) in ends and f.statement.id not in known)
    calling = (
        because(replace(finding, heard=voice), AGGRESSION)
        for finding in behind
        for voice in finding.statement.attributions
        if voice.grade == "said" and has_name(voice.speaker) and voice.speaker.name not in heard
        if voice.speaker.kind != "outlet_itself"
        and worded("beside", "calling_it_aggression").match(voice.span.of(finding.article.text))
    )
    return list(calling)[:1]


def _what_tests_showed(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], answers: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Where the accused answer of a gas: the first of no side who says, in the weeks after, that tests in the claim's
    town showed it.

    Who used it they do not say by that.
    """
    gas, days = weapons_in("gas"), [f.published.start for f in saying if f.published]
    if not (answers and days and gas & weapons_in(claim.text)):
        return []
    known, towns = {*shown, *(f.statement.id for f in answers)}, [place for place in claim.where if place.province]
    tested = [
        (f.published.start, f)
        for f in findings
        if f.speaker.kind == "un" and f.attribution.grade == "said" and f.statement.id not in known
        if f.published is not None and min(days) <= f.published.start <= min(days) + WEEKS_AFTER
        if worded("beside", "tests_showed").search(f.words) and gas & weapons_in(f.words)
        if any(related(town, place) == "same" for town in towns for place in f.statement.where)
    ]
    return [because(min(tested, key=lambda one: one[0])[1], TESTED)] if tested else []


def calls_it_an_aggression(finding: Finding) -> bool:
    """Whether a finding stands close by because somebody calls an aggression there what the accused call a mistake."""
    return AGGRESSION in finding.why


def says_what_tests_showed(finding: Finding) -> bool:
    """Whether a finding stands close by because a body of no side says there what tests showed."""
    return TESTED in finding.why


def takes_nobodys_place(finding: Finding) -> bool:
    """Whether a finding is the other account of a deed, beside those that were found: it comes on top of them."""
    return lays_it_to_them(finding) or bool({AGGRESSION, FIGHTERS_HIT, TESTED} & set(finding.why))


def denies_the_deed(claim: Claim, finding: Finding) -> bool:
    """Whether whoever is said to have done it says that they did no such thing there, and says nothing else."""
    voice, text = finding.attribution, finding.article.text
    said = voice.span.of(text)
    if finding.article.is_note or voice.cue_span is None or not is_the_doer(claim, voice):
        return False
    denied = worded("beside", "did_not").search(said) or (
        voice.grade == "denied" and worded("beside", "doing_it").match(said.lstrip("“\"' "))
    )
    towns = [place for place in claim.where if place.province]
    there = [place for place in read_places(said) if any(related(town, place) == "same" for town in towns)]
    allowed = {*words_of(claim.text), *words_of(" ".join(kin_named(said)))}
    # A town is told by its other spelling, too: "Abu Kamal" of al-Bukamal.
    allowed |= {word for place in there if place.span for word in words_of(place.span.of(said))}
    plain = worded("beside", "doing_it_plainly").sub(" ", said)
    return bool(denied) and bool(there) and all(word in allowed for word in words_of(plain))


def _accused_in(saying: Sequence[Finding], article_id: str) -> frozenset[str]:
    """Whom a report has do what the claim tells, as `kin_of` calls them."""
    told = [f for f in saying if f.article.id == article_id]
    # "Russian raid kills scores" is of another blow than the one that its report lays to the coalition further down.
    return frozenset(kin_of(side) for f in told for side in doers_in(f.words) or doers_in(f.article.title))


def _in_the_same_breath(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], heard: set[str]
) -> list[Finding]:
    """What the claim's doers say of it in the very sentence that has somebody's count, or right behind it, each once.

    That they look into it, or did not mean it, is no denial, and no count of theirs.
    """
    answers: dict[str, Finding] = {}
    ends = {(one.article.id, one.statement.ordinal + 1) for one in saying}
    behind = [
        following
        for following in findings
        if (following.article.id, following.statement.ordinal) in ends
        # A report of another town looks back at this one in a sentence, and goes on about it without its name.
        and not any(place.province for place in following.statement.where)
        and not _is_of_something_else(claim, following)
    ]
    for finding in (*saying, *behind):
        if "?" in finding.words or finding.article.is_note or names_another_day(claim, finding):
            continue
        told = [(voice, _answer_alone(finding, voice)) for voice in finding.statement.attributions]
        # Who looks into what is told looks into all of it.
        told += [(voice, finding.statement.span) for voice in _looking_into_it(finding)]
        for voice, words in told:
            name = voice.speaker.name
            if words is None or name in {*heard, *answers}:
                continue
            if is_the_doer(claim, voice) or _speaks_for_the_doer(claim, voice, finding.article.text):
                answers[name] = because(_heard_alone(finding, voice, words), f'{ANSWERING} "{voice.cue}"')
    return list(answers.values())


def _heard_alone(finding: Finding, voice: Attribution, words: Span) -> Finding:
    """One voice of a sentence with its own words alone, which count nothing."""
    statement = replace(finding.statement, span=words, attributions=(voice,), quantities=())
    return replace(finding, statement=statement, heard=voice)


def _beside_who_says_it_was_meant(answers: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """The answers; where the accused call it a mistake, and another in that sentence says it was none, each alone."""
    sentences = {finding.statement.id: finding for finding in findings}
    heard = {finding.speaker.name for finding in answers}
    told: list[Finding] = []
    for answer in answers:
        alone = replace(answer, statement=replace(answer.statement, span=_parts_of(answer.attribution)))
        against = []
        if calls_it_a_mistake(alone) and answer.statement.id in sentences:
            against = _saying_it_was_meant(sentences[answer.statement.id], heard)
        told += [alone, *against] if against else [answer]
    return told


def _saying_it_was_meant(finding: Finding, heard: Set[str]) -> list[Finding]:
    return [
        because(_heard_alone(finding, voice, _parts_of(voice)), NO_MISTAKE)
        for voice in finding.statement.attributions
        if voice.speaker.name not in heard and voice.grade != "denied" and voice.speaker_span is not None
        if worded("beside", "on_purpose").search(voice.span.of(finding.article.text))
    ]


def _parts_of(voice: Attribution) -> Span:
    """From the first to the last word of an attribution: who says it, by which word, and what."""
    parts = [part for part in (voice.speaker_span, voice.cue_span, voice.span) if part is not None]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def _answer_alone(finding: Finding, voice: Attribution) -> Span | None:
    """Where an answer stands with whoever gives it, and nobody's count; None where it is none, or can't be told alone.

    A quotation is never parted.
    """
    text = finding.article.text
    if voice.speaker_span is None or voice.cue_span is None or voice.grade == "denied":
        return None
    words = _parts_of(voice)
    others = [v.span for v in finding.statement.attributions if v is not voice and v.span != voice.span]
    counts = [q.span for q in finding.statement.quantities if q.state]
    if any(words.overlaps(span) for span in (*others, *counts)) or words.of(text).count('"') % 2:
        return None
    if not worded("beside", "own_deed_told").search(voice.span.of(text)):
        return None
    # A sentence in which nobody counts, and nobody else speaks, is not parted.
    return words if counts or others else finding.statement.span


def _looking_into_it(finding: Finding) -> tuple[Attribution, ...]:
    """Whoever is said to look into what a sentence tells: "The Velmar army is investigating reports that"."""
    match = _looking().match(finding.words)
    if match is None:
        return ()
    start = finding.statement.span.start
    who, cue = (Span(start + match.start(part), start + match.end(part)) for part in ("who", "cue"))
    what = Span(cue.start, finding.statement.span.end)
    return (Attribution(who_is(match["who"]), match["cue"], (), what, who, cue),)


@cache
def _looking() -> re.Pattern[str]:
    body = any_of("denials", "bodies")
    return re.compile(
        rf"\W*(?:[Tt]he )?(?P<who>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|{body}))*)"
        rf" (?P<cue>(?:{any_of('beside', 'looking_into_it')}))\b"
    )


def _of_its_weapon(claim: Claim, saying: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Who is accused of the deed of a claim that names but a weapon, and denies that they use it; each side once."""
    denials: dict[str, Finding] = {}
    if not disputed_weapons(claim.text) or sides_claimed(claim.text) or others_claimed(claim.text):
        return []
    for finding in told:
        denying = [v for v in finding.statement.attributions if _denies_its_weapon(claim, v, finding.article.text)]
        if not denying or _is_of_something_else(claim, finding):
            continue
        accused = _accused_in(saying, finding.article.id) | _accused_of_using(claim, finding, told)
        for voice in denying:
            side = kin_of(voice.speaker.side or _side_of_its_leader(voice.speaker.name))
            if side in accused:
                denial = because(replace(finding, heard=voice), f'{ANSWERING} "{voice.cue}"')
                is_general = _is_a_standing_denial(finding, voice)
                denials.setdefault(side, because(denial, IN_GENERAL) if is_general else denial)
    return list(denials.values())


def _is_a_standing_denial(finding: Finding, voice: Attribution) -> bool:
    """Whether somebody denies a weapon as they do whenever it is used: "has always denied using", "that it uses".

    "Denied that it had used such weapons" answers the blow just told, and so does whoever names it.
    """
    text, cue = finding.article.text, voice.cue_span
    said = voice.span.of(text)
    if cue is None or worded("beside", "of_this_use").search(said):
        return False
    denying = text[max(finding.statement.span.start, cue.start - JUST_BEFORE_IT) : cue.end]
    return any(
        worded("beside", row).search(words) is not None
        for row, words in (("denied_of_old", denying), ("used_at_any_time", said))
    )


def _accused_of_using(claim: Claim, denial: Finding, told: Sequence[Finding]) -> frozenset[str]:
    """Whom a report says, right before a denial, to be accused of using the claim's weapon, as `kin_of` calls them."""
    before = next(
        (f.words for f in told if f.article == denial.article and f.statement.ordinal == denial.statement.ordinal - 1),
        "",
    )
    match = _stands_accused().match(before)
    if match is None or not {*disputed_weapons(match["of"])} & {*disputed_weapons(claim.text)}:
        return frozenset()
    return sides_called(match["who"])


@cache
def _stands_accused() -> re.Pattern[str]:
    """Who is accused, by whomever: "Velmar's regime has been accused of regularly using cluster bombs"."""
    return re.compile(
        r"\W*(?P<who>[^.,;:]{1,60}?) (?:has|have|had|is|are|was|were|stands?) (?:\w+ ){0,2}?accused of (?P<of>[^.;]+)"
    )


def _side_of_its_leader(name: str) -> str:
    """The side of "President Jonas Weil and his government": that of whom the words name first."""
    match = _and_the_government().fullmatch(name)
    return (who_is(match["leader"]).side or "") if match else ""


@cache
def _and_the_government() -> re.Pattern[str]:
    leaders, bodies = any_of("beside", "leaders"), any_of("denials", "bodies")
    return re.compile(
        rf"(?:(?:[Tt]he )?(?:{leaders}) )?(?P<leader>[A-Z][^,;]*?) and (?:his|her|its|their) (?:{bodies})"
    )


def _is_of_something_else(claim: Claim, finding: Finding) -> bool:
    if any(quantity.state for quantity in finding.statement.quantities):
        # Whoever counts is heard as whoever counts.
        return True
    return "?" in finding.words or of_another_day(finding) or names_another_day(claim, finding)


def _answering(claim: Claim, finding: Finding) -> Attribution | None:
    """Whoever of the claim's doers says in a statement that they did it, or did not, or did not mean to; else None."""
    if _is_of_something_else(claim, finding):
        return None
    if finding.article.is_note:
        # Who writes a note keeps of what the accused say what they say of it; what they deny is weighed as a denial.
        of_it = finding.statement.place_in_article == "note" and not finding.statement.quantities
        return next((v for v in finding.statement.attributions if of_it and is_the_doer(claim, v)), None)
    text, telling = finding.article.text, [worded("beside", row) for row in ("whose_deed", "looks_into_this")]
    for voice in finding.statement.attributions:
        if voice.cue_span is None:
            continue
        # Which of its raids it speaks of, and what they were to bring about, is its own account, and answers nobody.
        said = worded("beside", "own_account").sub(" ", voice.span.of(text))
        tells = any(row.search(said) for row in telling) and not worded("beside", "their_campaign").search(said)
        if not (voice.grade == "denied" or tells or says_so(said, denied=False)):
            continue
        if voice.grade == "denied" and _denies_something_else(claim, voice, said):
            continue
        if is_the_doer(claim, voice) or _speaks_for_the_doer(claim, voice, text):
            return voice
    return None


def _denies_something_else(claim: Claim, voice: Attribution, said: str) -> bool:
    """Whether what somebody turns down is no report and no deed, or is a report of something else.

    "Rejected the proposal for a truce", "denied the accusation that it meddled in the vote".
    """
    charge = _a_charge().match(said.lstrip("“\"' "))
    if charge is None:
        return worded("denials", "turned_down").search(voice.cue) is not None
    rest = charge["rest"] or ""
    tells = any(
        worded(*row).search(rest) for row in (("beside", "deed"), ("denials", "blows"), ("denials", "themselves"))
    )
    is_bare = not rest or re.match(r"(?:the )?[A-Z]", rest) is not None
    return not (is_bare or set(words_of(rest)) & set(words_of(claim.text)) or (tells and not charge["that"]))


@cache
def _a_charge() -> re.Pattern[str]:
    """What is denied as a report, and of what that is: "it", "the report", "any suggestion that it did so"."""
    carriers, blows = any_of("denials", "carriers", "charges", "findings"), any_of("denials", "blows")
    which = r"(?:(?:any|all|the|these|those|such|this|that|such|any such|its|their|a|an|both|as \w+) )*"
    others = r"(?:it|that|this|them|those|blame|responsibility|involvement|having|being|any part|any role)\b"
    return re.compile(
        rf"(?:{which}(?:[\w’'-]+ )?(?:{carriers}|criticism|blame|suggestions?|notion|idea|{blows})\b"
        rf"(?:,? (?:(?P<that>that)|of|about) (?P<rest>.+))?|{others})",
        re.IGNORECASE,
    )


def _denies_its_weapon(claim: Claim, voice: Attribution, text: str) -> bool:
    """Whether somebody denies using the very weapon of a claim."""
    said = voice.span.of(text)
    if voice.grade != "denied":
        return False
    named = disputed_weapons(said)
    if not named and worded("beside", "such_weapons").search(said):
        # The one just told of is meant.
        named = disputed_weapons(text[max(0, voice.span.start - JUST_BEFORE) : voice.span.start])[-1:]
    return bool(worded("beside", "using").search(said) and {*named} & {*disputed_weapons(claim.text)})


def _speaks_for_the_doer(claim: Claim, voice: Attribution, text: str) -> bool:
    """Whether somebody is called by an office of the claim's doers: "Veldian army spokeswoman Mira Sand"."""
    called = voice.speaker_span.of(text) if voice.speaker_span else ""
    doers = {kin_of(side) for side in sides_claimed(claim.text)}
    in_office = worded("caveats", "speaking_for").search(called)
    return bool(in_office and doers & kin_named(called)) and not worded("caveats", "speaking_for_none").search(called)
