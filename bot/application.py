"""Telegram: builds everything once, decides which update goes where, and is the one place that sends."""

from __future__ import annotations

import asyncio
import logging
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from telegram import (
    BotCommand,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import conversation, inline
from bot.arriving import message_in, press_in
from bot.conversation import Desk
from bot.sending import answer_message, answer_press
from bot.settings import SettingError, Settings
from knowledge.store import Store

log = logging.getLogger("whosays")

#: Answers computed at once; each uses the model, and there are as many cores.
WORKERS = 2
#: Telegram keeps an inline answer this long for everybody who types the same.
INLINE_CACHE = timedelta(seconds=60)
#: The updates the bot asks Telegram for; it hears of no others.
HEARD = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY]

T = TypeVar("T")


class Answering:
    """Answers Telegram's updates from one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="answer")

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message: a claim, a command, a sticker."""
        heard, message = update.effective_message, message_in(update)
        if heard is None or message is None:
            return
        if message.chat.kind == "private" and not message.is_wordless:
            await heard.reply_chat_action(ChatAction.TYPING)
        await answer_message(heard, await self._compute(partial(conversation.hear, message, self.desk, now=_now())))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button under a card: the card turns its page in place."""
        query = update.callback_query
        if query is None:
            return
        turns = await self._compute(partial(conversation.press, press_in(query), self.desk, now=_now()))
        await answer_press(query, turns)

    async def on_inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A claim typed after the bot's name in any chat."""
        query = update.inline_query
        if query is None:
            return
        typed = partial(inline.on_query, query.query, self.desk.store, now=_now(), offset=query.offset)
        results, following = await self._compute(typed)
        try:
            await query.answer(
                [
                    InlineQueryResultArticle(
                        id=result.id,
                        title=result.title,
                        description=result.description,
                        input_message_content=InputTextMessageContent(result.html),
                    )
                    for result in results
                ],
                cache_time=INLINE_CACHE,
                is_personal=False,
                next_offset=following,
                button=InlineQueryResultsButton("Ask in the private chat", start_parameter="inline"),
            )
        except BadRequest as error:
            # Whoever types on has made this query stale; the next one is on its way.
            if "query is too old" not in str(error).lower():
                raise

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell the sender plainly, and log where it happened; the claim's text is in neither."""
        error = context.error
        if isinstance(error, Forbidden):
            return
        log.error("%s", described(error))
        # A refusal by Telegram counts as a network error there; on a dead line there is nobody to tell.
        unreachable = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
        if isinstance(update, Update) and update.message and not unreachable:
            try:
                await update.message.reply_text(conversation.OUR_FAULT)
            except TelegramError as again:
                log.error("could not tell the sender: %s", type(again).__name__)

    async def _compute(self, work: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def build(settings: Settings, store: Store) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot, ready to run: who hears what, in this order."""
    answering = Answering(Desk(store))
    defaults = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
    builder = (
        ApplicationBuilder()
        .token(settings.require_token())
        .defaults(defaults)
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(True)
        .post_init(_introduce)
    )
    if settings.telegram_base_url:
        builder = builder.base_url(settings.telegram_base_url)
    application = builder.build()
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handlers(
        [
            MessageHandler(private & ~filters.StatusUpdate.ALL, answering.on_message),
            CallbackQueryHandler(answering.on_button),
            InlineQueryHandler(answering.on_inline),
        ]
    )
    application.add_error_handler(answering.on_error)
    return application


def run(settings: Settings, store: Store) -> None:
    """Answer until stopped; what is in flight is answered first."""
    keep_quiet(settings.require_token())
    # The first person to ask should not wait for the model.
    _ = store.encoder
    try:
        build(settings, store).run_polling(allowed_updates=HEARD, bootstrap_retries=3)
    except InvalidToken:
        # The error repeats the token; ours does not.
        raise SettingError(
            "Telegram refuses the token in TELEGRAM_TOKEN; ask @BotFather for it (send /token)."
        ) from None
    except NetworkError as error:
        raise SettingError(f"Telegram cannot be reached ({type(error).__name__}); try again later.") from None
    finally:
        store.close()


def keep_quiet(token: str) -> None:
    """Log what the bot does, never what it was told, and never its token: request lines hold both."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for guest in ("httpx", "httpcore", "telegram", "apscheduler", "chromadb"):
        logging.getLogger(guest).setLevel(logging.WARNING)

    # It reports a refused token or a dead line three times over, with a trace; we say it once, in a sentence.
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL)
    for part in ("telegram.ext.Updater", "telegram.ext.Application"):
        logging.getLogger(part).setLevel(logging.WARNING)

    def redact(record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if token in message:
            record.msg, record.args = message.replace(token, "<token>"), ()
        if record.exc_info:
            # An exception may repeat the words it stumbled over.
            record.msg = f"{record.getMessage()} ({described(record.exc_info[1])})"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True

    for handler in logging.getLogger().handlers:
        handler.addFilter(redact)


def described(error: BaseException | None) -> str:
    """An error by its type and the code it passed through; its message may repeat a claim, so it is left out."""
    if error is None:
        return "unknown error"
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__)))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


async def _introduce(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    await application.bot.set_my_commands([BotCommand("help", "what this bot is for")])
    log.info("answering as @%s", application.bot.username)


def _now() -> datetime:
    return datetime.now(UTC)
