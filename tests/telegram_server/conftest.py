"""What the tests of the server itself begin with: a server, somebody with the app, and a bot reduced to its calls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from telegram_server import Person, TelegramServer
from telegram_server.line import Line


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def rosa(server: TelegramServer) -> Person:
    return Person(server, 11, "Rosa", username="rosa_reads")


@pytest.fixture
def line(server: TelegramServer) -> Iterator[Line]:
    line = Line(server)
    yield line
    line.client.close()
