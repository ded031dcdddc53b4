/// What a policy leaves to the API's defaults, as it was written: of no meaning, and of interest to whoever checks it.
///
/// All of these are equal: a policy means the same whether a default is written or applied.
public struct AppliedDefaults: Sendable {
    /// One default, and where it was applied.
    public struct Entry: Hashable, Sendable {
        /// Which.
        public let kind: Kind
        /// The innermost field that is written there, such as `spec.ingress[0].ports[1]`.
        public let path: String

        /// A default that was applied at a place.
        public init(_ kind: Kind, at path: String) {
            self.kind = kind
            self.path = path
        }
    }

    /// The defaults that are noted.
    public enum Kind: Hashable, Sendable {
        /// No namespace: `default`.
        case namespace
        /// No `policyTypes`: ingress, and egress where there are egress rules.
        case policyTypes
        /// No `policyTypes`, and `egress: []`, which isolates nothing without them.
        case emptyEgress
        /// No `protocol`: TCP.
        case transport
        /// An empty list of peers: everyone.
        case everyone
    }

    /// The defaults in the order of the text; none where nothing was left out or nothing was read.
    public let entries: [Entry]

    /// These defaults.
    public init(_ entries: [Entry] = []) { self.entries = entries }
}

extension AppliedDefaults: Hashable {
    /// Always.
    public static func == (left: Self, right: Self) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}
