"""HTTP/1.1: one request after the other on a connection that stays."""

import asyncio
import email.utils
import http

import exchanges

_HEAD_BYTES_MAX = 64 * 1024
_PIECE_BYTES = 64 * 1024


class Protocol:
    """Reads the requests of one connection."""

    def __init__(self, connection):
        self._connection = connection
        self._buffer = b""
        self._task = None

    def receive(self, data):
        """Takes bytes that came in."""
        self._buffer += data
        self._next()

    def lost(self):
        """The client has gone."""
        if self._task is not None:
            self._task.cancel()

    def _next(self):
        if self._task is not None or b"\r\n\r\n" not in self._buffer:
            if len(self._buffer) > _HEAD_BYTES_MAX:
                self._connection.transport.abort()
            return
        head, _, rest = self._buffer.partition(b"\r\n\r\n")
        try:
            request, length = _parse(head.decode("latin-1"))
        except ValueError:
            self._connection.send(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            self._connection.transport.close()
            return
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        exchange = Exchange(self._connection, request)
        self._task = asyncio.get_running_loop().create_task(self._serve(exchange))

    async def _serve(self, exchange):
        await self._connection.hub.answer(exchange)
        self._task = None
        if exchange.request.headers.get("connection", "").lower() == "close" or not exchange.is_finished:
            self._connection.transport.close()
        elif self._connection.is_open:
            self._next()


class Exchange(exchanges.Exchange):
    """A request of HTTP/1.1 and its answer."""

    def __init__(self, connection, request):
        super().__init__(connection, request)
        self.is_finished = False
        self._is_chunked = False

    async def start(self, status, headers, length=None):
        """Sends the head; without a length the body is sent in chunks."""
        self._is_chunked = length is None
        framing = ("Transfer-Encoding", "chunked") if length is None else ("Content-Length", str(length))
        lines = [f"HTTP/1.1 {status} {_reason(status)}"]
        fields = [*headers, ("Date", email.utils.formatdate(usegmt=True)), framing]
        lines += [f"{name}: {value}" for name, value in fields]
        await self.connection.drain()
        self.connection.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    async def write(self, data):
        """Sends a piece of the body."""
        view = memoryview(data)
        for start in range(0, len(view), _PIECE_BYTES):
            piece = view[start:start + _PIECE_BYTES]
            await self.connection.drain()
            self.connection.send(b"%x\r\n%b\r\n" % (len(piece), piece) if self._is_chunked else piece)
            self.sent_bytes += len(piece)

    async def finish(self):
        """Ends the body."""
        if self._is_chunked:
            await self.connection.drain()
            self.connection.send(b"0\r\n\r\n")
        self.is_finished = True


def _parse(head):
    """The request that a head says, and the length of its body."""
    first, *lines = head.split("\r\n")
    method, target, version = first.split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return exchanges.Request(method, target, headers, "1.1"), int(headers.get("content-length", 0))


def _reason(status):
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
