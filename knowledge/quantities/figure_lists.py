"""The lists of `quantities.toml`, which an editor changes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def figure_table() -> dict[str, Any]:
    """`quantities.toml` as it stands."""
    return tomllib.loads((files(__package__) / "quantities.toml").read_text(encoding="utf-8"))


def listed(name: str) -> frozenset[str]:
    """One list of single words.

    >>> "avenue" in listed("streets")
    True
    """
    return frozenset(figure_table()["lists"][name])
