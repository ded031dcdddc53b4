import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Listing and marking what the kernel tracks.
@Suite(.requiresKernel)
struct ConntrackTableTests {
    private static let one = IPAddress(ipv4: 0x0a00_0001)
    private static let two = IPAddress(ipv4: 0x0a00_0002)
    private static let three = IPAddress(ipv4: 0x0a00_0003)
    private static let four = IPAddress(ipv6: 0xfd00 << 112 | 1)
    private static let five = IPAddress(ipv6: 0xfd00 << 112 | 2)

    /// One connection of each kind that the kernel tells apart.
    private static let samples: [TrackedConnection] = [
        .init(one, two, .tcp, .ports(source: 1, destination: 2), answer: .ports(source: 2, destination: 1)),
        .init(one, two, .udp, .ports(source: 1, destination: 2), answer: .ports(source: 2, destination: 1), mark: 7),
        .init(one, two, .sctp, .ports(source: 65535, destination: 2), answer: .ports(source: 2, destination: 65535)),
        .init(
            one, two, .icmp, .icmp(type: 8, code: 0, identifier: 9), answer: .icmp(type: 0, code: 0, identifier: 9)),
        .init(one, two, TransportProtocol(rawValue: 89), .none, answer: .none, mark: .max),
        .init(
            one, two, .tcp, .ports(source: 1, destination: 2), answer: .ports(source: 2, destination: 1), zone: 5),
        .init(four, five, .tcp, .ports(source: 1, destination: 2), answer: .ports(source: 2, destination: 1)),
        .init(
            four, five, .icmpv6, .icmp(type: 128, code: 0, identifier: 9),
            answer: .icmp(type: 129, code: 0, identifier: 9)),
        .init(four, five, TransportProtocol(rawValue: 50), .none, answer: .none),
        TrackedConnection(
            original: ConnectionTuple(from: one, to: two, .udp, .ports(source: 3, destination: 4), zone: 6),
            reply: ConnectionTuple(from: two, to: one, .udp, .ports(source: 4, destination: 3))),
        TrackedConnection(
            original: ConnectionTuple(from: one, to: two, .udp, .ports(source: 5, destination: 4)),
            reply: ConnectionTuple(from: two, to: one, .udp, .ports(source: 4, destination: 5), zone: 6)),
        TrackedConnection(
            original: ConnectionTuple(from: one, to: two, .tcp, .ports(source: 7, destination: 80)),
            reply: ConnectionTuple(from: three, to: one, .tcp, .ports(source: 8080, destination: 7))),
    ]

    private func withTable(filtersFrom least: Int = 0, _ body: (NetworkNamespace, ConntrackTable) throws -> Void) throws
    {
        try Lab.run { lab in
            try ConnectionMaker(in: lab.namespace).make(Self.samples)
            let socket = try lab.namespace.run { try NetlinkSocket() }
            try body(lab.namespace, ConntrackTable(port: socket, connectionsPerAddressMin: least))
        }
    }

    private func found(_ table: ConntrackTable, _ addresses: IPAddress...) throws -> Set<TrackedConnection> {
        let found = try table.connections(of: Set(addresses))
        #expect(Set(found).count == found.count, "each once")
        #expect(found.allSatisfy { $0.status.contains(.confirmed) && $0.identifier != nil })
        return Set(found.map(\.asMade))
    }

    @Test func `what the kernel tracks is read as it was made, of every kind`() throws {
        try withTable { _, table in
            let all = try found(table, Self.one, Self.two, Self.three, Self.four, Self.five)
            #expect(all == Set(Self.samples))
        }
    }

    @Test(arguments: [one, two, three, four, five])
    func `an address is found wherever it stands, by the kernel's own filter and by ours`(_ address: IPAddress) throws {
        try withTable(filtersFrom: 1_000) { _, table in
            let listed = try found(table, address)
            #expect(listed == Set(Self.samples.filter { $0.involves([address]) }))
        }
        try withTable { _, table in
            let expected = Set(Self.samples.filter { $0.involves([address]) })
            #expect(!expected.isEmpty)
            let filtered = try found(table, address)
            #expect(filtered == expected)
            let others = (100..<104).map { IPAddress(family: address.family, bits: $0) }
            let searched = try found(table, address, others[0], others[1], others[2], others[3])
            #expect(searched == expected)
        }
    }

