"""What happens to each update: it is let in, worked out by the clerks, answered, counted; nothing is answered twice."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from telegram import Bot, CallbackQuery, InlineQuery, Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.memory import Choices
from bot.quiet import described
from bot.settings import Pace
from bot.talk import chores, conversation, inline
from bot.talk.asked import command_in, hangs_on
from bot.talk.taps import ALREADY, Taps
from bot.talk.turns import Errand, Notice, Say, Turn
from bot.talk.turns import Message as Heard
from bot.telegram import limits
from bot.telegram.arriving import (
    arrival_in,
    departure_in,
    message_in,
    move_in,
    person_of,
    press_in,
    press_with_rank,
    with_rank,
)
from bot.telegram.clerk import Failed, TookTooLong
from bot.telegram.clerks import Busy, Clerks, Stopping, Superseded
from bot.telegram.introducing import introduce_to
from bot.telegram.manners import Manners
from bot.telegram.metrics import Metrics
from bot.telegram.pacing import was_not_done
from bot.telegram.rounds import Rounds
from bot.telegram.sending import (
    answer_message,
    answer_press,
    means_gone,
    offer,
    put_off,
    say,
    stop_the_clock,
    take_reaction_back,
)
from bot.words import Words, msgid, words_in

log = logging.getLogger("whosays")

#: Seconds after which somebody is shown that the bot is at work; most are answered sooner.
TYPING_AFTER = 0.7
#: When more than this many wait, nobody is shown it: it costs as much as a message.
TYPING_UP_TO = 50
#: Inline answers kept in memory, and for how many seconds; they hold what was typed, so it is not long.
INLINE_KEPT, INLINE_KEPT_SECONDS = 500, 300.0
#: Seconds after which a message whose answer may be lost is told so.
LINE_PAUSE = 2.0
#: What is told when the line to Telegram broke and nobody can know whether the answer arrived.
LINE_BROKE = msgid("The line broke while I was answering. If you see no answer, please send your message again.")


@dataclass(frozen=True, slots=True)
class Ways:
    """What the clerks do about what is heard, pressed and typed."""

    hear: Callable[..., tuple[Turn, ...]] = conversation.hear
    press: Callable[..., tuple[Turn, ...]] = conversation.press
    again: Callable[..., tuple[Turn, ...]] = conversation.again
    excuse: Callable[..., tuple[Turn, ...]] = conversation.excuse
    arrive: Callable[..., tuple[Turn, ...]] = conversation.arrive
    move: Callable[..., tuple[Turn, ...]] = conversation.move
    type: Callable[..., inline.Offer] = inline.on_query


class Answering:
    """Answers Telegram's updates through the clerks."""

    def __init__(
        self,
        clerks: Clerks,
        rounds: Rounds,
        version: Callable[[], object],
        metrics: Metrics,
        pace: Pace,
        ways: Ways = Ways(),
        choices: Callable[[int], Choices] = lambda chat: Choices(),
        maintainers: frozenset[int] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`version` says which state of the store an answer would be worked out from.

        `choices` are a chat's, asked for where something is said beside an answer. `maintainers` have a menu of their
        own.
        """
        self._clerks = clerks
        self._rounds = rounds
        self.version = version
        self._metrics = metrics
        self._ways = ways
        self._choices = choices
        self._maintainers = maintainers
        self._allowance = limits.Allowance(pace.a_minute, pace.a_minute, clock=clock)
        presses = limits.PRESSES_A_MESSAGE * pace.a_minute
        self._presses = limits.Allowance(presses, presses, clock=clock)
        self._told_busy = limits.Allowance(1, 1, clock=clock)
        self._manners = Manners(datetime.now(UTC))
        self._taps = Taps()
        self._newest = limits.Newest()
        self._inline: limits.Recent[tuple[inline.Typed, object], inline.Offer] = limits.Recent(
            INLINE_KEPT, INLINE_KEPT_SECONDS, clock=clock
        )

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message: a claim, a command, a sticker."""
        heard = update.effective_message
        if heard is not None:
            await self._carefully(
                "message",
                partial(self._message, update, heard),
                self._tells(heard),
                partial(self._words_of, update),
                heard.chat_id,
            )

    async def on_place(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was brought into a chat, or put out of it."""
        if update.my_chat_member is not None:
            await self._carefully("place", partial(self._place, update), None, partial(self._words_of, update))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button under a card: the card turns its page in place."""
        query = update.callback_query
        if query is not None:
            chat = query.message.chat.id if query.message is not None else None
            await self._carefully(
                "button", partial(self._button, query), _notices(query), partial(self._words_of, update), chat
            )

    async def on_inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A claim typed after the bot's name in any chat."""
        query = update.inline_query
        if query is not None:
            await self._carefully("inline", partial(self._typed, query), None, partial(self._words_of, update))

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What nobody else has caught: logged by its place; a claim's text is never in it."""
        log.error("%s", described(context.error))
        self._metrics.errors.labels(type(context.error).__name__).inc()

    async def _message(self, update: Update, heard: Message) -> str:
        if (moved := move_in(update)) is not None:
            await self._clerks.work_out(self._ways.move, moved)
            return "nothing to say"
        message = message_in(update)
        if message is None:
            return "nothing to say"
        due = self._manners.meet(message, datetime.now(UTC))
        if due == "silent":
            return "nothing to say"
        if due in ("again", "excuse"):
            way = self._ways.again if due == "again" else self._ways.excuse
            await answer_message(heard, await self._clerks.work_out(way, message))
            return due
        answer: int | None = None
        try:
            outcome, answer = await self._answer(heard, replace(message, is_addressed=True), change=due == "change")
        finally:
            if answer is not None:
                self._manners.answered(message, answer)
            elif due == "answer":
                self._manners.failed(message)
        return outcome

    async def _answer(self, heard: Message, message: Heard, *, change: bool) -> tuple[str, int | None]:
        """Work the answer out and send it, or change the answer to a message that was edited; and its number."""
        leave = self._allowance.ask(message.person.id or message.chat.id)
        if leave != "go":
            if leave == "tell" and not self._wants_no_words(heard):
                words = self._words(message.chat.id, message.person.language)
                await heard.reply_text(words.say(limits.SLOWLY, n=self._allowance.a_minute))
            return "limited", None
        message = await with_rank(message, heard.get_bot())
        async with self._typing(heard, is_wanted=message.chat.kind == "private"):
            found = await self._clerks.work_out(self._ways.hear, message)
        earlier = await self._manners.answer_to(message) if change else None
        answer = await answer_message(heard, found, change=earlier or None)
        if earlier == 0 and answer is None:
            # What a reaction said was found, the words that stand there now do not find.
            await take_reaction_back(heard, hangs_on(message))
        self._run_errands(found, message.chat.id, message.person.language, heard.get_bot())
        if message.chat.id in self._maintainers and command_in(message.text)[0] == "start":
            await introduce_to(message.chat.id, heard.get_bot())
        return ("answered" if found else "nothing to say"), answer

    async def _place(self, update: Update) -> str:
        if (left := departure_in(update)) is not None:
            await self._clerks.work_out(chores.gone, left)
            return "nothing to say"
        arrival, change = arrival_in(update), update.my_chat_member
        if arrival is None or change is None:
            return "nothing to say"
        for turn in await self._clerks.work_out(self._ways.arrive, arrival):
            if isinstance(turn, Say):
                await say(change.get_bot(), arrival.chat.id, turn.reply)
        return "answered"

    async def _button(self, query: CallbackQuery) -> str:
        if self._presses.ask(query.from_user.id) != "go":
            chat = query.message.chat.id if query.message is not None else 0
            words = self._words(chat, person_of(query.from_user).language)
            await stop_the_clock(query, Notice(words.say(limits.PRESSES, n=self._presses.a_minute), is_box=True))
            return "limited"
        pressed = await press_with_rank(press_in(query), query.get_bot())
        under = query.inline_message_id or f"{pressed.chat.id} {query.message.message_id if query.message else 0}"
        tap = pressed.person.id, under, pressed.data
        if not self._taps.is_new(*tap):
            words = self._words(pressed.chat.id, pressed.person.language)
            await stop_the_clock(query, Notice(words.say(ALREADY)))
            return "again"
        turns: Sequence[Turn] = ()
        try:
            turns = await self._clerks.work_out(self._ways.press, pressed, haste="urgent")
        finally:
            if not any(isinstance(turn, Notice) and turn.is_kept for turn in turns):
                self._taps.was_not_kept(*tap)
        await answer_press(query, turns)
        self._run_errands(turns, pressed.chat.id, pressed.person.language, query.get_bot())
        return "answered"

    async def _typed(self, query: InlineQuery) -> str:
        typed, person = inline.typed(query.query), person_of(query.from_user).id
        self._newest.types(person, query.id)
        words = words_in(typed.language)
        if typed.is_too_short:
            await offer(query, inline.NOTHING, words)
            return "too short"
        key = (typed, self.version())
        found = self._inline.get(key)
        if found is not None:
            self._metrics.inline_kept.inc()
        else:
            wanted = partial(self._newest.is_newest, person, query.id)
            try:
                found = await self._clerks.work_out(self._ways.type, typed, haste="urgent", wanted=wanted)
            except Busy:
                await put_off(query, words.say(limits.BUSY_INLINE))
                raise
            self._inline.keep(key, found)
            # Not only when somebody types again: what was typed stays no longer than is said.
            asyncio.get_running_loop().call_later(INLINE_KEPT_SECONDS + 1, self._inline.forget_the_old)
            if not wanted():
                raise Superseded
        await offer(query, found, words)
        return "answered"

    def _run_errands(self, turns: Sequence[Turn], chat: int, language: str, bot: Bot) -> None:
        for turn in turns:
            if isinstance(turn, Errand):
                self._rounds.run_errand(turn, self._words(chat, language), partial(say, bot, chat))

    def _words(self, chat: int, language: str) -> Words:
        """The interface in the language chosen for a chat, else in that of whoever's app it is."""
        return words_in(self._choices(chat).language or language)

    def _words_of(self, update: Update) -> Words:
        language, chat = person_of(update.effective_user).language, update.effective_chat
        return self._words(chat.id, language) if chat is not None else words_in(language)

    async def _carefully(
        self,
        kind: str,
        doing: Callable[[], Awaitable[str]],
        tell: Callable[[str, bool], Awaitable[None]] | None,
        words: Callable[[], Words],
        chat: int | None = None,
    ) -> None:
        """Answer, count what became of it, and tell the sender where it failed; the claim's text is in neither."""
        begun, sentence, is_line = time.monotonic(), None, False
        try:
            outcome = await doing()
        except Superseded:
            outcome = "superseded"
        except Busy:
            outcome, sentence = "busy", limits.BUSY
        except TookTooLong:
            outcome, sentence = "too long", limits.TOO_LONG
        except Stopping:
            outcome, sentence = "stopped", limits.STOPPING
        except Forbidden as error:
            # Blocked, or out of the group: there is nobody to tell.
            outcome = "gone"
            if chat is not None and means_gone(error):
                await self._forget(chat)
        except Failed as error:
            log.error("%s", error)
            self._metrics.errors.labels("Failed").inc()
            outcome, sentence = "failed", conversation.OUR_FAULT
        except Exception as error:
            log.error("%s", described(error))
            self._metrics.errors.labels(type(error).__name__).inc()
            outcome, sentence = "failed", conversation.OUR_FAULT
            # A refusal by Telegram counts as a network error there.
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                is_line = True
                sentence = conversation.OUR_FAULT if was_not_done(error) else LINE_BROKE
        self._metrics.answers.labels(kind, outcome).inc()
        self._metrics.seconds.labels(kind).observe(time.monotonic() - begun)
        if sentence is not None and tell is not None:
            if is_line:
                await asyncio.sleep(LINE_PAUSE)
            try:
                await tell(words().say(sentence), outcome == "busy")
            except TelegramError as again:
                log.error("could not tell the sender: %s", type(again).__name__)

    async def _forget(self, chat: int) -> None:
        """Keep nothing of a chat that is closed to the bot: Telegram says so by itself only while the bot listens."""
        with suppress(Busy, Stopping, Failed, TookTooLong):
            await self._clerks.work_out(chores.gone, chat)

    def _tells(self, heard: Message) -> Callable[[str, bool], Awaitable[None]]:
        async def tell(sentence: str, is_busy: bool) -> None:
            # Once a minute: when too many ask, each sentence takes the place of an answer.
            if is_busy and self._told_busy.ask(heard.chat_id) != "go":
                return
            if not self._wants_no_words(heard):
                await heard.reply_text(sentence)

        return tell

    def _wants_no_words(self, heard: Message) -> bool:
        """Whether a message stands in a group whose administrators chose quiet mode."""
        return heard.chat.type != ChatType.PRIVATE and self._choices(heard.chat_id).quiet

    @asynccontextmanager
    async def _typing(self, heard: Message, *, is_wanted: bool) -> AsyncIterator[None]:
        async def later() -> None:
            await asyncio.sleep(TYPING_AFTER)
            if self._clerks.waiting <= TYPING_UP_TO:
                with suppress(TelegramError):
                    await heard.reply_chat_action(ChatAction.TYPING)

        task = asyncio.create_task(later()) if is_wanted else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()


def _notices(query: CallbackQuery) -> Callable[[str, bool], Awaitable[None]]:
    async def tell(sentence: str, is_busy: bool) -> None:
        await query.answer(sentence, show_alert=True)

    return tell
