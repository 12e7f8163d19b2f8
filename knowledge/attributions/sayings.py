"""One sentence read for who says what, with the contents of its speakers held apart."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import (
    ADVERBS,
    AUXILIARIES,
    VOICES,
    antecedent_before,
    has_finite,
    is_no_voice,
    name_at_the_end,
    source_before,
    words_of,
)
from knowledge.attributions.cues import CLAIMS, cue_before_a_colon, cue_of_form, cue_shape
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.phrases import read_according_to, read_passives, read_quoted_as_saying
from knowledge.attributions.verbs import read_verb
from knowledge.model import Span
from knowledge.speakers import row_of, who_is
from knowledge.speakers.voices import without_article

_CLAUSE_CUT = re.compile(r"(?:,|;)?\s+(?:and|while|but|whereas|as|though|although)\s*$|[,;]\s*$", re.IGNORECASE)

#: Participles that name the source of somebody's report.
_CITING = ("citing", "quoting")

#: Whoever speaks so is quoted already.
_ONESELF = frozenset(("i", "we", "you"))

#: A stretch with more reporting verbs than this is no sentence of a report; reading on would only cost time.
MOST_CUES = 24


def read_sentence(text: str, sentence: Span, quotations: tuple[Span, ...]) -> list[Draft]:
    """Everybody who seems to say something in one sentence, in reading order.

    `quotations` are those of the whole text; nobody is looked for inside them.
    """
    inside = [q for q in quotations if q.overlaps(sentence)]
    drafts: list[Draft] = []
    taken: list[Span] = []
    for reader in (read_quoted_as_saying, read_according_to, read_passives):
        for draft in reader(text, sentence, inside):
            if draft.cue and not any(draft.cue.overlaps(span) for span in taken):
                drafts.append(draft)
                taken.append(draft.cue)
                if draft.source:
                    taken.append(draft.source)
    words = words_of(text, sentence.start, sentence.end)
    for number, match in enumerate(cue_shape().finditer(text, sentence.start, sentence.end)):
        if number >= MOST_CUES:
            break
        cue = Span(match.start(), match.end())
        if any(cue.overlaps(span) for span in taken) or any(cue.within(q) for q in inside):
            continue
        found = read_verb(text, sentence, inside, words, cue, cue_of_form()[match.group().lower()], drafts)
        found = _by_a_voice(text, found) if found else None
        if found:
            drafts.append(found)
            taken += [s for s in (found.cue, found.source) if s and not found.borrowed]
    drafts.sort(key=lambda d: d.cue.start if d.cue else d.content.start)
    return _untangled(text, _cited(text, sentence, drafts, inside))


def _by_a_voice(text: str, draft: Draft) -> Draft | None:
    """The draft, unless its speaker is a piece of a headline; then whoever stands at the end of it, if anybody.

    "Casualties reported after raid" is nobody's word; "No dead at site of raids Omar Aziz says killed 600" is his.
    """
    if draft.source is None or draft.stands_for or draft.borrowed:
        return draft
    words = words_of(text, draft.source.start, draft.source.end)
    if not is_no_voice(words):
        return draft
    begin = name_at_the_end(words)
    return replace(draft, source=Span(words[begin].start, draft.source.end)) if begin else None


_ASKED_FOR = (
    r"(?:inquiry|inquiries|enquiry|enquiries|investigations?|probes?|review|hearing|explanation|answers|clarification)"
)
#: "An inquiry into reports that ten men died": whoever wants it does not say that they did.
_ASKED_ABOUT = re.compile(
    rf"\b{_ASKED_FOR}\s+(?:into|of|over|about|on|after|following)\s+(?P<who>(?:[\w’'.-]+\s+){{0,4}}?{CLAIMS})\s+(?P<what>that\b)",
    re.IGNORECASE,
)


def without_what_is_asked(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, where whoever calls for an inquiry into reports is not said to report the same."""
    done: list[Draft] = []
    for draft in drafts:
        if _is_a_measure(text, draft):
            continue
        # "Said that an inquiry into reports that ..." asks too, but it is not what the verb tells.
        asked = _ASKED_ABOUT.search(text, draft.content.start, draft.content.end) if draft.grade == "wanted" else None
        if asked is None:
            done.append(draft)
            continue
        source = Span(asked.start("who"), asked.end("who"))
        done.append(replace(draft, content=Span(draft.content.start, source.end)))
        whose = words_of(text, source.start, source.end)[:-1]
        if whose and VOICES.fullmatch(whose[-1].text):
            # "Army claims" are the army's.
            source = Span(source.start, whose[-1].end)
        done.append(Draft(source, None, Span(asked.start("what"), draft.content.end), "claimed"))
    return done


