"""The bot under a crowd: a thousand chats at once, a steady stream, somebody typing inline, and memory over the hours.

    make bench-bot        or: python -m benchmarks.bot [--chats 1000] [--stream 60] [--messages 20000] [--clerks 2]

The real bot runs as its users run it, a process of its own with its clerks, against the strict Bot API server of the
tests on this machine's loopback, which runs in this process with everybody who writes: on two cores all of it shares
them. Every claim is another one: real sentences of the starter pack with their figures, or a date, exchanged. The pace
that Telegram allows bots (30 messages a second) is set aside, or it would be all that is measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.libraries import kept_models
from bot.terminal.kb_cli import load_starter_into
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage, read_claims

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from telegram_server import Person, TelegramServer

#: What we set ourselves: cards a second, and milliseconds at the 95th percentile at twenty a second and inline.
GOAL_A_SECOND, GOAL_CARD_MS, GOAL_INLINE_MS = 40.0, 500.0, 300.0
A_SECOND, KEYSTROKES_A_SECOND = 20.0, 10.0
#: Claims longer than this are not what people paste.
LONGEST = 200
_number = re.compile(r"(?<![\w.,])\d[\d,]*(?![\w,])")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=1000, help="so many chats send at once")
    parser.add_argument("--stream", type=int, default=60, help="seconds of the steady stream")
    parser.add_argument("--messages", type=int, default=20_000, help="so many messages in all; memory is watched")
    parser.add_argument("--clerks", type=int, default=2, help="processes that answer")
    parser.add_argument("--side-by-side", type=int, default=0, help="also so many claims in threads and in processes")
    asked = parser.parse_args(arguments)
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; load before {load:.1f}\n")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        claims = _prepare(data)
        if asked.side_by_side:
            _side_by_side(data, claims, asked.side_by_side)
        with TelegramServer() as server, _bot(server, data, asked.clerks) as bot:
            crowd = Crowd(server, [Person(server, 1000 + n, f"Person {n}") for n in range(asked.chats)])
            for n in range(40):  # every clerk has answered before anybody is timed
                crowd.says(n % asked.chats, next(claims))
            crowd.waits(120)
            _at_once(crowd, claims, bot)
            _stream(server, crowd, claims, asked.stream)
            _memory(crowd, claims, bot, asked.messages)
            crowd.report(bot.metrics())


def _prepare(data: Path) -> Iterator[str]:
    (data / "models").symlink_to(kept_models())
    store = Store(data)
    load_starter_into(store)
    said = [s.span.of(a.text) for a in store.archive.articles() for s in store.archive.statements_of(a.id)]
    store.close()
    return distinct_claims([words for words in said if len(words) <= LONGEST and _is_one_claim(words)])


def _is_one_claim(words: str) -> bool:
    try:
        return len(read_claims(words).claims) == 1
    except BadMessage:
        return False


def distinct_claims(said: Sequence[str], seed: int = 7) -> Iterator[str]:
    """Claims without end, no two alike: the sentences with other figures; those without one are given a date."""
    chance, given = random.Random(seed), set[str]()
    while True:
        words = chance.choice(said)
        claim = _number.sub(lambda number: _another(number.group(), chance), words)
        if claim == words:
            claim = f"{words.rstrip('. ')} on {chance.randint(1, 28)} March {chance.randint(2011, 2024)}"
        if claim not in given:
            given.add(claim)
            yield claim


def _another(number: str, chance: random.Random) -> str:
    value = int(number.replace(",", ""))
    if 1900 <= value <= 2030 and "," not in number:
        return str(chance.randint(2011, 2024))
    return f"{max(2, round(value * chance.uniform(0.3, 3))):,}" if value else number


class Crowd:
    """Everybody who writes, when they wrote what, and when the answers came."""

    def __init__(self, server: TelegramServer, people: Sequence[Person]) -> None:
        self.server = server
        self.people = people
        self.sent: dict[tuple[int, int], float] = {}
        self.answers: dict[tuple[int, int], list[tuple[float, str]]] = {}
        self._looked_at = 0

    def says(self, who: int, claim: str) -> tuple[int, int]:
        """One of them writes; which message it is."""
        person, now = self.people[who % len(self.people)], time.monotonic()
        key = (person.id, person.says(claim).id)
        self.sent[key] = now
        return key

    def look(self) -> None:
        """See which answers have come."""
        calls = self.server.calls
        while self._looked_at < len(calls):
            call = calls[self._looked_at]
            self._looked_at += 1
            if call.method == "sendMessage" and call.ok:
                key = (call.params["chat_id"], call.params["reply_parameters"]["message_id"])
                self.answers.setdefault(key, []).append((call.at, call.params["text"]))

    @property
    def unanswered(self) -> int:
        """How many messages have no answer yet."""
        self.look()
        return sum(key not in self.answers for key in self.sent)

    def waits(self, seconds: float) -> None:
        """Wait until everybody has an answer, or as long as this."""
        end = time.monotonic() + seconds
        while self.unanswered and time.monotonic() < end:
            time.sleep(0.05)

    def seconds_of(self, keys: Sequence[tuple[int, int]]) -> list[float]:
        """How long each of these messages waited for its first answer."""
        return [self.answers[key][0][0] - self.sent[key] for key in keys if key in self.answers]

    def report(self, metrics: dict[str, float]) -> None:
        """Say what was lost, what was answered twice, and what the bot counted."""
        self.look()
        lost = [key for key in self.sent if key not in self.answers]
        twice = [key for key, texts in self.answers.items() if max(Counter(t for _, t in texts).values()) > 1]
        excuses = sum("try again in a minute" in texts[0][1] for texts in self.answers.values())
        print(
            f"\n{len(self.sent):,} messages: lost {len(lost)}, answered twice {len(twice)}, told to come back {excuses}"
        )
        refused = Counter(str((call.answer or {}).get("description")) for call in self.server.refused)
        print(f"refused by the server: {dict(refused) or 'nothing'}")
        inline = sum(value for name, value in metrics.items() if name.startswith('whosays_answers_total{kind="inline"'))
        kept = metrics.get("whosays_inline_kept_total", 0.0)
        print(f"answers that were not worked out but kept from before: {kept:g} of {inline:g} inline, no card")
        wanted = ("errors_total", "calls_again_total", "failed", "too long")
        for name, value in metrics.items():
            if any(word in name for word in wanted) and value:
                print(f"{name} {value:g}")


def _at_once(crowd: Crowd, claims: Iterator[str], bot: Running) -> None:
    wanted = [next(claims) for _ in crowd.people]
    begun, busy = time.monotonic(), bot.busy()
    keys = [crowd.says(n, claim) for n, claim in enumerate(wanted)]
    crowd.waits(300)
    waited = crowd.seconds_of(keys)
    last = max(crowd.answers[key][0][0] for key in keys if key in crowd.answers)
    rate = len(waited) / (last - begun)
    spent = [1000 * (after - before) / len(keys) for before, after in zip(busy, bot.busy(), strict=True)]
    print(f"{len(keys):,} chats at once")
    print(f"  {'cards a second':<34}{rate:8.1f}   goal {GOAL_A_SECOND:g}")
    print(f"  {'until answered, p50 / p95 / p99':<34}{_told(waited, 1)} s")
    print(
        f"  a core's time a card: the bot {spent[0]:.1f} ms, its clerks {spent[1]:.1f} ms, the server {spent[2]:.1f} ms"
    )
    print(f"  {'so two cores would do':<34}{2000 / sum(spent):8.1f} a second, if nobody else used them")


def _stream(server: TelegramServer, crowd: Crowd, claims: Iterator[str], seconds: int) -> None:
    typing = Typing(server, [next(claims) for _ in range(max(1, seconds))], seconds)
    typing.start()
    keys, begun = [], time.monotonic()
    for n in range(int(seconds * A_SECOND)):
        time.sleep(max(0.0, begun + n / A_SECOND - time.monotonic()))
        keys.append(crowd.says(n, next(claims)))
    crowd.waits(60)
    typing.join()
    waited = crowd.seconds_of(keys)
    print(
        f"{A_SECOND:g} a second for {seconds} s, while one person types inline, {KEYSTROKES_A_SECOND:g} keys a second"
    )
    print(f"  {'until the card, p50 / p95 / p99':<34}{_told(waited, 1000)} ms   goal p95 {GOAL_CARD_MS:g}")
    told = _told(typing.waited, 1000)
    print(f"  {'until the list, p50 / p95 / p99':<34}{told} ms   goal p95 {GOAL_INLINE_MS:g}")
    print(
        f"  {typing.typed:,} keystrokes: {len(typing.waited):,} answered, {typing.dropped:,} overtaken by the next one"
    )
    print(f"  last key of a claim answered: {typing.ended:,} of {typing.claims:,}")


class Typing(threading.Thread):
    """Somebody who types claim after claim behind the bot's name."""

    def __init__(self, server: TelegramServer, claims: Sequence[str], seconds: float) -> None:
        super().__init__(daemon=True)
        self._person = Person(server, 999, "Typist")
        self._claims, self._seconds = claims, seconds
        self.typed = self.dropped = self.ended = self.claims = 0
        self.waited: list[float] = []

    def run(self) -> None:
        """Type, and then look which of it was answered."""
        begun, asked = time.monotonic(), []
        for claim in self._claims:
            for end in range(1, len(claim) + 1):
                time.sleep(max(0.0, begun + self.typed / KEYSTROKES_A_SECOND - time.monotonic()))
                if time.monotonic() - begun > self._seconds:
                    break
                asked.append((time.monotonic(), end == len(claim)))
                self._person.types_inline(claim[:end])
                self.typed += 1
            else:
                time.sleep(1)
                self.typed += int(KEYSTROKES_A_SECOND)
                continue
            break
        self.typed = len(asked)
        time.sleep(2)
        answered = {
            call.params["inline_query_id"]: call.at
            for call in self._person.server.calls_of("answerInlineQuery")
            if call.ok
        }
        for query, (at, is_last) in zip(self._person._inline, asked, strict=True):
            self.claims += is_last
            if query.id in answered:
                self.waited.append(answered[query.id] - at)
                self.ended += is_last
            else:
                self.dropped += 1


