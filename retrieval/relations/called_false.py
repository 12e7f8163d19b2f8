"""Who denies a thing by calling it false: "called that a lie", "said the report was untrue"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from knowledge.model import Attribution, Finding, Span
from retrieval.grammar.withheld import hedged
from retrieval.word_tables import any_of, worded


def voices_in(finding: Finding) -> tuple[Attribution, ...]:
    """The voices of a finding; whoever "called that a lie" or "said the report was untrue" denies it."""
    text = finding.article.text
    return tuple(_as_denial(voice, text, finding.statement.span) for voice in finding.statement.attributions)


def _as_denial(voice: Attribution, text: str, sentence: Span) -> Attribution:
    """The voice as one that denies, where all it says is that what was told before is false."""
    cue, said = voice.cue_span, voice.span
    if voice.grade != "said" or cue is None or said.end > sentence.end:
        return voice
    # "“That is a lie,” the army said": what is quoted stands before who says it.
    is_quoted_before = said.end <= cue.start and text[said.start] in '"“'
    if said.start < cue.end and not (is_quoted_before and _says_no_more(voice, text, sentence)):
        return voice
    calls = worded("denials", "calling").search(voice.cue)
    match = (_called_false() if calls else _said_false()).fullmatch(text, said.start, said.end)
    around = text[sentence.start : said.start] + (text[cue.end : sentence.end] if is_quoted_before else "")
    if match is None or worded("denials", "negating").search(around) or hedged(around):
        return voice
    what = Span(match.start("what"), match.end("what"))
    if is_quoted_before:
        return replace(voice, grade="denied", span=what, cue=match["false"], cue_span=Span(*match.span("false")))
    all_of_it = Span(cue.start, match.end("false"))
    return replace(voice, grade="denied", span=what, cue=all_of_it.of(text), cue_span=all_of_it)


def _says_no_more(voice: Attribution, text: str, sentence: Span) -> bool:
    """Whether nothing but when stands behind who said it: "said of a book", "in the novel" is of something else."""
    ends = [span.end for span in (voice.cue_span, voice.speaker_span) if span is not None]
    rest = worded("denials", "beside").sub(" ", text[max(ends) : sentence.end])
    return not rest.strip(' .,;\n"”')


@cache
def _called_false() -> re.Pattern[str]:
    """What is called false: "that a lie", "the report entirely fabricated", "the allegations as fabricated"."""
    return re.compile(rf"{_what()} (?:as )?{_false()}", re.IGNORECASE)


@cache
def _said_false() -> re.Pattern[str]:
    """What is said to be false: "the report was untrue", "that these claims are fabricated"."""
    return re.compile(rf"[“\"]?(?:that )?{_what()}(?: (?:is|are|was|were)|['’]s) {_false()}", re.IGNORECASE)


def _what() -> str:
    carriers = any_of("denials", "carriers")
    return rf"\s*(?P<what>it|that|this|(?:the|this|that|these|those|such|all|both)(?: the| these)? (?:{carriers}))"


def _false() -> str:
    degree = rf"(?:(?:{any_of('denials', 'degrees_of_falsehood')}) )*"
    # "Illogical and fabricated", "false and baseless".
    beside = rf"(?:(?:{any_of('denials', 'false')}|{any_of('denials', 'senseless')}) and )?"
    return rf"(?P<false>{degree}[“\"‘']?{beside}(?:{any_of('denials', 'false')})[”\"’']?)[.,]?[”\"’']?\s*"
