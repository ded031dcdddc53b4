import Addresses
import Testing

@testable import Nftables

@Suite struct ElementsTests {
    /// Layouts narrow and wide, single and joined, of keys and of intervals.
    static let layouts = [
        KeyLayout(.transportProtocol), KeyLayout(.port), KeyLayout(.ipv4Address), KeyLayout(.ipv6Address),
        KeyLayout(.ipv4Address, .port), KeyLayout(.ipv6Address, .transportProtocol, .port),
        KeyLayout(.port, isInterval: true), KeyLayout(.ipv6Address, isInterval: true), Samples.rangesOfPorts,
    ]

    @Test("algebra is that of sets, for all pairs of subsets of four elements", arguments: layouts)
    func algebra(layout: KeyLayout) {
        let universe = (0..<4).map { number in
            let last: [UInt8] = [0, 1, 0x80, 0xff]
            return Element(bytes: [UInt8](repeating: 1, count: layout.elementByteCount - 1) + [last[number]])
        }
        let subsets = (0..<16).map { bits in universe.indices.filter { bits >> $0 & 1 == 1 }.map { universe[$0] } }
        for left in subsets {
            for right in subsets {
                let (here, there) = (Elements(layout, left.reversed()), Elements(layout, right + right))
                #expect(Array(here.union(there)) == Set(left).union(right).sorted())
                #expect(Array(here.intersection(there)) == Set(left).intersection(right).sorted())
                #expect(Array(here.subtracting(there)) == Set(left).subtracting(right).sorted())
                #expect((here == there) == (left == right))
            }
            let elements = Elements(layout, left)
            #expect(universe.map { elements.contains($0) } == universe.map { left.contains($0) })
            #expect(elements.count == left.count)
            #expect(elements.isEmpty == left.isEmpty)
            #expect(left.indices.map { elements[$0] } == left)
        }
    }

    @Test("are made of addresses of one family, ranges and ports")
    func making() {
        let addresses: [IPAddress] = ["10.0.0.2", "fd00::1", "10.0.0.1", "10.0.0.2"]
        #expect(Elements(addresses: addresses, family: .ipv4).bytes == [10, 0, 0, 1, 10, 0, 0, 2])
        #expect(Elements(addresses: addresses, family: .ipv6).count == 1)
        let ranges = AddressRanges(["10.0.0.0/24", "255.255.255.255/32", "fd00::/127"] as [CIDR])
        #expect(
            Elements(ranges, family: .ipv4).bytes
                == [10, 0, 0, 0, 10, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255])
        #expect(
            Elements(ranges, family: .ipv6).map { $0.text(KeyLayout(.ipv6Address, isInterval: true)) } == ["fd00::/127"]
        )
        #expect(Elements(PortSet([PortRange(1...2), PortRange(65535)])).bytes == [0, 1, 0, 2, 255, 255, 255, 255])
    }
}
