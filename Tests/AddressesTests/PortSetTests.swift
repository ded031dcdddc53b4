import Addresses
import Testing

@Suite struct PortSetTests {
    @Test func `A set of port ranges joins those that touch`() {
        let ports = PortSet([PortRange(443), PortRange(81...90), PortRange(80), PortRange(85...100)])
        #expect(ports.portRanges == [PortRange(80...100), PortRange(443)])
        #expect(ports == PortSet([80...100, 443...443]))
    }

    @Test func `The set of all ports reaches from 0 to 65535`() {
        #expect(PortSet.all.portRanges == [PortRange(0...65_535)])
        #expect(PortSet().portRanges.isEmpty)
    }
}
