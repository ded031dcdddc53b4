import Testing

@testable import Service

@Suite struct UTCTimeTests {
    @Test(
        "seconds since 1970 are written as RFC 3339 has them",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"), (-1, "1969-12-31T23:59:59Z"),
            (4_102_444_800, "2100-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func text(seconds: Int64, text: String) {
        #expect(UTCTime.text(of: seconds) == text)
    }

    @Test("now is later than this test was written")
    func now() {
        #expect(UTCTime.now > 1_767_225_600)
    }
}
