import TestSupport
import Testing
import YAML

@Suite struct YAMLFuzzTests {
    /// Texts with something of everything.
    private static let seeds = [
        "a: &x {b: [1, 'c', \"d\\n\"], <<: {e: 1.5}}\nf: *x\n? g\n: |\n  h\n   i\n---\n- >-\n  j\n- !!str 80\n- ~\n",
        "%YAML 1.1\n# c\n---\n- &a\n  b: yes\n- <<: [*a, {c: 0x1f}]\n  d: .5\n...\n---\ne: 2001-01-01\r\n",
        "{\"a\": [1, {\"b\": null}], \"c\": \"\\u00e9\"}\n{\"d\": 1e3}\n---\n[e, f: g]\n",
        "\u{feff}spec:\n  ingress:\n  - from:\n    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}\n  ports: []\n",
    ]
    private static let texts = [
        "---", "\n---\n", "...\n", ": ", "- ", "? ", "&x ", "*x", "<<: ", "!!int ", "|", ">", "'", "\"", "{", "}", "[",
        "]", ",", "#", "\t", "\r", "\n", "  ", "\\", "%", "null", "0x", ".inf", "\u{2028}", "\u{85}", "é",
    ]
    private static let noTexts: [[UInt8]] = [[0x00], [0x80], [0xff], [0xf0, 0x9f], [0xed, 0xa0, 0x80], [0xfe, 0xff]]
    private static let pieces = texts.map { Array($0.utf8) } + noTexts

    @Test("Fuzz: whatever the bytes are, each document is JSON or an error with a place in the text")
    func fuzz() {
        var generator = SeededGenerator.forTest("YAML fuzz")
        var counts = (read: 0, refused: 0)
        for _ in 0..<6_000 {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)].utf8)
            for _ in 0..<Int.random(in: 0...4, using: &generator) { Self.mutate(&bytes, &generator) }
            // U+0085, U+2028 and U+2029 end a line for libyaml.
            let lines = bytes.count { [0x0a, 0x0d, 0x85, 0xa8, 0xa9].contains($0) } + 1
            for document in YAMLDocuments(bytes) {
                let text = "\(String(decoding: bytes, as: UTF8.self)); \(generator)"
                #expect(1...lines ~= document.line, "\(document.line) of \(text)")
                switch document.content {
                case .success(let json):
                    counts.read += 1
                    #expect(isJSON(json), "\(String(decoding: json, as: UTF8.self)) of \(text)")
                    #expect(document.line(of: "spec.ingress[0].from").map { 1...lines ~= $0 } == true, "\(text)")
                case .failure(let error):
                    counts.refused += 1
                    #expect(1...lines ~= error.line && error.column > 0, "\(error) of \(text)")
                }
            }
        }
        #expect(counts.read > 1_000 && counts.refused > 500, "too few of one kind: \(counts); \(generator)")
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...4, using: &generator))
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        switch Int.random(in: 0..<5, using: &generator) {
        case 0, 1: bytes.insert(contentsOf: piece, at: place)
        case 2: bytes.replaceSubrange(place..<end, with: piece)
        case 3: bytes.removeSubrange(place..<end)
        default: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
        }
    }
}
