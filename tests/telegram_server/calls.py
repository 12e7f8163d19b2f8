"""One call of the bot, as it arrived and as it was answered; and a second opinion on it from aiogram's types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .refusals import Json, bad_request

# These are words whatever they look like: a text of "100" is not the number 100.
_NAMES_OF_WORDS = (
    "text caption parse_mode callback_query_id inline_query_id inline_message_id next_offset url secret_token title "
    "language_code description short_description name action photo document file_id ip_address message_effect_id "
    "business_connection_id"
)
_WORDS = frozenset(_NAMES_OF_WORDS.split())


@dataclass(frozen=True, slots=True)
class Call:
    """A call the bot made: ``params`` are decoded from JSON, ``files`` hold what it uploaded."""

    number: int
    method: str
    params: Json
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    #: What was answered: ``{"ok": true, ...}``, a refusal, or nothing when the line was cut.
    answer: Json | None = None
    #: Seconds on the monotonic clock.
    at: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether Telegram did what it was asked."""
        return bool(self.answer and self.answer["ok"])

    def __str__(self) -> str:
        """Show a call on one line, for the message of a failed test."""
        said = "cut" if self.answer is None else "ok" if self.ok else self.answer["description"]
        return f"{self.method}({', '.join(f'{k}={str(v)[:60]!r}' for k, v in self.params.items())}) -> {said}"


def decode_params(raw: Mapping[str, bytes]) -> Json:
    """Turn the strings of a form into values; raises `Refusal` for bytes that are not UTF-8.

    >>> decode_params({"chat_id": b"12", "text": b"100", "reply_markup": b'{"inline_keyboard": []}'})
    {'chat_id': 12, 'text': '100', 'reply_markup': {'inline_keyboard': []}}
    """
    params: Json = {}
    for name, value in raw.items():
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        params[name] = text if name in _WORDS else _value(text)
    return params


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def check_with_aiogram(call: Call) -> None:
    """Hold a recorded call against aiogram's types, which other people keep in step with Telegram's documentation.

    Raises ValueError (pydantic's included) for a missing, mistyped or unknown field, however deep.
    """
    import aiogram.methods
    from aiogram.types import BufferedInputFile

    known: Any = getattr(aiogram.methods, call.method[0].upper() + call.method[1:], None)
    if known is None:
        raise ValueError(f"aiogram knows no method {call.method}")
    params = dict(call.params)
    for name, (filename, content) in call.files.items():
        if name in known.model_fields:
            params[name] = BufferedInputFile(content, filename)
    # aiogram takes addresses and file ids for any file, but not over a form: there a file is a plain string.
    refuse_unknown_fields(known.model_validate(params), call.method)


def refuse_unknown_fields(value: Any, path: str) -> None:
    """Raise ValueError where a value read by aiogram holds fields it has no name for; it would let them pass."""
    if isinstance(value, list | tuple):
        for position, item in enumerate(value):
            refuse_unknown_fields(item, f"{path}[{position}]")
    extra = getattr(value, "model_extra", None)
    if extra:
        raise ValueError(f"{path} has fields Telegram does not know: {', '.join(sorted(extra))}")
    for name in getattr(type(value), "model_fields", ()):
        refuse_unknown_fields(getattr(value, name), f"{path}.{name}")
