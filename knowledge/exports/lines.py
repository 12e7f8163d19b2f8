"""What the lines of an export are: one a fact, an article, a profile, a visit, a refresh, and one at the end."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from knowledge.archive import LAYOUT, Carried, RefreshLine, Version
from knowledge.model import Article, Entry, OutletProfile, Statement, Visit
from knowledge.store import StoreError

FORMAT = "whosays export 1"
SCHEMA_ORG = "https://schema.org"

_article = TypeAdapter(Article)
_statements = TypeAdapter(tuple[Statement, ...])
_profile = TypeAdapter(OutletProfile)
_visit = TypeAdapter(Visit)
_refresh = TypeAdapter(RefreshLine)
_versions = TypeAdapter(tuple[Version, ...])


class ExportError(StoreError):
    """A store cannot be written out or taken in; the message says which line and why. What is kept is whole."""


def is_export(file: Path) -> bool:
    """Whether the file begins as one of the two forms of an export does."""
    try:
        with file.open(encoding="utf-8") as opened:
            first = json.loads(opened.readline(1_000_000))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and (first.get("whosays") == FORMAT or first.get("@context") == SCHEMA_ORG)


def put(file: IO[str], told: dict[str, Any]) -> None:
    """Write one line."""
    file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")


def profile_as_json(profile: OutletProfile) -> dict[str, Any]:
    """An outlet's profile as its line holds it."""
    return {"profile": _profile.dump_python(profile, mode="json")}


def visit_as_json(visit: Visit) -> dict[str, Any]:
    """A visit as its line holds it."""
    return {"visit": _visit.dump_python(visit, mode="json")}


def refresh_as_json(line: RefreshLine) -> dict[str, Any]:
    """What a refresh did with one source, as its line holds it."""
    return {"refresh": _refresh.dump_python(line, mode="json")}


def carried_as_json(one: Carried, *, vectors: bool) -> dict[str, Any]:
    """An article as its line holds it, with or without its vectors."""
    told: dict[str, Any] = {
        "article": _article.dump_python(one.entry.article, mode="json"),
        "statements": _statements.dump_python(one.entry.statements, mode="json"),
    }
    if one.entry.addresses:
        told["addresses"] = one.entry.addresses
    if one.versions:
        told["versions"] = _versions.dump_python(one.versions, mode="json")
    if one.row is not None:
        told["row"] = one.row
    if vectors and one.vectors is not None:
        told["vectors"] = [base64.b64encode(vector.astype("<f4").tobytes()).decode() for vector in one.vectors]
    return told


def _carried_from(told: dict[str, Any]) -> Carried:
    statements = _statements.validate_python(told["statements"], strict=False)
    rows = told.get("vectors")
    if rows is not None and len(rows) != len(statements):
        raise ValueError("there is not one vector for each statement")
    article = _article.validate_python(told["article"])
    if any(statement.article_id != article.id for statement in statements):
        raise ValueError("a statement belongs to another article")
    spans = [*(part.span for part in article.parts), *(statement.span for statement in statements)]
    if any(not span.of(article.text).strip() for span in spans):
        raise ValueError("a statement is no slice of its article")
    return Carried(
        Entry(article, statements, None, tuple(told.get("addresses", ()))),
        None
        if rows is None
        else np.array([np.frombuffer(base64.b64decode(row), dtype="<f4") for row in rows], np.float32),
        _versions.validate_python(told.get("versions", ())),
        told.get("row"),
    )


def _lines_of(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        number = 0
        with file.open(encoding="utf-8") as opened:
            for number, line in enumerate(opened, start=1):
                if line.strip():
                    told = json.loads(line)
                    if not isinstance(told, dict):
                        raise ValueError("a line is no object")
                    yield number, told
    except UnicodeDecodeError as error:
        raise ExportError(f"{file} is no export of whosays: it is not text in UTF-8. Nothing was changed.") from error
    except (ValueError, RecursionError) as error:
        raise ExportError(
            f"{file} is no export of whosays: its line {number} is no JSON object. Nothing was changed."
        ) from error


def checked(file: Path) -> tuple[dict[str, Any], int]:
    """The first line, and how many articles follow it; every one of them can be read. Raises ExportError."""
    first: dict[str, Any] | None = None
    count, ended = 0, False
    for number, told in _lines_of(file):
        if first is None:
            if told.get("@context") == SCHEMA_ORG:
                raise ExportError(f"{file} holds claims in the words of schema.org, which are for other tools to read.")
            if told.get("whosays") != FORMAT or not isinstance(told.get("facts"), dict):
                raise ExportError(f"{file} is no export that `whosays kb export` made.")
            if told.get("layout", 0) > LAYOUT:
                raise ExportError(f"{file} was written by a newer whosays (layout {told['layout']}); install that one.")
            first = told
            continue
        try:
            _read_line(told)
        except (ValidationError, ValueError, KeyError, TypeError) as error:
            why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise ExportError(f"{file}, line {number} cannot be read: {why}. Nothing was changed.") from error
        count += "article" in told
        if "end" in told:
            ended = told["end"].get("articles") == count
    if first is None or not ended:
        raise ExportError(f"{file} is cut off: its last line is missing. Nothing was changed.")
    return first, count


def _read_line(told: dict[str, Any]) -> None:
    if "article" in told:
        _carried_from(told)
    elif "profile" in told:
        _profile.validate_python(told["profile"])
    elif "visit" in told:
        _visit.validate_python(told["visit"])
    elif "refresh" in told:
        _refresh.validate_python(told["refresh"])
    elif "end" not in told:
        raise ValueError("it is no article, profile, visit or refresh")


def articles_in(file: Path) -> int:
    """How many articles an export holds. Raises ExportError for a file that is none, or is not whole."""
    return checked(file)[1]


def carried_in(file: Path) -> Iterator[Carried]:
    """The articles of an export, one after the other."""
    return (_carried_from(told) for _, told in _lines_of(file) if "article" in told)


def rest_of(file: Path) -> tuple[list[OutletProfile], list[Visit], list[RefreshLine]]:
    """The profiles, visits and refreshes of an export."""
    profiles: list[OutletProfile] = []
    visits: list[Visit] = []
    lines: list[RefreshLine] = []
    for _, told in _lines_of(file):
        if "profile" in told:
            profiles.append(_profile.validate_python(told["profile"]))
        elif "visit" in told:
            visits.append(_visit.validate_python(told["visit"]))
        elif "refresh" in told:
            lines.append(_refresh.validate_python(told["refresh"]))
    return profiles, visits, lines
