"""What the rules have read of a sentence, bettered by what a trained reader has tagged in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.attributions.accused import ACCUSES
from knowledge.attributions.clauses import BEFELL, VOICES, has_finite, words_of
from knowledge.attributions.cues import cue_of_form
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.excepted import without_whoever_did_not
from knowledge.attributions.hearers import who_told
from knowledge.attributions.interrupted import (
    ANOTHERS_CLAUSE,
    by_their_subjects,
    up_to_anothers_clause,
    up_to_anothers_denial,
    up_to_ones_own_denial,
    without_anothers_clause,
    without_what_they_were_denied,
)
from knowledge.attributions.own_voices import (
    answers_a_claim,
    begins_a_clause,
    has_its_own_voice,
    in_its_own_sentence,
    is_only_the_doer,
    with_whom_it_befell,
)
from knowledge.attributions.passed_over import with_the_voice_behind, with_who_is_described, with_who_told
from knowledge.attributions.phrases import (
    up_to_the_deed,
    without_the_clause,
    without_the_count,
    without_their_papers,
)
from knowledge.attributions.said_between import stands_between
from knowledge.attributions.sayings import CITING, cited, is_a_measure
from knowledge.attributions.subjects import antecedent_before
from knowledge.attributions.tagged import from_its_sentence
from knowledge.attributions.told_apart import told_apart
from knowledge.attributions.verbs import are_told_of, claims_lives, is_said_of
from knowledge.attributions.word_order import not_the_agent
from knowledge.model import Span
from knowledge.speakers import row_of, who_is
from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of

#: Whoever speaks so is quoted already.
_ONESELF = frozenset(("i", "we", "you"))


def with_tagged(
    text: str,
    drafts: list[Draft],
    tagged: tuple[Draft, ...] | None,
    sentence: Span,
    quotations: tuple[Span, ...],
) -> list[Draft]:
    """The drafts of one sentence, bettered by those that a trained reader has tagged in it.

    Where both read the same cue, the tagged edges hold, and the rules' hearer and antecedent are kept. What only the
    rules have read is kept where the cue is a sure one and nobody speaks for himself ("I said" is a quotation whose
    marks were lost).
    """
    if tagged is None:
        drafts = without_what_they_were_denied(text, drafts)
        drafts = without_whoever_did_not(text, by_their_subjects(text, drafts, sentence), sentence)
        return [up_to_anothers_denial(text, d) for d in without_their_papers(text, drafts)]
    here = [
        replace(other, source=from_its_sentence(other.source, sentence), content=content)
        for other in tagged
        if other.cue is not None
        and other.cue.within(sentence)
        and other.content.end > other.content.start
        # A clause that is tagged as who says it, too, is nobody.
        and not (other.content == other.source and has_finite(words_of(text, other.content.start, other.content.end)))
        and not _is_blamed(text, other.cue)
        and not is_said_of(text, other.cue)
        and not claims_lives(text, other.cue, sentence)
        and not (
            other.source
            and other.source.end <= other.cue.start
            and are_told_of(other.source.of(text), other.verb.lower(), text[other.cue.end : sentence.end].lstrip())
        )
        and (content := _within_reach(text, other.content, sentence, quotations))
    ]
    here = [other for other in here if not has_its_own_voice(text, other.content, sentence)]
    here = [with_who_is_described(text, with_who_told(text, other, sentence), sentence) for other in here]
    # "Reuters, citing two officials, reported": the rules know who told whom, the tagger sees two speakers.
    citing = [d for d in drafts if d.verb.lower() in CITING and d.cue]
    here = [o for o in here if not any(o.cue and d.cue and o.cue.overlaps(d.cue) for d in citing)]
    # "30 marched according to the union, 10 according to police": the rules know which is whose.
    apart = told_apart(text, drafts, sentence)
    here = [o for o in here if not any(o.cue and d.cue and o.cue.overlaps(d.cue) for d in apart)]
    # "SANA quoted a source as saying": the agency has it from the source, and says nothing else.
    passing = [(o, d) for o in here for d in drafts if _passes_on(o, d)]
    here = [o for o in here if not any(o is one for one, _ in passing)]
    drafts = [replace(d, content=_no_longer(d, [o for o, quoted in passing if quoted is d])) for d in drafts]
    here = [o for o in here if not _is_anothers(o, here, drafts)]
    here = [kept for o in here if (kept := without_anothers_clause(text, o)) is not None]
    matched: dict[int, Draft] = {}
    done: list[Draft] = []
    for other in here:
        rules = [d for d in drafts if d.cue and other.cue and d.cue.overlaps(other.cue)]
        if len(rules) > 1 and _says_more_behind(rules[0], rules[1], other):
            # "Ten fell, he added, indicating that two swam": both verbs are tagged as one, and pass on different words.
            done.append(rules[0])
            matched[id(rules[0])] = rules.pop(0)
        rule = rules[0] if rules else None
        other = _not_by_the_agent(text, other, sentence)
        if rule is None:
            other = with_whom_it_befell(text, in_its_own_sentence(text, other, sentence), sentence)
            done.append(_with_antecedent(text, other, sentence))
            continue
        matched[id(rule)] = rule
        if is_only_the_doer(text, other.source, rule.source):
            done += [rule] if rule not in done else []
            continue
        is_named_by_rules = other.source is None and rule.source is not None and rule.verb.lower() == "according to"
        if is_named_by_rules or _has_swallowed(text, other, rule) or stands_between(text, rule):
            # "According to Amber Radio the ferry sank", "the ferry, said Amber Radio, sank": the radio speaks.
            done += [rule] if rule not in done else []
            continue
        source = other.source if other.source and (other.source.overlaps(sentence) or not rule.source) else rule.source
        # Who hopes or wants something, the tagger tells better.
        source = other.source if other.grade == "held" else source
        is_the_sayer = rule.source is not None and (other.content.within(rule.source) or _is_turned(other, rule))
        if is_the_sayer or _is_two_voices(text, other, drafts) or _is_denied_before(text, rule):
            # "According to rebels the army denied the raid": two speak, and the rules hold them apart. "Ten men fell
            # said the Observatory": whoever says it is not what is said.
            rule = with_the_voice_behind(text, rule, other)
            done += [rule] if rule not in done else []
            continue
        if source and rule.source and _speaks_elsewhere(text, other, rule, drafts):
            source = rule.source
        if source and rule.source and any(d.heard_by and source.within(d.heard_by) for d in drafts if d is not rule):
            # "The army was quoted by Harbour Post as saying ... but denied": the paper denies nothing.
            source = rule.source
        source = who_told(other, rule, tagged) or source
        content = _without_who_says_it(text, other, rule)
        if rule.verb == "quoted as saying" and rule.content.within(content):
            content = rule.content
        if source and ACCUSES.search(other.verb):
            source = up_to_the_deed(text, source)
        done.append(replace(rule, source=source, cue=other.cue, content=content, grade=other.grade))
    done = [d for d in done if not any(_holds(other, d) for other in done)]
    done += [rule for rule in drafts if id(rule) not in matched and _is_sure(text, rule)]
    done = [_with_what_came_before(text, _with_its_name(text, d), sentence, done) for d in done]
    done = [
        _with_antecedent(text, d, sentence) if d.stands_for is None else d for d in done if not is_a_measure(text, d)
    ]
    done = without_what_they_were_denied(text, done)
    done = without_whoever_did_not(text, by_their_subjects(text, done, sentence), sentence)
    done = [
        up_to_anothers_clause(text, up_to_ones_own_denial(text, up_to_anothers_denial(text, d), done), done)
        for d in done
    ]
    # What an aside stands in may have been widened to hold a piece of it.
    done = [d for d in done if not any(_holds(other, d) for other in done)]
    done.sort(key=lambda d: d.cue.start if d.cue else d.content.start)
    done = without_their_papers(text, done)
    return cited(text, sentence, done, list(quotations)) if citing else done


def _has_swallowed(text: str, tagged: Draft, rule: Draft) -> bool:
    """Whether what was tagged as who is behind "according to" goes on with what is told, where the comma is lost."""
    if rule.verb.lower() != "according to" or not (tagged.source and rule.source and rule.cue):
        return False
    longer = tagged.source.start <= rule.source.start and rule.source.end < tagged.source.end
    whole = replace(rule.source, end=tagged.source.end)
    return longer and rule.source in (without_the_clause(text, whole), without_the_count(text, whole))


def _is_turned(tagged: Draft, rule: Draft) -> bool:
    """As in "Ten were lost said the head of the group that counts": tagged is, that the ten said "the head ..."."""
    source, cue = rule.source, rule.cue
    if source is None or cue is None or tagged.source is None or source.start < cue.end:
        return False
    if rule.verb.lower().endswith("ing"):
        # "“It is personal,” he said, adding he would leave": he adds what stands behind.
        return False
    # Whoever is tagged stands before the verb, where the rules see what is said, or within what describes the voice.
    is_no_voice = tagged.source.within(rule.content) or tagged.source.within(tagged.content)
    return is_no_voice and abs(tagged.content.start - source.start) <= _SLACK


def _says_more_behind(first: Draft, second: Draft, tagged: Draft) -> bool:
    """Whether of two verbs of one speaker, tagged as one, the first passes on words before them that nobody tagged."""
    if first.source is None or first.content.end > first.source.start or first.content.overlaps(tagged.content):
        return False
    return first.source == second.source and second.content.overlaps(tagged.content)


_BLAMED_ON = re.compile(r"blamed\s+on\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:and|but|or|while|when|after|as|that|because|which|who)\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE
)
_PUBLISHER = re.compile(rf"\b(?:{any_of('calls_a_newsroom')})\Z")
_ITS_NAME = re.compile(r"\s([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,2})\s+(?=[\"“])")
#: Where or when somebody spoke, or what they did by it: "updating an earlier toll", "citing the mayor".
_ROUNDS_OFF = re.compile(
    r"(?:in|on|at|during|after|amid|near|over|since|as|without|due to|"
    r"[a-z]{3,}ing (?:an?|the|its|his|her|their|this|earlier|previous|(?-i:[A-Z])))\b",
    re.IGNORECASE,
)


#: What goes on at the same time is told by the report: "Ten died activists said as fighting in Kalden went on".
_MEANWHILE = re.compile(r"as\b", re.IGNORECASE)


def _is_blamed(text: str, cue: Span) -> bool:
    """Whether a cue tells whom something is put down to, and not who does so: "a bombing blamed on them killed ten"."""
    return bool(_BLAMED_ON.match(text, cue.start))


def _with_its_name(text: str, draft: Draft) -> Draft:
    """As in “the television station Al-Manar "two were killed"”: the name between publisher and quotation is theirs."""
    source, content = draft.source, draft.content
    if source is None or source.end + 1 != content.start or not _PUBLISHER.search(text, source.start, source.end):
        return draft
    name = _ITS_NAME.match(text, source.end)
    if name is None or name.end() >= content.end:
        return draft
    start = source.start if who_is(name.group(1)).kind == "named_person" else name.start(1)
    return replace(draft, source=Span(start, name.end(1)), content=replace(content, start=name.end()))


def _with_what_came_before(text: str, draft: Draft, sentence: Span, others: Sequence[Draft]) -> Draft:
    """With the clause before the speaker, where behind the cue stands only when or where, or what they did by it.

    "Rockets killed five the harbourmaster said in the second attack of the week": nobody said "in the second attack",
    nor "raising an earlier toll".
    """
    if draft.cue is None or draft.source is None or not draft.source.start < draft.cue.start < draft.content.start:
        return draft
    behind = draft.content
    goes_on = has_finite(words_of(text, behind.start, behind.end))
    if not _ROUNDS_OFF.match(text, behind.start) or (goes_on and not _MEANWHILE.match(text, behind.start)):
        return draft
    before = trimmed(text, sentence.start, draft.source.start, [])
    if before is None or _GOES_ON.search(text, before.start, draft.source.start):
        return draft
    if not has_finite(words_of(text, before.start, before.end)) and not BEFELL.search(before.of(text)):
        return draft
    taken = any(
        o is not draft and (o.cue == draft.cue or o.content.overlaps(before) or (o.cue and o.cue.overlaps(before)))
        for o in others
    )
    return draft if taken else replace(draft, content=before)


_RUNS_ON = re.compile(r"(?:,|\b(?:but|and)) (?:\w+ )*\Z")


def _not_by_the_agent(text: str, tagged: Draft, sentence: Span) -> Draft:
    """As in "The army was quoted by rebels as saying ..., but denied": the army denies, and not who is tagged."""
    source, cue = tagged.source, tagged.cue
    if source is None or cue is None or source.end > cue.start or not _RUNS_ON.search(text, source.end, cue.start):
        return tagged
    words = words_of(text, sentence.start, sentence.end)
    upto = next((i for i, word in enumerate(words) if word.start >= cue.start), len(words))
    return replace(tagged, source=not_the_agent(text, source, words, upto))


def _holds_a_verb(text: str, source: Span) -> bool:
    words = [word.lower for word in words_of(text, source.start, source.end)[1:]]
    return any(word in cue_of_form() and word not in cue_of_form()[word].nouns for word in words)


_THEN_A_VERB = re.compile(r", (?:(?:has|have|had|also|\w+ly) )*([a-z]+)")
_SET_AGAINST = re.compile(rf", (?:{any_of('set_against')}), (?:\w+ly )?", re.IGNORECASE)
_WHILE = re.compile(r"\s+(?:while|whereas|but)\s+(?:the\s+|an?\s+)?")
_COMMA_THE = re.compile(r",[”\"]?\s+(?:the\s+|an?\s+)?\Z")


def _is_denied_before(text: str, rule: Draft) -> bool:
    """As in "The raid, which the army denies, killed ten": what is denied stands before "which"."""
    if rule.grade != "denied" or rule.source is None or rule.content.end > rule.source.start:
        return False
    return bool(re.fullmatch(r",? (?:which|that) (?:the |an? )?", text[rule.content.end : rule.source.start]))


def _is_two_voices(text: str, tagged: Draft, drafts: list[Draft]) -> bool:
    """Whether what was tagged as one speaker is two by the rules, each with a verb of his own, and untied."""
    if tagged.source is None:
        return False
    inside = sorted({d.source for d in drafts if d.source and d.cue and d.source.within(tagged.source)})
    return any(a.end <= b.start and not text[a.end : b.start].strip(" ,") for a, b in pairwise(inside))


def _speaks_elsewhere(text: str, tagged: Draft, rule: Draft, drafts: list[Draft]) -> bool:
    """As in "“Yes,” Weil said, Amber Radio reported": right before each verb stands its own speaker."""
    source, cue = rule.source, rule.cue
    if tagged.source is None or source is None or cue is None:
        return False
    begins_within = not tagged.source.overlaps(source) or source.start < tagged.source.start
    if begins_within and _holds_a_verb(text, tagged.source):
        # "The government which rebels accuse of it denied it": the government does.
        return source.end <= cue.start
    if tagged.source.overlaps(source):
        # "Omar Aziz, the mayor said, denied it": the mayor is another.
        behind = _THEN_A_VERB.match(text, cue.end)
        verb = behind is not None and behind.group(1).lower() in cue_of_form() and cue.start - source.end == 1
        return verb and tagged.source.start < source.start and bool(_COMMA_THE.search(text, 0, source.start))
    theirs = [d for d in drafts if d is not rule and d.source and d.cue and d.source.overlaps(tagged.source)]
    beside = any(d.source and d.cue and 0 <= d.cue.start - d.source.end <= 1 for d in theirs)
    if not (0 <= cue.start - source.end <= 1 or _SET_AGAINST.fullmatch(text, source.end, cue.start)):
        return False
    if tagged.source.end < source.start:
        # "The union said 80,000 came; police, however, said 22,000 did": a clause of its own. Right behind another's
        # verb it needs no comma: "as the radio reported while police said".
        return any(
            d.cue
            and (
                ANOTHERS_CLAUSE.search(text, d.cue.end, source.start) or _WHILE.fullmatch(text, d.cue.end, source.start)
            )
            for d in theirs
        )
    # "Omar Aziz, the mayor said, was there": what stands between two commas is whole.
    between_commas = text[cue.end : cue.end + 1] == "," and _COMMA_THE.search(text, 0, source.start)
    return bool(between_commas) or (beside and "," in text[cue.end : tagged.source.start])


def _passes_on(tagged: Draft, quoted: Draft) -> bool:
    """Whether what was tagged is the share of whoever only quotes somebody, with what that one says."""
    return bool(
        quoted.heard_by
        and quoted.source
        and quoted.verb == "quoted as saying"
        and tagged.source
        and tagged.source.overlaps(quoted.heard_by)
        and tagged.cue
        and quoted.cue
        and tagged.cue.overlaps(quoted.cue)
    )


def _holds(whole: Draft, piece: Draft) -> bool:
    """Whether one reading of a cue holds another that is shorter."""
    same = whole.cue == piece.cue and whole.source == piece.source
    return same and piece.content.within(whole.content) and piece.content != whole.content


def _no_longer(quoted: Draft, passing: list[Draft]) -> Span:
    """What is quoted, no longer than what was tagged for whoever quotes it."""
    end = max((o.content.end for o in passing), default=0)
    return replace(quoted.content, end=end) if quoted.content.start < end < quoted.content.end else quoted.content


def _without_who_says_it(text: str, tagged: Draft, rule: Draft) -> Span:
    """What was tagged as said; where no speaker was tagged, without the one whom it has swallowed."""
    if rule.source and not rule.borrowed and _is_only(rule.source.of(text), tagged.content.of(text)):
        # "Jets struck the port, said Harbour Watch (HW)": that is who says it.
        return rule.content
    if tagged.source is not None or rule.source is None or rule.borrowed or not rule.source.within(tagged.content):
        return tagged.content
    if rule.source.start - tagged.content.start <= _SLACK:
        # "Said the Observatory which counts the dead": what is said stands elsewhere.
        behind = tagged.cue is not None and rule.source.start >= tagged.cue.end
        return rule.content if behind or tagged.content.end - rule.source.end > _SLACK else tagged.content
    ends_it = tagged.content.end - rule.source.end <= _SLACK and _is_somebody(rule.source.of(text))
    said = trimmed(text, tagged.content.start, rule.source.start, []) if ends_it else None
    told = said is not None and has_finite(words_of(text, said.start, said.end))
    return rule.content if said and not told else said or tagged.content


def _is_only(who: str, words: str) -> bool:
    """Whether words are somebody's name, or it and its initials in brackets."""
    return words == who or (words.startswith(f"{who} (") and words.find(")") == len(words) - 1)


