"""Where the speaker stands when not right in front of the verb: behind it, shared with another, or in the middle."""

from __future__ import annotations

import re

from knowledge.attributions.clauses import BEFELL, LEADING, PRONOUNS, VOICES, Word, has_finite, is_finite, words_of
from knowledge.attributions.cues import Cue
from knowledge.attributions.drafts import Draft, content_after, past_adjuncts, trimmed
from knowledge.attributions.said_between import is_said_alone, voice_in_the_middle
from knowledge.attributions.subjects import source_after, source_before
from knowledge.model import Span
from knowledge.speakers import row_of, who_is
from knowledge.word_lists import any_of, words_in

_PARTICIPLE_CUES = words_in("participle_cues")
_NOT_RESUMED = words_in("not_resumed")
_RELATIVES = words_in("relatives") | {"that"}


_SAYS_NOTHING = re.compile(r"(?:was|were|is|are|has|have)\b|from (?:the )?[A-Z][\w.-]*(?:,? [A-Z][\w.-]*)*\W*$")


_NEVER_TO = ("add", "agree", "conclude", "find")


def fits(text: str, cue_end: int, rest: int, row: Cue, form: str) -> bool:
    """Whether what follows the verb can be its content."""
    following = text[rest : rest + 40].lstrip(" ,")
    if form.startswith(("maintain", "boast")) and not re.match(
        r"(?:that|how|there)\b|[“\"‘':]", following, re.IGNORECASE
    ):
        # "She maintains a lead", "he boasts three medals".
        return False
    if row.cue in ("announce", "report") and _SAYS_NOTHING.match(following):
        # "Weil reported from Amber", "the change announced was seen as late".
        return False
    if row.cue in _NEVER_TO and re.match(r"to (?!the effect)", following, re.IGNORECASE):
        # "The arrests added to the mystery", "both sides agreed to form a force": nobody has said anything.
        return False
    if row.takes == "that":
        return (
            bool(
                re.match(
                    r"(?:that|how|whether|why|what|if|there|about|to|the|a|at least)\b|[“\"‘':]",
                    following,
                    re.IGNORECASE,
                )
            )
            or text[rest : rest + 2].lstrip()[:1] == ":"
        )
    if following[:3].lower() == "by ":
        return False
    if row.cue == "accuse" and following.startswith("of "):
        return False
    if re.fullmatch(r"(?:it|him|her|them|this|that|so|us)\W*", following):
        # "The army denied it": whoever has claimed it stands in the sentence before.
        return row.cue == "deny" and following[:2].lower() in ("it", "th") and not following.startswith("them")
    if row.cue == "ask" and re.match(r"(?:not to be|to remain|for anonymity|to be (?:un|identified))", following):
        return False
    if row.takes == "clause" and row.grade == "said":
        return not re.match(r"(?:goodbye|hello|yes|no more)\b", following)
    return True


def resumed(text: str, content: Span, rest: int, sentence: Span, quotations: list[Span]) -> Span:
    """The content with its second half, where the speaker's words stand in the middle ("A," he said, "B")."""
    tail = re.match(r"\s*[,:;.]?\s*", text[rest : sentence.end])
    at = rest + (tail.end() if tail else 0)
    for q in quotations:
        if q.start == at and q.end > at:
            return Span(content.start, min(sentence.end, max(q.end, content.end)))
    if text[rest : rest + 1] == "," and any(c.start <= content.start < c.end for c in quotations) is False:
        following = words_of(text, at, sentence.end)
        if (
            following
            and has_finite(following)
            and not following[0].lower.endswith("ing")
            and following[0].lower not in _NOT_RESUMED
        ):
            end = trimmed(text, at, sentence.end, quotations)
            return Span(content.start, end.end) if end else content
    return content


def inverted(
    text: str, sentence: Span, words: list[Word], first: int, last: int, row: Cue, quotations: list[Span], quoted: bool
) -> tuple[Span, Span] | None:
    """As in "..., said Smith": the content stands before the verb, the speaker behind it."""
    if not row.inverts or (first == 0 and not quoted):
        return None
    previous = words[first - 1].text if first else ""
    closes = previous in (",", '"', "”", "»", "’", "'", "?", "!", "—", "–", "…")
    if last + 1 >= len(words):
        return None
    if not closes:
        return _inverted_bare(text, sentence, words, first, last, row, quotations)
    following = words[last + 1]
    if following.is_mark or (
        following.lower
        in ("that", "they", "it", "there", "at", "in", "on", "to", "as", "while", "when", "after", "during")
    ):
        return None
    places = source_after(words, last + 1)
    if places is None or places[1] - places[0] > 26:
        return None
    middle = None if quoted else voice_in_the_middle(words, first, last)
    whole = trimmed(text, sentence.start, sentence.end, quotations) if middle else None
    if middle and whole:
        return Span(words[middle[0]].start, words[middle[1] - 1].end), whole
    content = trimmed(text, sentence.start, words[first].start, quotations)
    if content and not quoted and _ends_a_headline(words, first, places, row):
        return Span(words[places[0]].start, words[places[1] - 1].end), content
    set_apart = _is_set_apart(words, first, places[1]) or is_said_alone(words, first, *places)
    if content and set_apart:
        return Span(words[places[0]].start, words[places[1] - 1].end), content
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


