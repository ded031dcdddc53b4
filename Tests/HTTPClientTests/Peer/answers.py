"""What the server does for each path, whatever the version of HTTP."""

import gzip, threading, time
import h2.exceptions

PIECE = bytes(65536)


class Shared:
    """What the connections know of each other."""

    def __init__(self):
        self.changed = threading.Condition()
        self.notes = []
        self.waiting = {}
        self.connections = 0

    def note(self, words):
        with self.changed:
            self.notes.append(words)

    def number(self):
        with self.changed:
            self.connections += 1
            return self.connections

    def meet(self, key, count):
        """Waits until so many requests have come here; whether they have."""
        with self.changed:
            self.waiting[key] = self.waiting.get(key, 0) + 1
            self.changed.notify_all()
            return self.changed.wait_for(lambda: self.waiting[key] >= count, timeout=10)


SHARED = Shared()


class Gone(Exception):
    """The client does not want the rest."""


def answer(reply, request):
    """Does what the path of a request says."""
    name, _, query = request["path"].lstrip("/").partition("?")
    words = dict(word.split("=", 1) for word in query.split("&") if "=" in word)
    try:
        PATHS.get(name, missing)(reply, request, words)
    except (Gone, OSError, h2.exceptions.ProtocolError):
        if "id" in words:
            SHARED.note("gone " + words["id"])
        reply.cut()


def missing(reply, request, words):
    reply.head(404, [("Content-Length", "0")])
    reply.end()


def echo(reply, request, words):
    lines = [request["method"], request["path"], request["protocol"], f"connection {request['connection']}",
        "client " + request["client"]]
    lines += sorted(f"{name}: {value}" for name, value in request["headers"])
    body = "\n".join(lines).encode() + b"\n\n" + request["body"]
    reply.head(200, [("Content-Length", str(len(body)))])
    reply.data(body)
    reply.end()


def meet(reply, request, words):
    met = SHARED.meet(words["key"], int(words["count"]))
    reply.head(200, [])
    reply.data(f"{met} {request['connection']}".encode())
    reply.end()


def pieces(reply, request, words):
    reply.head(200, [])
    for number in range(int(words["count"])):
        reply.data(f"piece {number}\n".encode())
        time.sleep(float(words.get("pause", "0.03")))
    reply.end()


def zipped(reply, request, words):
    body = gzip.compress(b"zipped " * 10000)
    if "broken" in words:
        body = body[:20] + b"\xff" * 40
    reply.head(200, [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))])
    reply.data(body)
    reply.end()


def zeros(reply, request, words):
    count = int(words["megabytes"]) * 16
    reply.head(200, [("Content-Length", str(count * len(PIECE)))])
    for _ in range(count):
        reply.data(PIECE)
    reply.end()


def silent(reply, request, words):
    SHARED.note("asked " + words.get("id", ""))
    reply.wait()


def quiet(reply, request, words):
    reply.head(200, [])
    reply.data(b"first")
    SHARED.note("asked " + words.get("id", ""))
    reply.wait()


def cut(reply, request, words):
    reply.head(200, [("Content-Length", "100")])
    reply.data(b"first")
    reply.cut()


def reset(reply, request, words):
    reply.head(200, [])
    reply.data(b"first")
    reply.reset()


def slow_head(reply, request, words):
    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok":
        reply.raw(bytes([byte]))
        time.sleep(0.01)


def large_head(reply, request, words):
    headers = [(f"x-{number}", "v" * int(words["size"])) for number in range(int(words["count"]))]
    reply.head(200, headers + [("Content-Length", "0")])
    reply.end()


def early(reply, request, words):
    reply.interim(103, [("Link", "</a>")])
    reply.interim(103, [("Link", "</b>")])
    reply.head(204, [("X-Two", "a"), ("x-two", "b"), ("X-Empty", "")])
    reply.end()


def trailers(reply, request, words):
    reply.head(200, [])
    reply.data(b"body")
    reply.end([("X-Behind", "t")])


def move(reply, request, words):
    reply.head(302, [("Location", "/echo"), ("Content-Length", "0")])
    reply.end()


def notes(reply, request, words):
    with SHARED.changed:
        body = "\n".join(SHARED.notes).encode()
    reply.head(200, [("Content-Length", str(len(body)))])
    reply.data(body)
    reply.end()


PATHS = {
    "echo": echo, "meet": meet, "pieces": pieces, "zipped": zipped, "zeros": zeros, "silent": silent, "quiet": quiet,
    "cut": cut, "reset": reset, "slow-head": slow_head, "large-head": large_head, "early": early,
    "trailers": trailers, "move": move, "notes": notes,
}
