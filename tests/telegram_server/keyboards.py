"""Keyboards as Telegram accepts them, and what stands on their buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from .entities import check_link, has_lone_surrogate
from .refusals import Json, bad_request

#: Telegram refuses a keyboard with more buttons than this.
MOST_BUTTONS = 100

_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DECORATION = {"text", "icon_custom_emoji_id", "style"}
_SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat")
_ACTIONS = {
    "url", "callback_data", "web_app", "login_url", *_SWITCHES,
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
}  # fmt: skip
_BOOLEANS = ("resize_keyboard", "one_time_keyboard", "is_persistent", "remove_keyboard", "force_reply", "selective")


def is_start_parameter(payload: str) -> bool:
    """Tell whether a deep link may carry this payload.

    >>> is_start_parameter("claim_12-a"), is_start_parameter("claim 12"), is_start_parameter("a" * 65)
    (True, False, False)
    """
    return bool(_START_PARAMETER.fullmatch(payload))


def read_start_link(url: str) -> tuple[str, str] | None:
    """Read which bot a deep link opens and with what payload; None for any other address.

    >>> read_start_link("https://t.me/some_bot?start=c_1")
    ('some_bot', 'c_1')
    """
    parts = urlsplit(url)
    payloads = parse_qs(parts.query, keep_blank_values=True)
    if parts.netloc.lower() not in {"t.me", "telegram.me"}:
        return None
    payload = payloads.get("start", payloads.get("startgroup"))
    return (parts.path.strip("/"), payload[0]) if payload else None


def buttons_of(markup: Json | None) -> Iterator[Json]:
    """Walk the buttons of an inline keyboard in reading order."""
    for row in (markup or {}).get("inline_keyboard", []):
        yield from row


def check_markup(markup: object, inline_only: bool = False) -> Json | None:
    """Give a reply markup back if Telegram would take it; an empty keyboard is no keyboard.

    Raises `Refusal` otherwise.
    """
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for name in _BOOLEANS:
        if name in markup and not isinstance(markup[name], bool):
            raise bad_request(f'field "{name}" of the reply markup must be of the type Boolean')
    if inline_only and markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    count = 0
    for kind, check in (("inline_keyboard", _check_inline_button), ("keyboard", _check_reply_button)):
        if kind not in markup:
            continue
        owner = "InlineKeyboardMarkup" if kind == "inline_keyboard" else "ReplyKeyboardMarkup"
        if not isinstance(markup[kind], list):
            raise bad_request(f'field "{kind}" of the {owner} must be an Array')
        for row in markup[kind]:
            if not isinstance(row, list):
                raise bad_request(f'field "{kind}" of the {owner} must be an Array of Arrays')
            count += len(row)
            for button in row:
                check(button)
    if count > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    if "inline_keyboard" in markup:
        return {"inline_keyboard": [row for row in markup["inline_keyboard"] if row]} if count else None
    return markup


def _check_reply_button(button: object) -> None:
    text = button.get("text") if isinstance(button, dict) else button
    if not isinstance(text, str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not text:
        raise bad_request("keyboard button text must be non-empty")


def _check_inline_button(button: object) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if any(isinstance(value, str) and has_lone_surrogate(value) for value in button.values()):
        raise bad_request("can't parse reply keyboard markup JSON object")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    # Telegram would take the first and forget the others; its documentation says exactly one, so a second is a slip.
    if len(actions) > 1 or button.keys() - _ACTIONS - _DECORATION:
        raise bad_request("can't parse inline keyboard button: exactly one known action must be specified")
    (action,) = actions
    value = button[action]
    if action == "callback_data":
        if not isinstance(value, str) or not 1 <= len(value.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        check_button_url(value)
    elif action in _SWITCHES and not isinstance(value, str):
        raise bad_request(f'can\'t parse inline keyboard button: Field "{action}" must be of type String')
    elif action == "copy_text" and not (isinstance(value, dict) and 1 <= len(str(value.get("text", ""))) <= 256):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def check_button_url(url: object) -> None:
    """Refuse an address no button can open, and a deep link whose payload the app would throw away."""
    if not isinstance(url, str):
        raise bad_request('can\'t parse inline keyboard button: Field "url" must be of type String')
    if url.startswith("tg://user?id="):
        return
    if check_link(url) is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    link = read_start_link(url)
    if link and not is_start_parameter(link[1]):
        raise bad_request("START_PARAM_INVALID")
