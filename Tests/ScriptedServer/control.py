"""The commands on standard input: one JSON object a line, each answered by one line on standard output."""

import asyncio
import collections
import gc

import faults
import population
import resources
import settings
import statuses
import wireforms


class CommandError(Exception):
    """A command that cannot be done, with what is wrong with it."""


class Control:
    """Does what the commands say."""

    def __init__(self, api, listeners):
        self._api = api
        self._listeners = listeners
        self._churns = set()

    async def do(self, command):
        """The answer to one command; `error` in it says why it was not done."""
        if not isinstance(command, dict):
            return {"error": "a command is a JSON object with `op`"}
        action = _ACTIONS.get(command.get("op"))
        if action is None:
            return {"error": f"there is no op {command.get('op')!r}; there are: {', '.join(sorted(_ACTIONS))}"}
        try:
            return await action(self, command) or {}
        except (CommandError, faults.FaultError, settings.SettingError, statuses.StatusError, OSError) as error:
            return {"error": str(error)}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            return {"error": f"{command['op']} cannot be done with that: {type(error).__name__}: {error}"}

    async def _put(self, command):
        value = command["object"]
        resource = resources.BY_KIND.get(value.get("kind")) or _resource(command)
        if command.get("padding"):
            value = population.padded(value, command["padding"])
        return {"version": str(self._api.store.put(resource, value).version)}

    async def _delete(self, command):
        version = self._api.store.delete(_resource(command), command["key"])
        if version is None:
            raise CommandError(f"there is no {command['key']} among the {command['resource']}")
        return {"version": str(version)}

    async def _populate(self, command):
        sizes = {name: command[name] for name in ("pods", "namespaces", "policies", "nodes") if name in command}
        # So many objects at once would have the collector of cycles go round and round, for nothing.
        gc.disable()
        try:
            for name, value in population.Population(command.get("seed", 1), **sizes).objects():
                self._api.store.put(resources.RESOURCES[name], value)
        finally:
            gc.freeze()
            gc.enable()
        for name in command.get("prepare", []):
            for resource in resources.RESOURCES.values():
                for entry in self._api.store.entries(resource):
                    wireforms.CODECS[name].item(entry)
        if command.get("compact", True):
            self._api.store.compact()
        return {"version": str(self._api.store.version)}

    async def _churn(self, command):
        churn = population.Churn(self._api.store, resources.RESOURCES["pods"], command.get("seed", 1))
        count, per_second = command["changes"], command.get("perSecond")
        if per_second is None:
            for _ in range(count):
                churn.change()
            return {"version": str(self._api.store.version)}
        task = asyncio.get_running_loop().create_task(_paced(churn, count, per_second))
        self._churns.add(task)
        task.add_done_callback(self._churns.discard)
        return {"version": str(self._api.store.version)}

    async def _state(self, command):
        entries = self._api.store.entries(_resource(command))
        version = str(self._api.store.version)
        if command.get("keysOnly"):
            return {"version": version, "keys": {entry.key: str(entry.version) for entry in entries}}
        items = [{"kind": entry.resource.kind, "apiVersion": entry.resource.api_version, **entry.value}
                 for entry in entries]
        return {"version": version, "items": items}

    async def _stats(self, command):
        connections = [connection for hub in self._listeners.hubs for connection in hub.connections]
        requests = self._api.requests[command.get("from", 0):]
        answer = {
            "version": str(self._api.store.version), "compacted": str(self._api.store.compacted),
            "openConnections": len(connections), "acceptedConnections": sum(h.accepted for h in self._listeners.hubs),
            "openWatches": dict(collections.Counter(watch.path for watch in self._api.watches)),
            "requestCount": len(self._api.requests),
            "bytes": sum(request["bytes"] for request in self._api.requests),
            "requests": [{name: part for name, part in request.items() if name != "began"} for request in requests],
        }
        if command.get("reset"):
            self._api.requests.clear()
        return answer

    async def _set(self, command):
        self._api.settings.update(command["settings"])

    async def _fault(self, command):
        self._api.faults.add(command["fault"])

    async def _clear_faults(self, _command):
        self._api.faults.clear()

    async def _compact(self, command):
        version = command.get("version")
        self._api.store.compact(None if version is None else int(version))
        return {"version": str(self._api.store.compacted)}

    async def _reset(self, command):
        await self._cut_all({})
        self._api.store.reset(int(command["version"]))
        self._api.lists.forget()

    async def _restart(self, command):
        self._api.store.compact()
        self._api.lists.forget()
        await self._cut_all(command)

    async def _cut_all(self, command):
        how = command.get("how", "close")
        if how not in faults.CUTS:
            raise CommandError(f"how is one of {', '.join(faults.CUTS)}")
        connections = [connection for hub in self._listeners.hubs for connection in hub.connections]
        for connection in connections:
            await connection.cut(how)
        return {"connections": len(connections)}

    async def _each(self, command):
        """Something that is done to every connection: freeze, thaw, goAway."""
        for hub in self._listeners.hubs:
            for connection in list(hub.connections):
                if command["op"] == "freeze":
                    connection.freeze()
                elif command["op"] == "thaw":
                    connection.thaw()
                else:
                    connection.go_away(command.get("code", 0))

    async def _bookmark(self, _command):
        for watch in self._api.watches:
            watch.ask_for_bookmark()

    async def _listen(self, command):
        await self._listeners.become(command["state"])

    async def _certificate(self, command):
        self._listeners.use_certificate(command["certificate"], command["key"], command.get("clientCA"))

    async def _wait(self, command):
        """Waits until enough of something is there; `met` says whether it came to that in time."""
        ends = asyncio.get_running_loop().time() + command.get("milliseconds", 5000) / 1000
        while not self._is_met(command):
            if asyncio.get_running_loop().time() > ends:
                return {"met": False}
            await asyncio.sleep(0.005)
        return {"met": True}

    def _is_met(self, command):
        path = command.get("path")
        counts = {
            "requests": lambda: sum(path in (None, request["path"]) for request in self._api.requests),
            "ended": lambda: sum(request["ended"] is not None and path in (None, request["path"])
                                 for request in self._api.requests),
            "watches": lambda: sum(path in (None, watch.path) for watch in self._api.watches),
            "connections": lambda: sum(len(hub.connections) for hub in self._listeners.hubs),
        }
        if command.get("idle") and self._churns:
            return False
        exact = command.get("exactly", False)
        wanted = {name: command[name] for name in counts if name in command}
        return all(counts[name]() == count if exact else counts[name]() >= count for name, count in wanted.items())


async def _paced(churn, count, per_second):
    began = asyncio.get_running_loop().time()
    for number in range(count):
        wait = began + number / per_second - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
        churn.change()


def _resource(command):
    name = command.get("resource")
    if name not in resources.RESOURCES:
        raise CommandError(f"there is no resource {name!r}; there are: {', '.join(resources.RESOURCES)}")
    return resources.RESOURCES[name]


_ACTIONS = {
    "put": Control._put, "delete": Control._delete, "populate": Control._populate, "churn": Control._churn,
    "state": Control._state, "stats": Control._stats, "set": Control._set, "fault": Control._fault,
    "clearFaults": Control._clear_faults, "compact": Control._compact, "reset": Control._reset,
    "restart": Control._restart, "cut": Control._cut_all, "freeze": Control._each, "thaw": Control._each,
    "goAway": Control._each, "bookmark": Control._bookmark, "listen": Control._listen,
    "certificate": Control._certificate, "wait": Control._wait,
}
