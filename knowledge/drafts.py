"""One sentence read for who says what: the speaker's words, the cue, the content, before anybody is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.clauses import (
    ADVERBS,
    AUXILIARIES,
    PRONOUNS,
    VOICES,
    Word,
    has_finite,
    is_finite,
    looks_like_voice,
    source_after,
    source_before,
    words_of,
)
from knowledge.cues import Cue, Grade, cue_of_form, cue_shape
from knowledge.model import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Who seems to say what in one sentence; offsets into the text of the sentence."""

    #: The words for the speaker; None when the sentence names none ("it was reported").
    source: Span | None
    cue: Span | None
    content: Span
    grade: Grade
    #: The reporting verb alone, which may be a hedge.
    verb: str = ""
    #: The words for whoever stands between report and speaker: "AFP" in "told AFP".
    heard_by: Span | None = None
    #: Whether the speaker's words were borrowed from an earlier verb of the sentence ("..., adding that").
    borrowed: bool = False
    #: The antecedent of "who": "Smith" in "Smith, who said".
    stands_for: Span | None = None


_DAY = (
    r"(?:(?:on|late|early|earlier|later|this|last|by)\s+)*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night|in\b[^,.;:“\"]{0,40}))?"
    r"|(?:yesterday|today|tonight|recently|earlier|afterward|afterwards|in\s+\d{4}|last\s+(?:week|month|year|night)|this\s+(?:week|month|year|morning)|"
    r"earlier\s+this\s+\w+|later\s+on|on\s+\w+\s+\d{1,2}|on\s+\d{1,2}\s+\w+)"
)
_VENUE = (
    r"(?:in|during|at|on|via|through|by|from|with)\s+(?:an?|the|his|her|its|their|one|another|separate|several|remarks|comments|interviews?|statements?)\b\s*"
    r"(?:[\w’'-]+\s+){0,4}?(?:statement|interview|interviews|speech|tweet|tweets|post|posts|report|letter|briefing|video|e-?mail|"
    r"conference|call|address|rally|event|forum|appearance|phone|telephone|Twitter|Facebook|Telegram|debate|"
    r"hearing|meeting|message|radio|television|remarks|comments|statements?|article|bulletin|channel|column|page|website)"
    r"(?:\s+(?:with|to|on|in|carried by|published by|published on|released by|aired by|posted on)\s+[^,.;:“\"]{1,60}?(?=\s+that\b|[,.;:“\"]|$))?"
)
_ADJUNCT = re.compile(rf"\s*,?\s+(?:{_DAY}|{_VENUE}|by (?:phone|telephone|e-?mail)|on condition of anonymity|on (?:Twitter|Facebook|Telegram))(?![\w-])", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:according\s+to|as\s+per|in\s+the\s+words\s+of|as\s+reported\s+by|as\s+stated\s+by|as\s+confirmed\s+by|reported\s+by|as\s+told\s+by|says\s+a\s+source\s+in)\s+(?=\w)", re.IGNORECASE)
_CITING = re.compile(r"(?<=[,;] )(?:citing|quoting|cited by)\s+(?=\w)|(?<= )(?:citing|quoting)\s+(?=\w)", re.IGNORECASE)
_AS_SAYING = re.compile(r"\b(?:quoted|quotes|quoting|cited|cites|citing)\s+(?P<who>[^,;:.“\"]{2,120}?)\s*,?\s+as\s+(?:saying|telling|claiming|reporting|confirming|stating|declaring|adding|denying)\b", re.IGNORECASE)
_WAS_QUOTED = re.compile(r"\b(?:was|were|is|are|been)\s+quoted\s+(?:by\s+(?P<by>[^,;:.“\"]{2,60}?)\s+)?(?:as\s+)?(?:saying|telling)\b(?:\s+by\s+(?P<by2>[^,;:.“\"]{2,60}?)(?=\s+that\b|\s+on\b|[,.;]))?", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|had been|be|being)\s+(?:\w+ly\s+|also\s+|widely\s+)*(?P<verb>reported|said|believed|thought|alleged|claimed|rumou?red|estimated|understood|suspected|feared|presumed|confirmed|announced|denied|told|accused|blamed)\b",
    re.IGNORECASE,
)
_REPORT_OF = re.compile(r"\b(?P<verb>reports?|claims?|allegations?|rumou?rs)\s+(?:has|have|had)?\s*(?:emerged|surfaced|circulated|came in|said|suggest(?:ed)?|that)\b", re.IGNORECASE)
_BE = frozenset("is are was were be been being 's ’s".split())
_HEADLINE_TAIL = re.compile(r"(?:\s*:\s+|\s+[–—-]+\s+)(?P<who>[^:–—.!?]{2,60})$")
_HEADLINE_LEAD = re.compile(r"^(?P<who>[^:.!?,;“\"]{2,70}):\s+(?=\S)")
_TRIM_LEFT = re.compile(r"[\s,;:–—-]+")
_CLAUSE_CUT = re.compile(r"(?:,|;)?\s+(?:and|while|but|whereas|as|though|although)\s*$|[,;]\s*$", re.IGNORECASE)
_NEGATIVES = frozenset(("not", "n't", "never", "didn't", "don't", "doesn't", "hasn't", "haven't", "wouldn't", "won't", "can't", "couldn't"))


