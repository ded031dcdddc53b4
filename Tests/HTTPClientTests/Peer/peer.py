"""A server that does what a path says, over HTTP/1.1 and HTTP/2, with and without TLS.

The first line of output names a folder of certificates, NAME.pem and NAME.key, and a port for each kind of listener. It
ends when its standard input does, so that neither it nor the folder outlives whoever has started it.
"""

import os, select, shutil, socket, ssl, subprocess, sys, tempfile, threading
import h2.config, h2.connection, h2.events, h2.exceptions

from answers import SHARED, Gone, answer

FOLDER = tempfile.mkdtemp(prefix="martlet-peer-")
SMALL_FRAME = 16384


class Reply1:
    """The answer to a request of HTTP/1.1."""

    def __init__(self, connection):
        self.connection = connection
        self.is_chunked = False

    def raw(self, data):
        self.connection.sendall(data)

    def interim(self, status, headers):
        lines = [f"HTTP/1.1 {status} Said"] + [f"{name}: {value}" for name, value in headers]
        self.raw("\r\n".join(lines + ["", ""]).encode())

    def head(self, status, headers):
        self.is_chunked = status != 204 and not any(name == "Content-Length" for name, _ in headers)
        self.interim(status, headers + ([("Transfer-Encoding", "chunked")] if self.is_chunked else []))

    def data(self, data):
        self.raw(f"{len(data):x}\r\n".encode() + data + b"\r\n" if self.is_chunked else data)

    def end(self, trailers=()):
        if self.is_chunked:
            self.raw("\r\n".join(["0"] + [f"{name}: {value}" for name, value in trailers] + ["", ""]).encode())

    def wait(self):
        self.connection.settimeout(30)
        if self.connection.recv(1) == b"":
            raise Gone

    def cut(self):
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.connection.close()

    reset = cut


def serve1(connection, number, client):
    """Answers the requests of one connection, one after another."""
    stream = connection.makefile("rb")
    while True:
        start = stream.readline(65536).decode("latin-1").split()
        if len(start) != 3:
            return connection.close()
        headers = []
        while (line := stream.readline(65536).decode("latin-1").strip()):
            name, _, value = line.partition(":")
            headers.append((name.lower(), value.strip()))
        body = stream.read(int(dict(headers).get("content-length", "0")))
        answer(Reply1(connection), {
            "method": start[0], "path": start[1], "protocol": "1.1", "headers": headers, "body": body,
            "connection": number, "client": client,
        })
        if connection.fileno() < 0:
            return


class Connection2:
    """A connection of HTTP/2, its streams each with a thread of their own."""

    def __init__(self, connection, number, client):
        self.connection, self.number, self.client = connection, number, client
        config = h2.config.H2Configuration(client_side=False, header_encoding="latin-1")
        self.h2 = h2.connection.H2Connection(config)
        self.changed = threading.Condition()
        self.gone = set()
        self.requests = {}
        self.is_closed = False

    def serve(self):
        with self.changed:
            self.h2.initiate_connection()
            self.flush()
        try:
            while self.receive():
                pass
        finally:
            with self.changed:
                self.is_closed = True
                self.changed.notify_all()

    def receive(self):
        """Takes what has come. Two threads may not be in one TLS connection, so this waits outside of the lock."""
        if not self.connection.pending():
            select.select([self.connection], [], [])
        with self.changed:
            data = self.connection.recv(65536)
            for event in self.h2.receive_data(data):
                self.take(event)
            self.flush()
            self.changed.notify_all()
        return data

    def take(self, event):
        if isinstance(event, h2.events.RequestReceived):
            headers = dict(event.headers)
            self.requests[event.stream_id] = {
                "method": headers[":method"], "path": headers[":path"], "protocol": "2", "body": b"",
                "headers": event.headers, "connection": self.number, "client": self.client,
            }
        elif isinstance(event, h2.events.DataReceived):
            self.requests[event.stream_id]["body"] += event.data
            self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamEnded):
            reply = Reply2(self, event.stream_id)
            threading.Thread(target=answer, args=(reply, self.requests[event.stream_id]), daemon=True).start()
        elif isinstance(event, h2.events.StreamReset):
            self.gone.add(event.stream_id)

    def flush(self):
        self.connection.sendall(self.h2.data_to_send())

    def is_gone(self, stream):
        return self.is_closed or stream in self.gone


