"""A bot reduced to its HTTP calls, for asking the server what no library would send."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

import httpx
from patience import SOON

from .refusals import Json
from .server import TelegramServer


class Line:
    """A bot reduced to its HTTP calls."""

    def __init__(self, server: TelegramServer) -> None:
        self.server = server
        self.client = httpx.Client(timeout=SOON)

    def call(self, method: str, token: str | None = None, **params: Any) -> Json:
        data = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        response = self.client.post(f"{self.server.base_url}{token or self.server.token}/{method}", data=data)
        answer: Json = response.json()
        assert response.status_code == (200 if answer["ok"] else answer["error_code"])
        return answer

    def does(self, method: str, **params: Any) -> Any:
        answer = self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    pixels = zlib.compress(b"\x00" * (height * (width + 1)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
