"""Pushing updates to the bot's own address, as Telegram does when a webhook is set."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from .refusals import Json


class Webhook:
    """One webhook: order is kept within a chat, chats go side by side. Lives in the server's event loop."""

    def __init__(self, url: str, secret: str | None, most: int) -> None:
        """Push to ``url`` with at most ``most`` connections, sending the secret along."""
        self.url = url
        self.secret = secret
        self.most = most
        self.last_error: tuple[int, str] | None = None
        self._lanes: dict[int, deque[Json]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(most)
        self._client = AsyncHTTPClient(force_instance=True, max_clients=most)

    @property
    def pending(self) -> int:
        """How many updates the bot has not taken yet."""
        return sum(map(len, self._lanes.values()))

    def offer(self, update: Json) -> None:
        """Queue one update behind the others of its chat."""
        lane = _lane(update)
        if lane in self._lanes:
            self._lanes[lane].append(update)
            return
        self._lanes[lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> list[Json]:
        """Stop pushing and give back what was not taken."""
        for task in self._tasks:
            task.cancel()
        left = [update for lane in self._lanes.values() for update in lane]
        self._lanes.clear()
        self._client.close()
        return left

    async def _drain(self, lane: int) -> None:
        waiting = self._lanes[lane]
        pause = 0.1
        while waiting:
            async with self._gate:
                taken = await self._push(waiting[0])
            if taken:
                waiting.popleft()
                pause = 0.1
            else:  # Telegram tries again and again, ever more slowly
                await asyncio.sleep(pause)
                pause = min(2 * pause, 5.0)
        self._lanes.pop(lane, None)

    async def _push(self, update: Json) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        request = HTTPRequest(self.url, "POST", headers=headers, body=json.dumps(update))
        try:
            response = await self._client.fetch(request, raise_error=False)
        except OSError as error:
            self.last_error = (int(time.time()), str(error))
            return False
        if 200 <= response.code < 300:
            return True
        self.last_error = (int(time.time()), f"Wrong response from the webhook: {response.code} {response.reason}")
        return False


def _lane(update: Json) -> int:
    for kind, body in update.items():
        if kind != "update_id":
            chat = body.get("chat") or body.get("message", {}).get("chat") or body.get("from") or {}
            return int(chat.get("id", 0))
    return 0
