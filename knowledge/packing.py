"""Packed answers, unpacked a piece at a time, so that a small answer cannot become a large memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

#: What is asked for; other packings cannot be unpacked in pieces of a set size.
PACKINGS = "gzip, deflate"
#: How much is unpacked at once, in bytes.
PIECE = 1 << 16


class TooMuch(Exception):
    """Packed bytes that unpack to more than is allowed."""


class Damaged(Exception):
    """The packed bytes are no such packing, or end too early."""


def unpacked(chunks: Iterable[bytes], packing: str, limit: int) -> Iterator[bytes]:
    """The bytes as they were before packing: "gzip", "deflate" or "" for none; `limit` bytes at most.

    Raises TooMuch beyond the limit, holding no more than one piece above it, and Damaged.

    >>> import gzip
    >>> b"".join(unpacked([gzip.compress(b"12 barns")], "gzip", 100))
    b'12 barns'
    >>> b"".join(unpacked([gzip.compress(bytes(10_000_000))], "gzip", 100))
    Traceback (most recent call last):
    knowledge.packing.TooMuch
    """
    size = 0
    for piece in _inflated(chunks, packing) if packing else chunks:
        size += len(piece)
        if size > limit:
            raise TooMuch
        yield piece


def gunzip(body: bytes, limit: int) -> bytes:
    """A .gz file's content, `limit` bytes at most. Raises TooMuch and Damaged."""
    return b"".join(unpacked([body], "gzip", limit))


def _inflated(chunks: Iterable[bytes], packing: str) -> Iterator[bytes]:
    unpacker = None
    is_whole = True
    for chunk in chunks:
        data = chunk
        while data:
            if unpacker is None:
                unpacker = zlib.decompressobj(_window(packing, data))
                is_whole = False
            try:
                piece = unpacker.decompress(data, PIECE)
            except zlib.error as error:
                raise Damaged from error
            if piece:
                yield piece
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                # A gzip file may be several, one after the other; some servers pad the last with zeros.
                data = unpacker.unused_data.lstrip(b"\x00") if packing == "gzip" else b""
                unpacker, is_whole = None, True
    if not is_whole:
        raise Damaged


def _window(packing: str, start: bytes) -> int:
    if packing == "gzip":
        return 16 + zlib.MAX_WBITS
    # "deflate" means zlib's wrapping (RFC 9110), yet servers send the bare stream too.
    is_wrapped = start[0] & 0x0F == 8 and (len(start) < 2 or (start[0] * 256 + start[1]) % 31 == 0)
    return zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS
