"""The pods of one deployment: what they have in common, made once, and what is each one's own."""

from protobuf import Shared

_IMAGES = ("registry.example/shop/web", "registry.example/shop/cart", "registry.example/data/queue")
_HASH_LETTERS = "bcdfghjklmnpqrstvwxz2456789"


class Workload:
    """A deployment and the replica set behind it."""

    def __init__(self, number, namespace, chance):
        self.name = f"app-{number:04}"
        self.namespace = namespace
        self._hash = "".join(chance.choice(_HASH_LETTERS) for _ in range(10))
        self._image = f"{_IMAGES[number % len(_IMAGES)]}:1.{chance.randrange(40)}.{chance.randrange(10)}"
        labels = {
            "app": self.name, "app.kubernetes.io/name": self.name, "app.kubernetes.io/part-of": f"part-{number % 9}",
            "tier": ("front", "back", "data")[number % 3], "pod-template-hash": self._hash,
        }
        # As Go writes maps.
        self._labels = dict(sorted(labels.items()))
        self._owner = Shared(
            apiVersion="apps/v1", kind="ReplicaSet", name=f"{self.name}-{self._hash}", uid=_uid(chance),
            controller=True, blockOwnerDeletion=True)
        self._containers = [Shared(self._main_container()), Shared(self._side_container())]
        self._init = Shared(name="migrate", image=self._image, command=["/app/migrate"], resources={},
                            terminationMessagePath="/dev/termination-log", terminationMessagePolicy="File",
                            imagePullPolicy="IfNotPresent")
        self._volumes = [Shared(volume) for volume in self._own_volumes()]
        self._managed = [Shared(_managed("kube-controller-manager", _CONTROLLER_FIELDS)),
                         Shared(_managed("kubelet", _KUBELET_FIELDS, "status"))]

    def pod(self, number, node, chance):
        """A pod of the deployment; the number says which, and gives it its addresses."""
        suffix = "".join(chance.choice(_HASH_LETTERS) for _ in range(5))
        metadata = {
            "name": f"{self.name}-{self._hash}-{number:05}{suffix}",
            "generateName": f"{self.name}-{self._hash}-", "namespace": self.namespace, "uid": _uid(chance),
            "creationTimestamp": _time(chance), "labels": self._labels,
            "annotations": {"checksum/config": f"{chance.getrandbits(256):064x}"},
            "ownerReferences": [self._owner], "managedFields": self._managed,
        }
        return {"metadata": metadata, "spec": self._spec(node), "status": self._status(number, chance)}

    def _spec(self, node):
        return {
            "volumes": self._volumes, "initContainers": [self._init], "containers": self._containers,
            "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
            "serviceAccountName": self.name, "serviceAccount": self.name, "nodeName": node, "securityContext": {},
            "schedulerName": "default-scheduler", "tolerations": _TOLERATIONS, "priority": 0,
            "enableServiceLinks": True, "preemptionPolicy": "PreemptLowerPriority",
        }

    def _status(self, number, chance):
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        host = f"172.16.{number >> 8 & 255}.{number & 255}"
        started = _time(chance)
        conditions = [
            {"type": name, "status": "True", "lastProbeTime": None, "lastTransitionTime": started}
            for name in ("Initialized", "Ready", "ContainersReady", "PodScheduled")]
        return {
            "phase": "Running", "conditions": conditions, "hostIP": host, "hostIPs": [{"ip": host}],
            "podIP": address, "podIPs": [{"ip": address}, {"ip": f"fd00:20::{number:x}"}], "startTime": started,
            "containerStatuses": [self._container_status(container["name"], chance, {"running": {
                "startedAt": started}}) for container in self._containers],
            "qosClass": "Burstable",
        }

    def _container_status(self, name, chance, state):
        return {
            "name": name, "state": state, "lastState": {}, "ready": True, "restartCount": 0, "image": self._image,
            "imageID": f"{self._image.split(':')[0]}@sha256:{chance.getrandbits(256):064x}",
            "containerID": f"containerd://{chance.getrandbits(256):064x}", "started": True,
        }

    def _main_container(self):
        probe = {"httpGet": {"path": "/healthz?a=1&b=<2>", "port": "http", "scheme": "HTTP"}, "timeoutSeconds": 1,
                 "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}
        return {
            "name": "main", "image": self._image, "args": ["--listen=0.0.0.0:8080", "--log-level=info"],
            "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"},
                      {"name": "dns-udp", "containerPort": 5353, "protocol": "UDP"}],
            "env": [{"name": "POD_NAME", "valueFrom": {"fieldRef": {"apiVersion": "v1",
                                                                     "fieldPath": "metadata.name"}}},
                    {"name": "DATABASE_URL", "valueFrom": {"secretKeyRef": {"name": "database", "key": "url"}}},
                    {"name": "GREETING", "value": "h\u00e9llo \"w\u00f6rld\"\n"}],
            "resources": {"limits": {"cpu": "1", "memory": "512Mi"}, "requests": {"cpu": "100m", "memory": "128Mi"}},
            "volumeMounts": [{"name": "config", "mountPath": "/etc/app"}, {"name": "scratch", "mountPath": "/tmp"},
                             {"name": "token", "readOnly": True,
                              "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"}],
            "livenessProbe": dict(probe, initialDelaySeconds=15), "readinessProbe": probe,
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
            "securityContext": {"capabilities": {"drop": ["ALL"]}, "runAsUser": 10001, "runAsNonRoot": True,
                                "readOnlyRootFilesystem": True, "allowPrivilegeEscalation": False},
        }

    def _side_container(self):
        return {
            "name": "proxy", "image": "registry.example/mesh/proxy:2.4.1",
            "ports": [{"name": "admin", "hostPort": 15000, "containerPort": 15000, "protocol": "TCP"}],
            "resources": {"requests": {"cpu": "10m", "memory": "40Mi"}},
            "volumeMounts": [{"name": "scratch", "mountPath": "/tmp", "subPath": "proxy"}],
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
            "imagePullPolicy": "IfNotPresent",
        }

    def _own_volumes(self):
        return [
            {"name": "config", "configMap": {"name": self.name, "defaultMode": 420}},
            {"name": "scratch", "emptyDir": {}},
            {"name": "token", "projected": {"defaultMode": 420, "sources": [
                {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
                {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
                {"downwardAPI": {"items": [{"path": "namespace", "fieldRef": {
                    "apiVersion": "v1", "fieldPath": "metadata.namespace"}}]}}]}},
        ]


def _uid(chance):
    digits = f"{chance.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "8" + digits[17:20], digits[20:]))


def _time(chance):
    day = f"2026-0{chance.randrange(1, 4)}-{chance.randrange(1, 29):02}"
    return f"{day}T{chance.randrange(24):02}:00:{chance.randrange(60):02}Z"


def _managed(manager, fields, subresource=None):
    entry = {"manager": manager, "operation": "Update", "apiVersion": "v1", "time": "2026-03-01T09:59:00Z",
             "fieldsType": "FieldsV1", "fieldsV1": fields}
    if subresource:
        entry["subresource"] = subresource
    return entry


_TOLERATIONS = [
    Shared(key=f"node.kubernetes.io/{name}", operator="Exists", effect="NoExecute", tolerationSeconds=300)
    for name in ("not-ready", "unreachable")
]

_CONTROLLER_FIELDS = {
    "f:metadata": {
        "f:annotations": {".": {}, "f:checksum/config": {}}, "f:generateName": {},
        "f:labels": {".": {}, "f:app": {}, "f:app.kubernetes.io/name": {}, "f:app.kubernetes.io/part-of": {},
                     "f:tier": {}, "f:pod-template-hash": {}},
        "f:ownerReferences": {".": {}, 'k:{"uid":"8d2f5b1e-0000-4000-8000-000000000000"}': {}},
    },
    "f:spec": {
        "f:containers": {
            'k:{"name":"main"}': {
                ".": {}, "f:args": {}, "f:env": {".": {}, 'k:{"name":"POD_NAME"}': {".": {}, "f:name": {}}},
                "f:image": {}, "f:imagePullPolicy": {}, "f:livenessProbe": {".": {}, "f:httpGet": {}},
                "f:resources": {}, "f:securityContext": {}, "f:volumeMounts": {}},
            'k:{"name":"proxy"}': {".": {}, "f:image": {}, "f:ports": {}, "f:resources": {}}},
        "f:dnsPolicy": {}, "f:enableServiceLinks": {}, "f:restartPolicy": {}, "f:schedulerName": {},
        "f:terminationGracePeriodSeconds": {}, "f:volumes": {".": {}, 'k:{"name":"config"}': {".": {}}},
    },
}

_KUBELET_FIELDS = {
    "f:status": {
        "f:conditions": {
            f'k:{{"type":"{name}"}}': {".": {}, "f:lastProbeTime": {}, "f:lastTransitionTime": {}, "f:status": {},
                                       "f:type": {}}
            for name in ("ContainersReady", "Initialized", "Ready")},
        "f:containerStatuses": {}, "f:hostIP": {}, "f:hostIPs": {}, "f:phase": {},
        "f:podIP": {}, "f:podIPs": {".": {}, 'k:{"ip":"10.0.0.1"}': {".": {}, "f:ip": {}}}, "f:startTime": {},
    },
}
