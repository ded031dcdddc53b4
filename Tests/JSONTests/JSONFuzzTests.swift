import JSON
import TestSupport
import Testing

@Suite struct JSONFuzzTests {
    /// Texts with something of everything.
    static let seeds = [
        #"{"kind":"Pod","metadata":{"name":"web-1","labels":{"é":"日\u00e9\ud83d\ude00"}},"n":[1,-2.5e3,0]}"#,
        #"[true,false,null,"",{},[],[[[{"a":[]}]]],"\\\"\/\b\f\n\r\t"]"#,
        " { \"a\" : [ 1 , 2 ] ,\n\t\"b\" : \"\\ud800\\udc00\" } ",
        #"{"long":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","z":-0.0E+0}"#,
    ]
    private static let pieces: [[UInt8]] =
        [
            "\"", "\\", "{", "}", "[", "]", ":", ",", "0", "-", ".", "e", "true", "null", "\\u", "\\ud83d", "\n", " ",
            "a",
        ].map { Array($0.utf8) } + [
            [0x00], [0x80], [0xc3, 0xa9], [0xff], [0xf0, 0x9f, 0x98, 0x80], [0xed, 0xa0, 0x80],
        ]

    @Test("Fuzz: the reader accepts what a checker of another make accepts, and agrees with itself")
    func fuzz() {
        var generator = SeededGenerator.forTest("JSON fuzz")
        var accepted = 0
        for _ in 0..<6_000 {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)].utf8)
            for _ in 0..<Int.random(in: 0...3, using: &generator) { Self.mutate(&bytes, &generator) }
            let isPulled = (try? pulled(bytes)) != nil
            let isSkipped = (try? skipped(bytes)) != nil
            let isTaken = (try? taken(bytes)) != nil
            let isRight = JSONChecker.accepts(bytes)
            #expect(
                isPulled == isRight && isSkipped == isRight && isTaken == isRight,
                "\(String(decoding: bytes, as: UTF8.self))")
            accepted += isRight ? 1 : 0
        }
        #expect(1_000...5_000 ~= accepted, "too few of one kind: \(accepted); \(generator)")
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...3, using: &generator))
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.insert(contentsOf: piece, at: place)
        case 1: bytes.replaceSubrange(place..<end, with: piece)
        case 2: bytes.removeSubrange(place..<end)
        default: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
        }
    }
}
