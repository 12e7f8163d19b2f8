"""Whether a line of a report tells what a claim says was done, or only its headline does.

A headline tells which story a line is of: "Farewell, Karl Vane" does not say that Karl Vane died, nor does his friend
who is quoted below. The headline, which says it, stands for the report.
"""

from __future__ import annotations

from knowledge.model import Claim, Finding
from retrieval.grammar.closeness import deed_in
from retrieval.grammar.other_words import with_kindred_words
from retrieval.ranking import words_of
from retrieval.telling.every_word import Wanted, is_told


def untold_deed(claim: Claim, finding: Finding) -> str:
    """What a claim says was done, where a line of a report does not tell it by any word for it; else nothing."""
    deed = () if finding.article.is_note else deed_in(claim.text)
    return "" if not deed or _is_told_in(finding.words, deed) else f'without "{deed[0]}"'


def is_told_above_alone(claim: Claim, finding: Finding) -> bool:
    """Whether only the headline tells what a claim says was done, and not the line of the report that has its names.

    "A witness, Ann Reed, had called them" below "Arrests in Tarn" is of nobody's arrest.
    """
    return untold_deed(claim, finding) != "" and _is_told_in(finding.article.title, deed_in(claim.text))


def _is_told_in(words: str, deed: tuple[str, ...]) -> bool:
    known = set(words_of(with_kindred_words(words)))
    return any(is_told(Wanted(word, frozenset()), words) or known & set(words_of(word)) for word in deed)