def _is_set_apart(words: list[Word], first: int, end: int) -> bool:
    """As in "Kim needs ten days to rest, said the source, who": one comma parts no speaker from the verb.

    Two do: in "Omar Aziz, a farmer, said the source" he may speak.
    """
    if first < _LONG_ENOUGH or words[first - 1].text != "," or any(word.is_mark for word in words[: first - 1]):
        return False
    if words[0].lower in LEADING:
        return False
    over = end >= len(words) or words[end].text in (".", "!", "?")
    return over or (words[end].text == "," and end + 1 < len(words) and words[end + 1].lower in ("who", "whose"))


#: A place or a time before a comma is shorter.
_LONG_ENOUGH = 6


def _is_told(words: list[Word], at: int) -> bool:
    """Whether "that" tells of a voice right before it: "the group that counts boats", not "the boats that sank"."""
    return at > 0 and words[at].lower == "that" and bool(VOICES.fullmatch(words[at - 1].text))


def _ends_a_headline(words: list[Word], first: int, places: tuple[int, int], row: Cue) -> bool:
    """As in "No casualties in raid, says minister": a headline has no verb, no full stop, and its voice at the end."""
    source = words[slice(*places)]
    voice = VOICES.search(source[-1].text) or any(w.text[:1].isupper() for w in source)
    return (
        row.cue == "say"
        and first > 3
        and words[first - 1].text == ","
        and places[1] == len(words)
        and len(source) <= 8
        and bool(voice)
        and not any(w.lower.endswith("day") for w in source)
    )


def _inverted_bare(
    text: str, sentence: Span, words: list[Word], first: int, last: int, row: Cue, quotations: list[Span]
) -> tuple[Span, Span] | None:
    """As in "Ten people died said the Observatory.": the comma is lost, but nothing after the verb can be said."""
    described = _known_and_described(text, sentence, words, first, last, row)
    if described:
        content = trimmed(text, sentence.start, words[first].start, quotations)
        return (described, content) if content else None
    if _ANSWERS.match(text, sentence.start):
        # "Asked who had shelled the clinic, two men wounded there said the army": that is what they said.
        return None
    behind = [w for w in words[last + 1 :]]
    if behind and behind[0].lower == "the" and _has_a_clause(words[:first]):
        # "Said the ministry which is run by rebels", "the head of the group that counts": the name is over there.
        told = (i for i, w in enumerate(behind) if w.lower == "which" or _is_told(behind, i))
        behind = behind[: next(told, len(behind))]
    while behind and behind[-1].is_mark:
        behind.pop()
    if len(behind) > 2 and behind[-2].text == "(":
        # "Said the Syrian Observatory (SOHR)".
        del behind[-2:]
    if (
        row.cue not in ("say", "add")
        or not 0 < len(behind) <= 9
        or any(w.is_mark and w.text not in "-'’." for w in behind)
    ):
        return None
    if behind[0].lower.endswith("day") or behind[0].lower in (
        "earlier",
        "later",
        "yesterday",
        "late",
        "early",
        "last",
        "today",
    ):
        return None
    voice = VOICES.search(" ".join(w.text for w in behind)) or any(w.text[:1].isupper() for w in behind)
    if (
        not voice
        or has_finite(behind)
        or behind[0].lower in ("that", "it", "there", "in", "on", "at", "to", "so", "no")
        or not (has_finite(words[:first]) or _tells_of_something(text, words[:first]))
    ):
        return None
    if any(re.search(r"(?:(?<!-bas)ed|(?<!monitor)ing|ly)$", w.lower) for w in behind) or behind[0].text[:1].isdigit():
        return None
    content = trimmed(text, sentence.start, words[first].start, quotations)
    return (Span(behind[0].start, behind[-1].end), content) if content else None


def _tells_of_something(text: str, words: list[Word]) -> bool:
    """As in "Raids killed 600 in Velmar": no name is so long, nor has it such a verb."""
    before = text[words[0].start : words[-1].end] if words else ""
    # "Two men who fled Kalden said the army": what they did is no clause of its own.
    if re.search(r"\b(?:who|whom|whose|which|that|blamed?)\b", before, re.IGNORECASE):
        return False
    return bool(len(words) > 3 and BEFELL.search(before)) or len(words) > _LONGEST_VOICE


