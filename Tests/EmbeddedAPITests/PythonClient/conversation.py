"""Asks martlet-apiserver as users of the Python client do, over TLS and with a token, and prints what came back.

usage: conversation.py PROGRAM DIRECTORY
"""

import subprocess
import sys

from kubernetes import client, config, watch
from kubernetes.client.rest import ApiException

NAMESPACE = "default"


def main():
    program, directory = sys.argv[1:]
    # It dies with this process, however that ends.
    server = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", program, "--data-dir", directory, "--listen", "127.0.0.1:0"],
        stderr=subprocess.PIPE, text=True)
    try:
        address = server.stderr.readline().rsplit("//", 1)[1].strip()
        for option in ([], ["--read-only"]):
            name = f"{directory}/kubeconfig{'-reader' if option else ''}"
            with open(name, "w") as file:
                arguments = [program, "--data-dir", directory, "--listen", address, "--print-kubeconfig", *option]
                subprocess.run(arguments, stdout=file, check=True)
        config.load_kube_config(f"{directory}/kubeconfig")
        talk(client.NetworkingV1Api())
        reader = config.new_client_from_config(f"{directory}/kubeconfig-reader")
        refused(lambda: client.NetworkingV1Api(reader).delete_namespaced_network_policy("p0", NAMESPACE))
    finally:
        server.terminate()
        server.wait()


def talk(api):
    for part in (create, pages, replace, patch, watches, delete):
        print(f"# {part.__name__}")
        part(api)


def policy(name, labels=None, port=80):
    rule = client.V1NetworkPolicyIngressRule(ports=[client.V1NetworkPolicyPort(port=port, protocol="TCP")])
    return client.V1NetworkPolicy(
        metadata=client.V1ObjectMeta(name=name, labels=labels),
        spec=client.V1NetworkPolicySpec(pod_selector=client.V1LabelSelector(), ingress=[rule]))


def create(api):
    for number in range(5):
        made = api.create_namespaced_network_policy(NAMESPACE, policy(f"p{number}", {"odd": str(number % 2)}))
        print(made.kind, made.metadata.name, made.metadata.generation, made.spec.policy_types)
    tried = api.create_namespaced_network_policy(NAMESPACE, policy("tried"), dry_run="All")
    print("dry run:", tried.metadata.name)
    refused(lambda: api.read_namespaced_network_policy("tried", NAMESPACE))
    refused(lambda: api.create_namespaced_network_policy(NAMESPACE, policy("p0")))
    refused(lambda: api.create_namespaced_network_policy(NAMESPACE, policy("bad", port=0)))


def pages(api):
    rest, version = None, None
    while rest != "":
        options = {"limit": 2} if rest is None else {"limit": 2, "_continue": rest}
        page = api.list_namespaced_network_policy(NAMESPACE, **options)
        version = version or page.metadata.resource_version
        print(names(page), page.metadata.remaining_item_count, page.metadata.resource_version == version)
        rest = page.metadata._continue or ""
        if page.items[0].metadata.name == "p0":
            api.create_namespaced_network_policy(NAMESPACE, policy("p4-later"))
    print(names(api.list_network_policy_for_all_namespaces(label_selector="odd in (1)")))
    print(names(api.list_namespaced_network_policy(NAMESPACE, field_selector="metadata.name=p3")))
    refused(lambda: api.list_namespaced_network_policy(NAMESPACE, limit=1, _continue="nonsense"))


def replace(api):
    old = api.read_namespaced_network_policy("p0", NAMESPACE)
    old.metadata.labels = {"odd": "0", "step": "1"}
    new = api.replace_namespaced_network_policy("p0", NAMESPACE, old)
    print(new.metadata.labels, new.metadata.generation, new.metadata.uid == old.metadata.uid)
    # The version that `old` has is no longer the newest.
    refused(lambda: api.replace_namespaced_network_policy("p0", NAMESPACE, old))
    refused(lambda: api.replace_namespaced_network_policy("none", NAMESPACE, policy("none")))


def patch(api):
    bodies = {
        "application/json-patch+json": [{"op": "add", "path": "/metadata/labels/json", "value": "1"}],
        "application/merge-patch+json": {"metadata": {"labels": {"merge": "1", "json": None}}},
        "application/strategic-merge-patch+json": {"metadata": {"labels": {"strategic": "1"}}},
    }
    for kind, body in bodies.items():
        # What is set here takes the place of what the client would choose by the type of the body.
        api.api_client.set_default_header("Content-Type", kind)
        print(kind, api.patch_namespaced_network_policy("p0", NAMESPACE, body).metadata.labels)
    condition = {"type": "Accepted", "status": "True", "reason": "Fine", "message": "",
                 "lastTransitionTime": "2026-01-01T00:00:00Z"}
    path = f"/apis/networking.k8s.io/v1/namespaces/{NAMESPACE}/networkpolicies/p0/status"
    with_status, code, _ = api.api_client.call_api(
        path, "PATCH", body={"status": {"conditions": [condition]}}, response_type="object",
        header_params={"Accept": "application/json"}, auth_settings=["BearerToken"])
    print(code, with_status["status"]["conditions"][0]["reason"], with_status["metadata"]["generation"])
    del api.api_client.default_headers["Content-Type"]


def watches(api):
    listed = api.list_namespaced_network_policy(NAMESPACE, label_selector="odd=1")
    follower = watch.Watch()
    options = {"label_selector": "odd=1", "allow_watch_bookmarks": True, "timeout_seconds": 1}
    api.create_namespaced_network_policy(NAMESPACE, policy("w", {"odd": "1"}))
    api.replace_namespaced_network_policy("w", NAMESPACE, policy("w", {"odd": "1"}, port=81))
    start = listed.metadata.resource_version
    for event in follower.stream(api.list_namespaced_network_policy, NAMESPACE, resource_version=start, **options):
        told(event)
    # Where the bookmark was, another watch goes on.
    api.delete_namespaced_network_policy("w", NAMESPACE)
    for event in follower.stream(
            api.list_namespaced_network_policy, NAMESPACE, resource_version=follower.resource_version, **options):
        told(event)
        follower.stop()
    for event in follower.stream(api.list_namespaced_network_policy, NAMESPACE, label_selector="odd=1"):
        told(event)
        if event["object"].metadata.name == "p3":
            follower.stop()


def delete(api):
    status = api.delete_namespaced_network_policy(
        "p4", NAMESPACE, body=client.V1DeleteOptions(grace_period_seconds=0, propagation_policy="Background"))
    print(status.kind, status.status, status.details.name)
    done = api.delete_collection_namespaced_network_policy(NAMESPACE, label_selector="odd=1")
    print(done.kind, done.status, names(api.list_namespaced_network_policy(NAMESPACE)))
    api.delete_collection_namespaced_network_policy(NAMESPACE, field_selector="metadata.name!=p0")
    print(names(api.list_namespaced_network_policy(NAMESPACE)))


def told(event):
    meta = event["raw_object"]["metadata"]
    version = "" if meta.get("name") else f"with a version: {'resourceVersion' in meta}"
    print(event["type"], meta.get("name", ""), version)


def names(listed):
    return " ".join(item.metadata.name for item in listed.items)


def refused(ask):
    try:
        ask()
        print("not refused")
    except ApiException as error:
        status = client.ApiClient().deserialize(type("Answer", (), {"data": error.body}), "V1Status")
        print(error.status, status.reason + ":", status.message)


main()
