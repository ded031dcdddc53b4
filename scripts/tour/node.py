"""The node: its API server, its agent, and the commands that are given there."""
import asyncio
import json
import os
import re
import shlex
import time
import urllib.error
import urllib.request

import pods
import words

SERVER = "http://127.0.0.1:9978"
NODE_ADDRESS = "192.168.10.1"
HEALTH = "http://127.0.0.1:9976"
PATHS = {
    "Namespace": "/api/v1/namespaces", "Node": "/api/v1/nodes", "Pod": "/api/v1/namespaces/{}/pods",
    "Service": "/api/v1/namespaces/{}/services",
    "NetworkPolicy": "/apis/networking.k8s.io/v1/namespaces/{}/networkpolicies"}
CURL = "curl -sSf -o /dev/null -w '%{http_code}\\n'"
COMMAND_SECONDS_MAX = 30
START_SECONDS_MAX = 20


class Document:
    """One document of a manifest: its text, and what it is."""

    def __init__(self, text):
        self.text = text
        self.kind = self.field(r"^kind: *(\S+)")
        self.name = self.field(r"^  name: *(\S+)")
        self.namespace = self.field(r"^  namespace: *(\S+)")
        self.path = PATHS[self.kind].format(self.namespace)

    def field(self, pattern):
        found = re.search(pattern, self.text, re.MULTILINE)
        return found[1] if found else ""


def documents(path):
    """The documents of a manifest."""
    with open(path) as file:
        return [Document(text) for text in re.split(r"^---$", file.read(), flags=re.MULTILINE)]


class Node:
    """Starts and ends what runs on the node, and runs commands as people type them."""

    def __init__(self, folder, kubectl):
        self.folder, self.kubectl = folder, kubectl
        self.server = None
        self.agent = None
        self.told = []
        self.watching = None

    async def run(self, command, succeeds=True):
        """Runs a shell command; what it printed, and its exit code."""
        process = await asyncio.create_subprocess_exec(
            "setpriv", "--pdeathsig", "KILL", "bash", "-c", command, cwd=self.folder,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            start_new_session=True)
        try:
            output, _ = await asyncio.wait_for(process.communicate(), COMMAND_SECONDS_MAX)
        except BaseException:
            process.kill()
            raise
        if succeeds and process.returncode != 0:
            raise words.TourError(f"`{command}` ended with {process.returncode}:\n{output.decode()}")
        return output.decode(), process.returncode

    async def start(self, command, log):
        """Starts a program that goes on; it ends with the tour, however that ends."""
        with open(f"{self.folder}/{log}", "ab") as file:
            return await asyncio.create_subprocess_exec(
                "setpriv", "--pdeathsig", "KILL", *shlex.split(command), cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True)

    async def start_server(self, command):
        self.server = await self.start(command, "server.log")
        await self.wait_for(f"{SERVER}/readyz", self.server, "server.log")

    async def start_agent(self, command):
        """Starts the agent; how long it took until it was ready, in seconds."""
        began = time.monotonic()
        self.agent = await self.start(command, "agent.log")
        await self.wait_for(f"{HEALTH}/readyz", self.agent, "agent.log")
        return time.monotonic() - began

    async def wait_for(self, address, process, log):
        deadline = time.monotonic() + START_SECONDS_MAX
        said = "nothing answers"
        while time.monotonic() < deadline and process.returncode is None:
            said = await asyncio.to_thread(answer, address)
            if said is None:
                return
            await asyncio.sleep(0.02)
        raise words.TourError(f"{address} is not well ({said}).\n{self.log(log)}")

    def log(self, name):
        """The last lines of a program's log."""
        with open(f"{self.folder}/{name}", errors="replace") as file:
            return "".join(file.readlines()[-6:])

    def log_count(self, name, text):
        """How often a text stands in a program's log."""
        with open(f"{self.folder}/{name}", errors="replace") as file:
            return file.read().count(text)

    def apply(self, file, document):
        """The command that creates what a file says, through the API."""
        if self.kubectl:
            return f"{self.kubectl} --server {SERVER} apply -f {file}"
        return (f"{CURL} -H 'Content-Type: application/yaml' --data-binary @{file} \\\n"
                f"      {SERVER}{document.path}")

    def delete(self, file, found):
        """The command that deletes what a file says, through the API."""
        if self.kubectl:
            return f"{self.kubectl} --server {SERVER} delete -f {file}"
        places = sorted({f"{SERVER}{document.path}" for document in found})
        return f"{CURL} -X DELETE {' '.join(places)}"

    async def dry_run(self, document):
        """The object that the API would make of a document."""
        request = urllib.request.Request(
            f"{SERVER}{document.path}?dryRun=All", document.text.encode(), {"Content-Type": "application/yaml"})
        return json.loads(await asyncio.to_thread(lambda: urllib.request.urlopen(request, timeout=10).read()))

    async def get(self, path):
        return json.loads(await asyncio.to_thread(lambda: urllib.request.urlopen(SERVER + path, timeout=10).read()))

    async def watch_policies(self):
        """Notes from now on when the API server tells of a change of a policy: at once when it has answered."""
        reader, writer = await asyncio.open_connection("127.0.0.1", int(SERVER.split(":")[-1]), limit=1 << 22)
        path = "/apis/networking.k8s.io/v1/networkpolicies?watch=true"
        writer.write(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self.watching = asyncio.create_task(self.note(reader, writer))

    async def note(self, reader, _writer):
        # The writer is held as long as the connection is to last.
        while line := await reader.readline():
            if line.startswith(b"{"):
                self.told.append(time.monotonic())

    async def stop(self):
        """Ends what was started."""
        if self.watching:
            self.watching.cancel()
        for process in (self.agent, self.server):
            if process and process.returncode is None:
                process.kill()
                await process.wait()


def answer(address):
    """None where the address answers well; else why not."""
    try:
        urllib.request.urlopen(address, timeout=2).read()
        return None
    except urllib.error.HTTPError as error:
        return error.read().decode(errors="replace").strip() or str(error)
    except OSError as error:
        return str(error)


async def network():
    """Prepares the network of the node, in the namespace that the tour runs in."""
    await pods.batch([], ["link set lo up", f"address add {NODE_ADDRESS}/32 dev lo"])
    try:
        with open("/proc/sys/net/ipv4/ip_forward", "w") as file:
            file.write("1")
    except OSError:
        raise words.TourError(
            "forwarding cannot be switched on: /proc/sys is read-only here; run outside of a container") from None
    if os.system("nft add table inet probe 2>/dev/null && nft delete table inet probe") != 0:
        raise words.TourError("this kernel has no nf_tables: modprobe nf_tables, or one with CONFIG_NF_TABLES_INET")


def logs_packets():
    """Whether the kernel hands packets that are to be logged to a program: nfnetlink_log, a module of its own."""
    try:
        with open("/proc/net/netfilter/nf_log") as file:
            return "nfnetlink_log" in file.read()
    except OSError:
        return False
