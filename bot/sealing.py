"""A claim's text put away so that only the button under its card can read it again.

What is stored is encrypted under a key that stands in the button alone, and is found by a name from which that key
cannot be worked out: whoever has the database and not the message has noise.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass

#: Bytes of chance in a ticket: as many as an AES-128 key has, 22 letters in a button.
TICKET_BYTES = 16
#: A ticket as it stands in a button is so long.
TICKET_LENGTH = 22
#: Texts are filled up to a multiple of this, so that their length does not tell which they are.
ROOM = 256
# One key seals one text and never another, so that the nonce need not differ (NIST SP 800-38D, 8.2).
_NONCE = bytes(12)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text that cannot be read, and the name under which it is kept."""

    name: str
    body: bytes


def new_ticket() -> str:
    """The words of a button that will open one text: 22 letters that nobody can guess."""
    return base64.urlsafe_b64encode(secrets.token_bytes(TICKET_BYTES)).rstrip(b"=").decode()


def seal(text: str, ticket: str) -> Sealed:
    """The text, unreadable without the ticket (AES-128-GCM). Raises ValueError when that is no ticket."""
    # Imported where it is needed: the terminal, which never seals, starts without it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _key(ticket)
    if key is None:
        raise ValueError("this is no ticket")
    plain = text.encode("utf-8", "surrogatepass")
    filled = len(plain).to_bytes(4, "big") + plain
    filled += bytes(-len(filled) % ROOM)
    return Sealed(_name(key), AESGCM(_derived(key, b"key")).encrypt(_NONCE, filled, None))


def unseal(sealed: Sealed, ticket: str) -> str | None:
    """The text again; None when the ticket is another's or the words have been tampered with."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _key(ticket)
    if key is None or _name(key) != sealed.name:
        return None
    try:
        filled = AESGCM(_derived(key, b"key")).decrypt(_NONCE, sealed.body, None)
    except InvalidTag:
        return None
    return filled[4 : 4 + int.from_bytes(filled[:4], "big")].decode("utf-8", "surrogatepass")


def name_behind(ticket: str) -> str | None:
    """The name under which the text behind a ticket is kept; None when that is no ticket."""
    key = _key(ticket)
    return _name(key) if key is not None else None


def _key(ticket: str) -> bytes | None:
    if len(ticket) != TICKET_LENGTH:
        return None
    try:
        return base64.b64decode(ticket + "==", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None


def _name(key: bytes) -> str:
    return _derived(key, b"name").hex()


def _derived(key: bytes, use: bytes) -> bytes:
    # The ticket is all chance, so that one keyed hash a use is a sound derivation (RFC 5869, 3.3).
    return hashlib.blake2b(b"", key=key, digest_size=16, person=b"whosays " + use).digest()
