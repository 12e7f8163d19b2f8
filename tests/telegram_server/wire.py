"""The wire: HTTP requests in, JSON answers out, and the two ways updates leave the server."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler

from . import rules
from .calls import Call, decode_params
from .faults import Fault, Faults
from .methods import Methods
from .refusals import Json, Refusal, bad_request
from .webhook import Webhook
from .world import World

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{30,50}")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Wire:
    """Everything between the socket and the world. Lives in the server's event loop."""

    def __init__(
        self, world: World, methods: Methods, faults: Faults, token: str, record: Callable[[Call], None]
    ) -> None:
        """Answer for one bot; each call is handed to ``record`` as it was answered, with the world's lock held."""
        self.world = world
        self.methods = methods
        self.faults = faults
        self.token = token
        self.record = record
        self.loop = asyncio.get_running_loop()
        self.webhook: Webhook | None = None
        self._poll = 0
        self._news = asyncio.Event()
        self._received = 0
        world.updates.listener = self._on_update

    def application(self) -> Application:
        """Give the tornado application to serve."""
        return Application([(r"/bot([^/]*)/([^/]*)", _Handler, {"wire": self})], log_function=lambda _: None)

    def close(self) -> None:
        """Stop pushing."""
        if self.webhook:
            self.webhook.close()

    def _on_update(self, update: Json) -> bool:
        webhook = self.webhook
        self.loop.call_soon_threadsafe(webhook.offer if webhook else lambda _: self._news.set(), update)
        return webhook is not None

    async def answer(
        self, token: str, method: str, params: Json, files: Mapping[str, tuple[str, bytes]]
    ) -> Json | None:
        """Answer one call; None means that the line is to be cut."""
        if not _TOKEN.fullmatch(token):
            return Refusal(404).answer()
        if token != self.token:
            return Refusal(401).answer()
        fault = self.faults.take(method)
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        with self.world.lock:
            number = self._received
            self._received += 1
            at = time.monotonic()
            if method.lower() not in _ON_THE_WIRE:
                answer = self._carry_out(method, params, files, fault)
                self.record(Call(number, method, params, files, answer, at))
                return answer
        if fault and fault.kind in {"refuse", "cut"}:
            answer = fault.refusal.answer() if fault.refusal else None
        else:
            try:
                answer = {"ok": True, "result": await getattr(self, _ON_THE_WIRE[method.lower()])(params)}
            except Refusal as refusal:
                answer = refusal.answer()
            if fault and fault.kind == "lose":
                answer = None
        with self.world.lock:
            self.record(Call(number, method, params, files, answer, at))
        return answer

    def _carry_out(
        self, method: str, params: Json, files: Mapping[str, tuple[str, bytes]], fault: Fault | None
    ) -> Json | None:
        if fault and fault.refusal:
            return fault.refusal.answer()
        if fault and fault.kind == "cut":
            return None
        found = self.methods.find(method)
        if found is None:
            return Refusal(404, "method not found").answer()
        try:
            answer: Json = {"ok": True, "result": found(params, files)}
        except Refusal as refusal:
            answer = refusal.answer()
        return None if fault and fault.kind == "lose" else answer

    async def get_updates(self, params: Json) -> list[Json]:
        updates = self.world.updates
        with self.world.lock:
            if self.webhook:
                reason = (
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
                )
                raise Refusal(409, reason)
            self._poll += 1
            mine = self._poll
            self.world.begin_listening()
            updates.allowed = rules.check_allowed_updates(params.get("allowed_updates")) or updates.allowed
            updates.confirm(rules.as_int(params.get("offset", 0), "offset"))
        self._news.set()  # an earlier poll learns that it was superseded
        limit = min(max(rules.as_int(params.get("limit", 100), "limit"), 1), 100)
        end = self.loop.time() + min(max(rules.as_int(params.get("timeout", 0), "timeout"), 0), 50)
        while True:
            self._news.clear()
            with self.world.lock:
                if mine != self._poll:
                    self._news.set()
                    raise Refusal(
                        409,
                        "terminated by other getUpdates request; make sure that only one bot instance is running",
                    )
                batch = updates.peek(limit)
            left = end - self.loop.time()
            if batch or left <= 0:
                return batch
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                continue

    async def set_webhook(self, params: Json) -> bool:
        url = str(params.get("url") or "")
        if not url:
            return await self.delete_webhook(params)
        parts = urlsplit(url)
        # Telegram wants HTTPS from everybody; a bot on this machine may do without.
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        most = rules.as_int(params.get("max_connections", 40), "max_connections")
        if not 1 <= most <= 100:
            raise bad_request("bad webhook: max_connections must be between 1 and 100")
        secret = rules.check_secret(params.get("secret_token"))
        with self.world.lock:
            updates = self.world.updates
            updates.allowed = rules.check_allowed_updates(params.get("allowed_updates")) or updates.allowed
            waiting = (self.webhook.close() if self.webhook else []) + updates.clear()
            self.webhook = Webhook(url, secret, most)
            for update in [] if params.get("drop_pending_updates") is True else waiting:
                self.webhook.offer(update)
            self._poll += 1
            self.world.begin_listening()
        self._news.set()
        return True

    async def delete_webhook(self, params: Json) -> bool:
        with self.world.lock:
            if self.webhook:
                self.world.updates.put_back(self.webhook.close())
                self.webhook = None
            if params.get("drop_pending_updates") is True:
                self.world.updates.clear()
        return True

    async def get_webhook_info(self, params: Json) -> Json:
        with self.world.lock:
            webhook = self.webhook
            pending = webhook.pending if webhook else len(self.world.updates)
            info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": pending}
            if webhook:
                info |= {"url": webhook.url, "max_connections": webhook.most}
                if webhook.last_error:
                    info |= {"last_error_date": webhook.last_error[0], "last_error_message": webhook.last_error[1]}
            return info


