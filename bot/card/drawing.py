"""Paints a chart as a PNG: the one file that knows matplotlib, which is loaded with it and not before.

Everything is placed in pixels of a picture as wide as a phone holds upright, words above their mark, so that a name has
the whole width. The letters are DejaVu Sans, which comes with matplotlib and covers Latin, Cyrillic, Greek and Arabic;
Arabic letters are joined and ordered by matplotlib itself (3.11, HarfBuzz).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import LogLocator, MaxNLocator

from bot.card.charts import Chart, Mark, Panel
from bot.words import RIGHT_TO_LEFT_MARK
from retrieval.ranking import is_a_limit, is_open_above

#: Pixels: the picture's width, the space around what is in it, dots an inch.
WIDTH, MARGIN, DOTS = 1080, 54, 150
#: Sizes of letters, in points: a claim, a name, a number, small print.
CLAIM, NAME, NUMBER, SMALL = 19.0, 16.5, 16.5, 13.5
#: Pixels of a line of letters for each point of its size.
LEADING = 2.75
#: As much of the picture's width as an arrow is long, and as a word like "about" leaves open on either side.
ARROW, ABOUT = 0.13, 0.1
#: matplotlib's caches are not made for two threads at once.
_ONE_AT_A_TIME = Lock()


#: The picture has a ground of its own, so that it reads the same in an app that is dark.
PAPER, INK, FAINT, RULE, MARK, CLAIMED = "#fbfaf7", "#1d2733", "#5f6b78", "#dcd9d2", "#1f6fb2", "#b4530a"


def paint(chart: Chart) -> bytes:
    """The chart as a PNG."""
    with _ONE_AT_A_TIME:
        return _Sheet(chart).png()


@cache
def _font(size: float, *, bold: bool = False) -> FontProperties:
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return FontProperties(fname=str(folder / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")), size=size)


class _Sheet:
    """A sheet of paper that grows downwards while it is written on."""

    def __init__(self, chart: Chart) -> None:
        self.right_to_left = chart.is_right_to_left
        # The height is known at the end; until then every place is kept as "so far from the top".
        self.figure = Figure(figsize=(WIDTH / DOTS, 1), dpi=DOTS, facecolor=PAPER)
        canvas = FigureCanvasAgg(self.figure)
        self.renderer: RendererAgg = canvas.get_renderer()  # type: ignore[no-untyped-call]
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.y = float(MARGIN)
        self._write(chart.title, SMALL, FAINT)
        self._write(chart.claim, CLAIM, INK, bold=True, most=4)
        for panel in chart.panels:
            self.y += 26
            self._panel(panel)
        self.y += 18
        self._write(chart.foot, SMALL - 1.5, FAINT)
        self.y += MARGIN - 20

    def png(self) -> bytes:
        """The sheet, cut where the writing ends."""
        self.figure.set_size_inches(WIDTH / DOTS, self.y / DOTS)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(self.y, 0)
        made = BytesIO()
        self.figure.savefig(made, format="png", dpi=DOTS)
        return made.getvalue()

    def _panel(self, panel: Panel) -> None:
        self._write(panel.title, NAME, INK, bold=True)
        self.y += 8
        place, ticks = _scale(panel)
        top_of_axis = self.y
        self.y += SMALL * LEADING + 8
        if panel.claimed:
            self.y += SMALL * LEADING + 6
        top = self.y
        when = apart = ""
        for mark in panel.marks:
            if mark.apart != apart:
                self.y += 18
                self._write(mark.apart, SMALL, INK, bold=True)
                when, apart = "", mark.apart
            if mark.when != when:
                self.y += 16
                self.axes.plot([MARGIN, WIDTH - MARGIN], [self.y, self.y], color=RULE, lw=1, zorder=0)
                self.y += 8
                self._write(mark.when, SMALL, FAINT, bold=True)
                when = mark.when
            self._mark(mark, place)
        bottom = self.y + 10
        for tick in ticks:
            x = place(tick)
            self.axes.plot([x, x], [top, bottom], color=RULE, lw=1, zorder=0, solid_capstyle="butt")
            self._text(x, top_of_axis, _short_number(tick), SMALL, FAINT, align="center")
        if panel.claimed:
            x = place(panel.claimed[0])
            label = panel.claimed[1]
            half = self._width(label, SMALL, bold=True) / 2
            middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
            self._text(middle, top_of_axis + SMALL * LEADING + 4, label, SMALL, CLAIMED, bold=True, align="center")
            self.axes.plot([x, x], [top - 2, bottom], color=CLAIMED, lw=1.6, ls=(0, (5, 3)), zorder=1)
        self.y += 24
        if panel.left_out:
            self._write(panel.left_out, SMALL, FAINT)
        self._write(panel.scale, SMALL - 1.5, FAINT)

    def _mark(self, mark: Mark, place: Callable[[float], float]) -> None:
        self.y += 10
        self._write(mark.who, NAME, INK, bold=True, most=2)
        if mark.small_print:
            self._write(mark.small_print, SMALL, FAINT, most=2)
        y = self.y + 26
        left, right = self._shape(mark, place, y)
        wide = self._width(mark.said, NUMBER, bold=True)
        if right + 16 + wide <= WIDTH - MARGIN:
            self._text(right + 16, y, mark.said, NUMBER, MARK, bold=True, middle=True)
        elif left - 16 - wide >= MARGIN:
            self._text(left - 16, y, mark.said, NUMBER, MARK, bold=True, align="right", middle=True)
        else:
            # No room beside the mark: the number stands under it.
            y += 46
            self._text(WIDTH - MARGIN, y, mark.said, NUMBER, MARK, bold=True, align="right", middle=True)
        self.y = y + 36

    def _shape(self, mark: Mark, place: Callable[[float], float], y: float) -> tuple[float, float]:
        """A dot for a number, a bar for a range, an arrow where a side is left open, a soft band for "about"."""
        colour, quantity = MARK, mark.quantity
        x = place(quantity.value)
        reach = ARROW * (WIDTH - 2 * MARGIN)
        low, high = quantity.low, quantity.high
        if quantity.bound == "range" and low is not None and high is not None:
            left, right = place(low), place(high)
            self.axes.plot([left, right], [y, y], color=colour, lw=9, solid_capstyle="butt")
            for end in (left, right):
                self.axes.plot([end, end], [y - 15, y + 15], color=colour, lw=3)
            return left - 4, right + 4
        if quantity.bound in ("about", "nearly", "vague"):
            if quantity.bound == "vague" and low is not None and high is not None:
                left, right = place(low), place(high)
            else:
                soft = ABOUT * (WIDTH - 2 * MARGIN) / 2
                left, right = x - soft, x if quantity.bound == "nearly" else x + soft
            left, right = max(left, MARGIN - 20), min(right, WIDTH - MARGIN + 20)
            self.axes.plot([left, right], [y, y], color=colour, lw=15, alpha=0.35, solid_capstyle="round")
            if quantity.bound != "vague":
                self.axes.plot([x], [y], "o", ms=11, color=colour, zorder=5)
            return left - 16, right + 16
        if is_open_above(quantity) or is_a_limit(quantity):
            tip = min(x + reach, WIDTH - 12) if is_open_above(quantity) else max(x - reach, 12)
            self.axes.annotate(
                "", (tip, y), (x, y), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 3, "mutation_scale": 24}
            )
            filled = quantity.bound in ("at least", "up to")
            # "Over 100" is not 100: its dot is a ring.
            face = colour if filled else PAPER
            self.axes.plot([x], [y], "o", ms=11, color=colour, markerfacecolor=face, mew=2.5, zorder=5)
            return min(x, tip) - 12, max(x, tip) + 6
        self.axes.plot([x], [y], "o", ms=13, color=colour)
        return x - 14, x + 14

    def _write(self, words: str, size: float, colour: str, *, bold: bool = False, most: int = 3) -> None:
        """Words across the sheet, broken into lines; what runs past the last line is cut with "…"."""
        for line in self._lines(words, size, bold=bold, most=most):
            x, align = (WIDTH - MARGIN, "right") if self.right_to_left else (MARGIN, "left")
            self._text(x, self.y, line, size, colour, bold=bold, align=align)
            self.y += size * LEADING

    def _lines(self, words: str, size: float, *, bold: bool, most: int) -> list[str]:
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._width(longer, size, bold=bold) <= WIDTH - 2 * MARGIN:
                lines[-1] = longer
            else:
                lines.append(self._cut(word, size, bold=bold))
        if len(lines) > most:
            lines = [*lines[: most - 1], self._cut(f"{lines[most - 1]} …", size, bold=bold)]
        return lines

    def _cut(self, words: str, size: float, *, bold: bool) -> str:
        """Words that fit into one line, cut at their end where they do not."""
        if self._width(words, size, bold=bold) <= WIDTH - 2 * MARGIN:
            return words
        while len(words) > 1 and self._width(words + "…", size, bold=bold) > WIDTH - 2 * MARGIN:
            words = words[:-1]
        return words + "…"

    def _width(self, words: str, size: float, *, bold: bool = False) -> float:
        letters, font = _drawable(words, bold=bold), _font(size, bold=bold)
        measured = self.renderer.get_text_width_height_descent(letters, font, False)  # type: ignore[no-untyped-call]
        return float(measured[0])

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        align: str = "left",
        middle: bool = False,
    ) -> None:
        mark = RIGHT_TO_LEFT_MARK if self.right_to_left and any("\u0600" <= c <= "\u06ff" for c in words) else ""
        self.axes.text(
            x,
            y,
            mark + _drawable(words, bold=bold),
            color=colour,
            fontproperties=_font(size, bold=bold),
            ha=align,
            va="center_baseline" if middle else "top",
            # A dollar sign is a dollar sign.
            parse_math=False,
            # No line of the scale runs through letters.
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
            zorder=2,
        )


def _scale(panel: Panel) -> tuple[Callable[[float], float], Sequence[float]]:
    """Where on the sheet a number stands, and the numbers to print over it."""
    import math

    quantities = [mark.quantity for mark in panel.marks]
    numbers = [n for q in quantities for n in (q.value, q.low, q.high) if n is not None]
    numbers += [panel.claimed[0]] if panel.claimed else []
    left, width = float(MARGIN), float(WIDTH - 2 * MARGIN)
    most = max(numbers) or 1.0
    if panel.is_logarithmic:
        # Room on either side for an arrow.
        low, high = math.log10(min(numbers)) - 0.25, math.log10(most) + 0.35
        ticks = [t for t in LogLocator(numticks=6).tick_values(min(numbers), most) if low <= math.log10(t) <= high]
        return lambda n: left + width * (math.log10(max(n, 10**low)) - low) / (high - low), ticks
    high = most * (1 + 1.5 * ARROW)
    ticks = [t for t in MaxNLocator(nbins=5, integer=True).tick_values(0, most) if 0 <= t <= high]
    return lambda n: left + width * n / high, ticks


def _short_number(value: float) -> str:
    """A number over the scale: 2,000 and 1.5 million are told in figures and M."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g}M"
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


@cache
def _letters(*, bold: bool) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(str(_font(10, bold=bold).get_file())).get_charmap())


#: Marks that are seen by what they do; no font needs a shape for them.
_UNSEEN = frozenset(map(ord, "\u200e\u200f\u2068\u2069\u200c\u200d "))


def _drawable(words: str, *, bold: bool) -> str:
    """The words on one line, with a box for every letter that the font lacks."""
    has = _letters(bold=bold)
    line = "".join(" " if letter.isspace() else letter for letter in words)
    return "".join(letter if ord(letter) in has or ord(letter) in _UNSEEN else "□" for letter in line)
