/// One of the two ends of a topology: its namespace, its link and its addresses.
public struct TopologyEnd: Sendable {
    /// Where it lives.
    public let namespace: NetworkNamespace
    /// The name of its one link.
    public let link = "eth0"
    /// The name of the router's end of that link.
    public let routerLink: String
    /// Its own IPv4 address.
    public let address4: [UInt8]
    /// Its own IPv6 address.
    public let address6: [UInt8]
    /// Its link's address.
    public let hardwareAddress: HardwareAddress
    /// The address of the router's end of its link.
    public let routerHardwareAddress: HardwareAddress

    private let number: UInt8
    private let others: [[UInt8]]

    /// The end `number`, whose network is 10.number.0.0/16 and fd00:number::/32.
    init(number: UInt8, name: String, others: [[UInt8]], namespace: NetworkNamespace) {
        self.namespace = namespace
        self.number = number
        self.others = others
        routerLink = name + "0"
        address4 = [10, number, 0, 2]
        address6 = [0xFD, 0, 0, number] + [UInt8](repeating: 0, count: 11) + [2]
        hardwareAddress = HardwareAddress(number * 16 + 2)
        routerHardwareAddress = HardwareAddress(number * 16 + 1)
    }

    /// In the router: the pair of links, one of them in this end's namespace.
    var linkCommands: [String] {
        [
            "link add \(routerLink) address \(routerHardwareAddress) type veth peer name \(link) "
                + "address \(hardwareAddress) netns \(namespace.path)"
        ]
    }

    /// In this end's namespace: its addresses, and the router as the way to everywhere.
    var endCommands: [String] {
        [
            "link set \(link) up",
            "address add 10.\(number).0.2/16 dev \(link)",
            "address add fd00:\(number)::2/32 dev \(link) nodad",
            "neighbour add 10.\(number).0.1 lladdr \(routerHardwareAddress) dev \(link) nud permanent",
            "neighbour add fd00:\(number)::1 lladdr \(routerHardwareAddress) dev \(link) nud permanent",
            "route add default via 10.\(number).0.1 dev \(link)",
            "route add ::/0 via fd00:\(number)::1 dev \(link)",
        ] + others.map { "address add \(addressText($0))/\($0.count * 8) dev \(link)" }
    }

    /// In the router: its own addresses, and this end's first address as the next hop to all that is behind it.
    func routerCommands(answering: Bool) -> [String] {
        let neighbour = answering ? hardwareAddress : HardwareAddress(0xFF)
        let (next4, next6) = ("10.\(number).0.2", "fd00:\(number)::2")
        return [
            "link set \(routerLink) up",
            "address add 10.\(number).0.1/32 dev \(routerLink)",
            "address add fd00:\(number)::1/128 dev \(routerLink) nodad",
            "neighbour add \(next4) lladdr \(neighbour) dev \(routerLink) nud permanent",
            "neighbour add \(next6) lladdr \(neighbour) dev \(routerLink) nud permanent",
            "route add \(next4)/32 dev \(routerLink)",
            "route add \(next6)/128 dev \(routerLink)",
            "route add 10.\(number).0.0/16 via \(next4) dev \(routerLink)",
            "route add fd00:\(number)::/32 via \(next6) dev \(routerLink)",
        ]
            + others.map { other in
                "route add \(addressText(other)) via \(other.count == 16 ? next6 : next4) dev \(routerLink)"
            }
    }
}
