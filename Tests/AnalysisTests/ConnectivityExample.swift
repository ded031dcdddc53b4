import Analysis
import Manifests
import Testing

/// A small shop as its people write it down, for tests of who reaches whom.
enum ConnectivityExample {
    /// What some manifests say, with a pod and an address for each workload.
    static func inventory(_ texts: String...) -> Inventory {
        var manifests = Manifests()
        for text in texts { manifests.read(Array(text.utf8), from: "shop.yaml") }
        #expect(manifests.isReadable, "\(manifests.remarks)")
        return manifests.inventory.withImpliedNamespaces().populated()
    }

    /// Two workloads and a pod in shop, one in lab, one that uses its node's network.
    static let objects = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {team: red}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 8080}]}]}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: shop}
        spec:
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: db, image: db}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: tool, namespace: lab, labels: {app: tool}}
        spec: {containers: [{name: tool, image: tool}]}
        status: {podIP: 10.0.2.1}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: lab}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec: {hostNetwork: true, containers: [{name: agent, image: agent}]}

        """

    /// The web is open to the world on its port, and the database to the web.
    static let policies = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: web}}
          policyTypes: [Ingress, Egress]
          ingress: [{ports: [{port: http}]}]
          egress:
          - to: [{podSelector: {matchLabels: {app: db}}}]
            ports: [{port: 5432}, {port: 5433}]
          - to: [{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.128/25]}}]
            ports: [{port: 443}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: db}}
          ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]

        """

    /// The web is asked on another port too, the database is closed to all, and the lab is isolated.
    static let laterPolicies = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: web}}
          ingress: [{ports: [{port: http}, {port: 9090}]}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: db}}
          policyTypes: [Ingress, Egress]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed, namespace: lab}
        spec:
          podSelector: {}
          ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]

        """

    /// The shop.
    static var shop: Inventory { inventory(objects, policies) }
}
