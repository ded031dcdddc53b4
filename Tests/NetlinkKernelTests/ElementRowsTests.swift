import CTestSystem
import Nftables
import Testing

@testable import NetlinkKernel

/// The three forms of elements in messages, written fast, and read back by the collector.
struct ElementRowsTests {
    private func written(_ elements: Elements) -> [UInt8] {
        var writer = MessageWriter()
        let rows = ElementRows(elements.layout)
        writer.nest(NFTA_SET_ELEM_LIST_ELEMENTS) { rows.write(elements, 0..<elements.count, to: &$0) }
        return writer.bytes
    }

    private func texts(_ elements: Elements) -> [String] {
        WireAttribute.list(written(elements)[...]).flatMap(\.nested).map(\.description)
    }

    static let layouts = [
        KeyLayout(.ipv4Address), KeyLayout(.port), KeyLayout(.transportProtocol), KeyLayout(.ipv6Address),
        KeyLayout(.interfaceName), KeyLayout(.ipv4Address, .transportProtocol, .port),
        KeyLayout(.ipv4Address, isInterval: true), KeyLayout(.port, isInterval: true),
        KeyLayout(.ipv6Address, .port, isInterval: true),
    ]

    @Test func `a key is one element, padded`() {
        #expect(texts(Elements(KeyLayout(.port), packed: [0, 80, 1, 187])) == ["1(1(1:0050))", "2(1(1:01bb))"])
    }

    @Test func `an interval of one field has an end behind it, but for one that reaches the last key`() {
        let layout = KeyLayout(.port, isInterval: true)
        #expect(texts(Elements(layout, packed: [0, 1, 0, 255])) == ["1(1(1:0001))", "2(3:00000001 1(1:0100))"])
        #expect(texts(Elements(layout, packed: [0, 1, 255, 255])) == ["1(1(1:0001))"])
    }

    @Test func `an interval of several fields has a second key`() {
        let layout = KeyLayout(.ipv4Address, .port, isInterval: true)
        let packed: [UInt8] = [10, 0, 0, 0, 0, 1, 0, 0, 10, 0, 0, 9, 0, 2, 0, 0]
        let expected = "1(1(1:0a00000000010000) 10(1:0a00000900020000))"
        #expect(texts(Elements(layout, packed: packed)) == [expected])
    }

    @Test(arguments: layouts)
    func `a full message stays below what an attribute can hold`(_ layout: KeyLayout) {
        let rows = ElementRows(layout)
        #expect(rows.countPerMessage >= 300 && rows.countPerMessage <= 2000)
        let one = [UInt8](repeating: 1, count: layout.elementByteCount)
        let count = rows.countPerMessage
        var packed: [UInt8] = []
        for number in 0..<count {
            var row = one
            row[0] = UInt8(number % 251)
            if row.count > 1 { row[1] = UInt8(number / 251) }
            packed += row
        }
        #expect(written(Elements(layout, packed: packed)).count <= 65_000)
    }
}

/// Putting elements together again.
struct ElementCollectorTests {
    private func collected(_ layout: KeyLayout, _ body: (inout MessageWriter) -> Void) throws -> ElementCollector {
        var writer = MessageWriter()
        writer.nest(NFTA_SET_ELEM_LIST_ELEMENTS, body)
        var collector = ElementCollector("set", layout)
        try writer.bytes.withUnsafeBytes { try collector.take(AttributeTable($0)) }
        return collector
    }

    private func bound(_ port: UInt16, isEnd: Bool = false, _ writer: inout MessageWriter) {
        writer.nest(rawType: 1) { writer in
            if isEnd { writer.put(NFTA_SET_ELEM_FLAGS, 1 as UInt32) }
            writer.nest(NFTA_SET_ELEM_KEY) { $0.put(NFTA_DATA_VALUE, port) }
        }
    }

    private let ports = KeyLayout(.port, isInterval: true)

    @Test(arguments: ElementRowsTests.layouts)
    func `what was written is read back, in whatever order it comes`(_ layout: KeyLayout) throws {
        var rows: [UInt8] = []
        for number: UInt8 in 1...5 {
            rows += [UInt8](repeating: number * 10, count: layout.keyByteCount)
            if layout.isInterval { rows += [UInt8](repeating: number * 10 + 3, count: layout.keyByteCount) }
        }
        let elements = Elements(layout, packed: rows)
        let found = try collected(layout) { ElementRows(layout).write(elements, 0..<elements.count, to: &$0) }
        #expect(found.elements() == elements)
        #expect(found.foreign.isEmpty)
    }

    @Test func `bounds pair up by their keys, not by their order`() throws {
        let found = try collected(ports) { writer in
            bound(20, isEnd: true, &writer)
            bound(30, &writer)
            bound(10, &writer)
            bound(40, isEnd: true, &writer)
        }
        #expect(found.elements() == Elements(ports, packed: [0, 10, 0, 19, 0, 30, 0, 39]))
    }

    @Test func `neighbours, an end without a beginning and a beginning without an end`() throws {
        let found = try collected(ports) { writer in
            bound(0, isEnd: true, &writer)
            bound(10, &writer)
            bound(20, isEnd: true, &writer)
            bound(20, &writer)
            bound(30, isEnd: true, &writer)
            bound(35, isEnd: true, &writer)
            bound(40, &writer)
        }
        #expect(found.elements() == Elements(ports, packed: [0, 10, 0, 19, 0, 20, 0, 29, 0, 40, 255, 255]))
    }

    @Test func `a key of another length is an error`() {
        #expect(throws: WireError.truncated) {
            try collected(KeyLayout(.ipv4Address)) { bound(1, &$0) }
        }
    }

    @Test func `an element without a key is an error, one for all others is foreign`() throws {
        #expect(throws: WireError.missing(1)) { try collected(ports) { $0.nest(rawType: 1) { _ in } } }
        let found = try collected(ports) { writer in
            writer.nest(rawType: 1) { $0.put(NFTA_SET_ELEM_FLAGS, catchAllFlag) }
        }
        #expect(found.foreign == [.catchAll(of: "set")])
    }
}
