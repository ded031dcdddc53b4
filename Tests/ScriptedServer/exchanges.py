"""A request and the way back to its client, the same over HTTP/1.1 and HTTP/2."""

import urllib.parse


class Request:
    """What a client asks."""

    def __init__(self, method, target, headers, protocol):
        self.method = method
        self.headers = headers
        self.protocol = protocol
        self.path, _, self.query_text = target.partition("?")
        # As in Go, the first of several values counts.
        pairs = urllib.parse.parse_qsl(self.query_text, keep_blank_values=True)
        self.query = dict(reversed(pairs))


class Exchange:
    """The way back; HTTP/1.1 and HTTP/2 fill in how."""

    def __init__(self, connection, request):
        self.connection = connection
        self.request = request
        self.sent_bytes = 0

    async def start(self, status, headers, length=None):
        """Sends the head of the answer; without a length the body is as long as it is."""
        raise NotImplementedError

    async def write(self, data):
        """Sends a piece of the body: one chunk, or one frame, where it is small enough."""
        raise NotImplementedError

    async def finish(self):
        """Ends the body."""
        raise NotImplementedError

    async def cut(self, how):
        """Ends it otherwise: `close` without a word, `clean` as TLS wants it, `reset`, or only the `stream`."""
        await self.connection.cut(how)

    async def wait_closed(self):
        """Waits until the client has gone."""
        await self.connection.closed.wait()
