"""Answers to GET of a collection: which version, which page, as bytes that are kept for the next who asks the same."""

import asyncio
import bisect
import zlib
from collections import OrderedDict

import options as list_options
import statuses

_KEPT_BODIES_MAX = 12
_GZIP_FROM_BYTES = 128 * 1024


class Lists:
    """Lists of a store's objects."""

    def __init__(self, store, settings):
        self._store = store
        self._settings = settings
        self._bodies = OrderedDict()

    async def body(self, target, options, codec, is_gzip_accepted):
        """The body of a list, and whether it is compressed."""
        version, start = await self._version(target, options)
        limit = 0 if options.version == "0" and not options.token else options.limit
        key = (target.resource.name, target.namespace, version, start, limit, options.selector.text, codec.name)
        body = self._kept(key, lambda: self._make(target, options, version, start, limit, codec))
        if not (is_gzip_accepted and self._settings.gzip and len(body) > _GZIP_FROM_BYTES):
            return body, False
        packed = self._bodies.get((*key, "gzip"))
        if packed is None:
            # In another thread: compressing a large list takes a second, in which watches go on.
            packed = await asyncio.get_running_loop().run_in_executor(None, _gzip, body)
        return self._kept((*key, "gzip"), lambda: packed), True

    def forget(self):
        """Drops the bodies that were kept."""
        self._bodies.clear()

    def _kept(self, key, make):
        if key not in self._bodies:
            self._bodies[key] = make()
            while len(self._bodies) > _KEPT_BODIES_MAX:
                self._bodies.popitem(last=False)
        self._bodies.move_to_end(key)
        return self._bodies[key]

    async def _version(self, target, options):
        """The version that is listed, and the key to begin with."""
        if options.token:
            return self._continued(options)
        number = list_options.version_number(options.version)
        if number is None:
            message = f'strconv.ParseUint: parsing "{options.version}": invalid syntax'
            raise statuses.bad_request(
                f'invalid resource version: resourceVersion: Invalid value: "{options.version}": {message}')
        if options.version == "0":
            return self.any_version(), ""
        # A limit with a version and no match means that version exactly, by tradition.
        if options.match == "Exact" or (number > 0 and options.limit > 0 and not options.match):
            return self._exactly(number), ""
        await self.wait_for(number)
        return self._store.version, ""

    def any_version(self):
        """The version of what a cache has, for clients that take any."""
        cached = self._settings.cached_version
        return self._store.version if cached is None else max(min(cached, self._store.version), self._store.compacted)

    async def wait_for(self, number):
        """Waits a while for a version of the future; then it is an error."""
        steps = self._settings.future_milliseconds // 20
        while number > self._store.version:
            if steps <= 0:
                raise statuses.too_large_version(number, self._store.version)
            steps -= 1
            await asyncio.sleep(0.02)

    def _exactly(self, number):
        if number > self._store.version:
            raise statuses.too_large_version(number, self._store.version, retry_after=None)
        if number < self._store.compacted:
            raise statuses.expired("The resourceVersion for the provided list is too old.")
        return number

    def _continued(self, options):
        version, start = list_options.decode_token(options.token)
        if options.version not in ("", "0"):
            raise statuses.bad_request("specifying resource version is not allowed when using continue")
        if version < 0:
            return self._store.version, start
        if version < self._store.compacted:
            raise statuses.expired(_INCONSISTENT, list_options.encode_token(-1, start))
        if version > self._store.version:
            raise statuses.too_large_version(version, self._store.version, retry_after=None)
        return version, start

    def _make(self, target, options, version, start, limit, codec):
        entries = self._store.entries(target.resource, version)
        if target.namespace is not None:
            entries = [entry for entry in entries if entry.key.startswith(target.namespace + "/")]
        first = bisect.bisect_left(entries, start, key=lambda entry: entry.key) if start else 0
        chosen, end = _page(entries, first, limit, options.selector)
        metadata = {"resourceVersion": str(version)}
        if end < len(entries):
            metadata["continue"] = list_options.encode_token(version, entries[end - 1].key + "\0")
            if not options.selector:
                metadata["remainingItemCount"] = len(entries) - end
        return codec.list_body(target.resource, metadata, chosen)


_INCONSISTENT = (
    "The provided continue parameter is too old to display a consistent list result. You can start a new list without "
    "the continue parameter, or use the continue token in this response to retrieve the remainder of the results.")


def _page(entries, first, limit, selector):
    """The selected entries from `first` on, as many as the limit allows, and the place behind the last one."""
    if not selector:
        end = len(entries) if limit <= 0 else min(first + limit, len(entries))
        return entries[first:end], end
    chosen = []
    for index in range(first, len(entries)):
        if selector.selects(entries[index].value):
            chosen.append(entries[index])
            if len(chosen) == limit:
                return chosen, index + 1
    return chosen, len(entries)


def _gzip(body):
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()
