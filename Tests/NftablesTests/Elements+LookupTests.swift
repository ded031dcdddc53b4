import Addresses
import TestSupport
import Testing

@testable import Nftables

@Suite struct ElementsLookupTests {
    @Test("of keys, the one that is the key")
    func keys() {
        let elements = Elements(addresses: ["10.0.0.1", "10.0.0.3", "255.255.255.255"], family: .ipv4)
        let found = ["0.0.0.0", "10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "255.255.255.255"].map {
            elements.index(holding: IPAddress(stringLiteral: $0).bytes)
        }
        #expect(found == [nil, nil, 0, nil, 1, nil, 2])
        #expect(elements.index(holding: []) == nil)
        #expect(elements.index(holding: [10, 0, 0, 1, 0]) == nil)
        #expect(Elements(elements.layout).index(holding: [10, 0, 0, 1]) == nil)
    }

    @Test("of intervals, the one that spans the key, for all sets of disjoint intervals of eight ports")
    func intervals() {
        let layout = KeyLayout(.port, isInterval: true)
        for bits in 0..<256 {
            let ports = PortSet((0..<8).filter { bits >> $0 & 1 == 1 }.map { UInt16($0)...UInt16($0) })
            let elements = Elements(ports)
            #expect(elements.layout == layout)
            for port in 0...8 as ClosedRange<UInt16> {
                let index = elements.index(holding: Datum.port(port).bytes)
                let expected = ports.ranges.firstIndex { $0.contains(port) }
                #expect(index == expected, "\(port) in \(ports.ranges)")
            }
        }
    }

    @Test("of intervals of several fields, the one that spans each field by itself")
    func concatenated() {
        var random = SeededGenerator.forTest("look-ups by fields")
        let layout = KeyLayout(.ipv4Address, .port, isInterval: true)
        for _ in 0..<200 {
            let boxes = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                (address: range(&random), port: range(&random))
            }
            let elements = Elements(
                layout,
                boxes.map { box in
                    let addresses = DatumRange(
                        .address(IPAddress(ipv4: UInt32(box.address.lowerBound))),
                        .address(IPAddress(ipv4: UInt32(box.address.upperBound))))
                    return Element(
                        ranges: [addresses, .ports(box.port.lowerBound, box.port.upperBound)], layout: layout)
                })
            for address in 0...5 as ClosedRange<UInt16> {
                for port in 0...5 as ClosedRange<UInt16> {
                    let key = IPAddress(ipv4: UInt32(address)).bytes + Datum.port(port).bytes + [0, 0]
                    let isHeld = boxes.contains { $0.address.contains(address) && $0.port.contains(port) }
                    #expect((elements.index(holding: key) != nil) == isHeld, "\(address) . \(port), \(random)")
                }
            }
        }
    }

    private func range(_ random: inout SeededGenerator) -> ClosedRange<UInt16> {
        let lower = UInt16.random(in: 0...5, using: &random)
        return lower...UInt16.random(in: lower...5, using: &random)
    }
}
