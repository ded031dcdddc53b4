public import Addresses

/// The answer to a query: the addresses of its pods, or where a port name was asked for, addresses with numbers.
public struct PeerMembers: Hashable, Sendable {
    /// A pod's address and the number under which it serves the name that was asked for.
    public struct Server: Hashable, Comparable, Sendable {
        /// The address.
        public let address: IPAddress
        /// The number.
        public let port: UInt16

        /// Orders by address.
        public static func < (left: Self, right: Self) -> Bool {
            (left.address, left.port) < (right.address, right.port)
        }
    }

    /// The addresses, where no port name was asked for.
    public internal(set) var addresses = AddressList()
    /// The addresses with numbers, in order, where one was.
    public internal(set) var servers: [Server] = []

    /// Nobody.
    public init() {}

    /// Those who have these addresses.
    init(_ addresses: AddressList) { self.addresses = addresses }

    /// Takes members out and puts others in.
    mutating func update(_ change: MemberChange) {
        if !change.addresses.isEmpty {
            let (joining, leaving) = change.addresses.lastWords()
            addresses.update(adding: joining, removing: leaving)
        }
        guard !change.servers.isEmpty else { return }
        let (joining, leaving) = change.servers.lastWords()
        servers = Set(servers).subtracting(leaving).union(joining).sorted()
    }
}

/// Who joins and who leaves the answer to one query, in the order in which it happens: several changes of a cluster
/// may be told of at once, and who joins by one and leaves by the next is out.
struct MemberChange {
    fileprivate var addresses: [(joins: Bool, member: IPAddress)] = []
    fileprivate var servers: [(joins: Bool, member: PeerMembers.Server)] = []

    /// Notes that an address joins or leaves.
    mutating func note(_ joins: Bool, _ address: IPAddress) { addresses.append((joins, address)) }

    /// Notes that an address with a number joins or leaves.
    mutating func note(_ joins: Bool, _ server: PeerMembers.Server) { servers.append((joins, server)) }
}

extension Array {
    /// Who is in, and who is out, by what was said last of each.
    fileprivate func lastWords<Member: Hashable>() -> (joining: [Member], leaving: [Member])
    where Element == (joins: Bool, member: Member) {
        // A whole answer at once has joiners only, and most changes are one member: no dictionary is needed. Closures,
        // since a key path in a generic function is made anew each time.
        let joiningCount = count { $0.joins }
        if joiningCount == count { return (map { $0.member }, []) }
        if joiningCount == 0 { return ([], map { $0.member }) }
        let last = Dictionary(map { ($0.member, $0.joins) }) { $1 }
        return (last.filter { $0.value }.map { $0.key }, last.filter { !$0.value }.map { $0.key })
    }
}
