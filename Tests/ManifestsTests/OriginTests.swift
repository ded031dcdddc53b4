import Testing
import YAML

@testable import Manifests

@Suite struct OriginTests {
    private let text = json("{'items':[\n{'a':\n[1,\n2]}]}")

    private var origins: [Origin] {
        let document = YAMLDocuments(text, firstLine: 5).first { _ in true }
        return [document.map { Origin(file: "f", document: $0, item: "items[0]") }].compactMap { $0 }
            + [Origin(file: "f", line: 5, json: text, item: "items[0]")]
    }

    @Test("finds parts of an object in its document, and in its own text")
    func places() {
        #expect(origins.count == 2)
        for origin in origins {
            let lines = [".", "a", "a[0]", "a[1]", "a[2]", "b.c", "[\"a\"][1]"].map { origin.place($0).line ?? 0 }
            #expect(lines == [6, 6, 7, 8, 6, 6, 8])
        }
    }
}
