"""Who is quoted by somebody else: "SANA quoted a source as saying", "Weil was quoted by AFP as saying"."""

from __future__ import annotations

import re

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, VOICES, words_of
from knowledge.attributions.cues import grade_of
from knowledge.attributions.drafts import Draft, content_after, trimmed
from knowledge.attributions.run_together import in_the_open
from knowledge.attributions.subjects import source_before
from knowledge.model import Span
from knowledge.word_lists import any_of

#: "Omar Aziz, a nurse, as saying": what only describes whoever is quoted.
_DESCRIBED = (
    r"\s*,\s+(?!(?:and|but|or|while|that)\b)(?:(?!\b(?:was|were|is|are|quoted|cited|said|says)\b)[^,;:“\"]){2,80}"
)
_AS_SAYING = re.compile(
    r"\b(?:quoted|quotes|quoting|cited|cites|citing)\s+(?!by\b)(?P<who>[^,;:.“\"]{2,120}?)"
    rf"(?:{_DESCRIBED}){{0,2}}\s*,?\s+as\s+(?:saying|"
    r"telling|claiming|reporting|confirming|stating|declaring|adding|denying)\b",
    re.IGNORECASE,
)
#: "Cited the ministry saying": without the "as" whoever is cited must be a voice ("cited his illness saying").
_SAYING = re.compile(
    rf"\b(?:quoted|cited)\s+(?!by\b|as\b)(?P<who>[^,;:.“\"]{{2,80}}?)\s+(?:as\s+)?(?:{any_of('quoted_as')})\b",
    re.IGNORECASE,
)
_WAS_QUOTED = re.compile(
    r"(?:\b(?:was|were|is|are|been)\s+|(?<=,\s))(?:quoted|cited)\s+(?:by\s+(?P<by>[^,;:.“\"]{2,60}?)\s+)?(?:as\s+)?"
    r"(?P<how>saying|telling|denying|claiming)\b(?:\s+by\s+(?P<by2>[^,;:.“\"]{2,60}?)(?=\s+that\b|\s+on\b|[,.;]))?",
    re.IGNORECASE,
)
#: "Quoted a source on Monday as saying": the day is no part of the source.
_WHEN = r"(?:\w+day|yesterday|today|tonight)"


def read_quoted_as_saying(text: str, sentence: Span, quotations: list[Span]) -> list[Draft]:
    """Sources named by "X quoted Y as saying" and "Y was quoted by X as saying"."""
    found: list[Draft] = []
    said = {match.start(): match for match in _SAYING.finditer(text, sentence.start, sentence.end)}
    said = {at: match for at, match in said.items() if _is_cited(match["who"])}
    said |= {match.start(): match for match in _AS_SAYING.finditer(text, sentence.start, sentence.end)}
    for _, match in sorted(said.items()):
        if any(match.start() >= q.start and match.end() <= q.end for q in quotations):
            continue
        words = words_of(text, sentence.start, match.start())
        begin = len(words)
        while begin > 0 and words[begin - 1].lower in AUXILIARIES | ADVERBS:
            begin -= 1
        reporter = source_before(words, begin)
        heard_by = Span(words[reporter[0]].start, words[reporter[1] - 1].end) if reporter else None
        content = content_after(text, match.end(), sentence, quotations)
        if content is None and heard_by is not None:
            # "Ten died in Amber the Harbour News agency cited the ministry as saying": a comma is lost.
            heard_by = Span(heard_by.end - len(in_the_open(heard_by.of(text))), heard_by.end)
        if content is None:
            content = trimmed(text, sentence.start, heard_by.start if heard_by else match.start(), quotations)
        if content:
            cited = re.sub(rf"\s+(?:(?:on|late|early|last)\s+)*{_WHEN}$", "", match["who"], flags=re.IGNORECASE)
            source = Span(match.start("who"), match.start("who") + len(cited))
            if heard_by and re.match(r"(?:its|their|his|her) (?:own )?(?:report|correspond)\w+$", cited):
                # An agency that quotes its own reporter says it itself.
                source, heard_by = heard_by, None
            cue = Span(match.start(), match.end())
            grade = grade_of(match.group().split()[-1])
            found.append(Draft(source, cue, content, grade, "quoted as saying", heard_by))
    for match in _WAS_QUOTED.finditer(text, sentence.start, sentence.end):
        if any(match.start() >= q.start and match.end() <= q.end for q in quotations):
            continue
        words = words_of(text, sentence.start, match.start())
        who = source_before(words, len(words))
        goes_on = re.match(r",\s+(?:but|and|while|though|although)\b", text[match.end() : sentence.end])
        content = None if goes_on else content_after(text, match.end(), sentence, quotations)
        if content and text[: match.start()].endswith(", "):
            # "The ministry, quoted by rebels as saying ten died, denied it": the words quoted end with the aside.
            comma = text.find(",", content.start, content.end)
            content = trimmed(text, content.start, comma if comma > 0 else content.end, quotations)
        if who and content is None:
            content = trimmed(text, sentence.start, words[who[0]].start, quotations)
        if who and content:
            by = "by" if match.group("by") else "by2" if match.group("by2") else None
            heard_by = Span(match.start(by), match.end(by)) if by else None
            found.append(
                Draft(
                    Span(words[who[0]].start, words[who[1] - 1].end),
                    Span(match.start(), match.end()),
                    content,
                    grade_of(match["how"]),
                    "quoted as saying",
                    heard_by,
                )
            )
    return found


def _is_cited(who: str) -> bool:
    """Whether the words are somebody whom one can cite, and not a reason ("the attack on Amber", "Friday")."""
    if re.match(r"(?:his|her|its|their|my|our|security|safety)\b", who, re.IGNORECASE) or re.search(r"\d", who):
        return False
    head = re.split(r" (?:in|of|from|at|near|on|with|who|which|close)\b", who)[0].split()[-1]
    return bool(VOICES.fullmatch(head)) or (head[:1].isupper() and not head.endswith("day"))
