"""A site that speaks HTTP/2 over TLS and nothing else, to see that a visitor does."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
from types import TracebackType
from typing import Self

import h2.config
import h2.connection
import h2.events

#: Seconds for which a line is quiet before it is answered.
QUIET = 0.02


class Http2Site:
    """One page at every path, on loopback, by HTTP/2. `asked` holds the pseudo-headers of every request.

    It answers once the line has been quiet for a moment; `most_at_once` is how many requests then waited on one line.
    """

    def __init__(self, tls: ssl.SSLContext, body: bytes) -> None:
        tls.set_alpn_protocols(["h2"])
        self.asked: list[dict[str, str]] = []
        self.connections = 0
        self.most_at_once = 0
        self._tls = tls
        self._body = body
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), self._tls.wrap_socket(line, server_side=True) as secured:
            talk = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
            talk.initiate_connection()
            secured.sendall(talk.data_to_send())
            waiting: list[int] = []
            while data := secured.recv(65536):
                for event in talk.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived) and event.stream_id is not None:
                        self.asked.append({str(name): str(value) for name, value in event.headers or ()})
                        waiting.append(event.stream_id)
                self.most_at_once = max(self.most_at_once, len(waiting))
                if not secured.pending() and not select.select([secured], [], [], QUIET)[0]:
                    for stream in waiting:
                        talk.send_headers(stream, [(":status", "200"), ("content-type", "text/html")])
                        talk.send_data(stream, self._body, end_stream=True)
                    waiting.clear()
                secured.sendall(talk.data_to_send())
