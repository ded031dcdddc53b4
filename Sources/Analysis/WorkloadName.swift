public import KubernetesModel

/// What people call a group of pods that are made alike: `shop/web[Deployment]`; a pod by itself is one too.
public struct WorkloadName: Hashable, Sendable {
    /// Its namespace and name.
    public let key: ObjectKey
    /// Its kind, such as `Deployment` or `Pod`.
    public let kind: String

    /// The workload of this kind and name.
    public init(_ key: ObjectKey, kind: String) {
        self.key = key
        self.kind = kind
    }
}

extension WorkloadName: Comparable, CustomStringConvertible {
    /// Orders by namespace, name and kind.
    public static func < (left: Self, right: Self) -> Bool {
        (left.key, left.kind) < (right.key, right.kind)
    }

    /// `shop/web[Deployment]`.
    public var description: String { "\(key)[\(kind)]" }
}
