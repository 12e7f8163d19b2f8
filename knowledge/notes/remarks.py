"""What an editor remarks in a note: kept with the article in one text, a line each, and read back from there."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.model import Article, Statement
from knowledge.notes.schema import FactNote, ProfileNote, ReportNote, SpeakerNote

#: What is said of a page by its own fields, and by no editor's words.
_RENDERED = "The headline is given here translated or respelled."
_UNSEEN = "No headline was seen; the title describes the page."
_OTHER_LANGUAGE = "The page is in another language ("


def remarks_in(note: ReportNote | ProfileNote, name_of: Callable[[SpeakerNote], str]) -> str | None:
    """Every remark of a note in one text, a line each, the remark on a fact under the fact's own id."""
    lines = [note.remark] if note.remark else []
    rivals: tuple[FactNote, ...] = ()
    if isinstance(note, ReportNote):
        rivals = note.rivals
        if note.outlet_remark:
            lines.append(f"{note.outlet}: {note.outlet_remark}")
        if note.language:
            lines.append(f"{_OTHER_LANGUAGE}{note.language}).")
    if note.title_is == "rendering":
        lines.append(_RENDERED)
    elif note.title_is == "description":
        lines.append(_UNSEEN)
    for ordinal, fact in enumerate((*note.facts, *rivals), start=1):
        if (told := fact.speaker) is not None:
            # The table may know an admiral as the voice of his ministry; his name is not thrown away.
            is_renamed = name_of(told) != told.name
            # A statement carries its chain itself; what is said about an outlet has no other place for it.
            via = f"via {', '.join(told.via)}" if told.via and isinstance(note, ProfileNote) else ""
            about = "; ".join(filter(None, (via, told.remark)))
            if is_renamed or about:
                lines.append(f"{note.id}.{ordinal}, {told.name}{f': {about}' if about else ''}")
        if fact.remark:
            lines.append(f"{note.id}.{ordinal}: {fact.remark}")
    return "\n".join(lines) or None


def remark_on_note(article: Article) -> str:
    """What the editor of a note remarks on the whole of it, in their words; "" where they remark nothing."""
    made = (_RENDERED, _UNSEEN, _OTHER_LANGUAGE, f"{article.outlet}: ")
    own: list[str] = []
    for line in _lines(article):
        if line.startswith(made) or re.match(rf"{re.escape(article.id)}\.\d+[,:] ", line):
            break
        own.append(line)
    return "\n".join(own)


def remark_on_fact(article: Article, statement: Statement) -> str:
    """What the editor of a note remarks on one fact of it, in their words; "" where they remark nothing."""
    return _after(f"{statement.id}: ", article)


def voice_in_note(article: Article, statement: Statement) -> str:
    """Who says a fact as the note names them, where the table of voices knows them by another name; else ""."""
    return _after(f"{statement.id}, ", article).partition(": ")[0]


def remark_on_voice(article: Article, statement: Statement) -> str:
    """What the editor of a note remarks on who says a fact, "from the fever study"; "" where they remark nothing."""
    return _after(f"{statement.id}, ", article).partition(": ")[2]


def offices_in_note(article: Article, name: str) -> tuple[str, ...]:
    """What a note remarks on somebody it names so, on whichever of its facts they speak, in the editor's words."""
    said = re.compile(rf"{re.escape(article.id)}\.\d+, {re.escape(name)}: (.+)")
    return tuple(dict.fromkeys(found[1] for line in _lines(article) if (found := said.fullmatch(line))))


def _after(start: str, article: Article) -> str:
    return next((line.removeprefix(start) for line in _lines(article) if line.startswith(start)), "")


def _lines(article: Article) -> list[str]:
    return article.remark.splitlines() if article.is_note and article.remark else []
