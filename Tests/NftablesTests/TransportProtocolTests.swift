import Nftables
import TestSupport
import Testing

@Suite struct TransportProtocolTests {
    /// Those for which we say a number where `nft` may have a name: which one depends on the host's /etc/protocols.
    @Test("has the number that nft reads, and the name that it prints where we have one", .requiresKernel)
    func names() throws {
        let transports = (0...255).map { TransportProtocol(rawValue: $0) }
        var ruleset = Ruleset()
        ruleset.chains["c"] = Chain(transports.map { Rule(.match(.transportProtocol, .transport($0))) })
        let lines = try Nft.listing(ofText: ruleset.text).split(separator: "\n").dropFirst(2).dropLast(2)
        #expect(lines.count == 256)
        let named = zip(transports, lines).filter { $1 == "\t\tmeta l4proto \($0.nftName)" }.map(\.0)
        for transport in [.icmp, .tcp, .udp, .icmpv6, .sctp, TransportProtocol(rawValue: 253)] {
            #expect(named.contains(transport), "\(transport)")
        }
    }

    @Test("is ordered by number")
    func ordered() {
        let transports: [TransportProtocol] = [.icmp, .tcp, .udp, .icmpv6, .sctp]
        #expect(transports.reversed().sorted() == transports)
        #expect(transports.map(\.rawValue) == [1, 6, 17, 58, 132])
    }
}
