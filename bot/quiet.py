"""What is logged, and what never is: no claim, no person, no token."""

from __future__ import annotations

import logging
import traceback


def keep_quiet(token: str = "") -> None:
    """Log what the bot does, never what it was told, and never its token: request lines hold both."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for guest in ("httpx", "httpcore", "telegram", "apscheduler", "chromadb", "tornado"):
        logging.getLogger(guest).setLevel(logging.WARNING)

    # It reports a refused token or a dead line three times over, with a trace; we say it once, in a sentence.
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL)
    for part in ("telegram.ext.Updater", "telegram.ext.Application"):
        logging.getLogger(part).setLevel(logging.WARNING)
    # Each request to our own listener would be a line; those refused for a wrong secret hold it.
    logging.getLogger("tornado.access").setLevel(logging.CRITICAL)

    def redact(record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if token and token in message:
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
