"""How a sentence of ours names whoever is cited: with an article where English has one, and few of many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.card.voices import name_of
from bot.words import Words
from knowledge.model import ContextCard, Finding, Relation, Speaker
from retrieval.claims.claimants import is_asked_of
from retrieval.voices.echoes import named_and_shown
from retrieval.voices.sayers import is_made_out
from retrieval.wording import in_a_sentence

#: Voices that take no article within a sentence: an outlet's name, a person's, and what stands in quotation marks.
NAMED_AS_THEY_ARE = ("unnamed", "unnamed_partisan", "outlet_itself", "named_person")
#: Whoever only comes near the claim is not named at length.
MOST_CITED = 2


def voices_of(card: ContextCard, words: Words, relation: Relation) -> list[str]:
    """Who stands so to the claim, each as a sentence names them."""
    return [as_asked(card, voice, words) for voice in named_and_shown(card, relation)]


def close_by(card: ContextCard, findings: Collection[Finding], words: Words) -> list[str]:
    """Who says these things close by; nobody who was not made out, where somebody was."""
    parted = (replace(a, findings=tuple(f for f in a.findings if f in findings)) for a in card.accounts)
    accounts = [account for account in parted if account.findings]
    known = [account for account in accounts if is_made_out(account)]
    return voices_of(replace(card, accounts=tuple(known or accounts)), words, "context")


def as_asked(card: ContextCard, speaker: Speaker, words: Words) -> str:
    """A voice within a sentence, by the person of it whom the claim names: Jonas Weil (Kalden army), asked of Weil."""
    if is_asked_of(card.claim, speaker):
        return f"{words.isolated(speaker.person)} ({name_of(speaker, words)})"
    return in_a_line(speaker, words)


def given_by(card: ContextCard, voice: str, relation: Relation, words: Words) -> list[Finding]:
    """What a voice, by the name it has in a sentence, says in this way."""
    own = (a for a in card.accounts if a.relation == relation and as_asked(card, a.speaker, words) == voice)
    return [finding for account in own for finding in account.findings]


def in_a_line(speaker: Speaker, words: Words) -> str:
    """A voice within a sentence: English writes an office with its article, and some witness with another."""
    name = name_of(speaker, words)
    if words.language != "en" or not name.strip() or speaker.kind in NAMED_AS_THEY_ARE:
        return name
    said = in_a_sentence(name)
    # A monitor without a name beside one that has it is not "the" monitor.
    is_bare = name.islower() and name.split()[0] not in ("a", "an", "the")
    is_somebody = (speaker.kind == "eyewitness" and said != name) or (speaker.kind == "monitor" and is_bare)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if is_somebody else str(said)


def few(names: Sequence[str], words: Words, *, most: int = 3, listed: int = 0) -> str:
    """The names, or two of them and how many more there are; as many as are `listed` below, where these are more."""
    if len(names) <= most:
        return words.listed(names)
    more = max(len(names), listed) - 2
    return words.listed([*names[:2], words.count("{n} more", "{n} more", more)])
