import JSON
import TestSupport
import Testing

@testable import Manifests

@Suite struct ManifestTextTests {
    @Test("wherever a text is cut into parts, it says what it says as a whole")
    func everyCut() {
        for sample in ListSamples.texts {
            let text = json(sample)
            let whole = Reading(whole: text)
            // Neighbouring places are alike; the long run tries all of them.
            for cut in stride(from: text.count % 7, through: text.count, by: runsLongTests ? 1 : 7) {
                let streamed = Reading(streaming: text, cuts: [cut])
                if streamed != whole { Issue.record("cut at \(cut): \(sample)\n\(streamed)\nnot\n\(whole)") }
            }
            let bytes = Reading(streaming: text, cuts: Array(0...text.count))
            #expect(bytes == whole, "byte by byte: \(sample)\n\(bytes)\nnot\n\(whole)")
        }
    }

    @Test("Fuzz: whatever the text is and however it is cut, both ways say the same, but for YAML braces and two kinds")
    func fuzz() {
        var generator = SeededGenerator.forTest("manifests in parts")
        var counts = (same: 0, broken: 0, onlyYAML: 0, twoKinds: 0)
        for _ in 0..<rounds(1_500, long: 6_000) {
            var text = json(ListSamples.texts.randomElement(using: &generator) ?? "")
            for _ in 0..<Int.random(in: 0...3, using: &generator) { Self.mutate(&text, &generator) }
            let cuts = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                Int.random(in: 0...text.count, using: &generator)
            }.sorted()
            let (streamed, whole) = (Reading(streaming: text, cuts: cuts), Reading(whole: text))
            if streamed == whole {
                counts.same += 1
                counts.broken += whole.isBroken ? 1 : 0
            } else if streamed.isBroken, !Self.isJSON(text) {
                counts.onlyYAML += 1
            } else if streamed.isBroken, "\(streamed)".contains("says twice what it is a list of") {
                // What was read under the first kind is gone already; a whole text takes the last one.
                counts.twoKinds += 1
            } else {
                let words = String(decoding: text, as: UTF8.self)
                Issue.record("\(words)\ncut at \(cuts), \(generator)\n\(streamed)\nnot\n\(whole)")
            }
        }
        #expect(counts.broken > 300 && counts.same > 1_000, "too few of one kind: \(counts)")
        #expect(counts.onlyYAML < counts.same / 20 && counts.twoKinds < counts.same / 100, "\(counts)")
    }

    /// Whether a text is values of JSON side by side.
    private static func isJSON(_ text: [UInt8]) -> Bool {
        var reader = JSONReader(text)
        do {
            while reader.passSpace() != nil { try reader.skip() }
            return true
        } catch {
            return false
        }
    }

    private static let pieces = [
        "'", "{", "}", "[", "]", ",", ":", "\n", "\r\n", "\n---\n", "\n...\n", "null", "'items':", "'kind':'List',",
        "7",
        "\\", "\\ud83d", "'kind':'PodList','apiVersion':'v1',", "'items':[],", "\u{e9}", "#", "tru", "-", "1e",
    ].map(json)

    private static func mutate(_ text: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...text.count, using: &generator)
        let end = min(text.count, place + Int.random(in: 0...6, using: &generator))
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        switch Int.random(in: 0..<6, using: &generator) {
        case 0, 1: text.insert(contentsOf: piece, at: place)
        case 2: text.replaceSubrange(place..<end, with: piece)
        case 3: text.removeSubrange(place..<end)
        case 4: text.removeSubrange(place...)
        default: if place < text.count { text[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
        }
    }
}
