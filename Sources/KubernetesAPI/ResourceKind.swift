/// A kind of objects that the API has.
public struct ResourceKind: Sendable {
    /// The group; empty for the core's.
    public let group: String
    /// `v1`.
    public let version: String
    /// `NetworkPolicy`.
    public let kind: String
    /// As it stands in paths: `networkpolicies`.
    public let plural: String
    /// `networkpolicy`.
    public let singular: String
    /// What kubectl takes instead: `netpol`.
    public let shortNames: [String]
    /// Names of several kinds that kubectl takes, such as `all`.
    public let categories: [String]
    /// Whether its objects lie in namespaces.
    public let isNamespaced: Bool
    /// Whether the status is written apart, at a path of its own.
    public let hasStatus: Bool
    /// What its objects are.
    public let schema: Schema

    /// `networking.k8s.io/v1`, or `v1` of the core.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// As messages name it: `networkpolicies.networking.k8s.io`.
    public var qualifiedName: String { group.isEmpty ? plural : "\(plural).\(group)" }
}
