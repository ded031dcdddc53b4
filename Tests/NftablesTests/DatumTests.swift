import Addresses
import TestSupport
import Testing

@testable import Nftables

@Suite struct DatumTests {
    static let keyed: [(FieldType, Datum, [UInt8])] = [
        (.ipv4Address, .address("10.0.0.1"), [10, 0, 0, 1]),
        (.ipv4Address, .address("255.255.255.255"), [255, 255, 255, 255]),
        (.ipv6Address, .address("fd00::1"), [0xfd] + [UInt8](repeating: 0, count: 14) + [1]),
        (.transportProtocol, .transport(.sctp), [132]), (.port, .port(0x1234), [0x12, 0x34]),
        (.port, .port(0), [0, 0]), (.port, .port(65535), [255, 255]),
        (.interfaceName, .interface("eth0"), Array("eth0".utf8) + [UInt8](repeating: 0, count: 12)),
        (.interfaceName, .interface("123456789012345"), Array("123456789012345".utf8) + [0]),
    ]

    @Test("a value goes to bytes and back, and fits its own type only", arguments: keyed)
    func roundTrips(type: FieldType, datum: Datum, bytes: [UInt8]) {
        #expect(datum.bytes == bytes)
        #expect(Datum(type, bytes: bytes) == datum)
        #expect(FieldType.allCases.filter { datum.fits($0) } == [type])
        #expect(Datum(type, bytes: bytes + [0]) == nil)
        #expect(Datum(type, bytes: bytes.dropLast()) == nil)
    }

    @Test("what is no key has bytes too, and fits no type")
    func others() {
        let values: [Datum] = [.family(.ipv4), .family(.ipv6), .icmpType(8), .mark(0x0102_0304)]
        #expect(values.map(\.bytes).prefix(3) == [[2], [10], [8]])
        #expect(values[3].bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) } == 0x0102_0304)
        for type in FieldType.allCases { #expect(!values.contains { $0.fits(type) }) }
    }

    @Test(
        "bytes that are no name of an interface are none",
        arguments: [
            "", "a b", "a/b", "a\"b", "a\u{7f}", "\u{1}", "eth*", "*", "é", "1234567890123456",
        ])
    func badNames(name: String) {
        let padded = Array(name.utf8) + [UInt8](repeating: 0, count: max(0, 16 - name.utf8.count))
        #expect(Datum(.interfaceName, bytes: padded.prefix(16)) == nil)
        #expect(!Datum.interface(name).fits(.interfaceName))
    }

    @Test("bytes behind the end of a name are no part of one")
    func strayBytes() {
        #expect(Datum(.interfaceName, bytes: Array("eth0\0x".utf8) + [UInt8](repeating: 0, count: 10)) == nil)
    }

    @Test("nft lists every name of an interface that we call one", .requiresKernel)
    func names() throws {
        var names = (0x21...0x7e).compactMap { Unicode.Scalar(UInt32($0)) }.flatMap { ["\($0)", "a\($0)", "a\($0)b"] }
        names = Set(names).filter { Datum.isInterfaceName($0) }.sorted()
        let layout = KeyLayout(.interfaceName)
        var ruleset = Ruleset()
        ruleset.chains["c"] = Chain(names.map { Rule(.match(.inputInterface, .interface($0))) })
        ruleset.sets["s"] = NamedSet(Elements(layout, names.map { Element(.interface($0), layout: layout) }))
        #expect(ruleset.problems == [])
        let listing = try Nft.listing(ofText: ruleset.text)
        #expect(difference(listing, ruleset.text) == nil)
        #expect(names.count > 250)
    }
}
