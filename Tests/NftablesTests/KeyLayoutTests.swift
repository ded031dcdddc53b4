import Nftables
import Testing

@Suite struct KeyLayoutTests {
    @Test("one field has its own width, several fill up to four bytes each, an interval has two keys")
    func widths() {
        let layouts = [
            KeyLayout(.port), KeyLayout(.transportProtocol), KeyLayout(.ipv6Address),
            KeyLayout(.port, isInterval: true),
            KeyLayout(.ipv4Address, .transportProtocol, .port), KeyLayout(.port, .interfaceName, isInterval: true),
        ]
        #expect(layouts.map(\.keyByteCount) == [2, 1, 16, 2, 12, 20])
        #expect(layouts.map(\.elementByteCount) == [2, 1, 16, 4, 12, 40])
        #expect(layouts.map(\.isConcatenation) == [false, false, false, false, true, true])
        #expect(layouts[4].fieldSpans.map(\.range) == [0..<4, 4..<5, 8..<10])
        #expect(layouts[4].fieldSpans.map(\.type) == [.ipv4Address, .transportProtocol, .port])
        #expect(layouts[0].fieldSpans.map(\.range) == [0..<2])
        #expect(layouts[4].typeText == "ipv4_addr . inet_proto . inet_service")
    }
}
