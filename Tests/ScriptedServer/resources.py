"""The kinds of objects that are served: where they live, what they are called, which fields may select them."""


class Resource:
    """One kind of object."""

    def __init__(self, name, kind, group, namespaced, fields, skeleton):
        self.name = name
        self.kind = kind
        self.group = group
        self.version = "v1"
        self.namespaced = namespaced
        # What kube-apiserver lets a field selector ask of this kind.
        self.default_fields = fields
        # What Go writes for an object in which nothing is set, as in a bookmark.
        self.skeleton = skeleton

    @property
    def api_version(self):
        """What stands in an object as apiVersion."""
        return f"{self.group}/{self.version}" if self.group else self.version

    @property
    def root(self):
        """The path under which its group is served."""
        return f"/apis/{self.group}/{self.version}" if self.group else f"/api/{self.version}"

    @property
    def path(self):
        """The path of all of them, of all namespaces."""
        return f"{self.root}/{self.name}"

    def key_of(self, metadata):
        """The key under which an object with that metadata is stored."""
        name = metadata.get("name") or ""
        return f"{metadata.get('namespace') or 'default'}/{name}" if self.namespaced else name


_POD_FIELDS = [
    "metadata.name", "metadata.namespace", "spec.nodeName", "spec.restartPolicy", "spec.schedulerName",
    "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs",
    "status.nominatedNodeName",
]
_EMPTY_NODE_INFO = {
    name: "" for name in (
        "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion",
        "kubeProxyVersion", "operatingSystem", "architecture")
}

RESOURCES = {
    resource.name: resource for resource in (
        Resource("pods", "Pod", "", True, _POD_FIELDS, {"spec": {"containers": None}, "status": {}}),
        Resource("namespaces", "Namespace", "", False, ["metadata.name", "status.phase"], {"spec": {}, "status": {}}),
        Resource("nodes", "Node", "", False, ["metadata.name", "spec.unschedulable"], {
            "spec": {},
            "status": {"daemonEndpoints": {"kubeletEndpoint": {"Port": 0}}, "nodeInfo": _EMPTY_NODE_INFO},
        }),
        Resource("networkpolicies", "NetworkPolicy", "networking.k8s.io", True,
                 ["metadata.name", "metadata.namespace"], {"spec": {"podSelector": {}}}),
        Resource("services", "Service", "", True,
                 ["metadata.name", "metadata.namespace", "spec.clusterIP", "spec.type"],
                 {"spec": {}, "status": {"loadBalancer": {}}}),
    )
}

BY_KIND = {resource.kind: resource for resource in RESOURCES.values()}


class Target:
    """What a path names: a kind, perhaps one namespace of it, perhaps one object."""

    def __init__(self, resource, namespace=None, name=None):
        self.resource = resource
        self.namespace = namespace
        self.name = name


def target_of(path):
    """What a path names, or None."""
    for resource in RESOURCES.values():
        if not path.startswith(resource.root + "/"):
            continue
        words = path.removeprefix(resource.root + "/").split("/")
        if words[0] == resource.name and len(words) == 1:
            return Target(resource)
        if not resource.namespaced and words[0] == resource.name and len(words) == 2:
            return Target(resource, name=words[1])
        if resource.namespaced and words[0] == "namespaces" and len(words) in (3, 4) and words[2] == resource.name:
            return Target(resource, words[1], words[3] if len(words) == 4 else None)
    return None
