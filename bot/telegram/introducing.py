"""Telegram is told what the bot is: its menus of commands, by place and language, and its description."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.settings import Settings
from bot.talk.commands import COMMANDS, CONTEXT
from bot.telegram import menus
from bot.words import LANGUAGES, Words, words_in

log = logging.getLogger("whosays")


async def introduce(bot: Bot, settings: Settings) -> None:
    """Tell Telegram the menus of commands, by place and language, and what the bot is, where it says nothing yet."""
    for language in LANGUAGES:
        for place in menus.PLACES:
            for scope in _scopes(place, settings):
                await _or_say(_tell_menu(bot, place, scope, language))
        await _or_say(_describe(bot, words_in(language), _code(language)))


async def introduce_to(maintainer: int, bot: Bot) -> None:
    """Tell Telegram a maintainer's own menu: it takes none for a chat in which nobody has pressed Start yet."""
    for language in LANGUAGES:
        await _or_say(_tell_menu(bot, "maintainers", BotCommandScopeChat(maintainer), language))


async def _describe(bot: Bot, words: Words, code: str | None) -> None:
    if not (await bot.get_my_description(code)).description:
        await bot.set_my_description(words.say(menus.DESCRIPTION), code)
    if not (await bot.get_my_short_description(code)).short_description:
        await bot.set_my_short_description(words.say(menus.SHORT_DESCRIPTION), code)


async def _tell_menu(bot: Bot, place: menus.Place, scope: BotCommandScope, language: str) -> None:
    entries = menus.menu_of(place, words_in(language), (*COMMANDS, CONTEXT))
    commands = [BotCommand(name, says) for name, says in entries]
    await bot.set_my_commands(commands, scope=scope, language_code=_code(language))


def _code(language: str) -> str | None:
    """English is shown to everybody whose language has no menu of its own."""
    return None if language == "en" else language


async def _or_say(telling: Awaitable[object]) -> None:
    """A menu is no reason not to answer."""
    try:
        await telling
    except TelegramError as error:
        log.warning("Telegram did not take a menu or a description (%s)", type(error).__name__)


def _scopes(place: menus.Place, settings: Settings) -> list[BotCommandScope]:
    if place == "maintainers":
        return [BotCommandScopeChat(person) for person in sorted(settings.admin_ids)]
    if place == "private":
        return [BotCommandScopeAllPrivateChats()]
    return [BotCommandScopeAllGroupChats() if place == "groups" else BotCommandScopeAllChatAdministrators()]
