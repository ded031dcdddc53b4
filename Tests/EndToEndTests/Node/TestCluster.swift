import TestSupport

/// A node with two pods of one namespace, one of another, and one pod on another node.
struct TestCluster {
    let node: NodeInNamespace
    let web: NodeEnd
    let db: NodeEnd
    let guest: NodeEnd
    /// A pod of another node.
    let far: NodeEnd

    /// Makes it, without policies.
    init(_ wiring: NodeInNamespace.Wiring = .routed) throws {
        node = try NodeInNamespace(wiring)
        try node.makeSpace("shop", ["team": "a"])
        try node.makeSpace("other", ["team": "b"])
        web = try node.makePod("shop", "web", ["app": "web"])
        db = try node.makePod("shop", "db", ["app": "db"])
        guest = try node.makePod("other", "guest", ["app": "guest"])
        far = try node.makePod("other", "far", ["app": "far"], isElsewhere: true)
    }

    /// Pods that are db take what web sends, and nothing else.
    static let webToDatabase =
        #"{"podSelector":{"matchLabels":{"app":"db"}},"#
        + #""ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"web"}}}]}]}"#

    /// What is always allowed, and what is always denied, while that policy holds and `guest` may send nothing.
    var ways: [SteadyProbe.Way] {
        var ways: [SteadyProbe.Way] = []
        for family in 0..<2 {
            for (source, target, isAllowed) in [
                (web, db, true), (guest, db, false), (far, db, false), (guest, web, false), (db, web, true),
            ] {
                ways.append(
                    SteadyProbe.Way(
                        "\(source.name) → \(target.name)", from: source.namespace, to: target.namespace,
                        at: target.addresses[family], port: 7_000 + ways.count, isAllowed: isAllowed))
            }
        }
        return ways
    }

    /// Makes the policies that `ways` are judged by.
    func setPolicies() throws {
        try node.setPolicy("shop", "db", Self.webToDatabase)
        try node.setPolicy("other", "out", #"{"podSelector":{"matchLabels":{"app":"guest"}},"policyTypes":["Egress"]}"#)
    }
}
