"""Makes the pictures of the guide: `python -m docs.pictures.make`, or `make pictures`.

Each scene is played from the starter pack through the real conversation and set as a telephone would show it. The
picture carries its own words (the PNG's Description), so that a test can hold them against what the bot says today.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from bot.memory import Memory
from bot.talk.desk import Desk
from bot.terminal.kb_cli import load_starter_into
from bot.terminal.plain import pieces
from bot.words import END_OF_ISOLATE, ISOLATE
from docs.pictures.scenes import SCENES, Bubble, words_of
from knowledge.store import Store

HERE = Path(__file__).parent
#: Pixels: the screen's width, a bubble's width and the space in it, the height of a line.
WIDTH, BUBBLE, PADDING, LINE, GAP = 760, 690, 20, 31, 10
SIZE, SMALL = 22, 19
SCREEN, THEIRS, OURS = "#d5e1ea", "#e4f7d0", "#ffffff"
INK, FAINT, LINK, BAR, KEY = "#16202b", "#5b6b7a", "#1668a7", "#3b8fd0", "#b9cbd9"
#: A folded quotation shows so many lines.
FOLDED = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is set."""

    text: str
    style: str
    width: float


@dataclass(slots=True)
class Line:
    """Words that stand beside each other, and from which side they begin: their paragraph's."""

    words: list[Word]
    right_to_left: bool

    @property
    def width(self) -> float:
        """Pixels."""
        return sum(word.width for word in self.words)

    @property
    def is_quoted(self) -> bool:
        """Whether it stands in a folded quotation."""
        return bool(self.words) and "dim" in self.words[0].style


@cache
def font(style: str, size: int = SIZE) -> ImageFont.FreeTypeFont:
    """The letters of a style: DejaVu Sans, which comes with matplotlib."""
    name = "Bold" if "bold" in style else "Oblique" if "italic" in style else ""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / f"DejaVuSans{'-' if name else ''}{name}.ttf"), size)


def lines_of(html: str, room: float) -> list[Line]:
    """The words of a message in lines that fit."""
    found: list[Line] = []
    for paragraph in _paragraphs(html):
        # As Telegram does it: a paragraph begins on the side of its first letter that has one.
        letters = "".join(word.text for word in paragraph)
        right_to_left = any("\u0600" <= letter <= "\u06ff" for letter in letters)
        found.append(Line([], right_to_left))
        for word in paragraph:
            if found[-1].words and word.text.strip() and found[-1].width + word.width > room:
                found.append(Line([], right_to_left))
            found[-1].words.append(word)
    return _folded(found)


def _paragraphs(html: str) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for piece in pieces(html):
        if piece.style == "dim" and piece.text.startswith(" <http"):
            continue
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                found.append([])
            found[-1] += [
                Word(text, piece.style, font(piece.style).getlength(text))
                for text in part.replace(" ", " \0").split("\0")
                if text
            ]
    return found


def _folded(lines: list[Line]) -> list[Line]:
    """A quotation that Telegram folds is shown by its first lines."""
    kept: list[Line] = []
    quoted = 0
    for line in lines:
        quoted = quoted + 1 if line.is_quoted else 0
        if quoted <= FOLDED:
            kept.append(line)
        elif quoted == FOLDED + 1:
            kept[-1].words.append(Word(" ⌄", "dim bold", font("bold").getlength(" ⌄")))
    return kept


def draw_line(draw: ImageDraw.ImageDraw, line: Line, left: float, right: float, y: float, carried: int) -> int:
    """One line of words, from its own side; how many isolates it leaves open for the next line of its paragraph."""
    if line.right_to_left:
        text = ISOLATE * carried + "".join(word.text for word in line.words).strip()
        still_open = text.count(ISOLATE) - text.count(END_OF_ISOLATE)
        styles = {word.style for word in line.words}
        style = styles.pop() if len(styles) == 1 else ""
        whole = text + END_OF_ISOLATE * still_open
        draw.text((right, y), whole, font=font(style), fill=INK, anchor="ra", direction="rtl")
        return still_open
    x = left
    for word in line.words:
        colour = LINK if "underline" in word.style else INK
        draw.text((x, y), word.text, font=font(word.style), fill=colour, anchor="la")
        x += word.width
    return 0


