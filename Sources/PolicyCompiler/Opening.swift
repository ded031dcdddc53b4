import Addresses
import PolicyEngine

/// A single port that is open to pods, one element for each of them where many ports are put into one set.
struct Opening: Hashable {
    let query: PeerQuery
    let transport: PortedProtocol
    let port: UInt16
}

/// The single ports that are better looked up all at once: beyond some eight rules one look-up is cheaper.
struct Openings {
    /// Where a pod has more distinct rules of pod peers, single ports are put together.
    static let distinctMax = 8
    /// A set of more elements than this would cost more memory and more at each change than the rules save.
    static let elementsMax = 20_000

    /// What is looked up at once, in a stable order.
    let openings: [Opening]
    /// What is left for rules of their own.
    let rest: [Allowance]

    /// Chooses what is put together; nothing where there is little or where it would be too much.
    init(_ allowances: [Allowance], _ members: [PeerQuery: PeerMembers]) {
        let isMany = Self.mayApply(to: allowances)
        let found = isMany ? allowances.flatMap { Self.openings(of: $0) } : []
        let elementCount = found.reduce(0) { $0 + (members[$1.query]?.addresses.count ?? 0) }
        guard isMany, elementCount <= Self.elementsMax else {
            (openings, rest) = ([], allowances)
            return
        }
        openings = found
        rest = allowances.flatMap { Self.rest(of: $0) }
    }

    /// Whether there are so many rules that members decide.
    static func mayApply(to allowances: [Allowance]) -> Bool {
        allowances.count > distinctMax && allowances.count { !openings(of: $0).isEmpty } > distinctMax
    }

    private static func openings(of allowance: Allowance) -> [Opening] {
        guard case .traffic(.ports(let transport, let ports), .some(let query?, _)) = allowance else { return [] }
        return ports.ranges.filter { $0.count == 1 }.map {
            Opening(query: query, transport: transport, port: $0.lowerBound)
        }
    }

    private static func rest(of allowance: Allowance) -> [Allowance] {
        guard case .traffic(.ports(let transport, let ports), .some(let query?, let blocks)) = allowance else {
            return [allowance]
        }
        let ranges = PortSet(ports.ranges.filter { $0.count > 1 })
        let left: [(PortSet, AllowedPeers)] = [(ranges, .some(query, AddressRanges())), (ports, .some(nil, blocks))]
        return left.filter { ports, peers in !ports.isEmpty && peers != .some(nil, AddressRanges()) }.map {
            .traffic(.ports(transport, $0), $1)
        }
    }
}
