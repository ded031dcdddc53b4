import Testing

@testable import YAML

@Suite struct TreeWriterTests {
    private let tooMuch = "aliases and merges stand for more than 4194304 bytes: write less of them"

    @Test("a document of a few lines that stands for billions is an error", arguments: ["lol", "[]"])
    func billionLaughs(leaf: String) {
        var text = "a0: &a0 \(leaf)\n"
        for level in 1...12 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        let read = read(text)
        #expect(read.map { $0.hasSuffix(tooMuch) } == [true])
    }

    @Test("aliases that stand for a lot are read up to the bound")
    func bound() {
        func text(_ count: Int) -> String {
            "- &x \(String(repeating: "a", count: 1 << 16))\n" + String(repeating: "- *x\n", count: count)
        }
        #expect(read(text(63))[0].hasPrefix("[\"aaa"))
        #expect(read(text(64))[0].hasSuffix(tooMuch))
    }

    @Test("what is written out is not bounded by the limit on aliases")
    func large() {
        let text = "- " + String(repeating: "a", count: 5 << 20)
        #expect(read(text).map(\.utf8.count) == [(5 << 20) + 4])
    }

    @Test("aliases may not lie deeper in one another than anything else")
    func depth() {
        var text = "- &a0 {}\n"
        for level in 1...120 { text += "- &a\(level) [*a\(level - 1)]\n" }
        #expect(read(text)[0].hasSuffix("more than 100 arrays and objects lie in one another"))
    }
}
