import Testing

@testable import Analysis

@Suite struct EditDistanceTests {
    @Test(
        "a letter more, less or other is one, and so are two neighbours that change places",
        arguments: [
            ("", "", 0), ("web", "web", 0), ("", "web", 3), ("web", "", 3), ("web", "wb", 1), ("web", "weeb", 1),
            ("web", "wab", 1), ("web", "wbe", 1), ("web", "bew", 2), ("kitten", "sitting", 3), ("abcd", "badc", 2),
        ])
    func counts(_ left: String, _ right: String, _ wanted: Int) {
        #expect(EditDistance.between(Array(left.utf8), Array(right.utf8)) == wanted)
        #expect(EditDistance.between(Array(right.utf8), Array(left.utf8)) == wanted)
    }
}
