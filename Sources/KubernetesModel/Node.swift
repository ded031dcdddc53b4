public import Addresses

/// A node, as far as its own pods are concerned.
public struct Node: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its own addresses.
    public var addresses: [IPAddress]
    /// What its pods' addresses are taken from.
    public var podRanges: [CIDR]

    /// The node of this name.
    public init(_ name: String, addresses: [IPAddress] = [], podRanges: [CIDR] = []) {
        self.name = name
        self.addresses = addresses
        self.podRanges = podRanges
    }
}
