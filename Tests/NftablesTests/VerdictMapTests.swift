import Nftables
import Testing

@Suite struct VerdictMapTests {
    @Test("is sorted by its keys")
    func sorted() {
        let layout = KeyLayout(.port)
        let ports: [UInt16] = [256, 1, 65535, 255]
        let map = VerdictMap(
            layout, Dictionary(uniqueKeysWithValues: ports.map { (Element(.port($0), layout: layout), Verdict.drop) }))
        #expect(map.sorted.map { $0.key.text(layout) } == ["1", "255", "256", "65535"])
    }
}
