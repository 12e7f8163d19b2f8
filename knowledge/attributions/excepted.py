"""Whom a sentence names as not having said it: "Neither side denied", "it was not the army that said"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import VOICES
from knowledge.attributions.drafts import Draft
from knowledge.model import Span

_NOBODY = re.compile(
    r"(?:nobody|no[ -]one|none|neither|nor|few|not (?:one|all|a single|every\w*|many)|not (?:the|an?)|"
    r"no(?! ?\d| one'| longer\b)(?= [a-z]))\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|nor)\s+(?:(?:did|do|does|had|has|have|will|would|could|can)\s+)?(?:the\s+|an?\s+)?\Z",
    re.IGNORECASE,
)
#: "None other than the king", "no less than the king", "nobody but the king", "no aide and the king": the king does.
_BUT_ONE = re.compile(
    r"(?:(?:none|no[ -]one|nobody|no \w+) (?:other than|but|except(?: for)?)|no (?:less|fewer) than|"
    r"no (?:\w+ ){1,3}and(?= the )|not (?:[\w’'-]+ ){1,4}but) (?=\w)",
    re.IGNORECASE,
)
_ONE = r"(?P<{}>(?:(?:the|an?|its|his|her|their)\s+)?[\w’'-]+(?:\s+[\w’'-]+){{0,3}})"
#: "It was not the army that denied", "it was rebels, not the army, who said"; who speaks stands right behind "it was".
_IT_WAS = re.compile(
    r"\bit\s+(?:was|is|were)(?P<nt>n['’]t)?\s+(?P<not>(?:not|never|hardly|scarcely)\s+(?!(?:just|only|merely|simply)\b))?"
    rf"(?:not\s+(?:just|only|merely|simply)\s+)?{_ONE.format('who')}"
    rf"(?:,?\s+but\s+{_ONE.format('instead')}|,?\s+(?:and\s+)?not\s+{_ONE.format('others')})?,?\s+(?:that|who|which)\s+"
    r"(?:(?:also|first|later|now|has|had|have|then|[a-z]+ly)\s+)*\Z",
    re.IGNORECASE,
)
#: "It was no one in the army who denied it".
_IT_WAS_NOBODY = re.compile(
    r"\bit\s+(?:was|is|were)\s+(?=(?:neither|no|nobody|none)\b)(?:(?!\b(?:that|who|which)\b)[^,;:“\"]){2,70}"
    r"\s+(?:that|who|which)\s+\Z",
    re.IGNORECASE,
)
#: What ties a noun to more than its article and its adjectives, or makes a clause of it.
_NO_PLAIN_NAME = re.compile(
    r"\b(?:that|who|whom|whose|which|when|whether|if|as|and|or|but|not|to|by|on|in|at|for|from|with|too|so|is|was|it)\b|"
    r"\b[a-z]+(?:ed|wn)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their)\s", re.IGNORECASE)

_SET_APART = re.compile(
    r",? (?:and |but )?not (?=the |an? |his |her |its |their |[A-Z])|, (?:as )?(?:quoted|cited) by |, according to "
)


def without_whoever_did_not(text: str, drafts: list[Draft], sentence: Span) -> list[Draft]:
    """The drafts of one sentence, without those of nobody, or of whoever is said not to have spoken."""
    done: list[Draft] = []
    for draft in drafts:
        if draft.source is not None and (one := _BUT_ONE.match(text, draft.source.start, draft.source.end)):
            draft = replace(draft, source=Span(one.end(), draft.source.end), stands_for=None)
        elif draft.source and _is_nobody(text, draft.source, sentence):
            continue
        singled_out = _singled_out(text, draft, sentence)
        if singled_out is None:
            done.append(draft)
        elif singled_out.end > singled_out.start:
            done.append(replace(draft, source=singled_out, stands_for=None))
    return done


def _singled_out(text: str, draft: Draft, sentence: Span) -> Span | None:
    """Who speaks by "it was X who"; empty where that is nobody, None where the words do not say so."""
    if draft.cue is None:
        return None
    nobody = Span(draft.cue.start, draft.cue.start)
    if _IT_WAS_NOBODY.search(text, sentence.start, draft.cue.start):
        return nobody
    it_was = _IT_WAS.search(text, sentence.start, draft.cue.start)
    if it_was is None or not all(_is_plain(it_was[part]) for part in ("who", "instead", "others") if it_was[part]):
        return None
    # Whoever was read from other words is not singled out by these.
    if draft.source is not None and not (it_was.start() <= draft.source.start < draft.cue.start):
        return None
    denied = bool(it_was["not"] or it_was["nt"])
    if denied and not it_was["instead"]:
        return nobody
    part = "instead" if denied else "who"
    source = Span(it_was.start(part), it_was.end(part))
    return nobody if _is_nobody(text, source, sentence) else source


def _is_plain(words: str) -> bool:
    """Whether words are a voice with its article and its adjectives alone: "rebels"; not "clear", "hit by men"."""
    if _NO_PLAIN_NAME.search(words):
        return False
    return bool(_ARTICLE.match(words) or words[:1].isupper() or VOICES.fullmatch(words.split()[-1]))


def _is_nobody(text: str, source: Span, sentence: Span) -> bool:
    return bool(_NOBODY.match(text, source.start, source.end) or _NEITHER.search(text, sentence.start, source.start))


def without_the_excepted(words: str) -> str:
    """The words for a speaker without whoever is set apart from him, or passes him on.

    >>> without_the_excepted("rebels, not the army"), without_the_excepted("the army, quoted by SANA")
    ('rebels', 'the army')
    """
    return _SET_APART.split(words)[0]