def _memory(crowd: Crowd, claims: Iterator[str], bot: Running, messages: int) -> None:
    print("memory of the bot and its clerks together (what is shared counts once)")
    print(f"  after {len(crowd.sent):>7,} messages {bot.megabytes():8.0f} MB", flush=True)
    step, begun, before = max(1, messages // 10), time.monotonic(), len(crowd.sent)
    while len(crowd.sent) < messages:
        # As many as are answered: enough to keep the clerks busy, and no longer a line than a bot would have.
        for _ in range(min(50, messages - len(crowd.sent))):
            crowd.says(len(crowd.sent), next(claims))
            if len(crowd.sent) % step == 0:
                crowd.waits(60)
                print(f"  after {len(crowd.sent):>7,} messages {bot.megabytes():8.0f} MB", flush=True)
        while crowd.unanswered > 50:
            time.sleep(0.02)
    crowd.waits(120)
    if len(crowd.sent) > before:
        rate = (len(crowd.sent) - before) / (time.monotonic() - begun)
        print(f"  {'cards a second meanwhile':<34}{rate:8.1f}   goal {GOAL_A_SECOND:g}")


@dataclass(frozen=True, slots=True)
class Running:
    """The bot's process, and where it says how it is."""

    process: subprocess.Popen[str]
    port: int

    def megabytes(self) -> float:
        """Memory of the process and its children; pages that several share are counted once (PSS)."""
        return sum(_pss(pid) for pid in (self.process.pid, *self.children())) / 1024

    def children(self) -> list[int]:
        """The processes that the bot has begun, and those that these have: the clerks, and what forks them."""
        found, left = list[int](), [self.process.pid]
        while left:
            tasks = Path(f"/proc/{left.pop()}/task").glob("*/children")
            new = [int(pid) for task in tasks for pid in task.read_text().split()]
            found += new
            left += new
        return found

    def busy(self) -> tuple[float, float, float]:
        """Seconds of a core's time: of the bot itself, of its clerks, and of the server with all who write."""
        own, clerks = _busy(self.process.pid), sum(map(_busy, self.children()))
        return own, clerks, time.process_time()

    def metrics(self) -> dict[str, float]:
        """What the bot counted."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics") as page:
            lines = page.read().decode().splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


def _busy(pid: int) -> float:
    # The fields after the name, which may hold spaces, begin with the third; 14 and 15 are what it used.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pss(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


@contextmanager
def _bot(server: TelegramServer, data: Path, clerks: int) -> Iterator[Running]:
    port = 20_000 + os.getpid() % 20_000
    environment = {
        **os.environ,
        "WHOSAYS_DATA": str(data),
        "TELEGRAM_TOKEN": server.token,
        "TELEGRAM_BASE_URL": server.base_url,
        "METRICS_PORT": str(port),
        "CLERKS": str(clerks),
        "MESSAGES_A_MINUTE": "100000",
        "SENT_A_SECOND": "1000",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "bot.cli", "bot"]
    with (data / "bot.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, text=True)
        try:
            server.wait_until_polled(120)
            yield Running(process, port)
        finally:
            process.terminate()
            process.wait(60)
    trouble = [line for line in (data / "bot.log").read_text().splitlines() if " ERROR " in line]
    print(f"errors in the bot's log: {len(trouble)}", *trouble[:5], sep="\n  ")


def _side_by_side(data: Path, claims: Iterator[str], count: int) -> None:
    print(f"{count:,} claims by two threads of one process, and by two processes, without Telegram")
    executors: tuple[tuple[str, Executor], ...] = (
        ("threads", ThreadPoolExecutor(2)),
        ("processes", ProcessPoolExecutor(2, mp_context=get_context("spawn"))),
    )
    for name, executor in executors:
        with executor:
            list(executor.map(_card, [data] * 20, [next(claims) for _ in range(20)]))
            wanted, begun = [next(claims) for _ in range(count)], time.monotonic()
            list(executor.map(_card, [data] * count, wanted))
            print(f"  {name:<34}{count / (time.monotonic() - begun):8.1f} cards a second")
    print()


_stores: dict[Path, Store] = {}
_opening = threading.Lock()


def _card(data: Path, claim: str) -> int:
    with _opening:
        store = _stores.setdefault(data, Store(data, threads=1))
    return len(answer(claim, store, now=datetime.now(UTC)).cards)


def _told(seconds: Sequence[float], by: float) -> str:
    if len(seconds) < 2:
        return "nothing"
    cuts, digits = statistics.quantiles(seconds, n=100), 1 if by == 1 else 0
    return " / ".join(f"{value * by:.{digits}f}" for value in (cuts[49], cuts[94], cuts[98]))


if __name__ == "__main__":
    main()
