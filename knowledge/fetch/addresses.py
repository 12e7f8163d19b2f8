"""Where a connection may lead: to the open net, to the very address that was checked, and nowhere else."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore
import httpx

from knowledge.fetch.pages import FetchError, Passing, Refused

#: What Python's own list takes for the open net and is not: protocols' own addresses (where one cloud has its machines'
#: metadata), those that wrap an inner network, the one at which another cloud's machines find what is theirs, and forms
#: that were given up but that a machine may still heed: site-local (RFC 3879), IPv4-compatible (RFC 4291, 2.5.5.1) and
#: IPv4-translated addresses (RFC 2765).
_NOT_OPEN = tuple(
    ipaddress.ip_network(net)
    for net in (
        "192.0.0.0/24",
        "64:ff9b:1::/48",
        "168.63.129.16/32",
        "fec0::/10",
        "::/96",
        "::ffff:0:0:0/96",
    )
)

#: A host name to the network addresses it stands for.
Resolver = Callable[[str], tuple[str, ...]]


def addresses_of(host: str) -> tuple[str, ...]:
    """The network addresses a host name stands for, the system's first choice first.

    Raises FetchError when it stands for none; that is worth a second try, as a name server may be busy.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Passing(f"The host {host!r} cannot be found.") from error
    return tuple(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: str) -> bool:
    """Whether an address lies on the open net; one that wraps another is judged by what it wraps.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")]
    [True, False, False, False, False]
    >>> [is_public(a) for a in ("169.254.169.254", "100.64.0.1", "fe80::1%eth0", "::ffff:10.0.0.1", "fd00:ec2::254")]
    [False, False, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return found.is_global and not found.is_multicast and not any(found in net for net in _NOT_OPEN)


class Guard:
    """Says which addresses a host may be reached at: all of its addresses are public, or it is a host named by us."""

    def __init__(self, allowed_hosts: Iterable[str] = (), resolve: Resolver = addresses_of) -> None:
        self._allowed = frozenset(_bare(host) for host in allowed_hosts)
        self._resolve = resolve

    def addresses(self, host: str) -> tuple[str, ...]:
        """The checked addresses of a host. Raises Refused when any of them lies on a private network."""
        found = self._resolve(host)
        if _bare(host) not in self._allowed:
            # A page that leads to this machine, or to its neighbours, is not reporting.
            for address in found:
                if not is_public(address):
                    raise Refused(f"{host} lies on a private network; it was not fetched.")
        if not found:
            raise FetchError(f"The host {host!r} cannot be found.")
        return found


def _bare(host: str) -> str:
    return host.strip().strip("[]").rstrip(".").casefold()


class Deadline:
    """The moment at which the asking of the current thread is over, whatever still drips in."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Any:
        """Whatever this thread reads inside is read within so many seconds."""
        self._of_thread.at = time.monotonic() + seconds
        try:
            yield
        finally:
            del self._of_thread.at

    def left(self, timeout: float | None) -> float | None:
        """The seconds that one more read may take. Raises httpcore's ReadTimeout when there are none."""
        at: float | None = getattr(self._of_thread, "at", None)
        if at is None:
            return timeout
        left = at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection that reads no longer than the deadline allows: each byte that drips is in time, all are not."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Net(httpcore.SyncBackend):
    """Connects to the address that was checked, not to the name, which may mean another address a moment later.

    Host header, TLS server name and certificate stay the name's: they come from the request, not from here.
    """

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in self._addresses(host, self._deadline.left(timeout)):
            try:
                stream = super().connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options or ()
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        assert failure is not None
        raise failure

    def _addresses(self, host: str, seconds: float | None) -> tuple[str, ...]:
        """The checked addresses of a host, found in time: the system itself may ask silent name servers for minutes."""
        found: Future[tuple[str, ...]] = Future()

        def find() -> None:
            try:
                found.set_result(self._guard.addresses(host))
            except BaseException as error:
                found.set_exception(error)

        threading.Thread(target=find, daemon=True, name=f"finds {host}").start()
        try:
            return found.result(seconds)
        except TimeoutError as error:
            raise Passing(f"The host {host!r} could not be found in time.") from error


@cache
def _everybodys_trust() -> ssl.SSLContext:
    """The certificate authorities that browsers trust; reading them takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport (HTTP/1.1 and HTTP/2) on connections that the guard has checked."""

    def __init__(self, guard: Guard, deadline: Deadline, *, trust: ssl.SSLContext | None, kept: int) -> None:
        context = trust or _everybodys_trust()
        super().__init__(verify=context, trust_env=False, http2=True)
        # httpx has no argument for the network beneath it; httpcore, on which it stands, has.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            http1=True,
            http2=True,
            # How many are open at once is decided by whose turn it is.
            max_connections=None,
            max_keepalive_connections=kept,
            keepalive_expiry=5,
            network_backend=_Net(guard, deadline),
        )
