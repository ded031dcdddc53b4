import KubernetesClient
import KubernetesModel
import PolicyEngine
import ServerAccess
import ServerSupport
import TestSupport

extension NodeInNamespace {
    /// Asks the API server something; its answer must be a success, or the status that is expected.
    @discardableResult
    func ask(_ method: String, _ path: String, _ body: String = "", type: String = "application/json") throws -> String
    {
        let answer = try PlainHTTP.ask(method, path, port: server.port, in: namespace, body: body, type: type)
        guard 200..<300 ~= answer.status else {
            throw NodeError(description: "\(method) \(path): \(answer.status) \(answer.body.prefix(500))")
        }
        return answer.body
    }

    /// Changes a part of an object.
    func patch(_ path: String, _ body: String) throws {
        try ask("PATCH", path, body, type: "application/merge-patch+json")
    }

    /// Makes the objects of this node and of the one beside it.
    func makeNode() throws {
        for (name, addresses, ranges) in [
            (Self.name, Self.addresses, Self.podRanges),
            ("node-2", ["192.168.77.2", "fd00:192::2"], ["10.244.2.0/24", "fd00:244:2::/64"]),
        ] {
            let spec = #"{"podCIDR":"\#(ranges[0])","podCIDRs":["\#(ranges[0])","\#(ranges[1])"]}"#
            let own = addresses.map { #"{"type":"InternalIP","address":"\#($0)"}"# }.joined(separator: ",")
            try ask(
                "POST", "/api/v1/nodes",
                #"{"metadata":{"name":"\#(name)"},"spec":\#(spec),"status":{"addresses":[\#(own)]}}"#)
        }
    }

    /// Makes a namespace.
    func makeSpace(_ name: String, _ labels: [String: String] = [:]) throws {
        try ask("POST", "/api/v1/namespaces", #"{"metadata":{"name":"\#(name)","labels":\#(json(labels))}}"#)
    }

    /// Makes a pod and tells the API server of it.
    @discardableResult
    func makePod(
        _ space: String, _ name: String, _ labels: [String: String] = [:], isElsewhere: Bool = false
    ) throws -> NodeEnd {
        let end = try wire(space, name, labels, isElsewhere: isElsewhere)
        try announce(end)
        return end
    }

    /// Tells the API server of a pod.
    func announce(_ end: NodeEnd) throws {
        guard let pod = end.pod else { return }
        let ips = end.addresses.map { #"{"ip":"\#($0)"}"# }.joined(separator: ",")
        let ports = #"[{"name":"web","containerPort":80},{"name":"dns","containerPort":53,"protocol":"UDP"}]"#
        try ask(
            "POST", "/api/v1/namespaces/\(pod.space)/pods",
            #"{"metadata":{"name":"\#(pod.name)","labels":\#(json(pod.labels))},"#
                + #""spec":{"nodeName":"\#(pod.node)","containers":[{"name":"c","image":"i","ports":\#(ports)}]},"#
                + #""status":{"phase":"Running","podIP":"\#(end.addresses[0])","podIPs":[\#(ips)]}}"#)
    }

    /// Makes a policy, or gives the one of this name another meaning.
    func setPolicy(_ space: String, _ name: String, _ spec: String) throws {
        let path = Self.policies(in: space)
        let body = #"{"metadata":{"name":"\#(name)"},"spec":\#(spec)}"#
        let made = try PlainHTTP.ask("POST", path, port: server.port, in: namespace, body: body)
        if made.status == 409 { try ask("PUT", "\(path)/\(name)", body) } else { try expectMade(made, path) }
    }

    /// Removes a policy.
    func removePolicy(_ space: String, _ name: String) throws {
        try ask("DELETE", "\(Self.policies(in: space))/\(name)")
    }

    /// Removes a policy, if there is one of this name.
    func forgetPolicy(_ space: String, _ name: String) throws {
        let path = "\(Self.policies(in: space))/\(name)"
        _ = try PlainHTTP.ask("DELETE", path, port: server.port, in: namespace)
    }

    /// Labels a pod, or takes its label away.
    func label(_ end: NodeEnd, _ key: String, _ value: String?) throws {
        try patch(
            "/api/v1/namespaces/\(end.pod?.space ?? "")/pods/\(end.pod?.name ?? "")",
            #"{"metadata":{"labels":{"\#(key)":\#(value.map { "\"\($0)\"" } ?? "null")}}}"#)
    }

    /// The cluster as the API server has it now, read without the agent.
    func cluster() throws -> Cluster {
        let snapshot = try namespace.run {
            try ClusterSnapshot.take(
                from: ServerAccess(AccessOptions(server: url), on: SystemAccessHost()), userAgent: "test")
        }
        var cluster = Cluster()
        for event in snapshot.objects.compactMap({ $0.object.flatMap { ClusterEvent($0) } }) { cluster.apply(event) }
        return cluster
    }

    private static func policies(in space: String) -> String {
        "/apis/networking.k8s.io/v1/namespaces/\(space)/networkpolicies"
    }

    private func expectMade(_ answer: PlainHTTP, _ path: String) throws {
        if answer.status != 201 {
            throw NodeError(description: "POST \(path): \(answer.status) \(answer.body.prefix(500))")
        }
    }

    private func json(_ labels: [String: String]) -> String {
        "{" + labels.sorted { $0.key < $1.key }.map { #""\#($0.key)":"\#($0.value)""# }.joined(separator: ",") + "}"
    }
}

extension NodeEnd {
    /// The pod as a document of a manifest.
    func manifest() throws -> String {
        guard let pod else { throw NodeError(description: "the node is no pod") }
        let ips = addresses.map { "{ip: \"\($0)\"}" }.joined(separator: ", ")
        return """
            apiVersion: v1
            kind: Pod
            metadata: {name: \(pod.name), namespace: \(pod.space), labels: {app: \(pod.labels["app"] ?? "")}}
            spec: {nodeName: \(pod.node), containers: [{name: c, image: i}]}
            status: {phase: Running, podIPs: [\(ips)]}
            ---

            """
    }
}

/// Why something of the node that is played could not be done.
struct NodeError: Error, CustomStringConvertible {
    let description: String
}
