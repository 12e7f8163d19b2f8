"""The bot's own listener: Telegram's webhook, and what tells whether the bot is well. This is the door to tornado.

python-telegram-bot's own webhook has no other page beside it, and takes updates that a bot about to stop will not
answer; so its server, tornado, is used directly, as its documentation shows for this case.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.telegram.metrics import Metrics

#: An update is a message of 4,096 letters and what surrounds it.
LARGEST_UPDATE = 1 << 20
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

#: Takes an update as Telegram writes it; False where it cannot be taken now and Telegram is to send it again.
Take = Callable[[dict[str, Any]], Awaitable[bool]]
#: Whether the bot is well, and what there is to say about it.
Health = Callable[[], tuple[bool, dict[str, Any]]]


class Listener:
    """Serves one address until it is closed."""

    def __init__(self, address: str, port: int, *, health: Health, metrics: Metrics) -> None:
        self.address = address
        self.port = port
        self._health = health
        self._metrics = metrics
        self._server: HTTPServer | None = None

    def open(self, *, webhook: str | None = None, secret: str = "", take: Take | None = None) -> None:
        """Begin to serve; with `webhook`, updates are taken under that path. Raises OSError when the port is taken."""
        routes: list[Any] = [
            ("/health", _Health, {"health": self._health}),
            ("/metrics", _Metrics, {"metrics": self._metrics}),
        ]
        if webhook is not None:
            routes.append((webhook, _Webhook, {"secret": secret, "take": take}))
        server = HTTPServer(Application(routes, log_function=lambda handler: None), max_buffer_size=LARGEST_UPDATE)
        sockets = bind_sockets(self.port, self.address)
        server.add_sockets(sockets)
        # Port 0 takes a free one.
        self.port = sockets[0].getsockname()[1]
        self._server = server

    async def close(self) -> None:
        """Stop serving."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None


class _Quiet(RequestHandler):
    """Says nothing of itself, and nothing of what went wrong to whoever asks."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.finish(HTTPStatus(status_code).phrase)


class _Health(_Quiet):
    def initialize(self, health: Health) -> None:
        self._health = health

    def get(self) -> None:
        well, said = self._health()
        self.set_status(HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"ok": well, **said}))


class _Metrics(_Quiet):
    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def get(self) -> None:
        self.set_header("Content-Type", self._metrics.content_type)
        self.finish(self._metrics.text())


class _Webhook(_Quiet):
    def initialize(self, secret: str, take: Take) -> None:
        self._secret = secret
        self._take = take

    async def post(self) -> None:
        given = self.request.headers.get(SECRET_HEADER, "")
        # Compared in a time that does not tell how much of it was right.
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        try:
            update = json.loads(self.request.body)
        except ValueError:
            update = None
        if not isinstance(update, dict):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self.set_status(HTTPStatus.OK if await self._take(update) else HTTPStatus.SERVICE_UNAVAILABLE)
        self.finish()