    @Test func `addresses that nobody talks with have no connections, nor has no address`() throws {
        try withTable { _, table in
            let found = [try found(table, IPAddress(ipv4: 1)), try found(table)]
            #expect(found == [[], []])
        }
    }

    @Test func `a kernel that does not read filters is listed once and whole`() throws {
        try withTable { namespace, _ in
            let port = FilterlessPort(try namespace.run { try NetlinkSocket() })
            let table = ConntrackTable(port: port, connectionsPerAddressMin: 0)
            #expect(try found(table, Self.three) == Set(Self.samples.filter { $0.involves([Self.three]) }))
            port.sendCount = 0
            _ = try found(table, Self.three)
            #expect(port.sendCount == 1)
        }
    }

    @Test func `a mark is set in the bits of its mask, on one connection of each kind alone`() throws {
        for sample in Self.samples {
            try withTable { _, table in
                try table.setMark(0xff0, mask: 0xf0, on: sample)
                let after = Set(try table.connections(of: [Self.one, Self.two, Self.four, Self.five]).map(\.asMade))
                let marked = TrackedConnection(
                    original: sample.original, reply: sample.reply, mark: sample.mark & ~0xf0 | 0xf0,
                    zone: sample.zone)
                #expect(after == Set(Self.samples).subtracting([sample]).union([marked]))
                try table.setMark(0, mask: 0xf0, on: sample)
                let cleared = try found(table, sample.original.source).first {
                    $0.original == sample.original && $0.zone == sample.zone
                }
                #expect(cleared?.mark == sample.mark & ~0xf0)
            }
        }
    }

    @Test func `to mark what is gone is no error, and makes nothing`() throws {
        try withTable { namespace, table in
            try namespace.forgetConnections()
            try table.setMark(1, mask: 1, on: Self.samples[0])
            #expect(try found(table, Self.one).isEmpty)
        }
    }

    /// One of sixty connections of an address.
    private static func numbered(_ number: Int) -> TrackedConnection {
        let source = UInt16(1000 + number % 60)
        return TrackedConnection(
            IPAddress(ipv4: 0x0b00_0000 + UInt32(number / 60)), two, .tcp, .ports(source: source, destination: 80),
            answer: .ports(source: 80, destination: source))
    }

    @Test(.long) func `among 60,000 connections those of few addresses are found, and one is marked`() throws {
        try Lab.run { lab in
            let many = (0..<60_000).map(Self.numbered)
            try ConnectionMaker(in: lab.namespace).make(many)
            let table = try lab.namespace.run { try ConntrackTable() }
            let few = try table.connections(of: [IPAddress(ipv4: 0x0b00_0007)])
            #expect(Set(few.map(\.asMade)) == Set(many[420..<480]))
            let hundred = Set((0..<100).map { IPAddress(ipv4: 0x0b00_0000 + $0) })
            let some = try table.connections(of: hundred)
            #expect(some.count == 6000)
            try table.setMark(1, mask: 1, on: few[0])
            let marked = try table.connections(of: [few[0].original.source]).filter { $0.mark == 1 }
            #expect(marked.map(\.original) == [few[0].original])
        }
    }

    @Test func `what the kernel refuses is said in words`() throws {
        try withTable { namespace, _ in
            let port = FaultyPort(try namespace.run { try NetlinkSocket() })
            let table = ConntrackTable(port: port, connectionsPerAddressMin: 0)
            port.arm(1, .error(.noMemory))
            #expect {
                _ = try table.connections(of: [Self.one])
            } throws: {
                "\($0)" == "the kernel refused to list connections: ENOMEM, out of memory"
            }
            port.arm(2, .error(.noBufferSpace))
            #expect(throws: KernelError.lost(.noBufferSpace)) { _ = try table.connections(of: [Self.one]) }
        }
    }
}

/// A kernel that knows no filters: it is handed requests without their attributes.
private final class FilterlessPort: NetlinkPort {
    private let inner: any NetlinkPort
    var sendCount = 0

    init(_ inner: any NetlinkPort) { self.inner = inner }

    var identifier: UInt32 { inner.identifier }

    func sendLimit(for byteCount: Int) -> Int { inner.sendLimit(for: byteCount) }

    func send(_ bytes: [UInt8]) throws(Errno) {
        sendCount += 1
        var start = Array(bytes[..<20])
        start.replaceSubrange(0..<4, with: [20, 0, 0, 0])
        try inner.send(start)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int { try inner.receive(into: buffer) }
}
