"""What whoever runs the bot can watch: counts and latencies in Prometheus's format, never a text and never a person.

This is the only door to prometheus_client.
"""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

#: Seconds; the goals are .3 for an inline answer and .5 for a card.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30, 60)


class Metrics:
    """The bot's counters. Each bot of a process has its own."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._registry = registry
        self.updates = Counter("whosays_updates", "Updates that Telegram sent, by kind", ["kind"], registry=registry)
        self.answers = Counter(
            "whosays_answers",
            "What became of them: answered, nothing to say, limited, busy, too long, superseded, repeated, failed",
            ["kind", "outcome"],
            registry=registry,
        )
        self.seconds = Histogram(
            "whosays_answer_seconds",
            "From an update's arrival to the last call that answers it",
            ["kind"],
            buckets=BUCKETS,
            registry=registry,
        )
        self.waited = Histogram(
            "whosays_waiting_seconds", "How long a job stood in the line", buckets=BUCKETS, registry=registry
        )
        self.waiting = Gauge("whosays_waiting", "Jobs in the line", registry=registry)
        self.at_work = Gauge("whosays_at_work", "Processes that work on an answer", registry=registry)
        self.in_flight = Gauge("whosays_in_flight", "Updates taken and not yet answered", registry=registry)
        self.calls = Counter(
            "whosays_calls_again", "Calls to Telegram made again: flood, or a broken line", ["why"], registry=registry
        )
        self.errors = Counter("whosays_errors", "Errors, by type", ["type"], registry=registry)
        self.inline_kept = Counter(
            "whosays_inline_kept", "Inline answers that were kept from a moment before", registry=registry
        )
        self.revision = Gauge("whosays_store_revision", "Counted up with every change of articles", registry=registry)
        self.statements = Gauge("whosays_index_statements", "Statements in the published index", registry=registry)
        self.told = Counter("whosays_followers_told", "Followers told what is new", registry=registry)
        self.refreshed = Gauge(
            "whosays_refreshed_timestamp_seconds", "When the store was last refreshed by the bot", registry=registry
        )

    def watch(self, gauge: Gauge, value: Callable[[], float]) -> None:
        """Let a gauge be read anew each time somebody asks."""
        gauge.set_function(value)

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)