def read_introduction(text: str, sentence: Span) -> Draft | None:
    """Who is introduced by a sentence that ends with a colon ("Omar Aziz echoed:"): the next paragraph quotes him.

    The content is empty: it is not in this sentence.
    """
    found = cue_before_a_colon(sentence.of(text))
    if found is None:
        return None
    cue = Span(sentence.start + found.start(), sentence.start + found.end())
    words = words_of(text, sentence.start, cue.start)
    while words and words[-1].lower in AUXILIARIES | ADVERBS:
        words.pop()
    places = source_before(words, len(words))
    if places is None:
        return None
    source = Span(words[places[0]].start, words[places[1] - 1].end)
    row = cue_of_form().get(found.group().lower())
    return Draft(source, cue, Span(sentence.end, sentence.end), row.grade if row else "said", found.group())


#: "Reported 15 deaths citing": short, and yet what was reported.
_COUNTS = re.compile(r"\d[\d,.]* (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z-]{3,}")


def _cited(text: str, sentence: Span, drafts: list[Draft], quotations: list[Span]) -> list[Draft]:
    """As in "SANA, citing a source, said ten died": both are said to say that ten died."""
    done = list(drafts)
    for i, draft in enumerate(drafts):
        if draft.verb.lower() not in _CITING or draft.cue is None or draft.source is None:
            continue
        others = [j for j, d in enumerate(drafts) if j != i and d.source and d.verb.lower() not in _CITING]
        if not others:
            continue
        other = min(
            others, key=lambda j: abs((drafts[j].cue or drafts[j].content).start - draft.cue.start if draft.cue else 0)
        )
        content = drafts[other].content
        if content.start <= draft.cue.start < content.end:
            # The citation stands within: what is said stands before it, or else behind it.
            before = trimmed(text, content.start, draft.cue.start, quotations)
            after = trimmed(text, draft.source.end, content.end, quotations)
            told = before and (len(before.of(text)) > 12 or _COUNTS.search(before.of(text)))
            content = before if before and told else after or content
        done[other] = replace(done[other], content=content)
        done[i] = replace(draft, content=content)
    return done


