import Addresses
import CTestSystem
import Glibc
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// What rules and named counters have counted.
@Suite(.requiresKernel)
struct CountsTests {
    private func ruleset(_ comment: String) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.counters = ["seen", "unused"]
        ruleset.chains["out"] = Chain(
            [
                Rule(.match(.family, .family(.ipv6)), .counter),
                Rule(.match(.transportProtocol, .transport(.udp)), .namedCounter("seen"), comment: comment),
                Rule(.match(.transportProtocol, .transport(.udp)), .counter),
                Rule(.verdict(.accept)),
            ], base: BaseChain(.output))
        return ruleset
    }

    /// Five bytes to port 9 of the loopback.
    private static func sendDatagram() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError("socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(9).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, "hello", 5, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard sent == 5 else { throw SystemError("sendto") }
    }

    @Test func `counts are read, and those with a name survive a rewrite of the rules`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            #expect(try kernel.counts() == Counts())
            try kernel.reach(ruleset("first"))
            for _ in 0..<6 { try lab.namespace.run { try Self.sendDatagram() } }
            let counts = try kernel.counts()
            let seen = try #require(counts.named["seen"])
            #expect(seen == Count(packets: 6, bytes: 6 * 33))
            #expect(counts.named["unused"] == Count(packets: 0, bytes: 0))
            #expect(counts.rules == ["out": [Count(packets: 0, bytes: 0), nil, seen, nil]])

            try kernel.reach(ruleset("second"))
            #expect(try kernel.observe().ruleset == ruleset("second"))
            let later = try kernel.counts()
            #expect(later.named["seen"] == seen)
            #expect(later.rules["out"]?[2] == Count(packets: 0, bytes: 0))
        }
    }
}
