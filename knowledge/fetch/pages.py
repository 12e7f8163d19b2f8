"""What comes back from an address: a page, or a sentence that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Visit


class FetchError(Exception):
    """A page could not be fetched; the message is a sentence that says which and why.

    `status` is the answer's HTTP status, where there was an answer: 404 and 410 say that a page is gone.
    """

    def __init__(self, sentence: str, status: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status

    @property
    def is_gone(self) -> bool:
        """Whether the site says that there is no such page (any more)."""
        return self.status in (404, 410)

    @property
    def is_closed(self) -> bool:
        """Whether the site shows the page to others and not to us: by account, by payment, by country."""
        return self.status in (401, 402, 403, 451)


class Refused(FetchError):
    """A page that may not be had: robots.txt, a private network, a size or a kind that is no page. Never retried."""


class Passing(FetchError):
    """A failure that a second try may mend: the server is busy, the line was cut."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: where it was in the end, what it says it is, and its bytes, unpacked."""

    #: The address that answered, after every redirect.
    url: str
    content_type: str
    body: bytes
    #: To be kept and given back at the next fetch; its address is the one that was asked for.
    visit: Visit
    #: The address to ask from now on, when the site says the old one has moved for good; None otherwise.
    moved_to: str | None = None

    @property
    def charset(self) -> str | None:
        """The charset the server names, in small letters; None when it names none.

        >>> from datetime import UTC, datetime
        >>> visit = Visit("https://post.example/", datetime(2024, 3, 2, tzinfo=UTC))
        >>> Page("https://post.example/", 'text/html; charset="Windows-1251"', b"", visit).charset
        'windows-1251'
        """
        for parameter in self.content_type.split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower() or None
        return None
