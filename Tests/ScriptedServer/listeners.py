"""The two ports, TLS and plain: open, closed, or open without anybody who answers."""

import asyncio
import socket
import ssl

import connections

STATES = ("open", "closed", "silent")
_ATTEMPTS = 60


class Listeners:
    """Both ports; they keep their numbers when they are closed and opened again."""

    def __init__(self, api, certificate=None, key=None, client_ca=None, is_http2_offered=True):
        self.hubs = []
        self._api = api
        self._parts = [_Listener(api, None)]
        self._context = None
        if certificate is not None:
            self._context = _context(certificate, key, client_ca, is_http2_offered)
            self._parts.append(_Listener(api, self._context))
        self.hubs = [part.hub for part in self._parts]

    async def open(self):
        """Opens both, at ports that the system chooses; the port numbers by name."""
        for part in self._parts:
            await part.become("open")
        names = ("http", "https")
        return {name: part.port for name, part in zip(names, self._parts)}

    async def become(self, state):
        """Opens or closes both for new connections; those that are open stay."""
        if state not in STATES:
            raise ValueError(f"a listener is one of {', '.join(STATES)}")
        for part in self._parts:
            await part.become(state)

    def use_certificate(self, certificate, key, client_ca=None):
        """Shows another certificate from the next connection on."""
        if self._context is None:
            raise ValueError("the server was started without TLS")
        self._context.load_cert_chain(certificate, key)
        if client_ca is not None:
            self._context.load_verify_locations(client_ca)


class _Listener:
    """One port."""

    def __init__(self, api, context):
        self.hub = connections.Hub(api.answer)
        self.port = 0
        self._context = context
        self._server = None
        self._silent = None

    async def become(self, state):
        await self._close()
        if state == "open":
            await self._listen()
        else:
            self._silent = socket.socket()
            self._silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._silent.bind(("127.0.0.1", self.port))
            if state == "silent":
                # The kernel takes connections, and nobody takes them from it.
                self._silent.listen(64)
            else:
                # Connections are refused, and no other server is given the port meanwhile.
                self._silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)

    async def _listen(self):
        for attempt in range(_ATTEMPTS):
            try:
                self._server = await asyncio.get_running_loop().create_server(
                    lambda: connections.Connection(self.hub), "127.0.0.1", self.port, ssl=self._context, backlog=512,
                    reuse_address=True)
                break
            except OSError:
                # Somebody may just be connected from this port to another.
                if self.port == 0 or attempt == _ATTEMPTS - 1:
                    raise
                await asyncio.sleep(0.05)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self):
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._silent is not None:
            self._silent.close()
            self._silent = None
        # One round of the loop, in which the closed socket is taken out of it.
        await asyncio.sleep(0)


def _context(certificate, key, client_ca, is_http2_offered):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["h2", "http/1.1"] if is_http2_offered else ["http/1.1"])
    if client_ca is not None:
        context.load_verify_locations(client_ca)
        context.verify_mode = ssl.CERT_OPTIONAL
    return context
