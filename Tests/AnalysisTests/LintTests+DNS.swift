import Analysis
import Testing

extension LintTests {
    private static func egress(_ rules: String, to selector: String = "{}") -> String {
        "{podSelector: \(selector), policyTypes: [Egress], egress: [\(rules)]}"
    }

    private static let server = "{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}"
    private static let udp = "{port: 53, protocol: UDP}"
    private static let tcp = "{port: 53, protocol: TCP}"
    private static let warning =
        ": add a rule that allows UDP and TCP port 53 to the DNS pods, or a policy for all pods that does "
        + "[dns-blocked-udp]"

    @Test("egress rules without one for DNS are told, with the pods that they cut off")
    func dnsBlocked() {
        #expect(
            LintSample.texts(.dnsBlockedUDP, Self.egress("{to: [{podSelector: {matchLabels: {app: db}}}]}")) == [
                "warning: NetworkPolicy shop/p: spec.egress: shop/db[Pod], shop/web[Deployment] cannot ask DNS by "
                    + "UDP or TCP"
                    + Self.warning
            ])
        #expect(
            LintSample.texts(.dnsBlockedUDP, Self.egress("{ports: [\(Self.tcp)]}", to: "{matchLabels: {app: db}}")) == [
                "warning: NetworkPolicy shop/p: spec.egress: shop/db[Pod] cannot ask DNS by UDP, which is what they "
                    + "try first"
                    + Self.warning
            ])
        #expect(
            LintSample.texts(.dnsBlockedUDP, Self.egress("")) == [
                "note: NetworkPolicy shop/p: spec.egress: shop/db[Pod], shop/web[Deployment] cannot ask DNS, and "
                    + "send nothing "
                    + "else: add a policy that allows UDP and TCP port 53 to the DNS pods where names are needed "
                    + "[dns-blocked-udp]"
            ])
    }

    @Test("a rule for DNS by UDP alone is noted")
    func dnsBlockedTCP() {
        #expect(
            LintSample.texts(.dnsBlockedTCP, Self.egress("{to: [\(Self.server)], ports: [\(Self.udp)]}")) == [
                "note: NetworkPolicy shop/p: spec.egress: shop/db[Pod], shop/web[Deployment] can ask DNS by UDP "
                    + "alone, and "
                    + "long answers need TCP: add TCP port 53 to the rule for DNS [dns-blocked-tcp]"
            ])
    }

    @Test(
        "rules that let pods ask DNS in whatever way are not told",
        arguments: [
            "{}", "{to: [\(server)]}", "{to: [\(server)], ports: [\(udp), \(tcp)]}", "{ports: [\(udp), \(tcp)]}",
            "{to: [{ipBlock: {cidr: 10.1.0.0/24}}]}",
            "{to: [{namespaceSelector: {}}], ports: [\(udp)]}, {ports: [\(tcp)]}",
            "{to: [\(server)], ports: [{port: dns, protocol: UDP}, {port: dns-tcp, protocol: TCP}]}",
            "{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}",
        ])
    func dnsOpen(rules: String) {
        #expect(LintSample.texts(.dnsBlockedUDP, Self.egress(rules)) == [])
        #expect(LintSample.texts(.dnsBlockedTCP, Self.egress(rules)) == [])
    }

    @Test("a policy that opens DNS for all pods, or for those that are cut off, is enough")
    func dnsOpenedElsewhere() {
        let narrow = Self.egress("{to: [{podSelector: {}}]}", to: "{matchLabels: {app: db}}")
        let open = Self.egress("{ports: [\(Self.udp), \(Self.tcp)]}")
        #expect(LintSample.texts(.dnsBlockedUDP, narrow, open) == [])
        #expect(LintSample.texts(.dnsBlockedUDP, Self.egress(""), open) == [])
        let other = Self.egress("{ports: [\(Self.udp), \(Self.tcp)]}", to: "{matchLabels: {app: web}}")
        #expect(LintSample.texts(.dnsBlockedUDP, narrow, other).count == 1)
    }

    @Test("pods that fare differently under one policy are told apart")
    func dnsApart() {
        let all = Self.egress("{to: [{podSelector: {}}]}")
        let web = Self.egress("{ports: [\(Self.udp)]}", to: "{matchLabels: {app: web}}")
        #expect(
            LintSample.texts(.dnsBlockedUDP, all, web).map { $0.split(separator: " cannot")[0] } == [
                "warning: NetworkPolicy shop/p: spec.egress: shop/db[Pod]"
            ])
        #expect(
            LintSample.texts(.dnsBlockedTCP, all, web).map { $0.split(separator: " can")[0] } == [
                "note: NetworkPolicy shop/p: spec.egress: shop/web[Deployment]"
            ])
    }

    @Test("pods that answer questions need not ask them")
    func dnsItself() {
        let policy = LintSample.policy(Self.egress("{ports: [{port: 443}]}"), namespace: "kube-system")
        #expect(LintSample.texts(.dnsBlockedUDP, in: LintSample.cluster + policy) == [])
    }

    @Test("DNS on the network of nodes is asked by their addresses, and no selector means it")
    func dnsOnNodes() {
        let dns = """
            {kind: Pod, apiVersion: v1, metadata: {name: dns, namespace: kube-system, labels: {k8s-app: kube-dns}},
             spec: {hostNetwork: true}, status: {phase: Running, podIPs: [{ip: 192.168.0.1}]}}
            ---
            {kind: Pod, apiVersion: v1, metadata: {name: db, namespace: shop}}

            """
        func texts(_ rules: String) -> [String] {
            LintSample.texts(.dnsBlockedUDP, in: dns + LintSample.policy(Self.egress(rules)))
        }
        #expect(
            texts("{to: [\(Self.server)]}").count == 1 && texts("{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}").count == 1)
        #expect(
            texts("{to: [{ipBlock: {cidr: 192.168.0.0/24}}]}") == []
                && texts("{ports: [\(Self.udp), \(Self.tcp)]}") == [])
    }

    @Test("where no pod is known, a policy is judged by what it and the wider ones say")
    func dnsByText() {
        let (db, both) = ("{matchLabels: {app: db}}", "ports: [\(Self.udp), \(Self.tcp)]")
        func texts(_ specs: String...) -> [String] {
            LintSample.texts(.dnsBlockedUDP, in: specs.enumerated().map { LintSample.policy($1, "p\($0)") }.joined())
        }
        #expect(
            texts(Self.egress("{to: [{podSelector: {}}]}", to: db)) == [
                "warning: NetworkPolicy shop/p0: spec.egress: the pods it selects cannot ask DNS by UDP or TCP"
                    + Self.warning
            ])
        #expect(texts(Self.egress("{to: [{podSelector: {}}]}", to: db), Self.egress("{\(both)}")) == [])
        #expect(texts(Self.egress("{to: [\(Self.server)], \(both)}", to: db)) == [])
        #expect(texts(Self.egress("{to: [{ipBlock: {cidr: 192.0.2.1/32}}], \(both)}", to: db)) == [])
        #expect(texts(Self.egress("{to: [{namespaceSelector: {matchLabels: {team: dns}}}], \(both)}", to: db)) == [])
        #expect(
            texts(Self.egress("{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}}]}", to: db))
                .count == 1)
        #expect(texts(Self.egress("{ports: [{port: 443, protocol: UDP}]}", to: db)).count == 1)
    }

    @Test("a policy that opens DNS for pods alone is told where pods ask a cache on their node")
    func nodeLocalDNS() {
        let cache = """
            ---
            {kind: Pod, apiVersion: v1,
             metadata: {name: cache, namespace: kube-system, labels: {k8s-app: node-local-dns}},
             spec: {hostNetwork: true}, status: {phase: Running, podIPs: [{ip: 192.168.0.1}]}}

            """
        let spec = Self.egress("{to: [\(Self.server)], ports: [\(Self.udp), \(Self.tcp)]}")
        #expect(
            LintSample.texts(.nodeLocalDNS, in: LintSample.cluster + cache + LintSample.policy(spec)) == [
                "warning: NetworkPolicy shop/p: spec.egress: allows DNS to pods, and here pods ask a cache on their "
                    + "node: run "
                    + "the agent with --node-local-dns and the address of the cache [node-local-dns]"
            ])
        #expect(LintSample.texts(.nodeLocalDNS, spec) == [])
        for open in ["{ports: [\(Self.udp)]}", "{to: [{ipBlock: {cidr: 169.254.20.10/32}}]}, {to: [\(Self.server)]}"] {
            let policy = LintSample.policy(Self.egress(open))
            #expect(LintSample.texts(.nodeLocalDNS, in: LintSample.cluster + cache + policy) == [])
        }
    }
}
