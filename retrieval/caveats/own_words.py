"""Caveats about a word of the claim that its reports do not use: "killed" was said, and not "murdered"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Caveat, Claim, Finding
from knowledge.quotations import read_quotations
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import told_by
from retrieval.deeds.blows import is_what_was_answered
from retrieval.word_tables import table_of
from retrieval.wording import listed, opening, told

#: Voices that are named in one sentence.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """The words for one deed: the plain ones, and each of those that say more."""

    plain: Caseless
    charged: tuple[Caseless, ...]


def not_in_their_words(margin: Margin) -> list[Caveat]:
    """Whoever says so has another word for it, and the claim's says more: "killed", not "murdered"."""
    if margin.state != "found":
        return []
    caveats = []
    for deed in _deeds():
        for own, shape in _charged_in(margin.claim, deed):
            spoken = [(f, theirs) for f in margin.findings("reports") if (theirs := _other_word(f, deed, shape))]
            if spoken:
                caveats.append(_caveat(own, spoken))
    return caveats[:1]


def _charged_in(claim: Claim, deed: Deed) -> list[tuple[str, Caseless]]:
    """The charged words of a claim for one deed, outside what it quotes, where it has no plain word for it as well."""
    quoted = read_quotations(claim.text)
    if deed.plain.search(claim.text):
        return []
    return [
        (match.group(), shape)
        for shape in deed.charged
        if (match := shape.search(claim.text)) and not any(span.start <= match.start() < span.end for span in quoted)
    ]


def _other_word(finding: Finding, deed: Deed, shape: Caseless) -> str:
    """The word that a finding has for the deed; empty where its report has the claim's word anywhere, or none.

    Nor is it any where the sentence is about another deed, which answered this one.
    """
    if shape.search(f"{finding.article.title}\n{finding.article.text}"):
        return ""
    found = (one.search(finding.words) for one in (deed.plain, *deed.charged))
    told = (match for match in found if match and not is_what_was_answered(finding.words, match.start()))
    return next((match.group() for match in told), "")


def _caveat(own: str, spoken: list[tuple[Finding, str]]) -> Caveat:
    """The sentence for those who have the first finding's word."""
    first, word = next((one for one in spoken if not one[0].article.is_note), spoken[0])
    alike = [f for f, theirs in spoken if theirs.lower() == word.lower() and f.article.is_note == first.article.is_note]
    voices = list(dict.fromkeys(map(told_by, alike)))[:MOST_NAMED]
    words = {"who": listed(voices), "theirs": f"“{word}”", "own": f"“{own}”"}
    if first.article.is_note:
        return Caveat(
            "LOADED_WORDS", told("What {who} said is noted here with {theirs}, not {own}.", **words), tuple(alike)
        )
    return Caveat("LOADED_WORDS", opening(told("{who} said {theirs}, not {own}.", **words)), tuple(alike))


@cache
def _deeds() -> tuple[Deed, ...]:
    rows = table_of("own_words")["words"]
    return tuple(
        Deed(Caseless(rf"\b(?:{'|'.join(row['plain'])})\b"), tuple(Caseless(rf"\b{one}\b") for one in row["charged"]))
        for row in rows
    )
