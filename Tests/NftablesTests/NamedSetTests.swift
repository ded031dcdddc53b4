import Addresses
import Nftables
import Testing

@Suite struct NamedSetTests {
    @Test("is equal where layout, elements and comment are")
    func equality() {
        let elements = Elements(addresses: ["10.0.0.2", "10.0.0.1"], family: .ipv4)
        let set = NamedSet(elements, comment: "a")
        #expect(set == NamedSet(Elements(addresses: ["10.0.0.1", "10.0.0.2"], family: .ipv4), comment: "a"))
        #expect(set != NamedSet(elements, comment: "b"))
        #expect(set != NamedSet(elements))
        #expect(NamedSet(Elements(KeyLayout(.port))) != NamedSet(Elements(KeyLayout(.port, isInterval: true))))
        #expect(set.layout == KeyLayout(.ipv4Address))
    }
}
