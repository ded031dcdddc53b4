import KubernetesAPI
import Testing

@testable import EmbeddedAPI

@Suite struct SurroundingsTests {
    @Test(
        "moments are written as RFC 3339 has it",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"), (1_700_000_000, "2023-11-14T22:13:20Z"),
        ] as [(Int64, String)])
    func timestamps(_ seconds: Int64, _ text: String) { #expect(ValueFormat.time(seconds) == text) }

    @Test("an identity has the marks of a random UUID")
    func uid() {
        let surroundings = Surroundings(now: { 0 }, randomBytes: { Array(repeating: 0xff, count: $0) })
        #expect(surroundings.uid() == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(surroundings.nameSuffix().count == 5)
    }

    @Test("base64 goes both ways, for every length")
    func base64() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 251) }
            #expect(Base64.decoded(Base64.text(bytes)) == bytes)
        }
        #expect(Base64.text(Array("light w".utf8), isForURL: false) == "bGlnaHQgdw==")
        #expect(Base64.decoded("a+b") == nil)
    }
}
