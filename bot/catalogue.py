"""Keeps the catalogues complete: gathers what the interface says in the code, and writes it into bot/locale/*.po.

`python -m bot.catalogue` adds what is new, drops what is gone, and says what still wants a translation.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.terminal.screen import out
from bot.words import LANGUAGES

ROOM = Path(__file__).parent
LOCALE = ROOM / "locale"
#: Where the sentences stand: the bot's own, and those of a card.
ROOMS = (ROOM, ROOM.parent / "retrieval")

#: One sentence, or the two English forms of a sentence with a number in it.
Message = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the interface says, with the places where it says it."""

    places: Mapping[Message, list[tuple[str, int]]]
    #: Places that say something which cannot be read without running them.
    unreadable: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One file, with the names that stand for sentences in it."""

    path: Path
    nodes: list[ast.AST]
    names: dict[str, list[ast.expr]] = field(default_factory=dict)


def gather(*rooms: Path) -> Gathered:
    """Every sentence that `say`, `count`, `msgid`, `told` or `told_of` is given in the files of the rooms."""
    rooms = rooms or ROOMS
    files = {path: _read(path) for room in rooms for path in sorted(room.rglob("*.py"))}
    shared = {name: values for reading in files.values() for name, values in reading.names.items() if name.isupper()}
    places: dict[Message, list[tuple[str, int]]] = {}
    unreadable: list[str] = []
    for path, reading in files.items():
        here = next(f"{room.name}/{path.relative_to(room).as_posix()}" for room in rooms if path.is_relative_to(room))
        for call, sentences in _calls(reading):
            said = [list(_strings(sentence, {**shared, **reading.names})) for sentence in sentences]
            for sentence, found in zip(sentences, said, strict=True):
                # What a field or a row holds was marked where it was written, or stands in a table.
                if not found and not isinstance(sentence, ast.Attribute | ast.Subscript):
                    unreadable.append(f"{here}:{call.lineno} says {ast.unparse(sentence)}")
            messages: list[Message] = list(zip(said[0], said[1], strict=False)) if len(said) == 2 else list(said[0])
            for message in messages:
                if message:
                    places.setdefault(message, []).append((here, call.lineno))
    for message, place in _in_tables(rooms):
        places.setdefault(message, []).append(place)
    # What is marked in a table and counted elsewhere is one message, with its two forms.
    forms = {form for message in places if isinstance(message, tuple) for form in message}
    return Gathered({m: where for m, where in places.items() if m not in forms}, tuple(unreadable))


def _in_tables(rooms: Iterable[Path]) -> Iterator[tuple[Message, tuple[str, int]]]:
    """What editors have things called in the tables: `called = "an estimate"`."""
    for room in rooms:
        for path in sorted(room.rglob("*.toml")):
            for rows in tomllib.loads(path.read_text(encoding="utf-8")).values():
                for row in rows if isinstance(rows, list) else ():
                    if isinstance(row, dict) and "called" in row:
                        yield row["called"], (f"{room.name}/{path.relative_to(room).as_posix()}", 0)


def _read(path: Path) -> _Reading:
    reading = _Reading(path, list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    for node in reading.nodes:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        elif isinstance(node, ast.For):
            targets, value = [node.target], node.iter
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                reading.names.setdefault(target.id, []).append(value)
            elif isinstance(target, ast.Tuple):
                for place, name in enumerate(target.elts):
                    if isinstance(name, ast.Name):
                        part = ast.Subscript(value, ast.Constant(place))
                        reading.names.setdefault(name.id, []).append(part)
    return reading


def _calls(reading: _Reading) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    tells = reading.path.name == "wording.py" or any(
        isinstance(node, ast.ImportFrom) and node.module == "retrieval.wording" for node in reading.nodes
    )
    for node in reading.nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if (name == "say" and isinstance(node.func, ast.Attribute)) or name == "msgid" or (tells and name == "told"):
            yield node, node.args[:1]
        elif name == "told_of":
            yield node, node.args[1:3]
        # A text's own `count` takes one word.
        elif name == "count" and isinstance(node.func, ast.Attribute) and len(node.args) >= 3:
            yield node, node.args[:2]


#: What is asked of a table of sentences.
_OF_A_TABLE = ("get", "items", "values")


def _strings(said: ast.expr, names: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """The sentences an expression can stand for: itself, a name's, a table's."""
    for leaf in _leaves(said, names):
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
            yield leaf.value
        elif isinstance(leaf, ast.Tuple | ast.List):
            for part in leaf.elts:
                yield from _strings(part, names)


def _leaves(said: ast.expr, names: Mapping[str, list[ast.expr]], deep: int = 0) -> Iterator[ast.expr]:
    """What an expression comes down to: strings and rows of strings."""
    parts: list[ast.expr] = []
    if deep > 8:
        return
    if isinstance(said, ast.Constant | ast.Tuple | ast.List):
        yield said
    elif isinstance(said, ast.Name):
        parts = names.get(said.id, [])
    elif isinstance(said, ast.Attribute) and said.attr.isupper():
        parts = names.get(said.attr, [])
    elif isinstance(said, ast.IfExp):
        parts = [said.body, said.orelse]
    elif isinstance(said, ast.Dict):
        parts = list(said.values)
    elif isinstance(said, ast.Subscript):
        place = said.slice.value if isinstance(said.slice, ast.Constant) else None
        for leaf in _leaves(said.value, names, deep + 1):
            # The second of a row; of anything else, whatever is in it.
            is_row = isinstance(leaf, ast.Tuple | ast.List) and isinstance(place, int) and place < len(leaf.elts)
            parts.append(leaf.elts[place] if is_row else leaf)  # type: ignore[attr-defined]
    elif isinstance(said, ast.Call) and getattr(said.func, "id", "") == "msgid":
        parts = list(said.args)
    elif isinstance(said, ast.Call) and isinstance(said.func, ast.Attribute) and said.func.attr in _OF_A_TABLE:
        parts = [said.func.value, *said.args[1:]]
    for part in parts:
        yield from _leaves(part, names, deep + 1)


def template(gathered: Gathered) -> Catalog:
    """The catalogue with nothing translated."""
    catalog = Catalog(project="whosays", fuzzy=False)
    for message, places in sorted(gathered.places.items(), key=lambda item: str(item[0])):
        # A place is a file: a line's number would change the catalogue with every edit above it.
        catalog.add(message, locations=[(file, 0) for file in sorted({file for file, _ in places})])
    return catalog


def read(language: str) -> Catalog:
    """A language's catalogue as it is kept."""
    with (LOCALE / f"{language}.po").open("rb") as written:
        return read_po(written, locale=language)


