"""An API server for tests that does what it is told: `serve`; and `convert`, which turns JSON into protobuf.

serve    takes commands as lines of JSON on standard input (control.py says which) and ends when that is closed.
         Its first line of output names its ports.
convert  takes lines of JSON objects, and writes for each a line of base64: its protobuf form, envelope included.
"""

import argparse
import asyncio
import json
import os
import sys
import threading


def main():
    """Runs what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["serve", "convert"])
    parser.add_argument("--certificate", help="the server's certificate, PEM; without it there is no TLS")
    parser.add_argument("--key", help="the key of the certificate")
    parser.add_argument("--client-ca", help="whose client certificates are taken")
    parser.add_argument("--without-http2", action="store_true", help="offer HTTP/1.1 only over TLS")
    arguments = parser.parse_args()
    if arguments.mode == "convert":
        convert()
    else:
        asyncio.run(serve(arguments))


def convert():
    """Converts line by line until the input ends."""
    import wireforms
    for line in sys.stdin.buffer:
        sys.stdout.write(wireforms.convert(line) + "\n")


async def serve(arguments):
    """Serves until standard input is closed."""
    import api
    import control
    import listeners
    server = api.API()
    ports = listeners.Listeners(
        server, arguments.certificate, arguments.key, arguments.client_ca, not arguments.without_http2)
    said = await ports.open()
    commands = _commands()
    _say({"pid": os.getpid(), **said})
    controller = control.Control(server, ports)
    while True:
        _say(await controller.do(await commands.get()))


def _commands():
    """A queue of what comes in. A thread reads, so that the end of the input ends a program that hangs, too."""
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()

    def read():
        kept = b""
        # Not by way of sys.stdin, whose lock would be in the way of a program that ends by itself.
        while data := os.read(0, 1 << 20):
            *lines, kept = (kept + data).split(b"\n")
            for line in lines:
                loop.call_soon_threadsafe(queue.put_nowait, _parse(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return queue


def _parse(line):
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _say(answer):
    sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
