"""Lists that belong to a report and that an extractor left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def lost_items(tree: Any, lines: Sequence[str]) -> frozenset[str]:
    """What stands on a page in lists between two paragraphs of its report, and is not among the report's lines.

    A list above or under the report may be a menu, or its readers; what stands in its middle is its own. `tree` is the
    page as lxml has it, `lines` the paragraphs found. Each item is one line of plain words.
    """
    told = {" ".join(line.split()) for line in lines}
    found: set[str] = set()
    for parent in {one.getparent() for one in tree.iter("ul", "ol")} - {None}:
        children = list(parent)
        reported = [place for place, child in enumerate(children) if child.tag == "p" and _words(child) in told]
        for child in children[reported[0] : reported[-1]] if reported else ():
            if child.tag in ("ul", "ol"):
                found |= {_words(item) for item in child.iterchildren("li")}
    return frozenset(found - told - {""})


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
