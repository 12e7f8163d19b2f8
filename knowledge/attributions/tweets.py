"""Who has written a tweet that a page has set into its text: whoever signed it, and not the page."""

from __future__ import annotations

from knowledge.attributions.drafts import trimmed
from knowledge.model import Attribution, Span
from knowledge.speakers import who_is
from knowledge.tweets import signatures

#: A signature follows its tweet at once, or behind a blank and a dash.
_AT_ONCE = 3


def tweeted(text: str, sentence: Span) -> Attribution | None:
    """Whoever signed the tweet that a sentence is, or that the signature behind it is of; None where nobody did."""
    paragraph = text.find("\n\n", sentence.end)
    for signed in signatures(text, sentence.start, paragraph if paragraph >= 0 else len(text)):
        if signed.span.start > sentence.end + _AT_ONCE:
            return None
        said = trimmed(text, sentence.start, min(sentence.end, signed.span.start), [])
        if said is not None:
            writer, handle = who_is(signed.name.of(text)), signed.handle.of(text)
            return Attribution(writer, handle, (), said, signed.name, signed.handle)
    return None
