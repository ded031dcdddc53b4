"""Pods as network namespaces, wired to the node as a container runtime wires them."""
import asyncio
import os

import words

GATEWAY = "169.254.1.1"
POD_PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pod.py")
OWN_NETWORK = "/proc/self/ns/net"


class Pod:
    """A pod: what the API server says of it, and the process that holds its network."""

    def __init__(self, thing):
        self.name = f"{thing['metadata']['namespace']}/{thing['metadata']['name']}"
        self.workload = workload(thing)
        self.address = next(ip["ip"] for ip in thing["status"]["podIPs"] if "." in ip["ip"])
        ports = [port for container in thing["spec"]["containers"] for port in container.get("ports", [])]
        self.port = next(port["containerPort"] for port in ports if port.get("protocol", "TCP") == "TCP")
        self.process = None

    @property
    def short(self):
        """The name without what a Deployment puts behind it but for the last letters."""
        name = self.name.split("/")[1]
        base = self.workload.split("/")[1].split("[")[0]
        return name if name == base else f"{base}-{name.split('-')[-1][0]}"

    async def start(self, place, others, folder):
        """Makes the namespace, its link, its server and its attempts; it works in that folder."""
        targets = [f"{pod.name}={pod.address}:{pod.port}" for pod in others]
        # Python begins after the shell has read a line, which comes when the network is there.
        script = 'read -r line && exec python3 -B "$@"'
        self.process = await asyncio.create_subprocess_exec(
            "setpriv", "--pdeathsig", "KILL", "unshare", "--net", "sh", "-c", script, "sh", POD_PROGRAM,
            str(self.port), *targets, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            start_new_session=True, cwd=folder)
        await self.wait_for_namespace()
        await self.wire(place)
        self.say("go")

    async def wait_for_namespace(self):
        for _ in range(200):
            if os.readlink(f"/proc/{self.process.pid}/ns/net") != os.readlink(OWN_NETWORK):
                return
            await asyncio.sleep(0.01)
        raise words.TourError(f"no network namespace could be made for {self.name}")

    async def wire(self, place):
        await batch([], [
            f"link add pod{place} type veth peer name eth0 netns {self.process.pid}", f"link set pod{place} up",
            f"address add {GATEWAY}/32 dev pod{place}", f"route add {self.address}/32 dev pod{place}"])
        await batch(["nsenter", "--target", str(self.process.pid), "--net"], [
            "link set lo up", "link set eth0 up", f"address add {self.address}/32 dev eth0",
            f"route add {GATEWAY} dev eth0", f"route add default via {GATEWAY} dev eth0"])

    def say(self, line):
        self.process.stdin.write(f"{line}\n".encode())

    async def read(self, attempts):
        """Hands what becomes of its attempts to `attempts`, until it ends."""
        while line := await self.process.stdout.readline():
            began, name, passed = line.decode().split()
            attempts.record((self.name, name), float(began), passed == "passed")

    async def stop(self):
        """Ends it; its namespace and links go with it."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


def workload(thing):
    """What `martlet list` calls the pod: its own name, or that of the Deployment that made it."""
    namespace, name = thing["metadata"]["namespace"], thing["metadata"]["name"]
    suffix = f"-{thing['metadata'].get('labels', {}).get('pod-template-hash', '')}"
    for owner in thing["metadata"].get("ownerReferences", []):
        if owner["kind"] == "ReplicaSet" and owner["name"].endswith(suffix):
            return f"{namespace}/{owner['name'][:-len(suffix)]}[Deployment]"
    return f"{namespace}/{name}[Pod]"


async def batch(prefix, lines):
    """Has ip do all these lines, in the namespace that the prefix enters."""
    process = await asyncio.create_subprocess_exec(
        *prefix, "ip", "-batch", "-", stdin=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    _, errors = await process.communicate("\n".join(lines + [""]).encode())
    if process.returncode != 0:
        raise words.TourError(f"ip could not wire a pod: {errors.decode().strip()}")
