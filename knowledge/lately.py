"""What was asked for lately is asked for again: kept by name, a bounded number of it."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """What was asked for lately, by name: no more than `most`, and at least the last half as many."""

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._young: dict[str, T] = {}
        self._old: dict[str, T] = {}

    def get(self, name: str) -> T | None:
        """What has this name; None for what is not at hand."""
        found = self._young.get(name)
        if found is None and (found := self._old.get(name)) is not None:
            self.put(name, found)
        return found

    def put(self, name: str, value: T) -> None:
        """Have this at hand."""
        # Whoever reads meanwhile sees one state or the other, and misses something at worst.
        if len(self._young) >= self._half:
            self._old, self._young = self._young, {}
        self._young[name] = value
