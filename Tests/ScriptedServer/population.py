"""Clusters that look like real ones: the same for the same seed, pods of five to seven kilobytes."""

import random

from templates import Workload

_PODS_PER_WORKLOAD = 25


class Population:
    """A generated cluster, object by object."""

    def __init__(self, seed, pods=0, namespaces=1, policies=0, nodes=1):
        self._random = random.Random(seed)
        self._nodes = max(1, nodes)
        self._namespaces = [f"space-{number:04}" for number in range(max(1, namespaces))]
        count = max(1, pods // _PODS_PER_WORKLOAD)
        self._workloads = [
            Workload(number, self._namespaces[number % len(self._namespaces)], self._random) for number in range(count)
        ]
        self._pods = pods
        self._policies = policies

    def objects(self):
        """Pairs of the resource's name and the object."""
        for number, name in enumerate(self._namespaces):
            yield "namespaces", self._namespace(number, name)
        for number in range(self._nodes):
            yield "nodes", self._node(number)
        for number in range(self._policies):
            yield "networkpolicies", self._policy(number)
        for number in range(self._pods):
            yield "pods", self.pod(number)

    def pod(self, number):
        """The pod of that number, with an address of its own."""
        workload = self._workloads[number % len(self._workloads)]
        return workload.pod(number, f"node-{number % self._nodes:04}", self._random)

    def _namespace(self, number, name):
        labels = {"kubernetes.io/metadata.name": name, "team": f"team-{number % 7}",
                  "environment": ("production", "staging", "testing")[number % 3]}
        return {"metadata": {"name": name, "labels": labels}, "spec": {"finalizers": ["kubernetes"]},
                "status": {"phase": "Active"}}

    def _node(self, number):
        name = f"node-{number:04}"
        addresses = [{"type": "InternalIP", "address": f"172.16.{number >> 8 & 255}.{number & 255}"},
                     {"type": "InternalIP", "address": f"fd00:16::{number:x}"},
                     {"type": "Hostname", "address": name}]
        cidrs = [f"10.{number >> 8 & 255}.{number & 255}.0/24", f"fd00:10:{number:x}::/64"]
        resources = {"cpu": "8", "memory": "32855252Ki", "pods": "110", "ephemeral-storage": "102687672Ki"}
        return {
            "metadata": {"name": name, "labels": {"kubernetes.io/hostname": name, "kubernetes.io/os": "linux"}},
            "spec": {"podCIDR": cidrs[0], "podCIDRs": cidrs},
            "status": {
                "capacity": resources, "allocatable": resources, "addresses": addresses,
                "conditions": [{"type": "Ready", "status": "True", "lastHeartbeatTime": "2026-03-01T10:00:00Z",
                                "lastTransitionTime": "2026-02-01T10:00:00Z", "reason": "KubeletReady",
                                "message": "kubelet is posting ready status"}],
                "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}},
                "nodeInfo": {"kernelVersion": "6.1.0", "osImage": "Debian GNU/Linux 12", "kubeletVersion": "v1.34.0",
                             "operatingSystem": "linux", "architecture": "amd64", "machineID": "", "systemUUID": "",
                             "bootID": "", "containerRuntimeVersion": "containerd://1.7.2", "kubeProxyVersion": ""},
            },
        }

    def _policy(self, number):
        chance = self._random
        workload = chance.choice(self._workloads)
        ports = chance.choice([
            [{"protocol": "TCP", "port": 8080}], [{"protocol": "TCP", "port": "http"}],
            [{"protocol": "UDP", "port": 30000, "endPort": 32767}, {"protocol": "TCP", "port": 443}], None])
        peers = chance.choice([
            [{"podSelector": {"matchLabels": {"app": chance.choice(self._workloads).name}}}],
            [{"namespaceSelector": {"matchExpressions": [
                {"key": "environment", "operator": "In", "values": ["production", "staging"]}]},
              "podSelector": {}}],
            [{"ipBlock": {"cidr": "10.0.0.0/8", "except": [f"10.{number & 255}.0.0/16"]}},
             {"ipBlock": {"cidr": "fd00::/8"}}],
            None])
        rule = {name: part for name, part in (("from", peers), ("ports", ports)) if part is not None}
        spec = {"podSelector": {"matchLabels": {"app": workload.name}}, "policyTypes": ["Ingress"], "ingress": [rule]}
        if number % 3 == 0:
            dns = {"to": [{"namespaceSelector": {}}], "ports": [{"protocol": "UDP", "port": 53}]}
            spec.update(policyTypes=["Ingress", "Egress"], egress=[dns])
        if number % 10 == 0:
            spec = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
        return {"metadata": {"name": f"policy-{number:05}", "namespace": workload.namespace, "generation": 1},
                "spec": spec}


class Churn:
    """Changes by chance to what a store holds: pods that come, go, and get other labels, addresses, phases."""

    def __init__(self, store, pods, seed):
        self._store = store
        self._pods = pods
        self._random = random.Random(seed)
        self._next = 1_000_000
        # Listing what there is for each change would cost more than the change.
        self._keys = [entry.key for entry in store.entries(pods)]

    def change(self):
        """Makes one change."""
        kind = self._random.randrange(10)
        place = self._random.randrange(len(self._keys)) if self._keys else None
        entry = None if place is None else self._store.get(self._pods, self._keys[place])
        if entry is None or kind == 0:
            self._create()
        elif kind == 1:
            self._keys[place] = self._keys[-1]
            self._keys.pop()
            self._store.delete(self._pods, entry.key)
        else:
            self._store.put(self._pods, self._changed(entry.value))

    def _create(self):
        self._next += 1
        workload = Workload(self._next % 10, "churn", self._random)
        value = workload.pod(self._next % 60_000, "node-0000", self._random)
        self._keys.append(self._store.put(self._pods, value).key)

    def _changed(self, value):
        metadata = dict(value["metadata"], labels=dict(value["metadata"].get("labels") or {}))
        status = dict(value.get("status") or {})
        choice = self._random.randrange(4)
        if choice == 0:
            metadata["labels"]["round"] = str(self._random.randrange(5))
            metadata["labels"] = dict(sorted(metadata["labels"].items()))
        elif choice == 1:
            address = f"10.200.{self._random.randrange(256)}.{self._random.randrange(256)}"
            status.update(podIP=address, podIPs=[{"ip": address}])
        elif choice == 2:
            status["phase"] = self._random.choice(["Pending", "Running", "Running", "Succeeded", "Failed"])
        else:
            metadata["annotations"] = {"touched": str(self._random.randrange(1 << 30))}
        return dict(value, metadata=metadata, status=status)


def padded(value, count):
    """The object with an annotation of that many bytes."""
    metadata = dict(value.get("metadata") or {})
    metadata["annotations"] = dict(metadata.get("annotations") or {}, padding="x" * count)
    return dict(value, metadata=metadata)
