public import KubernetesModel

/// Which pods a peer means: those that match in some namespaces. Equal meaning, equal value.
public struct PeerSelector: Hashable, Sendable {
    /// The namespaces.
    let namespaces: Namespaces
    private let pods: LabelQuery

    /// Which namespaces.
    enum Namespaces: Hashable, Sendable {
        /// The one of this name.
        case one(String)
        /// Those that match.
        case matching(LabelQuery)

        /// Whether pods of a namespace can be meant; without labels the namespace was never seen.
        func admits(_ name: String, _ labels: Labels?) -> Bool {
            switch self {
            case .one(let only): only == name
            case .matching(let query): labels.map { query.matches($0) } ?? false
            }
        }
    }

    /// The pods that a peer of a policy means; `nil` where no pod can be meant.
    public init?(_ pods: LabelSelector, namespaces: LabelSelector?, policyNamespace: String) {
        self.pods = LabelQuery(pods)
        if let namespaces {
            let query = LabelQuery(namespaces)
            if query.isImpossible { return nil }
            self.namespaces = .matching(query)
        } else {
            self.namespaces = .one(policyNamespace)
        }
        if self.pods.isImpossible { return nil }
    }

    /// Whether pods of a namespace can be meant; without labels the namespace was never seen.
    func admits(namespace: String, _ labels: Labels?) -> Bool { namespaces.admits(namespace, labels) }

    /// Whether a pod with these labels is meant, in a namespace that is.
    func matches(_ labels: Labels) -> Bool { pods.matches(labels) }
}

extension PeerSelector: Comparable, CustomStringConvertible {
    /// `pods app=web in namespace shop`, `all pods in namespaces team=blue`, `all pods`: for people.
    public var description: String {
        let who = pods == .everything ? "all pods" : "pods \(pods)"
        switch namespaces {
        case .one(let name): return "\(who) in namespace \(name)"
        case .matching(.everything): return who == "all pods" ? "all pods" : "\(who) in all namespaces"
        case .matching(let query): return "\(who) in namespaces \(query)"
        }
    }

    /// All that the selector is, in parts that no other selector has: names of sets are made of them, and whoever
    /// chooses labels must not be able to make two selectors share one.
    var identity: [String] {
        switch namespaces {
        case .one(let name): ["namespace", name] + pods.identity
        case .matching(let query): ["namespaces"] + query.identity + pods.identity
        }
    }

    /// Orders by identity.
    public static func < (left: Self, right: Self) -> Bool { left.identity.lexicographicallyPrecedes(right.identity) }
}
