import Addresses
import Testing

@testable import Nftables

@Suite struct ElementTests {
    static let samples: [(KeyLayout, [DatumRange], [UInt8], String)] = [
        (KeyLayout(.port), [DatumRange(.port(80))], [0, 80], "80"),
        (KeyLayout(.port, isInterval: true), [.ports(80, 81)], [0, 80, 0, 81], "80-81"),
        (KeyLayout(.port, isInterval: true), [.ports(80, 80)], [0, 80, 0, 80], "80"),
        (
            Samples.ports, [DatumRange(.address("10.0.0.1")), DatumRange(.transport(.udp)), DatumRange(.port(53))],
            [10, 0, 0, 1, 17, 0, 0, 0, 0, 53, 0, 0], "10.0.0.1 . udp . 53"
        ),
        (
            KeyLayout(.transportProtocol, .ipv4Address, isInterval: true),
            [DatumRange(.transport(.icmp), .transport(.tcp)), DatumRange("10.0.0.0/8")],
            [1, 0, 0, 0, 10, 0, 0, 0, 6, 0, 0, 0, 10, 255, 255, 255], "1-6 . 10.0.0.0/8"
        ),
        (
            KeyLayout(.ipv4Address, isInterval: true), [.addresses("10.0.0.1", "10.0.0.2")],
            [10, 0, 0, 1, 10, 0, 0, 2], "10.0.0.1-10.0.0.2"
        ),
        (
            KeyLayout(.ipv4Address, isInterval: true), [.addresses("0.0.0.0", "255.255.255.255")],
            [0, 0, 0, 0, 255, 255, 255, 255], "0.0.0.0/0"
        ),
        (
            KeyLayout(.interfaceName), [DatumRange(.interface("a"))], [97] + [UInt8](repeating: 0, count: 15), "\"a\""
        ),
    ]

    @Test("values go to bytes, back, and to the text of nft", arguments: samples)
    func roundTrips(layout: KeyLayout, ranges: [DatumRange], bytes: [UInt8], text: String) {
        let element = Element(ranges: ranges, layout: layout)
        #expect(element.bytes == bytes)
        #expect(element.ranges(layout) == ranges)
        #expect(element.text(layout) == text)
        #expect(Element(bytes: bytes + [0]).ranges(layout) == nil)
        #expect(Element(bytes: bytes.dropLast()).ranges(layout) == nil)
        #expect(Element(bytes: []).text(layout) == "?")
    }

    @Test("bytes that are no value are no range")
    func badBytes() {
        let layout = KeyLayout(.interfaceName)
        #expect(Element(bytes: [UInt8](repeating: 0, count: 16)).ranges(layout) == nil)
        #expect(Element(bytes: [UInt8](repeating: 97, count: 16)).ranges(layout) == nil)
    }

    @Test("are ordered as byte strings")
    func ordered() {
        let elements = [[], [0], [0, 1], [1], [0x7f], [0x80], [0xff]].map { Element(bytes: $0) }
        #expect(elements.reversed().sorted() == elements)
    }

    @Test("of two addresses a prefix is made where there is one", arguments: 0...7)
    func prefixes(first: Int) {
        for last in first...7 {
            let range = DatumRange.addresses("10.0.0.\(first)", "10.0.0.\(last)")
            let size = last - first + 1
            let isPrefix = size.nonzeroBitCount == 1 && first.isMultiple(of: size)
            let prefix = "10.0.0.\(first)/\(32 - size.trailingZeroBitCount)"
            let expected =
                size == 1 ? "10.0.0.\(first)" : isPrefix ? prefix : "10.0.0.\(first)-10.0.0.\(last)"
            #expect(range.text == expected)
        }
    }
}