_ON_THE_WIRE = {
    "getupdates": "get_updates",
    "setwebhook": "set_webhook",
    "deletewebhook": "delete_webhook",
    "getwebhookinfo": "get_webhook_info",
}


class _Handler(RequestHandler):
    def initialize(self, wire: Wire) -> None:
        self.wire = wire

    async def get(self, token: str, method: str) -> None:
        await self._answer(token, method)

    async def post(self, token: str, method: str) -> None:
        await self._answer(token, method)

    async def _answer(self, token: str, method: str) -> None:
        answer: Json | None
        try:
            params, files = _read_request(self.request)
            answer = await self.wire.answer(token, method, params, files)
        except Refusal as refusal:
            answer = refusal.answer()
        if answer is None:
            self.detach().close()
            return
        code = 200 if answer["ok"] else int(answer["error_code"])
        self.set_status(code)
        if code in {502, 503, 504}:  # these come from a machine in front of Telegram, which speaks no JSON
            self.set_header("Content-Type", "text/html")
            self.finish(f"<html><head><title>{code}</title></head><body><h1>{self._reason}</h1></body></html>")
        else:
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps(answer))

    def log_exception(self, *args: Any) -> None:
        """Keep a hung-up line quiet, and anything else loud."""
        if args[0] is not None and not issubclass(args[0], ConnectionError):
            super().log_exception(*args)


def _read_request(request: HTTPServerRequest) -> tuple[Json, Mapping[str, tuple[str, bytes]]]:
    if request.headers.get("Content-Type", "").startswith("application/json"):
        try:
            body = json.loads(request.body or b"{}")
        except ValueError:
            raise bad_request("can't parse JSON body") from None
        return (body if isinstance(body, dict) else {}), {}
    raw = {name: values[-1] for name, values in request.arguments.items()}
    files = {name: (sent[0].filename, sent[0].body) for name, sent in request.files.items()}
    return decode_params(raw), files
