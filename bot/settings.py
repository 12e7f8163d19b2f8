"""What the person who runs whosays has chosen: the only reader of the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from dotenv import dotenv_values

from knowledge.embedding import PACKAGED_MODEL

#: Ten years.
MOST_DAYS = 3650


class SettingError(Exception):
    """A setting is missing or cannot be used; the message names it and says where to get it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, each with what holds when nothing is said. `.env.example` explains each."""

    data: Path
    embedding_model: str
    #: Whether the learned tagger helps to read who says what ("learned") or the rules read alone ("none").
    attribution_model: str
    #: What reads a claim and a statement together: "learned" (small), "none", or a sentence-transformers CrossEncoder.
    stance_model: str
    telegram_token: str | None
    telegram_base_url: str | None
    #: Days for which what people asked us to keep is kept.
    retention_days: int
    #: Who may look after the store from within Telegram, by number.
    admin_ids: frozenset[int]

    def require_token(self) -> str:
        """The bot's token. Raises SettingError, with where to get one, when there is none."""
        if not self.telegram_token:
            raise SettingError(
                "TELEGRAM_TOKEN is not set: ask @BotFather in Telegram for a bot token "
                "(send /newbot) and put it into .env as TELEGRAM_TOKEN=…"
            )
        return self.telegram_token


def read_settings(environment: dict[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """The settings: the environment first, then the file `.env` in the folder where the program was started."""
    try:
        written = {name: value for name, value in dotenv_values(env_file).items() if value}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"The settings file {env_file} cannot be read: {error}.") from error
    chosen = {**written, **{k: v for k, v in (environment or dict(os.environ)).items() if v}}
    data = chosen.get("WHOSAYS_DATA")
    return Settings(
        data=Path(data).expanduser() if data else platformdirs.user_data_path("whosays"),
        embedding_model=chosen.get("EMBEDDING_MODEL", PACKAGED_MODEL),
        attribution_model=_one_of("ATTRIBUTION_MODEL", chosen.get("ATTRIBUTION_MODEL", "learned"), ("learned", "none")),
        stance_model=chosen.get("STANCE_MODEL", "learned"),
        telegram_token=chosen.get("TELEGRAM_TOKEN"),
        telegram_base_url=chosen.get("TELEGRAM_BASE_URL"),
        retention_days=_days("RETENTION_DAYS", chosen.get("RETENTION_DAYS", "90")),
        admin_ids=_people("ADMIN_IDS", chosen.get("ADMIN_IDS", "")),
    )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise SettingError(f"{name} is {value!r}; it can be {' or '.join(allowed)}.")
    return value


def _days(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and 1 <= int(value[:6]) <= MOST_DAYS):
        raise SettingError(f"{name} is {value!r}; it is a number of days, from 1 to {MOST_DAYS:,}.")
    return int(value)


def _people(name: str, value: str) -> frozenset[int]:
    """Numbers of people, with commas between. A group's number is negative, and a group is no maintainer."""
    people = [person.strip() for person in value.split(",") if person.strip()]
    for person in people:
        if not (person.isascii() and person.isdecimal() and len(person) <= 16 and int(person) > 0):
            raise SettingError(
                f"{name} holds {person!r}; it is a list of people's numbers in Telegram, like 123456789,987654321."
            )
    return frozenset(map(int, people))
