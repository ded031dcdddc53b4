import TestSupport
import Testing

@testable import Commands

@Suite struct DumpTests {
    @Test("the ruleset of a cluster and of a node is the text that was reviewed, and nft takes it", .requiresKernel)
    func text() throws {
        let host = TestHost(Site.files)
        for (line, name) in [("", "dump.txt"), (" --node n2", "dump-n2.txt"), (" --deny reject", "dump-reject.txt")] {
            let run = host.run("dump -f pods.yaml -f policy.yaml\(line)")
            #expect(run.code == .yes && run.words.isEmpty)
            try Golden.expect(run.output, name)
            let namespace = try NetworkNamespace()
            defer { namespace.close() }
            try namespace.command(["nft", "-c", "-f", "-"], input: run.output)
        }
    }

    @Test("as JSON it is what nft takes as JSON", .requiresKernel)
    func json() throws {
        let run = TestHost(Site.files).run("dump -f pods.yaml -f policy.yaml -o json")
        #expect(run.code == .yes)
        try Golden.expect(run.output, "dump.json")
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        try namespace.command(["nft", "-c", "-j", "-f", "-"], input: run.output)
    }

    @Test("the order of files and documents says nothing")
    func order() {
        let host = TestHost(Site.files)
        let documents = Site.pods.split(separator: "---\n").map(String.init)
        host.files["turned.yaml"] = documents.reversed().joined(separator: "\n---\n")
        #expect(host.run("dump -f pods.yaml -f policy.yaml") == host.run("dump -f policy.yaml -f turned.yaml"))
    }

    @Test("pods that have no address yet, and workloads that have no pods, are told")
    func unaddressed() {
        let host = TestHost([
            "a.yaml": """
            {apiVersion: v1, kind: Pod, metadata: {name: early}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec: {template: {metadata: {labels: {app: web}}}}
            """
        ])
        #expect(
            host.run("dump -f a.yaml").words == """
                note: 1 pod without status.podIPs: no rules for default/early
                note: 1 workload without pods: no rules for shop/web[Deployment]

                """)
    }

    @Test("options reach the rules: own node, addresses of a DNS cache, unknown pods")
    func options() {
        let host = TestHost(Site.files)
        let base = "dump -f pods.yaml -f policy.yaml --node n2"
        #expect(host.run("\(base) --own-node allow").output != host.run(base).output)
        #expect(
            host.run("\(base) --unknown-pods deny --pod-cidrs 10.2.0.0/24,fd00:2::/64").output.contains("unknown-pods"))
        #expect(
            host.run("\(base) --unknown-pods deny").words.hasPrefix(
                "martlet: --unknown-pods deny needs the node's pod ranges"))
        #expect(host.run("\(base) --pod-cidrs 10.2.0.0/33").words.hasPrefix("martlet: --pod-cidrs 10.2.0.0/33: "))
        #expect(host.run("\(base) --node-local-dns nowhere").words.hasPrefix("martlet: --node-local-dns nowhere: "))
        #expect(host.run("dump -f pods.yaml --node n9").words == "warning: no pod and no Node object is of node n9\n")
    }
}
