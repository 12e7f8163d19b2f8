"""What an outlet says of its own report: that something in it was wrong."""

from __future__ import annotations

from knowledge.model import Caveat
from retrieval.caveats.margin import Margin
from retrieval.grammar.closeness import numbers
from retrieval.wording import told

#: Longer corrections are cut at a word.
_LONGEST = 300


def corrected(margin: Margin) -> list[Caveat]:
    """The outlet has corrected the report; in its words."""
    caveats: dict[str, Caveat] = {}
    near = margin.findings("context")
    for finding in (*margin.findings("reports", "differs", "denies"), *near):
        article = finding.article
        for part in article.parts:
            if part.place_in_article == "correction":
                words = " ".join(part.span.of(article.text).split())
                if finding in near and not numbers(margin.claim.text) & numbers(words):
                    # Of what only stands near, it is told whether the claim's own figure was corrected.
                    continue
                if len(words) > _LONGEST:
                    words = f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
                sentence = told("{outlet} has corrected its report: “{words}”", outlet=article.outlet, words=words)
                caveats.setdefault(sentence, Caveat("CORRECTED", sentence, (finding,)))
    return list(caveats.values())[:2]
