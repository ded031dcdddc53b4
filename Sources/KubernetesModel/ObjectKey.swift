/// Which object of a kind: its namespace and its name.
public struct ObjectKey: Hashable, Sendable {
    /// The namespace.
    public let namespace: String
    /// The name within it.
    public let name: String

    /// The object of this name in this namespace.
    public init(_ namespace: String, _ name: String) {
        self.namespace = namespace
        self.name = name
    }
}

extension ObjectKey: Comparable, CustomStringConvertible {
    /// Orders by namespace, then by name.
    public static func < (left: Self, right: Self) -> Bool {
        (left.namespace, left.name) < (right.namespace, right.name)
    }

    /// `shop/web`.
    public var description: String { "\(namespace)/\(name)" }
}
