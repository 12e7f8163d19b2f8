"""Tables and code agree: each row that code asks for is written, and each row that is written is asked for."""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LISTS = "word_lists"
#: Tables that are gone through, whatever their rows are called: a sign of sameness, and the kinds of remarks.
GONE_THROUGH = {"remarks", "sameness"}

Function = tuple[str, str]  #: its module, and its name


class Door(NamedTuple):
    """A function that is given names of rows: of which tables (none: the caller says), and which arguments they are."""

    tables: frozenset[str]
    first: int
    last: int | None = None


class Asked(NamedTuple):
    """A row that code asks for by a name that is written there, of the one table or the other."""

    row: str
    tables: frozenset[str]
    where: str


#: Where words are handed out: retrieval's tables by their names, and the editor's lists.
DOORS = {("retrieval.word_tables", name): Door(frozenset(), 1) for name in ("words_in", "any_of", "worded", "each_of")}
DOORS |= {("knowledge.word_lists", name): Door(frozenset({LISTS}), 0) for name in ("words_in", "any_of")}
WHOLE = ("retrieval.word_tables", "table_of")


class Scope(NamedTuple):
    """A function, or whatever else stands by itself in a file."""

    module: str
    name: str
    parameters: list[str]
    nodes: list[ast.AST]
    imported: dict[str, Function]

    def called(self, node: ast.AST) -> Function:
        """Which function a call calls; of a method, none."""
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        return self.imported.get(name, (self.module, name))


@cache
def rows_of_tables() -> dict[str, set[str]]:
    files = [path for path in (ROOT / "retrieval").rglob("*.toml") if path.parent.name != "listings"]
    files.append(ROOT / "knowledge" / f"{LISTS}.toml")
    return {path.stem: set(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files}


@cache
def scopes() -> tuple[Scope, ...]:
    files = (path for room in ("knowledge", "retrieval", "bot") for path in sorted((ROOT / room).rglob("*.py")))
    return tuple(scope for path in files for scope in scopes_of(path))


def scopes_of(path: Path) -> Iterator[Scope]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    imports = [node for node in body if isinstance(node, ast.ImportFrom)]
    imported = {name.asname or name.name: (node.module or "", name.name) for node in imports for name in node.names}
    for one in body:
        parameters = [argument.arg for argument in one.args.args] if isinstance(one, ast.FunctionDef) else []
        yield Scope(module, getattr(one, "name", ""), parameters, list(ast.walk(one)), imported)


def written(node: ast.AST) -> str:
    """The words that an expression is; empty where it is anything else than words written out."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def table_of(node: ast.AST | None, scope: Scope) -> str:
    """Which table `table_of("…")` is; empty for anything else."""
    return written(node.args[0]) if isinstance(node, ast.Call) and scope.called(node) == WHOLE else ""


@cache
def handles() -> dict[Function, str]:
    """The functions that hand out a whole table, and which."""
    return {
        (scope.module, scope.name): table
        for scope in scopes()
        for node in scope.nodes
        if isinstance(node, ast.Return) and (table := table_of(node.value, scope))
    }


def whole_table(node: ast.AST, scope: Scope) -> str:
    return table_of(node, scope) or handles().get(scope.called(node), "")


def rows_read(scope: Scope, doors: dict[Function, Door]) -> Iterator[tuple[ast.expr, frozenset[str]]]:
    """Each expression of a scope that says which row is read, with the tables that it may be of."""
    named = {
        target.id: whole_table(node.value, scope)
        for node in scope.nodes
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in scope.nodes:
        if isinstance(node, ast.Subscript):
            held = node.value
            if table := named.get(held.id, "") if isinstance(held, ast.Name) else whole_table(held, scope):
                yield node.slice, frozenset({table})
        elif isinstance(node, ast.Call) and (door := doors.get(scope.called(node))):
            tables = door.tables or frozenset({written(node.args[0])} - {""})
            yield from ((argument, tables) for argument in node.args[door.first : door.last] if tables)


@cache
def all_doors() -> dict[Function, Door]:
    """The doors, the functions that pass a row's name on to one of them, those that pass it on to these, and so on."""
    doors, known = dict(DOORS), 0
    while len(doors) > known:
        known = len(doors)
        for scope in scopes():
            passed = [(row.id, of) for row, of in rows_read(scope, doors) if isinstance(row, ast.Name)]
            for name in {name for name, _ in passed if name in scope.parameters}:
                at = scope.parameters.index(name)
                tables = frozenset[str]().union(*(of for other, of in passed if other == name))
                doors[scope.module, scope.name] = Door(tables, at, at + 1)
    return doors


def gone_through(nodes: Iterable[ast.AST]) -> dict[str, list[str]]:
    """The names that stand for one word after the other: `for row in ("a", "b")`."""
    return {
        loop.target.id: [written(one) for one in loop.iter.elts]
        for loop in nodes
        if isinstance(loop, ast.For | ast.comprehension) and isinstance(loop.target, ast.Name)
        if isinstance(loop.iter, ast.Tuple | ast.List) and all(map(written, loop.iter.elts))
    }


@cache
def asked() -> frozenset[Asked]:
    found = set()
    for scope in scopes():
        loops = gone_through(scope.nodes)
        for row, tables in rows_read(scope, all_doors()):
            names = loops.get(row.id, []) if isinstance(row, ast.Name) else [written(row)]
            found |= {Asked(name, tables, f"{scope.module}:{row.lineno}") for name in names if name}
    return frozenset(found)


def test_each_row_that_code_asks_for_is_written() -> None:
    tables = rows_of_tables()
    missing = sorted(one.where for one in asked() if not any(one.row in tables.get(of, ()) for of in one.tables))
    assert len(asked()) > 1_000 and not missing


def test_each_row_that_is_written_is_asked_for() -> None:
    """By its name, in a file that reads its table: itself, or through a door of another file."""
    known, asking = rows_of_tables(), set()
    words: dict[str, set[str]] = defaultdict(set)
    reads: dict[str, set[str]] = defaultdict(set)
    for scope in scopes():
        words[scope.module] |= {written(node) for node in scope.nodes}
        words[scope.module] |= {node.arg for node in scope.nodes if isinstance(node, ast.keyword) and node.arg}
        names = {node.id for node in scope.nodes if isinstance(node, ast.Name)}
        for function in {scope.imported[name] for name in names & scope.imported.keys()}:
            reads[scope.module] |= all_doors().get(function, Door(frozenset(), 0)).tables | {
                handles().get(function, "")
            }
    for file, said in words.items():
        asking |= {(table, row) for table in (reads[file] | said) & known.keys() for row in known[table] & said}
    unasked = {f"{table}: {row}" for table, rows in known.items() for row in rows if (table, row) not in asking}
    assert not {one for one in unasked if one.split(":")[0] not in GONE_THROUGH}
