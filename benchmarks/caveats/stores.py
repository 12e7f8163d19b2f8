"""The store that holds the starter pack alone."""

from __future__ import annotations

from pathlib import Path

from bot.terminal.kb_cli import load_starter_into
from knowledge.store import Store


def starter_store(folder: Path) -> Store:
    """A store with the starter pack, made when the folder holds none yet."""
    made = (folder / "archive.sqlite").exists()
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder)
    if not made:
        load_starter_into(store)
    return store
