import Testing

@testable import KubernetesAPI

@Suite struct ValueFormatTimeTests {
    @Test(
        "seconds since 1970 are written as RFC 3339 says",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"), (1_769_846_400, "2026-01-31T08:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-62_135_596_800, "0001-01-01T00:00:00Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func written(seconds: Int64, text: String) { #expect(ValueFormat.time(seconds) == text) }

    @Test(
        "years of other than four digits are not written",
        arguments: [-62_167_219_201, 253_402_300_800, .min, .max] as [Int64])
    func refused(seconds: Int64) { #expect(ValueFormat.time(seconds) == nil) }

    @Test("the days of 400 years are all there, and in their order")
    func days() {
        let all = (Int64(0)..<146_097).compactMap { ValueFormat.time($0 * 86_400) }
        #expect(all.filter { !ValueFormat.isTime($0) }.isEmpty)
        #expect(all == all.sorted())
        #expect(Set(all).count == 146_097)
    }
}
