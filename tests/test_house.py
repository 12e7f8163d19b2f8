"""The house stands as drawn: imports point left, and each guest library has one door."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAP = (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")
ROOMS = ("knowledge", "retrieval", "bot")
#: Each guest, and the only files that may let it in; a room that ends in "/" is one door.
DOORS = {
    "chromadb": ("knowledge/index.py",),
    "sentence_transformers": ("knowledge/embedding.py",),
    # The encoder, the tagger and the reader of pairs are three models on the same runtimes.
    "onnxruntime": ("knowledge/runtimes.py",),
    "tokenizers": (
        "knowledge/runtimes.py",
        "knowledge/pairs.py",
        "knowledge/tagger_export.py",
        "knowledge/tagger_pieces.py",
    ),
    "openvino": ("knowledge/runtimes.py",),
    "torch": ("knowledge/embedding.py",),
    # What people asked us to keep lies apart from the reporting: a copy of that holds nobody, and the lock of a long
    # refresh keeps no button waiting.
    "sqlalchemy": ("knowledge/archive/", "bot/memory/"),
    "cryptography": ("bot/sealing.py",),
    "httpx": ("knowledge/fetch/addresses.py", "knowledge/fetch/fetcher.py", "knowledge/fetch/targets.py"),
    # The guard stands beneath httpx, where connections are made.
    "httpcore": ("knowledge/fetch/addresses.py",),
    "tenacity": ("knowledge/fetch/fetcher.py",),
    "protego": ("knowledge/fetch/robots.py",),
    "feedparser": ("knowledge/feeds/reader.py",),
    "trafilatura": ("knowledge/articles/pages.py",),
    "pypdf": ("knowledge/articles/documents.py",),
    "telegram": ("bot/telegram/",),
    "tornado": ("bot/telegram/serving.py",),
    "prometheus_client": ("bot/telegram/metrics.py",),
    "matplotlib": ("bot/card/drawing.py",),
    # The second keeps what the first reads.
    "babel": ("bot/words.py", "bot/catalogue.py"),
    "dotenv": ("bot/settings.py",),
    "platformdirs": ("bot/settings.py",),
}
NO_SUCH_ROOM = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: rooms are named in full"
            yield node.module or "", node.lineno


def test_there_is_something_to_look_at() -> None:
    assert len(sources()) > 20


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_left(path: Path) -> None:
    room = ROOMS.index(path.relative_to(ROOT).parts[0])
    for module, line in imports_of(path):
        first = module.split(".")[0]
        assert first not in ROOMS or ROOMS.index(first) <= room, f"{path}:{line} imports {module} from the right"
        assert first not in ("tests", "benchmarks", "training"), f"{path}:{line} imports {module}"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_each_guest_has_one_door(path: Path) -> None:
    here = str(path.relative_to(ROOT))
    for module, line in imports_of(path):
        doors = DOORS.get(module.split(".")[0])
        let_in = doors is None or any(here == door or (door[-1] == "/" and here.startswith(door)) for door in doors)
        assert let_in, f"{here}:{line} lets in {module}; its door is {doors}"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_settings_read_the_environment(path: Path) -> None:
    if path == ROOT / "bot" / "settings.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("environ", "getenv"), f"{path}:{node.lineno} reads the environment"


def test_no_drawers() -> None:
    assert not [path for path in sources() if path.stem in NO_SUCH_ROOM]


def test_there_is_no_verdict() -> None:
    words = ("verdict", "is_true", "is_false", "truth_score", "credibility_score", "reliability_score")
    for path in sources():
        names = {n.id for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Name)}
        names |= {
            n.name for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ClassDef | ast.FunctionDef)
        }
        assert not [name for name in names if any(word in name.lower() for word in words)], path


def test_the_map_names_no_file_that_is_gone() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|toml))`", MAP))
    files = [f"/{path.relative_to(ROOT).as_posix()}" for path in (*sources(), *ROOT.rglob("tests/*.py"))]
    files += [f"/{path.relative_to(ROOT).as_posix()}" for room in ROOMS for path in (ROOT / room).rglob("*.toml")]
    gone = {name for name in named if not any(file.endswith(f"/{name}") for file in files)}
    assert len(named) > 50 and not gone


def test_the_map_names_every_file_on_a_claims_way() -> None:
    way = MAP[MAP.index("A claim's way through") : MAP.index("`bot/` has rooms too")]
    named = set(re.findall(r"`(?:\w+/)*(\w+\.py)`", way))
    # Origins, caveats and the ledger are told on pages of their own.
    files = {
        path.name
        for path in (ROOT / "retrieval").rglob("*.py")
        if path.parent.name not in ("origins", "caveats", "ledger")
    }
    assert len(files) > 40 and not files - {"__init__.py"} - named


def test_no_two_tables_of_a_claims_way_have_one_name() -> None:
    names = [path.name for path in (ROOT / "retrieval").rglob("*.toml") if path.parent.name != "listings"]
    assert len(names) > 40 and len(names) == len(set(names))


def test_an_installed_copy_has_every_table_that_the_code_reads() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packed = {
        path
        for package, patterns in project["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    read = {
        path for room in ROOMS for end in ("toml", "npz", "po", "jsonl") for path in (ROOT / room).rglob(f"*.{end}")
    }
    assert len(read) > 40 and not read - packed


def test_each_dependency_has_a_line_that_says_why_it_and_not_another() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    rows = " ".join(line.split("|")[1] for line in MAP.splitlines() if line.startswith("|"))
    names = {re.split(r"[\[<>=]", one)[0] for one in wanted}
    assert not {name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows)}