def read_sentence(text: str, sentence: Span, quotations: tuple[Span, ...]) -> list[Draft]:
    """Everybody who seems to say something in one sentence, in reading order.

    `quotations` are those of the whole text; nobody is looked for inside them.
    """
    inside = [q for q in quotations if q.overlaps(sentence)]
    drafts: list[Draft] = []
    taken: list[Span] = []
    for reader in (_quoted_as_saying, _according_to, _passives):
        for draft in reader(text, sentence, inside):
            if draft.cue and not any(draft.cue.overlaps(span) for span in taken):
                drafts.append(draft)
                taken.append(draft.cue)
                if draft.source:
                    taken.append(draft.source)
    words = words_of(text, sentence.start, sentence.end)
    for match in cue_shape().finditer(text, sentence.start, sentence.end):
        cue = Span(match.start(), match.end())
        if any(cue.overlaps(span) for span in taken) or any(cue.within(q) for q in inside):
            continue
        found = _verb(text, sentence, inside, words, cue, cue_of_form()[match.group().lower()], drafts)
        if found:
            drafts.append(found)
            taken += [s for s in (found.cue, found.source) if s and not found.borrowed]
    drafts.sort(key=lambda d: d.cue.start if d.cue else d.content.start)
    return _untangled(text, drafts)


# --- phrases ------------------------------------------------------------------------------------------------------


