"""What the person who runs whosays has chosen: the only reader of the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
from dotenv import dotenv_values

from knowledge.embedding import PACKAGED_MODEL


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
    telegram_token: str | None = field(repr=False)
    telegram_base_url: str | None
    #: Hosts that may be fetched from although they lie on a private network.
    fetch_allowed_hosts: frozenset[str] = frozenset()
    #: Where the owner of a site reaches whoever runs this: a mail address or a page.
    fetch_contact: str | None = None
    #: The key for the Fact Check Tools API.
    factcheck_api_key: str | None = field(default=None, repr=False)

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
        fetch_allowed_hosts=_hosts("FETCH_ALLOWED_HOSTS", chosen.get("FETCH_ALLOWED_HOSTS", "")),
        fetch_contact=_contact("FETCH_CONTACT", chosen.get("FETCH_CONTACT")),
        factcheck_api_key=chosen.get("FACTCHECK_API_KEY"),
    )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise SettingError(f"{name} is {value!r}; it can be {' or '.join(allowed)}.")
    return value


def _hosts(name: str, value: str) -> frozenset[str]:
    """Host names from a list with commas or spaces."""
    hosts = value.replace(",", " ").split()
    for host in hosts:
        if "/" in host or "*" in host:
            raise SettingError(f"{name} holds {host!r}; write host names alone, such as news.example.org,10.0.0.7.")
    return frozenset(hosts)


def _contact(name: str, value: str | None) -> str | None:
    if value is not None and not (value.isascii() and value.isprintable() and len(value) <= 200):
        raise SettingError(f"{name} must be a mail address or the address of a page, in plain letters.")
    return value
