import Addresses
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct KnownAddressesTests {
    @Test("a book finds the first of its addresses that is in some ranges")
    func first() {
        var generator = ClusterGenerator(.forTest("books"))
        var found = 0
        for _ in 0..<rounds(300, long: 1_200) {
            let numbers = (0..<6).map { _ in Int.random(in: 0..<32, using: &generator.random) }
            let entries = numbers.enumerated().map { index, number in
                (IPAddress(family: index < 3 ? .ipv4 : .ipv6, bits: UInt128(number)), ObjectKey("shop", "p\(index)"))
            }
            let from = UInt32.random(in: 0..<32, using: &generator.random)
            let ranges = AddressRanges(
                ipv4: RangeSet([from...from + 3, 40...41]), ipv6: RangeSet([UInt128(from)...UInt128(from) + 1]))
            let expected = entries.filter { ranges.contains($0.0) }.min { $0 < $1 }
            let first = KnownAddresses.Book(entries).first(in: ranges)
            #expect(first?.address == expected?.0 && first?.owner == expected?.1)
            found += first == nil ? 0 : 1
        }
        #expect(found > 50)
    }

    @Test("addresses that were made up, of finished pods or of the node's network are no pods'")
    func whose() {
        var inventory = Inventory(cluster: Cluster(nodeLocalDNS: [address("169.254.20.10")]))
        inventory.add([
            (.pod(Pod(ObjectKey("shop", "a"), addresses: [address("10.0.0.1")])), nil),
            (.pod(Pod(ObjectKey("shop", "b"), addresses: [address("10.0.0.2")], phase: .finished)), nil),
            (.pod(Pod(ObjectKey("shop", "c"), addresses: [address("10.0.0.3")], isHostNetwork: true)), nil),
            (.pod(Pod(ObjectKey("shop", "d"))), nil),
            (.service(Service(ObjectKey("shop", "s"), addresses: [address("10.0.1.1")])), nil),
            (.node(Node("n1", addresses: [address("10.0.2.1")], podRanges: [cidr("10.0.0.0/24")])), nil),
        ])
        let known = KnownAddresses(inventory.populated())
        func pod(_ text: String) -> ObjectKey? { known.pods.first(in: AddressRanges([cidr(text)]))?.owner }
        #expect(pod("0.0.0.0/0") == ObjectKey("shop", "a") && pod("10.0.0.2/31") == nil)
        #expect(pod("169.254.0.0/16") == nil && pod("240.0.0.0/4") == nil)
        #expect(known.services.first(in: .all)?.owner == ObjectKey("shop", "s"))
        #expect(known.nodes.first(in: .all)?.owner == ObjectKey("", "n1"))
        #expect(known.podRanges == AddressRanges([cidr("10.0.0.0/24")]))
    }
}
