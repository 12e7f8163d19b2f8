"""Answers to inline queries: what Telegram lets a bot offer in somebody else's chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import rules
from .entities import CAPTION_UNITS
from .keyboards import check_markup, is_start_parameter
from .refusals import Json, bad_request

#: Telegram shows no more results than this to one answer.
MOST_RESULTS = 50

# The types of result, and the fields without which Telegram refuses one.
_NEEDED: dict[str, tuple[str, ...]] = {
    "article": ("title", "input_message_content"),
    "photo": ("photo_url|photo_file_id",),
    "gif": ("gif_url|gif_file_id",),
    "mpeg4_gif": ("mpeg4_url|mpeg4_file_id",),
    "video": ("title", "video_url|video_file_id"),
    "audio": ("title", "audio_url|audio_file_id"),
    "voice": ("title", "voice_url|voice_file_id"),
    "document": ("title", "document_url|document_file_id"),
    "location": ("title", "latitude", "longitude"),
    "venue": ("title", "latitude", "longitude", "address"),
    "contact": ("phone_number", "first_name"),
    "sticker": ("sticker_file_id",),
    "game": ("game_short_name",),
}


def check_answer(params: Mapping[str, Any]) -> Json:
    """Give back an inline answer if Telegram would show it: results, next offset, button, and how long to keep it.

    Raises `Refusal`.
    """
    results = params.get("results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    seen: set[str] = set()
    for result in results:
        _check_result(result)
        if result["id"] in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(result["id"])
    next_offset = str(params.get("next_offset") or "")
    if len(next_offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    cache_time = rules.as_int(params.get("cache_time", 300), "cache_time")
    if cache_time < 0:
        raise bad_request("invalid cache_time specified")
    return {
        "results": results,
        "next_offset": next_offset,
        "button": _check_button(params.get("button")),
        "cache_time": cache_time,
        "is_personal": params.get("is_personal") is True,
    }


def _check_result(result: Any) -> None:
    if not isinstance(result, dict):
        raise bad_request("can't parse InlineQueryResult: expected an Object")
    needed = _NEEDED.get(str(result.get("type")))
    if needed is None:
        kind = result.get("type")
        raise bad_request(f'can\'t parse InlineQueryResult: type "{kind}" is unsupported for the inline query result')
    if not isinstance(result.get("id"), str) or not 1 <= len(result["id"].encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    for name in needed:
        if all(result.get(choice) in (None, "") for choice in name.split("|")):
            raise bad_request(f"can't parse InlineQueryResult: Can't find field \"{name.split('|')[0]}\"")
    check_markup(result.get("reply_markup"), inline_only=True)
    if "caption" in result:
        rules.read_text(result, "caption", CAPTION_UNITS)
    if "input_message_content" in result:
        read_content(result["input_message_content"])


def read_content(content: Any) -> tuple[str, list[Json]]:
    """Read the words that choosing a result will send."""
    if not isinstance(content, dict):
        raise bad_request('can\'t parse InlineQueryResult: Field "input_message_content" must be of type Object')
    if "message_text" not in content:
        if content.keys() & {"latitude", "phone_number", "title"}:
            return "", []
        raise bad_request("can't parse InlineQueryResult: Input message content is not specified")
    rules.read_preview(content)
    return rules.read_text(content, "message_text")


def _check_button(button: Any) -> Json | None:
    if button in (None, ""):
        return None
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline query results button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if ("web_app" in button) == ("start_parameter" in button):
        raise bad_request("can't parse inline query results button: exactly one optional field must be used")
    start = button.get("start_parameter")
    if start == "":
        raise bad_request("START_PARAM_EMPTY")
    if start is not None and not is_start_parameter(str(start)):
        raise bad_request("START_PARAM_INVALID")
    return button
