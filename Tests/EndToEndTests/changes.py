#!/usr/bin/python3
"""Changes the objects of an API server, as lines of JSON on standard input ask, and says what it holds.

    changes.py URL [AUTHORITY TOKEN-FILE]

Each line is answered by one line. What was acknowledged is what counts: a request that fails on its way is tried again.
"""
import http.client
import ipaddress
import json
import random
import ssl
import sys
import threading
import time
import urllib.parse

TYPES = {
    "namespaces": "/api/v1/namespaces",
    "nodes": "/api/v1/nodes",
    "pods": "/api/v1/pods",
    "policies": "/apis/networking.k8s.io/v1/networkpolicies",
}

# Writers that wait at the same moment share the time that the disk takes.
PARTS = 20


class Server:
    """Requests over one connection that is kept."""

    def __init__(self, url, authority=None, token_file=None):
        self.address = urllib.parse.urlsplit(url)
        self.context = ssl.create_default_context(cafile=authority) if authority else None
        self.headers = {}
        if token_file:
            with open(token_file) as file:
                self.headers["Authorization"] = "Bearer " + file.read().strip()
        self.connection = None

    def connected(self):
        if self.connection is None:
            host, port = self.address.hostname, self.address.port
            if self.context:
                self.connection = http.client.HTTPSConnection(host, port, timeout=20, context=self.context)
            else:
                self.connection = http.client.HTTPConnection(host, port, timeout=20)
        return self.connection

    def ask(self, method, path, body=None, type="application/json"):
        """The status and the answer; tried again for a minute while nobody answers."""
        end = time.monotonic() + 60
        while True:
            try:
                headers = dict(self.headers, **({"Content-Type": type} if body is not None else {}))
                text = None if body is None else json.dumps(body)
                self.connected().request(method, path, text, headers)
                answer = self.connection.getresponse()
                return answer.status, json.loads(answer.read())
            except (OSError, http.client.HTTPException, ValueError):
                self.connection = None
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)


def pod(number, app):
    """A pod with its addresses."""
    v4, v6 = ipaddress.IPv4Address((10 << 24) + number), ipaddress.IPv6Address((0xfd00 << 112) + number)
    return {
        "metadata": {"name": f"p{number}", "labels": {"app": app}},
        "spec": {"nodeName": "n1", "containers": [{"name": "c", "image": "registry.example/c"}]},
        "status": {"phase": "Running", "podIPs": [{"ip": str(v4)}, {"ip": str(v6)}]},
    }


def policy(name, rules):
    return {"metadata": {"name": name}, "spec": {"podSelector": {}, "ingress": [{}] * rules}}


def pods_path(number):
    return f"/api/v1/namespaces/s{number % 5}/pods"


class Changes:
    """What is asked for, line by line."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.server = Server(*arguments)
        self.churning = []
        self.counts = []

    def send(self, line):
        status, answer = self.server.ask(
            line["method"], line["path"], line.get("body"), line.get("type", "application/json"))
        return {"status": status, "message": answer.get("message", "")}

    def populate(self, line):
        for number in range(5):
            self.server.ask("POST", TYPES["namespaces"], {"metadata": {"name": f"s{number}", "labels": {"team": "a"}}})
            for index in range(3):
                path = f"/apis/networking.k8s.io/v1/namespaces/s{number}/networkpolicies"
                self.server.ask("POST", path, policy(f"policy{index}", index))
        address = {"type": "InternalIP", "address": "192.0.2.1"}
        for name in ("n1", "n2"):
            self.server.ask("POST", TYPES["nodes"], {"metadata": {"name": name}, "status": {"addresses": [address]}})
        self.in_parts(lambda part, server: [
            server.ask("POST", pods_path(number), pod(number, "first")) for number in range(part, line["pods"], PARTS)])
        return {}

    def in_parts(self, work):
        threads = [threading.Thread(target=work, args=(part, Server(*self.arguments))) for part in range(PARTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def churn(self, line):
        """Begins changes, so many a second for so long, by threads that never touch the same pod."""
        def work(part):
            server, chance = Server(*self.arguments), random.Random(line["seed"] * PARTS + part)
            start, done, pace = time.monotonic(), 0, line["perSecond"] / PARTS
            while done < line["seconds"] * pace:
                self.change(server, chance.randrange(part, line["pods"], PARTS), chance)
                done += 1
                time.sleep(max(0, start + done / pace - time.monotonic()))
            self.counts.append(done)
        self.churning = [threading.Thread(target=work, args=(part,), daemon=True) for part in range(PARTS)]
        for thread in self.churning:
            thread.start()
        return {}

    @staticmethod
    def change(server, number, chance):
        path, merge = f"{pods_path(number)}/p{number}", "application/merge-patch+json"
        kind = chance.randrange(10)
        if kind < 4:
            status = pod(chance.randrange(1 << 24), "")["status"]
            if chance.randrange(10) == 0:
                status["phase"] = "Succeeded"
            server.ask("PATCH", path + "/status", {"status": status}, merge)
        elif kind < 8:
            server.ask("PATCH", path, {"metadata": {"labels": {"app": f"a{chance.randrange(100)}"}}}, merge)
        else:
            server.ask("DELETE", path)
            if kind == 9:
                server.ask("POST", pods_path(number), pod(number, "anew"))

    def finish(self, line):
        for thread in self.churning:
            thread.join()
        return {"changes": sum(self.counts)}

    def state(self, line):
        """All that policies speak of, an object a line."""
        lines = []
        for kind, path in TYPES.items():
            _, answer = self.server.ask("GET", path)
            lines += filter(None, (self.told(kind, item) for item in answer["items"]))
        return {"lines": sorted(lines)}

    @staticmethod
    def told(kind, item):
        metadata, labels = item["metadata"], item["metadata"].get("labels", {})
        name = metadata["name"]
        if kind == "namespaces":
            return f"namespace {name} {labels.get('team', '')}"
        if kind == "nodes":
            return f"node {name}"
        if kind == "policies":
            return f"policy {metadata['namespace']}/{name} {len(item['spec'].get('ingress', []))}"
        if item["status"]["phase"] in ("Succeeded", "Failed"):
            return None
        ips = ",".join(entry["ip"] for entry in item["status"].get("podIPs", []))
        return f"pod {metadata['namespace']}/{name} {ips} {labels.get('app', '')}"


def main():
    changes = Changes(sys.argv[1:])
    for text in sys.stdin:
        line = json.loads(text)
        print(json.dumps(getattr(changes, line["op"])(line)), flush=True)


main()