def bubble_of(bubble: Bubble) -> Image.Image:
    """One message, with its buttons under it."""
    lines = lines_of(bubble.html, BUBBLE - 2 * PADDING - 16)
    widest = max((line.width for line in lines), default=0.0)
    full = bool(bubble.rows or bubble.picture or any(line.right_to_left for line in lines))
    width = BUBBLE if full else int(min(BUBBLE, max(widest, _width(bubble.above, SMALL)) + 2 * PADDING + 16))
    picture = _shown(bubble, width)
    top = (picture.height + 12 if picture else 0) + PADDING - 4 + (LINE if bubble.above else 0)
    height = top + len(lines) * LINE + PADDING - 8
    keys = 54 * len(bubble.rows) + (8 if bubble.rows else 0)
    image = Image.new("RGB", (width, height + keys), SCREEN)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), 18, fill=OURS if bubble.is_bot else THEIRS)
    if picture:
        image.paste(picture, (0, 12))
    if bubble.above:
        draw.text((PADDING, PADDING // 2 + 6), bubble.above, font=font("bold", SMALL), fill=BAR, anchor="la")
    y, carried = float(top), 0
    for line in lines:
        if line.is_quoted:
            x = width - PADDING + 6 if line.right_to_left else PADDING - 9
            draw.rectangle((x, y - 2, x + 3, y + LINE - 3), fill=BAR)
        carried = draw_line(draw, line, PADDING, width - PADDING, y, carried)
        y += LINE
    y = height + 8.0
    for row in bubble.rows:
        each = (width - 6 * (len(row) - 1)) / len(row)
        for place, button in enumerate(row):
            begin = place * (each + 6)
            draw.rounded_rectangle((begin, y, begin + each, y + 47), 12, fill=KEY)
            text = _fitting(button.text, each - 16)
            draw.text((begin + each / 2, y + 23), text, font=font("", SMALL), fill=INK, anchor="mm")
        y += 54
    return image


def _shown(bubble: Bubble, width: int) -> Image.Image | None:
    if bubble.picture is None:
        return None
    chart = Image.open(BytesIO(bubble.picture.png)).convert("RGB")
    return chart.resize((width, chart.height * width // chart.width), Image.Resampling.LANCZOS)


def _width(text: str, size: int) -> float:
    return font("bold", size).getlength(text)


def _fitting(text: str, room: float) -> str:
    while font("", SMALL).getlength(text) > room:
        text = text.rstrip("…")[:-1] + "…"
    return text


def screen_of(bubbles: Sequence[Bubble]) -> Image.Image:
    """The messages on a screen, the person's on the right."""
    drawn = [(bubble, bubble_of(bubble)) for bubble in bubbles]
    height = sum(image.height + GAP for _, image in drawn) + 2 * GAP
    screen = Image.new("RGB", (WIDTH, height), SCREEN)
    y = GAP + GAP // 2
    for bubble, image in drawn:
        screen.paste(image, (GAP + 5 if bubble.is_bot else WIDTH - image.width - GAP - 5, y))
        y += image.height + GAP
    return screen


def save(screen: Image.Image, words: str, file: Path) -> None:
    """The picture as a small PNG that carries its words."""
    told = PngInfo()
    told.add_itxt("Description", words)
    few = screen.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True, pnginfo=told)


def main() -> None:
    """Make every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        load_starter_into(store)
        for scene in SCENES:
            # Nothing is left over from the scene before.
            with tempfile.TemporaryDirectory() as people:
                bubbles = scene.play(Desk(store, Memory(Path(people))))
            file = HERE / f"{scene.name}.png"
            save(screen_of(bubbles), words_of(bubbles), file)
            sys.stdout.write(f"{file.name}: {file.stat().st_size / 1000:.0f} kB\n")
        store.close()


if __name__ == "__main__":
    main()
