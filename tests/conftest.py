"""What every test stands on: no network but this machine's own, and one store with the starter pack for all."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import filelock
import pytest
import sqlalchemy as sa
from sqlalchemy.util import LRUCache
from telegram_server import TelegramServer, check_with_aiogram

from bot.memory import Memory
from bot.terminal.kb_cli import load_starter_into
from knowledge import embedding, pairs, runtimes, tagger_export
from knowledge import tagger as tagging
from knowledge.embedding import PACKAGED_MODEL, SentenceEncoder, open_encoder
from knowledge.store import Store
from knowledge.tagger import Tagger


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-cards", action="store_true", help="write the cards of the stories anew, to be read")


#: They take minutes; begun last, they would leave the other process with nothing to do.
LONGEST = ("test_durability.py", "test_cli.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)


class NetworkRefused(Exception):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Offline always: whatever reaches out fails the test that did it."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        inside = (
            self.family == socket.AF_UNIX
            or str(address[0]) in ("localhost", "::1")
            or str(address[0]).startswith("127.")
        )
        if not inside:
            raise NetworkRefused(f"a test tried to reach {address!r}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", only_here)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def networks_read_once() -> Iterator[None]:
    """Thousands of tests open a store of their own: those that open the same files share the network that was read.

    A network keeps nothing between two questions. What does, an encoder, is still each store's own; and a file that was
    changed is another one.
    """
    opened, cutting, digest = runtimes.on_onnxruntime, runtimes.tokenizer_in, embedding._sha256

    @lru_cache(maxsize=16)
    def network_of(path: Path, threads: int, _: tuple[int, ...]) -> Any:
        return opened(path, threads)

    @lru_cache(maxsize=16)
    def tokenizer_of(folder: Path, _: tuple[int, ...]) -> Any:
        return cutting(folder)

    @lru_cache(maxsize=16)
    def digest_of(path: Path, _: tuple[int, ...]) -> str:
        return digest(path)

    patch = pytest.MonkeyPatch()
    for module in (embedding, pairs, tagging):
        patch.setattr(
            module, "on_onnxruntime", lambda path, threads: network_of(path.resolve(), threads, state_of(path))
        )
        patch.setattr(
            module, "tokenizer_in", lambda folder: tokenizer_of(folder.resolve(), state_of(folder / "tokenizer.json"))
        )
    patch.setattr(embedding, "_sha256", lambda path: digest_of(path.resolve(), state_of(path)))
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def questions_worded_once() -> Iterator[None]:
    """What is asked of a database is put into SQL once for all stores, not once for each: they are all SQLite's.

    SQLAlchemy keeps what it has worded with the engine, and a test that has its own store has its own engine.
    """
    made, worded = sa.create_engine, sa.create_engine("sqlite://")
    with worded.connect():
        # The first connection tells the dialect which SQLite it speaks to.
        pass
    kept: Any = LRUCache(2000)

    def sharing(*named: Any, **how: Any) -> sa.Engine:
        engine = made(*named, **how)
        engine.dialect = worded.dialect
        engine.update_execution_options(compiled_cache=kept)
        return engine

    patch = pytest.MonkeyPatch()
    patch.setattr(sa, "create_engine", sharing)
    yield
    patch.undo()


def state_of(path: Path) -> tuple[int, ...]:
    """What is other numbers once a file has been written to or replaced; none where there is no file."""
    if not path.exists():
        return ()
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for all the processes that run tests together."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def models(shared_folder: Path) -> Path:
    """A folder with the exported model: the real one, exported once."""
    folder, exported = shared_folder / "models", shared_folder / "models.exported"
    with filelock.FileLock(shared_folder / "models.lock"):
        if not exported.exists():
            in_a_process_of_its_own(
                "from knowledge.embedding import PACKAGED_MODEL, open_encoder; open_encoder(PACKAGED_MODEL, folder)",
                folder,
            )
            exported.touch()
    return folder


def in_a_process_of_its_own(work: str, folder: Path) -> None:
    """Do what takes PyTorch: a process that imported it keeps its loggers, and pytest sees to each in every test."""
    program = f"from pathlib import Path; folder = Path({str(folder)!r}); {work}"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)


@pytest.fixture(scope="session")
def encoder(models: Path) -> SentenceEncoder:
    """The real model."""
    return open_encoder(PACKAGED_MODEL, models)


@pytest.fixture(scope="session")
def tagger_folder(shared_folder: Path) -> Path:
    """A folder with the exported tagger, where every store that has these models looks for it; exported once."""
    folder = shared_folder / "models" / "tagger"
    with filelock.FileLock(shared_folder / "tagger.lock"):
        if not tagger_export.is_current(folder):
            in_a_process_of_its_own("from knowledge.tagger_export import export; export(folder)", folder)
    return folder


@pytest.fixture(scope="session")
def tagger(tagger_folder: Path) -> Tagger:
    """The tagger that ships."""
    return Tagger.load(tagger_folder, threads=1)


@pytest.fixture(scope="session")
def starter_folder(shared_folder: Path, models: Path) -> Path:
    """A data folder that holds the starter pack. Tests only read it."""
    folder = shared_folder / "starter"
    with filelock.FileLock(shared_folder / "starter.lock"):
        if not (folder / "archive.sqlite").exists():
            folder.mkdir(exist_ok=True)
            (folder / "models").symlink_to(models)
            store = Store(folder)
            load_starter_into(store)
            store.close()
    return folder


@pytest.fixture(scope="session")
def starter(starter_folder: Path) -> Iterator[Store]:
    """The store with the starter pack."""
    store = Store(starter_folder)
    yield store
    store.close()


@pytest.fixture
def empty_store(tmp_path: Path, models: Path) -> Iterator[Store]:
    """A store of the test's own, with the real model and nothing in it."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    store = Store(folder)
    yield store
    store.close()


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """What one person or the other asked us to keep, in a folder of its own."""
    opened = Memory(tmp_path, retention_days=30)
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    """A Telegram server; afterwards every call that was made is held against Telegram's types."""
    with TelegramServer() as serving:
        yield serving
        for call in serving.calls:
            check_with_aiogram(call)
