import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Which link leads to an address, in a namespace with links and routes of many kinds.
@Suite(.requiresKernel)
struct RoutedLinkTableTests {
    private static let commands = [
        "link add vetha type veth peer name vetha1", "link add vethb type veth peer name vethb1",
        "link add vethc type veth peer name vethc1",
        "link set vetha up", "link set vetha1 up", "link set vethb up", "link set vethb1 up", "link set vethc up",
        "link set vethc1 up",
        "link add br0 type bridge", "link set br0 up", "link set vethb master br0",
        "address add 10.1.0.1/24 dev br0", "address add fd01::1/64 dev br0 nodad",
        "link add m0 link vetha type macvlan", "link set m0 up", "tuntap add t0 mode tap", "link set t0 up",
        "link add x0 type vxlan id 5 dstport 4789 dev vetha", "link set x0 up",
        "route add 10.0.0.2 dev vetha", "route add fd00::2 dev vetha", "route add default dev vethc",
        "route add 10.2.0.2 dev m0", "route add 10.3.0.2 dev t0", "route add fd03::2 dev t0",
        "route add 10.4.0.0/16 dev vethc", "route add 10.4.0.2 dev vetha table 100", "rule add to 10.4.0.2 lookup 100",
        "route add 10.5.0.0/16 via 10.0.0.2 dev vetha", "route add 10.6.0.2 nexthop dev vetha nexthop dev vethc",
        "route add blackhole 10.7.0.2", "route add unreachable fd07::2", "route add prohibit 10.7.0.3",
        "nexthop add id 1 dev vetha", "route add 10.8.0.2 nhid 1",
        "route add 10.9.0.2 dev x0",
    ]

    private static let named: [(IPAddress, String)] = [
        (address(10, 0, 2), "vetha"), (address(0xfd00, 2), "vetha"), (address(10, 1, 7), "br0"),
        (address(0xfd01, 7), "br0"),
        (address(10, 3, 2), "t0"), (address(0xfd03, 2), "t0"), (address(10, 4, 2), "vetha"),
        (address(10, 4, 3), "vethc"),
        (address(10, 8, 2), "vetha"),
    ]

    private static func address(_ first: UInt32, _ second: UInt32, _ last: UInt32) -> IPAddress {
        IPAddress(ipv4: first << 24 | second << 16 | last)
    }

    private static func address(_ first: UInt128, _ last: UInt128) -> IPAddress { IPAddress(ipv6: first << 112 | last) }

    private func findings(_ addresses: [IPAddress], _ change: String = "true") throws -> LinkFindings {
        try Lab.run { lab in
            for setting in ["ipv4/conf/all/forwarding", "ipv6/conf/all/forwarding"] {
                try lab.namespace.command(["sh", "-c", "echo 1 > /proc/sys/net/\(setting)"])
            }
            try lab.namespace.command(["ip", "-batch", "-"], input: Self.commands.map { $0 + "\n" }.joined())
            try lab.namespace.command(["sh", "-c", change])
            return try lab.namespace.run { try RoutedLinkTable().findings(for: Set(addresses)) }
        }
    }

    @Test func `an address is behind the link that the kernel would take, through all rules and tables`() throws {
        let findings = try findings(Self.named.map(\.0))
        #expect(findings.linkNames == Dictionary(uniqueKeysWithValues: Self.named))
        #expect(findings.obstacles == [:])
    }

