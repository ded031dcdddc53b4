"""What runs in a pod of the tour: a server, and attempts to connect to every other pod, again and again.

    pod.py PORT NAME=ADDRESS:PORT...

Each attempt becomes a line on standard output: when it began, to whom it went, and passed or stopped. `hurry NAME` on
standard input has one target tried every 2 ms, `calm` ends that. It ends with its standard input, thus with the tour.
"""
import errno
import os
import selectors
import signal
import socket
import struct
import sys
import time

# An attempt at each target every so often; one that got no answer for so long was stopped: here nothing is far away.
PACE_SECONDS = 0.15
HURRY_SECONDS = 0.002
PATIENCE_SECONDS = 0.25
LIFE_SECONDS_MAX = 3600
# States of a connection that was made; in the second the server has ended its side.
ESTABLISHED, CLOSE_WAIT = 1, 8


class Attempt:
    """One connection that is being made."""

    def __init__(self, name, place):
        self.name = name
        self.began = time.monotonic()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        # It is ended by a reset, so that nothing is left of it.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.error = self.socket.connect_ex(place)

    @property
    def is_pending(self):
        return self.error == errno.EINPROGRESS

    def end(self):
        """Ends it, and tells whether it was made. The kernel is asked: this process may have been too busy to look."""
        state = self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
        self.socket.close()
        return state in (ESTABLISHED, CLOSE_WAIT)


class Prober:
    """Makes the attempts, each target in its turn."""

    def __init__(self, targets, selector):
        self.targets = targets
        self.selector = selector
        self.pending = []
        self.due = {name: time.monotonic() + PACE_SECONDS * place / len(targets) for place, name in enumerate(targets)}
        self.hurried = None
        self.lines = []

    def begin_due(self):
        now = time.monotonic()
        for name, due in self.due.items():
            if due <= now:
                self.due[name] = now + HURRY_SECONDS if name == self.hurried else float("inf")
                self.begin(name)

    def begin(self, name):
        attempt = Attempt(name, self.targets[name])
        if attempt.is_pending:
            self.pending.append(attempt)
            self.selector.register(attempt.socket, selectors.EVENT_WRITE, attempt)
        else:
            self.tell(attempt)

    def ended(self, attempt):
        self.pending.remove(attempt)
        self.selector.unregister(attempt.socket)
        self.tell(attempt)

    def tell(self, attempt):
        passed = attempt.end()
        self.lines.append(f"{attempt.began:.6f} {attempt.name} {'passed' if passed else 'stopped'}\n")
        if attempt.name != self.hurried:
            self.due[attempt.name] = max(time.monotonic(), attempt.began + PACE_SECONDS)

    def end_late(self):
        now = time.monotonic()
        for attempt in [attempt for attempt in self.pending if attempt.began + PATIENCE_SECONDS <= now]:
            self.ended(attempt)

    def obey(self, words):
        now = time.monotonic()
        if self.hurried:
            self.due[self.hurried] = now + PACE_SECONDS
        self.hurried = words[1] if words[0] == "hurry" else None
        if self.hurried:
            self.due[self.hurried] = now

    def flush(self):
        if self.lines:
            os.write(sys.stdout.fileno(), "".join(self.lines).encode())
        self.lines = []

    def wait_seconds(self):
        next_due = min(self.due.values())
        next_late = min((attempt.began + PATIENCE_SECONDS for attempt in self.pending), default=next_due)
        return max(0, min(next_due, next_late) - time.monotonic())


def accept(server):
    try:
        server.accept()[0].close()
    except OSError:
        pass  # Whoever began it has gone again.


def main():
    signal.alarm(LIFE_SECONDS_MAX)
    server = socket.create_server(("", int(sys.argv[1])), backlog=1024)
    server.setblocking(False)
    targets = {}
    for word in sys.argv[2:]:
        name, address, port = word.replace("=", ":").split(":")
        targets[name] = (address, int(port))
    selector = selectors.DefaultSelector()
    selector.register(server, selectors.EVENT_READ)
    selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
    prober = Prober(targets, selector)
    while True:
        prober.begin_due()
        for key, _ in selector.select(prober.wait_seconds()):
            if key.data:
                prober.ended(key.data)
            elif key.fileobj is server:
                accept(server)
            else:
                words = os.read(key.fd, 1000).decode().split("\n")[-2:-1]
                if not words:
                    return
                prober.obey(words[0].split())
        prober.end_late()
        prober.flush()


if __name__ == "__main__":
    main()