def _according_to(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    found: list[Draft] = []
    for shape in (_ACCORDING, _CITING):
        for match in shape.finditer(text, sentence.start, sentence.end):
            cue = Span(match.start(), match.start() + len(match.group().rstrip()))
            if any(cue.within(q) for q in quotations):
                continue
            if found and match.start() - found[-1].cue.end < 3 if found and found[-1].cue else False:
                continue
            source = _name_after(text, match.end(), sentence.end)
            if source is None:
                continue
            leading = not text[sentence.start : match.start()].strip(" ,-–—•*\"“")
            if leading or _says_nothing(text[sentence.start : match.start()]):
                content = trimmed(text, source.end, sentence.end, quotations)
            else:
                content = trimmed(text, sentence.start, match.start(), quotations)
                rest = trimmed(text, source.end, sentence.end, quotations)
                if rest and not leading and text[source.end : source.end + 1] == "," and len(rest.of(text).split()) > 4:
                    content = Span(content.start, rest.end) if content else rest
            if content:
                found.append(Draft(source, cue, content, "said", text[cue.start : cue.end]))
    return found


def _says_nothing(words: str) -> bool:
    """Whether the words before "according to" are only a time or a place ("In Homs, according to ...")."""
    if len(words.split()) > 6 or not words.rstrip().endswith(",") or re.match(r"\s*At least", words):
        return False
    leads = re.match(r"\s*(?:In|On|At|But|And|Meanwhile|However|During|Yet|By|So|Since)\b", words)
    return bool(leads) and not has_finite(words_of(words, 0, len(words)))


def _name_after(text: str, start: int, end: int) -> Span | None:
    words = words_of(text, start, end)
    stop = 0
    while stop < len(words):
        word = words[stop]
        if word.is_mark and word.text not in ("’", "'", "-", ".", "&", "/", "(", ")", "@"):
            break
        if word.text == "." and stop + 1 == len(words):
            break
        if stop and (
            word.lower in ("that", "which", "who", "whose", "during", "while", "but", "after", "when", "as", "where", "because", "though", "although", "since", "until", "it", "he", "she", "they", "we", "and")
            or is_finite(words, stop)
        ):
            if word.lower == "and" and stop + 1 < len(words) and looks_like_voice(words[stop + 1 : stop + 3]) and not has_finite(words[stop + 1 : stop + 6]):
                stop += 1
                continue
            if is_finite(words, stop) and stop > 1:
                # "According to the ministry 40 people died": the name ends where the count or the article stands.
                for back in range(1, stop):
                    if words[back].lower in ("the", "a", "an", "at", "more", "over", "nearly", "about", "some", "there", "no", "its", "his") or words[back].text.isdigit():
                        stop = back
                        break
            break
        if stop and word.lower in ("at", "more", "over", "nearly") and stop + 1 < len(words) and (words[stop + 1].lower in ("least", "than") or words[stop + 1].text.isdigit()):
            break
        stop += 1
    if stop == 0 or stop > 24:
        return None
    if stop < len(words) and words[stop].text == ",":
        piece_end = stop + 1
        while piece_end < len(words) and not words[piece_end].is_mark:
            piece_end += 1
        piece = words[stop + 1 : piece_end]
        closes = piece_end < len(words) and words[piece_end].text in (",", ".")
        if piece and closes and len(piece) <= 12 and (not has_finite(piece) or piece[0].lower in ("who", "which")) and piece[0].lower in ("a", "an", "the", "who", "which", "head", "director", "chief", "president", "spokesman", "based", "whose"):
            stop = piece_end
    if not looks_like_voice(words[:stop]) and not words[0].text[:1].isupper():
        return None
    return Span(words[0].start, words[stop - 1].end)


def _quoted_as_saying(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    found: list[Draft] = []
    for match in _AS_SAYING.finditer(text, sentence.start, sentence.end):
        if any(match.start() >= q.start and match.end() <= q.end for q in quotations):
            continue
        words = words_of(text, sentence.start, match.start())
        begin = len(words)
        while begin > 0 and words[begin - 1].lower in AUXILIARIES | ADVERBS:
            begin -= 1
        reporter = source_before(words, begin)
        content = _content_after(text, match.end(), sentence, quotations)
        if content is None:
            content = trimmed(text, sentence.start, words[reporter[0]].start if reporter else match.start(), quotations)
        if content:
            heard_by = Span(words[reporter[0]].start, words[reporter[1] - 1].end) if reporter else None
            source = Span(match.start("who"), match.end("who"))
            found.append(Draft(source, Span(match.start(), match.end()), content, "said", "quoted as saying", heard_by))
    for match in _WAS_QUOTED.finditer(text, sentence.start, sentence.end):
        if any(match.start() >= q.start and match.end() <= q.end for q in quotations):
            continue
        words = words_of(text, sentence.start, match.start())
        who = source_before(words, len(words))
        content = _content_after(text, match.end(), sentence, quotations)
        if who and content is None:
            content = trimmed(text, sentence.start, words[who[0]].start, quotations)
        if who and content:
            by = "by" if match.group("by") else "by2" if match.group("by2") else None
            heard_by = Span(match.start(by), match.end(by)) if by else None
            found.append(Draft(Span(words[who[0]].start, words[who[1] - 1].end), Span(match.start(), match.end()), content, "said", "quoted as saying", heard_by))
    return found


def _passives(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    found: list[Draft] = []
    for match in _PASSIVE.finditer(text, sentence.start, sentence.end):
        if any(match.start() >= q.start and match.end() <= q.end for q in quotations):
            continue
        verb = match["verb"].lower()
        after = text[match.end() : sentence.end]
        grade = cue_of_form()[verb].grade if verb in cue_of_form() else "claimed"
        by = re.match(r"\s+(?:\w+\s+){0,3}?by\s+", after)
        source = _name_after(text, match.end() + by.end(), sentence.end) if by else None
        before = text[sentence.start : match.start()]
        impersonal = bool(re.search(r"(?:^|[\s,])(?:it|there)\s*$", before, re.IGNORECASE))
        clause = re.match(r"\s+(?:\w+\s+){0,3}?that\s+", after)
        if verb in ("told", "accused", "blamed"):
            if source is None:
                continue
        elif verb in ("confirmed", "announced", "denied", "understood", "feared") and source is None and not impersonal:
            continue
        elif verb in ("reported", "said", "believed", "thought", "alleged", "claimed", "estimated", "suspected", "presumed") and source is None:
            if not (impersonal or re.match(r"\s+(?:to|dead|killed|missing|wounded|injured|at|in|on|from|as)\b|\s*[,.]|\s*$", after)):
                continue
            if verb == "said" and not (impersonal or re.match(r"\s+to\b", after)):
                continue
        if impersonal and clause:
            content = trimmed(text, match.end() + clause.start(), sentence.end, quotations)
        elif source and clause:
            content = trimmed(text, source.end, sentence.end, quotations)
        elif source and source.end >= sentence.end - 2:
            content = trimmed(text, sentence.start, match.start(), quotations)
        else:
            content = trimmed(text, sentence.start, sentence.end, quotations)
        if content:
            found.append(Draft(source, Span(match.start(), match.end()), content, grade, match["verb"]))
    return found


# --- verbs --------------------------------------------------------------------------------------------------------


def _verb(text: str, sentence: Span, quotations: list[Span], words: list[Word], cue: Span, row: Cue, before: list[Draft]) -> Draft | None:
    at = next((i for i, w in enumerate(words) if w.end > cue.start), None)
    if at is None or words[at].start > cue.start:
        return None
    first = at
    while first > 0 and (words[first - 1].lower in AUXILIARIES or words[first - 1].lower in ADVERBS or (words[first - 1].lower.endswith("ly") and words[first - 1].text.islower())):
        first -= 1
    last = next((i for i in range(at, len(words)) if words[i].end >= cue.end), at)
    form = cue.of(text).lower()
    group = {w.lower for w in words[first:at]}
    if group & _BE and not form.endswith("ing"):
        if row.grade != "unverified":
            return None
    if row.grade not in ("denied", "unverified") and group & _NEGATIVES:
        return None
    previous = words[first - 1] if first else None
    if previous and previous.lower in ("to", "as", "of", "for", "without", "from", "by", "in", "on", "about", "the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "any", "no", "such", "some", "more", "new", "many", "several", "with", "between", "against") :
        if not (previous.lower == "as" and row.inverts) and previous.text not in ("This", "It"):
            return None
    whole = Span(words[first].start, cue.end)
    if row.takes == "voice":
        return None
    if form in row.nouns and not _is_verb(words, first, last):
        return None
    if row.takes == "quote" and not _quote_beside(text, whole, quotations):
        return None
    adjusted, heard_by = cue.end, None
    if row.takes == "person":
        heard_by, adjusted = _hearer(text, words, last + 1, sentence)
        if heard_by is None:
            return None
    rest = _past_adjuncts(text, adjusted, sentence.end)
    leftover = text[rest : sentence.end]
    ends = not leftover.strip(" .,;!?…\"”’'»)") or bool(re.match(r"\s*[.!?]", leftover)) and leftover.strip() in (".", "!", "?", ".”", ".\"")
    participle = form.split()[0].endswith("ing")

    quote_before = any(q.end <= whole.start and not re.search(r"[^\W_]{30}", text[q.end : whole.start]) and q.start >= sentence.start - 2 for q in quotations)
    inverted = _inverted(text, sentence, words, first, last, row, quotations, quote_before)
    if inverted:
        source, content = inverted
        rest = _past_adjuncts(text, source.end, sentence.end)
        content = _resumed(text, content, rest, sentence, quotations)
        return Draft(source, whole, content, row.grade, cue.of(text))

    if participle and not group & AUXILIARIES:
        return _participle(text, sentence, quotations, words, first, whole, cue, row, before, adjusted)
    places = source_before(words, first)
    borrowed = False
    stands_for: Span | None = None
    if places is None:
        # "He left and said ...": the verb shares its subject with the one before.
        if previous and previous.lower in ("and", "but", "then") and not ends:
            earlier = next((d for d in reversed(before) if d.source and d.cue and d.cue.end <= whole.start), None)
            subject = _subject(words, first)
            if earlier and earlier.source:
                source = earlier.source
            elif subject:
                source = Span(words[subject[0]].start, words[subject[1] - 1].end)
            else:
                return None
            borrowed = True
        elif previous is None and ends is False and row.takes == "clause" and False:
            return None
        else:
            return None
    else:
        source = Span(words[places[0]].start, words[places[1] - 1].end)
        if words[places[0]].lower in ("who", "which") and places[1] - places[0] == 1:
            antecedent = source_before(words, places[0])
            if antecedent is None:
                return None
            stands_for = Span(words[antecedent[0]].start, words[antecedent[1] - 1].end)
    left = trimmed(text, sentence.start, source.start, quotations)
    left_is_content = bool(left) and not borrowed and _is_content(text, left, quotations) if left else False
    gap = text[left.end : source.start] if left else ""
    if left and left_is_content and (ends or _trails(text, rest, sentence, quotations, quote_before and bool(re.fullmatch(r"\W*", gap)))):
        if re.search(r"(?:that|because|while|when|if|and|but)\s*$", text[sentence.start : source.start]) and not ends:
            left_is_content = False
        else:
            content = _resumed(text, left, rest, sentence, quotations)
            return Draft(source, whole, content, row.grade, cue.of(text), heard_by, False, stands_for)
    if ends:
        return None
    found = _content_after(text, adjusted, sentence, quotations)
    if found is None or not _fits(text, adjusted, rest, row, form):
        return None
    return Draft(source, whole, found, row.grade, cue.of(text), heard_by, borrowed, stands_for)


def _is_verb(words: list[Word], first: int, last: int) -> bool:
    """Whether a form that is as often a noun stands as a verb: a voice before it, a clause behind it."""
    if first == 0:
        return False
    previous = words[first - 1]
    following = words[last + 1] if last + 1 < len(words) else None
    if following is None or following.lower in ("of", "from", "in", "on", "by", "and", "were", "are", "is", "was", "for", "with", "about", "or", "at", "as", "to", "into", "against", "say", "said", "who"):
        return bool(following and following.lower == "to" and False)
    if following.is_mark and following.text not in ("“", '"', ":", "‘", "'", "$"):
        return False
    voice = previous.lower in PRONOUNS or previous.text[:1].isupper() or bool(VOICES.fullmatch(previous.text)) or words[first].lower in AUXILIARIES or words[first].lower == "also" or previous.text in (",", ")")
    clause = following.lower == "that" or has_finite(words[last + 1 : last + 25]) or following.text in ("“", '"', ":", "‘") or following.lower in ("at", "the", "a", "an") or following.text[:1].isdigit() or following.text[:1].isupper()
    return voice and clause


def _quote_beside(text: str, cue: Span, quotations: list[Span]) -> bool:
    return any(0 <= q.start - cue.end <= 25 or 0 <= cue.start - q.end <= 60 for q in quotations)


def _hearer(text: str, words: list[Word], start: int, sentence: Span) -> tuple[Span | None, int]:
    """Whom somebody told: the words for the hearer, and where they end."""
    end = start
    while end < len(words):
        word = words[end]
        if word.is_mark and word.text not in ("’", "'", "-", "&", "/"):
            break
        if end > start and (word.lower in ("that", "about", "to", "how", "what", "he", "she", "they", "it", "there", "on", "in", "by", "via", "of", "at", "during", "late", "early", "why", "when", "yesterday") or word.lower.endswith("day") or is_finite(words, end)):
            break
        if end > start and word.text[:1].isdigit():
            break
        if end > start and word.lower in ("the", "his", "her", "their", "a", "an", "more", "nearly", "over", "some", "no", "all", "its", "these", "those", "this"):
            break
        if end == start + 1 and words[start].lower in ("him", "her", "them", "us", "me", "reporters", "journalists", "you", "afp", "reuters", "ap", "cnn", "sana", "rt", "tass", "dpa", "efe"):
            break
        end += 1
    if end == start or end - start > 9:
        return None, 0
    return Span(words[start].start, words[end - 1].end), words[end - 1].end


def _past_adjuncts(text: str, start: int, end: int) -> int:
    for _ in range(3):
        match = _ADJUNCT.match(text, start, end)
        if match is None:
            break
        start = match.end()
    return start


def _content_after(text: str, start: int, sentence: Span, quotations: list[Span]) -> Span | None:
    return trimmed(text, _past_adjuncts(text, start, sentence.end), sentence.end, quotations)


def _fits(text: str, cue_end: int, rest: int, row: Cue, form: str) -> bool:
    """Whether what follows the verb can be its content."""
    following = text[rest : rest + 40].lstrip(" ,")
    if row.takes == "that":
        return bool(re.match(r"(?:that|how|whether|why|what|if|there|about|to|the|a|at least)\b|[“\"‘':]", following, re.IGNORECASE)) or text[rest : rest + 2].lstrip()[:1] == ":"
    if following[:3].lower() == "by ":
        return False
    if row.takes == "clause" and row.grade == "said":
        return not re.match(r"(?:goodbye|hello|yes|no more)\b", following)
    return True


def _is_content(text: str, span: Span, quotations: list[Span]) -> bool:
    """Whether the words before the speaker are said by them, not only a time, a place or a connective."""
    if any(q.within(Span(span.start - 2, span.end + 2)) and q.end - q.start > 12 for q in quotations):
        return True
    return has_finite(words_of(text, span.start, span.end)) or (len(span.of(text).split()) > 7 and not re.match(r"(?:In|On|At|After|During|Since|With|As|While|When|Following|Before|Despite|By)\b", span.of(text)))


def _trails(text: str, rest: int, sentence: Span, quotations: list[Span], quoted: bool) -> bool:
    """Whether what follows the verb only rounds off the sentence, so that the content stands in front."""
    leftover = text[rest : sentence.end].strip()
    if quoted:
        return not re.match(r"that\b", leftover)
    if re.match(r"[,;–—-]", leftover):
        return True
    return False


def _resumed(text: str, content: Span, rest: int, sentence: Span, quotations: list[Span]) -> Span:
    """The content with its second half, where the speaker's words stand in the middle ("A," he said, "B")."""
    tail = re.match(r"\s*[,:;.]?\s*", text[rest : sentence.end])
    at = rest + (tail.end() if tail else 0)
    for q in quotations:
        if q.start == at and q.end > at:
            return Span(content.start, min(sentence.end, max(q.end, content.end)))
    if text[rest : rest + 1] == "," and any(c.start <= content.start < c.end for c in quotations) is False:
        following = words_of(text, at, sentence.end)
        if following and has_finite(following) and not following[0].lower.endswith("ing") and following[0].lower not in ("who", "which", "but", "while", "as", "and", "though", "although", "in", "according", "after", "when"):
            end = trimmed(text, at, sentence.end, quotations)
            return Span(content.start, end.end) if end else content
    return content


def _inverted(text: str, sentence: Span, words: list[Word], first: int, last: int, row: Cue, quotations: list[Span], quoted: bool) -> tuple[Span, Span] | None:
    """ "..., said Smith": the content stands before the verb, the speaker behind it."""
    if not row.inverts or first == 0 and not quoted:
        return None
    previous = words[first - 1].text if first else ""
    closes = previous in (",", '"', "”", "»", "’", "'", "?", "!", "—", "–", "…")
    if not closes or last + 1 >= len(words):
        return None
    following = words[last + 1]
    if following.is_mark or following.lower in ("that", "he", "she", "they", "it", "there", "at", "in", "on", "to") and following.lower not in ("he", "she"):
        return None
    places = source_after(words, last + 1)
    if places is None or places[1] - places[0] > 26:
        return None
    content = trimmed(text, sentence.start, words[first].start, quotations)
    if content is None or not (quoted or has_finite(words[:first])):
        return None
    if not quoted:
        subject = source_before(words, first)
        if subject and not has_finite(words[subject[0] : first]):
            return None
        behind = words[places[1]] if places[1] < len(words) else None
        if behind is not None and not behind.is_mark and is_finite(words, places[1]):
            return None
    else:
        behind = words[places[1]] if places[1] < len(words) else None
        if behind is not None and is_finite(words, places[1]) and following.lower not in ("he", "she"):
            return None
    return Span(words[places[0]].start, words[places[1] - 1].end), content


def _subject(words: list[Word], upto: int) -> tuple[int, int] | None:
    """The words in front of the first verb of the sentence, where they can be somebody who speaks."""
    for place in range(1, min(upto, 30)):
        if is_finite(words, place):
            found = source_before(words, place)
            return found
    return None


def _participle(text: str, sentence: Span, quotations: list[Span], words: list[Word], first: int, whole: Span, cue: Span, row: Cue, before: list[Draft], adjusted: int) -> Draft | None:
    """ "..., saying that": the speaker is the sentence's own, or the words right in front ("a statement saying")."""
    previous = words[first - 1].text if first else ""
    content = _content_after(text, adjusted, sentence, quotations)
    if content is None or len(content.of(text)) < 3:
        return None
    rest = _past_adjuncts(text, adjusted, sentence.end)
    if row.takes == "that" and not _fits(text, adjusted, rest, row, ""):
        return None
    if row.cue not in ("say", "add", "claim", "argue", "note", "warn", "stress", "insist", "announce", "report", "accuse", "deny", "point out", "explain", "state", "suggest", "assert", "tell", "call", "declare", "confirm", "urge", "allege", "indicate", "believe", "write", "admit", "acknowledge"):
        return None
    earlier = next((d for d in reversed(before) if d.source and d.cue and d.cue.end <= whole.start), None)
    if previous in (",", "—", "–", '"', "”") or previous.lower() in ("and", "but"):
        if earlier and earlier.source:
            return Draft(earlier.source, whole, content, row.grade, cue.of(text), None, True, earlier.stands_for)
        subject = _subject(words, first)
        if subject is None:
            return None
        return Draft(Span(words[subject[0]].start, words[subject[1] - 1].end), whole, content, row.grade, cue.of(text), None, True)
    near = source_before(words, first)
    if near is None:
        return None
    source = Span(words[near[0]].start, words[near[1] - 1].end)
    if re.search(r"\b(?:statement|tweet|letter|post|message|speech|video|report|interview|briefing|conference|e-?mail)s?\b", source.of(text), re.IGNORECASE):
        subject = _subject(words, near[0])
        if subject:
            source = Span(words[subject[0]].start, words[subject[1] - 1].end)
    elif not VOICES.search(source.of(text)):
        return None
    return Draft(source, whole, content, row.grade, cue.of(text))


# --- the edges ----------------------------------------------------------------------------------------------------


def trimmed(text: str, start: int, end: int, quotations: list[Span]) -> Span | None:
    """The words between two offsets without the blanks and the stops around them; None when none are left."""
    while start < end and (text[start].isspace() or text[start] in ",;:–—-•*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    if any(q.start == end for q in quotations):
        return None if end <= start else Span(start, end)
    return Span(start, end) if end > start and re.search(r"\w", text[start:end]) else None


def _untangled(text: str, drafts: list[Draft]) -> list[Draft]:
    """Contents cut where the next speaker takes over ("X said A, while Y said B"); nested ones are left nested."""
    done: list[Draft] = []
    for i, draft in enumerate(drafts):
        content = draft.content
        for later in drafts[i + 1 :]:
            if later.cue is None or later.cue.start <= content.start or later.cue.start >= content.end:
                continue
            starts = later.cue.start if later.borrowed or later.source is None else min(later.source.start, later.cue.start)
            if starts <= content.start:
                continue
            if later.content.start < starts and later.content.start <= content.start:
                continue
            cut = _CLAUSE_CUT.search(text, content.start, starts)
            before = text[content.start : starts]
            match = re.search(r"(?:[,;]\s*(?:and|while|but|whereas|though|although)?|\s(?:and|while|but|whereas))\s*$", before)
            if match and cut and (later.borrowed or re.search(r"[,;]|while|whereas|but", match.group())) and match.start() > 0:
                content = Span(content.start, content.start + match.start())
                break
        content_text = content.of(text)
        content = Span(content.start, content.start + len(content_text.rstrip(" ,;")))
        done.append(replace(draft, content=content) if content.end > content.start else draft)
    return done


def read_headline(text: str, sentence: Span) -> tuple[Span, Span] | None:
    """Speaker and content of a headline that prints them around a colon or a dash; the speaker first.

    "Over 100 strikes hit desert: Reports" and "SANA: Two shells fall". Whether those words are a voice at all is for
    the caller to look up.
    """
    words = sentence.of(text)
    tail = _HEADLINE_TAIL.search(words)
    if tail and tail.start() > 8:
        at = sentence.start + tail.start("who")
        return Span(at, at + len(tail["who"].rstrip())), Span(sentence.start, sentence.start + len(words[: tail.start()].rstrip()))
    lead = _HEADLINE_LEAD.match(words)
    if lead:
        return Span(sentence.start, sentence.start + len(lead["who"].rstrip())), Span(sentence.start + lead.end(), sentence.end)
    return None
