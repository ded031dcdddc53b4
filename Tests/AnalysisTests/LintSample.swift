import Analysis
import Manifests
import Testing

/// A small cluster to check policies in, written as manifests.
enum LintSample {
    /// Two namespaces with their labels, pods of both families, DNS, a Service that leads elsewhere, and a node.
    static let cluster = """
        {kind: Namespace, apiVersion: v1, metadata: {name: shop, labels: {team: blue}}}
        ---
        {kind: Namespace, apiVersion: v1, metadata: {name: ops, labels: {team: red}}}
        ---
        {kind: Node, apiVersion: v1, metadata: {name: n1}, spec: {podCIDRs: [10.1.0.0/16, "fd00:1::/64"]},
         status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}}
        ---
        {kind: Deployment, apiVersion: apps/v1, metadata: {name: web, namespace: shop}, spec: {template: {
          metadata: {labels: {app: web, tier: front}},
          spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}}}}
        ---
        {kind: Pod, apiVersion: v1, metadata: {name: db, namespace: shop, labels: {app: db}},
         spec: {containers: [{ports: [{name: sql, containerPort: 5432}]}]},
         status: {phase: Running, podIPs: [{ip: 10.1.0.5}, {ip: "fd00:1::5"}]}}
        ---
        {kind: Pod, apiVersion: v1, metadata: {name: prom, namespace: ops, labels: {app: prom}},
         status: {phase: Running, podIPs: [{ip: 10.1.0.6}]}}
        ---
        {kind: Pod, apiVersion: v1, metadata: {name: agent, namespace: ops, labels: {app: agent}},
         spec: {hostNetwork: true}, status: {phase: Running, podIPs: [{ip: 192.168.0.1}]}}
        ---
        {kind: Pod, apiVersion: v1, metadata: {name: dns, namespace: kube-system, labels: {k8s-app: kube-dns}},
         spec: {containers: [{ports: [{name: dns, containerPort: 53, protocol: UDP},
           {name: dns-tcp, containerPort: 53, protocol: TCP}]}]},
         status: {phase: Running, podIPs: [{ip: 10.1.0.2}, {ip: "fd00:1::2"}]}}
        ---
        {kind: Service, apiVersion: v1, metadata: {name: kube-dns, namespace: kube-system},
         spec: {selector: {k8s-app: kube-dns}, clusterIP: 10.96.0.10,
           ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}}
        ---
        {kind: Service, apiVersion: v1, metadata: {name: web, namespace: shop},
         spec: {selector: {app: web}, clusterIP: 10.96.0.80, ports: [{port: 80, targetPort: http}]}}

        """

    /// The policy of this name in namespace `shop`.
    static func policy(_ spec: String, _ name: String = "p", namespace: String = "shop") -> String {
        """
        ---
        {kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: \(name), namespace: \(namespace)},
         spec: \(spec)}

        """
    }

    /// All that is found in some manifests.
    static func findings(_ manifests: String) -> [Finding] {
        var read = Manifests()
        read.read(Array(manifests.utf8), from: "test.yaml")
        return Lint.findings(in: read.inventory)
    }

    /// What one check says of policies called `p`, `p1`, `p2` in the sample cluster.
    static func texts(_ check: Check, _ specs: String...) -> [String] {
        let policies = specs.enumerated().map { policy($1, $0 == 0 ? "p" : "p\($0)") }
        return texts(check, in: cluster + policies.joined())
    }

    /// What one check says of some manifests.
    static func texts(_ check: Check, in manifests: String) -> [String] {
        findings(manifests).filter { $0.check == check }.map(\.text)
    }
}
