import Analysis
import Manifests

/// A small shop, as people have one: its policies say who may ask whom.
enum ExplainedShop {
    /// The shop read from its manifests, with all that explanations need.
    static let inventory: Inventory = read(manifests)

    /// What manifests say, as an inventory in which every end can be asked about.
    static func read(_ texts: String...) -> Inventory {
        var result = Manifests()
        for text in texts { result.read(Array(text.utf8), from: "shop.yaml") }
        return result.inventory.withImpliedNamespaces().populated()
    }

    private static func pod(
        _ name: String, in namespace: String = "shop", _ labels: String, node: String = "n1", _ addresses: String...,
        owner: String = "", more: String = ""
    ) -> String {
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: \(name), namespace: \(namespace), labels: {\(labels)}\(owner)}
        spec: {nodeName: \(node)\(more)}
        status: {phase: Running, podIPs: [\(addresses.map { "{ip: \"\($0)\"}" }.joined(separator: ", "))]}

        """
    }

    private static let ofWeb = ", ownerReferences: [{controller: true, kind: ReplicaSet, name: web-5d9f}]"

    private static let pods =
        pod("web-1", "app: web, pod-template-hash: 5d9f", "10.0.1.1", "fd00::1:1", owner: ofWeb)
        + pod("web-2", "app: web, pod-template-hash: 5d9f", node: "n2", "10.0.2.1", "fd00::2:1", owner: ofWeb)
        + pod("wbe", "app: wbe", "10.0.1.2")
        + pod(
            "db-0", "app: db, statefulset.kubernetes.io/pod-name: db-0", node: "n2", "10.0.2.2", "fd00::2:2",
            more: """
                , containers: [{name: c, ports: [{name: postgres, containerPort: 5432}, \
                {name: metrics, containerPort: 9187}]}]
                """)
        + pod("cron-x", in: "ops", "job: backup", "10.0.1.9")
        + pod("dns-1", in: "kube-system", "k8s-app: kube-dns", "10.0.1.53")
        + pod("agent", in: "ops", "app: agent", "192.168.0.1", more: ", hostNetwork: true")

    private static let manifests =
        pods + """
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: migrate, namespace: shop, labels: {app: web}}
            spec: {nodeName: n1}
            status: {phase: Succeeded, podIP: 10.0.1.77}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n2}
            status: {addresses: [{type: InternalIP, address: 192.168.0.2}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: db, namespace: shop}
            spec:
              clusterIP: 10.96.0.7
              selector: {app: db}
              ports: [{name: sql, port: 5000, targetPort: postgres}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec: {template: {metadata: {labels: {app: cart}}, spec: {}}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: default-deny, namespace: shop}
            spec: {podSelector: {}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: db, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: db}}
              ingress:
              - from: [{podSelector: {matchLabels: {app: web}}}]
                ports: [{port: 5432}]
              - from:
                - namespaceSelector: {matchLabels: {team: sre}}
                - ipBlock: {cidr: 10.0.0.0/8, except: [10.0.1.0/24]}
                ports: [{port: 9187}, {port: http}]
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web-out, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: web}}
              policyTypes: [Egress]
              egress:
              - to: [{podSelector: {matchLabels: {app: db}}}]
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: broken, namespace: ops}
            spec:
              podSelector: {matchLabels: {job: backup}}
              egress:
              - to: [{ipBlock: {cidr: 10.0.0.0/40}}]
            """
}

/// The text of an answer about the shop, or of the error.
func explain(
    _ source: String, _ destination: String, in inventory: Inventory = ExplainedShop.inventory, node: String? = nil,
    practice: Practice = Practice(), verbose: Bool = false
) -> String {
    do {
        let question = try Question(source: source, destination: destination, in: inventory)
        return try Explanation(question, in: inventory, node: node, practice: practice).text(verbose: verbose)
    } catch {
        return "error: \(error)\n"
    }
}
