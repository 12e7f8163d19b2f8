"""How Telegram says no: an HTTP status, a description, and sometimes what to do instead."""

from __future__ import annotations

from typing import Any

#: A decoded JSON object as the Bot API sends and receives it.
Json = dict[str, Any]

#: What Telegram answers when nothing about a message would change.
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)

#: One sentence for late, repeated and invented queries alike: Telegram does not tell them apart.
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

_NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class Refusal(Exception):
    """Telegram's answer to a call it will not carry out.

    >>> Refusal(400, "chat not found").answer()["description"]
    'Bad Request: chat not found'
    """

    def __init__(self, code: int, reason: str = "", parameters: Json | None = None) -> None:
        """Take the HTTP status, the words after its name, and the ``parameters`` of the answer."""
        name = _NAMES.get(code, "Error")
        self.code = code
        self.description = f"{name}: {reason}" if reason else name
        self.parameters = parameters
        super().__init__(f"{code} {self.description}")

    def answer(self) -> Json:
        """Give the JSON object that goes over the wire."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(reason: str) -> Refusal:
    """Say what is wrong with a request, as Telegram does: the sentence begins in lower case.

    >>> bad_request("Unsupported parse_mode").description
    'Bad Request: unsupported parse_mode'
    >>> bad_request("BUTTON_DATA_INVALID").description
    'Bad Request: BUTTON_DATA_INVALID'
    """
    lower = reason[:1].lower() + reason[1:] if reason[1:2].islower() or reason[1:2] in " '" else reason
    return Refusal(400, lower)
