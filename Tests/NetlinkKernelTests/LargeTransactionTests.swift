import Addresses
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// A hundred thousand elements in one transaction.
@Suite(.requiresKernel)
struct LargeTransactionTests {
    private static let count = 100_000

    private func check(_ elements: Elements) throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            var ruleset = Ruleset()
            ruleset.sets["large"] = NamedSet(elements)
            try kernel.reach(ruleset)
            #expect(elements.count == Self.count)
            let seen = try kernel.observe().ruleset
            // Not inside the macro, which would keep and print a hundred thousand elements.
            let isSame = seen == ruleset
            #expect(isSame, "\(seen?.sets["large"]?.elements.count ?? 0) elements")
            // In one batch and back again: the elements go, the set stays.
            var empty = ruleset
            empty.sets["large"] = NamedSet(Elements(elements.layout))
            let generation = try kernel.observe().generation
            port.arm()
            _ = try kernel.apply(.squeezed(from: ruleset, to: empty), expecting: generation)
            #expect(port.sendCount == 1)
            #expect(try kernel.observe().ruleset == empty)
        }
    }

    @Test func `of addresses`() throws {
        let addresses = (0..<UInt32(Self.count)).map { IPAddress(ipv4: 0x0A00_0000 + $0 * 3) }
        try check(Elements(addresses: addresses, family: .ipv4))
    }

    @Test func `of ranges of addresses`() throws {
        let ranges = (0..<UInt32(Self.count)).map { 0x0A00_0000 + $0 * 8...0x0A00_0005 + $0 * 8 }
        try check(Elements(AddressRanges(ipv4: RangeSet(ranges)), family: .ipv4))
    }

    @Test func `of addresses, protocols and ports`() throws {
        let layout = KeyLayout(.ipv6Address, .transportProtocol, .port)
        let packed = (0..<Self.count).flatMap { number -> [UInt8] in
            let address = IPAddress(ipv6: 0xFD00 << 112 + UInt128(number / 4))
            return address.bytes + [6, 0, 0, 0, 0, UInt8(number % 4), 0, 0]
        }
        try check(Elements(layout, packed: packed))
    }

    /// In a user namespace the kernel refuses, and what the system allows is all there is: parts must fit into that.
    @Test func `the send buffer is raised beyond the system's limit, but in a user namespace`() throws {
        try Lab.run { lab in
            let socket = try lab.socket()
            let first = socket.sendLimit(for: 100)
            #expect(first < 10_000_000)
            let raised = socket.sendLimit(for: 50_000_000)
            #expect(try Self.isInUserNamespace ? raised < 50_000_000 : raised >= 50_000_000)
            #expect(socket.sendLimit(for: 100) == raised)
        }
    }

    /// The first user namespace maps every number to itself.
    private static var isInUserNamespace: Bool {
        get throws {
            let map = try Command.output(of: ["cat", "/proc/self/uid_map"])
            return map.split(separator: " ", omittingEmptySubsequences: true).last != "4294967295\n"
        }
    }
}
