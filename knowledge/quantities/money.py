"""Amounts of money: whose currency a sign or a code before a figure is."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_marks import CURRENCY_CODES, WHOSE_MONEY, sign_begins
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.outcomes import Counted

_MONEY: Final = {
    "$": "dollars",
    "£": "pounds sterling",
    "€": "euros",
    "¥": "yen",
    "₹": "rupees",
    "₽": "roubles",
    "₪": "other money",
    "₩": "other money",
    "¢": "cents",
    "usd": "dollars",
    "gbp": "pounds sterling",
    "ps": "pounds sterling",
    "eur": "euros",
    "rs": "rupees",
}


def money_at(reader: NumeralReader, text: str, first: int, last: int) -> Counted | None:
    """The currency of the amount in words `first` up to `last`: "$5m", "HK $5.4m", "RM79"; None when none is named."""
    for k in range(first, last):
        name = _MONEY.get(reader.low(k)) if reader.words[k].kind != "n" else None
        if name and (reader.words[k].kind == "s" or reader.touches(k + 1)):
            return _symbol(reader, text, k)
    if reader.touches(first) and reader.low(first - 1) in CURRENCY_CODES:
        word = reader.words[first - 1]
        return Counted(
            text[word.start : word.end],
            _MONEY.get(word.low, "other money"),
            "",
            "money",
            word.start,
            word.end,
        )
    # "Y=28,030": what folding a page to ASCII makes of "¥".
    if reader.low(first - 1) == "=" and reader.low(first - 2) == "y" and reader.touches(first):
        start = reader.words[first - 2].start
        return Counted(text[start : start + 2], "yen", "", "money", start, reader.words[first - 1].end)
    symbol = reader.low(first - 1)
    if symbol in _MONEY and (reader.words[first - 1].kind == "s" or reader.touches(first)):
        return _symbol(reader, text, first - 1)
    begins = sign_begins(reader, first)
    return _symbol(reader, text, begins) if begins < first else None


def _symbol(reader: NumeralReader, text: str, k: int) -> Counted:
    """A currency sign, with the letters before it that say whose dollars they are: "HK $5.4m"."""
    words = reader.words
    name, start, end = _MONEY[reader.low(k)], k, k + 1
    if reader.touches(k + 1) and reader.touches(k + 2) and reader.low(k + 1) in WHOSE_MONEY:
        # "$US5m", "$A5m"
        name, end = name if reader.low(k + 1) == "us" else "other money", k + 2
    elif reader.low(k - 1) in ("hk", "c", "a", "nz", "s", "r") and words[k - 1].capital and k >= 1:
        name, start = "other money", k - 1
    elif k + 1 < len(words) and reader.low(k + 1) in ("a", "c", "nz", "hk"):
        name = "other money"
    elif reader.low(k - 1) in ("us", "u.s.") and words[k - 1].capital and k >= 1:
        start = k - 1
    return Counted(
        text[words[start].start : words[end - 1].end], name, "", "money", words[start].start, words[end - 1].end
    )
