"""What fits into one message: Telegram counts UTF-16 units and drops the hundred and first bold word without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.card.layout import Section
from bot.card.lines import Block
from bot.card.rendering import TELEGRAM_ENTITIES, TELEGRAM_LIMIT, escape, first_lines, html_of, visible
from bot.words import Words

#: A card that is read at a glance is shorter than what Telegram takes.
GLANCE = 3_400
#: A page of one side of it, with its buttons still in reach of the thumb.
PAGE = 3_000
#: No block of a card is longer than this there; its own view has the rest.
LONGEST_BLOCK = 700
#: Kept free for the lines that say how much is left.
SPARE = 160


@dataclass(frozen=True, slots=True)
class Part:
    """A section on a card that shows its beginning: so many blocks at first sight, the others folded."""

    section: Section
    #: Blocks that are seen without touching anything.
    most: int
    #: Where the rest stands, as the button calls it; "" where it stands nowhere else.
    button: str = ""


@dataclass(slots=True)
class _Filling:
    """One part while the message is filled: its blocks in HTML, how many stand open, how many folded."""

    part: Part
    blocks: list[str]
    open: int = 0
    folded: int = 0

    def html(self, words: Words) -> str:
        if not self.open:
            return ""
        heading = f"<b>{escape(self.part.section.heading)}</b>"
        between = "\n" if all("\n" not in block for block in self.blocks) else "\n\n"
        told = f"{heading}\n{between.join(self.blocks[: self.open])}"
        if self.folded:
            told += f"\n<blockquote expandable>{between.join(self._folded)}</blockquote>"
        left = len(self.blocks) - self.open - self.folded
        if left:
            told += f"\n<i>{escape(self._left(left, words))}</i>"
        return told

    @property
    def _folded(self) -> list[str]:
        return self.blocks[self.open : self.open + self.folded]

    def _left(self, left: int, words: Words) -> str:
        if not self.part.button:
            return words.count("{n} more", "{n} more", left)
        return words.count("{n} more under “{button}”", "{n} more under “{button}”", left, button=self.part.button)


def at_a_glance(head: str, parts: Sequence[Part], words: Words, *, limit: int = GLANCE) -> str:
    """One message: of every part its first block, then more in turn, then what still fits folded into quotations."""
    filling = [
        _Filling(part, [_block(block, words) for block in (*part.section.blocks, *part.section.folded)])
        for part in parts
        if part.section.blocks
    ]

    def told() -> str:
        return "\n\n".join([head, *(one.html(words) for one in filling if one.open)])

    def fits() -> bool:
        html = told()
        return visible(html) <= limit - SPARE and html.count("</") <= TELEGRAM_ENTITIES

    for turn in range(max((one.part.most for one in filling), default=0)):
        for one in filling:
            if one.open == turn and turn < min(one.part.most, len(one.blocks)):
                one.open += 1
                if not fits() and not (turn == 0 and visible(told()) <= TELEGRAM_LIMIT - SPARE):
                    one.open -= 1
    # What to be careful about stands last and is folded first: it is short, and never to be lost to a long list.
    for one in reversed(filling):
        while one.open and one.open + one.folded < len(one.blocks):
            one.folded += 1
            if not fits():
                one.folded -= 1
                break
    return told()


def in_pages(head: str, again: str, sections: Sequence[Section], words: Words, *, limit: int = PAGE) -> list[str]:
    """Everything, cut between whole blocks into messages; each begins with `head` or `again`, and says what is left."""
    room = limit - SPARE
    pages: list[str] = [head]
    begun: list[int] = [0]
    for section in sections:
        heading = f"<b>{escape(section.heading)}</b>\n" if section.heading else ""
        opened = False
        for block in (*section.blocks, *section.folded):
            told = "\n".join(html_of(line, words) for line in block)
            if visible(told) > room - 500:
                told = first_lines(block, room - 500, words)
            between = "\n\n" + heading if not opened else "\n" if len(block) == 1 else "\n\n"
            page = pages[-1] + between + told
            if begun[-1] and (visible(page) > room or page.count("</") > TELEGRAM_ENTITIES):
                page = f"{again}\n\n{heading}{told}"
                pages.append("")
                begun.append(0)
            pages[-1] = page
            begun[-1] += 1
            opened = True
    for number in range(len(pages)):
        left = sum(begun[number + 1 :])
        if left:
            more = words.count("<i>{n} more on the next page.</i>", "<i>{n} more on the next page.</i>", left)
            pages[number] += f"\n\n{more}"
    return pages


def as_many_as_fit(lines: Iterable[str], *, spare: int = 200) -> Iterator[str]:
    """The first lines of a list that one message has room for beside what takes up to `spare` units."""
    room = TELEGRAM_LIMIT - spare
    for line in lines:
        room -= visible(line) + 1
        if room < 0:
            return
        yield line


def _block(block: Block, words: Words) -> str:
    told = "\n".join(html_of(line, words) for line in block)
    return told if visible(told) <= LONGEST_BLOCK else first_lines(block, LONGEST_BLOCK, words)
