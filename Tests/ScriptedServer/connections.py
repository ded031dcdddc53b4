"""Connections: bytes in and out, TLS or plain, of either version of HTTP."""

import asyncio
import socket
import struct

import http1
import http2

_TLS_HANDSHAKE = b"\x16"
_HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n"
_BUFFERED_BYTES_MAX = 512 * 1024


class Connection(asyncio.Protocol):
    """One connection of a client."""

    def __init__(self, hub):
        self.hub = hub
        self.number = hub.next_number()
        self.closed = asyncio.Event()
        self.transport = None
        self._protocol = None
        self._head = b""
        self._writable = asyncio.Event()
        self._thawed = asyncio.Event()
        self._writable.set()
        self._thawed.set()

    @property
    def client_certificate(self):
        """The common name in the client's certificate; None without one."""
        certificate = self.transport.get_extra_info("peercert") or {}
        names = [value for part in certificate.get("subject", ()) for name, value in part if name == "commonName"]
        return names[0] if names else None

    @property
    def is_open(self):
        """Whether bytes can still be sent."""
        return not self.closed.is_set()

    def connection_made(self, transport):
        """Called by asyncio."""
        self.transport = transport
        transport.set_write_buffer_limits(high=_BUFFERED_BYTES_MAX)
        self.hub.connections.add(self)
        sock = transport.get_extra_info("socket")
        if sock is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        tls = transport.get_extra_info("ssl_object")
        if tls is not None:
            self._choose(tls.selected_alpn_protocol() == "h2")

    def data_received(self, data):
        """Called by asyncio."""
        if self._protocol is None:
            # Without TLS the first bytes say which version it is.
            self._head += data
            if self._head.startswith(_TLS_HANDSHAKE):
                # As servers do that find no request in the first line.
                self.transport.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                self.transport.close()
                return
            if _HTTP2_PREFACE.startswith(self._head[:len(_HTTP2_PREFACE)]) and len(self._head) < len(_HTTP2_PREFACE):
                return
            self._choose(self._head.startswith(_HTTP2_PREFACE))
            data, self._head = self._head, b""
        self._protocol.receive(data)

    def pause_writing(self):
        """Called by asyncio."""
        self._writable.clear()

    def resume_writing(self):
        """Called by asyncio."""
        self._writable.set()

    def connection_lost(self, _error):
        """Called by asyncio."""
        self.closed.set()
        self._writable.set()
        self._thawed.set()
        self.hub.connections.discard(self)
        if self._protocol is not None:
            self._protocol.lost()

    async def drain(self):
        """Waits until there is room for more bytes; an error when the client has gone."""
        await self._thawed.wait()
        await self._writable.wait()
        if self.closed.is_set():
            raise ConnectionResetError

    def send(self, data):
        """Sends bytes, unless the client has gone."""
        if self.is_open:
            self.transport.write(data)

    async def cut(self, how):
        """Ends the connection once all that was sent is out."""
        await self._flush()
        if self.closed.is_set():
            return
        if how == "clean":
            self.transport.close()
            return
        if how == "reset":
            sock = self.transport.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def go_away(self, code):
        """Says that no more requests are taken; HTTP/2 only."""
        if isinstance(self._protocol, http2.Protocol):
            self._protocol.go_away(code)

    def freeze(self):
        """Neither reads nor writes from now on, without a word: as a peer whose network is gone."""
        self._thawed.clear()
        self.transport.pause_reading()

    def thaw(self):
        """Ends `freeze`."""
        if not self._thawed.is_set():
            self._thawed.set()
            self.transport.resume_reading()

    def _choose(self, is_http2):
        self._protocol = (http2 if is_http2 else http1).Protocol(self)

    async def _flush(self):
        for _ in range(500):
            if self.closed.is_set() or self.transport.get_write_buffer_size() == 0:
                break
            await asyncio.sleep(0.01)
        # What TLS has handed on to the socket below is not counted above.
        await asyncio.sleep(0.005)


class Hub:
    """All connections, and what answers their requests."""

    def __init__(self, answer):
        self.answer = answer
        self.connections = set()
        self.accepted = 0

    def next_number(self):
        """A number for a new connection."""
        self.accepted += 1
        return self.accepted
