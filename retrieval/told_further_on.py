"""What of a claim the words shown for it leave out, and their report tells further on: the mill, the village."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from knowledge.model import Article, ContextCard, Finding, Statement
from knowledge.sentences import split
from retrieval.topics import NAME, Wanted, tells, words_told
from retrieval.word_tables import each_of

#: So many sentences behind a toll a report still tells of what took it.
NEXT_SENTENCES = 3
#: Characters in which they stand.
NEAR_BY = 1_200
#: One word that is no name may be told by chance.
ENOUGH = NAME
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def told_further_on(card: ContextCard, finding: Finding) -> str:
    """The sentence close behind a statement that tells what nobody's words on the card do, verbatim; "" if none does.

    "More than ten were killed in a raid on the village" leaves out the mill, and "the jets hit a mill there", behind
    it, does not. Each such word is shown once, by the first who says so.
    """
    claimed = next((quantity for quantity in card.claim.quantities if quantity.unit), None)
    saying = [f for account in card.accounts if account.relation == "reports" for f in account.findings]
    if claimed is None or card.state != "found" or finding not in saying or finding.article.is_note:
        return ""
    _, left = words_told(card.claim, claimed, finding, alone=True)
    left = [word for word in left if not any(tells(other.words, word) for other in saying)]
    if sum(word.weight for word in left) < ENOUGH:
        return ""
    first = next((f for f in saying if not f.article.is_note and _telling(f, left)), None)
    if first is None or (first.statement.id != finding.statement.id and first.words != finding.words):
        return ""
    return _telling(finding, left)


def _telling(finding: Finding, left: list[Wanted]) -> str:
    """The first of the sentences behind a statement that tells enough of these words, and of no other blow."""
    behind = _behind(finding.statement, finding.article)
    return next((told for told in behind if sum(w.weight for w in left if tells(told, w)) >= ENOUGH), "")


# Asked of all who say so, once for each of them that is shown.
@lru_cache(maxsize=500)
def _behind(statement: Statement, article: Article) -> tuple[str, ...]:
    """The sentences right behind a statement, until its report turns to something else."""
    if statement.place_in_article != "body":
        return ()
    behind = article.text[statement.span.end :][:NEAR_BY]
    # The last may be cut short.
    sentences = (span.of(behind) for span in split(behind)[:-1][:NEXT_SENTENCES])
    return tuple(takewhile(_goes_on, sentences))


def _goes_on(sentence: str) -> bool:
    return not _YEAR.search(sentence) and not any(other.search(sentence) for other in each_of("retold", "elsewhere"))
