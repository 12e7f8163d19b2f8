"""What retrieval says besides its cards, in the reader's language: why there is no card, or what was left out."""

from __future__ import annotations

import re

from bot.words import Words, msgid

#: The sentences of retrieval that are said as they are; a test holds them against those in the code there.
HINT = msgid(
    "Paste a claim, for example “100 airstrikes in Homs”, and I show who reported it, whom they quote, who says "
    "otherwise, and what to be careful about."
)
SENTENCES = (
    HINT,
    msgid("There is nothing to look up: the message is empty."),
    msgid("There are no words to look up in this message."),
    msgid("The store holds the page behind this link, but nothing in it reads like a claim; paste a sentence of it."),
    msgid("The page behind this link is not in the store; paste the sentence you want looked up."),
    msgid("The store is empty, so nothing can be found; `whosays kb load starter` fills it."),
    msgid(
        "This does not read like English, the one language whosays reads figures and speakers in; try it in English."
    ),
)
_LEFT_OUT = re.compile(r"(\d+) more claims? (?:was|were) left out\b")
_TOO_LONG = re.compile(r"The text is ([\d,]+) characters long\b.*?([\d,]+) characters at most", re.DOTALL)


def in_words(remark: str, words: Words) -> str:
    """A remark of retrieval in the reader's language; in English where it is none of those known here."""
    if found := _LEFT_OUT.match(remark):
        return words.count(
            "{n} more claim was left out: a message is answered for its first five.",
            "{n} more claims were left out: a message is answered for its first five.",
            int(found[1]),
        )
    if found := _TOO_LONG.match(remark):
        long, most = (int(number.replace(",", "")) for number in found.groups())
        return words.say(
            "The text is {long} characters long; paste the sentence you want looked up ({most} characters at most).",
            long=words.number(long),
            most=words.number(most),
        )
    first, hint, _ = remark.partition(HINT)
    return " ".join(_one(part, words) for part in (first.strip(), hint) if part)


def _one(sentence: str, words: Words) -> str:
    return words.say(SENTENCES[SENTENCES.index(sentence)]) if sentence in SENTENCES else sentence
