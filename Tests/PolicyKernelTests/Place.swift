import Addresses
import TestSupport

/// Somebody in the world: the node, a pod of it, or somebody far away.
struct Place {
    /// How it is joined to the node.
    enum Kind: Hashable {
        /// It is the node.
        case node
        /// It is on this node.
        case local
        /// The node routes to it, however its own pods are joined.
        case remote
    }

    /// What tests call it.
    let name: String
    /// Where it is.
    let kind: Kind
    /// Its addresses, at most one of each family.
    let addresses: [IPAddress]
    /// Its network.
    let namespace: NetworkNamespace

    /// A place with a network of its own.
    init(_ name: String, _ kind: Kind = .local, _ addresses: [IPAddress]) throws {
        self.name = name
        self.kind = kind
        self.addresses = addresses
        namespace = try NetworkNamespace()
    }

    /// Its address of a family.
    func address(_ family: IPFamily) -> IPAddress? { addresses.first { $0.family == family } }
}

extension Place {
    /// Its links but for the loopback.
    var links: [String] {
        get throws {
            try namespace.command(["ip", "-o", "link"]).split(separator: "\n").map { line in
                String(line.split(separator: " ")[1].prefix { $0 != ":" && $0 != "@" })
            }.filter { $0 != "lo" }
        }
    }

    /// Whom it knows on its links.
    var neighbours: [String] {
        get throws { try namespace.command(["ip", "neigh"]).split(separator: "\n").map { String($0) } }
    }
}
