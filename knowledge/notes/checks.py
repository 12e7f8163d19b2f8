"""From the text of a notes file to notes, or to what is wrong with it, line by line, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.notes.schema import ProfileNote, ReportNote

#: A note is a screenful; a line longer than this is some other file.
LONGEST_LINE = 100_000

#: What people who kept such notes elsewhere call our fields.
_OTHER_NAMES = {
    "statement": "says",
    "text": "says",
    "claim": "says",
    "attributed_to": "speaker",
    "by": "speaker",
    "who": "speaker",
    "value": "number",
    "low": "number",
    "amount": "number",
    "high": "to",
    "range_high": "to",
    "unit": "counted",
    "date": "published",
    "date_basis": "published_basis",
    "note": "remark",
    "comment": "remark",
    "headline": "title",
    "link": "url",
    "address": "url",
    "quote_short": "quote",
    "counter_claims": "rivals",
    "attribution_type": "kind",
    "source": "speaker",
    "wire": "credit",
}

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NoteError:
    """One thing to mend in a notes file: the line, the field in it, and what is wrong, in a sentence.

    >>> str(NoteError(3, "facts[1].quantity.bound", 'is "more"; it must be "over"'))
    'line 3, facts[1].quantity.bound: is "more"; it must be "over"'
    """

    line: int
    #: "facts[1].quantity.bound"; facts are counted from 1, as people count. Empty when the whole line is meant.
    field: str
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}{', ' if self.field else ''}{self.field}: {self.problem}"


class BadNote(ValueError):
    """A notes file that cannot be read as it stands; `errors` says where and why."""

    def __init__(self, errors: tuple[NoteError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


class _BadLine(Exception):
    """Why a line is no JSON object at all."""


def check_notes(text: str) -> tuple[NoteError, ...]:
    """Everything that must be mended before the notes in `text` can be read; empty when all is well.

    Takes any text whatever and never raises.

    >>> check_notes('{"id": "R001"')[0].line
    1
    """
    return _parsed(text)[1]


def parse_notes(text: str) -> tuple[ReportNote | ProfileNote, ...]:
    """The notes that a file holds, in its order. Raises `BadNote` when any line is wrong."""
    notes, errors = _parsed(text)
    if errors:
        raise BadNote(errors)
    return notes


def parse_sound_notes(text: str) -> tuple[tuple[ReportNote | ProfileNote, ...], tuple[NoteError, ...]]:
    """The notes of a file whose lines are in order, and what is wrong with the others. Never raises."""
    return _parsed(text)


def _parsed(text: str) -> tuple[tuple[ReportNote | ProfileNote, ...], tuple[NoteError, ...]]:
    notes: list[ReportNote | ProfileNote] = []
    errors: list[NoteError] = []
    first_seen: dict[str, int] = {}
    found_any = False
    # Only a line feed ends a line: other line breaks may stand inside a string, where the field's own check names them.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip(" \t\r"):
            continue
        found_any = True
        try:
            written = _object_in(line)
        except _BadLine as bad:
            errors.append(NoteError(number, "", str(bad)))
            continue
        note, wrong = _checked(written)
        errors.extend(NoteError(number, field, problem) for field, problem in wrong)
        name = written.get("id")
        if isinstance(name, str):
            if name in first_seen:
                twice = f"is {_shown(name)}, as on line {first_seen[name]}; give each note its own"
                errors.append(NoteError(number, "id", twice))
                note = None
            first_seen.setdefault(name, number)
        if note is not None:
            notes.append(note)
    if not found_any:
        errors.append(NoteError(1, "", "there is no note here; write one JSON object on each line"))
    return tuple(notes), tuple(errors)


def _object_in(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise _BadLine(f"is {len(line):,} characters long; a note has at most {LONGEST_LINE:,}")
    if "\0" in line:
        raise _BadLine("holds a NUL byte, so this is no plain text file; save it as UTF-8 text")
    if found := _SURROGATE.search(line):
        where = f"at character {found.start() + 1}"
        raise _BadLine(f"holds bytes that are not UTF-8 ({where}); save the file as UTF-8 text")
    try:
        written = json.loads(line, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as bad:
        raise _BadLine(f"is not JSON: {_plainly(bad)}; a note is one object, whole, on one line") from None
    except RecursionError:
        raise _BadLine("is nested too deeply to be a note") from None
    except ValueError:
        raise _BadLine("holds a number with thousands of digits") from None
    if not isinstance(written, dict):
        raise _BadLine(f"is {_sort_of(written)}, not an object; a note begins with {{ and ends with }}")
    return written


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, value in pairs:
        if name in written:
            raise _BadLine(f"has the field {_shown(name)} twice in one object; keep one")
        if _SURROGATE.search(name):
            raise _BadLine(f"has a field name with half of a character in it (a lone surrogate): {_shown(name)}")
        written[name] = value
    return written


def _no_constant(name: str) -> Any:
    raise _BadLine(f"holds {name}, which is not a number; write digits")


def _plainly(bad: json.JSONDecodeError) -> str:
    where = f"at character {bad.pos + 1}"
    reasons = {
        "Expecting property name": "a field name in double quotes is missing",
        "Expecting value": "a value is missing",
        "Expecting ',' delimiter": "a comma or a closing bracket is missing",
        "Expecting ':' delimiter": "a colon is missing",
        "Unterminated string": "a text is not closed with a double quote",
        "Invalid control character": "a text holds a tab or another control character",
        "Invalid \\escape": "a backslash stands alone; write two",
        "Invalid \\uXXXX": "\\u needs four digits after it",
        "Extra data": "something follows the object",
        "Illegal trailing comma": "a comma stands before a closing bracket",
    }
    for begins, reason in reasons.items():
        if bad.msg.startswith(begins):
            return f"{where} {reason}"
    return f"it goes wrong {where}"


def _checked(written: dict[str, Any]) -> tuple[ReportNote | ProfileNote | None, list[tuple[str, str]]]:
    kinds: dict[object, type[ReportNote] | type[ProfileNote]] = {"report": ReportNote, "profile": ProfileNote}
    kind = written.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        allowed = 'write "report" (what a page says) or "profile" (what others document about an outlet)'
        problem = f"is {_shown(kind)}; {allowed}" if "kind" in written else f"is missing; {allowed}"
        return None, [("kind", problem)]
    form = kinds[kind]
    try:
        return form.model_validate(written), []
    except ValidationError as bad:
        return None, _problems(form, bad.errors(include_url=False))


def _problems(form: type[BaseModel], details: list[ErrorDetails]) -> list[tuple[str, str]]:
    unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
    # A misspelt field is also a missing one; the person needs to hear it once.
    meant = {
        (*detail["loc"][:-1], name)
        for detail in unknown
        if (name := _nearest(str(detail["loc"][-1]), _fields_at(form, detail["loc"][:-1])))
    }
    problems: dict[str, str] = {}
    for detail in details:
        # A number is tried as a whole and as a fraction; both tries fail under the one field.
        where = tuple(step for step in detail["loc"] if step not in ("int", "float"))
        if detail["type"] == "missing" and where in meant:
            continue
        # A list whose every item is wrong counts as empty too; the items have been named already.
        if detail["type"] == "too_short" and detail["input"]:
            continue
        problems.setdefault(_path(where), _sentence(form, detail, where))
    return list(problems.items())


def _path(where: tuple[int | str, ...]) -> str:
    """The way to a field as a person writes it; the first fact is facts[1].

    >>> _path(("facts", 0, "quantity", "bound"))
    'facts[1].quantity.bound'
    """
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{_visible(step)}" for step in where)
    return "".join(steps).removeprefix(".")


def _sentence(form: type[BaseModel], detail: ErrorDetails, where: tuple[int | str, ...]) -> str:
    kind, given, told = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "note":
        return str(told["sentence"])
    if kind == "missing":
        return "is missing" + _hint(form, where)
    if kind == "extra_forbidden":
        return _unknown_field(str(where[-1]), _fields_at(form, where[:-1]))
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(told["expected"]))
        return f"is {_shown(given)}; it must be {_one_of(allowed)}{_did_you_mean(given, allowed)}"
    if kind == "string_too_long":
        return f"is {len(given):,} characters long; at most {told['max_length']:,} are allowed"
    if kind == "too_short":
        return "is an empty list; write at least one"
    if kind == "string_unicode":
        return "holds half of a character (a lone surrogate such as \\ud800); write the character itself"
    wanted = {
        "string_type": "a text in double quotes",
        "int_type": "a number without quotation marks",
        "float_type": "a number without quotation marks",
        "tuple_type": "a list in [ ]",
        "model_type": "an object in { }",
        "model_attributes_type": "an object in { }",
    }
    return f"is {_sort_of(given)}; it must be {wanted.get(kind, 'written as the form says')}" + _hint(form, where)


def _unknown_field(name: str, allowed: tuple[str, ...]) -> str:
    if near := _nearest(name, allowed):
        return f'is not a field of a note; did you mean "{near}"?'
    return f"is not a field of a note; the fields here are {', '.join(allowed)}"


def _nearest(name: str, allowed: tuple[str, ...]) -> str | None:
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")[:60]
    if plain in allowed:
        return plain
    if _OTHER_NAMES.get(plain) in allowed:
        return _OTHER_NAMES[plain]
    return next(iter(get_close_matches(plain, allowed, n=1, cutoff=0.7)), None)


def _did_you_mean(given: object, allowed: list[str]) -> str:
    if not isinstance(given, str):
        return ""
    near = get_close_matches(given.strip().lower().replace(" ", "_")[:60], allowed, n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def _one_of(allowed: list[str]) -> str:
    quoted = [f'"{word}"' for word in allowed]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _hint(form: type[BaseModel], where: tuple[int | str, ...]) -> str:
    for model in _forms_at(form, where[:-1]):
        described = model.model_fields.get(str(where[-1]))
        if described is not None and described.description:
            return f" ({described.description.rstrip('.')})"
    return ""


def _fields_at(form: type[BaseModel], where: tuple[int | str, ...]) -> tuple[str, ...]:
    return tuple(name for model in _forms_at(form, where) for name in model.model_fields)


def _forms_at(form: type[BaseModel], where: tuple[int | str, ...]) -> Iterator[type[BaseModel]]:
    model: type[BaseModel] = form
    for step in where:
        if isinstance(step, int):
            continue
        described = model.model_fields.get(step)
        inner = next(_forms_in(described.annotation), None) if described else None
        if inner is None:
            return
        model = inner
    yield model


def _forms_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, tuple, Annotated):
        for part in get_args(annotation):
            yield from _forms_in(part)


def _sort_of(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {str(value)[:40]}"
    if isinstance(value, str):
        return f"the text {_shown(value)}"
    return "an object" if isinstance(value, Mapping) else "a list"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{_visible(value[:40])}{"…" if len(value) > 40 else ""}"'
    return _sort_of(value)


def _visible(text: str) -> str:
    """The same text with every sign that prints as nothing shown as its number, so that an error can be read."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text[:80])