def _untangled(text: str, drafts: list[Draft]) -> list[Draft]:
    """Contents cut where the next speaker takes over ("X said A, while Y said B"); nested ones are left nested."""
    done: list[Draft] = []
    for i, draft in enumerate(drafts):
        content = draft.content
        for later in drafts[i + 1 :]:
            if later.cue is None or later.cue.start <= content.start or later.cue.start >= content.end:
                continue
            starts = (
                later.cue.start if later.borrowed or later.source is None else min(later.source.start, later.cue.start)
            )
            if starts <= content.start:
                continue
            if later.content.start < starts and later.content.start <= content.start:
                continue
            cut = _CLAUSE_CUT.search(text, content.start, starts)
            before = text[content.start : starts]
            match = re.search(
                r"(?:[,;]\s*(?:and|while|but|whereas|though|although)?|\s(?:and|while|but|whereas))\s*$", before
            )
            if (
                match
                and cut
                and (later.borrowed or re.search(r"[,;]|while|whereas|but", match.group()))
                and before[: match.start()].strip() not in ("", "that")
            ):
                content = Span(content.start, content.start + match.start())
                break
        content_text = content.of(text)
        content = Span(content.start, content.start + len(content_text.rstrip(" ,;")))
        done.append(replace(draft, content=content) if content.end > content.start else draft)
    return done


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
        return drafts
    here = [
        replace(other, content=content)
        for other in tagged
        if other.cue is not None
        and other.cue.within(sentence)
        and (content := _within_reach(text, other.content, sentence, quotations))
    ]
    # "Reuters, citing two officials, reported": the rules know who told whom, the tagger sees two speakers.
    citing = [d for d in drafts if d.verb.lower() in _CITING and d.cue]
    here = [o for o in here if not any(o.cue and d.cue and o.cue.overlaps(d.cue) for d in citing)]
    # "SANA quoted a source as saying": the agency has it from the source, and says nothing else.
    passing = [(o, d) for o in here for d in drafts if _passes_on(o, d)]
    here = [o for o in here if not any(o is one for one, _ in passing)]
    drafts = [replace(d, content=_no_longer(d, [o for o, quoted in passing if quoted is d])) for d in drafts]
    here = [o for o in here if not _is_anothers(o, here, drafts)]
    matched: dict[int, Draft] = {}
    done: list[Draft] = []
    for other in here:
        rule = next((d for d in drafts if d.cue and other.cue and d.cue.overlaps(other.cue)), None)
        if rule is None:
            done.append(_with_antecedent(text, other, sentence))
            continue
        matched[id(rule)] = rule
        source = other.source if other.source and (other.source.overlaps(sentence) or not rule.source) else rule.source
        if source and rule.source and any(d.heard_by and source.within(d.heard_by) for d in drafts if d is not rule):
            # "The army was quoted by Harbour Post as saying ... but denied": the paper denies nothing.
            source = rule.source
        content = _without_who_says_it(text, other, rule)
        done.append(replace(rule, source=source, cue=other.cue, content=content, grade=other.grade))
    done = [d for d in done if not any(_holds(other, d) for other in done)]
    done += [rule for rule in drafts if id(rule) not in matched and _is_sure(text, rule)]
    done = [
        _with_antecedent(text, d, sentence) if d.stands_for is None else d for d in done if not _is_a_measure(text, d)
    ]
    done.sort(key=lambda d: d.cue.start if d.cue else d.content.start)
    return _cited(text, sentence, done, list(quotations)) if citing else done


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


def _is_somebody(words: str) -> bool:
    in_capitals = all(word[:1].isupper() or word.startswith(("al-", "el-")) for word in without_article(words).split())
    return in_capitals or bool(VOICES.search(words)) or row_of(who_is(words)) is not None


#: Characters that may stand between the ends of two spans that are read as one.
_SLACK = 2


def _is_anothers(tagged: Draft, here: list[Draft], drafts: list[Draft]) -> bool:
    """Whether a further piece of somebody's words stands right behind another's cue, by the rules: it is that one's.

    "Weil told AFP that ten died, and AFP said it had no other word": Weil did not say the second.
    """
    if tagged.cue is None or not any(o is not tagged and o.cue == tagged.cue for o in here):
        return False
    beside = 0 <= tagged.content.start - tagged.cue.end <= _BESIDE
    return not beside and any(
        d.cue
        and not d.cue.overlaps(tagged.cue)
        and abs(d.content.start - tagged.content.start) <= _BESIDE
        and 0 <= d.content.start - d.cue.end <= _BESIDE
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
        quoted = any(content.start >= q.start - 1 and content.end <= q.end + 1 for q in quotations)
        return content if quoted else None
    return trimmed(text, start, end, []) if (start, end) != (content.start, content.end) else content


def _is_a_measure(text: str, draft: Draft) -> bool:
    """As in "according to their type and size": what things are told apart by speaks to nobody."""
    words = draft.source.of(text) if draft.source and draft.verb.lower() == "according to" else ""
    return bool(re.match(r"(?:their|its|his|her) [a-z]", words)) and not VOICES.search(words)


def _is_sure(text: str, draft: Draft) -> bool:
    row = cue_of_form().get(draft.verb.lower())
    speaker = draft.source.of(text).lower() if draft.source else ""
    return (row is None or row.sure) and speaker not in _ONESELF
