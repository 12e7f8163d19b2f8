"""The stores that the claims are asked of: the starter pack alone, and pages that were written for two caveats."""

from __future__ import annotations

from pathlib import Path

from bot.terminal.kb_cli import load_starter_into
from knowledge.articles import day, read_pasted
from knowledge.model import Entry
from knowledge.statements import read_statements
from knowledge.store import Store


def starter_store(folder: Path) -> Store:
    """A store with the starter pack, made when the folder holds none yet."""
    made = (folder / "archive.sqlite").exists()
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder)
    if not made:
        load_starter_into(store)
    return store


#: Pages that never were, with readers' comments or a correction below: no collection that we know of has both.
PAGES = Path(__file__).parent / "pages.txt"


def written_store(folder: Path) -> Store:
    """A store with the pages that were written for COMMENT_ONLY and CORRECTED."""
    store = Store(folder)
    with store.writing() as writer:
        writer.keep([_read(page) for page in PAGES.read_text(encoding="utf-8").split("\n====\n")])
        writer.pay_index()
    return store


def _read(page: str) -> Entry:
    head, _, text = page.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    article = read_pasted(text, url=fields["url"], outlet=fields["outlet"], published=day(fields["published"]))
    return Entry(article, read_statements(article))
