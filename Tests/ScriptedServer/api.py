"""What is answered to a request: who may ask, what goes wrong, which list or watch it is."""

import asyncio
import json
import time
import uuid

import faults
import lists
import options as list_options
import protobuf
import resources
import settings
import statuses
import store
import watches
import wireforms

_KEPT_REQUESTS_MAX = 100_000
_KEPT_HEADERS = ("accept", "accept-encoding", "authorization", "user-agent")


class API:
    """The server as its clients see it."""

    def __init__(self):
        self.store = store.Store()
        self.settings = settings.Settings()
        self.lists = lists.Lists(self.store, self.settings)
        self.faults = faults.Faults()
        self.watches = set()
        self.requests = []

    shaper = staticmethod(faults.EventShaper)

    async def answer(self, exchange):
        """Answers a request; what ends it before its time is no error here."""
        record = self._record(exchange)
        try:
            await self._answer(exchange)
        except (faults.Stopped, ConnectionResetError):
            record["ended"] = "cut"
        except asyncio.CancelledError:
            record["ended"] = "left"
        except Exception as error:  # A mistake of this program: said, and the connection closed.
            record["ended"] = f"failed: {error!r}"
            exchange.connection.transport.abort()
            raise
        else:
            record["ended"] = "whole"
        finally:
            record["bytes"] = exchange.sent_bytes
            record["seconds"] = round(time.monotonic() - record.pop("began"), 6)

    async def _answer(self, exchange):
        request = exchange.request
        is_watch = request.query.get("watch", "0") not in ("0", "false")
        do = self.faults.take(request, is_watch)
        await faults.delay(do)
        if do.get("blackHole"):
            await exchange.wait_closed()
            raise faults.Stopped
        if "goAway" in do:
            exchange.connection.go_away(do["goAway"])
        body = faults.Body(exchange, do)
        if "answer" in do:
            await self._answer_as_said(exchange, body, do["answer"])
            return
        try:
            codec = wireforms.negotiate(request.headers.get("accept"), self.settings.protobuf)
        except statuses.StatusError as error:
            await self._refuse(exchange, body, error, wireforms.JSON)
            return
        try:
            self._authenticate(exchange)
            await self._serve(exchange, body, codec, do)
        except protobuf.EncodeError as error:
            await self._refuse(exchange, body, statuses.internal(str(error)), codec)
        except statuses.StatusError as error:
            await self._refuse(exchange, body, error, codec)
            if error.code == 401:
                # As the real server does over HTTP/2: who has no business here does not keep a connection.
                exchange.connection.go_away(0)

    async def _serve(self, exchange, body, codec, do):
        request = exchange.request
        if request.path in ("/healthz", "/livez", "/readyz"):
            await self._send(exchange, body, 200, "text/plain; charset=utf-8", b"ok")
            return
        if request.path == "/version":
            text = json.dumps({"major": "1", "minor": "34", "gitVersion": "v1.34.0", "platform": "linux/amd64"})
            await self._send(exchange, body, 200, "application/json", text.encode())
            return
        target = resources.target_of(request.path)
        if target is None:
            raise statuses.no_such_path()
        if request.method != "GET":
            raise statuses.method_not_allowed(request.method)
        if target.name is not None:
            await self._serve_one(exchange, body, codec, target, do)
            return
        options = list_options.Options(request.query, target.resource, self.settings)
        if options.watch:
            await self._watch(exchange, body, target, options, codec, do)
            return
        accepted = "gzip" in request.headers.get("accept-encoding", "")
        data, is_packed = await self.lists.body(target, options, codec, accepted)
        more = [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")] if is_packed else []
        await self._send(exchange, body, 200, do.get("contentType", codec.media_type), data, more)

    async def _serve_one(self, exchange, body, codec, target, do):
        key = target.name if target.namespace is None else f"{target.namespace}/{target.name}"
        entry = self.store.get(target.resource, key)
        if entry is None:
            raise statuses.not_found(target.resource, target.name)
        await self._send(exchange, body, 200, do.get("contentType", codec.media_type), codec.entry_body(entry))

    async def _watch(self, exchange, body, target, options, codec, do):
        watch = watches.Watch(self, target, options, codec, do)
        refusal = watch.refusal()
        if refusal is not None:
            raise refusal
        self.watches.add(watch)
        try:
            media_type = do.get("contentType", codec.watch_media_type)
            await exchange.start(200, self._headers(media_type))
            exchange.record["status"] = 200
            await watch.run(body)
        finally:
            self.watches.discard(watch)

    async def _send(self, exchange, body, status, media_type, data, more=()):
        exchange.record["status"] = status
        # As in Go: a small body goes out with its length, a large one in chunks.
        length = len(data) if len(data) <= 2048 else None
        await exchange.start(status, [*self._headers(media_type), *more], length)
        await body.write(data)
        await body.end()

    async def _refuse(self, exchange, body, error, codec):
        more = [("Retry-After", str(error.retry_after))] if error.retry_after else []
        await self._send(exchange, body, error.code, codec.media_type, codec.body(error.status), more)

    async def _answer_as_said(self, exchange, body, said):
        """An answer that is given in full: status, headers, and an object or a text."""
        more = [(name, str(value)) for name, value in (said.get("headers") or {}).items()]
        if said.get("retryAfter") is not None:
            more.append(("Retry-After", str(said["retryAfter"])))
        media_type, data = "text/plain; charset=utf-8", (said.get("text") or "").encode()
        if said.get("object") is not None:
            codec = wireforms.negotiate(exchange.request.headers.get("accept"), self.settings.protobuf)
            media_type, data = codec.media_type, codec.body(said["object"])
        await self._send(exchange, body, said.get("status", 200), said.get("contentType", media_type), data, more)

    def _authenticate(self, exchange):
        tokens = self.settings.tokens
        scheme, _, token = exchange.request.headers.get("authorization", "").partition(" ")
        if tokens is not None and scheme.lower() == "bearer" and token.strip() in tokens:
            return
        is_certified = exchange.connection.client_certificate is not None
        if is_certified or (tokens is None and not self.settings.client_certificate_needed):
            return
        raise statuses.unauthorized()

    def _headers(self, media_type):
        return [("Audit-Id", str(uuid.uuid4())), ("Cache-Control", "no-cache, private"), ("Content-Type", media_type)]

    def _record(self, exchange):
        request = exchange.request
        record = {
            "method": request.method, "path": request.path, "query": request.query_text, "http": request.protocol,
            "connection": exchange.connection.number,
            "certificate": exchange.connection.client_certificate,
            "headers": {name: request.headers[name] for name in _KEPT_HEADERS if name in request.headers},
            "status": None, "ended": None, "bytes": 0, "seconds": None, "began": time.monotonic(),
        }
        exchange.record = record
        if len(self.requests) < _KEPT_REQUESTS_MAX:
            self.requests.append(record)
        return record