_ANSWERS = re.compile(
    r"\W*(?:(?:When|If|On being) )?asked (?:about|who|whom|whose|which|what|whether)\b", re.IGNORECASE
)
#: No words for a speaker are longer, if nothing tells of a clause in them.
_LONGEST_VOICE = 15
#: "Said the Observatory which counts the dead", "said Omar Aziz a nurse": what only describes whoever is named.
_DESCRIBES = re.compile(
    r" (?:which|who|whose|also known|known|the (?:head|director|leader|chief)|head of|director of|an?|in an?|from|an? |"
    r"adding|citing)\b|\W*$"
)
_LONGEST_NAME = 9


def _known_and_described(text: str, sentence: Span, words: list[Word], first: int, last: int, row: Cue) -> Span | None:
    """The body of the tables that is named behind the verb and then described, where a clause stands before it.

    "A man who fled said the Observatory which counts had erred" tells of the man: no clause of its own stands there.
    """
    if row.cue not in ("say", "add") or first < 3 or last + 1 >= len(words):
        return None
    before = words[first - 1]
    if not _has_a_clause(words[:first]) or VOICES.fullmatch(before.text) or before.lower in PRONOUNS:
        return None
    start = words[last + 1].start
    for place in range(min(last + _LONGEST_NAME, len(words) - 1), last, -1):
        name = Span(start, words[place].end)
        if words[place].is_mark or not _DESCRIBES.match(text, name.end, sentence.end):
            continue
        known = row_of(who_is(name.of(text)))
        if known is not None and re.search(r"[A-Z]", name.of(text)) and not has_finite(words[last + 1 : place + 1]):
            return name
    return None


def _has_a_clause(words: list[Word]) -> bool:
    """Whether a verb of their own stands in these words: not in "A man who fled"."""
    return has_finite(words[: next((i for i, w in enumerate(words) if w.lower in _RELATIVES), len(words))])


def subject_of(words: list[Word], upto: int) -> tuple[int, int] | None:
    """The words in front of the first verb of the sentence, where they can be somebody who speaks."""
    for place in range(1, min(upto, 30)):
        if is_finite(words, place):
            found = source_before(words, place)
            return found
    return None


def participle(
    text: str,
    sentence: Span,
    quotations: list[Span],
    words: list[Word],
    first: int,
    whole: Span,
    cue: Span,
    row: Cue,
    before: list[Draft],
    adjusted: int,
) -> Draft | None:
    """As in "..., saying that": the speaker is the sentence's own, or stands right in front ("officials saying")."""
    previous = words[first - 1].text if first else ""
    content = content_after(text, adjusted, sentence, quotations)
    if content is None or len(content.of(text)) < 3:
        return None
    rest = past_adjuncts(text, adjusted, sentence.end)
    if row.takes == "that" and not fits(text, adjusted, rest, row, ""):
        return None
    if row.cue not in _PARTICIPLE_CUES:
        return None
    earlier = next((d for d in reversed(before) if d.source and d.cue and d.cue.end <= whole.start), None)
    if (
        previous in (",", "—", "–", '"', "”")
        or previous.lower() in ("and", "but")
        or (earlier and row.cue not in ("say", "claim", "argue"))
    ):
        if earlier and earlier.source:
            return Draft(earlier.source, whole, content, row.grade, cue.of(text), None, True, earlier.stands_for)
        subject = subject_of(words, first)
        if subject is None:
            return None
        return Draft(
            Span(words[subject[0]].start, words[subject[1] - 1].end),
            whole,
            content,
            row.grade,
            cue.of(text),
            None,
            True,
        )
    near = source_before(words, first)
    if near is None:
        return None
    source = Span(words[near[0]].start, words[near[1] - 1].end)
    cited = next((i for i in range(near[0] + 1, near[1]) if words[i].lower in ("cited", "cites", "citing")), None)
    if cited:
        # "The mayor cited security reasons saying": the mayor says it.
        return Draft(Span(source.start, words[cited - 1].end), whole, content, row.grade, cue.of(text))
    if re.search(
        rf"\b(?:{any_of('papers_that_speak')})s?\b",
        source.of(text),
        re.IGNORECASE,
    ):
        subject = subject_of(words, near[0])
        if subject:
            source = Span(words[subject[0]].start, words[subject[1] - 1].end)
    elif not VOICES.search(source.of(text)):
        return None
    return Draft(source, whole, content, row.grade, cue.of(text))


def not_the_agent(text: str, source: Span, words: list[Word], upto: int) -> Span:
    """As in "The mayor was told by police that ten died, but denied": the mayor denies, and not who told him."""
    subject = subject_of(words, upto) if text[: source.start].endswith(" by ") else None
    if subject is None or words[subject[1] - 1].end > source.start:
        return source
    name = Span(words[subject[0]].start, words[subject[1] - 1].end)
    named = text[name.start].isupper() and not re.match(r"(?:The|A|An|This|That)\b", name.of(text))
    return name if named or VOICES.search(name.of(text)) or row_of(who_is(name.of(text))) else source
