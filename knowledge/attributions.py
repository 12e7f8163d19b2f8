"""Who is said to have said what: speaker, cue, content and hedges, read from a report's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.cues import ARMS_LENGTH, hedges_in
from knowledge.drafts import Draft, read_headline, read_sentence, trimmed
from knowledge.model import Attribution, Kind, Span, Speaker
from knowledge.quotations import read_quotations
from knowledge.sentences import split
from knowledge.speakers import fold, outlet_of, who_is
from knowledge.voices import is_pronoun, without_article

_PERSONS: frozenset[Kind] = frozenset(("named_person", "named_official", "eyewitness", "unnamed", "unnamed_partisan"))
_HE_SHE = frozenset(("he", "she", "his", "her"))
_OUR_OWN = frozenset(("i", "we", "you", "this", "that", "these", "those", "one"))
_DESCRIPTION = re.compile(r"^(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)$", re.IGNORECASE)
_HEADLINE_VOICE = re.compile(
    r"^(?:(?:[\w’'.-]+ ){0,4}(?:reports?|sources?|officials?|monitors?|monitoring group|activists?|ministry|minister|police|army|military|media|"
    r"study|survey|poll|witness(?:es)?|spokes(?:man|woman|person)|president|envoy|agency|NGOs?|statement|watchdog|observatory|UN|"
    r"experts?|analysts?|diplomats?|medics|doctors|residents|rebels|commander|state TV|TV|pentagon|kremlin))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Heard:
    """A speaker who was named, for the pronouns that come after."""

    speaker: Speaker
    words: str
    span: Span
    paragraph: int
    #: Whether the words named one person, an office-holder or a nameless individual, and not a body.
    person: bool


def read_attributions(text: str, *, outlet: str = "") -> tuple[Attribution, ...]:
    """Who is said to have said what in one part of an article, in reading order.

    Offsets are into `text`. A pronoun is given the speaker it can only mean, or else the name "". Words with no
    speaker in them are not here: the outlet says those itself, see `outlet_voice`.

    >>> words = "According to pro-opposition sources, over 100 airstrikes hit the desert."
    >>> [(a.speaker.name, a.speaker.kind, a.span.of(words)) for a in read_attributions(words)]
    [('pro-opposition sources', 'unnamed_partisan', 'over 100 airstrikes hit the desert')]
    """
    quotations = read_quotations(text)
    sentences = split(text)
    heard: list[_Heard] = []
    found: list[Attribution] = []
    paragraph = 0
    last_end = 0
    previous: list[Attribution] = []
    waiting: Span | None = None
    for place, sentence in enumerate(sentences):
        if "\n" in text[last_end : sentence.start]:
            paragraph += 1
            previous, waiting = [], None
        last_end = sentence.end
        here = _sentence(text, sentence, quotations, heard, paragraph, outlet, place)
        quotation = _wholly_quoted(text, sentence, quotations)
        if not here and quotation:
            if previous:
                here = [_carried(previous[-1], quotation)]
            else:
                waiting = quotation
                continue
        if waiting and here:
            # The quotation came first; whoever speaks in the next sentence of the paragraph is its speaker.
            if here[0].span.start > sentence.start or any(q.start == here[0].span.start for q in quotations):
                found.append(_carried(here[0], waiting))
            waiting = None
        found.extend(here)
        previous = here if any(_quotes(a, quotations) for a in here) else []
    return tuple(sorted(found, key=lambda a: (a.span.start, a.span.end)))


def outlet_voice(span: Span, outlet: str) -> Attribution:
    """What the outlet says itself, with no source: its own voice.

    >>> outlet_voice(Span(0, 5), "SouthFront").speaker.kind
    'outlet_itself'
    """
    row = outlet_of(outlet)
    speaker = Speaker(row.outlet if row else outlet, "outlet_itself", row.side if row else None, row.documented_at if row else None)
    return Attribution(speaker, "", (), span)


# --- one sentence -------------------------------------------------------------------------------------------------


def _sentence(text: str, sentence: Span, quotations: tuple[Span, ...], heard: list[_Heard], paragraph: int, outlet: str, place: int) -> list[Attribution]:
    drafts = read_sentence(text, sentence, quotations)
    found: list[Attribution] = []
    made: list[tuple[Draft, Attribution]] = []
    for draft in drafts:
        speaker = _speaker(text, draft, heard, paragraph)
        if speaker is None:
            continue
        via = _via(text, draft, outlet)
        for outer, attribution in made:
            inside = draft.content.within(outer.content) and draft.content != outer.content and (draft.cue is None or draft.cue.within(outer.content))
            # "SOHR told AFP that sources in Homs said": the reader has it from AFP, who has it from SOHR.
            if inside and attribution.speaker.name and attribution.speaker != speaker:
                via = (*attribution.via, attribution.speaker.name, *via)
                break
            # "SANA reported, citing a military source": the same words, one hop further.
            if draft.content == outer.content and draft.verb.lower() in ("citing", "quoting") and attribution.speaker != speaker:
                via = (*attribution.via, attribution.speaker.name)
        attribution = Attribution(
            speaker,
            draft.cue.of(text) if draft.cue else "",
            _hedges(text, draft),
            draft.content,
            draft.source,
            draft.cue,
            tuple(dict.fromkeys(name for name in via if name and name != speaker.name)),
        )
        made.append((draft, attribution))
        found.append(attribution)
        named = draft.stands_for or draft.source
        if named and not draft.borrowed:
            _remember(heard, speaker, named.of(text), named, paragraph)
    if not found:
        headline = _headline(text, sentence, place)
        if headline:
            found.append(headline)
    if not found:
        found.extend(_hedged_only(text, sentence, quotations))
    return found


def _speaker(text: str, draft: Draft, heard: list[_Heard], paragraph: int) -> Speaker | None:
    if draft.source is None:
        return Speaker("", "unnamed")
    words = (draft.stands_for or draft.source).of(text).strip(" ,")
    plain = words.lower()
    if is_pronoun(words) and words not in ("US", "WHO", "IS"):
        return _meant(plain, heard, paragraph)
    described = _described(words, heard, paragraph)
    if described:
        return described
    speaker = who_is(words)
    return _known_by_surname(words, speaker, heard)


def _meant(pronoun: str, heard: list[_Heard], paragraph: int) -> Speaker:
    """Whom a pronoun means: the last named speaker of the paragraph, or the only one of the paragraph before."""
    if pronoun in _OUR_OWN:
        return Speaker("", "unnamed")
    person = pronoun in _HE_SHE
    wanted = [h for h in heard if (h.person or not person) and (not h.person or pronoun not in ("it", "its"))]
    here = [h for h in wanted if h.paragraph == paragraph]
    if here:
        return here[-1].speaker
    if pronoun in ("it", "its", "they", "their"):
        return Speaker("", "unnamed")
    before = {h.speaker for h in wanted if paragraph - 2 <= h.paragraph < paragraph}
    return before.pop() if len(before) == 1 else Speaker("", "unnamed")


def _described(words: str, heard: list[_Heard], paragraph: int) -> Speaker | None:
    """Whom "the source", "the ministry" or "the group" means: the only one heard so far who was called that."""
    match = _DESCRIPTION.match(words)
    if match is None or re.search(r"[A-Z]", words[1:]):
        return None
    noun = match["noun"].lower().rstrip("s")
    fits = {h.speaker for h in heard if paragraph - h.paragraph <= 6 and re.search(rf"\b{re.escape(noun)}s?\b", h.words.lower()) and fold(h.words) != fold(words)}
    return fits.pop() if len(fits) == 1 else None


def _known_by_surname(words: str, speaker: Speaker, heard: list[_Heard]) -> Speaker:
    """ "Smith said" after "Gen. John Smith said" is the same man."""
    if speaker.kind != "named_person" or speaker.documented_at:
        return speaker
    surname = re.sub(r"^(?:Mr|Mrs|Ms|Dr)\.?\s+", "", words).strip()
    if " " in surname or not surname:
        return speaker
    fits = {h.speaker for h in heard if re.search(rf"\b{re.escape(surname)}\b", h.words) and h.words != words}
    return fits.pop() if len(fits) == 1 else speaker


def _remember(heard: list[_Heard], speaker: Speaker, words: str, span: Span, paragraph: int) -> None:
    if not speaker.name or is_pronoun(words):
        return
    person = speaker.kind in ("named_person", "eyewitness") or bool(
        re.search(
            r"\b(?:[Ss]pokes(?:man|woman|person)|source|official|activist|resident|witness|director|minister|Minister|President|president|head|chief|"
            r"Gen|General|Col|Colonel|Adm|doctor|Dr|Mr|Mrs|Ms|envoy|ambassador|Ambassador|secretary|Secretary|mayor|governor|commander|leader|"
            r"analyst|expert|lawyer|Sen|Rep|Gov|medic|diplomat|officer|professor)\b",
            words,
        )
    )
    if not person and speaker.kind in ("party", "named_official", "monitor", "un") and re.fullmatch(r"(?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’-]+", words):
        # "Rami Abdel Rahman" is a man, though he speaks for the Observatory.
        person = fold(words) != fold(speaker.name) and not re.search(r"\b(?:Army|Ministry|Forces|Command|Observatory|Network|Center|Centre|Office|Union|States|Council|Nations|State|Watch|Department|Agency|Coalition|Group|League|House)\b", words)
    heard.append(_Heard(speaker, words, span, paragraph, person))


def _via(text: str, draft: Draft, outlet: str) -> tuple[str, ...]:
    if draft.heard_by is None:
        return ()
    words = without_article(draft.heard_by.of(text).strip(" ,"))
    if is_pronoun(words):
        return ()
    row = outlet_of(words)
    if row is not None:
        return () if row.outlet == outlet else (row.outlet,)
    speaker = who_is(words)
    if draft.verb == "quoted as saying" or speaker.kind in ("news_agency", "state_media"):
        return (speaker.name,)
    return ()


def _hedges(text: str, draft: Draft) -> tuple[str, ...]:
    own = (draft.verb,) if draft.grade in ARMS_LENGTH and draft.verb else ()
    return tuple(dict.fromkeys((*own, *(h for h in hedges_in(draft.content.of(text)) if not own or own[0] not in h))))


def _headline(text: str, sentence: Span, place: int) -> Attribution | None:
    """A headline's colon: only where the words beside it are a voice, since "Syria: five dead" is a place."""
    words = sentence.of(text)
    if words.rstrip()[-1:] in ".!?" and place > 0 or len(words) > 220:
        return None
    parts = read_headline(text, sentence)
    if parts is None:
        return None
    source, content = parts
    name = source.of(text).strip()
    trailing = source.start > content.start
    speaker = who_is(name)
    known = speaker.name != name or speaker.documented_at is not None
    from knowledge.speakers import row_of

    known = known or row_of(speaker) is not None or outlet_of(name) is not None
    if not (known or _HEADLINE_VOICE.match(name)):
        return None
    if not trailing and speaker.kind == "party" and re.fullmatch(r"[A-Z][a-z]+", name) and name not in ("Pentagon", "Kremlin", "Hamas", "Hezbollah", "Taliban", "Assad", "Putin", "Lavrov", "Erdogan"):
        return None
    if not trailing and place > 0 and not known:
        return None
    return Attribution(speaker, ":", hedges_in(content.of(text)), content, source, _mark(text, source, content))


