import KubernetesModel
import TestSupport

extension TownCluster {
    /// What the pods of one application have in common.
    struct Application {
        let name: String
        let labels: Labels
        let httpPort: UInt16
    }

    /// How many applications a namespace has.
    func applicationCount(in namespace: Int) -> Int { namespace < Self.services.count ? 1 : 3 + namespace % 4 }

    /// The application that a namespace's pod is of: the first have most pods, and each of them some.
    func application(of index: Int, in namespace: Int, _ random: inout SeededGenerator) -> Application {
        let count = applicationCount(in: namespace)
        let draws = (0..<2).map { _ in Int.random(in: 0..<count, using: &random) }
        return application(index < count ? index : min(draws[0], draws[1]), in: namespace)
    }

    /// An application of a namespace.
    func application(_ number: Int, in namespace: Int) -> Application {
        guard namespace >= Self.services.count else {
            let (key, name) = [("k8s-app", "kube-dns"), ("app", "prometheus"), ("app", "ingress-nginx")][namespace]
            return Application(name: name, labels: Labels([key: name, "tier": "service"]), httpPort: 8080)
        }
        let name = Self.applicationName(number)
        let hash = String(UInt32(truncatingIfNeeded: (namespace * 8 + number) &* 2_654_435_761), radix: 16)
        let labels = Labels([
            "app": name, "tier": Self.tiers[number % Self.tiers.count], "pod-template-hash": hash,
            "app.kubernetes.io/part-of": namespaceName(namespace), "track": number % 5 == 4 ? "canary" : "stable",
        ])
        return Application(name: "\(name)-\(hash)", labels: labels, httpPort: number % 3 == 2 ? 8000 : 8080)
    }

    /// What the application of a number is called, in every namespace.
    static func applicationName(_ number: Int) -> String { ["web", "api", "db", "cache", "jobs", "mail"][number % 6] }

    private static let tiers = ["front", "back", "data"]
}
