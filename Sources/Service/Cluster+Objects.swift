internal import Addresses
public import JSON
internal import KubernetesModel
public import PolicyEngine

extension Cluster {
    /// All that is known, as the objects of the API that would say it: commands read it as they read any manifests.
    public var objects: JSONValue {
        let namespaces = namespaces.values.sorted { $0.name < $1.name }.map(\.object)
        let nodes = nodes.values.sorted { $0.name < $1.name }.map(\.object)
        let pods = pods.values.sorted { $0.key < $1.key }.map(\.object)
        return .members([
            "apiVersion": .string("v1"), "kind": .string("List"),
            "items": .array(namespaces + nodes + pods + policies.map(\.object)),
        ])
    }
}

extension Namespace {
    fileprivate var object: JSONValue {
        .members([
            "apiVersion": .string("v1"), "kind": .string("Namespace"),
            "metadata": .members(["name": .string(name), "labels": labels.object]),
        ])
    }
}

extension Node {
    fileprivate var object: JSONValue {
        .members([
            "apiVersion": .string("v1"), "kind": .string("Node"), "metadata": .members(["name": .string(name)]),
            "spec": .members(["podCIDRs": .array(podRanges.map { .string("\($0)") })]),
            "status": .members([
                "addresses": .array(
                    addresses.map { .members(["type": .string("InternalIP"), "address": .string("\($0)")]) })
            ]),
        ])
    }
}

extension Pod {
    fileprivate var object: JSONValue {
        let ports = ports.map { port in
            JSONValue.members([
                "name": .string(port.name), "protocol": .string(port.transport.rawValue.uppercased()),
                "containerPort": .number(Int64(port.number)),
            ])
        }
        let containers = JSONValue.array([.members(["name": .string("all"), "ports": .array(ports)])])
        let time = UTCTime.text(of: creation)
        return .members([
            "apiVersion": .string("v1"), "kind": .string("Pod"),
            "metadata": .members([
                "name": .string(key.name), "namespace": .string(key.namespace), "labels": labels.object,
                "creationTimestamp": .string(time), "deletionTimestamp": isTerminating ? .string(time) : nil,
            ]),
            "spec": .members([
                "nodeName": .string(node), "hostNetwork": isHostNetwork ? .bool(true) : nil, "containers": containers,
            ]),
            "status": .members([
                "phase": .string(phase.word),
                "podIPs": .array(addresses.map { .members(["ip": .string("\($0)")]) }),
            ]),
        ])
    }
}

extension Pod.Phase {
    fileprivate var word: String {
        switch self {
        case .pending: "Pending"
        case .running: "Running"
        case .finished: "Succeeded"
        }
    }
}

extension NetworkPolicy {
    fileprivate var object: JSONValue {
        let types = Direction.allCases.filter { rules($0) != nil }.map { direction in
            JSONValue.string(direction == .ingress ? "Ingress" : "Egress")
        }
        return .members([
            "apiVersion": .string("networking.k8s.io/v1"), "kind": .string("NetworkPolicy"),
            "metadata": .members([
                "name": .string(key.name), "namespace": .string(key.namespace),
                "creationTimestamp": creation == 0 ? nil : .string(UTCTime.text(of: creation)),
            ]),
            "spec": .members([
                "podSelector": podSelector.object, "policyTypes": .array(types),
                "ingress": ingress.map { .array($0.map { $0.object(peers: "from") }) },
                "egress": egress.map { .array($0.map { $0.object(peers: "to") }) },
            ]),
        ])
    }
}

extension PolicyRule {
    fileprivate func object(peers word: String) -> JSONValue {
        .object(
            [
                peers.isEmpty ? nil : .init(word, .array(peers.map(\.object))),
                ports.isEmpty ? nil : .init("ports", .array(ports.map(\.object))),
            ].compactMap { $0 })
    }
}

extension PolicyPeer {
    fileprivate var object: JSONValue {
        switch self {
        case .pods(let selector, let namespaces):
            .members(["podSelector": selector.object, "namespaceSelector": namespaces?.object])
        case .block(let block):
            .members([
                "ipBlock": .members([
                    "cidr": .string("\(block.cidr)"),
                    "except": block.except.isEmpty ? nil : .array(block.except.map { .string("\($0)") }),
                ])
            ])
        }
    }
}

extension PolicyPort {
    fileprivate var object: JSONValue {
        let port: JSONValue? =
            switch self.port {
            case .any: nil
            case .numbers(let range): .number(Int64(range.lower))
            case .named(let name): .string(name)
            }
        var end: JSONValue?
        if case .numbers(let range) = self.port, range.upper != range.lower {
            end = .number(Int64(range.upper))
        }
        return .members(["protocol": .string(transport.rawValue.uppercased()), "port": port, "endPort": end])
    }
}

extension LabelSelector {
    fileprivate var object: JSONValue {
        let expressions = requirements.map { requirement in
            switch requirement.condition {
            case .in(let values): requirement.expression("In", values)
            case .notIn(let values): requirement.expression("NotIn", values)
            case .exists: requirement.expression("Exists", nil)
            case .doesNotExist: requirement.expression("DoesNotExist", nil)
            }
        }
        return expressions.isEmpty ? .object([]) : .members(["matchExpressions": .array(expressions)])
    }
}

extension LabelSelector.Requirement {
    fileprivate func expression(_ word: String, _ values: [String]?) -> JSONValue {
        .members([
            "key": .string(key), "operator": .string(word), "values": values.map { .array($0.map { .string($0) }) },
        ])
    }
}

extension Labels {
    fileprivate var object: JSONValue { .object(sorted.map { .init($0.key, .string($0.value)) }) }
}
