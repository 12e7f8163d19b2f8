"""Who has written a tweet that a page has set into its text: whoever signed it, and not the page."""

from __future__ import annotations

import re

from knowledge.attributions.drafts import trimmed
from knowledge.model import Attribution, Span
from knowledge.speakers import who_is
from knowledge.tweets import signatures, signed_below

#: A signature follows its tweet at once, or behind a blank and a dash.
_AT_ONCE = 3


def tweeted(text: str, sentence: Span) -> Attribution | None:
    """Whoever signed the tweet that a sentence is, or that the signature behind it is of; None where nobody did."""
    paragraph = text.find("\n\n", sentence.end)
    for signed in signatures(text, sentence.start, paragraph if paragraph >= 0 else len(text)):
        if signed.span.start > sentence.end + _AT_ONCE:
            break
        said = trimmed(text, sentence.start, min(sentence.end, signed.span.start), [])
        if said is not None:
            writer, handle = who_is(signed.name.of(text)), signed.handle.of(text)
            return Attribution(writer, handle, (), said, signed.name, signed.handle)
    return posted(text, sentence)


#: "The ministry posted this:", "the mayor tweeted": a paragraph of the report's own, and not the post.
_TELLS_OF_A_POST = re.compile(r":\Z|\b(?:tweet(?:s|ed)?|posted|posts?|wrote) (?:on|that|this|in)\b", re.IGNORECASE)


def posted(text: str, sentence: Span) -> Attribution | None:
    """Whoever signed the post that a sentence is of, where the signature is the next paragraph; None where none is.

    >>> words = "Four soldiers fell.\\n\\n— Ministry of Defence (@mod) 3 May 2021"
    >>> told = posted(words, Span(0, 19))
    >>> (told.speaker.name, told.span.of(words)) if told else None
    ('Ministry of Defence', 'Four soldiers fell')
    """
    begins = text.rfind("\n", 0, sentence.start) + 1
    ends = text.find("\n", sentence.end)
    signed = signed_below(text, ends) if ends >= 0 else None
    said = trimmed(text, sentence.start, sentence.end, [])
    if signed is None or said is None or _TELLS_OF_A_POST.search(text[begins:ends].rstrip()):
        return None
    return Attribution(who_is(signed.name.of(text)), signed.handle.of(text), (), said, signed.name, signed.handle)
