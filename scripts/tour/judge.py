"""What should hold, as `martlet list` says of manifests: a judge that knows neither the agent nor its rules."""
import json


def expected(listed, pods):
    """Whether each pair of pods should connect over IPv4, from what `martlet list -o json` printed."""
    lines = [line for line in json.loads(listed) if not line["conn"].endswith(" (IPv6)")]
    allowed = {(line["src"], line["dst"]): line["conn"].removesuffix(" (IPv4)") for line in lines}
    return {
        (one.name, other.name): has_port(allowed.get((one.workload, other.workload), ""), other.port)
        for one in pods for other in pods if one is not other}


def has_port(connections, port):
    """Whether words such as `SCTP 36412,TCP 80,8000-8100,UDP 53` have the TCP port."""
    if connections == "All Connections":
        return True
    protocol = ""
    for word in connections.split(","):
        protocol = word.split()[0] if " " in word else protocol
        first, _, last = word.split(" ")[-1].partition("-")
        if protocol == "TCP" and first.isdigit() and int(first) <= port <= int(last or first):
            return True
    return False