    @Test func `an address that no link of its own leads to is told, with why`() throws {
        let expected: [(IPAddress, String)] = [
            (Self.address(10, 1, 1), "it is an address of this host"),
            (IPAddress(ipv4: 0x7f00_0001), "it is an address of this host"),
            (IPAddress(ipv6: 1), "it is an address of this host"),
            (Self.address(10, 2, 2), "it is behind m0 (macvlan), by which its packets need not pass the forward hook"),
            (Self.address(10, 9, 2), "it is behind x0 (vxlan), by which its packets need not pass the forward hook"),
            (Self.address(10, 5, 2), "it is behind a router, by vetha (veth), and not behind a link of its own"),
            (Self.address(10, 7, 2), "no route leads to it"), (Self.address(10, 7, 3), "no route leads to it"),
            (Self.address(0xfd07, 2), "no route leads to it"), (Self.address(0xfd99, 2), "no route leads to it"),
            (Self.address(11, 0, 1), "only the default route leads to it, by vethc (veth)"),
        ]
        let findings = try findings(expected.map(\.0) + [Self.address(10, 6, 2)])
        for (address, text) in expected { #expect(findings.obstacles[address]?.description == text, "\(address)") }
        let shared = try #require(findings.obstacles[Self.address(10, 6, 2)])
        #expect("\(shared)".hasPrefix("it is behind a router, by "))
        #expect(findings.linkNames == [:])
    }

    @Test func `links are listed with what they are`() throws {
        let links = try findings([]).links.values
        let byName = Dictionary(uniqueKeysWithValues: links.map { ($0.name, $0) })
        let kinds: [String: NetworkLink.Kind] = [
            "lo": .loopback, "vetha": .veth, "vetha1": .veth, "vethb": .veth, "vethb1": .veth, "vethc": .veth,
            "vethc1": .veth,
            "br0": .bridge, "m0": .macvlan, "t0": .tun, "x0": .other("vxlan"),
        ]
        #expect(byName.mapValues(\.kind).filter { kinds[$0.key] != nil } == kinds)
        #expect(byName["vethb"]?.master == byName["br0"]?.index && byName["vetha"]?.master == nil)
        #expect(byName["vetha"]?.lower == byName["vetha1"]?.index && byName["m0"]?.lower == byName["vetha"]?.index)
        #expect(byName["br0"]?.callsRules == [] && byName["vetha"]?.callsRules == nil)
        #expect(byName["vetha"]?.isUp == true)
    }

    @Test(
        arguments: [
            ("1", "0", "true", [.ipv4: .always, .ipv6: .perBridge], [.ipv6]),
            ("1", "1", "true", [.ipv4: .always, .ipv6: .always], []),
            (
                "0", "0", "ip link set br0 type bridge nf_call_ip6tables 1",
                [.ipv4: .perBridge, .ipv6: .perBridge], [.ipv4]
            ),
        ] as [(String, String, String, [IPFamily: ForwardingFacts.BridgeRules], [IPFamily])])
    func `whether bridges call the rules is found, for all and for one`(
        _ ipv4: String, _ ipv6: String, _ change: String, _ rules: [IPFamily: ForwardingFacts.BridgeRules],
        _ blocked: [IPFamily]
    ) throws {
        let folder = "/proc/sys/net/bridge/bridge-nf-call-"
        try #require(access("\(folder)iptables", F_OK) == 0, "br_netfilter is not loaded")
        let script = "echo \(ipv4) > \(folder)iptables; echo \(ipv6) > \(folder)ip6tables; \(change)"
        let addresses = [Self.address(10, 1, 7), Self.address(0xfd01, 7)]
        let findings = try findings(addresses, script)
        #expect(findings.forwarding.bridgeRules == rules)
        #expect(Set(findings.obstacles.keys.map(\.family)) == Set(blocked))
        #expect(Set(findings.linkNames.keys) == Set(addresses))
    }

    @Test func `whether the host forwards is found by netlink`() throws {
        let on = try findings([]).forwarding
        #expect(on.forwards == [.ipv4: true, .ipv6: true] && on.hasVirtualServers == false)
        let off = try findings([], "echo 0 > /proc/sys/net/ipv4/conf/all/forwarding").forwarding
        #expect(off.forwards == [.ipv4: false, .ipv6: true])
    }

    @Test func `a thousand addresses are asked for in a few messages`() throws {
        try Lab.run { lab in
            try lab.namespace.command(["ip", "-batch", "-"], input: Self.commands.map { $0 + "\n" }.joined())
            let port = FaultyPort(try lab.namespace.run { try NetlinkSocket(NETLINK_ROUTE) })
            let table = RoutedLinkTable(routes: port, families: nil)
            let addresses = Set((0..<1000).map { Self.address(10, 4, 10 + $0) })
            let findings = try lab.namespace.run { try table.findings(for: addresses) }
            #expect(findings.linkNames.count == 1000 && Set(findings.linkNames.values) == ["vethc"])
            #expect(port.sendCount == 1 + 4 + 2)
            port.arm(2, .error(.noBufferSpace))
            #expect(throws: KernelError.lost(.noBufferSpace)) { _ = try table.findings(for: addresses) }
            port.arm(1, .error(.noMemory))
            #expect(throws: KernelError.refusedRequest("list links and routes", .noMemory)) {
                _ = try table.findings(for: addresses)
            }
        }
    }
}
