"""`whosays kb requests` and `whosays kb feedback`: what readers want and what they think, in counts, never in names."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.settings import read_settings
from bot.terminal.screen import failing, out, warn

if TYPE_CHECKING:
    from bot.talk.requests import Wanted


def list_requests(
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON, for a tool.")] = False,
    done: Annotated[int | None, typer.Option(help="Strike the request with this number off the list.")] = None,
) -> None:
    """List what people want reporting on: how many ask, since when, similar claims together; never who."""
    with failing():
        from bot.memory import Memory
        from bot.talk.requests import wanted
        from knowledge.store import Store

        settings = read_settings()
        memory = Memory(settings.data, retention_days=settings.retention_days)
        if done is not None:
            if not memory.done(done):
                warn(f"There is no request {done} on the list.")
                raise typer.Exit(2)
            warn(f"Request {done} is struck off the list.")
            return
        store = Store(settings.data, model=settings.embedding_model)
        listed = wanted(memory, lambda claims: store.encoder.encode(claims))
        store.close()
        memory.close()
        if as_json:
            out(json.dumps([_as_json(one) for one in listed], ensure_ascii=False, indent=2) + "\n")
            return
        for one in listed:
            people = "1 person" if one.people == 1 else f"{one.people} people"
            out(f"{one.request.id:>4}  {people}, {_days(one.first, one.last)}: {one.request.claim}\n")
            for other in one.similar:
                out(f"      {other.id}: {other.claim}\n")
        if not listed:
            warn("Nobody waits for reporting.")


def list_feedback(
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, for a tool.")] = False,
) -> None:
    """List what readers tapped under cards, and the statements and caveats that stood there; neither who nor why."""
    with failing():
        from bot.memory import Memory

        settings = read_settings()
        memory = Memory(settings.data, retention_days=settings.retention_days)
        given = memory.feedback_given()
        memory.close()
        if as_json:
            rows = [
                {
                    "opinion": one.opinion,
                    "times": one.times,
                    "last": one.last.isoformat(),
                    "statements": list(one.statements),
                    "caveats": list(one.caveats),
                }
                for one in given
            ]
            out(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
            return
        for one in given:
            out(f"{one.opinion}, {one.times} ×, last {one.last.isoformat()}\n")
            out(f"    statements: {' '.join(one.statements) or 'none'}\n")
            out(f"    caveats: {' '.join(one.caveats) or 'none'}\n")
        if not given:
            warn("Nobody has tapped anything yet.")


def _as_json(one: Wanted) -> dict[str, Any]:
    return {
        "id": one.request.id,
        "claim": one.request.claim,
        "people": one.people,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "similar": [{"id": other.id, "claim": other.claim, "people": other.people} for other in one.similar],
    }


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