class Reply2:
    """The answer to a request of HTTP/2."""

    def __init__(self, connection, stream):
        self.connection, self.stream = connection, stream

    def locked(self, work):
        with self.connection.changed:
            if self.connection.is_gone(self.stream):
                raise Gone
            work(self.connection.h2)
            self.connection.flush()

    def interim(self, status, headers):
        self.locked(lambda h2: h2.send_headers(self.stream, self.fields(headers, status)))

    head = interim

    def fields(self, headers, status=None):
        return [(":status", str(status))] * (status is not None) + [(name.lower(), value) for name, value in headers]

    def data(self, data):
        while data:
            with self.connection.changed:
                room = lambda: min(SMALL_FRAME, self.connection.h2.local_flow_control_window(self.stream))
                self.connection.changed.wait_for(
                    lambda: self.connection.is_gone(self.stream) or room() > 0, timeout=10)
            count = room()
            self.locked(lambda h2: h2.send_data(self.stream, data[:count]))
            data = data[count:]

    def end(self, trailers=()):
        if trailers:
            self.locked(lambda h2: h2.send_headers(self.stream, self.fields(trailers), end_stream=True))
        else:
            self.locked(lambda h2: h2.end_stream(self.stream))

    def wait(self):
        with self.connection.changed:
            if self.connection.changed.wait_for(lambda: self.connection.is_gone(self.stream), timeout=30):
                raise Gone

    def cut(self):
        if not self.connection.is_gone(self.stream):
            Reply1(self.connection.connection).cut()

    def reset(self):
        self.locked(lambda h2: h2.reset_stream(self.stream, error_code=2))


def listen(serve):
    """Serves each connection on a thread of its own; the port."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def serve_quietly(connection):
        try:
            serve(connection)
        except (OSError, ValueError, h2.exceptions.ProtocolError):
            connection.close()

    def accept():
        while True:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=serve_quietly, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def over_tls(certificate, protocols=("h2", "http/1.1"), client=ssl.CERT_NONE, newest=ssl.TLSVersion.TLSv1_3):
    """What serves connections behind TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{FOLDER}/{certificate}.pem", f"{FOLDER}/{certificate}.key")
    context.set_alpn_protocols(list(protocols))
    context.maximum_version = newest
    context.verify_mode = client
    context.load_verify_locations(f"{FOLDER}/authority.pem")

    def serve(connection):
        bare = connection.dup()
        connection.settimeout(10)
        connection = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        try:
            connection.do_handshake()
        except OSError:
            # What the client sends meanwhile is read, or it would be reset before it has read why.
            bare.shutdown(socket.SHUT_WR)
            bare.settimeout(2)
            while bare.recv(65536):
                pass
            return
        finally:
            bare.close()
        connection.settimeout(None)
        subject = dict(part[0] for part in (connection.getpeercert() or {}).get("subject", ()))
        named = subject.get("commonName", "nobody")
        number = SHARED.number()
        if connection.selected_alpn_protocol() == "h2":
            Connection2(connection, number, named).serve()
        else:
            serve1(connection, number, named)

    return serve


def plain(connection):
    """Serves a connection without TLS, and says no to whoever begins with that."""
    if not connection.recv(1, socket.MSG_PEEK).isalpha():
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return connection.close()
    serve1(connection, SHARED.number(), "nobody")


def say(words):
    """What says the same to everybody, at once or to the first bytes, and waits for them to go."""

    def serve(connection):
        connection.recv(65536)
        connection.sendall(words)
        if words:
            return connection.close()
        while connection.recv(65536):
            pass

    return serve


def make_certificates():
    script = os.path.join(os.path.dirname(__file__), "certificates.sh")
    made = subprocess.run(["sh", script, FOLDER], stdin=subprocess.DEVNULL, capture_output=True, timeout=20)
    if made.returncode != 0:
        sys.exit(made.stderr.decode())


def main():
    try:
        make_certificates()
        ports = {
            "plain": listen(plain),
            "tls": listen(over_tls("server", client=ssl.CERT_OPTIONAL)),
            "tls11": listen(over_tls("server", ["http/1.1"])),
            "expired": listen(over_tls("expired")),
            "early": listen(over_tls("early")),
            "strange": listen(over_tls("strange")),
            "elsewhere": listen(over_tls("elsewhere")),
            "strict": listen(over_tls("server", client=ssl.CERT_REQUIRED)),
            "strict12": listen(over_tls("server", client=ssl.CERT_REQUIRED, newest=ssl.TLSVersion.TLSv1_2)),
            "mute": listen(say(b"")),
            "garbage": listen(say(b"\x00\x01garbage\r\n\r\n" * 20)),
            "gone": listen(lambda connection: connection.close()),
        }
        words = [f"folder={FOLDER}"] + [f"{name}={port}" for name, port in ports.items()]
        print(" ".join(words), flush=True)
        sys.stdin.buffer.read()
    finally:
        shutil.rmtree(FOLDER)
    os._exit(0)


main()
