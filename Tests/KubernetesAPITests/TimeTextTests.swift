import Testing

@testable import KubernetesAPI

@Suite struct TimeTextTests {
    @Test(
        "durations are shown as kubectl shows them",
        arguments: [
            (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (125, "2m5s"), (599, "9m59s"),
            (600, "10m"), (659, "10m"), (10_799, "179m"), (10_800, "3h"), (11_100, "3h5m"), (28_799, "7h59m"),
            (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (176_400, "2d1h"), (691_199, "7d23h"), (691_200, "8d"),
            (63_071_999, "729d"), (63_072_000, "2y"), (63_158_400, "2y1d"), (252_287_999, "7y364d"),
            (252_288_000, "8y"), (252_374_400, "8y"),
        ]) func duration(seconds: Int64, text: String)
    {
        #expect(TimeText.duration(seconds: seconds) == text)
    }

    @Test(
        "times are read",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2024-02-29T12:34:56Z", 1_709_210_096),
            ("2024-03-01T00:00:00.123456Z", 1_709_251_200),
            ("2024-03-01T02:00:00+02:00", 1_709_251_200), ("2024-02-29T19:00:00-05:00", 1_709_251_200),
            ("1969-12-31T23:59:59Z", -1), ("2000-12-31T00:00:00Z", 978_220_800),
            ("0001-01-01T00:00:00Z", -62_135_596_800),
        ]) func time(text: String, seconds: Int64)
    {
        #expect(TimeText.seconds(text) == seconds)
    }

    @Test(
        "what is no time is none",
        arguments: [
            "", "2024", "2024-02-29T12:34:56", "2024-02-29 12:34:56Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
            "2024-01-32T00:00:00Z", "2024-01-01T00:00:00+0200", "2024-01-01T00:00:00X", "x024-01-01T00:00:00Z",
        ]) func noTime(text: String)
    {
        #expect(TimeText.seconds(text) == nil)
    }
}