def _is_somebody(words: str) -> bool:
    in_capitals = all(word[:1].isupper() or word.startswith(("al-", "el-")) for word in without_article(words).split())
    return in_capitals or bool(VOICES.search(words)) or row_of(who_is(words)) is not None


#: Characters that may stand between the ends of two spans that are read as one.
_SLACK = 2


def _is_anothers(tagged: Draft, here: list[Draft], drafts: list[Draft]) -> bool:
    """Whether a further piece of somebody's words stands right beside another's cue, by the rules: it is that one's.

    "Weil told AFP that ten died, and AFP said it had no other word": Weil did not say the second. "Ten deaths were
    reported by rescuers after the flood hit Kalden, AFP reported": the ten are the rescuers'.
    """
    if tagged.cue is None or not any(o is not tagged and o.cue == tagged.cue for o in here):
        return False
    beside = 0 <= tagged.content.start - tagged.cue.end <= _BESIDE
    return not beside and any(
        d.cue
        and not d.cue.overlaps(tagged.cue)
        and abs(d.content.start - tagged.content.start) <= _BESIDE
        and (
            0 <= d.content.start - d.cue.end <= _BESIDE
            or (tagged.content.end <= d.cue.start < tagged.cue.start and d.cue.start - tagged.content.end <= _BESIDE)
        )
        for d in drafts
    )


