import ServerSupport
import TestSupport
import Testing

/// Objects change in an API server, and connections of a node's pods follow.
@Suite(.requiresKernel) struct AgentChangesTests {
    /// One change, and what it is called.
    private typealias Change = (words: String, make: @Sendable (TestCluster) throws -> Void)

    @Test("after every change real connections are what the policies mean", arguments: NodeInNamespace.Wiring.allCases)
    func changes(_ wiring: NodeInNamespace.Wiring) throws {
        let cluster = try TestCluster(wiring)
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let connections = Connections(cluster.node.ends)
        try connections.settle(try cluster.node.cluster(), "at the start")
        var counts: Set<Int> = []
        for change in Self.changes {
            try change.make(cluster)
            let start = ContinuousClock.now
            let known = try cluster.node.cluster()
            counts.insert(try connections.allowedCount(known))
            try connections.settle(known, change.words, since: start)
        }
        // The changes do change something.
        #expect(counts.count > 4 && counts.max() == connections.count, "\(counts)")
        #expect(agent.end() == .exited(0), "\(agent.log)")
        #expect(agent.errors.isEmpty, "\(agent.errors)")
    }

    @Test("an isolated pod whose object vanishes stays closed until its address is another's or its link is gone")
    func lingering() throws {
        let cluster = try TestCluster()
        try cluster.node.setPolicy("shop", "db", TestCluster.webToDatabase)
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let connections = Connections(cluster.node.ends)
        try connections.settle(try cluster.node.cluster(), "at the start")
        try cluster.node.ask("DELETE", "/api/v1/namespaces/shop/pods/db")
        let closed = try Deadline(seconds: 30).waits {
            try !cluster.web.reaches(cluster.db, cluster.db.addresses[0], milliseconds: 20)
        }
        #expect(closed)
        for address in cluster.db.addresses {
            for source in [cluster.web, cluster.guest, cluster.far] {
                #expect(try !source.reaches(cluster.db, address))
            }
        }
        try cluster.node.announce(cluster.db)
        try connections.settle(try cluster.node.cluster(), "when it is back")
        try cluster.node.ask("DELETE", "/api/v1/namespaces/shop/pods/db")
        try cluster.db.namespace.command(["ip", "link", "delete", "eth0"])
        let isForgotten = try Deadline(seconds: 30).waits {
            try !cluster.node.nft("list table inet martlet").output.contains(cluster.db.addresses[0])
        }
        #expect(isForgotten, "\(agent.log)")
    }

    @Test("a directory of manifests is followed like an API server, and what cannot be read changes nothing")
    func manifests() throws {
        let cluster = try TestCluster()
        let folder = try TemporaryFolder()
        func write(_ name: String, _ text: String) throws {
            try Command.output(of: ["tee", folder.file("new")], input: text)
            try Command.output(of: ["mv", folder.file("new"), folder.file(name)])
        }
        func isOpen() throws -> Bool {
            try cluster.guest.reaches(cluster.db, cluster.db.addresses[1], milliseconds: 20)
        }
        try write("pods.yaml", try [cluster.web, cluster.db, cluster.guest].map { try $0.manifest() }.joined())
        let agent = try NodeAgent(on: cluster.node)
        try agent.start(source: ["--manifests", folder.path])
        try agent.waitUntilReady()
        #expect(try isOpen())
        let head =
            "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: db, namespace: shop}\nspec: "
        try write("policy.yaml", head + TestCluster.webToDatabase)
        #expect(try Deadline(seconds: 30).waits { try !isOpen() }, "\(agent.log)")
        #expect(try cluster.web.reaches(cluster.db, cluster.db.addresses[1]))
        try write("policy.yaml", "kind: [")
        #expect(agent.waits(for: "what was read before holds"), "\(agent.log)")
        #expect(try !isOpen())
        #expect(try agent.command(["status"]).output.contains("policy.yaml"))
        try Command.output(of: ["rm", folder.file("policy.yaml")])
        #expect(try Deadline(seconds: 30).waits { try isOpen() }, "\(agent.log)")
    }

    @Test("any changes in any order lead to what the policies mean", .long)
    func chance() throws {
        var generator = SeededGenerator.forTest("agent changes")
        let cluster = try TestCluster()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let connections = Connections(cluster.node.ends)
        var latencies: [Duration] = []
        for round in 0..<rounds(0, long: 100) {
            let words = try cluster.changeByChance(&generator)
            let start = ContinuousClock.now
            let known = try cluster.node.cluster()
            latencies.append(try connections.settle(known, "\(round): \(words); \(generator)", since: start))
        }
        #expect(agent.errors.isEmpty, "\(agent.errors)")
        print("changes: all connections were right after a median of \(latencies.sorted()[latencies.count / 2])")
    }

    private static let changes: [Change] = [
        ("all of a namespace is isolated", { try $0.node.setPolicy("shop", "none", #"{"podSelector":{}}"#) }),
        ("web is allowed to db", { try $0.node.setPolicy("shop", "db", TestCluster.webToDatabase) }),
        ("web loses its label", { try $0.node.label($0.web, "app", nil) }),
        ("web has its label again", { try $0.node.label($0.web, "app", "web") }),
        (
            "ports by name",
            {
                try $0.node.setPolicy(
                    "shop", "db",
                    #"{"podSelector":{"matchLabels":{"app":"db"}},"ingress":[{"ports":[{"port":"web"}]}]}"#)
            }
        ),
        (
            "a namespace is allowed",
            {
                try $0.node.setPolicy(
                    "shop", "db",
                    #"{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"team":"b"}}}]}]}"#)
            }
        ),
        (
            "the namespace is of another team",
            {
                try $0.node.patch("/api/v1/namespaces/other", #"{"metadata":{"labels":{"team":"c"}}}"#)
            }
        ),
        (
            "egress is allowed to a block only",
            {
                try $0.node.setPolicy(
                    "other", "out",
                    #"{"podSelector":{},"policyTypes":["Egress"],"egress":[{"to":[{"ipBlock":{"cidr":"10.244.0.0/16","#
                        + #""except":["10.244.2.0/24"]}},{"ipBlock":{"cidr":"fd00:192::/64"}}]}]}"#)
            }
        ),
        ("that policy is gone", { try $0.node.removePolicy("other", "out") }),
        ("a pod is gone", { try $0.node.ask("DELETE", "/api/v1/namespaces/other/pods/guest") }),
        ("the pod is back", { try $0.node.announce($0.guest) }),
        (
            "the policies are gone",
            { cluster in
                for name in ["none", "db"] { try cluster.node.removePolicy("shop", name) }
            }
        ),
    ]
}
