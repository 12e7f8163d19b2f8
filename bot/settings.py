"""What the person who runs whosays has chosen: the only reader of the environment."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs
from dotenv import dotenv_values

from knowledge.embedding import PACKAGED_MODEL

#: Ten years.
MOST_DAYS = 3650
#: Telegram wants https from everybody; a server on this machine may do without.
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class SettingError(Exception):
    """A setting is missing or cannot be used; the message names it and says where to get it."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How updates reach the bot, and where it says whether it is well."""

    #: The address Telegram sends updates to; None asks Telegram for them (long polling).
    webhook_url: str | None = None
    webhook_address: str = "127.0.0.1"
    webhook_port: int = 8443
    #: None makes a new one at each start.
    webhook_secret: str | None = None
    #: None opens no listener for health and metrics beside long polling.
    metrics_port: int | None = None
    metrics_address: str = "127.0.0.1"
    #: Seconds in which those who were heard are answered when the bot is stopped.
    stop_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How much the bot does at once, and for whom."""

    #: Processes that work out answers.
    clerks: int = 2
    #: Seconds one answer may take.
    answer_seconds: float = 20.0
    #: Messages that may wait; whoever comes then is told that the bot is busy.
    most_waiting: int = 1000
    #: Messages a minute of one person.
    a_minute: int = 20
    #: Messages a second that the bot sends; Telegram's own limit, but for bots that pay.
    sent_a_second: float = 30.0


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
    #: Days for which what people asked us to keep is kept.
    retention_days: int
    #: Who may look after the store from within Telegram, by number.
    admin_ids: frozenset[int]
    #: Seconds from one refresh of the store by the bot to the next; None leaves it to others.
    refresh_every: float | None = None
    serving: Serving = Serving()
    pace: Pace = Pace()
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
        retention_days=_days("RETENTION_DAYS", chosen.get("RETENTION_DAYS", "90")),
        admin_ids=_people("ADMIN_IDS", chosen.get("ADMIN_IDS", "")),
        refresh_every=_stretch("REFRESH_EVERY", chosen.get("REFRESH_EVERY")),
        serving=_serving(chosen),
        pace=_pace(chosen),
        fetch_allowed_hosts=_hosts("FETCH_ALLOWED_HOSTS", chosen.get("FETCH_ALLOWED_HOSTS", "")),
        fetch_contact=_contact("FETCH_CONTACT", chosen.get("FETCH_CONTACT")),
        factcheck_api_key=chosen.get("FACTCHECK_API_KEY"),
    )


def _serving(chosen: Mapping[str, str]) -> Serving:
    usual = Serving()
    url, secret = chosen.get("WEBHOOK_URL"), chosen.get("WEBHOOK_SECRET")
    if url is not None:
        parts = urlsplit(url)
        if (parts.scheme != "https" and parts.hostname not in _THIS_MACHINE) or not parts.netloc:
            raise SettingError(
                f"WEBHOOK_URL is {url!r}; Telegram takes an https address, such as https://bot.example.org/telegram."
            )
        if parts.path in ("/health", "/metrics"):
            raise SettingError(f"WEBHOOK_URL ends in {parts.path}, which is the bot's own page; choose another path.")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        raise SettingError(
            "WEBHOOK_SECRET must be 16 to 256 letters, digits, - or _; left out, a new one is made at each start."
        )
    port = chosen.get("METRICS_PORT")
    return Serving(
        webhook_url=url,
        webhook_address=chosen.get("WEBHOOK_ADDRESS", usual.webhook_address),
        webhook_port=int(_number("WEBHOOK_PORT", chosen, usual.webhook_port, 0, 65535)),
        webhook_secret=secret,
        metrics_port=int(_number("METRICS_PORT", chosen, 0, 0, 65535)) if port is not None else None,
        metrics_address=chosen.get("METRICS_ADDRESS", usual.metrics_address),
        stop_seconds=_number("STOP_SECONDS", chosen, usual.stop_seconds, 0, 600),
    )


def _pace(chosen: Mapping[str, str]) -> Pace:
    usual = Pace()
    return Pace(
        clerks=int(_number("CLERKS", chosen, usual.clerks, 1, 64)),
        answer_seconds=_number("ANSWER_SECONDS", chosen, usual.answer_seconds, 1, 600),
        most_waiting=int(_number("MOST_WAITING", chosen, usual.most_waiting, 1, 100_000)),
        a_minute=int(_number("MESSAGES_A_MINUTE", chosen, usual.a_minute, 1, 100_000)),
        sent_a_second=_number("SENT_A_SECOND", chosen, usual.sent_a_second, 1, 1000),
    )


def _stretch(name: str, said: str | None) -> float | None:
    """A stretch of time as people write it: "30m", "6h", "1d"."""
    if said is None:
        return None
    found = re.fullmatch(r"(\d{1,4})\s*([mhd])", said.strip().lower())
    seconds = int(found[1]) * {"m": 60, "h": 3600, "d": 86_400}[found[2]] if found else 0
    if seconds < 300:
        raise SettingError(f"{name} is {said!r}; it is a number and m, h or d, such as 6h; five minutes at least.")
    return float(seconds)


def _number(name: str, chosen: Mapping[str, str], usual: float, least: float, most: float) -> float:
    said = chosen.get(name)
    if said is None:
        return usual
    try:
        value = float(said) if isinstance(usual, float) else int(said)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        whole = "a number" if isinstance(usual, float) else "a whole number"
        raise SettingError(f"{name} is {said!r}; it must be {whole} from {least:g} to {most:g}.")
    return value


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


def _hosts(name: str, value: str) -> frozenset[str]:
    """Host names from a list with commas or spaces."""
    hosts = value.replace(",", " ").split()
    for host in hosts:
        # An IPv6 address has two colons at least; one stands before a port.
        if "/" in host or "*" in host or "]:" in host or host.count(":") == 1:
            raise SettingError(
                f"{name} holds {host!r}; write host names alone, without a port, such as news.example.org,10.0.0.7."
            )
    return frozenset(hosts)


def _contact(name: str, value: str | None) -> str | None:
    if value is not None and not (value.isascii() and value.isprintable() and len(value) <= 200):
        raise SettingError(f"{name} must be a mail address or the address of a page, in plain letters.")
    return value
