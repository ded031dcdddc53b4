"""Tries the chart: try-chart.py CHART WORK, where WORK has the renderer and the kustomization's objects."""
import copy
import json
import subprocess
import sys

import jsonschema
import yaml

CHART, WORK = sys.argv[1:]
SCHEMA = json.load(open(CHART + "/values.schema.json"))
VALUES = yaml.safe_load(open(CHART + "/values.yaml"))
REFUSED = [
    {"replicas": 3}, {"image": {"repository": ""}}, {"image": {"digest": "sha256:12"}},
    {"config": {"enforcment": "off"}}, {"config": {"enforcement": "audits"}}, {"metrics": {"port": 70000}},
    {"extraArgs": ["run"]}, {"hostPath": {"path": "x"}}, {"tolerations": [{"effect": "Never"}]}, {"updateStrategy": {}},
]


def merged(values, more):
    """Values as Helm merges them."""
    result = copy.deepcopy(values)
    for name, value in more.items():
        both = isinstance(value, dict) and isinstance(result.get(name), dict)
        result[name] = merged(result[name], value) if both else value
    return {name: value for name, value in result.items() if value is not None}


def render(values):
    """The objects that the chart makes of these values, by kind."""
    jsonschema.validate(merged(VALUES, values), SCHEMA)
    with open(WORK + "/values.yaml", "w") as file:
        yaml.safe_dump(values, file)
    command = [WORK + "/render", CHART, "martlet", "kube-system", WORK + "/values.yaml"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "<no value>" in text:
        raise SystemExit(f"{values}: a value is missing in\n{text}")
    return {thing["kind"]: thing for thing in yaml.safe_load_all(text) if thing}


def spec(objects):
    return objects["DaemonSet"]["spec"]["template"]["spec"]


def without_names(pod):
    """A pod's specification without what the two ways call differently."""
    pod = copy.deepcopy(pod)
    pod["containers"][0]["args"] = None
    for volume in pod["volumes"]:
        volume.get("configMap", {}).pop("name", None)
    return pod


def expect(what, one, other):
    if one != other:
        raise SystemExit(f"{what}:\n{yaml.safe_dump(one)}\nis not\n{yaml.safe_dump(other)}")


def compare():
    """With its own values the chart makes what the kustomization makes."""
    base = {thing["kind"]: thing for thing in yaml.safe_load_all(open(WORK + "/base.yaml"))}
    chart = render({})
    expect("kinds", sorted(chart), sorted(base))
    expect("pods", without_names(spec(chart)), without_names(spec(base)))
    expect("rights", chart["ClusterRole"]["rules"], base["ClusterRole"]["rules"])
    expect("subjects", chart["ClusterRoleBinding"]["subjects"], base["ClusterRoleBinding"]["subjects"])
    settings = [yaml.safe_load(of["ConfigMap"]["data"]["config.yaml"]) for of in (chart, base)]
    expect("configuration", *settings)


def change():
    """Each value does what it says."""
    digest = "sha256:" + "0" * 64
    image = spec(render({"image": {"repository": "r.example/m", "digest": digest}}))["containers"][0]["image"]
    expect("digest", image, "r.example/m@" + digest)
    bare = render({"serviceAccount": {"create": False, "name": "other"}, "rbac": {"create": False}})
    expect("kinds without access", sorted(bare), ["ConfigMap", "DaemonSet"])
    expect("account", spec(bare)["serviceAccountName"], "other")
    state = spec(render({"hostPath": {"enabled": False}}))["volumes"][2]
    expect("without host path", state, {"name": "state", "emptyDir": {"sizeLimit": "256Mi"}})
    expect("no limits", "resources" in spec(render({"resources": {"requests": None}}))["containers"][0], False)
    watched = {"metrics": {"address": "0.0.0.0", "podMonitor": {"enabled": True}, "prometheusRule": {"enabled": True}}}
    objects = render(watched)
    expect("ports", spec(objects)["containers"][0]["ports"], [{"name": "metrics", "containerPort": 9977}])
    expect("monitors", {"PodMonitor", "PrometheusRule"} <= set(objects), True)
    odd = render({"extraArgs": ["--deny=reject"], "extraEnv": [{"name": "A", "value": "b"}], "podLabels": {"x": "y"}})
    expect("arguments", spec(odd)["containers"][0]["args"][-1], "--deny=reject")
    expect("environment", spec(odd)["containers"][0]["env"][-1], {"name": "A", "value": "b"})
    sums = [render({"config": {"deny": word}})["DaemonSet"]["spec"]["template"]["metadata"]["annotations"]
            for word in ("drop", "reject")]
    expect("a change of the configuration rolls", sums[0] != sums[1], True)


def refuse():
    for values in REFUSED:
        try:
            jsonschema.validate(merged(VALUES, values) if values != {"updateStrategy": {}} else values, SCHEMA)
        except jsonschema.ValidationError:
            continue
        raise SystemExit(f"{values} is not refused")


compare()
change()
refuse()
print(f"the chart is right: {len(REFUSED)} wrong values are refused")