def update(language: str, gathered: Gathered) -> list[str]:
    """Bring a language's catalogue up to the code; what it still lacks comes back."""
    path = LOCALE / f"{language}.po"
    catalog = read(language) if path.exists() else Catalog(locale=language)
    catalog.update(template(gathered), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    write(catalog, path)
    return lacking(catalog)


def write(catalog: Catalog, path: Path) -> None:
    """Keep a catalogue, with a head that changes only when it must."""
    name = LANGUAGES[str(catalog.locale)]
    catalog.header_comment = f"# whosays in {name}; `python -m bot.catalogue` keeps it complete."
    catalog.project, catalog.version = "whosays", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "whosays"
    catalog.creation_date = catalog.revision_date = datetime(2026, 11, 26, tzinfo=UTC)
    catalog.fuzzy = False
    with path.open("wb") as writing:
        write_po(writing, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)


def lacking(catalog: Catalog) -> list[str]:
    """The sentences of a catalogue that are not, or not surely, translated."""
    found = []
    for message in catalog:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            found.append(message.id[0] if isinstance(message.id, tuple | list) else message.id)
    return found


def main() -> None:
    """Update every catalogue and say what is left to do."""
    gathered = gather()
    for place in gathered.unreadable:
        out(f"Not read: {place}; mark its sentences with msgid(…).\n")
    for language in LANGUAGES:
        if language != "en":
            missing = update(language, gathered)
            out(f"{language}: {len(gathered.places)} sentences, {len(missing)} to translate\n")
            for sentence in missing:
                out(f"    {sentence!r}\n")


if __name__ == "__main__":
    main()