def _mark(text: str, source: Span, content: Span) -> Span | None:
    between = Span(min(source.end, content.end), max(source.start, content.start))
    at = re.search(r"[:–—-]+", between.of(text))
    return Span(between.start + at.start(), between.start + at.end()) if at else None


def _hedged_only(text: str, sentence: Span, quotations: tuple[Span, ...]) -> list[Attribution]:
    """ "Rebels reportedly left": somebody says so, and the report does not say who."""
    match = re.search(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", sentence.of(text), re.IGNORECASE)
    if match is None:
        return []
    cue = Span(sentence.start + match.start(), sentence.start + match.end())
    if any(cue.within(q) for q in quotations):
        return []
    content = trimmed(text, sentence.start, sentence.end, list(quotations))
    if content is None:
        return []
    return [Attribution(Speaker("", "unnamed"), cue.of(text), hedges_in(sentence.of(text)), content, None, cue)]


# --- quotations that run on ---------------------------------------------------------------------------------------


def _wholly_quoted(text: str, sentence: Span, quotations: tuple[Span, ...]) -> Span | None:
    """The sentence, when all of it stands between quotation marks."""
    for q in quotations:
        if q.start <= sentence.start and sentence.end <= q.end + 1 and q.end - q.start > 12:
            return Span(max(q.start, sentence.start), min(q.end, sentence.end))
    return None


def _quotes(attribution: Attribution, quotations: tuple[Span, ...]) -> bool:
    return any(q.overlaps(attribution.span) and q.end - q.start > 12 for q in quotations)


def _carried(attribution: Attribution, span: Span) -> Attribution:
    return Attribution(attribution.speaker, attribution.cue, attribution.hedges, span, attribution.speaker_span, attribution.cue_span, attribution.via)
