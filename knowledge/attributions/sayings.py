"""One sentence read for who says what, with the contents of its speakers held apart."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, VOICES, is_no_voice, name_at_the_end, words_of
from knowledge.attributions.cues import CLAIMS, cue_before_a_colon, cue_of_form, cue_shape
from knowledge.attributions.drafts import Draft, content_after, trimmed
from knowledge.attributions.phrases import read_according_to, read_passives
from knowledge.attributions.quoted import read_quoted_as_saying
from knowledge.attributions.subjects import source_before
from knowledge.attributions.verbs import read_verb
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.word_lists import any_of

_CLAUSE_CUT = re.compile(r"(?:,|;)?\s+(?:and|while|but|whereas|as|though|although)\s*$|[,;]\s*$", re.IGNORECASE)

#: Participles that name the source of somebody's report.
CITING = ("citing", "quoting")

#: A stretch with more reporting verbs than this is no sentence of a report; reading on would only cost time.
MOST_CUES = 24
_ONES_OWN = re.compile(r"(?:its|their|his|her)\b", re.IGNORECASE)


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
        ends_a_name = text[cue.end - 5 : cue.end] == " Said" and _IS_A_NAME.search(text, sentence.start, cue.end)
        if ends_a_name and _IN_SMALL.search(text, sentence.start, cue.start):
            continue
        found = read_verb(text, sentence, inside, words, cue, cue_of_form()[match.group().lower()], drafts)
        found = _by_a_voice(text, found) if found else None
        if found:
            drafts.append(found)
            taken += [s for s in (found.cue, found.source) if s and not found.borrowed]
    drafts.sort(key=lambda d: d.cue.start if d.cue else d.content.start)
    return untangled(text, cited(text, sentence, drafts, inside))


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


#: "Looting in Port Said", in a sentence that is no headline in capitals.
_IS_A_NAME = re.compile(r"\b[A-Z][a-z]+ Said\Z")
_IN_SMALL = re.compile(r"\b[a-z]{5,}\b")
#: "An inquiry into reports that ten men died": whoever wants it does not say that they did.
_ASKED_ABOUT = re.compile(
    rf"\b(?:{any_of('inquiries')})\s+(?:into|of|over|about|on|after|following)\s+(?P<who>(?:[\w’'.-]+\s+){{0,4}}?{CLAIMS})\s+(?P<what>that\b)",
    re.IGNORECASE,
)


def without_what_is_asked(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, where whoever calls for an inquiry into reports is not said to report the same."""
    done: list[Draft] = []
    for draft in drafts:
        if is_a_measure(text, draft):
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


#: "The army is looking into reports that ten men died": it has not said that they did.
_EXAMINED = re.compile(
    rf"\b(?:{any_of('examining')})\s+(?:(?:{any_of('before_reports')})\s+){{0,2}}"
    rf"(?P<who>{CLAIMS})\s+(?P<what>that\b)",
    re.IGNORECASE,
)


def with_what_is_examined(text: str, drafts: list[Draft], sentence: Span, quotations: tuple[Span, ...]) -> list[Draft]:
    """The drafts, where whoever looks into reports is not said to report the same: the reports alone do."""
    found = _EXAMINED.search(text, sentence.start, sentence.end)
    if found is None or any(found.start() in range(q.start, q.end) for q in quotations):
        return drafts
    looking = Span(found.start(), found.end("who"))
    content = trimmed(text, found.start("what"), sentence.end, list(quotations))
    others = [d for d in drafts if d.cue is None or not d.cue.overlaps(looking)]
    behind = [d for d in others if content and d.source and d.content.start >= content.start]
    if content is None or behind or any(d.content.end in range(looking.end, content.end - 1) for d in others):
        # "... reports that ten died, the mayor said that day, and": whose the rest is, is not known.
        return others if content else drafts
    return [*others, Draft(Span(*found.span("who")), None, content, "claimed")]


#: "Contradicting what the police had said": what that was is not told; "“Ten died,” is what the army said" tells it.
_WHAT = re.compile(r"(?<!\bis )(?<!\bwas )(?<!['’]s )\b(?:what|whatever)\s*\Z", re.IGNORECASE)
#: "Twelve died, more than the ministry had reported": the ministry has reported another number.
_THAN = re.compile(
    r"(?<!rather )(?<!other )\b(?:than|as (?:few|great|high|large|little|low|many|much) as)\s*\Z", re.IGNORECASE
)
_A_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(sorted(NUMBER_WORDS))})\b", re.IGNORECASE)
#: "Contrary to what the army said, ten died": the army has said that they did not. "Instead of a raid the army said, it
#: was a rocket" sets its word against nothing.
_IN_SPITE_OF = re.compile(
    rf"\b(?:(?:{any_of('in_spite_of')})\b[^,;:.“”\"]*?\b(?:what\b|whatever\b|{CLAIMS})[^,;:.“”\"]*"
    r"|no matter what|whatever)\s*\Z",
    re.IGNORECASE,
)
#: "Despite the army's claim": what is set against is the claim itself.
_IN_SPITE_OF_ITS_CLAIM = re.compile(
    rf"\b(?:{any_of('in_spite_of')})\s+(?:(?:the|an?|its|his|her|their)\s+)?(?:(?!(?:the|an?)\b)[\w-]+\s+)?\Z",
    re.IGNORECASE,
)
_A_CLAIM = re.compile(CLAIMS, re.IGNORECASE)
#: "To provide help for residents warning that": whom something is for does not speak; a spokesman for them does.
_FOR_SOMEBODY = re.compile(r"\b(?P<word>[\w-]+)\s+(?:for|against)\s+(?:the\s+|its\s+|their\s+)?[a-z-]+\s\Z")


