"""What Telegram asks of the parameters of a call, one function a parameter, each refusing in Telegram's words."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping

from .entities import (
    CAPTION_UNITS,
    MESSAGE_UNITS,
    clean_text,
    find_entities,
    has_lone_surrogate,
    trim_text,
    utf16_length,
)
from .html import parse_html
from .refusals import Json, bad_request

_EMOJI = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 "
    "👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
)
_KINDS = (
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages message_reaction message_reaction_count inline_query "
    "chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer "
    "my_chat_member chat_member chat_join_request chat_boost removed_chat_boost guest_message managed_bot"
)
#: The only reactions a bot may leave without a custom emoji.
REACTIONS = frozenset(_EMOJI.split())
CHAT_ACTIONS = frozenset(_ACTIONS.split())
#: What may be asked for in allowed_updates, and what comes when nothing is asked.
UPDATE_KINDS = frozenset(_KINDS.split())
UNASKED_KINDS = UPDATE_KINDS - {"chat_member", "message_reaction", "message_reaction_count"}

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
# A text of nothing but these shows nothing, and Telegram takes it for empty.
_INVISIBLE = " \t\n\u00a0\u180e\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))


def required_int(params: Mapping[str, object], name: str, missing: str | None = None) -> int:
    """Give a whole number that a call cannot do without."""
    value = params.get(name)
    if value is None or value == "":
        raise bad_request(missing or f'parameter "{name}" is required')
    return as_int(value, name)


def as_int(value: object, name: str) -> int:
    """Read a whole number; Telegram would take any other word for zero, which is never what was meant."""
    try:
        if isinstance(value, bool | float):
            raise ValueError
        return int(str(value))
    except ValueError:
        raise bad_request(f"invalid {name} specified") from None


def read_text(params: Mapping[str, object], name: str, limit: int = MESSAGE_UNITS) -> tuple[str, list[Json]]:
    """Read a marked text: entities taken out, edges trimmed, length measured in UTF-16 units.

    An empty caption is fine, an empty message is not. Raises `Refusal`.
    """
    raw = params.get(name)
    caption = limit == CAPTION_UNITS
    if raw is None or raw == "":
        if caption:
            return "", []
        raise bad_request("message text is empty")
    if not isinstance(raw, str) or has_lone_surrogate(raw):
        raise bad_request("strings must be encoded in UTF-8")
    mode = str(params.get("parse_mode") or "").lower()
    cleaned = clean_text(raw)
    if mode == "html":
        text, entities = parse_html(cleaned)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        given = params.get("caption_entities" if caption else "entities")
        text, entities = cleaned, _given_entities(given, cleaned)
    text, entities = trim_text(text, entities)
    if not text.strip(_INVISIBLE):
        if caption:
            return "", []
        raise bad_request("text must be non-empty")
    if utf16_length(text) > limit:
        raise bad_request("message caption is too long" if caption else "message is too long")
    return text, find_entities(text, entities)


def _given_entities(given: object, text: str) -> list[Json]:
    if given in (None, ""):
        return []
    if not isinstance(given, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    end = utf16_length(text)
    for entity in given:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse entities: Can't find field \"type\"")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length <= 0:
            raise bad_request("can't parse entities: wrong offset or length of an entity")
        if offset + length > end:
            raise bad_request("ENTITY_BOUNDS_INVALID")
    return list(given)


def read_preview(params: Mapping[str, object]) -> Json | None:
    """Read how a link may be previewed."""
    options = params.get("link_preview_options")
    if options is None:
        return {"is_disabled": True} if params.get("disable_web_page_preview") is True else None
    if not isinstance(options, dict):
        raise bad_request("can't parse link preview options JSON object")
    return options or None


def check_action(action: object) -> None:
    """Refuse a chat action Telegram does not know."""
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")


def check_commands(commands: object) -> list[Json]:
    """Give back the list of commands if the menu can show them."""
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not isinstance(command.get("command"), str):
            raise bad_request("can't parse BotCommand: Can't find field \"command\"")
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not isinstance(command.get("description"), str) or not 1 <= utf16_length(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def check_length(value: object, limit: int, reason: str) -> str:
    """Give back one of the bot's own descriptions if it fits."""
    text = "" if value is None else str(value)
    if utf16_length(text) > limit:
        raise bad_request(reason)
    return text


def check_language(code: object) -> str:
    """Give back a two-letter language code, or the empty one that stands for everybody."""
    text = "" if code is None else str(code)
    if text and not re.fullmatch(r"[a-z]{2}", text):
        raise bad_request("LANGUAGE_CODE_INVALID")
    return text


def check_reactions(reactions: object) -> list[Json]:
    """Give back the reactions a bot may leave: one at most, from Telegram's list."""
    if reactions in (None, ""):
        return []
    if not isinstance(reactions, list) or not all(isinstance(reaction, dict) for reaction in reactions):
        raise bad_request("can't parse ReactionType: expected an Array of ReactionType")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") != "emoji" or str(reaction.get("emoji")).replace("\ufe0f", "") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    return reactions


def check_secret(secret: object) -> str | None:
    """Give back the secret that a webhook's calls will carry."""
    if secret in (None, ""):
        return None
    if not isinstance(secret, str) or len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def check_allowed_updates(kinds: object) -> frozenset[str] | None:
    """Read which updates a bot wants: None leaves what was asked before, an empty list asks for the usual ones."""
    if kinds in (None, ""):
        return None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("can't parse allowed updates JSON object")
    return (frozenset(kinds) & UPDATE_KINDS) or UNASKED_KINDS


def check_photo(content: bytes) -> tuple[int, int]:
    """Give the width and height of a picture if Telegram can show it; a JPEG's size is not read.

    Telegram wants at most 10 MB, sides that sum to at most 10,000 and are no more than 20 to 1.
    """
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > 10 * 2**20:
        raise bad_request("file is too big")
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    elif content[:3] == b"\xff\xd8\xff":
        width, height = 1280, 720
    else:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height) or min(width, height) == 0:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
