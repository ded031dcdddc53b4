"""HTTP/2: many requests at a time on one connection."""

import asyncio
import struct

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings

import exchanges


class Protocol:
    """The streams of one connection."""

    def __init__(self, connection):
        self.connection = connection
        self.state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        self._streams = {}
        self._has_room = asyncio.Event()
        self._last_stream = 0
        self._is_leaving = False
        self.state.initiate_connection()
        self.state.update_settings({h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: 100})
        self.flush()

    def receive(self, data):
        """Takes bytes that came in."""
        try:
            events = self.state.receive_data(data)
        except h2.exceptions.ProtocolError:
            self.flush()
            self.connection.transport.close()
            return
        for event in events:
            self._handle(event)
        self.flush()

    def lost(self):
        """The client has gone."""
        self._has_room.set()
        for task in list(self._streams.values()):
            task.cancel()

    def flush(self):
        """Sends what the state machine has to say."""
        data = self.state.data_to_send()
        if data:
            self.connection.send(data)

    def go_away(self, code):
        """Says that no stream after the last one is taken; those that run go on to their end."""
        # By hand: the state machine would refuse to send anything after it.
        self._is_leaving = True
        frame = b"\0\0\x08\x07\0" + struct.pack(">III", 0, self._last_stream, code)
        self.connection.send(frame)
        self._leave()

    async def room(self, stream):
        """How many bytes may be sent on a stream, once there are any."""
        while True:
            await self.connection.drain()
            room = min(self.state.local_flow_control_window(stream), self.state.max_outbound_frame_size)
            if room > 0:
                return room
            self._has_room.clear()
            await self._has_room.wait()

    def _handle(self, event):
        if isinstance(event, h2.events.RequestReceived):
            self._begin(event)
        elif isinstance(event, h2.events.DataReceived):
            self.state.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamReset):
            task = self._streams.pop(event.stream_id, None)
            if task is not None:
                task.cancel()
        elif isinstance(event, (h2.events.WindowUpdated, h2.events.RemoteSettingsChanged)):
            self._has_room.set()
        elif isinstance(event, h2.events.ConnectionTerminated):
            self.connection.transport.close()

    def _begin(self, event):
        if self._is_leaving:
            # A client that has not heard of our leaving yet will ask again elsewhere.
            return
        self._last_stream = event.stream_id
        headers = dict(event.headers)
        request = exchanges.Request(headers[":method"], headers[":path"], headers, "2")
        exchange = Exchange(self, event.stream_id, request)
        self._streams[event.stream_id] = asyncio.get_running_loop().create_task(self._serve(exchange))

    async def _serve(self, exchange):
        try:
            await self.connection.hub.answer(exchange)
        finally:
            self._streams.pop(exchange.stream, None)
            self._leave()

    def _leave(self):
        if self._is_leaving and not self._streams and self.connection.is_open:
            self.connection.transport.close()


class Exchange(exchanges.Exchange):
    """A stream: a request and its answer."""

    def __init__(self, protocol, stream, request):
        super().__init__(protocol.connection, request)
        self.stream = stream
        self._protocol = protocol

    async def start(self, status, headers, length=None):
        """Sends the head."""
        fields = [(":status", str(status)), *((name.lower(), value) for name, value in headers)]
        if length is not None:
            fields.append(("content-length", str(length)))
        await self.connection.drain()
        self._protocol.state.send_headers(self.stream, fields)
        self._protocol.flush()

    async def write(self, data):
        """Sends a piece of the body, in as many frames as the windows of the client want."""
        start = 0
        view = memoryview(data)
        while start < len(view):
            room = await self._protocol.room(self.stream)
            piece = bytes(view[start:start + room])
            self._protocol.state.send_data(self.stream, piece)
            self._protocol.flush()
            start += len(piece)
            self.sent_bytes += len(piece)

    async def finish(self):
        """Ends the stream."""
        await self.connection.drain()
        self._protocol.state.end_stream(self.stream)
        self._protocol.flush()

    async def cut(self, how):
        """Ends the stream with RST_STREAM, or the connection."""
        if how != "stream":
            await super().cut(how)
            return
        self._protocol.state.reset_stream(self.stream, h2.errors.ErrorCodes.INTERNAL_ERROR)
        self._protocol.flush()
