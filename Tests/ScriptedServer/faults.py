"""What goes wrong on purpose: for which requests, how often, and how."""

import asyncio
import base64

# What a fault can do; each is said where it is done.
_ACTIONS = {
    # Before the answer.
    "delayMilliseconds": int,
    "blackHole": bool,
    "goAway": int,
    "answer": dict,
    # To the body of any answer.
    "contentType": str,
    "cutAfter": int,
    "cutHow": str,
    "silenceAfter": int,
    "flipAt": int,
    "dribble": int,
    "dribbleFirst": int,
    "dribbleMilliseconds": int,
    # To the events of a watch; they are counted from 0, bookmarks too.
    "endAfterEvents": int,
    "garbageAt": int,
    "insert": list,
    "duplicate": bool,
    "replay": int,
    "withoutEndAnnotation": bool,
    "withoutBookmarks": bool,
}
CUTS = ("close", "clean", "reset", "stream")


class FaultError(Exception):
    """A fault that is not well said."""


class Fault:
    """What is done, to which requests, and how many of them are still to come (None: all)."""

    def __init__(self, said):
        self.path = said.get("path")
        self.watch = said.get("watch")
        self.query = said.get("query")
        self.skip = said.get("skip") or 0
        self.times = said.get("times", 1)
        self.do = said.get("do") or {}
        for name, value in self.do.items():
            if name not in _ACTIONS:
                raise FaultError(f"a fault cannot do {name}; it can: {', '.join(_ACTIONS)}")
            if not isinstance(value, _ACTIONS[name]):
                raise FaultError(f"{name} cannot be {value!r}")
        if self.do.get("cutHow", "close") not in CUTS:
            raise FaultError(f"cutHow is one of {', '.join(CUTS)}")
        if self.do.get("dribble", 1) < 1:
            raise FaultError("dribble is a number of bytes, at least 1")

    def meets(self, request, is_watch):
        """Whether it is about a request; counts those that it lets pass and those that it does not."""
        is_meant = (self.path in (None, request.path) and self.watch in (None, is_watch)
                    and (self.query is None or self.query in request.query_text) and self.times != 0)
        if is_meant and self.skip > 0:
            self.skip -= 1
            return False
        if is_meant and self.times is not None:
            self.times -= 1
        return is_meant


class Faults:
    """The faults that are to come, the first that meets a request being the one that happens to it."""

    def __init__(self):
        self._faults = []

    def add(self, said):
        """Adds one, behind the others."""
        self._faults.append(Fault(said))

    def clear(self):
        """Nothing goes wrong from now on."""
        self._faults.clear()

    def take(self, request, is_watch):
        """What is done to a request: names of actions and their values."""
        for fault in self._faults:
            if fault.meets(request, is_watch):
                self._faults = [one for one in self._faults if one.times != 0]
                return fault.do
        return {}


class Stopped(Exception):
    """The answer has come to its end before its time, on purpose."""


class Body:
    """Where the bytes of an answer go through, and what is done to them there."""

    def __init__(self, exchange, do):
        self._exchange = exchange
        self._do = do
        self._sent = 0

    async def write(self, data):
        """Sends bytes, changed, in pieces, or not at all, as the fault wants it."""
        for piece in self._pieces(self._flipped(data)):
            await self._write(piece)
            if self._do.get("dribbleMilliseconds"):
                await asyncio.sleep(self._do["dribbleMilliseconds"] / 1000)

    async def end(self):
        """Ends the body, unless it was to end otherwise."""
        if self._do.get("silenceAfter") is not None:
            await self._exchange.wait_closed()
            raise Stopped
        if self._do.get("cutAfter") is not None:
            await self._cut()
        await self._exchange.finish()

    async def _write(self, piece):
        left = self._left()
        if left is not None and len(piece) >= left:
            if left:
                await self._exchange.write(piece[:left])
                self._sent += left
            if self._do.get("silenceAfter") is not None:
                await self._exchange.wait_closed()
                raise Stopped
            await self._cut()
        await self._exchange.write(piece)
        self._sent += len(piece)

    def _left(self):
        """How many bytes are still sent before the cut or the silence; None without either."""
        limits = [self._do[name] for name in ("cutAfter", "silenceAfter") if self._do.get(name) is not None]
        return max(0, min(limits) - self._sent) if limits else None

    async def _cut(self):
        await self._exchange.cut(self._do.get("cutHow", "close"))
        raise Stopped

    def _flipped(self, data):
        place = self._do.get("flipAt")
        if place is None or not self._sent <= place < self._sent + len(data):
            return data
        changed = bytearray(data)
        changed[place - self._sent] ^= 0xFF
        return bytes(changed)

    def _pieces(self, data):
        size = self._do.get("dribble")
        if size is None:
            return [data]
        first = self._do.get("dribbleFirst", size) if self._sent == 0 else size
        starts = [0, *range(first, len(data), size)] if first else range(0, len(data), size)
        return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)])]


class EventShaper:
    """The events of one watch on their way out, with more or less of them than there should be."""

    def __init__(self, do, codec):
        self._do = do
        self._codec = codec
        self._count = 0
        self._before = []

    @property
    def is_idle(self):
        """Whether it changes nothing, so that many events can be sent in one piece."""
        return not self._do.keys() & {"endAfterEvents", "garbageAt", "insert", "duplicate", "replay"}

    @property
    def has_ended(self):
        """Whether the watch is to end now."""
        end = self._do.get("endAfterEvents")
        return end is not None and self._count >= end

    def frames(self, frame):
        """What is sent for an event."""
        frames = [self._inserted(said) for said in self._do.get("insert", []) if said.get("at", 0) == self._count]
        frames.append(self._codec.garbage() if self._do.get("garbageAt") == self._count else frame)
        if self._do.get("duplicate"):
            frames.append(frame)
        replay = self._do.get("replay", 0)
        if replay:
            if len(self._before) >= replay:
                frames.append(self._before[-replay])
            self._before.append(frame)
        self._count += 1
        return frames

    def due_now(self):
        """What is inserted before the next event, without waiting for it, where it says so."""
        due = [said for said in self._do.get("insert", []) if said.get("now") and said.get("at", 0) == self._count]
        self._do = {**self._do, "insert": [said for said in self._do.get("insert", []) if said not in due]}
        return [self._inserted(said) for said in due]

    def _inserted(self, said):
        if "raw" in said:
            return base64.b64decode(said["raw"])
        return self._codec.event_of(said.get("type", "ADDED"), said.get("object") or {})


async def delay(do):
    """Waits as long as the fault says before it lets anything be answered."""
    if do.get("delayMilliseconds"):
        await asyncio.sleep(do["delayMilliseconds"] / 1000)
