import CTestSystem
import Glibc

/// Client – router – server: three namespaces and two veth pairs, in IPv4 and IPv6, on which nothing speaks unasked.
///
///     client eth0 10.1.0.2 ── 10.1.0.1 client0  router  server0 10.2.0.1 ── 10.2.0.2 eth0 server
///            fd00:1::2        fd00:1::1                         fd00:2::1   fd00:2::2
///
/// Only IPv6's reports of multicast membership are sent, which no router forwards.
/// The router forwards and filters nothing by reverse path; neighbours are fixed, so there is no ARP and no neighbour
/// discovery. All of 10.1.0.0/16 and fd00:1::/32 is behind the client, all of 10.2.0.0/16 and fd00:2::/32 behind the
/// server, whichever of the addresses they really have. A class, because it owns the namespaces.
public final class Topology: Sendable {
    /// Where packets come from.
    public let client: TopologyEnd
    /// What forwards them: the namespace under test.
    public let router: NetworkNamespace
    /// Where packets go to.
    public let server: TopologyEnd

    /// Builds it.
    ///
    /// Unless `answering`, the router sends to hardware addresses that the ends do not have: a sniffer sees each frame,
    /// and the end's own stack drops it without a reset, an unreachable or a connection made. Tests with real sockets
    /// need `answering`. Further addresses are given to the ends and routed to them.
    public init(
        answering: Bool = false, clientAddresses: [[UInt8]] = [], serverAddresses: [[UInt8]] = []
    ) throws {
        client = TopologyEnd(number: 1, name: "client", others: clientAddresses, namespace: try NetworkNamespace())
        server = TopologyEnd(number: 2, name: "server", others: serverAddresses, namespace: try NetworkNamespace())
        router = try NetworkNamespace()
        try prepareKernel(router, forwarding: true)
        for end in [client, server] {
            try prepareKernel(end.namespace, forwarding: false)
            try router.command(["ip", "-batch", "-"], input: lines(end.linkCommands))
            try end.namespace.command(["ip", "-batch", "-"], input: lines(end.endCommands))
            try router.command(["ip", "-batch", "-"], input: lines(end.routerCommands(answering: answering)))
        }
        for end in [client, server] {
            try end.namespace.waitForLink(named: end.link)
            try router.waitForLink(named: end.routerLink)
        }
    }

    /// The frame with which `packet` sets out from `end` for the router.
    public func frame(_ packet: RawPacket, flow: UInt32, from end: TopologyEnd) -> RawFrame {
        RawFrame(packet, tag: PacketTag(flow: flow), from: end.hardwareAddress, to: end.routerHardwareAddress)
    }

    /// Ends the three namespaces; without it they end with the last reference.
    public func close() {
        for namespace in [client.namespace, router, server.namespace] { namespace.close() }
    }
}

/// Sets what a namespace's links inherit and what they have already.
private func prepareKernel(_ namespace: NetworkNamespace, forwarding: Bool) throws(SystemError) {
    let on = forwarding ? "1" : "0"
    try namespace.run { () throws(SystemError) in
        for scope in ["all", "default"] {
            try setKernelValue("net/ipv4/conf/\(scope)/rp_filter", "0")
            try setKernelValue("net/ipv4/conf/\(scope)/forwarding", on)
            try setKernelValue("net/ipv4/conf/\(scope)/send_redirects", "0")
            try setKernelValue("net/ipv6/conf/\(scope)/forwarding", on)
            try setKernelValue("net/ipv6/conf/\(scope)/accept_dad", "0")
            try setKernelValue("net/ipv6/conf/\(scope)/accept_ra", "0")
            try setKernelValue("net/ipv6/conf/\(scope)/router_solicitations", "0")
        }
        // No link-local addresses, which would announce themselves.
        try setKernelValue("net/ipv6/conf/default/addr_gen_mode", "1")
        try setKernelValue("net/ipv4/icmp_ratelimit", "0")
        try setKernelValue("net/ipv6/icmp/ratelimit", "0")
    }
}

/// Writes a sysctl of the calling thread's namespace.
func setKernelValue(_ name: String, _ value: String) throws(SystemError) {
    let file = Descriptor(try SystemError.check(open("/proc/sys/" + name, O_WRONLY | O_CLOEXEC), "open \(name)"))
    guard write(file.number, value, value.utf8.count) == value.utf8.count else { throw SystemError("set \(name)") }
}

private func lines(_ commands: [String]) -> String { commands.map { $0 + "\n" }.joined() }
