"""The objects, and what happened to them: one counter of versions, one history for each kind."""

import bisect
import time
import uuid


class Entry:
    """An object as it was at one version; never changed, so its encodings are kept with it."""

    __slots__ = ("resource", "key", "value", "version", "encoded")

    def __init__(self, resource, key, value, version):
        self.resource = resource
        self.key = key
        # Without kind and apiVersion, as in a list.
        self.value = value
        self.version = version
        self.encoded = {}


class Event:
    """One change: what is there now and what was before, one of which may be None."""

    __slots__ = ("version", "current", "previous", "encoded", "_gone")

    def __init__(self, version, current, previous):
        self.version = version
        self.current = current
        self.previous = previous
        self.encoded = {}
        self._gone = None

    def seen_through(self, selector):
        """The type and the object of the event for a watcher with that selector; None where it sees nothing."""
        is_in = self.current is not None and selector.selects(self.current.value)
        was_in = self.previous is not None and selector.selects(self.previous.value)
        if is_in:
            return ("MODIFIED" if was_in else "ADDED"), self.current
        return ("DELETED", self._last_state()) if was_in else None

    def _last_state(self):
        """What watchers see of an object that goes: its last state there, with the version at which it went."""
        if self._gone is None:
            value = dict(self.previous.value)
            value["metadata"] = dict(value["metadata"], resourceVersion=str(self.version))
            self._gone = Entry(self.previous.resource, self.previous.key, value, self.version)
        return self._gone


class Store:
    """What etcd is to a real server."""

    def __init__(self, first_version=1000):
        self.version = first_version
        # Nothing of versions below this one can be told any more.
        self.compacted = first_version
        self._entries = {}
        self._keys = {}
        self._events = {}
        self._versions = {}
        self._forgotten = {}
        self._listeners = set()

    def put(self, resource, value):
        """Creates or changes an object, which is handed over; the entry that it became."""
        metadata = value.setdefault("metadata", {})
        if resource.namespaced and not metadata.get("namespace"):
            metadata["namespace"] = "default"
        value.pop("kind", None)
        value.pop("apiVersion", None)
        key = resource.key_of(metadata)
        entries = self._of(resource)
        previous = entries.get(key)
        self.version += 1
        _complete(metadata, previous, self.version)
        entries[key] = entry = Entry(resource, key, value, self.version)
        if previous is None:
            self._keys.pop(resource.name, None)
        self._record(resource, Event(self.version, entry, previous))
        return entry

    def delete(self, resource, key):
        """Deletes an object; the version of the deletion, or None where there is no object."""
        previous = self._of(resource).pop(key, None)
        if previous is None:
            return None
        self._keys.pop(resource.name, None)
        self.version += 1
        self._record(resource, Event(self.version, None, previous))
        return self.version

    def get(self, resource, key):
        """The entry at a key, or None."""
        return self._of(resource).get(key)

    def entries(self, resource, version=None):
        """The entries in the order of their keys, now or as they were at a version of the history."""
        entries = self._of(resource)
        if version is not None and version < self.version:
            entries = self._as_of(resource, version)
            return [entries[key] for key in sorted(entries)]
        if resource.name not in self._keys:
            self._keys[resource.name] = sorted(entries)
        return [entries[key] for key in self._keys[resource.name]]

    def events_after(self, resource, version):
        """The changes of a kind after a version; None where some of them are forgotten."""
        if version < self._forgotten.get(resource.name, 0):
            return None
        versions = self._versions.get(resource.name, [])
        return self._events.get(resource.name, [])[bisect.bisect_right(versions, version):]

    def compact(self, version=None):
        """Forgets what happened up to a version, which is then the oldest that can be told of."""
        self.compacted = max(self.compacted, min(self.version if version is None else version, self.version))
        for name, versions in self._versions.items():
            count = bisect.bisect_right(versions, self.compacted)
            if count:
                self._forgotten[name] = versions[count - 1]
                del versions[:count]
                del self._events[name][:count]

    def reset(self, version):
        """Empties everything and goes on at a version, which may be a lower one, as after a backup is restored."""
        self.version = self.compacted = version
        for part in (self._entries, self._keys, self._events, self._versions, self._forgotten):
            part.clear()

    def listen(self, callback):
        """Has a callback called after each change."""
        self._listeners.add(callback)

    def ignore(self, callback):
        """Ends `listen`."""
        self._listeners.discard(callback)

    def _of(self, resource):
        return self._entries.setdefault(resource.name, {})

    def _record(self, resource, event):
        self._events.setdefault(resource.name, []).append(event)
        self._versions.setdefault(resource.name, []).append(event.version)
        for callback in list(self._listeners):
            callback()

    def _as_of(self, resource, version):
        """The state at an earlier version: the later changes taken back, the last one first."""
        entries = dict(self._of(resource))
        for event in reversed(self.events_after(resource, version) or []):
            if event.previous is None:
                entries.pop(event.current.key, None)
            else:
                entries[event.previous.key] = event.previous
        return entries


def _complete(metadata, previous, version):
    """What a server sets by itself: version, uid, time of creation."""
    metadata["resourceVersion"] = str(version)
    before = previous.value["metadata"] if previous else {}
    if not metadata.get("uid"):
        metadata["uid"] = before.get("uid") or str(uuid.UUID(int=version << 96 | 0x4000_8000_0000_0000_0001))
    if not metadata.get("creationTimestamp"):
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        metadata["creationTimestamp"] = before.get("creationTimestamp") or now
