import Testing

@testable import Daemon

@Suite struct LogMomentTests {
    @Test(
        "a moment is written as the clock on the wall shows it",
        arguments: [
            (0, 0, 0, "0101 00:00:00.000000"), (1_761_351_315, 525_108_999, 0, "1025 00:15:15.525108"),
            (951_782_399, 0, 0, "0228 23:59:59.000000"), (951_782_400, 0, 0, "0229 00:00:00.000000"),
            (951_868_800, 0, 0, "0301 00:00:00.000000"), (4_107_542_400, 0, 0, "0301 00:00:00.000000"),
            (1_761_351_315, 0, 7200, "1025 02:15:15.000000"), (0, 0, -3600, "1231 23:00:00.000000"),
            (-1, 0, 0, "1231 23:59:59.000000"), (1_798_761_599, 999_999_999, 0, "1231 23:59:59.999999"),
        ] as [(Int64, Int32, Int, String)])
    func wall(seconds: Int64, nanoseconds: Int32, offset: Int, text: String) {
        #expect(LogMoment(seconds: seconds, nanoseconds: nanoseconds, offsetSeconds: offset).wall == text)
    }

    @Test("a moment as a number has six digits behind the point")
    func decimal() { #expect(LogMoment(seconds: 12, nanoseconds: 34_000).decimal == "12.000034") }
}
