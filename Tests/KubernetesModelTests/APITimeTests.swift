import Testing

@testable import KubernetesModel

@Suite struct APITimeTests {
    @Test(
        "reads the times of RFC 3339",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2026-01-31T08:00:00Z", 1_769_846_400),
            ("2000-02-29T00:00:00Z", 951_782_400), ("2000-03-01T00:00:00Z", 951_868_800),
            ("2024-12-31T23:59:59.123456789Z", 1_735_689_599), ("2024-02-29T12:00:00+02:00", 1_709_200_800),
            ("2024-02-29T12:00:00-00:30", 1_709_209_800), ("0001-01-01T00:00:00Z", -62_135_596_800),
            ("9999-12-31T23:59:59Z", 253_402_300_799), ("1900-03-01T00:00:00Z", -2_203_891_200),
        ] as [(String, Int64)])
    func reads(text: String, seconds: Int64) {
        #expect(APITime(text)?.seconds == seconds)
    }

    @Test("each day of 208 years is one later than the day before")
    func days() {
        var wanted: Int64? = APITime("1896-01-01T00:00:00Z")?.seconds
        for year in 1896..<2104 {
            for month in 1...12 {
                for day in 1...31 {
                    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
                    guard let time = APITime("\(year)-\(two(month))-\(two(day))T00:00:00Z") else { continue }
                    if time.seconds != wanted { Issue.record("\(year)-\(month)-\(day)") }
                    wanted = time.seconds + 86_400
                }
            }
        }
    }

    @Test(
        "refuses what is no time",
        arguments: [
            "", "2024", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "2024-1-01T00:00:00Z",
            "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-32T00:00:00Z", "2023-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z", "2024-04-31T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+0200",
            "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00Zx", "x024-01-01T00:00:00Z", "2024-01-01T00:00:00z",
        ])
    func refuses(text: String) {
        #expect(APITime(text)?.seconds == nil)
    }
}
