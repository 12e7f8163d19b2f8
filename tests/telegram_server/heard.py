"""What a person sees: messages with their keyboards, answers to presses, lists of inline results."""

from __future__ import annotations

from dataclasses import dataclass

from .entities import cut_utf16
from .keyboards import buttons_of
from .refusals import Json


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stood at one moment; an edit makes another."""

    json: Json

    @property
    def id(self) -> int:
        """Its number within its chat; zero for a message sent by way of inline mode."""
        return int(self.json.get("message_id", 0))

    @property
    def chat_id(self) -> int:
        """Where it stands."""
        return int(self.json["chat"]["id"]) if "chat" in self.json else 0

    @property
    def text(self) -> str:
        """Its words as read on the screen, without markup; a photo's caption."""
        return str(self.json.get("text", self.json.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """Its marked parts, offsets and lengths in UTF-16 units."""
        return list(self.json.get("entities") or self.json.get("caption_entities") or [])

    @property
    def links(self) -> list[tuple[str, str]]:
        """Everything that can be tapped in its text: words and address."""
        found = []
        for entity in self.entities:
            words = self.words(entity)
            if entity["type"] in {"url", "text_link"}:
                found.append((words, str(entity.get("url", words))))
        return found

    @property
    def keyboard(self) -> list[list[str]]:
        """The words on its buttons, row by row."""
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [[str(button["text"]) for button in row] for row in rows]

    @property
    def has_photo(self) -> bool:
        """Whether it shows a picture."""
        return "photo" in self.json

    @property
    def reply_to(self) -> int | None:
        """The number of the message it answers."""
        replied = self.json.get("reply_to_message")
        return int(replied["message_id"]) if replied else None

    def words(self, entity: Json) -> str:
        """The words one entity covers."""
        return cut_utf16(self.text, entity["offset"], entity["length"])

    def marked(self, kind: str) -> list[str]:
        """The words marked in one way: "bold", "blockquote", "expandable_blockquote"."""
        return [self.words(entity) for entity in self.entities if entity["type"] == kind]

    def button(self, wanted: str) -> Json:
        """The button with these words on it, or this data behind it, else whose words begin so.

        Raises AssertionError, naming the buttons there are.
        """
        buttons = list(buttons_of(self.json.get("reply_markup")))
        for button in buttons:
            if wanted in (button["text"], button.get("callback_data")):
                return button
        for button in buttons:
            if str(button["text"]).startswith(wanted):
                return button
        raise AssertionError(f"no button {wanted!r} among {[b['text'] for b in buttons]} under {self.text[:80]!r}")


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """What the app shows after a press: a passing notice, an alert, or nothing."""

    text: str
    show_alert: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What the app shows above the keyboard while somebody types the bot's name."""

    query_id: str
    results: list[Json]
    next_offset: str
    button: Json | None
    cache_time: int
    is_personal: bool

    @property
    def titles(self) -> list[str]:
        """The first line of each result."""
        return [str(result.get("title", "")) for result in self.results]