#: Characters between a cue and what follows it at once (" that ").
_BESIDE = 6


_RELYING = re.compile(r"\b(?:which|who|that) (?:relies|relied|rely|depends|draws) (?:up)?on $")


def _with_antecedent(text: str, draft: Draft, sentence: Span) -> Draft:
    """As in "voters who said": those who speak stand before "who"."""
    if draft.source is None:
        return draft
    relying = _RELYING.search(text, sentence.start, draft.source.start)
    if draft.source.of(text).lower() not in ("who", "which") and not relying:
        return draft
    # "The monitor, which relies on a network of sources, said": the network is not who said it.
    words = words_of(text, sentence.start, relying.start() if relying else draft.source.start)
    places = antecedent_before(words, len(words))
    return replace(draft, stands_for=Span(words[places[0]].start, words[places[1] - 1].end)) if places else draft


def _within_reach(text: str, content: Span, sentence: Span, quotations: tuple[Span, ...]) -> Span | None:
    """What of a tagged content the cue's sentence vouches for: its own words, and quotations that run on beyond it.

    A paraphrase that leaves its sentence is a slip of the tagger more often than not, and would put words into
    somebody's mouth.
    """
    start, end = content.start, content.end
    if start < sentence.start and not any(q.start <= start and sentence.start <= q.end + 2 for q in quotations):
        start = sentence.start
    if end > sentence.end and not any(q.start <= sentence.end + 2 and end <= q.end + 1 for q in quotations):
        end = sentence.end
    if end <= start:
        quoted = next((q for q in quotations if q.start - 1 <= content.start < q.end - 1), None)
        return replace(content, end=min(content.end, quoted.end)) if quoted else None
    return trimmed(text, start, end, []) if (start, end) != (content.start, content.end) else content


def _is_sure(text: str, draft: Draft) -> bool:
    row = cue_of_form().get(draft.verb.lower())
    speaker = draft.source.of(text).lower() if draft.source else ""
    is_sure = row is None or row.sure or answers_a_claim(text, draft) or begins_a_clause(text, draft)
    return is_sure and speaker not in _ONESELF
