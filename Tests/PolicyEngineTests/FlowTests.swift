import Addresses
import Testing

@testable import PolicyEngine

@Suite struct FlowTests {
    @Test("neighbour discovery is ICMPv6 of types 133 to 137, and in IPv4 there is none")
    func neighbourDiscovery() {
        let types = (0...UInt8.max).filter {
            Flow(from: address("::1"), to: address("::2"), .icmp(type: $0)).isNeighbourDiscovery
        }
        #expect(types == [133, 134, 135, 136, 137])
        #expect(!Flow(from: address("1.1.1.1"), to: address("1.1.1.2"), .icmp(type: 135)).isNeighbourDiscovery)
        let others: [Traffic] = [.port(.tcp, 135), .other(protocolNumber: 135)]
        for traffic in others {
            #expect(!Flow(from: address("::1"), to: address("::2"), traffic).isNeighbourDiscovery)
        }
    }

    @Test("a flow between two families stops the program")
    func families() async {
        await #expect(processExitsWith: .failure) {
            _ = Flow(from: address("::1"), to: address("1.1.1.1"), .icmp(type: 8))
        }
    }
}