#: "In what the army called an accident": the name stands behind the verb.
_CALLED = re.compile(rf"\b(?:{any_of('calling_it')})(?:s|es|ed|led)?\b", re.IGNORECASE)


def without_what_is_untold(text: str, drafts: list[Draft], sentence: Span, quotations: tuple[Span, ...]) -> list[Draft]:
    """The drafts, where nobody is given the words before "what he said", nor those of whoever something is for."""
    done: list[Draft] = []
    for draft in drafts:
        if not _is_untold(text, draft):
            done += [] if _is_for_somebody(text, draft) else [_up_to_the_comma(text, draft)]
        elif draft.cue and _CALLED.search(draft.cue.of(text)):
            content = content_after(text, draft.cue.end, sentence, list(quotations))
            done += [replace(draft, content=content)] if content else []
    return done


def _is_untold(text: str, draft: Draft) -> bool:
    if draft.source is None or draft.cue is None:
        return False
    who = draft.source.of(text)
    first = min(draft.source.start, draft.cue.start)
    if draft.content.end <= first:
        # "Killed more than 1400 people Human Rights Watch said": a comma is lost, and nothing is set beside another.
        than = None if _A_NUMBER.search(who) else _THAN.search(text, draft.content.start, first)
        return than is not None or _WHAT.search(text, draft.content.start, first) is not None
    if draft.cue.end <= draft.content.start < draft.content.end <= draft.source.start:
        # "Despite reports that ten had died, the army said": the reports are not the army's; its "claiming" would be.
        return not draft.cue.of(text).lower().endswith("ing") and _is_against(text, draft)
    last = max(draft.source.end, draft.cue.end)
    behind_a_comma = draft.content.start >= last and "," in text[last : draft.content.start]
    return behind_a_comma and (_is_against(text, draft) or who.lower().startswith("whatever "))


def _is_against(text: str, draft: Draft) -> bool:
    """Whether a speaker stands in a phrase of what is told against them: "contrary to claims by the army"."""
    if draft.source is None or draft.cue is None:
        return False
    first = min(draft.source.start, draft.cue.start)
    near = max(0, first - 60), first
    is_a_claim = _A_CLAIM.fullmatch(draft.cue.of(text)) is not None
    return _IN_SPITE_OF.search(text, *near) is not None or (
        is_a_claim and _IN_SPITE_OF_ITS_CLAIM.search(text, *near) is not None
    )


def _up_to_the_comma(text: str, draft: Draft) -> Draft:
    """As in "Contrary to the army's claim that nobody was hurt, ten died": the army has claimed nothing of ten."""
    comma = text.find(",", draft.content.start, draft.content.end)
    if comma < 0 or draft.cue is None or draft.content.start < draft.cue.end or not _is_against(text, draft):
        return draft
    return replace(draft, content=replace(draft.content, end=comma))


def _is_for_somebody(text: str, draft: Draft) -> bool:
    """Whether a participle with no comma before it stands behind somebody whom the verb before it is for."""
    if draft.source is None or draft.cue is None or not draft.cue.of(text).lower().endswith("ing"):
        return False
    beside = text[draft.source.end : draft.cue.start] == " "
    found = _FOR_SOMEBODY.search(text, max(0, draft.source.start - 40), draft.cue.start) if beside else None
    return found is not None and VOICES.fullmatch(found["word"]) is None


def read_introduction(text: str, sentence: Span) -> Draft | None:
    """Who is introduced by a sentence that ends with a colon ("Omar Aziz echoed:"): the next paragraph quotes him.

    The content is empty: it is not in this sentence.
    """
    if named := _ACCORDING_TO.fullmatch(sentence.of(text).rstrip()):
        cue, source = (Span(sentence.start + named.start(of), sentence.start + named.end(of)) for of in ("cue", "who"))
        is_somebody = named["who"][:1].isupper() or VOICES.search(named["who"])
        return Draft(source, cue, Span(sentence.end, sentence.end), "said", named["cue"]) if is_somebody else None
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


_ACCORDING_TO = re.compile(r"(?P<cue>According to) (?P<who>[^,;:.“”\"]{2,60}):")
#: "Reported 15 deaths citing": short, and yet what was reported.
_COUNTS = re.compile(r"\d[\d,.]* (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z-]{3,}")


def cited(text: str, sentence: Span, drafts: list[Draft], quotations: list[Span]) -> list[Draft]:
    """As in "SANA, citing a source, said ten died": both are said to say that ten died."""
    done = list(drafts)
    for i, draft in enumerate(drafts):
        if draft.verb.lower() not in CITING or draft.cue is None or draft.source is None:
            continue
        others = [j for j, d in enumerate(drafts) if j != i and d.source and d.verb.lower() not in CITING]
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


def without_ones_own(text: str, drafts: list[Draft]) -> list[Draft]:
    """As in "SOHR, citing its network of sources": a voice's own sources are the voice."""
    return [d for d in drafts if not (d.verb.lower() in CITING and d.source and _ONES_OWN.match(d.source.of(text)))]


def untangled(text: str, drafts: list[Draft]) -> list[Draft]:
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


def is_a_measure(text: str, draft: Draft) -> bool:
    """As in "according to their type and size": what things are told apart by speaks to nobody."""
    words = draft.source.of(text) if draft.source and draft.verb.lower() == "according to" else ""
    return bool(re.match(r"(?:their|its|his|her) [a-z]", words)) and not VOICES.search(words)
