import Testing

@testable import KubernetesAPI

@Suite struct ValueFormatTests {
    @Test(
        "quantities are numbers with a unit or an exponent",
        arguments: ["0", "1", "100m", "1.5", ".5", "5.", "64Mi", "-1", "+2k", "1e3", "1E-3", "2E", "12Ei", "7n", "7u"])
    func quantities(text: String) { #expect(ValueFormat.isQuantity(text)) }

    @Test(
        "what is no quantity is told",
        arguments: ["", "m", ".", "-", "1.2.3", "1 Mi", "1mi", "1K", "0x10", "1e", "1e+", "1Mim", "٣", "NaN", "--1"])
    func noQuantities(text: String) { #expect(!ValueFormat.isQuantity(text)) }

    @Test(
        "times are as RFC 3339 writes them",
        arguments: [
            "2026-11-29T07:43:43Z", "2026-11-29T07:43:43.123456Z", "2024-02-29T00:00:00+02:00",
            "2000-02-29T23:59:59-11:30", "0001-01-01T00:00:00Z",
        ])
    func times(text: String) { #expect(ValueFormat.isTime(text)) }

    @Test(
        "what is no time is told",
        arguments: [
            "", "now", "2026-11-29", "2026-11-29 07:43:43Z", "2026-11-29T07:43:43", "2026-11-29T07:43:43z",
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-11-31T00:00:00Z", "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00+25:00", "2026-01-01T00:00:00Z ",
        ])
    func noTimes(text: String) { #expect(!ValueFormat.isTime(text)) }
}
