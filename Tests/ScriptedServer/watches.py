"""Watches: what is there, then what happens, as a stream that ends when its time is over."""

import asyncio
import time

import options as list_options
import statuses
import wireforms

# So many events go out in one piece at most.
_BATCH_MAX = 500


class Watch:
    """One watch of one client."""

    def __init__(self, api, target, options, codec, do):
        self.path = target.resource.path
        self._store = api.store
        self._settings = api.settings
        self._lists = api.lists
        self._resource = target.resource
        self._prefix = None if target.namespace is None else target.namespace + "/"
        self._options = options
        self._codec = codec
        self._do = do
        self._shaper = api.shaper(do, codec)
        self._something = asyncio.Event()
        self._is_bookmark_asked = False
        self._cursor = 0
        lasts = (options.timeout_seconds or 0) * self._settings.second_milliseconds / 1000
        self._end = time.monotonic() + lasts if options.timeout_seconds else None
        self._next_bookmark = self._bookmark_time()

    def refusal(self):
        """The error that is answered in place of a stream."""
        number = list_options.version_number(self._options.version)
        if number is None:
            return statuses.invalid_version(self._options.version)
        if self._settings.gone == "status" and self._is_forgotten(number):
            return self._too_old(number)
        return None

    def ask_for_bookmark(self):
        """Sends a bookmark soon, if the client takes any."""
        self._is_bookmark_asked = True
        self._something.set()

    async def run(self, body):
        """Sends events until the time is over."""
        self._store.listen(self._something.set)
        try:
            if not self._is_over():
                await self._begin(body)
            while not self._is_over():
                await self._go_on(body)
        except _Over:
            pass
        except statuses.StatusError as error:
            await body.write(self._codec.event_of("ERROR", error.status))
        finally:
            self._store.ignore(self._something.set)
        await body.end()

    async def _begin(self, body):
        """Finds the version to go on from; sends what there is where the client wants that."""
        number = list_options.version_number(self._options.version)
        if self._options.initial_events or (self._options.initial_events is None and number == 0):
            await self._send_all(body, number)
        elif number == 0:
            self._cursor = self._store.version
        elif self._is_forgotten(number):
            raise self._too_old(number)
        else:
            self._cursor = number

    async def _send_all(self, body, number):
        await self._lists.wait_for(number)
        version = self._lists.any_version() if self._options.version == "0" else self._store.version
        entries = [entry for entry in self._store.entries(self._resource, version) if self._is_meant(entry)]
        self._cursor = version
        selected = [entry for entry in entries if self._options.selector.selects(entry.value)]
        await self._send(body, [self._codec.event("ADDED", entry) for entry in selected])
        if self._options.initial_events and self._options.bookmarks:
            is_marked = not self._do.get("withoutEndAnnotation")
            await self._send_bookmark(body, wireforms.END_OF_INITIAL_EVENTS if is_marked else None)

    async def _go_on(self, body):
        """Sends what has happened, or waits until something has."""
        self._something.clear()
        await self._write(body, self._shaper.due_now())
        events = self._store.events_after(self._resource, self._cursor)
        if events is None:
            raise _Over
        if events:
            self._cursor = events[min(len(events), _BATCH_MAX) - 1].version
            await self._send(body, [frame for event in events[:_BATCH_MAX] if (frame := self._frame(event))])
            return
        if self._is_bookmark_asked or time.monotonic() >= self._next_bookmark:
            self._is_bookmark_asked = False
            self._next_bookmark = self._bookmark_time()
            if self._options.bookmarks:
                await self._send_bookmark(body, None)
        await self._wait()

    def _bookmark_time(self):
        return time.monotonic() + self._settings.bookmark_milliseconds / 1000

    async def _wait(self):
        moments = [self._next_bookmark] + ([self._end] if self._end is not None else [])
        try:
            await asyncio.wait_for(self._something.wait(), max(0, min(moments) - time.monotonic()))
        except asyncio.TimeoutError:
            pass

    def _frame(self, event):
        """What an event is for this watch; None where it sees nothing of it."""
        if not self._is_meant(event.current or event.previous):
            return None
        seen = event.seen_through(self._options.selector)
        if seen is None:
            return None
        key = (seen[0], self._codec.name)
        frame = event.encoded.get(key)
        if frame is None:
            frame = event.encoded[key] = self._codec.event(*seen)
        return frame

    async def _send_bookmark(self, body, annotations):
        if not self._do.get("withoutBookmarks"):
            version = self._cursor if annotations else self._store.version
            value = wireforms.bookmark(self._resource, version, annotations)
            await self._send(body, [self._codec.event_of("BOOKMARK", value)])

    async def _send(self, body, frames):
        if self._shaper.is_idle:
            await self._write(body, frames)
            return
        for frame in frames:
            for shaped in self._shaper.frames(frame):
                await body.write(shaped)
            if self._shaper.has_ended:
                raise _Over

    async def _write(self, body, frames):
        if frames:
            await body.write(b"".join(frames))

    def _is_over(self):
        return self._shaper.has_ended or (self._end is not None and time.monotonic() >= self._end)

    def _is_forgotten(self, number):
        return 0 < number < self._store.compacted and self._options.initial_events is not True

    def _is_meant(self, entry):
        return self._prefix is None or entry.key.startswith(self._prefix)

    def _too_old(self, number):
        return statuses.expired(f"too old resource version: {number} ({self._store.compacted})")


class _Over(Exception):
    """The stream ends here."""
