"""Somebody's whole name, where a card has them by part of it: "Rep. Weil", "Jonas D. Weil", "Republican Jonas Weil".

One voice is one account, whatever each paper calls it. Two people of one surname stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.model import Attribution, Finding, Speaker
from knowledge.speakers.people import without_rank
from retrieval.word_tables import worded

#: A first name and a surname, and nobody else's.
_WHOLE = 2
_INITIAL = re.compile(r"[A-Z]\.?")
_NAME = re.compile(r"[A-Z][\w’'-]+")


def whole_names(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    """By each surname the whole names that somebody on a card speaks under."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        for voice in (finding.attribution, *finding.statement.attributions):
            parts = _parts_of(voice.speaker) if voice.speaker.kind == "named_person" else ()
            if len(parts) == _WHOLE:
                found.setdefault(parts[-1], set()).add(" ".join(parts))
    return {surname: frozenset(names) for surname, names in found.items()}


def in_full(voice: Attribution, finding: Finding, names: Mapping[str, frozenset[str]]) -> Speaker | None:
    """Who somebody is by the whole name, of those on the card; None where it may be nobody's or two people's.

    A surname alone is of whoever its own report names in full.
    """
    if voice.speaker.kind != "named_person":
        return None
    parts = _parts_of(voice.speaker)
    named = names.get(parts[-1], frozenset()) if parts else frozenset[str]()
    whole = " ".join(parts[-_WHOLE:])
    if len(parts) == 1 and len(named) == 1 and (only := next(iter(named))) in finding.article.text:
        whole = only
    if whole == voice.speaker.name or whole not in named:
        return None
    return replace(voice.speaker, name=whole)


def _parts_of(speaker: Speaker) -> tuple[str, ...]:
    """The names of somebody, without a rank, a party or an initial; none where other words stand among them."""
    parts = [part for part in without_rank(speaker.name).split() if not _INITIAL.fullmatch(part)]
    while parts and worded("names", "before_a_name").fullmatch(parts[0]):
        parts = parts[1:]
    return tuple(parts) if parts and len(parts) <= _WHOLE and all(map(_NAME.fullmatch, parts)) else ()
